"""专委会组成人员名单 and 设置调整前后对照表."""
from __future__ import annotations

import datetime as dt

import pytest
from docx import Document
from openpyxl import load_workbook

from desktop.exporters import committees
from desktop.exporters.page import em
from desktop.exporters.papers import paper
from desktop.exporters.registry import Request
from desktop.fields.refused import Refused
from desktop.rules.periods import between, calendar_year
from desktop.services import body
from desktop.services import committees as services
from desktop.services.body import Decision
from desktop.services.members import listed
from tests.exporters.samples import DAY

CHANGED = dt.date(2024, 3, 28)


@pytest.fixture
def adjusted(county):
    """农业和农村委 became 农业农村委 in 2024 and got a head; who heads it was a plain member before."""
    rows = services.listed(county)
    second = next(row for row in rows if row["short"] == "农业和农村委")
    services.COMMITTEES.save(county, {"name": "农业农村委员会", "short": "农业农村委"}, second["id"], on=CHANGED)
    head = next(row["id"] for row in listed(county, DAY) if row["name"] == "马兰")
    body.record(county, Decision(head, "专委会主任", "任命", CHANGED, "常委会会议", "常委会第十一次会议", committee_id=second["id"]))
    return county


def test_names_of_the_day_heads_first_then_by_strokes(adjusted):
    report = committees.composition(adjusted, Request(DAY))
    place = next(n for n, group in enumerate(report.groups) if "、农业农村委员会（" in group.title)
    assert [group.title[0] for group in report.groups] == [*"一二三四五六七八"]
    assert [row["role"] for row in report.groups[place].rows] == ["主　任：", "委　员："]
    assert report.groups[place].rows[0]["names"] == "马　兰（女，回族）"
    before = committees.composition(adjusted, Request(dt.date(2023, 3, 1))).groups[place]
    assert "、农业和农村委（" in before.title
    assert [row["role"] for row in before.rows] == ["委　员："]


def test_numbers_in_the_heads_agree_with_the_names(adjusted):
    report = committees.composition(adjusted, Request(DAY))
    sheet = committees.sheet(adjusted, Request(DAY))
    for group, listed_ in zip(report.groups, sheet.groups, strict=True):
        assert group.title == listed_.title
        assert f"（{len(listed_.rows)}名）" in group.title
        written = "".join("".join(row["names"] for row in group.rows).split())
        assert all("".join(row["marked"].split()) in written for row in listed_.rows)
    assert report.notes == ("共8个专委会，168名委员、177人次（参加两个专委会的分别列出）。委员按姓氏笔画为序。",)


def test_names_stand_under_each_other():
    words = ["丁　一", "马　兰（女，回族）", "万小平", "阿依古丽·买买提（女，维吾尔族）", "欧阳少东", "于　文", "王一鸣"]
    lines = committees.placed(words)
    assert "".join("".join(lines).split()) == "".join("".join(words).split())
    assert all(em(line) <= committees.LINE for line in lines)
    for line in lines:
        for word in words:
            if word in line:
                assert line.index(word) % committees.PLACE == 0, "都从第四字的位置开始"


def test_without_lines_in_docx_and_a_row_for_each_in_xlsx(adjusted, tmp_path):
    chosen = paper("committee-composition")
    for format in chosen.formats:
        chosen.print(adjusted, Request(DAY), format, tmp_path / f"a.{format}")
    table = Document(str(tmp_path / "a.docx")).tables[0]
    assert table.rows[0].cells[0].text.startswith("一、")
    assert 'w:insideH w:val="nil"' in table._tbl.xml
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sum(isinstance(row[0].value, int) for row in sheet.iter_rows()) == 177


def test_before_and_after_the_last_adjustment_without_being_told_when(adjusted):
    report = committees.adjustment(adjusted, Request(DAY))
    assert report.subtitle == "2024年3月27日至2026年6月30日"
    rows = {row["name"]: row for row in report.rows}
    changed = rows["农业农村委员会"]
    assert (changed["name_before"], changed["head_before"], changed["head"]) == ("农业和农村委", "", "马　兰")
    assert changed["said"] == "更名（2024-03-28）"
    assert sum(row["said"] == "未更名" for row in report.rows) == 7
    assert "更名1个，新设0个，撤销0个，未更名7个" in report.notes[0]


def test_between_two_days_that_were_asked_for(adjusted):
    quiet = committees.adjustment(adjusted, Request(DAY, between(dt.date(2025, 1, 1), dt.date(2025, 6, 30))))
    assert {row["said"] for row in quiet.rows} == {"未更名"}
    year = committees.adjustment(adjusted, Request(DAY, calendar_year(2025)))
    assert "2024年3月27日" in year.subtitle and "更名1个" in year.notes[0]
    asked = committees.adjustment(adjusted, Request(CHANGED, between(dt.date(2023, 1, 1), CHANGED)))
    assert "原设置为2023年1月1日的情况，现设置为2024年3月28日的情况" in asked.notes[0]


def test_a_committee_founded_or_ended_says_so():
    row = {"name": "提案委员会", "head": "周全", "deputies": "王凯、黄启东", "size": 18, "since": ""}
    assert committees.compared(None, row) == {
        "name": "提案委员会", "head": "周　全", "deputies": "王　凯、黄启东", "size": 18, "said": "新设"}
    assert committees.compared(row, None)["said"] == "撤销"
    assert committees.compared(row, None)["size_before"] == 18


def test_no_committee_is_refused(empty):
    with pytest.raises(Refused, match="没有编入专委会的委员"):
        committees.composition(empty, Request(DAY))
    with pytest.raises(Refused, match="没有登记过专委会"):
        committees.adjustment(empty, Request(DAY))
