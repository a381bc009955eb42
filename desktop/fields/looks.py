"""How the lines of a text look that its writer formatted, kept beside the plain text by the lines' numbers.

The text alone is what is searched, compared and edited. A table is its rows, a tab between cells; a picture is a line of its
own (［图1］), so that whoever edits the text can move or remove them. An edited line loses its looks, the others keep them.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher
from typing import Any

BOLD, ITALIC, UNDERLINED, RAISED, LOWERED = "b", "i", "u", "^", "_"
BULLET = "·"
Run = tuple[int, int, str]
Span = tuple[str, str]
"""Text and its marks."""


@dataclass(frozen=True)
class Look:
    """One line. `runs` are (first, end, marks) in its text; `align` "" or center, right; `heading` 0, 1 or 2.

    On the first of a table's lines `rows` counts them and `columns` are shares of its width; each of its lines has in
    `cells`, where cells are merged, how many columns each reaches over and whether it goes on from the row above.
    A picture is named by its hash, `wide` and `high` in mm as its writer had it.
    """
    line: int
    runs: tuple[Run, ...] = ()
    align: str = ""
    heading: int = 0
    bullet: bool = False
    rows: int = 0
    columns: tuple[float, ...] = ()
    cells: tuple[tuple[int, bool], ...] = ()
    picture: str = ""
    wide: float = 0.0
    high: float = 0.0

    @property
    def bare(self) -> bool:
        """Nothing that plain text has not."""
        return self == Look(self.line)


@dataclass(frozen=True)
class Paragraph:
    spans: tuple[Span, ...]
    align: str = ""
    heading: int = 0
    bullet: bool = False

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.spans)

    @property
    def plain(self) -> bool:
        return not (self.align or self.heading or self.bullet or any(marks for _, marks in self.spans))


@dataclass(frozen=True)
class Cell:
    """Over how many columns and rows it reaches."""
    spans: tuple[Span, ...]
    across: int = 1
    down: int = 1

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.spans)


@dataclass(frozen=True)
class Table:
    """`rows` hold (column, cell) where a cell begins; `columns` are shares of the width."""
    rows: tuple[tuple[tuple[int, Cell], ...], ...]
    columns: tuple[float, ...]


@dataclass(frozen=True)
class Picture:
    """`name` is the line that stands for it; mm."""
    name: str
    sha256: str
    wide: float
    high: float


Block = Paragraph | Table | Picture


# kept as JSON

def packed(looks: Iterable[Look]) -> list[dict[str, Any]] | None:
    """What a column keeps: only what is said; None when that is nothing."""
    found = [{f.name: value for f in fields(Look) if (value := getattr(look, f.name)) != f.default} for look in looks if not look.bare]
    return found or None


def unpacked(kept: Sequence[Mapping[str, Any]] | None) -> tuple[Look, ...]:
    return tuple(Look(**{name: frozen(value) for name, value in each.items()}) for each in kept or ())


def frozen(value: Any) -> Any:
    return tuple(map(frozen, value)) if isinstance(value, list | tuple) else value


# what is printed and shown

def blocks(text: str, looks: Sequence[Look]) -> list[Block]:
    """The text in order; a line of which nothing is said is a plain paragraph, an empty one is left out."""
    lines, by_line = text.split("\n"), {look.line: look for look in looks}
    found: list[Block] = []
    at = 0
    while at < len(lines):
        look = by_line.get(at, Look(at))
        if look.rows:
            last = min(at + look.rows, len(lines))
            found.append(table(lines[at:last], [by_line.get(n, Look(n)) for n in range(at, last)], look.columns))
            at = last
            continue
        if look.picture:
            found.append(Picture(lines[at].strip(), look.picture, look.wide, look.high))
        elif lines[at].strip():
            found.append(Paragraph(stripped(spans(lines[at], look.runs)), look.align, look.heading, look.bullet))
        at += 1
    return found


def table(lines: Sequence[str], looks: Sequence[Look], columns: Sequence[float]) -> Table:
    rows = [row(line, look) for line, look in zip(lines, looks, strict=True)]
    wide = max([len(columns), *(last + across for last, _, across, _ in (r[-1] for r in rows))])
    shares = tuple(columns) if len(columns) == wide else (1 / wide,) * wide
    begun: dict[int, tuple[int, int]] = {}  # column -> (row, place in it) of the cell that a merge began with
    made: list[list[tuple[int, Cell]]] = []
    for at, cells in enumerate(rows):
        made.append([])
        for column, said, across, falls in cells:
            if falls and column in begun:
                above, place = begun[column]
                first, cell = made[above][place]
                made[above][place] = first, replace(cell, down=at - above + 1)
                continue
            begun[column] = at, len(made[at])
            made[at].append((column, Cell(said, across)))
        if (end := sum(across for _, _, across, _ in cells)) < wide:
            made[at].append((end, Cell((), wide - end)))
    return Table(tuple(map(tuple, made)), shares)


def row(line: str, look: Look) -> list[tuple[int, tuple[Span, ...], int, bool]]:
    """(column, spans, columns that it reaches over, whether it goes on from above) of each cell."""
    found, start, column = [], 0, 0
    texts = line.split("\t")
    shapes = look.cells if len(look.cells) == len(texts) else ((1, False),) * len(texts)
    for text, (across, falls) in zip(texts, shapes, strict=True):
        runs = tuple((max(a - start, 0), min(b - start, len(text)), m) for a, b, m in look.runs if b > start and a < start + len(text))
        found.append((column, stripped(spans(text, runs)), across, falls))
        start += len(text) + 1
        column += across
    return found


def spans(text: str, runs: Sequence[Run]) -> tuple[Span, ...]:
    found: list[Span] = []
    at = 0
    for first, end, marks in runs:
        first, end = max(first, at), min(end, len(text))
        if first >= end:
            continue
        if first > at:
            found.append((text[at:first], ""))
        found.append((text[first:end], marks))
        at = end
    if at < len(text):
        found.append((text[at:], ""))
    return tuple(found)


def stripped(said: Sequence[Span]) -> tuple[Span, ...]:
    """Without the blanks around the whole."""
    parts = list(said)
    while parts and not parts[0][0].lstrip():
        parts.pop(0)
    while parts and not parts[-1][0].rstrip():
        parts.pop()
    if parts:
        parts[0] = parts[0][0].lstrip(), parts[0][1]
        parts[-1] = parts[-1][0].rstrip(), parts[-1][1]
    return tuple(parts)


# an edited text

def follow(old: str, new: str, looks: Sequence[Look]) -> tuple[Look, ...]:
    """The looks of `old` as far as they hold for `new`: a line that is the same keeps its own wherever it went.

    A table whose rows changed is still a table as long as its lines have cells and stand together.
    """
    if not looks or old == new:
        return tuple(looks)
    after = new.split("\n")
    moved, edited = places(old.split("\n"), after)
    kept: dict[int, Look] = {}
    for look in (look for look in looks if look.rows):
        kept |= grid(look, {**moved, **edited}, after)
    for look in looks:
        line = moved.get(look.line, edited.get(look.line))
        if line is None:
            continue
        table = kept.get(line, Look(line))
        if look.line in moved:
            kept[line] = replace(look, line=line, rows=table.rows, columns=table.columns)
        elif look.cells:  # an edited row is still merged as it was
            kept[line] = replace(table, cells=look.cells)
    return tuple(look for line in sorted(kept) if not (look := kept[line]).bare)


def places(before: Sequence[str], after: Sequence[str]) -> tuple[dict[int, int], dict[int, int]]:
    """Where each line stands now, and where each edited row of a table does."""
    moved: dict[int, int] = {}
    edited: dict[int, int] = {}
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            moved |= {a + n: c + n for n in range(b - a)}
        elif kind == "replace" and b - a == d - c:
            edited |= {a + n: c + n for n in range(b - a) if before[a + n].count("\t") == after[c + n].count("\t") > 0}
    left = {n for n in range(len(after)) if n not in {*moved.values(), *edited.values()}}
    for at, line in enumerate(before):  # what was cut and put in elsewhere
        found = next((n for n in sorted(left) if after[n] == line), None)
        if at not in moved and at not in edited and line.strip() and found is not None:
            moved[at] = found
            left.discard(found)
    return moved, edited


def grid(look: Look, places: Mapping[int, int], after: Sequence[str]) -> dict[int, Look]:
    """The first line of a table where its rows stand now; nothing when there is no table left."""
    rows = [places[n] for n in range(look.line, look.line + look.rows) if n in places]
    if not rows or not all("\t" in after[n] for n in range(min(rows), max(rows) + 1)):
        return {}
    return {min(rows): Look(min(rows), rows=max(rows) - min(rows) + 1, columns=look.columns)}
