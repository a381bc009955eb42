"""The xlsx pen, read back as a spreadsheet reads it."""
from __future__ import annotations

import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from desktop.exporters import xlsx
from desktop.fields.report import Group

PAYLOADS = (
    "=1+1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://example.invalid\")", "=SUM(1+9)*cmd|' /C calc'!A0", "+1+1", "+cmd|' /C calc'!A0",
    "-1+1", "-2+3+cmd|' /C calc'!D2", "@SUM(1+1)", "@SUM(1+9)*cmd|' /C calc'!A0", "=\"a\"&\"b\"", "{=1+1}", " =1+1", "＝1+1", "'=1+1",
    "=DDE(\"cmd\";\"/C calc\";\"1\")", "=IMPORTXML(\"http://example.invalid\",\"//a\")", "=1+1\n=2+2", "http://example.invalid", "_x0041_")


def test_every_cell_is_there_numbers_as_numbers(small, tmp_path):
    xlsx.write(small, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [[c.value for c in row] for row in sheet.iter_rows()] == [
        ["捐款登记表", *[None] * 5], ["截至2026年6月30日", *[None] * 5],
        ["姓名", "出生年月", "件数", "金额", "联系电话", "备注"],
        ["中共界（2名）", *[None] * 5],
        ["李㛃", "1975-08", 12, 1234.56, "139****0001", "=1+1"],
        ["龚䶮", None, 0, None, None, "前后"],
        ["民建界（1名）", *[None] * 5],
        ["王𬭎", "1980-11", 3, 0, "139****0003", "<甲>&“乙”"],
        ["注：实物未计入。", *[None] * 5]]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_looks_like_a_formula_stays_text(small, tmp_path, payload):
    report = replace(small, groups=(Group("", [{"name": payload}]),))
    xlsx.write(report, tmp_path / "a.xlsx")
    assert xlsx.rows("", tmp_path / "a.xlsx", 4, 1)[0][0] == payload
    cell = load_workbook(tmp_path / "a.xlsx").worksheets[0]["A4"]
    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert bool(cell.quotePrefix) == payload.startswith(("=", "+", "-", "@"))
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_it_prints_on_a4_with_its_head_on_every_page(small, tmp_path):
    xlsx.write(small, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth in (None, 1)  # 1 is the usual value and may be left out
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:F8"
    assert sheet.oddFooter.center.text == "第 &P 页　共 &N 页"
    assert sheet.oddFooter.left.text == "截至2026年6月30日"
    assert {str(r) for r in sheet.merged_cells.ranges} == {"A1:F1", "A2:F2", "A9:F9"}, "组头不合并，否则不能排序"


def test_the_same_report_makes_the_same_bytes(small, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        xlsx.write(small, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}


def test_a_sheet_can_bear_any_title():
    assert xlsx.sheet_name("关于[提案]的*统计/表: 2025?") == "关于提案的统计表 2025"
    assert len(xlsx.sheet_name("政协" * 40)) == 31
