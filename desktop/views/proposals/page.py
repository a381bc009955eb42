"""提案: the office's heaviest work; the next step of each proposal is one button, deadlines stand in sight."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QWidget

from desktop.fields.field import Field
from desktop.fields.kinds import Text
from desktop.rules.proposals.states import BOARD
from desktop.services.proposals import examination, intake, leading, register
from desktop.services.proposals import similar as alike
from desktop.views.pages import FOUND_ON
from desktop.views.printing import PrintDialog
from desktop.views.proposals import similar, tabs, text
from desktop.views.proposals.batch import Batch
from desktop.views.proposals.board import Board
from desktop.views.proposals.steps import Steps
from desktop.views.records import RecordsPage, Row
from desktop.views.widgets.chips import Chip
from desktop.views.widgets.layout import Elided, button, row, tab_bar

LEFT = Field("left", "时限", Text(width=5), listed=True)
ON_SCREEN = ("mark", "name", "left", "state", "host", "sponsor", "due")
LOOKS = {"待审查": "wait", "待复审": "wait", "待审定": "wait", "待编案号": "wait", "待定单位": "wait", "待交办": "wait", "待签收": "info",
         "改办待定": "late", "办理中": "info", "已答复": "done", "不予立案": "plain", "已告知": "plain", "已并案": "plain", "撤案": "plain"}
Holds = Callable[[Row], bool]
GROUPS: tuple[tuple[str, Holds], ...] = (
    ("全部", lambda r: True), ("待审查", lambda r: r["state"] in ("待审查", "待复审", "待审定")),
    ("待编号定单位", lambda r: r["state"] in ("待编案号", "待定单位")), ("待交办", lambda r: r["state"] == "待交办"),
    ("办理中", lambda r: r["state"] in ("待签收", "改办待定", "办理中")), ("逾期", lambda r: r["late"]),
    ("已答复", lambda r: r["state"] == "已答复"), ("不予立案", lambda r: r["outcome"] == "不予立案"),
    ("并案撤案", lambda r: r["state"] in ("已并案", "撤案")), ("重点", lambda r: r["key"]))
"""The tabs above the list, in the order of the work."""
HINT = ("Ctrl+回车 下一步　F4 可以办的事　回车 修改　Ctrl+A 全选　Ctrl+M 并案　Ctrl+PgDn 下一标签　Ctrl+B 看板　F6 右栏　"
        "Ctrl+I 导入　Ctrl+N 登记")


class ProposalsPage(RecordsPage):
    noun, key, unit, add_words, dated = "提案", "proposals", "件", "登记提案", False
    entities = frozenset({"Proposal", "ProposalSponsor", "Suggestion", "Examination", "Handling", "UnitAdvice", "ChangeRequest",
                          "Extension", "Letter", "KeyProposal", "Supervision", "ProposalCall", "Snapshot", "Holiday", "Setting",
                          "UnitName", "Plenary"})
    widths = {"name": 300, "left": 100, "state": 100, "host": 210, "sponsor": 160, "due": 110}
    states = {"state": lambda r: LOOKS[r["state"]], "left": lambda r: tabs.looks(r["left"], r["late"])}

    def columns(self) -> tuple[Field, ...]:
        known = {f.name: f for f in (*register.columns(self.work.store), LEFT)}
        first = [replace(known[name], listed=True) for name in ON_SCREEN]
        return (*first, *(replace(f, listed=False) for name, f in known.items() if name not in ON_SCREEN))

    def fields(self) -> tuple[Field, ...]:
        return intake.fields(self.work.store)

    def rows(self) -> list[dict[str, Any]]:
        """Those of the chosen plenary and tab; the tabs say how many each has."""
        self.every = register.listed(self.work.store, as_of=self.work.day, plenary=self.plenary())
        return [{**r, "left": ""} if r["state"] == "已答复" else r for r in self.every if self.holds(r)]

    def holds(self, row: Row) -> bool:
        return GROUPS[max(0, self.groups.currentIndex())][1](row)

    def plenary(self) -> str | None:
        return self.sittings.currentData()

    def save(self, draft: Mapping[str, Any], record: str | None, on: dt.date | None) -> str:
        before = register.formatted(self.work.store, record) if record else 0
        saved = intake.save(self.work.store, {**draft, **({} if record else {"plenary": self.plenary()})}, record)
        lost = before - register.formatted(self.work.store, saved)
        self.saved_note = f"；改过的 {lost} 处不再保留原来的样式" if lost > 0 else ""
        return saved

    def remove(self, records: list[str]) -> None:
        intake.remove(self.work.store, records)

    # the head

    def actions(self) -> None:
        self.steps = Steps(self.work, self)
        self.sittings = QComboBox()
        self.sittings.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.head.add_choice(self.sittings)
        self.head.add_action("print", "打印…", "printer", act=self.print)
        self.head.add_action("board", "看板", "columns-3", act=self.turn)
        self.head.add_action("import", "导入…", "file-input", act=self.import_file)
        self.head.add_action("call", "征集…", "calendar-days", act=self.call)
        self.head.add_action("freeze", "冻结审查情况", "check", act=self.freeze)
        super().actions()
        self.groups = tab_bar(*(name for name, _ in GROUPS))
        self.batch = Batch(self.steps)
        self.board = Board()
        self.board.hide()
        self.split.insertWidget(1, self.board)
        self.split.setStretchFactor(1, 1)
        listing = self.stack.widget(0)
        assert listing is not None
        box: Any = listing.layout()
        self.sums = Chip("", "done")
        above = row(self.groups, "", self.sums, gap=8)
        box.insertLayout(1, above)
        box.insertWidget(2, self.batch)
        box.addWidget(Elided(HINT, "note"))
        self.keys(listing)
        self.fill_sittings()
        self.groups.currentChanged.connect(lambda _n: self.reload())
        self.sittings.currentIndexChanged.connect(lambda _n: self.reload())
        self.board.chosen.connect(self.show_one)
        self.board.opened.connect(self.edit)

    def keys(self, listing: QWidget) -> None:
        """What HINT names; they hold in the list and beside it, not in what covers it."""
        for keys, act in (("Ctrl+Return", self.go), ("Ctrl+Enter", self.go), ("F4", self.menu), ("F6", self.cross),
                          ("Ctrl+B", self.turn), ("Ctrl+M", lambda: self.steps.merge(self.chosen_rows())), ("Ctrl+I", self.import_file),
                          ("Ctrl+P", self.print), ("Ctrl+PgDown", lambda: self.step_tab(1)), ("Ctrl+PgUp", lambda: self.step_tab(-1))):
            shortcut = QShortcut(QKeySequence(keys), listing)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        for key, words in (("import", "Ctrl+I"), ("print", "Ctrl+P"), ("board", "Ctrl+B")):
            self.head.action(key).setToolTip(words)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(lambda _at: self.menu())

    def chosen_rows(self) -> list[Row]:
        if not self.board.isHidden():
            return [r for r in (self.current(),) if r]
        return self.table.chosen_rows()

    def go(self) -> None:
        """The next step of what is chosen."""
        rows = self.chosen_rows()
        if len(rows) > 1:
            self.batch.go()
        elif rows and rows[0]["next"]:
            self.steps.take(rows[0]["next"], rows)

    def menu(self) -> None:
        """What can be done with what is chosen, at its row."""
        rows = self.chosen_rows()
        if rows:
            made = self.batch.menu() if len(rows) > 1 else self.more(rows[0])
            view = self.board.view() if self.table.isHidden() else self.table
            made.exec(view.viewport().mapToGlobal(view.visualRect(view.currentIndex()).bottomLeft()))

    def cross(self) -> None:
        """From the list to the drawer and back."""
        if self.drawer.isVisible() and not self.drawer.isAncestorOf(QApplication.focusWidget() or self):
            self.drawer.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            (self.board if self.table.isHidden() else self.table).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_tab(self, by: int) -> None:
        self.groups.setCurrentIndex((self.groups.currentIndex() + by) % self.groups.count())
        (self.board if self.table.isHidden() else self.table).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fill_sittings(self) -> None:
        """The plenaries, the newest first; the one that was looked at stays."""
        chosen, found = self.plenary(), register.sittings(self.work.store)
        self.sittings.blockSignals(True)
        self.sittings.clear()
        for each in found:
            self.sittings.addItem(each["name"], each["key"])
        self.sittings.addItem("历次会议", None)
        today = next((n for n, s in enumerate(found) if s["opens"] <= self.work.day), 0)
        self.sittings.setCurrentIndex(max(0, self.sittings.findData(chosen)) if chosen else today)
        self.sittings.blockSignals(False)

    def reload(self) -> None:
        tab = GROUPS[max(0, self.groups.currentIndex())][0]
        every = tab == GROUPS[0][0]
        self.table.when_empty("还没有提案。" if every else f"没有{tab}的提案。", self.add_words if every else "看全部")
        super().reload()
        for number, (name, holds) in enumerate(GROUPS):
            self.groups.setTabText(number, f"{name} {sum(map(holds, self.every))}")
        self.identity()
        if not self.board.isHidden():
            self.show_board()

    def fill(self) -> None:
        if self.groups.currentIndex() > 0:
            self.groups.setCurrentIndex(0)
        else:
            self.add()

    def _changed(self, names: frozenset[str]) -> None:
        """When what was chosen has left the tab, the row that came in its place is next."""
        places = [self.table.rows.place_of(i) or 0 for i in self.table.chosen_ids()]
        super()._changed(names)
        shown = self.table.shown_rows()
        if places and shown and not self.table.chosen_ids():
            self.table.choose(shown[min(places[0], len(shown) - 1)]["id"])

    def identity(self) -> None:
        """收到 = 立案 + …; red when the figures do not agree."""
        plenary = self.plenary()
        if plenary is None or not self.every:
            self.sums.show_state("")
            return
        found = examination.counted(self.work.store, self.every)
        words, true = found.identities()[0]
        short = " + ".join(part for part in words.replace("= 待审查 0 + ", "= ").split(" + ") if not part.endswith(" 0"))
        self.sums.show_state(short, "done" if true else "late")
        self.sums.setToolTip("\n".join(sentence for sentence, _ in found.identities()))

    def turn(self) -> None:
        """List or board."""
        shown = self.board.isHidden()
        self.board.setVisible(shown)
        self.table.setVisible(not shown)
        self.head.action("board").setText("列表" if shown else "看板")
        if shown:
            self.drawer.hide()
            self.batch.show_rows(())
            self.show_board()
            self.board.setFocus()
        else:
            self.table.setFocus()
            self._chosen(self.table.chosen_ids())

    def show_board(self) -> None:
        plenary = self.plenary()
        if plenary is not None:
            self.board.show_board([(name, [r for r in self.every if r["state"] == name and self.holds(r)]) for name in BOARD])

    # the chosen

    def _chosen(self, ids: list[str]) -> None:
        super()._chosen(ids)
        rows = [r for r in self.every if r["id"] in set(ids)]
        self.batch.show_rows(rows)

    def current(self) -> Row | None:
        if not self.board.isHidden():
            return next((r for r in self.every if r["id"] == self.on_board), None)
        return super().current()

    on_board = ""

    def show_one(self, record: str) -> None:
        self.on_board = record
        if row := self.current():
            self.show_record(row)

    def edit(self, record: str) -> None:
        row = next((r for r in self.every if r["id"] == record), None)
        if row is not None:
            whole = register.whole(self.work.store, record)
            self._edit(record, {**whole, "sponsors": "、".join(s["name"] for s in whole["sponsor_rows"]),
                                "suggestions": "\n".join(intake.shown(s["text"]) for s in whole["suggestions"])})

    def come_to(self, record: str) -> None:
        """Whatever plenary and tab it stands in."""
        row = next((r for r in register.listed(self.work.store, as_of=self.work.day) if r["id"] == record), None)
        if row is not None:
            self.sittings.setCurrentIndex(max(0, self.sittings.findData(row["session"])))
            self.groups.setCurrentIndex(0)
        super().come_to(record)

    # the drawer

    def heading(self, row: Row) -> tuple[str, str, list[tuple[str, str]]]:
        chips = [(row["state"], LOOKS[row["state"]])]
        if row["key"]:
            chips.insert(0, ("重点", "info"))
        if row["left"] and row["state"] != "已答复":
            chips.append((row["left"], tabs.looks(row["left"], row["late"])))
        second = "　".join(filter(None, (row["mark"] or f"流水号 {row['serial']}", row["sponsors"], row["form"], row["category"],
                                        row["timing"])))
        return row["name"], second, chips

    def tabs(self, row: Row) -> list[tuple[str, str, Any]]:
        store, record = self.work.store, row["id"]

        def whole() -> dict[str, Any]:
            return register.whole(store, record, as_of=self.work.day)

        found: list[tuple[str, str, Any]] = [
            ("work", "办理", lambda: tabs.work(whole(), register.handlings(store, as_of=self.work.day, within=[record]))),
            ("text", "正文", lambda: text.shown(store, whole())), ("exams", "审查", lambda: tabs.exams(whole())),
            ("similar", "相似", lambda: similar.listed(alike.of(store, record), self, self.look_at))]
        if row["key"] or row["outcome"] == "立案":
            labels = [(f.name, f.label) for f in leading.FIELDS]
            found.append(("leading", "督办", lambda: tabs.leading(whole(), labels, lambda: self.steps.supervise([row]),
                                                                 lambda: self.steps.leaders([row]))))
        return [*found, *(t for t in super().tabs(row) if t[0] in ("files", "past"))]

    def buttons(self, row: Row) -> list[Any]:
        more = button("更多", "", "ellipsis")
        more.setMenu(self.more(row))
        made: list[Any] = [more, button("修改提案", clicked=lambda: self.edit(row["id"]))]
        if words := row["next"]:
            made.append(button(words, "primary", clicked=lambda: self.steps.take(words, [row])))
            made[-1].setToolTip("Ctrl+回车")
        return made

    def more(self, row: Row) -> QMenu:
        """Everything that can be done with this proposal now beside the next step."""
        menu, steps = QMenu(self), self.steps
        handed, filed = bool(row["handed"]), row["outcome"] == "立案"
        for words, act, possible in (
                ("审查…", steps.examine, not row["withdrawn"] and not handed), ("建议承办单位…", steps.suggest, not handed),
                ("确定承办单位…", steps.decide, filed and not handed and not row["lead_id"]),
                ("登记签收…", steps.sign, handed), ("登记答复…", steps.reply, handed),
                ("改办、增办申请…", steps.request, handed and not row["replied"]), ("延期…", steps.extend, handed and not row["replied"]),
                ("推荐为重点…", steps.recommend, filed and not row["lead_id"]), ("确定为重点…", steps.choose, filed and not row["lead_id"]),
                ("取消并案", steps.unmerge, bool(row["lead_id"])), ("改为牵头提案", steps.lead, bool(row["lead_id"])),
                ("撤案…", steps.withdraw, not row["withdrawn"] and not handed)):
            if possible:
                menu.addAction(words).triggered.connect(lambda _checked=False, a=act: a([row]))
        menu.addSeparator()
        menu.addAction("打印…").triggered.connect(lambda _checked=False: self.print((row["id"],)))
        menu.addAction("删除").triggered.connect(lambda _checked=False: self.delete([row["id"]]))
        return menu

    def look_at(self, found: alike.Similar) -> None:
        """The text that is like this one, on its own page."""
        if found.noun == "Proposal":
            self.come_to(found.id)
        else:
            self.work.asked.emit(FOUND_ON[found.noun][0], found.id)

    # actions of the page

    def print(self, only: Sequence[str] = ()) -> None:
        chosen = tuple(only) or tuple(self.table.chosen_ids() if len(self.table.chosen_ids()) > 1 else ())
        PrintDialog(self.work, "提案", chosen, self).exec()

    def call(self) -> None:
        """The 征集 of the plenary: from when and until which hour proposals are 大会提案."""
        found = next((s for s in register.sittings(self.work.store) if s["key"] == self.plenary()), None)
        if found is None:
            self.work.said.emit("请先选一次会议", False)
            return
        fields = intake.CALL_FIELDS
        values = {"since": found["since"], "deadline": found["deadline"], "deadline_time": found["hour"]}
        self.steps.ask(f"{found['name']}提案征集", (), fields, values, lambda d: intake.call(self.work.store, found["key"], d),
                       "已保存征集的起止", columns=1)

    def freeze(self) -> None:
        plenary = self.plenary()
        if plenary is not None:
            self.steps.freeze(plenary)

    def import_file(self, *files: str) -> None:
        from desktop.views.importing import ImportSteps

        before = {r["id"] for r in register.listed(self.work.store)}
        steps = ImportSteps(self.work, "proposals", files)
        self.cover(steps)
        steps.left.connect(lambda: self.imported(steps, before))

    def imported(self, steps: QWidget, before: set[str]) -> None:
        """What has come in is chosen, so that its examination can begin at once."""
        self.uncover(steps)
        new = [r["id"] for r in self.every if r["id"] not in before]
        if new:
            self.groups.setCurrentIndex(0)
            self.table.choose_several(new)

