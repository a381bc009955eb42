"""A 公文 as a PDF: the same pieces, lines and pages as its .docx."""
from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pypdfium2
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from desktop.exporters import fonts
from desktop.exporters.drawing import DRAWING
from desktop.exporters.fonts import FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAOSONG
from desktop.exporters.gongwen.paper import Glyph, Sheet, sheets
from desktop.exporters.gongwen.plan import plan
from desktop.exporters.package import read_back, unlike
from desktop.fields.looks import BOLD, ITALIC, LOWERED, RAISED
from desktop.rules.gongwen.document import Gongwen
from desktop.rules.gongwen.geometry import PAPER_HEIGHT, PAPER_WIDTH
from desktop.rules.gongwen.style import OfficeStyle
from desktop.services.atomic import replace_file

FACES = {"仿宋": FANGSONG, "楷体": KAITI, "黑体": HEITI, "小标宋": XIAOBIAOSONG, "宋体": SONGTI}
AT_RIGHT, AT_LEFT = "“‘（《【〔「『", "”’）》】〕」』，。、；：？！"  # where the ink of a full-width sign lies in its cell
TWIPS = 20  # in a point
SMALLER, LEAN = 0.65, 0.2  # of a raised or lowered character; of a slanted one, to the right by its height


def write(document: Gongwen, out: Path, style: OfficeStyle | None = None) -> None:
    """`out` is replaced only when the new file is whole and opens again. Raises Refused with a sentence."""
    content, pages = drawn(document, style or OfficeStyle())

    def check(path: Path) -> None:
        with DRAWING, read_back(document.title, pypdfium2.PdfiumError), pypdfium2.PdfDocument(path) as found:
            if len(found) != pages:
                raise unlike(document.title)

    replace_file(out, lambda draft: draft.write_bytes(content), check)


def drawn(document: Gongwen, style: OfficeStyle) -> tuple[bytes, int]:
    """The file's bytes, the same for the same document, and the number of its pages."""
    found = sheets(plan(document, style), first_page_number=document.kind != "信函")
    packed = io.BytesIO()
    with DRAWING:
        canvas = Canvas(packed, (PAPER_WIDTH / TWIPS, PAPER_HEIGHT / TWIPS), invariant=1, lang="zh-CN")
        canvas.setTitle(document.title.replace("\n", "") or document.marks[0])
        canvas.setAuthor("、".join(document.issuers))
        for sheet in found:
            draw(canvas, sheet)
            canvas.showPage()
        canvas.save()
    return packed.getvalue(), len(found)


def draw(canvas: Canvas, sheet: Sheet) -> None:
    for stroke in sheet.strokes:
        canvas.setStrokeColor(HexColor(f"#{stroke.colour}"))
        canvas.setLineWidth(stroke.weight / 8)
        canvas.line(stroke.x1 / TWIPS, (PAPER_HEIGHT - stroke.y1) / TWIPS, stroke.x2 / TWIPS, (PAPER_HEIGHT - stroke.y2) / TWIPS)
    for each in sheet.pictures:
        canvas.drawImage(str(each.path), each.x / TWIPS, (PAPER_HEIGHT - each.y) / TWIPS, each.wide / TWIPS, each.high / TWIPS, mask="auto")
    text = canvas.beginText()
    for glyph in sheet.glyphs:
        if not glyph.marks:
            set_glyph(text, glyph)
    canvas.drawText(text)
    for glyph in sheet.glyphs:
        if glyph.marks:
            marked_glyph(canvas, glyph)


def marked_glyph(canvas: Canvas, glyph: Glyph) -> None:
    """A bold one is drawn with its outline, a slanted one leans to the right, a raised one is smaller and higher."""
    canvas.saveState()
    if RAISED in glyph.marks or LOWERED in glyph.marks:
        shift = -0.33 if RAISED in glyph.marks else 0.12
        glyph = replace(glyph, size=glyph.size * SMALLER, y=glyph.y + shift * glyph.size * TWIPS)
    if ITALIC in glyph.marks:
        canvas.transform(1, 0, LEAN, 1, -LEAN * (PAPER_HEIGHT - glyph.y) / TWIPS, 0)
    text = canvas.beginText()
    if BOLD in glyph.marks:
        canvas.setLineWidth(glyph.size / 40)
        canvas.setStrokeColor(HexColor(f"#{glyph.colour}"))
        text.setTextRenderMode(2)
    set_glyph(text, glyph)
    canvas.drawText(text)
    canvas.restoreState()


def set_glyph(text, glyph: Glyph) -> None:
    """The character in its cell: a stand-in's figure that is wider than half a character is narrowed to it."""
    font, _ = next(fonts.runs(glyph.char, FACES[glyph.face]))
    own = stringWidth(glyph.char, font, glyph.size) * glyph.scale / 100
    cell = glyph.width / TWIPS
    scale, x = glyph.scale, glyph.x / TWIPS
    if own > cell + 0.01 or (glyph.char == "—" and own):
        scale, own = scale * cell / own, cell
    if glyph.char in AT_RIGHT:
        x += cell - own
    elif glyph.char not in AT_LEFT:
        x += (cell - own) / 2
    text.setFont(font, glyph.size)
    text.setHorizScale(scale)
    text.setFillColor(HexColor(f"#{glyph.colour}"))
    text.setTextOrigin(x, (PAPER_HEIGHT - glyph.y) / TWIPS)
    text.textOut(glyph.char)
