"""The marks of a sheet while they are entered: what is stored, what was changed and not yet saved, and each step back."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from desktop.rules.attendance import ABSENT, LEAVE, PRESENT, Mark
from desktop.services.attendance import Key, Sheet
from desktop.services.members import Row
from desktop.views import theme

FIXED = ("姓名", "身份", "组别")
NAME, CAPACITY, TEAM = range(len(FIXED))
INKS = {PRESENT: "done", LEAVE: "wait", ABSENT: "late"}
Index = QModelIndex | QPersistentModelIndex
Change = dict[Key, Mark | None]


class Marks(QAbstractTableModel):
    """Rows are people, columns the name, what they come as, their group, and each half day. edited: by the user."""
    edited = Signal()

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.take(sheet)

    def take(self, sheet: Sheet) -> None:
        self.beginResetModel()
        self.sheet, self.people = sheet, list(sheet.people)
        self.stored: dict[Key, Mark] = dict(sheet.marks)
        self.now: dict[Key, Mark] = dict(sheet.marks)
        self.steps: list[Change] = []
        self.endResetModel()

    # what a view asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(FIXED) + len(self.sheet.sittings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            if orientation == Qt.Orientation.Vertical:
                return section + 1
            return FIXED[section] if section < len(FIXED) else self.sitting(section)["short"]
        if role == Qt.ItemDataRole.ToolTipRole and orientation == Qt.Orientation.Horizontal and section >= len(FIXED):
            return self.sitting(section)["name"]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        person = self.people[index.row()]
        if index.column() < len(FIXED):
            if role == Qt.ItemDataRole.DisplayRole:
                return (person["name"], person["capacity"], person["team"] or "")[index.column()]
            if role == Qt.ItemDataRole.ToolTipRole:
                return f"{person.get('unit') or ''}{person.get('post') or ''}"
            return None
        mark = self.now.get(self.key(index.row(), index.column()))
        if role == Qt.ItemDataRole.DisplayRole:
            return mark.sign if mark else ""
        if role == Qt.ItemDataRole.ForegroundRole and mark:
            return QColor(getattr(theme.TOKENS, INKS[mark.result]))
        if role == Qt.ItemDataRole.BackgroundRole and self.now.get(key := self.key(index.row(), index.column())) != self.stored.get(key):
            return QColor(theme.TOKENS.accent_wash)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        return None

    # places

    def sitting(self, column: int) -> Row:
        return self.sheet.sittings[column - len(FIXED)]

    def key(self, row: int, column: int) -> Key:
        return self.people[row]["id"], self.sitting(column)["id"]

    def arrange(self, order: str) -> None:
        """签到表顺序, 姓氏笔画, 组别."""
        place = {p["id"]: n for n, p in enumerate(self.sheet.people)}
        keys = {"姓氏笔画": lambda p: p["stroke_key"], "组别": lambda p: (p["team"] or "\uffff", place[p["id"]])}
        self.beginResetModel()
        self.people = sorted(self.sheet.people, key=keys.get(order, lambda p: place[p["id"]]))
        self.endResetModel()

    def find(self, typed: str, after: int = -1) -> int | None:
        """The next row whose name, spelling or initials begin like that."""
        rows = [*range(after + 1, len(self.people)), *range(after + 1)]
        return next((n for n in rows if self.people[n]["name"].startswith(typed)
                     or any(word.startswith(typed) for word in (self.people[n]["search_key"] or "").split())), None)

    # writing

    def put(self, marks: Mapping[Key, Mark | None]) -> int:
        """One step; how many marks differ from before."""
        before: Change = {key: self.now.get(key) for key, mark in marks.items() if self.now.get(key) != mark}
        for key in before:
            self._set(key, marks[key])
        if before:
            self.steps.append(before)
            self._tell()
        return len(before)

    def step_back(self) -> bool:
        if not self.steps:
            return False
        for key, mark in self.steps.pop().items():
            self._set(key, mark)
        self._tell()
        return True

    def fill(self, columns: Iterable[int]) -> int:
        """Who has no mark yet was there: 除…外全到."""
        return self.put({key: Mark(PRESENT) for column in columns for row in range(len(self.people))
                         if (key := self.key(row, column)) not in self.now})

    def changes(self) -> Change:
        return {key: self.now.get(key) for key in {*self.now, *self.stored} if self.now.get(key) != self.stored.get(key)}

    def _set(self, key: Key, mark: Mark | None) -> None:
        if mark is None:
            self.now.pop(key, None)
        else:
            self.now[key] = mark

    def _tell(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.people) - 1, self.columnCount() - 1))
        self.edited.emit()
