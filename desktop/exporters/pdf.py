"""The pdf pen: a report drawn on pages, in the look of its docx, every character by a face that has it."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import pypdfium2
from reportlab import rl_config
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas

from desktop.exporters import charts, fonts
from desktop.exporters.fonts import FANGSONG, HEITI, SONGTI, XIAOBIAOSONG, Face
from desktop.exporters.package import read_back, unlike
from desktop.exporters.page import AIR, LINE, PADDING, RULE, Layout, broken, lay_tables
from desktop.fields.report import SUM, TOTAL, Line, Report, printable
from desktop.services.atomic import replace_file

POINTS = 72 / 25.4  # in a millimetre
MIDDLE = 0.38  # a Han character's middle over its baseline, in type sizes
FOOT_SIZE = 10.5  # 五号
CHART_GAP = 14.0  # over a chart
AFTER_TITLE = 1.6  # from the title's line to the next, in its size
rl_config.useA85 = 0  # streams as they are: a fifth smaller than as letters, and as fast again


@dataclass(frozen=True)
class Drawn:
    """A row of the table: the lines of each cell; a group's heading and a note have one cell as wide as the page.

    `joined`: its cell in the merged column is part of the one above.
    """
    cells: Sequence[Sequence[str]]
    height: float
    kind: str
    joined: bool = False
    chart: Drawing | None = None


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


def width(text: str, face: Face = FANGSONG) -> float:
    return fonts.width(text, face, 1.0)


class Writing:
    """The words of a page, in their order, as one piece of the page's text."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.text = canvas.beginText()
        self.set: tuple[str, float] | None = None

    def line(self, text: str, face: Face, size: float, y: float, x: float, room: float, align: str) -> None:
        """One line on the baseline `y`, within `room` points from `x`."""
        found = fonts.pieces(text, face)
        if align != "left":
            spare = room - sum(wide for _, _, wide in found) * size
            x += spare / 2 if align == "center" else spare
        for font, piece, wide in found:
            if self.set != (font, size):
                self.set = font, size
                self.text.setFont(font, size)
            self.text.setTextOrigin(x, y)
            self.text.textLine(piece)
            x += wide * size

    def done(self) -> None:
        self.canvas.drawText(self.text)


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
        self.widths = [column.width * POINTS for column in layout.columns]

    def page(self, canvas: Canvas, rows: Sequence[Drawn], first: bool) -> None:
        writing = Writing(canvas)
        y = (self.layout.height - self.sheet.top) * POINTS
        y = self.above(writing, y) if first else y
        top = y
        for number, row in enumerate(rows):
            if row.chart is not None:
                renderPDF.draw(row.chart, canvas, self.left + (self.type_width - row.chart.width) / 2, y - row.height)
            else:
                self.row(writing, row, y, self.joint(rows, number))
            y -= row.height
        writing.done()
        if self.report.ruled:
            canvas.setLineWidth(RULE)
            canvas.setLineCap(2)  # lines that end on one another leave no notch
            canvas.lines(list(self.rules([row for row in rows if row.kind not in ("note", "chart")], top)))

    def rules(self, rows: Sequence[Drawn], top: float) -> Iterator[tuple[float, float, float, float]]:
        """The lines of a page's table, each as long as it goes."""
        left, right = self.left, self.left + sum(self.widths)
        edges = [left + sum(self.widths[:n]) for n in range(1, len(self.widths))]
        begun = top  # where the columns' lines begin
        y = top
        for number, row in enumerate(rows):
            if self.report.place >= 0 and self.joint(rows, number) is None:  # the joined cell goes on
                start = left + sum(self.widths[:self.report.place])
                end = start + self.widths[self.report.place]
                yield from (line for line in ((left, y, start, y), (end, y, right, y)) if line[2] > line[0])
            else:
                yield left, y, right, y
            if row.kind == "group":
                yield from ((x, begun, x, y) for x in edges if y < begun)
                begun = y - row.height
            y -= row.height
        yield from ((x, begun, x, y) for x in edges if y < begun)
        if rows:
            yield from ((left, y, right, y), (left, top, left, y), (right, top, right, y))

    def joint(self, rows: Sequence[Drawn], number: int) -> float | None:
        """The height of the merged column's cell that begins in this row; None inside one begun above on this page."""
        if number and rows[number].joined and rows[number - 1].kind == "text":
            return None
        following = takewhile(lambda row: row.joined, rows[number + 1:])
        return rows[number].height + sum(row.height for row in following)

    def above_height(self) -> float:
        second = bool(self.report.subtitle or self.report.unit)
        return AFTER_TITLE * (self.sheet.title * len(self.title) + self.sheet.subtitle * second)

    def above(self, writing: Writing, y: float) -> float:
        size = self.sheet.title
        for line in self.title:
            writing.line(line, XIAOBIAOSONG, size, y - size, self.left, self.type_width, "center")
            y -= size * AFTER_TITLE
        size, subtitle, unit = self.sheet.subtitle, printable(self.report.subtitle), printable(self.report.counted)
        if unit:
            writing.line(subtitle, FANGSONG, size, y - size, self.left, self.type_width, "left")
        if unit or subtitle:
            writing.line(unit or subtitle, FANGSONG, size, y - size, self.left, self.type_width, "right")
            y -= size * AFTER_TITLE
        return y

    def foot(self, canvas: Canvas, number: int, count: int) -> None:
        y, x = self.sheet.foot * POINTS, self.left
        writing = Writing(canvas)
        writing.line(printable(self.report.footer), SONGTI, FOOT_SIZE, y, x, self.type_width, "left")
        writing.line(f"第 {number} 页　共 {count} 页", SONGTI, FOOT_SIZE, y, x, self.type_width, "center")
        writing.done()

    def pages(self) -> Iterator[list[Drawn]]:
        """The rows of each page, its repeated head first."""
        rows, left = [*self.head], self.room - self.above_height() - self.head_height
        for block in self.blocks():
            height = sum(row.height for row in block)
            if height > left and len(rows) > len(self.head):
                yield rows
                head = [] if block[0].chart else self.head
                rows, left = [*head], self.room - sum(row.height for row in head)
            rows += block
            left -= height
        yield rows

    def blocks(self) -> Iterator[list[Drawn]]:
        """Rows that stay on one page: a group's heading with its first row, a sum with the row over it, the notes too."""
        block: list[Drawn] = []
        waits = False  # for the row that a heading stands over
        for line in self.report.lines:
            if line.kind == "group":
                if block:
                    yield block
                block, waits = [Drawn([[line.texts[0]]], self.layout.row_height(1), "group")], True
                continue
            cut = self.cut(self.layout.lines(line.texts, width), line)
            if block and line.kind == "text" and (not waits or len(cut) > 1):
                yield block
                block = []
            waits = False
            for piece in cut[:-1]:
                yield [piece]
            block.append(cut[-1])
        lines = [line for note in self.report.notes for line in broken(printable(note), self.type_width / self.size, width)]
        yield [*block, *(Drawn([[line]], self.size * LINE * 1.2, "note") for line in lines)]
        for chart in self.report.charts:
            drawing = charts.drawing(chart, min(self.type_width, charts.WIDE))
            yield [Drawn([], drawing.height + CHART_GAP, "chart", chart=drawing)]

    def cut(self, cells: Sequence[Sequence[str]], line: Line) -> list[Drawn]:
        """A row taller than a page goes on in further rows."""
        most = int((self.room - self.above_height() - self.head_height) / (self.size * LINE)) - 2
        lines = max(map(len, cells))
        if lines <= most:
            return [Drawn(cells, self.layout.row_height(lines), line.kind, line.span == 0)]
        pieces = [[cell[start:start + most] for cell in cells] for start in range(0, lines, most)]
        return [Drawn(piece, self.layout.row_height(max(map(len, piece))), line.kind, line.span == 0) for piece in pieces]

    def row(self, writing: Writing, row: Drawn, top: float, joint: float | None) -> None:
        left = self.left
        face = FANGSONG if row.kind in ("text", "note") else HEITI
        if row.kind in ("group", "note"):
            self.cell(writing, row.cells[0], face, top, row.height, left, self.type_width, "left")
            return
        for place, (lines, wide, column) in enumerate(zip(row.cells, self.widths, self.layout.columns, strict=True)):
            height = joint if place == self.report.place and row.kind == "text" else row.height
            if height is not None:
                align = "center" if row.kind == "head" or lines[:1] in ([SUM], [TOTAL]) else column.align
                self.cell(writing, lines, face, top, height, left, wide, align)
            left += wide

    def cell(self, writing: Writing, lines: Sequence[str], face: Face, top: float, height: float, left: float, wide: float,
             align: str) -> None:
        pitch = self.size * LINE
        above = self.size * AIR / 2 if self.layout.top else (height - pitch * len(lines)) / 2
        y = top - above - pitch / 2 - MIDDLE * self.size
        for line in lines:
            if line:
                writing.line(line, face, self.size, y, left + PADDING * POINTS, wide - 2 * PADDING * POINTS, align)
            y -= pitch


def drawn_line(canvas: Canvas, text: str, face: Face, size: float, y: float, x: float, room: float, align: str) -> None:
    """One line on the baseline `y`, within `room` points from `x`, apart from any other."""
    writing = Writing(canvas)
    writing.line(text, face, size, y, x, room, align)
    writing.done()
