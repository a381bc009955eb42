"""The program is ended in the middle of things: what was typed comes back, errors are told once and without personal data."""
from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qInstallMessageHandler, qWarning
from PySide6.QtWidgets import QApplication

from desktop import app, log
from desktop.services import members
from desktop.settings import Settings
from desktop.views import crash, unsaved
from tests.views.invented import write
from tests.walks.gestures import Answer
from tests.walks.test_window import press, texts

NAME, PHONE = "冯不存", "13900001234"


def type_member(qtbot, window):
    """A new member, half entered; returns the page when the draft is kept."""
    page = window.open("members")
    page.add()
    form = page.covered().form
    for name, words in (("name", NAME), ("phone", PHONE), ("born", "1975.")):
        form.cells[name].editor.setFocus()
        write(form.cells[name].editor, words)
    qtbot.waitUntil(lambda: (window.work.remembered("unsaved-members") or {}).get("texts", {}).get("born") == "1975.")
    return page


def another(qtbot, window):
    """The next start over the same store and user folder; the first one never came to its end."""
    made = app.Window(window.settings)
    qtbot.addWidget(made)
    made.show()
    assert made.open_store()
    return made


def test_a_form_that_was_not_saved_is_offered_at_the_next_start(window, qtbot):
    type_member(qtbot, window)
    again = another(qtbot, window)
    assert "上次有没保存的内容" in texts(again)
    press(qtbot, again, "接着填写")
    form = again.open("members").covered().form
    assert [form.cells[n].editor.text() for n in ("name", "phone", "born")] == [NAME, PHONE, "1975."]
    assert form.changed_by_user
    form.cells["born"].editor.setText("1975.8")
    again.open("members").covered()._save()
    assert NAME in {m["name"] for m in members.listed(again.work.store)}
    assert "没保存" not in texts(another(qtbot, again))


def test_what_is_typed_over_a_record_comes_back_over_that_record(window, qtbot):
    page = window.open("members")
    row = page.table.shown_rows()[0]
    page.edit(row["id"])
    page.covered().form.cells["title"].editor.setFocus()
    page.covered().form.cells["title"].type_in("调研员")
    qtbot.waitUntil(lambda: bool(window.work.remembered("unsaved-members")))
    again = another(qtbot, window)
    press(qtbot, again, "接着填写")
    editor = again.open("members").covered()
    assert (row["name"] in editor.title and editor.form.changes() == {"title": "调研员", "on": None}) or \
        editor.form.typed() == {"title": "调研员"}


def test_an_unwanted_draft_is_dropped_and_the_other_stores_are_none_of_its_business(window, qtbot, tmp_path):
    type_member(qtbot, window)
    shutil.copyfile(window.settings.store, tmp_path / "other.db")
    other = app.Window(Settings(str(tmp_path / "other.db"), window.settings.folder, chosen=True))
    qtbot.addWidget(other)
    other.show()
    assert other.open_store() and "没保存" not in texts(other)
    other.work.store.close()
    again = another(qtbot, window)
    again.banner._shut()
    assert unsaved.found(again.work, ["members"]) == []
    assert "没保存" not in texts(another(qtbot, window))


@pytest.mark.skipif(os.name == "nt", reason="permission bits")
def test_a_draft_is_for_this_users_eyes_only(window, qtbot):
    type_member(qtbot, window)
    kept, = window.settings.folder.glob("view-unsaved-members.json")
    assert kept.stat().st_mode & 0o777 == 0o600


WINDOW = """
import sys
from PySide6.QtTest import QTest
from PySide6.QtCore import QTimer
from desktop import app
from desktop.settings import Settings
program = app.application()
window = app.Window(Settings(sys.argv[1], __import__("pathlib").Path(sys.argv[2]), chosen=True))
window.show()
assert window.open_store()
if sys.argv[3] == "type":
    page = window.open("members")
    page.add()
    QTest.keyClicks(page.covered().form.cells["name"].editor, "Feng Bucun")
    QTimer.singleShot(1500, lambda: print("typed", flush=True))
    program.exec()
else:
    window._go_on()
    print(window.open("members").covered().form.cells["name"].editor.text(), flush=True)
"""


@pytest.mark.all
@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_a_killed_program_gives_the_form_back(county, tmp_path):
    shutil.copyfile(county, tmp_path / "a.db")
    command = [sys.executable, "-c", WINDOW, str(tmp_path / "a.db"), str(tmp_path / "user")]
    root = Path(__file__).parents[2]
    first = subprocess.Popen([*command, "type"], cwd=root, stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None and first.stdout.readline() == "typed\n"
    first.send_signal(signal.SIGKILL)
    first.wait()
    second = subprocess.run([*command, "back"], cwd=root, capture_output=True, text=True, timeout=120)
    assert second.stdout == "Feng Bucun\n"


@pytest.fixture
def watched(tmp_path, qtbot):
    """The crash hooks as the program installs them; the test's own hooks come back."""
    kept = sys.excepthook, threading.excepthook, sys.unraisablehook
    made = crash.watch(tmp_path / "user")
    yield made
    sys.excepthook, threading.excepthook, sys.unraisablehook = kept
    qInstallMessageHandler(None)
    log.stop()


class Broken(Exception):
    """An error whose words quote a person."""


def fail():
    raise Broken(f"{NAME} {PHONE} 419901197508150119")


def noted(folder):
    return "".join(p.read_text("utf-8") for p in sorted((folder / "user" / "log").glob("*.log*")))


def test_an_error_is_told_in_one_dialog_with_a_report_to_copy(watched, qtbot, tmp_path):
    copied = []

    def copy():
        dialog = QApplication.activeModalWidget()
        dialog.copy()
        copied.append(QApplication.clipboard().text())

    answer = Answer("知道了", copy)
    try:
        fail()
    except Broken as error:
        QTimer.singleShot(0, lambda e=error: sys.excepthook(type(e), e, e.__traceback__))
        QTimer.singleShot(5, lambda e=error: sys.excepthook(type(e), e, e.__traceback__))  # while the dialog is open
    qtbot.waitUntil(lambda: answer.done and QApplication.activeModalWidget() is None)
    for words in (answer.seen, copied[0], noted(tmp_path)):
        assert "Broken" in words and "test_crash.py" in words and "fail" in words
        assert NAME not in words and PHONE not in words and "4199" not in words and str(Path.home()) not in words
    assert "已登记的内容不受影响" in answer.seen


def test_an_error_of_another_thread_and_a_complaint_of_qt_are_noted(watched, qtbot, tmp_path):
    answer = Answer("知道了")
    other = threading.Thread(target=fail)
    other.start()
    other.join()
    qtbot.waitUntil(lambda: answer.done)
    qWarning(f"QPixmap: cannot open file '/home/wang/{NAME}.jpg' {PHONE} {NAME}")
    words = noted(tmp_path)
    assert "Broken" in words and "Qt: QPixmap: cannot open file" in words
    assert NAME not in words and "wang" not in words and PHONE not in words


@pytest.mark.skipif(os.name == "nt", reason="permission bits")
def test_the_log_goes_round_and_is_private(tmp_path, monkeypatch):
    monkeypatch.setattr(log, "LARGEST", 2000)
    log.start(tmp_path)
    for _ in range(60):
        try:
            fail()
        except Broken as error:
            log.failure(error)
    log.stop()
    found = sorted(p.name for p in (tmp_path / log.FOLDER).iterdir())
    assert found == ["xiewu.log", "xiewu.log.1", "xiewu.log.2"]
    assert {p.stat().st_mode & 0o777 for p in (tmp_path / log.FOLDER).iterdir()} == {0o600}
