"""Lines from edge to edge: also a 公文 of a few lines shows that 28 characters fill 版心 (5.2.3).

A line whose last cell holds a stop looks short by that cell. Among many lines nobody sees it; where most of a few are so,
a first line set a little closer or wider carries the stops of its paragraph on to another place.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from operator import add

from desktop.rules.gongwen.geometry import WIDTH, twips
from desktop.rules.gongwen.layout import HANGING, NARROW, WIDE, Metrics, advance, line_count, lines
from desktop.rules.gongwen.pieces import Piece

LINE_CHARS = 28
FULL = WIDTH - twips(9)  # the last line of a paragraph looks full from here on
REACHED = WIDTH - twips(1)  # and this far it shows its 28 characters
CLOSEST, WIDEST = -8, 1.5  # twips a character, when stretched to the edge: beyond these it seems to be one of 29 or 27
# Twips a character: from -14 to -4 a line holds 28 Han characters, and more or less with figures among them
SPACINGS = (-9, -7, -5, -11, -13)
OPENINGS = (None, -12, -5, -16, -3, -20, 2, -24, 6, 10)  # a first line 26, or 27 and 25 behind its two blank ones
STOPS = "。，、；：？！”’）》"
TEXT = ("正文", "标题句")
Marks = tuple[bool, bool, bool | None]


@dataclass(frozen=True)
class Seen:
    """Full lines of a text, counted four times: whether they end in a character, keep its 28 widths, hold 28 where they
    are nothing but Han characters and signs, and whether they do all of it."""
    right: tuple[int, ...] = (0, 0, 0, 0)
    wrong: tuple[int, ...] = (0, 0, 0, 0)

    @property
    def gain(self) -> int:
        return self.right[-1] - self.wrong[-1]

    @property
    def well(self) -> bool:
        return all(right > wrong or not wrong for right, wrong in zip(self.right[:-1], self.wrong[:-1], strict=True))

    def __add__(self, other: Seen) -> Seen:
        return Seen(tuple(map(add, self.right, other.right)), tuple(map(add, self.wrong, other.wrong)))


def shown(body: list[Piece]) -> list[Piece]:
    """The text with as few paragraphs set otherwise as make most of its full lines end in a character."""
    if well(body):
        return body
    now, seen = list(body), [worst(piece) for piece in body]
    better = [(at, *other) for at, piece in enumerate(body) for other in reset(piece)]
    for at, other, found in sorted(better, key=lambda each: seen[each[0]].gain - each[2].gain):
        if found.gain > seen[at].gain:
            now[at], seen[at] = other, found
        if sum(seen, Seen()).well:
            break
    return now


def well(body: list[Piece]) -> bool:
    return sum(map(worst, body), Seen()).well


def reset(piece: Piece) -> Iterator[tuple[Piece, Seen]]:
    """The paragraph set otherwise; never so that a character or two go over to a line of their own."""
    if piece.role not in TEXT or "\f" in piece.text:
        return
    for opening, spacing in product(OPENINGS, SPACINGS):
        other = replace(piece, spacing=spacing, opening=opening)
        if steady(piece, other):
            yield other, worst(other)


def steady(piece: Piece, other: Piece) -> bool:
    """As many lines as before, or another number that both sets of widths agree on."""
    before, after = ([line_count(each, metrics) for metrics in (NARROW, WIDE)] for each in (piece, other))
    agreed = after[0] == after[1] and all(len(lines(other, metrics)[-1]) > 3 for metrics in (NARROW, WIDE))
    return after == before or agreed


@lru_cache(maxsize=4096)  # asked for every way of setting the pages
def worst(piece: Piece) -> Seen:
    """By the set of widths that is worse off."""
    if piece.role not in TEXT:
        return Seen()
    return min((counted(piece, metrics) for metrics in (NARROW, WIDE)), key=lambda seen: seen.gain)


def counted(piece: Piece, metrics: Metrics) -> Seen:
    found = list(lines(piece, metrics))
    full = [inner(text, piece, metrics) for text in found[1 if piece.first else 0:-1] if text]
    if (len(found) > 1 or not piece.first) and advance(found[-1], piece, metrics) > FULL:
        full.append(last(found[-1], piece, metrics))
    marks = [(*line, False not in line) for line in full]
    return Seen(*(tuple(sum(line[mark] is good for line in marks) for mark in range(4)) for good in (True, False)))


def inner(text: str, piece: Piece, metrics: Metrics) -> Marks:
    """A line that is stretched to the edge; a stop may hang outside."""
    hangs = text[-1] in HANGING and advance(text, piece, metrics) > WIDTH
    inside = text[:-1] if hangs else text
    stretched = (WIDTH - advance(inside, piece, metrics)) / max(1, len(inside) - 1)
    return inside[-1] not in STOPS, CLOSEST <= piece.spacing + stretched <= WIDEST, holds(inside)


def last(text: str, piece: Piece, metrics: Metrics) -> Marks:
    """The last line of a paragraph, which is not stretched."""
    return advance(text.rstrip(STOPS), piece, metrics) > REACHED, piece.spacing >= CLOSEST, holds(text)


def holds(text: str) -> bool | None:
    return None if any(char.isascii() for char in text) else len(text) == LINE_CHARS
