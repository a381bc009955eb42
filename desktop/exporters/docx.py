"""The docx pen: a report as a Word table on the prepared blank sheet, in the official faces."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Opened
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from desktop.exporters.atomic import replace_file
from desktop.exporters.package import read_back, save_document, unlike
from desktop.exporters.page import BOTTOM, FOOT, SIDE, SUBTITLE, TITLE, TOP, Layout, lay
from desktop.fields.report import Report, printable
from desktop.resources import find

BLANK = "templates/report.docx"
STYLES = {"title": "报表标题", "date": "报表日期", "head": "表头", "group": "组头", "text": "表文", "note": "表注", "table": "报表"}

END = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'


def write(report: Report, out: Path) -> None:
    replace_file(out, lambda path: draw(report, path), lambda path: check(report, path))


def draw(report: Report, path: Path) -> None:
    layout = lay(report)
    document = Document(str(find(BLANK)))
    turn(document, layout)
    size(document, layout)
    foot(document, report, layout)
    ids = {part: document.styles[name].style_id or name for part, name in STYLES.items()}
    body = document.element.body
    inside = parse_xml(f"<w:body {nsdecls('w')}>{''.join(parts(report, layout, ids))}</w:body>")
    for element in list(inside):
        body.sectPr.addprevious(element)
    save_document(document, path, report.title, report.day)


def turn(document: Opened, layout: Layout) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if layout.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(layout.width), Mm(layout.height)
    section.left_margin = section.right_margin = Mm(SIDE)
    section.top_margin, section.bottom_margin, section.footer_distance = Mm(TOP), Mm(BOTTOM), Mm(FOOT)


def size(document: Opened, layout: Layout) -> None:
    for part, points in (("title", TITLE), ("date", SUBTITLE), ("head", layout.size), ("group", layout.size),
                         ("text", layout.size), ("note", layout.size)):
        style = document.styles[STYLES[part]]
        assert isinstance(style, ParagraphStyle)
        style.font.size = Pt(points)
        style.paragraph_format.line_spacing = Pt(round(points * 1.35, 1))  # exact: a face that the PC lacks moves no line


def foot(document: Opened, report: Report, layout: Layout) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(layout.width / 2 - SIDE), WD_TAB_ALIGNMENT.CENTER)
    paragraph.runs[0].text = printable(report.footer)


def parts(report: Report, layout: Layout, ids: dict[str, str]) -> Iterator[str]:
    yield paragraph(ids["title"], report.title)
    if report.subtitle:
        yield paragraph(ids["date"], report.subtitle)
    yield table_head(report, layout, ids)
    last = next(reversed([*report.rows]), None)
    for group in report.groups:
        if group.title:
            yield group_row(group.title, layout, ids["group"])
        for row in group.rows:
            yield text_row(report.texts(row), layout, ids["text"], kept=bool(report.notes) and row is last)
    yield "</w:tbl>"
    for note in report.notes:
        yield paragraph(ids["note"], note)
    if not report.notes:  # Word wants a paragraph behind a table; a whole line would fall on an empty last page
        yield END


def paragraph(style: str, text: str, align: str = "", kept: bool = False) -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in printable(text).split("\n"))
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    with_next = "<w:keepNext/>" if kept else ""
    written = f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{lines}</w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{with_next}{aligned}</w:pPr>{written}</w:p>'


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def table_head(report: Report, layout: Layout, ids: dict[str, str]) -> str:
    widths = [twips(c.width) for c in layout.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = "".join(cell(width, paragraph(ids["head"], c.heading)) for width, c in zip(widths, layout.columns, strict=True))
    return (f'<w:tbl><w:tblPr><w:tblStyle w:val="{ids["table"]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            + table_row(cells, layout, layout.head_lines, repeated=True))


def table_row(cells: str, layout: Layout, lines: int = 1, repeated: bool = False) -> str:
    height = round(layout.row_height(lines) * 20)
    head = "<w:tblHeader/>" if repeated else ""
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{head}</w:trPr>{cells}</w:tr>'


def cell(width: int, inside: str, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}<w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'


def group_row(title: str, layout: Layout, style: str) -> str:
    return table_row(cell(sum(twips(c.width) for c in layout.columns), paragraph(style, title), len(layout.columns)), layout)


def text_row(texts: list[str], layout: Layout, style: str, kept: bool) -> str:
    """`kept`: on the page of what follows, so that notes never stand alone on the last one."""
    cells = "".join(cell(twips(c.width), paragraph(style, text, c.align, kept))
                    for text, c in zip(texts, layout.columns, strict=True))
    return table_row(cells, layout, max(map(len, layout.lines(texts))))


def check(report: Report, path: Path) -> None:
    """Refuses a file that does not hold what was asked for, row for row."""
    wanted = ["".join(c.label for c in report.columns)]
    for group in report.groups:
        wanted += [printable(group.title)] * bool(group.title)
        wanted += ["".join(report.texts(row)).replace("\n", "") for row in group.rows]
    with read_back(report.title, PackageNotFoundError):
        rows = Document(str(path)).tables[0]._tbl.tr_lst
        found = ["".join(t.text or "" for t in row.iter(qn("w:t"))) for row in rows]
    if found != wanted:
        raise unlike(report.title)
