"""委员通讯录: whom it lists, with telephones whole, on A5."""
from __future__ import annotations

import datetime as dt

import pypdfium2
import pytest
from docx import Document
from docx.shared import Mm

from desktop.exporters import addressbook
from desktop.exporters.papers import paper
from desktop.exporters.registry import Request
from desktop.fields.refused import Refused
from desktop.services import enrolment
from desktop.services.members import listed
from tests.exporters.samples import DAY

BOOK = paper("member-address-book")


def test_the_members_by_sector_then_everyone_else(settled):
    report = addressbook.collect(settled, Request(DAY))
    assert [table.title for table in report.tables] == [
        "政协青溪县第十届委员会委员通讯录", "县领导", "县政协机关", "承办单位", "乡镇政协联络组"]
    assert [f.label for f in report.columns] == ["姓名", "单位及职务", "办公电话", "手机", "单位联络员", "联络员电话"]
    assert report.groups[0].title == "中共界（41名）"
    assert sum(len(group.rows) for group in report.groups) == 168
    staff = report.tables[2]
    assert [group.title for group in staff.groups] == ["县政协办公室", "提案委"]
    assert [row["name"] for row in staff.groups[0].rows] == ["方　敏", "于　文"], "按机关的排序"


def test_telephones_are_whole_without_being_asked_for(settled):
    report = addressbook.collect(settled, Request(DAY))
    printed = [text for table in report.tables for group in table.groups for row in group.rows for text in table.texts(row)]
    assert "13900000001" in printed
    assert "13700000002" in printed
    assert not any("*" in text for text in printed)


def test_by_township_with_those_in_none_at_the_end(settled):
    report = addressbook.collect(settled, Request(DAY, answers={"arrangement": "按联络组"}))
    assert [g.title for g in report.groups] == [
        "蓝田镇政协联络组（20名）", "源芳乡政协联络组（20名）", "云岭镇政协联络组（20名）", "未编入联络组（108名）"]


def test_a_township_without_liaison_stands_in_it(settled):
    groups = addressbook.collect(settled, Request(DAY)).tables[-1].groups
    assert [(row["township"], bool(row["head"]), bool(row["liaison"])) for row in groups[0].rows] == [
        ("蓝田镇", True, True), ("源芳乡", True, True), ("云岭镇", True, False), ("松源乡", False, False)]


def test_only_the_chosen_ones_and_nobody_else(settled):
    chosen = tuple(row["id"] for row in listed(settled, DAY)[:5])
    report = addressbook.collect(settled, Request(DAY, only=chosen))
    assert {row["id"] for row in report.rows} == set(chosen)
    assert report.parts == ()


def test_a_store_with_members_alone_has_one_table(county, empty):
    assert len(addressbook.collect(county, Request(DAY)).tables) == 1
    enrolment.save(empty, {"name": "丁一"})
    assert addressbook.collect(empty, Request(DAY)).groups[0].title == "未填界别（1名）"
    with pytest.raises(Refused, match="没有委员，没有印出通讯录"):
        addressbook.collect(empty, Request(dt.date(1999, 1, 1)))


def test_the_booklet_is_a5_and_each_list_begins_a_page(settled, tmp_path):
    for format in BOOK.formats:
        BOOK.print(settled, Request(DAY), format, tmp_path / f"a.{format}")
    document = Document(str(tmp_path / "a.docx"))
    section = document.sections[0]
    assert [round(side / Mm(1)) for side in (section.page_width, section.page_height) if side] == [148, 210]
    assert len(document.tables) == 5
    titles = [p for p in document.paragraphs if p.style is not None and p.style.name == "报表标题"]
    assert [p.paragraph_format.page_break_before for p in titles] == [None, True, True, True, True]
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as drawn:
        assert [round(side * 25.4 / 72) for side in drawn[0].get_size()] == [148, 210]
        firsts = [page.get_textpage().get_text_range().split()[0] for page in drawn]
    assert [first for first in firsts if first in ("县领导", "县政协机关", "承办单位", "乡镇政协联络组")] == [
        "县领导", "县政协机关", "承办单位", "乡镇政协联络组"]
