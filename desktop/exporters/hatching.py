"""The inside of a bar or a slice: four tints that stay apart in black and white, each with strokes of its own."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from reportlab.graphics.shapes import Group, Line, Polygon
from reportlab.lib.colors import HexColor

Point = tuple[float, float]
INK = HexColor("#1C2127")
EDGE, STROKE = 0.6, 0.5  # points


@dataclass(frozen=True)
class Fill:
    """`angles` of the strokes in degrees, `gap` points apart; `excel` is the like pattern of a workbook."""
    colour: str
    angles: tuple[float, ...]
    gap: float
    stroke: str
    excel: str | None


FILLS = (
    Fill("#1D5C8F", (), 0.0, "", None),
    Fill("#CFE0EE", (45.0,), 4.0, "#1D5C8F", "wide_upward_diagonal"),
    Fill("#FFFFFF", (135.0, 45.0), 4.5, "#545D68", "large_grid"),
    Fill("#C9A45C", (0.0,), 3.0, "#6B4A12", "dark_horizontal"),
)


def filled(parts: Sequence[Sequence[Point]], edge: Sequence[Point], fill: Fill) -> Group:
    """An area of convex parts in its tint, with its strokes and an edge round the whole."""
    area = Group()
    for corners in parts:
        tint = HexColor(fill.colour)
        area.add(Polygon(flat(corners), fillColor=tint, strokeColor=tint, strokeWidth=0.1))  # no seam between two parts
        for angle in fill.angles:
            for start, end in strokes(corners, angle, fill.gap):
                area.add(Line(*start, *end, strokeColor=HexColor(fill.stroke), strokeWidth=STROKE))
    area.add(Polygon(flat(edge), fillColor=None, strokeColor=INK, strokeWidth=EDGE))
    return area


def flat(corners: Sequence[Point]) -> list[float]:
    return [number for corner in corners for number in corner]


def strokes(corners: Sequence[Point], angle: float, gap: float) -> Iterator[tuple[Point, Point]]:
    """Parallel lines within a convex polygon, on one grid for all areas of a drawing."""
    along, across = (cos(radians(angle)), sin(radians(angle))), (-sin(radians(angle)), cos(radians(angle)))
    heights = [x * across[0] + y * across[1] for x, y in corners]
    number = int(min(heights) // gap) + 1
    while number * gap < max(heights):
        height = number * gap
        cuts = sorted(crossings(corners, heights, height, along))
        if len(cuts) >= 2 and cuts[-1] - cuts[0] > 0.01:
            yield tuple((along[0] * c + across[0] * height, along[1] * c + across[1] * height) for c in (cuts[0], cuts[-1]))  # type: ignore[misc]
        number += 1


def crossings(corners: Sequence[Point], heights: Sequence[float], height: float, along: Point) -> Iterator[float]:
    """Where the polygon's sides meet the line of this height, as distances along it."""
    for n, (here, low) in enumerate(zip(corners, heights, strict=True)):
        there, high = corners[(n + 1) % len(corners)], heights[(n + 1) % len(corners)]
        if (low - height) * (high - height) < 0:
            share = (height - low) / (high - low)
            yield sum((a + (b - a) * share) * d for a, b, d in zip(here, there, along, strict=True))
