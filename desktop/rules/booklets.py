"""A booklet of folded sheets laid into one another: which two pages stand side by side on each side of each sheet."""
from __future__ import annotations

A4, A3 = "A4", "A3折页"
SHEETS = (A4, A3)
"""On what a paper is printed that may be a booklet: single sheets, or A3 sheets folded in the middle."""


def sides(pages: int) -> list[tuple[int, int]]:
    """(left, right) of every side in the order of printing, pages from 1; 0 is an empty page.

    Four pages stand on a sheet, the number of pages is filled up to that with empty ones at the end. The first side of a
    sheet is the outer one: of four pages 4 | 1, behind it 2 | 3.
    """
    whole = -(-max(pages, 1) // 4) * 4
    found = []
    for sheet in range(whole // 4):
        first, last = 1 + 2 * sheet, whole - 2 * sheet
        found += [(last, first), (first + 1, last - 1)]
    return [(left if left <= pages else 0, right if right <= pages else 0) for left, right in found]
