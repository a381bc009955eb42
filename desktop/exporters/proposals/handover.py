"""提案交办清单: what goes to the units, by the office through which it goes, by unit, or as a list to be signed for."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop.exporters import pens
from desktop.exporters.proposals.sitting import GROUP, OTHERS, Row, channel_order, chosen, county
from desktop.exporters.registry import Paper, Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Day, Integer, Option, Phone, Text
from desktop.fields.report import Group, Report
from desktop.rules.proposals.deadlines import ASSIST
from desktop.services.proposals import assignment, register
from desktop.services.store import Store

BY_CHANNEL, BY_UNIT, SIGNED = "分口清单", "单位清单", "签收单"
SHAPE = Field("shape", "样式", Choice(open=False, options=tuple(map(Option, (BY_CHANNEL, BY_UNIT, SIGNED)))), help="不选印分口清单")
SERIAL = Field("serial", "序号", Integer(width=2))
MARK, NAME = Field("mark", "案号", Text(width=5)), Field("name", "案由", Text(width=11))
COLUMNS = (
    SERIAL, MARK, NAME, Field("sponsors", "提案者", Text(width=6)), Field("phone", "联系电话", Phone(width=6)),
    Field("host", "主办（分办）单位", Text(width=7)), Field("assist", "会办单位", Text(width=7)),
    Field("leader", "分管县领导", Text(width=4)), Field("key", "重点", Text(width=2)), Field("assist_due", "会办时限", Day(width=5)),
    Field("due", "答复时限", Day(width=5)), Field("signer", "签收人", Text(width=4)), Field("signed", "签收日期", Day(width=5)))
OF_UNIT = (SERIAL, MARK, NAME, Field("sponsors", "提案者", Text(width=6)), Field("phone", "联系电话", Phone(width=6)),
           Field("role", "承办方式", Text(width=3)), Field("partners", "其他承办单位", Text(width=8)),
           Field("leader", "分管县领导", Text(width=4)), Field("key", "重点", Text(width=2)), Field("due", "办理时限", Day(width=5)))
TO_SIGN = (SERIAL, Field("unit", "承办单位", Text(width=12)), Field("hosting", "主办", Integer(width=3)),
           Field("splitting", "分办", Integer(width=3)), Field("assisting", "会办", Integer(width=3)),
           Field("all", "合计", Integer(width=3)),
           Field("marks", "案号", Text(width=16)), Field("signer", "签收人", Text(width=6)), Field("signed", "签收日期", Day(width=6)))


def collect(store: Store, request: Request) -> Report:
    here, rows = chosen(store, request, lambda r: bool(r["handed"]), "已交办的提案")
    handlings = [h for h in register.handlings(store, as_of=request.day, within=[r["id"] for r in rows]) if h["handed"]]
    phones = first_phones(store, rows)
    shape = request.answers.get("shape") or BY_CHANNEL
    title = f"{county(store)}政协{here['name']}提案"
    until = f"截至{in_words(request.day)}"
    if shape == SIGNED:
        groups = to_sign(handlings, channel_order(store))
        made = Report(f"{title}签收单", TO_SIGN, tuple(groups), until, (f"共{len(rows)}件提案。",), footer=until, day=request.day,
                      landscape=True, totals=("hosting", "splitting", "assisting", "all"))
    elif shape == BY_UNIT:
        made = by_unit(rows, handlings, phones, Report(f"{title}交办清单", OF_UNIT, (), until, footer=until, landscape=True,
                                                       day=request.day, private=True))
    else:
        groups = by_channel(rows, handlings, phones, channel_order(store))
        made = Report(f"{title}交办清单", COLUMNS, tuple(groups), until, (f"共交办{len(rows)}件。",), footer=until, landscape=True,
                      day=request.day, private=True)  # the list exists for the phone numbers (office.md 2)
    return made


def first_phones(store: Store, rows: Sequence[Row]) -> dict[str, str | None]:
    """The first proposer's telephone, by proposal."""
    first = {r["id"]: r["sponsor_rows"][0]["person_id"] for r in rows if r["sponsor_rows"]}
    with store.read() as session:
        known = register.contacts(session, [person for person in first.values() if person])
    return {proposal: known.get(person) for proposal, person in first.items()}


def by_channel(rows: Sequence[Row], handlings: Sequence[Row], phones: Mapping[str, str | None],
               order: Callable[[str], int]) -> list[Group]:
    """县委办（32件）: a proposal stands under the office of its first answering unit."""
    of = assigned(handlings)
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        mine = of[row["id"]]
        answering = [h for h in mine if h["role"] != ASSIST]
        assisting = [h for h in mine if h["role"] == ASSIST]
        signers = [h for h in answering if h["signed"]]
        found.setdefault(answering[0]["channel"] or OTHERS, []).append({
            "mark": row["mark"], "name": row["name"], "sponsors": row["sponsors"], "phone": phones.get(row["id"]), "host": row["host"],
            "assist": row["assist"], "leader": "、".join(dict.fromkeys(h["leader"] for h in answering if h["leader"])),
            "key": "是" if row["key"] else "", "assist_due": min((h["due"] for h in assisting if h["due"]), default=None),
            "due": min((h["due"] for h in answering if h["due"]), default=None),
            "signer": "、".join(dict.fromkeys(h["signer"] for h in signers if h["signer"])),
            "signed": max((h["signed"] for h in signers), default=None)})
    return [Group(f"{channel}（{len(found[channel])}件）", numbered(found[channel])) for channel in sorted(found, key=order)]


def by_unit(rows: Sequence[Row], handlings: Sequence[Row], phones: Mapping[str, str | None], blank: Report) -> Report:
    """A page for each unit, with what it has as 主办, 分办 or 会办."""
    known, of, pages = {r["id"]: r for r in rows}, assigned(handlings), []
    for unit, mine in assignment.desks(handlings).items():
        lines = []
        for each in mine:
            row = known[each["proposal_id"]]
            others = [f"{h['unit']}（{h['role']}）" for h in of[row["id"]] if h["id"] != each["id"]]
            lines.append({"mark": row["mark"], "name": row["name"], "sponsors": row["sponsors"], "phone": phones.get(row["id"]),
                          "role": each["role"], "partners": "、".join(others), "leader": each["leader"],
                          "key": "是" if row["key"] else "", "due": each["due"]})
        count = {role: sum(h["role"] == role for h in mine) for role in dict.fromkeys(h["role"] for h in mine)}
        pages.append(replace(blank, title=f"{blank.title}（{unit}）", groups=(Group("", numbered(lines)),),
                             notes=("、".join(f"{role}{n}件" for role, n in count.items()) + "。",)))
    return replace(pages[0], parts=tuple(pages[1:]))


def to_sign(handlings: Sequence[Row], order: Callable[[str], int]) -> list[Group]:
    """One line for each unit under the office through which it gets them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for unit, mine in assignment.desks(handlings).items():
        count = {role: sum(h["role"] == role for h in mine) for role in ("主办", "分办", "会办")}
        signed = [h["signed"] for h in mine if h["signed"]]
        found.setdefault(mine[0]["channel"] or OTHERS, []).append({
            "unit": unit, "hosting": count["主办"], "splitting": count["分办"], "assisting": count["会办"], "all": len(mine),
            "marks": "、".join(h["mark"] for h in mine), "signer": "、".join(dict.fromkeys(h["signer"] for h in mine if h["signer"])),
            "signed": max(signed) if len(signed) == len(mine) else None})
    return [Group(f"{channel}（{len(found[channel])}家）", numbered(found[channel])) for channel in sorted(found, key=order)]


def assigned(handlings: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for each in handlings:
        found.setdefault(each["proposal_id"], []).append(each)
    return found


def numbered(lines: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"serial": number, **line} for number, line in enumerate(lines, 1)]


PAPER = Paper("proposal-handover", "提案交办清单", GROUP, pens.FORMATS, pens.printing(collect), (SHAPE,))
