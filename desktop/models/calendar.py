"""节假日: the days that the office keeps of a year."""
from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from desktop.fields.kinds import Choice, Day, Option, Text
from desktop.models.base import Base, Entity, field


class Holiday(Entity, Base):
    """A day that is no working day though it is none of the weekend, or the other way round. A year that the office has
    written here is the office's own; the other years are those shipped."""
    __tablename__ = "holiday"
    __noun__ = "节假日"

    day: Mapped[dt.date] = field("日期", Day(width=6), required=True, listed=True)
    arranged: Mapped[str] = field("安排", Choice(width=3, options=(Option("休"), Option("班")), open=False), required=True, listed=True)
    name: Mapped[str | None] = field("名称", Text(width=8, longest=40), listed=True)
