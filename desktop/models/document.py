"""发文: series of numbers, and the documents that were drafted, numbered and issued."""
from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.fields.kinds import Choice, Day, Integer, Text, YesNo
from desktop.models.base import Base, Entity, field, link


class Series(Entity, Base):
    """A run of numbers such as 青协办〔2026〕N号, counted per year."""
    __tablename__ = "series"
    __noun__ = "发文字号"

    code: Mapped[str] = field("机关代字", Text(width=6, longest=20), required=True, listed=True, help="如 青协、青协办、青协办函")
    title: Mapped[str] = field("发文机关标志", Text(width=14, longest=60), required=True, listed=True,
                               help="如 政协青溪县委员会文件")
    issuer: Mapped[str] = field("发文机关", Text(width=14, longest=60), required=True, listed=True, help="署名用")
    kind: Mapped[str] = field("格式", Choice(width=4, table="layout_kind"), required=True, listed=True)
    signer: Mapped[str | None] = field("签发权限", Text(width=10, longest=60), listed=True, help="谁签发，如 主席、秘书长")
    outside: Mapped[bool | None] = field("对方编号", YesNo(), help="联合行文由主办的机关编号：号码照填，空着的号不算缺号")
    rank: Mapped[int | None] = field("排序", Integer())
    retired: Mapped[bool | None] = field("停用", YesNo())


class Document(Entity, Base):
    """One document; without a number it is a draft, with `voided` its number is spent and the gap explained."""
    __tablename__ = "document"
    __noun__ = "公文"
    __table_args__ = (UniqueConstraint("series_id", "year", "number", name="document_number"),)

    series_id: Mapped[str] = link("series")
    year: Mapped[int | None] = field("年", Integer())
    number: Mapped[int | None] = field("号", Integer())
    genre: Mapped[str | None] = field("文种", Choice(width=4, table="genre"), listed=True)
    name: Mapped[str] = field("标题", Text(width=24, longest=200), required=True, listed=True)
    recipient: Mapped[str | None] = field("主送机关", Text(width=12, longest=300), listed=True)
    issued: Mapped[dt.date | None] = field("成文日期", Day(width=6), listed=True)
    signer: Mapped[str | None] = field("签发人", Text(width=5, longest=40), listed=True)
    drafter: Mapped[str | None] = field("拟稿人", Text(width=5, longest=40), listed=True)
    checker: Mapped[str | None] = field("核稿人", Text(width=5, longest=40))
    countersigners: Mapped[str | None] = field("会签", Text(width=8, longest=120))
    copies: Mapped[int | None] = field("份数", Integer(width=3), listed=True)
    voided: Mapped[str | None] = field("作废原因", Text(width=10, longest=200))
    source: Mapped[str | None] = mapped_column(String(200), index=True)
    """What a paper of the program's own is about: printed again it bears the same number."""
    data: Mapped[Any] = mapped_column(JSON)
