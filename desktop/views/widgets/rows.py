"""The table model: rows and fields, what is filtered out, and the order; it never asks a store."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cmp_to_key
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCollator, QLocale, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.fields.field import Field, by_name
from desktop.fields.kinds import Choice, Kind, Several, Text, fold
from desktop.views.widgets import conditions
from desktop.views.widgets.conditions import Cell, Condition, Readings

Row = Mapping[str, Any]
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
STATE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
NUMERIC_ROLE = STATE_ROLE + 1


@dataclass(frozen=True)
class NamedSort:
    """An order with a name of its own (姓氏笔画) under a column's heading; `value` gives a comparable key or None."""
    key: str
    label: str
    field: str
    value: Callable[[Row], Any]


class Rows(QAbstractTableModel):
    """Rows are mappings of field name to value, with their permanent id under 'id'.

    `states` names, per field, the function that tells a cell's state ('late', 'wait', 'done', 'info', 'plain' or '').
    `readings` tells under which pinyin a text is found too; `spelled` names row keys that hold such readings already.
    """
    counted = Signal(int, int)

    def __init__(self, fields: Sequence[Field], *, states: Mapping[str, Callable[[Row], str]] | None = None,
                 sorts: Sequence[NamedSort] = (), readings: Readings | None = None,
                 spelled: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.fields = tuple(fields)
        self.sorts = {s.key: s for s in sorts}
        self.revealed = False
        self._by_name = by_name(fields)
        self._states = dict(states or {})
        self._readings, self._spelled = readings, dict(spelled or {})
        self._rows: list[Row] = []
        self._order: list[int] = []
        self._place: dict[str, int] = {}
        self._conditions: dict[str, Condition] = {}
        self._sorted: tuple[str, bool] | None = None
        self._texts: dict[str, list[str | None]] = {}
        self._folded: dict[str, list[str]] = {}
        self._read: dict[str, list[str]] = {}

    # what Qt asks

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        field = self.fields[index.column()]
        at = self._order[index.row()]
        if role == Qt.ItemDataRole.DisplayRole or role == Qt.ItemDataRole.AccessibleTextRole:
            return self._text(field, at)
        if role == STATE_ROLE:
            state = self._states.get(field.name)
            return state(self._rows[at]) if state else ""
        if role == NUMERIC_ROLE:
            return field.kind.numeric
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        field = self.fields[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return field.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return field.help or field.label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if field.kind.numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    # what the table tells it; the table brackets these with keeping its place

    def replace(self, rows: Iterable[Row]) -> None:
        self._rows = list(rows)
        self._forget()
        self._arrange()

    def set_condition(self, name: str, text: str) -> None:
        condition = conditions.read(self._by_name[name], text)
        if condition == self._conditions.get(name):
            return
        self._conditions.pop(name, None)
        if condition:
            self._conditions[name] = condition
        self._arrange()

    def clear_conditions(self) -> None:
        self._conditions.clear()
        self._arrange()

    def sort_by(self, key: str | None, descending: bool = False) -> None:
        """`key` is a field's name, a NamedSort's key, or None for the order in which the rows were given."""
        self._sorted = (key, descending) if key else None
        self._arrange()

    def reveal(self, revealed: bool) -> None:
        """Show private fields whole; that it was asked is logged by whoever asks."""
        self.revealed = revealed
        self._forget()
        self._arrange()

    # what the table asks

    @property
    def total(self) -> int:
        return len(self._rows)

    @property
    def sorted_by(self) -> tuple[str, bool] | None:
        return self._sorted

    def row_at(self, place: int) -> Row:
        return self._rows[self._order[place]]

    def id_at(self, place: int) -> str:
        return self.row_at(place)["id"]

    def place_of(self, record: str) -> int | None:
        """Where the record stands in the list as shown; None when it is filtered out or gone."""
        return self._place.get(record)

    def shown(self) -> list[Row]:
        return [self._rows[at] for at in self._order]

    def text(self, name: str, place: int) -> str:
        return self._text(self._by_name[name], self._order[place])

    def field(self, name: str) -> Field:
        return self._by_name[name]

    def column_of(self, name: str) -> int:
        return next(i for i, field in enumerate(self.fields) if field.name == name)

    # inside

    def _forget(self) -> None:
        self._texts = {f.name: [None] * len(self._rows) for f in self.fields}
        self._folded.clear()
        self._read.clear()

    def _text(self, field: Field, at: int) -> str:
        known = self._texts[field.name][at]
        if known is None:
            known = field.shown(self._rows[at].get(field.name), private=self.revealed)
            if "\n" in known:
                known = " ".join(known.split("\n"))
            self._texts[field.name][at] = known
        return known

    def _arrange(self) -> None:
        self.beginResetModel()
        order = list(range(len(self._rows)))
        for name, condition in self._conditions.items():
            order = self._kept(name, condition, order)
        if self._sorted:
            order = self._in_order(order, *self._sorted)
        self._order = order
        self._place = {self._rows[at]["id"]: place for place, at in enumerate(order)}
        self.endResetModel()
        self.counted.emit(len(order), len(self._rows))

    def _kept(self, name: str, condition: Condition, order: list[int]) -> list[int]:
        folded = self._folded_column(name)
        readings = self._reading_column(name) if condition.spelled else None
        return [at for at in order if condition.holds(Cell(self._rows[at].get(name), folded[at]),
                                                      readings[at] if readings else "")]

    def _folded_column(self, name: str) -> list[str]:
        if name not in self._folded:
            field = self._by_name[name]
            self._folded[name] = [fold(self._text(field, at)) for at in range(len(self._rows))]
        return self._folded[name]

    def _reading_column(self, name: str) -> list[str] | None:
        if name not in self._read:
            if name in self._spelled:
                key = self._spelled[name]
                self._read[name] = [str(row.get(key) or "").upper() for row in self._rows]
            elif self._readings:
                field, read, known = self._by_name[name], self._readings, {}
                for text in {self._text(field, at) for at in range(len(self._rows))}:
                    known[text] = read(text).upper()
                self._read[name] = [known[self._text(field, at)] for at in range(len(self._rows))]
            else:
                return None
        return self._read[name]

    def _in_order(self, order: list[int], key: str, descending: bool) -> list[int]:
        """Empty cells stand last in both directions, as in a spreadsheet."""
        value = self._key(key)
        keyed = [(value(self._rows[at]), at) for at in order]
        filled = [pair for pair in keyed if not _missing(pair[0])]
        filled.sort(key=lambda pair: pair[0], reverse=descending)
        return [at for _, at in filled] + [at for v, at in keyed if _missing(v)]

    def _key(self, key: str) -> Callable[[Row], Any]:
        if key in self.sorts:
            return self.sorts[key].value
        name, kind = key, self._by_name[key].kind
        if isinstance(kind, Choice) and kind.options:
            rank = {option.label: number for number, option in enumerate(kind.options)}
            return lambda row: None if row.get(name) is None else (rank.get(row[name], len(rank)), str(row[name]))
        if _worded(kind):
            return _alphabetical(name, kind)
        return lambda row: row.get(name)


def _missing(value: Any) -> bool:
    return value is None or (isinstance(value, str | tuple) and not value)


def _worded(kind: Kind) -> bool:
    return isinstance(kind, Text | Choice | Several)


def _alphabetical(name: str, kind: Kind) -> Callable[[Row], Any]:
    """By pinyin as the PC's collation has it; names have a NamedSort with a computed key instead."""
    collator = QCollator(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    collator.setNumericMode(True)
    compare = cmp_to_key(collator.compare)
    return lambda row: compare(text) if (text := kind.show(row.get(name))) else None
