"""A hostile file dropped on the window: a sentence, nothing stored, and the window goes on drawing meanwhile."""
from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QObject, QTimer

from desktop.services import members
from tests import files
from tests.walks.gestures import Answer

LONGEST_GAP = 3.0  # seconds on the clock; on a PC of its own it is under a tenth, here eight programs may share two cores
LONGEST_WORK = 0.2  # seconds that the window's own thread computes without looking up: 0.07 here, whatever else the PC does (R27)


class Pulse(QObject):
    """Beats as long as the event loop turns; `longest` is the longest time between two beats, `busiest` the most work in one."""

    def __init__(self, parent):
        super().__init__(parent)
        self.beats, self.longest, self._last = 0, 0.0, time.monotonic()
        self.busiest, self._worked = 0.0, time.thread_time()
        timer = QTimer(self)
        timer.timeout.connect(self._beat)
        timer.start(10)

    def _beat(self):
        now = time.monotonic()
        self.beats, self.longest, self._last = self.beats + 1, max(self.longest, now - self._last), now
        worked = time.thread_time()
        self.busiest, self._worked = max(self.busiest, worked - self._worked), worked


def many_rows(path):
    path.write_text("姓名,性别\n" + "丁一,男\n" * 200_000, "utf-8")
    return path


def one_line(path):
    path.write_text("姓名," + "甲" * 20_000_000, "utf-8")
    return path


@pytest.mark.parametrize(("make", "word"), [(files.bomb, "展开后"), (many_rows, "50,000 行"), (one_line, "20 万字")])
def test_the_window_is_alive_while_a_hostile_file_is_read(window, qtbot, tmp_path, make, word):
    page = window.open("members")
    before = len(members.listed(window.work.store))
    path = make(tmp_path / "名册.xlsx")
    answer = Answer("知道了")
    pulse = Pulse(window)
    page.import_file(str(path))
    page.covered().go(1)
    qtbot.waitUntil(lambda: answer.done, timeout=60_000)
    assert word in answer.seen and "名册.xlsx" in answer.seen
    assert pulse.beats >= 5 and pulse.longest < LONGEST_GAP and pulse.busiest < LONGEST_WORK
    assert len(members.listed(window.work.store)) == before
    page.covered().left.emit()
    assert page.covered() is None and page.table.shown_rows()
