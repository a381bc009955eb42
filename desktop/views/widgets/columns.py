"""Which columns a table shows, in which order and how wide; asked for in a dialog and kept as a plain mapping."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QTableView, QWidget

from desktop.fields.field import Field
from desktop.views import theme
from desktop.views.widgets.cells import usual_width
from desktop.views.widgets.headings import Headings
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.rows import Rows


class Columns:
    """The columns of one table. `fixed` is the frozen column or -1; widths are those of the 100 % drawing."""

    def __init__(self, view: QTableView, headings: Headings, rows: Rows, fixed: int) -> None:
        self._view, self._headings, self._rows, self.fixed = view, headings, rows, fixed
        self._chosen_widths: dict[int, int] = {}
        self._settling = False
        headings.sectionResized.connect(self._resized)
        headings.sectionMoved.connect(lambda *_: self._fixed_first())

    @property
    def settling(self) -> bool:
        """Columns are being moved by the program, not by the user."""
        return self._settling

    @contextmanager
    def moved_by_program(self) -> Iterator[None]:
        """What changes within is no choice of the user's: a new font scale moves the least widths."""
        before, self._settling = self._settling, True
        yield
        self._settling = before

    def visible(self) -> list[int]:
        """Model columns from left to right."""
        header = self._headings
        logical = (header.logicalIndex(visual) for visual in range(header.count()))
        return [column for column in logical if not header.isSectionHidden(column)]

    def fields(self) -> tuple[Field, ...]:
        return tuple(self._rows.fields[column] for column in self.visible())

    def state(self) -> list[dict[str, Any]]:
        """One entry per field from left to right; a width of 0 was never chosen."""
        header = self._headings
        order = [header.logicalIndex(visual) for visual in range(header.count())]
        return [{"name": self._rows.fields[c].name, "width": self._chosen_widths.get(c, 0),
                 "shown": not header.isSectionHidden(c)} for c in order]

    def restore(self, entries: Sequence[Mapping[str, Any]]) -> None:
        """Fields that are unknown by now are passed over; fields that are new keep their default."""
        known = {field.name: number for number, field in enumerate(self._rows.fields)}
        self._settling = True
        for place, entry in enumerate(e for e in entries if e["name"] in known):
            number = known[entry["name"]]
            self._headings.moveSection(self._headings.visualIndex(number), place)
            self._view.setColumnHidden(number, not entry["shown"] and number != self.fixed)
            if entry["width"]:
                self._chosen_widths[number] = entry["width"]
        self._settling = False
        self._fixed_first()
        self.fit()

    def show_only(self, names: Sequence[str]) -> None:
        """Exactly these fields, in this order."""
        widths = {entry["name"]: entry["width"] for entry in self.state()}
        rest = [field.name for field in self._rows.fields if field.name not in names]
        self.restore([{"name": n, "width": widths[n], "shown": n in names} for n in [*names, *rest]])

    def default(self) -> None:
        """The columns that the fields themselves propose; all of them when none does."""
        listed = [field.name for field in self._rows.fields if field.listed]
        self._chosen_widths.clear()
        self.restore([{"name": f.name, "width": 0, "shown": not listed or f.listed} for f in self._rows.fields])

    def fit(self) -> None:
        """Widths as chosen, else as the contents need."""
        self._settling = True
        for number in self.visible():
            chosen = self._chosen_widths.get(number)
            self._view.setColumnWidth(number, theme.px(chosen) if chosen else usual_width(self._rows, number))
        self._settling = False

    def _resized(self, number: int, _old: int, width: int) -> None:
        if not self._settling and width:
            self._chosen_widths[number] = round(width / theme.scale())

    def _fixed_first(self) -> None:
        if self._settling or self.fixed < 0 or self._headings.visualIndex(self.fixed) == 0:
            return
        self._settling = True
        self._headings.moveSection(self._headings.visualIndex(self.fixed), 0)
        self._settling = False


class ColumnChooser(QDialog):
    """Ticks for what is shown; the order is changed by dragging or with the two buttons."""

    def __init__(self, fields: Sequence[Field], shown: Sequence[str], fixed: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("选择列")
        self._fixed = fixed
        self.list = QListWidget()
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        by_name = {field.name: field for field in fields}
        for name in [*shown, *(f.name for f in fields if f.name not in shown)]:
            self.list.addItem(self._entry(by_name[name], name in shown))
        self.list.setCurrentRow(0)
        keep = button("按此显示", "primary", clicked=self.accept)
        keep.setDefault(True)
        moves = row(button("上移", icon="arrow-up", clicked=lambda: self._move(-1)),
                    button("下移", icon="arrow-down", clicked=lambda: self._move(1)), "")
        feet = row("", button("取消", clicked=self.reject), keep)
        box = column(label("打勾的列显示在列表中；拖动可改变先后。", "second", wraps=True), self.list, gap=12,
                     margins=(16, 16, 16, 16))
        box.addLayout(moves)
        box.addLayout(feet)
        self.setLayout(box)
        self.resize(theme.px(360), theme.px(480))

    def _entry(self, field: Field, shown: bool) -> QListWidgetItem:
        entry = QListWidgetItem(f"{field.label}（固定在最左）" if field.name == self._fixed else field.label)
        entry.setData(Qt.ItemDataRole.UserRole, field.name)
        entry.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
        if field.name == self._fixed:
            entry.setFlags(Qt.ItemFlag.ItemIsEnabled)
        return entry

    def _move(self, step: int) -> None:
        place = self.list.currentRow()
        if 0 <= place + step < self.list.count():
            self.list.insertItem(place + step, self.list.takeItem(place))
            self.list.setCurrentRow(place + step)

    def names(self) -> list[str]:
        """The ticked fields in their order."""
        entries = [self.list.item(place) for place in range(self.list.count())]
        return [entry.data(Qt.ItemDataRole.UserRole) for entry in entries
                if entry.checkState() == Qt.CheckState.Checked]
