"""What is wrong with a form file is told with its place; the office's own copy, its faults, and the way back."""
from __future__ import annotations

import pytest
from docx import Document
from openpyxl import Workbook

from desktop.exporters.forms import checking, own
from desktop.exporters.forms.known import FORMS, form
from desktop.exporters.forms.paper import paper
from desktop.exporters.registry import Request
from desktop.fields.refused import Refused
from tests.exporters.samples import DAY

FORM = form("member-form")


def test_unknown_and_missing_fields_have_a_place_and_a_suggestion(tmp_path):
    document = Document()
    document.add_paragraph("{{姓各}}，{{如果 政治面皃}}有{{结束}}")
    table = document.add_table(2, 2)
    table.cell(1, 1).text = "{{任职时间:年月曰}}{{简历.时候}}"
    document.sections[0].header.paragraphs[0].text = "{{委员 会}}"
    document.save(str(tmp_path / "委员登记表（改）.docx"))
    path = tmp_path / "委员登记表（改）.docx"
    assert checking.meant(path, FORMS) is FORM
    lines = checking.check(path, FORM, own.shipped(FORM)).lines()
    assert "第1段：不认识的字段“姓各”，是不是“姓名”" in lines
    assert "第1段：不认识的字段“政治面皃”，是不是“政治面貌”" in lines
    assert "表1第2行第2列：不认识的字段“简历.时候”，是不是“简历.时间”" in lines
    assert any(line.startswith("表1第2行第2列：“任职时间”后面的“年月曰”不认识") for line in lines)
    assert "缺少字段“姓名”（自带的表样在表1第1行第2列）" in lines and "缺少字段“照片”（自带的表样在表1第1行第7列）" in lines
    assert not any("“委员会”" in line for line in lines), "花括号里的空格不算"


def test_a_form_under_another_name_is_told_by_its_fields(tmp_path):
    document = Document(str(own.shipped(FORM)))
    document.tables[0].cell(0, 1).text = "{{姓各}}"
    document.save(str(tmp_path / "新表.docx"))
    forms = [(each, own.shipped(each)) for each in FORMS]
    assert checking.meant(tmp_path / "新表.docx", FORMS) is None
    assert checking.resembled(tmp_path / "新表.docx", forms) is FORM
    lines = checking.check(tmp_path / "新表.docx", FORM, own.shipped(FORM)).lines()
    assert "表1第1行第2列：不认识的字段“姓各”，是不是“姓名”" in lines and "缺少字段“姓名”（自带的表样在表1第1行第2列）" in lines
    Document().save(str(tmp_path / "空表.docx"))
    assert checking.resembled(tmp_path / "空表.docx", forms) is None


def test_a_sheets_places_and_open_braces(tmp_path):
    book = Workbook()
    book.active.title = "表"
    book.active["C4"], book.active["D5"], book.active["A1"] = "{{委员.姓明}}", "{{人数}", "{{如果 人数}}有"
    book.save(tmp_path / "a.xlsx")
    lines = checking.check(tmp_path / "a.xlsx", form("member-summary")).lines()
    assert "工作表“表”C4：不认识的字段“委员.姓明”，是不是“委员.姓名”" in lines
    assert any("工作表“表”D5" in line and "不成对" in line for line in lines)
    assert any("工作表“表”A1" in line and "没有“结束”" in line for line in lines)


def test_an_alias_is_the_field_itself(county, tmp_path):
    document = Document()
    document.add_paragraph("{{委员姓名}}：{{党派}}")
    document.save(str(tmp_path / "a.docx"))
    own.copy(county, FORM, tmp_path / "a.docx")
    paper(FORM).print(county, Request(DAY), "docx", tmp_path / "out.docx")
    said = [p.text for p in Document(str(tmp_path / "out.docx")).paragraphs if p.text]
    assert len(said) == 168 and all("：" in line and not line.startswith("：") and "{" not in line for line in said)


def test_the_offices_own_form_counts_and_a_faulty_one_is_not_printed(county, tmp_path):
    path = own.copy(county, FORM)
    assert path == own.found(county, FORM) != own.shipped(FORM)
    document = Document(str(path))
    document.add_paragraph("{{姓各}}")
    document.save(str(path))
    with pytest.raises(Refused, match=r"“姓各”程序不认识，没有打印。是不是“姓名”"):
        paper(FORM).print(county, Request(DAY), "docx", tmp_path / "out.docx")
    assert not (tmp_path / "out.docx").exists()
    aside = own.restore(county, FORM)
    assert aside is not None and aside.name == "委员登记表（换下1）.docx" and own.found(county, FORM) == own.shipped(FORM)
    assert own.restore(county, FORM) is None


def test_a_workbook_is_no_word_form(county, tmp_path):
    Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(Refused, match="表样是 docx 文件"):
        own.copy(county, FORM, tmp_path / "a.xlsx")
    assert not own.is_own(county, FORM)
