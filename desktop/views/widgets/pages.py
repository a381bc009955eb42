"""Pages of paper on the screen: drawn beside the window's thread as they come into sight, read with the keyboard."""
from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop.exporters.pictures import Pages, Picture
from desktop.views import theme
from desktop.views.widgets.jobs import Job

FIT_WIDTH, FIT_PAGE = "适合宽度", "适合整页"
STEPS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
GAP, EDGE = 12, 8
KEPT = 96 * 1024 * 1024  # bytes of pictures; about 25 whole pages as wide as the window
POINT = 96 / 72  # pixels of the 100 % drawing


def image(picture: Picture) -> QImage:
    kind = QImage.Format.Format_Grayscale8 if picture.grey else QImage.Format.Format_RGB32
    return QImage(picture.data, picture.width, picture.height, picture.stride, kind).copy()


def closed(pages: Pages) -> None:
    """Beside the window's thread: another paper may be drawn just now, and its turn takes a while."""
    Job(lambda _progress: pages.close()).start()


class PagesView(QAbstractScrollArea):
    """turned(number): the page in the middle, from 1. zoomed: another size. drawn: all that is in sight is drawn."""
    turned = Signal(int)
    zoomed = Signal()
    drawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or the width would change with the pages
        self.pages: Pages | None = None
        self.zoom: str | float = FIT_WIDTH
        self._places: list[QRect] = []
        self._pictures: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._job: Job | None = None
        self._page = 0
        self.verticalScrollBar().valueChanged.connect(self._moved)

    # what is shown

    def show_pages(self, pages: Pages | None) -> None:
        """Other pages; the place among them is kept."""
        old, self.pages = self.pages, pages
        self._pictures.clear()
        here = self._place()
        self._lay()
        self._go_to(here)
        if old is not None and self._job is None:
            closed(old)
        self._moved()

    def draw_now(self) -> None:
        """Draw what is in sight here and now."""
        for number in self._in_sight():
            if (key := self._key(number)) not in self._pictures and self.pages is not None:
                self._keep(key, image(self.pages.picture(*key)))
        self.viewport().update()

    @property
    def page(self) -> int:
        """The page in the middle, from 1; 0 for none."""
        return self._page

    @property
    def count(self) -> int:
        return len(self._places)

    def turn_to(self, number: int) -> None:
        """Page `number`, from 1, at the top."""
        if self._places:
            place = self._places[max(1, min(number, self.count)) - 1]
            self.verticalScrollBar().setValue(place.top() - theme.px(EDGE))

    def turn(self, by: int, *, whole: bool = False) -> None:
        """On or back by a page, or by what is in sight where a page is higher than that."""
        number, above = self._place()
        if not self._places:
            return
        if whole or self._places[number].height() <= self.viewport().height():
            self.turn_to(number + 2 if by > 0 else number + 1 if above > 0.02 else number)
        else:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + by * (self.viewport().height() - theme.px(40)))

    # size

    @property
    def factor(self) -> float:
        """Pixels of the screen in a point of paper."""
        if self.pages is None or not len(self.pages):
            return 1.0
        if isinstance(self.zoom, float):
            return self.zoom * POINT * theme.scale()
        wide, high = self.viewport().width() - 2 * theme.px(EDGE), self.viewport().height() - 2 * theme.px(EDGE)
        across = max(80, wide) / max(w for w, _ in self.pages.sizes)
        return across if self.zoom == FIT_WIDTH else min(across, max(80, high) / max(h for _, h in self.pages.sizes))

    @property
    def percent(self) -> int:
        return round(self.factor / POINT / theme.scale() * 100)

    def set_zoom(self, zoom: str | float) -> None:
        if zoom != self.zoom:
            self.zoom = zoom
            self._again()
            self.zoomed.emit()

    def step_zoom(self, by: int) -> None:
        """The next larger or smaller of the usual sizes."""
        here = self.factor / POINT / theme.scale()
        found = [s for s in STEPS if (s > here + 0.01 if by > 0 else s < here - 0.01)]
        if found:
            self.set_zoom(found[0] if by > 0 else found[-1])

    # where it lies

    def _lay(self) -> None:
        factor, edge, gap = self.factor, theme.px(EDGE), theme.px(GAP)
        sizes = [(round(w * factor), round(h * factor)) for w, h in self.pages.sizes] if self.pages is not None else []
        room = max([w for w, _ in sizes], default=0) + 2 * edge
        wide = max(self.viewport().width(), room)
        self._places, y = [], edge
        for w, h in sizes:
            self._places.append(QRect((wide - w) // 2, y, w, h))
            y += h + gap
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(self.viewport().height())
        down.setSingleStep(theme.px(48))
        down.setRange(0, max(0, y - gap + edge - self.viewport().height()))
        across.setPageStep(self.viewport().width())
        across.setRange(0, max(0, room - self.viewport().width()))

    def _place(self) -> tuple[int, float]:
        """The page at the upper edge and how much of it lies above."""
        y = self.verticalScrollBar().value() + theme.px(EDGE)
        number = max(0, bisect_right([p.top() for p in self._places], y) - 1)
        return number, (y - self._places[number].top()) / max(1, self._places[number].height()) if self._places else 0.0

    def _go_to(self, place: tuple[int, float]) -> None:
        if self._places:
            number = min(place[0], self.count - 1)
            top = self._places[number].top() + place[1] * self._places[number].height()
            self.verticalScrollBar().setValue(round(top) - theme.px(EDGE))

    def _again(self) -> None:
        here = self._place()
        self._lay()
        self._go_to(here)
        self._moved()

    def _in_sight(self) -> list[int]:
        upper = self.verticalScrollBar().value()
        lower = upper + self.viewport().height()
        return [n for n, p in enumerate(self._places) if p.bottom() >= upper and p.top() <= lower]

    def _moved(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        page = bisect_right([p.top() for p in self._places], middle)
        if self._places and (page := max(1, page)) != self._page:
            self._page = page
            self.turned.emit(page)
        elif not self._places:
            self._page = 0
        self.setAccessibleName(f"预览，第 {self._page} 页，共 {self.count} 页" if self._places else "预览")
        self._draw()
        self.viewport().update()

    # drawing

    def _key(self, number: int) -> tuple[int, int]:
        return number, max(1, round(self._places[number].width() * self.devicePixelRatioF()))

    def _wanted(self) -> tuple[int, int] | None:
        sight = self._in_sight()
        near = [n for n in (sight[-1] + 1, sight[0] - 1) if 0 <= n < self.count] if sight else []
        return next((self._key(n) for n in (*sight, *near) if self._key(n) not in self._pictures), None)

    def _draw(self) -> None:
        pages, key = self.pages, self._wanted()
        if self._job is not None or pages is None:
            return
        if key is None:
            self.drawn.emit()
            return
        job = Job(lambda _progress: (pages, key, pages.picture(*key)))  # no parent: it may outlive this widget
        job.finished.connect(self._drawn)
        job.ended.connect(self._ended)
        self._job = job
        job.start()

    def _drawn(self, made: tuple[Pages, tuple[int, int], Picture]) -> None:
        pages, key, picture = made
        if pages is self.pages:
            self._keep(key, image(picture))
            self.viewport().update()
        else:
            closed(pages)

    def _ended(self) -> None:
        self._job = None
        self._draw()

    def _keep(self, key: tuple[int, int], drawn: QImage) -> None:
        for old in [k for k in self._pictures if k[0] == key[0]]:
            del self._pictures[old]
        drawn.setDevicePixelRatio(self.devicePixelRatioF())
        self._pictures[key] = drawn
        while sum(p.sizeInBytes() for p in self._pictures.values()) > KEPT and len(self._pictures) > 3:
            self._pictures.popitem(last=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(theme.TOKENS.line_soft))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        for number in self._in_sight():
            place = self._places[number]
            painter.fillRect(place, QColor(theme.TOKENS.surface))
            drawn = next((p for (n, _), p in self._pictures.items() if n == number), None)
            if drawn is not None:
                exact = abs(drawn.width() / drawn.devicePixelRatio() - place.width()) < 1
                painter.drawImage(place.topLeft() if exact else place, drawn)
            painter.setPen(QColor(theme.TOKENS.line_strong))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))

    # gestures

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        bar = self.verticalScrollBar()
        if control and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.step_zoom(1)
        elif control and key == Qt.Key.Key_Minus:
            self.step_zoom(-1)
        elif control and key == Qt.Key.Key_0:
            self.set_zoom(FIT_WIDTH)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.turn(1 if key == Qt.Key.Key_PageDown else -1, whole=control)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(0 if key == Qt.Key.Key_Home else bar.maximum())
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            bar.setValue(bar.value() + bar.singleStep() * (1 if key == Qt.Key.Key_Down else -1))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._again()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(160))
