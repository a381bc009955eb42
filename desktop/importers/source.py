"""What a file holds once it is read: sheets of raw cells with the spreadsheet's own row numbers."""
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.importers.dress import Dress

Cell = str | int | float | bool | dt.datetime | dt.date | None
MOST_ROWS = 50_000  # ten times the largest roster of a county; more would keep the window busy for minutes
MOST_CELLS = 2_000_000
LONGEST_TEXT = 200_000  # characters in one cell: no office ever wrote that many
LONGEST_CELL = 32_000  # a spreadsheet cuts a cell's text at 32,767 characters without a word


@dataclass(frozen=True)
class Limits:
    """What a foreign file may cost: seconds, bytes of memory, unpacked bytes, entries, unpacked : packed."""
    seconds: float = 60
    memory: int = 1 << 30
    unpacked: int = 200_000_000
    entries: int = 10_000
    ratio: int = 100


class ErrorValue(str):
    """A cell without a usable value (#N/A, a formula never computed): its text, and `reason`, a sentence for the user.

    It is never the text of a field: whoever plans an import makes the row wrong with `reason`.
    """
    reason: str

    def __new__(cls, text: str, reason: str = "") -> ErrorValue:
        made = super().__new__(cls, text)
        made.reason = reason or f"单元格里是错误值 {text}，请在表格中改正后再导入"
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return ErrorValue, (str(self), self.reason)


@dataclass
class Sheet:
    """One worksheet or one table of a document; wholly empty rows are left out.

    Row numbers count from 1 as the spreadsheet shows them, columns from 0. `merged` are ranges (first row, first column,
    last row, last column), both ends included; their values stand in the first cell only. `title` is the heading
    paragraph above a document's table. `notes` are sentences for the user about this sheet.
    """
    name: str
    rows: list[tuple[int, list[Any]]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    struck_rows: frozenset[int] = frozenset()
    red_rows: frozenset[int] = frozenset()
    title: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        return max((len(cells) for _, cells in self.rows), default=0)


@dataclass
class Book:
    """`kind` is what the file is, whatever its extension: xlsx, xlsb, xls, ods, csv, html or docx. `dress` tells how the
    lines of a manuscript look, where that was asked for."""
    kind: str
    sheets: list[Sheet] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    encoding: str = ""
    dress: Dress | None = None


def tidy(rows: list[tuple[int, list[Any]]]) -> list[tuple[int, list[Any]]]:
    """Rows without empty ends, and without the empty ones; blank text is nothing."""
    kept = []
    for number, cells in rows:
        cells = [None if isinstance(c, str) and not isinstance(c, ErrorValue) and not c.strip() else c for c in cells]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            kept.append((number, cells))
    return kept
