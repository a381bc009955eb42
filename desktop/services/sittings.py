"""The half days and parts of a meeting: its programme, and where attendance is taken."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.refused import Refused
from desktop.models.attendance import Attendance
from desktop.models.base import fields_of
from desktop.models.meeting import HALVES, Meeting, MeetingKind, Sitting
from desktop.rules.rights import Right
from desktop.services.dated import DAY
from desktop.services.store import Store

FIELDS = tuple(f for f in fields_of(Sitting) if f.name != "rank")
ONLY = "会议"


def of(session: Session, meeting_id: str) -> list[Sitting]:
    return list(session.scalars(select(Sitting).where(Sitting.meeting_id == meeting_id).order_by(Sitting.rank)))


def listed(store: Store, meeting_id: str) -> list[dict[str, Any]]:
    store.require(Right.READ)
    with store.read() as session:
        return [{f.name: getattr(s, f.name) for f in fields_of(Sitting)} | {"id": s.id, "short": short(s)} for s in of(session, meeting_id)]


def short(sitting: Sitting) -> str:
    """8日上午, for the head of a column."""
    return f"{sitting.day.day}日{sitting.half or ''}"


def usual(session: Session, meeting: Meeting, kind: MeetingKind) -> None:
    """A meeting of one day is one sitting; of several days each half day is one, named as the kind's usual parts."""
    last = meeting.until or meeting.day
    parts = [p for p in (kind.sittings or "").split("、") if p]
    if last == meeting.day:
        session.add(Sitting(meeting_id=meeting.id, rank=1, name=kind.name or ONLY, day=meeting.day, place=meeting.place, host=meeting.host))
        return
    day, places = meeting.day, list[tuple[dt.date, str]]()
    while day <= last:
        places += [(day, half) for half in HALVES[:2]]
        day += DAY
    for rank, (day, half) in enumerate(places[:len(parts)] if parts else places, 1):
        session.add(Sitting(meeting_id=meeting.id, rank=rank, name=parts[rank - 1] if parts else kind.name, day=day, half=half,
                            place=meeting.place))


def save(store: Store, meeting_id: str, lines: Sequence[Mapping[str, Any]]) -> None:
    """The whole programme as it stands in the table: lines with an id are kept, without one are new, others go.

    A half day in which attendance is entered cannot go unnoticed: its marks would go with it.
    """
    with store.operation("修改日程") as session:
        meeting = session.get(Meeting, meeting_id)
        if meeting is None:
            raise Refused("这次会议已被删除，没有保存。")
        held = {s.id: s for s in of(session, meeting_id)}
        kept = {line["id"] for line in lines if line.get("id")}
        refuse_marked(session, [s for s in held.values() if s.id not in kept])
        for rank, line in enumerate(lines, 1):
            if not line.get("name") or not line.get("day"):
                raise Refused(f"日程第{rank}行的内容或日期没有填写，没有保存。")
            sitting = held.get(line.get("id") or "") or Sitting(meeting_id=meeting_id)
            for field in FIELDS:
                if field.name in line:
                    setattr(sitting, field.name, line[field.name])
            sitting.rank = rank
            session.add(sitting)
        for sitting in held.values():
            if sitting.id not in kept:
                session.delete(sitting)


def refuse_marked(session: Session, gone: Sequence[Sitting]) -> None:
    marked = set(session.scalars(select(Attendance.sitting_id).where(Attendance.sitting_id.in_([s.id for s in gone]))))
    if marked:
        names = "、".join(f"{short(s)}{s.name}" for s in gone if s.id in marked)
        raise Refused(f"“{names}”已登记考勤，没有删除。不需要时请先清除这个半天的考勤，或改为不计考勤。")
