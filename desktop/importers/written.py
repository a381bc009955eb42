"""Reads a workbook that the program itself has just written, to compare it with what was meant."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook


class Unreadable(ValueError):
    """The file that was written does not open."""


def sheet(path: Path, number: int = 0) -> list[list[Any]]:
    """Every row of a sheet from A1 on; an empty cell is ''."""
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            return book.get_sheet_by_index(number).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise Unreadable(str(error)) from error
