"""How the text of a Word document looks: the type of its runs, the shape of its paragraphs, styles and defaults worked in."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # compiled, without types

from desktop.exporters import fonts
from desktop.exporters.fonts import Face
from desktop.exporters.forms.wordml import PITCH, Styles, child, number, said, w

TWIP = 1 / 20  # points
RISES, SMALLER = {"superscript": 0.33, "subscript": -0.12}, 0.65  # of a raised or lowered character, in sizes of the others


@dataclass(frozen=True)
class Type:
    face: Face
    size: float
    bold: bool = False
    colour: str = "000000"
    underlined: bool = False
    italic: bool = False
    rise: float = 0.0  # points, of a raised or lowered character; its `size` is the smaller one
    full: float = 0.0  # the size beside it


@dataclass(frozen=True)
class Shape:
    """Points. `exact` is the distance of the lines, 0 where it follows the type by `factor`."""
    align: str = "left"
    before: float = 0.0
    after: float = 0.0
    exact: float = 0.0
    least: float = 0.0
    factor: float = 1.0
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    new_page: bool = False

    def pitch(self, high: float) -> float:
        """From line to line, where the highest thing in the line is `high` by itself."""
        return self.exact or max(high * self.factor, self.least)


class Looks:
    def __init__(self, tree: etree._Element | None) -> None:
        self.styles = Styles(tree)
        self.defaults = [] if tree is None else [e for e in (child(tree, "docDefaults", "rPrDefault", "rPr"),) if e is not None]
        self.common = [] if tree is None else [e for e in (child(tree, "docDefaults", "pPrDefault", "pPr"),) if e is not None]
        self.typed: dict[tuple[str, bytes], Type] = {}
        self.shaped: dict[tuple[bytes, float], Shape] = {}

    def sources(self, paragraph: etree._Element, kind: str) -> Iterator[etree._Element]:
        """The rPr or pPr of the paragraph's style and of those it is based on."""
        name = said(child(paragraph, "pPr", "pStyle")) or self.styles.usual
        for style in self.styles.chain(name):
            if (found := child(style, kind)) is not None:
                yield found

    def type(self, paragraph: etree._Element, run: etree._Element | None) -> Type:
        """A form says the same of most of its runs; each saying is worked out once."""
        key = said(child(paragraph, "pPr", "pStyle")), saying(child(run, "rPr"))
        if key not in self.typed:
            self.typed[key] = self.told_type(paragraph, run)
        return self.typed[key]

    def shape(self, paragraph: etree._Element, size: float) -> Shape:
        key = saying(child(paragraph, "pPr")), size
        if key not in self.shaped:
            self.shaped[key] = self.told_shape(paragraph, size)
        return self.shaped[key]

    def told_type(self, paragraph: etree._Element, run: etree._Element | None) -> Type:
        own = [] if run is None else [e for e in (child(run, "rPr"),) if e is not None]
        named = [] if run is None else [e for style in self.styles.chain(said(child(run, "rPr", "rStyle")))
                                        if (e := child(style, "rPr")) is not None]
        told = [*own, *named, *self.sources(paragraph, "rPr"), *self.defaults]

        def first(name: str, attribute: str = "val") -> str | None:
            return next((v for e in told if (c := child(e, name)) is not None and (v := c.get(w(attribute), "")) is not None), None)

        def flag(name: str) -> str | None:
            return next((str(c.get(w("val"), "1")) for e in told if (c := child(e, name)) is not None), None)

        face = next((str(c.get(w("eastAsia"))) for e in told if (c := child(e, "rFonts")) is not None and c.get(w("eastAsia"))), "宋体")
        colour = first("color") or "000000"
        full = (number(first("sz") or "20") or 20) / 2
        shift = RISES.get(first("vertAlign") or "", 0.0)
        return Type(known_face(face), full * (SMALLER if shift else 1), on(flag("b")), colour if len(colour) == 6 else "000000",
                    (first("u") or "none") != "none", on(flag("i")), shift * full, full)

    def told_shape(self, paragraph: etree._Element, size: float) -> Shape:
        told = [*([e] if (e := child(paragraph, "pPr")) is not None else []), *self.sources(paragraph, "pPr"), *self.common]

        def first(name: str, *attributes: str) -> str:
            return next((str(v) for e in told if (c := child(e, name)) is not None
                         for a in attributes if (v := c.get(w(a))) is not None), "")

        def points(*attributes: str, of: str = "spacing") -> float:
            return (number(first(of, *attributes)) or 0) * TWIP

        def indented(chars: str, *attributes: str) -> float:
            characters = number(first("ind", chars))
            return characters / 100 * size if characters else points(*attributes, of="ind")

        line, rule = number(first("spacing", "line")) or 240, first("spacing", "lineRule")
        return Shape({"start": "left", "end": "right", "distribute": "both"}.get(align := first("jc", "val") or "left", align),
                     points("before"), points("after"), line * TWIP if rule == "exact" else 0.0, line * TWIP if rule == "atLeast" else 0.0,
                     line / 240 if rule not in ("exact", "atLeast") else 1.0,
                     indented("firstLineChars", "firstLine") - indented("hangingChars", "hanging"),
                     indented("leftChars", "left", "start"), indented("rightChars", "right", "end"),
                     on(next((c.get(w("val"), "1") for e in told if (c := child(e, "pageBreakBefore")) is not None), None)))


def saying(properties: etree._Element | None) -> bytes:
    return b"" if properties is None else etree.tostring(properties, with_tail=False)


def on(value: str | None) -> bool:
    return value is not None and value not in ("0", "false", "off", "none")


@cache
def known_face(name: str) -> Face:
    """仿宋_GB2312, FangSong and 仿宋 are one face; an unknown one is drawn as 宋体."""
    english = {"fangsong": "仿宋", "kaiti": "楷体", "simhei": "黑体", "simsun": "宋体"}
    name = english.get(name.split("_")[0].lower(), name)
    for word, face in (("仿宋", fonts.FANGSONG), ("楷", fonts.KAITI), ("小标宋", fonts.XIAOBIAOSONG), ("黑", fonts.HEITI)):
        if word in name:
            return face
    return fonts.face(name)


@dataclass(frozen=True)
class Sign:
    """One character with its type, or a picture; widths and heights in points."""
    text: str
    type: Type
    wide: float
    high: float
    picture: str = ""


@cache
def wide(text: str, face: Face) -> float:
    """In type sizes."""
    return fonts.width(text, face, 1.0)


def sign(text: str, type: Type) -> Sign:
    return Sign(text, type, wide(text, type.face) * type.size, type.size * PITCH)
