"""Counts lines and pages before anything is printed: 28 characters x 22 lines with 避头尾.

The counts were calibrated against LibreOffice 7.4. Figures and Latin letters are half a character in 仿宋 and up to
0.64 of one in a font that stands in for it; word processors set a fifth to a quarter of a character between them and
Han characters. So every question is asked for both sets of widths and trusted when both agree.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from desktop.rules.gongwen.geometry import WIDTH, Area
from desktop.rules.gongwen.pieces import Piece, Span


@dataclass(frozen=True)
class Metrics:
    """Of an em: a figure or small letter, a point or hyphen, the gap between these and a Han character, a capital, %."""
    latin: float
    point: float
    gap: float
    capital: float = 0.5
    percent: float = 0.5

    def of(self, char: str) -> float:
        """The width of a character that is not Han."""
        if char in POINTS:
            return self.point
        return self.capital if char.isupper() else self.percent if char == "%" else self.latin


NARROW, WIDE = Metrics(0.5, 0.5, 0.2), Metrics(0.64, 0.34, 0.25, 0.7, 0.95)  # 仿宋; the widest stand-in met
BETWEEN = Metrics(0.54, 0.5, 0.21)  # where both must stand on one middle line: nearer to 仿宋
HAN = re.compile(r"[㐀-鿿𠀀-𿿿]")
NO_START = frozenset("!%),.:;?]}°·’”…‰′″℃、。〃〉》」』】〕〗！＂％＇），．：；？］｀｜｝～")
NO_END = frozenset("$([{£¥‘“〈《「『【〔〖＄（．［｛￡￥")
POINTS = frozenset(".,:;-/'")
CELL_MARGIN = 60  # left and right inside a cell of a table
SLACK = 10  # rounding, twips
HANGING = frozenset("、。，．；：？！")  # may stand outside the right edge
WORD = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,:/%]*-*|——|……|.", re.DOTALL)  # a line may end with a hyphen
HELD = frozenset("》〉）】〕”’)]")  # with the figure or letter that follows: 〔2024〕5号 is not divided after 〕
BORDER = 20  # what a border adds to a paragraph beside its space, twips
UNDER_RULES = 34  # what it keeps free under a frame with rules


@dataclass(frozen=True)
class Spot:
    """Where a piece came to stand: pages from 1, its `foot` in twips from the top of the last one's text area.

    `pages`: (page, lines of print on it, its foot there); blank lines and tables have no lines of print, frames no page.
    """
    first_page: int
    last_page: int
    foot: int
    pages: tuple[tuple[int, int, int], ...] = ()


def advance(text: str, piece: Piece, metrics: Metrics = NARROW, behind: str = "") -> float:
    """Width of a text in twips, in the size of `piece`; `behind` is the character before it on its line."""
    em = piece.size * 20 * piece.scale / 100
    total = 0.0
    for char in text:
        total += (em * metrics.of(char) if ord(char) < 0x250 and char not in "·×" else em) + piece.spacing
        if behind and mixed(behind, char):
            total += em * metrics.gap
        behind = char
    return total


def mixed(one: str, other: str) -> bool:
    """A Han character beside a figure or letter."""
    return bool((HAN.match(one) and other.isascii() and other.isalnum())
                or (HAN.match(other) and one.isascii() and one.isalnum()))


def line_count(piece: Piece, metrics: Metrics = NARROW, width: int = WIDTH) -> int:
    return len(lines(piece, metrics, width))


@lru_cache(maxsize=4096)  # a page is set again and again until its ending stands well
def lines(piece: Piece, metrics: Metrics = NARROW, width: int = WIDTH) -> tuple[str, ...]:
    """The lines that a paragraph fills; "\n" and "\f" in it begin a new one."""
    room = width - piece.left - piece.right
    return tuple(line for at, part in enumerate(re.split("[\n\f]", piece.text))
                 for line in break_lines(part, piece, metrics, room, 0 if at else piece.first, begins=not at))


def line_set(piece: Piece, number: int) -> Piece:
    """The paragraph as its line `number` is set, from 0."""
    return piece if number or piece.opening is None else replace(piece, spacing=piece.opening)


def break_lines(text: str, piece: Piece, metrics: Metrics, width: int, first: int = 0, begins: bool = False) -> list[str]:
    """`text` in the size of `piece`, cut at `width`; `first` is the indent of its first line, `begins`: that of `piece`."""
    found: list[str] = []
    used, line = float(first), ""
    for token in WORD.findall(text):
        size = advance(token, line_set(piece, len(found)) if begins else piece, metrics, line[-1:])
        # behind a figure or letter none hangs: LibreOffice takes the word over to the next line with it
        hangs = token in HANGING and line[-1:] not in HANGING and not line[-1:].isascii() and used <= width + piece.size
        if used + size <= width or not line or hangs:
            used, line = used + size, line + token
            continue
        carried = carry(line, token)
        found.append(line[:len(line) - len(carried)])
        line = carried + token
        used = advance(line, piece, metrics)
    return [*found, line]


def carry(line: str, token: str) -> str:
    """避头尾: the end of a line that has to go down with `token`."""
    tokens = WORD.findall(line)
    taken: list[str] = []
    following = token
    while len(tokens) > 1 and (following[0] in NO_START or tokens[-1][-1] in NO_END
                               or (tokens[-1][-1] in HELD and following[0].isascii() and following[0].isalnum())):
        following = tokens.pop()
        taken.insert(0, following)
    return "".join(taken)


def height(piece: Piece, area: Area, metrics: Metrics) -> tuple[int, int]:
    """(lines, twips of one line); a table is counted row by row at the pitch of its text."""
    pitch = piece.line or area.line
    if piece.rows:
        return sum(table_lines(piece, metrics)), pitch
    return line_count(piece, metrics), pitch


def table_lines(piece: Piece, metrics: Metrics) -> list[int]:
    """How many lines high each row is; what reaches over several makes the last of them higher."""
    found = [1] * len(piece.rows)
    tall: list[tuple[int, int, int]] = []
    for at, row in enumerate(piece.rows):
        for column, text in enumerate(row):
            across, down = piece.reach(at, column)
            if across:
                lines = len(break_lines(text, piece, metrics, sum(piece.columns[column:column + across]) - 2 * CELL_MARGIN))
                if down == 1:
                    found[at] = max(found[at], lines)
                else:
                    tall.append((at, down, lines))
    for at, down, lines in tall:
        found[at + down - 1] += max(0, lines - sum(found[at:at + down]))
    return found


def extra(piece: Piece) -> int:
    """Borders and the space to them, and the lines of a table's grid."""
    borders = sum(rule.space * 20 + BORDER for rule in piece.rules if rule.edge == "bottom")
    return borders + (len(piece.rows) + 1) * 10 if piece.rows else borders


def place(pieces: Sequence[Piece], area: Area, metrics: Metrics = NARROW) -> list[Spot]:
    """Every piece's spot, in order; a framed piece gets the spot of the text before it."""
    forced: set[int] = set()
    while True:
        spots = flow(pieces, area, metrics, forced)
        start = torn(pieces, spots, forced)
        if start is None:
            return spots
        forced.add(start)


def torn(pieces: Sequence[Piece], spots: Sequence[Spot], forced: set[int]) -> int | None:
    """The first of a chain of keep-with-next that a page end would tear: LibreOffice moves such a chain whole."""
    start, last = 0, None
    for at, piece in enumerate(pieces):
        if piece.frame:
            continue
        if last is None or not pieces[last].keep_next:
            start = at
        elif spots[at].first_page > spots[last].last_page and start not in forced:
            return start
        last = at
    return None


def flow(pieces: Iterable[Piece], area: Area, metrics: Metrics, forced: set[int]) -> list[Spot]:
    """One line after the other, `forced` pieces on a new page."""
    page, used = 1, 0
    spots: list[Spot] = []
    for index, piece in enumerate(pieces):
        if piece.frame:
            foot = piece.frame.y + piece.frame.height + (UNDER_RULES if piece.rules else 0) - area.top
            if piece.frame.y < area.top + used + area.line and used < foot:
                used = foot  # no line of text goes above it, as under the head of a letter
            spots.append(Spot(page, page, used))
            continue
        if (piece.new_page or index in forced) and used:
            page, used = page + 1, 0
        count, pitch = height(piece, area, metrics)
        used += piece.before if used or page == 1 else 0
        if piece.keep_next and used and used + count * pitch > area.height + SLACK:
            page, used = page + 1, 0  # LibreOffice does not divide it
        rest, first, turn = extra(piece), 0, page_turn(piece, metrics)
        printed = bool(piece.text.strip()) and not piece.rows
        on_pages: dict[int, tuple[int, int]] = {}
        for at in range(count):
            need = pitch + (rest if at == count - 1 else 0)
            if used + need > area.height + SLACK or (at and at == turn):
                page, used = page + 1, 0
            first = first or page
            used += need
            on_pages[page] = (on_pages.get(page, (0, 0))[0] + printed, used)
        spots.append(Spot(first or page, page, used, tuple((number, *found) for number, found in on_pages.items())))
    return spots


def page_turn(piece: Piece, metrics: Metrics) -> int:
    """The line of a paragraph that a page break inside it ("\f") begins; 0 for none."""
    before, found, _ = piece.text.partition("\f")
    return line_count(replace(piece, spans=(Span(before),)), metrics) if found else 0
