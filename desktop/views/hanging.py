"""A tab of the drawer with what hangs on a record: its rows, and a small form to add, mend or remove one."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QFrame, QWidget

from desktop.services.parts import Part
from desktop.services.records import Row
from desktop.views.asking import FormDialog
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.messages import confirm
from desktop.views.work import Work


class Hanging(QWidget):
    """`line` says a row in (first line, second line); `way` leads from it to another page: what is pressed, and what that does."""

    def __init__(self, work: Work, part: Part, owner: str, line: Callable[[Row], tuple[str, str]],
                 way: Callable[[Row], tuple[str, Callable[[], object]] | None] = lambda _row: None) -> None:
        super().__init__()
        self.work, self.part, self.owner, self.way = work, part, owner, way
        self.rows = part.listed(work.store, owner)
        box = column(gap=8)
        box.addLayout(row(label(f"{part.title} {len(self.rows)} 条", "second"), "",
                          button(f"登记{part.title}…", "", "plus", clicked=lambda: self.edit({}))))
        for each in self.rows:
            box.addWidget(self._line(each, *line(each)))
        if not self.rows:
            box.addWidget(label(f"还没有登记{part.title}。", "second"))
        self.setLayout(box)

    def _line(self, each: Row, first: str, second: str) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        box = column(row(label(first, "", wraps=True), "", button("修改", "link", clicked=lambda: self.edit(each)),
                         button("删除", "link", clicked=lambda: self.remove(each)), gap=8), gap=2, margins=(10, 6, 8, 6))
        if second:
            box.addWidget(label(second, "second", wraps=True))
        if way := self.way(each):
            box.addLayout(row("", button(way[0], "link", clicked=way[1])))
        card.setLayout(box)
        return card

    def edit(self, each: Row) -> None:
        fields, record = self.part.bound(self.work.store), each.get("id")
        begun = {"day": self.work.day} if any(f.name == "day" for f in fields) else {}

        def save(draft: dict[str, Any]) -> None:
            self.part.save(self.work.store, self.owner, draft, record)
            self.work.said.emit(f"已保存{self.part.title}", True)

        FormDialog(f"{'修改' if record else '登记'}{self.part.title}", fields, each or begun, save, self).exec()

    def remove(self, each: Row) -> None:
        if confirm(f"删除这条{self.part.title}", ["删除后可在下方“撤销”。"], yes="删除", danger=True, parent=self):
            done, _ = self.work.attempt(lambda: self.part.remove(self.work.store, each["id"]), self)
            if done:
                self.work.said.emit(f"已删除{self.part.title}", True)
