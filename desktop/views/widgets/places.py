"""Keeping the reader's place in a list while its rows are replaced, filtered or sorted."""
from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QTableView

from desktop.views.widgets.rows import Rows

FLAG = QItemSelectionModel.SelectionFlag


def chosen(view: QTableView) -> list[int]:
    """The selected rows' places, from top to bottom."""
    places: set[int] = set()
    selection = view.selectionModel().selection()
    for span in (selection.at(number) for number in range(selection.count())):
        places.update(range(span.top(), span.bottom() + 1))
    return sorted(places)


def keep(view: QTableView, rows: Rows, change: Callable[[], object]) -> None:
    """Do `change`, then select what was selected, by the records' ids, and scroll to where the list stood."""
    ids = [rows.id_at(place) for place in chosen(view)]
    current = view.currentIndex()
    column = current.column()
    current_id = rows.id_at(current.row()) if current.isValid() else None
    bar, across = view.verticalScrollBar().value(), view.horizontalScrollBar().value()
    top = view.rowAt(0)
    top_id = rows.id_at(top) if top >= 0 else None
    change()
    select(view, rows, [place for place in map(rows.place_of, ids) if place is not None])
    place = rows.place_of(current_id) if current_id else None
    if place is not None:
        view.selectionModel().setCurrentIndex(rows.index(place, column), FLAG.NoUpdate)
    moved = rows.place_of(top_id) if top_id else None
    height = view.verticalHeader().defaultSectionSize()
    # A list that stood at its head stays there: what is new at the head shall be seen.
    value = bar + (moved - top) * height if moved is not None and bar else bar // height * height
    view.verticalScrollBar().setValue(value)
    view.horizontalScrollBar().setValue(across)


def select(view: QTableView, rows: Rows, places: Iterable[int]) -> None:
    """Select these rows, as few spans as there are."""
    selection, spans = QItemSelection(), []
    for place in sorted(places):
        if spans and spans[-1][1] == place - 1:
            spans[-1][1] = place
        else:
            spans.append([place, place])
    last = rows.columnCount() - 1
    for first, end in spans:
        selection.select(rows.index(first, 0), rows.index(end, last))
    view.selectionModel().select(selection, FLAG.ClearAndSelect | FLAG.Rows)
