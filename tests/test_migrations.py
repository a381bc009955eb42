"""Every old store becomes today's: the migrations make the same tables as the models, after a backup."""
import datetime as dt
import os
import shutil
import signal
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, event, inspect, text

import desktop.models
from desktop.models.base import SCHEMA, Base
from desktop.models.person import Person
from desktop.services import opening
from desktop.services.backup import checking, restoring
from desktop.services.backup.places import Places
from desktop.services.connection import connect
from desktop.services.store import Store

MIGRATIONS = Path(desktop.models.__file__).parent / "migrations"
REVISIONS = sorted(f.stem for f in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def migrated(file, revision):
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = connect(str(file))
    with engine.execution_options(writing=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    return engine


def tables(engine):
    look = inspect(engine)
    found = {}
    for name in sorted(look.get_table_names()):
        found[name] = (
            sorted((c["name"], str(c["type"]), c["nullable"]) for c in look.get_columns(name)),
            sorted((i["name"], tuple(i["column_names"]), i["unique"]) for i in look.get_indexes(name)),
            sorted((tuple(f["constrained_columns"]), f["referred_table"]) for f in look.get_foreign_keys(name)))
    return found


def triggers(engine):
    with engine.connect() as connection:
        return sorted(connection.scalars(text("SELECT sql FROM sqlite_master WHERE type = 'trigger'")))


def test_the_newest_migration_is_the_schema_of_the_program():
    assert REVISIONS[-1] == SCHEMA


def test_migrations_make_the_tables_of_the_models(tmp_path):
    old = migrated(tmp_path / "old.db", "head")
    new = connect(str(tmp_path / "new.db"))
    with new.execution_options(writing=True).begin() as connection:
        Base.metadata.create_all(connection)
    expected = tables(new)
    made = tables(old)
    made.pop("alembic_version")
    assert made == expected
    assert triggers(old) == triggers(new)


def older(file, revision):
    """A store as that version left it, with one person in it."""
    engine = migrated(file, revision)
    with engine.execution_options(writing=True).begin() as connection:
        columns = {c["name"] for c in inspect(connection).get_columns("person")}
        values = {"id": "1" * 32, "version": 1, "name": "张三", "stroke_key": "", "pinyin_key": "", "search_key": ""}
        chosen = {k: v for k, v in values.items() if k in columns}
        connection.execute(text(f"INSERT INTO person ({', '.join(chosen)}) VALUES ({', '.join(':' + k for k in chosen)})"),
                           chosen)
    engine.dispose()


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_an_older_store_opens_after_a_backup_of_it(tmp_path, revision):
    file = tmp_path / "office.db"
    older(file, revision)
    store = opening.open_store(str(file))
    with store.operation("改") as session:
        session.get(Person, "1" * 32).name = "李四"
    store.close()
    (copy,) = (tmp_path / "office.db.backups").iterdir()
    made = checking.verify(copy)
    assert (made.reason, made.schema, made.counts["person"]) == ("升级前", revision, 1)
    restoring.restore(copy, Places(file, tmp_path / "user"), dt.datetime(2026, 6, 30))
    store = opening.open_store(str(file))
    with store.read() as session:
        assert session.get(Person, "1" * 32).name == "张三"
    store.close()


def killed_at(number, act):
    """Do `act` in a child that is killed before its `number`-th statement; was it?"""
    child = os.fork()
    if child == 0:
        left = [number]

        def count(*_):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            event.listen(Engine, "before_cursor_execute", count)
            event.listen(Engine, "commit", count)
            act()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked child")
@pytest.mark.parametrize("step", [9, pytest.param(1, marks=pytest.mark.all)])
@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_killed_at_any_statement_the_store_is_the_old_one_or_the_new(tmp_path, revision, step):
    older(tmp_path / "old.db", revision)
    new = migrated(tmp_path / "new.db", "head")
    whole = {revision: tables(connect(str(tmp_path / "old.db"))), SCHEMA: tables(new)}
    number = 1
    while True:
        file = tmp_path / f"{number}.db"
        shutil.copyfile(tmp_path / "old.db", file)
        killed = killed_at(number, lambda file=file: opening.open_store(str(file)).close())
        engine = connect(str(file))
        with engine.connect() as connection:
            schema = connection.scalar(text("SELECT version_num FROM alembic_version"))
            assert connection.scalar(text("SELECT name FROM person")) == "张三"
        assert tables(engine) == whole[schema], number
        engine.dispose()
        if not killed:
            break
        store = opening.open_store(str(file))  # the next start makes it new
        assert tables(store.engine) == whole[SCHEMA]
        store.close()
        number += step
    assert schema == SCHEMA and number > 20


def test_a_store_of_today_opens_without_a_backup(tmp_path):
    opening.create(str(tmp_path / "office.db"), clock=lambda: dt.datetime(2026, 6, 30)).close()
    store = opening.open_store(str(tmp_path / "office.db"))
    assert isinstance(store, Store)
    store.close()
    assert [f.name for f in tmp_path.iterdir()] == ["office.db"]
