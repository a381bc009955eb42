"""A workbook's own charts: on a sheet with the figures that they are drawn from, so that a changed figure moves its bar."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from desktop.exporters.hatching import FILLS, Fill
from desktop.fields.chart import Chart
from desktop.fields.report import printable

KINDS = {"bars": "bar", "columns": "column", "pie": "pie"}
FONT = {"name": "宋体", "size": 10.5, "color": "#000000"}
TITLE = {"name": "黑体", "size": 14, "bold": False, "color": "#000000"}
ROW = 24  # dots: the usual height of a row of this sheet
WIDE, BAR, FRAME = 620, 28, 90  # dots: a chart, what each label's bars need, what is above and below them
LEAST = 260
PAGE_WIDE, PAGE_HIGH = 580, 880  # an upright A4 page between its margins; programs differ by a sixth
FIRST_WIDTH, OTHER_WIDTH = 170, 72


def write(book: Workbook, sheet: Worksheet, charts: Sequence[Chart], text: Any, number: Any) -> None:
    """Each chart's figures in the first columns, the chart beside them. `text` and `number` are the cells' formats."""
    widest = max(len(chart.series) for chart in charts)
    sheet.set_column_pixels(0, 0, FIRST_WIDTH)
    sheet.set_column_pixels(1, widest, OTHER_WIDTH)
    scale = min(1.0, PAGE_WIDE / (FIRST_WIDTH + OTHER_WIDTH * (widest + 1) + WIDE))
    sheet.set_print_scale(int(scale * 100))
    row, used, breaks = 0, 0, list[int]()
    for chart in charts:
        bars = len(chart.labels) * max(1.0, len(chart.series) * 0.6) if chart.kind == "bars" else 0
        high = max(LEAST, FRAME + int(BAR * bars), ROW * (len(chart.labels) + 1))
        if used and (used + high) * scale > PAGE_HIGH:  # no chart is cut
            breaks.append(row)
            used = 0
        used += high + 3 * ROW
        place(book, sheet, chart, row, widest + 2, high)
        for line, (label, *_) in enumerate(chart.rows()):
            sheet.set_row_pixels(row + line, ROW)
            sheet.write_string(row + line, 0, printable(label if line else chart.title), text)
            for column, series in enumerate(chart.series, 1):
                if line == 0:
                    sheet.write_string(row, column, printable(series.name), text)
                elif (value := series.values[line - 1]) is not None:
                    sheet.write_number(row + line, column, value, number)
                else:
                    sheet.write_blank(row + line, column, None, number)
        row += -(-high // ROW) + 3
    sheet.set_h_pagebreaks(breaks)


def place(book: Workbook, sheet: Worksheet, chart: Chart, row: int, column: int, high: int) -> None:
    drawn = book.add_chart({"type": KINDS[chart.kind]})
    assert drawn is not None
    last = row + len(chart.labels)
    for number in range(1, len(chart.series) + 1):
        labels: dict[str, Any] = {"value": True, "font": FONT}
        if chart.kind == "pie":
            labels |= {"percentage": True, "category": True, "separator": "\n", "leader_lines": True}
        drawn.add_series({
            "name": [sheet.name, row, number], "categories": [sheet.name, row + 1, 0, last, 0],
            "values": [sheet.name, row + 1, number, last, number], "data_labels": labels, "gap": 60,
            **({"points": [look(FILLS[n % len(FILLS)]) for n in range(len(chart.labels))]} if chart.kind == "pie"
               else look(FILLS[number - 1]))})
    drawn.set_title({"name": printable(chart.title), "name_font": TITLE, "overlay": False})
    drawn.set_legend({"position": "top", "font": FONT} if len(chart.series) > 1 else {"none": True})
    if chart.kind != "pie":
        named: dict[str, Any] = {"num_font": FONT, "line": {"color": "#000000"}, "major_tick_mark": "none"}
        counted = {"visible": False, "major_gridlines": {"visible": False}}
        if chart.kind == "bars":  # whose labels stand at the left, the first at the top
            drawn.set_y_axis({**named, "reverse": True})
            drawn.set_x_axis(counted)
        else:
            drawn.set_x_axis(named)
            drawn.set_y_axis(counted)
    drawn.set_size({"width": WIDE, "height": high})
    sheet.insert_chart(row, column, drawn, {"description": chart.title, "object_position": 1})


def look(fill: Fill) -> dict[str, Any]:
    border = {"border": {"color": "#1C2127", "width": 0.75}}
    if fill.excel is None:
        return {"fill": {"color": fill.colour}, **border}
    return {"pattern": {"pattern": fill.excel, "fg_color": fill.stroke, "bg_color": fill.colour}, **border}
