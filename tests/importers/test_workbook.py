"""Workbooks with the quirks of WPS, of libraries and of old programs."""
from __future__ import annotations

import datetime as dt
import pickle
import re

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from desktop.fields.refused import Refused
from desktop.importers import child, formats, workbook
from desktop.importers.marks import as_shown
from desktop.importers.source import ErrorValue, Limits
from tests import files


def read(path):
    return formats.read(path, Limits())


def rows(path):
    return read(path).sheets[0].rows


def dimension(text):
    return lambda name, data: re.sub(rb"<dimension[^>]*/>", b'<dimension ref="%s"/>' % text, data)


def saved(path, **cells):
    book = Workbook()
    for place, value in cells.items():
        book.worksheets[0][place] = value
    book.save(path)
    return path


@pytest.mark.parametrize("declared", [b"A1:A1", b"A1:XFD1048576"])
def test_the_declared_dimension_is_not_believed(tmp_path, declared):
    good = files.plain_roster(tmp_path / "a.xlsx", people=30)
    bad = files.repacked(good, tmp_path / "b.xlsx", dimension(declared))
    assert rows(bad) == rows(good)
    assert len(rows(bad)) == 31


def test_a_million_empty_rows_are_passed_over(tmp_path):
    empty = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(100, 1_048_577))
    good = files.plain_roster(tmp_path / "a.xlsx", people=3)
    bad = files.repacked(good, tmp_path / "b.xlsx", lambda name, data: data.replace(b"</sheetData>", empty + b"</sheetData>"))
    assert [n for n, _ in child.read(bad).sheets[0].rows] == [1, 2, 3, 4]


def test_styled_empty_cells_to_the_last_column(tmp_path):
    good = files.plain_roster(tmp_path / "a.xlsx", people=3)
    tail = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    bad = files.repacked(good, tmp_path / "b.xlsx", lambda name, data: data.replace(b"</sheetData>", tail))
    assert rows(bad) == rows(good)


def test_a_stray_value_in_the_farthest_corner_is_told(tmp_path):
    path = saved(tmp_path / "a.xlsx", A1="姓名", XFD1048576="x")
    with pytest.raises(Refused, match="第 1048576 行、第 16384 列还有零散内容"):
        read(path)


def test_too_many_cells_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 20)
    with pytest.raises(Refused, match="拆成几个文件"):
        read(files.plain_roster(tmp_path / "a.xlsx", people=30))


def test_values_come_raw(tmp_path):
    path = saved(tmp_path / "a.xlsx", B2="  张　三 ", C2=412326197508151000, D2=13837012345, E2=dt.datetime(1975, 8, 15),
                 F2=True, G2=dt.time(8, 30), H2="第一行\n第二行", I2=0, J2="   ", K2=1975.08)
    (number, cells), = rows(path)
    assert number == 2
    assert cells == [None, "  张　三 ", 412326197508151000.0, 13837012345.0, dt.date(1975, 8, 15), True, "08:30",
                     "第一行\n第二行", 0.0, None, 1975.08]


def test_what_the_clerk_sees_of_a_number(tmp_path):
    book = Workbook()
    sheet = book.worksheets[0]
    formatted = (("A1", 1975.1, "0.00"), ("B1", 1975.1, "General"), ("C1", 7, "000"), ("D1", 37012345, "000000000"),
                 ("E1", 412326197508151000, "000000000000000000"), ("F1", 1999.5, "0.00"), ("G1", 27607, 'yyyy"年"m"月"'))
    for place, value, code in formatted:
        sheet[place] = value
        sheet[place].number_format = code
    book.save(tmp_path / "a.xlsx")
    assert rows(tmp_path / "a.xlsx")[0][1] == [
        "1975.10", 1975.1, "007", "037012345", 412326197508151000.0, "1999.50", dt.date(1975, 8, 1)]


@pytest.mark.parametrize(("value", "code", "shown"), [
    (1975.08, "0.00", "1975.08"), (1975.0, "0.00", 1975.0), (2500.5, "0.00", 2500.5), (True, "000", True), ("7", "000", "7"),
    (7.5, "000", 7.5), (-7, "000", -7), (1975.1, "0.000", 1975.1)])
def test_only_what_can_be_meant_is_shown(value, code, shown):
    assert as_shown(value, code) == shown


def test_dates_counted_from_1904(tmp_path):
    good = saved(tmp_path / "a.xlsx", A1=dt.datetime(1975, 8, 15))
    bad = files.repacked(good, tmp_path / "b.xlsx", lambda name, data: data.replace(b"<workbookPr", b'<workbookPr date1904="1"'))
    assert rows(bad)[0][1][0] - rows(good)[0][1][0] == dt.timedelta(days=1462)


def test_error_values_and_formulas_never_computed(tmp_path):
    path = saved(tmp_path / "a.xlsx", A1="姓名", A2="#N/A", B2="=A2&B3", C2="=1+1")
    book = read(path)
    _, (error, formula, _) = book.sheets[0].rows[1]
    assert error == "#N/A" and "错误值 #N/A" in error.reason
    assert isinstance(formula, ErrorValue) and formula == "=A2&B3" and "在WPS中打开并保存一次" in formula.reason
    assert "共 2 个单元格公式无计算结果" in book.sheets[0].notes[0]
    assert pickle.loads(pickle.dumps(formula)).reason == formula.reason


def test_a_formula_that_gave_nothing_is_no_error(tmp_path):
    good = saved(tmp_path / "a.xlsx", A1="姓名", B1="=A9")
    path = files.repacked(good, tmp_path / "b.xlsx", lambda name, data: re.sub(
        rb'<c r="B1"[^>]*>.*?</c>', b'<c r="B1" t="str"><f>A9</f><v></v></c>', data))
    assert rows(path) == [(1, ["姓名"])]
    assert read(path).sheets[0].notes == []


def test_pictures_in_cells_are_no_text(tmp_path):
    good = saved(tmp_path / "a.xlsx", A1="姓名", B1="=X")
    path = files.repacked(good, tmp_path / "b.xlsx", lambda name, data: re.sub(
        rb'<c r="B1"[^>]*>.*?</c>',
        b'<c r="B1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>', data))
    assert rows(path) == [(1, ["姓名"])]
    assert read(path).sheets[0].notes == ["有 1 个单元格里是图片，图片不随表格导入"]


def test_other_files_are_not_followed(tmp_path):
    good = saved(tmp_path / "a.xlsx", A1="姓名", B1="=X")
    path = files.repacked(good, tmp_path / "b.xlsx", lambda name, data: re.sub(
        rb'<c r="B1"[^>]*>.*?</c>', b'<c r="B1"><f>[1]Sheet1!A1</f><v>5</v></c>', data))
    assert rows(path)[0][1] == ["姓名", 5.0]
    assert "引用了别的文件" in read(path).sheets[0].notes[0]


def test_comments_and_macros_are_told(tmp_path):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "姓名"
    sheet["A1"].comment = Comment("请按身份证填写", "王二")
    book.save(tmp_path / "a.xlsx")
    path = files.repacked(tmp_path / "a.xlsx", tmp_path / "b.xlsm", lambda name, data: data)
    files.zipped(tmp_path / "macro.zip", {"x": b""})
    assert read(path).warnings == ["文件里有批注，批注不导入"]
    assert "=" not in "".join(map(str, rows(path)[0][1]))


def test_formulas_written_as_text_stay_text(tmp_path):
    book = Workbook()
    sheet = book.worksheets[0]
    for n, text in enumerate(("=HYPERLINK(\"x\")", "+cmd|' /C calc'!A0", "-1+2", "@SUM(A1)"), 1):
        sheet.cell(1, n).value = text
        sheet.cell(1, n).data_type = "s"
    book.save(tmp_path / "a.xlsx")
    assert rows(tmp_path / "a.xlsx")[0][1] == ["=HYPERLINK(\"x\")", "+cmd|' /C calc'!A0", "-1+2", "@SUM(A1)"]


def test_marks_of_rows_columns_and_sheets(tmp_path):
    first, other = read(files.struck(tmp_path / "a.xlsx")).sheets
    assert (first.hidden, other.hidden) == (False, True)
    assert first.hidden_rows == {5} and first.hidden_columns == {2}
    assert first.struck_rows == {3} and first.red_rows == {4}


def test_the_old_format_and_et_are_read_with_their_marks(tmp_path):
    path = tmp_path / "名册.et"
    path.write_bytes(files.OLD_WORKBOOK.read_bytes())
    book = child.read(path)
    first, other = book.sheets
    assert book.kind == "xls"
    assert other.hidden and not first.hidden
    assert first.hidden_rows == {11} and first.struck_rows == {6} and first.red_rows == {7}
    assert (1, 0, 1, 11) in first.merged
    at = dict(first.rows)
    assert isinstance(at[9][2], ErrorValue) and at[9][2] == "#N/A"
    assert at[10][10] > 4e17
    assert at[8][4] == dt.date(1982, 5, 1)


def test_an_xlsx_written_by_another_library_is_the_same(tmp_path):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    made = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = made.add_worksheet("名册")
    sheet.write_row(0, 0, ["姓名", "身份证号"])
    sheet.write_row(1, 0, ["𬭎㛃", "11010119800101001X"])
    made.close()
    assert rows(tmp_path / "a.xlsx") == [(1, ["姓名", "身份证号"]), (2, ["𬭎㛃", "11010119800101001X"])]


def test_the_source_is_never_altered(tmp_path):
    path = files.plain_roster(tmp_path / "a.xlsx", people=2)
    before = path.read_bytes()
    child.read(path)
    assert path.read_bytes() == before
    assert load_workbook(path).sheetnames == ["名册"]
