"""An import's wrong rows as a workbook: mended there, it is imported again."""
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from xlsxwriter.worksheet import Worksheet

from desktop.exporters import xlsx
from desktop.exporters.package import unlike
from desktop.exporters.page import em
from desktop.fields.kinds import fold
from desktop.fields.report import printable
from desktop.services.atomic import replace_file
from desktop.services.importing import Plan, RowPlan
from desktop.services.roster import IMPORTED

TITLE = "有错的行"
REASON, ROW = "错误原因", "原行号"
FROM_ABOVE = "sector"  # may have stood over the rows or on the sheet's tab, and would be lost with them
SIZE = 11.0
WIDEST, NARROWEST = 36, 6  # em
DAY = dt.date(2000, 1, 1)  # the file's own day of making: the same rows make the same bytes
MARK = "#FFF2CC"  # behind a cell to be mended
LINE = 16.0  # points



def wrong_rows(plan: Plan, out: Path) -> None:
    """错误原因, the headings of the file in their order, 原行号; one row for each wrong row."""
    rows = plan.wrong()
    columns = headings(rows)
    lines = [(reasons(row), [raw(row, name) for name in columns], place(row, rows)) for row in rows]

    def draw(path: Path) -> None:
        book = xlsx.opened(path, TITLE, DAY)
        sheet = book.add_worksheet(TITLE)
        pen = xlsx.Pen(book, SIZE)
        heads = [REASON, *(one_level(name, heading) for name, heading in columns.items()), ROW]
        set_widths(sheet, heads, lines)
        sheet.set_row(0, 2 * LINE)
        for index, head in enumerate(heads):
            pen.text(sheet, 0, index, head, font_name="黑体", align="center")
        for number, (row, (reason, values, where)) in enumerate(zip(rows, lines, strict=True), 1):
            sheet.set_row(number, LINE * max(1, -(-em(reason) // (WIDEST - 2))) + 4)
            pen.text(sheet, number, 0, reason, align="left")
            wrong = {p.column for p in row.problems if p.severity == "error"}
            for index, (head, value) in enumerate(zip(columns.values(), values, strict=True), 1):
                put(sheet, pen, number, index, value, {"bg_color": MARK} if head in wrong else {})
            pen.text(sheet, number, len(heads) - 1, where, align="center")
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(xlsx.A4)
        sheet.fit_to_pages(1, 0)
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
        xlsx.closed(book)

    def check(path: Path) -> None:
        found = xlsx.rows(TITLE, path, 2, len(rows))
        if [(row[0], row[-1]) for row in found] != [(reason, where) for reason, _, where in lines]:
            raise unlike(TITLE)

    replace_file(out, draw, check)


def headings(rows: Sequence[RowPlan]) -> dict[str, str]:
    """Field name -> heading, over all the file's tables."""
    found: dict[str, str] = {}
    for row in rows:
        found = {**row.headings, **found}
    if FROM_ABOVE not in found and any(row.draft.get(FROM_ABOVE) for row in rows):
        found[FROM_ABOVE] = next(f.label for f in IMPORTED if f.name == FROM_ABOVE)
    return found


def one_level(name: str, heading: str) -> str:
    """联系方式/手机 stood in two rows of headings: 手机 alone is read again, unless it would be read as another field."""
    last = heading.rpartition("/")[2]
    owners = {f.name for f in IMPORTED if fold(last) in map(fold, f.headings)}
    whole = any(fold(heading) in map(fold, f.headings) for f in IMPORTED)
    return heading if whole or not owners <= {name} else last


def raw(row: RowPlan, name: str) -> Any:
    value = row.raw.get(name)
    return row.draft.get(name) if name == FROM_ABOVE and value in (None, "") else value


def reasons(row: RowPlan) -> str:
    return printable("；".join(f"{p.column}：{p.reason}" for p in row.problems if p.severity == "error"))


def place(row: RowPlan, rows: Sequence[RowPlan]) -> str:
    """The row as the spreadsheet counts it, with its sheet where there are several."""
    return f"{row.sheet} 第{row.row}行" if len({r.sheet for r in rows}) > 1 else str(row.row)


def put(sheet: Worksheet, pen: xlsx.Pen, row: int, column: int, value: Any, marked: dict[str, Any]) -> None:
    """As it stood in the file: an ID number that a spreadsheet cut stays a number, and wrong, until it is typed again.

    Every cell is a text cell for what will be typed into it.
    """
    if isinstance(value, bool):
        pen.text(sheet, row, column, "是" if value else "否", **marked)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, pen.format(num_format="@", align="left", **marked))
    elif isinstance(value, dt.date):
        moment = dt.datetime.combine(value, dt.time()) if not isinstance(value, dt.datetime) else value
        sheet.write_datetime(row, column, moment, pen.format(num_format="yyyy-mm-dd", align="left", **marked))
    else:
        pen.text(sheet, row, column, printable("" if value is None else str(value)), align="left", **marked)


def set_widths(sheet: Worksheet, heads: Sequence[str], lines: Sequence[tuple[str, list[Any], str]]) -> None:
    for index, head in enumerate(heads):
        texts = [str([reason, *values, where][index] or "") for reason, values, where in lines]
        widest = min(WIDEST, max(map(em, (head, *texts)), default=0) + 1)
        sheet.set_column_pixels(index, index, round(max(NARROWEST, widest) * SIZE * 96 / 72) + 8)
