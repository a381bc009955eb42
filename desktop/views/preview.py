"""A paper's pages as they will be printed, made beside the window's own thread a moment after the last change."""
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from desktop.exporters.pictures import Pages
from desktop.fields.refused import Refused
from desktop.services.progress import Progress, silent
from desktop.views import theme
from desktop.views.widgets.jobs import Job
from desktop.views.widgets.layout import column, label, row, tool
from desktop.views.widgets.pages import FIT_PAGE, FIT_WIDTH, STEPS, PagesView

PAUSE = 700  # milliseconds after the last key
SLOW = 300  # milliseconds after which it is said that something is under way

Make = Callable[[Progress], bytes]
"""Gives the PDF; runs beside the window's thread."""


class Preview(QWidget):
    """`prepare` reads what is asked for off the widgets, or refuses with the sentence that is shown instead of pages.

    counted(pages): they are made. print_asked: Ctrl+P.
    """
    counted = Signal(int)
    print_asked = Signal()

    def __init__(self, prepare: Callable[[], Make]) -> None:
        super().__init__()
        self._prepare = prepare
        self._running: Job | None = None
        self._again = False
        self._waiting: list[Callable[[Pages], object]] = []
        self._made: bytes | None = None
        self._current = False  # what is shown is what is asked for
        self.view = PagesView()
        self.words = label("", "second", wraps=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number = label("", "second")
        self.zoom = QComboBox()
        self._lay()
        self._timer = self._later(PAUSE, self.draw)
        self._slow = self._later(SLOW, lambda: self._say("正在排版…"))

    def _later(self, pause: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(act)
        return timer

    def _lay(self) -> None:
        self.zoom.addItems([FIT_WIDTH, FIT_PAGE, *(f"{round(s * 100)} %" for s in STEPS)])
        self.zoom.setAccessibleName("缩放")
        self.zoom.setMinimumWidth(theme.px(104))
        self.back = tool("chevron-left", "上一页（Ctrl+PgUp）", lambda: self.view.turn(-1, whole=True))
        self.on = tool("chevron-right", "下一页（Ctrl+PgDn）", lambda: self.view.turn(1, whole=True))
        self.smaller = tool("minus", "缩小（Ctrl+减号）", lambda: self.view.step_zoom(-1))
        self.larger = tool("plus", "放大（Ctrl+加号）", lambda: self.view.step_zoom(1))
        self.bar = row(self.back, self.number, self.on, "", self.smaller, self.zoom, self.larger, gap=4)
        self.stack = QStackedWidget()
        empty = QWidget()
        empty.setProperty("look", "clear")
        empty.setLayout(column("", self.words, "", margins=(24, 8, 24, 8)))
        self.stack.addWidget(empty)
        self.stack.addWidget(self.view)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(6))
        box.addLayout(self.bar)
        box.addWidget(self.stack, 1)
        self.zoom.activated.connect(self._zoom_chosen)
        self.view.turned.connect(self._count)
        self.view.zoomed.connect(self._zoomed)
        asked = QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self)
        asked.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        asked.activated.connect(self.print_asked)
        self._count()

    # when it is made

    @property
    def pages(self) -> list[tuple[float, float]]:
        """The sizes of the pages that are shown, in points."""
        shown = self.view.pages if self.stack.currentWidget() is self.view else None
        return shown.sizes if shown is not None else []

    def ask(self) -> None:
        """Make it when the user pauses."""
        self._current = False
        self._timer.start()

    def draw(self) -> None:
        """Make it now, beside the window's thread; while one is being made the next waits."""
        self._timer.stop()
        self._current = False
        if self._running is not None:
            self._running.cancel()
            self._again = True
            return
        make = self._work()
        if make is None:
            return
        job = Job(make)  # no parent: it may outlive this widget
        job.finished.connect(self._show)
        job.failed.connect(self._failed)
        job.ended.connect(self._ended)
        self._running = job
        if not self.pages:
            self._slow.start()
        job.start()

    def draw_now(self) -> None:
        """Make it here and now, and return when it is seen."""
        self._timer.stop()
        make = self._work()
        if make is None:
            return
        try:
            self._show(make(silent))
        except Refused as refused:
            self._refuse(str(refused))
        else:
            self.view.draw_now()

    def when_ready(self, then: Callable[[Pages], object]) -> None:
        """Calls `then` with the pages as asked for now, at once or when they are made; not at all if that is refused."""
        if self._current and self.view.pages is not None:
            then(self.view.pages)
            return
        self._waiting = [then]
        self.draw()

    def forget(self) -> None:
        """Show nothing any more."""
        self._made, self._current = None, False
        self.view.show_pages(None)
        self._say("")

    def _work(self) -> Make | None:
        try:
            return self._prepare()
        except Refused as refused:
            self._refuse(str(refused))
            return None

    def _refuse(self, sentence: str) -> None:
        self._waiting = []
        self._made = None
        self._say(sentence.replace("，没有生成文件", ""))

    def _say(self, sentence: str) -> None:
        self._slow.stop()
        self.words.setText(sentence)
        self.stack.setCurrentIndex(0)
        self._count()

    def _show(self, content: bytes) -> None:
        self._slow.stop()
        if self._again:
            return
        if content != self._made:
            self.view.show_pages(Pages(content))
            self._made = content
        self._current = True
        self.words.clear()
        self.stack.setCurrentWidget(self.view)
        self._count()
        self._zoomed()
        self.counted.emit(self.view.count)
        waiting, self._waiting = self._waiting, []
        for each in waiting:
            if self.view.pages is not None:
                each(self.view.pages)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        if not self._again:
            self._refuse(str(error))

    def _ended(self) -> None:
        self._running = None
        if self._again:
            self._again = False
            self.draw()

    # the bar

    def _count(self, _page: int = 0) -> None:
        shown = self.stack.currentWidget() is self.view
        self.number.setText(f"{self.view.page} / {self.view.count} 页" if shown else "")
        for each in (self.back, self.on, self.smaller, self.larger, self.zoom):
            each.setEnabled(shown)

    def _zoom_chosen(self, place: int) -> None:
        self.view.set_zoom((FIT_WIDTH, FIT_PAGE)[place] if place < 2 else STEPS[place - 2])

    def _zoomed(self) -> None:
        zoom = self.view.zoom
        place = self.zoom.findText(zoom if isinstance(zoom, str) else f"{round(zoom * 100)} %")
        self.zoom.setCurrentIndex(place)
        self.zoom.setToolTip(f"现在是 {self.view.percent} %")
