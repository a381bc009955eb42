"""The window's care for the store: the backup of the day, the one at exit, how things stand, and the way back after damage."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.fields.refused import Refused
from desktop.rules.rights import Right
from desktop.services.backup import keeping, ledger, restoring, routine
from desktop.services.backup.manifest import AT_EXIT, BY_HAND, DAILY
from desktop.services.backup.places import Places
from desktop.services.backup.routine import Standing
from desktop.views.widgets.jobs import Job
from desktop.views.widgets.messages import ask, refusal
from desktop.views.widgets.waiting import Waiting
from desktop.views.work import Work

MINUTE = 60_000
AFTER_OPENING = 5_000  # ms: first the clerk sees the list
KINDS = "备份 (*.xwb);;所有文件 (*)"


class Keeper(QObject):
    """told(Standing): how things stand, whenever it may have changed. reopen_asked(words): the store was replaced by a backup."""
    told = Signal(object)
    reopen_asked = Signal(str)

    def __init__(self, work: Work, parent: QWidget) -> None:
        super().__init__(parent)
        self.work, self.window = work, parent
        self.places = Places(work.store.file, work.folder) if work.store.file is not None else None
        self._job: Job | None = None
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE)
        self._minute.timeout.connect(self.by_day)
        self._minute.start()
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self.by_day)
        self._first.start(AFTER_OPENING)

    def standing(self) -> Standing:
        return routine.standing(self.work.store, self.places)

    def look(self) -> None:
        self.told.emit(self.standing())

    def stop(self) -> None:
        self._minute.stop()
        self._first.stop()

    # making

    def by_day(self) -> None:
        """Beside the window's work, once a day; a failure stands in red above and on the first page."""
        places, store = self.places, self.work.store
        try:
            if places is not None and self._job is None and routine.due(store, places):
                self._job = Job(lambda progress: routine.make(store, places, DAILY, progress), self)
                self._job.failed.connect(self._failed)
                self._job.ended.connect(self._ended)
                self._job.start()
            self.look()
        except Refused:  # busy for a moment: the next minute comes
            return

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error

    def _ended(self) -> None:
        self._job = None
        self.look()

    def by_hand(self) -> bool:
        """Now, among the others."""
        return self._made(lambda store, places, progress: routine.make(store, places, BY_HAND, progress))

    def elsewhere(self) -> Path | None:
        """Now, to a file that the clerk names."""
        from desktop.services.backup import making

        folder = Path(self.work.remembered("backup-folder") or Path.home())
        name = keeping.name_for(folder, dt.datetime.now(), BY_HAND).name if folder.is_dir() else ""
        chosen, _ = QFileDialog.getSaveFileName(self.window, "备份到", str(folder / name), KINDS)
        if not chosen:
            return None
        target = Path(chosen)
        if self._made(lambda store, places, progress: making.make(store, places, target, BY_HAND, progress)):
            self.work.remember("backup-folder", str(target.parent))
            return target
        return None

    def _made(self, work: Callable[..., Any]) -> bool:
        places, store = self.places, self.work.store
        if places is None:
            return False
        try:
            done, _ = Waiting("正在备份，备份后会试恢复一遍…", lambda progress: work(store, places, progress), stop="不备份了",
                              parent=self.window).result_of()
        except Refused as refused:
            refusal(str(refused), safe="", heading="没有备份", parent=self.window).exec()
            done = False
        self.look()
        return done

    def at_exit(self) -> None:
        """Before the window closes. Whoever is in a hurry can do without; a failure is said once and does not hold the door."""
        self.stop()
        places, store = self.places, self.work.store
        if self._job is not None:  # the one of the day is being made: it will do
            self._job.ended.disconnect(self._ended)
        try:
            if places is None or not routine.automatic(store) or not routine.changed(store, places):
                return
            Waiting("正在备份今天的改动…", lambda progress: routine.make(store, places, AT_EXIT, progress), stop="不备份，直接退出",
                    parent=self.window).result_of()
        except Refused as refused:
            refusal(str(refused), safe="已登记的内容都已保存在本机。", heading="退出时没有备份", parent=self.window).exec()

    # going back

    def restore(self, path: Path) -> bool:
        """Replace the store by the backup; the window is opened anew. (The store is closed meanwhile.)"""
        places, store = self.places, self.work.store
        if places is None or self._job is not None or self.work.jobs.busy:
            refusal("正在做另一件事，没有恢复。请等它做完再恢复。", parent=self.window).exec()
            return False
        allowed, _ = self.work.attempt(lambda: store.require(Right.BACKUP), self.window)
        if not allowed:
            return False
        self.stop()
        store.close()
        done = restored(path, places, self.window)
        if done is None:
            self._minute.start()
            return False
        self.reopen_asked.emit(done)
        return True

    def way_back(self) -> Path | None:
        """The backup of what the last restore replaced, while it is there."""
        if self.places is None or (said := ledger.read(self.places).restored) is None:
            return None
        path = self.places.backups / said[1]
        return path if path.is_file() else None


def restored(path: Path, places: Places, window: QWidget) -> str | None:
    """What was done, in words; None when it was refused, which has been said."""
    try:
        _, done = Waiting("正在恢复，请不要关闭电脑…", lambda progress: restoring.restore(path, places, dt.datetime.now(), progress),
                          parent=window).result_of()
    except Refused as refused:
        refusal(str(refused), safe="", heading="没有恢复", parent=window).exec()
        return None
    words = f"已恢复到 {done.manifest.made.replace('T', ' ')[:16]} 的备份。"
    return words + ("恢复前的资料已另存，可以退回。" if done.safety is not None else "")


def rescue(sentence: str, places: Places, window: QWidget) -> str | None:
    """The store is damaged: offer the last backup that passes its trial, or one from elsewhere. Words when it was restored."""
    _, good = Waiting("数据文件已损坏，正在找最近的好备份…", lambda _progress: routine.last_good(places), parent=window).result_of()
    offer = f"恢复到 {routine.day_words(good.moment, dt.datetime.now())} {good.moment:%H:%M} 的备份" if good else ""
    words: Sequence[str] = ("先不恢复", "选其他备份…", *([offer] if offer else []))
    found = f"最近一份好的备份是 {good.moment:%Y-%m-%d %H:%M} 的。" if good else "本机没有找到好的备份，请插上存备份的优盘，选其中的备份。"
    chosen = ask("数据文件已损坏", [sentence, found, "恢复前，损坏的文件也会原样另存。"], words, state="late", parent=window)
    if chosen == offer and good is not None:
        return restored(good.path, places, window)
    if chosen == "选其他备份…":
        file, _ = QFileDialog.getOpenFileName(window, "选择备份", "", KINDS)
        return restored(Path(file), places, window) if file else None
    return None
