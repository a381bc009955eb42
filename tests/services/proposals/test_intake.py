"""Intake: what is typed becomes a numbered proposal with its sponsors, or a sentence says why not."""
import datetime as dt

import pytest
from sqlalchemy import select

from desktop.fields.refused import Refused
from desktop.models.member import Member
from desktop.models.proposal import Suggestion
from desktop.services import members, search, undo
from desktop.services.proposals import examination, intake, register

D = dt.date


def row(store, record):
    return next(r for r in register.listed(store) if r["id"] == record)


def test_a_joint_proposal_with_numbered_suggestions(county, put):
    record = put(sponsors="张三、李四、王五", suggestions="一、编制规划。\n二、设立资金。", body="情况如下。", category="经济建设",
                 advice="县农业农村局、县旅游委")
    found = register.whole(county, record)
    assert (found["serial"], found["mark"], found["session"], found["form"], found["sponsor"], found["cosigners"]) == (
        1, "", "10.5", "联名", "张三", "李四、王五")
    assert found["sponsors"] == "张三等3人" and found["state"] == "待审查" and found["next"] == "审查人审查"
    assert [(s["number"], s["text"]) for s in found["suggestions"]] == [(1, "一、编制规划。"), (2, "二、设立资金。")]
    assert [(a["name"], a["role"], a["unit_id"] is None) for a in found["advice"]] == [
        ("县农业农村局", "主办", False), ("县旅游委", "会办", True)]
    first = found["suggestions"][0]["id"]
    intake.save(county, {"suggestions": ["一、编制规划。", "二、设立五十万元资金。", "三、培训。"], "sponsors": "李四"}, record)
    found = register.whole(county, record)
    assert found["suggestions"][0]["id"] == first and len(found["suggestions"]) == 3
    assert (found["form"], found["sponsor"], found["cosigners"]) == ("个人", "李四", "")


def test_a_body_proposes_collectively(county, put):
    found = row(county, put(sponsors=[{"name": "民建总支", "sealed": True}]))
    assert (found["form"], found["sponsor"], found["sponsor_rows"][0]["body"]) == ("集体", "民建总支", "党派")
    found = row(county, put(name="关于办好学校的建议", sponsors=[{"name": "教育界", "convener": "张三"}]))
    assert found["sponsor_rows"][0]["body"] == "界别" and found["sponsor_rows"][0]["convener"] == "张三"


def test_plenary_or_between_by_the_announced_hour(county, put):
    intake.call(county, "10.5", {"deadline": D(2026, 1, 6), "deadline_time": "下午5时"})
    early, late = put(received=D(2026, 1, 6), received_time="17:00"), put(received=D(2026, 1, 6), received_time="17点05")
    assert (row(county, early)["timing"], row(county, late)["timing"]) == ("大会", "平时")
    intake.save(county, {"timing": "大会"}, late)
    assert row(county, late)["timing"] == "大会"


def test_without_a_plenary_the_call_that_had_begun_takes_it(county):
    draft = {"name": "关于修路的提案", "sponsors": "张三"}
    records = [intake.save(county, draft | {"received": day}) for day in (D(2025, 5, 1), D(2025, 10, 6))]
    assert [row(county, r)["session"] for r in records] == ["10.4", "10.5"]
    with pytest.raises(Refused, match="不属于任何一次会议"):
        intake.save(county, draft | {"received": D(2024, 1, 1)})


@pytest.mark.parametrize("draft, sentence", [
    ({"name": ""}, "案由没有填写"), ({"sponsors": ""}, "提案者没有填写"), ({"sponsors": "钱八"}, "“钱八”不在委员名册和参加单位中"),
    ({"sponsors": "张三、张　三、李四"}, None), ({"received": D(2026, 7, 1)}, "在今天之后"), ({"plenary": "9.1"}, "没有登记过“9.1”"),
    ({"public": False}, "不公开的提案要写明原因"), ({"received_time": "25点"}, "不是时刻"),
])
def test_what_cannot_be_kept_is_a_sentence(county, draft, sentence):
    whole = {"plenary": "10.5", "name": "关于修路的提案", "sponsors": "张三", "received": D(2026, 1, 5)} | draft
    if sentence is None:
        intake.save(county, whole)
        return
    with pytest.raises(Refused, match=sentence):
        intake.save(county, whole)
    assert register.listed(county) == []


def test_a_member_who_has_left_is_no_sponsor_any_more(county, put):
    person = next(m["id"] for m in members.listed(county) if m["name"] == "赵六")
    leave(county, person)
    with pytest.raises(Refused, match="“赵六”2026-01-05 不是在任委员"):
        put(sponsors="张三、赵六")


def leave(store, person):
    with store.operation("辞去委员") as session:
        session.scalar(select(Member).where(Member.person_id == person)).until = D(2025, 5, 31)


def test_two_numbers_alike_are_refused_with_the_others_name(county, put):
    first, second = put(), put(name="关于修路的提案")
    intake.save(county, {"number": 37}, first)
    with pytest.raises(Refused, match="案号 37 已给了流水号1“关于发展民宿产业的提案”"):
        intake.save(county, {"number": 37}, second)
    with pytest.raises(Refused, match="案号 37 已给了"):
        examination.set_number(county, second, 37)
    assert row(county, first)["mark"] == "第037号"


def test_undo_takes_a_proposal_back_and_search_forgets_it(county, put):
    put(suggestions="建立茶叶交易中心。")
    assert [h.title for h in search.find(county, "茶叶交易")] == ["关于发展民宿产业的提案"]
    undo.undo(county)
    assert register.listed(county) == [] and search.find(county, "茶叶交易") == []


def test_a_text_without_end_is_kept_whole(county, put):
    record = put(body="长" * 200_000, suggestions=["建议" * 50_000])
    found = register.whole(county, record)
    assert len(found["body"]) == 200_000 and len(found["suggestions"][0]["text"]) == 100_000


def test_removed_with_everything_that_hangs_on_it(county, put):
    record, filed = put(suggestions="一条。"), put(name="关于修路的提案")
    intake.remove(county, [record])
    assert [r["id"] for r in register.listed(county)] == [filed]
    with county.read() as session:
        assert session.query(Suggestion).count() == 0
    intake.save(county, {"number": 1}, filed)
    with pytest.raises(Refused, match="不能删除"):
        intake.remove(county, [filed])


def test_a_cosigner_who_let_the_day_pass_is_not_listed(county, put):
    record = put(sponsors=["张三", {"name": "李四", "invited": D(2026, 1, 2)}])
    assert row(county, record)["cosigners"] == ""
    intake.cosign(county, record, "李四", on=D(2026, 1, 4))
    assert row(county, record)["cosigners"] == "李四"
