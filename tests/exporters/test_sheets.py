"""Wrong rows go back to the clerk, and come back mended."""
from __future__ import annotations

import pytest
from openpyxl import load_workbook

from desktop.exporters import sheets
from desktop.services import imports
from tests import files

MEMBERS = imports.noun("members")


def planned(store, path):
    return MEMBERS.plan(store, MEMBERS.tables(store, path))


@pytest.fixture
def messy(empty, tmp_path):
    files.messy_roster(tmp_path / "roster.xlsx")
    return planned(empty, tmp_path / "roster.xlsx")


def test_the_wrong_row_with_its_reason_its_headings_and_its_place(messy, tmp_path):
    sheets.wrong_rows(messy, tmp_path / "wrong.xlsx")
    head, row = load_workbook(tmp_path / "wrong.xlsx").worksheets[0].iter_rows(values_only=True)
    assert "、".join(head) == "错误原因、姓名、性别、民族、出生年月、政治面貌、界别、工作单位、职务、手机、身份证号码、备注、原行号"
    assert "后三位已丢失" in row[0]
    assert row[1:4] == ("赵丢位", "男", "汉")
    assert row[-1] == "10"


def test_a_cut_number_stays_wrong_until_it_is_typed_again(empty, messy, tmp_path):
    path = tmp_path / "wrong.xlsx"
    sheets.wrong_rows(messy, path)
    assert [r.name for r in planned(empty, path).wrong()] == ["赵丢位"]
    book = load_workbook(path)
    book.worksheets[0]["K2"] = files.id_number("19710203", 123)
    book.save(path)
    mended = planned(empty, path)
    assert [(r.name, r.verdict) for r in mended.rows] == [("赵丢位", "new")]
    assert MEMBERS.apply(empty, mended, path.name) == 1


def test_the_cells_to_be_mended_are_marked_and_take_text(messy, tmp_path):
    sheets.wrong_rows(messy, tmp_path / "wrong.xlsx")
    row = load_workbook(tmp_path / "wrong.xlsx").worksheets[0][2]
    assert [cell.column_letter for cell in row if cell.fill.fgColor.rgb == "FFFFF2CC"] == ["K"]
    assert {cell.number_format for cell in row} == {"@"}


def test_a_sector_that_stood_over_the_rows_goes_with_them(empty, tmp_path):
    files.workbook(tmp_path / "r.xlsx", ("名册", [
        ["姓名", "性别", "出生年月"], ["中共界（1名）", None, None], ["丁一", "男", "1975.8"], ["教育界（1名）", None, None],
        ["于文", "男", "不详的日子"]]))
    sheets.wrong_rows(planned(empty, tmp_path / "r.xlsx"), tmp_path / "wrong.xlsx")
    head, row = load_workbook(tmp_path / "wrong.xlsx").worksheets[0].iter_rows(values_only=True)
    assert dict(zip(head, row, strict=True))["界别"] == "教育界"


def test_rows_of_several_sheets_name_their_sheet(empty, tmp_path):
    wrong = [["姓名", "出生年月"], ["丁一", "不详的日子"]]
    files.workbook(tmp_path / "r.xlsx", ("中共界", wrong), ("教育界", wrong))
    sheets.wrong_rows(planned(empty, tmp_path / "r.xlsx"), tmp_path / "wrong.xlsx")
    sheet = load_workbook(tmp_path / "wrong.xlsx").worksheets[0]
    assert [row[-1].value for row in sheet.iter_rows(2)] == ["中共界 第2行", "教育界 第2行"]
    assert [r.draft["sector"] for r in planned(empty, tmp_path / "wrong.xlsx").wrong()] == ["中共界", "教育界"]


def test_headings_of_two_levels_become_one_unless_that_would_mislead():
    assert sheets.one_level("phone", "联系方式/手机") == "手机"
    assert sheets.one_level("education", "学历/学位") == "学历/学位"
    assert sheets.one_level("name", "姓名") == "姓名"
