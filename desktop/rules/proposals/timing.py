"""大会提案 and 平时提案: by the day and hour of receipt against the plenary's 征集 (domain.md 3.1, after a city's rule)."""
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.fields.kinds import BadValue, plain
from desktop.rules.calendar import add_months

PLENARY, BETWEEN = "大会", "平时"
MONTHS_BEFORE = 3
LAST_MINUTE = "23:59"


@dataclass(frozen=True)
class Window:
    """From `first` until the `deadline`, day and hour included, proposals are the plenary's own."""
    first: dt.date
    deadline: dt.date
    hour: str = LAST_MINUTE

    def timing(self, day: dt.date, hour: str | None = None) -> str:
        """Without an hour the day of the deadline still counts."""
        if not self.first <= day <= self.deadline:
            return BETWEEN
        return BETWEEN if day == self.deadline and hour is not None and hour > self.hour else PLENARY


def window(opens: dt.date, closes: dt.date | None, since: dt.date | None = None, deadline: dt.date | None = None,
           hour: str | None = None) -> Window:
    """What the office has announced; unsaid, three months before the opening until the plenary closes."""
    return Window(since or add_months(opens, -MONTHS_BEFORE), deadline or closes or opens, hour or LAST_MINUTE)


def clock(raw: object) -> str | None:
    """17:00 from 17:00, 17点, 下午5时30分. Raises BadValue with a sentence."""
    text = re.sub(r"\s+", "", plain(raw)).replace("：", ":")
    if not text:
        return None
    match = re.fullmatch(r"(上午|下午|晚上|中午)?(\d{1,2})(?::|时|点|$)(\d{1,2}|半)?分?(?::\d{2})?整?", text)
    if match:
        hour, minute = int(match[2]), 30 if match[3] == "半" else int(match[3] or 0)
        hour += 12 if match[1] in ("下午", "晚上") and hour < 12 else 0
        if hour < 24 and minute < 60:
            return f"{hour:02d}:{minute:02d}"
    raise BadValue(f"“{text}”不是时刻，例如 17:00")


def plenary_of(received: dt.date, plenaries: Iterable[tuple[str, Window]]) -> str | None:
    """The plenary to which a proposal received on a day belongs: the newest whose 征集 had begun."""
    begun = [(w.first, key) for key, w in plenaries if w.first <= received]
    return max(begun)[1] if begun else None
