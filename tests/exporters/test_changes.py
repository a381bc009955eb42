"""增补调整情况表: the events of a period with the work and sector of their day."""
from __future__ import annotations

import datetime as dt

import pytest

from desktop.exporters import changes
from desktop.exporters.papers import paper
from desktop.exporters.registry import Request
from desktop.fields.refused import Refused
from desktop.rules.periods import calendar_year
from desktop.services import body, enrolment
from desktop.services.body import Decision
from desktop.services.members import listed
from tests.exporters.samples import DAY

ADDED, LEFT = dt.date(2025, 3, 28), dt.date(2025, 12, 25)
MEETING = "县政协十届常委会第十五次会议"


@pytest.fixture
def decided(county):
    """One 补选 and one 辞去 in 2025, one 去世 in 2026; who left has moved to another unit since."""
    rows = listed(county, DAY)
    elected, gone, dead = (row["id"] for row in rows[-3:])
    body.record(county, Decision(elected, "常委", "补选", ADDED, "全体会议", "县政协十届四次会议"))
    body.record(county, Decision(gone, "委员", "辞去", LEFT, "常委会会议", MEETING, note="工作调动"))
    body.record(county, Decision(dead, "委员", "去世", dt.date(2026, 2, 3)))
    enrolment.save(county, {"unit": "外县", "post": "县长"}, gone, on=LEFT)
    return {"elected": rows[-3], "gone": rows[-2], "dead": rows[-1], "store": county}


def test_a_year_with_its_meetings(decided):
    report = changes.collect(decided["store"], Request(DAY, calendar_year(2025)))
    assert [f.label for f in report.columns] == ["序号", "姓名", "事项", "单位及职务", "界别", "决定会议", "日期", "备注"]
    assert [(row["said"], row["day"], row["meeting"], row["note"]) for row in report.rows] == [
        ("补选为常委", ADDED, "县政协十届四次会议", None), ("辞去委员", LEFT, MEETING, "工作调动")]
    assert report.subtitle == "2025年"
    assert report.notes == ("共2项，其中增补委员0名，不再担任委员1名，政协职务和专委会职务变动1项。“单位及职务”为当时任职。",)


def test_work_and_sector_are_those_of_the_last_day_as_a_member(decided):
    report = changes.collect(decided["store"], Request(DAY, calendar_year(2025)))
    left = list(report.rows)[1]
    assert left["work"] == decided["gone"]["unit"] + decided["gone"]["post"]
    assert left["sector"] == decided["gone"]["sector"]


def test_without_a_period_the_term_up_to_the_day(decided):
    report = changes.collect(decided["store"], Request(DAY))
    assert [row["serial"] for row in report.rows] == [1, 2, 3]
    assert report.subtitle.endswith("至2026年6月30日")
    earlier = changes.collect(decided["store"], Request(dt.date(2025, 6, 30)))
    assert [row["said"] for row in earlier.rows] == ["补选为常委"]


def test_only_the_chosen_persons(decided):
    report = changes.collect(decided["store"], Request(DAY, only=(decided["dead"]["id"],)))
    assert [row["said"] for row in report.rows] == ["去世"]


def test_nothing_decided_is_said(county):
    with pytest.raises(Refused, match="2023年没有登记过增补、调整等人事事项"):
        changes.collect(county, Request(DAY, calendar_year(2023)))
    with pytest.raises(Refused, match="1950年1月1日不在任何一届的任期内"):
        changes.collect(county, Request(dt.date(1950, 1, 1)))


def test_all_formats_are_written(decided, tmp_path):
    chosen = paper("member-changes")
    for format in chosen.formats:
        chosen.print(decided["store"], Request(DAY), format, tmp_path / f"a.{format}")
        assert (tmp_path / f"a.{format}").stat().st_size > (200 if format == "csv" else 2000)
