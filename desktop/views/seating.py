"""组内任职: who is 组长, 联络员 or member of a group, from which day."""
from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Day, Option, YesNo
from desktop.services import groups, members
from desktop.views import theme
from desktop.views.editor import readings
from desktop.views.records import Row
from desktop.views.widgets.form import FieldForm
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.work import Work

ROLES = (groups.HEAD, groups.DEPUTY, groups.LIAISON, groups.PLAIN)


class SeatDialog(QDialog):
    """One person's part in one group; namesakes are told apart by their work."""

    def __init__(self, work: Work, group: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self.work, self.group = work, group
        self.setWindowTitle(f"{group['name']}：调整任职")
        self.people = {self._said(r): r["id"] for r in members.listed(work.store, work.day)}
        self.form = FieldForm((
            Field("person", "委员", Choice(width=14, longest=200, open=False, options=tuple(Option(w) for w in self.people)),
                  required=True, help="可输入姓名或首字母"),
            Field("role", "组内职务", Choice(open=False, options=tuple(Option(r) for r in ROLES)), required=True),
            Field("on", "生效日期", Day(), required=True), Field("leaves", "离开本组", YesNo())), columns=1, readings=readings)
        self.form.show_values({"role": groups.PLAIN, "on": work.day, "leaves": False})
        box = column(label("任职从生效那天起变化，以前的名单不变。", "second", wraps=True), self.form, gap=10, margins=(20, 20, 20, 16))
        box.setStretch(1, 1)
        box.addLayout(row("", button("取消", clicked=self.reject), button("保存任职", "primary", clicked=self._save)))
        self.setLayout(box)
        self.resize(theme.px(520), theme.px(360))

    @staticmethod
    def _said(person: Row) -> str:
        return f"{person['name']}　{person.get('unit') or ''}{person.get('post') or ''}".strip()

    def _save(self) -> None:
        read = self.form.draft()
        if read is None:
            return
        person = self.people[read["person"]]

        def change() -> None:
            if read["leaves"]:
                groups.unseat(self.work.store, self.group["id"], person, on=read["on"])
            else:
                groups.seat(self.work.store, self.group["id"], person, read["role"], on=read["on"])

        done, _ = self.work.attempt(change, self)
        if done:
            self.accept()
            self.work.said.emit(f"已调整{self.group['name']}的任职", True)
