"""Marked sheets of paper as files: one or several half days, two blocks side by side, signs of every office."""
import datetime as dt

import openpyxl
import pytest

from desktop.fields.refused import Refused
from desktop.rules.attendance import ABSENT, LEAVE, PRESENT, Mark
from desktop.services import attendance, imports, meetings, members, office, speeches, undo

DAY = dt.date(2026, 6, 29)


@pytest.fixture
def standing(county):
    """A standing committee of 31 on one day, nobody marked."""
    return meetings.save(county, {"kind": "常委会会议", "day": DAY, "count": "十届九十次"})


def sheet_file(folder, rows, name="签到表.xlsx"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / name)
    return folder / name


def brought(store, meeting, file):
    noun = imports.noun("attendance", meeting)
    ready = noun.plan(store, noun.tables(store, file))
    return ready, noun.apply(store, ready, file.name)


def due(store, meeting):
    return [p["name"] for p in attendance.sheet(store, meeting).people if p["capacity"] == "出席"]


def signs(store, meeting):
    sheet = attendance.sheet(store, meeting)
    return {p["name"]: [sheet.marks[p["id"], s["id"]].sign if (p["id"], s["id"]) in sheet.marks else "" for s in sheet.sittings]
            for p in sheet.people}


def test_a_sign_in_sheet_with_reasons(county, standing, tmp_path):
    names = due(county, standing)
    rows = [["序号", "姓名", "签名", "请假类别", "事由", "批准人"]]
    rows += [[n, name, {1: "请假", 2: "缺", 3: "迟到", 4: "病假"}.get(n, "√"), "公假" if n == 1 else "", "赴省开会" if n == 1 else "",
              "郑和平" if n == 1 else ""] for n, name in enumerate(names, 1)]
    ready, stored = brought(county, standing, sheet_file(tmp_path, rows))
    assert (stored, ready.wrong(), ready.problems) == (31, [], [])
    row = meetings.one(county, standing)
    assert [row[k] for k in ("invited", "came", "excused", "missed")] == [31, 28, 2, 1]
    assert [signs(county, standing)[n][0] for n in names[:5]] == ["公", "×", "迟", "病", "√"]
    (asked,) = attendance.sheet(county, standing).leaves
    assert (asked["name"], asked["kind"], asked["reason"], asked["approver"]) == (names[0], "公假", "赴省开会", "郑和平")
    undo.undo(county)
    assert not attendance.sheet(county, standing).marks


def test_two_blocks_side_by_side_and_blanks_that_mean_absent(county, standing, tmp_path):
    names = due(county, standing)
    half = [["序号", "姓名", "签名", "序号", "姓名", "签名"]]
    half += [[n, names[n - 1], "√", n + 16, names[n + 15] if n < 16 else None, "√" if n != 3 else None] for n in range(1, 17)]
    _, stored = brought(county, standing, sheet_file(tmp_path, [["常委会第九十次会议签到表"], *half]))
    assert stored == 31 and meetings.one(county, standing)["missed"] == 1 and signs(county, standing)[names[18]] == ["×"]


def test_a_sheet_that_marks_only_who_is_missing(county, standing, tmp_path):
    names = due(county, standing)
    rows = [["姓名", "考勤"], *([name, "事假" if n == 5 else None] for n, name in enumerate(names))]
    ready, _ = brought(county, standing, sheet_file(tmp_path, rows))
    assert meetings.one(county, standing)["came"] == 30
    assert ready.problems[0].reason == "“考勤”一列没有出席的记号，空白按出席读入"


def test_half_days_of_a_plenary_under_their_headings(county, tmp_path):
    meeting = meetings.save(county, {"kind": "委员培训", "name": "培训班", "day": DAY, "until": DAY + dt.timedelta(days=1)})
    names = due(county, meeting)
    rows = [["姓名", "6月29日上午", "29日下午", "6月30日上午", "30日下午"], *([n, "√", "√", "△", "√"] for n in names)]
    _, stored = brought(county, meeting, sheet_file(tmp_path, rows))
    assert stored == 168 and signs(county, meeting)[names[0]] == ["√", "√", "假", "√"]
    assert meetings.one(county, meeting)["came"] == 168  # three of four half days are more than two thirds


def test_what_is_wrong_is_told_by_row_and_the_rest_is_read(county, standing, tmp_path):
    names = due(county, standing)
    gone = next(r["name"] for r in members.listed(county, dt.date(2022, 1, 10)) if r["name"] not in
                {m["name"] for m in members.listed(county, DAY)})
    plain = next(m["name"] for m in members.listed(county, DAY) if not m["standing"])
    rows = [["姓名", "签到"], [names[0], "√"], ["查无此人", "√"], [names[1], "飞"], [gone, "√"], [plain, "√"], [names[0], "×"]]
    ready, stored = brought(county, standing, sheet_file(tmp_path, rows))
    assert [(p.row, p.severity, p.reason) for p in ready.problems if p.row > 1] == [
        (3, "error", "人员库里没有“查无此人”，请核对姓名"),
        (4, "error", "“飞”不知道是什么意思，可写 √ × 公假 事假 病假 迟到，或在设置的“签到表上的符号”里说明"),
        (5, "warning", "当天不是在任委员，仍按表上计入出席，请核对"), (6, "warning", "不在参加人员名单里，将按列席加入"),
        (7, "warning", "与第2行是同一人，只读前一行")]
    assert "名单里还有 30 人这张表上没有" in next(p.reason for p in ready.problems if p.row == 0) and stored == 3
    assert meetings.one(county, standing)["unmarked"] == 30
    office.save(county, {"mark_signs": "飞 公假"})
    brought(county, standing, sheet_file(tmp_path, [rows[0], [names[1], "飞"]]))
    assert signs(county, standing)[names[1]] == ["公"]


def test_who_is_marked_already_is_not_told_of_as_unmarked(county, standing, tmp_path):
    names = due(county, standing)
    brought(county, standing, sheet_file(tmp_path, [["姓名", "签名"], *([n, "√"] for n in names[:29])]))
    ready, _ = brought(county, standing, sheet_file(tmp_path, [["姓名", "签名"], [names[0], "请假"]]))
    (told,) = [p.reason for p in ready.problems if p.row == 0]
    assert told == f"名单里还有 30 人这张表上没有，其中 28 人已有登记，不变，2 人仍为未登记：{names[29]}、{names[30]}"
    assert signs(county, standing)[names[1]] == ["√"]


def test_the_foot_of_the_sheet_is_held_against_the_signs(county, standing, tmp_path):
    names = due(county, standing)
    rows = [["姓名", "签到"], *([n, "√"] for n in names), ["合计：应到31人，实到30人，请假1人"]]
    ready, _ = brought(county, standing, sheet_file(tmp_path, rows))
    assert [p.reason for p in ready.problems if "按记号" in p.reason] == [
        "表上写实到30，按记号是31，请核对", "表上写请假1，按记号是0，请核对"]


def test_the_meeting_must_be_said(county):
    with pytest.raises(Refused, match="--meeting 编号"):
        imports.noun("attendance")
    with pytest.raises(Refused, match="没有编号为 xx 的会议"):
        imports.noun("attendance", "xx").headings(county)


def test_marks_are_as_they_were_written():
    assert Mark(PRESENT).sign == "√" and Mark(LEAVE).sign == "假" and Mark(ABSENT).sign == "×"


def test_meetings_from_a_ledger(county, tmp_path):
    rows = [["会议类别", "会议名称", "届次", "会议日期", "地点", "应到", "实到", "请假", "缺席", "列席"],
            ["常委会会议", "政协青溪县第十届委员会常务委员会第八十一次会议", "十届八十一次", "2026.6.1", "三楼会议室", 31, 28, 2, 1, 9],
            ["常务会", "", "第82次", "2026-06-02", "三楼会议室", 31, 28, 2, 2, 9],
            ["常委会会议", "", "十届八十三次", "2026-06-03", "", 31, 29, 2, 0, ""],
            ["常委会会议", "", "十届八十三次", "2026-06-04", "", 31, 29, 2, 0, ""],
            ["视察", "民宿产业视察", "", "2026-06-05", "云岭镇", 20, 20, 0, 0, ""]]
    noun = imports.noun("meetings")
    file = sheet_file(tmp_path, rows, "会议台账.xlsx")
    ready = noun.plan(county, noun.tables(county, file))
    assert [(r.row, r.verdict) for r in ready.rows] == [(2, "new"), (3, "wrong"), (4, "new"), (5, "wrong"), (6, "new")]
    assert [(p.row, p.reason) for p in ready.problems if p.severity == "error"] == [
        (3, "没有“常务会”这个会议类别。可在设置的会议类别中增加。"),
        (5, "常委会会议十届八十三次已经登记在2026-06-03，这一行是2026-06-04，次数不能重复，请核对")]
    assert noun.apply(county, ready, file.name) == 3
    found = {r["name"]: r for r in meetings.listed(county)}
    row = found["十届八十一次常委会会议"]
    assert [row[k] for k in ("invited", "came", "excused", "missed", "apart")] == [31, 28, 2, 1, 9]
    again = noun.plan(county, noun.tables(county, file))
    assert [r.verdict for r in again.rows if not r.problems] == ["same", "same", "same"]
    rows[1][5] = 32
    wrong = noun.plan(county, noun.tables(county, sheet_file(tmp_path, rows[:2], "错.xlsx")))
    assert [p.reason for p in wrong.problems] == ["应到32，而实到28＋请假2＋缺席1＝31，对不上"]


def test_namesakes_are_told_apart_by_their_work(county, tmp_path):
    meeting = meetings.save(county, {"kind": "委员培训", "name": "培训班", "day": DAY})
    people = [p for p in attendance.sheet(county, meeting).people if p["capacity"] == "出席"]
    twice = next(p["name"] for p in people if sum(q["name"] == p["name"] for q in people) == 2)
    one, other = [p for p in people if p["name"] == twice]
    rows = [["姓名", "单位及职务", "签到"], [twice, one["unit"], "√"], [twice, other["unit"], "×"]]
    ready, stored = brought(county, meeting, sheet_file(tmp_path, rows))
    sheet = attendance.sheet(county, meeting)
    assert stored == 2 and not ready.wrong()
    assert [sheet.marks[p["id"], sheet.sittings[0]["id"]].sign for p in (one, other)] == ["√", "×"]
    rows = [["姓名", "签到"], [twice, "√"], [twice, "×"]]
    ready, _ = brought(county, meeting, sheet_file(tmp_path, rows))
    assert [p.reason for p in ready.wrong()[0].problems] == [f"有 2 位“{twice}”，无法判断是哪一位，请在考勤表中登记"]


def test_speeches_from_a_list(county, tmp_path):
    rows = [["发言题目", "发言人", "会议名称", "发言形式"], ["关于办好社区食堂的建议", "郑和平", "十届五次全会", "书面"],
            ["关于水利的建议", "查无此人", "", ""]]
    noun = imports.noun("speeches")
    file = sheet_file(tmp_path, rows, "发言.xlsx")
    ready = noun.plan(county, noun.tables(county, file))
    assert [p.reason for p in ready.problems] == ["发言人：人员库里没有“查无此人”，已留空"]
    assert noun.apply(county, ready, file.name) == 2
    row = next(r for r in speeches.listed(county) if r["name"] == "关于办好社区食堂的建议")
    assert (row["speaker"], row["meeting"], row["mode"]) == ("郑和平", "十届五次全会", "书面")
