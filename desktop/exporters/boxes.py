"""A form: ruled boxes on a page, one page for each record, and the size of type in which a text fits into its box."""
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.exporters.page import A4, PADDING, Measure, broken, millimetres
from desktop.fields.report import printable

SIZES = (12.0, 11.0, 10.5, 10.0, 9.0, 8.0, 7.0)  # points; the first in which a text fits into its box
LEAST = 8.0  # points; an unbroken text becomes no smaller
PITCH = 1.3  # from line to line, in type sizes
SPARE = 1.0  # mm of a box's height that stay empty
CUT = "（以下从略）"


@dataclass(frozen=True)
class Box:
    """A cell that begins in `row` and `column`; labels are set in 黑体. `lies`: top, center or bottom.

    An `unbroken` text rather becomes smaller than it takes a second line.
    """
    row: int
    column: int
    text: str = ""
    rows: int = 1
    columns: int = 1
    label: bool = False
    align: str = "center"
    lies: str = "center"
    unbroken: bool = False
    picture: Path | None = None


@dataclass(frozen=True)
class Grid:
    """The widths of the columns and the heights of the rows, in mm."""
    widths: tuple[float, ...]
    heights: tuple[float, ...]

    @property
    def side(self) -> float:
        """The margins left and right."""
        return (A4.short - sum(self.widths)) / 2

    def width(self, box: Box) -> float:
        return sum(self.widths[box.column:box.column + box.columns])

    def height(self, box: Box) -> float:
        return sum(self.heights[box.row:box.row + box.rows])

    def fitted(self, box: Box, measure: Measure) -> tuple[float, list[str]]:
        """The size of type and the lines of a box; of what does not fit at all the rest is named as left out."""
        room, height = self.width(box) - 2 * PADDING, self.height(box) - SPARE
        text = printable(box.text)
        size, lines = SIZES[-1], list[str]()
        for size in SIZES:
            lines = broken(text, room / millimetres(size), measure)
            if len(lines) * millimetres(size * PITCH) <= height and not (box.unbroken and len(lines) > 1 and size > LEAST):
                return size, lines
        most = max(1, int(height / millimetres(size * PITCH)))
        return size, [*lines[:most - 1], CUT]


@dataclass(frozen=True)
class Form:
    title: str
    above: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Forms:
    """`day` is what the file gives as the day of its making."""
    title: str
    grid: Grid
    pages: Sequence[Form]
    day: dt.date
