"""The list of pages at the left of the window: groups, icon and word; folded it shows icons alone."""
from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.views import theme
from desktop.views.widgets.layout import label, row, rule, tool

WIDE, NARROW = 164, 56


@dataclass(frozen=True)
class Page:
    """One entry of the window: `make` builds its widget when it is first opened; `foot` puts it at the lower end."""
    key: str
    title: str
    icon: str
    group: str
    make: Callable[[], QWidget]
    foot: bool = False


class Navigation(QFrame):
    """opened(key): the user chose a page. fold_asked: the user wants it folded or unfolded."""
    opened = Signal(str)
    fold_asked = Signal()

    def __init__(self, pages: Sequence[Page], name: str = "协务通", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nav")
        self._pages, self.folded = tuple(pages), False
        self._buttons: dict[str, QToolButton] = {}
        self._heads: dict[str, tuple[QLabel, QFrame]] = {}
        self._hidden: frozenset[str] = frozenset()
        self._group = QButtonGroup(self)
        self._seal = label("协", "")
        self._seal.setObjectName("seal")
        self._seal.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name = label(name, "")
        self._name.setObjectName("mark")
        self._fold = tool("panel-left-close", "收起导航", self.fold_asked.emit)
        self._mark = QWidget()
        self._mark.setLayout(row(self._seal, self._name, "", self._fold, gap=8, margins=(10, 0, 12, 0)))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, theme.px(6))
        box.setSpacing(0)
        box.addWidget(self._mark)
        box.addWidget(self._list(), 1)
        feet = QVBoxLayout()
        feet.setContentsMargins(theme.px(8), theme.px(4), theme.px(8), 0)
        for page in self._pages:
            if page.foot:
                feet.addWidget(self._button(page))
        box.addLayout(feet)
        self.refit()

    def _list(self) -> QScrollArea:
        holder = QWidget()
        holder.setObjectName("navlist")
        box = QVBoxLayout(holder)
        box.setContentsMargins(theme.px(8), theme.px(2), theme.px(2), theme.px(2))  # the bar takes the rest
        box.setSpacing(1)
        for page in self._pages:
            if page.foot:
                continue
            if page.group and page.group not in self._heads:
                head, line = label(page.group, "group"), rule()
                self._heads[page.group] = (head, line)
                box.addWidget(head)
                box.addWidget(line)
            box.addWidget(self._button(page))
        box.addStretch(1)
        area = QScrollArea()
        area.setWidget(holder)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area = area
        return area

    def _button(self, page: Page) -> QToolButton:
        made = QToolButton()
        made.setProperty("look", "nav")
        made.setText(page.title)
        made.setCheckable(True)
        made.setAccessibleName(page.title)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.clicked.connect(lambda _checked=False: self.opened.emit(page.key))
        self._group.addButton(made)
        self._buttons[page.key] = made
        return made

    def mark(self, key: str) -> None:
        """Show which page is open."""
        self._buttons[key].setChecked(True)
        self._area.ensureWidgetVisible(self._buttons[key], 0, theme.px(40))

    def hide_pages(self, keys: Collection[str]) -> None:
        """What the office does not use; a group without pages loses its heading."""
        self._hidden = frozenset(keys)
        for key, each in self._buttons.items():
            each.setVisible(key not in self._hidden)
        self._show_heads()

    def visible_keys(self) -> list[str]:
        return [page.key for page in self._pages if page.key not in self._hidden]

    def fold(self, folded: bool) -> None:
        if folded != self.folded:
            self.folded = folded
            self.refit()

    def refit(self) -> None:
        """After folding, or the font scale."""
        self.setFixedWidth(theme.px(NARROW if self.folded else WIDE))
        self._mark.setFixedHeight(theme.px(48))
        self._seal.setFixedSize(theme.px(26), theme.px(26))
        self._seal.setVisible(not self.folded)
        self._name.setVisible(not self.folded)
        self._fold.setIcon(theme.icon("panel-left-open" if self.folded else "panel-left-close", size=18))
        self._fold.setIconSize(theme.icon_size(18))
        self._fold.setToolTip("展开导航" if self.folded else "收起导航")
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if self.folded else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        titles = {page.key: page for page in self._pages}
        for key, each in self._buttons.items():
            each.setToolButtonStyle(style)
            gap = 0 if self.folded else 5
            each.setIconSize(theme.icon_size(18, gap))
            each.setIcon(theme.icon(titles[key].icon, "ink2", "accent", size=18, gap=gap))
            each.setToolTip(titles[key].title if self.folded else "")
        self._show_heads()

    def _show_heads(self) -> None:
        for group, (head, line) in self._heads.items():
            used = any(page.group == group and page.key not in self._hidden for page in self._pages)
            head.setVisible(used and not self.folded)
            line.setVisible(used and self.folded)
