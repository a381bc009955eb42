"""The marks of an .xlsx workbook's sheets, streamed from its parts; a document type declaration is never followed."""
from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, iterparse
from xml.parsers import expat

from desktop.importers.marks import Marks, is_red, misleads, telling
from desktop.importers.source import MOST_CELLS

BUILT_IN = {"2": "0.00"}
CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
Attributes = dict[str, str]


def local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2]


def elements(box: zipfile.ZipFile, part: str) -> list[Element]:
    """Every element of a small part, in order; nothing when the part is missing."""
    names = {n.lower(): n for n in box.namelist()}
    if part.lower() not in names:
        return []
    with box.open(names[part.lower()]) as stream:
        return [e for _, e in iterparse(stream, events=("start",))]


def plain(element: Element) -> Attributes:
    return {local(k): v for k, v in element.attrib.items()}


def targets(box: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Relationship id -> (kind, part) of a part's relations that stay inside the file."""
    folder, name = posixpath.split(part)
    found = {}
    for element in elements(box, f"{folder}/_rels/{name}.rels"):
        told = plain(element)
        if local(element.tag) == "Relationship" and told.get("TargetMode") != "External":
            target = told.get("Target", "")
            inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[told.get("Id", "")] = told.get("Type", "").rpartition("/")[2], inside
    return found


def looks(box: zipfile.ZipFile, part: str) -> dict[str, tuple[bool, bool, str]]:
    """Style number -> (struck through, red, telling number format), only for styles that say something."""
    codes, fonts, found, above = dict(BUILT_IN), [], {}, []
    inside = ""
    for element in elements(box, part):
        tag, told = local(element.tag), plain(element)
        if tag in ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"):
            inside = tag
        elif tag == "numFmt" and inside == "numFmts":
            codes[told.get("numFmtId", "")] = told.get("formatCode", "")
        elif tag == "font" and inside == "fonts":
            fonts.append([False, False])
        elif tag == "strike" and inside == "fonts" and fonts:
            fonts[-1][0] = told.get("val", "1") not in ("0", "false")
        elif tag == "color" and inside == "fonts" and fonts:
            fonts[-1][1] = is_red(told.get("rgb", ""))
        elif tag == "xf" and inside == "cellXfs":
            above.append((told.get("fontId", "0"), codes.get(told.get("numFmtId", ""), "")))
    for number, (font, code) in enumerate(above):
        struck, red = fonts[int(font)] if font.isdigit() and int(font) < len(fonts) else (False, False)
        code = code if telling(code) else ""
        if struck or red or code:
            found[str(number)] = struck, red, code
    return found


class SheetMarks:
    """Callbacks of the streaming parser for one worksheet part."""

    def __init__(self, styles: dict[str, tuple[bool, bool, str]]) -> None:
        self.marks = Marks()
        self.styles = styles
        self.row = self.column = 0
        self.cells = 0
        self.kind = self.formula = self.value = ""
        self.look: tuple[bool, bool, str] | None = None
        self.catching = ""
        self.has_formula = False
        self.names: dict[str, str] = {}

    def start(self, name: str, told: Attributes) -> None:
        tag = self.names.get(name) or self.names.setdefault(name, local(name))
        if tag == "c":
            self.start_cell(told)
        elif tag == "v" or tag == "t":
            self.catching = "value"
        elif tag == "f":
            self.catching, self.has_formula = "formula", True
        elif tag == "row":
            self.row = int(told["r"]) if told.get("r", "").isdigit() else self.row + 1
            self.column = -1
            if told.get("hidden") in ("1", "true"):
                self.marks.hidden_rows.add(self.row)
        elif tag == "col" and told.get("hidden") in ("1", "true"):
            first, last = int(told.get("min", 1)), min(int(told.get("max", 1)), 1000)
            self.marks.hidden_columns.update(range(first - 1, last))

    def start_cell(self, told: Attributes) -> None:
        match = CELL.fullmatch(told.get("r", ""))
        self.column = column_number(match[1]) if match else self.column + 1
        self.kind = told.get("t", "n")
        self.look = self.styles.get(told.get("s", ""))
        self.formula = self.value = ""
        self.has_formula = False

    def text(self, data: str) -> None:
        if self.catching == "value":
            if len(self.value) < 40:
                self.value += data
        elif self.catching and len(self.formula) < 400:
            self.formula += data

    def end(self, name: str) -> None:
        tag = self.names.get(name, "")
        if tag in ("v", "f", "t"):
            self.catching = ""
        elif tag == "c":
            self.end_cell()

    def end_cell(self) -> None:
        marks, place = self.marks, (self.row, self.column)
        if self.has_formula:
            if "DISPIMG(" in self.formula.upper():
                marks.instead[place] = None
                marks.pictures += 1
                return
            marks.outside += bool(re.search(r"\[\d+\]", self.formula))
            if not self.value and self.kind != "str":
                marks.uncomputed(*place, self.formula)
        if not self.value and not self.has_formula:
            return
        self.cells += 1
        marks.last_row, marks.last_column = max(marks.last_row, self.row), max(marks.last_column, self.column + 1)
        if self.kind == "e":
            marks.error(*place, self.value)
        elif self.kind in ("str", "s", "inlineStr") and "DISPIMG(" in self.value:
            marks.instead[place] = None
            marks.pictures += 1
        if self.look:
            struck, red, code = self.look
            if struck:
                marks.struck_rows.add(self.row)
            if red:
                marks.red_rows.add(self.row)
            if code and self.kind == "n" and misleads(code, self.value):
                marks.formats[place] = code


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def sheet_marks(box: zipfile.ZipFile, part: str, styles: dict[str, tuple[bool, bool, str]],
                too_many: Callable[[], None]) -> Marks:
    reading = SheetMarks(styles)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    with box.open(part) as stream:
        while piece := stream.read(1 << 16):
            parser.Parse(piece, False)
            if reading.cells > MOST_CELLS:
                too_many()
    parser.Parse(b"", True)
    return reading.marks


def marks(path: Path, too_many: Callable[[str], None]) -> tuple[dict[str, Marks], list[str]]:
    """By sheet name, and what is to be said of the whole workbook. `too_many` is called with an overfull sheet's name.

    A workbook whose parts cannot be followed gives no marks: the reader of the values decides whether it is broken.
    """
    found: dict[str, Marks] = {}
    with zipfile.ZipFile(path) as box:
        parts = {n.lower(): n for n in box.namelist()}
        try:
            related = targets(box, "xl/workbook.xml")
            style_part = next((p for kind, p in related.values() if kind == "styles"), "xl/styles.xml")
            styles = looks(box, style_part)
            book = [(local(e.tag), plain(e)) for e in elements(box, "xl/workbook.xml")]
            for tag, told in book:
                part = parts.get(related.get(told.get("id", ""), ("", ""))[1].lower())
                if tag == "sheet" and part:
                    name = told.get("name", "")
                    found[name] = sheet_marks(box, part, styles, lambda name=name: too_many(name))
                    found[name].hidden = told.get("state", "visible") != "visible"
        except (expat.ExpatError, ParseError, ValueError):
            return found, []
        return found, said(parts)


def said(parts: dict[str, str]) -> list[str]:
    sentences = []
    if any(p.startswith(("xl/comments", "xl/threadedcomments")) for p in parts):
        sentences.append("文件里有批注，批注不导入")
    if any(p.startswith("xl/externallinks/") for p in parts):
        sentences.append("文件引用了别的文件，引用没有打开，只用了保存下来的结果")
    if any(p.endswith("vbaproject.bin") for p in parts):
        sentences.append("文件里有宏，宏没有运行，只读了数据")
    return sentences
