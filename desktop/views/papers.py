"""One paper: which papers there are to choose from, and what the chosen one asks."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.exporters.registry import PageSetup, Paper, Request
from desktop.fields.field import Field
from desktop.fields.kinds import Day
from desktop.fields.refused import Refused
from desktop.rules.periods import Period
from desktop.services import periods
from desktop.views import theme
from desktop.views.editor import readings
from desktop.views.widgets.choices import matching
from desktop.views.widgets.form import FieldForm
from desktop.views.widgets.layout import column, label, row
from desktop.views.work import Work

RECENT, RECENT_MOST = "papers-recent", 5
BETWEEN = "起止日期…"
MARGINS = {"普通": (None, None), "窄": (10.0, 12.0), "宽": (25.0, 25.0)}  # mm: at the sides, above and below
TURNS = {"自动": None, "竖版": False, "横版": True}
FROM_TO = (Field("first", "起", Day(), required=True), Field("last", "止", Day(), required=True))


class PaperList(QWidget):
    """The papers by group, those used last first. chosen(paper): another is the current one.

    The box above finds them by their characters or their initials; Down leads into the list.
    """
    chosen = Signal(object)

    def __init__(self, papers: Sequence[Paper], recent: Sequence[str] = ()) -> None:
        super().__init__()
        self.papers, self.recent = list(papers), list(recent)
        self.search = Find()
        self.search.setPlaceholderText("查找材料（首字母也行）")
        self.search.setAccessibleName("查找材料")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName("材料")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.search.setVisible(len(self.papers) > 6)
        box = column(self.search, self.list, gap=8)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.search.textChanged.connect(lambda _t: self._fill())
        self.search.down.connect(self._into)
        self.search.returnPressed.connect(self._into)
        self.list.currentItemChanged.connect(self._changed)
        self._fill()

    def show_papers(self, papers: Sequence[Paper], recent: Sequence[str]) -> None:
        self.papers, self.recent = list(papers), list(recent)
        self._fill()

    @property
    def current(self) -> Paper | None:
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else None

    def choose(self, key: str) -> None:
        for place in range(self.list.count()):
            paper = self.list.item(place).data(Qt.ItemDataRole.UserRole)
            if paper is not None and paper.key == key:
                self.list.setCurrentRow(place)
                return

    def shown(self) -> list[str]:
        """Titles and the headings of groups, as they stand."""
        return [self.list.item(n).text() for n in range(self.list.count())]

    def _fill(self) -> None:
        before = self.current
        self.list.blockSignals(True)
        self.list.clear()
        typed = self.search.text().strip()
        if typed:
            found = matching([p.title for p in self.papers], typed, readings)
            for title in found:
                self._add([p for p in self.papers if p.title == title])
            if not found:
                self._head("没有这样的材料")
        else:
            by_key = {p.key: p for p in self.papers}
            recent = [by_key[key] for key in self.recent if key in by_key] if len(self.papers) > 6 else []
            groups = list(dict.fromkeys(p.group for p in self.papers))
            if recent:
                self._head("最近用过")
                self._add(recent)
            for group in groups:
                if len(groups) > 1 or recent:
                    self._head(group)
                self._add([p for p in self.papers if p.group == group])
        self.list.blockSignals(False)
        if before is not None:
            self.choose(before.key)
        if self.current is None:
            self._first()

    def _head(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(theme.font(12))
        self.list.addItem(item)

    def _add(self, papers: Sequence[Paper]) -> None:
        for paper in papers:
            item = QListWidgetItem(theme.icon("file-text"), paper.title)
            item.setToolTip(paper.title)
            item.setData(Qt.ItemDataRole.UserRole, paper)
            self.list.addItem(item)

    def _first(self) -> None:
        for place in range(self.list.count()):
            if self.list.item(place).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.list.setCurrentRow(place)
                return

    def _into(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _changed(self, item: QListWidgetItem | None) -> None:
        paper = item.data(Qt.ItemDataRole.UserRole) if item else None
        if paper is not None:
            self.chosen.emit(paper)


class Find(QLineEdit):
    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class PeriodBox(QWidget):
    """The day of the lists, or the period of the figures. changed: by the user."""
    changed = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self.box = QComboBox()
        self.box.setAccessibleName("时段")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        self.dates = FieldForm(FROM_TO, columns=1, labels=theme.px(24))
        self.dates.hide()
        self.setLayout(column(self.box, self.dates, gap=4))
        self.fill()
        self.box.activated.connect(self._chosen)
        self.dates.changed.connect(self.changed)

    def fill(self) -> None:
        """The choices of the window's day."""
        before = self.box.currentText()
        self.box.clear()
        self.box.addItem(f"截至 {self.work.day.isoformat()}", None)
        for period in periods.offered(self.work.store, self.work.day):
            self.box.addItem(period.words, period)
        self.box.addItem(BETWEEN, None)
        self.box.setCurrentIndex(max(0, self.box.findText(before)))

    def _chosen(self, _place: int) -> None:
        self.dates.setVisible(self.box.currentText() == BETWEEN)
        if self.dates.isVisible():
            self.dates.focus_first()
        self.box.setToolTip(self.box.currentText())
        self.changed.emit()

    def period(self) -> Period | None:
        """None for the lists of the window's day. Raises Refused."""
        if self.box.currentText() != BETWEEN:
            return self.box.currentData()
        said = self.dates.values()
        if not said.get("first") or not said.get("last"):
            raise Refused("请写明起止日期。")
        return periods.chosen(self.work.store, first=said["first"], last=said["last"])


class PaperForm(QWidget):
    """What one paper asks. changed: another answer, so other pages."""
    changed = Signal()

    def __init__(self, work: Work, paper: Paper, only: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.work, self.paper, self.only = work, paper, only
        self.period = PeriodBox(work)
        self.turned, self.margins = QComboBox(), QComboBox()
        self.turned.addItems(list(TURNS))
        self.margins.addItems(list(MARGINS))
        self.whole = QCheckBox("印完整的证件号码和电话")
        self.whole.setToolTip("印出完整号码会留下记录")
        self.labels = max(theme.px(46), *(min(self.fontMetrics().horizontalAdvance(f"{f.label} *"), theme.px(90)) for f in paper.asks), 0)
        self.form = FieldForm(paper.asks, columns=1, readings=readings, labels=self.labels) if paper.asks else None
        self._lay()
        for combo in (self.turned, self.margins):
            combo.currentIndexChanged.connect(lambda _n: self.changed.emit())
        self.whole.toggled.connect(lambda _on: self.changed.emit())
        self.period.changed.connect(self.changed)
        if self.form is not None:
            self.form.changed.connect(self.changed)

    def _lay(self) -> None:
        whom = f"所选 {len(self.only)} 条" if self.only else "全部"
        inside = QWidget()
        inside.setProperty("look", "clear")
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, theme.px(4), 0)
        box.setSpacing(theme.px(10))
        box.addWidget(label(self.paper.title, "heading", wraps=True))
        box.addWidget(label(f"范围：{whom}", "second"))
        lines: list[tuple[str, QWidget]] = [("时段", self.period)]
        if self.paper.can_turn:
            lines += [("版面", self.turned), ("页边距", self.margins)]
        for words, widget in lines:
            name = label(words, "label")
            name.setFixedSize(self.labels, theme.px(32))
            name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            line = row(gap=10)
            line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(widget, 1)
            box.addLayout(line)
        if self.form is not None:
            box.addWidget(self.form)
        box.addWidget(self.whole)
        box.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(area))

    def request(self, *, complete: bool = True) -> Request | None:
        """None when an answer cannot be read: it says why under its field. Not `complete`: as far as it goes, or Refused."""
        if self.form is None:
            answers: dict[str, Any] | None = {}
        elif complete:
            answers = self.form.draft()
        else:
            answers = self.form.values()
            if missing := [f.label for f in self.paper.asks if f.required and answers.get(f.name) is None]:
                raise Refused(f"请先填写：{'、'.join(missing)}。")
        if answers is None:
            return None
        period = self.period.period()
        day = period.end(self.work.store.today()) if period else self.work.day
        setup = PageSetup(TURNS[self.turned.currentText()], *MARGINS[self.margins.currentText()]) if self.paper.can_turn else PageSetup()
        return Request(day, period, self.only, self.whole.isChecked(), {k: v for k, v in answers.items() if v is not None}, setup)
