"""设置: the committee's name and habits, terms, code tables, the recycle bin, and how large the letters are."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QTabWidget, QWidget

from desktop.fields.field import Field
from desktop.fields.kinds import Text
from desktop.services import bin as recycle
from desktop.services import calendar, codes, documents, meetingkinds, office, terms
from desktop.services import undo as undoing
from desktop.services.store import PRACTICE_DAY
from desktop.views import theme
from desktop.views.backups import BackupTab
from desktop.views.fonts import FontsTab
from desktop.views.records import RecordsPage
from desktop.views.widgets.form import FieldForm
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.table import FieldTable
from desktop.views.work import Work

SCALE = "scale"
TABLES = {"sector": "界别", "party": "政治面貌", "ethnic": "民族", "education": "学历", "office": "政协职务", "seat": "专委会职务",
          "channel": "提名渠道", "entry": "产生方式", "ending": "不再担任的原因", "role": "人员身份", "body": "所属机构",
          "channel_office": "归口", "group": "组的类别", "group_role": "组内职务", "organisation": "参加单位类别",
          "event": "人事事项", "decider": "决定机构", "meeting_sort": "会议大类",
          "capacity": "参会身份", "leave_kind": "请假类别", "proposal_category": "提案类别", "proposal_reason": "不予立案理由",
          "proposal_direction": "不予立案去向", "supervision": "督办方式", "reply_result": "办理结果类别", "satisfaction": "满意度"}
DELETED = (Field("at", "时间", Text(width=8), listed=True), Field("action", "做了什么", Text(width=12), listed=True),
           Field("names", "内容", Text(width=24), listed=True), Field("actor", "经手", Text(width=5), listed=True))


class SettingsPage(QWidget):
    def __init__(self, work: Work) -> None:
        super().__init__()
        self.setObjectName("page")
        self.tabs = QTabWidget()
        self.tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for tab, title in ((OfficeTab(work), "本会"), (TermsPage(work), "届"), (PlenariesPage(work), "全体会议"),
                           (HolidaysPage(work), "节假日"), (CodesPage(work), "选项"), (SeriesPage(work), "发文字号"),
                           (KindsPage(work), "会议类别"), (FontsTab(work), "字体"),
                           (BackupTab(work), "备份与恢复"), (BinTab(work), "回收站"),
                           (LookTab(work), "显示")):
            self.tabs.addTab(tab, title)
        box = column(label("设置", "title"), self.tabs, gap=8, margins=(16, 12, 16, 12))
        box.setStretch(1, 1)
        self.setLayout(box)

    def come_to(self, title: str) -> None:
        """Open the tab of that title."""
        for number in range(self.tabs.count()):
            if self.tabs.tabText(number) == title:
                self.tabs.setCurrentIndex(number)


class OfficeTab(QWidget):
    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self.form = FieldForm(tuple(d.field for d in office.SETTINGS if d.field.name != PRACTICE_DAY), columns=1)
        self.form.show_values(office.read(work.store))
        self.form.save_asked.connect(self._save)
        box = column(self.form, row(button("保存设置", "primary", clicked=self._save), ""), gap=10, margins=(16, 12, 16, 12))
        box.setStretch(0, 1)
        self.setLayout(box)

    def _save(self) -> None:
        changes = self.form.changes()
        if not changes:
            return
        done, _ = self.work.attempt(lambda: office.save(self.work.store, changes), self)
        if done:
            self.form.show_values(office.read(self.work.store))
            self.work.said.emit("已保存设置", True)


class TermsPage(RecordsPage):
    noun, key, unit, add_words, dated = "届", "terms", "届", "登记届", False
    flat = terms.TERMS
    entities = frozenset({"Term"})

    def columns(self) -> tuple[Field, ...]:
        return self.flat.columns

    def fields(self) -> tuple[Field, ...]:
        return self.flat.fields

    def rows(self) -> list[dict[str, Any]]:
        return self.flat.listed(self.work.store)

    def save(self, draft: Mapping[str, Any], record: str | None, on: dt.date | None) -> str:
        return self.flat.save(self.work.store, draft, record)

    def buttons(self, row: Mapping[str, Any]) -> list[Any]:
        return [button(f"修改{self.noun}", "primary", clicked=lambda: self.edit(row["id"]))]


class PlenariesPage(TermsPage):
    noun, key, unit, add_words = "全体会议", "plenaries", "次", "登记全体会议"
    flat = terms.PLENARIES
    entities = frozenset({"Plenary", "Term"})


class HolidaysPage(TermsPage):
    """The days off and the weekend days worked: shipped for the years that are known, the office's own once it writes one."""
    noun, key, unit, add_words = "节假日", "holidays", "天", "登记节假日"
    flat = calendar.HOLIDAYS
    entities = frozenset({"Holiday"})

    def remove(self, records: list[str]) -> None:
        calendar.remove(self.work.store, records)


class CodesPage(RecordsPage):
    """One code table at a time; an entry that is not used any more is 停用 and stays on old records."""
    noun, key, unit, add_words, dated = "选项", "codes", "项", "增加选项", False
    entities = frozenset({"Code"})

    def __init__(self, work: Work) -> None:
        self.which = QComboBox()
        for table, title in TABLES.items():
            self.which.addItem(title, table)
        super().__init__(work)
        self.which.currentIndexChanged.connect(lambda _n: self.reload())

    def actions(self) -> None:
        super().actions()
        listing = self.stack.widget(0)
        assert listing is not None
        layout = listing.layout()
        layout.insertLayout(1, row(label("选项表", "label"), self.which, ""))  # type: ignore[union-attr]

    def columns(self) -> tuple[Field, ...]:
        return codes.COLUMNS

    def fields(self) -> tuple[Field, ...]:
        return codes.COLUMNS

    def rows(self) -> list[dict[str, Any]]:
        return codes.listed(self.work.store, self.which.currentData())

    def save(self, draft: Mapping[str, Any], record: str | None, on: dt.date | None) -> str:
        return codes.save(self.work.store, self.which.currentData(), draft, record)

    def buttons(self, row: Mapping[str, Any]) -> list[Any]:
        return [button("修改选项", "primary", clicked=lambda: self.edit(row["id"]))]


class SeriesPage(TermsPage):
    """发文字号 and 签发权限: one line for each 机关代字."""
    noun, key, unit, add_words = "发文字号", "series", "种", "增加发文字号"
    flat = documents.SERIES
    entities = frozenset({"Series"})

    def columns(self) -> tuple[Field, ...]:
        return self.flat.bound_columns(self.work.store)

    def fields(self) -> tuple[Field, ...]:
        return self.flat.bound(self.work.store)

    def actions(self) -> None:
        self.usual = self.head.add_action("usual", "按通常做法设立", "check", act=self.found)
        super().actions()

    def found(self) -> None:
        """The series that a county office usually has."""
        done, _ = self.work.attempt(lambda: documents.found_series(self.work.store), self)
        if done:
            self.work.said.emit("已按通常做法设立发文字号，可以逐条修改", True)

    def reload(self) -> None:
        super().reload()
        self.usual.setEnabled(not self.table.rows.total)


class KindsPage(TermsPage):
    """The kinds of meetings, activities and study: what is counted within what, who attends, what is printed."""
    noun, key, unit, add_words = "会议类别", "meeting-kinds", "类", "增加会议类别"
    flat = meetingkinds.KINDS
    entities = frozenset({"MeetingKind"})

    def columns(self) -> tuple[Field, ...]:
        return self.flat.bound_columns(self.work.store)

    def fields(self) -> tuple[Field, ...]:
        return self.flat.bound(self.work.store)

    def remove(self, records: list[str]) -> None:
        meetingkinds.remove(self.work.store, records)

    def buttons(self, row: Mapping[str, Any]) -> list[Any]:
        return [button("删除", "quiet", clicked=lambda: self.delete([row["id"]])),
                button("修改会议类别", "primary", clicked=lambda: self.edit(row["id"]))]


class BinTab(QWidget):
    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self.table = FieldTable(DELETED, empty="回收站是空的。")
        self.restore = button("恢复所选", "primary", clicked=self._restore)
        box = column(label("删除的内容都在这里，恢复后与删除前一样。", "second"), self.table, row("", self.restore), gap=10,
                     margins=(16, 12, 16, 12))
        box.setStretch(1, 1)
        self.setLayout(box)
        work.changed.connect(lambda _names: self.reload())
        self.reload()

    def reload(self) -> None:
        self.table.show_rows([{"id": d.operation, "at": d.at[:16].replace("T", " "), "action": d.action, "actor": d.actor,
                               "names": "、".join(d.names)} for d in recycle.listed(self.work.store)])
        self.restore.setEnabled(bool(self.table.shown_rows()))

    def _restore(self) -> None:
        chosen = self.table.chosen_ids()
        if not chosen:
            self.work.said.emit("请先选中要恢复的一行", False)
            return
        for operation in chosen:
            done, title = self.work.attempt(lambda op=operation: undoing.undo(self.work.store, op), self)
            if done:
                self.work.said.emit(f"已恢复：{title}", True)


class LookTab(QWidget):
    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self.group = QButtonGroup(self)
        box = column(label("字的大小", "section"), gap=10, margins=(16, 12, 16, 12))
        for number, scale in enumerate(theme.SCALES):
            choice = QRadioButton(f"{round(scale * 100)} %")
            choice.setChecked(abs(theme.scale() - scale) < 0.01)
            self.group.addButton(choice, number)
            box.addWidget(choice)
        box.addStretch(1)
        self.setLayout(box)
        self.group.idClicked.connect(self._scale)

    def _scale(self, number: int) -> None:
        scale = theme.SCALES[number]
        self.work.remember(SCALE, scale)
        self.work.scale_asked.emit(scale)
