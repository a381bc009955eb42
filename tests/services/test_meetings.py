"""Meetings in the practice county: counted, invited by rule, marked, asked leave for, deleted and brought back."""
import datetime as dt

import pytest

from desktop.fields.refused import Refused
from desktop.rules.attendance import ABSENT, LEAVE, PRESENT, Mark
from desktop.services import (
    agenda,
    attendance,
    invitees,
    meetingkinds,
    meetings,
    merging,
    office,
    people,
    sittings,
    undo,
)
from desktop.services import bin as recycle

DAY = dt.date(2026, 6, 29)


def opened(store, kind="座谈会", **values):
    return meetings.save(store, {"kind": kind, "day": DAY, "name": "民营企业座谈会", **values})


def test_a_counted_meeting_gets_its_number_and_its_name(county):
    record = meetings.save(county, {"kind": "常委会会议", "day": DAY, "count": "十届九十次"})
    row = meetings.one(county, record)
    assert (row["name"], row["count"], row["invited"], row["state"]) == ("十届九十次常委会会议", "十届九十次", 31, "已开")
    following = meetings.one(county, meetings.save(county, {"kind": "常委会会议", "day": dt.date(2026, 9, 1)}))
    assert (following["count"], following["state"]) == ("十届九十一次", "筹备")
    with pytest.raises(Refused, match="常委会会议十届九十次已经登记在2026-06-29（十届九十次常委会会议），次数不能重复，没有保存"):
        meetings.save(county, {"kind": "常委会会议", "day": dt.date(2026, 10, 1), "count": "十届九十次"})
    meetings.save(county, {"count": "十届九十五次"}, record)
    assert meetings.one(county, record)["name"] == "十届九十五次常委会会议"


def test_committees_are_counted_each_for_itself_and_by_year(county):
    words = [meetings.one(county, meetings.save(county, {"kind": "专委会会议", "day": day, "committee": who, "count": count}))["name"]
             for day, who, count in (
                 (DAY, "经济委", "2026年第60次"), (DAY, "提案委", "2026年第60次"), (dt.date(2027, 1, 5), "经济委", None))]
    assert words == ["经济委2026年第60次会议", "提案委2026年第60次会议", "经济委2027年第1次会议"]


@pytest.mark.parametrize(("draft", "sentence"), [
    ({"kind": "茶话会"}, "没有“茶话会”这个会议类别"), ({"kind": None}, "类别没有填写"), ({"name": None}, "没有写明名称或届次"),
    ({"until": dt.date(2026, 6, 1)}, "结束日期在开始日期之前"), ({"due": 10, "present": 8, "leave": 1, "absent": 0}, "对不上，没有保存"),
    ({"kind": "常委会会议", "count": "某次"}, "看不懂"), ({"committee": "天文委"}, "没有“天文委”这个专委会"),
    ({"found": 3, "mended": 4}, "多于查摆问题"), ({"attend": "全体村民"}, "看不懂。可写：全体委员")])
def test_bad_input_is_said_in_a_sentence_and_nothing_is_kept(county, draft, sentence):
    before = county.audit_rows()
    with pytest.raises(Refused, match=sentence):
        opened(county, **draft)
    assert county.audit_rows() == before


@pytest.mark.parametrize(("rule", "least", "most"), [
    ("全体委员", 168, 168), ("全体常委", 31, 31), ("主席班子", 4, 9), ("专委会：经济委", 15, 40), ("界别：农业和农村界", 3, 20),
    ("经济委委员；主席班子", 18, 45), ("党员委员；党外委员", 168, 168), ("机关党员", 3, 40), ("身份：老领导", 1, 10),
    ("人员：郑和平", 1, 1)])
def test_who_must_attend(county, rule, least, most):
    record = opened(county, attend=rule)
    assert least <= meetings.one(county, record)["invited"] <= most


def test_a_rule_is_asked_again_and_what_was_done_by_hand_stays(county):
    record = opened(county, attend="专委会：经济委")
    guest = next(p for p in attendance.everyone(county, DAY) if p["name"] == "秦广宏")
    invitees.add(county, record, [guest["id"]], "特邀")
    before = meetings.one(county, record)["invited"]
    meetings.save(county, {"attend": "主席班子"}, record)
    added, gone = invitees.by_rule(county, record)
    sheet = attendance.sheet(county, record)
    assert gone and added and meetings.one(county, record)["invited"] != before
    assert [p["name"] for p in sheet.people if p["capacity"] == "特邀"] == ["秦广宏"]


def test_marks_are_one_operation_and_add_up(county):
    record = opened(county, attend="全体常委", observe="专委会负责人")
    sheet = attendance.sheet(county, record)
    half = sheet.sittings[0]["id"]
    due = [p for p in sheet.people if p["capacity"] == "出席"]
    marks = {(p["id"], half): Mark(PRESENT) for p in sheet.people}
    marks |= {(due[0]["id"], half): Mark(LEAVE, "病假"), (due[1]["id"], half): Mark(ABSENT), (due[2]["id"], half): Mark(PRESENT, late=True)}
    before = county.audit_rows()
    assert attendance.save(county, record, marks) == len(marks)
    row = meetings.one(county, record)
    assert [row[k] for k in ("invited", "came", "excused", "missed")] == [31, 29, 1, 1] and row["apart"] > 0
    assert attendance.sheet(county, record).tally(attendance.sheet(county, record).marks, half).words == (
        "应到31＝实到29＋请假1＋缺席1（病假1）")
    assert attendance.save(county, record, marks) == 0
    undo.undo(county)
    assert county.audit_rows() > before and not attendance.sheet(county, record).marks
    assert meetings.one(county, record)["came"] is None and meetings.one(county, record)["unmarked"] == 31


def test_leave_marks_the_half_days_it_is_for(county):
    record = opened(county, kind="委员培训", until=DAY + dt.timedelta(days=1), name="培训班")
    sheet = attendance.sheet(county, record)
    assert [s["short"] for s in sheet.sittings] == ["29日上午", "29日下午", "30日上午", "30日下午"]
    person = sheet.people[0]
    request = attendance.ask_leave(county, record, person["person_id"], {
        "kind": "公假", "reason": "赴省开会", "approver": "郑和平", "sitting_id": sheet.sittings[1]["id"]})
    assert attendance.sheet(county, record).marks == {(person["id"], sheet.sittings[1]["id"]): Mark(LEAVE, "公假")}
    with pytest.raises(Refused, match="请先在考勤中清除"):
        invitees.remove(county, [person["id"]])
    with pytest.raises(Refused, match="已登记考勤，没有删除"):
        sittings.remove(county, sheet.sittings[1]["id"])
    attendance.drop_leave(county, request)
    assert not attendance.sheet(county, record).marks


def test_who_is_no_member_that_day_is_told_not_refused(county):
    record = opened(county, attend="主席班子")
    driver = next(p for p in attendance.everyone(county, DAY) if p["name"] == "古建平")
    invitees.add(county, record, [driver["id"]])
    assert attendance.sheet(county, record).notes == ["古建平当天不是在任委员，计入了出席，请核对"]


def test_the_quorum_is_measured_on_all_members(county):
    record = opened(county, kind="常委会会议", name=None, count="十届九十次")
    sheet = attendance.sheet(county, record)
    half = sheet.sittings[0]["id"]
    marks = {(p["id"], half): Mark(PRESENT if n < 15 else ABSENT) for n, p in enumerate(sheet.people) if p["capacity"] == "出席"}
    words = attendance.quorum_words(county, sheet, sheet.tally(marks, half))
    assert words == "应出席常委31名，实到15名，不足16名，未达到规定人数"
    office.save(county, {"quorum_share": "一半"})
    with pytest.raises(Refused, match="会议法定人数”有误"):
        attendance.quorum_words(county, sheet, sheet.tally(marks, half))


def test_a_deleted_meeting_comes_back_whole(county):
    record = opened(county, attend="全体常委")
    for name, draft in (("听取情况通报", False), ("《工作报告》", True)):
        agenda.ITEMS.save(county, record, {"name": name, "draft": draft})
    sheet = attendance.sheet(county, record)
    attendance.save(county, record, {(p["id"], sheet.sittings[0]["id"]): Mark(PRESENT) for p in sheet.people})
    assert meetings.hanging(county, [record]) == ["考勤 31 条", "参加人员 31 条", "议题 2 条"]
    meetings.remove(county, [record])
    with pytest.raises(Refused, match="没有编号为"):
        meetings.one(county, record)
    deleted = recycle.listed(county)[0]
    assert deleted.names == ("民营企业座谈会",)
    undo.undo(county, deleted.operation)
    assert meetings.one(county, record)["came"] == 31
    assert [agenda.title(i) for i in agenda.number_papers(agenda.listed(county, record))] == ["听取情况通报", "《工作报告（草案）》"]


def test_an_office_that_has_no_kinds_yet_gets_them_apart_from_its_first_meeting(store):
    record = meetings.save(store, {"kind": "座谈会", "name": "首次座谈会", "day": DAY})
    undo.undo(store)
    assert not meetings.listed(store) and record
    assert len(meetingkinds.KINDS.listed(store)) == 33
    meetings.save(store, {"kind": "座谈会", "name": "首次座谈会", "day": DAY})
    with pytest.raises(Refused, match="已有会议登记，没有删除"):
        meetingkinds.remove(store, ["conference"])
    meetingkinds.KINDS.save(store, {"name": "茶话会", "sort": "会议", "scope": "年", "attend": "全体常委"})
    assert meetings.one(store, meetings.save(store, {"kind": "茶话会", "day": DAY}))["name"] == "茶话会2026年第1次"
    with pytest.raises(Refused, match="看不懂。可写"):
        meetingkinds.KINDS.save(store, {"attend": "全体村民"}, "conference")


def test_two_records_of_one_person_at_one_meeting_become_one(county):
    record = opened(county, attend="主席班子")
    one, other = (people.PERSONS.save(county, {"name": "赵重复", "born": born, "role": "特邀人员"}) for born in ("1970-01", "1970-02"))
    invitees.add(county, record, [one, other], "特邀")
    sheet = attendance.sheet(county, record)
    first, second = [p["id"] for p in sheet.people if p["name"] == "赵重复"]
    attendance.save(county, record, {(first, sheet.sittings[0]["id"]): Mark(PRESENT), (second, sheet.sittings[0]["id"]): Mark(ABSENT)})
    merging.merge(county, one, other)
    sheet = attendance.sheet(county, record)
    (kept,) = [p for p in sheet.people if p["name"] == "赵重复"]
    assert kept["person_id"] == one and len([k for k in sheet.marks if k[0] == kept["id"]]) == 1
    assert [m["meeting"] for m in attendance.listed(county, person_id=one)] == ["民营企业座谈会"]
