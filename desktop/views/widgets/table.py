"""The one table: rows and fields in, filters under the headings, a frozen name, and the place in the list kept."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from desktop.fields.field import Field
from desktop.views import theme
from desktop.views.widgets import clipboard, places
from desktop.views.widgets.cells import Cells
from desktop.views.widgets.columns import ColumnChooser, Columns
from desktop.views.widgets.conditions import Readings
from desktop.views.widgets.empty import Empty
from desktop.views.widgets.frozen import Frozen
from desktop.views.widgets.headings import Headings
from desktop.views.widgets.places import FLAG
from desktop.views.widgets.rows import NamedSort, Row, Rows

ROW = 32
OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
VISIBLE = QAbstractItemView.ScrollHint.EnsureVisible


class FieldTable(QTableView):
    """A list of records.

    opened(id): Enter, F2 or a double click. chosen(ids): the selection, in the order of the list. counted(shown, all).
    columns_changed(state): columns, order, widths or sorting were changed; `state` is plain and can be kept as JSON.
    pasted(cells): a range was pasted from a spreadsheet; nothing is written. step_asked: the empty state's button.
    `frozen` is the name of the field that stays at the left; `states`, `sorts`, `readings`, `spelled` go to Rows.
    """
    opened = Signal(str)
    chosen = Signal(list)
    counted = Signal(int, int)
    columns_changed = Signal(dict)
    pasted = Signal(list)
    step_asked = Signal()

    def __init__(self, fields: Sequence[Field], *, frozen: str = "", filters: bool = True,
                 states: Mapping[str, Callable[[Row], str]] | None = None, sorts: Sequence[NamedSort] = (),
                 readings: Readings | None = None, spelled: Mapping[str, str] | None = None,
                 empty: str = "这里还没有记录。", step: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frozen: Frozen | None = None
        self.empty = Empty(empty, step, parent=self.viewport())
        self.rows = Rows(fields, states=states, sorts=sorts, readings=readings, spelled=spelled)
        self.setModel(self.rows)
        fixed = self.rows.column_of(frozen) if frozen else -1
        self._empty_words, self._fitted = (empty, step), False
        self.headings = Headings(self, lambda column: column != fixed, filters)
        self.setHorizontalHeader(self.headings)
        self.headings.setSectionsMovable(True)
        self.columns = Columns(self, self.headings, self.rows, fixed)
        self.setItemDelegate(Cells(self, strong=fixed))
        if frozen:
            self.frozen = Frozen(self, fixed, filters)
        for view in self._views():
            dress(view)
        for headings in self._headings():
            self._listen(headings)
        self.headings.sectionResized.connect(lambda *_: self._tell())
        self.headings.sectionMoved.connect(lambda *_: self._tell())
        self.rows.counted.connect(self._counted)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit(self.chosen_ids()))
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.id_at(index.row())))
        self.empty.step_asked.connect(self._step)
        self.columns.default()
        self.refit()
        self._counted(0, 0)

    def _listen(self, headings: Headings) -> None:
        headings.build()
        headings.typed.connect(self._filter)
        headings.left.connect(self._into_list)
        headings.sectionClicked.connect(self._clicked)
        headings.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        headings.customContextMenuRequested.connect(lambda at: self._menu(headings, at))

    def _views(self) -> list[QTableView]:
        return [self, self.frozen] if self.frozen else [self]

    def _headings(self) -> list[Headings]:
        return [self.frozen.headings, self.headings] if self.frozen else [self.headings]

    # rows

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Replace the rows; selection, current row and place in the list are kept by the rows' ids."""
        places.keep(self, self.rows, lambda: self.rows.replace(rows))
        if not self._fitted and self.rows.total:
            self._fitted = True
            self.columns.fit()

    def shown_rows(self) -> list[Row]:
        """What is seen: filtered and in the order of the list."""
        return self.rows.shown()

    def shown_fields(self) -> tuple[Field, ...]:
        """The visible columns from left to right."""
        return self.columns.fields()

    def chosen_ids(self) -> list[str]:
        return [self.rows.id_at(place) for place in places.chosen(self)]

    def chosen_rows(self) -> list[Row]:
        return [self.rows.row_at(place) for place in places.chosen(self)]

    def current_id(self) -> str | None:
        index = self.currentIndex()
        return self.rows.id_at(index.row()) if index.isValid() else None

    def choose(self, record: str) -> bool:
        """Make the record current and visible; False when it is filtered out or gone."""
        place = self.rows.place_of(record)
        if place is None:
            return False
        index = self.rows.index(place, self.columns.visible()[0])
        self.selectionModel().setCurrentIndex(index, FLAG.ClearAndSelect | FLAG.Rows)
        self.scrollTo(index)
        return True

    def choose_several(self, records: Iterable[str]) -> None:
        """Select these, the first of them current and in sight."""
        found = sorted(place for place in map(self.rows.place_of, records) if place is not None)
        if found:
            self.selectionModel().setCurrentIndex(self.rows.index(found[0], self.columns.visible()[0]), FLAG.NoUpdate)
            places.select(self, self.rows, found)
            self.scrollTo(self.currentIndex())

    def reveal(self, revealed: bool) -> None:
        """Private fields whole, or masked again."""
        places.keep(self, self.rows, lambda: self.rows.reveal(revealed))

    # filters and order

    def set_filter(self, name: str, text: str) -> None:
        column = self.rows.column_of(name)
        if not any(headings.set_text(column, text) for headings in self._headings()):
            self._filter(column, text)

    def filters(self) -> dict[str, str]:
        """What is typed under the headings, by field name."""
        texts = {field.name: "".join(h.text(column) for h in self._headings()).strip()
                 for column, field in enumerate(self.rows.fields)}
        return {name: text for name, text in texts.items() if text}

    def clear_filters(self) -> None:
        for name in self.filters():
            self.set_filter(name, "")
        places.keep(self, self.rows, self.rows.clear_conditions)

    def sort_by(self, key: str | None, descending: bool = False) -> None:
        """A field's name, the key of a NamedSort, or None for the order in which the rows came."""
        places.keep(self, self.rows, lambda: self.rows.sort_by(key, descending))
        self._mark_sorted()
        self._tell()

    def _filter(self, column: int, text: str) -> None:
        places.keep(self, self.rows, lambda: self.rows.set_condition(self.rows.fields[column].name, text))

    def _clicked(self, column: int) -> None:
        """Up, down, and back to the order of the file."""
        name = self.rows.fields[column].name
        named = next((sort.key for sort in self.rows.sorts.values() if sort.field == name), name)
        if self.rows.sorted_by == (named, False):
            self.sort_by(named, True)
        elif self.rows.sorted_by == (named, True):
            self.sort_by(None)
        else:
            self.sort_by(named)

    def _mark_sorted(self) -> None:
        key, descending = self.rows.sorted_by or ("", False)
        name = self.rows.sorts[key].field if key in self.rows.sorts else key
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        for headings in self._headings():
            headings.setSortIndicatorShown(bool(key))
            headings.setSortIndicator(self.rows.column_of(name) if key else -1, order)

    def _counted(self, shown: int, total: int) -> None:
        if total and not shown:
            self.empty.say("没有符合筛选条件的记录。", "清除筛选")
        else:
            self.empty.say(*self._empty_words)
        self.empty.setVisible(not shown)
        self.counted.emit(shown, total)

    def when_empty(self, words: str, step: str) -> None:
        """What stands in the list when it holds nothing, and on its button."""
        self._empty_words = (words, step)

    def _step(self) -> None:
        if self.rows.total:
            self.clear_filters()
        else:
            self.step_asked.emit()

    # columns

    def state(self) -> dict[str, Any]:
        """Columns from left to right with width and visibility, and the order of the rows; plain values only."""
        return {"columns": self.columns.state(), "sort": list(self.rows.sorted_by or ())}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up a state kept earlier; what is unknown by now is passed over."""
        self.columns.restore(state.get("columns", ()))
        key, descending = [*state.get("sort", ()), None, False][:2]
        if key is None or key in self.rows.sorts or any(field.name == key for field in self.rows.fields):
            self.sort_by(key, bool(descending))

    def choose_columns(self) -> None:
        """Ask which columns to show, and in which order."""
        fixed = self.rows.fields[self.columns.fixed].name if self.frozen else ""
        dialog = ColumnChooser(self.rows.fields, [field.name for field in self.shown_fields()], fixed, self)
        if dialog.exec():
            self.columns.show_only(dialog.names())
            self._tell()

    def default_columns(self) -> None:
        self.columns.default()
        self._tell()

    def _hide(self, column: int) -> None:
        self.setColumnHidden(column, True)
        self._tell()

    def _tell(self) -> None:
        if not self.columns.settling:
            self.columns_changed.emit(self.state())

    def _menu(self, headings: Headings, at: QPoint) -> None:
        column = headings.logicalIndexAt(at)
        if column >= 0:
            self.heading_menu(column).exec(headings.mapToGlobal(at))

    def heading_menu(self, column: int) -> QMenu:
        """What can be done with a column: orders, hiding, choosing."""
        field, menu = self.rows.fields[column], QMenu(self)

        def entry(text: str, act: Callable[[], object], icon: str = "", possible: bool = True) -> None:
            action = QAction(text, menu)
            if icon:
                action.setIcon(theme.icon(icon))
            action.setEnabled(possible)
            action.triggered.connect(lambda _checked=False: act())
            menu.addAction(action)

        for sort in self.rows.sorts.values():
            if sort.field == field.name:
                entry(f"按{sort.label}排序", partial(self.sort_by, sort.key))
        entry("升序", partial(self.sort_by, field.name), "arrow-up")
        entry("降序", partial(self.sort_by, field.name, True), "arrow-down")
        entry("恢复原来的顺序", partial(self.sort_by, None), possible=self.rows.sorted_by is not None)
        menu.addSeparator()
        entry(f"隐藏“{field.label}”列", partial(self._hide, column), possible=column != self.columns.fixed)
        entry("选择列…", self.choose_columns, "columns-3")
        entry("恢复默认列", self.default_columns)
        menu.addSeparator()
        entry("清除筛选", self.clear_filters, possible=bool(self.filters()))
        return menu

    # copying

    def copy(self) -> None:
        """The selected rows with their headings; masked stays masked, numbers written as text stay text."""
        fields, chosen = self.shown_fields(), places.chosen(self)
        if chosen:
            texts = [[self.rows.text(field.name, place) for field in fields] for place in chosen]
            QGuiApplication.clipboard().setMimeData(clipboard.table(fields, texts))

    def paste(self) -> None:
        if cells := clipboard.cells(QGuiApplication.clipboard().text()):
            self.pasted.emit(cells)

    # keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if key in OPENING and self.currentIndex().isValid():
            self.opened.emit(self.rows.id_at(self.currentIndex().row()))
        elif control and key == Qt.Key.Key_C:
            self.copy()
        elif control and key == Qt.Key.Key_V:
            self.paste()
        elif control and key == Qt.Key.Key_F:
            self.focus_filter()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.rows.rowCount():
            self._jump(0 if key == Qt.Key.Key_Home else self.rows.rowCount() - 1, event.modifiers())
        else:
            super().keyPressEvent(event)

    def _jump(self, place: int, modifiers: Qt.KeyboardModifier) -> None:
        index = self.rows.index(place, max(self.currentIndex().column(), 0))
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            first, last = sorted((max(self.currentIndex().row(), 0), place))
            span = QItemSelection(self.rows.index(first, 0), self.rows.index(last, 0))
            self.selectionModel().select(span, FLAG.Select | FLAG.Rows)
            self.selectionModel().setCurrentIndex(index, FLAG.NoUpdate)
        else:
            self.selectionModel().setCurrentIndex(index, FLAG.ClearAndSelect | FLAG.Rows)
        self.scrollTo(index)

    def focus_filter(self) -> None:
        """Into the leftmost filter line (Ctrl+F)."""
        for headings in self._headings():
            line = next((headings.line(c) for c in self.columns.visible() if headings.line(c)), None)
            if line is not None:
                line.setFocus(Qt.FocusReason.ShortcutFocusReason)
                line.selectAll()
                return

    def _into_list(self) -> None:
        self.setFocus(Qt.FocusReason.TabFocusReason)
        if self.rows.rowCount() and not places.chosen(self):
            self._jump(0, Qt.KeyboardModifier.NoModifier)

    def keyboardSearch(self, search: str) -> None:
        """Typing does nothing here: Han text cannot be typed into a list, and the filter lines do it better."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.hover(-1)
        super().leaveEvent(event)

    def hover(self, place: int) -> None:
        """The row under the mouse, in both views."""
        if self.property("hovered") != place:
            for view in self._views():
                view.setProperty("hovered", place)
            self._repaint()

    # geometry and painting

    def refit(self) -> None:
        """Heights and widths after the font scale."""
        for view in self._views():
            view.verticalHeader().setMinimumSectionSize(theme.px(ROW))
            view.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        with self.columns.moved_by_program():
            for headings in self._headings():
                headings.refit()
        self.columns.fit()
        self.updateGeometries()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "columns"):
            QTimer.singleShot(0, self, self.refit)  # once the style has been put on everywhere

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_empty()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if self.frozen is not None:
            self.frozen.lay()
            self._place_empty()

    def _place_empty(self) -> None:
        """Beside the frozen column, which lies over the rest."""
        covered = self.frozen.width() if self.frozen is not None and not self.frozen.isHidden() else 0
        self.empty.setGeometry(self.viewport().rect().adjusted(covered, 0, 0, 0))

    def scrollTo(self, index: QModelIndex | QPersistentModelIndex, hint: QAbstractItemView.ScrollHint = VISIBLE) -> None:
        """As usual, but a column must not end up beneath the frozen one."""
        super().scrollTo(index, hint)
        if self.frozen is None or index.column() == self.columns.fixed:
            return
        beneath = self.columnWidth(self.columns.fixed) - self.columnViewportPosition(index.column())
        if beneath > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - beneath)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.selectionModel().setCurrentIndex(self.rows.index(0, self.columns.visible()[0]), FLAG.NoUpdate)
        self._repaint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._repaint()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self._repaint()  # the ring runs across the whole row

    def _repaint(self) -> None:
        for view in self._views():
            view.viewport().update()


def dress(view: QTableView) -> None:
    """What every list has in common: whole rows, several at once, nothing edited in place."""
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setMouseTracking(True)
