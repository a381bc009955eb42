"""Power cuts: the writes of real saves are recorded, and replayed up to a moment without what the disk had not confirmed."""
from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.models.person import Person
from desktop.services import enrolment, office, opening

ROOT = Path(__file__).parents[2]
SAVES = """
import os, sys
from desktop.services import enrolment, opening
store = opening.open_store(sys.argv[1])
for n in range(int(sys.argv[2])):
    enrolment.save(store, {"name": f"委员{n}", "sex": "男", "unit": "青溪县第一中学", "post": "教师", "sector": "教育界"})
    os.write(1, b"saved %d;" % n)
store.close()
"""
CALL = re.compile(r'^(\w+)\((.*)\)\s+= (-?\d+)')
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


class Disk:
    """What a folder's files hold for certain, and what was written since and not confirmed yet."""

    def __init__(self, folder):
        self.sure = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}
        self.loose = []  # (file name, offset or None for a new length, data or length)

    def cut(self, chance):
        """Files as they may be after the power came back: any of the unconfirmed writes may have arrived, in any order."""
        share = chance.choice((0.0, 0.0, 0.5, 0.9))
        files = {name: bytearray(data) for name, data in self.sure.items()}
        for name, offset, data in self.loose:
            if chance.random() < share:
                wrote(files, name, offset, data)
        return files

    def confirmed(self, name):
        for loose in [each for each in self.loose if each[0] == name]:
            held = {name: bytearray(self.sure.get(name, b""))}
            wrote(held, *loose)
            self.sure[name] = bytes(held[name])
        self.loose = [each for each in self.loose if each[0] != name]
        self.sure.setdefault(name, b"")


def wrote(files, name, offset, data):
    held = files.setdefault(name, bytearray())
    if offset is None:
        held[:] = held[:data].ljust(data, b"\0")
        return
    if len(held) < offset:
        held.extend(bytes(offset - len(held)))
    held[offset:offset + len(data)] = data


def recorded(folder, file, saves, log):
    """The calls of a real run as (what, file name, offset, data); acknowledged saves are among them."""
    command = ["strace", "-qq", "-xx", "-s", "200000", "-e", "trace=openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,close",
               "-o", str(log), sys.executable, "-c", SAVES, str(file), str(saves)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"calls cannot be recorded here: {done.stderr[-200:]}")
    names, calls = {}, []
    for line in log.open():
        match = CALL.match(line)
        if not match or int(match[3]) < 0:
            continue
        what, words, result = match[1], match[2], int(match[3])
        texts = [bytes.fromhex(t.replace("\\x", "")) for t in TEXT.findall(words)]
        first = words.split(",")[0]
        if what == "openat":
            path = Path(texts[0].decode())
            names[result] = path.name if path.parent == folder else ""
        elif what == "unlink":
            path = Path(texts[0].decode())
            if path.parent == folder:
                calls.append(("unlink", path.name, 0, b""))
        elif what == "write" and first == "1":
            calls += [("saved", "", 0, b"")] * texts[0].count(b"saved")
        elif name := names.get(int(first)):
            if what == "close":
                names.pop(int(first))
            elif what == "pwrite64":
                calls.append(("write", name, int(words.rsplit(",", 1)[1]), texts[0]))
            elif what == "ftruncate":
                calls.append(("write", name, None, int(words.rsplit(",", 1)[1])))
            elif what in ("fsync", "fdatasync"):
                calls.append(("sync", name, 0, b""))
    return calls


def replayed(disk, calls):
    """Do the calls; returns how many saves were acknowledged."""
    saved = 0
    for what, name, offset, data in calls:
        if what == "saved":
            saved += 1
        elif what == "write":
            disk.loose.append((name, offset, data))
        elif what == "sync":
            disk.confirmed(name)
        else:
            disk.sure.pop(name, None)
            disk.loose = [each for each in disk.loose if each[0] != name]
    return saved


@pytest.mark.skipif(shutil.which("strace") is None, reason="calls cannot be recorded here")
@pytest.mark.parametrize(("saves", "cuts"), [(6, 8), pytest.param(40, 100, marks=pytest.mark.all)])
def test_no_acknowledged_save_is_lost_with_the_power(tmp_path, saves, cuts):
    folder = tmp_path / "before"
    folder.mkdir()
    store = opening.create(str(folder / "office.db"))
    office.found(store)
    enrolment.save(store, {"name": "王凯", "sex": "男", "unit": "青溪县第一中学", "post": "教师", "sector": "教育界"})
    store.close()
    shutil.copytree(folder, tmp_path / "kept")
    calls = recorded(folder, folder / "office.db", saves, tmp_path / "calls")
    assert sum(c[0] == "saved" for c in calls) == saves and sum(c[0] == "sync" for c in calls) >= saves
    chance = random.Random(saves)
    lost = dropped = 0
    for number in range(cuts):
        disk = Disk(tmp_path / "kept")
        acknowledged = replayed(disk, calls[:chance.randrange(1, len(calls) + 1)])
        dropped += len(disk.loose)
        place = tmp_path / f"cut{number}"
        place.mkdir()
        for name, data in disk.cut(chance).items():
            (place / name).write_bytes(data)
        store = opening.open_store(str(place / "office.db"))
        with store.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        with store.read() as session:
            names = set(session.scalars(select(Person.name)))
        store.close()
        lost += len({f"委员{n}" for n in range(acknowledged)} - names)
        shutil.rmtree(place)
    assert lost == 0 and dropped > 0
