"""Who was due and who came: the figures of meetings, told from the marks of their half days."""
from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.refused import Refused
from desktop.models.attendance import Attendance, Invitee
from desktop.models.meeting import Sitting
from desktop.rules import attendance as rules
from desktop.rules.attendance import Mark
from desktop.rules.meetings import Share, Tally, read_share
from desktop.services import office


@dataclass(frozen=True)
class Counted:
    """The figures of one meeting; `complete` when everyone who was due has a mark in every half day that counts."""
    tally: Tally
    complete: bool
    wholes: Mapping[str, Mark | None]
    """By invitee: what the half days come to."""


def mark_of(row: Attendance) -> Mark:
    return Mark(row.result, row.leave, bool(row.late), bool(row.early))


def attended_share(session: Session) -> Fraction | None:
    """How much of a meeting of several half days one must be there for; None when one half day is enough."""
    return rules.ATTENDED.get(office.values(session)["attended_share"], Fraction(2, 3))


def share(session: Session, name: str) -> Share:
    """One of the office's majorities: quorum_share, pass_share."""
    text = office.values(session)[name]
    try:
        return read_share(text)
    except ValueError as error:
        raise Refused(f"设置里的“{office.BY_NAME[name].field.label}”有误：{error}。请先改正设置。") from None


def of_meetings(session: Session, within: Collection[str] | None = None) -> dict[str, Counted]:
    """By meeting; those without anybody invited are left out."""
    part = attended_share(session)
    halves: dict[str, list[str]] = {}
    people: dict[str, list[tuple[str, str]]] = {}
    marks: dict[str, dict[str, Mark]] = {}
    sittings = select(Sitting.meeting_id, Sitting.id, Sitting.uncounted).order_by(Sitting.rank)
    invited = select(Invitee.meeting_id, Invitee.id, Invitee.capacity)
    said = select(Attendance.invitee_id, Attendance.sitting_id, Attendance.result, Attendance.leave, Attendance.late, Attendance.early)
    if within is not None:
        sittings, invited, said = (query.where(model.meeting_id.in_(list(within))) for query, model in (
            (sittings, Sitting), (invited, Invitee), (said, Attendance)))
    for meeting, sitting, uncounted in session.execute(sittings):
        if not uncounted:
            halves.setdefault(meeting, []).append(sitting)
    for meeting, invitee, capacity in session.execute(invited):
        people.setdefault(meeting, []).append((invitee, capacity))
    for invitee, sitting, result, leave, late, early in session.execute(said):
        marks.setdefault(invitee, {})[sitting] = Mark(result, leave, bool(late), bool(early))
    return {meeting: counted(there, halves.get(meeting, []), marks, part) for meeting, there in people.items()}


def counted(people: Collection[tuple[str, str]], halves: Collection[str], marks: Mapping[str, Mapping[str, Mark]],
            part: Fraction | None) -> Counted:
    wholes = {invitee: rules.whole([marks.get(invitee, {}).get(s) for s in halves], part) for invitee, _ in people}
    tally = rules.tally((capacity, wholes[invitee]) for invitee, capacity in people)
    return Counted(tally, tally.due > 0 and tally.unmarked == 0, wholes)
