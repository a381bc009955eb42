"""The office's own settings, each declared once with its default; a county's setting wins over any rule of ours."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Day, Integer, Option, Text, YesNo
from desktop.models.member import Term
from desktop.models.office import Setting
from desktop.models.person import Person
from desktop.models.proposal import LAYER
from desktop.rules.attendance import ATTENDED
from desktop.rules.booklets import A4, SHEETS
from desktop.rules.gongwen.style import READINGS
from desktop.rules.gongwen.taking import LATER, WAYS
from desktop.rules.periods import usual_term
from desktop.rules.proposals import numbers
from desktop.rules.proposals.deadlines import TermText
from desktop.rules.proposals.states import LAYERS
from desktop.rules.rights import Right
from desktop.rules.seatcards import BY_WORDS
from desktop.services import codes
from desktop.services.store import PRACTICE_DAY, Store
from desktop.services.undo import FOUNDED


@dataclass(frozen=True)
class Declared:
    field: Field
    default: Any


def declare(name: str, label: str, kind: Any, default: Any, group: str, help: str = "") -> Declared:
    return Declared(Field(name, label, kind, group=group, help=help), default)


SETTINGS: tuple[Declared, ...] = (
    declare("county", "县名", Text(longest=20), "本县", "本会", "如 青溪县；用在名册、公文的名称里"),
    declare("committee", "委员会名称", Text(longest=40), "", "本会", "不填时由县名得出：政协青溪县委员会"),
    declare("npc_stroke", "姓名笔画按人大习惯排", YesNo(), False, "名单", "否：两字名中间按空位排（政协习惯）"),
    declare("csv_encoding", "CSV 的编码", Choice(options=(Option("UTF-8"), Option("GB18030")), open=False), "UTF-8", "名单",
            "UTF-8：WPS、Excel 直接打开；GB18030：老系统导入用"),
    declare("appraisal_month", "考核年度起始月", Integer(least=1, most=12), 1, "年度", "如 12：上年12月至本年11月"),
    declare("deciders", "人事决定权限表", Text(longest=4000, lines=True), "", "届次",
            "每行写：职务 事项 决定机构；不填时按通常做法"),
    declare("quorum_share", "会议法定人数", Text(longest=10), ">1/2", "会议",
            "出席人数占全体的比例，如 >1/2 或 ≥2/3；全体按开会当天的人数"),
    declare("pass_share", "通过和当选的票数", Text(longest=10), ">1/2", "会议", "赞成票占全体（不是到会）的比例"),
    declare("attended_share", "多个半天的会议算作出席", Choice(options=tuple(Option(r) for r in ATTENDED), open=False),
            next(iter(ATTENDED)), "会议", "到会的半天不足这个比例的，不算出席"),
    declare("mark_signs", "签到表上的符号", Text(longest=1000, lines=True), "", "会议",
            "每行写：符号 意思，如 ◇ 公假；√ × △ 迟到 等通常的写法不必写"),
    declare("seatcard_size", "席卡规格", Choice(options=tuple(Option(w) for w in BY_WORDS), open=False), next(iter(BY_WORDS)), "会议"),
    declare("gongwen_margins", "公文页边距", Choice(options=tuple(Option(r) for r in READINGS), open=False), READINGS[0], "公文",
            "上/下毫米数：37/35 为通常做法；34.58/32.58 按版心文字上沿计"),
    declare("gongwen_sealed", "公文通常加盖印章", YesNo(), True, "公文"),
    declare("gongwen_numbering", "打印公文时的发文字号", Choice(options=tuple(map(Option, WAYS)), open=False), LATER, "公文",
            "逐件取号：打印、生成文件时从发文登记取号并登记，再印还是这个号；预览不取号"),
    declare("contact_office", "办公室联系人和电话", Text(longest=80), None, "公文", "印在通知的附注，如 方志远，电话 0340-0000000"),
    declare("contact_proposals", "提案委联系人和电话", Text(longest=80), None, "公文", "印在回复函、提示函、催办函和联合交办通知的附注"),
    declare("notice_ahead", "会议通知提前几天", Integer(least=0, most=60), 5, "会议", "会后补印的通知，落款按会前这么多天"),
    *(declare(f"font_{name}", label, Text(longest=40), default, "公文") for name, label, default in (
        ("fangsong", "仿宋字体名", "仿宋_GB2312"), ("kaiti", "楷体字体名", "楷体_GB2312"), ("heiti", "黑体字体名", "黑体"),
        ("xiaobiaosong", "小标宋字体名", "方正小标宋简体"), ("songti", "宋体字体名", "宋体"))),
    declare("proposal_style", "案号写法", Choice(options=tuple(map(Option, numbers.STYLES)), open=False), numbers.STYLES[0], "提案"),
    declare("proposal_paper", "提案纸的纸张", Choice(options=tuple(map(Option, SHEETS)), open=False), A4, "提案",
            "A3折页：四个版面一张，双面打印后对折成册"),
    declare("proposal_joint", "几人以上为联名", Integer(least=2, most=20), 2, "提案", "有的县规定 3 人以上联署才算联名提案"),
    declare("proposal_merged_counted", "并案计入立案", YesNo(), True, "提案", "是：交办件数＝立案－并入件数；否：立案不含并入的"),
    declare("proposal_layer", "立案以哪一层为准", LAYER, LAYERS[-1], "提案", "审查到这一层才算立案或不予立案"),
    *(declare(f"proposal_term_{key}", f"{role}期限", TermText(longest=20), term, "提案", "如 3个月、15个工作日、60日、2026-08-31")
      for key, role, term in (("host", "主办", "3个月"), ("split", "分办", "3个月"), ("assist", "会办", "1个月"))),
    declare("proposal_prompt", "到期前几天提示", Integer(least=0, most=90), 15, "提案"),
    declare("proposal_order", "逾期几天后督办", Integer(least=0, most=365), 30, "提案", "逾期后先发催办函，超过这些天发督办通知"),
    declare("proposal_change", "申请改办的工作日", Integer(least=1, most=60), 5, "提案", "交办后几个工作日内可以申请改办、增办"),
    declare("task_near", "任务临期提醒天数", Integer(most=90), 7, "工作安排", "离时限不足这些天的任务算临期"),
    *(declare(f"backup_{name}", label, Integer(least=1, most=most), default, "备份", help) for name, label, most, default, help in (
        ("days", "每日备份留几天", 60, 7, "自动备份中，每天最后一份"), ("weeks", "每周备份留几周", 60, 4, "每周最后一份"),
        ("months", "每月备份留几个月", 120, 12, "每月最后一份"))),
    declare(PRACTICE_DAY, "练习县的今天", Day(), None, "练习县"),
)
BY_NAME = {d.field.name: d for d in SETTINGS}


def values(session: Session) -> dict[str, Any]:
    """Every setting, the default where the office has said nothing."""
    found = {d.field.name: d.default for d in SETTINGS}
    for row in session.scalars(select(Setting).where(Setting.id.in_(BY_NAME))):
        found[row.id] = BY_NAME[row.id].field.kind.parse(row.value) if row.value is not None else None
    return found


def read(store: Store) -> dict[str, Any]:
    with store.read() as session:
        return values(session)


def committee_name(settings: dict[str, Any]) -> str:
    """政协青溪县委员会."""
    return settings["committee"] or f"政协{settings['county']}委员会"


def write(session: Session, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        text = BY_NAME[name].field.kind.show(value) or None
        row = session.get(Setting, name)
        if row is None:
            session.add(Setting(id=name, value=text))
        else:
            row.value = text


def save(store: Store, changes: dict[str, Any]) -> None:
    with store.operation("修改设置", Right.SETTINGS) as session:
        write(session, changes)
    store.refresh()


def found(store: Store) -> None:
    """What a new store needs before anything can be entered: the code tables and a term that contains today."""
    with store.operation(FOUNDED) as session:
        codes.defaults(session)
        number, first, last = usual_term(store.today())
        session.add(Term(number=number, since=first, until=last))


def is_empty(store: Store) -> bool:
    """No person has been entered yet."""
    with store.read() as session:
        return session.scalar(select(Person.id).limit(1)) is None
