"""Long work off the GUI thread: a plain function, its progress in words, and a way to stop it."""
from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from desktop.services.progress import Cancelled, Progress
from desktop.views import theme
from desktop.views.widgets.layout import Dialog, Elided, button, label, row

OFTEN = 0.05  # seconds between two signals: more often nobody can read, and the window would only draw
TAKEN_BACK = "正在停止，已做的会全部退回…"


class Job(QObject):
    """Runs `work(progress)` on the thread pool; the signals arrive in the thread that made the job.

    Exactly one of finished(result), failed(exception), cancelled() comes at the end. Cancelling raises Cancelled inside
    `progress`, so that a transaction around the work rolls back and nothing is half done.
    """
    advanced = Signal(int, int)
    finished = Signal(object)
    failed = Signal(Exception)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, work: Callable[[Progress], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = Event()
        self._told = 0.0

    def start(self) -> None:
        QThreadPool.globalInstance().start(QRunnable.create(self._run))

    def cancel(self) -> None:
        self._stop.set()

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()

    def _step(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if done >= total or now - self._told >= OFTEN:
            self._told = now
            self.advanced.emit(done, total)

    def _run(self) -> None:
        try:
            result = self._work(self._step)
        except Cancelled:
            self.cancelled.emit()
        except Exception as error:  # handed on to the window, which words it for the user
            self.failed.emit(error)
        else:
            self.finished.emit(result)
        self.ended.emit()


class JobBar(QFrame):
    """A strip with words, a bar and 取消; hidden while nothing runs. `words` say what is being done (正在核对名单).

    idle: what ran has ended.
    """
    idle = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", "info")
        self._words = Elided("", "")
        self._count = label("", "second")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.px(220))
        self._stop = button("取消", clicked=self.stop)
        self.setFocusProxy(self._stop)
        box = row(self._words, self._count, self._bar, self._stop, gap=12, margins=(12, 6, 8, 6))
        box.setStretch(0, 1)
        self.setLayout(box)
        self._job: Job | None = None
        self._stopping = TAKEN_BACK
        self.hide()

    def watch(self, job: Job, words: str, stopping: str = TAKEN_BACK) -> Job:
        """Show the job's progress until it ends, and start it; `stopping` says what becomes of what was done."""
        self._job, self._stopping = job, stopping
        self._words.setText(words)
        self._count.clear()
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self.show()
        job.advanced.connect(self._advanced)
        job.ended.connect(self._ended)
        job.start()
        return job

    def _advanced(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._count.setText(f"{done} / {total}")

    @property
    def busy(self) -> bool:
        return self._job is not None

    def stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._stop.setEnabled(False)
            self._words.setText(self._stopping)

    def _ended(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self.hide()
            self.idle.emit()


class BusyDialog(Dialog):
    """Shows its own long work in `bar`; left while something runs, it stops that first and goes when it has ended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = JobBar()
        self.finished.connect(self.deleteLater)

    def reject(self) -> None:
        if self.bar.busy:
            self.bar.idle.connect(super().reject)
            self.bar.stop()
        else:
            super().reject()
