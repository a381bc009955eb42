"""Paragraphs set closer or wider and pages that end a line early: how a 公文 gains or gives up lines (7.3.5.5)."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.exporters.gongwen.parts import Parts
from desktop.rules.gongwen.geometry import SQUEEZE, Area
from desktop.rules.gongwen.layout import NARROW, WIDE, Metrics, line_count, lines, place
from desktop.rules.gongwen.pieces import Piece

TIGHTEST, LOOSEST = -14, 1  # twips a character: 28.9 and 27.7 characters a line
OPENINGS = {-1: -16, 1: -3}  # of a first line behind two blank characters: 27 and 25 instead of 26
BROKEN = 3.0  # what a page break inside a paragraph costs more than one before it
BREAKABLE = ("正文", "标题句", "附件说明")


def squeezed(body: list[Piece], counts: Sequence[int]) -> Iterator[tuple[int, list[Piece]]]:
    """For each of `counts` the text with so many paragraphs set closer: those whose short last line it saves."""
    yield from respaced_each(body, counts, TIGHTEST, -1)


def loosened(body: list[Piece], counts: Sequence[int]) -> Iterator[tuple[int, list[Piece]]]:
    """For each of `counts` the text with so many paragraphs set wider: those that run on to another line by it."""
    yield from respaced_each(body, counts, LOOSEST, 1)


def respaced_each(body: list[Piece], counts: Sequence[int], spacing: int, more: int) -> Iterator[tuple[int, list[Piece]]]:
    """The last paragraphs of the text first, where it is seen least; nothing where no more would change."""
    now, changed = list(body), 0
    at = len(now)
    for count in counts:
        while changed < count and at:
            at -= 1
            if other := respaced(now[at], spacing, more):
                now[at], changed = other, changed + 1
        if changed == count or (changed and count == counts[-1]):
            yield changed, list(now)


def respaced(piece: Piece, spacing: int, more: int) -> Piece | None:
    """The paragraph with other 字距 if that changes its number of lines so, by either set of widths.

    Its first line alone if that does it: the others keep their 28 characters.
    """
    if piece.role != "正文":
        return None
    opening = replace(piece, opening=OPENINGS[more])
    return next((other for other in (opening, replace(piece, spacing=spacing, opening=None)) if lines_changed(piece, other, more)),
                None)


def lines_changed(piece: Piece, other: Piece, more: int) -> bool:
    for metrics in (NARROW, WIDE):
        if line_count(other, metrics) != line_count(piece, metrics) + more:
            return False
        if more > 0 and len(lines(other, metrics)[-1]) < 2:  # never a line of one character
            return False
    return True


def ended(parts: Parts, page: Area, on_page: int, early: int) -> Iterator[tuple[Parts, float]]:
    """The document with page `on_page` ended `early` lines before its last one, and what such a break costs."""
    places = {line_at(parts, page, on_page, early, metrics) for metrics in (NARROW, WIDE)}
    if len(places) > 1 or None in places:
        return  # another font would break elsewhere
    at, number = places.pop() or (0, 0)
    piece = parts.body[at]
    if not number:
        yield with_piece(parts, at, replace(piece, new_page=True)), 0.0
        return
    filling = replace(piece, spacing=SQUEEZE)  # nothing stretches the last line before the break to its 28 characters
    start = {"".join(lines(way, metrics)[:number]) for metrics in (NARROW, WIDE) for way in (piece, filling)}
    if piece.role == "正文" and len(start) == 1:
        yield with_piece(parts, at, cut(filling, len(start.pop()))), BROKEN


def with_piece(parts: Parts, at: int, piece: Piece) -> Parts:
    return replace(parts, body=[*parts.body[:at], piece, *parts.body[at + 1:]])


def line_at(parts: Parts, page: Area, on_page: int, early: int, metrics: Metrics) -> tuple[int, int] | None:
    """(piece of the text, line in it) of the line `early` lines over the foot of the text on that page."""
    spots = place(parts.before + parts.body, page, metrics)[len(parts.before):]
    found: list[tuple[int, int]] = []
    for at, (piece, spot) in enumerate(zip(parts.body, spots, strict=True)):
        first = 0
        for number, count, _ in spot.pages:
            if number == on_page and piece.role in BREAKABLE:
                found += [(at, first + line) for line in range(count)]
            first += count
    return found[-early] if early < len(found) else None


def cut(piece: Piece, at: int) -> Piece:
    """A page break before the character `at` of a paragraph."""
    spans, start = [], 0
    for span in piece.spans:
        inside = at - start
        text = span.text[:inside] + "\f" + span.text[inside:] if 0 <= inside < len(span.text) else span.text
        spans.append(replace(span, text=text))
        start += len(span.text)
    return replace(piece, spans=tuple(spans))
