"""The box that finds anything: typed text goes out, what was found comes back as a list under it."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from desktop.views import theme
from desktop.views.widgets.editors import Composing

WAIT = 150


@dataclass(frozen=True)
class Found:
    """A line of the answer; `what` is given back when it is chosen."""
    title: str
    second: str = ""
    icon: str = "file-text"
    what: Any = None


class FindBox(QLineEdit):
    """asked(text): some moments after the last key, and at once with Enter. chosen(what): a line was taken."""
    asked = Signal(str)
    chosen = Signal(object)

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find")
        self.setPlaceholderText(hint)
        self.setAccessibleName("查找")
        self.setClearButtonEnabled(True)
        self.setTextMargins(theme.px(22), 0, 0, 0)
        self._composing = Composing(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(lambda: self.asked.emit(self.text().strip()))
        self.textEdited.connect(lambda _text: self._timer.start())
        self.list = QListWidget(self)
        self.list.setWindowFlags(Qt.WindowType.ToolTip)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemPressed.connect(lambda _item: self._take())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setTextMargins(theme.px(22), 0, 0, 0)

    def show_found(self, found: Sequence[Found], nothing: str = "没有找到。可输入姓名、首字母、案号或标题中的字。") -> None:
        """Lines under the box; with none, the sentence `nothing`. An empty box shows nothing."""
        self.list.clear()
        if not self.text().strip() or not self.hasFocus():
            self.list.hide()
            return
        for each in found:
            item = QListWidgetItem(theme.icon(each.icon), f"{each.title}　{each.second}" if each.second else each.title)
            item.setData(Qt.ItemDataRole.UserRole, each)
            self.list.addItem(item)
        if not found:
            item = QListWidgetItem(nothing)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.setCurrentRow(0 if found else -1)
        self.list.setIconSize(theme.icon_size(16))
        height = self.list.sizeHintForRow(0) * min(max(len(found), 1), 12) + theme.px(10)
        below = self.mapToGlobal(QPoint(0, self.height() + 3))
        self.list.setGeometry(below.x(), below.y(), max(self.width(), theme.px(380)), height)
        self.list.show()

    def _take(self) -> None:
        item = self.list.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item else None
        self.list.hide()
        if found is not None:
            self.clear()
            self.chosen.emit(found.what)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._composing.active:
            super().keyPressEvent(event)
        elif self.list.isVisible() and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            row = self.list.currentRow() + (1 if key == Qt.Key.Key_Down else -1)
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.list.isVisible() and not self._timer.isActive():
                self._take()
            else:
                self._timer.stop()
                self.asked.emit(self.text().strip())
        elif key == Qt.Key.Key_Escape:
            self.list.hide()
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.list.hide()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, size = QPainter(self), theme.px(16)
        painter.drawPixmap(theme.px(10), (self.height() - size) // 2, theme.picture("search", "ink2", 16))
        painter.end()
