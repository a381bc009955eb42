"""The sheet on which many proposals get their units: what is typed, what is wrong with it, and each step back."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from desktop.rules.proposals import parts
from desktop.rules.proposals.deadlines import ASSIST
from desktop.services.proposals.allotment import Allotted, Directory, Proposed
from desktop.views import theme

HEADINGS = ("案号", "案由", "建议来由", "承办方式", "主办（分办）单位", "会办单位", "分管县领导", "交办渠道")
MARK, NAME, SOURCE, WAY, HOST, ASSISTS, LEADER, CHANNEL = range(len(HEADINGS))
TYPED = (WAY, HOST, ASSISTS, LEADER, CHANNEL)
MANY = (HOST, ASSISTS)
"""Cells that may name several units."""
APART = re.compile(r"[、，,;；\s]+")
Index = QModelIndex | QPersistentModelIndex
Cell = tuple[int, int]


@dataclass(frozen=True)
class Line:
    """What stands in the cells of one proposal; `leader` and `channel` None: the unit's own."""
    hosts: tuple[str, ...] = ()
    assists: tuple[str, ...] = ()
    leader: str | None = None
    channel: str | None = None


class Sheet(QAbstractTableModel):
    """edited: a cell was changed, by the user or by a step back."""
    edited = Signal()

    def __init__(self, proposed: Sequence[Proposed], units: Directory, channels: Sequence[str]) -> None:
        super().__init__()
        self.proposed, self.units, self.channels = proposed, units, list(channels)
        self.lines = [self._line(p) for p in proposed]
        self.first = list(self.lines)
        self.steps: list[dict[int, Line]] = []
        self.refused: dict[int, str] = {}

    def _line(self, each: Proposed) -> Line:
        named = [(self.units.rows[unit]["name"], role) for unit, role in each.units if unit in self.units.rows]
        return Line(tuple(n for n, role in named if role != ASSIST), tuple(n for n, role in named if role == ASSIST),
                    each.leader, each.channel)

    # what a view asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section] if orientation == Qt.Orientation.Horizontal else section + 1
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() in TYPED else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.text(*cell)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.fault(*cell) or self.text(*cell) or None
        if role == Qt.ItemDataRole.BackgroundRole:
            if self.fault(*cell):
                return QColor(theme.TOKENS.late_wash)
            return QColor(theme.TOKENS.accent_wash) if cell[1] in TYPED and self.changed(*cell) else None
        if role == Qt.ItemDataRole.ForegroundRole:
            token = "late" if self.fault(*cell) else "ink" if cell[1] in (NAME, HOST, ASSISTS) else "ink2"
            return QColor(getattr(theme.TOKENS, token))
        return None

    def text(self, row: int, column: int) -> str:
        each, line = self.proposed[row], self.lines[row]
        if column in (LEADER, CHANNEL):
            own = line.leader if column == LEADER else line.channel
            return own if own is not None else self.usual(row, column)
        return (each.row["mark"] or f"流水号{each.row['serial']}", each.row["name"], each.source, parts.way(line.hosts, line.assists),
                "、".join(line.hosts), "、".join(line.assists))[column]

    def changed(self, row: int, column: int) -> bool:
        """Is it another than was suggested?"""
        now, before = self.lines[row], self.first[row]
        return {WAY: parts.way(now.hosts, now.assists) != parts.way(before.hosts, before.assists), HOST: now.hosts != before.hosts,
                ASSISTS: now.assists != before.assists, LEADER: now.leader != before.leader, CHANNEL: now.channel != before.channel}[column]

    def usual(self, row: int, column: int) -> str:
        """The 分管县领导 or 归口 of the units that answer, as the units' list has them."""
        known = [self.units.rows[unit] for n in self.lines[row].hosts if (unit := self.units.id_of(n))]
        return "、".join(dict.fromkeys(filter(None, (u["leader" if column == LEADER else "channel"] for u in known))))

    # what is wrong

    def fault(self, row: int, column: int) -> str:
        """A sentence for the cell, '' when nothing is wrong."""
        line = self.lines[row]
        if column in MANY:
            names = line.hosts if column == HOST else line.assists
            said = next(filter(None, map(self.units.fault, names)), "")
            every = [*line.hosts, *line.assists]
            if not said and any(every.count(n) > 1 for n in names):
                said = "同一单位填了两次。"
            if not said and column == HOST and line.assists and not line.hosts:
                said = "有会办单位，没有主办单位。"
            return said or (self.refused.get(row, "") if column == HOST else "")
        if column == CHANNEL and line.channel and line.channel not in self.channels:
            return f"没有“{line.channel}”这个交办渠道，应为{'、'.join(self.channels)}。"
        return ""

    def faults(self) -> list[tuple[Cell, str]]:
        """From the top to the bottom."""
        return [((row, column), said) for row in range(len(self.lines)) for column in TYPED if (said := self.fault(row, column))]

    # writing

    def put(self, cells: Mapping[Cell, str]) -> int:
        """Texts into cells, as one step; how many lines are others than before."""
        changed: dict[int, Line] = {}
        for (row, column), text in cells.items():
            if column in TYPED:
                changed[row] = self.read(changed.get(row, self.lines[row]), column, text)
        before = {row: self.lines[row] for row, line in changed.items() if line != self.lines[row]}
        if before:
            self.steps.append(before)
            self._set({row: changed[row] for row in before})
        return len(before)

    def read(self, line: Line, column: int, text: str) -> Line:
        words = text.strip()
        if column in MANY:
            names = tuple(dict.fromkeys(self.proper(n) for n in APART.split(words) if n))
            if column == ASSISTS:
                return replace(line, assists=names)
            return replace(line, hosts=names, assists=tuple(n for n in line.assists if n not in names))  # it answers now itself
        if column == WAY:
            if words not in parts.WAYS:
                return line
            hosts, assists = parts.arranged(words, line.hosts, line.assists)
            return replace(line, hosts=tuple(hosts), assists=tuple(assists))
        return replace(line, leader=words or None) if column == LEADER else replace(line, channel=words or None)

    def proper(self, name: str) -> str:
        """教体局 -> 县教育体育局."""
        unit = self.units.id_of(name)
        return self.units.rows[unit]["name"] if unit else name

    def step_back(self) -> bool:
        if not self.steps:
            return False
        self._set(self.steps.pop())
        return True

    def _set(self, lines: Mapping[int, Line]) -> None:
        for row, line in lines.items():
            self.lines[row] = line
            self.refused.pop(row, None)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADINGS) - 1))
        self.edited.emit()

    def refuse(self, sentences: Mapping[str, str]) -> None:
        """What the service says of proposals, by their ids."""
        self.refused = {n: sentences[p.row["id"]] for n, p in enumerate(self.proposed) if p.row["id"] in sentences}
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(HEADINGS) - 1))

    # what is stored

    def allotted(self) -> dict[str, Allotted]:
        """The lines that have units; names must be sound."""
        found = {}
        for row, (each, line) in enumerate(zip(self.proposed, self.lines, strict=True)):
            if not line.hosts:
                continue
            ids = [[unit for n in names if (unit := self.units.id_of(n))] for names in (line.hosts, line.assists)]
            other = {"channel": line.channel if line.channel != self.usual(row, CHANNEL) else None,
                     "leader": line.leader if line.leader != self.usual(row, LEADER) else None}
            found[each.row["id"]] = Allotted(parts.parts(*ids), **other)
        return found

    def desks(self) -> set[str]:
        """The units that get something."""
        return {n for line in self.lines for n in (*line.hosts, *line.assists)}
