"""How a document looks, fitted to what was taken out of it: the text and the suggestions with their tables and pictures."""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop.fields.kinds import INVISIBLE
from desktop.fields.looks import BOLD, ITALIC, UNDERLINED, Look, Run
from desktop.importers.dress import Dress, Placed
from desktop.importers.proposal import Letter, Line

MOSTLY = 0.6  # of a text that is bold: its writer's usual type, which says nothing


@dataclass
class Part:
    """A text line by line, and how its lines look."""
    lines: list[str] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def add(self, line: str, look: Look) -> None:
        if not look.bare:
            self.looks.append(replace(look, line=len(self.lines)))
        self.lines.append(line)


@dataclass(frozen=True)
class Fitted:
    """`pictures` are (hash, what the line is called that stands for it) of those that are in a text; `above` counts those
    that stand above the title: a letter's head is no part of it."""
    body: Part
    suggestions: tuple[Part, ...]
    pictures: tuple[tuple[str, str], ...]
    images: Mapping[str, bytes]
    above: int = 0


Inset = Placed | tuple[int, Look]


def fit(letter: Letter, lines: Sequence[Line], dress: Dress) -> Fitted:
    """`lines` are all of the document's, those of its tables too; a table above the title is part of a form."""
    texts = dict(lines)
    sources = [list(zip(letter.told, letter.body, strict=True))]
    sources += [list(zip(numbers, item.split("\n"), strict=True)) for numbers, item in zip(letter.advised, letter.suggestions, strict=True)]
    usual = usual_marks([texts[n] for part in sources for n, _ in part if n in texts],
                        [dress.looks.get(n, Look(0)) for part in sources for n, _ in part])
    title = letter.lines.get("name", 0)
    pictures = [placed for placed in dress.pictures if placed.after >= title]
    insets: list[tuple[int, Inset]] = [(placed.after, placed) for placed in pictures]
    insets += [(first - 1, (first, look)) for first, look in dress.tables if first > title]
    waiting: dict[tuple[int, int], list[Inset]] = {}
    for after, inset in sorted(insets, key=lambda each: each[0]):
        waiting.setdefault(place(sources, after), []).append(inset)
    parts = []
    for at, source in enumerate(sources):
        part = Part()
        for row, (number, said) in enumerate([(0, ""), *source]):
            if row:
                look = dress.looks.get(number, Look(0))
                add(part, said, texts.get(number, ""), replace(look, runs=without(look.runs, usual)))
            for inset in waiting.get((at, row), ()):
                put(part, inset, texts, dress)
        parts.append(part)
    named = tuple(dict.fromkeys((p.sha256, p.name) for p in pictures))
    return Fitted(parts[0], tuple(parts[1:]), named, dress.images, len(dress.pictures) - len(pictures))


def place(sources: Sequence[Sequence[Line]], after: int) -> tuple[int, int]:
    """(part, how many of its lines stand before) what stands behind line `after` of the document."""
    best, found = 0, (0, 0)
    for at, source in enumerate(sources):
        for row, (number, _) in enumerate(source, 1):
            if best <= number <= after:
                best, found = number, (at, row)
    return found


def add(part: Part, said: str, source: str, look: Look) -> None:
    """A line of the document or a piece of it; the marks move with the piece."""
    if INVISIBLE.search(source):  # characters that are no text: nobody can say where the marks belong
        source = ""
    said = INVISIBLE.sub("", said).replace("\u3000", " ").replace("\xa0", " ")
    source = source.replace("\u3000", " ").replace("\xa0", " ")
    said = said.strip() if not part.lines else said
    start = source.find(said)
    if start < 0 and said:
        start = source.find(said[:-1])  # its last sign was made a full stop
    runs = tuple((max(a - start, 0), min(b - start, len(said)), m) for a, b, m in look.runs
                 if b > start and a < start + len(said)) if start >= 0 else ()
    part.add(said, replace(look, runs=runs))


def put(part: Part, inset: Inset, texts: Mapping[int, str], dress: Dress) -> None:
    if isinstance(inset, Placed):
        part.add(inset.name, Look(0, picture=inset.sha256, wide=inset.wide, high=inset.high))
        return
    first, look = inset
    for number in range(first, first + look.rows):
        row, own = texts.get(number, ""), look if number == first else dress.looks.get(number, Look(0))
        if not part.lines and row.startswith("\t"):  # a text does not begin with blanks
            row, own = f"—{row}", replace(own, runs=tuple((a + 1, b + 1, m) for a, b, m in own.runs))
        part.add(row, own)


def usual_marks(texts: Sequence[str], looks: Sequence[Look]) -> str:
    """What most of a text bears sets nothing off."""
    counted = Counter[str]()
    for look in looks:
        for first, end, marks in look.runs:
            counted.update(dict.fromkeys(marks, end - first))
    whole = sum(map(len, texts))
    return "".join(m for m in (BOLD, ITALIC, UNDERLINED) if counted[m] > MOSTLY * whole)


def without(runs: Sequence[Run], usual: str) -> tuple[Run, ...]:
    kept = ((a, b, "".join(m for m in marks if m not in usual)) for a, b, marks in runs)
    return tuple(run for run in kept if run[2])
