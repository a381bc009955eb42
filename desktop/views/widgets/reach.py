"""A page that can always be reached in whole: where it needs more room than there is, it scrolls."""
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget


class Reach(QScrollArea):
    """Gives the page all the room there is, and never less than its least size.

    Not Qt's own widgetResizable: that gives pages with wrapping words their usual height instead of their least.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        page.installEventFilter(self)
        page.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._give()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def _give(self) -> None:
        room, least = self.maximumViewportSize(), self.widget().minimumSizeHint()
        bars = self.horizontalScrollBar().sizeHint().height(), self.verticalScrollBar().sizeHint().width()
        if least.width() > room.width():
            room.setHeight(room.height() - bars[0])
        if least.height() > room.height():
            room.setWidth(room.width() - bars[1])
        self.widget().resize(room.expandedTo(least))
