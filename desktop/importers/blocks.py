"""A sign-in sheet has two blocks side by side: each becomes a sheet of its own, so that all names are read."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from desktop.fields.kinds import plain
from desktop.importers.source import Book, Sheet
from desktop.importers.words import IGNORED, fold

FOOT = re.compile(r"(?:应到|实到|请假|缺席)\D{0,4}\d+")
SAID = "表上写明："
SEARCHED = 30  # rows from the top in which the headings are looked for


def parted(book: Book, key: Sequence[str] = ("姓名",)) -> Book:
    """The book with every sheet that repeats the key heading in one row parted before each block; its foot is told."""
    told = [replace(sheet, notes=[*sheet.notes, *foot(sheet)]) for sheet in book.sheets]
    return replace(book, sheets=[part for sheet in told for part in parts(sheet, [fold(k) for k in key])])


def foot(sheet: Sheet) -> list[str]:
    """应到168人，实到157人 under or above the names."""
    found = [plain(cell) for _, cells in sheet.rows for cell in cells if isinstance(cell, str) and len(FOOT.findall(cell)) > 1]
    return [SAID + text for text in found[:1]]


def parts(sheet: Sheet, key: Sequence[str]) -> list[Sheet]:
    found = next(((n, starts) for n, (_, cells) in enumerate(sheet.rows[:SEARCHED]) if len(starts := begins(cells, key)) > 1), None)
    if found is None:
        return [sheet]
    at, starts = found
    made = []
    for number, (first, last) in enumerate(zip(starts, [*starts[1:], sheet.width], strict=True)):
        above = [] if number else sheet.rows[:at]
        rows = [(n, cells[first:last]) for n, cells in sheet.rows[at:] if any(c is not None for c in cells[first:last])]
        merged = [(top, left - first, bottom, right - first) for top, left, bottom, right in sheet.merged if first <= left and right < last]
        made.append(replace(sheet, rows=[*above, *rows], merged=merged, notes=[] if number else sheet.notes))
    return made


def begins(cells: Sequence[Any], key: Sequence[str]) -> list[int]:
    """Where the blocks begin: at the 序号 before a name, or at the name."""
    words = [fold(c) for c in cells]
    return [n - 1 if n and words[n - 1] in IGNORED else n for n, word in enumerate(words) if word in key]
