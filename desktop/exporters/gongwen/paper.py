"""Where every character and rule of a planned 公文 stands on its pages: lines, columns, frames and page numbers."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from desktop.exporters.gongwen.plan import Plan
from desktop.fields.looks import UNDERLINED
from desktop.rules.gongwen.geometry import (
    FOOTER,
    FOOTER_LINE,
    LEFT,
    PAPER_HEIGHT,
    SMALL,
    SQUEEZE,
    WIDTH,
    ZI_SMALL,
    Area,
)
from desktop.rules.gongwen.layout import (
    CELL_MARGIN,
    HANGING,
    NARROW,
    SLACK,
    advance,
    break_lines,
    extra,
    line_set,
    lines,
    mixed,
    page_turn,
    place,
    table_lines,
)
from desktop.rules.gongwen.pieces import BLACK, Piece, Span

Char = tuple[str, Span]
UNDER = 0.14  # of an em below the baseline
BASELINE = 0.8  # of a line of exact height: where LibreOffice and Word set the characters
JOINT = "联合发文机关标志"
AIRY_RIGHT, AIRY_LEFT = frozenset("、。，．；：？！）》〕】”’"), frozenset("（《〔【“‘")  # signs with air in their cell
ELASTIC = 0.25  # of an em that such a place may take


@dataclass(frozen=True)
class Glyph:
    """One character: the left of its cell, its baseline and the width of its cell, twips from the paper's corner."""
    char: str
    face: str
    size: float
    x: float
    y: float
    width: float
    scale: int = 100
    colour: str = BLACK
    marks: str = ""


@dataclass(frozen=True)
class Stroke:
    """A straight rule, twips; `weight` in eighths of a point."""
    x1: float
    y1: float
    x2: float
    y2: float
    weight: float
    colour: str = BLACK


@dataclass(frozen=True)
class Placed:
    """A picture: its lower left corner and its size, twips from the paper's upper left corner."""
    path: Path
    x: float
    y: float
    wide: int
    high: int


@dataclass
class Sheet:
    """One page."""
    glyphs: list[Glyph] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    pictures: list[Placed] = field(default_factory=list)


def sheets(planned: Plan, first_page_number: bool) -> list[Sheet]:
    """The pages, each with its number as 7.5 asks; a letter's first page has none."""
    return Setter(planned.area).set(planned.pieces, first_page_number)


class Setter:
    """Sets one piece after the other; `used` is how far down the text area of the present page it came."""

    def __init__(self, area: Area) -> None:
        self.area = area
        self.pages = [Sheet()]
        self.sheet = self.pages[0]
        self.used = 0.0

    def set(self, pieces: Sequence[Piece], first_page_number: bool) -> list[Sheet]:
        spots = place(pieces, self.area, NARROW)
        last = 1
        frames: list[Piece] = []
        for piece, spot in zip(pieces, spots, strict=True):
            if piece.frame:
                frames.append(piece)
                self.used = max(self.used, spot.foot if spot.last_page == last else 0)
                continue
            if spot.first_page > last and self.used:
                self.turn()
            last = spot.last_page
            self.used += piece.before if self.used or len(self.pages) == 1 else 0
            began = self.table(piece) if piece.rows else self.paragraph(piece)
            for each in frames:  # they go with the page where their paragraph begins
                self.framed(each, began)
            frames = []
        for number, sheet in enumerate(self.pages, 1):
            if number > 1 or first_page_number:
                self.page_number(sheet, number)
        return self.pages

    def turn(self) -> None:
        self.sheet = Sheet()
        self.pages.append(self.sheet)
        self.used = 0.0

    def fits(self, height: float) -> bool:
        return self.used + height <= self.area.height + SLACK

    # paragraphs

    def paragraph(self, piece: Piece) -> Sheet:
        """Returns the page of its first line."""
        pitch, broken = piece.line or self.area.line, page_turn(piece, NARROW)
        found = faced(piece)
        texts = lines(piece, NARROW)
        began = self.sheet
        for number, text in enumerate(texts):
            tail = extra(piece) if number == len(texts) - 1 else 0
            if not self.fits(pitch + tail) or (number and number == broken):
                self.turn()
            began = began if number else self.sheet
            y = self.area.top + self.used + pitch * BASELINE
            ends = number == len(texts) - 1 or number + 1 == broken
            self.line(line_set(piece, number), text, found, y, LEFT, WIDTH, first=number == 0, ends=ends)
            self.used += pitch
        if piece.picture:
            wide, high = piece.size_of_picture
            foot = self.area.top + self.used - (pitch - high) / 2
            self.sheet.pictures.append(Placed(Path(piece.picture), LEFT + (WIDTH - wide) / 2, foot, wide, high))
        self.rules(piece, LEFT, WIDTH, self.area.top + self.used)
        self.used += extra(piece)
        return began

    def framed(self, piece: Piece, sheet: Sheet) -> None:
        frame = piece.frame
        assert frame is not None
        here, self.sheet = self.sheet, sheet
        pitch, found = piece.line or self.area.line, faced(piece)
        texts = lines(piece, NARROW, frame.width) if piece.text else []
        for number, text in enumerate(texts):
            y = frame.y + number * pitch + pitch * BASELINE
            self.line(piece, text, found, y, frame.x, frame.width, first=number == 0, ends=number == len(texts) - 1)
        for rule in piece.rules:
            y = frame.y + rule.weight * 1.25 if rule.edge == "top" else frame.y + frame.height
            self.sheet.strokes.append(Stroke(frame.x, y, frame.x + frame.width, y, rule.weight, rule.colour))
        self.sheet = here

    def rules(self, piece: Piece, x: float, width: float, foot: float) -> None:
        for rule in piece.rules:
            y = foot + rule.space * 20 + rule.weight * 1.25
            self.sheet.strokes.append(Stroke(x, y, x + width, y, rule.weight, rule.colour))

    def line(self, piece: Piece, text: str, found: Iterator[Char], y: float, x: float, width: float, *,
             first: bool, ends: bool) -> None:
        """One line of a paragraph between `x` and `x + width`; `ends`: the last, which is not stretched."""
        chars = [next(found) for _ in text]
        left, right = x + piece.left + (piece.first if first else 0), x + width - piece.right
        if "\t" in text:
            self.tabbed(piece, chars, y, x, left)
            return
        long = sum(widths(piece, text))
        spare = right - left - long
        gaps: Sequence[float] = ()
        if piece.align == "center":
            left += spare / 2
        elif piece.align == "right":
            left += spare + piece.spacing  # what the last character gives up stands outside
        elif piece.align == "both" and not ends and len(text) > 1:
            hangs = text[-1] in HANGING and spare < 0
            gaps = stretched(text[:-1] if hangs else text, piece, spare + (advance(text[-1], piece) if hangs else 0))
        self.draw(piece, chars, y, left, gaps)

    def tabbed(self, piece: Piece, chars: list[Char], y: float, x: float, left: float) -> None:
        """The text before the first tab at the left, each part after one ends at its tab."""
        parts: list[list[Char]] = [[]]
        for char in chars:
            if char[0] == "\t":
                parts.append([])
            else:
                parts[-1].append(char)
        self.draw(piece, parts[0], y, left)
        for end, part in zip(piece.tabs, parts[1:], strict=False):
            long = sum(widths(piece, "".join(char for char, _ in part)))
            self.draw(piece, part, y, x + end - long)

    def draw(self, piece: Piece, chars: list[Char], y: float, x: float, gaps: Sequence[float] = ()) -> None:
        """`gaps`: what is added behind each character but the last."""
        cells = widths(piece, "".join(char for char, _ in chars))
        for (char, span), cell, gap in zip(chars, cells, [*gaps, *(0.0,) * len(chars)], strict=False):
            own = advance(char, piece)
            if not char.isspace():
                self.sheet.glyphs.append(Glyph(char, span.face, piece.size, x + cell - own, y, own - piece.spacing, piece.scale,
                                                   piece.colour, span.marks))
            if UNDERLINED in span.marks:
                under = y + piece.size * 20 * UNDER
                self.sheet.strokes.append(Stroke(x, under, x + cell + gap, under, 4, piece.colour))
            x += cell + gap

    # tables

    def table(self, piece: Piece) -> Sheet:
        """Returns the page of its first row."""
        if piece.role == JOINT:
            self.joint(piece)
            return self.sheet
        pitch = piece.line or self.area.line
        began, heading = self.sheet, True
        heights = [count * pitch + 10 for count in table_lines(piece, NARROW)]
        for at, height in enumerate(heights):
            if not self.fits(height) and self.used:
                self.turn()
            began = self.sheet if heading else began
            self.table_row(piece, at, heights[at:], pitch)
            self.used += height
            heading = False
        self.used += 10
        return began

    def table_row(self, piece: Piece, at: int, heights: Sequence[float], pitch: float) -> None:
        """`heights` from this row on: a cell may reach over several."""
        top = self.area.top + self.used
        for column in range(len(piece.columns)):
            across, down = piece.reach(at, column)
            if not across:
                continue
            x = LEFT + (WIDTH - sum(piece.columns)) / 2 + sum(piece.columns[:column])
            width, height = sum(piece.columns[column:column + across]), sum(heights[:down])
            shaped = Piece(piece.role, piece.cell(at, column, "仿宋" if at else "黑体"), size=piece.size, spacing=piece.spacing)
            texts, found = break_lines(shaped.text, piece, NARROW, width - 2 * CELL_MARGIN), faced(shaped)
            shaped = replace(shaped, align="left" if len(shaped.text) * piece.size * 20 > width else "center")
            y = top + (height - pitch * len(texts)) / 2
            for text in texts:
                self.line(shaped, text, found, y + pitch * BASELINE, x + CELL_MARGIN, width - 2 * CELL_MARGIN, first=False, ends=True)
                y += pitch
            for x1, y1, x2, y2 in ((x, top, x + width, top), (x, top + height, x + width, top + height),
                                   (x, top, x, top + height), (x + width, top, x + width, top + height)):
                self.sheet.strokes.append(Stroke(x1, y1, x2, y2, 4))

    def joint(self, piece: Piece) -> None:
        """联合行文: the names spread to one width, 文件 beside the middle of them."""
        pitch = piece.line or self.area.line
        names, ending = piece.columns
        for at, (name, _) in enumerate(piece.rows):
            shaped = replace(piece, rows=(), columns=(), align="left", spans=(Span(name, "小标宋"),))
            room = names - 2 * CELL_MARGIN - 158 - sum(widths(shaped, name))
            y = self.area.top + self.used + at * pitch + pitch * BASELINE
            self.draw(shaped, list(faced(shaped)), y, LEFT + CELL_MARGIN, [room / max(1, len(name) - 1)] * len(name))
        if piece.rows[0][1]:
            shaped = replace(piece, rows=(), columns=(), align="right", spans=(Span(piece.rows[0][1], "小标宋"),))
            y = self.area.top + self.used + (len(piece.rows) - 1) * pitch / 2 + pitch * BASELINE
            self.line(shaped, piece.rows[0][1], faced(shaped), y, LEFT + names, ending - CELL_MARGIN, first=False, ends=True)
        self.used += pitch * len(piece.rows)

    def page_number(self, sheet: Sheet, number: int) -> None:
        """— 1 —: 居右空一字 on odd pages, 居左空一字 on even ones (7.5)."""
        text = f"— {number} —"
        piece = Piece("页码", (Span(text, "宋体"),), size=SMALL, spacing=0)
        y = PAPER_HEIGHT - FOOTER - FOOTER_LINE * (1 - BASELINE)
        long = sum(widths(piece, text))
        x = LEFT + WIDTH - ZI_SMALL - long if number % 2 else LEFT + ZI_SMALL
        self.sheet = sheet
        self.draw(piece, list(faced(piece)), y, x)


def faced(piece: Piece) -> Iterator[Char]:
    """Every character that is drawn, with the span that says its face."""
    return ((char, span) for span in piece.spans for char in span.text if char not in "\n\f")


def stretched(text: str, piece: Piece, spare: float) -> list[float]:
    """`spare` shared out behind the characters of a line: up to the 28 a line evenly, then beside figures and signs."""
    between = list(pairwise(text))
    if spare <= 0 or not between:
        return [spare / (len(between) or 1)] * len(between)
    even = min(spare / len(between), max(0, SQUEEZE - piece.spacing))
    elastic = [mixed(one, other) or one in AIRY_RIGHT or other in AIRY_LEFT for one, other in between]
    left = spare - even * len(between)
    each = min(piece.size * 20 * ELASTIC, left / sum(elastic)) if any(elastic) else 0.0
    even += (left - each * sum(elastic)) / len(between)
    return [even + each * soft for soft in elastic]


def widths(piece: Piece, text: str) -> list[float]:
    """The cell of each character, with the gap before it where Han characters meet figures."""
    return [advance(char, piece, NARROW, behind) for char, behind in zip(text, ["", *text], strict=False)]

