"""What must be said or decided now: dialogs and banners in one look."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QPushButton, QWidget

from desktop.views import theme
from desktop.views.widgets.chips import restyle
from desktop.views.widgets.layout import Dialog, button, column, label, row, tool

DRAWINGS = {"info": ("info", "info"), "done": ("circle-check", "done"), "wait": ("triangle-alert", "wait"),
            "late": ("circle-alert", "late")}
SAFE = "资料没有改动。"


class Message(Dialog):
    """A heading, sentences, perhaps a list, and buttons whose words say what they do.

    `chosen` is the word of the button that was pressed, '' for Esc. The last word is the proposed one. Long lists scroll,
    so that the buttons are never off the screen.
    """

    def __init__(self, heading: str, sentences: Sequence[str] = (), *, state: str = "info", words: Sequence[str] = ("知道了",),
                 danger: bool = False, listed: Sequence[str] = (), copies: bool = False,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.chosen = ""
        self._text = "\n".join([heading, *sentences, *listed])
        drawing = QLabel()
        drawing.setPixmap(theme.picture(*DRAWINGS[state], 28))
        drawing.setAlignment(Qt.AlignmentFlag.AlignTop)
        words_box = column(label(heading, "heading", wraps=True), *(label(s, wraps=True) for s in sentences), gap=8)
        if listed:
            words_box.addWidget(self._list(listed))
        top = row(drawing, gap=14)
        top.addLayout(words_box, 1)
        feet = row(gap=8)
        if copies:
            feet.addWidget(button("复制文字", "quiet", "copy", self.copy))
        feet.addStretch(1)
        self.buttons = {word: self._button(word, word == words[-1], danger) for word in words}
        for each in self.buttons.values():
            feet.addWidget(each)
        box = column(gap=20, margins=(20, 20, 20, 16))
        box.addLayout(top)
        box.addLayout(feet)
        self.setLayout(box)
        self.setMinimumWidth(theme.px(420))

    def _list(self, lines: Sequence[str]) -> QPlainTextEdit:
        box = QPlainTextEdit("\n".join(lines))
        box.setReadOnly(True)
        box.setFixedHeight(box.fontMetrics().lineSpacing() * min(len(lines), 8) + theme.px(18))
        return box

    def _button(self, word: str, last: bool, danger: bool) -> QPushButton:
        look = ("danger" if danger else "primary") if last else ""
        made = button(word, look, clicked=lambda: self._choose(word))
        # What cannot be undone must be pressed on purpose: there Enter does not press it.
        made.setDefault(last and not danger)
        return made

    def _choose(self, word: str) -> None:
        self.chosen = word
        self.accept()

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        proposed = [each for each in self.buttons.values() if each.isDefault()]
        (proposed or list(self.buttons.values()))[0].setFocus()


def refusal(sentence: str, *, todo: str = "", safe: str = SAFE, heading: str = "这一步没有做",
            parent: QWidget | None = None) -> Message:
    """What happened, whether data is safe, what to do; its text can be copied. Shown with exec()."""
    return Message(heading, [part for part in (sentence, safe, todo) if part], state="late", copies=True, parent=parent)


def confirm(heading: str, sentences: Sequence[str] = (), *, yes: str, no: str = "取消", danger: bool = False,
            listed: Sequence[str] = (), parent: QWidget | None = None) -> bool:
    """Ask before something is done; `yes` is a verb with its object (交办所选 12 件)."""
    dialog = Message(heading, sentences, state="wait" if danger else "info", words=(no, yes), danger=danger, listed=listed,
                     parent=parent)
    dialog.exec()
    return dialog.chosen == yes


def ask(heading: str, sentences: Sequence[str], words: Sequence[str], *, state: str = "wait",
        parent: QWidget | None = None) -> str:
    """One of several ways on; '' when the dialog was left with Esc. The last word is the proposed one."""
    dialog = Message(heading, sentences, state=state, words=words, parent=parent)
    dialog.exec()
    return dialog.chosen


def unsaved(parent: QWidget | None = None) -> str:
    """Leaving a form in which something was typed: 保存, 不保存 or 继续填写 ('' counts as 继续填写)."""
    return ask("填写的内容还没有保存", ["离开后，没有保存的内容不会保留。"], ("继续填写", "不保存", "保存"), parent=parent)


class Banner(QFrame):
    """A sentence above what it is about, with at most one link; closed by the user or by `clear`."""
    link_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", "info")
        self._drawing = QLabel()
        self._words = label("", wraps=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._link = button("", "link", clicked=self.link_asked.emit)
        self._close = tool("x", "关闭提示", self._shut)
        box = row(self._drawing, self._words, self._link, self._close, gap=10, margins=(10, 5, 6, 5))
        box.setStretch(1, 1)
        self.setLayout(box)
        self.hide()

    def say(self, sentence: str, state: str = "info", *, link: str = "", closes: bool = True) -> None:
        """`state` is info, done, wait or late."""
        restyle(self, "banner", state)
        self._drawing.setPixmap(theme.picture(*DRAWINGS[state], 18))
        self._words.setText(sentence)
        self._link.setText(link)
        self._link.setVisible(bool(link))
        self._close.setVisible(closes)
        self.show()

    def text(self) -> str:
        return self._words.text() if self.isVisibleTo(self.parentWidget()) else ""

    def clear(self) -> None:
        self.hide()

    def _shut(self) -> None:
        self.hide()
        self.closed.emit()

