"""A restore brings everything back, can be taken back, and is whole or did not happen, wherever it is cut off."""
import os
import signal
import subprocess
import sys
import tempfile

import pytest
from sqlalchemy import select

from desktop.fields.refused import Refused
from desktop.models.change import Audit
from desktop.models.person import Person
from desktop.services import bin as recycle
from desktop.services import opening, undo
from desktop.services.backup import checking, keeping, restoring
from tests.services.backup.conftest import NOW
from tests.services.backup.test_package import flip


def names(office):
    store = office.open()
    with store.read() as session:
        found = sorted(session.scalars(select(Person.name)))
    store.close()
    return found


def test_on_an_empty_pc_nothing_is_missing(county, elsewhere, tmp_path):
    """Records, recycle bin, attachments, templates, columns: the difference is nothing."""
    before = county.content()
    county.backup(tmp_path / "a")
    done = restoring.restore(tmp_path / "a", elsewhere.places, NOW)
    assert done.safety is None
    assert elsewhere.content() == before and elsewhere.leftovers() == []
    store = elsewhere.open()
    assert [d.names for d in recycle.listed(store)] == [("李四",)]
    undo.undo(store, recycle.listed(store)[0].operation)
    store.close()
    assert "李四" in names(elsewhere)


def test_what_was_there_is_replaced_kept_and_comes_back(county, tmp_path):
    county.backup(tmp_path / "a")
    then = county.content()
    county.add("王五")
    (county.places.folder / "templates" / "member" / "新表.docx").write_bytes(b"later")
    (county.places.folder / "view-members.json").write_text("{}", "utf-8")
    later = county.content()
    done = restoring.restore(tmp_path / "a", county.places, NOW)
    assert county.content() == then and "王五" not in names(county)
    assert done.safety.parent == county.places.backups and checking.verify(done.safety).reason == "恢复前"
    back = restoring.restore(done.safety, county.places, NOW)
    assert county.content() == later and "王五" in names(county)
    assert back.manifest.counts["person"] == 4
    assert county.leftovers() == []


def test_the_audit_says_what_was_replaced(county, tmp_path):
    made = county.backup(tmp_path / "a")
    county.add("王五")
    restoring.restore(tmp_path / "a", county.places, NOW)
    store = county.open()
    with store.read() as session:
        row = session.scalars(select(Audit).order_by(Audit.id.desc())).first()
    store.close()
    assert (row.id, row.action, row.subject.split()[:2]) == (made.audit_rows + 1, "从备份恢复", [made.made, str(made.audit_rows + 1)])


def test_damaged_backups_change_nothing(county, tmp_path):
    county.backup(tmp_path / "a")
    county.add("王五")
    before, whole = county.content(), (tmp_path / "a").read_bytes()
    for change in (flip(8 * 1000), flip(8 * (len(whole) - 30)), lambda w: w[:-1], lambda w: w[:5000], lambda w: b""):
        (tmp_path / "b").write_bytes(change(whole))
        with pytest.raises(Refused, match="现有资料没有改动"):
            restoring.restore(tmp_path / "b", county.places, NOW)
    assert county.content() == before and keeping.listed(county.places.backups) == []


def test_a_damaged_attachment_is_put_right(county, tmp_path):
    county.backup(tmp_path / "a")
    (_, attached), = county.places.attachments()
    whole = attached.read_bytes()
    attached.write_bytes(b"spoilt")
    restoring.restore(tmp_path / "a", county.places, NOW)
    assert attached.read_bytes() == whole


def test_a_store_too_damaged_for_a_backup_is_kept_as_it_is(county, tmp_path):
    county.backup(tmp_path / "a")
    then = county.content()
    with county.places.store.open("rb+") as file:
        file.seek(4096)
        file.write(os.urandom(100_000))
    damaged = county.places.store.read_bytes()
    done = restoring.restore(tmp_path / "a", county.places, NOW)
    assert (done.safety / "office.db").read_bytes() == damaged
    assert county.content() == then


def test_what_is_no_store_at_all_is_replaced_too(county, tmp_path):
    county.backup(tmp_path / "a")
    then = county.content()
    county.places.store.write_bytes(b"not a database")
    restoring.restore(tmp_path / "a", county.places, NOW)
    assert county.content() == then


@pytest.mark.skipif(sys.platform == "win32", reason="there an open file cannot be replaced anyway")
def test_not_while_another_program_has_the_store_open(county, tmp_path):
    county.backup(tmp_path / "a")
    before = county.places.store.read_bytes()
    code = ("import sys; from desktop.services import opening; store = opening.open_store(sys.argv[1]);"
            "print('open', flush=True); sys.stdin.read()")
    with subprocess.Popen([sys.executable, "-c", code, county.places.store], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(Refused, match="正在另一个窗口或程序里打开"):
            restoring.restore(tmp_path / "a", county.places, NOW)
        other.stdin.close()
    assert county.places.store.read_bytes() == before
    restoring.restore(tmp_path / "a", county.places, NOW)


def test_our_own_open_store_counts_as_well(county, tmp_path):
    county.backup(tmp_path / "a")
    store = county.open()
    with pytest.raises(Refused, match="正在另一个窗口或程序里打开"):
        restoring.restore(tmp_path / "a", county.places, NOW)
    store.close()


def killed_at(number: int, act) -> bool:
    """Do `act` in a child that is killed at the `number`-th thing it asks of the file system; was it?"""
    child = os.fork()
    if child == 0:
        left = [number]

        def count(event: str, _arguments) -> None:
            if event in EVENTS:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(count)
            act()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


EVENTS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.truncate", "fcntl.fcntl", "fcntl.flock", "os.listdir",
          "os.scandir", "shutil.copyfile", "shutil.rmtree", "tempfile.mkstemp", "tempfile.mkdtemp"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked child")
@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.all)])
def test_killed_anywhere_the_next_start_has_all_or_nothing(county, tmp_path, step):
    county.backup(tmp_path / "a")
    then = county.content()
    county.add("王五")
    (county.places.folder / "templates" / "新.docx").write_bytes(b"later")
    (_, attached), = county.places.attachments()
    attached.unlink()
    county.backup(tmp_path / "b")
    now = county.content()
    found, number = set(), 1
    while killed_at(number, lambda: restoring.restore(tmp_path / "a", county.places, NOW)):
        opening.open_store(str(county.places.store)).close()
        content = county.content()
        assert content in (then, now), number
        assert county.leftovers() == [], number
        found.add("then" if content == then else "now")
        if content == then:  # as it was before, for the next kill
            restoring.restore(tmp_path / "b", county.places, NOW)
            attached.unlink()
            assert county.content() == now
        number += step
    assert found == {"then", "now"} and number > 50
    assert county.content() == then


def test_a_restore_that_runs_is_not_disturbed_by_a_start(county, tmp_path):
    county.backup(tmp_path / "a")
    home = county.places.restoring
    home.mkdir()
    code = ("import sys, pathlib; from desktop.services.backup.settling import held\n"
            "with held(pathlib.Path(sys.argv[1])): print('at work', flush=True); sys.stdin.read()")
    with subprocess.Popen([sys.executable, "-c", code, home], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"at work\n"
        with pytest.raises(Refused, match="正在恢复"):
            opening.open_store(str(county.places.store))
        assert home.exists()
        other.kill()
    home.mkdir(exist_ok=True)
    opening.open_store(str(county.places.store)).close()
    assert not home.exists()


def test_a_full_disk_is_said_before_anything_is_done(county, tmp_path, monkeypatch):
    county.backup(tmp_path / "a")
    before = county.content()
    monkeypatch.setattr(restoring, "SPARE", 1 << 60)
    with pytest.raises(Refused, match="磁盘放不下：恢复要"):
        restoring.restore(tmp_path / "a", county.places, NOW)
    assert county.content() == before and county.leftovers() == []


def test_the_folder_must_be_there(county, tmp_path):
    county.backup(tmp_path / "a")
    from desktop.services.backup.places import Places

    with pytest.raises(Refused, match="请先建好文件夹"):
        restoring.restore(tmp_path / "a", Places(tmp_path / "没有" / "office.db", tmp_path), NOW)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked child")
@pytest.mark.parametrize("step", [11, pytest.param(1, marks=pytest.mark.all)])
def test_a_killed_backup_is_no_backup_and_its_private_traces_go_at_the_next_start(county, tmp_path, monkeypatch, step):
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    target, number, traces = tmp_path / "优盘" / "a", 1, 0
    target.parent.mkdir()
    while killed_at(number, lambda: county.backup(target)):
        assert all(folder.stat().st_mode & 0o777 == 0o700 for folder in place.iterdir())
        assert all(draft.stat().st_mode & 0o777 == 0o600 for draft in target.parent.iterdir())
        traces += len(list(place.iterdir()))
        opening.open_store(str(county.places.store)).close()
        assert list(place.iterdir()) == [] and county.leftovers() == []
        if target.exists():
            checking.verify(target)
            target.unlink()
        number += step
    assert traces > 1 and checking.verify(target).counts["person"] == 3
    assert [p.name for p in target.parent.iterdir()] == ["a"]
