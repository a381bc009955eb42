"""Which way of setting a 公文 stands best on its pages: the ending beside text, 版记 under it, no page short of lines."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.exporters.gongwen import edges, imprint
from desktop.exporters.gongwen.parts import Parts
from desktop.rules.gongwen.geometry import AREAS, CORE_FOOT, PAGE_LINES, Area
from desktop.rules.gongwen.layout import NARROW, WIDE, Metrics, Spot, line_count, place
from desktop.rules.gongwen.style import READINGS

LONELY = 1000.0  # 署名 and date on a page without a line of text, 7.3.5
NO_TEXT = 1000.0  # on the first page, 7.3.3
SHORT = 500.0  # no page between the first and the last has its 22 lines, 5.2.3
OWN_PAGE, BACK_PAGE = 40.0, 12.0  # 版记 alone on a page; on the back of a document of one page
UNSURE = 100.0  # another font would end the text on another page than 版记 is set for
SHORT_LINES = 30.0  # few full lines, and most of them end in a stop
EMPTY_LINE = 6.0  # for each line more than one that a page leaves empty before its text goes on


@dataclass(frozen=True)
class Setting:
    """One way of setting a document; `cost` says how far it is from the usual way."""
    parts: Parts
    page: Area
    rows: list[imprint.Row]
    cost: float = 0.0


def best(ways: Iterable[Setting]) -> Setting:
    """The cheapest way with its faults; the first that costs nothing ends the search."""
    chosen, least = None, float("inf")
    for way in ways:
        if way.cost >= least:
            continue
        way = replace(way, parts=kept(way.parts))
        price = way.cost + max(faults(way, metrics) for metrics in (NARROW, WIDE)) + (UNSURE if unsure(way) else 0.0)
        price += 0.0 if edges.well(way.parts.body) else SHORT_LINES
        if price < least:
            chosen, least = way, price
        if not least:
            break
    assert chosen is not None  # the usual way is always among them
    return chosen


def kept(parts: Parts) -> Parts:
    """A last line goes with the ending; of a longer paragraph LibreOffice would take all lines along."""
    if not parts.body or not parts.end or parts.body[-1].rows or line_count(parts.body[-1], WIDE) > 1:
        return parts
    return replace(parts, body=[*parts.body[:-1], replace(parts.body[-1], keep_next=True)])


def imprint_fits(spots: list[Spot], rows: list[imprint.Row], page: Area) -> bool:
    """Does 版记 go under the text of the last page?"""
    return spots[-1].foot <= CORE_FOOT - page.top - imprint.height(rows) - page.line // 2


def unsure(way: Setting) -> bool:
    """Would 版记 on a page of its own leave one behind text that another font takes over to the next page?"""
    spots = [place(way.parts.flow, way.page, metrics) for metrics in (NARROW, WIDE)]
    return bool(way.rows) and not all(imprint_fits(each, way.rows, way.page) for each in spots) \
        and spots[0][-1].last_page != spots[1][-1].last_page


def faults(way: Setting, metrics: Metrics) -> float:
    flow, parts = way.parts.flow, way.parts
    spots = place(flow, way.page, metrics)
    text_end = len(parts.before) + len(parts.body)
    ending = spots[text_end:text_end + len(parts.end)]
    found = LONELY if any(spot.last_page > spots[text_end - 1].last_page for spot in ending) else 0.0
    shared = not way.rows or imprint_fits(spots, way.rows, way.page)
    last = spots[-1].last_page
    if not shared:
        found += OWN_PAGE if last > 1 else BACK_PAGE
    lines = counted(spots)
    pages = last if shared else last + 1
    tables = {page for piece, spot in zip(flow, spots, strict=True) if piece.rows
              for page in range(spot.first_page, spot.last_page + 1)}
    between = [lines.get(page, 0) for page in range(2, pages) if page not in tables]
    if between and max(between) < PAGE_LINES - 1:
        found += SHORT
    if way.page.top == AREAS[READINGS[1]].top and not ink_fills(spots, lines, way.page):
        found += SHORT
    body_end = spots[text_end + len(parts.end) - 1].last_page
    if body_end > 1 and first_page_text(parts, spots) < 1:
        found += NO_TEXT
    return found + sum(EMPTY_LINE * max(0, empty - 1) for empty in emptied(spots, way.page, body_end))


def counted(spots: list[Spot]) -> dict[int, int]:
    """Lines of print on each page."""
    found: dict[int, int] = {}
    for spot in spots:
        for page, count, _ in spot.pages:
            found[page] = found.get(page, 0) + count
    return found


def feet(spots: list[Spot]) -> dict[int, int]:
    """How far down each page is filled, twips."""
    return {page: foot for spot in spots for page, _, foot in spot.pages}


def ink_fills(spots: list[Spot], lines: dict[int, int], page: Area) -> bool:
    """Where 37 mm is the top of the ink, a page of 20 lines and more shows whether the last one's ink ends at 262 mm."""
    full = [foot for number, foot in feet(spots).items() if number > 1 and lines[number] >= PAGE_LINES - 2]
    return not full or max(full) > page.height - page.line


def first_page_text(parts: Parts, spots: list[Spot]) -> int:
    body = spots[len(parts.before):len(parts.before) + len(parts.body)]
    return sum(count for spot in body for page, count, _ in spot.pages if page == 1)


def emptied(spots: list[Spot], page: Area, body_end: int) -> list[int]:
    """Lines left empty at the foot of each page before the one where the ending stands."""
    filled = feet(spots)
    return [(page.line * PAGE_LINES - filled.get(number, 0)) // page.line for number in range(1, body_end)]
