from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from desktop.models.base import Dated
from desktop.models.body import Group, GroupSeat
from desktop.models.member import Member, SectorTie
from desktop.models.people import Role
from desktop.models.person import Person
from desktop.models.unit import Unit, UnitName
from desktop.services import committees, demo, lists, members
from desktop.services.groups import GROUPS, liaisons
from desktop.services.people import PERSONS
from desktop.services.store import Store
from desktop.services.units import ORGANISATIONS, UNITS

TODAY, EARLIER = dt.date(2026, 6, 30), dt.date(2023, 3, 1)
LIAISON_TOWNSHIPS = {"云岭镇", "白沙镇", "石桥镇", "松源乡", "竹坪乡", "龙井乡"}
MOBILE, LANDLINE = re.compile(r"1\d\d0000\d{4}"), re.compile(r"0340-000\d{4}")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = demo.create(str(tmp_path_factory.mktemp("others") / "practice.db"))
    yield store
    store.close()


def in_role(store: Store, role: str, day: dt.date = TODAY) -> list[dict[str, Any]]:
    return [row for row in PERSONS.listed(store, as_of=day) if row["role"] == role]


def span(fact: Dated) -> tuple[dt.date, dt.date]:
    return fact.since or dt.date.min, fact.until or dt.date.max


def names(rows: list[dict[str, Any]]) -> set[str]:
    return {row["name"] for row in rows}


def test_everyone_on_the_papers_is_there(made: Store) -> None:
    assert Counter(row["role"] for row in PERSONS.listed(made)) == {
        "县领导": 28, "机关干部": 19, "列席人员": 25, "特邀人员": 5, "老领导": 8, "住县上级委员": 6, "单位联络员": 20}


def test_the_leaders_stand_in_the_order_of_the_four_houses(made: Store) -> None:
    leaders = in_role(made, "县领导")
    assert [row["body"] for row in leaders[:5]] == ["县委", "县政府", "县人大常委会", "县政协", "县委"]
    assert [row["name"] for row in leaders if row["body"] == "县政协"] == ["郑和平", "汪家兴", "洪立新", "吴思源", "胡静秋", "潘长青"]
    assert sum("副县长" in row["post"] for row in leaders) == 6


def test_a_member_who_is_also_a_leader_is_one_record(made: Store) -> None:
    seated = {row["id"] for row in members.listed(made)}
    assert len({row["id"] for row in in_role(made, "县领导")} & seated) == 6
    assert len({row["id"] for row in in_role(made, "机关干部")} & seated) == 10
    with made.read() as session:
        repeated = [n for n, times in Counter(session.scalars(select(Person.name))).items() if times > 1]
    assert sorted(repeated) == ["王伟", "章明志"]


def test_the_leaders_and_staff_of_2023_were_others(made: Store) -> None:
    then, now = (names(in_role(made, "县领导", day)) for day in (EARLIER, TODAY))
    assert {"蒋维民", "龚向前", "卞长河", "余德胜"} <= then - now
    assert {"孟晓岚", "骆骏", "段守义", "洪立新"} <= now - then
    then, now = (names(in_role(made, "机关干部", day)) for day in (EARLIER, TODAY))
    assert then - now == {"牛志勇", "康健生", "洪立新"}
    assert now - then == {"辛玥", "程少峰", "黄新民"}


def test_staff_stand_under_the_committee_names_and_posts_of_the_day(made: Store) -> None:
    then, now = ({row["name"]: row for row in in_role(made, "机关干部", day)} for day in (EARLIER, TODAY))
    assert (then["鲍长青"]["body"], now["鲍长青"]["body"]) == ("农业委", "农业和农村委")
    assert (then["颜丽"]["unit"], now["颜丽"]["unit"]) == ("县政协文史资料和学习委员会", "县政协文化文史和学习委员会")
    assert (then["樊晓雯"]["body"], now["樊晓雯"]["body"]) == ("县政协办公室", "经济委")
    assert (then["汪国栋"]["body"], now["汪国栋"]["body"]) == ("教育文卫体委", "港澳台侨和外事委")
    communists = [row for row in now.values() if row["party"] == "中共党员"]
    assert {row["branch"] for row in communists} == {"县政协机关第一党支部", "县政协机关第二党支部"}
    assert all(row["duty"] for row in now.values())


def test_every_body_is_one_of_the_offices_own_words(made: Store) -> None:
    body = next(f for f in PERSONS.bound(made) if f.name == "body").kind
    for day in (EARLIER, TODAY):
        for row in PERSONS.listed(made, as_of=day):
            assert row["body"] is None or body.parse(row["body"]) == row["body"]


def test_roles_of_one_kind_do_not_overlap(made: Store) -> None:
    with made.read() as session:
        held: dict[tuple[str, str], list[Role]] = {}
        for role in session.scalars(select(Role)):
            held.setdefault((role.person_id, role.role), []).append(role)
    for roles in held.values():
        assert all(one[1] < other[0] for one, other in pairwise(sorted(map(span, roles))))


def test_units_have_channel_leader_contact_and_reach(made: Store) -> None:
    units = UNITS.listed(made)
    assert len(units) == 65
    assert Counter(row["channel"] for row in units) == {"县政府办": 43, "县委办": 13, "市级及垂管": 6, "县人武部和法检": 3}
    assert [row["name"] for row in units if not row["leader"]] == ["县人民武装部", "县人民法院", "县人民检察院"]
    assert {row["leader"] for row in units if row["leader"]} <= names(in_role(made, "县领导"))
    assert all(row["contact"] and LANDLINE.fullmatch(row["phone"]) and row["address"] for row in units)
    assert len({row["phone"] for row in units}) == len(units)


def test_units_bear_the_names_of_the_day(made: Store) -> None:
    def by_short(day: dt.date) -> dict[str, dict[str, Any]]:
        return {row["short"]: row for row in UNITS.listed(made, as_of=day)}

    then, now, before = by_short(EARLIER), by_short(TODAY), by_short(dt.date(2018, 6, 30))
    assert now["县数据资源局"]["former"] == then["县政务服务局"]["name"] == "县政务服务管理局"
    assert "县数据资源局" not in then and "县政务服务局" not in now
    assert then["县城管执法局"]["id"] == now["县城管局"]["id"]
    assert (now["县教体局"]["former"], before["教育局"]["name"]) == ("县教育局", "县教育局")
    assert (now["县文旅局"]["former"], before["县旅游委"]["id"]) == ("县旅游委员会", now["县文旅局"]["id"])
    assert "乡村振兴局" in then and "乡村振兴局" not in now
    assert "社会工作部" in now and "社会工作部" not in then
    assert "县医保局" not in before


def test_a_unit_is_found_by_every_name_it_has_borne(made: Store) -> None:
    names_of = {row["name"]: row["also"] for row in UNITS.listed(made)}
    assert {"县教育局", "教体局", "县教体局"} <= set(names_of["县教育体育局"])
    said = Counter(word for also in names_of.values() for word in set(also))
    assert [word for word, times in said.items() if times > 1] == []


def test_unit_contacts_are_linked_to_their_units(made: Store) -> None:
    with made.read() as session:
        found = session.execute(select(Person.name, UnitName.name, Unit.contact, Role.until).select_from(Role)
                                .join(Person, Person.id == Role.person_id).join(Unit, Unit.id == Role.unit_id)
                                .join(UnitName, UnitName.unit_id == Unit.id).where(UnitName.until.is_(None))).all()
    assert len(found) == 21
    assert all(person == contact for person, _, contact, until in found if until is None)
    assert [(person, unit) for person, unit, _, until in found if until] == [("封月华", "县财政局")]


def test_organisations_that_take_part(made: Store) -> None:
    found = ORGANISATIONS.listed(made)
    assert Counter(row["kind"] for row in found) == {"民主党派": 6, "人民团体": 12, "工商联": 1, "其他": 2}
    assert all(row["head"] and row["head_post"] for row in found)
    parties = {row["name"]: row["party"] for row in members.listed(made)}
    heads = {row["short"]: parties[row["head"]] for row in found if row["kind"] == "民主党派"}
    assert heads == {"民革总支": "民革党员", "民盟总支": "民盟盟员", "民建总支": "民建会员", "民进支部": "民进会员",
                     "农工党支部": "农工党党员", "九三学社支社": "九三学社社员"}
    assert len(ORGANISATIONS.listed(made, as_of=EARLIER)) == len(found) - 1


def test_every_member_belongs_to_one_liaison_group(made: Store) -> None:
    for row in members.listed(made):
        assert len([g for g in row["groups"] if g.endswith("政协联络组")]) == 1, row["name"]
    for row in members.listed(made, EARLIER):
        assert len([g for g in row["groups"] if g.endswith("政协联络组")]) == 1, row["name"]


def test_who_works_in_a_township_sits_in_its_group(made: Store) -> None:
    townships = {row["name"] for row in liaisons(made)}
    for row in members.listed(made):
        home = (row["unit"] or "")[:3]
        if home in townships and row["post"] != "副书记":
            assert f"{home}政协联络组" in row["groups"]


def test_groups_have_a_head_and_activity_groups_are_their_sectors(made: Store) -> None:
    groups = GROUPS.listed(made)
    assert Counter(row["kind"] for row in groups) == {"乡镇政协联络组": 14, "界别活动组": 6}
    assert all(row["head"] and "、" not in row["head"] for row in groups)
    economy = names([row for row in members.listed(made) if "经济界活动组" in row["groups"]])
    assert economy == names([row for row in members.listed(made) if row["sector"] == "经济界"])
    then = {row["name"]: row for row in GROUPS.listed(made, as_of=EARLIER)}
    assert "文化艺术界活动组" not in then
    assert (then["石桥镇政协联络组"]["head"], then["松源乡政协联络组"]["head"]) == ("汪国栋", "罗来顺")


def test_a_seat_lies_within_its_group_and_its_membership(made: Store) -> None:
    with made.read() as session:
        groups = {g.id: g for g in session.scalars(select(Group))}
        ends: dict[str, list[Member]] = {}
        for member in session.scalars(select(Member)):
            ends.setdefault(member.person_id, []).append(member)
        for seat in session.scalars(select(GroupSeat)):
            first, last = span(seat)
            assert span(groups[seat.group_id])[0] <= first <= last
            within = [begins <= first and last <= finishes for begins, finishes in map(span, ends.get(seat.person_id, ()))]
            assert not within or any(within)


def test_six_townships_have_a_liaison_and_the_others_stay_visible(made: Store) -> None:
    found = liaisons(made)
    assert len(found) == 14
    with_one = [row for row in found if row["liaison"]]
    assert {row["name"] for row in with_one} == LIAISON_TOWNSHIPS == {row["name"] for row in found if row["ready"]}
    assert all(row["unit_and_post"] == f"{row['name']}党委副书记" for row in with_one)
    since = {row["id"]: dt.date.fromisoformat(row["since"]) for row in with_one}
    with made.read() as session:
        joined = {m.person_id: span(m)[0] for m in session.scalars(select(Member).where(Member.person_id.in_(since)))}
    assert {person: day - joined[person] for person, day in since.items()} == dict.fromkeys(since, dt.timedelta(days=1))


def test_a_liaison_was_replaced(made: Store) -> None:
    def of(day: dt.date) -> list[str]:
        return [row["liaison"] for row in liaisons(made, as_of=day) if row["name"] == "云岭镇"]

    assert [of(dt.date(2023, 8, 24)), of(dt.date(2023, 8, 25))] == [["佟国平"], ["方学军"]]
    then = next(row for row in liaisons(made, as_of=EARLIER) if row["liaison"])
    assert then["unit_and_post"] == "云岭镇党委委员、统战委员"


def test_who_changes_the_sector_changes_the_activity_group(made: Store) -> None:
    with made.read() as session:
        moved = session.scalar(select(SectorTie.person_id).join(Person, Person.id == SectorTie.person_id)
                               .where(Person.name == "田大利", SectorTie.sector == "经济界"))
    then, now = (next(row["groups"] for row in members.listed(made, day) if row["id"] == moved) for day in (EARLIER, TODAY))
    assert "经济界活动组" in then and "农业和农村界活动组" in now and "经济界活动组" not in now


def test_second_committees_are_dated_and_counterparts_named(made: Store) -> None:
    assert [row["name"] for row in committees.listed(made) if not row["counterpart"]] == []
    then, now = (sum(len(row["committees"]) == 2 for row in members.listed(made, day)) for day in (EARLIER, TODAY))
    assert then < now and now >= 8


@pytest.mark.parametrize(("field", "least"), [("specialty", 120), ("office_phone", 110), ("address", 120), ("contact", 90),
                                              ("later_education", 40)])
def test_a_good_part_of_the_long_tail_is_filled_and_some_is_not(made: Store, field: str, least: int) -> None:
    filled = [row for row in members.listed(made) if row[field]]
    assert least <= len(filled) < 168


def test_all_numbers_are_unreal_and_ones_own(made: Store) -> None:
    with made.read() as session:
        people = session.scalars(select(Person)).all()
    assert all(MOBILE.fullmatch(p.phone) for p in people if p.phone)
    assert all(MOBILE.fullmatch(p.contact_phone) for p in people if p.contact_phone)
    landlines = [p.office_phone for p in people if p.office_phone]
    assert all(LANDLINE.fullmatch(number) for number in landlines)
    assert len(set(landlines)) == len(landlines)


def test_colleagues_have_one_door_and_one_contact(made: Store) -> None:
    for field in ("address", "contact", "contact_phone"):
        said: dict[str, set[str]] = {}
        for row in members.listed(made):
            if row[field]:
                said.setdefault(row["unit"], set()).add(row[field])
        assert [unit for unit, values in said.items() if len(values) > 1] == []


def test_a_contact_who_is_no_record_bears_nobodys_name(made: Store) -> None:
    with made.read() as session:
        everybody = set(session.scalars(select(Person.name)))
    known = {row["name"] for row in in_role(made, "单位联络员")}
    contacts = {row["contact"] for row in (*UNITS.listed(made), *ORGANISATIONS.listed(made), *members.listed(made)) if row["contact"]}
    assert contacts & everybody == contacts & known


@pytest.mark.parametrize(("key", "count"), [("persons", 111), ("units", 65), ("organisations", 21), ("groups", 20), ("liaisons", 14),
                                            ("committees", 8), ("members", 168)])
def test_every_list_has_content(made: Store, key: str, count: int) -> None:
    listed = lists.noun(key)
    found = listed.rows(made, as_of=TODAY, sort=None, private=False)
    assert len(found) == count
    assert all(field.kind.show(found[0].get(field.name)) is not None for field in listed.columns(made))
