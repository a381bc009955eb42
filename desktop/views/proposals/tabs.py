"""What the drawer shows of one proposal: its way and its units, its text, what was examined, how it is supervised."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QFrame, QWidget

from desktop.views.proposals.track import Track
from desktop.views.widgets.chips import Chip
from desktop.views.widgets.drawer import Facts
from desktop.views.widgets.layout import button, column, label, row, rule

Whole = Mapping[str, Any]


def looks(left: str, late: bool) -> str:
    """The colour of what is left of the term."""
    if late or left.startswith("逾期"):
        return "late"
    if left == "已答复":
        return "done"
    days = "".join(c for c in left if c.isdigit())
    return "wait" if left.startswith("今天") or (days and int(days) <= 15) else "info"


def work(whole: Whole, handlings: Sequence[Mapping[str, Any]]) -> QWidget:
    """办理: the way so far, then each unit with its term, then what is known beside it."""
    shown = QWidget()
    shown.setProperty("look", "clear")
    box = column(Track(whole), gap=8)
    for each in handlings:
        role = "　".join(filter(None, (each["role"], each["channel"], f"分管 {each['leader']}" if each["leader"] else "")))
        said = each["left"] or ("待交办" if not each["handed"] else "")
        first = row(label(each["unit"], "section", wraps=True), Chip(said, looks(said, each["late"])), gap=8)
        first.setStretch(0, 1)
        box.addLayout(first)
        box.addWidget(label(role, "note"))
        lines = [f"{words} {each[name].isoformat()}" for words, name in (("交办", "handed"), ("签收", "signed"), ("期限", "due"),
                                                                        ("答复", "replied")) if each[name]]
        lines += [each[name] for name in ("reply_mark", "result", "satisfaction", "sent") if each.get(name)]
        if lines:  # two in a line, so that a word is not torn from its day
            box.addWidget(label("\n".join("　".join(lines[n:n + 2]) for n in range(0, len(lines), 2)), "second", wraps=True))
    if not handlings and whole["outcome"] == "立案" and not whole["lead_id"]:
        box.addWidget(label("还没有确定承办单位。", "second"))
    box.addWidget(rule())
    facts = Facts()
    for words, text in beside(whole):
        facts.add(words, text)
    box.addWidget(facts)
    shown.setLayout(box)
    return shown


def beside(whole: Whole) -> list[tuple[str, str]]:
    advised: dict[str, list[str]] = {}
    for each in whole["advice"]:
        advised.setdefault(each["by"], []).append(f"{each['unit']}（{each['role']}）")
    found = [("建议单位", "\n".join(f"{by}：{'、'.join(units)}" for by, units in advised.items())),
             ("改办申请", "；".join(map(asked, whole["requests"]))),
             ("延期", "；".join(f"延至 {e['until'].isoformat()}{'' if e['agreed'] else '（未同意）'}" for e in whole["extensions"])),
             ("并入", whole["merged_into"]), ("并案的提案", "\n".join(f"{m['sponsors']}：{m['name']}" for m in whole["merged_rows"])),
             ("不予立案", "；".join(filter(None, (whole["reason"], whole["direction"], whole["addressee"])))),
             ("由发言转来", "\n".join(whole["speeches"])),
             ("撤案原因", whole["withdrawal"] or ""), ("备注", whole["note"] or ""), ("日期不合", "；".join(whole["problems"]))]
    return [(words, text) for words, text in found if text]


def asked(request: Mapping[str, Any]) -> str:
    decided = "" if request["decided"] is None else "（同意）" if request["agreed"] else "（不同意）"
    return f"{request['day'].isoformat()} {request['kind']}：{request['reason'] or ''}{decided}"


def exams(whole: Whole) -> QWidget:
    facts = Facts()
    for each in whole["exams"]:
        facts.add_title(f"{each['layer']}　{each['day'].isoformat()}")
        for words, name in (("审查意见", "verdict"), ("审查人", "examiner"), ("理由", "reason"), ("去向", "direction"),
                            ("转往", "addressee"), ("说明", "opinion")):
            if each[name]:
                facts.add(words, each[name])
    box = column(facts if whole["exams"] else label("还没有审查意见。", "second"), gap=8)
    shown = QWidget()
    shown.setProperty("look", "clear")
    shown.setLayout(box)
    return shown


def leading(whole: Whole, labels: Sequence[tuple[str, str]], supervise, leaders) -> QWidget:
    """督办: who leads it, the topic of consultation it is linked with, and each activity."""
    key = whole["leading"]
    box = column(gap=8)
    if key is None:
        box.addWidget(label("没有列为重点提案。", "second"))
    else:
        facts = Facts()
        for name, words in labels:
            value = key.get(name)
            if value:
                facts.add(words, value if isinstance(value, str) else value.isoformat())
        box.addWidget(facts)
        box.addLayout(row(button("领衔督办…", clicked=leaders), button("登记督办活动…", clicked=supervise), ""))
        for each in whole["supervisions"]:
            card = QFrame()
            card.setProperty("look", "card")
            words = "\n".join(filter(None, (each["leader"], each["attending"], each["summary"])))
            card.setLayout(column(label(f"{each['day'].isoformat()}　{each['method']}　{each['place'] or ''}".strip("　"), "", wraps=True),
                                  label(words, "second", wraps=True), gap=2, margins=(10, 6, 8, 6)))
            box.addWidget(card)
    shown = QWidget()
    shown.setProperty("look", "clear")
    shown.setLayout(box)
    return shown
