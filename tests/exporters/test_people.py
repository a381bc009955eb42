"""Rosters of staff, liaisons and everyone else."""
from __future__ import annotations

import datetime as dt

import pytest

from desktop.exporters import people
from desktop.exporters.papers import paper
from desktop.exporters.registry import Request
from desktop.fields.refused import Refused
from desktop.fields.report import Report
from desktop.services.people import PERSONS
from tests.exporters import others
from tests.exporters.samples import DAY


def test_the_staff_by_office_in_their_own_order(settled):
    report = people.staff(settled, Request(DAY))
    assert report.title == "青溪县政协机关干部名册"
    assert [group.title for group in report.groups] == ["县政协办公室（2名）", "提案委（1名）"]
    assert [(row["serial"], row["marked"]) for row in report.rows] == [(1, "方　敏（女）"), (2, "于　文（女）"), (3, "石　磊（女）")]
    assert {"党支部", "分工", "任职起"} <= {f.label for f in report.columns}
    assert "学历" not in {f.label for f in report.columns}, "没有填过的列不印"


def test_the_staff_of_an_earlier_day(settled):
    PERSONS.save(settled, {"name": "方敏", "role": "机关干部", "post": "调研员", "body": "县政协办公室", "rank": 1},
                 others.person(settled, "方敏"), on=dt.date(2025, 1, 1))
    before, after = (people.staff(settled, Request(day)) for day in (dt.date(2024, 12, 31), DAY))
    assert [next(row["post"] for row in report.rows if "方" in row["marked"]) for report in (before, after)] == ["办公室主任", "调研员"]
    with pytest.raises(Refused, match="截至2022年2月1日没有机关干部"):
        people.staff(settled, Request(dt.date(2022, 2, 1)))


def test_one_role_or_all_but_the_staff(settled):
    leaders = people.roster(settled, Request(DAY, answers={"role": "县领导"}))
    assert leaders.title == "青溪县领导名册"
    assert [row["marked"] for row in leaders.rows] == ["高志远", "林文静"]
    everyone = people.roster(settled, Request(DAY))
    assert [group.title for group in everyone.groups] == ["县领导（2名）", "列席人员（1名）", "特邀人员（1名）"]
    with pytest.raises(Refused, match="没有老领导，没有印出名册"):
        people.roster(settled, Request(DAY, answers={"role": "老领导"}))


def test_an_offices_own_role_can_be_asked_for(settled):
    PERSONS.save(settled, {"name": "苏青", "role": "界别召集人", "unit": "县科学技术协会"})
    report = people.roster(settled, Request(DAY, answers={"role": "界别召集人"}))
    assert [row["marked"] for row in report.rows] == ["苏　青"]


def test_telephones_are_masked_until_asked_for_except_where_the_paper_is_for_them(settled):
    assert "137****0002" in texts(people.staff(settled, Request(DAY)))
    assert "13700000002" in texts(people.staff(settled, Request(DAY, private=True)))
    assert not any("*" in text for text in texts(people.liaison(settled, Request(DAY))))


def texts(report: Report) -> list[str]:
    return [text for row in report.rows for text in report.texts(row)]


def test_townships_without_liaison_are_listed_with_the_reason(settled):
    report = people.liaison(settled, Request(DAY))
    assert [(row["name"], bool(row["liaison"]), row["size"], row["remark"]) for row in report.rows] == [
        ("蓝田镇", True, 20, ""), ("源芳乡", True, 20, ""), ("云岭镇", False, 20, "联络员待配"), ("松源乡", False, None, "暂不具备条件")]
    assert report.notes == ("共4个乡镇，已配联络员2个，未配2个。",)


def test_nobody_is_refused(empty):
    with pytest.raises(Refused, match="没有登记过乡镇"):
        people.liaison(empty, Request(DAY))
    with pytest.raises(Refused, match="没有其他人员"):
        people.roster(empty, Request(DAY))


@pytest.mark.parametrize("key", ["staff-roster", "people-roster", "liaison-roster"])
def test_all_formats_are_written(settled, tmp_path, key):
    for format in paper(key).formats:
        paper(key).print(settled, Request(DAY), format, tmp_path / f"a.{format}")
        assert (tmp_path / f"a.{format}").stat().st_size > (200 if format == "csv" else 2000)
