"""A form of labelled boxes on one A4 page each, as a Word document: the 发文稿纸."""
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from desktop.exporters.atomic import replace_file
from desktop.exporters.docx import BLANK, STYLES, cell, paragraph, twips
from desktop.exporters.package import read_back, save_document, unlike
from desktop.exporters.page import A4, broken, millimetres
from desktop.fields.report import printable
from desktop.resources import find

Lines = Sequence[tuple[int, Sequence[tuple[str, str, int]]]]
"""(millimetres high, boxes of (label, text, millimetres across)); the boxes of a line share the same width in all."""
LABEL = 25  # mm
LABEL_SIZES = (12.0, 10.5, 9.0)
SIZES = (14.0, 12.0, 10.5, 9.0, 8.0, 7.0)
LINE = 1.3
TITLE_SIZE = 22
GRID = 5  # mm: every width is a multiple, so that Word's columns fall together


def write(forms: Sequence[tuple[str, Lines]], out: Path, day: dt.date) -> None:
    """`forms` are (title, lines), a page each."""
    def check(path: Path) -> None:
        with read_back(forms[0][0], PackageNotFoundError):
            if len(Document(str(path)).tables) != len(forms):
                raise unlike(forms[0][0])

    replace_file(out, lambda path: draw(forms, path, day), check)


def draw(forms: Sequence[tuple[str, Lines]], path: Path, day: dt.date) -> None:
    document = Document(str(find(BLANK)))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(A4.short), Mm(A4.long)
    section.left_margin = section.right_margin = Mm(A4.side)
    section.top_margin, section.bottom_margin = Mm(20), Mm(15)
    for part in (section.footer, section.header):  # no page number on a form
        for each in part.paragraphs:
            for child in list(each._p):
                if not child.tag.endswith("}pPr"):
                    each._p.remove(child)
    ids = {part: document.styles[name].style_id or name for part, name in STYLES.items()}
    written = "".join(page(title, lines, ids, later=number > 0) for number, (title, lines) in enumerate(forms))
    end = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
    for part in list(parse_xml(f"<w:body {nsdecls('w')}>{written}{end}</w:body>")):
        document.element.body.sectPr.addprevious(part)
    save_document(document, path, forms[0][0], day)


def page(title: str, lines: Lines, ids: dict[str, str], *, later: bool) -> str:
    total = sum(width for _, _, width in lines[0][1])
    columns = "".join(f'<w:gridCol w:w="{twips(GRID)}"/>' for _ in range(total // GRID))
    rows = "".join(row(height, boxes, ids) for height, boxes in lines)
    return (f'{paragraph(ids["title"], title, later=later)}<w:tbl><w:tblPr><w:tblStyle w:val="{ids["table"]}"/>'
            f'<w:tblW w:w="{twips(GRID) * (total // GRID)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>')


def row(height: int, boxes: Sequence[tuple[str, str, int]], ids: dict[str, str]) -> str:
    """A line of exactly this height: what is long is set in smaller type, so that the form stays one page."""
    cells = ""
    for label, text, width in boxes:
        cells += box(label, LABEL, height, ids["head"], "center", LABEL_SIZES, label.count("\n") + 1)
        cells += box(printable(text), width - LABEL, height, ids["text"], "left", SIZES)
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(height)}" w:hRule="exact"/></w:trPr>{cells}</w:tr>'


def box(text: str, width: int, height: int, style: str, align: str, sizes: Sequence[float], most: int = 99) -> str:
    """`most` lines, if a smaller size can do it."""
    lines, size = [text], sizes[-1]
    for size in sizes:
        lines = broken(text, (width - 4) / millimetres(size))
        if len(lines) * millimetres(size) * LINE <= height - 2 and len(lines) <= most:
            break
    span = width // GRID
    inside = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    made = (f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:spacing w:line="{round(size * LINE * 20)}" w:lineRule="exact"/>'
            f'<w:jc w:val="{align}"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="{round(size * 2)}"/>'
            f'<w:szCs w:val="{round(size * 2)}"/></w:rPr>{inside}</w:r></w:p>')
    return cell(twips(GRID) * span, made, span)
