"""A form in a dialog: what is refused stands above it, and what was typed stays."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from desktop.fields.field import Field
from desktop.fields.refused import Refused
from desktop.views import theme
from desktop.views.editor import readings
from desktop.views.widgets.form import FieldForm
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.messages import Banner


class FormDialog(QDialog):
    """`save(draft)` may refuse; the dialog closes when it does not."""

    def __init__(self, title: str, fields: Sequence[Field], values: Mapping[str, Any], save: Callable[[dict[str, Any]], object],
                 parent: QWidget, *, words: str = "", yes: str = "保存", columns: int = 1) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.keep = save
        self.form, self.banner = FieldForm(tuple(fields), columns=columns, readings=readings), Banner()
        self.form.show_values(values)
        self.form.save_asked.connect(self.save)
        above = (label(words, "second", wraps=True),) if words else ()
        box = column(*above, self.banner, self.form, gap=10, margins=(20, 16, 20, 14))
        box.setStretch(len(above) + 1, 1)
        go, stop = button(yes, "primary", clicked=self.save), button("取消", clicked=self.reject)
        go.setDefault(True)
        go.setToolTip("Ctrl+S")
        stop.setToolTip("Esc")
        box.addLayout(row("", stop, go))
        self.setLayout(box)
        for before, after in pairwise((*(cell.editor for cell in list(self.form.cells.values())[-1:]), go, stop)):
            self.setTabOrder(before, after)  # Enter leads from the last field to what stores it
        wide = 560 if columns == 1 else 780
        self.resize(theme.px(wide), theme.px(min(660, 140 + self.tall(fields, columns) + 22 * (len(words) * 14 // (wide - 40) + 1))))
        self.form.focus_first()

    @staticmethod
    def tall(fields: Sequence[Field], columns: int) -> int:
        """How high the form wants to be, in px at 100 %: texts of several lines take the whole width."""
        long = [f for f in fields if getattr(f.kind, "lines", False)]
        short = [f for f in fields if f not in long]
        helped = sum(bool(f.help) for f in fields)
        return 42 * -(-len(short) // columns) + 170 * len(long) + 20 * -(-helped // columns)

    def save(self) -> None:
        draft = self.form.draft()
        if draft is None:
            return
        try:
            self.keep(draft)
        except Refused as refused:
            self.banner.say(str(refused), "late")
            return
        self.accept()
