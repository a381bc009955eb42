"""The body over time: dated events with the meeting that decided them, and the groups between committee and member."""
from __future__ import annotations

import datetime as dt

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.fields.kinds import Choice, Day, Integer, Text, YesNo
from desktop.models.base import Base, Dated, Entity, Searched, field, link


class BodyEvent(Searched, Entity, Base):
    """增补, 辞去, 撤销资格, 选举, 任免 ...: what was decided of whom, by which meeting, with effect from which day.

    The facts that the event changed (membership, office, seat) are dated rows of their own.
    """
    __tablename__ = "body_event"
    __noun__ = "人事事项"
    __root__ = "person_id"

    person_id: Mapped[str] = link("person")
    member_id: Mapped[str | None] = link("member", required=False)
    day: Mapped[dt.date] = field("日期", Day(width=5), required=True, listed=True, aliases=("生效日期", "时间"))
    office: Mapped[str] = field("职务", Choice(width=6, table="office"), required=True, listed=True)
    event: Mapped[str] = field("事项", Choice(width=6, table="event"), required=True, listed=True)
    decider: Mapped[str | None] = field("决定机构", Choice(width=6, table="decider"), listed=True)
    meeting: Mapped[str | None] = field("决定会议", Text(width=14, longest=120), listed=True, aliases=("会议", "通过会议"))
    document: Mapped[str | None] = field("文号", Text(width=8, longest=60))
    committee_id: Mapped[str | None] = link("committee", required=False)
    note: Mapped[str | None] = field("说明", Text(width=12, longest=300))


class Group(Dated, Searched, Entity, Base):
    """界别活动组, 乡镇政协联络组 or 工委: dated from its founding to its end."""
    __tablename__ = "body_group"
    __noun__ = "组"

    kind: Mapped[str] = field("类别", Choice(table="group"), required=True, listed=True)
    name: Mapped[str] = field("名称", Text(width=10, longest=60), required=True, listed=True)
    township: Mapped[str | None] = field("乡镇", Text(longest=40), listed=True)
    rank: Mapped[int | None] = field("排序", Integer())


class GroupSeat(Dated, Entity, Base):
    __tablename__ = "group_seat"
    __noun__ = "组内任职"
    __root__ = "person_id"

    person_id: Mapped[str] = link("person")
    group_id: Mapped[str] = link("body_group")
    role: Mapped[str] = field("组内职务", Choice(table="group_role"), required=True, listed=True)


class Township(Searched, Entity, Base):
    """A township of the county, and whether it has what a 联络员 needs (office.md 7: 具备条件)."""
    __tablename__ = "township"
    __noun__ = "乡镇"

    name: Mapped[str] = field("乡镇", Text(longest=40), required=True, listed=True)
    ready: Mapped[bool | None] = field("具备条件", YesNo(), listed=True)
    rank: Mapped[int | None] = field("排序", Integer())


class Layout(Entity, Base):
    """Columns, their order and formats, saved under a name: the same facts asked for in another form."""
    __tablename__ = "layout"
    __noun__ = "版式"

    noun: Mapped[str] = mapped_column(String(20), index=True)
    name: Mapped[str] = field("名称", Text(longest=40), required=True)
    columns: Mapped[str] = field("列", Text(longest=2000), required=True)
    id_format: Mapped[str | None] = field("证件号码", Choice(table="id_format"))
    date_format: Mapped[str | None] = field("日期写法", Choice(table="date_format"))
