"""Workbooks (xlsx, xlsm, xlsb, xls, et, ods) read into sheets by calamine, with the marks it does not give."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from desktop.fields.refused import Refused
from desktop.importers import biff, ole, ooxml
from desktop.importers.marks import Marks, as_shown
from desktop.importers.source import MOST_CELLS, MOST_ROWS, Book, Sheet, tidy

WIDEST_AREA = 20_000_000  # calamine lays a sheet out as a full rectangle, about 40 bytes a cell
LOCKED = "文件有密码，无法读取。请用WPS打开，取消密码后另存一份再导入，原文件没有改动。"
BROKEN = "文件内容不完整或已损坏，无法读取。请用WPS打开并另存为新的表格后再导入，原文件没有改动。"
Report = Callable[[int, int], None]


def overfull(sheet: str) -> None:
    raise Refused(f"工作表“{sheet}”的内容超过 {MOST_ROWS:,} 行或 {MOST_CELLS:,} 个单元格，没有读取。请拆成几个文件后再导入。")


def read(path: Path, kind: str, report: Report) -> Book:
    """A book of `kind`; `report(sheets done, sheets)` is called along the way."""
    book = Book(kind)
    marks: dict[str, Marks] = {}
    if kind == "xlsx":
        marks, book.warnings = ooxml.marks(path, overfull)
    elif kind == "xls":
        marks = old_marks(path)
    for name, found in marks.items():
        if found.last_row * found.last_column > WIDEST_AREA:
            raise Refused(f"工作表“{name}”的第 {found.last_row} 行、第 {found.last_column} 列还有零散内容，范围过大，没有读取。"
                          "请删去多余的行和列，另存后再导入。")
    try:
        # From the stream, because from_path believes the extension.
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as workbook:
            listed = [m for m in workbook.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
            for done, each in enumerate(listed):
                report(done, len(listed))
                hidden = each.visible != SheetVisibleEnum.Visible
                book.sheets.append(read_sheet(workbook.get_sheet_by_name(each.name), marks.get(each.name), hidden))
            report(len(listed), len(listed))
    except PasswordError:
        raise Refused(LOCKED) from None
    except (CalamineError, OSError):
        raise Refused(BROKEN) from None
    return book


def old_marks(path: Path) -> dict[str, Marks]:
    try:
        box = ole.Compound(path.read_bytes())
        stream = box.stream("Workbook") if "Workbook" in box.names else b""
    except ole.Broken:
        return {}
    if biff.is_locked(stream):
        raise Refused(LOCKED)
    try:
        return biff.marks(stream)
    except (ValueError, IndexError, KeyError, biff.struct.error):
        return {}


def read_sheet(sheet: CalamineSheet, marks: Marks | None, hidden: bool) -> Sheet:
    marks = marks or Marks()
    offset = sheet.start[1] if sheet.start else 0
    rows: list[tuple[int, list[Any]]] = []
    cells = 0
    for number, values in enumerate(sheet.iter_rows() if sheet.start else (), 1):
        if any(v != "" for v in values):
            rows.append((number, [None] * offset + [value(v) for v in values]))
            cells += len(values)
            if len(rows) > MOST_ROWS or cells > 4 * MOST_CELLS:
                overfull(sheet.name)
    replace(rows, marks)
    merged = [(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
    return Sheet(sheet.name, tidy(rows), hidden or marks.hidden, frozenset(marks.hidden_rows),
                 frozenset(marks.hidden_columns), merged, frozenset(marks.struck_rows), frozenset(marks.red_rows),
                 notes=marks.sentences())


def value(raw: Any) -> Any:
    """A cell's python value; times and durations as text, carriage returns as line breaks."""
    if isinstance(raw, str):
        return raw.replace("\r\n", "\n").replace("\r", "\n") or None
    if isinstance(raw, dt.time):
        return raw.strftime("%H:%M")
    if isinstance(raw, dt.timedelta):
        minutes = int(raw.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    return raw


def replace(rows: list[tuple[int, list[Any]]], marks: Marks) -> None:
    """Put error values and what the clerk sees where the stored value misleads."""
    at = dict(rows)
    for (number, column), code in marks.formats.items():
        cells = at.get(number, [])
        if column < len(cells):
            cells[column] = as_shown(cells[column], code)
    added = False
    for (number, column), other in marks.instead.items():
        if number not in at:
            at[number] = []
            rows.append((number, at[number]))
            added = True
        cells = at[number]
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = other
    if added:
        rows.sort(key=lambda r: r[0])
