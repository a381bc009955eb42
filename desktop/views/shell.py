"""The window's frame: pages at the left, finding and the state of the office above, what was saved below."""
from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.views import theme
from desktop.views.navigation import Navigation, Page
from desktop.views.widgets.chips import restyle
from desktop.views.widgets.find import FindBox, Found
from desktop.views.widgets.jobs import JobBar
from desktop.views.widgets.layout import Elided, button, column, label, row
from desktop.views.widgets.messages import Banner
from desktop.views.widgets.reach import Reach

FOLDS = 1080  # below this width of the 100 % drawing the navigation folds by itself
HINT = "查委员、提案、会议、文书（首字母也行）　Ctrl+K"
SHORT_HINT = "查找　Ctrl+K"

__all__ = ["Found", "Page", "Shell"]


class Shell(QMainWindow):
    """Knows a tuple of pages, and nothing of what is in them; a page is made when it is first opened.

    page_changed(key). find_asked(text), answered with `show_found`; found(what): a line of the answer was chosen.
    undo_asked: 撤销. day_asked, backup_asked: the chip of the day, of the backup was pressed.
    """
    page_changed = Signal(str)
    find_asked = Signal(str)
    found = Signal(object)
    undo_asked = Signal()
    day_asked = Signal()
    backup_asked = Signal()

    def __init__(self, pages: Sequence[Page], *, name: str = "协务通", hidden: Collection[str] = ()) -> None:
        super().__init__()
        self.setWindowTitle(name)
        self._pages = {page.key: page for page in pages}
        self._made: dict[str, QWidget] = {}
        self._fold_chosen: bool | None = None
        self.navigation = Navigation(pages, name)
        self.finder = FindBox(HINT)
        self.stack = QStackedWidget()
        self.stack.setObjectName("pages")
        self.banner, self.jobs = Banner(), JobBar()
        self._term, self._actor = label("", "second"), label("", "second")
        self._day, self._backup = _chip_button("loud"), _chip_button("done")
        self._counts, self._said = label(""), Elided("")
        self._undo = button("撤销", "link", "undo-2", self.undo_asked.emit)
        self.banner.setObjectName("notice")
        self._build()
        self.hide_pages(hidden)
        self.navigation.opened.connect(lambda key: self.open(key).setFocus())
        self.navigation.fold_asked.connect(self._fold_by_hand)
        self.finder.asked.connect(self.find_asked)
        self.finder.chosen.connect(self.found)
        self._day.clicked.connect(lambda _checked=False: self.day_asked.emit())
        self._backup.clicked.connect(lambda _checked=False: self.backup_asked.emit())
        finding = QShortcut(QKeySequence("Ctrl+K"), self)
        finding.activated.connect(self.focus_find)
        self.resize(1366, 768)
        if keys := self.navigation.visible_keys():
            self.open(keys[0])

    def _build(self) -> None:
        self._top = QFrame()
        self._top.setObjectName("top")
        self._top.setLayout(row(self.finder, "", self._term, self._day, self._backup, self._actor, gap=12,
                                margins=(16, 0, 16, 0)))
        self._status = QFrame()
        self._status.setObjectName("status")
        status = row(self._counts, self._said, self._undo, gap=16, margins=(16, 0, 12, 0))
        status.setStretch(1, 1)
        self._status.setLayout(status)
        notices = column(self.banner, self.jobs, gap=6, margins=(16, 0, 16, 0))
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._top)
        right.addLayout(notices)
        right.addWidget(self.stack, 1)
        right.addWidget(self._status)
        whole = QHBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.navigation)
        whole.addLayout(right, 1)
        holder = QWidget()
        holder.setLayout(whole)
        self.setCentralWidget(holder)
        for each in (self._term, self._actor, self._day, self._backup, self._undo):
            each.hide()
        self._refit()

    # pages

    def open(self, key: str) -> QWidget:
        """Go to a page; made now if it was never opened."""
        before = self.key
        if key not in self._made:
            self._made[key] = self._pages[key].make()
            self.stack.addWidget(Reach(self._made[key]))
        self.navigation.mark(key)
        self.stack.setCurrentIndex(list(self._made).index(key))
        if before != key:
            self.page_changed.emit(key)
        return self._made[key]

    @property
    def key(self) -> str:
        """The page that is open; '' for none."""
        return list(self._made)[self.stack.currentIndex()] if self._made else ""

    def made(self, key: str) -> QWidget | None:
        """The page's widget, if it was opened before."""
        return self._made.get(key)

    def hide_pages(self, keys: Collection[str]) -> None:
        self.navigation.hide_pages(keys)

    # the lines above and below

    def show_term(self, text: str) -> None:
        """第十届委员会."""
        self._term.setText(text)
        self._term.setVisible(bool(text))

    def show_actor(self, text: str) -> None:
        self._actor.setText(text)
        self._actor.setVisible(bool(text))

    def show_day(self, text: str, state: str = "loud") -> None:
        """When lists are not as of today, or in the practice county: said loudly. '' when the day is today."""
        _say(self._day, text, state)

    def show_backup(self, text: str, state: str = "done") -> None:
        """备份 12 分钟前; `state` wait or late when it is long ago."""
        _say(self._backup, text, state)

    def show_counts(self, text: str) -> None:
        """The lower left: 委员 168 人."""
        self._counts.setText(text)
        self._counts.setVisible(bool(text))

    def say(self, text: str, *, undoable: bool = False) -> None:
        """What was saved; with `undoable` 撤销 stands beside it."""
        self._said.setText(text)
        self._undo.setVisible(undoable)

    def show_found(self, found: Sequence[Found]) -> None:
        self.finder.show_found(found)

    def focus_find(self) -> None:
        self.finder.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.finder.selectAll()

    # room

    def _fold_by_hand(self) -> None:
        self._fold_chosen = not self.navigation.folded
        self._refit()

    def _refit(self) -> None:
        narrow = self.width() < theme.px(FOLDS)
        self.navigation.fold(narrow if self._fold_chosen is None else self._fold_chosen)
        self._top.setFixedHeight(theme.px(48))
        self._status.setFixedHeight(theme.px(30))
        self.finder.setPlaceholderText(SHORT_HINT if narrow else HINT)
        self.finder.setFixedWidth(theme.px(180 if narrow else 380))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_top"):
            self.navigation.refit()
            self._refit()

    def minimumSizeHint(self) -> QSize:
        return QSize(800, 500)


def _chip_button(state: str) -> QPushButton:
    made = QPushButton()
    made.setProperty("chip", state)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def _say(chip: QPushButton, text: str, state: str) -> None:
    chip.setText(text)
    chip.setVisible(bool(text))
    restyle(chip, "chip", state)
