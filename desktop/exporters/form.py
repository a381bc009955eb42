"""The pens for forms: one page of ruled boxes for each record, as docx and as pdf."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pypdfium2
from docx import Document
from docx.document import Document as Opened
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from PIL import UnidentifiedImageError
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop.exporters.boxes import PITCH, Box, Form, Forms, Grid
from desktop.exporters.docx import BLANK, END, STYLES, twips
from desktop.exporters.fonts import FANGSONG, HEITI, XIAOBIAOSONG, Face
from desktop.exporters.package import read_back, save_document, unlike
from desktop.exporters.page import A4, PADDING, RULE, em
from desktop.exporters.pdf import MIDDLE, POINTS, drawn_line, width
from desktop.fields.report import printable
from desktop.resources import find
from desktop.services.atomic import replace_file
from desktop.services.progress import Progress

TOP, BOTTOM = 15.0, 12.0  # margins, mm
TITLE, ABOVE = 20.0, 12.0  # points
TITLE_LINE, ABOVE_LINE = 34.0, 22.0  # points, from line to line
EDGE = 1.0  # mm around a picture


def write(forms: Forms, format: str, out: Path, progress: Progress) -> None:
    if format == "docx":
        replace_file(out, lambda path: draw_docx(forms, path, progress), lambda path: check_docx(forms, path))
    else:
        replace_file(out, lambda path: draw_pdf(forms, path, progress), lambda path: check_pdf(forms, path))


def picture_size(path: Path, room: float, height: float) -> tuple[float, float] | None:
    """In mm, as large as the box allows; None when the file is no picture any more."""
    try:
        wide, high = ImageReader(str(path)).getSize()
    except (OSError, UnidentifiedImageError):
        return None
    scale = min((room - 2 * EDGE) / wide, (height - 2 * EDGE) / high)
    return wide * scale, high * scale


def draw_docx(forms: Forms, path: Path, progress: Progress) -> None:
    document = Document(str(find(BLANK)))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(A4.short), Mm(A4.long)
    section.left_margin = section.right_margin = Mm(forms.grid.side)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.footer.is_linked_to_previous = True
    for part, points, line in (("title", TITLE, TITLE_LINE), ("date", ABOVE, ABOVE_LINE)):
        style = document.styles[STYLES[part]]
        assert isinstance(style, ParagraphStyle)
        style.font.size, style.paragraph_format.line_spacing, style.paragraph_format.space_after = Pt(points), Pt(line), Pt(0)
    written = []
    for number, page in enumerate(forms.pages):
        written += [*heading(page, later=number > 0, document=document), table(page, forms.grid, document, number)]
        progress(number + 1, len(forms.pages))
    inside = parse_xml(f"<w:body {nsdecls('w')}>{''.join(written)}{END}</w:body>")
    for element in list(inside):
        document.element.body.sectPr.addprevious(element)
    save_document(document, path, forms.title, forms.day)


def style_of(document: Opened, part: str) -> str:
    return document.styles[STYLES[part]].style_id or part


def heading(page: Form, later: bool, document: Opened) -> Iterator[str]:
    for part, text in (("title", page.title), ("date", page.above)):
        new_page = "<w:pageBreakBefore/>" if later and part == "title" else ""
        yield (f'<w:p><w:pPr><w:pStyle w:val="{style_of(document, part)}"/>{new_page}</w:pPr>'
               f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(printable(text))}</w:t></w:r></w:p>')


def table(page: Form, grid: Grid, document: Opened, number: int) -> str:
    covering = {(row, column): box for box in page.boxes for row in range(box.row, box.row + box.rows)
                for column in range(box.column, box.column + box.columns)}
    widths = [twips(w) for w in grid.widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = []
    for row, height in enumerate(grid.heights):
        boxes = dict.fromkeys(covering[row, column] for column in range(len(widths)))
        cells = "".join(box_cell(box, row, grid, document, number) for box in boxes)
        rows.append(f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(height)}" w:hRule="exact"/></w:trPr>{cells}</w:tr>')
    return (f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_of(document, "table")}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr>'
            f'<w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>')


def box_cell(box: Box, row: int, grid: Grid, document: Opened, number: int) -> str:
    width_ = sum(map(twips, grid.widths[box.column:box.column + box.columns]))
    spanned = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    merged = f'<w:vMerge w:val="{"restart" if row == box.row else "continue"}"/>' if box.rows > 1 else ""
    inside = inner(box, grid, document, number) if row == box.row else "<w:p/>"
    return (f'<w:tc><w:tcPr><w:tcW w:w="{width_}" w:type="dxa"/>{spanned}{merged}<w:vAlign w:val="{box.lies}"/></w:tcPr>'
            f"{inside}</w:tc>")


def inner(box: Box, grid: Grid, document: Opened, number: int) -> str:
    size = picture_size(box.picture, grid.width(box), grid.height(box)) if box.picture else None
    style = style_of(document, "head" if box.label else "text")
    if box.picture and size:
        drawn = document.part.new_pic_inline(str(box.picture), Mm(size[0]), Mm(size[1]))
        drawn.docPr.id = number + 1  # they are placed all at once, and would all be the first
        for edge in ("distT", "distB", "distL", "distR"):
            drawn.set(edge, "0")  # WPS and LibreOffice leave 3 mm free where nothing is said
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:drawing>{drawn.xml}</w:drawing></w:r></w:p>'
    points, lines = grid.fitted(box, em)
    shape = (f'<w:pPr><w:pStyle w:val="{style}"/><w:spacing w:line="{round(points * PITCH * 20)}" w:lineRule="exact"/>'
             f'<w:jc w:val="{box.align}"/></w:pPr>')
    half = round(points * 2)
    face = f'<w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
    return "".join(f'<w:p>{shape}<w:r>{face}<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines)


def check_docx(forms: Forms, path: Path) -> None:
    """Refuses a file that does not hold every box of every page."""
    with read_back(forms.title, PackageNotFoundError):
        found = ["".join(t.text or "" for t in table._tbl.iter(qn("w:t"))) for table in Document(str(path)).tables]
    if found != [said(page, forms.grid) for page in forms.pages]:
        raise unlike(forms.title)


def said(page: Form, grid: Grid) -> str:
    boxes = sorted(page.boxes, key=lambda box: (box.row, box.column))
    return "".join(line for box in boxes
                   if not (box.picture and picture_size(box.picture, 1, 1)) for line in grid.fitted(box, em)[1])


def draw_pdf(forms: Forms, path: Path, progress: Progress) -> None:
    canvas = Canvas(str(path), (A4.short * POINTS, A4.long * POINTS), invariant=1, lang="zh-CN")
    canvas.setTitle(printable(forms.title))
    for number, page in enumerate(forms.pages, 1):
        canvas.setLineWidth(RULE)
        draw_page(canvas, page, forms.grid)
        canvas.showPage()
        progress(number, len(forms.pages))
    canvas.save()


def draw_page(canvas: Canvas, page: Form, grid: Grid) -> None:
    left, wide, top = grid.side * POINTS, sum(grid.widths) * POINTS, (A4.long - TOP) * POINTS
    drawn_line(canvas, printable(page.title), XIAOBIAOSONG, TITLE, top - TITLE_LINE / 2 - MIDDLE * TITLE, left, wide, "center")
    drawn_line(canvas, printable(page.above), FANGSONG, ABOVE, top - TITLE_LINE - ABOVE_LINE / 2 - MIDDLE * ABOVE, left, wide, "right")
    top -= TITLE_LINE + ABOVE_LINE
    for box in page.boxes:
        x, y = left + sum(grid.widths[:box.column]) * POINTS, top - sum(grid.heights[:box.row]) * POINTS
        draw_box(canvas, box, grid, x, y)


def draw_box(canvas: Canvas, box: Box, grid: Grid, x: float, top: float) -> None:
    wide, high = grid.width(box) * POINTS, grid.height(box) * POINTS
    canvas.rect(x, top - high, wide, high)
    size = picture_size(box.picture, grid.width(box), grid.height(box)) if box.picture else None
    if box.picture and size:
        across, up = size[0] * POINTS, size[1] * POINTS
        canvas.drawImage(str(box.picture), x + (wide - across) / 2, top - (high + up) / 2, across, up)
        return
    face: Face = HEITI if box.label else FANGSONG
    points, lines = grid.fitted(box, width)
    spare = high - len(lines) * points * PITCH
    y = top - {"top": 0.0, "center": spare / 2, "bottom": spare}[box.lies] - points * PITCH / 2 - MIDDLE * points
    for line in lines:
        drawn_line(canvas, line, face, points, y, x + PADDING * POINTS, wide - 2 * PADDING * POINTS, box.align)
        y -= points * PITCH


def check_pdf(forms: Forms, path: Path) -> None:
    with read_back(forms.title, pypdfium2.PdfiumError), pypdfium2.PdfDocument(path) as document:
        found = len(document)
    if found != len(forms.pages):
        raise unlike(forms.title)
