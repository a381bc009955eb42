"""What a page is made of: paragraphs with their measures, before any file format."""
from __future__ import annotations

from dataclasses import dataclass

from desktop.rules.gongwen.geometry import BODY, SQUEEZE

RED, BLACK = "FF0000", "000000"


@dataclass(frozen=True)
class Span:
    """Text of one face. "\\n" is a line break, "\\f" a page break, "\\t" goes to the paragraph's next tab.

    `marks` are those of fields.looks: bold, italic ...
    """
    text: str
    face: str = "仿宋"
    marks: str = ""


@dataclass(frozen=True)
class Rule:
    """A line along an edge of a paragraph; `weight` in eighths of a point, `space` in points from the text."""
    edge: str
    weight: int
    colour: str = BLACK
    space: int = 0


@dataclass(frozen=True)
class Frame:
    """A place on the paper, twips from its left and upper edge; what stands in it takes no part in the flow."""
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Piece:
    """One paragraph, or a table when `rows` is set; lengths in twips, `size` in points, `tabs` right-aligned.

    `line` None is the pitch of the page. `spacing` is what each character gives up or gains; `opening` is that of the
    first line where it is set closer or wider than the others. `scale` is the width of the characters in percent. `role`
    says what it is in the standard's words. Of a table `merged` are (row, column, columns and rows over which the cell
    reaches), `cells` the spans of those that have marks. A picture is the address of a file with its size in twips; its line
    is as high.
    """
    role: str
    spans: tuple[Span, ...] = ()
    size: float = BODY
    align: str = "left"
    first: int = 0
    left: int = 0
    right: int = 0
    before: int = 0
    line: int | None = None
    spacing: int = SQUEEZE
    opening: int | None = None
    scale: int = 100
    colour: str = BLACK
    rules: tuple[Rule, ...] = ()
    tabs: tuple[int, ...] = ()
    frame: Frame | None = None
    keep_next: bool = False
    new_page: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    columns: tuple[int, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    cells: tuple[tuple[int, int, tuple[Span, ...]], ...] = ()
    picture: str = ""
    size_of_picture: tuple[int, int] = (0, 0)

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)

    def reach(self, row: int, column: int) -> tuple[int, int]:
        """Over how many columns and rows a table's cell reaches; (0, 0) for one that another covers."""
        for top, left, across, down in self.merged:
            if top <= row < top + down and left <= column < left + across:
                return (across, down) if (row, column) == (top, left) else (0, 0)
        return 1, 1

    def cell(self, row: int, column: int, face: str) -> tuple[Span, ...]:
        said = next((spans for r, c, spans in self.cells if (r, c) == (row, column)), None)
        return said if said is not None else (Span(self.rows[row][column], face),)


def words(role: str, text: str, face: str = "仿宋", **measures) -> Piece:
    return Piece(role, (Span(text, face),), **measures)


def blank(count: int = 1, line: int | None = None) -> list[Piece]:
    return [Piece("空行", line=line) for _ in range(count)]
