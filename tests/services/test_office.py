"""The office's own settings, each with its default, and what a new office begins with."""
import datetime as dt

from desktop.services import enrolment, office, undo


def test_settings_have_defaults_and_are_taken_back(store):
    assert office.read(store)["county"] == "本县" and office.committee_name(office.read(store)) == "政协本县委员会"
    office.save(store, {"county": "青溪县", "appraisal_month": 12, "practice_day": dt.date(2025, 1, 1), "npc_stroke": True})
    found = office.read(store)
    assert (found["county"], found["appraisal_month"], found["npc_stroke"]) == ("青溪县", 12, True)
    assert store.today() == dt.date(2025, 1, 1)
    undo.undo(store)
    assert office.read(store)["county"] == "本县" and store.today() == dt.date(2026, 6, 30)


def test_a_new_office_has_a_term_that_contains_today(store):
    assert office.is_empty(store)
    enrolment.save(store, {"name": "王凯"})
    assert not office.is_empty(store)
