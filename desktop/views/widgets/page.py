"""The head of a page: title, count, chips, one primary action and the others, which fold into 更多 when it is narrow."""
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from desktop.views import theme
from desktop.views.widgets.chips import Chip
from desktop.views.widgets.layout import Elided, button, label


class PageHead(QWidget):
    """Actions are added in the order in which they stand; the primary one stands last and never folds."""
    acted = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.count = label(title, "title"), Elided("", "second", fits=True)
        self._chips: dict[str, Chip] = {}
        self._actions: dict[str, QPushButton] = {}
        self._choices: list[QWidget] = []
        self._primary: QPushButton | None = None
        self._menu = QMenu(self)
        self._more = button("更多", icon="ellipsis")
        self._more.setMenu(self._menu)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(10))
        self._box.addWidget(self.title)
        self._box.addWidget(self.count)
        self._box.addStretch(1)
        self._box.addWidget(self._more)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(theme.px(34))

    def show_count(self, text: str) -> None:
        """筛选出 37 / 共 168."""
        self.count.setText(text)
        self._fold()

    def show_filtered(self, shown: int, total: int, unit: str = "") -> None:
        """For FieldTable.counted."""
        tail = f" {unit}" if unit else ""
        self.show_count(f"筛选出 {shown} / 共 {total}{tail}" if shown != total else f"共 {total}{tail}")

    def show_chip(self, key: str, text: str, state: str = "info") -> None:
        """One chip per key; an empty text takes it away."""
        if key not in self._chips:
            self._chips[key] = Chip(text, state)
            self._box.insertWidget(self._box.indexOf(self.count) + len(self._chips), self._chips[key])
        self._chips[key].show_state(text, state)
        self._fold()

    def add_choice(self, widget: QWidget) -> None:
        """Something to choose beside the title (which plenary); it never folds."""
        self._box.insertWidget(1 + len(self._choices), widget)
        self._choices.append(widget)

    def add_action(self, key: str, text: str, icon: str = "", *, primary: bool = False,
                   act: Callable[[], object] | None = None) -> QPushButton:
        """`text` is a verb with its object; `acted(key)` is sent, and `act` called."""
        made = button(text, "primary" if primary else "", icon, lambda: self._act(key, act))
        if primary:
            self._primary = made
            self._box.addWidget(made)
        else:
            self._box.insertWidget(self._box.indexOf(self._more), made)
            self._actions[key] = made
            entry = QAction(text, self._menu)
            entry.setData(key)
            entry.triggered.connect(lambda _checked=False: made.click())
            self._menu.addAction(entry)
        self._fold()
        return made

    def action(self, key: str) -> QPushButton:
        return self._actions[key]

    def _act(self, key: str, act: Callable[[], object] | None) -> None:
        self.acted.emit(key)
        if act is not None:
            act()

    def _fold(self) -> None:
        """The last secondary actions go into the menu first."""
        gap = self._box.spacing()
        chips = [c for c in self._chips.values() if not c.isHidden()]
        fixed = [self.title, *self._choices, *chips, *([self._primary] if self._primary else [])]
        words = min(self.count.sizeHint().width(), theme.px(150)) if self.count.text() else 0
        room = self.width() - sum(w.sizeHint().width() + gap for w in fixed) - words - gap
        buttons = list(self._actions.values())
        fits = sum(b.sizeHint().width() + gap for b in buttons) <= room
        if not fits:
            room -= self._more.sizeHint().width() + gap
        for each, entry in zip(buttons, self._menu.actions(), strict=True):
            room -= each.sizeHint().width() + gap
            each.setVisible(fits or room >= 0)
            entry.setVisible(each.isHidden())
        self._more.setVisible(not fits)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()
