"""Reports of several tables, on A5, with merged headings or without lines, in every pen."""
from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook

from desktop.exporters import docx, pens, xlsx
from desktop.exporters.page import lay_tables
from desktop.fields.refused import Refused
from desktop.fields.report import Group
from tests.exporters.samples import booklet, names, small


def pages(path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def test_parts_follow_the_first_in_size_day_and_secrecy():
    first, second = booklet(3).tables
    assert (second.paper, second.day, second.footer, second.private) == ("A5", first.day, "2026年", True)
    assert first.parts == ()


def test_all_tables_are_set_in_one_size_and_turned_alike():
    wide = replace(small(), columns=small().columns * 3)
    laid = [layout for _, layout in lay_tables(replace(wide, parts=(small(),)))]
    assert {layout.landscape for layout in laid} == {True}
    assert len({layout.size for layout in laid}) == 1


def test_spans_of_equal_neighbours_end_where_the_group_ends():
    report = booklet(0)
    group = Group("", [{"part": part} for part in "甲甲乙甲甲甲"])
    assert report.spans(group) == [2, 0, 1, 3, 0, 0]
    assert replace(report, merged="").spans(group) == [1] * 6
    assert report.spans(Group("", [])) == []


def test_a_docx_has_a_table_for_each_and_merged_headings(tmp_path):
    pens.write(booklet(20), "docx", tmp_path / "a.docx")
    first, second = Document(str(tmp_path / "a.docx")).tables
    assert [cell.text for cell in second.rows[1].cells] == ["高志远", "13700000001"]
    headings = [first.cell(row, 0) for row in range(1, 21)]
    assert [cell.text for cell in headings] == ["第0项"] * 7 + ["第1项"] * 7 + ["第2项"] * 6
    assert len({cell._tc for cell in headings}) == 3


def test_an_xlsx_has_a_sheet_for_each_and_merged_headings(tmp_path):
    pens.write(booklet(20), "xlsx", tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["构成表", "县领导"]
    assert {str(r) for r in book.worksheets[0].merged_cells.ranges} >= {"A4:A10", "A11:A17", "A18:A23"}
    assert [sheet.page_setup.paperSize for sheet in book.worksheets] == [11, 11]
    assert book.worksheets[0].auto_filter.ref is None, "筛选会拆散合并的格"
    assert book.worksheets[1].auto_filter.ref == "A2:B3"


def test_a_pdf_repeats_a_merged_heading_on_the_next_page(tmp_path):
    pens.write(booklet(60), "pdf", tmp_path / "a.pdf")
    found = pages(tmp_path / "a.pdf")
    assert len(found) == 4
    assert found[-1].startswith("县领导姓名手机高志远13700000001")
    for number, page in enumerate(found[:3]):
        rows = [int(each) for each in range(60) if f"第{each}类" in page]
        parts = sorted({f"第{row // 7}项" for row in rows})
        assert all(page.count(part) == 1 for part in parts), f"第 {number + 1} 页"


def test_names_without_lines_have_neither_head_nor_borders(tmp_path):
    for format in ("docx", "pdf"):
        pens.write(names(2), format, tmp_path / f"a.{format}")
    rows = [[cell.text for cell in row.cells] for row in Document(str(tmp_path / "a.docx")).tables[0].rows]
    assert rows[1] == ["主　任：", "周　全"]
    assert "职务" not in rows[0]
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        assert list(document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH])) == [], "没有线"
    assert len(pages(tmp_path / "a.pdf")) == 1


@pytest.mark.parametrize("make", [booklet, names])
@pytest.mark.parametrize("format", pens.FORMATS)
def test_the_same_report_makes_the_same_bytes(make, format, tmp_path):
    for name in "ab":
        pens.write(make(30), format, tmp_path / f"{name}.{format}")
    assert (tmp_path / f"a.{format}").read_bytes() == (tmp_path / f"b.{format}").read_bytes()


@pytest.mark.parametrize("pen", [docx, xlsx])
def test_a_second_table_that_was_not_kept_is_noticed(pen, tmp_path):
    path = tmp_path / "a"
    pen.draw(booklet(3), path)
    lost = replace(booklet(3), parts=(replace(booklet(3).parts[0], groups=(Group("", [{"name": "别人"}]),)),))
    with pytest.raises(Refused, match="与应有的内容不一致"):
        pen.check(lost, path)
