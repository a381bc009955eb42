"""The pdf pen: a report drawn on pages, in the look of its docx, every character by a face that has it."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from desktop.exporters import fonts
from desktop.exporters.atomic import replace_file
from desktop.exporters.fonts import FANGSONG, HEITI, SONGTI, XIAOBIAOSONG, Face
from desktop.exporters.package import read_back, unlike
from desktop.exporters.page import AIR, LINE, PADDING, RULE, Layout, broken, lay_tables
from desktop.fields.report import Report, printable

POINTS = 72 / 25.4  # in a millimetre
MIDDLE = 0.38  # a Han character's middle over its baseline, in type sizes
FOOT_SIZE = 10.5  # 五号
AFTER_TITLE = 1.6  # from the title's line to the next, in its size


@dataclass(frozen=True)
class Drawn:
    """A row of the table: the lines of each cell; a group's heading and a note have one cell as wide as the page.

    `joined`: its cell in the merged column is part of the one above.
    """
    cells: Sequence[Sequence[str]]
    height: float
    kind: str
    joined: bool = False


def write(report: Report, out: Path) -> None:
    made: list[int] = []
    replace_file(out, lambda path: made.append(draw(report, path)), lambda path: check(report, path, made[-1]))


def draw(report: Report, path: Path) -> int:
    """Returns the number of pages."""
    drawn = [Draughtsman(table, layout) for table, layout in lay_tables(report, width)]
    pages = [(each, number, rows) for each in drawn for number, rows in enumerate(each.pages())]
    layout = drawn[0].layout
    canvas = Canvas(str(path), (layout.width * POINTS, layout.height * POINTS), invariant=1, lang="zh-CN")
    canvas.setTitle(printable(report.title))
    for count, (each, number, rows) in enumerate(pages, 1):
        each.page(canvas, rows, first=number == 0)
        each.foot(canvas, count, len(pages))
        canvas.showPage()
    canvas.save()
    return len(pages)


def check(report: Report, path: Path, pages: int) -> None:
    with read_back(report.title, pypdfium2.PdfiumError), pypdfium2.PdfDocument(path) as document:
        found = len(document)
    if found != pages:
        raise unlike(report.title)


@lru_cache(maxsize=50_000)
def width(text: str, face: Face = FANGSONG) -> float:
    return fonts.width(text, face, 1.0)


class Draughtsman:
    """Lays one table out and draws its pages: their number is known before the first is drawn."""

    def __init__(self, report: Report, layout: Layout) -> None:
        self.report = report
        self.layout = layout
        self.sheet = layout.sheet
        self.size = layout.size
        self.left = self.sheet.side * POINTS
        self.type_width = layout.room_across * POINTS
        self.room = (layout.height - self.sheet.top - self.sheet.bottom) * POINTS
        self.head = [Drawn([c.heading.split("\n") for c in layout.columns], layout.row_height(layout.head_lines), "head")
                     ] if report.ruled else []
        self.head_height = sum(row.height for row in self.head)
        self.title = broken(printable(report.title), self.type_width / self.sheet.title, lambda text: width(text, XIAOBIAOSONG))
        self.merged = next((n for n, column in enumerate(report.columns) if column.name == report.merged), None)

    def page(self, canvas: Canvas, rows: Sequence[Drawn], first: bool) -> None:
        canvas.setLineWidth(RULE)
        y = (self.layout.height - self.sheet.top) * POINTS
        y = self.above(canvas, y) if first else y
        for number, row in enumerate(rows):
            self.row(canvas, row, y, self.joint(rows, number))
            y -= row.height

    def joint(self, rows: Sequence[Drawn], number: int) -> float | None:
        """The height of the merged column's cell that begins in this row; None inside one begun above on this page."""
        if number and rows[number].joined and rows[number - 1].kind == "text":
            return None
        following = takewhile(lambda row: row.joined, rows[number + 1:])
        return rows[number].height + sum(row.height for row in following)

    def above_height(self) -> float:
        return AFTER_TITLE * (self.sheet.title * len(self.title) + (self.sheet.subtitle if self.report.subtitle else 0))

    def above(self, canvas: Canvas, y: float) -> float:
        size = self.sheet.title
        for line in self.title:
            drawn_line(canvas, line, XIAOBIAOSONG, size, y - size, self.left, self.type_width, "center")
            y -= size * AFTER_TITLE
        if self.report.subtitle:
            size = self.sheet.subtitle
            drawn_line(canvas, printable(self.report.subtitle), FANGSONG, size, y - size, self.left, self.type_width, "right")
            y -= size * AFTER_TITLE
        return y

    def foot(self, canvas: Canvas, number: int, count: int) -> None:
        y, x = self.sheet.foot * POINTS, self.left
        drawn_line(canvas, printable(self.report.footer), SONGTI, FOOT_SIZE, y, x, self.type_width, "left")
        drawn_line(canvas, f"第 {number} 页　共 {count} 页", SONGTI, FOOT_SIZE, y, x, self.type_width, "center")

    def pages(self) -> Iterator[list[Drawn]]:
        """The rows of each page, its repeated head first."""
        rows, left = [*self.head], self.room - self.above_height() - self.head_height
        for block in self.blocks():
            height = sum(row.height for row in block)
            if height > left and len(rows) > len(self.head):
                yield rows
                rows, left = [*self.head], self.room - self.head_height
            rows += block
            left -= height
        yield rows

    def blocks(self) -> Iterator[list[Drawn]]:
        """Rows that stay on one page: a group's heading with its first row, the notes with the last."""
        block: list[Drawn] = []
        for group in self.report.groups:
            if block:
                yield block
            block = [Drawn([[printable(group.title)]], self.layout.row_height(1), "group")] if group.title else []
            for index, (row, span) in enumerate(zip(group.rows, self.report.spans(group), strict=True)):
                cut = self.cut(self.layout.lines(self.report.texts(row), width), joined=span == 0)
                if index or (block and len(cut) > 1):
                    yield block
                    block = []
                for piece in cut[:-1]:
                    yield [piece]
                block.append(cut[-1])
        lines = [line for note in self.report.notes for line in broken(printable(note), self.type_width / self.size, width)]
        yield [*block, *(Drawn([[line]], self.size * LINE * 1.2, "note") for line in lines)]

    def cut(self, cells: Sequence[Sequence[str]], joined: bool) -> list[Drawn]:
        """A row taller than a page goes on in further rows."""
        most = int((self.room - self.above_height() - self.head_height) / (self.size * LINE)) - 2
        lines = max(map(len, cells))
        starts = range(0, max(lines, 1), most)
        pieces = [[cell[start:start + most] for cell in cells] for start in starts]
        return [Drawn(piece, self.layout.row_height(max(map(len, piece))), "text", joined) for piece in pieces]

    def row(self, canvas: Canvas, row: Drawn, top: float, joint: float | None) -> None:
        left = self.left
        face = FANGSONG if row.kind in ("text", "note") else HEITI
        whole = row.kind in ("group", "note")
        widths = [self.type_width] if whole else [c.width * POINTS for c in self.layout.columns]
        aligns = ["left"] if whole else ["center" if row.kind == "head" else c.align for c in self.layout.columns]
        for place, (lines, wide, align) in enumerate(zip(row.cells, widths, aligns, strict=True)):
            height = joint if place == self.merged and row.kind == "text" else row.height
            if height is not None:
                if row.kind != "note" and self.report.ruled:
                    canvas.rect(left, top - height, wide, height)
                self.cell(canvas, lines, face, top, height, left, wide, align)
            left += wide

    def cell(self, canvas: Canvas, lines: Sequence[str], face: Face, top: float, height: float, left: float, wide: float,
             align: str) -> None:
        pitch = self.size * LINE
        above = self.size * AIR / 2 if self.layout.top else (height - pitch * len(lines)) / 2
        y = top - above - pitch / 2 - MIDDLE * self.size
        for line in lines:
            drawn_line(canvas, line, face, self.size, y, left + PADDING * POINTS, wide - 2 * PADDING * POINTS, align)
            y -= pitch


def drawn_line(canvas: Canvas, text: str, face: Face, size: float, y: float, x: float, room: float, align: str) -> None:
    """One line on the baseline `y`, within `room` points from `x`."""
    spare = room - width(text, face) * size
    x += {"left": 0.0, "center": spare / 2, "right": spare}[align]
    for font, piece in fonts.runs(text, face):
        canvas.setFont(font, size)
        canvas.drawString(x, y, piece)
        x += canvas.stringWidth(piece, font, size)
