"""席卡: names as large as the holder allows, on A4 to be cut or folded, in the order of the seats."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.exporters.fonts import KAITI, XIAOBIAOSONG
from desktop.exporters.meetings.cards import POINTS, Card, height
from desktop.exporters.meetings.chosen import GROUP, sheet, work
from desktop.exporters.page import em
from desktop.exporters.registry import Paper, Request
from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Option, YesNo
from desktop.fields.refused import Refused
from desktop.fields.report import printable
from desktop.models.attendance import GUEST, MEMBER, OBSERVER
from desktop.rules.names import spread
from desktop.rules.seatcards import BY_WORDS, HOLDERS, PAPER, SMALL, Holder
from desktop.services import office
from desktop.services.atomic import replace_file
from desktop.services.progress import Progress
from desktop.services.store import Store

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

ALL = "全部"
DASH = (3, 3)
SIZE = Field("size", "规格", Choice(width=8, open=False, options=tuple(Option(h.words) for h in HOLDERS)), help="不选按设置")
WHOM = Field("capacity", "范围", Choice(open=False, options=tuple(map(Option, (MEMBER, OBSERVER, GUEST, ALL)))), help="不选印全部")
TWICE = Field("twice", "正反两张", YesNo(), help="双面的席卡座：每个姓名印两张")


def cards(store: Store, request: Request) -> list[Card]:
    found, names = sheet(store, request)
    whom = request.answers.get("capacity") or ALL
    people = [p for p in found.people if whom in (ALL, p["capacity"])]
    if not people:
        raise Refused(f"{names.table}没有{whom}人员，没有印出席卡。")
    made = [Card(spread(p["name"]), work(p) if p["capacity"] == GUEST else "") for p in people]
    return [card for card in made for _ in range(2 if request.answers.get("twice") else 1)]


def write(store: Store, request: Request, format: str, out: Path, progress: Progress) -> None:
    holder = BY_WORDS[request.answers.get("size") or office.read(store)["seatcard_size"]]
    chosen = cards(store, request)
    if format == "docx":
        if holder.folded:
            raise Refused("三折席卡有一面要倒着印，Word 文件印不了，没有印出。请选 PDF。")
        from desktop.exporters.meetings import cardword

        cardword.write(chosen, holder, out, request.day)
    else:
        replace_file(out, lambda path: draw(chosen, holder, path, progress), lambda path: check(chosen, holder, path))


def pages(chosen: Sequence[Card], holder: Holder) -> list[Sequence[Card]]:
    return [chosen[n:n + holder.per_page] for n in range(0, len(chosen), holder.per_page)]


def draw(chosen: Sequence[Card], holder: Holder, path: Path, progress: Progress) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), (PAPER[0] * POINTS, PAPER[1] * POINTS), invariant=1, lang="zh-CN")
    canvas.setTitle("席卡")
    whole = pages(chosen, holder)
    for number, page in enumerate(whole, 1):
        for place, card in enumerate(page):
            draw_card(canvas, card, holder, place)
        canvas.showPage()
        progress(number, len(whole))
    canvas.save()


def draw_card(canvas: Canvas, card: Card, holder: Holder, place: int) -> None:
    """Cut along the dashes; a folded one has its name upside down on the upper panel and its foot below."""
    left, high = (PAPER[0] - holder.wide) / 2 * POINTS, holder.high * POINTS
    bottom = PAPER[1] * POINTS - (place + 1) * high
    canvas.setLineWidth(0.5)
    canvas.setDash(*DASH)
    canvas.setStrokeGray(0.6)
    if not holder.folded:
        canvas.rect(left, bottom, holder.wide * POINTS, high)
        face_of(canvas, card, holder, left, bottom)
        return
    for fold in (1, 2):
        canvas.line(0, fold * high, PAPER[0] * POINTS, fold * high)
    face_of(canvas, card, holder, left, high)
    canvas.saveState()
    canvas.translate(PAPER[0] * POINTS, PAPER[1] * POINTS)
    canvas.rotate(180)
    face_of(canvas, card, holder, left, 0)
    canvas.restoreState()


def face_of(canvas: Canvas, card: Card, holder: Holder, left: float, bottom: float) -> None:
    from desktop.exporters.pdf import MIDDLE, drawn_line

    size, wide, high = height(card, holder) * POINTS, holder.wide * POINTS, holder.high * POINTS
    small = holder.high * SMALL * POINTS
    middle = bottom + high / 2 - (small * 0.7 if card.post else 0)
    drawn_line(canvas, printable(card.name), XIAOBIAOSONG, size, middle - MIDDLE * size, left, wide, "center")
    if card.post:
        small = min(small, (holder.wide - 16) * POINTS / em(card.post))
        drawn_line(canvas, printable(card.post), KAITI, small, middle + size / 2 + small * 0.9 - MIDDLE * small, left, wide, "center")


def check(chosen: Sequence[Card], holder: Holder, path: Path) -> None:
    import pypdfium2

    from desktop.exporters.package import read_back, unlike

    with read_back("席卡", pypdfium2.PdfiumError), pypdfium2.PdfDocument(path) as document:
        if len(document) != len(pages(chosen, holder)):
            raise unlike("席卡")


CARDS = Paper("meeting-seatcards", "席卡", GROUP, ("docx", "pdf"), write, (SIZE, WHOM, TWICE))
