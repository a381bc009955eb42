"""Dated events with the meeting that decided them: the facts follow, a wrong decider is a sentence."""
import datetime as dt

import pytest

from desktop.fields.refused import Refused
from desktop.services import body, committees, enrolment, groups, members, office, undo
from desktop.services.body import Decision
from tests.services.sheets import everything

DAY = dt.date(2025, 3, 10)
EVE = DAY - dt.timedelta(days=1)


@pytest.fixture
def person(store):
    return enrolment.save(store, {"name": "王凯", "sector": "教育界", "committees": ("提案委",), "standing": True,
                                  "groups": ("蓝田镇联络组",)})


def said(store):
    return [(r["day"], r["name"], r["said"], r["meeting"]) for r in body.listed(store)]


@pytest.mark.parametrize(("event", "decider"), [
    ("辞去", "常委会会议"), ("撤销资格", "常委会会议"), ("调整不再担任", "常委会会议"), ("去世", None)])
def test_leaving_ends_everything_that_hangs_on_the_membership(store, person, event, decider):
    before = everything(store)
    body.record(store, Decision(person, "委员", event, DAY, decider, "十届十二次常委会会议"))
    assert members.listed(store, DAY) == []
    (row,) = members.listed(store, EVE)
    assert (row["sector"], row["committees"], row["standing"], row["groups"]) == ("教育界", ("提案委",), True, ("蓝田镇联络组",))
    assert [g["size"] for g in groups.GROUPS.listed(store, as_of=DAY)] == [0]
    assert committees.listed(store, as_of=DAY)[0]["size"] == 0
    undo.undo(store)
    assert everything(store) == before


@pytest.mark.parametrize(("office_", "event", "decider", "piece"), [
    ("委员", "增补", "全体会议", "由常委会会议决定，不由全体会议决定"), ("副主席", "补选", "常委会会议", "由全体会议决定"),
    ("委员", "免去", "常委会会议", "委员不用“免去”"), ("专委会主任", "任命", "主席会议", "由常委会会议决定"),
    ("常委", "增补", "全体会议", "常委没有“增补”这种事项")])
def test_a_wrong_pair_is_a_sentence_and_nothing_is_written(store, person, office_, event, decider, piece):
    before = everything(store)
    with pytest.raises(Refused, match=piece):
        body.record(store, Decision(person, office_, event, DAY, decider))
    assert everything(store) == before


def test_the_offices_own_table_wins(store, person):
    office.save(store, {"deciders": "副主席 补选 常委会会议\n委员 辞去 主席会议、常委会会议"})
    body.record(store, Decision(person, "副主席", "补选", DAY, "常委会会议"))
    with pytest.raises(Refused, match="主席会议或常委会会议决定"):
        body.record(store, Decision(person, "委员", "辞去", DAY, "全体会议"))
    office.save(store, {"deciders": "副主席"})
    with pytest.raises(Refused, match="权限表有误"):
        body.record(store, Decision(person, "委员", "辞去", DAY, "全体会议"))


def test_added_elected_and_released(store, person):
    with pytest.raises(Refused, match="已是委员"):
        body.record(store, Decision(person, "委员", "增补", DAY, "常委会会议"))
    body.record(store, Decision(person, "委员", "辞去", DAY, "常委会会议"))
    body.record(store, Decision(person, "委员", "增补", dt.date(2025, 9, 1), "常委会会议", "十届十五次常委会会议", sector="中共界"))
    assert [r["sector"] for d in (EVE, DAY, dt.date(2025, 9, 1)) for r in members.listed(store, d)] == ["教育界", "中共界"]
    body.record(store, Decision(person, "副主席", "补选", dt.date(2026, 1, 9), "全体会议", "十届六次会议"))
    body.record(store, Decision(person, "副主席", "接受辞职", dt.date(2026, 5, 9), "常委会会议"))
    offices = [members.listed(store, d)[0]["office"] for d in (dt.date(2026, 1, 8), dt.date(2026, 1, 9), dt.date(2026, 5, 9))]
    assert offices == ["委员", "副主席", "委员"]
    with pytest.raises(Refused, match="没有担任副主席"):
        body.record(store, Decision(person, "副主席", "接受辞职", dt.date(2026, 6, 9), "常委会会议"))
    with pytest.raises(Refused, match="不是委员"):
        body.record(store, Decision(person, "副主席", "补选", dt.date(2025, 5, 1), "全体会议"))
    assert [s for _, _, s, _ in said(store)] == ["辞去委员", "增补为委员", "补选为副主席", "接受辞职副主席职务"]


def test_heads_of_committees_and_the_names_of_the_day(store, person):
    (committee,) = (c["id"] for c in committees.listed(store))
    committees.COMMITTEES.save(store, {"name": "提案和督办委员会"}, committee, on=dt.date(2025, 6, 1))
    body.record(store, Decision(person, "专委会主任", "任命", DAY, "常委会会议", committee_id=committee))
    assert [committees.listed(store, as_of=d)[0]["head"] for d in (EVE, DAY)] == ["", "王凯"]
    body.record(store, Decision(person, "专委会主任", "免去", dt.date(2025, 9, 1), "常委会会议", committee_id=committee))
    assert committees.listed(store)[0]["head"] == "" and committees.listed(store)[0]["size"] == 1
    assert [s for _, _, s, _ in said(store)] == ["任命为提案委主任", "免去提案和督办委主任职务"]
    with pytest.raises(Refused, match="没有担任这个专委会的副主任"):
        body.record(store, Decision(person, "专委会副主任", "免去", dt.date(2025, 9, 2), "常委会会议", committee_id=committee))
    with pytest.raises(Refused, match="哪个专委会"):
        body.record(store, Decision(person, "专委会主任", "任命", dt.date(2025, 9, 2), "常委会会议"))


def test_an_appointment_on_the_first_day_leaves_no_empty_fact(store, person):
    (committee,) = (c["id"] for c in committees.listed(store))
    begins = members.listed(store)[0]["since"]
    body.record(store, Decision(person, "专委会主任", "任命", begins, "常委会会议", committee_id=committee))
    assert [(s["role"], s["since"]) for s in everything(store)["CommitteeSeat"]] == [("主任", begins.isoformat())]


def test_events_of_a_stretch_and_of_some_persons(store, person):
    other = enrolment.save(store, {"name": "李明"})
    body.record(store, Decision(other, "委员", "辞去", dt.date(2024, 2, 1), "常委会会议"))
    body.record(store, Decision(person, "委员", "辞去", DAY, "常委会会议"))
    assert [r["name"] for r in body.listed(store)] == ["李明", "王凯"]
    assert [r["name"] for r in body.listed(store, first=dt.date(2025, 1, 1))] == ["王凯"]
    assert [r["name"] for r in body.listed(store, as_of=EVE)] == ["李明"]
    assert [r["name"] for r in body.listed(store, within=(other,))] == ["李明"]
