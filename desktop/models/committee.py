"""专门委员会: dated names, and who sits in them as what."""
from __future__ import annotations

from sqlalchemy.orm import Mapped

from desktop.fields.kinds import Choice, Integer, Text
from desktop.models.base import Base, Dated, Entity, Searched, field, link


class Committee(Dated, Searched, Entity, Base):
    __tablename__ = "committee"
    __noun__ = "专委会"

    rank: Mapped[int] = field("排序", Integer(), required=True)
    counterpart: Mapped[str | None] = field("对口上级专委会", Text(longest=60))
    branch: Mapped[str | None] = field("功能型党支部", Text(longest=60))


class CommitteeName(Dated, Searched, Entity, Base):
    __tablename__ = "committee_name"
    __noun__ = "专委会名称"
    __root__ = "committee_id"

    committee_id: Mapped[str] = link("committee")
    name: Mapped[str] = field("名称", Text(width=10, longest=40), required=True)
    short: Mapped[str] = field("简称", Text(width=6, longest=20), required=True)


class CommitteeSeat(Dated, Entity, Base):
    __tablename__ = "committee_seat"
    __noun__ = "专委会任职"
    __root__ = "person_id"

    person_id: Mapped[str] = link("person")
    member_id: Mapped[str | None] = link("member", required=False)
    committee_id: Mapped[str] = link("committee")
    role: Mapped[str] = field("专委会职务", Choice(table="seat"), required=True, aliases=("专委会任职",))
    rank: Mapped[int | None] = field("排序", Integer())
