"""Flat nouns: persons by role, units, organisations, groups; planned, saved, listed and taken back alike."""
import datetime as dt

import pytest

from desktop.fields.refused import Refused
from desktop.models.body import Township
from desktop.services import enrolment, groups, imports, lists, members, people, undo, units
from desktop.services.enrolment import InvalidDraft
from desktop.services.progress import Cancelled
from tests.files import id_number
from tests.services.sheets import bring, everything, plan, verdicts

WANG = id_number("19750815", 11)
ROWS = {
    "persons": (("姓名", "身份", "所属机构", "职务", "手机"),
                [("王凯", "县领导", None, "副县长", "13900000001"), ("李 明（女）", "机关干部", "提案委", None, None),
                 ("丁一", None, None, None, None)]),
    "units": (("单位名称", "简称", "归口", "联系人", "联系电话"),
              [("青溪县农业农村局", "县农业农村局", "县政府办", "张三", "0550-1234567"), ("县委宣传部", None, "县委办", None, None)]),
    "organisations": (("参加单位", "类别", "负责人"), [("民盟青溪县总支", "民主党派", "李明"), ("县总工会", "人民团体", None)]),
    "groups": (("名称", "乡镇"), [("蓝田镇联络组", "蓝田镇"), ("教育界活动组", None)]),
}


@pytest.mark.parametrize("noun", ROWS)
def test_imported_once_and_known_again_and_taken_back(store, noun):
    heads, rows = ROWS[noun]
    before = everything(store)
    assert set(verdicts(bring(store, noun, heads, *rows))) == {"new"}
    stored = everything(store)
    assert len(lists.noun(noun).rows(store, as_of=None, sort=None, private=False)) == len(rows)
    assert set(verdicts(bring(store, noun, heads, *rows))) == {"same"}
    assert everything(store) == stored
    undo.undo(store)
    assert everything(store) == before


@pytest.mark.parametrize("noun", ROWS)
def test_cancelling_leaves_nothing(store, noun):
    before = everything(store)
    ready = plan(store, noun, ROWS[noun][0], *ROWS[noun][1])

    def stop(done, total):
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        imports.noun(noun).apply(store, ready, "表.xlsx", stop)
    assert everything(store) == before


def test_a_bad_number_makes_one_row_wrong_not_the_file(store):
    heads = ("姓名", "身份证号", "身份")
    ready = bring(store, "persons", heads, ("王凯", WANG, "县领导"), ("李明", WANG[:-1] + "A", "县领导"), (None, None, "县领导"))
    assert verdicts(ready) == ["new", "wrong", "wrong"]
    assert [(r["name"], r["sex"]) for r in people.PERSONS.listed(store)] == [("王凯", "男")]


def test_a_member_who_is_also_a_leader_stays_one_record(store):
    person = enrolment.save(store, {"name": "王凯", "id_number": WANG})
    ready = bring(store, "persons", ("姓名", "身份证号", "身份"), ("王凯", WANG, "县领导"))
    assert verdicts(ready) == ["changed"]
    assert [r["id"] for r in people.PERSONS.listed(store)] == [r["id"] for r in members.listed(store)] == [person]


def test_two_roles_of_one_person_are_known_again(store):
    person = people.PERSONS.save(store, {"name": "王凯", "id_number": WANG, "role": "县领导"})
    people.PERSONS.save(store, {"role": "住县上级委员", "body": "县政协"}, person)
    assert [r["role"] for r in people.PERSONS.listed(store)] == ["县领导", "住县上级委员"]
    for role in ("县领导", "住县上级委员"):
        assert verdicts(plan(store, "persons", ("姓名", "身份证号", "身份"), ("王凯", WANG, role))) == ["same"]


def test_a_role_ends_when_another_post_begins(store):
    person = people.PERSONS.save(store, {"name": "王凯", "role": "机关干部", "branch": "第一支部"})
    people.PERSONS.save(store, {"role": "机关干部", "branch": "第二支部"}, person, on=dt.date(2025, 1, 1))
    branches = [people.PERSONS.listed(store, as_of=d)[0]["branch"] for d in (dt.date(2024, 12, 31), dt.date(2025, 1, 1))]
    assert branches == ["第一支部", "第二支部"]


def test_repeated_rows_of_one_file(store):
    heads = ("单位名称", "归口")
    ready = plan(store, "units", heads, ("县农业农村局", "县政府办"), ("县农业农村局", "县政府办"), ("县农业农村局", "县委办"))
    assert verdicts(ready) == ["new", "same", "wrong"] and "第2行" in ready.problems[-1].reason


def test_units_are_known_by_every_name_they_bore(store):
    unit = units.UNITS.save(store, {"name": "县农业委员会", "aliases": "农委、农工办"})
    units.UNITS.save(store, {"name": "县农业农村局", "short": "农业局"}, unit, on=dt.date(2019, 3, 1))
    rows = [(n, "张三") for n in ("县农业委员会",)]
    assert verdicts(bring(store, "units", ("单位名称", "联系人"), *rows)) == ["changed"]
    for name in ("农委", "农业局", "县农业农村局"):
        assert verdicts(plan(store, "units", ("单位名称", "联系人"), (name, "张三"))) == ["same"]
    (row,) = units.UNITS.listed(store)
    assert (row["name"], row["former"]) == ("县农业农村局", "县农业委员会")
    assert units.UNITS.listed(store, as_of=dt.date(2018, 1, 1))[0]["name"] == "县农业委员会"


def test_a_leader_whom_nobody_knows_does_not_hold_up_the_list(store):
    leader = people.PERSONS.save(store, {"name": "王凯", "role": "县领导"})
    ready = bring(store, "units", ("单位名称", "分管县领导"), ("县教体局", "王凯"), ("县卫健委", "李明"))
    assert verdicts(ready) == ["new", "new"] and ready.problems[0].severity == "warning"
    assert {r["name"]: r["leader"] for r in units.UNITS.listed(store)} == {"县教体局": "王凯", "县卫健委": ""}
    assert {u["leader_id"] for u in everything(store)["Unit"]} == {leader, None}
    with pytest.raises(Refused, match="没有“李明”"):
        units.UNITS.save(store, {"name": "县民政局", "leader": "李明"})


def test_nameless_records_are_refused(store):
    for noun in (units.UNITS, units.ORGANISATIONS, groups.GROUPS):
        with pytest.raises(Refused, match="没有填写"):
            noun.save(store, {"rank": 1})
    with pytest.raises(InvalidDraft):
        people.PERSONS.save(store, {"role": "县领导"})


def test_townships_with_and_without_a_liaison(store):
    with store.operation("登记乡镇") as session:
        session.add_all([Township(name="蓝田镇", rank=1, ready=True), Township(name="板桥乡", rank=2), Township(name="源芳乡")])
    group = groups.GROUPS.save(store, {"name": "蓝田镇联络组", "township": "蓝田镇"}, on=dt.date(2022, 1, 1))
    first = enrolment.save(store, {"name": "王凯", "unit": "蓝田镇", "post": "党委委员", "phone": "13900000001"})
    second = enrolment.save(store, {"name": "李明"})
    groups.seat(store, group, first, "联络员", on=dt.date(2022, 1, 1))
    enrolment.save(store, {"post": "党委副书记"}, first, on=dt.date(2024, 1, 1))
    groups.unseat(store, group, first, on=dt.date(2025, 1, 1))
    groups.seat(store, group, second, "联络员", on=dt.date(2025, 1, 1))

    def shown(day):
        return [(r["name"], r["liaison"], r["unit_and_post"]) for r in groups.liaisons(store, as_of=day)]

    assert shown(dt.date(2023, 1, 1)) == [("蓝田镇", "王凯", "蓝田镇党委委员"), ("板桥乡", "", ""), ("源芳乡", "", "")]
    assert shown(dt.date(2024, 6, 1))[0] == ("蓝田镇", "王凯", "蓝田镇党委副书记")
    assert shown(dt.date(2025, 6, 1))[0] == ("蓝田镇", "李明", "")
    assert [g["liaison"] for g in groups.GROUPS.listed(store)] == ["李明"]


def test_numbers_are_sorted_as_numbers(store):
    for rank, name in ((10, "甲"), (9, "乙"), (None, "丙")):
        units.ORGANISATIONS.save(store, {"name": name, "rank": rank})
    rows = lists.noun("organisations").rows(store, as_of=None, sort="rank", private=False)
    assert [r["name"] for r in rows] == ["乙", "甲", "丙"]
    with pytest.raises(Refused, match="没有“星座”"):
        lists.noun("参加单位").rows(store, as_of=None, sort="星座", private=False)
    with pytest.raises(Refused, match="没有“books”"):
        lists.noun("books")
