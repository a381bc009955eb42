"""What a clerk does in a dialog that opens by itself after a while."""
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget


def texts(widget: QWidget) -> str:
    """All words that are seen."""
    seen = [each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)]
    return " ".join([*seen, *(each.toPlainText() for each in widget.findChildren(QPlainTextEdit) if each.isVisibleTo(widget))])


def button(widget: QWidget, words: str) -> QPushButton | None:
    return next((b for b in widget.findChildren(QPushButton) if b.text() == words and b.isVisibleTo(widget) and b.isEnabled()), None)


class Answer(QObject):
    """Presses a button of the next dialog that has it, after `first` was done; `seen` is what the dialog said."""

    def __init__(self, words: str, first: Callable[[], object] | None = None) -> None:
        super().__init__(QApplication.instance())
        self.words, self.first, self.seen, self.done = words, first, "", False
        self._timer = QTimer(self)
        self._timer.setInterval(20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        pressed = button(dialog, self.words) if dialog is not None else None
        if dialog is not None and pressed is not None:
            self._timer.stop()
            self.seen, self.done = texts(dialog), True
            if self.first is not None:
                self.first()
            pressed.click()
