"""What a clerk does with the window: buttons pressed, questions answered, and everything by keys alone."""
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from shiboken6 import isValid


def texts(widget: QWidget) -> str:
    """All words that are seen."""
    seen = [each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)]
    return " ".join([*seen, *(each.toPlainText() for each in widget.findChildren(QPlainTextEdit) if each.isVisibleTo(widget))])


def button(widget: QWidget, words: str) -> QPushButton | None:
    return next((b for b in widget.findChildren(QPushButton) if b.text() == words and b.isVisibleTo(widget) and b.isEnabled()), None)


def press(widget: QWidget, words: str) -> None:
    """The newest button of that name: those of the record before are gone when the event loop comes to them."""
    [b for b in widget.findChildren(QPushButton) if b.text() == words][-1].click()


def in_dialog(act: Callable[[QWidget], object]) -> list[QWidget]:
    """Do something in the dialog that opens next; a test that fails in it must not leave it open for ever.

    What is returned gets the dialog when it was there.
    """
    came: list[QWidget] = []

    def found() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            assert dialog is not None, "没有打开对话框"
            came.append(dialog)
            focused(dialog)
            act(dialog)
        finally:
            if dialog is not None and seen(dialog):
                dialog.close()

    QTimer.singleShot(0, found)
    return came


def seen(dialog: QWidget) -> bool:
    """Is it still there? A dialog that has answered may be gone altogether."""
    return isValid(dialog) and dialog.isVisible()


def focused(window: QWidget) -> None:
    """Wait until the keys go to this window; QTest's own waiting is content with its parent."""
    window.activateWindow()
    for _ in range(200):
        if QApplication.activeWindow() is window and QApplication.focusWidget() is not None:
            return
        QTest.qWait(10)
    raise AssertionError(f"{window.windowTitle()}没有得到焦点")


def strike(*keys: str) -> None:
    """Keys by their names (Ctrl+Return, Shift+Down), each to whatever has the focus by then."""
    for each in keys:
        pressed = QKeySequence(each)[0]  # type: ignore[index]  # Qt's stubs do not know it
        there = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert there is not None, f"按 {each} 时没有焦点"
        QTest.keyClick(there, pressed.key(), pressed.keyboardModifiers())


def write(words: str) -> None:
    """As an input method writes Han characters into whatever has the focus."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(QApplication.focusWidget(), event)
    QTest.qWait(80)  # an Enter within so short a time after it would belong to the input method


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
