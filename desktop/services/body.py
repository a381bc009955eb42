"""The body over time: an event is recorded with its deciding meeting, and the dated facts follow from it."""
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import Text
from desktop.fields.refused import Refused
from desktop.models.base import field_of
from desktop.models.body import BodyEvent, GroupSeat
from desktop.models.committee import CommitteeName, CommitteeSeat
from desktop.models.member import Member, OfficeHeld, SectorTie
from desktop.models.person import Person
from desktop.rules import body as rules
from desktop.rules.rights import Right
from desktop.services import dated, office
from desktop.services.members import term_on
from desktop.services.store import Store

SAID = Field("said", "事项", Text(width=12), listed=True)
NAME = field_of(Person.name)
COLUMNS: tuple[Field, ...] = (
    field_of(BodyEvent.day), NAME, SAID, field_of(BodyEvent.meeting), field_of(BodyEvent.decider),
    field_of(BodyEvent.document), field_of(BodyEvent.note), Field("id", "编号", Text(width=8)))


@dataclass(frozen=True)
class Decision:
    """What was decided of one person."""
    person_id: str
    office: str
    event: str
    day: dt.date
    decider: str | None = None
    meeting: str | None = None
    document: str | None = None
    committee_id: str | None = None
    sector: str | None = None
    note: str | None = None


def record(store: Store, decision: Decision) -> str:
    """Record the event and make the facts follow; refused when the decider cannot decide it."""
    with store.operation(f"登记人事事项：{rules.said(decision.event, decision.office)}") as session:
        return write(session, decision)


def write(session: Session, decision: Decision) -> str:
    if reason := rules.objection(decision.office, decision.event, decision.decider, table(session)):
        raise Refused(f"{reason}。没有登记，请改正后再存。")
    person = session.get(Person, decision.person_id)
    if person is None:
        raise Refused("这个人的记录已被删除，没有登记。")
    before = decision.day - dated.DAY
    seated = session.scalars(select(Member).where(Member.person_id == person.id, dated.holds(Member, decision.day)))
    member = max(seated, key=dated.earliest, default=None)
    if decision.office == rules.MEMBER and decision.event in rules.BEGINS:
        member = join(session, person, member, decision)
    elif member is None:
        raise Refused(f"{person.name}在 {decision.day.isoformat()} 不是委员，没有登记。请核对日期。")
    elif decision.office == rules.MEMBER:
        leave(session, member, before, decision.event)
        if decision.event == "去世":
            person.died = decision.day
    elif decision.office in rules.HEADS:
        head_committee(session, member, decision, before)
    else:
        change_office(session, member, decision, before)
    event = BodyEvent(person_id=person.id, member_id=member.id, day=decision.day, office=decision.office,
                      event=decision.event, decider=decision.decider, meeting=decision.meeting,
                      document=decision.document, committee_id=decision.committee_id, note=decision.note)
    session.add(event)
    return event.id


def join(session: Session, person: Person, member: Member | None, decision: Decision) -> Member:
    if member is not None:
        raise Refused(f"{person.name}在 {decision.day.isoformat()} 已是委员，没有登记。")
    term = term_on(session, decision.day)
    if term is None:
        raise Refused(f"{decision.day.isoformat()} 不在任何一届的任期内，没有登记。请先在设置中补上届次。")
    fresh = Member(person_id=person.id, term_id=term.id, since=decision.day, until=term.until, entry=decision.event)
    session.add(fresh)
    if decision.sector:
        session.add(SectorTie(person_id=person.id, member_id=fresh.id, sector=decision.sector, since=decision.day))
    return fresh


def leave(session: Session, member: Member, last: dt.date, event: str) -> None:
    """Everything that hangs on the membership ends with it."""
    member.until = last
    member.ending = event
    for model in (SectorTie, OfficeHeld, CommitteeSeat):
        end_all(session, select(model).where(model.member_id == member.id), last)
    end_all(session, select(GroupSeat).where(GroupSeat.person_id == member.person_id), last)


def end_all(session: Session, query: Any, last: dt.date) -> None:
    for fact in session.scalars(query):
        if fact.until is None or fact.until > last:
            if fact.since is not None and fact.since > last:
                session.delete(fact)
            else:
                fact.until = last


def change_office(session: Session, member: Member, decision: Decision, before: dt.date) -> None:
    query = select(OfficeHeld).where(OfficeHeld.member_id == member.id, OfficeHeld.office == decision.office,
                                     dated.holds(OfficeHeld, decision.day))
    held = session.scalars(query).all()
    if decision.event in rules.BEGINS:
        if not held:
            session.add(OfficeHeld(person_id=member.person_id, member_id=member.id, office=decision.office,
                                   since=decision.day, until=member.until))
        return
    if not held:
        raise Refused(f"{decision.day.isoformat()} 没有担任{decision.office}，没有登记。请核对日期。")
    end_all(session, query, before)


def head_committee(session: Session, member: Member, decision: Decision, before: dt.date) -> None:
    if decision.committee_id is None:
        raise Refused("没有写明是哪个专委会，没有登记。")
    role = decision.office.removeprefix("专委会")
    query = select(CommitteeSeat).where(
        CommitteeSeat.person_id == member.person_id, CommitteeSeat.committee_id == decision.committee_id,
        dated.holds(CommitteeSeat, decision.day))
    held = {seat.role for seat in session.scalars(query)}
    begins = decision.event in rules.BEGINS
    if not begins and role not in held:
        raise Refused(f"{decision.day.isoformat()} 没有担任这个专委会的{role}，没有登记。请核对日期和专委会。")
    end_all(session, query, before)
    session.add(CommitteeSeat(person_id=member.person_id, member_id=member.id, committee_id=decision.committee_id,
                              role=role if begins else "委员", since=decision.day, until=member.until))


def table(session: Session) -> rules.Table:
    """The office's own table of deciders, or the usual one."""
    text = office.values(session)["deciders"]
    try:
        return rules.read_table(text.splitlines()) if text else rules.DECIDERS
    except ValueError as error:
        raise Refused(f"设置里的人事决定权限表有误：{error}。没有登记，请先改正设置。") from None


def listed(store: Store, *, as_of: dt.date | None = None, first: dt.date | None = None,
           within: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """The events from `first` up to the day, the oldest first, with the names that committees bore then."""
    store.require(Right.READ)
    last = as_of or store.today()
    with store.read() as session:
        query = select(BodyEvent, Person).join(Person, Person.id == BodyEvent.person_id).where(BodyEvent.day <= last)
        if first is not None:
            query = query.where(BodyEvent.day >= first)
        if within:
            query = query.where(BodyEvent.person_id.in_(within))
        names = session.scalars(select(CommitteeName)).all()
        rows = []
        for event, person in session.execute(query):
            committee = next((n.short for n in names if n.committee_id == event.committee_id and n.holds(event.day)), "")
            rows.append({f.name: getattr(event, f.name, None) for f in COLUMNS}
                        | {"id": event.id, "person_id": person.id, "name": person.name, "stroke_key": person.stroke_key,
                           "said": rules.said(event.event, event.office, committee), "office": event.office,
                           "event": event.event, "sex": person.sex, "ethnic": person.ethnic})
    return sorted(rows, key=lambda r: (r["day"], r["stroke_key"]))
