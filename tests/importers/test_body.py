"""Records, group heads, totals, notes, signatures, 同上 and merged cells under the headings."""
from __future__ import annotations

import pytest

from desktop.importers.headings import find_table
from desktop.importers.source import LONGEST_CELL, ErrorValue
from tests.importers.test_headings import said, sheet

HEADS = ["序号", "姓名", "性别", "工作单位", "备注"]


def names(table):
    return [r.cells["name"] for r in table.rows]


def whys(table):
    return {s.row: s.why for s in table.skipped}


@pytest.mark.parametrize(("row", "why"), [
    (["合 计", None, None, "2人"], "合计行"),
    (["合计", 2, None, None], "合计行"),
    ([None, "小计", "1", None], "合计行"),
    (["本界小计：2人"], "合计行"),
    (["总　计"], "合计行"),
    (["共计2人"], "合计行"),
    (["注：本表一式两份。"], "注或说明"),
    (["备注:姓名按身份证填写"], "注或说明"),
    (["说明：一、按界别排列"], "注或说明"),
    (["※ 表示新任委员"], "注或说明"),
    (["填表人：王小满", None, "审核人：李禾"], "填表人、审核人等落款"),
    ([None, None, None, "审 核 人 ："], "填表人、审核人等落款"),
    ([None, "填报人（签字）：", None, "2026年6月"], "填表人、审核人等落款"),
    (["单位负责人：", None, None, None, "填表日期：2026.6.30"], "填表人、审核人等落款"),
    (["2026年6月30日"], "注或说明"),
    (["第2页 共9页"], "页码或续表"),
    (["（续表）"], "页码或续表"),
    (HEADS, "重复的表头"),
    ([3.0], "只有序号"),
    (["青溪县政协委员名册"], "重复的标题"),
    (["青溪县政协委员名册（续）"], "重复的标题"),
])
def test_rows_that_are_nobodys_are_skipped_and_listed(fields, row, why):
    rows = (["青溪县政协委员名册"], HEADS, [1, "丁一", "男"], row, [2, "王二", "女"])
    table = find_table(sheet(*rows), fields)
    assert whys(table) == {4: why}
    assert names(table) == ["丁一", "王二"]


@pytest.mark.parametrize("row", [
    [3, "计和合", "男"], [3, "合小计", "男", "县统计局", "合计"], [3, "注小满", "女"], [3, "共青山", "男"], [3, "丁总", "男"],
    [None, "张界", "男", "县医院"], [3, "王二", None, "县医院", "联系人：李禾"], [3, "审美", "女"], [None, "孙说明", "女", "说明：无"],
    [None, "马·买买提", None, None], [None, "丁一"],
])
def test_a_person_is_never_skipped(fields, row):
    table = find_table(sheet(HEADS, row), fields)
    assert names(table) == [row[1]]
    assert table.skipped == []


def test_a_row_without_a_name_is_given_back_as_it_is(fields):
    table = find_table(sheet(HEADS, [1, None, "男", "县医院", None]), fields)
    assert [r.cells for r in table.rows] == [{"name": None, "sex": "男", "unit": "县医院", "note": None}]


def test_lines_after_a_note_are_notes_until_the_next_person(fields):
    rows = (HEADS, ["注：1.按界别排列"], ["2.以上名单截至六月"], ["农工党界（1名）"], [1, "丁一", "男"])
    table = find_table(sheet(*rows, merged=[(n, 0, n, 4) for n in (2, 3, 4)]), fields)
    assert whys(table) == {2: "注或说明", 3: "注或说明"}
    assert [r.group for r in table.rows] == ["农工党界"]


@pytest.mark.parametrize(("written", "group"), [
    ("中共界（32名）", "中共界"), ("一、中共界", "中共界"), ("（二）农业和农村界 28人", "农业和农村界"), ("特邀人士（共3位）", "特邀人士"),
    ("界别：少数民族界", "界别：少数民族界"), ("3.工商联界", "工商联界")])
def test_group_heads_are_given_with_each_row(fields, written, group):
    rows = (HEADS, [1, "丁一"], [written], [2, "王二"], [], [3, "李禾"])
    table = find_table(sheet(*rows, merged=[(3, 0, 3, 4)]), fields)
    assert [(r.cells["name"], r.group) for r in table.rows] == [("丁一", ""), ("王二", group), ("李禾", group)]


def test_a_group_head_with_its_count_in_another_cell(fields):
    table = find_table(sheet(HEADS, ["中共界", None, None, None, "32名"], [1, "丁一"]), fields)
    assert [(r.cells["name"], r.group) for r in table.rows] == [("丁一", "中共界")]


def test_a_group_head_in_the_column_of_names(fields):
    table = find_table(sheet(["姓名", "性别"], ["中共界（1人）"], ["丁一", "男"], ["民建界"], ["王二"]), fields)
    assert [(r.cells["name"], r.group) for r in table.rows] == [("丁一", "中共界"), ("王二", "民建界")]


def test_a_repeated_title_does_not_end_a_group(fields):
    rows = (["青溪县政协委员名册"], HEADS, ["中共界"], [1, "丁一"], ["青溪县政协委员名册"], HEADS, [2, "王二"])
    table = find_table(sheet(*rows, merged=[(1, 0, 1, 4), (3, 0, 3, 4), (5, 0, 5, 4)]), fields)
    assert [r.group for r in table.rows] == ["中共界", "中共界"]


def test_a_line_of_column_numbers(fields):
    table = find_table(sheet(HEADS, ["甲", "乙", "(1)", "(2)", "(3)"], [1, "丁一", "男"]), fields)
    assert whys(table) == {2: "栏号"}


@pytest.mark.parametrize("mark", ["同上", "〃", "\"", "″", "ditto", " 同 上 ", "（同上）"])
def test_the_same_as_above_is_filled_in_mapped_columns(fields, mark):
    rows = (HEADS, [1, "丁一", "男", "县医院"], [2, "王二", "女", mark], ["合计"], [3, "李禾", "女", mark])
    table = find_table(sheet(*rows), fields)
    assert [r.cells["unit"] for r in table.rows] == ["县医院"] * 3
    assert "第 3、5 行的“同上”已按上一行填写，共 2 处" in said(table)


def test_nothing_above_and_one_persons_own_are_left_empty(fields):
    rows = (["姓名", "工作单位", "身份证号"], ["丁一", "同上", "11010119800101001X"], ["王二", "县医院", "同上"], ["同上", "学校", None])
    table = find_table(sheet(*rows), fields)
    assert [r.cells["unit"] for r in table.rows] == [None, "县医院", "学校"]
    assert table.rows[1].cells["id_number"] is None
    assert table.rows[2].cells["name"] is None
    assert said(table).count("不能照填，已留空") == 3


def test_cells_merged_downwards_fill_the_rows_below(fields):
    rows = (["姓名", "性别", "工作单位"], ["丁一", "男", "县医院"], ["王二", "女"], ["李禾", "女"], ["孙三", "男", "学校"])
    table = find_table(sheet(*rows, merged=[(2, 2, 4, 2)]), fields)
    assert [r.cells["unit"] for r in table.rows] == ["县医院", "县医院", "县医院", "学校"]
    assert "第 3、4 行与上面的单元格合并" in said(table)


def test_a_second_row_of_one_person_makes_no_second_person(fields):
    rows = (["姓名", "性别", "联系电话"], ["丁一", "男", "139"], [None, None, "22222"])
    table = find_table(sheet(*rows, merged=[(2, 0, 3, 0), (2, 1, 3, 1)]), fields)
    assert names(table) == ["丁一"]
    assert whys(table) == {3: "与上一行是同一人（姓名单元格合并），这一行没有读取"}
    assert table.skipped[0].text == "22222"


def test_error_values_stay_what_they_are(fields):
    table = find_table(sheet(["姓名", "性别"], ["丁一", ErrorValue("#N/A")]), fields)
    assert isinstance(table.rows[0].cells["sex"], ErrorValue)


def test_a_cell_at_its_limit_is_told(fields):
    table = find_table(sheet(["姓名", "备注"], ["丁一", "长" * LONGEST_CELL]), fields)
    assert [(n.row, n.column) for n in table.warnings] == [(2, "备注")]
