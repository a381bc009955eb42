"""How a report lies on its paper: upright or across, the size of its type, the widths of its columns, the lines of a cell."""
from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil

from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Money, Several, Text
from desktop.fields.report import Report

PADDING = 0.8  # on either side of a cell's text, mm
RULE = 0.5  # borders, points
WRAPPED = 0.1  # the share of rows that may take a second line before the type becomes smaller
SLACK = 0.25  # em; word processors round widths to whole dots
LINE, AIR = 1.35, 0.75  # the height of a line, and what a row has above and below its lines together, in type sizes
LEFT_FROM = 7.0  # em; a column of longer texts is set at the left, of shorter ones in the middle


@dataclass(frozen=True)
class Sheet:
    """A size of paper with its margins, in mm, and its sizes of type, in points.

    `foot` is the page number's distance from the edge. Of `sizes` the first that fits is taken; a table turns across
    before its type becomes smaller than `upright`. A list of names without lines begins with `names`.
    """
    short: float
    long: float
    side: float
    top: float
    bottom: float
    foot: float
    title: float
    subtitle: float
    sizes: tuple[float, ...]
    upright: float
    names: tuple[float, ...]


A4 = Sheet(210.0, 297.0, 15.0, 18.0, 18.0, 10.0, 22.0, 12.0, (12.0, 11.0, 10.5, 10.0, 9.5, 9.0), 10.5, (16.0, 14.0))
A5 = Sheet(148.0, 210.0, 10.0, 12.0, 14.0, 7.0, 16.0, 10.5, (10.5, 10.0, 9.5, 9.0, 8.5, 8.0), 8.0, (12.0,))
SHEETS = {"A4": A4, "A5": A5}

Measure = Callable[[str], float]
"""The width of a text in em."""

OPENING, CLOSING = "（〔《〈“‘【", "，。、；：？！）〕》〉”’】％%·"
PIECES = re.compile(rf"[{OPENING}]*(?:[0-9A-Za-z][0-9A-Za-z.,:/-]*|.)[{CLOSING}]*")
BETWEEN = re.compile(r"(?<=[0-9A-Za-z])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[0-9A-Za-z])")
GAPS = re.compile(r"(?<=、)(?=.)|(?<=.)(?=（)")


class Widths(dict[str, float]):
    """A character's width in em, found out once."""

    def __missing__(self, character: str) -> float:
        self[character] = 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5
        return self[character]


WIDTHS = Widths()


@lru_cache(maxsize=100_000)
def em(text: str) -> float:
    """As the official faces set it: a Han character 1, a digit or a letter one half; word processors part the two."""
    if text.isascii():
        return 0.5 * len(text)
    return sum(map(WIDTHS.__getitem__, text)) + 0.25 * len(BETWEEN.findall(text))


def millimetres(points: float) -> float:
    return points * 25.4 / 72


@dataclass(frozen=True)
class Column:
    """`heading` has a line break where it is too long for one line; `width` in mm, padding included."""
    heading: str
    width: float
    align: str


@dataclass(frozen=True)
class Layout:
    """`top`: a cell's lines begin at its top, not in its middle."""
    sheet: Sheet
    landscape: bool
    size: float
    columns: tuple[Column, ...]
    top: bool = False

    @property
    def width(self) -> float:
        """The paper's, in mm."""
        return self.sheet.long if self.landscape else self.sheet.short

    @property
    def height(self) -> float:
        return self.sheet.short if self.landscape else self.sheet.long

    @property
    def room_across(self) -> float:
        """Between the margins, in mm."""
        return self.width - 2 * self.sheet.side

    @property
    def head_lines(self) -> int:
        return max(c.heading.count("\n") + 1 for c in self.columns)

    def room(self, column: Column) -> float:
        """For a cell's text, in em."""
        return (column.width - 2 * PADDING) / millimetres(self.size)

    def row_height(self, lines: int) -> float:
        """In points."""
        return self.size * (LINE * lines + AIR)

    def depth(self, texts: Sequence[str], rooms: Sequence[float], measure: Measure = em) -> int:
        """How many lines a row of these texts needs; `rooms` are the columns', asked once for all rows."""
        if all(measure(text) <= room for text, room in zip(texts, rooms, strict=True)) and not any("\n" in t for t in texts):
            return 1
        return max(map(len, self.lines(texts, measure)))

    def lines(self, texts: Sequence[str], measure: Measure = em) -> list[list[str]]:
        """The lines of each cell of a row."""
        return [broken(text, self.room(column), measure) for text, column in zip(texts, self.columns, strict=True)]


def broken(text: str, room: float, measure: Measure = em) -> list[str]:
    """Lines of at most `room` em: no digits parted, no line that begins with a comma or ends with a bracket's opening."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if measure(paragraph) <= room:
            lines.append(paragraph)
        else:
            lines += parted(paragraph, room, measure) or filled(paragraph, room, measure)
    return lines


def parted(paragraph: str, room: float, measure: Measure) -> list[str]:
    """Two lines that part between words: 阿依古丽·买买提 / （女，维吾尔族）, 党组书记、 / 局长."""
    for gap in reversed([match.start() for match in GAPS.finditer(paragraph)]):
        if measure(paragraph[:gap]) <= room and measure(paragraph[gap:]) <= room:
            return [paragraph[:gap], paragraph[gap:]]
    return []


def filled(paragraph: str, room: float, measure: Measure) -> list[str]:
    lines, line = [], ""
    for piece in PIECES.findall(paragraph):
        if line and measure(line + piece) > room:
            lines.append(line)
            line = ""
        for character in piece:  # a piece longer than a line is cut where the line ends
            if line and measure(line + character) > room and measure(piece) > room:
                lines.append(line)
                line = ""
            line += character
    return [*lines, line]


def lay_tables(report: Report, measure: Measure = em) -> list[tuple[Report, Layout]]:
    """Each table of a paper with its layout: all in the type of the one that needs the smallest, all turned as the first."""
    first, *others = report.tables
    layouts = [lay(first, measure)]
    turned = layouts[0].landscape
    layouts += [lay(table, measure, turned=turned) for table in others]
    size = min(layout.size for layout in layouts)
    return [(table, layout if layout.size == size else lay(table, measure, size, turned))
            for table, layout in zip(report.tables, layouts, strict=True)]


def longest(text: str, measure: Measure) -> float:
    return max(map(measure, text.split("\n"))) if "\n" in text else measure(text)


def lay(report: Report, measure: Measure = em, size: float | None = None, turned: bool | None = None) -> Layout:
    """The largest type in which nearly every row is one line; upright where that is large enough to read.

    `turned`: across or upright whatever the report says.
    """
    sheet = sheet_of(report)
    rows = [[longest(text, measure) for text in line.texts] for line in report.lines if line.kind != "group"]
    lengths = [Counter(column) for column in zip(*rows, strict=True)] if rows else [Counter[float]()] * len(report.columns)
    floors = [floor(f, max(column, default=0.0), measure) for f, column in zip(report.columns, lengths, strict=True)]
    landscape, points, widths = False, 0.0, list[float]()
    for landscape, points in shapes(report, sheet, size, turned):
        room = type_width(sheet, landscape, len(floors)) / millimetres(points)
        widths = narrowed(lengths, floors, room)
        if sum(widths) <= room and wrapped(rows, lengths, widths) <= WRAPPED * len(rows):
            break
    share = type_width(sheet, landscape, len(floors)) / sum(widths)  # the table is as wide as the page
    return Layout(sheet, landscape, points, tuple(
        Column(heading(f.label, width * share / millimetres(points), measure), width * share + 2 * PADDING,
               align(f, max(column, default=0.0)) if report.ruled else "left")
        for f, width, column in zip(report.columns, widths, lengths, strict=True)), top=not report.ruled)


def sheet_of(report: Report) -> Sheet:
    sheet, (side, ends) = SHEETS[report.paper], report.margins
    if side is not None:
        sheet = replace(sheet, side=side)
    if ends is not None:
        sheet = replace(sheet, top=ends, bottom=ends, foot=min(sheet.foot, ends * 0.6))
    return sheet


def wrapped(rows: Sequence[Sequence[float]], lengths: Sequence[Counter[float]], widths: Sequence[float]) -> int:
    """How many rows have a cell that is longer than its column."""
    tight = [(n, width) for n, (column, width) in enumerate(zip(lengths, widths, strict=True))
             if max(column, default=0.0) + SLACK > width]
    return sum(any(row[n] + SLACK > width for n, width in tight) for row in rows) if tight else 0


def shapes(report: Report, sheet: Sheet, size: float | None, turned: bool | None) -> Iterable[tuple[bool, float]]:
    """What is tried, the best first; only one size of type when it is given."""
    sizes = (size,) if size else sheet.sizes if report.ruled else (*sheet.names, *sheet.sizes)
    landscape = report.landscape if turned is None else turned
    if landscape is None:
        return [*((False, s) for s in sizes if s >= sheet.upright), *((True, s) for s in sizes)]
    return [(landscape, s) for s in sizes]


def type_width(sheet: Sheet, landscape: bool, columns: int) -> float:
    """For all cells' texts together, in mm."""
    return (sheet.long if landscape else sheet.short) - 2 * sheet.side - columns * 2 * PADDING


def floor(field: Field, longest: float, measure: Measure) -> float:
    """How narrow a column may become: words to the field's usual width, numbers and dates not at all."""
    words = isinstance(field.kind, Text | Choice | Several)
    half = max(map(measure, heading(field.label, 0, measure).split("\n")))
    return max(half, min(longest, field.kind.width) if words else longest) + SLACK


def heading(label: str, room: float, measure: Measure) -> str:
    """On one line, or broken in the middle; a word of four characters is not."""
    middle = ceil(len(label) / 2)
    return label if measure(label) <= room or len(label) <= 4 else f"{label[:middle]}\n{label[middle:]}"


def align(field: Field, longest: float) -> str:
    if isinstance(field.kind, Money):  # so that the points stand under one another
        return "right"
    return "left" if longest > LEFT_FROM else "center"


def narrowed(lengths: Sequence[Counter[float]], floors: Sequence[float], room: float) -> list[float]:
    """Every column as wide as its longest text, then narrowed where the fewest cells break, until all fit into `room`."""
    widths = [max(least, max(column, default=0) + SLACK) for column, least in zip(lengths, floors, strict=True)]
    while (excess := sum(widths) - room) > 0:
        choices = [(added_lines(column, width, narrower) / (width - narrower), i, narrower)
                   for i, (column, width, least) in enumerate(zip(lengths, widths, floors, strict=True))
                   if (narrower := step(column, width, least, excess)) < width]
        if not choices:
            break
        _, cheapest, narrower = min(choices)
        widths[cheapest] = narrower
    return widths


def step(lengths: Counter[float], width: float, least: float, excess: float) -> float:
    """The next width that other texts fill, but no narrower than is needed."""
    following = max((length + SLACK for length in lengths if length + SLACK < width), default=0.0)
    return max(least, following, width - excess - 0.001)


def added_lines(lengths: Counter[float], width: float, narrower: float) -> int:
    return sum(count * (ceil((length + SLACK) / narrower) - ceil((length + SLACK) / width)) for length, count in lengths.items())
