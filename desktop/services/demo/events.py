"""The decisions behind the tenth term's changes: each with the meeting that could take it, told from the dated facts."""
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.body import BodyEvent
from desktop.models.committee import CommitteeSeat
from desktop.models.member import Member, OfficeHeld
from desktop.rules import meetingnames
from desktop.rules.body import HEADS, MEMBER, NEEDS_NO_DECISION, PLENARY, STANDING_COMMITTEE
from desktop.services.dated import DAY
from desktop.services.demo.county import ELECTED, PRESENT, County, table

BODY = "政协青溪县委员会"


def recall(session: Session, county: County) -> None:
    members = session.scalars(select(Member).where(Member.term_id == county.terms[PRESENT].id).order_by(Member.number)).all()
    for member in members:
        if member.entry == "增补" and member.since:
            decided(session, member, MEMBER, "增补", member.since)
        if member.ending and member.until:
            decided(session, member, MEMBER, member.ending, member.until + DAY)
    offices, seats = (told(session, model, members) for model in (OfficeHeld, CommitteeSeat))
    for member, held in offices:
        decided(session, member, held.office, "选举" if held.since == ELECTED[PRESENT] else "补选", held.since, PLENARY)
        if held.until < member.until:
            decided(session, member, held.office, "免去", held.until + DAY, PLENARY)
    for member, seat in seats:
        office = f"专委会{seat.role}"
        if office in HEADS:
            decided(session, member, office, "任命", seat.since, committee=seat.committee_id)
            if seat.until < member.until:
                decided(session, member, office, "免去", seat.until + DAY, committee=seat.committee_id)


def told(session: Session, model: type[Any], members: Sequence[Member]) -> list[tuple[Member, Any]]:
    """The facts of the members, in the order of their cards."""
    by_id = {m.id: m for m in members}
    found = session.scalars(select(model).where(model.member_id.in_(by_id)).order_by(model.since, model.id))
    return sorted(((by_id[fact.member_id], fact) for fact in found), key=lambda pair: pair[0].number or "")


def decided(session: Session, member: Member, office: str, event: str, on: dt.date, decider: str = STANDING_COMMITTEE,
            committee: str | None = None) -> None:
    needless = event in NEEDS_NO_DECISION
    session.add(BodyEvent(person_id=member.person_id, member_id=member.id, day=on, office=office, event=event,
                          decider=None if needless else decider, meeting=None if needless else meeting(decider, on),
                          committee_id=committee))


def meeting(decider: str, on: dt.date) -> str:
    """县政协十届三次会议, 县政协十届常委会第十一次会议."""
    if decider == PLENARY:
        number = next(p["次"] for p in table("plenaries") if p["闭幕"] == on.isoformat())
    else:
        number = next(s["次"] for s in table("standing") if s["日期"] == on.isoformat())
    return meetingnames.of_term(decider, BODY, PRESENT, int(number)).text
