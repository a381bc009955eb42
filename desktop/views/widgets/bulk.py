"""One field of many records at once: which field, what it shall be, and for how many it will be changed."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QDialog, QVBoxLayout, QWidget

from desktop.fields.field import Field
from desktop.views import theme
from desktop.views.widgets.cell import FormCell
from desktop.views.widgets.conditions import Readings
from desktop.views.widgets.layout import button, column, label, row


class BulkEdit(QDialog):
    """After exec(): `answer` is (field name, value), or None. Nothing is written here."""

    def __init__(self, fields: Sequence[Field], count: int, unit: str = "人", *, readings: Readings | None = None,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("批量修改")
        self.answer: tuple[str, Any] | None = None
        self._fields, self._readings = tuple(fields), readings
        self.which = QComboBox()
        self.which.addItems([f.label for f in fields])
        self.which.currentIndexChanged.connect(self._show)
        self._place = QVBoxLayout()
        self._go = button(f"修改所选 {count} {unit}", "primary", clicked=self._answer)
        self._go.setDefault(True)
        box = column(label(f"已选 {count} {unit}，所选栏目将改为同一内容，可一次撤销。", "second", wraps=True),
                     label("修改哪一栏", "label"), self.which, gap=8, margins=(20, 20, 20, 16))
        box.addLayout(self._place)
        box.addStretch(1)
        box.addLayout(row("", button("取消", clicked=self.reject), self._go))
        self.setLayout(box)
        self.resize(theme.px(420), theme.px(260))
        self._show(0)

    def _show(self, number: int) -> None:
        while item := self._place.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self.cell = FormCell(self._fields[number], self._readings, [])
        self._place.addWidget(self.cell)

    def _answer(self) -> None:
        sound, value = self.cell.check(complete=True)
        if sound:
            self.answer = (self.cell.field.name, value)
            self.accept()
