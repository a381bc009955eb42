"""统计: a report whose figures open the records behind them."""
from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desktop.fields.field import Field
from desktop.services import members, statistics
from desktop.views.printing import PrintDialog
from desktop.views.widgets.chart import ChartView
from desktop.views.widgets.layout import column, label, tab_bar
from desktop.views.widgets.page import PageHead
from desktop.views.widgets.table import FieldTable
from desktop.views.work import Work

SHOWN = ("name", "sex", "born", "party", "sector", "unit", "post")


class StatisticsPage(QWidget):
    """委员构成 as of the window's day; choosing a line lists its members at the right."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self.setObjectName("page")
        self.head = PageHead("委员构成统计")
        self.head.add_action("print", "打印统计表…", "printer", primary=True, act=self.print)
        self.table = FieldTable(tuple(self._wide(f) for f in statistics.COLUMNS), filters=False, empty="还没有委员。")
        self.people = FieldTable([f for f in members.COLUMNS if f.name in SHOWN], frozen="name", empty="选中左边一行，这里列出对应的委员。")
        self.which = label("", "section")
        self.notes = label("", "note", wraps=True)
        left, right = QWidget(), QWidget()
        left.setLayout(column(self.table, self.notes, gap=6))
        self.chart = ChartView()
        self.chart.copied.connect(lambda words: work.said.emit(words, False))
        self.tabs = tab_bar("名单", "图")
        self.behind = QStackedWidget()
        listing = QWidget()
        listing.setLayout(column(self.which, self.people, gap=6))
        self.behind.addWidget(listing)
        self.behind.addWidget(self.chart)
        self.tabs.currentChanged.connect(self.behind.setCurrentIndex)
        right.setLayout(column(self.tabs, self.behind, gap=6))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 6)
        split.setHandleWidth(12)
        box = column(self.head, split, gap=10, margins=(16, 12, 16, 12))
        box.setStretch(1, 1)
        self.setLayout(box)
        self.table.chosen.connect(self._chosen)
        work.changed.connect(lambda _names: self.reload())
        work.day_changed.connect(self.reload)
        self.reload()

    @staticmethod
    def _wide(field: Field) -> Field:
        return replace(field, listed=True)

    def reload(self) -> None:
        report = statistics.composition(self.work.store, self.work.day)
        self.head.show_count(report.subtitle)
        self.notes.setText("　".join(report.notes))
        self.everyone = {r["id"]: r for r in members.listed(self.work.store, self.work.day)}
        self.table.show_rows([{**line, "id": str(n), "count": int(line["count"])} for n, line in enumerate(report.rows)])
        self.records = [line["count"].records for line in report.rows]
        self.charts = report.charts
        self.chart.show_chart(next(iter(self.charts), None))

    def _chosen(self, ids: list[str]) -> None:
        if len(ids) != 1:
            return
        line = self.table.chosen_rows()[0]
        self.which.setText(f"{line['part']}　{line['label']}　{line['count']} 人")
        self.people.show_rows([self.everyone[r] for r in self.records[int(ids[0])] if r in self.everyone])
        self.people.columns.fit()
        if chart := next((c for c in self.charts if line["part"] in c.title), None):
            self.chart.show_chart(chart)

    def print(self) -> None:
        PrintDialog(self.work, "统计", parent=self).exec()


