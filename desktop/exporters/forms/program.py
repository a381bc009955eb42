"""A prepared part of a form: its XML as literal pieces with steps between, so that filling it is joining strings."""
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # compiled, without types

from desktop.exporters.forms import marks
from desktop.exporters.forms.marks import Mark, Record

SIGN = re.compile("(?:<!--)?\ue0f0(\\d+)\ue0f1(?:-->)?")
"""How a step stands in the tree until the tree becomes text; between elements it stands as a comment."""

Picture = Callable[[Path, tuple[float, float]], str]
"""The XML of a picture fitted into (width, height) mm; '' when the file is no picture."""


@dataclass
class Copy:
    """What one page is filled with: its records, where in a list it is, and what has been found out on the way."""
    records: list[Record]
    picture: Picture
    number: int = 0
    last: bool = True
    item: Record | None = None
    repeats: int = 0
    fits: dict[int, float] = field(default_factory=dict)
    cuts: dict[tuple[int, str], str] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    section: str = ""
    linked: dict[str, str] = field(default_factory=dict)
    """Relationship ids of the form file -> those of this copy."""

    def value(self, mark: Mark) -> Any:
        return marks.value_of(mark, self.records, self.item)


Step = Callable[[Copy], str]


@dataclass(frozen=True)
class Turn:
    """Between steps: else and end of a condition, end of a repeated part."""
    what: str


@dataclass
class Condition:
    mark: Mark
    yes: list[Piece] = field(default_factory=list)
    no: list[Piece] = field(default_factory=list)


@dataclass
class Repeated:
    """Stands once for each item of the list from number `first` on; for one item only unless `last`. With `blank` an
    empty one is left where there is no item."""
    mark: Mark
    first: int = 0
    last: bool = True
    blank: bool = True
    pieces: list[Piece] = field(default_factory=list)


Piece = str | Step | Condition | Repeated | Turn


class Signs:
    """The steps of a part under the numbers by which they are written into its tree."""

    def __init__(self) -> None:
        self.steps: list[Piece] = []

    def text(self, step: Piece) -> str:
        self.steps.append(step)
        return f"\ue0f0{len(self.steps) - 1}\ue0f1"

    def comment(self, step: Piece) -> etree._Comment:
        return etree.Comment(self.text(step))

    def program(self, xml: str) -> list[Piece]:
        """The pieces of a text with signs, conditions and repeated parts nested."""
        stack: list[list[Piece]] = [[]]
        owners: list[Condition | Repeated] = []
        at = 0
        for match in SIGN.finditer(xml):
            if match.start() > at:
                stack[-1].append(xml[at:match.start()])
            at = match.end()
            step = self.steps[int(match[1])]
            if isinstance(step, Condition | Repeated):
                owners.append(step)
                stack[-1].append(step)
                stack.append(step.yes if isinstance(step, Condition) else step.pieces)
            elif isinstance(step, Turn) and step.what == "else":
                owner = owners[-1]
                assert isinstance(owner, Condition)
                stack[-1] = owner.no
            elif isinstance(step, Turn):
                owners.pop()
                stack.pop()
            else:
                stack[-1].append(step)
        stack[-1].append(xml[at:])
        return stack[0]


def run(pieces: Sequence[Piece], copy: Copy, out: list[str]) -> None:
    for piece in pieces:
        if isinstance(piece, str):
            out.append(piece)
        elif isinstance(piece, Condition):
            run(piece.yes if marks.holds(piece.mark, copy.value(piece.mark)) else piece.no, copy, out)
        elif isinstance(piece, Repeated):
            repeat(piece, copy, out)
        elif not isinstance(piece, Turn):
            out.append(piece(copy))


def repeat(piece: Repeated, copy: Copy, out: list[str]) -> None:
    items: list[Record] = marks.items_of(piece.mark, copy.records)[piece.first:]
    if not piece.last:
        items = items[:1]
    outer = copy.item, copy.repeats, copy.fits
    for number, item in enumerate(items or ([{}] if piece.blank else [])):
        copy.item, copy.repeats, copy.fits = item, number, {}
        run(piece.pieces, copy, out)
    copy.item, copy.repeats, copy.fits = outer
