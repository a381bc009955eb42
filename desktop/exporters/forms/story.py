"""What the preparation of a form's part finds: its marks with their places, what is wrong with them, and its paragraphs."""
from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # compiled, without types

from desktop.exporters.forms.marks import Mark
from desktop.exporters.forms.program import Piece

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class Found:
    """A mark and where it stands: 表1第2行第4列."""
    mark: Mark
    place: str


@dataclass(frozen=True)
class Fault:
    """What is wrong with the form's marks, and where."""
    place: str
    reason: str


@dataclass
class Story:
    """One part that holds text. `head` and `tail` stand around what is copied; `section` is how a copy ends."""
    part: str
    pieces: list[Piece] = field(default_factory=list)
    head: str = ""
    tail: list[Piece] = field(default_factory=list)
    section: list[Piece] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def turns(self) -> int:
        """How many records stand on one page."""
        return max((f.mark.turn for f in self.found), default=1)


@dataclass
class Paragraph:
    """A paragraph with its marks; `edits` are (start, end, what stands there instead)."""
    element: etree._Element
    texts: list[etree._Element]
    text: str
    place: str
    spots: list[tuple[int, int, Mark]]
    edits: list[tuple[int, int, str]] = field(default_factory=list)

    def alone(self, start: int, end: int) -> bool:
        return not self.text[:start].strip() and not self.text[end:].strip()

    def rewrite(self) -> None:
        """Put the edits into the texts; a mark spread over several runs goes into the first."""
        at = 0
        spans = []
        for text in self.texts:
            spans.append((at, text))
            at += len(text.text or "")
        for offset, text in spans:
            old = text.text or ""
            new, kept = "", 0
            for start, end, written in sorted(self.edits):
                left, right = max(start - offset, kept), min(end - offset, len(old))
                if left >= len(old) or end - offset <= 0 or right < left:
                    continue
                new += old[kept:left] + (written if start >= offset else "")
                kept = right
            if kept or new:
                text.text = new + old[kept:]
                text.set(SPACE, "preserve")
