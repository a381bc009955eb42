"""Work in steps, with '尚未写入任何数据' in sight until the last one."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QStackedWidget, QWidget

from desktop.views import theme
from desktop.views.widgets.chips import Chip
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.messages import Banner

UNWRITTEN = "尚未写入任何数据"


class Trail(QWidget):
    """The numbered steps: done ones ticked, the present one filled, later ones empty."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._titles, self._at = tuple(titles), 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def go(self, number: int) -> None:
        self._at = number
        self.setAccessibleName(f"第 {number + 1} 步，共 {len(self._titles)} 步：{self._titles[number]}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(90) * len(self._titles), theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, ball, middle = 0.0, theme.px(22), self.height() / 2
        for number, title in enumerate(self._titles):
            left = self._step(painter, number, title, left, ball, middle)
            if number < len(self._titles) - 1:
                painter.setPen(QColor(theme.TOKENS.line_strong))
                painter.drawLine(int(left), int(middle), int(left) + theme.px(28), int(middle))
                left += theme.px(36)
        painter.end()

    def _step(self, painter: QPainter, number: int, title: str, left: float, ball: int, middle: float) -> float:
        tokens, here = theme.TOKENS, number == self._at
        circle = QRectF(left + 1, middle - ball / 2, ball, ball)
        passed = number < self._at
        painter.setPen(QColor(tokens.accent if here else tokens.done if passed else tokens.line_strong))
        painter.setBrush(QColor(tokens.accent if here else tokens.done_wash if passed else tokens.surface))
        painter.drawEllipse(circle)
        if passed:
            tick = theme.picture("check", "done", 14)
            offset = (ball - theme.px(14)) / 2
            painter.drawPixmap(int(circle.left() + offset), int(circle.top() + offset), tick)
        else:
            painter.setFont(theme.font(12, bold=True))
            painter.setPen(QColor(tokens.on_accent if here else tokens.ink3))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number + 1))
        painter.setFont(theme.font(bold=here))
        painter.setPen(QColor(tokens.ink if here else tokens.ink2))
        width = painter.fontMetrics().horizontalAdvance(title)
        start = circle.right() + theme.px(8)
        painter.drawText(QRectF(start, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, title)
        return start + width + theme.px(8)


class Steps(QWidget):
    """The frame of an import or a change of terms.

    `pages` are (title, widget). step_changed(number): a page is shown. finish_asked: the last button was pressed, nothing
    is written yet. left: 取消, or 完成 after `show_written`. back can be pressed until something was written.
    """
    step_changed = Signal(int)
    finish_asked = Signal()
    left = Signal()

    def __init__(self, title: str, pages: Sequence[tuple[str, QWidget]], *, finish: str, parent: QWidget | None = None
                 ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._finish, self._written, self._ready = finish, False, [True] * len(pages)
        self._left: QWidget | None = None
        self.trail = Trail([name for name, _ in pages])
        self.state = Chip(UNWRITTEN, "wait")
        self.banner = Banner()
        self.pages = QStackedWidget()
        for _, page in pages:
            self.pages.addWidget(page)
        self.back = button("上一步", clicked=lambda: self.go(self.at - 1))
        self.next = button("下一步", "primary", clicked=self._on)
        self.stop = button("取消", clicked=self.left.emit)
        head = QFrame()
        head.setLayout(row(label(title, "title"), 12, self.state, "", gap=0, margins=(16, 14, 16, 4)))
        way = QFrame()
        way.setLayout(row(self.trail, margins=(16, 0, 16, 8)))
        foot = QFrame()
        foot.setProperty("look", "foot")
        foot.setLayout(row(self.stop, "", self.back, self.next, margins=(16, 10, 16, 10)))
        body = QWidget()
        body.setLayout(column(self.banner, self.pages, margins=(16, 0, 16, 12)))
        box = column(head, way, body, foot, gap=0)
        box.setStretch(2, 1)
        self.setLayout(box)
        self.go(0)

    @property
    def at(self) -> int:
        return self.pages.currentIndex()

    def go(self, number: int) -> None:
        self.pages.setCurrentIndex(number)
        self.trail.go(number)
        self._refresh()
        self.step_changed.emit(number)

    def set_ready(self, ready: bool, number: int | None = None) -> None:
        """May the user go on from this step (the present one by default)?"""
        self._ready[self.at if number is None else number] = ready
        self._refresh()
        if self.isVisible():
            self.lead()

    def busy(self, running: bool) -> None:
        """While a job runs nothing but its own 取消 can be pressed."""
        here = self.focusWidget()
        if running and here is not None and here not in (self.back, self.next, self.stop):
            self._left = here
        for each in (self.back, self.next, self.stop):
            each.setEnabled(not running)
        if not running:
            self._refresh()
            self.lead()

    def lead(self) -> None:
        """The focus goes to what is done next: where the user was before the job, the button that goes on, or the page."""
        there, self._left = self._left, None
        if there is not None and there.isVisibleTo(self) and there.isEnabled():
            there.setFocus()
        elif self.next.isEnabled():
            self.next.setFocus()
        elif page := self.pages.currentWidget():
            first = next((b for b in page.findChildren(QPushButton) if b.isVisibleTo(page) and b.isEnabled()), None)
            if first is not None:
                first.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.lead()

    def show_written(self, text: str) -> None:
        """It is stored: `text` says what (已写入：新增 12 人，修改 3 人); only 完成 is left."""
        self._written = True
        self.state.show_state(text, "done")
        self._refresh()
        self.lead()

    def _on(self) -> None:
        if self._written:
            self.left.emit()
        elif self.at == self.pages.count() - 1:
            self.finish_asked.emit()
        else:
            self.go(self.at + 1)

    def _refresh(self) -> None:
        last = self.at == self.pages.count() - 1
        self.back.setVisible(self.at > 0 and not self._written)
        self.back.setEnabled(True)
        self.stop.setVisible(not self._written)
        self.stop.setEnabled(True)
        self.next.setText("完成" if self._written else self._finish if last else "下一步")
        self.next.setEnabled(self._written or self._ready[self.at])
