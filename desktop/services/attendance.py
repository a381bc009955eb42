"""Attendance: the sheet of a meeting, marks saved as one operation, leave asked for and given, and the lists of both."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import Day, Text
from desktop.fields.refused import Refused
from desktop.models.attendance import Attendance, Invitee, LeaveRequest
from desktop.models.base import field_of, fields_of
from desktop.models.meeting import Meeting, MeetingKind, Sitting
from desktop.models.person import Person
from desktop.models.speech import Speech
from desktop.rules import attendance as rules
from desktop.rules.attendance import APART, LEAVE, Mark
from desktop.rules.meetings import Tally, quorum
from desktop.rules.periods import Period
from desktop.rules.rights import Right
from desktop.services import codes, invitations, meetings, sittings, tallies
from desktop.services.invitees import ORDER
from desktop.services.meetingkinds import kinds
from desktop.services.members import Facts, Row, seated
from desktop.services.store import Store

COLUMNS = (Field("meeting", "会议", Text(width=14), listed=True), Field("day", "日期", Day(), listed=True),
           Field("name", "姓名", Text(width=5), listed=True), field_of(Invitee.capacity), field_of(Attendance.result),
           field_of(Attendance.leave, label="请假类别"), Field("speech", "发言", Text(width=4), listed=True))
HALF_DAYS = (*COLUMNS[:2], Field("sitting", "场次", Text(width=6), listed=True), *COLUMNS[2:])
LEAVE_FIELDS = fields_of(LeaveRequest)

Key = tuple[str, str]
"""(invitee, sitting)."""


@dataclass(frozen=True)
class Sheet:
    """The attendance of one meeting: people in the order of the sign-in sheet, half days, and the marks by (invitee, sitting)."""
    meeting: Row
    sittings: Sequence[Row]
    people: Sequence[Row]
    marks: Mapping[Key, Mark]
    leaves: Sequence[Row]
    kind: MeetingKind
    body: int
    quorum_words: str
    notes: Sequence[str]

    def tally(self, marks: Mapping[Key, Mark], sitting: str, team: str | None = None) -> Tally:
        """The foot of one half day, of everybody or of one group."""
        return rules.tally((p["capacity"], marks.get((p["id"], sitting))) for p in self.people if team is None or p["team"] == team)

    @property
    def teams(self) -> list[str]:
        return list(dict.fromkeys(p["team"] for p in self.people if p["team"]))


def sheet(store: Store, meeting_id: str) -> Sheet:
    meeting = meetings.one(store, meeting_id)
    with store.read() as session:
        halves = [{f.name: getattr(s, f.name) for f in fields_of(Sitting)} | {"id": s.id, "short": sittings.short(s)}
                  for s in sittings.of(session, meeting_id) if not s.uncounted]
        people = invited(session, meeting_id, meeting["day"])
        marks = {(a.invitee_id, a.sitting_id): tallies.mark_of(a)
                 for a in session.scalars(select(Attendance).where(Attendance.meeting_id == meeting_id))}
        body, words = quorum_of(session, meeting)
        kind = kinds(session)[meeting["kind_id"]]
        return Sheet(meeting, halves, people, marks, leaves(session, meeting_id), kind, body, words, doubts(people, halves))


def invited(session: Session, meeting_id: str, day: dt.date) -> list[Row]:
    """出席 first, each by its rank, then by strokes; with the facts of the meeting's day."""
    query = select(Invitee, Person).join(Person, Person.id == Invitee.person_id).where(Invitee.meeting_id == meeting_id)
    found = [(invitee, person) for invitee, person in session.execute(query)]
    ids = [person.id for _, person in found]
    facts, members = Facts(session, day, ids), {p.id: m for p, m in seated(session, day, ids)}
    people = [facts.row(person, members.get(person.id)) | {f.name: getattr(invitee, f.name) for f in fields_of(Invitee)}
              | {"id": invitee.id, "person_id": person.id, "member": person.id in members} for invitee, person in found]
    order = {word: n for n, word in enumerate(ORDER)}
    return sorted(people, key=lambda r: (order.get(r["capacity"], 9), r["rank"] or 9999, r["stroke_key"]))


def doubts(people: Iterable[Row], halves: Sequence[Row]) -> list[str]:
    """What a clerk should look at: paper may say that somebody attended who was not in office that day."""
    strangers = [p["name"] for p in people if p["capacity"] not in APART and not p["member"] and p["capacity"] == ORDER[0]]
    found = [f"{'、'.join(strangers[:8])}{'等' if len(strangers) > 8 else ''}当天不是在任委员，计入了出席，请核对"] if strangers else []
    return found + ([] if halves else ["还没有登记考勤的半天，请先在日程中增加"])


def quorum_of(session: Session, meeting: Row) -> tuple[int, str]:
    """(how many the whole body is on the day, the sentence for the chair); 0 for a kind without a quorum."""
    kind = kinds(session)[meeting["kind_id"]]
    if not kind.quorum:
        return 0, ""
    body = len(invitations.body_of(session, meeting["day"], kind.body, invitations.Place(meeting["committee_id"])))
    return body, (kind.body or "").removeprefix("全体") or "委员"


def quorum_words(store: Store, found: Sheet, tally: Tally) -> str:
    """应出席委员168名，实到157名，符合规定人数; empty for a kind without a quorum."""
    if not found.body:
        return ""
    with store.read() as session:
        return quorum(found.body, tally.present, tallies.share(session, "quorum_share"), found.quorum_words)


def votes_words(store: Store, found: Sheet) -> str:
    """通过须85名以上委员赞成: measured on all members of the body, not on those present."""
    if not found.body:
        return ""
    with store.read() as session:
        share = tallies.share(session, "pass_share")
    return f"表决事项以全体{found.quorum_words}的{share.words}（{share.needed(found.body)}票）赞成为通过"


# marks

def save(store: Store, meeting_id: str, marks: Mapping[Key, Mark | None]) -> int:
    """Marks by (invitee, sitting), None clears; one operation for the whole sheet. How many were changed."""
    with store.operation("登记考勤") as session:
        if session.get(Meeting, meeting_id) is None:
            raise Refused("这次会议已被删除，没有登记。")
        return put(session, meeting_id, marks)


def put(session: Session, meeting_id: str, marks: Mapping[Key, Mark | None]) -> int:
    held = {(a.invitee_id, a.sitting_id): a for a in session.scalars(select(Attendance).where(Attendance.meeting_id == meeting_id))}
    changed = 0
    for key, mark in marks.items():
        row = held.get(key)
        if (tallies.mark_of(row) if row else None) == mark:
            continue
        changed += 1
        if mark is None:
            session.delete(row)
            continue
        if row is None:
            row = Attendance(meeting_id=meeting_id, invitee_id=key[0], sitting_id=key[1])
            session.add(row)
        row.result, row.leave = mark.result, mark.leave
        row.late, row.early = mark.late or None, mark.early or None
    return changed


# leave

def leaves(session: Session, meeting_id: str) -> list[Row]:
    query = select(LeaveRequest, Person).join(Person, Person.id == LeaveRequest.person_id).where(LeaveRequest.meeting_id == meeting_id)
    return [{f.name: getattr(r, f.name) for f in LEAVE_FIELDS} | {"id": r.id, "person_id": p.id, "name": p.name, "sitting_id": r.sitting_id,
             "stroke_key": p.stroke_key} for r, p in sorted(session.execute(query), key=lambda x: x[1].stroke_key)]


def ask_leave(store: Store, meeting_id: str, person_id: str, draft: Mapping[str, Any], record: str | None = None) -> str:
    """请假 of one who is invited; once approved the half days that it is for are marked, unless they are already."""
    with store.operation("登记请假") as session:
        invitee = session.scalar(select(Invitee).where(Invitee.meeting_id == meeting_id, Invitee.person_id == person_id))
        if invitee is None:
            raise Refused("这个人不在参加人员名单里，没有登记请假。请先加入名单。")
        request = session.get(LeaveRequest, record) if record else LeaveRequest(meeting_id=meeting_id, person_id=person_id)
        if request is None:
            raise Refused("这条请假已被删除，没有保存。")
        for field in LEAVE_FIELDS:
            if field.name in draft:
                setattr(request, field.name, draft[field.name])
        request.sitting_id = draft.get("sitting_id", request.sitting_id)
        if not request.kind:
            raise Refused("请假类别没有填写，没有登记。")
        session.add(request)
        held = {a.sitting_id: a for a in session.scalars(select(Attendance).where(Attendance.invitee_id == invitee.id))}
        for sitting in sittings.of(session, meeting_id):
            if sitting.uncounted or request.sitting_id not in (None, sitting.id) or request.refused:
                continue
            if sitting.id not in held or held[sitting.id].result == LEAVE:
                put(session, meeting_id, {(invitee.id, sitting.id): Mark(LEAVE, request.kind)})
        return request.id


def leave_fields(store: Store) -> tuple[Field, ...]:
    with store.read() as session:
        return codes.bind(session, LEAVE_FIELDS)


def drop_leave(store: Store, record: str) -> None:
    """The request goes, and the marks that only it had made."""
    with store.operation("撤回请假") as session:
        request = session.get(LeaveRequest, record)
        if request is None:
            raise Refused("这条请假已被删除。")
        invitee = session.scalar(select(Invitee).where(Invitee.meeting_id == request.meeting_id, Invitee.person_id == request.person_id))
        if invitee is not None:
            for row in session.scalars(select(Attendance).where(Attendance.invitee_id == invitee.id, Attendance.result == LEAVE)):
                if request.sitting_id in (None, row.sitting_id):
                    session.delete(row)
        session.delete(request)


# lists

def listed(store: Store, *, as_of: dt.date | None = None, period: Period | None = None, meeting_id: str | None = None,
           person_id: str | None = None) -> list[Row]:
    """One row for each person and half day that has a mark, the newest meeting first."""
    store.require(Right.READ)
    with store.read() as session:
        query = (select(Attendance, Invitee, Person, Sitting, Meeting).join(Invitee, Invitee.id == Attendance.invitee_id)
                 .join(Person, Person.id == Invitee.person_id).join(Sitting, Sitting.id == Attendance.sitting_id)
                 .join(Meeting, Meeting.id == Attendance.meeting_id))
        if meeting_id is not None:
            query = query.where(Attendance.meeting_id == meeting_id)
        if person_id is not None:
            query = query.where(Invitee.person_id == person_id)
        if as_of is not None:
            query = query.where(Sitting.day <= as_of)
        if period is not None:
            query = query.where(Sitting.day >= period.first, Sitting.day <= period.last)
        found = [row_of(*each) for each in session.execute(query)]
        modes = spoken(session)
    found.sort(key=lambda r: (-r["day"].toordinal(), r["meeting_id"], r["sitting_rank"], r["stroke_key"]))
    said: set[Key] = set()
    for row in sorted(found, key=lambda r: r["sitting_rank"]):  # a speech stands in its own half day, or in the first
        for sitting, mode in modes.get((row["meeting_id"], row["person_id"]), ()):
            if sitting == row["sitting_id"] or (sitting is None and (row["meeting_id"], row["person_id"]) not in said):
                row["speech"] = mode
                said.add((row["meeting_id"], row["person_id"]))
    return found


def by_meeting(store: Store, *, as_of: dt.date | None = None, period: Period | None = None) -> list[Row]:
    """One row for each person and meeting, what the half days come to: their sums are the figures of the list of meetings."""
    store.require(Right.READ)
    with store.read() as session:
        query = (select(Invitee, Person, Meeting).join(Person, Person.id == Invitee.person_id)
                 .join(Meeting, Meeting.id == Invitee.meeting_id))
        if as_of is not None:
            query = query.where(Meeting.day <= as_of)
        if period is not None:
            query = query.where(Meeting.day >= period.first, Meeting.day <= period.last)
        counted, modes, found = tallies.of_meetings(session), spoken(session), []
        for invitee, person, meeting in session.execute(query):
            mark = counted[meeting.id].wholes[invitee.id]
            if mark is not None:
                said = dict.fromkeys(mode for _, mode in modes.get((meeting.id, person.id), ()))
                found.append({"id": invitee.id, "meeting": meeting.name, "meeting_id": meeting.id, "day": meeting.day, "name": person.name,
                              "person_id": person.id, "capacity": invitee.capacity, "result": mark.result, "leave": mark.leave,
                              "late": mark.late, "early": mark.early, "speech": "、".join(said), "stroke_key": person.stroke_key})
    return sorted(found, key=lambda r: (-r["day"].toordinal(), r["meeting_id"], r["stroke_key"]))


def row_of(mark: Attendance, invitee: Invitee, person: Person, sitting: Sitting, meeting: Meeting) -> Row:
    return {"id": mark.id, "meeting": meeting.name, "meeting_id": meeting.id, "day": sitting.day, "name": person.name,
            "person_id": person.id, "capacity": invitee.capacity, "result": mark.result, "leave": mark.leave, "late": mark.late,
            "early": mark.early, "speech": "", "sitting": f"{sitting.name}{sitting.half or ''}",
            "sitting_id": sitting.id, "sitting_rank": sitting.rank, "stroke_key": person.stroke_key, "kind_id": meeting.kind_id}


def spoken(session: Session) -> dict[Key, list[tuple[str | None, str]]]:
    """(meeting, person) -> the half day and the form of each speech that was given."""
    found: dict[Key, list[tuple[str | None, str]]] = {}
    given = select(Speech).where(Speech.meeting_id.is_not(None), Speech.person_id.is_not(None), Speech.dropped.is_(None))
    for speech in session.scalars(given):
        found.setdefault((speech.meeting_id or "", speech.person_id or ""), []).append((speech.sitting_id, speech.mode or "口头"))
    return found


def everyone(store: Store, day: dt.date) -> list[Row]:
    """All persons of the registers, for choosing whom to invite: members, county leaders, staff, others."""
    store.require(Right.READ)
    with store.read() as session:
        return invitations.Registers(session, day).everyone()
