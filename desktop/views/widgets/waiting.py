"""Something that must be finished before anything else can be done: words, a bar, and perhaps a way to do without it."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from desktop.services.progress import Progress
from desktop.views import theme
from desktop.views.widgets.jobs import Job
from desktop.views.widgets.layout import button, column, label, row


class Waiting(QDialog):
    """`stop` is the button's word; without it there is none. Shown with `result_of`."""

    def __init__(self, words: str, work: Callable[[Progress], Any], *, stop: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words)
        self.setModal(True)
        self._stops = bool(stop)
        self._value: Any = None
        self._error: Exception | None = None
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._stop = button(stop, clicked=self.reject)
        self._stop.setVisible(False)
        box = column(label(words, "heading", wraps=True), self._bar, gap=14, margins=(20, 20, 20, 16))
        if stop:
            self._stop.setVisible(True)
            box.addLayout(row("", self._stop))
        self.setLayout(box)
        self.setMinimumWidth(theme.px(420))
        self.job = Job(work, self)
        self.job.advanced.connect(self._advanced)
        self.job.finished.connect(self._finished)
        self.job.failed.connect(self._failed)
        self.job.cancelled.connect(lambda: super(Waiting, self).reject())

    def result_of(self) -> tuple[bool, Any]:
        """(done, what the work returned); what it raised is raised here. (False, None) when it was stopped."""
        QTimer.singleShot(0, self.job.start)
        done = self.exec() == QDialog.DialogCode.Accepted
        if self._error is not None:
            raise self._error
        return done, self._value

    def reject(self) -> None:
        """Esc and the button stop the work, if it may be stopped; the dialog goes when it has."""
        if self._stops:
            self._stop.setEnabled(False)
            self.job.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def _advanced(self, done: int, total: int) -> None:
        self._bar.setRange(0, 1000)
        self._bar.setValue(done * 1000 // max(total, 1))

    def _finished(self, value: Any) -> None:
        self._value = value
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._error = error
        self.accept()
