"""An operation is audited whole, chained, undoable, or leaves no trace."""
import datetime as dt
import os
import subprocess
import sys
from itertools import pairwise

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from desktop.fields.refused import Refused
from desktop.models.change import FIRST_HASH, Audit, digest
from desktop.models.person import PartyTie, Person
from desktop.rules.rights import Actor, Right
from desktop.services import office, opening, undo
from desktop.services.store import Store


def add(store, name, **more):
    with store.operation(f"登记 {name}") as session:
        person = Person(name=name, **more)
        session.add(person)
    return person.id


def names(store):
    with store.read() as session:
        return sorted(session.scalars(select(Person.name)))


def audit(store):
    with store.read() as session:
        return [{c.name: getattr(a, c.name) for c in Audit.__table__.columns}
                for a in session.scalars(select(Audit).order_by(Audit.id))]


def test_every_write_is_one_chained_audit_row(store):
    first = len(audit(store))
    person = add(store, "张三", born="1975-08")
    with store.operation("改名") as session:
        session.get(Person, person).name = "李四"
    rows = audit(store)
    assert [r["id"] for r in rows] == list(range(1, len(rows) + 1))
    assert rows[first]["before"] is None and rows[first]["after"]["born"] == "1975-08"
    assert rows[first + 1]["before"] == {"name": "张三"} and rows[first + 1]["after"] == {"name": "李四"}
    assert rows[first + 1]["subject"] == person
    previous = FIRST_HASH
    for row in rows:
        assert row["previous_hash"] == previous and row["hash"] == digest(row)
        previous = row["hash"]


def test_a_forged_row_breaks_the_chain(store):
    add(store, "张三")
    row = audit(store)[-1]
    row["after"] = {**row["after"], "name": "王五"}
    assert digest(row) != row["hash"]


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = '别人'", "DELETE FROM audit"])
def test_the_audit_cannot_be_rewritten(store, statement):
    add(store, "张三")
    with pytest.raises(DBAPIError, match="append-only"), store.engine.begin() as connection:
        connection.execute(text(statement))


def test_bulk_statements_that_slip_past_the_audit_are_refused(store):
    add(store, "张三")
    with pytest.raises(RuntimeError, match="audit"), store.operation("批量") as session:
        session.execute(update(Person).values(name="李四"))
    assert names(store) == ["张三"]


def test_an_error_midway_leaves_no_trace(store):
    before = audit(store)
    with pytest.raises(ZeroDivisionError), store.operation("登记") as session:
        session.add(Person(name="张三"))
        session.flush()
        raise ZeroDivisionError
    assert names(store) == [] and audit(store) == before


def test_rights_are_asked_for_before_anything_is_written(store):
    store.actor = Actor("小赵", frozenset({Right.READ}))
    with pytest.raises(Refused, match="小赵没有“登记和修改”的权限"):
        add(store, "张三")
    assert names(store) == []


def test_a_second_clerk_is_told_that_someone_saved_first(store):
    person = add(store, "张三")
    with store.read() as session:
        mine = session.get(Person, person)
    with store.operation("先改") as session:
        session.get(Person, person).name = "李四"
    mine.name = "王五"
    with pytest.raises(Refused, match="刚刚被别人改过"), store.operation("后改") as session:
        session.add(mine)
    assert names(store) == ["李四"]


def test_act_undo_compare_redo_compare(store):
    person = add(store, "张三", born="1975-08")
    with store.operation("改") as session:
        row = session.get(Person, person)
        row.name, row.born = "李四", None
        session.add(PartyTie(person_id=person, party="群众", since=dt.date(2020, 1, 1)))
    after = snapshot_all(store)
    undo.undo(store)
    assert names(store) == ["张三"]
    undone = audit(store)[-1]["operation"]
    undo.undo(store, undone)
    assert snapshot_all(store) == after
    with pytest.raises(Refused, match="已经撤销过"):
        undo.undo(store, undone)


def snapshot_all(store):
    with store.read() as session:
        return ([(p.name, p.born) for p in session.scalars(select(Person))],
                [(t.party, t.since) for t in session.scalars(select(PartyTie))])


def test_undo_goes_back_step_by_step(store):
    for name in ("甲", "乙", "丙"):
        add(store, name)
    undo.undo(store)
    undo.undo(store)
    assert names(store) == ["甲"]


def test_undo_is_refused_for_a_record_changed_since_and_names_it(store):
    person = add(store, "张三")
    added = audit(store)[-1]["operation"]
    with store.operation("改") as session:
        session.get(Person, person).name = "李四"
    with pytest.raises(Refused, match="李四"):
        undo.undo(store, added)
    assert names(store) == ["李四"]


def test_undo_leaves_other_fields_of_the_record_alone(store):
    person = add(store, "张三")
    with store.operation("改出生") as session:
        session.get(Person, person).born = "1975-08"
    born = audit(store)[-1]["operation"]
    with store.operation("改电话") as session:
        session.get(Person, person).phone = "13800000000"
    undo.undo(store, born)
    with store.read() as session:
        row = session.get(Person, person)
        assert (row.born, row.phone) == (None, "13800000000")


def test_after_closing_the_store_is_one_file(tmp_path):
    store = opening.create(str(tmp_path / "a.db"))
    office.found(store)
    add(store, "张三")
    store.close()
    assert os.listdir(tmp_path) == ["a.db"]


def test_a_newer_store_is_refused_with_nothing_written(tmp_path):
    file = tmp_path / "a.db"
    store = opening.create(str(file))
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    before = file.read_bytes()
    with pytest.raises(Refused, match="请先升级本机程序"):
        opening.open_store(str(file))
    assert file.read_bytes() == before and os.listdir(tmp_path) == ["a.db"]


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"x" * 4096])
def test_foreign_files_are_refused_untouched(tmp_path, content):
    file = tmp_path / "a.db"
    file.write_bytes(content)
    with pytest.raises(Refused, match="不是协务通的数据"):
        opening.open_store(str(file))
    assert file.read_bytes() == content and os.listdir(tmp_path) == ["a.db"]


def test_an_existing_store_is_never_made_anew(tmp_path):
    opening.create(str(tmp_path / "a.db")).close()
    with pytest.raises(Refused, match="已经存在"):
        opening.create(str(tmp_path / "a.db"))


KILLED = """
import os, sys
from desktop.models.person import Person
from desktop.services import opening
store = opening.open_store(sys.argv[1])
for n in range(10000):
    with store.operation("登记") as session:
        session.add(Person(name=f"第{n}人"))
    print(n, flush=True)
"""


def test_acknowledged_saves_survive_a_kill(tmp_path):
    file = str(tmp_path / "a.db")
    opening.create(file).close()
    with subprocess.Popen([sys.executable, "-c", KILLED, file], stdout=subprocess.PIPE, text=True) as process:
        for _ in range(25):
            acknowledged = int(process.stdout.readline())
        process.kill()
    store = opening.open_store(file)
    assert len(names(store)) > acknowledged
    rows = audit(store)
    assert len(rows) == len(names(store))
    assert all(a["hash"] == b["previous_hash"] for a, b in pairwise(rows))
    store.close()


def test_the_practice_day_is_today(store):
    office.save(store, {"practice_day": dt.date(2026, 6, 30)})
    assert store.today() == dt.date(2026, 6, 30)
    assert isinstance(store, Store)
