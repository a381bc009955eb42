"""委员: the list of the body as of a day, the member's drawer, events, merging and many edits at once."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCalendarWidget, QDialog, QWidget

from desktop.fields.field import Field
from desktop.rules.attendance import MEMBER_DUE
from desktop.rules.members import judge
from desktop.rules.periods import calendar_year
from desktop.services import attendance, enrolment, members, merging, timeline
from desktop.services.photos import of as photo_of
from desktop.views import photos
from desktop.views.editor import Editor, readings
from desktop.views.events import EventDialog
from desktop.views.importing import ImportSteps
from desktop.views.merging import MergeDialog
from desktop.views.printing import PrintDialog
from desktop.views.records import PINYIN, STROKE, RecordsPage, Row
from desktop.views.widgets.bulk import BulkEdit
from desktop.views.widgets.drawer import Facts
from desktop.views.widgets.form import FieldForm
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.rows import NamedSort

RANK = NamedSort("rank", "政协职务", "office", members.SORTS["rank"])


class MembersPage(RecordsPage):
    noun, key, unit, add_words = "委员", "members", "人", "登记委员"
    entities = frozenset({"Person", "Member", "Post", "PartyTie", "SectorTie", "OfficeHeld", "CommitteeSeat", "CommitteeName",
                          "GroupSeat", "Group", "Term", "Setting"})
    sorts = (STROKE, PINYIN, RANK)

    def columns(self) -> tuple[Field, ...]:
        return members.columns(self.work.store)

    def fields(self) -> tuple[Field, ...]:
        return members.fields(self.work.store)

    def rows(self) -> list[dict[str, Any]]:
        return members.listed(self.work.store, self.work.day)

    def save(self, draft: Mapping[str, Any], record: str | None, on: dt.date | None) -> str:
        return enrolment.save(self.work.store, draft, record, on=on)

    def remove(self, records: list[str]) -> None:
        enrolment.remove(self.work.store, records)

    def actions(self) -> None:
        self.head.add_action("print", "打印名册…", "printer", act=self.print)
        self.head.add_action("import", "导入名单…", "file-input", act=self.import_file)
        self.head.add_action("day", "看某一天…", "calendar-days", act=self.choose_day)
        self.head.add_action("many", "批量修改…", "pencil", act=self.edit_many)
        self.head.add_action("merge", "合并重复…", "users", act=self.merge)
        self.head.add_action("photos", "导入照片…", "user", act=lambda: photos.choose(self.work, self))
        super().actions()

    # the drawer

    def heading(self, row: Row) -> tuple[str, str, list[tuple[str, str]]]:
        chips = [(row["office"], "info")] if row.get("office") not in (None, members.NO_OFFICE) else []
        if row.get("party"):
            chips.append((row["party"], "info"))
        chips.append(("已入委", "done") if row.get("committees") else ("未入委", "late"))
        return row["name"], f"{row.get('unit') or ''}{row.get('post') or ''}", chips

    def show_record(self, row: Row) -> None:
        super().show_record(row)
        photo = photo_of(self.work.store, row["id"])
        self.drawer.set_picture(QPixmap(str(photo)) if photo else None)

    def tabs(self, row: Row) -> list[tuple[str, str, Any]]:
        facts, *others = super().tabs(row)
        return [facts, ("time", "任职经历", lambda: self.time(row)), ("meetings", "参会", lambda: self.meetings(row)), *others]

    def meetings(self, row: Row) -> QWidget:
        """What this member attended in the year of the window's day, the newest first, and the sums above."""
        shown, period = Facts(), calendar_year(self.work.day.year)
        marks = attendance.listed(self.work.store, period=period, person_id=row["id"])
        due = [m for m in marks if m["capacity"] == MEMBER_DUE]
        counts = "、".join(f"{result}{sum(m['result'] == result for m in due)}" for result in ("出席", "请假", "缺席"))
        shown.add(period.words, f"应到 {len(due)} 个半天：{counts}" if due else "没有登记参会")
        for mark in marks[:80]:
            apart = f"（{mark['capacity']}）" if mark["capacity"] != MEMBER_DUE else ""
            said = "，".join(filter(None, (mark["leave"] or mark["result"], mark["late"] and "迟到", mark["early"] and "早退",
                                          mark["speech"] and f"{mark['speech']}发言")))
            shown.add(mark["day"].isoformat(), f"{mark['meeting']}{apart}　{said}")
        return shown

    def time(self, row: Row) -> QWidget:
        shown, last = Facts(), ""
        for line in timeline.of(self.work.store, row["id"]):
            shown.add(line.what if line.what != last else "", f"{line.text}\n{line.span}")
            last = line.what
        return shown

    def buttons(self, row: Row) -> list[Any]:
        return [button("人事事项…", clicked=lambda: self.record_event(row)),
                button("修改委员", "primary", clicked=lambda: self.edit(row["id"]))]

    def record_event(self, row: Row) -> None:
        EventDialog(self.work, row, self).exec()

    # the form

    def editor(self, record: str | None, row: Row) -> Editor:
        editor = Editor(self.work, f"修改委员：{row.get('name')}" if record else self.add_words, self.fields(), row,
                        dated=record is not None, offered=self.offered(), derive=lambda form: self.derive(form, record))
        return editor

    def offered(self) -> dict[str, list[str]]:
        """Words met before, for fields without a code table."""
        found: dict[str, set[str]] = {"unit": set(), "committees": set(), "groups": set()}
        for each in self.rows():
            for name, words in found.items():
                value = each.get(name)
                words.update(value if isinstance(value, tuple) else [value] if value else [])
        return {name: sorted(words) for name, words in found.items()}

    def derive(self, form: FieldForm, record: str | None) -> None:
        """Birth and sex from the ID number; a warning when someone like this is already known."""
        typed = {k: v for k, v in form.values().items() if v not in (None, "")}
        added, problems = judge(typed, self.work.store.today())
        for name, value in added.items():
            form.fill(name, value)
        warnings = {p.field: p.sentence for p in problems}
        if record is None:
            for other in merging.alike(self.work.store, typed):
                born = f"（{other['born'][:7]}出生）" if other["born"] else ""
                warnings.setdefault("name", f"{other['why']}：库中已有{other['name']}{born}，请确认不是同一人")
        form.warn(warnings)

    # actions of the page

    def choose_day(self) -> None:
        """Every list of the window as of another day; the day is said loudly above."""
        dialog = QDialog(self)
        dialog.setWindowTitle("看某一天的名单")
        calendar = QCalendarWidget()
        calendar.setSelectedDate(QDate(self.work.day.year, self.work.day.month, self.work.day.day))

        def take(day: dt.date) -> None:
            dialog.accept()
            self.work.look_at(day)

        box = column(label("名单、职务、专委会名称都按这一天的情况显示。", "second", wraps=True), calendar, gap=10,
                     margins=(16, 16, 16, 12))
        box.addLayout(row(button("回到今天", clicked=lambda: take(self.work.store.today())), "",
                          button("取消", clicked=dialog.reject),
                          button("看这一天", "primary", clicked=lambda: take(calendar.selectedDate().toPython()))))  # type: ignore[arg-type]
        dialog.setLayout(box)
        dialog.exec()

    def import_file(self, *files: str) -> None:
        steps = ImportSteps(self.work, "members", files)
        self.cover(steps)
        steps.left.connect(lambda: self.uncover(steps))

    def paste(self, cells: list[list[str]]) -> None:
        steps = ImportSteps(self.work, "members", cells=cells, columns=self.table.shown_fields())
        self.cover(steps)
        steps.left.connect(lambda: self.uncover(steps))

    def print(self) -> None:
        chosen = self.table.chosen_ids()
        PrintDialog(self.work, "委员", only=tuple(chosen) if len(chosen) > 1 else (), parent=self).exec()

    def edit_many(self) -> None:
        chosen = self.table.chosen_ids()
        if len(chosen) < 2:
            self.work.said.emit("请先在列表中选中两位以上委员（按住 Ctrl 或 Shift 单击）", False)
            return
        fields = [f for f in self.fields() if f.name not in ("name", "id_number", "phone", "born", "member_number")]
        dialog = BulkEdit(fields, len(chosen), "人", readings=readings, parent=self)
        if dialog.exec() and dialog.answer:
            name, value = dialog.answer
            done, _ = self.work.attempt(lambda: enrolment.save_many(self.work.store, chosen, {name: value}), self)
            if done:
                words = next(f.label for f in fields if f.name == name)
                self.work.said.emit(f"已修改 {len(chosen)} 人的“{words}”", True)

    def merge(self) -> None:
        MergeDialog(self.work, tuple(self.table.chosen_ids()), self).exec()
