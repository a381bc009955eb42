"""A formatted value put into a Word form: paragraphs, tables and pictures in the type of the form's field."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from xml.sax.saxutils import escape

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # compiled, without types

from desktop.exporters.forms.program import Copy
from desktop.exporters.forms.rich import Rich
from desktop.exporters.forms.wordml import BEHIND_SIZE, MARKED, W, child, w
from desktop.fields.looks import BULLET, Block, Cell, Paragraph, Picture, Span, Table
from desktop.fields.report import printable

PROPERTIES = ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
              "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs",
              *BEHIND_SIZE)
BEHIND_ALIGN = ("textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange")
HEADINGS = {1: "黑体", 2: "楷体_GB2312"}
DECLARED = re.compile(r' xmlns:\w+="[^"]*"')
INDENT = "\u3000\u3000"
TWIPS = 1440 / 25.4  # in a mm
HIGHEST, LARGEST = 120.0, 12.0  # of a picture, mm; of a table's type, points
MARGIN = 60  # left and right in a table's cell, twips
AIR = ('<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'
       '<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>')
EDGES = "".join(f'<w:{e} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
                for e in ("top", "left", "bottom", "right", "insideH", "insideV"))


class Field:
    """A field that stands alone in its paragraph: what the paragraph and its run are like, and `room` mm across."""

    def __init__(self, paragraph: etree._Element, run: etree._Element, room: float) -> None:
        self.shape = own(child(paragraph, "pPr"), "pPr")
        self.type = own(child(run, "rPr"), "rPr")
        self.room = room
        self.types: dict[tuple[str, int, bool], str] = {}

    def before(self, value: Rich, copy: Copy) -> str:
        """What stands before the field's own paragraph: all but a last paragraph that is shaped as the field's is."""
        return "".join(self.block(b, value, copy) for b in value.blocks[:-1 if in_place(value) else None])

    def inside(self, value: Rich) -> str:
        """What stands in it: closes the run of the field and opens it again."""
        if not in_place(value):
            return ""
        last = value.blocks[-1]
        assert isinstance(last, Paragraph)
        return f'</w:t></w:r>{self.runs(self.said(last))}<w:r>{self.typed("", 0)}<w:t xml:space="preserve">'

    def block(self, block: Block, value: Rich, copy: Copy) -> str:
        if isinstance(block, Paragraph):
            return f"<w:p>{self.shaped(block.align)}{self.runs(self.said(block), block.heading)}</w:p>"
        if isinstance(block, Picture):
            return self.picture(block, value, copy)
        return f"{AIR}{self.table(block)}{AIR}"

    def said(self, block: Paragraph) -> tuple[Span, ...]:
        indent = "" if block.align else INDENT
        return ((indent + (BULLET if block.bullet else ""), ""), *block.spans)

    def runs(self, spans: Iterable[Span], heading: int = 0, small: bool = False) -> str:
        return "".join(f'<w:r>{self.typed(marks, heading, small)}<w:t xml:space="preserve">{escape(printable(text))}</w:t></w:r>'
                       for text, marks in spans if text)

    def typed(self, marks: str, heading: int, small: bool = False) -> str:
        key = marks, heading, small
        if key not in self.types:
            made = deepcopy(self.type)
            for mark, name, value in MARKED:
                if mark in marks:
                    put(made, name, {"val": value})
            if heading:
                face = HEADINGS[heading]
                put(made, "rFonts", {"ascii": face, "hAnsi": face, "eastAsia": face, "cs": face, "hint": "eastAsia"})
            size = child(made, "sz")
            if small and (size is None or float(size.get(w("val"), "20")) > LARGEST * 2):
                for name in ("sz", "szCs"):
                    put(made, name, {"val": str(round(LARGEST * 2))})
            self.types[key] = text_of(made)
        return self.types[key]

    def shaped(self, align: str, pitch: str = "") -> str:
        made = deepcopy(self.shape)
        if align:
            for name in ("jc", "ind"):
                if (old := child(made, name)) is not None:
                    made.remove(old)
            later = [n for n, c in enumerate(made) if etree.QName(c).localname in BEHIND_ALIGN]
            made.insert(later[0] if later else len(made), element("jc", {"val": align}))
        if pitch and (spacing := child(made, "spacing")) is not None:
            spacing.set(w("line"), pitch)
            spacing.set(w("lineRule"), "auto")
        return text_of(made)

    def picture(self, block: Picture, value: Rich, copy: Copy) -> str:
        """As large as its writer had it, if there is room; in the middle, in a line of its own."""
        drawn = ""
        if place := value.places.get(block.sha256):
            scale = min(1.0, self.room / block.wide, HIGHEST / block.high)
            drawn = copy.picture(place, (block.wide * scale, block.high * scale))
        if not drawn:
            lost = f"［{block.name.strip('［］')}：图片文件没有随数据带来］"
            return f"<w:p>{self.shaped('center')}{self.runs([(lost, '')])}</w:p>"
        return f"<w:p>{self.shaped('center', '240')}<w:r>{drawn}</w:r></w:p>"

    def table(self, table: Table) -> str:
        whole = round(self.room * TWIPS)
        wanted = [max(share, min(0.06, 1 / len(table.columns))) for share in table.columns]
        widths = [round(share / sum(wanted) * whole) for share in wanted]
        falling: dict[int, tuple[int, Cell]] = {}  # column -> (rows that are left, the cell that goes on)
        rows = []
        for at, cells in enumerate(table.rows):
            begun, written, column = dict(cells), "", 0
            while column < len(widths):
                cell = begun.get(column) or (falling[column][1] if column in falling else Cell(()))
                wide = sum(widths[column:column + cell.across])
                merge = ""
                if column in begun and cell.down > 1:
                    falling[column], merge = (cell.down, cell), '<w:vMerge w:val="restart"/>'
                elif column in falling:
                    merge = "<w:vMerge/>"
                if column in falling:
                    left = falling[column][0] - 1
                    falling[column] = left, cell
                    if not left:
                        del falling[column]
                inside = self.cell(cell, wide, at) if column in begun else f"<w:p>{TIGHT.format('left')}</w:p>"
                span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
                written += (f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
                            f"{inside}</w:tc>")
                column += cell.across
            head = "" if at else "<w:tblHeader/>"
            rows.append(f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{written}</w:tr>")
        grid = "".join(f'<w:gridCol w:w="{n}"/>' for n in widths)
        return (f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{EDGES}</w:tblBorders>'
                f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{MARGIN}" w:type="dxa"/><w:right w:w="{MARGIN}" w:type="dxa"/>'
                f'</w:tblCellMar><w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>')

    def cell(self, cell: Cell, wide: int, row: int) -> str:
        align = "left" if len(cell.text) * LARGEST * 20 > wide else "center"
        return f"<w:p>{TIGHT.format(align)}{self.runs(cell.spans, 0 if row else 1, small=True)}</w:p>"


TIGHT = ('<w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="40" w:after="40" w:line="320" w:lineRule="exact"/>'
         '<w:jc w:val="{}"/></w:pPr>')


def in_place(value: Rich) -> bool:
    last = value.blocks[-1] if value.blocks else None
    return isinstance(last, Paragraph) and not (last.align or last.heading)


def own(properties: etree._Element | None, name: str) -> etree._Element:
    made = element(name, {}) if properties is None else deepcopy(properties)
    for each in [c for c in made if c.tag in (w("sectPr"), w("pPrChange"), w("rPrChange"))]:
        made.remove(each)
    return made


def put(properties: etree._Element, name: str, values: Mapping[str, str]) -> None:
    """A child of w:rPr in its place; what was there of the name goes."""
    if (old := child(properties, name)) is not None:
        properties.remove(old)
    later = PROPERTIES[PROPERTIES.index(name) + 1:]
    behind = [n for n, c in enumerate(properties) if etree.QName(c).localname in later]
    properties.insert(behind[0] if behind else len(properties), element(name, values))


def element(name: str, values: Mapping[str, str]) -> etree._Element:
    """With the prefix that every form declares."""
    return etree.Element(w(name), {w(k): v for k, v in values.items()}, nsmap={"w": W})


def text_of(element: etree._Element) -> str:
    """Its prefixes are declared by the form."""
    return DECLARED.sub("", etree.tostring(element, encoding="unicode", with_tail=False)) if len(element) else ""
