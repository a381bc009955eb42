"""A table found in a sheet: its columns mapped to fields, its rows raw, and everything that was left out or looks odd."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from desktop.fields.field import Field


@dataclass
class Column:
    """`index` counts from 0; `heading` is what the file says, levels joined by a slash; unmapped without a field."""
    index: int
    heading: str
    field: Field | None = None

    @property
    def letters(self) -> str:
        return letters(self.index)


class Row(NamedTuple):
    """One record: the spreadsheet's row number, raw cells by field name, and the words of the group heading above it."""
    number: int
    cells: dict[str, Any]
    group: str = ""


class Skipped(NamedTuple):
    """A row that holds no record: `text` is what stands in it, `why` a few words for the user."""
    row: int
    text: str
    why: str


class Notice(NamedTuple):
    """A sentence that the user should read before importing; row 0 when it is about the whole table."""
    sentence: str
    row: int = 0
    column: str = ""
    value: str = ""


@dataclass
class Table:
    """`sheet` is the worksheet's name, or the title of a document's table. `header_rows` is empty for a form."""
    sheet: str
    titles: list[str] = field(default_factory=list)
    header_rows: list[int] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)

    @property
    def headings(self) -> list[str]:
        return [c.heading for c in self.columns if c.heading]


def letters(index: int) -> str:
    """0 -> A, 26 -> AA."""
    text = ""
    while index >= 0:
        text = chr(65 + index % 26) + text
        index = index // 26 - 1
    return text


def listed(numbers: Iterable[int], most: int = 12) -> str:
    """第 3、5、8 行, the first ones when they are many."""
    kept = sorted(set(numbers))
    return f"第 {'、'.join(map(str, kept[:most]))} 行" + ("等" if len(kept) > most else "")
