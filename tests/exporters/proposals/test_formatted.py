"""What a member formatted reaches the paper of the proposal and the volume, and leaves the form of the office whole."""
from __future__ import annotations

import datetime as dt
import zipfile

import pypdfium2
import pytest
from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.shared import Mm

from desktop.exporters.forms import own
from desktop.exporters.forms.known import FORMS
from desktop.exporters.papers import paper
from desktop.exporters.registry import Request
from desktop.rules.booklets import A3
from desktop.services import attachments, demo, imports
from desktop.services.proposals import examination, intake, reading, register
from tests.exporters.test_rendering import schema_errors
from tests.importers.documents import NAME, formatted

DAY = dt.date(2026, 6, 30)
PROPOSALS = imports.noun("proposals")


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    folder = tmp_path_factory.mktemp("county")
    store = demo.create(str(folder / "practice.db"))
    who = next(r["sponsor"] for r in register.listed(store, plenary="10.5") if r["form"] == "个人")
    PROPOSALS.apply(store, PROPOSALS.plan(store, PROPOSALS.tables(store, formatted(folder / "a.docx", who))), "a.docx")
    for layer in ("审查人", "提案委主任", "分管副主席"):
        examination.examine(store, [received(store)], layer, "立案", on=dt.date(2026, 1, 20))
    yield store
    store.close()


def received(store):
    return next(r["id"] for r in register.listed(store, plenary="10.5") if r["name"] == NAME)


def printed(store, key, format, folder, **answers):
    out = folder / f"a.{format}"
    paper(key).print(store, Request(DAY, only=(received(store),), answers=answers), format, out)
    return out


def typed(document):
    """The words of runs that are bold, underlined, raised and italic."""
    runs = [run for p in document.paragraphs for run in p.runs]
    return ([r.text for r in runs if r.bold], [r.text for r in runs if r.underline], [r.text for r in runs if r.font.superscript],
            [r.text for r in runs if r.italic])


@pytest.mark.parametrize("key", ["proposal-paper", "proposal-volume"])
def test_type_tables_and_pictures_are_printed(county, key, tmp_path):
    out = printed(county, key, "docx", tmp_path)
    assert schema_errors(out) == []
    document = Document(str(out))
    assert typed(document) == (["逢雨必淹", "改造主管网。"], ["最深处0.8米"], ["2"], ["急需整治"])
    *_, first, second = document.tables
    assert [[c.text for c in row.cells] for row in first.rows] == [
        ["年份", "受灾户数", "受灾户数"], ["年份", "商户", "居民"], ["2023年", "32", "118"], ["2024年", "41", "150"]]
    assert first.cell(0, 1)._tc is first.cell(0, 2)._tc and first.cell(0, 0)._tc.vMerge == "restart"
    assert [[c.text for c in row.cells] for row in second.rows] == [["步骤", "投资"], ["一期", "320"]]
    assert first.cell(3, 1).paragraphs[0].runs[0].bold
    sizes = [(round(s.width.mm), round(s.height.mm)) for s in document.inline_shapes]
    assert sizes == [(120, 60), (30, 120)]  # the second is higher than what is left for it
    text = [p.text.strip() for p in document.paragraphs]
    assert "［图" not in "".join(text)
    centred = next(p for p in document.paragraphs if p.text.strip() == "近两年积水情况")
    assert centred.alignment == 1
    heading = next(p for p in document.paragraphs if p.text.strip() == "一、基本情况")
    assert {r._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) for r in heading.runs if r.text.strip()} == {"黑体"}
    assert any(t.startswith("·雨污不分") for t in text)
    sign = "." if key == "proposal-paper" else "．"
    assert [t for t in text if t.startswith(("1" + sign, "2" + sign))] == [f"1{sign}改造主管网。分两年完成。", f"2{sign}清理老涵洞。"]


@pytest.mark.parametrize(("key", "answers"), [("proposal-paper", {}), ("proposal-paper", {"paper": A3}), ("proposal-volume", {})])
def test_the_pdf_has_the_same(county, key, answers, tmp_path):
    with pypdfium2.PdfDocument(printed(county, key, "pdf", tmp_path, **answers)) as found:
        words = "".join("".join(page.get_textpage().get_text_range().split()) for page in found)
        pictures = [o for page in found for o in page.get_objects(max_depth=5) if o.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    for each in ("逢雨必淹", "受灾户数", "118", "步骤", "近两年积水情况", "2023年"):
        assert each in words
    assert len(pictures) == 2 and "［图" not in words


def test_a_picture_that_did_not_come_along_is_told_in_its_place(county, tmp_path):
    place = next(a.path for a in attachments.of(county, received(county)) if a.name == "图1.png")
    aside = place.rename(place.with_suffix(".aside"))
    try:
        for key in ("proposal-paper", "proposal-volume"):
            document = Document(str(printed(county, key, "docx", tmp_path)))
            assert "［图1：图片文件没有随数据带来］" in [p.text for p in document.paragraphs] and len(document.inline_shapes) == 1
    finally:
        aside.rename(place)


def test_a_text_that_nobody_formatted_fills_the_form_as_plain_text(county, tmp_path):
    row = next(r for r in register.listed(county, plenary="10.4") if r["form"] == "个人")
    paper("proposal-paper").print(county, Request(DAY, only=(row["id"],)), "docx", tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as box:
        inside = box.read("word/document.xml").decode()
    body = register.whole(county, row["id"])["body"].split("\n")
    assert '</w:t><w:br/><w:t xml:space="preserve">'.join(f"　　{line.strip()}" for line in body) in inside
    assert len(Document(str(tmp_path / "a.docx")).tables) == 2


def test_a_printed_paper_that_comes_back_is_read_as_it_was(county, tmp_path):
    whole = register.whole(county, received(county))
    (row,) = reading.table(printed(county, "proposal-paper", "docx", tmp_path)).rows
    found = row.cells["fitted"]
    assert (row.cells["name"], row.cells["sponsors"]) == (NAME, whole["sponsor"])
    assert [line.strip(" ·") for line in found.body.lines] == [line.strip(" ·") for line in whole["body"].split("\n")]
    assert [part.text.replace("  ", "") for part in found.suggestions] == [s["text"] for s in whole["suggestions"]]
    assert [look.rows for look in found.body.looks if look.rows] == [4] and sum(bool(look.picture) for look in found.body.looks) == 1


def framed(path, exact=False):
    """The office's own form: text in the cells of a table."""
    made = Document()
    table = made.add_table(3, 2)
    table.autofit = False
    for at, (words, mark) in enumerate((("案由", "{{案由}}"), ("内容", "{{正文}}"), ("建议", "{{建议全文}}"))):
        table.cell(at, 0).text, table.cell(at, 1).text = words, mark
        if exact:
            table.rows[at].height, table.rows[at].height_rule = Mm(60), WD_ROW_HEIGHT_RULE.EXACTLY
    made.save(str(path))
    return path


def test_the_offices_own_form_has_the_text_in_a_cell(county, tmp_path):
    form = next(f for f in FORMS if f.key == "proposal-paper")
    own.copy(county, form, framed(tmp_path / "own.docx"))
    try:
        out = printed(county, "proposal-paper", "docx", tmp_path)
        assert schema_errors(out) == []
        (outer,) = Document(str(out)).tables
        assert [len(cell.tables) for cell in outer.columns[1].cells] == [0, 1, 1]
        back = reading.table(out).rows[0].cells["fitted"]  # a table within a cell of a form is one of the text
        assert [look.rows for part in (back.body, *back.suggestions) for look in part.looks if look.rows] == [4, 2]
        assert "逢雨必淹" in [run.text for p in outer.cell(1, 1).paragraphs for run in p.runs if run.bold]
        own.copy(county, form, framed(tmp_path / "exact.docx", exact=True))
        (outer,) = Document(str(printed(county, "proposal-paper", "docx", tmp_path))).tables
        assert not any(cell.tables for cell in outer.columns[1].cells)  # no room for more than the words
        assert "逢雨必淹" in outer.cell(1, 1).text and "［图1］" in outer.cell(1, 1).text
    finally:
        own.restore(county, form)


def test_an_edited_paragraph_is_printed_plain_and_the_rest_as_it_was(county, tmp_path):
    whole = register.whole(county, received(county))
    intake.save(county, {"body": whole["body"].replace("必淹", "必涝")}, received(county))
    document = Document(str(printed(county, "proposal-paper", "docx", tmp_path)))
    assert typed(document) == (["改造主管网。"], [], [], []) and len(document.inline_shapes) == 2 and len(document.tables) == 4
