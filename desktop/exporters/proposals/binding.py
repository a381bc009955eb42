"""A volume of paragraphs bound as docx or PDF, with the measures of a 公文 and page numbers from the second page on."""
from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from docx import Document
from reportlab.pdfgen.canvas import Canvas

from desktop.exporters.drawing import DRAWING
from desktop.exporters.gongwen import pdf
from desktop.exporters.gongwen.paper import sheets
from desktop.exporters.gongwen.pen import Pen
from desktop.exporters.gongwen.plan import Plan
from desktop.exporters.gongwen.write import fixed
from desktop.exporters.package import read_back, unlike
from desktop.rules.gongwen.geometry import PAPER_HEIGHT, PAPER_WIDTH, area
from desktop.rules.gongwen.pieces import Piece
from desktop.rules.gongwen.style import OfficeStyle
from desktop.services.atomic import replace_file


def write(pieces: Sequence[Piece], title: str, day: dt.date, format: str, out: Path, style: OfficeStyle) -> None:
    """`out` is replaced whole or not at all; `day` is what the file gives as the day of its making."""
    if format == "pdf":
        content, pages = drawn(pieces, title, style)

        def check(path: Path) -> None:
            with DRAWING, read_back(title, pypdfium2.PdfiumError), pypdfium2.PdfDocument(path) as found:
                if len(found) != pages:
                    raise unlike(title)

        replace_file(out, lambda draft: draft.write_bytes(content), check)
        return
    packed = document(pieces, title, day, style)
    replace_file(out, lambda draft: draft.write_bytes(packed), lambda draft: Document(str(draft)))


def document(pieces: Sequence[Piece], title: str, day: dt.date, style: OfficeStyle) -> bytes:
    pen = Pen(area(style), style, first_page_number=False)
    for piece in pieces:
        pen.draw(piece)
    core = pen.document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = title, "", "", ""
    core.created = core.modified = dt.datetime.combine(day, dt.time())
    core.revision = 1
    raw = io.BytesIO()
    pen.document.save(raw)
    return fixed(raw.getvalue())


def drawn(pieces: Sequence[Piece], title: str, style: OfficeStyle) -> tuple[bytes, int]:
    found = sheets(Plan(tuple(pieces), area(style)), first_page_number=False)
    packed = io.BytesIO()
    with DRAWING:
        canvas = Canvas(packed, (PAPER_WIDTH / pdf.TWIPS, PAPER_HEIGHT / pdf.TWIPS), invariant=1, lang="zh-CN")
        canvas.setTitle(title)
        for sheet in found:
            pdf.draw(canvas, sheet)
            canvas.showPage()
        canvas.save()
    return packed.getvalue(), len(found)
