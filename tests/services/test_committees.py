"""专委会 over time: the name of the day, the one before, heads, and who sits nowhere."""
import datetime as dt

import pytest

from desktop.fields.refused import Refused
from desktop.services import committees, enrolment, undo
from desktop.services.committees import COMMITTEES
from tests.services.sheets import bring, everything, verdicts

OLD, NEW = dt.date(2023, 3, 1), dt.date(2026, 3, 1)


def shown(store, day, *keys):
    return [tuple(c[k] for k in keys) for c in committees.listed(store, as_of=day)]


def test_names_as_of_two_days(store):
    first = COMMITTEES.save(store, {"name": "学习文史委员会", "branch": "学习文史委功能型党支部"}, on=dt.date(2021, 12, 1))
    COMMITTEES.save(store, {"name": "提案委员会"}, on=dt.date(2021, 12, 1))
    enrolment.save(store, {"name": "王凯", "committees": ("学习文史委主任",)})
    before = everything(store)
    COMMITTEES.save(store, {"name": "文化文史和学习委员会"}, first, on=dt.date(2024, 4, 1))
    keys = ("name", "short", "former", "head", "size", "branch")
    assert shown(store, OLD, *keys)[0] == ("学习文史委员会", "学习文史委", "", "王凯", 1, "学习文史委功能型党支部")
    assert shown(store, NEW, *keys)[0] == (
        "文化文史和学习委员会", "文化文史和学习委", "学习文史委员会", "王凯", 1, "文化文史和学习委功能型党支部")
    assert [n for n, in shown(store, NEW, "name")] == ["文化文史和学习委员会", "提案委员会"]
    undo.undo(store)
    assert everything(store) == before


def test_correcting_and_clearing(store):
    number = COMMITTEES.save(store, {"name": "提案委员会", "branch": "第一支部", "counterpart": "市政协提案委"})
    COMMITTEES.save(store, {"short": "提案"}, number)
    COMMITTEES.save(store, {"branch": None}, number)
    assert shown(store, NEW, "name", "short", "branch", "counterpart") == [("提案委员会", "提案", None, "市政协提案委")]
    COMMITTEES.save(store, {"name": "提案委员会", "branch": "第二支部"}, number)
    assert shown(store, NEW, "short", "branch", "former") == [("提案", "第二支部", "")]
    with pytest.raises(Refused, match="没有填写"):
        COMMITTEES.save(store, {"branch": "第三支部"})


def test_imported_under_any_of_their_names(store):
    number = COMMITTEES.save(store, {"name": "学习文史委员会"}, on=dt.date(2021, 12, 1))
    COMMITTEES.save(store, {"name": "文化文史和学习委员会"}, number, on=dt.date(2024, 4, 1))
    rows = (("专委会", "简称", "功能型党支部"), ("学习文史委员会", None, "第一支部"), ("提案委员会", "提案委", None))
    ready = bring(store, "committees", *rows)
    assert verdicts(ready) == ["changed", "new"]
    assert shown(store, NEW, "name", "branch") == [("文化文史和学习委员会", "第一支部"), ("提案委员会", None)]
    before = everything(store)
    again = bring(store, "committees", *rows)
    assert verdicts(again) == ["same", "same"] and everything(store) == before


def test_who_sits_nowhere(store):
    enrolment.save(store, {"name": "王凯", "committees": ("提案委",)})
    lone = enrolment.save(store, {"name": "李明"})
    assert committees.unseated(store) == [lone]


def test_members_of_a_committee_heads_first(store):
    for name, role in (("丁一", "提案委"), ("李明", "提案委副主任"), ("王凯", "提案委主任")):
        enrolment.save(store, {"name": name, "committees": (role,)})
    with store.read() as session:
        (committee,) = committees.listed(store)
        found = committees.members_of(session, committee["id"], NEW)
    assert [(p.name, s.role) for p, _, s in found] == [("王凯", "主任"), ("李明", "副主任"), ("丁一", "委员")]
