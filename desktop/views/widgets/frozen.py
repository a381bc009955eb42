"""The column that stays at the left: a second view laid over the table, on the same rows and selection."""
from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from desktop.views.widgets.cells import Cells
from desktop.views.widgets.headings import Headings


class Frozen(QTableView):
    """Belongs to `table`, whose first visible column it covers."""

    def __init__(self, table: QTableView, column: int, filters: bool) -> None:
        super().__init__(table)
        self.setObjectName("frozen")
        self._table, self._column = table, column
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.headings = Headings(self, lambda c: c == column, filters)
        self.setHorizontalHeader(self.headings)
        self.setItemDelegate(Cells(self, strong=column))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for other in range(table.model().columnCount()):
            self.setColumnHidden(other, other != column)
        ours, theirs = self.verticalScrollBar(), table.verticalScrollBar()
        ours.valueChanged.connect(theirs.setValue)
        theirs.valueChanged.connect(ours.setValue)
        table.horizontalHeader().sectionResized.connect(self._follow)
        self.headings.sectionResized.connect(self._lead)
        self.doubleClicked.connect(table.doubleClicked)

    def _follow(self, column: int, _old: int, width: int) -> None:
        if column == self._column and self.columnWidth(column) != width:
            self.setColumnWidth(column, width)
        self.lay()

    def _lead(self, column: int, _old: int, width: int) -> None:
        if column == self._column and self._table.columnWidth(column) != width:
            self._table.setColumnWidth(column, width)

    def lay(self) -> None:
        """Over the first column, down to the horizontal scroll bar."""
        frame, header = self._table.frameWidth(), self._table.horizontalHeader()
        height = self._table.viewport().height() + header.height()
        self.setGeometry(frame, frame, self._table.columnWidth(self._column), height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._table.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._table.hover(self.rowAt(event.position().toPoint().y()))  # type: ignore[attr-defined]
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._table.hover(-1)  # type: ignore[attr-defined]
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._table.wheelEvent(event)

    def scrollTo(self, index: object, hint: object = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """The table alone decides where the list stands."""
