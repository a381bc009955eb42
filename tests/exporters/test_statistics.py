"""委员构成统计表: figures under merged headings, and the members behind each."""
from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from docx import Document
from openpyxl import load_workbook

from desktop.exporters import statistics
from desktop.exporters.papers import paper
from desktop.exporters.registry import Request
from desktop.fields.refused import Refused
from tests.exporters.samples import DAY


def test_the_figures_of_the_day(county):
    report = statistics.composition(county, Request(DAY))
    assert report.title == "政协青溪县第十届委员会委员构成统计表"
    rows = {(row["part"], row["label"]): row["count"].value for row in report.rows}
    assert rows["总数", "委员总数"] == 168
    assert rows["性别", "男"] + rows["性别", "女"] == 168
    assert "168 为基数" in report.notes[0]
    earlier = statistics.composition(county, Request(dt.date(2024, 3, 27)))
    assert next(iter(earlier.rows))["count"].value == 162


def test_every_figure_of_the_workbook_has_its_list(county, tmp_path):
    paper("member-composition").print(county, Request(DAY), "xlsx", tmp_path / "a.xlsx")
    figures, persons, charts = load_workbook(tmp_path / "a.xlsx").worksheets
    assert charts.title == "图表" and len(charts._charts) == 5
    said, part = {}, ""
    for row in figures.iter_rows(min_row=4, max_col=3, values_only=True):
        part = row[0] or part
        if isinstance(row[2], int):
            said[part, str(row[1]).removeprefix("其中：")] = row[2]
    counted = Counter((row[0], row[1]) for row in persons.iter_rows(min_row=4, max_col=2, values_only=True))
    assert {key: count for key, count in said.items() if 0 < count < 168} == dict(counted)


def test_a_heading_is_one_cell_over_its_lines(county, tmp_path):
    chosen = paper("member-composition")
    for format in chosen.formats:
        chosen.print(county, Request(DAY), format, tmp_path / f"a.{format}")
    table = Document(str(tmp_path / "a.docx")).tables[0]
    sexes = [row for row in table.rows if row.cells[0].text == "性别"]
    assert len({row.cells[0]._tc for row in sexes}) == 1
    assert [row.cells[1].text for row in sexes] == ["男", "女"]
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    tall = [merged for merged in sheet.merged_cells.ranges if merged.min_col == merged.max_col == 1]
    assert "性别" in [sheet.cell(merged.min_row, 1).value for merged in tall]


def test_nobody_is_refused(empty):
    with pytest.raises(Refused, match="没有委员，没有印出统计表"):
        statistics.composition(empty, Request(DAY))
