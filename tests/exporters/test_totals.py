"""小计 and 合计: formulas in a workbook, figures in a document, the same in every pen; what the figures are counted in."""
from __future__ import annotations

import zipfile
from dataclasses import replace

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook

from desktop.exporters import docx, pdf, xlsx
from desktop.fields.field import Field
from desktop.fields.kinds import Integer, Money, Text
from desktop.fields.report import Figure, Group, Report
from tests.exporters.samples import DAY

COLUMNS = (Field("serial", "序号", Integer(width=2)), Field("name", "捐赠单位", Text(width=8)), Field("count", "件数", Integer()),
           Field("sum", "金额", Money()))


def ledger(groups: int = 2) -> Report:
    made = [Group(f"第{n}批", [{"serial": 1, "name": "青溪县文化馆", "count": Figure(2, ("a", "b")), "sum": 123450},
                            {"serial": 2, "name": "青溪县第一中学", "count": None, "sum": -50}]) for n in range(groups)]
    return Report("捐款登记表", COLUMNS, tuple(made), "截至2026年6月30日", ("注：实物未计入。",), day=DAY, unit="件、元",
                  totals=("count", "sum"))


def test_a_workbook_adds_up_by_itself(tmp_path):
    xlsx.write(ledger(), tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [[c.value for c in row] for row in sheet.iter_rows(7, 11)] == [
        [None, "小计", "=SUM(C5:C6)", "=SUM(D5:D6)"],
        ["第1批", None, None, None],
        [1, "青溪县文化馆", 2, 1234.5], [2, "青溪县第一中学", None, -0.5],
        [None, "小计", "=SUM(C9:C10)", "=SUM(D9:D10)"]]
    assert [c.value for c in sheet[12]] == [None, "合计", "=SUM(C7,C11)", "=SUM(D7,D11)"]
    shown = load_workbook(tmp_path / "a.xlsx", data_only=True).worksheets[0]
    assert [c.value for c in shown[12]] == [None, "合计", 4, 2468], "不会计算的阅读器也要看到数"
    assert (sheet["D12"].number_format, sheet["C12"].number_format) == ("#,##0.00", "0")
    assert sheet.auto_filter.ref == "A3:D11", "筛选不带合计"
    assert [c.value for c in sheet[2]] == ["截至2026年6月30日", None, "单位：件、元", None]


def test_one_group_has_a_total_only(tmp_path):
    report = replace(ledger(1), unit="")
    xlsx.write(report, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [c.value for c in sheet[7]] == [None, "合计", "=SUM(C5:C6)", "=SUM(D5:D6)"]
    assert [line.kind for line in report.lines] == ["group", "text", "text", "total"]


def test_hundreds_of_groups_are_added_by_the_hundred(tmp_path):
    xlsx.write(ledger(300), tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        written = package.read("xl/worksheets/sheet1.xml").decode()
    last = written.rindex("<f>")
    assert written[last:].startswith("<f>SUM(SUM(D7,")
    assert written.count("SUM(", last) == 3
    assert load_workbook(tmp_path / "a.xlsx", data_only=True).worksheets[0].cell(3 + 300 * 4 + 1, 4).value == 300 * 1234


def test_documents_print_the_same_figures(tmp_path):
    docx.write(ledger(), tmp_path / "a.docx")
    document = Document(str(tmp_path / "a.docx"))
    rows = [[c.text for c in row.cells] for row in document.tables[0].rows]
    assert rows[4] == ["", "小计", "2", "1,234.00"]
    assert rows[-1] == ["", "合计", "4", "2,468.00"]
    assert document.paragraphs[1].text == "截至2026年6月30日\t单位：件、元"
    pdf.write(ledger(), tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as found:
        words = found[0].get_textpage().get_text_range().split()
    assert words.count("小计") == 2 and words[words.index("合计"):][:3] == ["合计", "4", "2,468.00"]
    assert "单位：件、元" in words


def test_masked_figures_are_not_added_up_in_the_open():
    hidden = replace(ledger(), columns=(*COLUMNS[:3], replace(COLUMNS[3], private=True)))
    assert [line.texts[3] for line in hidden.lines if line.kind == "total"] == ["****"]
    assert [line.cells[3] for line in hidden.lines if line.kind != "group"] == ["****"] * 7


@pytest.mark.parametrize("pen", [xlsx, docx, pdf])
def test_an_empty_ledger_says_nought(pen, tmp_path):
    pen.write(replace(ledger(0), unit="元"), tmp_path / "a.out")
    assert ledger(0).lines[0].texts == ["", "合计", "0", "0.00"]
