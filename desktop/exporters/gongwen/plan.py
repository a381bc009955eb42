"""The whole document in pieces: where 版记 goes, and what is tightened so that seal and date keep company (7.3.5.5)."""
from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.exporters.gongwen import ending, heads, imprint, text
from desktop.rules.gongwen.document import SEALS, Gongwen
from desktop.rules.gongwen.geometry import CORE_FOOT, SQUEEZE, TIGHT_LINE, Area, area
from desktop.rules.gongwen.layout import NARROW, WIDE, Spot, line_count, place
from desktop.rules.gongwen.pieces import Piece, blank
from desktop.rules.gongwen.style import OfficeStyle

TIGHTEST = -10  # another 0.3 pt a character: 28.5 characters a line
SHORT_LINE = 5  # a last line of so few characters can be drawn in by 字距


@dataclass(frozen=True)
class Plan:
    """`pieces` in order, frames before the paragraph that carries them; `area` with the pitch that was chosen."""
    pieces: tuple[Piece, ...]
    area: Area


@dataclass(frozen=True)
class Parts:
    """The document's flow before 版记 is set into it."""
    before: list[Piece]  # head, title, recipients
    body: list[Piece]  # text and 附件说明
    end: list[Piece]  # 署名 and date, or the lists of a 纪要
    pages: list[Piece]  # 附件 on pages of their own

    @property
    def flow(self) -> list[Piece]:
        return self.before + self.body + self.end + self.pages


def plan(document: Gongwen, style: OfficeStyle) -> Plan:
    page = area(style)
    seal = document.seal or (SEALS[0] if style.sealed else SEALS[1])
    parts, moved = compose(document, seal, page)
    parts, page = settled(parts, document, seal, page)
    rows = imprint.rows(document, moved)
    return Plan(tuple(with_imprint(parts, rows, document.kind != "信函", page)), page)


def compose(document: Gongwen, seal: str, page: Area, tight: bool = False) -> tuple[Parts, str]:
    """The parts, and the recipients when their list leaves no room for text on the first page (7.3.2)."""
    head = heads.head(document, page) + (text.title(document.title) if document.title else [])
    recipients = text.recipients(document.recipient)
    body = text.body(document.body) + text.attachment_list(document.attachments)
    tail = ending.ending(document, seal, page, tight)
    pages = text.attachment_pages(document)
    first_text = place([*head, *recipients, *body[:1]], page, WIDE)[-1]
    if recipients and first_text.first_page > 1:
        return Parts(head, body, tail, pages), document.recipient
    return Parts(head + recipients, body, tail, pages), ""


def settled(parts: Parts, document: Gongwen, seal: str, page: Area) -> tuple[Parts, Area]:
    """The first way in which the ending has text on its page: as it is, 字距, 行距, both; else lines go over with it."""
    if not parts.end or not alone(parts, page):
        return kept(parts), page
    squeezed = replace(parts, body=squeeze(parts.body))
    if not alone(squeezed, page):
        return kept(squeezed), page
    narrow = replace(page, line=TIGHT_LINE)
    tight, _ = compose(document, seal, narrow, tight=True)
    for option in (tight, replace(tight, body=squeeze(tight.body))):
        if len(option.before) == len(parts.before) and not alone(option, narrow):
            return kept(option), narrow
    return kept(parts), page


def alone(parts: Parts, page: Area) -> bool:
    """May the ending stand on a page without a line of text, by either width of figures?"""
    return any(lonely(parts, place(parts.before + parts.body + parts.end, page, metrics)) for metrics in (NARROW, WIDE))


def lonely(parts: Parts, spots: list[Spot]) -> bool:
    text_end = len(parts.before) + len(parts.body)
    return any(spot.last_page > spots[text_end - 1].last_page for spot in spots[text_end:])


def squeeze(body: list[Piece]) -> list[Piece]:
    """Paragraphs whose last line is a few characters give it up; 附件说明 and tables stay."""
    return [drawn_in(piece) if piece.role == "正文" else piece for piece in body]


def drawn_in(piece: Piece) -> Piece:
    tighter = replace(piece, spacing=TIGHTEST)
    saves = all(line_count(tighter, metrics) < line_count(piece, metrics) for metrics in (NARROW, WIDE))
    return tighter if saves and piece.spacing == SQUEEZE else piece


def kept(parts: Parts) -> Parts:
    """The last paragraph goes with the ending: a net for printers whose fonts count otherwise than ours."""
    if not parts.body or not parts.end:
        return parts
    return replace(parts, body=[*parts.body[:-1], replace(parts.body[-1], keep_next=True)])


def with_imprint(parts: Parts, rows: list[imprint.Row], ruled: bool, page: Area) -> list[Piece]:
    """版记 goes into the last page where it leaves a line free under the text, otherwise onto a page of its own."""
    flow = parts.flow
    if flow[-1].rows or (rows and line_count(flow[-1], WIDE) > 1):
        # a document cannot end with a table; frames go with the page where their paragraph begins
        flow = [*flow, Piece("末行", size=1, line=24)]
    if not rows:
        return flow
    frames = imprint.imprint(rows, ruled)
    room = CORE_FOOT - page.top - imprint.height(rows) - page.line // 2
    if all(place(flow, page, metrics)[-1].foot <= room for metrics in (NARROW, WIDE)):
        return [*flow[:-1], *frames, flow[-1]]
    return [*flow, replace(blank(1)[0], role="版记页", new_page=True), *frames, Piece("版记页", size=1, line=24)]
