"""What is deleted from the file is gone from its pages, its log and every copy made afterwards."""
import sqlite3
import zipfile

from sqlalchemy import text

from desktop.services import opening
from desktop.services.backup import making
from desktop.services.backup.places import Places
from desktop.services.connection import PRAGMAS

SECRET = "极为特别的内容三五八九"


def holding(folder, secret=SECRET):
    """The files in which the words still stand."""
    needles = (secret.encode(), secret.encode("utf-16-le"))
    return sorted(p.name for p in folder.rglob("*") if p.is_file() and any(n in p.read_bytes() for n in needles))


def test_every_connection_overwrites_what_it_deletes(tmp_path):
    """Set by us: whether SQLite was built to do so by itself differs from PC to PC."""
    assert "secure_delete=ON" in PRAGMAS
    store = opening.create(str(tmp_path / "a.db"))
    with store.engine.connect() as one, store.engine.connect() as two:
        assert [c.scalar(text("PRAGMA secure_delete")) for c in (one, two)] == [1, 1]
    store.close()


def test_deleted_words_are_in_no_file(tmp_path):
    store = opening.create(str(tmp_path / "a.db"))
    writing = store.engine.execution_options(writing=True)
    with writing.begin() as connection:
        for n in range(300):
            connection.execute(text("INSERT INTO heading (id, version, noun, heading, field) VALUES (:i, 1, 'x', :h, 'name')"),
                               {"i": f"{n:032}", "h": f"{SECRET} {n}"})
    assert holding(tmp_path)
    with writing.begin() as connection:
        connection.execute(text("DELETE FROM heading"))
    making.make(store, Places(tmp_path / "a.db", tmp_path / "user"), tmp_path / "backup.xwb")
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert holding(tmp_path) == []
    store.close()
    assert holding(tmp_path) == []
    with zipfile.ZipFile(tmp_path / "backup.xwb") as package:
        assert not any(SECRET.encode() in package.read(name) for name in package.namelist())
    connection = sqlite3.connect(tmp_path / "a.db")
    assert connection.execute("SELECT count(*) FROM heading").fetchone() == (0,)
    connection.close()
