"""The xlsx pen: a report as worksheets that filter on the screen and print on paper."""
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException
from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from desktop.exporters.atomic import replace_file
from desktop.exporters.package import read_back, unlike
from desktop.exporters.page import Layout, lay_tables
from desktop.fields.report import Group, Report, printable

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
           # With 宋体 11 a column's width is counted in digits of 8 dots: 72 for a usual column, 18 for a row.
           "default_format_properties": {"font_name": "宋体", "font_size": 11},
           "default_column_width": 72, "default_row_height": 18}
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
INCH = 25.4
A4 = 9
PAPERS = {"A4": A4, "A5": 11}


def write(report: Report, out: Path) -> None:
    replace_file(out, lambda path: draw(report, path), lambda path: check(report, path))


class Pen:
    """Formats by their differences from the cell's usual one, each made once."""

    def __init__(self, book: Workbook, size: float) -> None:
        self.book = book
        self.usual = {"font_name": "仿宋_GB2312", "font_size": size, "valign": "vcenter", "text_wrap": True, "border": 1}
        self.made: dict[tuple[Any, ...], Format] = {}

    def format(self, **changes: Any) -> Format:
        key = tuple(sorted(changes.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({**self.usual, **changes})
        return self.made[key]

    def text(self, sheet: Worksheet, row: int, column: int, text: str, **changes: Any) -> None:
        """As text whatever it looks like; the quote mark keeps =1+1 text also when a clerk edits the cell."""
        quoted = {"quote_prefix": True} if text.startswith(FORMULA_SIGNS) else {}
        format = self.format(num_format="@", **changes, **quoted)
        if text:
            sheet.write_string(row, column, text, format)
        else:
            sheet.write_blank(row, column, None, format)


def opened(path: Path, title: str, day: dt.date, whole: bool = False) -> Workbook:
    """`whole` keeps all rows at hand, for what is written over several rows at once."""
    book = Workbook(str(path), {**OPTIONS, "constant_memory": not whole})
    book.set_properties({"title": title, "created": dt.datetime.combine(day, dt.time())})
    return book


def closed(book: Workbook) -> None:
    try:
        book.close()
    except FileCreateError as error:  # wraps the disk's own error
        raise error.args[0] from None


def draw(report: Report, path: Path) -> None:
    tables = lay_tables(report)
    book = opened(path, report.title, report.day, whole=any(table.merged for table, _ in tables))
    pen = Pen(book, tables[0][1].size)
    for table, layout in tables:
        draw_sheet(table, layout, book.add_worksheet(sheet_name(table.title)), pen)
    closed(book)


def draw_sheet(report: Report, layout: Layout, sheet: Worksheet, pen: Pen) -> None:
    head = above(report)
    page(sheet, report, layout, head)
    for index, column in enumerate(layout.columns):
        sheet.set_column_pixels(index, index, dots(column.width))
    last = len(layout.columns) - 1
    bare: dict[str, Any] = {"border": 0, "text_wrap": False}
    title, subtitle = layout.sheet.title, layout.sheet.subtitle
    merged(sheet, 0, last, report.title, title * 1.8, pen.format(font_name="方正小标宋简体", font_size=title, align="center", **bare))
    if report.subtitle:
        merged(sheet, 1, last, report.subtitle, subtitle * 1.8, pen.format(font_size=subtitle, align="right", **bare))
    sheet.set_row(head, layout.row_height(layout.head_lines))
    for index, column in enumerate(report.columns):
        pen.text(sheet, head, index, column.label, font_name="黑体", align="center")
    row = body(report, layout, sheet, pen, head + 1)
    if not report.merged:  # a filter tears merged cells apart
        sheet.autofilter(head, 0, max(head, row - 1), last)
    for index, note in enumerate(report.notes, row):
        merged(sheet, index, last, note, layout.row_height(1), pen.format(align="left", **bare))


def above(report: Report) -> int:
    """The rows over the table's head."""
    return 2 if report.subtitle else 1


def merged(sheet: Worksheet, row: int, last: int, text: str, height: float, format: Format) -> None:
    sheet.set_row(row, height)
    if last:
        sheet.merge_range(row, 0, row, last, "", format)
    sheet.write_string(row, 0, printable(text), format)


def body(report: Report, layout: Layout, sheet: Worksheet, pen: Pen, row: int) -> int:
    """Returns the row behind the last one."""
    for group in report.groups:
        if group.title:
            group_head(group.title, layout, sheet, pen, row)
            row += 1
        for record in group.rows:
            sheet.set_row(row, layout.row_height(max(map(len, layout.lines(report.texts(record))))))
            for index, (value, column) in enumerate(zip(report.cells(record), layout.columns, strict=True)):
                if isinstance(value, int | float):
                    sheet.write_number(row, index, value, pen.format(align=column.align))
                else:
                    pen.text(sheet, row, index, value or "", align=column.align)
            row += 1
        join(report, layout, group, sheet, pen, row - len(group.rows))
    return row


def join(report: Report, layout: Layout, group: Group, sheet: Worksheet, pen: Pen, first: int) -> None:
    """Makes one cell of equal neighbours in the merged column."""
    for column, (field, laid) in enumerate(zip(report.columns, layout.columns, strict=True)):
        if field.name != report.merged:
            continue
        for row, (span, record) in enumerate(zip(report.spans(group), group.rows, strict=True), first):
            if span > 1:
                sheet.merge_range(row, column, row + span - 1, column, report.texts(record)[column], pen.format(align=laid.align))


def group_head(title: str, layout: Layout, sheet: Worksheet, pen: Pen, row: int) -> None:
    """Not merged: a clerk could not sort the table any more."""
    sheet.set_row(row, layout.row_height(1))
    last = len(layout.columns) - 1
    for index in range(last + 1):
        edges = {"border": 0, "top": 1, "bottom": 1, "left": int(index == 0), "right": int(index == last)}
        pen.text(sheet, row, index, printable(title) if index == 0 else "", font_name="黑体", align="left", text_wrap=False, **edges)


def dots(width: float) -> int:
    """A column's width on the screen, at 96 dots an inch."""
    return round(width / INCH * 96)


def page(sheet: Worksheet, report: Report, layout: Layout, head: int) -> None:
    paper = layout.sheet
    sheet.set_paper(PAPERS[report.paper])
    if layout.landscape:
        sheet.set_landscape()
    sheet.set_margins(left=paper.side / INCH, right=paper.side / INCH, top=paper.top / INCH, bottom=paper.bottom / INCH)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.freeze_panes(head + 1, 0)
    left = printable(report.footer).replace("&", "&&")
    sheet.set_footer(f"&L{left}&C第 &P 页　共 &N 页", {"margin": paper.foot / INCH})


def sheet_name(title: str) -> str:
    """At most 31 characters, none of those that a sheet's name may not have."""
    return "".join(c for c in printable(title) if c not in "[]:*?/\\'\n")[:31] or "表"


def check(report: Report, path: Path) -> None:
    """Refuses a file that does not hold what was asked for, cell for cell."""
    for number, table in enumerate(report.tables):
        wanted = cells(table)
        if rows(report.title, path, above(table) + 1, len(wanted), number) != wanted:
            raise unlike(report.title)


def cells(report: Report) -> list[list[Any]]:
    """The values of the table's rows, headings included."""
    wanted: list[list[Any]] = [[c.label for c in report.columns]]
    for group in report.groups:
        if group.title:
            wanted.append([printable(group.title), *[None] * (len(report.columns) - 1)])
        for row, span in zip(group.rows, report.spans(group), strict=True):
            wanted.append([None if span == 0 and column.name == report.merged else value
                           for value, column in zip(report.cells(row), report.columns, strict=True)])
    return wanted


def rows(title: str, path: Path, first: int, count: int, number: int = 0) -> list[Sequence[Any]]:
    """The values of `count` rows of a sheet, counted as the spreadsheet shows them."""
    with read_back(title, InvalidFileException), path.open("rb") as file:
        sheet = load_workbook(file, read_only=True).worksheets[number]
        return [[unescape(value) if isinstance(value, str) else value for value in row]
                for row in sheet.iter_rows(first, first + count - 1, values_only=True)]
