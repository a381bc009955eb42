"""Text that a spreadsheet would run, and characters that few fonts hold: both come back from every paper as they were."""
from __future__ import annotations

import csv
import datetime as dt
import zipfile

import docx
import openpyxl
import pdfplumber
import pytest
from PySide6.QtWidgets import QApplication

from desktop.exporters import pens
from desktop.fields.field import Field
from desktop.fields.kinds import Text
from desktop.fields.report import Group, Report
from desktop.services import enrolment, members
from desktop.views.widgets import clipboard
from tests import files

PAYLOADS = (
    "=1+1", "=HYPERLINK(\"http://x.invalid\",\"点我\")", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1,1)", "=DDE(\"a\";\"b\";\"c\")",
    "=IMPORTXML(\"http://x.invalid\")", "=WEBSERVICE(\"http://x.invalid\")", "=1+1\";=1+1", "＝1+1", "＋1", "－1+1", "＠SUM(1)",
    " =1+1", "甲\n=1+1", "=A1&\"甲\"", "=DISPIMG(\"ID_1\",1)", "=-2+3+cmd|' /C calc'!D2", "{=1+1}")
COLUMNS = (Field("name", "姓名", Text(width=8)), Field("note", "备注", Text(width=20, lines=True)))


def report(texts):
    rows = [{"name": f"甲{n}", "note": text} for n, text in enumerate(texts)]
    return Report("名单", COLUMNS, (Group("", rows),), day=dt.date(2026, 6, 30))


def squeezed(text):
    return "".join(text.split())


def test_a_workbook_keeps_formulas_as_text(tmp_path):
    out = tmp_path / "a.xlsx"
    pens.write(report(PAYLOADS), "xlsx", out)
    cells = [c for row in openpyxl.load_workbook(out).worksheets[0].iter_rows() for c in row if c.value is not None]
    assert {c.data_type for c in cells} <= {"s", "n"}
    texts = {c.value for c in cells}
    assert set(PAYLOADS) <= texts
    with zipfile.ZipFile(out) as box:
        parts = {name: box.read(name) for name in box.namelist()}
    assert not any(b"<f>" in data or b"<f " in data or b"externalLink" in data for data in parts.values())
    assert not any(b"<hyperlink" in data for data in parts.values())


def test_a_document_keeps_formulas_as_text(tmp_path):
    pens.write(report(PAYLOADS), "docx", tmp_path / "a.docx")
    found = docx.Document(str(tmp_path / "a.docx"))
    texts = {squeezed(c.text) for t in found.tables for r in t.rows for c in r.cells}
    assert {squeezed(p) for p in PAYLOADS} <= texts
    with zipfile.ZipFile(tmp_path / "a.docx") as box:
        body = box.read("word/document.xml")
    assert b"instrText" not in body.replace(b"PAGE", b"").partition(b"</w:tbl>")[0] and b"w:hyperlink" not in body


@pytest.mark.parametrize("encoding", ["UTF-8", "GB18030"])
def test_a_csv_holds_nothing_that_a_spreadsheet_runs(tmp_path, encoding):
    pens.write(report(PAYLOADS), "csv", tmp_path / "a.csv", encoding)
    codec = "utf-8-sig" if encoding == "UTF-8" else "gb18030"
    with (tmp_path / "a.csv").open(encoding=codec, newline="") as file:
        notes = [row[1] for row in list(csv.reader(file))[1:]]
    assert len(notes) == len(PAYLOADS)
    for payload, note in zip(PAYLOADS, notes, strict=True):
        assert not any(line.strip("\u3000 \t").startswith(tuple("=+-@＝＋－＠")) for line in note.splitlines()), note
        assert squeezed(payload) in squeezed(note).replace("'", "") or payload.replace("'", "") in note.replace("'", "")


def test_a_range_on_the_clipboard_is_text(qtbot):
    data = clipboard.table(COLUMNS, [(f"甲{n}", text) for n, text in enumerate(PAYLOADS)])
    QApplication.clipboard().setMimeData(data)
    html = QApplication.clipboard().mimeData().html()
    assert html.count("mso-number-format:'\\@'") == 2 * len(PAYLOADS)
    rows = clipboard.cells(QApplication.clipboard().mimeData().text())
    assert [squeezed(r[1]) for r in rows[1:]] == [squeezed(p) for p in PAYLOADS]


RARE = [chr(c) for c in (0x20164, 0x9FEB, 0x2CE7C, 0x30EDD, 0x4DAE, 0x3447, 0x2CB29, 0x2BAC7, 0x20BB7, 0x2A6D6, 0x2B73F, 0x2B81D)]
RARE += [chr(0x3400 + 33 * n) for n in range(60)] + [chr(0x9FA6 + n) for n in range(40)] + [chr(0x20000 + 430 * n) for n in range(90)]


def test_rare_characters_go_from_the_form_through_the_store_into_every_paper(empty, tmp_path, qtbot):
    """200 of them as parts of names; a paper whose font lacks one says so instead of printing an empty box."""
    assert len(set(RARE)) >= 200
    for start in range(0, len(RARE), 10):
        rare = "".join(RARE[start:start + 10])
        enrolment.save(empty, {"name": f"王{rare[:2]}", "sex": "男", "unit": f"青溪县{rare}", "post": "教师", "sector": "经济界"})
    listed = members.listed(empty)
    everything = "".join(m["name"] + m["unit"] for m in listed)
    assert set(RARE) <= set(everything)
    columns = (Field("name", "姓名", Text(width=8)), Field("unit", "工作单位", Text(width=20)))
    paper = Report("名单", columns, (Group("", listed),), day=dt.date(2026, 6, 30))
    for format in ("xlsx", "docx", "csv"):
        pens.write(paper, format, tmp_path / f"a.{format}", "GB18030")
    cells = [str(c.value) for row in openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows() for c in row]
    words = [c.text for t in docx.Document(str(tmp_path / "a.docx")).tables for r in t.rows for c in r.cells]
    assert set(RARE) <= set("".join(cells)) and set(RARE) <= set("".join(words))
    assert set(RARE) <= set((tmp_path / "a.csv").read_text("gb18030"))
    pens.write(paper, "pdf", tmp_path / "a.pdf")
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        printed = set("".join(page.extract_text() for page in pdf.pages))
    assert len(set(RARE) - printed) == 0, sorted(set(RARE) - printed)


def test_rare_characters_come_in_from_every_file(tmp_path):
    from desktop.importers import child

    rows = [["姓名", "性别"], *([f"王{c}", "男"] for c in RARE[:30])]
    text = "\n".join(",".join(r) for r in rows)
    for codec in ("utf-8-sig", "gb18030", "utf-16", "utf-16-le"):
        (tmp_path / "a.csv").write_bytes(text.encode(codec))
        assert [cells for _, cells in child.read(tmp_path / "a.csv").sheets[0].rows] == rows, codec
    files.workbook(tmp_path / "a.xlsx", ("名册", rows))
    assert [cells for _, cells in child.read(tmp_path / "a.xlsx").sheets[0].rows] == rows
    files.document(tmp_path / "a.docx", rows)
    assert [cells for _, cells in child.read(tmp_path / "a.docx").sheets[0].rows] == rows
