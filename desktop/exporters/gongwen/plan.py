"""The whole document in pieces: where 版记 goes, and what is tightened so that seal and date keep company (7.3.5.5)."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop.exporters.gongwen import ending, heads, imprint, text
from desktop.rules.gongwen.document import SEALS, Gongwen
from desktop.rules.gongwen.geometry import CORE_FOOT, Area, area
from desktop.rules.gongwen.layout import NARROW, WIDE, Spot, line_count, lines, place
from desktop.rules.gongwen.pieces import Piece, blank
from desktop.rules.gongwen.style import OfficeStyle

TIGHTEST, LOOSEST = -10, 2  # 0.3 pt a character more or less: 28.5 and 27.5 characters a line
SHORT_LINE = 5  # characters with which a line may stand alone at the head of a page


@dataclass(frozen=True)
class Plan:
    """`pieces` in order, frames before the paragraph that carries them; `area` with the pitch that was chosen."""
    pieces: tuple[Piece, ...]
    area: Area


@dataclass(frozen=True)
class Parts:
    """The document's flow before 版记 is set into it."""
    before: list[Piece]  # head, title, recipients
    body: list[Piece]  # text, 附件说明, the lists of a 纪要
    end: list[Piece]  # 署名, date, 附注
    pages: list[Piece]  # 附件 on pages of their own

    @property
    def flow(self) -> list[Piece]:
        return self.before + self.body + self.end + self.pages


def plan(document: Gongwen, style: OfficeStyle) -> Plan:
    page = area(style)
    seal = document.seal or (SEALS[0] if style.sealed else SEALS[1])
    parts, moved = compose(document, seal, page)
    rows = imprint.rows(document, moved)
    parts, page = settled(parts, document, seal, page, rows)
    return Plan(tuple(with_imprint(parts, rows, document.kind != "信函", page)), page)


def compose(document: Gongwen, seal: str, page: Area, tight: bool = False) -> tuple[Parts, str]:
    """The parts, and the recipients when their list leaves no room for text on the first page (7.3.2)."""
    head = heads.head(document, page) + (text.title(document.title) if document.title else [])
    recipients = text.recipients(document.recipient)
    body = [*text.body(document.body), *text.attachment_list(document.attachments), *ending.people(document)]
    tail = ending.ending(document, seal, page, tight)
    pages = text.attachment_pages(document)
    first_text = place([*head, *recipients, *body[:1]], page, WIDE)[-1]
    if recipients and first_text.first_page > 1:
        return Parts(head, body, tail, pages), document.recipient
    return Parts(head + recipients, body, tail, pages), ""


def settled(parts: Parts, document: Gongwen, seal: str, page: Area, rows: list[imprint.Row]) -> tuple[Parts, Area]:
    """The first way of setting it in which the ending has text on its page and 版记 needs no page of its own.

    As it is, 字距, 行距, both (7.3.5.5); else the first with the former; else one line of text goes over.
    """
    narrow = replace(page, line=page.tightest)
    tight, _ = compose(document, seal, narrow, tight=True)
    options = [(parts, page), (squeezed(parts), page)]
    if len(tight.before) == len(parts.before):  # else its recipients went the other way
        options += [(tight, narrow), (squeezed(tight), narrow)]
    good = [option for option in options if not alone(*option)]
    for option, area_of in good:
        if shared(option.flow, rows, area_of):
            return kept(option), area_of
    if good:
        return kept(good[0][0]), good[0][1]
    return kept(next((wider for wider in loosened(parts) if not alone(wider, page)), None) or broken(parts)), page


def alone(parts: Parts, page: Area) -> bool:
    """May the ending stand on a page without a line of text, by either set of widths?"""
    return bool(parts.end) and any(
        lonely(parts, place(parts.before + parts.body + parts.end, page, metrics)) for metrics in (NARROW, WIDE))


def lonely(parts: Parts, spots: list[Spot]) -> bool:
    text_end = len(parts.before) + len(parts.body)
    return any(spot.last_page > spots[text_end - 1].last_page for spot in spots[text_end:])


def squeezed(parts: Parts) -> Parts:
    """Paragraphs whose last line is a few characters give it up."""
    return replace(parts, body=[respaced(piece, TIGHTEST, -1) or piece for piece in parts.body])


def loosened(parts: Parts) -> Iterator[Parts]:
    """Up to three paragraphs with a nearly full last line run on to another; the last ones of the text first."""
    body, changed = list(parts.body), 0
    for at in range(len(body) - 1, -1, -1):
        wider = respaced(body[at], LOOSEST, 1)
        if wider and len(lines(wider)[-1]) > 1 and changed < 3:  # never a line of one character
            body[at], changed = wider, changed + 1
            yield replace(parts, body=list(body))


def respaced(piece: Piece, spacing: int, lines_more: int) -> Piece | None:
    """The paragraph with other 字距 if that changes its number of lines so, by either set of widths."""
    other = replace(piece, spacing=spacing)
    if piece.role == "正文" and all(line_count(other, metrics) == line_count(piece, metrics) + lines_more
                                  for metrics in (NARROW, WIDE)):
        return other
    return None


def broken(parts: Parts) -> Parts:
    """The last paragraph ends its page a line early; the page of the ending begins with that line."""
    last = parts.body[-1]
    found = lines(last)
    if last.role != "正文" or len(found) < 2:
        return parts
    carried = len(found[-1]) if len(found[-1]) >= SHORT_LINE or len(found) < 3 else len(found[-2] + found[-1])
    return replace(parts, body=[*parts.body[:-1], cut(last, len(last.text) - carried)])


def cut(piece: Piece, at: int) -> Piece:
    """A page break before the character `at` of a paragraph."""
    spans, start = [], 0
    for span in piece.spans:
        inside = at - start
        text = span.text[:inside] + "\f" + span.text[inside:] if 0 <= inside < len(span.text) else span.text
        spans.append(replace(span, text=text))
        start += len(span.text)
    return replace(piece, spans=tuple(spans))


def kept(parts: Parts) -> Parts:
    """A last line or 附件说明 goes with the ending; of a longer paragraph LibreOffice would take all lines along."""
    if not parts.body or not parts.end:
        return parts
    last = parts.body[-1]
    if last.rows or (last.role == "正文" and line_count(last, WIDE) > 1):
        return parts
    return replace(parts, body=[*parts.body[:-1], replace(last, keep_next=True)])


def with_imprint(parts: Parts, rows: list[imprint.Row], ruled: bool, page: Area) -> list[Piece]:
    """版记 goes into the last page where it leaves a line free under the text, otherwise onto a page of its own."""
    flow = parts.flow
    if flow[-1].rows or (rows and line_count(flow[-1], WIDE) > 1):
        # a document cannot end with a table; frames go with the page where their paragraph begins
        flow = [*flow, Piece("末行", size=1, line=24)]
    if not rows:
        return flow
    frames = imprint.imprint(rows, ruled)
    if shared(flow, rows, page):
        return [*flow[:-1], *frames, flow[-1]]
    return [*flow, replace(blank(1)[0], role="版记页", new_page=True), *frames, Piece("版记页", size=1, line=24)]


def shared(flow: list[Piece], rows: list[imprint.Row], page: Area) -> bool:
    """Does 版记 go under the text of the last page, by either set of widths?"""
    room = CORE_FOOT - page.top - imprint.height(rows) - page.line // 2
    return all(place(flow, page, metrics)[-1].foot <= room for metrics in (NARROW, WIDE))
