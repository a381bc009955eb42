from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.fields.refused import Refused
from desktop.models.body import BodyEvent
from desktop.models.change import FIRST_HASH, Audit, digest
from desktop.models.committee import Committee, CommitteeName, CommitteeSeat
from desktop.models.member import Member, SectorTie
from desktop.models.person import Person
from desktop.rules import body as deciders
from desktop.rules import idnumber
from desktop.services import codes, demo, members, office, opening, undo
from desktop.services.demo.county import lasting
from desktop.services.store import Store

TODAY = dt.date(2026, 6, 30)
EARLIER, LATER = dt.date(2023, 3, 1), dt.date(2026, 3, 1)
OLD_NAMES = {"经济科技委", "农业委", "城乡建设和环境资源委", "教育文卫体委", "文史资料和学习委", "社会法制委", "三胞联谊委"}
IN_STROKE_ORDER = ["丁一", "于文", "万小平", "马兰", "王凯", "王一鸣", "方大伟", "叶青青", "刘洋", "许可心",
                   "李明远", "吴思源", "汪家兴", "张弛", "陈曦", "林海", "欧阳少东", "金玉成", "周全", "郑和平"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One practice county for the tests that only read."""
    store = demo.create(str(tmp_path_factory.mktemp("county") / "practice.db"))
    yield store
    store.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Store]:
    store = demo.create(str(tmp_path / "practice.db"))
    yield store
    store.close()


def committees(store: Store, day: dt.date) -> set[str]:
    return {name for row in members.listed(store, day) for name in row["committees"]}


def names(store: Store, day: dt.date) -> set[str]:
    return {row["name"] for row in members.listed(store, day)}


def audit(store: Store) -> list[Audit]:
    with store.read() as session:
        return list(session.scalars(select(Audit).order_by(Audit.id)))


def test_two_counties_are_the_same_to_the_last_hash(made: Store, fresh: Store) -> None:
    assert [row.hash for row in audit(made)] == [row.hash for row in audit(fresh)]
    assert members.listed(made, private=False) == members.listed(fresh, private=False)


def test_another_process_makes_the_same_county(made: Store, tmp_path: Path) -> None:
    """Sets and dictionaries keyed by hash come in another order there."""
    text = "import sys; from desktop.services import demo; demo.create(sys.argv[1]).close()"
    path = str(tmp_path / "other.db")
    subprocess.run([sys.executable, "-c", text, path], check=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    other = opening.open_store(path)
    assert audit(other)[-1].hash == audit(made)[-1].hash
    other.close()


def test_the_audit_chain_is_whole_and_says_who_made_it(made: Store) -> None:
    last = FIRST_HASH
    for number, row in enumerate(audit(made), 1):
        assert row.id == number and row.previous_hash == last
        last = row.hash
        assert last == digest({c.name: getattr(row, c.name) for c in Audit.__table__.columns})
        assert (row.actor, row.host, row.at) == ("练习县", "练习县", "2026-06-30T09:00:00")


def test_the_county_carries_its_own_today_and_name(made: Store) -> None:
    assert made.today() == TODAY
    assert office.committee_name(office.read(made)) == "政协青溪县委员会"


def test_the_user_of_the_pc_works_in_it_afterwards(fresh: Store) -> None:
    office.save(fresh, {"county": "青溪县"})
    office.save(fresh, {"appraisal_month": 12})
    assert audit(fresh)[-1].actor != "练习县"


def test_the_numbers_of_the_tenth_committee(made: Store) -> None:
    rows = members.listed(made)
    assert len(rows) == 168
    assert sum(row["standing"] for row in rows) == 31
    assert Counter(row["office"] for row in rows if row["office"] in ("主席", "副主席", "秘书长")) == {
        "主席": 1, "副主席": 5, "秘书长": 1}
    assert {row["term"] for row in rows} == {"第十届"} and {row["status"] for row in rows} == {"在任"}
    communists = sum(row["party"] == "中共党员" for row in rows)
    assert communists / 168 <= 0.40
    assert 0.28 <= sum(row["sex"] == "女" for row in rows) / 168 <= 0.33
    assert {row["ethnic"] for row in rows} > {"回族", "畲族", "满族", "维吾尔族"}


def test_twenty_sectors_of_the_countys_own(made: Store) -> None:
    with made.read() as session:
        options = codes.options(session)["sector"]
    current = {o.label for o in options if not o.retired}
    assert len(current) == 20
    assert {row["sector"] for row in members.listed(made)} == current
    assert {row["sector"] for row in members.listed(made, dt.date(2019, 6, 30))} > {"农业界", "共青团界"}


def test_every_choice_is_one_of_the_offices_own_words(made: Store) -> None:
    fields = {f.name: f for f in members.fields(made)}
    for row in members.listed(made):
        for name in ("sex", "ethnic", "party", "education", "sector", "office", "channel"):
            assert fields[name].kind.parse(row[name]) == row[name]


def test_the_leaders_stand_in_their_own_order(made: Store) -> None:
    offices = [row["office"] for row in members.listed(made, sort="rank")]
    assert offices[:7] == ["主席", *["副主席"] * 5, "秘书长"]
    assert offices[7:31] == ["常委"] * 24
    with made.read() as session:
        ranks = [r["rank"] for r in members.rows(session, TODAY, None) if r["rank"] is not None]
    assert sorted(ranks) == [1, 2, 3, 4, 5, 6, 9]


def test_everybody_sits_in_a_committee_today_but_not_before_the_adjustment(made: Store) -> None:
    today = members.listed(made)
    assert [row["name"] for row in today if not row["committees"]] == []
    assert sum(len(row["committees"]) == 2 for row in today) >= 8
    assert len([row for row in members.listed(made, EARLIER) if not row["committees"]]) == 24


def test_seven_of_eight_committees_were_renamed_and_seven_have_a_branch(made: Store) -> None:
    assert committees(made, EARLIER) > OLD_NAMES
    assert committees(made, EARLIER) & committees(made, LATER) == {"提案委"}
    assert len(committees(made, LATER)) == 8
    with made.read() as session:
        branchless = session.scalars(select(CommitteeName.short).join(Committee, Committee.id == CommitteeName.committee_id)
                                     .where(Committee.branch.is_(None))).all()
    assert set(branchless) == {"三胞联谊委", "港澳台侨和外事委"}


def test_every_committee_has_one_head_on_any_day_since_2024(made: Store) -> None:
    with made.read() as session:
        seats = session.scalars(select(CommitteeSeat).where(CommitteeSeat.role == "主任")).all()
    for day in (EARLIER, LATER, TODAY):
        assert Counter(s.committee_id for s in seats if s.holds(day)).most_common(1)[0][1] == 1
        assert len([s for s in seats if s.holds(day)]) == 8


def test_the_body_of_2023_is_another_one(made: Store) -> None:
    before, after = names(made, EARLIER), names(made, LATER)
    assert {"余德胜", "罗来顺"} <= before - after
    assert {"程少峰", "方学军"} <= after - before
    offices = {row["name"]: row["office"] for row in members.listed(made, EARLIER)}
    assert offices["洪立新"] == "秘书长"
    assert {row["name"]: row["office"] for row in members.listed(made, LATER)}["洪立新"] == "副主席"


def test_work_and_party_are_those_of_the_day(made: Store) -> None:
    then, now = ({row["name"]: row for row in members.listed(made, day)} for day in (EARLIER, LATER))
    assert (then["沈海涛"]["post"], then["王一鸣"]["post"]) == ("总农艺师", "教务处主任")
    assert (now["沈海涛"]["post"], now["王一鸣"]["post"]) == ("副局长", "副校长")
    assert (then["许可心"]["party"], now["许可心"]["party"]) == ("群众", "无党派人士")
    assert (then["田大利"]["sector"], now["田大利"]["sector"]) == ("经济界", "农业和农村界")
    assert then["余德胜"]["post"] == "党组成员、副主席"


def test_the_six_liaison_townships_came_in_2023_and_2024(made: Store) -> None:
    deputies = [row for row in members.listed(made) if row["post"] == "副书记" and row["unit"].endswith("党委")]
    assert len(deputies) == 6
    assert {row["since"].year for row in deputies} == {2023, 2024}


def test_the_ninth_committee_is_kept(made: Store) -> None:
    ninth = members.listed(made, dt.date(2021, 12, 17))
    assert {row["term"] for row in ninth} == {"第九届"} and len(ninth) > 50
    assert [row["name"] for row in ninth if row["office"] == "主席"] == ["黄敬业"]
    again = names(made, TODAY) & {row["name"] for row in ninth}
    assert len(again) > 20


def test_plenaries_make_every_year_from_2023_on_whole(made: Store) -> None:
    with made.read() as session:
        held = [(t.number, p.number, p.opens.year) for t, p in members.plenaries(session)]
    assert [h for h in held if h[0] == 10] == [(10, 1, 2021), (10, 2, 2023), (10, 3, 2024), (10, 4, 2025), (10, 5, 2026)]


def test_the_twenty_names_stand_in_official_order(made: Store) -> None:
    order = [row["name"] for row in members.listed(made)]
    assert [name for name in order if name in IN_STROKE_ORDER] == IN_STROKE_ORDER
    assert order.index("田富") < order.index("田大利")
    marked = {row["name"]: (row["sex"], row["ethnic"]) for row in members.listed(made)}
    assert marked["马兰"] == ("女", "回族")
    assert {name for name in IN_STROKE_ORDER if marked[name][0] == "女"} >= {"马兰", "叶青青", "许可心"}


def test_rare_and_compound_names_are_there(made: Store) -> None:
    found = names(made, TODAY)
    assert {"江𬭎", "程㛃", "徐䶮", "阿依古丽·买买提", "欧阳少东", "司马清川", "上官若兰", "尉迟望北"} <= found


def test_id_numbers_agree_with_birth_and_sex(made: Store) -> None:
    with made.read() as session:
        people = session.scalars(select(Person)).all()
    numbered = [p for p in people if p.id_number]
    assert len({p.id_number for p in numbered}) == len(numbered)
    for person in numbered:
        card = idnumber.read(person.id_number)
        assert card.valid and card.text.startswith("341099")
        assert (card.born, card.sex) == (person.born, person.sex)
    missing = [row["name"] for row in members.listed(made, private=False) if not row["id_number"]]
    assert len(missing) == 5


def test_telephones_are_unreal_and_belong_to_one_person(made: Store) -> None:
    with made.read() as session:
        people = [p for p in session.scalars(select(Person)) if p.phone]
    assert all(len(p.phone or "") == 11 and (p.phone or "")[3:7] == "0000" for p in people)
    shared = [phone for phone, times in Counter(p.phone for p in people).items() if times > 1]
    assert [p.name for p in people if p.phone in shared] == ["章明志", "章明志"]


def test_two_namesakes_and_one_person_entered_twice(made: Store) -> None:
    with made.read() as session:
        namesakes = session.scalars(select(Person).where(Person.name == "王伟")).all()
        twice = session.scalars(select(Person).where(Person.name == "章明志").order_by(Person.id_number.is_(None))).all()
        names_of_all = Counter(session.scalars(select(Person.name)).all())
    assert len({p.born for p in namesakes}) == 2
    full, half = twice
    assert full.id_number and not half.id_number
    assert (full.born or "").startswith(half.born or "-") and full.phone == half.phone
    assert {n for n, times in names_of_all.items() if times > 1} == {"王伟", "章明志"}


def test_each_fact_lies_within_its_membership(made: Store) -> None:
    with made.read() as session:
        held = {m.id: m for m in session.scalars(select(Member))}
        for model in (SectorTie, CommitteeSeat):
            for fact in session.scalars(select(model)):
                member = held[fact.member_id or ""]
                assert member.since and fact.since and fact.until and member.until
                assert member.since <= fact.since <= fact.until <= member.until


def test_each_decision_was_taken_by_whom_the_rules_allow(made: Store) -> None:
    with made.read() as session:
        found = session.scalars(select(BodyEvent)).all()
    assert [e for e in found if deciders.objection(e.office, e.event, e.decider)] == []
    assert Counter(e.event for e in found)["增补"] == 16
    assert {e.meeting for e in found if e.day == dt.date(2024, 3, 28)} == {"县政协十届常委会第十一次会议"}


def test_the_last_operation_can_be_taken_back_and_the_one_before(fresh: Store) -> None:
    after = [share.title for share in demo.SHARES[::-1]]
    after = after[:after.index("委员") + 1]
    assert [undo.undo(fresh) for _ in after] == [f"练习县：{title}" for title in after]
    assert members.listed(fresh) == []
    with fresh.read() as session:
        assert len(session.scalars(select(Person)).all()) == 216


def test_a_store_in_use_is_left_alone(fresh: Store) -> None:
    before = fresh.audit_rows()
    with pytest.raises(Refused, match="没有改动"):
        demo.build(fresh)
    assert fresh.audit_rows() == before


def test_a_word_that_stays_is_one_fact() -> None:
    first, change, last = dt.date(2021, 12, 21), dt.date(2024, 1, 12), dt.date(2026, 12, 31)
    facts = sorted(lasting(["副主席", "常委"], [(change, ["秘书长", "常委"])], first, last))
    assert facts == [("副主席", change, last), ("常委", first, last), ("秘书长", first, dt.date(2024, 1, 11))]


def test_a_change_outside_the_time_is_no_change() -> None:
    first, last = dt.date(2024, 3, 28), dt.date(2026, 12, 31)
    before = [(dt.date(2023, 1, 1), ["甲"]), (first, ["乙"])]
    assert list(lasting(["丙"], before, first, last)) == [("丙", first, last)]
