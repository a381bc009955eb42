"""Headings under titles, on two lines, twice, unknown, learned."""
from __future__ import annotations

import pytest

from desktop.importers import child, workbook
from desktop.importers.headings import combine, find_table, find_tables, shape
from desktop.importers.source import Book, Sheet
from desktop.importers.words import clean, fold
from tests import files


def sheet(*rows, name="名册", first=1, merged=()):
    """A sheet whose rows begin at `first`; an empty row is left out as the readers do."""
    return Sheet(name, [(n, list(r)) for n, r in enumerate(rows, first) if any(c is not None for c in r)],
                 merged=list(merged))


def mapped(table):
    return {c.heading: c.field.name for c in table.columns if c.field}


def said(table):
    return "\n".join(n.sentence for n in table.warnings)


@pytest.mark.parametrize("written", ["出 生\n年 月", "出生年月：", "出　生　年　月", "【出生年月】", "出生年月*", "出生年月（如1975.08）",
                                     "\ufeff出生年月\u200b", "出生日期"])
def test_a_heading_is_known_however_it_is_written(fields, written):
    assert mapped(find_table(sheet(["姓名", written], ["丁一", "1975.08"]), fields))[clean(written)] == "born"


def test_the_untidy_roster(tmp_path, fields):
    expected = files.messy_roster(tmp_path / "名册.xlsx")
    table, = combine(child.read(tmp_path / "名册.xlsx"), fields)
    assert table.header_rows == [3, 4]
    assert table.titles[0] == files.TITLE
    assert mapped(table) == {
        "姓名": "name", "性别": "sex", "民族": "ethnic", "出生年月": "born", "政治面貌": "party", "界别": "sector",
        "工作单位及职务/工作单位": "unit", "工作单位及职务/职务": "post", "联系方式/手机": "phone",
        "联系方式/身份证号码": "id_number", "备注": "note"}
    assert [r.number for r in table.rows] == list(expected.rows)
    assert {s.row: s.why for s in table.skipped}.keys() == expected.skipped.keys()
    assert table.rows[2].cells["unit"] == "青溪县第一中学"
    assert table.rows[5].cells["id_number"] > 1e17
    assert "第 7、11 行的“同上”" in said(table)


def test_titles_above_belong_to_the_table(fields):
    table = find_table(sheet(["青溪县政协委员名册"], [], ["2026年6月", None, "单位：人"], ["姓名", "性别"], ["丁一", "男"]), fields)
    assert table.titles == ["青溪县政协委员名册", "2026年6月 单位：人"]
    assert table.header_rows == [4]


def test_a_group_of_headings_is_joined_with_those_below(fields):
    rows = (["姓名", "联系方式", None, "单位联络员", None], [None, "办公电话", "手机", "姓名", "电话"],
            ["丁一", "22222", "139", "王二", "138"])
    table = find_table(sheet(*rows, merged=[(1, 1, 1, 2), (1, 3, 1, 4), (1, 0, 2, 0)]), fields)
    assert mapped(table) == {"姓名": "name", "联系方式/办公电话": "office_phone", "联系方式/手机": "phone"}
    assert "单位联络员/姓名、单位联络员/电话" in said(table)
    assert table.rows[0].cells["name"] == "丁一"


def test_a_row_of_groups_above_the_headings(fields):
    rows = (["基本情况", None, None, "通讯", None], ["姓名", "性别", "民族", "手机", "办公电话"], ["丁一", "男", "汉", "139", "2"])
    table = find_table(sheet(*rows, merged=[(1, 0, 1, 2), (1, 3, 1, 4)]), fields)
    assert table.header_rows == [1, 2]
    assert mapped(table)["通讯/手机"] == "phone"


def test_a_line_about_the_office_is_no_row_of_groups(fields):
    rows = (["填报单位：青溪县政协", None, "填报时间：2026年"], ["姓名", "性别", "手机"], ["丁一", "男", "139"])
    table = find_table(sheet(*rows, merged=[(1, 0, 1, 1)]), fields)
    assert table.header_rows == [2]


def test_the_second_heading_row_may_repeat_the_first(fields):
    rows = (["姓名", "性别"], ["姓名", "性别"], ["丁一", "男"])
    table = find_table(sheet(*rows), fields)
    assert [r.cells["name"] for r in table.rows] == ["丁一"]


def test_a_first_record_of_words_is_not_taken_for_headings(fields):
    table = find_table(sheet(["姓名", "职务", "界别"], ["丁一", "常委", "中共界"], ["王二", "委员", "农工党界"]), fields)
    assert [r.cells["name"] for r in table.rows] == ["丁一", "王二"]


def test_the_same_heading_twice_is_numbered_and_told(fields):
    table = find_table(sheet(["姓名", "备注", "电话", "电话", "备注"], ["丁一", "甲", "1", "2", "乙"]), fields)
    assert [c.heading for c in table.columns] == ["姓名", "备注", "电话", "电话（2）", "备注（2）"]
    assert table.rows[0].cells == {"name": "丁一", "note": "甲", "phone": "1"}
    assert "“电话”有 2 列（C、D 列），只读 C 列" in said(table)


def test_two_headings_for_one_field_leave_the_better_one(fields):
    table = find_table(sheet(["姓名", "电话", "手机"], ["丁一", "22", "139"]), fields)
    assert table.rows[0].cells["phone"] == "139"
    assert "“手机”和“电话”都是联系电话，只读“手机”一列" in said(table)


def test_unknown_headings_are_told_and_running_numbers_are_not(fields):
    table = find_table(sheet(["序号", "姓名", "血型", None], [1, "丁一", "A", "闲话"]), fields)
    assert "不导入：血型" in said(table)
    assert "D 列没有表头" in said(table)
    assert "序号" not in said(table)


def test_learned_headings_and_learned_refusals(fields):
    rows = (["姓名", "供职处", "血型", "备注"], ["丁一", "县医院", "A", "甲"])
    table = find_table(sheet(*rows), fields, {"供职处": "unit", fold("血 型："): "", "备注": ""})
    assert table.rows[0].cells == {"name": "丁一", "unit": "县医院"}
    assert said(table) == ""


def test_the_users_own_word_on_where_the_headings_are(fields):
    rows = (["姓名", "性别"], ["丁一", "男"], ["姓名", "民族"], ["王二", "回"])
    table = find_table(sheet(*rows), fields, header_row=3)
    assert [r.cells for r in table.rows] == [{"name": "王二", "ethnic": "回"}]
    assert find_table(sheet(*rows), fields, header_row=99) is None


def test_no_table_without_the_name(fields):
    assert find_table(sheet(["性别", "民族"], ["男", "汉"]), fields) is None
    assert find_table(Sheet("空"), fields) is None


def test_a_list_of_nothing_but_names(fields):
    table = find_table(sheet(["委员姓名"], ["丁一"], ["王二"]), fields)
    assert [r.cells["name"] for r in table.rows] == ["丁一", "王二"]


def test_other_headings_further_down_begin_another_table(fields):
    rows = (["姓名", "性别", "民族"], ["丁一", "男", "汉"], ["姓名", "工作单位", "手机"], ["王二", "县医院", "139"])
    first, second = find_tables(sheet(*rows), fields)
    assert [r.cells for r in first.rows] == [{"name": "丁一", "sex": "男", "ethnic": "汉"}]
    assert [r.cells for r in second.rows] == [{"name": "王二", "unit": "县医院", "phone": "139"}]


def test_sheets_are_combined_and_covers_told(tmp_path, fields):
    path = files.workbook(tmp_path / "a.xlsx", ("封面", [["青溪县政协"], ["二〇二六年"]]),
                          ("中共界", [["姓名", "性别"], ["丁一", "男"]]), ("农工党界", [["姓名", "性别"], ["王二", "女"]]))
    tables = combine(child.read(path), fields)
    assert [t.sheet for t in tables] == ["中共界", "农工党界"]
    assert "工作表“封面”里没有找到表头" in said(tables[0])


def test_hidden_sheets_are_left_and_hidden_rows_read(tmp_path, fields):
    book = workbook.read(files.struck(tmp_path / "a.xlsx"), "xlsx", lambda done, total: None)
    table, = combine(book, fields)
    assert len(table.rows) == 7
    assert "隐藏的工作表“旧名册”里也有 1 行，没有读取" in said(table)
    assert "有 1 行是隐藏或被筛选掉的（第 5 行）" in said(table)
    assert "检测到删除线（第 3 行）" in said(table)
    assert "检测到红色文字（第 4 行）" in said(table)
    assert "这些栏是隐藏的，也一并读取：工作单位" in said(table)
    assert len(combine(book, fields, hidden=True)) == 2


def test_a_table_all_in_red_is_not_told(fields):
    red = sheet(["姓名", "性别"], ["丁一", "男"], ["王二", "女"])
    red.red_rows = frozenset((1, 2, 3))
    assert said(find_table(red, fields)) == ""


def test_warnings_of_the_book_come_with_the_first_table(fields):
    book = Book("xlsx", [sheet(["姓名", "性别"], ["丁一", "男"])], ["文件里有批注，批注不导入"])
    assert said(combine(book, fields)[0]) == "文件里有批注，批注不导入"


def test_the_shape_of_a_file_is_stable():
    assert shape(["姓名", "出 生\n年月", "手机："]) == shape(["手机", "姓　名", "出生年月"])
    assert shape(["姓名"]) != shape(["姓名", "性别"])
