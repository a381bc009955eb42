"""What a meeting is called: three forms made of its kind, its number and its committee; its number within what it is counted."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.meeting import PLENARY_YEAR, TERM, YEAR, Meeting, MeetingKind
from desktop.models.member import Plenary
from desktop.rules import meetingnames as rules
from desktop.rules.meetingnames import MeetingNames
from desktop.rules.meetings import following
from desktop.rules.periods import han
from desktop.services import office
from desktop.services.meetingkinds import CHAIRMEN, COMMITTEE, PARTY_GROUP, PLENARY, STANDING

BY_TERM = {PLENARY: rules.PLENARY, STANDING: rules.STANDING_COMMITTEE, CHAIRMEN: rules.CHAIRMEN}
BY_YEAR = {PARTY_GROUP: rules.PARTY_GROUP, COMMITTEE: rules.COMMITTEE}


def names(kind: MeetingKind, facts: Mapping[str, Any], body: str, committee: tuple[str, str] = ("", "")) -> MeetingNames | None:
    """`facts` has term, year, number; `committee` full and short name. None for a meeting that bears no number."""
    number, term, year = facts.get("number"), facts.get("term"), facts.get("year")
    if not number:
        return None
    if term and kind.id in BY_TERM:
        return rules.of_term(BY_TERM[kind.id], body, term, number)
    if year and kind.id in BY_YEAR:
        return rules.of_year(BY_YEAR[kind.id], body, year, number, committee)
    own = rules.short(body)
    if term and kind.scope == TERM:
        nth = f"第{han(number)}次{kind.name}"
        return MeetingNames(f"{rules.stem(body)}第{han(term)}届委员会{nth}", f"{own}{han(term)}届{nth}",
                            f"{han(term)}届{han(number)}次{kind.name}")
    if year:
        whose, brief = committee
        return MeetingNames(f"{body}{whose}{year}年第{number}次{kind.name}", f"{own}{brief}{year}年第{number}次{kind.name}",
                            f"{brief}{kind.name}{year}年第{number}次")
    return MeetingNames(*(f"第{han(number)}次{kind.name}",) * 3)


def body_name(session: Session) -> str:
    """政协青溪县委员会."""
    return office.committee_name(office.values(session))


def taken(session: Session, kind: MeetingKind, facts: Mapping[str, Any], day: dt.date) -> dict[int, Meeting]:
    """The meetings within which this one is counted, by number."""
    query = select(Meeting).where(Meeting.kind_id == kind.id, Meeting.number.is_not(None), Meeting.cancelled.is_(None))
    if kind.scope == TERM:
        query = query.where(Meeting.term == facts.get("term"))
    elif kind.scope == YEAR:
        query = query.where(Meeting.year == facts.get("year"), Meeting.committee_id == facts.get("committee_id")
                            if facts.get("committee_id") else Meeting.committee_id.is_(None))
    elif kind.scope == PLENARY_YEAR:
        first, last = plenary_year(session, day)
        query = query.where(Meeting.day >= first, Meeting.day < last)
    return {m.number: m for m in session.scalars(query) if m.number}


def plenary_year(session: Session, day: dt.date) -> tuple[dt.date, dt.date]:
    """From the opening of the last plenary to that of the next."""
    opened = sorted(session.scalars(select(Plenary.opens)))
    return max((d for d in opened if d <= day), default=dt.date.min), min((d for d in opened if d > day), default=dt.date.max)


def next_number(session: Session, kind: MeetingKind, facts: Mapping[str, Any], day: dt.date) -> int:
    return following(taken(session, kind, facts, day))
