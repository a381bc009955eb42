"""The day a list is asked as of, and the period a figure covers; four clocks run in an office at once."""
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.fields.dates import counted as han
from desktop.fields.dates import in_words


@dataclass(frozen=True)
class Period:
    """`first` to `last`, both included; `words` is what the heading of a figure says."""
    first: dt.date
    last: dt.date
    words: str

    def __contains__(self, day: dt.date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def end(self, today: dt.date) -> dt.date:
        """The day as of which the period's lists are asked: its last, or today while it still runs."""
        return min(self.last, max(today, self.first))


@dataclass(frozen=True)
class Session:
    """One plenary, as periods need it."""
    term: int
    number: int
    opens: dt.date


def calendar_year(year: int) -> Period:
    return Period(dt.date(year, 1, 1), dt.date(year, 12, 31), f"{year}年")


def appraisal_year(year: int, first_month: int = 1) -> Period:
    """The year that ends in `year`; many counties count from 1 December (office.md 1.1)."""
    if first_month == 1:
        return calendar_year(year)
    first = dt.date(year - 1, first_month, 1)
    return Period(first, dt.date(year, first_month, 1) - dt.timedelta(days=1), f"{year}考核年度")


def between(first: dt.date, last: dt.date) -> Period:
    return Period(first, last, f"{in_words(first)}至{in_words(last)}")


def of_term(number: int, first: dt.date, last: dt.date) -> Period:
    return Period(first, last, f"第{han(number)}届委员会任期（{in_words(first)}至{in_words(last)}）")


def of_session(term: int, number: int, sessions: Sequence[Session], term_ends: dt.date) -> Period | None:
    """会议年度: from the opening of one plenary to the day before the next one opens; None when it was not held."""
    ordered = sorted(sessions, key=lambda s: s.opens)
    for here, following in zip(ordered, [*ordered[1:], None], strict=False):
        if (here.term, here.number) == (term, number):
            last = following.opens - dt.timedelta(days=1) if following else term_ends
            return Period(here.opens, last, f"{han(term)}届{han(number)}次会议以来")
    return None


def usual_term(today: dt.date) -> tuple[int, dt.date, dt.date]:
    """A new store's first term, until the office writes its own: five years from a December, as in 2021 and 2026."""
    year = today.year if today.month == 12 else today.year - 1
    start = year - (year - 2021) % 5
    return 10 + (start - 2021) // 5, dt.date(start, 12, 1), dt.date(start + 5, 11, 30)
