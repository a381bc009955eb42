"""The lists of proposals: the register, the board, what each unit has on its desk, and one proposal whole."""
from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import Day, Integer, Text, YesNo
from desktop.fields.refused import Refused
from desktop.models.base import field_of, fields_of
from desktop.models.handling import ChangeRequest, Extension, Handling, Letter, UnitAdvice
from desktop.models.person import Person
from desktop.models.proposal import Examination, KeyProposal, Proposal, Suggestion, Supervision
from desktop.models.speech import Speech
from desktop.models.unit import Unit
from desktop.rules.proposals import deadlines, states
from desktop.rules.proposals.deadlines import ASSIST
from desktop.rules.rights import Right
from desktop.services import codes
from desktop.services.proposals.docket import Docket, Row
from desktop.services.proposals.sources import speech_lines
from desktop.services.store import Store

COLUMNS: tuple[Field, ...] = (
    Field("id", "编号", Text(width=8)), field_of(Proposal.serial, listed=False), Field("mark", "案号", Text(width=5), listed=True),
    Field("session", "届次", Text(width=3)), field_of(Proposal.name), field_of(Proposal.form),
    Field("sponsor", "提案者", Text(width=6), listed=True), Field("cosigners", "附议人", Text(width=10)),
    field_of(Proposal.category), Field("timing", "时间属性", Text(width=4)), field_of(Proposal.received, listed=False),
    Field("outcome", "审查结果", Text(width=4), listed=True), Field("direction", "去向", Text(width=7)),
    Field("merged_into", "并入", Text(width=5)), Field("host", "主办单位", Text(width=10), listed=True),
    Field("assist", "会办单位", Text(width=10)), Field("handed", "交办日期", Day(width=6)),
    Field("due", "办理期限", Day(width=6), listed=True), Field("replied", "答复日期", Day(width=6)),
    field_of(Handling.result, listed=False), field_of(Handling.satisfaction, listed=False), Field("key", "重点", YesNo()),
    field_of(Proposal.excellent, listed=False), field_of(Proposal.fund), Field("state", "状态", Text(width=5), listed=True),
    Field("late", "逾期", YesNo()))
"""The contract of `list proposals --json`: these labels and no others."""

UNIT_COLUMNS: tuple[Field, ...] = (
    Field("session", "届次", Text(width=3), listed=True), Field("unit", "单位", Text(width=12), listed=True),
    *(Field(name, label, Integer(width=3), listed=True) for name, label in (
        ("hosting", "主办"), ("assisting", "会办"), ("splitting", "分办"), ("answered", "已答复"), ("late", "逾期"))))

HANDLING_COLUMNS: tuple[Field, ...] = (
    Field("session", "届次", Text(width=3)), Field("mark", "案号", Text(width=5), listed=True),
    Field("name", "案由", Text(width=22), listed=True), Field("sponsors", "提案者", Text(width=6), listed=True),
    Field("unit", "单位", Text(width=10), listed=True), *fields_of(Handling)[:1], field_of(Handling.channel),
    field_of(Handling.leader), field_of(Handling.handed), field_of(Handling.signed), field_of(Handling.signer),
    Field("due", "办理期限", Day(width=6), listed=True), field_of(Handling.replied), field_of(Handling.reply_mark),
    field_of(Handling.result), field_of(Handling.satisfaction), Field("left", "时限", Text(width=5), listed=True),
    Field("letter", "应发", Text(width=5), listed=True), Field("sent", "已发", Text(width=8)))


def columns(store: Store) -> tuple[Field, ...]:
    with store.read() as session:
        return codes.bind(session, COLUMNS)


def plenary_id(docket: Docket, key: str | None) -> str | None:
    """10.4, 十届四次会议 or an id -> the plenary's id."""
    if key is None:
        return None
    for sitting in docket.sittings.values():
        if key in (sitting.id, sitting.key, sitting.name):
            return sitting.id
    raise Refused(f"没有登记过“{key}”这次会议，请先在设置的届次中补上。")


def listed(store: Store, *, as_of: dt.date | None = None, plenary: str | None = None,
           within: list[str] | None = None) -> list[Row]:
    """The rows of all plenaries, or of one ('10.4' or its id), as of a day."""
    store.require(Right.READ)
    with store.read() as session:
        return opened(session, as_of or store.today(), plenary, within).rows()


def opened(session: Session, day: dt.date, plenary: str | None, within: list[str] | None = None) -> Docket:
    """Of one plenary only its own proposals are read."""
    return Docket(session, day, plenary=plenary_id(Docket(session, day, within=()), plenary), within=within)


def sittings(store: Store) -> list[Row]:
    """The plenaries, newest first: id, key 10.4, name 十届四次会议, opens, closes, since, deadline, hour, year."""
    store.require(Right.READ)
    with store.read() as session:
        return [{"id": s.id, "key": s.key, "name": s.name, "opens": s.opens, "closes": s.closes, "since": s.window.first,
                 "deadline": s.window.deadline, "hour": s.window.hour, "year": s.year}
                for s in Docket(session, store.today(), within=()).sittings.values()]


def handlings(store: Store, *, as_of: dt.date | None = None, plenary: str | None = None,
              within: list[str] | None = None) -> list[Row]:
    """One row for each unit of each proposal: what it was given, when, until when, and which letter is due."""
    store.require(Right.READ)
    with store.read() as session:
        docket = opened(session, as_of or store.today(), plenary, within)
        found = []
        for row in docket.rows():
            if row["outcome"] != states.FILED:
                continue
            found += [handling_row(docket, row, h) for h in docket.current(docket.proposals[row["id"]])]
        return found


def handling_row(docket: Docket, row: Row, handling: Handling) -> Row:
    """A 会办 unit is not pressed once the proposer has been answered."""
    due = docket.due(handling)
    replied = handling.replied if handling.replied and handling.replied <= docket.day else None
    closed = replied or (row["replied"] if handling.role == ASSIST else None)
    sent = [f"{letter.kind} {letter.day.isoformat()}" for letter in docket.letters.get(row["id"], ())
            if letter.handling_id == handling.id and letter.day <= docket.day]
    return {f.name: getattr(handling, f.name) for f in fields_of(Handling)} | {
        "id": handling.id, "proposal_id": row["id"], "unit_id": handling.unit_id, "unit": docket.units.get(handling.unit_id, ""),
        "session": row["session"], "plenary_id": row["plenary_id"], "serial": row["serial"], "number": row["number"],
        "mark": row["mark"], "name": row["name"], "sponsor": row["sponsor"], "sponsors": row["sponsors"], "key": row["key"],
        "due": due, "replied": replied, "late": deadlines.late(due, closed, docket.day),
        "left": deadlines.in_words(due, closed, docket.day), "letter": deadlines.letter_for(due, closed, docket.day, docket.terms),
        "sent": "；".join(sent)}


def by_unit(store: Store, *, as_of: dt.date | None = None) -> list[Row]:
    """How many proposals each unit has of each plenary, by part, answered and late; unit_id tells whose they are."""
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    names: dict[str, str] = {}
    for row in handlings(store, as_of=as_of):
        here = counted[row["session"], row["unit_id"]]
        names[row["unit_id"]] = row["unit"]
        here[row["role"]] += 1
        here["已答复"] += row["replied"] is not None
        here["逾期"] += row["late"]
    ranks = unit_ranks(store)
    found = [{"id": f"{session} {unit}", "session": session, "unit_id": unit, "unit": names[unit], "hosting": n["主办"],
              "assisting": n["会办"], "splitting": n["分办"], "answered": n["已答复"], "late": n["逾期"]}
             for (session, unit), n in counted.items()]
    order = {s["key"]: n for n, s in enumerate(sittings(store))}
    return sorted(found, key=lambda r: (order[r["session"]], ranks.get(r["unit_id"], 9999), r["unit"]))


def unit_ranks(store: Store) -> dict[str, int]:
    with store.read() as session:
        return {unit: rank or 9999 for unit, rank in session.execute(select(Unit.id, Unit.rank))}


def whole(store: Store, record: str, *, as_of: dt.date | None = None) -> Row:
    """One proposal with everything that belongs to it: the row of the list and, by name, body, suggestions, exams,
    advice, handlings, requests, extensions, letters, merged (rows of those merged into it), leading (重点), supervisions,
    speeches (words of those turned into it),
    problems (dates that cannot be)."""
    store.require(Right.READ)
    with store.read() as session:
        docket = Docket(session, as_of or store.today(), within=[record])
        proposal = docket.proposals.get(record)
        if proposal is None:
            raise Refused("这件提案已被删除。")
        row = docket.row(proposal)
        into = session.scalars(select(Proposal.id).where(Proposal.lead_id == record)).all()
        inside = Docket(session, docket.day, within=into).rows() if into else []
        phones = contacts(session, [s["person_id"] for s in row["sponsor_rows"] if s["person_id"]])
        for each in row["sponsor_rows"]:
            each["phone"] = phones.get(each["person_id"])
        suggestions = session.scalars(select(Suggestion).where(Suggestion.proposal_id == record).order_by(Suggestion.number))
        speeches = session.scalars(select(Speech.id).where(Speech.turned_id == record)).all()
        found = row | {
            "body": proposal.body, "looks": proposal.looks, "researched": proposal.researched,
            "suggestions": [{"id": s.id, "number": s.number, "text": s.text, "looks": s.looks} for s in suggestions],
            "exams": of(session, Examination, record), "advice": of(session, UnitAdvice, record),
            "handlings": [handling_row(docket, row, h) for h in docket.current(proposal)],
            "former": [handling_row(docket, row, h) for h in docket.handlings.get(record, ()) if h not in docket.current(proposal)],
            "requests": of(session, ChangeRequest, record), "extensions": of(session, Extension, record),
            "letters": of(session, Letter, record), "merged_rows": inside,
            "leading": next(iter(of(session, KeyProposal, record)), None), "supervisions": of(session, Supervision, record),
            "speeches": [" ".join((f"《{name}》", line)) for name, line in speech_lines(session, speeches).values()],
            "problems": states.misordered(docket.facts(proposal))}
        for each in (*found["advice"], *found["requests"]):
            each["unit"] = docket.units.get(each.get("unit_id") or each.get("wanted_id") or "", each.get("name", ""))
        return found


def formatted(store: Store, record: str) -> int:
    """How many lines of its text and suggestions have looks of their own."""
    store.require(Right.READ)
    with store.read() as session:
        kept = [session.scalar(select(Proposal.looks).where(Proposal.id == record)),
                *session.scalars(select(Suggestion.looks).where(Suggestion.proposal_id == record))]
        return sum(len(looks or ()) for looks in kept)


def contacts(session: Any, people: list[str]) -> dict[str, str | None]:
    return {p.id: p.phone for p in session.scalars(select(Person).where(Person.id.in_(people)))}


def of(session: Any, model: type[Any], record: str) -> list[Row]:
    """The rows of a proposal as plain values, in the order of their days."""
    found = session.scalars(select(model).where(model.proposal_id == record)).all()
    keys = [a.key for a in model.__mapper__.column_attrs if a.key not in ("version", "proposal_id")]
    rows = [{k: getattr(r, k) for k in keys} for r in found]
    return sorted(rows, key=lambda r: (r.get("day") or dt.date.min, r.get("rank") or 0, r["id"]))


