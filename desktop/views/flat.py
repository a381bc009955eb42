"""The pages of flat nouns: 人员, 单位, 参加单位, 联络组, 专委会; each says what is its own."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.fields.field import Field
from desktop.services import bodies, committees, groups, members, people, records, units
from desktop.views.importing import ImportSteps
from desktop.views.printing import PrintDialog
from desktop.views.records import PINYIN, STROKE, RecordsPage, Row
from desktop.views.seating import SeatDialog
from desktop.views.widgets.drawer import Facts
from desktop.views.widgets.layout import button
from desktop.views.widgets.messages import Message


class FlatPage(RecordsPage):
    """A page of a services.records.Noun."""
    flat: records.Noun
    group = ""

    def columns(self) -> tuple[Field, ...]:
        return self.flat.bound_columns(self.work.store)

    def fields(self) -> tuple[Field, ...]:
        return self.flat.bound(self.work.store)

    def rows(self) -> list[dict[str, Any]]:
        return self.flat.listed(self.work.store, as_of=self.work.day)

    def save(self, draft: Mapping[str, Any], record: str | None, on: dt.date | None) -> str:
        return self.flat.save(self.work.store, draft, record, on=on)

    def remove(self, records: list[str]) -> None:
        bodies.remove(self.work.store, self.flat.key, records)

    def actions(self) -> None:
        if self.group:
            self.head.add_action("print", "打印…", "printer", act=self.print)
        self.head.add_action("import", "导入…", "file-input", act=self.import_file)
        super().actions()

    def print(self) -> None:
        PrintDialog(self.work, self.group, parent=self).exec()

    def import_file(self, *files: str) -> None:
        steps = ImportSteps(self.work, self.flat.key, files)
        self.cover(steps)
        steps.left.connect(lambda: self.uncover(steps))

    def paste(self, cells: list[list[str]]) -> None:
        steps = ImportSteps(self.work, self.flat.key, cells=cells, columns=self.table.shown_fields())
        self.cover(steps)
        steps.left.connect(lambda: self.uncover(steps))


class PersonsPage(FlatPage):
    noun, key, unit, add_words, group = "人员", "persons", "人", "登记人员", "人员"
    flat = people.PERSONS
    sorts = (STROKE, PINYIN)
    entities = frozenset({"Person", "Role", "Post", "PartyTie"})

    def heading(self, row: Row) -> tuple[str, str, list[tuple[str, str]]]:
        return row["name"], f"{row.get('unit') or ''}{row.get('post') or ''}", [(row["role"], "info")]


class UnitsPage(FlatPage):
    noun, key, unit, add_words, group = "单位", "units", "家", "登记单位", "单位"
    flat = units.UNITS
    entities = frozenset({"Unit", "UnitName"})

    def heading(self, row: Row) -> tuple[str, str, list[tuple[str, str]]]:
        former = f"原{row['former']}" if row.get("former") else ""
        return row["name"], former, [(row["channel"], "info")] if row.get("channel") else []


class OrganisationsPage(FlatPage):
    noun, key, unit, add_words, group = "参加单位", "organisations", "家", "登记参加单位", "单位"
    flat = units.ORGANISATIONS
    entities = frozenset({"Organisation"})


class GroupsPage(FlatPage):
    noun, key, unit, add_words, group = "联络组", "groups", "个", "新设联络组", "联络组"
    flat = groups.GROUPS
    entities = frozenset({"Group", "GroupSeat", "Township"})

    def reload(self) -> None:
        super().reload()
        self.bare = [t["name"] for t in groups.liaisons(self.work.store, as_of=self.work.day) if not t["liaison"]]
        words = f"{len(self.bare)} 个乡镇没有联络员" if self.bare else ""
        self.head.show_chip("bare", words, "wait")

    def actions(self) -> None:
        self.head.add_action("townships", "乡镇联络员…", "flag", act=self.townships)
        super().actions()

    def townships(self) -> None:
        """Every township with its 联络员, those without one first."""
        found = groups.liaisons(self.work.store, as_of=self.work.day)
        lines = [f"{t['name']}　{t['liaison'] or '没有联络员'}　{t['unit_and_post']}　{t['since']}".rstrip("　")
                 for t in sorted(found, key=lambda t: bool(t["liaison"]))]
        Message("乡镇政协联络员", [f"截至 {self.work.day.isoformat()}，{len(found)} 个乡镇中 {len(self.bare)} 个没有联络员。"],
                listed=lines, copies=True, parent=self).exec()

    def buttons(self, row: Row) -> list[Any]:
        return [button("删除", "quiet", clicked=lambda: self.delete([row["id"]])),
                button("调整任职…", clicked=lambda: SeatDialog(self.work, row, self).exec()),
                button("修改联络组", "primary", clicked=lambda: self.edit(row["id"]))]

    def tabs(self, row: Row) -> list[tuple[str, str, Any]]:
        return [*super().tabs(row)[:1], ("members", "成员", lambda: self.people(row)), *super().tabs(row)[1:]]

    def people(self, row: Row) -> QWidget:
        shown = Facts()
        for person in members.listed(self.work.store, self.work.day):
            if row["name"] in person["groups"]:
                shown.add(person["name"], f"{person.get('unit') or ''}{person.get('post') or ''}")
        return shown


class CommitteesPage(FlatPage):
    noun, key, unit, add_words, group = "专委会", "committees", "个", "新设专委会", "专委会"
    flat = committees.COMMITTEES
    entities = frozenset({"Committee", "CommitteeName", "CommitteeSeat", "Member"})

    def reload(self) -> None:
        super().reload()
        missing = len(committees.unseated(self.work.store, as_of=self.work.day))
        self.head.show_chip("seated", f"未入委 {missing} 人" if missing else "全员入委", "late" if missing else "done")

    def heading(self, row: Row) -> tuple[str, str, list[tuple[str, str]]]:
        former = f"原{row['former']}，{row['since']}更名" if row.get("former") else ""
        return row["name"], former, [(f"委员 {row['size']} 人", "info")]

    def tabs(self, row: Row) -> list[tuple[str, str, Any]]:
        return [*super().tabs(row)[:1], ("members", "组成人员", lambda: self.people(row)), *super().tabs(row)[1:]]

    def people(self, row: Row) -> QWidget:
        shown = Facts()
        for role, name in committees.seats(self.work.store, row["id"], self.work.day):
            shown.add(role, name)
        return shown
