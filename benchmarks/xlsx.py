"""A list of 3000 rows by the xlsx pen, read back and checked, against the same cells in the same formats by XlsxWriter alone."""
from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ledger import COLUMNS, ledger
from xlsxwriter import Workbook

from desktop.exporters import xlsx

TITLE = "表格笔写3000行"
YARDSTICK = "手写 XlsxWriter"
AIM = 1.2
ROUNDS = 9
USUAL = {"font_name": "仿宋_GB2312", "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1}


@contextmanager
def sides(folder: Path) -> Iterator[tuple[Callable[[], float], Callable[[], float]]]:
    report = ledger(3000)

    def ours() -> float:
        started = time.perf_counter()
        xlsx.write(report, folder / "ours.xlsx")
        return time.perf_counter() - started

    def yardstick() -> float:
        started = time.perf_counter()
        book = Workbook(str(folder / "hand.xlsx"), {"constant_memory": True})
        sheet = book.add_worksheet(report.title)
        head, group = book.add_format({**USUAL, "bold": True}), book.add_format({**USUAL, "align": "left"})
        text = book.add_format({**USUAL, "num_format": "@", "align": "center"})
        number, money = book.add_format({**USUAL, "num_format": "0"}), book.add_format({**USUAL, "num_format": "#,##0.00"})
        for column, field in enumerate(COLUMNS):
            sheet.set_column(column, column, field.kind.width * 2)
        sheet.write_string(0, 0, report.title)
        for column, field in enumerate(COLUMNS):
            sheet.write_string(1, column, field.label, head)
        line = 2
        for each in report.groups:
            sheet.write_string(line, 0, each.title, group)
            line += 1
            for row in each.rows:
                sheet.set_row(line, 21)
                for column, field in enumerate(COLUMNS):
                    value = row[field.name]
                    if field.name == "sum":
                        sheet.write_number(line, column, value / 100, money)
                    elif isinstance(value, int):
                        sheet.write_number(line, column, value, number)
                    else:
                        sheet.write_string(line, column, str(value), text)
                line += 1
        sheet.repeat_rows(1)
        sheet.freeze_panes(2, 0)
        sheet.autofilter(1, 0, line - 1, len(COLUMNS) - 1)
        book.close()
        return time.perf_counter() - started

    yield ours, yardstick
