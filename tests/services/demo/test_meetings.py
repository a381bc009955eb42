"""The practice county's meetings: a year's attendance is what an independent count of the rows gives."""
import json
import sqlite3
from collections import Counter

from desktop.cli import main
from desktop.services import consultations, meetings, members, speeches
from desktop.services.proposals import register


def test_the_figures_that_everybody_knows(county):
    plenary = next(r for r in meetings.listed(county) if r["count"] == "十届五次" and r["kind"] == "全体会议")
    assert [plenary[k] for k in ("invited", "came", "excused", "missed")] == [168, 157, 9, 2]


def test_due_is_present_and_leave_and_absent_in_every_meeting(county):
    held = [r for r in meetings.listed(county) if r["state"] == "已开"]
    assert len(held) > 350 and all(r["invited"] == r["came"] + r["excused"] + r["missed"] and not r["unmarked"] for r in held)


def test_who_is_due_was_in_office_that_day(county):
    """The 常委会 of each day against the list of members of that day."""
    for row in meetings.listed(county):
        if row["kind"] in ("全体会议", "常委会会议"):
            body = [m for m in members.listed(county, row["day"]) if row["kind"] == "全体会议" or m["office"] != "委员"]
            assert row["invited"] == len(body), row["name"]


def test_numbers_run_without_a_gap(county):
    found = Counter((r["kind"], r["count"]) for r in meetings.listed(county) if r["count"] and not r["committee"])
    assert max(found.values()) == 1


def test_the_list_of_attendance_sums_to_the_list_of_meetings(county_file, capsys):
    """One row for each person and meeting: whoever counts them gets 应到, 实到, 请假, 缺席 and 列席 of `list meetings`."""
    assert main(["--store", str(county_file), "list", "attendance", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert list(rows[0]) == ["会议", "日期", "姓名", "身份", "结果", "请假类别", "发言"]
    assert main(["--store", str(county_file), "list", "meetings", "--json"]) == 0
    held = [r for r in json.loads(capsys.readouterr().out) if r["实到"]]
    counted = Counter((r["会议"], r["日期"], r["身份"] == "出席", r["结果"]) for r in rows)
    for each in held:
        of = {result: counted[each["名称"], each["日期"], True, result] for result in ("出席", "请假", "缺席")}
        apart = counted[each["名称"], each["日期"], False, "出席"]
        assert [str(sum(of.values())), *map(str, of.values()), str(apart)] == [
            each[k] for k in ("应到", "实到", "请假", "缺席", "列席")], each["名称"]
    assert len(held) > 300


def test_the_years_attendance_is_an_independent_count(county_file, capsys):
    """What `list half-days --json` says of 2025, against plain SQL over the tables."""
    assert main(["--store", str(county_file), "list", "half-days", "--json"]) == 0
    rows = [r for r in json.loads(capsys.readouterr().out) if r["日期"].startswith("2025")]
    assert list(rows[0]) == ["会议", "日期", "场次", "姓名", "身份", "结果", "请假类别", "发言"]
    with sqlite3.connect(county_file) as base:
        query = ("SELECT p.name, i.capacity, a.result, a.leave, count(*) FROM attendance a JOIN invitee i ON i.id = a.invitee_id "
                 "JOIN person p ON p.id = i.person_id JOIN sitting s ON s.id = a.sitting_id WHERE s.day LIKE '2025%' GROUP BY 1, 2, 3, 4")
        counted = {tuple(row[:4]): row[4] for row in base.execute(query)}
    said = Counter((r["姓名"], r["身份"], r["结果"], r["请假类别"] or None) for r in rows)
    assert said == counted and sum(said.values()) > 3000


def test_every_meeting_of_consultation_is_a_step_of_its_topic(county):
    held = [r for r in meetings.listed(county) if r["sort"] == "协商"]
    steps = {s["meeting_id"]: r["name"] for r in consultations.listed(county) for s in r["steps"] if s["meeting_id"]}
    assert len(held) == len(steps) == 25
    for row in held:
        assert steps[row["id"]].removesuffix("提案办理").replace("“", "‘").replace("”", "’") in row["name"]


def test_a_speech_that_became_a_proposal_leads_to_one_of_its_speaker(county):
    turned = [r for r in speeches.listed(county) if r["turned"] == "提案"]
    assert len(turned) == 8 and all(r["turned_to"] for r in turned)
    for row in turned:
        whole = register.whole(county, row["turned_id"])
        assert whole["sponsor"] == row["speaker"] and whole["name"][:-2] == row["name"][:-2] and whole["speeches"]
