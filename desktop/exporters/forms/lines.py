"""Paragraphs of a filled form broken into lines, and drawn."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # compiled, without types
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop.exporters import fonts
from desktop.exporters.forms.looks import Looks, Shape, Sign, sign
from desktop.exporters.forms.wordml import said, w
from desktop.exporters.page import PIECES
from desktop.exporters.pdf import MIDDLE

LEAN = 0.2  # of a slanted character to the right, by its height
EMU = 12_700  # in a point
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


@dataclass(frozen=True)
class SetLine:
    signs: Sequence[Sign]
    shape: Shape
    pitch: float
    indent: float
    last: bool

    @property
    def wide(self) -> float:
        return sum(s.wide for s in self.signs)


@dataclass(frozen=True)
class Paragraph:
    lines: Sequence[SetLine]
    shape: Shape

    @property
    def high(self) -> float:
        return self.shape.before + sum(line.pitch for line in self.lines) + self.shape.after


def paragraph(element: etree._Element, looks: Looks, room: float) -> Paragraph:
    """Broken to `room` points."""
    usual = looks.type(element, None)
    signs = list(signs_of(element, looks))
    shape = looks.shape(element, signs[0].type.size if signs else usual.size)
    inner = max(room - shape.left - shape.right, 10.0)
    lines = []
    for piece in parted(signs):
        broken = list(filled(piece, inner, shape.first if not lines else 0.0))
        for number, line in enumerate(broken or [()]):
            high = max((s.high for s in line), default=usual.size * 1.32)
            lines.append(SetLine(line, shape, shape.pitch(high), shape.left + (shape.first if not lines else 0.0),
                                 number == len(broken) - 1 or not broken))
    return Paragraph(lines, shape)


def signs_of(element: etree._Element, looks: Looks) -> Iterator[Sign]:
    """The characters and pictures of a paragraph; '\\n' is a line break."""
    for run in element.iter(w("r")):
        type = looks.type(element, run)
        for child in run:
            if child.tag == w("t"):
                yield from (sign(c, type) for c in child.text or "")
            elif child.tag in (w("br"), w("cr")) and said(child, "type") in ("", "textWrapping"):
                yield Sign("\n", type, 0, 0)
            elif child.tag == w("tab"):
                yield from (sign("\u3000", type), sign("\u3000", type))
            elif child.tag == w("drawing") and (inline := child.find(f"{DRAWING}inline")) is not None:
                extent, blip = inline.find(f"{DRAWING}extent"), next(inline.iter(BLIP), None)
                if extent is not None and blip is not None:
                    yield Sign("", type, int(extent.get("cx")) / EMU, int(extent.get("cy")) / EMU, str(blip.get(EMBED)))


def parted(signs: Sequence[Sign]) -> Iterator[list[Sign]]:
    here: list[Sign] = []
    for each in signs:
        if each.text == "\n":
            yield here
            here = []
        else:
            here.append(each)
    yield here


def filled(signs: Sequence[Sign], room: float, first: float) -> Iterator[Sequence[Sign]]:
    """Lines of at most `room`: no digits parted, no line that begins with a comma."""
    text = "".join(s.text or "\ufffc" for s in signs)
    line: list[Sign] = []
    left = room - first
    for match in PIECES.finditer(text):
        piece = signs[match.start():match.end()]
        wide = sum(s.wide for s in piece)
        if line and wide > left + 0.01:
            yield line
            line, left = [], room
        while wide > left + 0.01 and len(piece) > 1:
            fits = max(1, next((n for n in range(len(piece)) if sum(s.wide for s in piece[:n + 1]) > left), len(piece)))
            yield [*line, *piece[:fits]]
            piece, line, left = piece[fits:], [], room
            wide = sum(s.wide for s in piece)
        line += piece
        left -= wide
    if line:
        yield line


class Pen:
    """Draws lines on a canvas; `pictures` gives the bytes of a relationship."""

    def __init__(self, canvas: Canvas, picture: Callable[[str], ImageReader]) -> None:
        self.canvas = canvas
        self.picture = picture

    def paragraph(self, it: Paragraph, x: float, top: float, room: float) -> float:
        """Returns the lower edge."""
        y = top - it.shape.before
        for line in it.lines:
            self.line(line, x, y, room)
            y -= line.pitch
        return y - it.shape.after

    def line(self, line: SetLine, x: float, top: float, room: float) -> None:
        spare = room - line.indent - line.shape.right - line.wide
        align = line.shape.align
        at = x + line.indent + (spare / 2 if align == "center" else spare if align == "right" else 0)
        gap = spare / (len(line.signs) - 1) if align == "both" and not line.last and len(line.signs) > 1 and spare > 0 else 0.0
        for (type, pictured), group in groupby(line.signs, key=lambda s: (s.type, bool(s.picture))):
            signs = list(group)
            if pictured:
                for each in signs:
                    low = top - (line.pitch + each.high) / 2
                    self.canvas.drawImage(self.picture(each.picture), at, low, each.wide, each.high, mask="auto")
                    at += each.wide
                continue
            size = type.size
            baseline = top - line.pitch / 2 - MIDDLE * (type.full or size)
            wide = sum(s.wide for s in signs)
            text = self.canvas.beginText(at, baseline + type.rise)
            if type.italic:
                text.setTextTransform(1, 0, LEAN, 1, at, baseline + type.rise)
            text.setFillColor(HexColor(f"#{type.colour}"))
            text.setCharSpace(gap)
            if type.bold:
                text.setTextRenderMode(2)
                self.canvas.setLineWidth(size / 40)
            for font, piece in fonts.runs("".join(s.text for s in signs), type.face):
                text.setFont(font, size)
                text.textOut(piece)
            if type.bold:
                text.setTextRenderMode(0)  # it would hold for what follows
            self.canvas.drawText(text)
            if type.underlined:
                self.canvas.setLineWidth(0.5)
                self.canvas.line(at, baseline - 0.15 * size, at + wide, baseline - 0.15 * size)
            at += wide + gap * len(signs)
