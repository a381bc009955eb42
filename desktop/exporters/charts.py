"""A chart as one drawing: on the screen as SVG, on paper as lines, in Word as a picture for printing."""
from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from math import cos, pi, sin
from typing import Any

import pypdfium2
from reportlab.graphics import renderPDF, renderSVG
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from desktop.exporters import fonts
from desktop.exporters.drawing import DRAWING
from desktop.exporters.fonts import HEITI, SONGTI, Face
from desktop.exporters.hatching import FILLS, INK, Point, filled
from desktop.exporters.page import broken
from desktop.fields.chart import Chart, said

SIZE, TITLE = 10.5, 14.0  # points
LINE = 1.25  # from line to line, in type sizes
WIDE = 480.0  # points: as wide as an upright page's text
GAP = 6.0
BAR, BETWEEN = 13.0, 8.0  # a bar's thickness and what is free between two labels
TALL = 150.0  # of columns and pies
LABELS = 0.36  # the most of the width that labels beside bars may take
DPI = 300
GREY = HexColor("#B9C0C9")
MIDDLE = 0.36  # from the baseline to a character's middle
KEY = 26.0  # a legend's little box and the gap behind it
SLICES = len(FILLS)  # a pie of more becomes bars
WHITE = HexColor("#FFFFFF")


@dataclass
class Easel:
    """A drawing that grows from its top downwards: `y` is what is used of it; turned round when it is done."""
    width: float
    y: float = 0.0

    def __post_init__(self) -> None:
        self.marks: list[tuple[str, Any]] = []

    def text(self, words: str, x: float, y: float, align: str = "left", size: float = SIZE, face: Face = SONGTI) -> None:
        self.marks.append(("text", (words, x, y, align, size, face)))

    def line(self, x1: float, y1: float, x2: float, y2: float, grey: bool = False) -> None:
        self.marks.append(("line", (x1, y1, x2, y2, grey)))

    def area(self, corners: list[Point], number: int, parts: list[list[Point]] | None = None) -> None:
        """`parts`: convex ones that make up an area which is not."""
        self.marks.append(("area", (corners, number, parts or [corners])))

    def done(self) -> Drawing:
        height = self.y + GAP
        made = Drawing(self.width, height)
        ground = Rect(0, 0, self.width, height)
        ground.fillColor, ground.strokeColor = WHITE, None
        made.add(ground)
        for kind, mark in self.marks:
            if kind == "area":
                edge, number, parts = mark
                up = [[(x, height - y) for x, y in corners] for corners in (edge, *parts)]
                made.add(filled(up[1:], up[0], FILLS[number]))
            elif kind == "line":
                x1, y1, x2, y2, grey = mark
                made.add(Line(x1, height - y1, x2, height - y2, strokeColor=GREY if grey else INK, strokeWidth=0.6))
            else:
                words(made, height, *mark)
        return made


def words(made: Drawing, height: float, text: str, x: float, y: float, align: str, size: float, face: Face) -> None:
    """One line whose middle is at `y`, each character by a font that has it."""
    wide = fonts.width(text, face, size)
    x -= {"left": 0.0, "center": wide / 2, "right": wide}[align]
    for font, piece, em in fonts.pieces(text, face):
        made.add(String(x, height - y - MIDDLE * size, piece, fontName=font, fontSize=size, fillColor=INK))
        x += em * size


def drawing(chart: Chart, width: float = WIDE) -> Drawing:
    """`width` in points; as high as the labels need."""
    easel = Easel(width)
    easel.text(chart.title, width / 2, TITLE * 0.8, "center", TITLE, HEITI)
    easel.y = TITLE * 1.6 + GAP
    amounts = chart.series[0].values
    if len(chart.series) > 1:
        legend(easel, [(series.name, n) for n, series in enumerate(chart.series)])
    if chart.empty:
        easel.text("没有数据", width / 2, easel.y + SIZE, "center")
        easel.y += 2 * SIZE
    elif chart.kind == "pie" and len(chart.labels) <= SLICES and all(v is None or v >= 0 for v in amounts):
        pie(easel, chart)
    elif chart.kind == "columns" and fits(chart, width):
        columns(easel, chart)
    else:
        bars(easel, chart)
    return easel.done()


def fits(chart: Chart, width: float) -> bool:
    """Standing columns need their labels beside one another, in two lines at most."""
    room = (width - 2 * GAP) / max(1, len(chart.labels)) / SIZE - 0.5
    return all(len(broken(label, room, measure)) <= 2 for label in chart.labels)


def measure(text: str) -> float:
    return fonts.width(text, SONGTI, 1.0)


def legend(easel: Easel, entries: list[tuple[str, int]]) -> None:
    """In one line where they fit, otherwise in several."""
    x = GAP
    for name, number in entries:
        wide = KEY + measure(name) * SIZE + 2 * GAP
        if x > GAP and x + wide > easel.width:
            x, easel.y = GAP, easel.y + SIZE * 1.6
        easel.area(box(x, easel.y + 2, 20.0, SIZE - 2), number)
        easel.text(name, x + KEY, easel.y + SIZE / 2 + 1)
        x += wide
    easel.y += SIZE * 1.6 + GAP


def box(x: float, y: float, wide: float, high: float) -> list[Point]:
    return [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]


def value(chart: Chart, number: float) -> str:
    return said(number) + chart.unit


def bars(easel: Easel, chart: Chart) -> None:
    """Lying bars: any label, however long, is read without turning one's head."""
    room = LABELS * easel.width
    labels = [broken(label, room / SIZE, measure) for label in chart.labels]
    beside = max(measure(line) for lines in labels for line in lines) * SIZE + 2 * GAP
    known = [v for series in chart.series for v in series.values if v is not None]
    least, most = min(0.0, *known), max(0.0, *known)
    said_wide = max(measure(value(chart, v)) for v in known) * SIZE + 4.0
    zero_room = said_wide if least < 0 else 0.0
    scale = (easel.width - beside - said_wide - zero_room - GAP) / ((most - least) or 1.0)
    zero = beside + zero_room - least * scale
    top = easel.y
    for n, lines in enumerate(labels):
        high = max(BAR * len(chart.series), SIZE * LINE * len(lines)) + BETWEEN
        for number, line in enumerate(lines):
            easel.text(line, beside - GAP, easel.y + high / 2 + SIZE * LINE * (number - (len(lines) - 1) / 2), "right")
        y = easel.y + (high - BAR * len(chart.series)) / 2
        for number, series in enumerate(chart.series):
            amount = series.values[n]
            if amount is not None:
                if amount:
                    easel.area(box(min(zero, zero + amount * scale), y, abs(amount) * scale, BAR), number)
                end, align = (zero + amount * scale + 4.0, "left") if amount >= 0 else (zero + amount * scale - 4.0, "right")
                easel.text(value(chart, amount), end, y + BAR / 2, align)
            y += BAR
        easel.y += high
    easel.line(zero, top, zero, easel.y)


def columns(easel: Easel, chart: Chart) -> None:
    known = [v for series in chart.series for v in series.values if v is not None]
    least, most = min(0.0, *known), max(0.0, *known)
    scale = TALL / ((most - least) or 1.0)
    zero = easel.y + SIZE * 1.4 + most * scale
    place = (easel.width - 2 * GAP) / len(chart.labels)
    wide = min(36.0, place * 0.7 / len(chart.series))
    deepest = 1
    for n, label in enumerate(chart.labels):
        middle = GAP + place * (n + 0.5)
        x = middle - wide * len(chart.series) / 2
        for number, series in enumerate(chart.series):
            amount = series.values[n]
            if amount is not None:
                if amount:
                    easel.area(box(x, min(zero, zero - amount * scale), wide, abs(amount) * scale), number)
                size = min(SIZE, SIZE * (place if len(chart.series) == 1 else wide) / (measure(value(chart, amount)) * SIZE))
                easel.text(value(chart, amount), x + wide / 2, zero - amount * scale + (-0.7 if amount >= 0 else 0.7) * SIZE,
                           "center", size)
            x += wide
        lines = broken(label, place / SIZE - 0.5, measure)
        deepest = max(deepest, len(lines))
        for number, line in enumerate(lines):
            easel.text(line, middle, zero - least * scale + SIZE * (1.0 + LINE * number) + (SIZE * 1.2 if least < 0 else 0), "center")
    easel.line(GAP, zero, easel.width - GAP, zero)
    easel.y = zero - least * scale + SIZE * (0.6 + LINE * deepest) + (SIZE * 1.2 if least < 0 else 0)


def pie(easel: Easel, chart: Chart) -> None:
    """Slices from the top on, clockwise; each is named with its value and its share, beside the pie or under it."""
    amounts = [v or 0.0 for v in chart.series[0].values]
    whole, entries = sum(amounts), [n for n, amount in enumerate(amounts) if amount]
    names = [f"{chart.labels[n]}　{value(chart, amounts[n])}（{amounts[n] / whole * 100:.2f}%）" for n in entries]
    radius = min(TALL, easel.width - 2 * GAP) / 2
    left = GAP + 2 * radius + 3 * GAP
    under = left + KEY + max(map(measure, names)) * SIZE > easel.width
    x, y, turn = (easel.width / 2 if under else GAP + radius), easel.y + radius, 0.0
    for place, n in enumerate(entries):
        share = amounts[n] / whole
        steps = max(2, round(share * 120))
        arc = [(turn + share * step / steps) * 2 * pi for step in range(steps + 1)]
        rim = [(x + radius * sin(a), y - radius * cos(a)) for a in arc]
        half = len(rim) // 2
        parts = [[(x, y), *rim[:half + 1]], [(x, y), *rim[half:]]] if share > 0.5 else None
        easel.area(rim if share == 1 else [(x, y), *rim], place, parts)
        turn += share
    row = easel.y + 2 * radius + 2 * GAP if under else easel.y + radius - SIZE * 1.8 * len(entries) / 2
    for place, name in enumerate(names):
        start = GAP if under else left
        easel.area(box(start, row + 3, 20.0, SIZE - 2), place)
        for line in broken(name, (easel.width - start - KEY) / SIZE, measure):
            easel.text(line, start + KEY, row + SIZE / 2 + 2)
            row += SIZE * 1.5
        row += SIZE * 0.3
    easel.y = max(easel.y + 2 * radius, row)


FAMILY = re.compile(r"font-family: ?[^;\"']*")


def svg(chart: Chart, width: float = WIDE, family: str = "Noto Sans SC") -> bytes:
    """For the screen, in the screen's own font: characters are found by it, not by the names of files."""
    with DRAWING:
        made = drawing(chart, width)
        text = renderSVG.drawToString(made)
    return FAMILY.sub(f"font-family: {family}", text).encode("utf-8")


def pdf(chart: Chart, width: float = WIDE) -> bytes:
    """One page as large as the drawing."""
    packed = BytesIO()
    with DRAWING:
        made = drawing(chart, width)
        canvas = Canvas(packed, (made.width, made.height), invariant=1)
        renderPDF.draw(made, canvas, 0, 0)
        canvas.showPage()
        canvas.save()
    return packed.getvalue()


def png(chart: Chart, width: float = WIDE, dpi: int = DPI) -> bytes:
    packed = BytesIO()
    with DRAWING, pypdfium2.PdfDocument(pdf(chart, width)) as document:
        picture = document[0].render(scale=dpi / 72).to_pil()  # pyright: ignore[reportArgumentType]
        picture.quantize(64).save(packed, "PNG", dpi=(dpi, dpi))
    return packed.getvalue()
