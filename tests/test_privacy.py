"""What the program notes for its keepers holds nobody's number and nobody's name, whatever went wrong."""
from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning
from PySide6.QtGui import QPixmap

from desktop import app, cli, log
from desktop.services import demo, members, opening
from desktop.settings import Settings
from desktop.views import crash
from tests import files

ROOT = Path(__file__).parents[1]
NUMBERS = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")


@pytest.fixture(scope="session")
def practice(tmp_path_factory):
    file = tmp_path_factory.mktemp("practice") / "a.db"
    demo.create(str(file)).close()
    return file


def people(file):
    store = opening.open_store(str(file))
    found = members.listed(store)
    store.close()
    return {m["name"] for m in found}


def logs(*folders):
    """Everything that the program wrote down beside its stores: logs, notes of faults, what stayed in temporary places."""
    found = {}
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and path.suffix not in (".db", ".db-wal", ".db-shm", ".xlsx", ".docx", ".pdf", ".jpg"):
                found[path] = path.read_bytes().decode("utf-8", "replace")
    return found


def clean(found, names):
    for path, text in found.items():
        assert not NUMBERS.search(text), path
        assert not [name for name in names if name in text], path


def test_a_day_of_work_with_every_kind_of_error_leaves_no_names(practice, tmp_path, monkeypatch, capsys, qtbot):
    names = people(practice) | {"冯不存"}
    shutil.copyfile(practice, tmp_path / "a.db")
    user, temporary = tmp_path / "user", tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("XIEWU_FOLDER", str(user))
    monkeypatch.setenv("XIEWU_STORE", str(tmp_path / "a.db"))
    files.messy_roster(tmp_path / "王凯 13900001234.xlsx")
    (tmp_path / "冯不存.xls").write_bytes(files.OLD_WORKBOOK.read_bytes()[:3000])
    runs = (["import", "members", tmp_path / "王凯 13900001234.xlsx"], ["import", "persons", tmp_path / "冯不存.xls"],
            ["list", "members", "--show-private"], ["history", next(iter(names))], ["export", "member-roster", "-o", tmp_path / "r.docx"],
            ["undo"], ["export", "member-roster", "-o", tmp_path / "没有" / "r.docx"])
    for words in runs:
        cli.main([str(w) for w in words])
    err = capsys.readouterr().err

    def broken(*_words, **_more):
        raise ValueError("冯不存 419901197508150119 13900001234")

    for verb, target in (("list", "desktop.services.lists.noun"), ("import", "desktop.services.imports.noun"),
                         ("undo", "desktop.services.undo.undo")):
        with monkeypatch.context() as patch:
            patch.setattr(target, broken)
            more = {"list": ["members"], "import": ["members", tmp_path / "冯不存.xls"], "undo": []}[verb]
            assert cli.main([verb, *map(str, more)]) == 1
    assert "Traceback" not in err + capsys.readouterr().err
    window(tmp_path, user, monkeypatch, qtbot)
    found = logs(user / log.FOLDER, temporary)
    assert sum("ValueError" in text for text in found.values()) and any("Qt:" in text for text in found.values())
    clean(found, names)


def window(tmp_path, user, monkeypatch, qtbot):
    """An hour at the window: errors of slots, Qt's complaints, a page of each kind."""
    kept = sys.excepthook, threading.excepthook, sys.unraisablehook
    told = []
    monkeypatch.setattr(crash, "dialog", lambda report: told.append(report) or type("Said", (), {"exec": lambda self: 0})())
    watching = crash.watch(user)
    app.application()
    made = app.Window(Settings(str(tmp_path / "a.db"), user, chosen=True))
    qtbot.addWidget(made)
    made.show()
    assert made.open_store()
    for page in ("members", "persons", "committees", "units", "documents", "statistics", "settings"):
        made.open(page)
    QPixmap("/home/冯不存/王凯.jpg").isNull()
    qWarning("QFile: '/home/冯不存/13900001234.jpg' 冯不存 419901197508150119")
    try:
        raise RuntimeError("冯不存 13900001234")
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert told and "RuntimeError" in told[0] and "冯" not in told[0]
    made.close()
    sys.excepthook, threading.excepthook, sys.unraisablehook = kept
    qInstallMessageHandler(None)
    log.stop()
    assert watching is not None


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_crash_below_python_leaves_places_only(tmp_path):
    script = ("import os, sys\nfrom pathlib import Path\nfrom desktop import log\n"
              "log.watch_faults(Path(sys.argv[1]))\ndef opening(name):\n    os.kill(os.getpid(), 11)\nopening('冯不存 13900001234')\n")
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, capture_output=True)
    assert done.returncode == -11
    text = (tmp_path / log.FOLDER / log.FAULTS).read_text("utf-8")
    assert "in opening" in text and "冯" not in text and "139" not in text


def test_what_was_deleted_is_wiped(practice, tmp_path):
    """secure_delete is asked for, whatever the SQLite of the platform does by itself."""
    shutil.copyfile(practice, tmp_path / "a.db")
    store = opening.open_store(str(tmp_path / "a.db"))
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    store.close()
