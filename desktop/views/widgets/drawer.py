"""The drawer at the right: one record with its name, its chips, tabs of facts, and what can be done with it."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.fields.field import Field
from desktop.views import theme
from desktop.views.widgets.chips import Chip
from desktop.views.widgets.layout import Whole, button, column, label, row, rule, tab_bar, tool

WIDTH = 340


class Facts(QWidget):
    """Labels and values, labels right-aligned to one edge; values of private fields are masked beside 显示.

    Empty values are left out. reveal_asked(name): 显示 was pressed; the caller logs it and calls `reveal`.
    """
    reveal_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "clear")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setColumnStretch(1, 1)
        self._private: dict[str, tuple[QLabel, QPushButton, Field, Any]] = {}

    def add_title(self, text: str) -> None:
        self._grid.addWidget(label(text, "section"), self._grid.rowCount(), 0, 1, 2)

    def add(self, name: str, text: str) -> None:
        """One line in words."""
        line = self._grid.rowCount()
        head = label(name, "label", wraps=True)
        head.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        head.setMinimumWidth(theme.px(70))
        head.setMaximumWidth(theme.px(112))
        self._grid.addWidget(head, line, 0)
        self._grid.addWidget(selectable(text), line, 1, Qt.AlignmentFlag.AlignTop)

    def add_row(self, fields: Sequence[Field], values: Mapping[str, Any]) -> None:
        for f in fields:
            value = values.get(f.name)
            text = f.shown(value)
            if not text:
                continue
            self.add(f.label, text)
            if f.private:
                self._mask(f, value)

    def add_way(self, name: str, text: str, *ways: tuple[str, Callable[[], object]]) -> None:
        """One line in words with links behind it: (查看, what that does)."""
        self.add(name, text)
        self._beside(*(button(words, "link", clicked=act) for words, act in ways))

    def _beside(self, *buttons: QPushButton) -> QLabel | None:
        """Put buttons beside the words of the last line; returns the words."""
        line = self._grid.rowCount() - 1
        item = self._grid.itemAtPosition(line, 1)
        words = item.widget() if item else None
        if not isinstance(words, QLabel):
            return None
        holder = QWidget()
        holder.setProperty("look", "clear")
        self._grid.removeWidget(words)
        box = row(words, *buttons)
        box.setStretch(0, 1)
        holder.setLayout(box)
        self._grid.addWidget(holder, line, 1)
        return words

    def _mask(self, f: Field, value: Any) -> None:
        show = button("显示", "link", clicked=lambda: self.reveal_asked.emit(f.name))
        if (words := self._beside(show)) is not None:
            self._private[f.name] = (words, show, f, value)

    def reveal(self, name: str) -> None:
        words, show, f, value = self._private[name]
        words.setText(f.shown(value, private=True))
        show.hide()


def selectable(text: str) -> QLabel:
    words = label(text, wraps=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words


class Drawer(QFrame):
    """Opens beside a list; Esc or the cross closes it. Tabs are made when they are first looked at."""
    closed = Signal()
    tab_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "drawer")
        self.setFixedWidth(theme.px(WIDTH))
        self.picture = QLabel()
        self.picture.setFixedSize(theme.px(60), theme.px(76))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setProperty("look", "picture")
        self.name, self.second = Whole("heading"), Whole("second")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(theme.px(6))
        close = tool("x", "收起（Esc）", self.shut)
        words = column(self.name, self.second, gap=3)
        words.addLayout(self._chips)
        words.addStretch(1)
        head = row(self.picture, gap=12)
        head.addLayout(words, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.tabs = tab_bar()
        self._pages = QStackedWidget()
        self._factories: dict[str, Callable[[], QWidget]] = {}
        self._feet = QVBoxLayout()
        self._feet.setSpacing(theme.px(8))
        self._buttons: list[QPushButton] = []
        box = column(gap=12, margins=(16, 14, 12, 12))
        box.addLayout(head)
        tabbed = column(self.tabs, rule(), gap=0)
        box.addLayout(tabbed)
        box.addWidget(self._pages, 1)
        box.addLayout(self._feet)
        self.setLayout(box)
        self.tabs.currentChanged.connect(self._turn)
        self.set_picture(None)

    def sizeHint(self) -> QSize:
        """Many tabs ask for more than the drawer is wide, and the splitter would leave the rest empty."""
        return QSize(self.maximumWidth(), super().sizeHint().height())

    def show_head(self, name: str, second: str = "", chips: Sequence[tuple[str, str]] = ()) -> None:
        """`chips` are (word, state)."""
        self.name.setText(name)
        self.second.setText(second)
        self.second.setVisible(bool(second))
        while item := self._chips.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for text, state in chips:
            self._chips.addWidget(Chip(text, state))
        self._chips.addStretch(1)

    def set_picture(self, pixmap: QPixmap | None, *, wanted: bool = True) -> None:
        """A photograph, or a figure where there is none; `wanted` False: this record has no picture at all."""
        self.picture.setVisible(wanted)
        if pixmap is None:
            self.picture.setPixmap(theme.picture("user", "ink3", 28))
        else:
            size, keep = self.picture.size(), Qt.AspectRatioMode.KeepAspectRatio
            self.picture.setPixmap(pixmap.scaled(size, keep, Qt.TransformationMode.SmoothTransformation))

    def set_tabs(self, tabs: Sequence[tuple[str, str, Callable[[], QWidget]]]) -> None:
        """(key, word, factory) each; the tab that was open stays open when the new record has it too."""
        open_key = self.current_tab()
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        while self._pages.count():
            page = self._pages.widget(0)
            self._pages.removeWidget(page)
            page.deleteLater()
        self._factories = {key: factory for key, _, factory in tabs}
        for number, (key, word, _) in enumerate(tabs):
            self.tabs.addTab(word)
            self.tabs.setTabData(number, key)
            self._pages.addWidget(QWidget())
        keys = list(self._factories)
        self.tabs.setCurrentIndex(keys.index(open_key) if open_key in keys else 0)
        self.tabs.blockSignals(False)
        self.tabs.setVisible(len(tabs) > 1)
        self.tabs.updateGeometry()  # tabs added behind blocked signals leave the old, empty size
        if keys:
            self._turn(self.tabs.currentIndex())

    def current_tab(self) -> str:
        return self.tabs.tabData(self.tabs.currentIndex()) or ""

    def _turn(self, number: int) -> None:
        key = self.tabs.tabData(number)
        if key is None:
            return
        if key in self._factories:
            empty = self._pages.widget(number)
            area = scrolled(self._factories.pop(key)())
            self._pages.removeWidget(empty)
            empty.deleteLater()
            self._pages.insertWidget(number, area)
        self._pages.setCurrentIndex(number)
        self.tab_changed.emit(key)

    def set_buttons(self, *buttons: QPushButton) -> None:
        """What can be done with the record, the chief thing last."""
        for each in self._buttons:
            each.hide()
            each.deleteLater()
        self._buttons = list(buttons)
        self._stand()

    def _stand(self) -> None:
        """The buttons beside each other, in as many lines as it takes that no word is cut; the chief one in the last."""
        while line := self._feet.takeAt(0):
            if layout := line.layout():
                while layout.takeAt(0):
                    pass
        lines, used, gap = [list[QPushButton]()], 0, self._feet.spacing()
        room = self.width() - theme.px(16) - theme.px(12) - 2
        for each in reversed(self._buttons):
            each.setParent(self)
            each.ensurePolished()
            wide = each.sizeHint().width() + gap
            if lines[0] and used + wide - gap > room:
                lines.insert(0, [])
                used = 0
            lines[0].insert(0, each)
            used += wide
        for line in lines:
            box = row("", *line, gap=8)
            self._feet.addLayout(box)
            for each in line:
                each.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stand()

    def shut(self) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)


def scrolled(widget: QWidget) -> QWidget:
    """The widget in a scroll area, unless it scrolls by itself."""
    if isinstance(widget, QScrollArea):
        return widget
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    holder = QWidget()
    holder.setProperty("look", "clear")
    holder.setLayout(column(widget, "", gap=0, margins=(0, 4, 8, 4)))
    area.setWidget(holder)
    return area
