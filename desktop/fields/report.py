"""A report: what a list, a statistic or a roster says, the same object for the screen and for every pen."""
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from desktop.fields.chart import Chart
from desktop.fields.field import Field

Row = Mapping[str, Any]

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Figure:
    """A number and the ids of the records behind it."""
    value: int
    records: tuple[str, ...] = ()

    def __str__(self) -> str:
        return str(self.value)

    def __int__(self) -> int:
        return self.value


def number(value: Any) -> Any:
    """What a figure counts, or the value itself."""
    return value.value if isinstance(value, Figure) else value


def printable(text: str) -> str:
    """Without what no document may hold: control characters and half pairs break a docx and an xlsx."""
    return UNPRINTABLE.sub("", text.replace("\t", " "))


@dataclass(frozen=True)
class Group:
    """Rows under one heading ('中共界（32名）'); an empty title prints no heading."""
    title: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Line:
    """One row of the printed table. `kind`: 'group' (its heading alone), 'text', 'sum' (小计 of a group), 'total' (合计).

    `texts` and `cells` have a place for every column, a group's heading one only. `span`: over how many rows the merged
    column's cell reaches, 0 inside a cell begun above.
    """
    kind: str
    texts: Sequence[str]
    cells: Sequence[Any]
    span: int = 1


SUM, TOTAL = "小计", "合计"


@dataclass(frozen=True)
class Report:
    """`subtitle` says the day or the period in words; `notes` stand under the table; `private` prints numbers whole.

    `unit` is what the figures are counted in (单位：元、人), over the table's right end. The columns in `totals` are added
    up: under each of several titled groups, and at the end. `charts` are drawn behind the table.

    `footer` stands beside the page number, so that a loose page still says its day. `landscape` is left to the pen
    when None. `day` is what the file gives as the day of its making, or the same data would make different files.
    `paper` is A4 or A5; `margins` are those at the sides and those above and below, in mm, None for the usual ones.
    Without `ruled` there are neither lines nor headings, as a list of names is printed. Equal neighbours in the column
    `merged` are one cell. `parts` are further tables, each on pages or a sheet of its own.
    """
    title: str
    columns: tuple[Field, ...]
    groups: tuple[Group, ...]
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    private: bool = False
    footer: str = ""
    landscape: bool | None = None
    day: dt.date = dt.date(2000, 1, 1)
    paper: str = "A4"
    margins: tuple[float | None, float | None] = (None, None)
    ruled: bool = True
    merged: str = ""
    parts: tuple[Report, ...] = ()
    unit: str = ""
    totals: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()

    @property
    def counted(self) -> str:
        """单位：元、人."""
        return f"单位：{self.unit}" if self.unit else ""

    @property
    def place(self) -> int:
        """Where the merged column stands; -1 when there is none."""
        return next((n for n, column in enumerate(self.columns) if column.name == self.merged), -1)

    @cached_property
    def tables(self) -> tuple[Report, ...]:
        """The first table and its parts, as one paper: one size, one day, one foot, numbers whole or masked in all."""
        shared = {name: getattr(self, name) for name in ("paper", "margins", "day", "footer", "private")}
        return (replace(self, parts=()), *(replace(part, **shared) for part in self.parts))

    @property
    def rows(self) -> Iterator[Row]:
        return (row for group in self.groups for row in group.rows)

    def texts(self, row: Row) -> list[str]:
        return [printable(f.shown(number(row.get(f.name)), private=self.private)) for f in self.columns]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The table as it is printed, without its headings; made once, since every pen goes over it several times."""
        found: list[Line] = []
        several = sum(bool(group.title) for group in self.groups) > 1
        for group in self.groups:
            if group.title:
                title = printable(group.title)
                found.append(Line("group", (title,), (title,)))
            for row, span in zip(group.rows, self.spans(group), strict=True):
                texts = self.texts(row)
                found.append(Line("text", texts, self.cells(row, texts), span))
            if self.totals and several and group.title:
                found.append(self.sum(SUM, group.rows))
        if self.totals:
            found.append(self.sum(TOTAL, self.rows))
        return tuple(found)

    def sum(self, words: str, rows: Iterable[Row]) -> Line:
        """小计 or 合计 over rows, the word in the first column of words."""
        rows = tuple(rows)
        place = next((n for n, f in enumerate(self.columns) if f.name not in self.totals and not f.kind.numeric), 0)
        sums = {f.name: sum(number(row.get(f.name)) or 0 for row in rows) for f in self.columns if f.name in self.totals}
        texts, cells = self.texts(sums), self.cells(sums)
        texts[place] = cells[place] = words
        return Line("sum" if words == SUM else "total", texts, cells)

    def spans(self, group: Group) -> list[int]:
        """Over how many rows the merged column's cell reaches, for each row; 0 inside a cell begun above."""
        found: list[int] = []
        first = 0
        for index, row in enumerate(group.rows):
            joined = bool(self.merged) and index > 0 and row.get(self.merged) == group.rows[first].get(self.merged)
            first = first if joined else index
            found.append(0 if joined else 1)
            found[first] += joined
        return found

    def cells(self, row: Row, texts: Sequence[str] | None = None) -> list[Any]:
        """What a spreadsheet's cells hold: numbers for numeric fields, text for all others, None for nothing."""
        return [f.kind.cell(number(row[f.name])) if text and f.kind.numeric and (self.private or not f.private) else text or None
                for f, text in zip(self.columns, texts or self.texts(row), strict=True)]
