"""The half days and parts of a meeting: its programme, and where attendance is taken."""
from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.refused import Refused
from desktop.models.attendance import Attendance
from desktop.models.base import fields_of
from desktop.models.meeting import HALVES, Meeting, MeetingKind, Sitting
from desktop.rules.rights import Right
from desktop.services.agenda import Ordered
from desktop.services.dated import DAY
from desktop.services.store import Store

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


def judge(session: Session, sitting: Sitting) -> None:
    meeting = session.get(Meeting, sitting.meeting_id)
    if meeting is not None and sitting.day < meeting.day:
        raise Refused(f"这一项的日期在会议开始（{meeting.day.isoformat()}）之前，没有保存。请核对。")


SITTINGS = Ordered(Sitting, "rank", judge)


def remove(store: Store, record: str) -> None:
    """A half day whose attendance is entered cannot go unnoticed: its marks would go with it."""
    with store.read() as session:
        sitting = session.get(Sitting, record)
        marked = session.scalar(select(Attendance.id).where(Attendance.sitting_id == record).limit(1))
    if sitting is not None and marked:
        raise Refused(f"“{short(sitting)}{sitting.name}”已登记考勤，没有删除。不需要时请先清除这个半天的考勤，或改为不计考勤。")
    SITTINGS.remove(store, record)
