"""出席, 列席, 特邀: who is invited, made of the rule as of the meeting's day and corrected by hand."""
from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.refused import Refused
from desktop.models.attendance import GUEST, MEMBER, OBSERVER, STAFF, Attendance, Invitee, LeaveRequest
from desktop.models.meeting import Meeting, MeetingKind
from desktop.models.person import Person
from desktop.services.invitations import Place, Registers
from desktop.services.store import Store

ORDER = (MEMBER, OBSERVER, GUEST, STAFF)


def invite(session: Session, meeting_id: str) -> tuple[int, int]:
    """Invite whom the rules name; who was added by hand or has a mark stays. (added, taken out)."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise Refused("这次会议已被删除，没有改动。")
    kind = session.get(MeetingKind, meeting.kind_id)
    assert kind is not None
    registers, place = Registers(session, meeting.day), Place(meeting.committee_id)
    wanted: dict[str, tuple[str, int]] = {}
    for capacity, rule in ((MEMBER, meeting.attend or kind.attend), (OBSERVER, meeting.observe or kind.observe)):
        for rank, row in enumerate(registers.persons(rule, place), 1):
            wanted.setdefault(row["id"], (capacity, rank))
    held = {i.person_id: i for i in session.scalars(select(Invitee).where(Invitee.meeting_id == meeting_id))}
    marked = set(session.scalars(select(Attendance.invitee_id).where(Attendance.meeting_id == meeting_id)))
    gone = [i for p, i in held.items() if p not in wanted and not i.by_hand and i.id not in marked]
    for invitee in gone:
        session.delete(invitee)
    for person, (capacity, rank) in wanted.items():
        invitee = held.get(person)
        if invitee is None:
            session.add(Invitee(meeting_id=meeting_id, person_id=person, capacity=capacity, rank=rank))
        elif not invitee.by_hand:
            invitee.capacity, invitee.rank = capacity, rank
    return len(wanted.keys() - held.keys()), len(gone)


def by_rule(store: Store, meeting_id: str) -> tuple[int, int]:
    """Ask the rule again, as of the meeting's day; corrections by hand stay."""
    with store.operation("按范围生成参加人员") as session:
        return invite(session, meeting_id)


def add(store: Store, meeting_id: str, persons: Collection[str], capacity: str = MEMBER) -> None:
    """People from any register, by hand."""
    with store.operation(f"增加{capacity}人员 {len(persons)} 人") as session:
        held = {i.person_id: i for i in session.scalars(select(Invitee).where(Invitee.meeting_id == meeting_id))}
        rank = max((i.rank or 0 for i in held.values()), default=0)
        for number, person in enumerate(persons, rank + 1):
            if person in held:
                held[person].capacity, held[person].by_hand = capacity, True
            else:
                session.add(Invitee(meeting_id=meeting_id, person_id=person, capacity=capacity, rank=number, by_hand=True))


def change(store: Store, ids: Collection[str], values: Mapping[str, Any]) -> None:
    """身份, 组别, 座位, 回执, 乘车, 用餐 of one or many."""
    with store.operation(f"修改参加人员 {len(ids)} 人") as session:
        for invitee in session.scalars(select(Invitee).where(Invitee.id.in_(ids))):
            for name, value in values.items():
                setattr(invitee, name, value)
            if "capacity" in values:
                invitee.by_hand = True


def remove(store: Store, ids: Collection[str]) -> None:
    """Refused for whom attendance is entered: clear the marks first, so that none is lost unnoticed."""
    with store.operation(f"移除参加人员 {len(ids)} 人") as session:
        query = select(Person.name).join(Invitee, Invitee.person_id == Person.id).join(Attendance, Attendance.invitee_id == Invitee.id)
        marked = session.scalars(query.where(Invitee.id.in_(ids)).distinct()).all()
        if marked:
            raise Refused(f"{'、'.join(marked[:5])}{'等' if len(marked) > 5 else ''}已登记考勤，没有移除。请先在考勤中清除。")
        for invitee in session.scalars(select(Invitee).where(Invitee.id.in_(ids))):
            asked = select(LeaveRequest).where(LeaveRequest.meeting_id == invitee.meeting_id, LeaveRequest.person_id == invitee.person_id)
            for request in session.scalars(asked):
                session.delete(request)
            session.delete(invitee)


def join(session: Session, one: str, other: str) -> None:
    """Two records of one person at one meeting become one: what is marked of `one` stays, of the other what is missing."""
    mine = {i.meeting_id: i for i in session.scalars(select(Invitee).where(Invitee.person_id == one))}
    for theirs in session.scalars(select(Invitee).where(Invitee.person_id == other)).all():
        kept = mine.get(theirs.meeting_id)
        if kept is None:
            continue
        marked = set(session.scalars(select(Attendance.sitting_id).where(Attendance.invitee_id == kept.id)))
        for mark in session.scalars(select(Attendance).where(Attendance.invitee_id == theirs.id)).all():
            if mark.sitting_id in marked:
                session.delete(mark)
            else:
                mark.invitee_id = kept.id
        session.flush()
        session.delete(theirs)
    session.flush()
