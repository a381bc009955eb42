"""Rosters in Word documents: spans, merges, pieces, and tables inside cells."""
from __future__ import annotations

import pytest
from docx import Document

from desktop.fields.refused import Refused
from desktop.importers import word
from desktop.importers.headings import combine
from tests import files

HEADS = ["姓名", "性别", "工作单位"]


def test_spans_and_merges(tmp_path, fields):
    made = Document()
    made.add_paragraph("青溪县政协委员名册")
    table = made.add_table(5, 3)
    rows = [["姓名", "联系方式", ""], ["", "手机", "办公电话"], ["丁一", "139", "2"], ["王二", "138", ""], ["李禾", "", ""]]
    for line, words in enumerate(rows):
        for column, text in enumerate(words):
            table.cell(line, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 2).merge(table.cell(4, 2))
    made.save(str(tmp_path / "a.docx"))
    book = word.read(tmp_path / "a.docx")
    sheet, = book.sheets
    assert sheet.title == "青溪县政协委员名册"
    assert sorted(sheet.merged) == [(1, 0, 2, 0), (1, 1, 1, 2), (3, 2, 5, 2)]
    found, = combine(book, fields)
    assert found.sheet == "青溪县政协委员名册"
    assert [r.cells for r in found.rows] == [
        {"name": "丁一", "phone": "139", "office_phone": "2"}, {"name": "王二", "phone": "138", "office_phone": "2"},
        {"name": "李禾", "phone": None, "office_phone": "2"}]


def test_a_table_split_over_pages_is_one(tmp_path, fields):
    path = files.document(tmp_path / "a.docx", [HEADS, ["丁一", "男", "县医院"]], "", [HEADS, ["王二", "女", "学校"]], "",
                          [["李禾", "女", "农业农村局1所"]])
    book = word.read(path)
    assert len(book.sheets) == 1
    table, = combine(book, fields)
    assert [(r.number, r.cells["name"]) for r in table.rows] == [(2, "丁一"), (4, "王二"), (5, "李禾")]
    assert [s.why for s in table.skipped] == ["重复的表头"]


def test_paragraphs_between_pieces_are_group_heads(tmp_path, fields):
    path = files.document(tmp_path / "a.docx", "青溪县政协委员名册", "中共界（1名）", [HEADS, ["丁一", "男", "县医院"]],
                          "农工党界（1名）", [HEADS, ["王二", "女", "学校"]])
    table, = combine(word.read(path), fields)
    assert [(r.cells["name"], r.group) for r in table.rows] == [("丁一", "中共界"), ("王二", "农工党界")]


def test_pieces_without_headings_go_on(tmp_path, fields):
    path = files.document(tmp_path / "a.docx", [HEADS, ["丁一", "男", "县医院"]], "下面是另外几位，人员名单由各党派提供，" * 5,
                          [["王二", "女", "学校"]])
    tables = combine(word.read(path), fields)
    assert [r.cells["name"] for t in tables for r in t.rows] == ["丁一", "王二"]


def test_a_table_inside_a_cell(tmp_path, fields):
    made = Document()
    inner = made.add_table(1, 1).cell(0, 0).add_table(2, 2)
    for n, text in enumerate(("姓名", "性别", "丁一", "男")):
        inner.cell(n // 2, n % 2).text = text
    made.save(str(tmp_path / "a.docx"))
    table, = combine(word.read(tmp_path / "a.docx"), fields)
    assert table.rows[0].cells == {"name": "丁一", "sex": "男"}


def test_deleted_text_and_fields_are_not_read(tmp_path):
    path = files.document(tmp_path / "a.docx", [["姓名"], ["丁一"]])
    tracked = ("<w:del><w:r><w:delText>旧</w:delText><w:t>旧名</w:t></w:r></w:del>"
               "<w:ins><w:r><w:t>丁一</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r>").encode()
    bad = files.repacked(path, tmp_path / "b.docx", lambda name, data: data.replace(
        "<w:r><w:t>丁一</w:t></w:r>".encode(), tracked) if name == "word/document.xml" else data)
    assert word.read(bad).sheets[0].rows == [(1, ["姓名"]), (2, ["丁一"])]


def test_a_document_without_tables(tmp_path):
    with pytest.raises(Refused, match="文件里没有表格"):
        word.read(files.document(tmp_path / "a.docx", "名册在哪里"))


FORM = [["姓名", "丁一", "性别", "男"], ["民族", "汉族", "出生年月", "1975.08"], ["工作单位", "县医院", "职务", "委员"],
        ["联系电话", "", "备注", "甲"], ["主要事迹", "无", "身份证号", "41990119750815011X"]]


def test_a_form_is_read_by_its_labels(tmp_path, fields):
    table, = combine(word.read(files.document(tmp_path / "a.docx", "委员推荐表", FORM)), fields)
    assert table.sheet == "委员推荐表"
    assert table.header_rows == []
    assert [r.cells for r in table.rows] == [{
        "name": "丁一", "sex": "男", "ethnic": "汉族", "born": "1975.08", "unit": "县医院", "post": "委员", "phone": None,
        "note": "甲", "id_number": "41990119750815011X"}]


def test_several_forms_in_one_file(tmp_path, fields):
    other = [["姓名", "王二", "性别", "女"], *FORM[1:]]
    tables = combine(word.read(files.document(tmp_path / "a.docx", FORM, "委员推荐表", other)), fields)
    assert [r.cells["name"] for t in tables for r in t.rows] == ["丁一", "王二"]


def test_a_roster_is_no_form(tmp_path, fields):
    rows = [["姓名", "曾用名", "性别"], ["丁一", "常委", "男"], ["王二", "委员", "女"], ["李禾", "电话", "女"]]
    table, = combine(word.read(files.document(tmp_path / "a.docx", rows)), fields)
    assert [r.cells["name"] for r in table.rows] == ["丁一", "王二", "李禾"]
