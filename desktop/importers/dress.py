"""What a Word document shows beside its words: type, headings, bullets, tables and pictures, by the lines of its text."""
from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from xml.etree.ElementTree import Element, fromstring

from desktop.fields.looks import BOLD, ITALIC, LOWERED, RAISED, UNDERLINED, Look, Run
from desktop.importers import picture, word

MARKS = {"b": BOLD, "i": ITALIC, "u": UNDERLINED}
RAISING = {"superscript": RAISED, "subscript": LOWERED}
OFF = ("0", "false", "off", "none")
ALIGNED = {"center": "center", "right": "right", "end": "right"}
LONGEST_HEADING = 60
EMU, PIXELS = 36_000, 150 / 25.4  # in a mm; dots in a mm of a picture whose size is not told
MOST_PICTURES, MOST_BYTES = 60, 30_000_000
NOT_DRAWN = {"chart": "图表", "diagram": "示意图"}
LENGTH = re.compile(r"(width|height):([\d.]+)(pt|in|cm|mm|px)?")
UNITS = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96, None: 25.4 / 72}
Marked = list[tuple[str, str]]
"""Characters, each with its marks."""


@dataclass(frozen=True)
class Placed:
    """A picture and the line behind which it stands; mm."""
    after: int
    number: int
    sha256: str
    wide: float
    high: float

    @property
    def name(self) -> str:
        return f"［图{self.number}］"


@dataclass
class Dress:
    """By the numbers of the lines, from 1. `tables` are (first line, its look): their rows are lines with tabs.

    `images` are the bytes of the pictures by their hash; `doubts` what could not be kept.
    """
    looks: dict[int, Look] = field(default_factory=dict)
    tables: list[tuple[int, Look]] = field(default_factory=list)
    pictures: list[Placed] = field(default_factory=list)
    images: dict[str, bytes] = field(default_factory=dict)
    doubts: list[tuple[int, str]] = field(default_factory=list)


class Dresser:
    """Told of each paragraph and table as it becomes lines."""

    def __init__(self, box: zipfile.ZipFile) -> None:
        self.box = box
        self.dress = Dress()
        self.styles: dict[str, Element] = {}
        self.usual = ""
        self.count = 0
        for style in self.tree("word/styles.xml"):
            if word.local(style) == "style":
                self.styles[word.told(style, "styleId") or ""] = style
                if word.told(style, "default") in ("1", "true") and word.told(style, "type") == "paragraph":
                    self.usual = word.told(style, "styleId") or ""
        self.targets = {word.told(r, "Id"): word.told(r, "Target") or "" for r in self.tree("word/_rels/document.xml.rels")}

    def tree(self, part: str) -> Element | list[Element]:
        return fromstring(self.box.read(part)) if part in self.box.namelist() else []

    # type

    def chain(self, name: str | None) -> Iterator[Element]:
        seen: set[str] = set()
        while name and name in self.styles and name not in seen:
            seen.add(name)
            yield self.styles[name]
            name = word.told(word.first(self.styles[name], "basedOn"))

    def marks(self, run: Element, inherited: str) -> str:
        own = word.first(run, "rPr")
        told = [e for e in (own, *(word.first(s, "rPr") for s in self.chain(word.told(word.first(run, "rPr", "rStyle"))))) if e is not None]
        return marks_of(told, inherited)

    def paragraph_marks(self, paragraph: Element) -> str:
        name = word.told(word.first(paragraph, "pPr", "pStyle")) or self.usual
        return marks_of([e for s in self.chain(name) if (e := word.first(s, "rPr")) is not None], "")

    def characters(self, element: Element, marks: str) -> Iterator[tuple[str, str]]:
        """What word.text says, character by character."""
        for child in element:
            kind = word.local(child)
            if kind == "t":
                yield from ((c, marks) for c in child.text or "")
            elif kind in ("br", "cr"):
                yield "\n", marks
            elif kind == "tab":
                yield " ", marks
            elif kind not in word.TEXT_BOXES and kind not in ("pPr", "rPr", "tbl"):
                yield from self.characters(child, self.marks(child, marks) if kind == "r" else marks)

    def properties(self, paragraph: Element) -> list[Element]:
        own = word.first(paragraph, "pPr")
        name = word.told(word.first(paragraph, "pPr", "pStyle")) or self.usual
        return [e for e in (own, *(word.first(s, "pPr") for s in self.chain(name))) if e is not None]

    def numbering(self, paragraph: Element) -> Element | None:
        """The list that the paragraph or its style belongs to."""
        return next((n for e in self.properties(paragraph) if (n := word.first(e, "numPr")) is not None), None)

    def heading(self, paragraph: Element) -> int:
        """1 or 2, by the outline that the paragraph or its style has."""
        for each in self.properties(paragraph):
            level = word.told(word.first(each, "outlineLvl"))
            if level is not None and level.isdecimal():
                return min(int(level) + 1, 2) if int(level) < 9 else 0
        return 0

    # lines

    def paragraph(self, paragraph: Element, first: int, ordinal: str, bullet: bool) -> None:
        """The lines of a paragraph begin with number `first`, its text with `ordinal`."""
        said = [*((c, "") for c in ordinal), *self.characters(paragraph, self.paragraph_marks(paragraph))]
        align = next((word.told(j) for e in self.properties(paragraph) if (j := word.first(e, "jc")) is not None), "") or ""
        heading = self.heading(paragraph) if len(said) <= LONGEST_HEADING else 0
        number, at = first, 0
        for line in "".join(c for c, _ in said).splitlines(keepends=True):
            bare = line.splitlines()[0].rstrip()
            runs = () if heading else runs_of(said[at:at + len(bare)])
            look = Look(0, runs, ALIGNED.get(align, ""), heading, bullet)
            if not look.bare:
                self.dress.looks[number] = look
            number, at = number + 1, at + len(line)

    def table(self, table: Element, rows: list[list[Element]], first: int, ordinals: dict[Element, str]) -> list[str]:
        """Its rows as lines with tabs, which begin with number `first`."""
        grid = word.first(table, "tblGrid")
        widths = [word.number_of(word.told(c, "w"), 0, 40_000) for c in (grid if grid is not None else ())]
        columns = tuple(round(w / sum(widths), 4) for w in widths) if all(widths) and widths else ()
        shapes = [tuple(shape(cell) for cell in row) for row in rows]
        merged = any(s != (1, False) for row in shapes for s in row)
        lines = []
        for at, (row, cells) in enumerate(zip(rows, shapes, strict=True)):
            said = joined([squeezed([c for p in paragraphs_of(cell) for c in
                                     (*((c, "") for c in ordinals[p]), *self.characters(p, self.paragraph_marks(p)))]) for cell in row])
            lines.append("".join(c for c, _ in said))
            look = Look(0, runs_of(said), cells=cells if merged else ())
            if not at:
                self.dress.tables.append((first, Look(0, look.runs, rows=len(rows), columns=columns, cells=look.cells)))
            elif not look.bare:
                self.dress.looks[first + at] = look
        return lines

    # pictures

    def pictures(self, element: Element, after: int) -> None:
        """Those that hang in a paragraph or table stand behind line `after`."""
        for holder in drawings(element):
            parts = (e for e in holder.iter() if word.local(e) in ("blip", "imagedata"))
            found = list({word.told(e, "embed") or word.told(e, "id"): e for e in parts}.values())  # twice for older programs
            for each in found:
                self.picture(each, after, size_of(holder) if len(found) == 1 else None, crop_of(holder))
            if not found:
                kind = next((w for e in holder.iter() for n, w in NOT_DRAWN.items() if n in (e.get("uri") or "")), "")
                if kind:
                    self.dress.doubts.append((after, f"这一行后面的{kind}没有读取，要印出来请在 WPS 中把它另存为图片再插入；原件里还有"))

    def picture(self, blip: Element, after: int, size: tuple[float, float] | None, crop: tuple[float, ...]) -> None:
        self.count += 1
        target = self.targets.get(word.told(blip, "embed") or word.told(blip, "id") or "", "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"word/{target}")
        if not target or part not in self.box.namelist():
            self.lost(after, "只是一个链接，文件里没有它")
            return
        try:
            data, (across, up) = picture.printable(self.box.read(part), crop)
        except picture.Unprintable as error:
            self.lost(after, str(error))
            return
        kept = self.dress.images
        if len(kept) >= MOST_PICTURES or sum(map(len, kept.values())) + len(data) > MOST_BYTES:
            self.lost(after, f"没有读取：图片超过 {MOST_PICTURES} 张或 {MOST_BYTES // 1_000_000} MB")
            return
        name = sha256(data).hexdigest()
        kept[name] = data
        wide, high = size or (across / PIXELS, up / PIXELS)
        self.dress.pictures.append(Placed(after, self.count, name, round(wide, 1), round(high, 1)))

    def lost(self, after: int, why: str) -> None:
        self.dress.doubts.append((after, f"第 {self.count} 张图片{why}，没有保留；原件里还有"))


def marks_of(told: list[Element], inherited: str) -> str:
    """The marks of a run by what its own properties, then those of its style say."""
    found = ""
    for name, mark in MARKS.items():
        said = next((c for e in told if (c := word.first(e, name)) is not None), None)
        found += mark if (mark in inherited if said is None else (word.told(said) or "1") not in OFF) else ""
    raised = next((word.told(c) for e in told if (c := word.first(e, "vertAlign")) is not None), None)
    return found + (RAISING.get(raised or "", "") if raised else "".join(m for m in RAISING.values() if m in inherited))


def runs_of(said: Marked) -> tuple[Run, ...]:
    """What is marked, neighbours together; marks on blanks alone are none."""
    found: list[Run] = []
    for at, (char, marks) in enumerate(said):
        if not marks:
            continue
        if found and found[-1][1:] == (at, marks):
            found[-1] = (found[-1][0], at + 1, marks)
        elif not char.isspace():
            found.append((at, at + 1, marks))
    return tuple(found)


def squeezed(said: Marked) -> Marked:
    """A cell's text on one line: blanks become one, none around it."""
    found: Marked = []
    for char, marks in said:
        if not char.isspace():
            found.append((char, marks))
        elif found and found[-1][0] != " ":
            found.append((" ", ""))
    return found[:-1] if found and found[-1][0] == " " else found


def joined(cells: list[Marked]) -> Marked:
    return [c for at, cell in enumerate(cells) for c in ([("\t", "")] if at else []) + cell]


def paragraphs_of(cell: Element) -> Iterator[Element]:
    return (p for p in word.children(cell) if word.local(p) == "p")


def shape(cell: Element) -> tuple[int, bool]:
    merge = word.first(cell, "tcPr", "vMerge")
    return word.number_of(word.told(word.first(cell, "tcPr", "gridSpan")), 1), merge is not None and word.told(merge) != "restart"


def drawings(element: Element) -> Iterator[Element]:
    """What is drawn, in order; of what is there twice for older programs the first."""
    for child in element:
        kind = word.local(child)
        if kind in ("drawing", "pict", "object"):
            yield child
        elif kind not in ("Fallback", "del", "moveFrom"):
            yield from drawings(child)


def size_of(holder: Element) -> tuple[float, float] | None:
    """mm."""
    extent = next((e for e in holder.iter() if word.local(e) == "extent"), None)
    if extent is not None:
        wide, high = (float(extent.get(n) or 0) / EMU for n in ("cx", "cy"))
        return (wide, high) if wide > 0 and high > 0 else None
    style = next((e.get("style") or "" for e in holder.iter() if word.local(e) == "shape"), "")
    found = {name: float(value) * UNITS[unit or None] for name, value, unit in LENGTH.findall(style)}
    return (found["width"], found["height"]) if min(found.get("width", 0), found.get("height", 0)) > 0 else None


def crop_of(holder: Element) -> tuple[float, ...]:
    """What its writer cut off at the left, top, right and bottom, as shares."""
    cut = next((e for e in holder.iter() if word.local(e) == "srcRect"), None)
    if cut is None:
        return (0.0,) * 4
    shares = tuple(min(max(int(v) / 100_000, 0.0), 0.95) if re.fullmatch(r"-?\d+", v := cut.get(n) or "0") else 0.0 for n in "ltrb")
    return shares if shares[0] + shares[2] < 0.98 and shares[1] + shares[3] < 0.98 else (0.0,) * 4
