"""The forms of a proposal: 提案纸 as the member hands it in, and 提案审查表 with the layers of its examination."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.exporters.forms.form import Form, Slot
from desktop.exporters.forms.marks import Record
from desktop.exporters.forms.members import OFFICE, of_office
from desktop.exporters.members import work
from desktop.exporters.proposals import dressed
from desktop.exporters.proposals.sitting import GROUP, Row, chosen, names
from desktop.exporters.registry import Request
from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Option
from desktop.fields.looks import blocks, unpacked
from desktop.rules.booklets import A3, SHEETS
from desktop.rules.proposals.states import LAYERS
from desktop.services import members, office
from desktop.services.proposals import register
from desktop.services.store import Store

LAYER_WORDS = dict(zip(LAYERS, ("初审", "复审", "审定"), strict=True))
PAPER = Field("paper", "纸张", Choice(width=6, open=False, options=tuple(Option(s, aliases=(s[:2],)) for s in SHEETS)),
              help="不选按设置；A3折页：双面打印选短边翻页")
SIGNATORY = (Slot("姓名"), Slot("界别"), Slot("单位及职务"), Slot("联系电话"), Slot("召集人"), Slot("盖章"))
SLOTS = (
    *OFFICE, Slot("会议", help="政协青溪县第十届委员会第五次会议"), Slot("届次", help="十届五次会议"), Slot("流水号"), Slot("案号"),
    Slot("案由", ("提案题目",)), Slot("提案形式"), Slot("提案者", ("第一提案人",)), Slot("附议人", ("联名人",)), Slot("提案者全称"),
    Slot("界别"), Slot("单位及职务"), Slot("联系电话", ("电话",)), Slot("提案者名单", kind="list", parts=SIGNATORY),
    Slot("类别"), Slot("时间属性"),
    Slot("收到日期", ("提交时间",)), Slot("正文"), Slot("建议全文"), Slot("建议", kind="list", parts=(Slot("内容"),)), Slot("建议承办单位"),
    Slot("公开"), Slot("不公开原因"), Slot("审查结果"), Slot("并入"), Slot("去向"), Slot("理由"), Slot("转往"),
    Slot("主办单位"), Slot("会办单位"),
    Slot("折页", help="印成 A3 折页时有值：正文从里页起"), Slot("重点"), Slot("两办意见"), Slot("提案委意见"),
    *(Slot(f"{word}{part}") for word in LAYER_WORDS.values() for part in ("意见", "人", "日期")))


def collect(store: Store, request: Request) -> list[Record]:
    here, rows = chosen(store, request, lambda r: True, "提案")
    common = of_office(store, request.day)
    people = {r["id"]: r for r in members.listed(store, request.day)}
    called, booklet = names(store, here).full, folded(store, request)
    known = {**common, "会议": called, "折页": booklet}
    return [{**known, **record(store, register.whole(store, row["id"], as_of=request.day), people, request)} for row in rows]


def folded(store: Store, request: Request) -> bool:
    return (request.answers.get("paper") or office.read(store)["proposal_paper"]) == A3


def record(store: Store, whole: Row, people: Mapping[str, Row], request: Request) -> dict[str, Any]:
    signed = [s for s in whole["sponsor_rows"] if s["cosigned"] == "已联名"]
    listed = [signatory(each, people.get(each["person_id"] or ""), request) for each in signed]
    first = listed[0] if listed else {}
    return {
        "届次": whole["session_name"], "流水号": whole["serial"], "案号": whole["mark"], "案由": whole["name"], "提案形式": whole["form"],
        "提案者": whole["sponsor"], "附议人": whole["cosigners"], "提案者全称": whole["sponsors"],
        **{name: first.get(name) for name in ("界别", "单位及职务", "联系电话")}, "提案者名单": listed, "类别": whole["category"],
        "时间属性": whole["timing"], "收到日期": whole["received"], **texts(store, whole),
        "建议": [{"内容": s["text"]} for s in whole["suggestions"]], "建议承办单位": whole["advice"] and advised(whole["advice"], "提案者"),
        "公开": {True: "同意公开", False: "不宜公开"}.get(whole["public"]), "不公开原因": whole["private_reason"],
        "审查结果": whole["outcome"], "并入": whole["merged_into"], "去向": whole["direction"], "理由": whole["reason"],
        "转往": whole["addressee"], "主办单位": whole["host"], "会办单位": whole["assist"], "重点": "是" if whole["key"] else "",
        "两办意见": "；".join(filter(None, (advised(whole["advice"], by) for by in ("县委办", "县政府办")))),
        "提案委意见": advised(whole["advice"], "提案委"), **layers(whole["exams"])}


def texts(store: Store, whole: Row) -> dict[str, Any]:
    """The text and the suggestions, as their writer formatted them where there is something of it."""
    body, advice = whole["body"] or "", whole["suggestions"]
    found: dict[str, Any] = {"正文": indented(body), "建议全文": "\n".join(f"　　{s['number']}.{s['text']}" for s in advice)}
    if whole["looks"]:
        found["正文"] = dressed.rich(store, found["正文"], blocks(body, unpacked(whole["looks"])))
    if any(s["looks"] for s in advice):
        found["建议全文"] = dressed.rich(store, found["建议全文"], list(dressed.numbered(advice, ".")))
    return found


def signatory(each: Row, member: Row | None, request: Request) -> dict[str, Any]:
    phone = each.get("phone")
    return {"姓名": each["name"], "界别": member["sector"] if member else each["body"], "单位及职务": work(member) if member else None,
            "联系电话": phone, "召集人": each["convener"], "盖章": "（盖章）" if each["sealed"] else ""}


def indented(text: str) -> str:
    return "\n".join(f"　　{line.strip()}" for line in text.splitlines() if line.strip())


def advised(advice: Sequence[Row], by: str) -> str:
    return "、".join(f"{a['unit']}（{a['role']}）" for a in advice if a["by"] == by)


def layers(exams: Sequence[Row]) -> dict[str, Any]:
    """What each layer said last: 同意立案, or the reason and where it goes."""
    found: dict[str, Any] = {}
    for each in exams:
        word = LAYER_WORDS[each["layer"]]
        said = "同意立案" if each["verdict"] == "立案" else "不予立案：" + "；".join(
            filter(None, (each["reason"], each["direction"], each["addressee"])))
        found |= {f"{word}意见": "。".join(filter(None, (said, each["opinion"]))), f"{word}人": each["examiner"],
                  f"{word}日期": each["day"]}
    return found


def an_example(store: Store) -> Request:
    """For a sample: one that several have signed and that was handed over."""
    rows = register.listed(store)
    best = next((r for r in rows if r["form"] == "联名" and r["handed"]), rows[0] if rows else None)
    return Request(store.today(), only=(best["id"],) if best else ())


FORMS: tuple[Form, ...] = (
    Form("proposal-paper", "提案纸", GROUP, "templates/proposal/提案纸.docx", SLOTS, collect, (PAPER,), "案由", "流水号",
         an_example, folded),
    Form("proposal-examination", "提案审查表", GROUP, "templates/proposal/提案审查表.docx", SLOTS, collect, called="案由",
         numbered="流水号", example=an_example),
)
