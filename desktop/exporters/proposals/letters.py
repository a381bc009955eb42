"""The letters of 立案 and 交办 as 公文: 提案处理回复函 to who proposed what was not filed, 联合交办通知 of the three offices."""
from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from desktop.exporters import outgoing
from desktop.exporters.contacts import contact
from desktop.exporters.outgoing import Outgoing
from desktop.exporters.proposals.sitting import GROUP, OTHERS, Row, channel_order, chosen, county, names
from desktop.exporters.registry import Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Text
from desktop.rules.proposals.deadlines import ASSIST
from desktop.rules.proposals.timing import PLENARY
from desktop.services import office
from desktop.services.proposals import register
from desktop.services.store import Store

CONTACT = Field("contact", "联系人和电话", Text(longest=80), help="印在附注，不填用设置里的；如 梅立新，电话 0340-0000000")
KEY, JOINT_KEY = "proposal-notice", "proposal-joint-notice"
YOUR_BODY = "贵单位"


# 提案处理回复函

def notices(store: Store, request: Request) -> list[Outgoing]:
    """A letter to the first proposer of each proposal that was not filed: the reason, and where it went instead."""
    here, rows = chosen(store, request, lambda r: r["outcome"] == "不予立案", "不予立案的提案")
    settings = office.read(store)
    committee, code = f"{office.committee_name(settings)}提案委员会", f"{settings['county'][:1]}协提函"
    return [Outgoing(f"{KEY}/{row['id']}", f"{KEY}/{here['key']}/{request.day}", code, "信函", "函", {
        "mark": committee, "title": "提案处理回复函", "recipient": f"{addressed(row)}：", "body": notice(store, here, row),
        "issuer": committee, "date": row["told"] or request.day, "note": contact(request, settings["contact_proposals"]),
        "cc": [row["addressee"]] if row["addressee"] else []}, row["name"], str(row["serial"])) for row in rows]


def addressed(row: Row) -> str:
    """王一鸣委员, or the body that proposed."""
    first = row["sponsor_rows"][0] if row["sponsor_rows"] else {"name": "提案者", "body": None}
    return first["name"] if first["body"] else f"{first['name']}委员"


def notice(store: Store, here: Row, row: Row) -> list[str]:
    during = f"在{names(store, here).text}期间" if row["timing"] == PLENARY else ""
    you = YOUR_BODY if row["sponsor_rows"] and row["sponsor_rows"][0]["body"] else "您"
    said = [f"{proposers(row, you)}{during}提出的《{row['name'].strip('《》')}》（流水号{row['serial']}）收悉。"
            f"感谢{you}对政协提案工作的关心和支持。"]
    reason = f"属于{row['reason'].removeprefix('属于').removesuffix('的')}的情形，" if row["reason"] else ""
    said.append(f"经审查，该件{reason}根据提案工作有关规定，不予立案。")
    to = f"（{row['addressee']}）" if row["addressee"] else ""
    said.append({
        "转社情民意": f"所反映的情况有参考价值，已转作社情民意信息编报{to}。",
        "作为意见建议转送": f"所提意见已作为意见建议转送有关部门研究参考{to}。",
        "作委员来信": f"该件已作为委员来信转请有关部门办理{to}，办理情况另行告知。",
        "退回修改": "请补充情况、分析和具体建议后重新提交，我们将及时审查。",
    }.get(row["direction"] or "", f"该件已{row['direction'] or '另行'}处理{to}。"))
    said.append("特此函复。")
    return said


def proposers(row: Row, you: str) -> str:
    """您, 您与王一鸣委员联名, 您等8名委员联名; 贵单位 of a party or another body."""
    several = len(row["sponsor_rows"])
    if you == YOUR_BODY or several < 2:
        return you
    return f"您与{row['sponsor_rows'][1]['name']}委员联名" if several == 2 else f"您等{several}名委员联名"


# 联合交办通知

def joint_notice(store: Store, request: Request) -> list[Outgoing]:
    """The notice by which 县委办, 县政府办 and 县政协办 hand the year's proposals to the units, with the list as its 附件.

    Its number is that of 县委办.
    """
    here, rows = chosen(store, request, lambda r: bool(r["handed"]), "已交办的提案")
    handlings = [h for h in register.handlings(store, as_of=request.day, within=[r["id"] for r in rows]) if h["handed"]]
    called, place, settings = names(store, here), county(store), office.read(store)
    issuers = [f"中共{place}委办公室", f"{place}人民政府办公室", f"{office.committee_name(settings)}办公室"]
    source = f"{JOINT_KEY}/{here['key']}"
    return [Outgoing(source, source, f"{place[:1]}办", "文件", "通知", {
        "mark": [f"{issuers[0]}文件"], "title": f"关于交办{called.full}提案的通知", "recipient": "各承办单位：",
        "body": charge(called.text, rows, handlings, channel_order(store)), "issuer": issuers,
        "date": usual(r["handed"] for r in rows) or request.day, "attachments": [f"{place}政协{here['name']}提案交办清单"],
        "printer": issuers[0], "note": contact(request, settings["contact_proposals"])})]


def charge(called: str, rows: Sequence[Row], handlings: Sequence[Row], order: Callable[[str], int]) -> list[str]:
    """The figures, then what the units are asked to do and by when."""
    collective = sum(r["form"] == "集体" for r in rows)
    units = len({h["unit_id"] for h in handlings})
    first = {h["proposal_id"]: h for h in reversed(handlings) if h["role"] != ASSIST}
    counted = Counter(each["channel"] or OTHERS for each in first.values())
    shares = "、".join(f"{channel}归口{counted[channel]}件" for channel in sorted(counted, key=order))
    key = sum(r["key"] for r in rows)
    by = usual(h["due"] for h in handlings if h["role"] != ASSIST)
    help_by = usual(h["due"] for h in handlings if h["role"] == ASSIST)
    said = [f"{called}期间，政协委员和政协各参加单位积极建言献策。经审查立案并与有关方面协商，现将{len(rows)}件提案交办给你们"
            f"（委员提案{len(rows) - collective}件、集体提案{collective}件），涉及承办单位{units}家，其中{shares}"
            + (f"；列为重点提案{key}件" if key else "") + "。现就有关事项通知如下。",
            "一、明确责任。各承办单位主要负责人负总责，确定分管负责人和经办人员，逐件研究、逐件落实。主办单位牵头办理，会办单位积极配合；"
            "分办的由各单位分别答复。",
            "二、加强沟通。办理前了解提案者的意图，办理中通报进展，答复前当面征求意见，认真听取提案者的评价。",
            "三、按时答复。" + (f"会办单位于{in_words(help_by)}前将会办意见送主办单位，" if help_by else "")
            + (f"主办和分办单位于{in_words(by)}前答复提案者，" if by else "按规定期限答复提案者，")
            + "答复件经单位主要负责人签发，同时抄送县政协提案委员会和县委、县政府督查机构。",
            "四、规范变更。对交办的提案认为不属于本单位职责的，在规定的工作日内书面说明理由提出申请，未经同意不得自行转送。",
            "五、注重实效。对答复时承诺的事项建立台账，明确完成时限，抓好后续落实。"]
    return said


def usual(days: Iterable[dt.date | None]) -> dt.date | None:
    """The day that most have; extensions and later 交办 are not what a notice speaks of."""
    counted = Counter(day for day in days if day)
    return counted.most_common(1)[0][0] if counted else None


NOTICE = outgoing.paper(KEY, "提案处理回复函", GROUP, notices, (CONTACT,), many=True)
JOINT_NOTICE = outgoing.paper(JOINT_KEY, "联合交办通知", GROUP, joint_notice, (CONTACT,))
