"""工作台: the first page; figures that open their lists, what is to be filled in, and three ways into an empty store."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from desktop.views import theme
from desktop.views.widgets.chips import Chip
from desktop.views.widgets.layout import Elided, button, column, label, row
from desktop.views.widgets.messages import Banner

if TYPE_CHECKING:
    from desktop.views.work import Work

WEEKDAYS = "一二三四五六日"


class Card(QFrame):
    """A figure with its name; clicking it goes to the list behind it."""
    pressed = Signal()

    def __init__(self, title: str, figure: str, chip: str = "", state: str = "info") -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{title} {figure}")
        box = column(label(title, "second"), label(figure, "figure"), gap=4, margins=(14, 12, 14, 12))
        if chip:
            box.addLayout(row(Chip(chip, state), ""))
        box.addStretch(1)
        self.setLayout(box)

    def mouseReleaseEvent(self, event) -> None:
        self.pressed.emit()

    def keyPressEvent(self, event) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


class DeskPage(QWidget):
    """Empty until `show_work`: the window paints before the store opens. way_chosen(key): import, practice or start."""
    way_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.work: Work | None = None
        self.notices: Sequence[tuple[str, str]] = ()
        self.stale = False
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(*(theme.px(n) for n in (16, 12, 16, 12)))
        self.box.setSpacing(theme.px(12))
        self.box.addWidget(label("工作台", "title"))
        self.box.addWidget(label("正在打开数据…", "second"))
        self.box.addStretch(1)

    def show_work(self, work: Work) -> None:
        self.work = work
        work.changed.connect(lambda _names: self.renew())
        work.day_changed.connect(self.reload)
        self.reload()

    def renew(self) -> None:
        """Now, or when it is looked at again: whoever works on another page need not wait for it."""
        if self.isVisible():
            self.reload()
        else:
            self.stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.stale:
            self.reload()

    def show_notices(self, notices: Sequence[tuple[str, str]]) -> None:
        """(state, sentence) of what is wrong with the safety of the records: above everything else."""
        if tuple(notices) != tuple(self.notices):
            self.notices = tuple(notices)
            self.reload()

    def _notices(self) -> None:
        for state, sentence in self.notices:
            banner = Banner()
            banner.link_asked.connect(lambda: self.work and self.work.asked.emit("settings", "备份与恢复"))
            self.box.addWidget(banner)
            banner.say(sentence, state, link="查看备份", closes=False)

    def reload(self) -> None:
        from desktop.services import (
            office,  # the store is open by now; importing it earlier would delay the first paint
        )

        if self.work is None:
            return
        self.stale = False
        clear(self.box)
        self._notices()
        if office.is_empty(self.work.store):
            self._ways()
        else:
            self._figures(self.work)

    def _ways(self) -> None:
        """Three ways into an empty store."""
        self.box.addWidget(label("从哪里开始", "title"))
        self.box.addWidget(label("数据只存在这台电脑上，不连网络。本程序用于非涉密工作，请不要登记涉密内容。", "second", wraps=True))
        ways = (("import", "导入委员名册", "把现有的 Excel 或 Word 名册交给程序，核对后一次登记。", "选择名册…", "primary"),
                ("practice", "打开练习县", "用虚构的青溪县试一试每个页面，不影响本县数据。", "打开练习县", ""),
                ("start", "从空白开始", "先填县名和届次，再逐个登记。", "填写县名和届次", ""))
        grid = QGridLayout()
        grid.setSpacing(theme.px(12))
        for at, (key, title, words, verb, look) in enumerate(ways):
            card = QFrame()
            card.setProperty("look", "card")
            card.setLayout(column(label(title, "heading"), label(words, "second", wraps=True), 8,
                                  row(button(verb, look, clicked=lambda k=key: self.way_chosen.emit(k)), ""), "", gap=8,
                                  margins=(16, 16, 16, 16)))
            grid.addWidget(card, 0, at)
            grid.setColumnStretch(at, 1)
        self.box.addLayout(grid)
        self.box.addStretch(1)

    def _figures(self, work: Work) -> None:
        from desktop.services import overview

        found = overview.of(work.store, work.day)
        day = work.day
        title = label("工作台", "title")
        words = f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"
        self.box.addLayout(row(title, label(words, "second"), "", gap=10))
        cards = QGridLayout()
        cards.setSpacing(theme.px(12))
        for at, each in enumerate(found.figures):
            card = Card(each.title, each.figure, each.chip, each.state)
            card.pressed.connect(lambda e=each: work.asked.emit(e.page, e.filters))
            cards.addWidget(card, 0, at)
            cards.setColumnStretch(at, 1)
            card.setMinimumWidth(1)
        self.box.addLayout(cards)
        lower = QGridLayout()
        lower.setSpacing(theme.px(12))
        lower.addWidget(self._panel("该办和该补的", found.missing, work), 0, 0)
        lower.addWidget(self._panel("最近登记", found.recent, work), 0, 1)
        lower.setColumnStretch(0, 2)
        lower.setColumnStretch(1, 3)
        self.box.addLayout(lower, 1)

    def _panel(self, title: str, lines, work: Work) -> QFrame:
        panel = QFrame()
        panel.setProperty("look", "card")
        box = column(label(title, "heading"), gap=6, margins=(14, 12, 14, 12))
        for each in lines:
            words = Elided(each.title, "")
            words.setToolTip(each.title)
            chip = Chip(each.figure, each.state)
            go = row(words, chip, gap=8)
            go.setStretch(0, 1)
            if each.page:
                go.addWidget(button("查看", "link", clicked=lambda e=each: work.asked.emit(e.page, e.filters)))
            box.addLayout(go)
        if not lines:
            box.addWidget(label("没有需要补的内容。", "second"))
        box.addStretch(1)
        panel.setLayout(box)
        return panel


def clear(box) -> None:
    while item := box.takeAt(0):
        if widget := item.widget():
            widget.hide()  # it goes when the event loop comes to it, and must not show until then
            widget.deleteLater()
        elif layout := item.layout():
            clear(layout)


