"""Facts that change over time: asked as of a day, changed from a day on, corrected in place."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from desktop.models.base import Dated

T = TypeVar("T", bound=Dated)
DAY = dt.timedelta(days=1)


def holds(model: type[Dated], day: dt.date) -> ColumnElement[bool]:
    return and_(or_(model.since.is_(None), model.since <= day), or_(model.until.is_(None), model.until >= day))


def earliest(row: Dated) -> dt.date:
    return row.since or dt.date.min


def all_holding(session: Session, model: type[T], day: dt.date, key: str, within: Iterable[str] | None = None) -> dict[str, list[T]]:
    """What holds on the day, by the column `key`, the newest fact first."""
    query = select(model).where(holds(model, day))
    if within is not None:
        query = query.where(getattr(model, key).in_(list(within)))
    found: dict[str, list[T]] = {}
    for row in sorted(session.scalars(query), key=earliest, reverse=True):
        found.setdefault(getattr(row, key), []).append(row)
    return found


def holding(session: Session, model: type[T], day: dt.date, key: str, within: Iterable[str] | None = None) -> dict[str, T]:
    """The one fact that holds on the day, by the column `key`; of several the newest."""
    return {k: rows[0] for k, rows in all_holding(session, model, day, key, within).items()}


def put(session: Session, model: type[T], owner: dict[str, Any], values: dict[str, Any], current: T | None,
        on: dt.date | None, since: dt.date | None) -> T | None:
    """Make `values` hold.

    With `on` the current fact ends the day before and a new one begins; without it the current fact is corrected.
    A first fact begins on `on`, or on `since`. One entered late ends where the fact in whose time it falls ended.
    """
    empty = all(v is None for v in values.values())
    if current is not None and all(getattr(current, k) == v for k, v in values.items()):
        return current
    until = None
    if current is not None and on is not None and earliest(current) < on:
        until = current.until
        current.until = on - DAY
        current = None
    if current is not None:
        if empty:
            session.delete(current)
            return None
        for k, v in values.items():
            setattr(current, k, v)
        return current
    if empty:
        return None
    said: dict[str, Any] = {**owner, **values, "since": on or since, "until": until}
    fresh = model(**said)
    session.add(fresh)
    return fresh
