"""会议活动: the list by kind and period, one meeting's drawer, and what covers the list: form, attendance, people, calendar."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.exporters.papers import PAPERS
from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Option
from desktop.rules.periods import Period
from desktop.services import (
    agenda,
    attendance,
    committees,
    consultations,
    imports,
    meetings,
    periods,
    sittings,
    speeches,
)
from desktop.services.meetings import CANCELLED, HELD, PLANNED
from desktop.services.proposals import turning
from desktop.views.asking import FormDialog
from desktop.views.editor import Editor
from desktop.views.flat import FlatPage
from desktop.views.hanging import Hanging
from desktop.views.importing import ImportSteps
from desktop.views.meetings.calendar import CalendarView
from desktop.views.meetings.grid import AttendanceGrid
from desktop.views.meetings.people import PeopleView
from desktop.views.printing import PrintDialog
from desktop.views.records import RecordsPage, Row
from desktop.views.widgets.drawer import Facts
from desktop.views.widgets.layout import button, column, label, row, tab_bar
from desktop.views.widgets.messages import confirm

SORTS = ("全部", "会议", "协商", "活动", "学习", "党建", "监督")
ALL_TIME = "全部时间"
LOOKS = {PLANNED: "info", HELD: "done", CANCELLED: "plain"}
GROUP, OF_ONE = "会议活动", "meeting-"


def sitting_line(each: Row) -> tuple[str, str]:
    where = "　".join(filter(None, (each["place"], each["host"] and f"主持：{each['host']}", each["people"], each["team"])))
    return f"{each['day'].isoformat()} {each['half'] or ''} {each['time'] or ''}　{each['name']}".replace("  ", " "), where


def agenda_line(each: Row) -> tuple[str, str]:
    said = "　".join(filter(None, (each["paper"], each["speaker"] and f"汇报：{each['speaker']}", each["unit"], each["outcome"])))
    return f"{each['rank']}. {agenda.title(each)}", f"未列入：{each['dropped']}" if each["dropped"] else said


def speech_line(each: Row) -> tuple[str, str]:
    turned = f"已转作{each['turned']}" if each["turned"] else ""
    said = "　".join(filter(None, (each["speaker"], each["unit"], each["mode"], each["state"], turned)))
    return f"{each['rank'] or ''} 《{each['name']}》".strip(), said


class MeetingsPage(FlatPage):
    noun, key, unit, add_words, group, dated = "会议活动", "meetings", "次", "登记会议活动", GROUP, False
    flat = meetings.MEETINGS
    sorts = ()
    entities = frozenset({"Meeting", "MeetingKind", "Sitting", "AgendaItem", "Invitee", "Attendance", "LeaveRequest", "Speech",
                          "CommitteeName", "ConsultationStep", "Consultation"})
    states = {"state": lambda r: LOOKS[r["state"]]}

    def columns(self) -> tuple[Field, ...]:
        return meetings.shown(self.work.store)

    def fields(self) -> tuple[Field, ...]:
        return meetings.fields(self.work.store)

    def rows(self) -> list[dict[str, Any]]:
        self.found = meetings.listed(self.work.store, as_of=self.work.as_of, period=self.period())
        return self.found

    def period(self) -> Period | None:
        return self.when.currentData() if hasattr(self, "when") else None

    def save(self, draft: Mapping[str, Any], record: str | None, on: dt.date | None) -> str:
        return meetings.save(self.work.store, draft, record)

    def remove(self, records: list[str]) -> None:
        meetings.remove(self.work.store, records)

    def actions(self) -> None:
        self.head.add_action("calendar", "日历", "calendar-days", act=self.calendar)
        super().actions()
        self.kinds = tab_bar(*SORTS)
        self.kinds.currentChanged.connect(lambda n: self.table.set_filter("sort", SORTS[n] if n else ""))
        self.when = QComboBox()
        self.when.setAccessibleName("时段")
        self.when.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.when.setMinimumContentsLength(12)
        self.when.addItem(ALL_TIME, None)
        for period in periods.offered(self.work.store, self.work.day):
            self.when.addItem(period.words, period)
        self.when.activated.connect(lambda _n: self.reload())
        listing = self.stack.widget(0)
        assert listing is not None
        listing.layout().insertLayout(1, row(self.kinds, "", label("时段", "label"), self.when))  # type: ignore[union-attr]

    def reload(self) -> None:
        super().reload()
        behind = [r for r in self.found if r["state"] == HELD and r["unmarked"]]
        self.head.show_chip("behind", f"{len(behind)} 次考勤没有登完" if behind else "", "wait")

    def come_to(self, record: str) -> None:
        """Found from elsewhere: another kind or another period must not hide it."""
        if not any(r["id"] == record for r in self.found):
            self.when.setCurrentIndex(0)
            self.reload()
        if not any(r["id"] == record for r in self.table.shown_rows()):
            self.kinds.setCurrentIndex(0)
        super().come_to(record)

    def editor(self, record: str | None, row: Row) -> Editor:
        """Words met before: committees, places, who was in the chair, what was studied."""
        known = meetings.listed(self.work.store)
        offered = {name: list(dict.fromkeys(r[name] for r in known if r[name])) for name in ("place", "host", "room", "topics")}
        offered["committee"] = [c["short"] for c in committees.listed(self.work.store, as_of=self.work.day)]
        title = f"修改会议：{row['name']}" if record else self.add_words
        return Editor(self.work, title, self.fields(), row, dated=False, offered=offered)

    # the drawer

    def heading(self, row: Row) -> tuple[str, str, list[tuple[str, str]]]:
        chips = [(row["state"], LOOKS[row["state"]])]
        if row["state"] == HELD and row["unmarked"]:
            chips.append((f"未登记 {row['unmarked']} 人", "wait"))
        return row["name"], f"{row['kind']}　{row['day'].isoformat()}　{row['place'] or ''}".rstrip("　"), chips

    def facts(self, row: Row) -> QWidget:
        shown = Facts()
        with self.work.store.read() as session:
            names = meetings.three_names(session, row)
        if names.full != row["name"]:
            shown.add("全称", names.full)
            shown.add("行文用", names.text)
        shown.add_row([f for f in self.columns() if f.name not in ("id", "name", "kind", "sort", "state")], row)
        for topic, words in consultations.of_meeting(self.work.store, row["id"]):
            shown.add_way("协商议题", words, ("查看", lambda t=topic: self.work.asked.emit("consultations", t)))
        for name, words in (("summary", "内容"), ("minutes", "纪要"), ("decision", "决定（决议）")):
            if row[name]:
                shown.add(words, row[name])
        return shown

    def tabs(self, row: Row) -> list[tuple[str, str, Any]]:
        first, *rest = RecordsPage.tabs(self, row)
        number = row["id"]
        return [first, ("agenda", "议程", lambda: Hanging(self.work, agenda.ITEMS, number, agenda_line)),
                ("programme", "日程", lambda: Hanging(self.work, sittings.SITTINGS, number, sitting_line)),
                ("people", "人员与考勤", lambda: self.people(row)),
                ("speeches", "发言", lambda: Hanging(self.work, speeches.OF_MEETING, number, speech_line)), *rest]

    def people(self, meeting: Row) -> QWidget:
        """The sums, each half day, who is on leave and who was missing."""
        sheet = attendance.sheet(self.work.store, meeting["id"])
        shown = Facts()
        for each in sheet.sittings:
            tally = sheet.tally(sheet.marks, each["id"])
            shown.add(each["short"], tally.words + (f"　列席{tally.observers}" if tally.observers else ""))
        if sheet.sittings and sheet.body:
            shown.add("法定人数", attendance.quorum_words(self.work.store, sheet, sheet.tally(sheet.marks, sheet.sittings[0]["id"])))
        for each in sheet.leaves:
            approved = each["approver"] and f"{each['approver']}批准"
            shown.add(f"请假　{each['name']}", "　".join(filter(None, (each["kind"], each["reason"], approved))))
        missing = [p["name"] for p in sheet.people if any(
            (m := sheet.marks.get((p["id"], s["id"]))) and m.result == "缺席" for s in sheet.sittings) and p["capacity"] == "出席"]
        if missing:
            shown.add("缺席", "、".join(missing))
        if sheet.notes:
            shown.add("请核对", "\n".join(sheet.notes))
        holder = QWidget()
        holder.setLayout(column(row(button("参加人员…", clicked=lambda: self.invite(meeting["id"])),
                                    button("导入签到表…", clicked=lambda: self.import_marks(meeting["id"])), ""), shown, gap=10))
        return holder

    def buttons(self, row: Row) -> list[Any]:
        return [button("删除", "quiet", clicked=lambda: self.delete([row["id"]])),
                button("打印…", clicked=lambda: self.print_one(row)),
                button("登记考勤", clicked=lambda: self.attend(row["id"])),
                button("修改会议", "primary", clicked=lambda: self.edit(row["id"]))]

    # what covers the list

    def attend(self, record: str) -> None:
        self._cover(AttendanceGrid(self.work, record), lambda view: view.table)

    def invite(self, record: str) -> None:
        self._cover(PeopleView(self.work, record), lambda view: view.table)

    def _cover(self, view: Any, first: Any) -> None:
        self.cover(view)
        view.left.connect(lambda: self.uncover(view))
        first(view).setFocus()

    def import_marks(self, record: str, *files: str) -> None:
        steps = ImportSteps(self.work, imports.attendance(record), files)
        self.cover(steps)
        steps.left.connect(lambda: self.uncover(steps))

    def calendar(self) -> None:
        view = CalendarView(self.work)
        self.cover(view)
        view.left.connect(lambda: self.uncover(view))
        view.opened.connect(lambda record: (self.uncover(view), self.come_to(record)))
        view.asked.connect(lambda day: (self.uncover(view), self._edit(None, {"day": day})))

    def print_one(self, row: Row) -> None:
        """The papers of its kind first, then every other paper of a meeting."""
        with self.work.store.read() as session:
            wanted = meetings.papers_of(session, row)
        mine = [p for p in PAPERS if p.key.startswith(OF_ONE)]
        mine.sort(key=lambda p: wanted.index(p.title) if p.title in wanted else len(wanted))
        PrintDialog(self.work, mine, (row["id"],), parent=self).exec()

    def delete(self, records: list[str]) -> None:
        """What hangs on a meeting goes along, and is said before."""
        names = [str(r["name"]) for r in self.table.shown_rows() if r["id"] in records]
        along = meetings.hanging(self.work.store, records)
        words = ["删除后可在下方“撤销”，也可在设置的回收站中恢复。"] + ([f"一并删除：{'、'.join(along)}。"] if along else [])
        if confirm(f"删除会议活动（{len(records)} 次）", words, yes=f"删除 {len(records)} 次", danger=True, listed=names, parent=self):
            done, _ = self.work.attempt(lambda: self.remove(records), self)
            if done:
                self.drawer.hide()
                self.work.said.emit(f"已删除：{'、'.join(names[:5])}", True)


class SpeechesPage(FlatPage):
    noun, key, unit, add_words, group, dated = "大会发言", "speeches", "篇", "登记发言", GROUP, False
    flat = speeches.SPEECHES
    entities = frozenset({"Speech", "Meeting", "Proposal", "ProposalSponsor"})
    states = {"state": lambda r: speeches.LOOKS[r["state"]]}

    def fields(self) -> tuple[Field, ...]:
        """What it was turned into is chosen, never typed as a number."""
        return tuple(f for f in super().fields() if f.name != "turned_id")

    def remove(self, records: list[str]) -> None:
        speeches.remove(self.work.store, records)

    def heading(self, row: Row) -> tuple[str, str, list[tuple[str, str]]]:
        chips = [(row["state"], speeches.LOOKS[row["state"]])] + ([(f"已转{row['turned']}", "info")] if row["turned"] else [])
        return f"《{row['name']}》", "　".join(filter(None, (row["speaker"], row["unit"], row["meeting"]))), chips

    def facts(self, row: Row) -> QWidget:
        shown = Facts()
        shown.add_row([f for f in self.columns() if f.name not in ("id", "turned_id", "turned_to")], row)
        if row["turned_to"]:
            shown.add_way("转成的提案", row["turned_to"], ("解除", lambda: self.untie(row)))
        if row["text"]:
            shown.add("正文", row["text"])
        return shown

    def buttons(self, row: Row) -> list[Any]:
        delete, edit = super().buttons(row)
        if row["turned_to"]:
            return [delete, button("查看提案", clicked=lambda: self.work.asked.emit("proposals", row["turned_id"])), edit]
        if row["turned"] in (None, turning.INTO):
            return [delete, button("转作提案…", clicked=lambda: self.turn(row)), edit]
        return [delete, edit]

    def turn(self, row: Row) -> None:
        """A new proposal of the speech, or one that is there already."""
        known = turning.offered(self.work.store, row["id"])
        asked = Field("proposal", "已有的提案", Choice(width=20, longest=300, open=False, options=tuple(map(Option, known))),
                      help="文字相近的排在前面；留空则用这篇发言登记一件新提案")

        def save(draft: dict[str, Any]) -> None:
            chosen = known.get(draft["proposal"] or "")
            if chosen:
                speeches.turn(self.work.store, row["id"], turning.INTO, chosen)
            else:
                chosen = turning.new(self.work.store, row["id"])
            self.work.said.emit("发言已转作提案", True)
            self.work.asked.emit("proposals", chosen)

        FormDialog(f"转作提案：{row['name']}", (asked,), {}, save, self, yes="转作提案",
                   words="一份材料只转一处，转作提案后不再重复计分。").exec()

    def untie(self, row: Row) -> None:
        done, _ = self.work.attempt(lambda: speeches.untie(self.work.store, row["id"]), self)
        if done:
            self.work.said.emit("已解除，提案仍在", True)
