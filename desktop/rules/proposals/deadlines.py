"""办理期限: a term in months, days, working days or to a fixed date; what is near, late or long late on a day."""
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.fields import dates
from desktop.fields.kinds import BadValue, Text, plain
from desktop.rules.calendar import Calendar, add_months

HOST, ASSIST, SPLIT = "主办", "会办", "分办"
ROLES = (HOST, SPLIT, ASSIST)
ANSWERING = (HOST, SPLIT)
"""The roles that answer the proposer; a 会办 unit gives its opinion to the 主办."""

PROMPT, REMINDER, ORDER = "提示函", "催办函", "督办通知"
UNITS = {"个月": "month", "月": "month", "个工作日": "workday", "工作日": "workday", "日": "day", "天": "day"}
WRITTEN = re.compile(r"(\d{1,3})\s*(个?月|个?工作日|[日天])(内|以内)?")


@dataclass(frozen=True)
class Term:
    """`count` months, days or working days after the day of 交办; or `fixed`, one date for all."""
    count: int = 0
    unit: str = "month"
    fixed: dt.date | None = None

    def due(self, start: dt.date, calendar: Calendar) -> dt.date:
        if self.fixed is not None:
            return self.fixed
        if self.unit == "month":
            return add_months(start, self.count)
        if self.unit == "workday":
            return calendar.after(start, self.count)
        return start + dt.timedelta(days=self.count)


def read_term(text: str) -> Term:
    """3个月, 15个工作日, 60日 or 2026-08-31. Raises BadValue with a sentence."""
    words = re.sub(r"\s+", "", plain(text))
    if match := WRITTEN.fullmatch(words):
        return Term(int(match[1]), UNITS[match[2]])
    try:
        day = dates.read(words)
    except ValueError:
        day = None
    if day is None or len(day) < 10:
        raise BadValue(f"“{text}”不是期限，应写如 3个月、15个工作日、60日 或 2026-08-31")
    return Term(fixed=dt.date.fromisoformat(day))


@dataclass(frozen=True)
class TermText(Text):
    """A term as it is written, kept in the office's own words."""

    def read(self, text: str) -> str:
        read_term(text)
        return super().read(text)


@dataclass(frozen=True)
class Terms:
    """The office's terms by role (domain.md 3.3); `prompt` days before the end a unit is prompted, `order` days after it
    a late one is put under supervision; a wrong unit says so within `change` working days."""
    by_role: Mapping[str, Term]
    prompt: int = 15
    order: int = 30
    change: int = 5


def due(role: str, handed: dt.date | None, fixed: dt.date | None, extended: Sequence[dt.date], terms: Terms,
        calendar: Calendar) -> dt.date | None:
    """The day by which a unit answers: the latest extension, the date fixed for it, or the term of its role."""
    if extended:
        return max(extended)
    if fixed is not None or handed is None:
        return fixed
    return terms.by_role[role].due(handed, calendar)


def late(due_on: dt.date | None, replied: dt.date | None, day: dt.date) -> bool:
    """Overdue on `day`: the last day itself is not yet late; an answer by then ends it."""
    return due_on is not None and day > due_on and (replied is None or replied > day)


def letter_for(due_on: dt.date | None, replied: dt.date | None, day: dt.date, terms: Terms) -> str | None:
    """Which letter a unit that has not answered gets on a day: 提示函 before, 催办函 after, 督办通知 long after."""
    if due_on is None or (replied is not None and replied <= day):
        return None
    left = (due_on - day).days
    if left < 0:
        return ORDER if -left > terms.order else REMINDER
    return PROMPT if left <= terms.prompt else None


def in_words(due_on: dt.date | None, replied: dt.date | None, day: dt.date) -> str:
    """还有 12 天, 今天到期, 逾期 8 天, 已答复 or ''."""
    if replied is not None and replied <= day:
        return "已答复"
    if due_on is None:
        return ""
    left = (due_on - day).days
    return f"还有 {left} 天" if left > 0 else "今天到期" if left == 0 else f"逾期 {-left} 天"
