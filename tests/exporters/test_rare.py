"""Two hundred rare characters of names through every pen, and what is said of those that no font here has."""
from __future__ import annotations

import csv
import shutil
import subprocess
from dataclasses import replace

import pdfplumber
import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook

from desktop.exporters import fonts, gaps, pens
from desktop.fields.report import Group
from tests.exporters.samples import many

WANTED = [0x20164, 0x9FEB, 0x2CE7C, 0x30EDD, 0x30EDE, 0x4DAE, 0x36C3, 0x2B4AD, 0x5586, 0x5803, 0x660A]
BLOCKS = [0x9FA6, 0x3400, 0x20000, 0x2A700, 0x2B740, 0x2B820, 0x2CEB0, 0x30000]  # URO's end, extensions A to G
RARE = [chr(c) for c in dict.fromkeys([*WANTED, *(block + 97 * n + 3 for n in range(24) for block in BLOCKS if block != 0x9FA6),
                                       *range(0x9FA6, 0x9FA6 + 60)])][:200]
NAMES = ["".join(RARE[n:n + 2]) for n in range(0, 200, 2)]


def listed():
    return replace(many(0), groups=(Group("", [{"name": f"王{name}", "work": f"青溪县{name[0]}镇"} for name in NAMES]),))


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rare")
    for format in ("xlsx", "docx", "pdf", "csv"):
        pens.write(listed(), format, folder / f"a.{format}")
    pens.write(listed(), "csv", folder / "gb.csv", "GB18030")
    return folder


def test_two_hundred_with_those_that_the_ministry_names():
    assert len(set(RARE)) == 200 and {"\U00020164", "\u9feb", "\U0002ce7c", "\U00030edd", "\U00030ede"} <= set(RARE)
    assert all(c.encode("gb18030").decode("gb18030") == c for c in RARE)


def test_spreadsheets_and_documents_keep_them(papers):
    wanted = [f"王{name}" for name in NAMES]
    assert [row[0].value for row in load_workbook(papers / "a.xlsx").worksheets[0].iter_rows(4, 103)] == wanted
    assert [row.cells[0].text for row in Document(str(papers / "a.docx")).tables[0].rows[1:]] == wanted
    for name, codec in (("a.csv", "utf-8-sig"), ("gb.csv", "gb18030")):
        with (papers / name).open(encoding=codec, newline="") as file:
            assert [row[0] for row in csv.reader(file)][1:] == wanted


def by_pdfium(path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def by_pdfplumber(path) -> str:
    with pdfplumber.open(path) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def by_poppler(path) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("没有 pdftotext")
    return subprocess.run([program, "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("read", [by_pdfium, by_pdfplumber, by_poppler])
def test_a_pdf_gives_every_one_back(papers, read):
    words = read(papers / "a.pdf").split()
    assert [word for word in words if word.startswith("王")] == [f"王{name}" for name in NAMES]
    assert [word for word in words if word.startswith("青溪县")] == [f"青溪县{name[0]}镇" for name in NAMES]


def test_what_no_font_has_is_named_with_its_place(tmp_path):
    warning = pens.write(replace(many(0), groups=(Group("", [{"name": "马𪚥", "work": "㛃镇"}]),)), "pdf", tmp_path / "a.pdf")
    assert warning.startswith("这台电脑和程序自带的字体里都没有这些字，PDF 里印成了空框：𪚥（马𪚥）。")
    again = pens.write(replace(many(0), groups=(Group("", [{"name": "马𪚥", "work": "㛃镇"}]),)), "pdf", tmp_path / "b.pdf")
    assert again == warning, "第二次生成也要说"
    assert pens.write(many(3), "pdf", tmp_path / "c.pdf") == ""
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_long_list_of_them_is_cut():
    found = gaps.Gaps({chr(0x2A6D0 + n): f"王{chr(0x2A6D0 + n)}\n的第二行" for n in range(7)})
    found.found |= {chr(0x30000 + n): chr(0x30000 + n) for n in range(9)}
    assert "𪛐（王𪛐）、" in found.sentence and "等 16 个字" in found.sentence and "第二行" not in found.sentence


def test_every_face_borrows_before_it_prints_a_box():
    lent = [c for c in RARE if not fonts.missing(c, fonts.SONGTI)]
    assert all(fonts.missing(c, face) == "" for c in lent for face in fonts.FACES.values())
    assert {"\U00020164", "\u9feb", "\U0002ce7c", "\U00030edd", "\U00030ede"} <= set(lent)
