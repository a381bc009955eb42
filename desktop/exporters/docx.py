"""The docx pen: a report as Word tables on the prepared blank sheet, in the official faces."""
from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Opened
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from desktop.exporters.package import read_back, save_document, unlike
from desktop.exporters.page import Layout, em, lay_tables
from desktop.fields.chart import Chart
from desktop.fields.report import SUM, TOTAL, Line, Report, printable
from desktop.resources import find
from desktop.services.atomic import replace_file

BLANK = "templates/report.docx"
STYLES = {"title": "报表标题", "date": "报表日期", "head": "表头", "group": "组头", "text": "表文", "note": "表注", "table": "报表"}

EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
UNRULED = "<w:tblBorders>" + "".join(f'<w:{edge} w:val="nil"/>' for edge in EDGES) + "</w:tblBorders>"
DIGITS, DIGIT = re.compile("[0-9]"), 0.14
END = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'


def write(report: Report, out: Path) -> None:
    replace_file(out, lambda path: draw(report, path), lambda path: check(report, path))


def draw(report: Report, path: Path) -> None:
    tables = lay_tables(report, roomy)
    layout = tables[0][1]
    document = Document(str(find(BLANK)))
    turn(document, layout)
    size(document, layout)
    foot(document, report, layout)
    ids = {part: document.styles[name].style_id or name for part, name in STYLES.items()}
    body = document.element.body
    written = "".join(piece for number, (table, its) in enumerate(tables) for piece in parts(table, its, ids, later=number > 0))
    # Word wants a paragraph behind a table; a whole line would fall on an empty last page
    if not tables[-1][0].notes and not any(table.charts for table, _ in tables):
        written += END
    inside = parse_xml(f"<w:body {nsdecls('w')}>{written}</w:body>")
    for element in list(inside):
        body.sectPr.addprevious(element)
    for table, _ in tables:
        for chart in table.charts:
            picture(document, chart, layout)
    save_document(document, path, report.title, report.day)


def roomy(text: str) -> float:
    """As `em`, with room for the digits of what stands in where a PC has no 仿宋_GB2312: a date or a phone must not break."""
    return em(text) + DIGIT * len(DIGITS.findall(text))


def picture(document: Opened, chart: Chart, layout: Layout) -> None:
    """A chart in a line of its own, for printing at 300 dots an inch; its title is what a screen reader says."""
    from desktop.exporters import charts  # heavy, and few papers have one

    width = min(charts.WIDE, layout.room_across / 25.4 * 72)
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.space_before = Pt(10)
    shape = line.add_run().add_picture(BytesIO(charts.png(chart, width)), width=Pt(width))
    shape._inline.docPr.set("descr", chart.title)


def turn(document: Opened, layout: Layout) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if layout.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(layout.width), Mm(layout.height)
    sheet = layout.sheet
    section.left_margin = section.right_margin = Mm(sheet.side)
    section.top_margin, section.bottom_margin, section.footer_distance = Mm(sheet.top), Mm(sheet.bottom), Mm(sheet.foot)


def size(document: Opened, layout: Layout) -> None:
    for part, points in (("title", layout.sheet.title), ("date", layout.sheet.subtitle), ("head", layout.size),
                         ("group", layout.size), ("text", layout.size), ("note", layout.size)):
        style = document.styles[STYLES[part]]
        assert isinstance(style, ParagraphStyle)
        style.font.size = Pt(points)
        style.paragraph_format.line_spacing = Pt(round(points * 1.35, 1))  # exact: a face that the PC lacks moves no line


def foot(document: Opened, report: Report, layout: Layout) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(layout.room_across / 2), WD_TAB_ALIGNMENT.CENTER)
    paragraph.runs[0].text = printable(report.footer)


def parts(report: Report, layout: Layout, ids: dict[str, str], later: bool) -> Iterator[str]:
    yield paragraph(ids["title"], report.title, later=later)
    if report.unit:
        yield paragraph(ids["date"], report.subtitle, opposite=report.counted, tab=twips(layout.room_across))
    elif report.subtitle:
        yield paragraph(ids["date"], report.subtitle)
    yield table_head(report, layout, ids)
    last = report.lines[-1] if report.notes and report.lines else None
    for line, following in zip(report.lines, [*report.lines[1:], None], strict=False):
        if line.kind == "group":
            yield group_row(line.texts[0], layout, ids["group"])
        else:  # notes never stand alone on the last page, nor a sum
            kept = line is last or (following is not None and following.kind in ("sum", "total"))
            yield text_row(line, layout, ids, kept, {} if line.span == 1 else {report.place: "restart" if line.span else "continue"})
    yield "</w:tbl>"
    for note in report.notes:
        yield paragraph(ids["note"], note)


def paragraph(style: str, text: str, align: str = "", kept: bool = False, later: bool = False, opposite: str = "", tab: int = 0,
              ) -> str:
    """`kept`: on the page of what follows; `later`: on a new page; `opposite` ends at the right, `tab` twips away."""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in printable(text).split("\n"))
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    with_next = "<w:keepNext/>" * kept + "<w:pageBreakBefore/>" * later
    if opposite:
        with_next += f'<w:tabs><w:tab w:val="right" w:pos="{tab}"/></w:tabs>'
        aligned = '<w:jc w:val="left"/>'
        lines += f'<w:tab/><w:t xml:space="preserve">{escape(printable(opposite))}</w:t>'
    written = f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{lines}</w:r>' if text or opposite else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{with_next}{aligned}</w:pPr>{written}</w:p>'


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def table_head(report: Report, layout: Layout, ids: dict[str, str]) -> str:
    widths = [twips(c.width) for c in layout.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = "".join(cell(width, paragraph(ids["head"], c.heading)) for width, c in zip(widths, layout.columns, strict=True))
    head = table_row(cells, layout, layout.head_lines, repeated=True) if report.ruled else ""
    return (f'<w:tbl><w:tblPr><w:tblStyle w:val="{ids["table"]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'{"" if report.ruled else UNRULED}<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr>'
            f'<w:tblGrid>{grid}</w:tblGrid>{head}')


def table_row(cells: str, layout: Layout, lines: int = 1, repeated: bool = False) -> str:
    height = round(layout.row_height(lines) * 20)
    head = "<w:tblHeader/>" if repeated else ""
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{head}</w:trPr>{cells}</w:tr>'


def cell(width: int, inside: str, span: int = 1, merge: str = "", top: bool = False) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    aligned = "top" if top else "center"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merged}<w:vAlign w:val="{aligned}"/></w:tcPr>{inside}</w:tc>'


def group_row(title: str, layout: Layout, style: str) -> str:
    return table_row(cell(sum(twips(c.width) for c in layout.columns), paragraph(style, title), len(layout.columns)), layout)


def text_row(line: Line, layout: Layout, ids: dict[str, str], kept: bool, merges: dict[int, str]) -> str:
    """`kept`: on the page of what follows. A sum is set as the headings are."""
    style = ids["text" if line.kind == "text" else "head"]
    cells = "".join(
        cell(twips(c.width), paragraph(style, "" if merges.get(n) == "continue" else text,
                                       "center" if text in (SUM, TOTAL) else c.align, kept),
             merge=merges.get(n, ""), top=layout.top)
        for n, (text, c) in enumerate(zip(line.texts, layout.columns, strict=True)))
    return table_row(cells, layout, max(map(len, layout.lines(line.texts))))


def check(report: Report, path: Path) -> None:
    """Refuses a file that does not hold what was asked for, row for row."""
    with read_back(report.title, PackageNotFoundError):
        found = [["".join(t.text or "" for t in row.iter(qn("w:t"))) for row in table._tbl.tr_lst]
                 for table in Document(str(path)).tables]
    if found != [list(rows(table)) for table in report.tables]:
        raise unlike(report.title)


def rows(report: Report) -> Iterator[str]:
    """The texts of the table's rows, headings included."""
    if report.ruled:
        yield "".join(c.label for c in report.columns)
    for line in report.lines:
        yield "".join("" if line.span == 0 and n == report.place else text for n, text in enumerate(line.texts)).replace("\n", "")
