"""Tables of a 公文: those in its text, and the two columns of a joint head."""
from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from desktop.exporters.gongwen.wordml import element
from desktop.rules.gongwen.geometry import ZI
from desktop.rules.gongwen.layout import CELL_MARGIN
from desktop.rules.gongwen.pieces import Piece, words

EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


class Pen(Protocol):
    document: Document

    def paragraph(self, paragraph: Paragraph, piece: Piece) -> None: ...


def draw(pen: Pen, piece: Piece) -> None:
    """A piece with `rows`: 联合发文机关标志 without lines, any other with the thin black grid of an office table."""
    table = pen.document.add_table(rows=len(piece.rows), cols=len(piece.columns))
    joint = piece.role == "联合发文机关标志"
    properties(table, piece, lined=not joint)
    for at, row in enumerate(piece.rows):
        line = table.rows[at]._tr.get_or_add_trPr()
        line.append(element("cantSplit"))
        if not at and not joint:
            line.append(element("tblHeader"))
        for column, (text, width) in enumerate(zip(row, piece.columns, strict=True)):
            cell = table.cell(at, column)
            if piece.merged:
                continue
            shape_cell(cell._tc, width, at, joint and column == 1 and bool(piece.rows[0][1]))
            if joint:
                fill_joint(pen, cell, piece, text, column)
            else:
                fill(pen, cell.paragraphs[0], piece, at, column, width)
    if piece.merged:
        merge(pen, table, piece)


def fill(pen: Pen, paragraph: Paragraph, piece: Piece, row: int, column: int, width: int) -> None:
    said = piece.cell(row, column, "仿宋" if row else "黑体")
    long = len(piece.rows[row][column]) * piece.size * 20 > width
    pen.paragraph(paragraph, Piece("表格", said, size=piece.size, spacing=piece.spacing, line=piece.line,
                                align="left" if long else "center"))


def merge(pen: Pen, table: Table, piece: Piece) -> None:
    """The rows written anew: cells over several columns, and over several rows."""
    begun = {(r, c): piece.reach(r, c) for r, row in enumerate(piece.rows) for c in range(len(row)) if piece.reach(r, c)[0]}
    for at in range(len(piece.rows)):
        line = table.rows[at]._tr
        cells = line.tc_lst
        for (top, column), (across, down) in begun.items():
            if not top <= at < top + down:
                continue
            box = cells[column].get_or_add_tcPr()
            for part in list(box):
                box.remove(part)
            width = sum(piece.columns[column:column + across])
            box.append(element("tcW", w=width, type="dxa"))
            if across > 1:
                box.append(element("gridSpan", val=across))
            if down > 1:
                box.append(element("vMerge", val="restart") if at == top else element("vMerge"))
            box.append(element("vAlign", val="center"))
            if at == top:
                fill(pen, Paragraph(cells[column].p_lst[0], table), piece, at, column, width)
            for covered in cells[column + 1:column + across]:
                line.remove(covered)


def fill_joint(pen: Pen, cell, piece: Piece, text: str, column: int) -> None:
    """The names spread to one width (分散对齐), 文件 at their right in the middle of their height."""
    mark = replace(piece, rows=(), columns=(), role="发文机关标志")
    paragraph = cell.paragraphs[0]
    pen.paragraph(paragraph, replace(mark, spans=words("", text, "小标宋").spans,
                                     right=ZI // 2 if not column else 0))
    if column:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    else:
        jc = paragraph._p.get_or_add_pPr().find(qn("w:jc"))
        jc.set(qn("w:val"), "distribute")


def properties(table: Table, piece: Piece, lined: bool) -> None:
    """Fixed widths, the grid and narrow margins; the template's own settings go first."""
    old = table._tbl.tblPr
    for part in list(old):
        old.remove(part)
    old.append(element("tblW", w=sum(piece.columns), type="dxa"))
    old.append(element("jc", val="center" if lined else "left"))
    if lined:
        edges = element("tblBorders")
        for edge in EDGES:
            edges.append(element(edge, val="single", sz=4, space=0, color="000000"))
        old.append(edges)
    old.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    for edge, width in (("top", 0), ("left", CELL_MARGIN), ("bottom", 0), ("right", CELL_MARGIN)):
        margins.append(element(edge, w=width, type="dxa"))
    old.append(margins)
    for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), piece.columns, strict=True):
        column.set(qn("w:w"), str(width))


def shape_cell(cell, width: int, row: int, merged: bool) -> None:
    box = cell.get_or_add_tcPr()
    for part in list(box):
        box.remove(part)
    box.append(element("tcW", w=width, type="dxa"))
    if merged:
        box.append(element("vMerge", val="restart") if not row else element("vMerge"))
    box.append(element("vAlign", val="center"))
