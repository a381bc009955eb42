"""The one form: groups of fields in two columns, read by their kinds, with every message under its field."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.fields.field import Field, by_name
from desktop.fields.kinds import BadValue, Doubtful, Text
from desktop.views import theme
from desktop.views.widgets.cell import FormCell
from desktop.views.widgets.conditions import Readings
from desktop.views.widgets.layout import label

ONE_COLUMN = 620  # below this width of the 100 % drawing the fields stand one under another


class FieldForm(QScrollArea):
    """Trades in plain values by field name.

    save_asked: Ctrl+S. changed: the user changed something (again). reveal_asked(name): 显示 beside a masked value; the
    caller logs it and calls `reveal`. `offered` gives words to choose from, for fields whose kind has no options.
    `labels`: part of another form, whose labels are so wide; it has no margins, and is as high as its fields.
    """
    save_asked = Signal()
    changed = Signal()
    reveal_asked = Signal(str)

    def __init__(self, fields: Sequence[Field], columns: int = 2, *, readings: Readings | None = None,
                 offered: Mapping[str, Sequence[str]] | None = None, labels: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = tuple(fields)
        self._by_name = by_name(fields)
        self._most, self._columns, self._labels = columns, 0, labels
        self._loaded: dict[str, Any] = {}
        offered = offered or {}
        self.cells = {f.name: FormCell(f, readings, list(offered.get(f.name, ()))) for f in fields}
        for cell in self.cells.values():
            cell.moved.connect(lambda step, c=cell: self._move(c, step))
            cell.edited.connect(self.changed)
            cell.reveal_asked.connect(self.reveal_asked)
        self._body = QWidget()
        self._body.setProperty("look", "clear")
        self._box = QVBoxLayout(self._body)
        self._box.setContentsMargins(*(theme.px(n) for n in ((0, 0, 0, 0) if labels else (16, 14, 16, 14))))
        self._box.setSpacing(theme.px(8))
        self._titles = {group: label(group, "section") for group in self._groups() if group}
        self._grids: list[QWidget] = []
        self.setWidget(self._body)
        self._body.installEventFilter(self)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._arrange(columns)
        save = QShortcut(QKeySequence.StandardKey.Save, self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self.save_asked)

    # values

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show a record; what is missing is empty. Private values are masked until `reveal`."""
        self._loaded = {f.name: values.get(f.name) for f in self.fields}
        for name, cell in self.cells.items():
            cell.show_value(self._loaded[name], masked=self._by_name[name].private and self._loaded[name] is not None)

    def fill(self, name: str, value: Any) -> None:
        """Put in what was derived from another field, unless the user has typed here."""
        if not self.cells[name].touched:
            self.cells[name].show_value(value, masked=False)

    def reveal(self, name: str) -> None:
        self.cells[name].show_value(self._loaded.get(name), masked=False)

    def values(self) -> dict[str, Any]:
        """What can be read, without complaint: fields that cannot be read are left out."""
        read = {}
        for name, cell in self.cells.items():
            try:
                read[name] = cell.value()
            except Doubtful as doubt:
                read[name] = doubt.value
            except BadValue:
                continue
        return read

    def typed(self) -> dict[str, str]:
        """What stands in the fields that the user typed into, as it was typed."""
        return {name: cell.editor.raw() for name, cell in self.cells.items() if cell.touched}

    def type_in(self, texts: Mapping[str, str]) -> None:
        """The counterpart of `typed`; fields that the form no longer has are passed over."""
        for name, text in texts.items():
            if name in self.cells:
                self.cells[name].type_in(text)

    def draft(self) -> dict[str, Any] | None:
        """All values; None when one cannot be read: it says why under its field, and the first such field has the focus."""
        read, wrong = {}, []
        for name, cell in self.cells.items():
            sound, read[name] = cell.check(complete=True)
            if not sound:
                wrong.append(cell)
        if wrong:
            self._focus(wrong[0])
            return None
        return read

    def changes(self) -> dict[str, Any] | None:
        """The values that differ from those shown; None as for `draft`."""
        read = self.draft()
        if read is None:
            return None
        return {name: value for name, value in read.items() if value != self._loaded.get(name)}

    @property
    def changed_by_user(self) -> bool:
        return any(cell.touched for cell in self.cells.values())

    def refuse(self, sentences: Mapping[str, str]) -> None:
        """Show what a service refused, each sentence under its field; the first such field has the focus."""
        placed = [self.cells[name] for name in self.cells if name in sentences]
        for cell in placed:
            cell.say(sentences[cell.field.name], "wrong")
        if placed:
            self._focus(placed[0])

    def warn(self, sentences: Mapping[str, str]) -> None:
        """A doubt under a field: the value stays and can be saved."""
        for name, sentence in sentences.items():
            if name in self.cells:
                self.cells[name].say(sentence, "doubt")

    def fix(self, names: Sequence[str], fixed: bool = True) -> None:
        """Fields that can be read but not changed here."""
        for name in names:
            self.cells[name].editor.setReadOnly(fixed)

    def focus_first(self) -> None:
        if self.fields:
            self._focus(self.cells[self.fields[0].name])

    # focus

    def _move(self, cell: FormCell, step: int) -> None:
        order = list(self.cells.values())
        place = order.index(cell) + step
        if 0 <= place < len(order):
            self._focus(order[place])
        elif step > 0:
            cell.editor.focusNextChild()

    def _focus(self, cell: FormCell) -> None:
        cell.editor.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(cell, theme.px(8), theme.px(40))

    # arrangement

    def _groups(self) -> list[str]:
        return list(dict.fromkeys(f.group for f in self.fields))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        while self._box.count():
            self._box.takeAt(0)
        for grid in self._grids:
            grid.deleteLater()
        self._grids = []
        labels = max([self._labels, *(cell.label_width() for cell in self.cells.values())])
        for group in self._groups():
            if group in self._titles:
                if self._grids:
                    self._box.addSpacing(theme.px(10))
                self._box.addWidget(self._titles[group])
            self._box.addWidget(self._grid([f for f in self.fields if f.group == group], columns, labels))
        self._box.addStretch(1)
        chain = list(self.cells.values())
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before.editor, after.editor)

    def _grid(self, fields: Sequence[Field], columns: int, labels: int) -> QWidget:
        holder = QWidget()
        holder.setProperty("look", "clear")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(24))
        grid.setVerticalSpacing(theme.px(8))
        line = place = 0
        for f in fields:
            wide = isinstance(f.kind, Text) and (f.kind.lines or f.kind.width >= 12)
            span = columns if wide else 1
            if place + span > columns:
                line, place = line + 1, 0
            cell = self.cells[f.name]
            cell.set_label_width(labels)
            grid.addWidget(cell, line, place, 1, span, Qt.AlignmentFlag.AlignTop)
            cell.show()
            place += span
        for each in range(columns):
            grid.setColumnStretch(each, 1)
        self._grids.append(holder)
        return holder

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._body and event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        if self._labels:
            self.setFixedHeight(max(self._box.totalHeightForWidth(self.viewport().width()), self._box.totalMinimumSize().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()
        self._arrange(self._most if self.viewport().width() >= theme.px(ONE_COLUMN) else 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_grids"):
            QTimer.singleShot(0, self, self._again)  # Qt must not lose widgets while the style is put on

    def _again(self) -> None:
        columns, self._columns = self._columns, 0
        self._arrange(columns)
