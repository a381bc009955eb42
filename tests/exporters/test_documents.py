"""发文登记簿, 发文稿纸 and the document itself, from the practice county and from an office's own store."""
from __future__ import annotations

import datetime as dt
import shutil

import pdfplumber
import pytest
from docx import Document

from desktop.exporters import documents as papers
from desktop.exporters.papers import paper
from desktop.exporters.registry import Request
from desktop.fields.refused import Refused
from desktop.rules.periods import between, calendar_year
from desktop.services import demo, documents, opening

DAY = dt.date(2026, 6, 30)


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    file = tmp_path_factory.mktemp("county") / "practice.db"
    demo.create(str(file)).close()
    return file


@pytest.fixture
def office(practice, tmp_path):
    shutil.copyfile(practice, tmp_path / "practice.db")
    store = opening.open_store(str(tmp_path / "practice.db"))
    yield store
    store.close()


def test_the_register_of_a_year_counts_by_series(office):
    report = papers.collect(office, Request(DAY, calendar_year(2024)))
    assert [f.label for f in report.columns] == ["序号", "发文字号", "标题", "文种", "主送", "签发人", "拟稿人", "成文日期", "份数", "备注"]
    rows = list(report.rows)
    assert [r["serial"] for r in rows] == list(range(1, len(rows) + 1)) and len(rows) == 9
    codes = ("青协", "青协办", "青协办函", "青协党组", "青协纪要", "青办")
    assert [g.title for g in report.groups] == [f"{code}〔2024〕" for code in codes]
    assert [r["remark"] for r in rows if r["remark"]] == ["作废：会议改期，另行发文"]
    assert report.notes == ("共9件，其中作废1件，号码不再使用。",)


def test_the_register_of_one_series_and_of_several_years(office):
    report = papers.collect(office, Request(DAY, between(dt.date(2023, 1, 1), DAY), answers={"series": "青协办"}))
    assert [g.title for g in report.groups] == [f"青协办〔{year}〕" for year in (2023, 2024, 2025, 2026)]
    with pytest.raises(Refused, match=r"没有“青委”这个机关代字.*青协办函"):
        papers.collect(office, Request(DAY, answers={"series": "青委"}))
    with pytest.raises(Refused, match="2019年没有编过号的公文"):
        papers.collect(office, Request(DAY, calendar_year(2019)))


def test_an_unexplained_number_stands_under_the_register(office):
    draft = next(r for r in documents.listed(office) if r["state"] == documents.DRAFT)
    documents.issue(office, draft["id"], DAY, 4)
    report = papers.collect(office, Request(DAY, calendar_year(2026)))
    assert report.notes[1] == "缺号待说明：青协办〔2026〕2号、青协办〔2026〕3号。"


@pytest.mark.parametrize("format", ["docx", "xlsx", "pdf"])
def test_the_register_is_written(office, tmp_path, format):
    paper("document-register").print(office, Request(DAY, calendar_year(2025)), format, tmp_path / f"a.{format}")
    assert (tmp_path / f"a.{format}").stat().st_size > 3000


def sheet_texts(path):
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(str(path)).tables]


def test_a_draft_sheet_has_a_page_for_each_document(office, tmp_path):
    paper("document-draft-sheet").print(office, Request(DAY, calendar_year(2025)), "docx", tmp_path / "a.docx")
    found = sheet_texts(tmp_path / "a.docx")
    assert len(found) == 7
    text = str(found[0])
    assert all(word in text for word in ("签发", "核稿", "会签", "拟稿人", "用印", "郑和平", "青协〔2025〕1号", "2025年协商工作计划"))


def test_a_draft_sheet_of_a_draft_leaves_room_for_the_number(office, tmp_path):
    draft = next(r for r in documents.listed(office) if r["state"] == documents.DRAFT)
    paper("document-draft-sheet").print(office, Request(DAY, only=(draft["id"],)), "docx", tmp_path / "a.docx")
    (found,) = sheet_texts(tmp_path / "a.docx")
    assert any("青协办〔　　　　〕　　号" in text for row in found for text in row)


def test_a_draft_sheet_is_a_pdf_too_with_the_same_words(office, tmp_path):
    paper("document-draft-sheet").print(office, Request(DAY, calendar_year(2025)), "pdf", tmp_path / "a.pdf")
    with pdfplumber.open(tmp_path / "a.pdf") as found:
        assert len(found.pages) == 7
        words = "".join(found.pages[0].extract_text().split())
    assert all(word in words for word in ("发文稿纸", "签发", "核稿", "会签", "用印", "青协〔2025〕1号", "2025年协商工作计划"))


def test_the_longest_entry_still_fits_its_page(office, tmp_path):
    """Every line of the form has an exact height, and what is written in it is set as small as that asks."""
    draft = next(r for r in documents.listed(office) if r["state"] == documents.DRAFT)
    documents.save(office, draft["series_id"], {"name": "关于" + "做好统计" * 49, "recipient": "各单位，" * 70,
                                                "data": {"attachments": [f"第{n}张统计表" for n in range(9)]}}, draft["id"])
    paper("document-draft-sheet").print(office, Request(DAY, only=(draft["id"],)), "docx", tmp_path / "a.docx")
    opened = Document(str(tmp_path / "a.docx"))
    (table,) = opened.tables
    heights = [row.height.mm for row in table.rows]
    assert {str(row.height_rule) for row in table.rows} == {"EXACTLY (2)"} and sum(heights) < 297 - 20 - 15 - 25
    for row in table.rows:
        cells = {id(cell._tc): cell for cell in row.cells}.values()
        for cell in cells:
            for paragraph in cell.paragraphs:
                lines = paragraph.text.count("\n") + 1
                assert lines * paragraph.paragraph_format.line_spacing.mm <= row.height.mm


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_every_document_of_the_practice_county_is_printed(office, tmp_path, format):
    for row in documents.listed(office):
        papers.TEXT.print(office, Request(DAY, only=(row["id"],)), format, tmp_path / f"a.{format}")
        assert (tmp_path / f"a.{format}").read_bytes()[:2] in (b"PK", b"%P")


def test_only_one_document_is_printed_at_once(office, tmp_path):
    with pytest.raises(Refused, match="一次印一份公文"):
        papers.TEXT.print(office, Request(DAY), "docx", tmp_path / "a.docx")


def test_the_practice_county_has_documents_of_four_years(office):
    rows = documents.listed(office)
    assert len(rows) == 29 and documents.gaps(office) == []
    assert {r["year"] for r in rows} == {2023, 2024, 2025, 2026, None}
    assert [r["state"] for r in rows].count(documents.VOID) == 1 and [r["state"] for r in rows].count(documents.DRAFT) == 1
    assert all(r["issued"] <= DAY for r in rows if r["issued"])
    assert {r["genre"] for r in rows} >= {"通知", "函", "请示", "报告", "意见", "决定", "纪要", "倡议书", "公示", "邀请函"}
