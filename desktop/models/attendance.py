"""Who is invited to a meeting as what, who asked for leave, and who was there in each half day."""
from __future__ import annotations

import datetime as dt

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from desktop.fields.kinds import Choice, Day, Integer, Option, Text, YesNo
from desktop.models.base import Base, Entity, field, link

PRESENT, LEAVE, ABSENT = "出席", "请假", "缺席"
RESULT = Choice(width=3, options=tuple(Option(r) for r in (PRESENT, LEAVE, ABSENT)), open=False)
MEMBER, OBSERVER, GUEST, STAFF = "出席", "列席", "特邀", "工作人员"
CAPACITY = Choice(width=4, table="capacity")
LEAVE_KIND = Choice(width=3, table="leave_kind")


class Invitee(Entity, Base):
    """A person at a meeting: 出席 counts for the quorum, 列席 and 特邀 stand apart."""
    __tablename__ = "invitee"
    __noun__ = "参加人员"
    __root__ = "meeting_id"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id", name="invitee_person"),)

    meeting_id: Mapped[str] = link("meeting")
    person_id: Mapped[str] = link("person")
    capacity: Mapped[str] = field("身份", CAPACITY, required=True, listed=True, aliases=("参会身份",))
    team: Mapped[str | None] = field("组别", Text(width=6, longest=60), listed=True, aliases=("编组", "分组"))
    seat: Mapped[str | None] = field("座位", Text(width=4, longest=20), listed=True, aliases=("座位号",))
    rank: Mapped[int | None] = field("排序", Integer())
    by_hand: Mapped[bool | None] = field("手工加入", YesNo())
    reply: Mapped[str | None] = field("回执", Text(width=4, longest=20), aliases=("是否参加",))
    car: Mapped[bool | None] = field("乘车", YesNo())
    meal: Mapped[bool | None] = field("用餐", YesNo())
    note: Mapped[str | None] = field("备注", Text(width=8, longest=200))


class LeaveRequest(Entity, Base):
    """请假 of a person for a whole meeting or one sitting, with who approved it and on what proof."""
    __tablename__ = "leave_request"
    __noun__ = "请假"
    __root__ = "meeting_id"

    meeting_id: Mapped[str] = link("meeting")
    person_id: Mapped[str] = link("person")
    sitting_id: Mapped[str | None] = link("sitting", required=False)
    kind: Mapped[str] = field("请假类别", LEAVE_KIND, required=True, listed=True, aliases=("假别",))
    reason: Mapped[str | None] = field("事由", Text(width=10, longest=200), listed=True, aliases=("请假事由",))
    asked_on: Mapped[dt.date | None] = field("请假日期", Day(), listed=True)
    approver: Mapped[str | None] = field("批准人", Text(width=5, longest=40), listed=True)
    approved_on: Mapped[dt.date | None] = field("批准日期", Day(), listed=True)
    refused: Mapped[bool | None] = field("未予批准", YesNo(), listed=True)
    opinion: Mapped[str | None] = field("单位意见", Text(width=8, longest=200))
    proof: Mapped[str | None] = field("证明材料", Text(width=8, longest=200), listed=True)


class Attendance(Entity, Base):
    """What one person did in one sitting."""
    __tablename__ = "attendance"
    __noun__ = "考勤"
    __root__ = "meeting_id"
    __table_args__ = (UniqueConstraint("invitee_id", "sitting_id", name="attendance_once"),)

    meeting_id: Mapped[str] = link("meeting")
    invitee_id: Mapped[str] = link("invitee")
    sitting_id: Mapped[str] = link("sitting")
    result: Mapped[str] = field("结果", RESULT, required=True, listed=True)
    leave: Mapped[str | None] = field("请假类别", LEAVE_KIND, listed=True)
    late: Mapped[bool | None] = field("迟到", YesNo(), listed=True)
    early: Mapped[bool | None] = field("早退", YesNo(), listed=True)
