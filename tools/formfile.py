"""Writes a shipped form: paragraphs and ruled tables in official faces as a small .docx that WPS, Word and LibreOffice open alike."""
from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

FANGSONG, KAITI, HEITI, SONGTI, XIAOBIAOSONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EARLIEST = (1980, 1, 1, 0, 0, 0)
PITCH = 1.32  # from line to line, in type sizes
EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


@dataclass(frozen=True)
class Line:
    """A paragraph. `size` and `pitch` in points; `before`, `after` in points; `indent` in characters."""
    text: str = ""
    face: str = FANGSONG
    size: float = 12
    align: str = "left"
    pitch: float = 0
    before: float = 0
    after: float = 0
    indent: float = 0
    new_page: bool = False
    colour: str = ""

    def xml(self) -> str:
        half, pitch = round(self.size * 2), round((self.pitch or self.size * PITCH) * 20)
        around = "".join(f' w:{n}="{round(v * 20)}"' for n, v in (("before", self.before), ("after", self.after)))
        chars, points = round(self.indent * 100), round(self.indent * self.size * 20)
        indent = f'<w:ind w:firstLineChars="{chars}" w:firstLine="{points}"/>' if self.indent else ""
        shape = (f"<w:pPr>{'<w:pageBreakBefore/>' * self.new_page}<w:snapToGrid w:val=\"0\"/>"
                 f'<w:spacing{around} w:line="{pitch}" w:lineRule="exact"/>{indent}<w:jc w:val="{self.align}"/></w:pPr>')
        colour = f'<w:color w:val="{self.colour}"/>' if self.colour else ""
        face = (f'<w:rPr><w:rFonts w:ascii="{self.face}" w:hAnsi="{self.face}" w:eastAsia="{self.face}" w:cs="{self.face}" '
                f'w:hint="eastAsia"/>{colour}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>')
        texts = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in self.text.split("\n"))
        return f"<w:p>{shape}<w:r>{face}{texts}</w:r></w:p>" if self.text else f"<w:p>{shape}</w:p>"


@dataclass(frozen=True)
class Cell:
    """`lines` or one text; `c` columns and `r` rows; `lies` top, center or bottom; `down`: written from top to bottom."""
    text: str = ""
    c: int = 1
    r: int = 1
    face: str = FANGSONG
    size: float = 12
    align: str = "center"
    lies: str = "center"
    lines: tuple[Line, ...] = ()
    open: bool = False
    edges: str = ""

    def inside(self) -> str:
        if self.lines:
            return "".join(line.xml() for line in self.lines)
        return "".join(Line(part, self.face, self.size, self.align).xml() for part in self.text.split("\n"))


def label(text: str, c: int = 1, r: int = 1, **more: object) -> Cell:
    return Cell(text, c, r, **{"face": HEITI, **more})  # type: ignore[arg-type]


def text(text: str, c: int = 1, r: int = 1, **more: object) -> Cell:
    return Cell(text, c, r, **more)  # type: ignore[arg-type]


def left(text: str, c: int = 1, r: int = 1, **more: object) -> Cell:
    return Cell(text, c, r, **{"align": "left", **more})  # type: ignore[arg-type]


@dataclass(frozen=True)
class Table:
    """Column widths in mm; rows as (height in mm, cells). Heights are exact unless `grows`. `ruled`: 0.5 pt lines."""
    widths: Sequence[float]
    rows: Sequence[tuple[float, Sequence[Cell]]]
    ruled: bool = True
    grows: bool = False
    head: int = 0
    padding: float = 1.5

    def xml(self) -> str:
        widths = [twips(w) for w in self.widths]
        held: dict[tuple[int, int], tuple[Cell, bool]] = {}
        rows = []
        for at, (height, cells) in enumerate(self.rows):
            waiting, written, column = list(cells), "", 0
            while column < len(widths):
                if (at, column) in held:
                    cell, begins = held[at, column][0], False
                else:
                    cell, begins = waiting.pop(0), True
                    for row in range(at + 1, at + cell.r):
                        held[row, column] = (cell, False)
                written += self.cell(cell, sum(widths[column:column + cell.c]), begins)
                column += cell.c
            if waiting:
                raise ValueError(f"第 {at + 1} 行多出 {len(waiting)} 格")
            rule = "atLeast" if self.grows else "exact"
            repeated = "<w:tblHeader/>" if at < self.head else ""
            size = f'<w:trHeight w:val="{twips(height)}" w:hRule="{rule}"/>'
            rows.append(f"<w:tr><w:trPr><w:cantSplit/>{size}{repeated}</w:trPr>{written}</w:tr>")
        edge = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' if self.ruled else '<w:{} w:val="nil"/>'
        margin = twips(self.padding)
        return (f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
                f'<w:tblBorders>{"".join(edge.format(e) for e in EDGES)}</w:tblBorders><w:tblLayout w:type="fixed"/>'
                f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
                f'<w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{"".join(f"""<w:gridCol w:w="{w}"/>""" for w in widths)}</w:tblGrid>'
                f'{"".join(rows)}</w:tbl>')

    def cell(self, cell: Cell, width: int, begins: bool) -> str:
        span = f'<w:gridSpan w:val="{cell.c}"/>' if cell.c > 1 else ""
        merge = f'<w:vMerge w:val="{"restart" if begins else "continue"}"/>' if cell.r > 1 else ""
        edges = "".join(f'<w:{e} w:val="{"nil" if cell.open else "single"}"{"" if cell.open else SINGLE}/>'
                        for e in cell.edges.split())
        edges = f"<w:tcBorders>{edges}</w:tcBorders>" if edges else ""
        inside = cell.inside() if begins else Line(size=cell.size).xml()
        return (f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{edges}<w:vAlign w:val="{cell.lies}"/></w:tcPr>'
                f"{inside}</w:tc>")


SINGLE = ' w:sz="4" w:space="0" w:color="000000"'
END = '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'


@dataclass(frozen=True)
class Page:
    """mm; `ends` above and below, `sides` left and right; `border` a double frame around the page."""
    wide: float = 210
    high: float = 297
    sides: float = 15
    top: float = 15
    bottom: float = 12
    border: bool = False

    def xml(self) -> str:
        turned = ' w:orient="landscape"' if self.wide > self.high else ""
        frame = "".join(f'<w:{e} w:val="thinThickSmallGap" w:sz="24" w:space="18" w:color="C00000"/>' for e in EDGES[:4])
        border = f'<w:pgBorders w:offsetFrom="page">{frame}</w:pgBorders>' if self.border else ""
        return (f'<w:sectPr><w:pgSz w:w="{twips(self.wide)}" w:h="{twips(self.high)}"{turned}/>'
                f'<w:pgMar w:top="{twips(self.top)}" w:right="{twips(self.sides)}" w:bottom="{twips(self.bottom)}" '
                f'w:left="{twips(self.sides)}" w:header="400" w:footer="400" w:gutter="0"/>{border}</w:sectPr>')


@dataclass
class FormFile:
    title: str
    blocks: Iterable[Line | Table]
    page: Page = field(default_factory=Page)

    def write(self, path: Path) -> None:
        blocks = list(self.blocks)
        body = "".join(block.xml() for block in blocks) + (END if isinstance(blocks[-1], Table) else "")
        parts = {
            "[Content_Types].xml": TYPES, "_rels/.rels": ROOT,
            "docProps/core.xml": CORE.format(title=escape(self.title)),
            "word/document.xml": (f'{HEAD}<w:document xmlns:w="{WORD}" xmlns:r="{RELATIONS}"><w:body>{body}{self.page.xml()}</w:body>'
                                  "</w:document>"),
            "word/_rels/document.xml.rels": DOCUMENT, "word/styles.xml": STYLES, "word/settings.xml": SETTINGS,
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
            for name, inside in parts.items():
                box.writestr(zipfile.ZipInfo(name, EARLIEST), inside, zipfile.ZIP_DEFLATED)


OFFICE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
         'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
         f'<Override PartName="/word/document.xml" ContentType="{OFFICE_TYPE}.document.main+xml"/>'
         f'<Override PartName="/word/styles.xml" ContentType="{OFFICE_TYPE}.styles+xml"/>'
         f'<Override PartName="/word/settings.xml" ContentType="{OFFICE_TYPE}.settings+xml"/>'
         '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>')
ROOT = (f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" '
        f'Target="word/document.xml"/><Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>')
DOCUMENT = (f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId2" Type="{RELATIONS}/settings" Target="settings.xml"/></Relationships>')
CORE = (f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>{title}</dc:title></cp:coreProperties>")
STYLES = (f'{HEAD}<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FANGSONG}" w:hAnsi="{FANGSONG}" '
          f'w:eastAsia="{FANGSONG}" w:cs="{FANGSONG}"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
          '</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
          '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/></w:style>'
          '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
          '<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" '
          'w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
          "</w:styles>")
SETTINGS = (f'{HEAD}<w:settings xmlns:w="{WORD}"><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/>'
            '<w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>'
            '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
            "</w:settings>")
