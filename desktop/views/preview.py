"""The pages of a 公文 as they will be printed, drawn beside the window's own thread a moment after the last key."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.fields.refused import Refused
from desktop.rules.gongwen.document import Gongwen
from desktop.rules.gongwen.style import OfficeStyle
from desktop.views import theme
from desktop.views.widgets.jobs import Job
from desktop.views.widgets.layout import label

PAUSE = 700  # milliseconds after the last key


class Preview(QScrollArea):
    """`compose` gives the document as it stands now, or refuses with the sentence that is shown instead of pages.

    counted(pages): they are drawn.
    """
    counted = Signal(int)

    def __init__(self, compose: Callable[[], Gongwen], style: OfficeStyle) -> None:
        super().__init__()
        self._compose, self._style = compose, style
        self._running: Job | None = None
        self._again = False
        self._drawn_at = 0
        self.words = label("", "second", wraps=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QVBoxLayout()
        self._pages.setSpacing(theme.px(12))
        holder = QWidget()
        holder.setProperty("look", "clear")
        box = QVBoxLayout(holder)
        box.setContentsMargins(theme.px(6), theme.px(6), theme.px(6), theme.px(6))
        box.addWidget(self.words)
        box.addLayout(self._pages)
        box.addStretch(1)
        self.setWidget(holder)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or the width would change with the pages
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.draw)

    @property
    def pages(self) -> list[QLabel]:
        found = (self._pages.itemAt(n).widget() for n in range(self._pages.count()))
        return [each for each in found if isinstance(each, QLabel)]

    def ask(self) -> None:
        """Draw it when the user pauses."""
        self._timer.start()

    def draw(self) -> None:
        """Draw it now, beside the window's thread; while one drawing runs the next waits."""
        self._timer.stop()
        if self._running is not None:
            self._again = True
            return
        work = self._work()
        if work is None:
            return
        job = Job(lambda _progress: work())  # no parent: it may outlive this widget
        job.finished.connect(self._show)
        job.failed.connect(self._failed)
        job.ended.connect(self._ended)
        self._running = job
        job.start()

    def draw_now(self) -> None:
        """Draw it here and now, and return when it is seen."""
        self._timer.stop()
        work = self._work()
        if work is not None:
            self._show(work())

    def _work(self) -> Callable[[], list[bytes]] | None:
        try:
            document = self._compose()
        except Refused as refused:
            self._say(str(refused))
            return None
        wide = self._room()
        pixels, style = round(wide * self.devicePixelRatioF()), self._style
        self._drawn_at = wide

        def work() -> list[bytes]:
            from desktop.exporters.gongwen import pdf  # fonts and pdfium: only when something is shown

            return pdf.pictures(document, style, pixels)

        return work

    def _room(self) -> int:
        return max(200, self.viewport().width() - 2 * theme.px(6) - 2)

    def _say(self, sentence: str) -> None:
        self.words.setText(sentence.replace("，没有生成文件", ""))
        self.words.show()

    def _show(self, pictures: Any) -> None:
        self.words.hide()
        here = self.verticalScrollBar().value()
        for spare in self.pages[len(pictures):]:
            self._pages.removeWidget(spare)
            spare.deleteLater()
        while len(self.pages) < len(pictures):
            page = QLabel()
            page.setProperty("look", "sheet")
            self._pages.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        for number, (page, data) in enumerate(zip(self.pages, pictures, strict=True), 1):
            pixmap = QPixmap()
            pixmap.loadFromData(data)
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            page.setPixmap(pixmap)
            page.setAccessibleName(f"第 {number} 页，共 {len(pictures)} 页")
        self.verticalScrollBar().setValue(here)
        self.counted.emit(len(pictures))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._say(str(error))

    def _ended(self) -> None:
        self._running = None
        if self._again:
            self._again = False
            self.draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._drawn_at and abs(self._room() - self._drawn_at) > 4:
            self.ask()
