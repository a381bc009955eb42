"""The docx pen, read back as Word reads it."""
from __future__ import annotations

import zipfile
from pathlib import Path
from xml.dom import minidom

from docx import Document
from docx.oxml.ns import qn

from desktop.exporters import docx

GOLDEN = Path(__file__).parents[1] / "golden"


def texts(path: Path) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in Document(str(path)).tables[0].rows]


def test_every_row_is_there_with_its_groups(small, tmp_path):
    docx.write(small, tmp_path / "a.docx")
    assert texts(tmp_path / "a.docx") == [
        ["姓名", "出生年月", "件数", "金额", "联系电话", "备注"],
        ["中共界（2名）"] * 6,
        ["李㛃", "1975-08", "12", "1,234.56", "139****0001", "=1+1"],
        ["龚䶮", "", "0", "", "", "前后"],
        ["民建界（1名）"] * 6,
        ["王𬭎", "1980-11", "3", "0.00", "139****0003", "<甲>&“乙”"],
    ]
    assert [p.text for p in Document(str(tmp_path / "a.docx")).paragraphs] == ["捐款登记表", "截至2026年6月30日", "注：实物未计入。"]


def test_the_body_is_as_it_was_looked_at(small, tmp_path):
    docx.write(small, tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        written = minidom.parseString(package.read("word/document.xml")).toprettyxml(" ")
    assert written == (GOLDEN / "report.docx.xml").read_text(encoding="utf-8")


def test_the_head_is_repeated_and_no_row_is_parted(small, tmp_path):
    docx.write(small, tmp_path / "a.docx")
    rows = Document(str(tmp_path / "a.docx")).tables[0]._tbl.tr_lst
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * 5
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_the_faces_are_the_official_ones_for_han_and_for_digits(small, tmp_path):
    docx.write(small, tmp_path / "a.docx")
    faces = {}
    for style in Document(str(tmp_path / "a.docx")).styles:
        fonts = style.element.find(f".//{qn('w:rFonts')}")
        if fonts is not None:
            faces[style.name] = {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia")}
    assert faces["报表标题"] == {"方正小标宋简体"}
    assert faces["表头"] == faces["组头"] == {"黑体"}
    assert faces["表文"] == {"仿宋_GB2312"}


def test_the_page_says_its_number_and_its_day(small, tmp_path):
    docx.write(small, tmp_path / "a.docx")
    foot = Document(str(tmp_path / "a.docx")).sections[0].footer.paragraphs[0]
    assert foot.text == "截至2026年6月30日\t第 1 页　共 1 页"
    fields = [e.text for e in foot._p.iter(qn("w:instrText"))]
    assert fields == [" PAGE ", " NUMPAGES "]


def test_the_same_report_makes_the_same_bytes(small, tmp_path):
    for name in ("a.docx", "b.docx"):
        docx.write(small, tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = Document(str(tmp_path / "a.docx")).core_properties
    assert str(core.created) == str(core.modified) == "2026-06-30 00:00:00+00:00"
