"""承办单位: which units get a proposal as what, by a few keys; what others have suggested stands above."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QVBoxLayout, QWidget

from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Option
from desktop.fields.refused import Refused
from desktop.rules.proposals.deadlines import ROLES
from desktop.services.proposals import assignment, register
from desktop.services.units import UNITS
from desktop.views import theme
from desktop.views.editor import readings
from desktop.views.widgets.editors import Chooser
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.messages import Banner
from desktop.views.work import Work

LINES = 5  # shown at first; more are added when the last one is filled


class UnitLine(QFrame):
    """A role and a unit, found by its initials."""

    def __init__(self, units: Mapping[str, str], role: str, changed) -> None:
        super().__init__()
        self.role = QComboBox()
        self.role.addItems(ROLES)
        self.role.setCurrentText(role)
        self.role.setFixedWidth(theme.px(90))
        kind = Choice(width=14, longest=80, open=False, options=tuple(map(Option, units)))
        self.unit = Chooser(kind, list(units), readings)
        self.unit.edited.connect(changed)
        self.setLayout(row(self.role, self.unit, gap=8))


class UnitsDialog(QDialog):
    """Decides the units of one proposal, or with `by` keeps what somebody suggests."""

    def __init__(self, work: Work, proposal: Mapping[str, Any], title: str, parent: QWidget, by: Field | None = None) -> None:
        super().__init__(parent)
        self.work, self.proposal, self.by = work, proposal, by
        self.setWindowTitle(title)
        self.units = {u["name"]: u["id"] for u in UNITS.listed(work.store, as_of=work.day)}
        whole = register.whole(work.store, proposal["id"])
        self.banner = Banner()
        self.place = QVBoxLayout()
        self.place.setSpacing(theme.px(6))
        self.lines: list[UnitLine] = []
        self.who = QComboBox()
        self.who.addItems([o.label for o in by.kind.options] if by is not None and isinstance(by.kind, Choice) else [])
        self.who.setVisible(by is not None)
        names = {number: name for name, number in self.units.items()}
        present = [(h["role"], names.get(h["unit_id"], "")) for h in whole["handlings"]] if by is None else []
        suggested = [(a["role"], a["unit"]) for a in whole["advice"]]
        for role, unit in present or suggested:
            self.add(role, unit)
        while len(self.lines) < LINES:
            self.add(ROLES[0] if not self.lines else ROLES[-1])
        said = "；".join(f"{a['by']}建议{a['role']}：{a['unit']}" for a in whole["advice"]) or "还没有人建议承办单位。"
        box = column(label(f"{proposal['mark']}　{proposal['name']}".strip("　"), "heading", wraps=True), label(said, "second", wraps=True),
                     label("一家主办、其余会办；或几家分办，各自答复。", "note"), self.banner, self.who, gap=8, margins=(20, 16, 20, 14))
        box.addLayout(self.place)
        box.addStretch(1)
        self.go = button("保存建议" if by is not None else "确定承办单位", "primary", clicked=self.save)
        self.go.setDefault(True)
        self.go.setToolTip("Ctrl+S")
        QShortcut(QKeySequence.StandardKey.Save, self).activated.connect(self.save)
        box.addLayout(row("", button("取消", clicked=self.reject), self.go))
        self.setLayout(box)
        self.resize(theme.px(560), theme.px(460))
        self.lines[0].unit.setFocus()

    def add(self, role: str, unit: str = "") -> None:
        line = UnitLine(self.units, role, self.grown)
        line.unit.moved.connect(lambda step: self.move(line, step))
        if unit:
            line.unit.show_value(unit)
        self.lines.append(line)
        self.place.addWidget(line)

    def move(self, line: UnitLine, step: int) -> None:
        """Enter leads to the next line, from an empty one to what stores them."""
        there = self.lines.index(line) + step
        if step > 0 and not line.unit.raw().strip():
            self.go.setFocus()
        elif 0 <= there < len(self.lines):
            self.lines[there].unit.setFocus()

    def grown(self) -> None:
        """A free line stays below the last filled one."""
        if self.lines[-1].unit.raw():
            self.add(self.lines[-1].role.currentText())

    def wanted(self) -> list[tuple[str, str]]:
        """(unit id, role) of the filled lines; refused when a name is no unit of ours."""
        found = []
        for line in self.lines:
            line.unit.settle()
            name = line.unit.raw().strip()
            if not name:
                continue
            if name not in self.units:
                line.unit.setFocus()
                raise Refused(f"单位库里没有“{name}”，没有保存。请从列表中选，或先到单位页登记。")
            found.append((self.units[name], line.role.currentText()))
        return found

    def save(self) -> None:
        try:
            if self.by is not None:
                assignment.suggest(self.work.store, self.proposal["id"], self.wanted(), self.who.currentText(), on=self.work.day)
            else:
                assignment.decide(self.work.store, self.proposal["id"], self.wanted())
        except Refused as refused:
            self.banner.say(str(refused), "late")
            return
        self.accept()
        self.work.said.emit("已保存承办单位的建议" if self.by is not None else "已确定承办单位", True)
