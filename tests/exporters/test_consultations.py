"""The papers of 协商, 民主监督 and 工作安排 over the practice county."""
from __future__ import annotations

import datetime as dt

import pytest

from desktop.exporters import consultations, oversight, tasks
from desktop.exporters.papers import paper
from desktop.exporters.registry import Request
from desktop.fields.refused import Refused
from desktop.rules.periods import calendar_year
from desktop.services import demo

DAY = dt.date(2026, 6, 30)
YEAR = Request(dt.date(2025, 12, 31), calendar_year(2025))


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    store = demo.create(str(tmp_path_factory.mktemp("county") / "practice.db"))
    yield store
    store.close()


def test_the_plan_says_how_it_was_approved(county):
    report = consultations.collect_plan(county, YEAR)
    assert report.title == "青溪县政协2025年度协商工作计划"
    assert [f.label for f in report.columns] == ["序号", "协商形式", "议题", "时间", "牵头领导", "承办专委会", "参与部门",
                                                 "县委县政府参加领导", "成果形式"]
    assert [row["name"] for row in report.rows][1] == "做强青溪茶产业"
    assert report.notes == (
        "共7项。",
        "2025年1月23日主席会议审议，2025年2月5日党组会议研究，2025年2月17日县委常委会审定；青办〔2025〕8号印发。")


def test_progress_counts_what_its_rows_say(county):
    report = consultations.collect_progress(county, Request(DAY))
    rows = list(report.rows)
    assert [row["state"] for row in rows] == ["已报送", "已报送", "已批示", "已协商", "调研", "列入计划", "列入计划"]
    assert sum(bool(row["held"]) for row in rows) == 4
    assert report.notes == ("议题7项，已协商4项，形成成果3件，领导批示1件，口头肯定1次。",)


def test_the_ledger_of_supervision(county):
    report = oversight.collect(county, YEAR)
    assert report.notes == ("共2项，监督活动3次，意见建议书2件，提出意见10条，已落实8条。",)


def test_tasks_by_their_origin(county):
    whole = tasks.collect_tasks(county, Request(DAY))
    assert [group.title for group in whole.groups] == ["工作要点", "议定事项", "领导交办"]
    assert whole.notes == ("共11项，已完成5项，逾期2项。",)
    decided = tasks.collect_tasks(county, Request(DAY, answers={"origin": "议定事项"}))
    assert decided.title == "青溪县政协2026年议定事项督办台账" and len(list(decided.rows)) == 3


def test_a_month_by_its_number(county):
    report = tasks.collect_month(county, Request(DAY, calendar_year(2026), answers={"month": 7}))
    assert report.title == "青溪县政协2026年7月工作安排表"
    assert ("委员培训班", "7月8日至10日") in [(row["name"], row["when"]) for row in report.rows]
    assert any(row["note"] == "座谈会" for row in report.rows)  # the month's meetings stand in it by themselves
    with pytest.raises(Refused, match="2027年2月没有登记会议和工作安排"):
        tasks.collect_month(county, Request(DAY, calendar_year(2027), answers={"month": 2}))


@pytest.mark.parametrize("key", ["consultation-plan", "consultation-progress", "supervision-ledger", "task-list", "monthly-plan"])
def test_each_in_every_format(county, key, tmp_path):
    chosen = paper(key)
    for format in chosen.formats:
        chosen.print(county, Request(DAY), format, tmp_path / f"{key}.{format}")
        assert (tmp_path / f"{key}.{format}").stat().st_size > 300
