"""参加人员: made of the rule, corrected by hand, with groups, seats, replies, cars and meals."""
from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Option, Text
from desktop.models.attendance import MEMBER, Invitee
from desktop.models.base import field_of, fields_of
from desktop.services import attendance, codes, invitees
from desktop.views.asking import FormDialog
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.messages import Banner
from desktop.views.widgets.table import FieldTable
from desktop.views.work import Work

COLUMNS = (Field("name", "姓名", Text(width=5), listed=True), *fields_of(Invitee), Field("work", "单位及职务", Text(width=14), listed=True),
           Field("sector", "界别", Text(width=6), listed=True))
CHANGED = tuple(f for f in fields_of(Invitee) if f.name not in ("rank", "by_hand"))


class PeopleView(QWidget):
    """left(): back to the list."""
    left = Signal()

    def __init__(self, work: Work, meeting_id: str) -> None:
        super().__init__()
        self.work, self.meeting_id = work, meeting_id
        self.setObjectName("page")
        self.table = FieldTable(COLUMNS, frozen="name", spelled={"name": "search_key"}, empty="还没有参加人员。", step="按范围生成")
        self.table.step_asked.connect(self.by_rule)
        self.table.opened.connect(lambda _i: self.change())
        self.title, self.count, self.banner = label("", "title"), label("", "second"), Banner()
        head = row(self.title, self.count, "", button("按范围生成", clicked=self.by_rule), button("增加人员…", clicked=self.add),
                   button("修改所选…", clicked=self.change), button("移除所选", clicked=self.remove),
                   button("返回", "primary", clicked=self.left.emit), gap=10)
        box = column(head, self.banner, self.table, gap=10, margins=(16, 12, 16, 12))
        box.setStretch(2, 1)
        self.setLayout(box)
        self.reload()

    def reload(self) -> None:
        sheet = attendance.sheet(self.work.store, self.meeting_id)
        self.title.setText(f"参加人员：{sheet.meeting['name']}")
        counts = {c: sum(p["capacity"] == c for p in sheet.people) for c in invitees.ORDER}
        self.count.setText("　".join(f"{c} {n} 人" for c, n in counts.items() if n))
        self.table.show_rows([p | {"work": f"{p.get('unit') or ''}{p.get('post') or ''}"} for p in sheet.people])
        if sheet.notes:
            self.banner.say("；".join(sheet.notes) + "。", "wait")
        else:
            self.banner.clear()

    def _do(self, act: Any, said: str) -> None:
        done, result = self.work.attempt(act, self)
        if done:
            self.reload()
            self.work.said.emit(said.format(*result) if isinstance(result, tuple) else said, True)

    def by_rule(self) -> None:
        self._do(lambda: invitees.by_rule(self.work.store, self.meeting_id), "按范围加入 {} 人，移出 {} 人")

    def add(self) -> None:
        day = attendance.sheet(self.work.store, self.meeting_id).meeting["day"]
        named = {f"{p['name']}　{p.get('unit') or ''}{p.get('post') or ''}".strip("　"): p["id"]
                 for p in attendance.everyone(self.work.store, day)}
        person = Field("person", "人员", Choice(width=14, longest=240, open=False, options=tuple(map(Option, named))), required=True,
                       help="可输入姓名或首字母")
        with self.work.store.read() as session:
            (capacity,) = codes.bind(session, (field_of(Invitee.capacity),))

        def keep(draft: dict[str, Any]) -> None:
            invitees.add(self.work.store, self.meeting_id, [named[draft["person"]]], draft["capacity"])
            self.reload()
            self.work.said.emit(f"已加入：{draft['person'].partition('　')[0]}", True)

        FormDialog("增加参加人员", (person, capacity), {"capacity": MEMBER}, keep, self, yes="加入名单").exec()

    def change(self) -> None:
        chosen = self.table.chosen_rows()
        if not chosen:
            self.work.said.emit("请先在列表中选中要修改的人（可按住 Ctrl 或 Shift 选多人）", False)
            return
        with self.work.store.read() as session:
            fields = codes.bind(session, CHANGED)
        values = chosen[0] if len(chosen) == 1 else {}

        def keep(draft: dict[str, Any]) -> None:
            said = {k: v for k, v in draft.items() if len(chosen) == 1 or v is not None}
            invitees.change(self.work.store, [r["id"] for r in chosen], said)
            self.reload()
            self.work.said.emit(f"已修改 {len(chosen)} 人", True)

        optional = fields if len(chosen) == 1 else tuple(f for f in fields if f.name not in ("seat", "note"))
        words = "" if len(chosen) == 1 else f"所选 {len(chosen)} 人；没有填写的不改。"
        if len(chosen) > 1:
            optional = tuple(Field(f.name, f.label, f.kind, help=f.help) for f in optional)
        FormDialog("修改参加人员", optional, values, keep, self, words=words).exec()

    def remove(self) -> None:
        ids = self.table.chosen_ids()
        if ids:
            self._do(lambda: invitees.remove(self.work.store, ids), f"已移除 {len(ids)} 人")
