"""A member's form laid out over dated facts: changed from a day on, corrected without one, asked as of any day."""
import datetime as dt

import pytest

from desktop.fields.refused import Refused
from desktop.models.body import GroupSeat
from desktop.services import body, enrolment, members, undo
from desktop.services.enrolment import InvalidDraft
from tests.services.sheets import everything

JUNE, JULY = dt.date(2025, 6, 30), dt.date(2025, 7, 1)
BEFORE, AFTER = {"party": "群众", "unit": "县一中", "post": "教师", "sector": "教育界", "committees": ("提案委",), "standing": False}, {
    "party": "中共党员", "unit": "县教体局", "post": "副局长", "sector": "中共界", "committees": ("经济委主任",), "standing": True}


def as_of(store, day):
    (row,) = members.listed(store, day)
    return {k: row[k] for k in BEFORE}


def test_facts_changed_from_a_day_on(store):
    person = enrolment.save(store, {"name": "王凯", **BEFORE})
    enrolment.save(store, AFTER, person, on=JULY)
    assert as_of(store, JUNE) == BEFORE
    assert as_of(store, JULY) == {**AFTER, "committees": ("经济委",)}
    undo.undo(store)
    assert as_of(store, JULY) == BEFORE


def test_facts_corrected_hold_from_their_beginning(store):
    person = enrolment.save(store, {"name": "王凯", **BEFORE})
    enrolment.save(store, AFTER, person)
    assert as_of(store, JUNE) == as_of(store, JULY) == {**AFTER, "committees": ("经济委",)}


@pytest.mark.parametrize("late", [False, True])
def test_facts_entered_late_end_where_the_next_begins(store, late):
    person = enrolment.save(store, {"name": "王凯", "post": "科员"})
    steps = [("科长", dt.date(2023, 1, 1)), ("局长", dt.date(2025, 1, 1))]
    for post, day in reversed(steps) if late else steps:
        enrolment.save(store, {"post": post}, person, on=day)
    posts = [members.listed(store, dt.date(y, m, 1))[0]["post"] for y, m in ((2022, 12), (2023, 1), (2024, 12), (2025, 1), (2026, 6))]
    assert posts == ["科员", "科长", "科长", "局长", "局长"]


def test_what_the_draft_does_not_name_stays(store):
    person = enrolment.save(store, {"name": "王凯", **BEFORE})
    enrolment.save(store, {"phone": "13900000001"}, person, on=JULY)
    assert as_of(store, JULY) == BEFORE


def test_facts_taken_away(store):
    person = enrolment.save(store, {"name": "王凯", **BEFORE, "standing": True, "office": "副主席"})
    enrolment.save(store, {"committees": (), "office": None, "unit": None, "post": None}, person, on=JULY)
    (row,) = members.listed(store, JULY)
    assert (row["committees"], row["office"], row["standing"], row["unit"]) == ((), "委员", False, None)
    (row,) = members.listed(store, JUNE)
    assert (row["committees"], row["office"], row["standing"], row["unit"]) == (("提案委",), "副主席", True, "县一中")


def test_committees_by_any_name_and_with_a_role(store):
    enrolment.save(store, {"name": "王凯", "committees": ("提案委员会副主任",)})
    enrolment.save(store, {"name": "李明", "committees": ("县政协提案委",)})
    assert {r["committees"] for r in members.listed(store)} == {("提案委",)}


def test_groups_named_are_founded_once(store):
    for name in ("王凯", "李明"):
        enrolment.save(store, {"name": name, "groups": ("蓝田镇联络组", "教育界活动组")})
    assert {tuple(sorted(r["groups"])) for r in members.listed(store)} == {("教育界活动组", "蓝田镇联络组")}


def test_a_new_member_from_a_day_is_an_addition(store):
    enrolment.save(store, {"name": "王凯", "sector": "教育界"}, on=JULY)
    assert members.listed(store, JUNE) == [] and as_of(store, JULY)["sector"] == "教育界"


def test_marks_typed_behind_the_name(store):
    enrolment.save(store, {"name": "马 兰（女，回族）"})
    (row,) = members.listed(store)
    assert (row["name"], row["sex"], row["ethnic"]) == ("马兰", "女", "回族")


@pytest.mark.parametrize(("draft", "field"), [({"name": " "}, "name"), ({"name": "王凯", "id_number": "419901197508150119"}, "id_number"),
                                              ({"name": "王凯", "born": "2030-01"}, "born"), ({"name": "王凯", "born": "1880"}, "born")])
def test_a_draft_that_cannot_be_right_is_told_field_by_field(store, draft, field):
    with pytest.raises(InvalidDraft, match="没有保存") as told:
        enrolment.save(store, draft)
    assert [p.field for p in told.value.problems] == [field] and members.listed(store) == []


def test_outside_every_term_nobody_is_enrolled(store):
    with pytest.raises(Refused, match="任期"):
        enrolment.save(store, {"name": "王凯"}, on=dt.date(2040, 1, 1))


def test_removing_takes_everything_along_and_undo_brings_it_back(store):
    person = enrolment.save(store, {"name": "王凯", **BEFORE, "groups": ("蓝田镇联络组",)})
    body.record(store, body.Decision(person, "常委", "补选", JULY, "全体会议", "十届五次会议"))
    before = everything(store)
    enrolment.remove(store, [person])
    after = everything(store)
    assert after["Person"] == after["BodyEvent"] == after["GroupSeat"] == after["Member"] == after["Post"] == []
    undo.undo(store)
    assert everything(store) == before
    with store.read() as session:
        assert session.query(GroupSeat).count() == 1


def test_a_deleted_person_cannot_be_saved(store):
    person = enrolment.save(store, {"name": "王凯"})
    enrolment.remove(store, [person])
    with pytest.raises(Refused, match="已被删除"):
        enrolment.save(store, {"phone": "13900000001"}, person)


def test_the_list_can_be_asked_in_every_order(store):
    for name, office, phone in (("李明", None, "2"), ("丁一", "副主席", "3"), ("阿依古丽", "主席", None)):
        enrolment.save(store, {"name": name, "office": office, "phone": phone})

    def order(sort):
        return [r["name"] for r in members.listed(store, sort=sort)]

    assert order("stroke") == ["丁一", "李明", "阿依古丽"] and order("pinyin") == ["阿依古丽", "丁一", "李明"]
    assert order("rank") == ["阿依古丽", "丁一", "李明"] and order("联系电话") == ["李明", "丁一", "阿依古丽"]
    with pytest.raises(Refused, match="没有“星座”"):
        order("星座")


def test_whole_numbers_are_noted(store):
    before = store.audit_rows()
    members.listed(store)
    assert store.audit_rows() == before
    members.listed(store, private=True)
    assert store.audit_rows() == before + 1
