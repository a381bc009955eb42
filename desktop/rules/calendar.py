"""Working days: weekends, and the days that the State Council moves each year, as far as a year's table is known."""
from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, field

DAY = dt.timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """`rest` are weekdays off, `work` weekend days worked; `years` are those whose table is known."""
    rest: frozenset[dt.date] = field(default_factory=frozenset)
    work: frozenset[dt.date] = field(default_factory=frozenset)
    years: frozenset[int] = field(default_factory=frozenset)

    def works(self, day: dt.date) -> bool:
        if day in self.work:
            return True
        return day.weekday() < SATURDAY and day not in self.rest

    def after(self, day: dt.date, count: int) -> dt.date:
        """The `count`-th working day after `day`; the day itself does not count."""
        while count > 0:
            day += DAY
            count -= self.works(day)
        return day

    def between(self, first: dt.date, last: dt.date) -> int:
        """How many working days lie after `first`, up to and with `last`; negative when `last` is earlier."""
        if last < first:
            return -self.between(last, first)
        return sum(self.works(first + DAY * n) for n in range(1, (last - first).days + 1))

    def unknown(self, *days: dt.date) -> list[int]:
        """The years between the days of which only the weekends are known."""
        return [y for y in range(min(days).year, max(days).year + 1) if y not in self.years] if days else []

    def caution(self, *days: dt.date) -> str:
        """未录入 2027 年节假日，按周末计算; '' when every year is known."""
        years = self.unknown(*days)
        return f"未录入{'、'.join(map(str, years))}年的节假日，按双休日计算" if years else ""


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or that month's last day: 31 January and one month is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
