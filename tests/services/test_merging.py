"""One person, one record: likenesses, merging with everything that hangs on both, and taking it back."""
import datetime as dt

import pytest
from sqlalchemy import select

from desktop.fields.refused import Refused
from desktop.models.body import Township
from desktop.models.change import Audit
from desktop.models.member import Member
from desktop.models.unit import Unit
from desktop.services import bin, body, enrolment, groups, members, merging, people, undo, units
from tests.services.sheets import everything


@pytest.fixture
def pair(store):
    one = enrolment.save(store, {"name": "王凯", "born": "1975-08", "phone": "13900000001", "unit": "县一中", "post": "教师",
                                 "party": "群众", "sector": "教育界", "committees": ("提案委",)})
    two = enrolment.save(store, {"name": "王凯", "born": "1975-08-15", "education": "大学本科", "unit": "县教体局", "party": "民盟盟员",
                                 "sector": "民盟界", "committees": ("提案委", "经济委"), "member_number": "0012"})
    body.record(store, body.Decision(two, "常委", "补选", dt.date(2025, 1, 9), "全体会议"))
    people.PERSONS.save(store, {"role": "老领导"}, two)
    units.UNITS.save(store, {"name": "县民政局", "leader": None})
    with store.operation("分管") as session:
        session.scalar(select(Unit)).leader_id = two
        session.add(Township(name="蓝田镇"))
    group = groups.GROUPS.save(store, {"name": "蓝田镇联络组"})
    groups.seat(store, group, two, "联络员")
    return one, two


def test_merge_and_undo_restore_both_identically(store, pair):
    before = everything(store)
    merging.merge(store, *pair)
    (row,) = members.listed(store)
    assert (row["id"], row["education"], row["phone"], row["member_number"]) == (pair[0], "大学本科", "13900000001", "0012")
    assert (row["unit"], row["party"], row["sector"]) == ("县一中", "群众", "教育界")
    assert (row["committees"], row["standing"], row["groups"]) == (("提案委", "经济委"), True, ("蓝田镇联络组",))
    after = everything(store)
    assert len(after["Member"]) == len(after["Person"]) == len(after["Post"]) == len(after["PartyTie"]) == len(after["SectorTie"]) == 1
    links = {r[k] for rows in after.values() for r in rows for k in ("person_id", "leader_id", "subject") if r.get(k)}
    assert links & set(pair) == {pair[0]}
    undo.undo(store)
    assert everything(store) == before


def test_chosen_values_win(store, pair):
    assert {f.name: (mine, theirs) for f, mine, theirs in merging.differences(store, *pair)} == {
        "born": ("1975-08", "1975-08-15"), "education": (None, "大学本科")}
    merging.merge(store, *pair, {"born": "1975-08-15", "name": "王恺"})
    (row,) = members.listed(store)
    assert (row["born"], row["name"], row["search_key"].split()[0]) == ("1975-08-15", "王恺", "wangkai")


def test_the_later_begun_work_holds_and_the_earlier_stays_in_its_time(store, pair):
    enrolment.save(store, {"unit": "县委统战部"}, pair[1], on=dt.date(2025, 5, 1))
    merging.merge(store, *pair)
    units_ = [members.listed(store, dt.date(2025, m, 30))[0]["unit"] for m in (4, 5)]
    assert units_ == ["县一中", "县委统战部"]


def test_memberships_of_one_term_become_one(store, pair):
    with store.operation("各有起止") as session:
        for person, since, until in ((pair[0], dt.date(2022, 3, 1), dt.date(2024, 1, 1)), (pair[1], dt.date(2023, 3, 1), None)):
            member = session.scalar(select(Member).where(Member.person_id == person))
            member.since, member.until = since, until
    merging.merge(store, *pair)
    (member,) = everything(store)["Member"]
    assert (member["since"], member["until"]) == ("2022-03-01", None)


def test_likenesses_are_found_and_real_namesakes_left_alone(store, pair):
    assert [({one, other}, why) for one, other, why in merging.pairs(store)] == [(set(pair), "姓名和出生年月相同")]
    assert {a["why"] for a in merging.alike(store, {"name": "王　凯", "phone": "13900000001"})} == {"联系电话相同", "同名"}
    assert merging.alike(store, {"name": "王凯"}, but=pair[0])[0]["id"] == pair[1]
    enrolment.save(store, {"born": "1980-01"}, pair[1])
    assert merging.pairs(store) == []


def test_one_record_cannot_be_merged_with_itself_or_with_a_deleted_one(store, pair):
    for keep, drop in ((pair[0], pair[0]), (pair[0], "0" * 32)):
        with pytest.raises(Refused, match="没有合并"):
            merging.merge(store, keep, drop)


def test_the_recycle_bin_lists_deletions_until_they_are_taken_back(store, pair):
    enrolment.remove(store, [pair[0]])
    (deleted,) = bin.listed(store)
    assert deleted.names == ("王凯",) and deleted.action == "删除 1 位委员"
    undo.undo(store, deleted.operation)
    assert bin.listed(store) == []
    undo.undo(store, everything_undone(store))
    assert [d.operation for d in bin.listed(store)] == [deleted.operation]


def everything_undone(store):
    with store.read() as session:
        return session.scalars(select(Audit.operation).order_by(Audit.id.desc())).first()
