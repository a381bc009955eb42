"""Every shipped form, filled with the practice county: clean, one page each, nothing in braces left, the PDF says the same."""
from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from desktop.exporters.forms import checking, own, sample
from desktop.exporters.forms.known import FORMS, form
from desktop.exporters.forms.paper import paper
from desktop.exporters.registry import Request
from desktop.fields.refused import Refused
from desktop.services import demo, members, opening
from tests.exporters.test_rendering import rendered, schema_errors

KEYS = [form.key for form in FORMS]
WORD = [form.key for form in FORMS if form.kind == "docx"]


@pytest.fixture(scope="session")
def practice_file(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("practice") / "practice.db"
    demo.create(str(file)).close()
    return file


@pytest.fixture
def practice(practice_file, tmp_path):
    shutil.copyfile(practice_file, tmp_path / "practice.db")
    store = opening.open_store(str(tmp_path / "practice.db"))
    yield store
    store.close()


def asked(chosen, store) -> Request:
    return chosen.example(store) if chosen.example else Request(store.today())


def words(path: Path) -> list[str]:
    """The text of each page of a PDF, without blanks."""
    with pypdfium2.PdfDocument(path) as drawn:
        return ["".join(page.get_textpage().get_text_range().split()) for page in drawn]


def written(path: Path) -> str:
    return "".join("".join(t.text or "" for t in Document(str(path)).element.iter(qn("w:t"))).split())


@pytest.mark.parametrize("key", KEYS)
def test_its_fields_are_all_known(key):
    chosen = form(key)
    found = checking.check(own.shipped(chosen), chosen, own.shipped(chosen))
    assert found.lines() == [] and len(found.names) >= 5
    assert checking.meant(own.shipped(chosen), FORMS) is chosen


@pytest.mark.parametrize("key", WORD)
def test_a_sample_has_a_page_for_each_and_the_pdf_says_what_the_document_says(practice, tmp_path, key):
    chosen = form(key)
    sample.write(chosen, own.shipped(chosen), tmp_path / "a.docx", practice)
    text = written(tmp_path / "a.docx")
    assert "{" not in text and "青溪县" in text
    paper(chosen).print(practice, asked(chosen, practice), "pdf", tmp_path / "a.pdf")
    pages = words(tmp_path / "a.pdf")
    records = chosen.collect(practice, asked(chosen, practice))
    turns = own.Filler(own.shipped(chosen), chosen).template.turns
    assert len(pages) == -(-len(records) // turns) >= 1
    paper(chosen).print(practice, asked(chosen, practice), "docx", tmp_path / "b.docx")
    assert sorted("".join(pages)) == sorted(written(tmp_path / "b.docx"))


def test_the_workbooks_count_what_they_list(practice, tmp_path):
    paper(form("member-summary")).print(practice, Request(practice.today()), "xlsx", tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["表"]
    count = len(members.listed(practice))
    assert sheet.max_row == count + 4 and sheet.cell(count + 4, 2).value == f'=COUNTA(B4:B{count + 3})&"名"'
    assert [sheet.cell(count + 3, 1).value, sheet.cell(count + 3, 2).border.left.style] == [count, "thin"]
    assert sheet.print_title_rows == "$3:$3"
    paper(form("unit-contacts")).print(practice, Request(practice.today()), "xlsx", tmp_path / "b.xlsx")
    assert "县委办公室" in [c.value for c in openpyxl.load_workbook(tmp_path / "b.xlsx")["表"]["B"]]


@pytest.mark.parametrize(("key", "sentence"), [("honour-certificate", "先选人"), ("appointment-letter", "先选人")])
def test_what_needs_a_choice_says_so(practice, tmp_path, key, sentence):
    with pytest.raises(Refused, match=sentence):
        paper(form(key)).print(practice, Request(practice.today()), "docx", tmp_path / "a.docx")


def test_blank_forms_and_one_for_each_body_that_is_asked(practice, tmp_path):
    paper(form("candidate-form")).print(practice, Request(practice.today(), answers={"blank": 3}), "docx", tmp_path / "a.docx")
    tables = Document(str(tmp_path / "a.docx")).tables
    assert len(tables) == 3 and tables[0].cell(0, 1).text == ""
    chosen = form("candidate-review")
    records = chosen.collect(practice, asked(chosen, practice))
    assert [r["征求单位"] for r in records[:4]] == ["县纪委监委", "县公安局", "县税务局", "县纪委监委"] and len(records) == 9


def test_a_notice_names_the_meeting_that_decided(practice, tmp_path):
    chosen = form("member-notice")
    for record in chosen.collect(practice, Request(practice.today())):
        assert record["决定会议"] and record["事项"].startswith("增补")
    paper(chosen).print(practice, Request(practice.today()), "docx", tmp_path / "a.docx")
    assert "经县政协十届常委会第十次会议协商决定，增补您为政协青溪县第十届委员会委员" in written(tmp_path / "a.docx")


@pytest.mark.all
@pytest.mark.parametrize("key", KEYS)
def test_the_office_suite_sees_the_same_pages_and_the_schema_has_no_complaint(practice, tmp_path, key):
    chosen = form(key)
    sample.write(chosen, own.shipped(chosen), tmp_path / f"a.{chosen.kind}", practice)
    assert schema_errors(own.shipped(chosen)) == []
    assert schema_errors(tmp_path / f"a.{chosen.kind}") == []
    pages = rendered(tmp_path / f"a.{chosen.kind}")
    assert all(len(page) > 20 and "{" not in page for page in pages)
    if chosen.kind == "docx":
        assert len(pages) <= sample.PAGES
