"""A filled Word form drawn as a PDF without an office suite: paragraphs, ruled tables and pictures, page by page.

What it does not draw (text boxes, floating pictures, columns, lists) makes `obstacle` say so; such a form is left to the
office suite of the PC.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pypdfium2
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # compiled, without types
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop.exporters.forms import package
from desktop.exporters.forms.lines import Paragraph, Pen, paragraph
from desktop.exporters.forms.looks import TWIP, Looks, on
from desktop.exporters.forms.word import BODY
from desktop.exporters.forms.wordml import W, above, begins, child, height, number, said, w
from desktop.exporters.package import read_back, unlike
from desktop.services.atomic import replace_file
from desktop.services.progress import Progress

KNOWN = frozenset(map(w, (
    "p", "r", "t", "br", "cr", "tab", "tbl", "tr", "tc", "drawing", "bookmarkStart", "bookmarkEnd", "proofErr", "hyperlink", "smartTag",
    "sdt", "sdtContent", "sdtEndPr", "ins", "lastRenderedPageBreak")))
PROPERTIES = ("Pr", "Grid", "PrEx", "PrChange")
DRAWN = ("single", "thick", "double", "thinThickSmallGap", "thickThinSmallGap", "dashed", "dotted")
SIDES = ("top", "left", "bottom", "right")


def obstacle(pack: package.Package) -> str:
    """What of the document is not drawn here; '' when all of it is."""
    tree = pack.tree(BODY)
    body = tree.find(w("body"))
    for element in body.iterdescendants(etree.Element):
        name = etree.QName(element)
        if name.namespace == W and element.tag not in KNOWN and not inside_properties(element):
            return name.localname
        if name.localname in ("anchor", "txbxContent", "pict", "AlternateContent", "chart"):
            return name.localname
        if name.namespace == W and name.localname in ("numPr", "framePr", "tblpPr"):
            return name.localname
        if element.tag == w("textDirection") and said(element) not in ("lrTb", "lr", "lrTbV"):  # the usual one, which LibreOffice says
            return name.localname
        if element.tag == w("cols") and (number(said(element, "num")) or 1) > 1:
            return name.localname
        if name.localname == "tbl" and above(element, "tbl") is not None:
            return "tbl"
    for told in pack.relations(BODY):
        part = told["Target"] if told.get("Type", "").endswith(("/header", "/footer")) else ""
        if part in pack.parts and any((t.text or "").strip() for t in pack.tree(part).iter(w("t"), w("instrText"))):
            return "header"
    return ""


def inside_properties(element: etree._Element) -> bool:
    return any(etree.QName(e).localname.endswith(PROPERTIES) for e in (element, *element.iterancestors()))


@dataclass
class Cell:
    """A cell as it is drawn, in points; `rows` how many it reaches over."""
    x: float
    wide: float
    left: float
    right: float
    paragraphs: list[Paragraph]
    rows: int
    lies: str
    fill: str
    edges: dict[str, tuple[float, str] | None]

    @property
    def high(self) -> float:
        return sum(p.high for p in self.paragraphs)


@dataclass
class Row:
    high: float
    exact: bool
    head: bool
    cells: list[Cell] = field(default_factory=list)


@dataclass(frozen=True)
class Sheet:
    """A section's page, in points."""
    wide: float
    high: float
    top: float
    bottom: float
    left: float
    right: float
    border: etree._Element | None


def sheet_of(section: etree._Element) -> Sheet:
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))

    def told(of: etree._Element | None, name: str, usual: float) -> float:
        return abs(number(said(of, name)) or usual) * TWIP

    return Sheet(told(size, "w", 11906), told(size, "h", 16838), told(margins, "top", 1440), told(margins, "bottom", 1440),
                 told(margins, "left", 1800), told(margins, "right", 1800), section.find(w("pgBorders")))


class Painter:
    def __init__(self, pack: package.Package, canvas: Canvas) -> None:
        self.pack = pack
        self.canvas = canvas
        self.looks = Looks(pack.tree("word/styles.xml") if "word/styles.xml" in pack.parts else None)
        self.targets = {told["Id"]: told["Target"] for told in pack.relations(BODY) if told.get("TargetMode") != "External"}
        self.images: dict[str, ImageReader] = {}
        self.pen = Pen(canvas, self.picture)
        self.sheet = Sheet(595, 842, 72, 72, 90, 90, None)
        self.y = 0.0
        self.begun = False
        self.pages = 0
        self.starts: list[int] = []

    def picture(self, link: str) -> ImageReader:
        if link not in self.images:
            self.images[link] = ImageReader(BytesIO(self.pack.parts[self.targets[link]]))
        return self.images[link]

    def paint(self, progress: Progress) -> int:
        """Returns the number of pages."""
        body = self.pack.tree(BODY).find(w("body"))
        sections = list(sections_of(body))
        for number_, (section, blocks) in enumerate(sections, 1):
            self.sheet = sheet_of(section)
            self.starts.append(self.pages)
            self.new_page()
            for block in blocks:
                if block.tag == w("tbl"):
                    self.table(block)
                else:
                    self.paragraph(block)
            progress(number_, len(sections))
        if self.begun:
            self.canvas.showPage()
        return self.pages

    def new_page(self) -> None:
        if self.begun:
            self.canvas.showPage()
        self.canvas.setPageSize((self.sheet.wide, self.sheet.high))
        self.begun = True
        self.pages += 1
        self.y = self.sheet.high - self.sheet.top
        self.frame()

    def frame(self) -> None:
        """A page border, told from the paper's edge or from the text."""
        sheet, border = self.sheet, self.sheet.border
        if border is None:
            return
        from_page = said(border, "offsetFrom") == "page"
        for name in SIDES:
            edge = edge_of(border.find(w(name)))
            if edge is None:
                continue
            space = number(said(border.find(w(name)), "space")) or 0
            double = "hin" in said(border.find(w(name))) or said(border.find(w(name))) == "double"
            lines = ((0.0, edge[0] / 2), (edge[0] * 0.9, edge[0] / 6)) if double else ((0.0, edge[0]),)
            self.canvas.setStrokeColor(HexColor(f"#{edge[1]}"))
            for inward, thick in lines:
                off = space + inward
                left, right = (off, sheet.wide - off) if from_page else (sheet.left - off, sheet.wide - sheet.right + off)
                low, high = (off, sheet.high - off) if from_page else (sheet.bottom - off, sheet.high - sheet.top + off)
                self.canvas.setLineWidth(thick)
                self.canvas.line(*{"top": (left, high, right, high), "bottom": (left, low, right, low), "left": (left, low, left, high),
                                   "right": (right, low, right, high)}[name])
        self.canvas.setStrokeColor(HexColor("#000000"))

    @property
    def room(self) -> float:
        return self.sheet.wide - self.sheet.left - self.sheet.right

    def paragraph(self, element: etree._Element) -> None:
        it = paragraph(element, self.looks, self.room)
        broken = any(said(b, "type") == "page" for b in element.iter(w("br")))
        fresh = self.y >= self.sheet.high - self.sheet.top - 0.1
        if (it.shape.new_page or broken) and not fresh:
            self.new_page()
        self.y -= it.shape.before
        for line in it.lines:
            if self.y - line.pitch < self.sheet.bottom - 0.5 and line.signs:
                self.new_page()
            self.pen.line(line, self.sheet.left, self.y, self.room)
            self.y -= line.pitch
        self.y -= it.shape.after

    def table(self, element: etree._Element) -> None:
        rows = Grid(element, self.looks, self.sheet.left, self.room).laid()
        heads = []
        for row in rows:
            if not row.head:
                break
            heads.append(row)
        for at, row in enumerate(rows):
            if self.y - row.high < self.sheet.bottom - 0.5 and self.y < self.sheet.high - self.sheet.top - 0.1:
                self.new_page()
                for head in heads if at >= len(heads) else ():
                    self.row([head], 0)
            self.row(rows, at)

    def row(self, rows: list[Row], at: int) -> None:
        row = rows[at]
        for cell in row.cells:
            high = sum(r.high for r in rows[at:at + cell.rows])
            self.cell(cell, high, row.exact)
        self.y -= row.high

    def cell(self, cell: Cell, high: float, exact: bool) -> None:
        canvas, x, top = self.canvas, cell.x, self.y
        if cell.fill:
            canvas.setFillColor(HexColor(f"#{cell.fill}"))
            canvas.rect(x, top - high, cell.wide, high, stroke=0, fill=1)
            canvas.setFillColor(HexColor("#000000"))
        spare = high - cell.high
        at = top - {"center": spare / 2, "bottom": spare}.get(cell.lies, 0.0) if spare > 0 else top
        canvas.saveState()
        if exact and spare < 0:
            clip = canvas.beginPath()
            clip.rect(x, top - high, cell.wide, high)
            canvas.clipPath(clip, stroke=0, fill=0)
        for it in cell.paragraphs:
            at = self.pen.paragraph(it, x + cell.left, at, cell.wide - cell.left - cell.right)
        canvas.restoreState()
        for name, edge in cell.edges.items():
            if edge is not None:
                canvas.setLineWidth(edge[0])
                canvas.setStrokeColor(HexColor(f"#{edge[1]}"))
                canvas.line(*{"top": (x, top, x + cell.wide, top), "bottom": (x, top - high, x + cell.wide, top - high),
                              "left": (x, top, x, top - high), "right": (x + cell.wide, top, x + cell.wide, top - high)}[name])


def sections_of(body: etree._Element) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
    """(section, its paragraphs and tables), in order."""
    blocks: list[etree._Element] = []
    for block in blocks_of(body):
        blocks.append(block)
        section = child(block, "pPr", "sectPr") if block.tag == w("p") else None
        if section is not None:
            yield section, blocks
            blocks = []
    last = body.find(w("sectPr"))
    if last is not None:
        yield last, blocks


def blocks_of(element: etree._Element) -> Iterator[etree._Element]:
    for each in element:
        if each.tag in (w("p"), w("tbl")):
            yield each
        elif each.tag in (w("sdt"), w("sdtContent")):
            yield from blocks_of(each)


def edge_of(told: etree._Element | None) -> tuple[float, str] | None:
    if told is None or said(told) not in DRAWN:
        return None
    colour = said(told, "color")
    return max((number(said(told, "sz")) or 4) / 8, 0.25), colour if len(colour) == 6 else "000000"


class Grid:
    """A table laid out: where its cells lie and how high its rows are."""

    def __init__(self, table: etree._Element, looks: Looks, left: float, room: float) -> None:
        self.table = table
        self.looks = looks
        self.rows = [row for row in table.iter(w("tr")) if above(row, "tbl") is table]
        self.columns = [(number(said(c, "w")) or 0) * TWIP for c in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
        style = said(child(table, "tblPr", "tblStyle"))
        self.told = [e for e in (child(table, "tblPr"), *(child(s, "tblPr") for s in looks.styles.chain(style))) if e is not None]
        wide = sum(self.columns)
        align = said(self.property("jc"))
        indent = (number(said(self.property("tblInd"), "w")) or 0) * TWIP
        self.left = left + ((room - wide) / 2 if align == "center" else room - wide if align in ("right", "end") else
                            indent - self.margin(None, "left", "start") * (self.property("tblInd") is None))

    def property(self, name: str) -> etree._Element | None:
        return next((found for e in self.told if (found := child(e, name)) is not None), None)

    def margin(self, cell: etree._Element | None, *names: str) -> float:
        usual = 5.4 if names[0] in ("left", "right") else 0.0
        holders = (child(cell, "tcPr", "tcMar"), *(child(e, "tblCellMar") for e in self.told))
        return next((value * TWIP for h in holders for n in names if (value := number(said(child(h, n), "w"))) is not None), usual)

    def laid(self) -> list[Row]:
        starts = [dict(begins(row)) for row in self.rows]
        laid: list[Row] = []
        for at, row in enumerate(self.rows):
            told = height(row) or (0.0, False)
            head = child(row, "trPr", "tblHeader")
            made = Row(told[0] * TWIP, told[1], head is not None and on(said(head, otherwise="1")))
            for column, cell in starts[at].items():
                merge = child(cell, "tcPr", "vMerge")
                if merge is None or said(merge, otherwise="continue") == "restart":
                    made.cells.append(self.cell(cell, column, at, reach(at, column, starts)))
            if not made.exact:
                made.high = max([made.high, *(c.high + self.margin(None, "top") + self.margin(None, "bottom")
                                              for c in made.cells if c.rows == 1)])
            laid.append(made)
        for at, row in enumerate(laid):  # what reaches over several rows makes the last of them higher
            for cell in row.cells:
                last = laid[at + cell.rows - 1]
                if cell.rows > 1 and not last.exact:
                    last.high += max(0.0, cell.high - sum(r.high for r in laid[at:at + cell.rows]))
        return laid

    def cell(self, cell: etree._Element, column: int, at: int, rows: int) -> Cell:
        span = int(number(said(child(cell, "tcPr", "gridSpan"))) or 1)
        wide = sum(self.columns[column:column + span])
        left, right = self.margin(cell, "left", "start"), self.margin(cell, "right", "end")
        paragraphs = [paragraph(p, self.looks, wide - left - right) for p in blocks_of(cell) if p.tag == w("p")]
        fill = said(child(cell, "tcPr", "shd"), "fill")
        first, last = column == 0, column + span >= len(self.columns)
        edges = {name: self.edge(cell, name, outer) for name, outer in (
            ("top", at == 0), ("left", first), ("bottom", at + rows >= len(self.rows)), ("right", last))}
        return Cell(self.left + sum(self.columns[:column]), wide, left, right, paragraphs, rows, said(child(cell, "tcPr", "vAlign")),
                    fill if len(fill) == 6 else "", edges)

    def edge(self, cell: etree._Element, name: str, outer: bool) -> tuple[float, str] | None:
        own = child(cell, "tcPr", "tcBorders", name)
        if own is not None:
            return edge_of(own)
        between = {"top": "insideH", "bottom": "insideH", "left": "insideV", "right": "insideV"}[name]
        return next((edge_of(found) for e in self.told if (found := child(e, "tblBorders", name if outer else between)) is not None), None)


def reach(at: int, column: int, starts: list[dict[int, etree._Element]]) -> int:
    """Over how many rows the cell that begins here goes on."""
    rows = 1
    while at + rows < len(starts) and (cell := starts[at + rows].get(column)) is not None:
        merge = child(cell, "tcPr", "vMerge")
        if merge is None or said(merge, otherwise="continue") != "continue":
            break
        rows += 1
    return rows


def write(document: Path, title: str, out: Path, progress: Progress) -> list[int]:
    """Draws a filled document; the file is opened again before it counts. The first pages of its sections, from 0."""
    pack = package.opened(document)
    pages: list[int] = []
    starts: list[int] = []

    def draw(path: Path) -> None:
        canvas = Canvas(str(path), invariant=1, lang="zh-CN")
        canvas.setTitle(title)
        painter = Painter(pack, canvas)
        pages.append(painter.paint(progress))
        starts[:] = painter.starts
        canvas.save()

    def check(path: Path) -> None:
        with read_back(title, pypdfium2.PdfiumError), pypdfium2.PdfDocument(path) as drawn:
            if len(drawn) != pages[-1]:
                raise unlike(title)

    replace_file(out, draw, check)
    return starts
