"""The words of WordprocessingML that a form's cells are made of: sizes, widths, heights, and what fits into them."""
from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # compiled, without types

from desktop.exporters.forms import marks
from desktop.exporters.forms.marks import Mark
from desktop.exporters.forms.program import Copy
from desktop.exporters.page import broken, em
from desktop.fields.looks import BOLD, ITALIC, LOWERED, RAISED, UNDERLINED

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MARGIN = 108  # twips left and right of a cell's text, unless the table says otherwise
LEAST = 7.0  # points; nothing is set smaller
PITCH = 1.3  # from line to line of an unsaid spacing, in type sizes
NARROWER, NEAT = 0.75, 9.0  # a single line is rather set so much smaller, not below so many points, than it is broken
MARKED = ((BOLD, "b", "1"), (ITALIC, "i", "1"), (UNDERLINED, "u", "single"), (RAISED, "vertAlign", "superscript"),
          (LOWERED, "vertAlign", "subscript"))
"""How the marks of a text are written: mark, element, value."""
SPARE = 1.0  # mm of a row's height that stay empty
CUT = "（以下从略）"
MM = 25.4 / 1440  # of a twip
BEHIND_SIZE = ("highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish",
               "oMath", "rPrChange")
BEHIND_SPACING = ("ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
                  "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange")


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    for name in names:
        element = None if element is None else next(element.iterchildren(w(name)), None)
    return element


def said(element: etree._Element | None, name: str = "val", otherwise: str = "") -> str:
    return otherwise if element is None else str(element.get(w(name), otherwise))


def number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def above(element: etree._Element, name: str) -> etree._Element | None:
    return next(element.iterancestors(w(name)), None)


def own_texts(paragraph: etree._Element) -> list[etree._Element]:
    """The w:t of a paragraph, without those of text boxes that hang in it."""
    return [t for t in paragraph.iter(w("t")) if above(t, "p") is paragraph]


class Styles:
    """The size of type and the line spacing that a paragraph's style gives."""

    def __init__(self, tree: etree._Element | None) -> None:
        self.named: dict[str, etree._Element] = {}
        self.usual = ""
        self.size = 10.0
        for style in () if tree is None else tree.iter(w("style")):
            self.named[said(style, "styleId")] = style
            if said(style, "type") == "paragraph" and said(style, "default") in ("1", "true"):
                self.usual = said(style, "styleId")
        first = None if tree is None else child(tree, "docDefaults", "rPrDefault", "rPr", "sz")
        self.size = (number(said(first)) or 20) / 2

    def chain(self, name: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while name in self.named and name not in seen:
            seen.add(name)
            yield self.named[name]
            name = said(child(self.named[name], "basedOn"))

    def of(self, paragraph: etree._Element, run: etree._Element | None) -> float:
        """Points."""
        own = child(run, "rPr", "sz")
        style = said(child(paragraph, "pPr", "pStyle")) or self.usual
        for size in (own, *(child(s, "rPr", "sz") for s in (*self.chain(said(child(run, "rPr", "rStyle"))), *self.chain(style)))):
            if size is not None and (found := number(said(size))):
                return found / 2
        return self.size

    def spacing(self, paragraph: etree._Element) -> etree._Element | None:
        """The w:spacing that says the line; the paragraph's own or its style's."""
        style = said(child(paragraph, "pPr", "pStyle")) or self.usual
        for each in (child(paragraph, "pPr", "spacing"), *(child(s, "pPr", "spacing") for s in self.chain(style))):
            if each is not None and each.get(w("line")):
                return each
        return None


@dataclass
class Line:
    """A paragraph of a cell: its words and marks, its size, and the distance of its lines (0: by the size)."""
    parts: list[str | Mark]
    size: float
    exact: float = 0.0
    factor: float = 1.0

    def pitch(self, scale: float) -> float:
        return (self.exact or self.size * PITCH * self.factor) * scale


@dataclass
class Box:
    """A cell's room in mm; `high` is None where the row grows with its text."""
    wide: float
    high: float | None
    lines: list[Line] = field(default_factory=list)

    def picture(self) -> tuple[float, float]:
        return max(self.wide - 1, 5), max((self.high or 35.0) - SPARE, 5)


class Fit:
    """The scale in which a cell's text fits into its row of exact height, and what is cut of what never does."""

    def __init__(self, key: int, box: Box) -> None:
        self.key = key
        self.box = box
        self.lines: list[Line] = box.lines

    def scale(self, copy: Copy) -> float:
        if self.key not in copy.fits:
            copy.fits[self.key] = self.found(copy)
        return copy.fits[self.key]

    def found(self, copy: Copy) -> float:
        texts = [self.text(line, copy) for line in self.lines]
        if len(texts) == 1 and self.surely(texts[0]):
            return 1.0
        most = max(line.size for line in self.lines)
        steps = [most, *(s / 2 for s in range(int(most * 2) - 1, int(LEAST * 2) - 1, -1))]
        letters = sum(map(em, texts))
        if (narrower := self.narrower(texts, letters, most)) is not None:
            return narrower
        for size in steps:
            if letters * size * size * PITCH <= self.points * 1.4 and self.fits(texts, size / most):
                return size / most
        if not any(texts):
            return 1.0
        self.shorten(copy, steps[-1] / most)
        return steps[-1] / most

    def surely(self, text: str) -> bool:
        """Told without breaking the lines: it stays in one, or is far too long for one and low enough however it is broken."""
        assert self.box.high is not None
        line = self.lines[0]
        across = self.box.wide / line.size * 72 / 25.4
        half = len(text.encode("ascii", "ignore"))  # such characters are half as wide, and are not parted
        if len(text) <= across / 1.3 and "\n" not in text:
            return True
        room = across - 1.5 - half / 2
        if "\n" in text or room < 2 or len(text) - half / 2 <= across / NARROWER:
            return False
        return math.ceil((len(text) + half / 4) / room) * line.pitch(1) * 25.4 / 72 <= self.box.high - SPARE

    def narrower(self, texts: list[str], letters: float, size: float) -> float | None:
        """The scale in which a text stands in one line, if that is not much smaller than the form's own type."""
        if len(texts) != 1 or "\n" in texts[0] or not letters:
            return None
        fitting = math.floor(self.box.wide * 72 / 25.4 / letters * 2) / 2
        return fitting / size if max(size * NARROWER, NEAT) <= fitting < size else None

    @property
    def points(self) -> float:
        """The cell's area in square points."""
        assert self.box.high is not None
        return self.box.wide * self.box.high * (72 / 25.4) ** 2

    def text(self, line: Line, copy: Copy) -> str:
        return "".join(p if isinstance(p, str) else written(copy, p) for p in line.parts)

    def fits(self, texts: list[str], scale: float) -> bool:
        """Whether it is low enough; what takes no more lines than the form has always fits."""
        assert self.box.high is not None
        room, most = 0.0, 1
        for text, line in zip(texts, self.lines, strict=True):
            across = self.box.wide / (line.size * scale * 25.4 / 72)
            count = 1 if len(text) <= across / 1.3 and "\n" not in text else len(broken(text, max(across, 2), em))
            room += count * line.pitch(scale) * 25.4 / 72
            most = max(most, count)
        return most == 1 or room <= self.box.high - SPARE

    def shorten(self, copy: Copy, scale: float) -> None:
        """The longest value loses its end until the cell holds the rest."""
        values = [(len(written(copy, p)), p) for line in self.lines for p in line.parts if isinstance(p, Mark)]
        length, longest = max(values, key=lambda each: each[0])
        whole = written(copy, longest)
        low, high = 0, min(length, int(3 * self.points / (LEAST * LEAST)))  # digits are half as wide
        while low < high:
            middle = (low + high + 1) // 2
            copy.cuts[self.key, longest.written] = whole[:middle].rstrip() + CUT
            fits = self.fits([self.cut_text(line, copy) for line in self.lines], scale)
            low, high = (middle, high) if fits else (low, middle - 1)
        copy.cuts[self.key, longest.written] = whole[:low].rstrip() + CUT
        copy.troubles.append(f"“{longest.whole}”太长，有 {length - low} 个字放不下")

    def cut_text(self, line: Line, copy: Copy) -> str:
        return "".join(p if isinstance(p, str) else copy.cuts.get((self.key, p.written), written(copy, p)) for p in line.parts)


def written(copy: Copy, mark: Mark) -> str:
    value = copy.value(mark)
    return "" if marks.picture(value) else marks.said(value, mark.dress)


class Cells:
    """Where each cell of a table begins, how wide it is, and how high its rows are together."""

    def __init__(self, table: etree._Element) -> None:
        self.boxes: dict[etree._Element, Box] = {}
        self.places: dict[etree._Element, tuple[int, int]] = {}
        columns = [number(said(c, "w")) or 0 for c in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
        rows = [row for row in table.iter(w("tr")) if above(row, "tbl") is table]
        heights = [height(row) for row in rows]
        starts = [dict(begins(row)) for row in rows]
        margins = child(table, "tblPr", "tblCellMar")
        for at in range(len(rows)):
            for order, (column, cell) in enumerate(starts[at].items()):
                span = int(number(said(child(cell, "tcPr", "gridSpan"))) or 1)
                wide = number(said(child(cell, "tcPr", "tcW"), "w")) if said(child(cell, "tcPr", "tcW"), "type") == "dxa" else None
                wide = wide or sum(columns[column:column + span]) or 2000
                high = covered(at, column, starts, heights)
                self.boxes[cell] = Box(max(wide - beside(cell, margins), 200) * MM, None if high is None else high * MM)
                self.places[cell] = (at + 1, order + 1)


def height(row: etree._Element) -> tuple[float, bool] | None:
    told = child(row, "trPr", "trHeight")
    found = number(said(told))
    return None if found is None else (found, said(told, "hRule") == "exact")


def begins(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    column = int(number(said(child(row, "trPr", "gridBefore"))) or 0)
    for cell in row.iter(w("tc")):
        if above(cell, "tr") is row:
            yield column, cell
            column += int(number(said(child(cell, "tcPr", "gridSpan"))) or 1)


def covered(at: int, column: int, starts: list[dict[int, etree._Element]], heights: list[tuple[float, bool] | None]) -> float | None:
    """Twips of the rows over which the cell reaches; None when one of them may grow."""
    total, row = 0.0, at
    while True:
        told = heights[row]
        if told is None or not told[1]:
            return None
        total += told[0]
        row += 1
        cell = starts[row].get(column) if row < len(starts) else None
        merge = child(cell, "tcPr", "vMerge")
        if merge is None or said(merge, otherwise="continue") != "continue":
            return total


def beside(cell: etree._Element, margins: etree._Element | None) -> float:
    total = 0.0
    for sides in (("left", "start"), ("right", "end")):
        found = [number(said(child(m, side), "w")) for m in (child(cell, "tcPr", "tcMar"), margins) for side in sides]
        total += next((f for f in found if f is not None), MARGIN)
    return total


def resized(run: etree._Element, sign: str) -> None:
    """Give a run a size that the filling says; the children of w:rPr stand in the order of the schema."""
    properties = child(run, "rPr")
    if properties is None:
        properties = etree.Element(w("rPr"))
        run.insert(0, properties)
    for name in ("sz", "szCs"):
        found = child(properties, name)
        if found is None:
            found = etree.Element(w(name))
            later = (*BEHIND_SIZE, "szCs") if name == "sz" else BEHIND_SIZE
            behind = [n for n, c in enumerate(properties) if etree.QName(c).localname in later]
            properties.insert(behind[0] if behind else len(properties), found)
        found.set(w("val"), sign)


def spaced(paragraph: etree._Element, told: etree._Element | None) -> etree._Element:
    """The paragraph's own w:spacing, made after what its style says where it has none."""
    properties = child(paragraph, "pPr")
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    own = child(properties, "spacing")
    if own is None:
        own = etree.Element(w("spacing"))
        behind = [n for n, c in enumerate(properties) if isinstance(c.tag, str) and etree.QName(c).localname in BEHIND_SPACING]
        properties.insert(behind[0] if behind else len(properties), own)
    for name, value in () if told is None or told is own else told.attrib.items():
        if name not in own.attrib:
            own.set(name, value)
    return own
