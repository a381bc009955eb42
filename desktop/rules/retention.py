"""Which automatic backups are kept: the last of each of the last 7 days, 4 weeks and 12 months that have one.

Days, weeks and months without a backup do not count. A PC whose clock was wrong for a while so loses at most the places its
own backups take, and what bears a later date than the clock shows is never removed: not the backup is wrong, the clock is.
"""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Retention:
    days: int = 7
    weeks: int = 4
    months: int = 12


def day(moment: dt.datetime) -> Hashable:
    return moment.date()


def week(moment: dt.datetime) -> Hashable:
    """Monday to Sunday; at the turn of the year a week belongs to one year (ISO 8601)."""
    return moment.isocalendar()[:2]


def month(moment: dt.datetime) -> Hashable:
    return moment.year, moment.month


def kept(moments: Iterable[dt.datetime], now: dt.datetime, retention: Retention = Retention()) -> set[dt.datetime]:
    newest_first = sorted(set(moments), reverse=True)
    later = {moment for moment in newest_first if moment > now}
    past = [moment for moment in newest_first if moment <= now]
    found = later | set(past[:1])
    for span, count in ((day, retention.days), (week, retention.weeks), (month, retention.months)):
        found.update(last_of_each(past, span, count))
    return found


def last_of_each(newest_first: list[dt.datetime], span: Callable[[dt.datetime], Hashable], count: int) -> list[dt.datetime]:
    last: dict[Hashable, dt.datetime] = {}
    for moment in newest_first:
        last.setdefault(span(moment), moment)
    return list(last.values())[:count]
