"""版记: at the foot of the last page, each rule and each row in a frame of its own (7.4, 10.1)."""
from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.rules.gongwen.document import Gongwen
from desktop.rules.gongwen.geometry import CORE_FOOT, CORE_LEFT, CORE_WIDTH, SMALL, ZI_SMALL
from desktop.rules.gongwen.layout import WIDE, line_count
from desktop.rules.gongwen.pieces import Frame, Piece, Rule, Span

LINE, CLOSE_LINE = 440, 340  # of 4号 text
PADDING = 80  # over and under the text of a row together
THICK, THIN = 8, 6  # eighths of a point: LibreOffice and Word draw them 0.35 and 0.26 mm, 7.4.1
TEXT_WIDTH = CORE_WIDTH - 2 * ZI_SMALL


@dataclass(frozen=True)
class Row:
    spans: tuple[Span, ...]
    hanging: int = 0
    ruled: bool = True  # a rule over it
    tabs: tuple[int, ...] = ()
    line: int = LINE

    def piece(self, frame: Frame | None = None) -> Piece:
        return Piece("版记", self.spans, size=SMALL, spacing=0, line=self.line, left=self.hanging, first=-self.hanging,
                     tabs=self.tabs, frame=frame)

    @property
    def height(self) -> int:
        return line_count(self.piece(), WIDE, TEXT_WIDTH) * self.line + PADDING


def rows(document: Gongwen, moved_recipient: str = "") -> list[Row]:
    """主送 (when it had to leave the first page) and 抄送 without a rule between, then who printed it and when."""
    found = []
    for label, text in (("主送：", moved_recipient.rstrip("：")), ("抄送：", "，".join(document.cc).rstrip("。"))):
        if text:
            found.append(Row((Span(f"{label}{text}。"),), hanging=3 * ZI_SMALL, ruled=not found))
    if document.printer and document.kind != "信函":  # 10.1: a letter's 版记 has no printer, date or rules
        found.append(Row((Span(f"{document.printer}\t{document.print_date}印发"),), tabs=(TEXT_WIDTH,)))
    return found


def closer(found: list[Row]) -> list[Row]:
    """The same rows with less space between their lines."""
    return [replace(row, line=CLOSE_LINE) for row in found]


def height(found: list[Row]) -> int:
    return sum(row.height for row in found)


def imprint(found: list[Row], ruled: bool) -> list[Piece]:
    """Frames with an absolute place that end at the foot of 版心; `ruled` False for a letter.

    Tried and refused: a floating table (LibreOffice leaves it in the text), two paragraphs in one frame (it loses
    the frame), a rule as the border of a row (it runs from indent to indent, and the text is indented).
    """
    y = CORE_FOOT - height(found)
    pieces = []
    for at, row in enumerate(found):
        if ruled and row.ruled:
            pieces.append(rule(y, THIN if at else THICK))
        frame = Frame(CORE_LEFT + ZI_SMALL, y + PADDING // 2, TEXT_WIDTH, row.height - PADDING // 2)
        pieces.append(row.piece(frame))
        y += row.height
    return [*pieces, rule(y, THICK)] if ruled and found else pieces


def rule(y: int, weight: int) -> Piece:
    return Piece("版记分隔线", size=1, line=24, frame=Frame(CORE_LEFT, y, CORE_WIDTH, 24), rules=(Rule("top", weight),))
