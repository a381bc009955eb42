"""The office's calendar of working days: the holidays shipped, a year's own rows before them."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.refused import Refused
from desktop.models.base import field_of, fields_of
from desktop.models.calendar import Holiday
from desktop.resources import find
from desktop.rules.calendar import Calendar
from desktop.rules.rights import Right
from desktop.services.records import Noun, Row
from desktop.services.store import Store

REST, WORK = "休", "班"


@lru_cache
def shipped() -> dict[int, tuple[tuple[dt.date, str, str], ...]]:
    """Year -> (day, 休 or 班, name), after the yearly notices of the State Council."""
    found: dict[int, list[tuple[dt.date, str, str]]] = {}
    for line in find("calendar/holidays.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        day, arranged, name = line.split("\t")
        found.setdefault(int(day[:4]), []).append((dt.date.fromisoformat(day), arranged, name))
    return {year: tuple(rows) for year, rows in found.items()}


def own(session: Session) -> dict[int, list[Holiday]]:
    found: dict[int, list[Holiday]] = {}
    for row in session.scalars(select(Holiday).order_by(Holiday.day)):
        found.setdefault(row.day.year, []).append(row)
    return found


def working_days(session: Session) -> Calendar:
    """Every year that is known, the office's own rows instead of the shipped ones."""
    mine = {year: [(r.day, r.arranged) for r in rows] for year, rows in own(session).items()}
    known = {**{y: [(d, a) for d, a, _ in rows] for y, rows in shipped().items()}, **mine}
    every = [pair for rows in known.values() for pair in rows]
    return Calendar(frozenset(d for d, a in every if a == REST), frozenset(d for d, a in every if a == WORK), frozenset(known))


def read(store: Store) -> Calendar:
    with store.read() as session:
        return working_days(session)


def rows(session: Session, day: dt.date) -> list[Row]:
    """What is in force, year by year; shipped days have no id yet."""
    mine = own(session)
    found: list[Row] = []
    for year in sorted({*shipped(), *mine}, reverse=True):
        if year in mine:
            found += [{"id": r.id, "name": r.name, "day": r.day, "arranged": r.arranged} for r in mine[year]]
        else:
            found += [{"id": f"shipped {d.isoformat()}", "name": n, "day": d, "arranged": a} for d, a, n in shipped()[year]]
    return found


def adopt(session: Session, year: int) -> dict[dt.date, Holiday]:
    """The office's own rows of a year by their days: the shipped ones copied when it begins to write."""
    mine = own(session).get(year)
    if mine is None:
        mine = [Holiday(day=d, arranged=a, name=n) for d, a, n in shipped().get(year, ())]
        session.add_all(mine)
    return {row.day: row for row in mine}


def write(session: Session, draft: Mapping[str, Any], record: str | None, on: dt.date | None, today: dt.date) -> str:
    row = session.get(Holiday, record) if record and not record.startswith("shipped ") else None
    was = row.day if row else dt.date.fromisoformat(record.removeprefix("shipped ")) if record else None
    day = draft.get("day") or was
    if day is None:
        raise Refused("日期没有填写，没有保存。")
    days = adopt(session, (was or day).year)
    row = days.get(was) if was else None
    others = days if day.year == (was or day).year else adopt(session, day.year)
    if others.get(day) not in (None, row):
        raise Refused(f"{day.isoformat()} 已经登记过，没有保存。")
    arranged = draft.get("arranged") or (row.arranged if row else None)
    if arranged is None:
        raise Refused("安排（休或班）没有填写，没有保存。")
    if row is None:
        row = Holiday(day=day, arranged=arranged)
        session.add(row)
    row.day, row.arranged = day, arranged
    if "name" in draft:
        row.name = draft["name"]
    return row.id


def remove(store: Store, records: Iterable[str]) -> None:
    """Days that are ordinary after all. The last own row of a year brings the shipped table back."""
    with store.operation("删除节假日", Right.SETTINGS) as session:
        for record in records:
            shipped_day = dt.date.fromisoformat(record.removeprefix("shipped ")) if record.startswith("shipped ") else None
            row = adopt(session, shipped_day.year)[shipped_day] if shipped_day else session.get(Holiday, record)
            session.flush()
            if row is not None:
                session.delete(row)


FIELDS = fields_of(Holiday)
HOLIDAYS = Noun("holidays", "节假日", FIELDS, (*FIELDS[:2], field_of(Holiday.name, listed=True)), rows, write, (("day",),), "day")
