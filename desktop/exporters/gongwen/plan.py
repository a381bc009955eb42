"""What a 公文 looks like before any file format: its pieces in order, 版记 in its place at the foot of the last page."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop.exporters.gongwen import edges, ending, heads, imprint, respace, text
from desktop.exporters.gongwen.parts import Parts
from desktop.exporters.gongwen.settle import Setting, best, imprint_fits
from desktop.rules.gongwen.document import SEALS, Gongwen
from desktop.rules.gongwen.geometry import Area, area
from desktop.rules.gongwen.layout import NARROW, WIDE, line_count, place
from desktop.rules.gongwen.pieces import Piece, blank
from desktop.rules.gongwen.style import OfficeStyle

# What it costs to set a document otherwise than it is usually set; the cheapest way without a fault is taken.
TIGHT_SEAL, TIGHT_LINES, TIGHT_IMPRINT, SQUEEZE, LOOSEN, BREAK, CARRIED = 1.5, 2.0, 1.5, 1.0, 2.0, 3.0, 1.0
SQUEEZED = (0, 1, 2, 3, 5, 99)  # paragraphs set closer
LOOSENED = (0, 1, 2, 3)  # paragraphs set wider
EARLY = 9  # lines with which the first page may end early


@dataclass(frozen=True)
class Plan:
    """`pieces` in order, frames before the paragraph that carries them; `area` with the pitch that was chosen."""
    pieces: tuple[Piece, ...]
    area: Area


def plan(document: Gongwen, style: OfficeStyle) -> Plan:
    page = area(style)
    seal = document.seal or (SEALS[0] if style.sealed else SEALS[1])
    chosen = best(ways(document, seal, page))
    return Plan(tuple(with_imprint(chosen, document.kind != "信函")), chosen.page)


def compose(document: Gongwen, seal: str, page: Area, tight: bool = False) -> tuple[Parts, list[imprint.Row]]:
    """The parts, and the rows of 版记: with the recipients when their list leaves no room for text on page 1 (7.3.2)."""
    head = heads.head(document, page) + (text.title(document.title, document.caption) if document.title else [])
    recipients = text.recipients(document.recipient)
    written = edges.shown(text.body(document.body))
    body = [*written, *text.attachment_list(document.attachments, page), *ending.people(document, page)]
    tail = ending.ending(document, seal, page, tight)
    pages = text.attachment_pages(document)
    first_text = place([*head, *recipients, *body[:1]], page, WIDE)[-1]
    if recipients and first_text.first_page > 1:
        return Parts(head, body, tail, pages), imprint.rows(document, document.recipient)
    return Parts(head + recipients, body, tail, pages), imprint.rows(document)


def ways(document: Gongwen, seal: str, page: Area) -> Iterator[Setting]:
    """The document as it is usually set; then closer, with 字距 and 行距 as 7.3.5.5 has it; then wider."""
    usual, rows = compose(document, seal, page)
    yield Setting(usual, page, rows)
    yield from closer(document, seal, page)
    yield from wider(usual, page, rows)


def closer(document: Gongwen, seal: str, page: Area) -> Iterator[Setting]:
    """So that what stands alone on the last page, or 版记, finds room on the page before it."""
    areas = [(page, 0.0)] if page.tightest == page.line else [(page, 0.0), (replace(page, line=page.tightest), TIGHT_LINES)]
    for area_of, lines_cost in areas:
        for tight in (False, True) if seal == SEALS[0] else (False,):
            parts, rows = compose(document, seal, area_of, tight)
            for close_rows in (False, True):
                cost = lines_cost + tight * TIGHT_SEAL + close_rows * TIGHT_IMPRINT
                set_rows = imprint.closer(rows) if close_rows else rows
                for count, body in respace.squeezed(parts.body, SQUEEZED):
                    yield Setting(replace(parts, body=body), area_of, set_rows, cost + (SQUEEZE + count / 5 if count else 0))


def wider(parts: Parts, page: Area, rows: list[imprint.Row]) -> Iterator[Setting]:
    """So that lines of text go over to the last page: paragraphs set wider, pages that end before their last line."""
    text_end = place(parts.before + parts.body, page)[-1].last_page
    breaks = [(1, early) for early in range(EARLY + 1)] + [(text_end, early) for early in (1, 2) if text_end > 1]
    for count, body in respace.loosened(parts.body, LOOSENED):
        loose = replace(parts, body=body)
        for on_page, early in breaks:
            for broken, cost in respace.ended(loose, page, on_page, early) if early else [(loose, 0.0)]:
                yield Setting(broken, page, rows, count * LOOSEN + cost + (BREAK + early * CARRIED if early else 0))


def with_imprint(chosen: Setting, ruled: bool) -> list[Piece]:
    """版记 goes into the last page where it leaves a line free under the text, otherwise onto a page of its own."""
    flow, rows = chosen.parts.flow, chosen.rows
    if flow[-1].rows or (rows and line_count(flow[-1], WIDE) > 1):
        # a document cannot end with a table; frames go with the page where their paragraph begins
        flow = [*flow, Piece("末行", size=1, line=24)]
    if not rows:
        return flow
    frames = imprint.imprint(rows, ruled)
    if all(imprint_fits(place(flow, chosen.page, metrics), rows, chosen.page) for metrics in (NARROW, WIDE)):
        return [*flow[:-1], *frames, flow[-1]]
    return [*flow, replace(blank(1)[0], role="版记页", new_page=True), *frames, Piece("版记页", size=1, line=24)]
