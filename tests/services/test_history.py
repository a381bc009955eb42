"""The change history of a record in the fields' own words, private values masked."""
import datetime as dt

import pytest

from desktop.fields.refused import Refused
from desktop.services import enrolment, history, undo


def test_words_and_masks(store):
    person = enrolment.save(store, {"name": "王凯", "phone": "13900000001", "party": "群众"})
    enrolment.save(store, {"phone": "13900000002", "party": "中共党员"}, person, on=dt.date(2025, 7, 1))
    lines = history.of(store, "王凯")
    assert history.of(store, person) == lines
    newest = {(c.what, c.before, c.after) for c in lines if c.operation == lines[0].operation}
    assert newest == {("联系电话", "139****0001", "139****0002"), ("政治面貌止", "", "2025-06-30"), ("政治面貌", "", "中共党员"),
                      ("政治面貌起", "", "2025-07-01")}
    assert ("联系电话", "13900000001", "13900000002") in {(c.what, c.before, c.after) for c in history.of(store, person, private=True)}
    assert {c.action for c in lines} == {"登记委员：王凯", "修改委员"}
    undo.undo(store, lines[0].operation)
    assert history.of(store, person)[0].action == "撤销：修改委员"


def test_namesakes_and_strangers(store):
    for _ in range(2):
        enrolment.save(store, {"name": "王凯"})
    with pytest.raises(Refused, match="有 2 位"):
        history.of(store, "王凯")
    with pytest.raises(Refused, match="没有“李明”"):
        history.of(store, "李明")
