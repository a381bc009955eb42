"""Faults on purpose: every statement fails once, the disk fills, the program is killed; the store is as before or as after."""
from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, select, text

from desktop.fields.refused import Refused
from desktop.importers import child, headings
from desktop.models.person import Person
from desktop.services import attachments, enrolment, imports, members, opening, undo
from tests import files

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="kill -9 and mounts")


class Fault(Exception):
    """What we throw into the works."""


def everything(store):
    """A fingerprint of all rows of all tables, and of the files beside the store."""
    digest = hashlib.sha256()
    with store.engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
        for (table,) in tables.fetchall():
            for row in sorted(map(repr, connection.exec_driver_sql(f'SELECT * FROM "{table}"').fetchall())):
                digest.update(row.encode("utf-8", "surrogatepass"))
    for file in sorted(attachments.kept(store)):
        digest.update(file.name.encode())
    return digest.hexdigest()


def outline(store):
    """What a clerk would see of it."""
    rows = [tuple(m[k] for k in ("name", "post", "phone")) for m in members.listed(store)]
    return tuple(sorted(rows, key=repr)), store.audit_rows(), len(attachments.kept(store))


@contextmanager
def failing(store, number):
    """The `number`-th statement from now on, or the end of the transaction after it, fails; yields the count so far."""
    count = [0]

    def step(*_):
        count[0] += 1
        if count[0] == number:
            raise Fault

    event.listen(store.engine, "before_cursor_execute", step)
    event.listen(store.engine, "commit", step)
    try:
        yield count
    finally:
        event.remove(store.engine, "before_cursor_execute", step)
        event.remove(store.engine, "commit", step)


def new_member(store, tmp_path):
    return lambda: enrolment.save(store, {"name": "冯不存", "sex": "男", "unit": "青溪县水利局", "post": "局长", "sector": "经济界",
                                          "committees": ("提案委",)})


def change(store, tmp_path):
    person = members.listed(store)[0]["id"]
    return lambda: enrolment.save(store, {"post": "副局长", "phone": "13900001111"}, person)


def attachment(store, tmp_path):
    person = members.listed(store)[0]["id"]
    (tmp_path / "批复.txt").write_text("同意。", "utf-8")
    return lambda: attachments.add(store, person, tmp_path / "批复.txt")


def roster(store, tmp_path):
    noun = imports.noun("members")
    ready = noun.plan(store, noun.tables(store, files.plain_roster(tmp_path / "a.xlsx", people=5)))
    return lambda: noun.apply(store, ready, "a.xlsx")


def taken_back(store, tmp_path):
    new_member(store, tmp_path)()
    return lambda: undo.undo(store)


@pytest.fixture
def small(tmp_path):
    """A store of an office with a few members."""
    store = opening.create(str(tmp_path / "office.db"))
    from desktop.services import office

    office.found(store)
    enrolment.save(store, {"name": "王凯", "sex": "男", "unit": "青溪县第一中学", "post": "教师", "sector": "教育界"})
    yield store
    store.close()


@pytest.mark.parametrize("prepare", [new_member, change, attachment, roster, taken_back])
def test_a_fault_at_any_statement_leaves_all_or_nothing(small, tmp_path, prepare):
    act = prepare(small, tmp_path)
    small.close()
    first = small.file.read_bytes()
    before, failed, number = everything(small), True, 0
    states = set()
    while failed:
        number += 1
        small.close()
        small.file.write_bytes(first)
        with failing(small, number):
            try:
                act()
                failed = False
            except (Fault, Refused):
                if everything(small) != before:  # after the commit, where a fault may no longer undo anything
                    states.add(outline(small))
    assert number > 3 and everything(small) != before
    assert states <= {outline(small)}
    small.close()
    small.file.write_bytes(first)


def test_an_import_is_taken_back_only_where_nobody_has_been_since(small, tmp_path):
    noun = imports.noun("members")
    ready = noun.plan(small, noun.tables(small, files.plain_roster(tmp_path / "a.xlsx", people=20)))
    assert noun.apply(small, ready, "a.xlsx") == 20
    touched = [m for m in members.listed(small) if m["name"].startswith("委员")][:3]
    for person in touched:
        enrolment.save(small, {"post": "主任"}, person["id"])
    operation = undo.last(small)
    before = everything(small)
    with small.read() as session:
        imported = session.scalar(text("SELECT operation FROM audit WHERE action LIKE '导入%' AND entity != '' LIMIT 1"))
    with pytest.raises(Refused) as refused:
        undo.undo(small, imported)
    assert all(p["name"] in str(refused.value) for p in touched) and "没有撤销" in str(refused.value)
    assert everything(small) == before and operation
    for _ in touched:
        undo.undo(small)
    undo.undo(small, imported)
    assert [m["name"] for m in members.listed(small)] == ["王凯"]


def test_the_same_file_twice_changes_nothing_and_makes_no_noise(small, tmp_path):
    noun = imports.noun("members")
    path = files.plain_roster(tmp_path / "a.xlsx", people=20)
    noun.apply(small, noun.plan(small, noun.tables(small, path)), "a.xlsx")
    before, rows = everything(small), small.audit_rows()
    again = noun.plan(small, noun.tables(small, path))
    assert again.count("same") == 20 and again.to_store() == []
    assert noun.apply(small, again, "a.xlsx") == 0
    assert small.audit_rows() == rows and everything(small) == before


# kill -9

SAVES = """
import sys
from desktop.services import enrolment, opening
store = opening.open_store(sys.argv[1])
for n in range(int(sys.argv[2]), int(sys.argv[3])):
    enrolment.save(store, {"name": f"委员{n}", "sex": "男", "unit": "青溪县第一中学", "post": "教师", "sector": "教育界"})
    print(n, flush=True)
"""
IMPORT = """
import sys
from pathlib import Path
from desktop.services import imports, opening
store = opening.open_store(sys.argv[1])
noun = imports.noun("members")
ready = noun.plan(store, noun.tables(store, Path(sys.argv[2])))
print("planned", flush=True)
noun.apply(store, ready, "a.xlsx")
print("stored", flush=True)
"""


def started(script, *words):
    return subprocess.Popen([sys.executable, "-c", script, *map(str, words)], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def sound(store):
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []


def killed_saves(file, saves, chance):
    """Saves in children that are killed at random; every acknowledged one must be there. Returns how many kills."""
    acknowledged, first, kills = set(), 0, 0
    while len(acknowledged) < saves:
        running = started(SAVES, file, first, first + 100_000)
        for _ in range(min(saves, chance.randint(5, 60))):
            line = running.stdout.readline()
            acknowledged.add(int(line))
        time.sleep(chance.random() * 0.03)
        running.send_signal(signal.SIGKILL)
        acknowledged |= {int(line) for line in running.stdout.read().split("\n") if line.strip()}
        running.wait()
        kills += 1
        first += 100_000
        store = opening.open_store(str(file))
        sound(store)
        with store.read() as session:
            names = set(session.scalars(select(Person.name)))
        store.close()
        assert {f"委员{n}" for n in acknowledged} <= names
        assert len(names) <= len(acknowledged) + kills + 1  # at most the one that was being written each time
    return kills


@posix
def test_what_was_acknowledged_survives_a_kill(small):
    small.close()
    assert killed_saves(small.file, 8, random.Random(1)) >= 1


@posix
@pytest.mark.all
def test_five_hundred_saves_and_a_kill_at_random(small):
    small.close()
    assert killed_saves(small.file, 500, random.Random(20260630)) >= 8


@posix
@pytest.mark.parametrize("rounds", [2, pytest.param(10, marks=pytest.mark.all)])
def test_a_killed_import_stores_all_rows_or_none(small, tmp_path, rounds):
    small.close()
    path = files.plain_roster(tmp_path / "a.xlsx", people=400)
    chance = random.Random(rounds)
    seen = set()
    for number in range(rounds):
        copy = tmp_path / f"{number}.db"
        shutil.copyfile(small.file, copy)
        running = started(IMPORT, copy, path)
        assert running.stdout.readline() == "planned\n"
        time.sleep(chance.random() * 1.2)
        running.send_signal(signal.SIGKILL)
        running.wait()
        store = opening.open_store(str(copy))
        sound(store)
        count = len(members.listed(store))
        store.close()
        assert count in (1, 401)
        seen.add(count)
    assert seen


@posix
def test_the_leavings_of_a_killed_reader_go_at_the_next_start(small, tmp_path, monkeypatch):
    """A folder with what was read of a roster, a half written paper beside the store, a half copied attachment."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", None)
    script = """
import os, sys, tempfile
from pathlib import Path
from desktop import temporary
from desktop.services.atomic import begun
store = Path(sys.argv[1])
folder = temporary.folder()
(folder / "book").write_text("王凯")
store.with_name(store.name + ".files").mkdir(exist_ok=True)
for place in (store.with_name("名册.docx"), store.with_name(store.name + ".files") / "x"):
    begun(place).write_text("王凯")
print(oct(folder.stat().st_mode), flush=True)
os.kill(os.getpid(), 9)
"""
    made = subprocess.run([sys.executable, "-c", script, str(small.file)], cwd=ROOT, capture_output=True, text=True)
    assert made.stdout == "0o40700\n" and made.returncode == -9
    small.close()
    places = [tmp_path / "tmp", tmp_path, tmp_path / "office.db.files"]
    assert sum("xiewu~" in p.name for place in places for p in place.iterdir()) == 3
    (tmp_path / "名册.docx").write_text("ein Fremdes")
    opening.open_store(str(small.file)).close()
    assert [p.name for place in places for p in place.iterdir() if "xiewu~" in p.name] == []
    assert (tmp_path / "名册.docx").exists()


# full and read-only media

@pytest.fixture
def medium(tmp_path):
    """A small file system of its own (3 MB), as a full or a read-only stick."""
    place = tmp_path / "优盘"
    place.mkdir()
    if os.name == "nt" or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)], capture_output=True).returncode:
        pytest.skip("no small file system can be made here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_refuses_the_save_and_the_program_goes_on(small, medium):
    small.close()
    shutil.copyfile(small.file, medium / "office.db")
    store = opening.open_store(str(medium / "office.db"))
    kept = 0
    with pytest.raises(Refused, match="磁盘已满"):
        for n in range(5000):
            enrolment.save(store, {"name": f"委员{n}", "sex": "男", "unit": "青溪县第一中学", "post": "教" * 40, "sector": "教育界"})
            kept += 1
            if n == 3:
                with (medium / "ballast").open("wb") as ballast:
                    ballast.write(bytes(max(0, shutil.disk_usage(medium).free - 60_000)))
    assert kept >= 4
    assert len(members.listed(store)) == kept + 1
    (medium / "ballast").unlink()
    enrolment.save(store, {"name": "王后来", "sex": "女", "unit": "青溪县第一中学", "post": "教师", "sector": "教育界"})
    sound(store)
    assert len(members.listed(store)) == kept + 2
    person = members.listed(store)[0]["id"]
    (medium.parent / "大.bin").write_bytes(os.urandom(3_500_000))
    with pytest.raises(Refused, match=r"磁盘已满，附件“大.bin”没有保存.*只剩"):
        attachments.add(store, person, medium.parent / "大.bin")
    assert attachments.kept(store) == set() and attachments.of(store, person) == []
    store.close()


def test_an_import_on_a_full_disk_stores_nothing(small, medium, tmp_path):
    small.close()
    shutil.copyfile(small.file, medium / "office.db")
    store = opening.open_store(str(medium / "office.db"))
    noun = imports.noun("members")
    ready = noun.plan(store, headings.combine(child.read(files.plain_roster(tmp_path / "a.xlsx", people=3000)), noun.headings(store)))
    with pytest.raises(Refused, match="磁盘已满"):
        noun.apply(store, ready, "a.xlsx")
    assert [m["name"] for m in members.listed(store)] == ["王凯"]
    sound(store)
    store.close()
