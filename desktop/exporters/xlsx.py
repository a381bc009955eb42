"""The xlsx pen: a report as worksheets that filter on the screen and print on paper."""
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from desktop.exporters import sheetcharts
from desktop.exporters.package import read_back, unlike
from desktop.exporters.page import Layout, lay_tables
from desktop.fields.chart import Chart
from desktop.fields.kinds import Kind, Money, Rate
from desktop.fields.report import Line, Report, printable
from desktop.importers import written
from desktop.services.atomic import replace_file

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
           # With 宋体 11 a column's width is counted in digits of 8 dots: 72 for a usual column, 18 for a row.
           "default_format_properties": {"font_name": "宋体", "font_size": 11},
           "default_column_width": 72, "default_row_height": 18}
BARE: dict[str, Any] = {"border": 0, "text_wrap": False}
MOST_SUMMED = 250
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
        draw_sheet(table, layout, book.add_worksheet(sheet_name(table.title), Sheet), pen)
    if charts := [chart for table, _ in tables for chart in table.charts]:
        chart_sheet(book, charts, report, tables[0][1], pen)
    closed(book)


def chart_sheet(book: Workbook, charts: Sequence[Chart], report: Report, layout: Layout, pen: Pen) -> None:
    sheet = book.add_worksheet("图表")
    sheetcharts.write(book, sheet, charts, pen.format(num_format="@", align="left"), pen.format(align="center"))
    sheet.set_paper(A4)
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    footed(sheet, report, layout)


def draw_sheet(report: Report, layout: Layout, sheet: Worksheet, pen: Pen) -> None:
    head = above(report)
    page(sheet, report, layout, head)
    for index, column in enumerate(layout.columns):
        sheet.set_column_pixels(index, index, dots(column.width))
    last = len(layout.columns) - 1
    title = layout.sheet.title
    merged(sheet, 0, last, report.title, title * 1.8, pen.format(font_name="方正小标宋简体", font_size=title, align="center", **BARE))
    if head > 1:
        under_title(sheet, report, layout, pen, last)
    sheet.set_row(head, layout.row_height(layout.head_lines))
    for index, column in enumerate(report.columns):
        pen.text(sheet, head, index, column.label, font_name="黑体", align="center")
    end = Body(report, layout, sheet, pen).write(head + 1)
    if not report.merged:  # a filter tears merged cells apart; a total is no row to be filtered away
        sheet.autofilter(head, 0, max(head, end - 1 - bool(report.totals)), last)
    for index, note in enumerate(report.notes, end):
        merged(sheet, index, last, note, layout.row_height(1), pen.format(align="left", **BARE))


def above(report: Report) -> int:
    """The rows over the table's head."""
    return 2 if report.subtitle or report.unit else 1


def under_title(sheet: Worksheet, report: Report, layout: Layout, pen: Pen, last: int) -> None:
    """截至 at the right; where there is a unit, 截至 at the left and 单位 at the right."""
    size = layout.sheet.subtitle
    right = pen.format(font_size=size, align="right", **BARE)
    if not (report.unit and last):
        merged(sheet, 1, last, "　".join(t for t in (report.subtitle, report.counted) if t), size * 1.8, right)
        return
    half = last // 2
    merged(sheet, 1, half, report.subtitle, size * 1.8, pen.format(font_size=size, align="left", **BARE))
    if half + 1 < last:
        sheet.merge_range(1, half + 1, 1, last, "", right)
    sheet.write_string(1, half + 1, printable(report.counted), right)


def merged(sheet: Worksheet, row: int, last: int, text: str, height: float, format: Format) -> None:
    sheet.set_row(row, height)
    if last:
        sheet.merge_range(row, 0, row, last, "", format)
    sheet.write_string(row, 0, printable(text), format)


class Sheet(Worksheet):
    """Writes usual text cells several times faster than its parent; every other cell is its parent's.

    The one method that is overridden is no part of XlsxWriter's promise: should a release not call it, it is only slower.
    """

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if cell.__class__.__name__ == "String" and self.constant_memory and cell.format and PLAIN.fullmatch(cell.string):
            self.fh.write(f'<c r="{letters(col)}{row + 1}" s="{cell.format._get_xf_index()}" t="inlineStr"><is><t>'
                          f'{cell.string}</t></is></c>')
        else:
            super()._write_cell(row, col, cell)


PLAIN = re.compile(r"[^\s<>&_\x00-\x1f](?:[^<>&_\x00-\x1f]*[^\s<>&_\x00-\x1f])?")  # nothing to be escaped or preserved


@cache
def letters(column: int) -> str:
    return xl_col_to_name(column)


class Body:
    """The rows under a table's head. `rooms` and `formats` are the columns', found once for all rows."""

    def __init__(self, report: Report, layout: Layout, sheet: Worksheet, pen: Pen) -> None:
        self.report, self.layout, self.sheet, self.pen = report, layout, sheet, pen
        self.rooms = [layout.room(column) for column in layout.columns]
        both = list(zip(report.columns, layout.columns, strict=True))
        self.texts = [pen.format(num_format="@", align=column.align) for _, column in both]
        self.numbers = [pen.format(num_format=pattern(field.kind), align=column.align) for field, column in both]
        self.merged = report.place
        self.sums: list[int] = []  # the rows of 小计
        self.first = 0  # the row of the group's first record

    def write(self, row: int) -> int:
        """Returns the row behind the last one."""
        self.first = row
        for line in self.report.lines:
            if line.kind == "group":
                group_head(line.texts[0], self.layout, self.sheet, self.pen, row)
                self.first = row + 1
            else:
                self.sheet.set_row(row, self.layout.row_height(self.layout.depth(line.texts, self.rooms)))
                if line.kind == "text":
                    self.text(line, row)
                else:
                    self.sum(line, row)
            row += 1
        return row

    def text(self, line: Line, row: int) -> None:
        sheet, pen = self.sheet, self.pen
        for index, value in enumerate(line.cells):
            if line.span == 0 and index == self.merged:
                continue
            if value.__class__ is str:
                if value[0] in FORMULA_SIGNS:
                    pen.text(sheet, row, index, value, align=self.layout.columns[index].align)
                else:
                    sheet.write_string(row, index, value, self.texts[index])
            elif value is None:
                sheet.write_blank(row, index, None, self.texts[index])
            else:
                sheet.write_number(row, index, value, self.numbers[index])
        if line.span > 1:  # one cell of equal neighbours in the merged column
            place = self.merged
            sheet.merge_range(row, place, row + line.span - 1, place, line.texts[place], self.texts[place])

    def sum(self, line: Line, row: int) -> None:
        """A formula with its value beside it: a viewer that does not reckon shows the figure all the same."""
        ranges = [(self.first, row - 1)] if line.kind == "sum" or not self.sums else [(n, n) for n in self.sums]
        if line.kind == "sum":
            self.sums.append(row)
        for index, (field, value, laid) in enumerate(zip(self.report.columns, line.cells, self.layout.columns, strict=True)):
            if isinstance(value, int | float) and field.name in self.report.totals and ranges[0][0] <= ranges[0][1]:
                format = self.pen.format(num_format=pattern(field.kind), align=laid.align, bold=True)
                self.sheet.write_formula(row, index, summed(ranges, index), format, value)  # pyright: ignore[reportArgumentType]
            elif isinstance(value, int | float):
                self.sheet.write_number(row, index, value, self.pen.format(num_format=pattern(field.kind), align=laid.align))
            else:
                self.pen.text(self.sheet, row, index, value or "", font_name="黑体", align="center" if value else laid.align)


def summed(ranges: Sequence[tuple[int, int]], column: int) -> str:
    """=SUM(E5:E9), or =SUM(E10,E20) of the sums; SUM takes at most 255 of them, more are summed by the hundred."""
    names = [xl_rowcol_to_cell(first, column) + (f":{xl_rowcol_to_cell(last, column)}" if last > first else "")
             for first, last in ranges]
    while len(names) > MOST_SUMMED:
        names = [f"SUM({','.join(names[n:n + MOST_SUMMED])})" for n in range(0, len(names), MOST_SUMMED)]
    return f"=SUM({','.join(names)})"


def pattern(kind: Kind) -> str:
    """The number format of a column."""
    if isinstance(kind, Money):
        return "#,##0.00" if kind.unit == "元" else "General"  # 万元 are exact to the 分, with as many places as that needs
    return f"#,##0.{'0' * kind.places}" if isinstance(kind, Rate) and kind.places else "0"


def group_head(title: str, layout: Layout, sheet: Worksheet, pen: Pen, row: int) -> None:
    """Not merged: a clerk could not sort the table any more."""
    sheet.set_row(row, layout.row_height(1))
    last = len(layout.columns) - 1
    for index in range(last + 1):
        edges = {"border": 0, "top": 1, "bottom": 1, "left": int(index == 0), "right": int(index == last)}
        pen.text(sheet, row, index, title if index == 0 else "", font_name="黑体", align="left", text_wrap=False, **edges)


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
    footed(sheet, report, layout)


def footed(sheet: Worksheet, report: Report, layout: Layout) -> None:
    left = printable(report.footer).replace("&", "&&")
    sheet.set_footer(f"&L{left}&C第 &P 页　共 &N 页", {"margin": layout.sheet.foot / INCH})


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
    blank: list[Any] = [None] * (len(report.columns) - 1)
    wanted: list[list[Any]] = [[c.label for c in report.columns]]
    for line in report.lines:
        values = [*line.cells, *blank] if line.kind == "group" else list(line.cells)
        if line.span == 0:
            values[report.place] = None
        wanted.append(values)
    return wanted


def rows(title: str, path: Path, first: int, count: int, number: int = 0) -> list[list[Any]]:
    """The values of `count` rows of a sheet, counted as the spreadsheet shows them; nothing is None."""
    with read_back(title, written.Unreadable):
        found = written.sheet(path, number)
    return [[None if value == "" else value for value in row] for row in found[first - 1:first - 1 + count]]
