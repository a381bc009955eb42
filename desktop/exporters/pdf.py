"""The pdf pen: a report drawn on A4 pages, in the look of its docx, every character by a face that has it."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from desktop.exporters import fonts
from desktop.exporters.atomic import replace_file
from desktop.exporters.fonts import FANGSONG, HEITI, SONGTI, XIAOBIAOSONG, Face
from desktop.exporters.package import read_back, unlike
from desktop.exporters.page import BOTTOM, FOOT, LINE, PADDING, RULE, SIDE, SUBTITLE, TITLE, TOP, Layout, broken, lay
from desktop.fields.report import Report, printable

POINTS = 72 / 25.4  # in a millimetre
MIDDLE = 0.38  # a Han character's middle over its baseline, in type sizes
FOOT_SIZE = 10.5  # 五号
AFTER_TITLE = 1.6  # from the title's line to the next, in its size


@dataclass(frozen=True)
class Drawn:
    """A row of the table: the lines of each cell; a group's heading and a note have one cell as wide as the page."""
    cells: Sequence[Sequence[str]]
    height: float
    kind: str


def write(report: Report, out: Path) -> None:
    made: list[int] = []
    replace_file(out, lambda path: made.append(Draughtsman(report).draw(path)), lambda path: check(report, path, made[-1]))


def check(report: Report, path: Path, pages: int) -> None:
    with read_back(report.title, pypdfium2.PdfiumError), pypdfium2.PdfDocument(path) as document:
        found = len(document)
    if found != pages:
        raise unlike(report.title)


@lru_cache(maxsize=50_000)
def width(text: str, face: Face = FANGSONG) -> float:
    return fonts.width(text, face, 1.0)


class Draughtsman:
    """Lays the report out, then draws it: the number of pages is known before the first is drawn."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.layout: Layout = lay(report, width)
        self.size = self.layout.size
        self.type_width = (self.layout.width - 2 * SIDE) * POINTS
        self.room = (self.layout.height - TOP - BOTTOM) * POINTS
        self.head = Drawn([c.heading.split("\n") for c in self.layout.columns],
                          self.layout.row_height(self.layout.head_lines), "head")
        self.title = broken(printable(report.title), self.type_width / TITLE, lambda text: width(text, XIAOBIAOSONG))

    def draw(self, path: Path) -> int:
        """Returns the number of pages."""
        pages = list(self.pages())
        canvas = Canvas(str(path), (self.layout.width * POINTS, self.layout.height * POINTS), invariant=1, lang="zh-CN")
        canvas.setTitle(printable(self.report.title))
        for number, rows in enumerate(pages, 1):
            canvas.setLineWidth(RULE)
            y = (self.layout.height - TOP) * POINTS
            y = self.above(canvas, y) if number == 1 else y
            for row in rows:
                self.row(canvas, row, y)
                y -= row.height
            self.foot(canvas, number, len(pages))
            canvas.showPage()
        canvas.save()
        return len(pages)

    def above_height(self) -> float:
        return TITLE * AFTER_TITLE * len(self.title) + (SUBTITLE * AFTER_TITLE if self.report.subtitle else 0)

    def above(self, canvas: Canvas, y: float) -> float:
        for line in self.title:
            self.line(canvas, line, XIAOBIAOSONG, TITLE, y - TITLE, SIDE * POINTS, self.type_width, "center")
            y -= TITLE * AFTER_TITLE
        if self.report.subtitle:
            self.line(canvas, printable(self.report.subtitle), FANGSONG, SUBTITLE, y - SUBTITLE, SIDE * POINTS, self.type_width, "right")
            y -= SUBTITLE * AFTER_TITLE
        return y

    def foot(self, canvas: Canvas, number: int, count: int) -> None:
        y, x = FOOT * POINTS, SIDE * POINTS
        self.line(canvas, printable(self.report.footer), SONGTI, FOOT_SIZE, y, x, self.type_width, "left")
        self.line(canvas, f"第 {number} 页　共 {count} 页", SONGTI, FOOT_SIZE, y, x, self.type_width, "center")

    def pages(self) -> Iterator[list[Drawn]]:
        """The rows of each page, its repeated head first."""
        rows, left = [self.head], self.room - self.above_height() - self.head.height
        for block in self.blocks():
            height = sum(row.height for row in block)
            if height > left and len(rows) > 1:
                yield rows
                rows, left = [self.head], self.room - self.head.height
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
            for index, row in enumerate(group.rows):
                cut = self.cut(self.layout.lines(self.report.texts(row), width))
                if index or (block and len(cut) > 1):
                    yield block
                    block = []
                for piece in cut[:-1]:
                    yield [piece]
                block.append(cut[-1])
        lines = [line for note in self.report.notes for line in broken(printable(note), self.type_width / self.size, width)]
        yield [*block, *(Drawn([[line]], self.size * LINE * 1.2, "note") for line in lines)]

    def cut(self, cells: Sequence[Sequence[str]]) -> list[Drawn]:
        """A row taller than a page goes on in further rows."""
        most = int((self.room - self.above_height() - self.head.height) / (self.size * LINE)) - 2
        lines = max(map(len, cells))
        starts = range(0, max(lines, 1), most)
        pieces = [[cell[start:start + most] for cell in cells] for start in starts]
        return [Drawn(piece, self.layout.row_height(max(map(len, piece))), "text") for piece in pieces]

    def row(self, canvas: Canvas, row: Drawn, top: float) -> None:
        left = SIDE * POINTS
        face = FANGSONG if row.kind in ("text", "note") else HEITI
        whole = row.kind in ("group", "note")
        widths = [self.type_width] if whole else [c.width * POINTS for c in self.layout.columns]
        aligns = ["left"] if whole else ["center" if row.kind == "head" else c.align for c in self.layout.columns]
        for lines, wide, align in zip(row.cells, widths, aligns, strict=True):
            if row.kind != "note":
                canvas.rect(left, top - row.height, wide, row.height)
            pitch = self.size * LINE
            y = top - (row.height - pitch * len(lines)) / 2 - pitch / 2 - MIDDLE * self.size
            for line in lines:
                self.line(canvas, line, face, self.size, y, left + PADDING * POINTS, wide - 2 * PADDING * POINTS, align)
                y -= pitch
            left += wide

    def line(self, canvas: Canvas, text: str, face: Face, size: float, y: float, x: float, room: float, align: str) -> None:
        spare = room - width(text, face) * size
        x += {"left": 0.0, "center": spare / 2, "right": spare}[align]
        for font, piece in fonts.runs(text, face):
            canvas.setFont(font, size)
            canvas.drawString(x, y, piece)
            x += canvas.stringWidth(piece, font, size)
