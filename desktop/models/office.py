"""What belongs to the office itself: its settings, code tables, learned headings and attached files."""
from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.fields.kinds import Day, Integer, Text, YesNo
from desktop.models.base import Base, Entity, field


class Setting(Entity, Base):
    """One setting of the office; the id is its key."""
    __tablename__ = "setting"
    __noun__ = "设置"

    value: Mapped[Any] = mapped_column(JSON)


class Code(Entity, Base):
    """An entry of a code table (界别, 民族, ...); records keep the label itself, so old words stay readable."""
    __tablename__ = "code"
    __noun__ = "选项"

    table: Mapped[str] = mapped_column(String(20), index=True)
    label: Mapped[str] = field("名称", Text(longest=40), required=True)
    code: Mapped[str | None] = field("代码", Text(longest=20))
    aliases: Mapped[str | None] = field("别名", Text(longest=400), help="用“、”分开")
    rank: Mapped[int] = field("排序", Integer(), required=True)
    retired: Mapped[bool] = field("停用", YesNo(), required=True)


class Heading(Entity, Base):
    """A heading of some workbook that the clerk matched to a field by hand; next time it is known."""
    __tablename__ = "heading"
    __noun__ = "表头对照"

    noun: Mapped[str] = mapped_column(String(20))
    heading: Mapped[str] = mapped_column(String(80))
    field: Mapped[str] = mapped_column(String(40))


class Attachment(Entity, Base):
    """A file that hangs on a record; the bytes lie beside the store under the name of their hash."""
    __tablename__ = "attachment"
    __noun__ = "附件"
    __root__ = "subject"

    subject: Mapped[str] = mapped_column(String(32), index=True)
    name: Mapped[str] = field("文件名", Text(longest=120), required=True)
    size: Mapped[int] = field("大小", Integer(most=2**40), required=True)
    sha256: Mapped[str] = mapped_column(String(64))
    added_on: Mapped[dt.date] = field("添加日期", Day(), required=True)
