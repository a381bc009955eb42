"""One index for all nouns: words of two characters, initials, numbers; it follows every write and every undo."""
import datetime as dt
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import func, select, text

import desktop.models
from desktop.fields.refused import Refused
from desktop.models.person import Person
from desktop.models.search import SearchEntry
from desktop.rules.rights import Actor
from desktop.services import committees, enrolment, opening, search, undo, units
from desktop.services.connection import connect


def titles(store, query, **more):
    return [(h.noun, h.title) for h in search.find(store, query, **more)]


@pytest.fixture
def filled(store):
    enrolment.save(store, {"name": "王𬭎", "unit": "青溪县农业农村局", "post": "副局长", "phone": "13900001234",
                           "id_number": "11010519491231002X"})
    enrolment.save(store, {"name": "单一鸣", "unit": "青溪县第一中学", "post": "教师", "committees": ("提案委",)})
    units.UNITS.save(store, {"name": "青溪县农业农村局", "short": "县农业农村局", "aliases": "农委", "channel": "县政府办"})
    return store


def test_words_of_two_characters_across_nouns(filled):
    assert titles(filled, "农业") == [("Person", "王𬭎"), ("Unit", "青溪县农业农村局")]
    assert titles(filled, "农委") == [("Unit", "青溪县农业农村局")]
    assert titles(filled, "提案") == [("Committee", "提案委")]
    assert titles(filled, "农业农村局副局") == []  # unit and post are two texts
    assert titles(filled, "𬭎") == [("Person", "王𬭎")]


def test_words_may_stand_in_different_facts_of_a_record(filled):
    assert titles(filled, "王𬭎 农业") == [("Person", "王𬭎")]
    assert titles(filled, "单一鸣 农业") == []


def test_names_by_initials_and_spelling_in_every_reading(filled):
    for query in ("sym", "dym", "shanyi", "danyiming", "SYM"):
        assert titles(filled, query) == [("Person", "单一鸣")]


def test_numbers_are_found_whole_and_in_part_but_shown_masked(filled):
    for query in ("13900001234", "1234"):
        (hit,) = search.find(filled, query)
        assert hit.line == "青溪县农业农村局副局长；联系电话 139****1234"
    (hit,) = search.find(filled, "1231002x")
    assert "110105********002X" in hit.line and "19491231" not in hit.line
    assert hit.label == "人员"


def test_a_record_called_so_comes_first(filled):
    with filled.operation("登记") as session:
        for name, note in (("李提", "王𬭎的邻居"), ("王𬭎儿", None)):
            session.add(Person(name=name, note=note))
    assert [h.title for h in search.find(filled, "王𬭎")] == ["王𬭎", "王𬭎儿", "李提"]


def test_the_limit_holds_for_each_noun(filled):
    with filled.operation("登记") as session:
        for n in range(8):
            session.add(Person(name=f"农业{n}"))
    assert [h.noun for h in search.find(filled, "农业", limit=3)] == ["Person"] * 3 + ["Unit"]
    assert {h.noun for h in search.find(filled, "农业", nouns=("Unit",))} == {"Unit"}


def test_the_index_follows_edits_deletions_and_undo(filled):
    (hit,) = search.find(filled, "王𬭎")
    with filled.operation("改名") as session:
        session.get(Person, hit.id).name = "汪𬭎"
    assert titles(filled, "王𬭎") == [] and titles(filled, "汪𬭎") == [("Person", "汪𬭎")]
    undo.undo(filled)
    assert titles(filled, "汪𬭎") == [] and titles(filled, "王𬭎") == [("Person", "王𬭎")]
    enrolment.remove(filled, [hit.id])
    assert titles(filled, "王𬭎") == [] and titles(filled, "农业") == [("Unit", "青溪县农业农村局")]
    undo.undo(filled)
    assert titles(filled, "农业") == [("Person", "王𬭎"), ("Unit", "青溪县农业农村局")]


def test_a_failed_operation_leaves_no_entry(filled):
    with pytest.raises(ZeroDivisionError), filled.operation("登记") as session:
        session.add(Person(name="尉迟恭"))
        session.flush()
        raise ZeroDivisionError
    assert titles(filled, "尉迟") == []


def test_a_row_added_and_removed_in_one_operation_leaves_no_entry(filled):
    with filled.operation("登记") as session:
        person = Person(name="尉迟恭")
        session.add(person)
        session.flush()
        session.delete(person)
    assert titles(filled, "尉迟") == []


def test_renamed_units_are_found_by_both_names_and_called_by_the_present_one(filled):
    (unit,) = (h for h in search.find(filled, "农委") if h.noun == "Unit")
    units.UNITS.save(filled, {"name": "青溪县农业局"}, unit.id, on=dt.date(2026, 6, 1))
    assert titles(filled, "农村局", nouns=("Unit",)) == [("Unit", "青溪县农业局")]


def test_committees_by_their_former_names(store):
    committee = committees.COMMITTEES.save(store, {"name": "学习文史委员会"}, on=dt.date(2021, 12, 1))
    committees.COMMITTEES.save(store, {"name": "文化文史和学习委员会"}, committee, on=dt.date(2024, 3, 1))
    assert [(h.title, h.line) for h in search.find(store, "学习文史")] == [("文化文史和学习委员会",
        "名称 学习文史委员会；简称 学习文史委")]


@pytest.mark.parametrize("query", ["", "  ", "，。", '"', "'", "*", "AND", '张" OR "三', "'张':*", "张 & 三", "\\", "NEAR("])
def test_no_query_is_an_error(filled, query):
    assert search.find(filled, query) == []


def test_reading_needs_its_right(filled):
    filled.actor = Actor("小赵", frozenset())
    with pytest.raises(Refused, match="查看"):
        search.find(filled, "农业")


def entries(store):
    with store.read() as session:
        return sorted(session.execute(select(SearchEntry.record, SearchEntry.subject, SearchEntry.noun, SearchEntry.entity)).all())


def test_a_county_of_more_rows_than_are_read_at_once_is_indexed_anew(county):
    before = entries(county)
    with county.engine.execution_options(writing=True).begin() as connection:
        search.rebuild(connection)
    assert entries(county) == before


def test_rebuilding_changes_nothing(filled):
    before = entries(filled)
    with filled.engine.execution_options(writing=True).begin() as connection:
        search.rebuild(connection)
    assert entries(filled) == before
    if filled.file:
        with filled.engine.execution_options(writing=True).begin() as connection:
            connection.execute(text("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)"))
    assert titles(filled, "农业") == [("Person", "王𬭎"), ("Unit", "青溪县农业农村局")]


def test_an_older_store_is_indexed_when_it_is_opened(address):
    config = Config()
    config.set_main_option("script_location", str(Path(desktop.models.__file__).parent / "migrations"))
    engine = connect(address)
    with engine.execution_options(writing=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("INSERT INTO person (id, version, name, stroke_key, pinyin_key, search_key) "
                                "VALUES ('p', 1, '张三', '', '', '')"))
        connection.execute(text("INSERT INTO post (id, version, person_id, unit) VALUES ('q', 1, 'p', '县档案馆')"))
    engine.dispose()
    store = opening.open_store(address)
    assert titles(store, "档案") == [("Person", "张三")]
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(SearchEntry)) == 2
    store.close()
