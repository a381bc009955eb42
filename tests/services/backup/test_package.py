"""A backup is one file that shows any change of it, and holds everything that the office has."""
import json
import os
import random
import zipfile

import pytest

import desktop
from desktop.fields.refused import Refused
from desktop.models.base import SCHEMA
from desktop.services import opening
from desktop.services.backup import checking, container, making, restoring
from tests.services.backup.conftest import NOW


def test_it_says_what_is_in_it(county, tmp_path):
    made = county.backup(tmp_path / "备份.dat")
    assert checking.verify(tmp_path / "备份.dat") == made
    assert (made.program, made.schema, made.committee, made.reason) == (desktop.__version__, SCHEMA, "政协青溪县委员会", "手工")
    assert made.counts["person"] == 3 and made.counts["attachment"] == 1
    assert [p.name.split("/")[0] for p in made.parts] == ["store.db", "files", "office", "office", "own"]
    store = county.open()
    with store.read() as session:
        from desktop.models.change import Audit

        last = session.get(Audit, made.audit_rows)
        assert last.hash == made.audit_head and session.get(Audit, made.audit_rows + 1) is None
    store.close()


def test_the_same_office_makes_the_same_bytes(county, tmp_path):
    county.backup(tmp_path / "a")
    county.backup(tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_any_zip_program_opens_it(county, tmp_path):
    county.backup(tmp_path / "备份.zip")
    with zipfile.ZipFile(tmp_path / "备份.zip") as package:
        assert package.testzip() is None
        assert json.loads(package.read("manifest.json"))["committee"] == "政协青溪县委员会"


def refusals(path, whole, changes):
    """How many of the changed files are refused with a sentence."""
    refused = 0
    for change in changes:
        path.write_bytes(change(whole))
        try:
            checking.verify(path)
        except Refused as sentence:
            refused += "现有资料没有改动" in str(sentence)
    return refused


def flip(at):
    def changed(whole):
        damaged = bytearray(whole)
        damaged[at // 8] ^= 1 << at % 8
        return bytes(damaged)

    return changed


def test_500_flipped_bits_anywhere_are_all_refused(county, tmp_path):
    county.backup(tmp_path / "a")
    whole = (tmp_path / "a").read_bytes()
    chance = random.Random(14)
    assert refusals(tmp_path / "b", whole, [flip(chance.randrange(len(whole) * 8)) for _ in range(500)]) == 500


@pytest.mark.parametrize("step", [13, pytest.param(1, marks=pytest.mark.all)])
def test_every_bit_of_the_zips_own_lists_counts(county, tmp_path, step):
    """The first header, and everything behind the last part: the manifest's entry, the central directory, the comment, the seal."""
    county.backup(tmp_path / "a")
    whole = (tmp_path / "a").read_bytes()
    with zipfile.ZipFile(tmp_path / "a") as package:
        end = package.getinfo("manifest.json").header_offset
    bits = [*range(60 * 8), *range(end * 8, len(whole) * 8)][::step]
    assert refusals(tmp_path / "b", whole, map(flip, bits)) == len(bits)


def test_every_truncation_and_anything_added_is_refused(county, tmp_path):
    county.backup(tmp_path / "a")
    whole = (tmp_path / "a").read_bytes()
    cuts = sorted({0, 1, 63, 64, len(whole) - 1, len(whole) - 64, *range(2, len(whole), max(1, len(whole) // 200))})
    changes = [*(lambda w, n=n: w[:n] for n in cuts), lambda w: w + b"\0", lambda w: b"\0" + w, lambda w: w + w,
               lambda w: w[:100] + b"\0" + w[100:]]
    assert refusals(tmp_path / "b", whole, changes) == len(changes)


@pytest.mark.parametrize("content", [b"", b"x" * 5000, b"PK\x05\x06" + b"\0" * 18, b"SQLite format 3\0" + b"\0" * 4096])
def test_other_files_are_no_backups(tmp_path, content):
    (tmp_path / "文件.zip").write_bytes(content)
    with pytest.raises(Refused, match="不是协务通的备份"):
        checking.verify(tmp_path / "文件.zip")


def test_what_is_not_there_or_a_folder_is_said(tmp_path):
    with pytest.raises(Refused, match="没有找到备份"):
        checking.verify(tmp_path / "没有")
    with pytest.raises(Refused, match="是文件夹"):
        checking.verify(tmp_path)


def forged(source, target, change):
    """The same package with a changed manifest or further entries and a seal that fits: what an enemy could send."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        new.comment = container.TAG + b"0" * container.SEAL
        entries = {info.filename: old.read(info) for info in old.infolist()}
        said = json.loads(entries.pop("manifest.json"))
        change(entries, said)
        for name, content in entries.items():
            new.writestr(name, content)
        new.writestr("manifest.json", json.dumps(said))
    with target.open("rb+") as file:
        seal = container.digest(file, target.stat().st_size - container.SEAL)
        file.seek(-container.SEAL, os.SEEK_END)
        file.write(seal.encode())


def outside(name):
    def change(entries, said):
        entries[name] = b"evil"
        said["parts"].append({"name": name, "size": 4, "sha256": "4e4a3a3d5f3e5b0a" * 4})

    return change


@pytest.mark.parametrize("name", ["../evil", "office/../../evil", "/etc/evil", "office/a\\..\\evil", "files/../x", "files/ab/short",
                                  "office/", "C:/evil", "office//x", "store.db/x"])
def test_a_forged_package_writes_nowhere_else(county, elsewhere, tmp_path, name):
    county.backup(tmp_path / "a")
    forged(tmp_path / "a", tmp_path / "b", outside(name))
    with pytest.raises(Refused):
        restoring.restore(tmp_path / "b", elsewhere.places, NOW)
    assert not elsewhere.places.store.exists() and elsewhere.leftovers() == []
    assert not list(tmp_path.rglob("*evil*"))


def test_wrong_counts_are_found_by_the_trial(county, tmp_path):
    county.backup(tmp_path / "a")
    forged(tmp_path / "a", tmp_path / "b", lambda _entries, said: said["counts"].update(person=7))
    with pytest.raises(Refused, match="条数与备份时记下的不一样"):
        checking.verify(tmp_path / "b")


def test_a_newer_backup_is_sound_but_not_restored(county, tmp_path):
    store = county.open()
    with store.engine.execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    making.make(store, county.places, tmp_path / "a")
    store.close()
    assert checking.verify(tmp_path / "a").schema == "9999"
    before = county.places.store.read_bytes()
    with pytest.raises(Refused, match="请先升级本机程序"):
        restoring.restore(tmp_path / "a", county.places, NOW)
    assert county.places.store.read_bytes() == before and county.leftovers() == []


def test_it_never_takes_the_place_of_the_store(county, tmp_path):
    before = county.places.store.read_bytes()
    attached = next(path for _, path in county.places.attachments())
    for target in (county.places.store, county.places.store.with_name("office.db-wal"), attached):
        with pytest.raises(Refused, match="资料本身"):
            county.backup(target)
    with pytest.raises(Refused, match="是文件夹"):
        county.backup(tmp_path)
    assert county.places.store.read_bytes() == before
    opening.open_store(str(county.places.store)).close()


def test_a_large_attachment_does_not_fill_the_memory(county, tmp_path):
    """200 MB through a process that may use 120 MB more than it has."""
    import subprocess
    import sys

    large = county.places.files / "00" / ("0" * 64)
    large.parent.mkdir(parents=True, exist_ok=True)
    with large.open("wb") as file:
        file.truncate(200 << 20)
    code = ("import resource, sys; from pathlib import Path;"
            "from desktop.services import opening; from desktop.services.backup import making;"
            "from desktop.services.backup.places import Places; store = opening.open_store(sys.argv[1]);"
            "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
            "making.make(store, Places(Path(sys.argv[1]), Path(sys.argv[2])), Path(sys.argv[3]));"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)")
    done = subprocess.run([sys.executable, "-c", code, county.places.store, county.places.folder, tmp_path / "a"],
                          capture_output=True, text=True, check=True)
    assert int(done.stdout) < 60_000  # KB
