"""合并重复: two records of one person side by side, field by field, and one operation that can be taken back."""
from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QButtonGroup, QComboBox, QDialog, QGridLayout, QRadioButton, QWidget

from desktop.fields.field import Field
from desktop.services import members, merging
from desktop.views import theme
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.work import Work


class MergeDialog(QDialog):
    """Offers the pairs that look alike, or the two chosen records."""

    def __init__(self, work: Work, chosen: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.work = work
        self.setWindowTitle("合并重复人员")
        self.pairs = [(chosen[0], chosen[1], "所选两人")] if len(chosen) == 2 else merging.pairs(work.store)
        self.which = QComboBox()
        names = {r["id"]: r["name"] for r in members.everyone(work.store)}
        self.which.addItems([f"{names.get(one, '')}：{why}" for one, _, why in self.pairs])
        self.which.currentIndexChanged.connect(self._show)
        self.place = column(gap=8)
        self.picks: dict[str, tuple[QRadioButton, Any, Any]] = {}
        self.go = button("合并为一人", "primary", clicked=self._merge)
        words = ("两条记录的会议、提案等全部归到一人名下，可一次撤销。" if self.pairs
                 else "没有发现可能重复的人员。也可以先在列表中选中两人再来合并。")
        box = column(label(words, "second", wraps=True), self.which, gap=12, margins=(20, 20, 20, 16))
        box.addLayout(self.place)
        box.addStretch(1)
        box.addLayout(row("", button("取消", clicked=self.reject), self.go))
        self.setLayout(box)
        self.resize(theme.px(640), theme.px(420))
        self.which.setVisible(bool(self.pairs))
        self.go.setEnabled(bool(self.pairs))
        self._show(0)

    def _show(self, number: int) -> None:
        while item := self.place.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self.picks = {}
        if not self.pairs:
            return
        keep, drop, _ = self.pairs[number]
        holder, grid = QWidget(), QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        for at, words in enumerate(("", "保留这一条", "并入的一条")):
            grid.addWidget(label(words, "section"), 0, at)
        for line, (field, one, other) in enumerate(merging.differences(self.work.store, keep, drop), 1):
            self._line(grid, line, field, one, other)
        if not self.picks:
            grid.addWidget(label("两条记录没有不同的内容。", "second"), 1, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        holder.setLayout(grid)
        self.place.addWidget(holder)

    def _line(self, grid: QGridLayout, line: int, field: Field, one: Any, other: Any) -> None:
        group = QButtonGroup(grid)
        mine, theirs = QRadioButton(field.shown(one) or "（空）"), QRadioButton(field.shown(other))
        (mine if one not in (None, "") else theirs).setChecked(True)
        for each in (mine, theirs):
            group.addButton(each)
        grid.addWidget(label(field.label, "label"), line, 0)
        grid.addWidget(mine, line, 1)
        grid.addWidget(theirs, line, 2)
        self.picks[field.name] = (theirs, one, other)

    def _merge(self) -> None:
        keep, drop, _ = self.pairs[self.which.currentIndex()]
        chosen = {name: other if theirs.isChecked() else one for name, (theirs, one, other) in self.picks.items()}
        done, _ = self.work.attempt(lambda: merging.merge(self.work.store, keep, drop, chosen), self)
        if done:
            self.accept()
            self.work.said.emit("已合并为一人", True)
