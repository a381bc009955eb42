"""The measures of GB/T 9704-2012 in twentieths of a point, for both readings of 天头 37 mm."""
from __future__ import annotations

from dataclasses import dataclass

from desktop.rules.gongwen.style import READINGS, OfficeStyle

PAPER_WIDTH, PAPER_HEIGHT = 11906, 16838  # A4, 5.1
LEFT, RIGHT = 1587, 1460  # 订口 28 mm; 25.75 mm and not 26, or a line of 28 characters is short by 3 twips
WIDTH = PAPER_WIDTH - LEFT - RIGHT
BODY, TITLE, SMALL = 16.0, 22.0, 14.0  # 3号, 2号, 4号 in points
SQUEEZE = -4  # 28 characters of 16 pt are 158 mm: each gives up 0.2 pt so that they fill 156 mm
# A justified line is stretched to its 28 characters. Set a little closer than that, it holds what 27.4 to 28.4
# characters take, so that figures and signs that cannot end it leave the characters where the 28 stand.
TEXT_SQUEEZE = -9
ZI = 316  # one 3号 character with its spacing
ZI_SMALL = 280  # one 4号 character


def twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)


PAGE_LINES = 22  # 5.2.3
CORE_LEFT, CORE_WIDTH = twips(28), twips(156)
CORE_TOP, CORE_FOOT = twips(37), twips(262)  # 版心, whatever the margins say
FOOTER = 1480  # puts the dash of the page number 7 mm under the type area, 7.5
FOOTER_LINE = 340  # with FOOTER less than the narrowest bottom margin, or the footer would take a line from the text


@dataclass(frozen=True)
class Area:
    """The text area of a page: margins, the pitch of its lines, the narrowest that still gives 22 a page (7.3.5.5).

    `grid` is the pitch of 文档网格, to which nothing snaps: LibreOffice centres the lines that it can hold on the page
    and pushes the text down by half of what is left over, so it must be the largest that holds 22 there.
    """
    top: int
    bottom: int
    line: int
    tightest: int
    grid: int

    @property
    def height(self) -> int:
        return PAPER_HEIGHT - self.top - self.bottom


# 28.95 pt: 22 boxes fill 225 mm (29 pt would be 638 of 637.8 pt and lose a line).
# 29.5 pt: the ink of 22 lines is 224.2 mm, 21 pitches and one character; 29.6 pt would fill the 225 and lose a line.
AREAS = {READINGS[0]: Area(2098, 1984, 579, 560, 579), READINGS[1]: Area(1960, 1847, 590, 590, 592)}


def area(style: OfficeStyle) -> Area:
    return AREAS[style.margins]
