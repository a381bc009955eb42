"""The papers of 立案 and 交办 over the practice county: figures that agree, letters that say the reason, forms that are filled."""
from __future__ import annotations

import datetime as dt
import zipfile
from collections import Counter

import pypdfium2
import pytest
from docx import Document

from desktop.exporters.papers import paper
from desktop.exporters.proposals import handover, letters
from desktop.exporters.proposals.sitting import names, sitting
from desktop.exporters.registry import Request
from desktop.fields.refused import Refused
from desktop.rules.gongwen import numbers
from desktop.services import demo
from desktop.services.proposals import examination, register

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
    found = letters.notices(county, Request(DAY, answers={"number": "青协提函〔2026〕3号"}))
    assert [document.number for _, document in found] == [f"青协提函〔2026〕{n}号" for n in range(3, 3 + len(found))]
    for row, document in found:
        whole = "".join(map(str, document.body))
        assert row["name"].strip("《》") in whole and row["reason"] in whole and document.recipient.endswith("：")
    waiting = letters.notices(county, ASKED)
    assert {document.number for _, document in waiting} == {"青协提函〔2026〕　号"}


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
    document = letters.joint_notice(county, ASKED)
    handed = examination.count(county, "10.5", as_of=DAY).handed
    assert document.issuers == ("中共青溪县委员会办公室", "青溪县人民政府办公室", "政协青溪县委员会办公室")
    assert f"现将{handed}件提案交办" in str(document.body[0]) and document.number == "青办〔2026〕　号"


def test_what_was_not_filed_is_asked_of_nothing_else(county):
    filed = next(r for r in register.listed(county, plenary="10.5") if r["outcome"] == "立案")
    with pytest.raises(Refused, match="所选的提案中没有不予立案的提案，没有印出"):
        letters.notices(county, Request(DAY, only=(filed["id"],)))
    with pytest.raises(Refused, match="认不出"):
        letters.notices(county, Request(DAY, answers={"number": "三号"}))
    assert numbers.following(None, 2, "青办", 2026)[1].blank == "青办〔2026〕　号"


@pytest.mark.parametrize("key", ["proposal-paper", "proposal-examination"])
def test_a_form_holds_what_was_entered(county, key, tmp_path):
    row = next(r for r in register.listed(county, plenary="10.5") if r["form"] == "联名" and r["handed"])
    paper(key).print(county, Request(DAY, only=(row["id"],)), "docx", tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        inside = package.read("word/document.xml").decode()
    assert "{{" not in inside and row["name"] in inside and row["sponsor"] in inside
