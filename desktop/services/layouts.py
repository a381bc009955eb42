"""Layouts: the same facts in the form that somebody asks for, chosen columns and formats saved under a name."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from desktop.fields.dates import in_words
from desktop.fields.field import Field, by_name
from desktop.fields.kinds import Day, IdNumber, Kind, Month, PartialDate
from desktop.fields.refused import Refused
from desktop.fields.report import Group, Report
from desktop.models.base import field_of
from desktop.models.body import Layout
from desktop.rules.rights import Right
from desktop.services.store import Store

WHOLE, MASKED, LAST_FOUR = "完整", "遮盖", "后四位"
DASHED, DOTTED, IN_WORDS, JOINED = "1975-08", "1975.08", "1975年8月", "197508"
BETWEEN = {DASHED: "-", DOTTED: ".", JOINED: ""}
ID_FORMATS, DATE_FORMATS = (WHOLE, MASKED, LAST_FOUR), (DASHED, DOTTED, IN_WORDS, JOINED)


@dataclass(frozen=True)
class Chosen:
    """`columns` are fields' names in their order; formats None leave values as the list shows them."""
    name: str
    columns: tuple[str, ...]
    id_format: str | None = None
    date_format: str | None = None
    id: str | None = None


@dataclass(frozen=True)
class LastFour(IdNumber):
    width: int = 4

    def show(self, value: str | None) -> str:
        return (value or "")[-4:]


@dataclass(frozen=True)
class Masked(IdNumber):
    """Masked even on a paper that prints other numbers whole."""

    def show(self, value: str | None) -> str:
        return self.mask(value or "")


@dataclass(frozen=True)
class Written(Kind):
    """A date as the asker wants it written; `longest` 7 stops at the month."""
    form: str = DASHED
    longest: int = 10

    def show(self, value: str | dt.date | None) -> str:
        text = str(value or "")[: self.longest]
        return in_words(text) if self.form == IN_WORDS and text else text.replace("-", BETWEEN.get(self.form, "-"))


def listed(store: Store, noun: str) -> list[Chosen]:
    """The layouts saved for a noun's list, by name."""
    store.require(Right.READ)
    with store.read() as session:
        rows = session.scalars(select(Layout).where(Layout.noun == noun)).all()
    made = [Chosen(r.name, tuple(r.columns.split(",")), r.id_format, r.date_format, r.id) for r in rows]
    return sorted(made, key=lambda c: c.name)


def save(store: Store, noun: str, chosen: Chosen) -> str:
    """Keep a layout under its name; one of the same name is replaced. Returns its number."""
    name = field_of(Layout.name).kind.parse(chosen.name)
    if not name:
        raise Refused("版式的名称没有填写，没有保存。")
    if not chosen.columns:
        raise Refused(f"版式“{name}”一列也没有选，没有保存。")
    for value, known, what in ((chosen.id_format, ID_FORMATS, "证件号码"), (chosen.date_format, DATE_FORMATS, "日期")):
        if value is not None and value not in known:
            raise Refused(f"{what}没有“{value}”这种写法，没有保存。可用：{'、'.join(known)}。")
    with store.operation(f"保存版式：{name}") as session:
        row = session.scalar(select(Layout).where(Layout.noun == noun, Layout.name == name))
        if row is None:
            row = Layout(noun=noun, name=name)
            session.add(row)
        row.columns, row.id_format, row.date_format = ",".join(chosen.columns), chosen.id_format, chosen.date_format
        return row.id


def remove(store: Store, layout_id: str) -> None:
    store.require(Right.EDIT)
    with store.read() as session:
        row = session.get(Layout, layout_id)
    if row is None:
        raise Refused("这个版式已被删除。")
    with store.operation(f"删除版式：{row.name}") as session:
        session.delete(session.get_one(Layout, layout_id))


def apply(layout: Chosen, columns: Iterable[Field], rows: Sequence[Mapping[str, Any]], *, title: str = "", subtitle: str = "",
          private: bool = False) -> Report:
    """The rows in the layout's columns and formats. Columns that the list no longer has are left out.

    Whole numbers are printed only with `private`, for which the caller has asked the right and noted it.
    """
    known = by_name(columns)
    fields = tuple(formatted(known[name], layout) for name in layout.columns if name in known)
    if not fields:
        raise Refused(f"版式“{layout.name}”里的列现在都没有了，没有生成。请重新选列。")
    return Report(title or layout.name, fields, (Group("", rows),), subtitle, private=private)


def formatted(field: Field, layout: Chosen) -> Field:
    kind = field.kind
    if isinstance(kind, IdNumber) and layout.id_format == LAST_FOUR:
        return replace(field, kind=LastFour(), private=False)
    if isinstance(kind, IdNumber) and layout.id_format == MASKED:
        return replace(field, kind=Masked(), private=False)
    if isinstance(kind, PartialDate | Day) and layout.date_format:
        return replace(field, kind=Written(width=kind.width, form=layout.date_format, longest=7 if isinstance(kind, Month) else 10))
    return field
