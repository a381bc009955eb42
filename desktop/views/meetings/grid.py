"""考勤: a marked sheet of paper typed in a minute, by keyboard alone; everything is saved as one step that can be taken back."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QTableView, QWidget

from desktop.fields.kinds import plain
from desktop.rules.attendance import ABSENT, ILL, LEAVE, OFFICIAL, PRESENT, PRIVATE, Mark, read_mark
from desktop.services import attendance
from desktop.services.attendance import Key
from desktop.views import theme
from desktop.views.asking import FormDialog
from desktop.views.meetings.marks import FIXED, Marks
from desktop.views.widgets import clipboard
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.messages import Banner, confirm
from desktop.views.work import Work

KEYS: Mapping[str, Mark | None] = {
    " ": Mark(PRESENT), "√": Mark(PRESENT), "✓": Mark(PRESENT), "0": Mark(ABSENT), "×": Mark(ABSENT), "-": Mark(ABSENT),
    "1": Mark(LEAVE, OFFICIAL), "2": Mark(LEAVE, PRIVATE), "3": Mark(LEAVE, ILL), "6": Mark(LEAVE),
    "4": Mark(PRESENT, late=True), "5": Mark(PRESENT, early=True)}
"""Signs and digits; letters look for a name."""
HINT = "空格 √　0 缺席　1 公假　2 事假　3 病假　4 迟到　5 早退　6 请假　Delete 清除　字母找姓名　F8 其余全到　Enter 请假事由"
ORDERS = ("签到表顺序", "姓氏笔画", "组别")
PAUSE = 1200  # milliseconds after which typed letters begin anew
CELL, ROW = 62, 30
MOST_TEAMS = 14


class MarkTable(QTableView):
    """Keys mark and move on; marked(mark), typed(letters)."""
    marked = Signal(object)
    typed = Signal(str)
    pasted = Signal(list)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(clipboard.cells(QGuiApplication.clipboard().text()))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.marked.emit(None)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif text in KEYS:
            self.marked.emit(KEYS[text])
        elif len(text) == 1 and text.isalpha() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(text.lower())
        else:
            super().keyPressEvent(event)


class AttendanceGrid(QWidget):
    """left(): back to the list."""
    left = Signal()

    def __init__(self, work: Work, meeting_id: str) -> None:
        super().__init__()
        self.work, self.meeting_id = work, meeting_id
        self.setObjectName("page")
        self.marks = Marks(attendance.sheet(work.store, meeting_id))
        self.table = self._table()
        self.banner, self.foot = Banner(), label("", "heading")
        self.quorum, self.teams = label("", "second"), label("", "second", wraps=True)
        self.looking = label("", "second")
        self.typed = ""
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.timeout.connect(self._forget)
        self._lay()
        self._connect()
        self._doubts()
        self._count()
        if self.marks.rowCount() and self.marks.columnCount() > len(FIXED):
            self.table.setCurrentIndex(self.marks.index(0, len(FIXED)))

    def _table(self) -> MarkTable:
        table = MarkTable()
        table.setModel(self.marks)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setHighlightSections(False)
        for place in range(self.marks.columnCount()):
            table.setColumnWidth(place, theme.px((96, 64, 84)[place] if place < len(FIXED) else max(CELL, 84)))
        table.setAccessibleName("考勤")
        return table

    def _lay(self) -> None:
        meeting = self.marks.sheet.meeting
        self.order = QComboBox()
        self.order.addItems(list(ORDERS))
        self.order.setAccessibleName("排列")
        self.keep = button("保存考勤", "primary", clicked=self.save)
        head = row(label(f"考勤：{meeting['name']}", "title"), label(meeting["day"].isoformat(), "second"), self.looking, "",
                   label("排列", "label"), self.order, button("粘贴记号", clicked=self.paste_clipboard),
                   button("其余全到", clicked=self.fill), button("返回", clicked=self.leave), self.keep, gap=10)
        box = column(head, self.banner, label(HINT, "note", wraps=True), self.table, self.teams, row(self.foot, "", self.quorum), gap=8,
                     margins=(16, 12, 16, 12))
        box.setStretch(3, 1)
        self.setLayout(box)

    def _connect(self) -> None:
        self.table.marked.connect(self.mark)
        self.table.typed.connect(self.look)
        self.table.pasted.connect(self.paste)
        self.table.entered.connect(self.ask_leave)
        self.table.selectionModel().currentChanged.connect(self._moved)
        self.marks.edited.connect(self._count)
        self.order.activated.connect(lambda _n: self._arrange())
        for keys, act in ((QKeySequence.StandardKey.Save, self.save), (QKeySequence.StandardKey.Undo, self.step_back),
                          (QKeySequence("F8"), self.fill), (QKeySequence("Esc"), self.leave)):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # marking

    @property
    def column(self) -> int:
        """The half day in which the cursor stands."""
        return max(self.table.currentIndex().column(), len(FIXED))

    def mark(self, mark: Mark | None) -> None:
        """The chosen cells, then the cursor goes down, as the sheet of paper is read."""
        if self.marks.columnCount() == len(FIXED):
            return
        here = self.table.currentIndex()
        chosen = {(i.row(), max(i.column(), len(FIXED))) for i in self.table.selectedIndexes()} or {(here.row(), self.column)}
        self.marks.put({self.marks.key(r, c): mark for r, c in chosen})
        last = max(r for r, _ in chosen)
        self.table.setCurrentIndex(self.marks.index(min(last + 1, self.marks.rowCount() - 1), self.column))
        self._forget()

    def look(self, letter: str) -> None:
        """The name that begins with the letters typed so far; the same letter again goes on to the next."""
        again = self.typed == letter
        self.typed = letter if again else self.typed + letter
        start = self.table.currentIndex().row()
        found = self.marks.find(self.typed, start if again else start - 1)
        self.looking.setText(f"找：{self.typed}" + ("" if found is not None else "（没有）"))
        self.pause.start(PAUSE)
        if found is not None:
            self.table.setCurrentIndex(self.marks.index(found, self.column))

    def _forget(self) -> None:
        self.typed = ""
        self.looking.clear()

    def fill(self) -> None:
        """除…外全到: whoever has no mark in this half day was there."""
        count = self.marks.fill([self.column]) if self.marks.columnCount() > len(FIXED) else 0
        self.work.said.emit(f"{self.marks.sitting(self.column)['short']}其余 {count} 人记为出席，还没有保存", False)

    def step_back(self) -> None:
        if not self.marks.step_back():
            self.work.said.emit("没有可以退回的记号；已保存的考勤在下方撤销", False)

    def paste_clipboard(self) -> None:
        self.paste(clipboard.cells(QGuiApplication.clipboard().text()))

    def paste(self, cells: list[list[str]]) -> None:
        """Names with signs behind them, or a column of signs from the cursor down; what cannot be read is told."""
        names = {p["name"]: n for n, p in enumerate(self.marks.people)}
        here, marks, unread = max(self.table.currentIndex().row(), 0), dict[Key, Mark | None](), list[str]()
        named = any(line and plain(line[0]) in names for line in cells)
        for number, line in enumerate(c for c in cells if any(map(plain, c))):
            place = names.get(plain(line[0])) if named else here + number
            if place is None or place >= self.marks.rowCount():
                unread.append(plain(line[0]))
                continue
            for offset, text in enumerate(line[1:] if named else line):
                at = self.column + offset
                if not plain(text) or at >= self.marks.columnCount():
                    continue
                mark = read_mark(plain(text))
                if mark is None:
                    unread.append(plain(text))
                else:
                    marks[self.marks.key(place, at)] = mark
        count = self.marks.put(marks)
        self.work.said.emit(f"已粘贴 {count} 个记号，还没有保存", False)
        if unread:
            self.banner.say(f"这些没有读入：{'、'.join(dict.fromkeys(unread[:12]))}{'等' if len(unread) > 12 else ''}。", "wait")

    def ask_leave(self) -> None:
        """Kind, reason, who approved and on what proof; kept at once, beside the marks."""
        person = self.marks.people[max(self.table.currentIndex().row(), 0)]
        known = next((r for r in self.marks.sheet.leaves if r["person_id"] == person["person_id"]), None)
        mark = self.marks.now.get(self.marks.key(max(self.table.currentIndex().row(), 0), self.column))
        if not self._settled("请假另存一步，先保存已改的记号？"):
            return

        def keep(draft: dict[str, Any]) -> None:
            attendance.ask_leave(self.work.store, self.meeting_id, person["person_id"], draft, known["id"] if known else None)
            self.renew()
            self.work.said.emit(f"已登记请假：{person['name']}", True)

        FormDialog(f"请假：{person['name']}", attendance.leave_fields(self.work.store), known or {
            "kind": (mark.leave if mark else None) or OFFICIAL, "asked_on": self.work.day}, keep, self, yes="登记请假", columns=2).exec()

    # saving

    def save(self) -> None:
        changes = self.marks.changes()
        if not changes:
            self.work.said.emit("没有要保存的改动", False)
            return
        done, _ = self.work.attempt(lambda: attendance.save(self.work.store, self.meeting_id, changes), self)
        if done:
            self.renew()
            self.work.said.emit(f"已保存考勤：{self.marks.sheet.meeting['name']}，{len(changes)} 个记号", True)

    def renew(self) -> None:
        """What is stored, the cursor where it was."""
        here = self.table.currentIndex()
        self.marks.take(attendance.sheet(self.work.store, self.meeting_id))
        self._arrange(here)
        self._doubts()

    def leave(self) -> None:
        if self._settled("考勤有改动还没有保存，保存后再返回？"):
            self.left.emit()

    def _settled(self, sentence: str) -> bool:
        """Nothing is open, or it was saved or given up."""
        changes = self.marks.changes()
        if not changes:
            return True
        if not confirm("保存考勤", [sentence], yes=f"保存 {len(changes)} 个记号", parent=self):
            return False
        self.save()
        return not self.marks.changes()

    # what stands around

    def _arrange(self, here: QModelIndex | None = None) -> None:
        at = (here or self.table.currentIndex()).row(), self.column
        self.marks.arrange(self.order.currentText())
        if self.marks.rowCount():
            self.table.setCurrentIndex(self.marks.index(min(max(at[0], 0), self.marks.rowCount() - 1), at[1]))
        self._count()

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.column() != before.column():
            self._count()

    def _doubts(self) -> None:
        notes = self.marks.sheet.notes
        if notes:
            self.banner.say("；".join(notes) + "。", "wait")
        else:
            self.banner.clear()

    def _count(self) -> None:
        """The identity of the half day in which the cursor stands, and of each group."""
        sheet = self.marks.sheet
        if not sheet.sittings:
            return
        sitting = self.marks.sitting(self.column)
        tally = sheet.tally(self.marks.now, sitting["id"])
        apart = f"　列席{tally.observers}" if any(p["capacity"] != "出席" for p in sheet.people) else ""
        late = f"　迟到{tally.late}" if tally.late else ""
        self.foot.setText(f"{sitting['short']}　{tally.words}{apart}{late}")
        self.quorum.setText(attendance.quorum_words(self.work.store, sheet, tally))
        groups = [f"{team} {t.present}/{t.due}" for team in sheet.teams[:MOST_TEAMS]
                  if (t := sheet.tally(self.marks.now, sitting["id"], team)).due]
        self.teams.setText("各组实到/应到：" + "　".join(groups) if groups else "")
        self.teams.setVisible(bool(groups))
        self.keep.setEnabled(bool(self.marks.changes()))
