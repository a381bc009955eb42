"""One editor per kind of value: what is typed stays text until the form reads it."""
from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from desktop.fields import dates
from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Day, Kind, Month, PartialDate, Several, Text, YesNo
from desktop.views import theme
from desktop.views.widgets.choices import Choices, best, matching
from desktop.views.widgets.conditions import Readings

ARROW = 22
SETTLED = 60  # milliseconds after a candidate was confirmed in which its Enter may still arrive


class Composing(QObject):
    """Knows whether an input method is at work in a widget, so that the Enter which confirms a candidate stays its own."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._preedit = False
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLED)
        widget.installEventFilter(self)

    @property
    def active(self) -> bool:
        return self._preedit or self._settling.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            if self._preedit and not event.preeditString():
                self._settling.start()
            self._preedit = bool(event.preeditString())
        elif event.type() == QEvent.Type.FocusOut:
            self._preedit = False
        return False


class Line(QLineEdit):
    """One line of text, a number or a date. edited: by the user. moved(step): on to the next field or back."""
    edited = Signal()
    moved = Signal(int)

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind
        self.composing = Composing(self)
        self.textEdited.connect(lambda _text: self.edited.emit())
        if kind.numeric:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        if isinstance(kind, Day | PartialDate):
            self.setPlaceholderText("如 1975.8" if isinstance(kind, PartialDate) else "如 2024.3.1")

    def raw(self) -> str:
        return self.text()

    def show_value(self, value: Any) -> None:
        self.setText(self.kind.show(value))
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif not self.composing.active:
            self.moved.emit(step)


class Lines(QPlainTextEdit):
    """Several lines; Enter breaks the line, Tab or Ctrl+Enter leads on."""
    edited = Signal()
    moved = Signal(int)

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind
        self._showing = False
        self.setTabChangesFocus(True)
        self.setMinimumHeight(theme.px(78))
        self.setMaximumHeight(theme.px(160))
        self.textChanged.connect(self._changed)

    def _changed(self) -> None:
        if not self._showing:
            self.edited.emit()

    def raw(self) -> str:
        return self.toPlainText()

    def show_value(self, value: Any) -> None:
        self._showing = True
        self.setPlainText(self.kind.show(value))
        self._showing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved.emit(1)
        else:
            super().keyPressEvent(event)


class Chooser(Line):
    """A word of a table, found by its characters or its initials; the list opens with Down or the arrow.

    For Several, the last of the words separated by 、 is the one that is looked for.
    """

    def __init__(self, kind: Kind, offered: list[str], readings: Readings | None, *, several: bool = False) -> None:
        super().__init__(kind)
        self.offered, self._readings, self._several = offered, readings, several
        self.list = Choices(self)
        self.list.taken.connect(self._take)
        self.setTextMargins(0, 0, theme.px(ARROW), 0)
        self.textEdited.connect(self._narrow)

    def _last(self) -> str:
        return self.text().replace("，", "、").rpartition("、")[2].strip() if self._several else self.text().strip()

    def _narrow(self) -> None:
        found = matching(self.offered, self._last(), self._readings)
        self.list.offer(found, chosen=0 if self._last() else -1)

    def _toggle(self) -> None:
        if self.list.isVisible():
            self.list.hide()
        else:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            here = self._last()
            self.list.offer(self.offered, chosen=self.offered.index(here) if here in self.offered else 0)

    def _take(self, word: str) -> None:
        before, mark, _ = self.text().replace("，", "、").rpartition("、")
        self.setText(f"{before}{mark}{word}" if self._several else word)
        self.edited.emit()

    def settle(self) -> None:
        """Initials that lead to one word become that word; text that is a word already stays."""
        word = self._last()
        found = best(self.offered, word, self._readings)
        if found and found != word:
            self._take(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.composing.active:
            QLineEdit.keyPressEvent(self, event)
        elif self.list.isVisible() and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
        elif self.list.isVisible() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list.take()
            self.moved.emit(1)
        elif self.list.isVisible() and key == Qt.Key.Key_Escape:
            self.list.hide()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self._toggle()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.list.hide()
        super().focusOutEvent(event)

    # The arrow is painted: the line's own actions do not grow with the font.

    def _on_arrow(self, event: QMouseEvent) -> bool:
        return event.position().x() >= self.width() - theme.px(ARROW + 8) and not self.isReadOnly()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._on_arrow(event):
            self._toggle()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.ArrowCursor if self._on_arrow(event) else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, arrow, size = QPainter(self), theme.picture("chevron-down", "ink2", 16), theme.px(16)
        painter.drawPixmap(self.width() - size - theme.px(8), (self.height() - size) // 2, arrow)
        painter.end()


class YesOrNo(QWidget):
    """Two buttons of which one or none is pressed; 是 and 否 by mouse, arrows or blank."""
    edited = Signal()
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.kind = YesNo()
        self.setProperty("look", "clear")
        self.buttons = {"是": QPushButton("是"), "否": QPushButton("否")}
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for place, (word, each) in zip(("first", "last"), self.buttons.items(), strict=True):
            each.setProperty("look", "segment")
            each.setProperty("place", place)
            each.setCheckable(True)
            each.setAutoDefault(False)
            each.clicked.connect(lambda checked, word=word: self._press(word, checked))
            each.installEventFilter(self)
            box.addWidget(each)
        box.addStretch(1)
        self.setFocusProxy(self.buttons["是"])

    def _press(self, word: str, checked: bool) -> None:
        for other, each in self.buttons.items():
            each.setChecked(checked and other == word)
        self.edited.emit()

    def raw(self) -> str:
        return next((word for word, each in self.buttons.items() if each.isChecked()), "")

    def show_value(self, value: Any) -> None:
        for word, each in self.buttons.items():
            each.setChecked(self.kind.show(value) == word)

    def setReadOnly(self, fixed: bool) -> None:
        self.setEnabled(not fixed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
                self.moved.emit(1)
                return True
            if event.key() == Qt.Key.Key_Up:
                self.moved.emit(-1)
                return True
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(32))


Editor = Line | Lines | Chooser | YesOrNo


def editor_for(field: Field, readings: Readings | None = None, known: list[str] | None = None) -> Editor:
    """The editor of a field. `known` are words to offer where the kind itself has no options (Several of a table)."""
    kind = field.kind
    if isinstance(kind, YesNo):
        made: Editor = YesOrNo()
    elif isinstance(kind, Text) and kind.lines:
        made = Lines(kind)
    elif isinstance(kind, Choice):
        made = Chooser(kind, known or kind.labels(), readings)
    elif isinstance(kind, Several):
        inner = kind.kind.labels() if isinstance(kind.kind, Choice) else []
        made = Chooser(kind, known or inner, readings, several=True)
    elif known:
        made = Chooser(kind, known, readings)
    else:
        made = Line(kind)
    made.setAccessibleName(field.label)
    if field.help:
        made.setToolTip(field.help)
    return made


def read_as(kind: Kind, value: Any, typed: str) -> str:
    """What a short date was taken for, where that is not what was typed: 75.8 -> 1975年8月."""
    if value is None or not isinstance(kind, Day | PartialDate) or typed.strip() == kind.show(value):
        return ""
    return f"读作 {dates.in_words(kind.show(value) if isinstance(kind, Month) else value)}"
