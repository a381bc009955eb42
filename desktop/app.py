"""Where everything meets: settings, store, window. The window paints first, then the store opens."""
from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from desktop.fields.refused import Refused
from desktop.settings import Settings
from desktop.views import theme, unsaved
from desktop.views.crash import watch
from desktop.views.desk import DeskPage
from desktop.views.instance import Instance
from desktop.views.pages import FOUND_ON, pages
from desktop.views.shell import Found, Shell
from desktop.views.widgets.messages import refusal
from desktop.views.work import Work, recall

if TYPE_CHECKING:
    from desktop.services.backup.routine import Standing
    from desktop.services.store import Store

PRACTICE = "practice.db"
FIRST_PAINT = "XIEWU_FIRST_PAINT"


class Window(Shell):
    """The shell with its store: opens it, tells the pages what changed, finds, and takes back."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.work: Work | None = None
        self.left: unsaved.Unsaved | None = None
        self.successor: Window | None = None
        self.desk = DeskPage()
        super().__init__(pages(self.desk, lambda: self.work))
        self.setAcceptDrops(True)
        self.desk.way_chosen.connect(self._way)
        self.undo_asked.connect(self._take_back)
        self.day_asked.connect(self._today)
        self.backup_asked.connect(lambda: self.work and self._go("settings", "备份与恢复"))
        self.find_asked.connect(self._search)
        self.found.connect(lambda what: self._go(*what))
        self.banner.link_asked.connect(self._go_on)
        self.banner.closed.connect(self._drop)
        QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self).activated.connect(self.help)

    def help(self) -> None:
        """F1: the manual, at the chapter of the open page."""
        from desktop.views.manual import Manual

        Manual(self.key, self).show()

    def open_store(self, address: str = "") -> bool:
        """Open the store (made on first use in the user's folder); a refusal is shown and the window stays."""
        from desktop.services import opening

        address = address or self.settings.store
        try:
            store = self._opened(address)
        except opening.Damaged as damaged:
            return self._rescued(address, str(damaged))
        except Refused as refused:
            refusal(str(refused), safe="", heading="数据没有打开", parent=self).exec()
            return False
        self.work = Work(store, self.settings.folder, self.jobs, self)
        self.work.said.connect(lambda text, undoable: self.say(text, undoable=undoable))
        self.work.asked.connect(self._go)
        self.work.scale_asked.connect(self._rescale, Qt.ConnectionType.QueuedConnection)  # the page that asked goes with it
        self._keep(self.work)
        try:
            self.desk.show_work(self.work)
            self._tell()
        except Refused:  # the damage is where the first lists are
            if not store.frozen:
                raise
        self.work.changed.connect(lambda _names: self._tell())
        self.work.day_changed.connect(self._tell)
        if not store.frozen:
            self._offer(self.work)
        return True

    def _offer(self, work: Work) -> None:
        """What was being typed when the program was ended last time, one after the other."""
        left = unsaved.found(work, [page.key for page in self._pages.values()])
        self.left = left[0] if left else None
        if self.left is not None:
            self.banner.say(f"上次有没保存的内容：{self.left.words}。", "wait", link="接着填写")

    def _go_on(self) -> None:
        if self.left is not None:
            left, self.left = self.left, None
            self.banner.clear()
            page: Any = self.open(left.page)
            page.go_on_with(left)

    def _drop(self) -> None:
        """The banner was closed: what it offered is not wanted."""
        if self.left is not None and self.work is not None:
            unsaved.forget(self.work, self.left.page)
            self._offer(self.work)

    def _opened(self, address: str) -> Store:
        from desktop.services import office, opening
        from desktop.services.backup.settling import settle

        if "://" not in address:
            settle(Path(address))
            if not Path(address).exists():
                self.settings.make_folder()
                store = opening.create(address)
                office.found(store)
                return store
        return opening.open_store(address)

    # backups

    def _keep(self, work: Work) -> None:
        from desktop.views.safekeeping import Keeper

        keeper = work.keeper = Keeper(work, self)
        keeper.told.connect(self._stand)
        keeper.reopen_asked.connect(lambda words: self._replace(self._here(self.settings.store), words))
        if work.store.frozen:
            self.banner.say(work.store.frozen, "late", link="从备份恢复", closes=False)
            self.banner.link_asked.connect(self._rescue)
        keeper.look()

    def _stand(self, standing: Standing) -> None:
        self.show_backup(standing.words, standing.state)
        self.desk.show_notices(standing.lines)

    def _rescue(self) -> None:
        """A damaged store is open and can only be read."""
        if self.work is not None and self.work.keeper is not None:
            self.work.keeper.stop()
            self.work.store.close()
            self._rescued(self.settings.store, self.work.store.frozen)

    def _rescued(self, address: str, sentence: str) -> bool:
        """Offer the last good backup; True when it was restored and a new window shows it."""
        from desktop.services.backup.places import places
        from desktop.views.safekeeping import rescue

        words = rescue(sentence, places(address, self.settings.folder), self)
        return bool(words) and self._replace(self._here(address), words or "") is not None

    def _here(self, address: str) -> Settings:
        return Settings(address, self.settings.folder, chosen=True)

    def _tell(self) -> None:
        from desktop.services import members, office

        work = self.work
        if work is None:
            return
        store = work.store
        self.show_term(members.term_in_words(store, work.day))
        self.show_actor(store.actor.name)
        if work.as_of:
            self.show_day(f"按 {work.as_of.isoformat()} 的情况 · 回到今天")
        else:
            self.show_day(f"练习县 · 今天按 {store.today().isoformat()} 计" if store.practice_day else "")
        self.show_counts("尚未登记委员" if office.is_empty(store) else f"委员 {len(members.listed(store, work.day))} 人")

    def _today(self) -> None:
        if self.work is not None and self.work.as_of:
            self.work.look_at(None)

    def _go(self, page: str, what: Any = None) -> None:
        """Open a page: with a record's number show it, with filters set them."""
        widget: Any = self.open(page)
        if isinstance(what, str):
            widget.come_to(what)
        elif what:
            widget.table.clear_filters()
            for name, text in what.items():
                widget.table.set_filter(name, text)

    def _way(self, way: str) -> None:
        if way == "import":
            widget: Any = self.open("members")
            widget.import_file()
        elif way == "start":
            self.open("settings")
        else:
            self._practice()

    def _practice(self) -> None:
        """The practice county is a store of its own beside the office's."""
        from desktop.services import demo

        file = self.settings.folder / PRACTICE
        if not file.exists():
            self.settings.folder.mkdir(parents=True, exist_ok=True)
            demo.create(str(file)).close()
        self._replace(Settings(str(file), self.settings.folder, chosen=True))

    def _replace(self, settings: Settings, told: str = "") -> Window | None:
        """Another window in the place of this one; `told` is what happened."""
        if self.work is not None:
            self.work.store.close()  # opened twice in one program, the file would lose the locks that keep others off
        other = Window(settings)
        other.setGeometry(self.geometry())
        if not other.open_store():
            return None
        self.successor = other  # or nothing would hold it
        other.show()
        if told and not other.banner.text():
            other.banner.say(told, "done")
        self.close()
        return other

    def _rescale(self, scale: float) -> None:
        """In another size of type every page is laid out anew; what is being written is not lost for that."""
        writing = [page for key in self.navigation.visible_keys() if (page := self.made(key)) is not None
                   and getattr(page, "covered", lambda: None)() is not None]
        if writing or self.jobs.busy:
            self.banner.say("还有没写完或没做完的，字的大小在下次打开程序时改变。", "wait")
            return
        theme.apply(application(scale), scale)
        other = self._replace(self.settings)
        if other is not None:
            other.open(self.key)

    def _take_back(self) -> None:
        from desktop.services import undo

        work = self.work
        if work is not None:
            done, title = work.attempt(lambda: undo.undo(work.store), self)
            if done:
                self.say(f"已撤销：{title}")

    def _search(self, text: str) -> None:
        from desktop.services import members, search

        if self.work is None or not text:
            self.show_found([])
            return
        store, day = self.work.store, self.work.day
        hits = [h for h in search.find(store, text, limit=30) if h.noun in FOUND_ON][:12]
        serving = {r["id"] for r in members.listed(store, day, within=[h.id for h in hits if h.noun == "Person"])}
        self.show_found([Found(h.title, h.line, FOUND_ON[h.noun][1],
                               ("members" if h.id in serving else FOUND_ON[h.noun][0], h.id)) for h in hits])

    # files dropped on the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [u.toLocalFile() for u in event.mimeData().urls() if u.isLocalFile()]
        if files and self.work is not None:
            page = self.key if hasattr(self.made(self.key), "import_file") else "members"
            widget: Any = self.open(page)
            widget.import_file(*files)

    def closeEvent(self, event) -> None:
        super().closeEvent(event)
        if self.work is not None and event.isAccepted():
            if self.work.keeper is not None and self.successor is None:
                self.work.keeper.at_exit()
            self.work.store.close()


class FirstPaint(QObject):
    """Does something once, right after the window has been painted for the first time."""

    def __init__(self, window: QWidget, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._then = window, then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


def application(scale: float = 1.0) -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("协务通")
    theme.apply(app, scale)
    return app


def run(settings: Settings) -> int:
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY") and sys.platform.startswith("linux") \
            and not os.environ.get("QT_QPA_PLATFORM"):
        raise Refused("这台电脑没有图形界面，打不开窗口。请在桌面环境中运行，或用 xiewu demo、xiewu export 等命令。")
    app = application(recall(settings.folder, "scale") or 1.0)
    instance = Instance(settings.store)
    if not instance.first and instance.raise_first():
        return 0
    crash = watch(settings.folder)  # noqa: F841  # lives as long as the window
    window = Window(settings)

    def opened() -> None:
        instance.answer(lambda: come_forward(window))
        window.open_store()

    FirstPaint(window.centralWidget(), app.quit if os.environ.get(FIRST_PAINT) else opened)
    window.show()
    try:
        return app.exec()
    finally:
        instance.close()


def come_forward(window: Window) -> None:
    """The window, or the one that took its place, before all others."""
    while window.successor is not None:
        window = window.successor
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
