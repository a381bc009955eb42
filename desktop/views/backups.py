"""备份与恢复: how things stand, the backups there are, the second disk, and the steps of a restore."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QStackedWidget, QWidget

from desktop.fields.field import Field
from desktop.fields.kinds import Integer, Text
from desktop.services.backup import keeping, ledger, restoring, routine, words
from desktop.services.backup.manifest import Manifest
from desktop.services.backup.places import SERVER
from desktop.views.safekeeping import KINDS, Keeper
from desktop.views.widgets.chips import Chip
from desktop.views.widgets.layout import Elided, button, column, label, row
from desktop.views.widgets.messages import Banner
from desktop.views.widgets.steps import Steps
from desktop.views.widgets.table import FieldTable
from desktop.views.widgets.waiting import Waiting
from desktop.views.work import Work

LIST = (Field("at", "备份时间", Text(width=12), listed=True), Field("reason", "怎么备份的", Text(width=6), listed=True),
        Field("size", "大小", Text(width=5), listed=True), Field("name", "文件", Text(width=24), listed=True))
COMPARED = (Field("noun", "内容", Text(width=8), listed=True), Field("then", "备份里", Integer(width=4), listed=True),
            Field("now", "现在", Integer(width=4), listed=True))
EXPLAINED = ("关闭窗口时，当天有改动的自动备份；每份备份都真的试恢复一遍，核对无误才算数。备份里有全部资料、附件、回收站、"
             "自己的模板和版式。")


class BackupTab(QStackedWidget):
    """The list, or above it the steps of a restore."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self.keeper: Keeper | None = work.keeper
        self.addWidget(self._server() if self.keeper is None or self.keeper.places is None else self._list(self.keeper))
        if self.keeper is not None and self.keeper.places is not None:
            self.keeper.told.connect(lambda _standing: self.reload())
            self.reload()

    def _server(self) -> QWidget:
        page = QWidget()
        page.setLayout(column(label(SERVER, "second", wraps=True), "", margins=(16, 12, 16, 12)))
        return page

    def _list(self, keeper: Keeper) -> QWidget:
        page = QWidget()
        self.chip, self.banner = Chip("", "info"), Banner()
        self.banner.link_asked.connect(self._go_back)
        self.table = FieldTable(LIST, frozen="at", filters=False, empty="还没有备份。", step="立即备份")
        self.table.step_asked.connect(keeper.by_hand)
        self.table.opened.connect(lambda path: self.begin(Path(path)))
        self.second = Elided("", "second")
        self.forget = button("不再另存", "link", clicked=lambda: self._second(None))
        now = button("立即备份", "primary", clicked=keeper.by_hand)
        box = column(row(label("备份与恢复", "section"), self.chip, "", button("备份到其他位置…", clicked=keeper.elsewhere), now),
                     label(EXPLAINED, "second", wraps=True), self.banner, self.table,
                     row(button("恢复所选备份…", clicked=self._chosen), button("恢复其他位置的备份…", clicked=self._other), "",
                         button("打开备份文件夹", "quiet", clicked=self._folder)),
                     self._second_row(), gap=10, margins=(16, 12, 16, 12))
        box.setStretch(3, 1)
        page.setLayout(box)
        return page

    def _second_row(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("look", "card")
        line = row(label("另存到其他磁盘", "section"), self.second, self.forget, button("选优盘或文件夹…", clicked=self._choose_second),
                   gap=10, margins=(12, 8, 12, 8))
        line.setStretch(1, 1)
        frame.setLayout(line)
        return frame

    def reload(self) -> None:
        keeper = self.keeper
        if keeper is None or keeper.places is None:
            return
        standing, known = keeper.standing(), ledger.read(keeper.places)
        self.chip.show_state(standing.words, standing.state)
        self.table.show_rows([{"id": str(each.path), "at": f"{each.moment:%Y-%m-%d %H:%M}", "reason": each.reason,
                               "size": words.size(each.size), "name": each.path.name}
                              for each in keeping.listed(keeper.places.backups)])
        self.table.columns.fit()
        copied = f"，上次 {known.copied[:16].replace('T', ' ')}" if known.copied else "，还没有存过"
        self.second.setText(f"{known.second}{copied}" if known.second else "没有选。磁盘坏了，本机的备份也会一起丢失。")
        self.forget.setVisible(bool(known.second))
        back = keeper.way_back()
        told = standing.lines[:1]
        if told:
            self.banner.say(told[0][1], told[0][0], closes=False)
        elif back is not None and known.restored is not None:
            at = known.restored[0][:16].replace("T", " ")
            self.banner.say(f"{at} 恢复过备份，恢复前的资料另存在下面的列表里。", "info", link="退回恢复前")
        else:
            self.banner.clear()

    # buttons

    def _chosen(self) -> None:
        chosen = self.table.chosen_ids()
        if not chosen:
            self.work.said.emit("请先在列表中选一份备份", False)
        else:
            self.begin(Path(chosen[0]))

    def _other(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self, "选择备份", "", KINDS)
        if file:
            self.begin(Path(file))

    def _go_back(self) -> None:
        if self.keeper is not None and (path := self.keeper.way_back()):
            self.begin(path)

    def _folder(self) -> None:
        if self.keeper is not None and self.keeper.places is not None:
            self.keeper.places.backups.mkdir(mode=0o700, exist_ok=True)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.keeper.places.backups)))

    def _choose_second(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "选择优盘或另一个磁盘上的文件夹")
        if folder:
            self._second(Path(folder))

    def _second(self, folder: Path | None) -> None:
        keeper = self.keeper
        if keeper is not None and (places := keeper.places) is not None:
            done, told = self.work.attempt(lambda: routine.choose_second(self.work.store, places, folder), self)
            if done:
                self.work.said.emit(told, False)
            keeper.look()

    # the steps

    def begin(self, path: Path) -> None:
        """Look into the backup first; one that is damaged or newer is refused here, before any step."""
        keeper = self.keeper
        if keeper is None:
            return
        wait = Waiting("正在试恢复这份备份，不动现有资料…", lambda progress: restoring.look(path, progress), stop="不看了",
                       parent=self.window())
        sound, answer = self.work.attempt(wait.result_of, self)
        if sound and answer[0]:
            manifest: Manifest = answer[1]
            steps = RestoreSteps(self.work, path, manifest, lambda: keeper.restore(path))
            steps.left.connect(self.back)
            self.addWidget(steps)
            self.setCurrentWidget(steps)

    def back(self) -> None:
        steps = self.currentWidget()
        if steps is not None and self.currentIndex() > 0:
            self.removeWidget(steps)
            steps.deleteLater()


class RestoreSteps(Steps):
    """What is in the backup beside what is there now, then what will happen, and only then the restore."""

    def __init__(self, work: Work, path: Path, manifest: Manifest, restore: Callable[[], Any]) -> None:
        self.work = work
        super().__init__("恢复备份", (("看里面有什么", self._contents(path, manifest)), ("恢复", self._warning(manifest))),
                         finish="恢复这份备份")
        self.finish_asked.connect(restore)

    def _contents(self, path: Path, manifest: Manifest) -> QWidget:
        page = QWidget()
        table = FieldTable(COMPARED, frozen="noun", filters=False, empty="这份备份里还没有登记内容。")
        table.show_rows([{"id": noun, "noun": noun, "then": then, "now": now}
                         for noun, then, now in words.compared(self.work.store, manifest)])
        box = column(label(path.name, "section"), *(line(text) for text in words.contents(manifest, brief=True)), table, gap=6)
        box.setStretch(box.count() - 1, 1)
        page.setLayout(box)
        return page

    def _warning(self, manifest: Manifest) -> QWidget:
        page = QWidget()
        page.setLayout(column(
            label(f"恢复后，资料与 {manifest.made.replace('T', ' ')[:16]} 时一样；那以后登记的内容不再显示。", "heading", wraps=True),
            line("恢复前先把现在的资料另存为一份备份，需要时可以退回。"),
            line("恢复要么全部做完，要么完全不动；中途断电，下次打开时会接着做完或保持原样。"),
            line("恢复后窗口会重新打开。没有保存的内容请先保存。"), "", gap=10))
        return page


def line(text: str) -> QLabel:
    made = label(text, "second", wraps=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
