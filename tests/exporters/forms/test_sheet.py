"""An .xlsx form filled: rows repeated, formulas and merges moved along, pictures placed, nothing else of the workbook lost."""
from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from PIL import Image

from desktop.exporters.forms import filling
from desktop.exporters.forms.cells import Shift

RARE = "𠅤鿫𬹼𰻝"


@pytest.fixture
def form(tmp_path) -> Path:
    """A list with a total, a photo, a text box, a picture, a print area and a page foot."""
    Image.new("RGB", (70, 98), "red").save(tmp_path / "p.png")
    book = xlsxwriter.Workbook(str(tmp_path / "form.xlsx"))
    sheet, ruled = book.add_worksheet("名单"), book.add_format({"border": 1})
    sheet.merge_range("A1:D1", "{{委员会}}委员表", ruled)
    sheet.write("A2", "截至{{日期}}，共{{人数}}人")
    sheet.write("C2", "{{人数}}")
    for column, field in enumerate(("序号", "姓名", "界别", "分")):
        sheet.write(2, column, field, ruled)
        sheet.write(3, column, f"{{{{委员.{field}}}}}", ruled)
    sheet.write_formula("E4", "=D4+1")
    sheet.write("A5", "合计", ruled)
    sheet.write_formula("D5", "=SUM(D4:D4)", ruled)
    sheet.write_formula("D6", "=D5*2+COUNT(D4)")
    sheet.merge_range("A7:B8", "{{照片}}", ruled)
    sheet.write("C7", "签名：{{如果 签名}}{{签名}}{{否则}}（未签）{{结束}}")
    sheet.print_area("A1:D7")
    sheet.repeat_rows(2)
    sheet.set_footer("&C{{委员会}} 第&P页")
    sheet.insert_textbox("F2", "框里的{{委员会}}")
    sheet.insert_image("F10", str(tmp_path / "p.png"))
    book.close()
    return tmp_path / "form.xlsx"


def record(tmp_path: Path, count: int) -> dict:
    return {"委员会": "政协<青溪>&", "日期": dt.date(2026, 6, 30), "人数": count, "照片": tmp_path / "p.png", "姓名": f"王{count}",
            "委员": [{"姓名": f"{RARE}{n}", "界别": "工商联", "分": n * 1.5} for n in range(1, count + 1)]}


def test_rows_are_repeated_and_everything_below_moves_along(form, tmp_path):
    filling.write(filling.opened(form), [record(tmp_path, 3)], tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["名单"]
    rows = [tuple(cell for cell in row[:5]) for row in sheet.iter_rows(values_only=True, max_row=9)]
    assert rows[0][0] == "政协<青溪>&委员表" and rows[1] == ("截至2026年6月30日，共3人", None, 3, None, None)
    assert rows[3:6] == [(n, f"{RARE}{n}", "工商联", n * 1.5, f"=D{n + 3}+1") for n in (1, 2, 3)]
    assert rows[6][3] == "=SUM(D4:D6)" and rows[7][3] == "=D7*2+COUNT(D4:D6)" and rows[8][2] == "签名：（未签）"
    assert {str(r) for r in sheet.merged_cells.ranges} == {"A1:D1", "A9:B10"}
    assert (sheet.print_area, sheet.print_title_rows) == ("'名单'!$A$1:$D$9", "$3:$3")
    assert sheet.oddFooter.center.text == "政协<青溪>&& 第&P页", "页脚里的 & 要写两遍"
    assert len(sheet._images) == 2
    assert sheet["A4"].border.left.style == "thin"


def test_an_empty_list_leaves_an_empty_row(form, tmp_path):
    filling.write(filling.opened(form), [{}], tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["名单"]
    assert [cell.value or "" for cell in sheet[4][:4]] == [""] * 4
    assert sheet["D5"].value == "=SUM(D4:D4)"
    assert "{{" not in str([*sheet.iter_rows(values_only=True)])


def test_many_records_are_a_sheet_each(form, tmp_path):
    filling.write(filling.opened(form), [record(tmp_path, n) for n in (1, 2, 2)], tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["名单", "王2", "王22"]
    assert [sheet.max_row for sheet in book] == [8, 9, 9]
    assert [sheet.print_area for sheet in book] == ["'名单'!$A$1:$D$7", "'王2'!$A$1:$D$8", "'王22'!$A$1:$D$8"]
    assert [len(sheet._images) for sheet in book] == [2, 2, 2]


def test_the_text_box_is_filled_and_stays(form, tmp_path):
    filling.write(filling.opened(form), [record(tmp_path, 1)], tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as box:
        drawn = "".join(box.read(name).decode() for name in box.namelist() if name.startswith("xl/drawings/drawing"))
    assert "框里的政协&lt;青溪&gt;&amp;" in drawn


@pytest.mark.parametrize(("formula", "moved"), [
    ("SUM(D4:D4)", "SUM(D4:D6)"), ("SUM(D2:D4)+D9", "SUM(D2:D6)+D11"), ("SUM(D4)", "SUM(D4:D6)"),
    ('IF(A1="D9",$D$9,0)', 'IF(A1="D9",$D$11,0)'),
    ("名单!D9+其他!D9", "名单!D11+其他!D9"), ("'名单'!D9", "'名单'!D11"), ("LOG10(D3)", "LOG10(D3)"), ("D4*2", "D4*2"),
])
def test_formulas_move_with_their_cells(formula, moved):
    assert Shift({4: 2}).formula(formula, "名单") == moved


def test_a_formula_of_an_item_means_its_own_row():
    assert Shift({4: 2}).formula("D4/SUM(D$4:D$4)+F9", "名单", home=4, repeats=2) == "D6/SUM(D$4:D$6)+F11"
