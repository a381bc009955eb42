"""Small parts that every widget is put together from: labels with a look, buttons, rows and columns, rules."""
from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.views import theme

Part = QWidget | QBoxLayout | int | str
TINTS = {"primary": "on_accent", "danger": "late", "quiet": "accent", "link": "accent"}
Box = TypeVar("Box", bound=QBoxLayout)


def label(text: str = "", look: str = "", *, wraps: bool = False) -> QLabel:
    """`look` is a name of the style sheet: title, heading, section, second, note, group, figure, label, message."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)  # a name such as <b> is a name
    if look:
        made.setProperty("look", look)
    made.setWordWrap(wraps)
    return made


class Push(QPushButton):
    """Enter presses it where it has the focus, on a page too, and never another one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, look: str = "", icon: str = "", clicked: Callable[[], object] | None = None) -> QPushButton:
    """`look` is '', primary, danger, quiet or link."""
    made = Push(text)
    if look:
        made.setProperty("look", look)
    if icon:
        made.setIcon(theme.icon(icon, TINTS.get(look, "ink2"), gap=3))
        made.setIconSize(theme.icon_size(16, gap=3))
    made.setAutoDefault(False)
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


def tool(icon: str, tip: str, clicked: Callable[[], object]) -> QToolButton:
    """An icon that can be pressed; what it does is said in its tool tip."""
    made = QToolButton()
    made.setIcon(theme.icon(icon))
    made.setIconSize(theme.icon_size(16))
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.clicked.connect(lambda _checked=False: clicked())
    return made


def row(*parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Widgets and boxes side by side; a number is a gap, '' takes the room that is left."""
    return _fill(QHBoxLayout(), parts, gap, margins)


def column(*parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    return _fill(QVBoxLayout(), parts, gap, margins)


def _fill(box: Box, parts: tuple[Part, ...], gap: int, margins: tuple[int, int, int, int]) -> Box:
    box.setSpacing(theme.px(gap))
    box.setContentsMargins(*(theme.px(m) for m in margins))
    for part in parts:
        if isinstance(part, QWidget):
            box.addWidget(part)
        elif isinstance(part, QBoxLayout):
            box.addLayout(part)
        elif isinstance(part, int):
            box.addSpacing(theme.px(part))
        else:
            box.addStretch(1)
    return box


def rule() -> QFrame:
    line = QFrame()
    line.setProperty("look", "rule")
    return line


def tab_bar(*words: str) -> QTabBar:
    """Tabs as wide as their words; what does not fit is reached with the arrows at the end."""
    made = QTabBar()
    made.setExpanding(False)
    made.setDrawBase(False)
    made.setUsesScrollButtons(True)
    for word in words:
        made.addTab(word)
    return made


class Elided(QLabel):
    """One line that gives way to its neighbours: it is elided, and whole in its tool tip.

    It takes all the room there is; `fits` no more than its words need.
    """

    def __init__(self, text: str = "", look: str = "", *, fits: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        if look:
            self.setProperty("look", look)
        wide = QSizePolicy.Policy.Maximum if fits else QSizePolicy.Policy.Ignored
        self.setSizePolicy(wide, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme.px(40), self.sizeHint().width()), super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.contentsRect()
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), words)


class Whole(QLabel):
    """Wrapping words that are never squeezed: what stands below gives way instead."""

    def __init__(self, look: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setWordWrap(True)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        if self.width() <= theme.px(60) or not self.text():
            return least
        return QSize(least.width(), max(least.height(), self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()


class Dialog(QDialog):
    """A dialog that is never too small for its words: where they wrap, or a font is bold, it grows."""

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show):
            self._grow()
        return done

    def _grow(self) -> None:
        box = self.layout()
        if box is None:
            return
        width = max(self.width(), box.totalMinimumSize().width())
        height = max(self.height(), box.totalMinimumSize().height(), box.totalHeightForWidth(width) if box.hasHeightForWidth() else 0)
        room = self.screen().availableGeometry()
        wanted = QSize(width, min(height, max(room.height() - theme.px(48), box.totalMinimumSize().height())))
        if wanted != self.size():
            self.resize(wanted)
            box.setGeometry(self.rect())  # Qt leaves it for later while the dialog is being shown
