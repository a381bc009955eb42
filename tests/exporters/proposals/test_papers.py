"""The papers of 立案 and 交办 over the practice county: figures that agree, letters that say the reason, forms that are filled."""
from __future__ import annotations

import datetime as dt
import zipfile
from collections import Counter

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from desktop.exporters.outgoing import numbered
from desktop.exporters.papers import paper
from desktop.exporters.proposals import handover, letters
from desktop.exporters.proposals.sitting import names, sitting
from desktop.exporters.registry import Request
from desktop.fields.dates import in_words
from desktop.fields.refused import Refused
from desktop.rules.booklets import A3, A4
from desktop.rules.gongwen import numbers
from desktop.services import demo, office
from desktop.services.proposals import examination, intake, register
from tests.exporters.test_rendering import schema_errors

DAY = dt.date(2026, 6, 30)
ASKED = Request(DAY)


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    store = demo.create(str(tmp_path_factory.mktemp("county") / "practice.db"))
    yield store
    store.close()


def test_the_plenary_is_the_last_one_opened(county):
    here = sitting(county, ASKED)
    assert (here["key"], names(county, here).full) == ("10.5", "政协青溪县第十届委员会第五次会议")
    assert sitting(county, Request(dt.date(2025, 3, 1)))["key"] == "10.4"


def test_every_proposal_is_handed_over_through_one_office(county):
    report = handover.collect(county, ASKED)
    handed = examination.count(county, "10.5", as_of=DAY).handed
    assert report.notes == (f"共交办{handed}件。",) and len(list(report.rows)) == handed
    assert all(group.title.endswith(f"（{len(group.rows)}件）") for group in report.groups)
    assert any(len(report.texts(row)[4]) == 11 for row in report.rows)  # telephones whole: the list exists for them


def test_a_page_for_each_unit_says_what_the_list_of_units_says(county):
    pages = handover.collect(county, Request(DAY, answers={"shape": handover.BY_UNIT})).tables
    told = Counter(row["unit"] for row in register.handlings(county, as_of=DAY, plenary="10.5") if row["handed"])
    assert {page.title.partition("清单（")[2].rstrip("）"): len(list(page.rows)) for page in pages} == told
    signed = handover.collect(county, Request(DAY, answers={"shape": handover.SIGNED}))
    assert {row["unit"]: row["all"] for row in signed.rows} == told


def test_a_letter_says_the_reason_and_where_it_went(county):
    asked = Request(DAY, answers={"number": "青协提函〔2026〕3号"})
    found = numbered(county, asked, letters.notices(county, asked))
    assert [document.number for document in found] == [f"青协提函〔2026〕{n}号" for n in range(3, 3 + len(found))]
    rows = {r["name"]: r for r in register.listed(county, as_of=DAY, plenary="10.5")}
    for each, document in zip(letters.notices(county, asked), found, strict=True):
        whole, row = "".join(map(str, document.body)), rows[each.name]
        assert row["name"].strip("《》") in whole and row["reason"].removesuffix("的") in whole and document.recipient.endswith("：")
        assert document.date == in_words(row["told"] or DAY) and document.note == "联系人：梅立新，电话 0340-3000062"
    assert {document.number for document in numbered(county, ASKED, letters.notices(county, ASKED))} == {"青协提函〔2026〕　号"}


def test_many_letters_are_one_file(county, tmp_path):
    count = len(letters.notices(county, ASKED))
    chosen = paper("proposal-notice")
    chosen.print(county, ASKED, "docx", tmp_path / "a.docx")
    chosen.print(county, ASKED, "pdf", tmp_path / "a.pdf")
    text = "\n".join(p.text for p in Document(str(tmp_path / "a.docx")).paragraphs)
    assert text.count("特此函复。") == count
    assert len(Document(str(tmp_path / "a.docx")).sections) == count
    pages = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    assert sum("特此函复" in page.get_textpage().get_text_range() for page in pages) == count
    chosen.print(county, ASKED, "docx", tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_the_joint_notice_bears_three_issuers_and_true_figures(county):
    (document,) = numbered(county, ASKED, letters.joint_notice(county, ASKED))
    handed = examination.count(county, "10.5", as_of=DAY).handed
    assert document.issuers == ("中共青溪县委办公室", "青溪县人民政府办公室", "政协青溪县委员会办公室")
    assert f"现将{handed}件提案交办" in str(document.body[0]) and document.number == "青办〔2026〕12号"


def test_what_was_not_filed_is_asked_of_nothing_else(county):
    filed = next(r for r in register.listed(county, plenary="10.5") if r["outcome"] == "立案")
    with pytest.raises(Refused, match="所选的提案中没有不予立案的提案，没有印出"):
        letters.notices(county, Request(DAY, only=(filed["id"],)))
    with pytest.raises(Refused, match="认不出"):
        numbered(county, Request(DAY, answers={"number": "三号"}), letters.notices(county, ASKED))
    assert numbers.following(None, 2, "青办", 2026)[1].blank == "青办〔2026〕　号"


@pytest.mark.parametrize("key", ["proposal-paper", "proposal-examination"])
def test_a_form_holds_what_was_entered(county, key, tmp_path):
    row = next(r for r in register.listed(county, plenary="10.5") if r["form"] == "联名" and r["handed"])
    paper(key).print(county, Request(DAY, only=(row["id"],)), "docx", tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        inside = package.read("word/document.xml").decode()
    assert "{{" not in inside and row["name"] in inside and row["sponsor"] in inside


def words_on(page: pypdfium2.PdfPage) -> tuple[str, str]:
    """What the left and the right half say."""
    wide, high = page.get_size()
    text = page.get_textpage()
    return tuple("".join(text.get_text_bounded(left, 0, left + wide / 2, high).split()) for left in (0, wide / 2))


def test_the_paper_of_a_proposal_is_a_booklet_of_folded_a3(county, tmp_path):
    row = next(r for r in register.listed(county, plenary="10.5") if r["form"] == "联名")
    body = "\n".join(f"第{n}段，" + "路灯不亮，夜间出行不便。" * 24 for n in range(1, 11))
    intake.save(county, {"body": body, "suggestions": ["维修路灯。"]}, row["id"])
    asked = Request(DAY, only=(row["id"],), answers={"paper": A3})
    paper("proposal-paper").print(county, asked, "pdf", tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as found:
        assert [tuple(map(round, page.get_size())) for page in found] == [(1191, 842)] * 4  # 420 x 297 mm; five pages on two sheets
        (back, cover), (second, empty), (_, third), (fourth, fifth) = map(words_on, found)
    assert back == "" and row["name"] in cover and row["sponsor"] in cover and "情况和分析" not in cover
    assert second.startswith("情况和分析第1段") and empty == "" and fifth.endswith("维修路灯。")
    assert [half.count("情况和分析") for half in (second, third, fourth, fifth)] == [1, 0, 0, 0]


def test_many_booklets_begin_with_a_sheet_each(county, tmp_path):
    rows = register.listed(county, plenary="10.4")[:3]
    paper("proposal-paper").print(county, Request(DAY, only=tuple(r["id"] for r in rows), answers={"paper": A3}), "pdf", tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as found:
        assert len(found) == 6
        for row, at in zip(rows, range(0, 6, 2), strict=True):
            assert row["name"] in words_on(found[at])[1]


def test_the_booklet_as_a_document_has_two_columns_across(county, tmp_path):
    row = register.listed(county, plenary="10.5")[0]
    paper("proposal-paper").print(county, Request(DAY, only=(row["id"],), answers={"paper": A3}), "docx", tmp_path / "a.docx")
    paper("proposal-paper").print(county, Request(DAY, only=(row["id"],)), "docx", tmp_path / "b.docx")
    assert schema_errors(tmp_path / "a.docx") == []
    section = Document(str(tmp_path / "a.docx")).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (420, 297)
    columns = section._sectPr.find(qn("w:cols"))
    assert columns.get(qn("w:num")) == "2"
    page = Document(str(tmp_path / "b.docx")).sections[0]
    text = section.page_width - section.left_margin - section.right_margin - int(columns.get(qn("w:space"))) * 635
    assert abs(text / 2 - (page.page_width - page.left_margin - page.right_margin)) < 2000


def test_the_office_says_on_what_it_prints_and_the_clerk_otherwise(county, tmp_path):
    row = register.listed(county, plenary="10.5")[0]

    def wide(**answers):
        paper("proposal-paper").print(county, Request(DAY, only=(row["id"],), answers=answers), "pdf", tmp_path / "a.pdf")
        with pypdfium2.PdfDocument(tmp_path / "a.pdf") as found:
            return round(found[0].get_width() / 72 * 25.4)

    assert (wide(), wide(paper=A3)) == (210, 420)
    office.save(county, {"proposal_paper": A3})
    assert (wide(), wide(paper=A4)) == (420, 210)
    office.save(county, {"proposal_paper": A4})
    assert paper("proposal-paper").asks[0].kind.parse("A3") == A3
