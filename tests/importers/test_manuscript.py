"""Manuscripts as plain text: what a reader of the document sees, and refusals of everything else."""
from __future__ import annotations

import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from desktop.fields.refused import Refused
from desktop.importers import child, manuscript
from desktop.importers.source import Limits


def lines(path) -> list[str]:
    return [cells[0] for _, cells in manuscript.read(path, Limits()).sheets[0].rows]


def test_paragraphs_and_tables_in_their_order(tmp_path):
    made = Document()
    made.add_paragraph("关于统计的通知")
    made.add_paragraph("")
    made.add_paragraph("如下：")
    table = made.add_table(2, 2)
    for row, texts in enumerate((("序号", "单位"), ("1", "县委\n办公室"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    made.add_paragraph("特此通知。")
    made.save(str(tmp_path / "a.docx"))
    assert lines(tmp_path / "a.docx") == ["关于统计的通知", "如下：", "序号\t单位", "1\t县委 办公室", "特此通知。"]


def test_ordinals_that_word_numbers_itself_are_written_out(tmp_path):
    made = Document()
    numbering = made.part.numbering_part.element
    numbering.insert(0, parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    for text, level in (("总体要求", 0), ("认真准备", 1), ("按时报送", 1), ("保障措施", 0), ("加强领导", 1)):
        paragraph = made.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr>'))
    made.save(str(tmp_path / "a.docx"))
    assert lines(tmp_path / "a.docx") == ["一、总体要求", "1.认真准备", "2.按时报送", "二、保障措施", "1.加强领导"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_in_any_encoding(tmp_path, encoding):
    (tmp_path / "a.txt").write_bytes("关于统计的通知\r\n\r\n各单位：\r\n".encode(encoding))
    assert lines(tmp_path / "a.txt") == ["关于统计的通知", "各单位："]


@pytest.mark.parametrize(("content", "sentence"), [
    (b"%PDF-1.7", "文稿要用 docx 或 txt 文件"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "文稿要用 docx 或 txt 文件"),
    (b"  \n \n", "没有文字"), (b"PK\x03\x04broken", "不完整或已损坏")])
def test_what_is_no_manuscript_is_refused_with_what_to_do(tmp_path, content, sentence):
    (tmp_path / "a.docx").write_bytes(content)
    with pytest.raises(Refused, match=sentence):
        manuscript.read(tmp_path / "a.docx", Limits())


def test_a_workbook_is_no_manuscript(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as box:
        box.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(Refused, match="文稿要用 docx 或 txt 文件"):
        manuscript.read(tmp_path / "a.docx", Limits())


def test_it_is_read_in_a_process_of_its_own(tmp_path):
    made = Document()
    made.add_paragraph("关于统计的通知")
    made.save(str(tmp_path / "a.docx"))
    book = child.read(tmp_path / "a.docx", manuscript=True)
    assert book.sheets[0].rows == [(1, ["关于统计的通知"])]
    with pytest.raises(Refused, match="没有表格"):
        child.read(tmp_path / "a.docx")
