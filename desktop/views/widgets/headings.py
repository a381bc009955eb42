"""The heading of a table, with a line under it for typing what the column should contain."""
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTableView

from desktop.views import theme
from desktop.views.widgets.chips import restyle

HEADING, LINE, GAP = 32, 26, 5
WAIT = 150  # milliseconds without a key before a long list is filtered


class Headings(QHeaderView):
    """`wants(column)` tells which columns have a filter line here (the frozen column has a heading of its own).

    typed(column, text): what a line holds, some moments after the last key. left: down into the list.
    """
    typed = Signal(int, str)
    left = Signal()

    def __init__(self, view: QTableView, wants: Callable[[int], bool], filters: bool = True) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._wants, self._filters = wants, filters
        self._lines: dict[int, QLineEdit] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self.flush)
        self._waiting: dict[int, str] = {}
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sectionResized.connect(lambda *_: self.place_lines())
        self.sectionMoved.connect(lambda *_: self.place_lines())
        view.horizontalScrollBar().valueChanged.connect(lambda _: self.place_lines())

    def build(self) -> None:
        """Make the lines anew, for the columns that the model has."""
        for line in self._lines.values():
            line.deleteLater()
        self._lines.clear()
        for column in range(self.count()):
            if self._filters and self._wants(column):
                self._lines[column] = self._line(column)
        self.updateGeometries()

    def _line(self, column: int) -> QLineEdit:
        line = QLineEdit(self)
        line.setPlaceholderText("筛选")
        heading = self.model().headerData(column, Qt.Orientation.Horizontal)
        line.setAccessibleName(f"筛选{heading}")
        line.setToolTip("可输入文字或拼音首字母；空、非空；数字和日期可写 >1970")
        line.textChanged.connect(lambda text: self._changed(column, text))
        line.installEventFilter(self)
        line.show()
        return line

    def _changed(self, column: int, text: str) -> None:
        line = self._lines[column]
        restyle(line, "filled", "true" if text.strip() else "false")
        # Never in place_lines: a button that comes or goes while the style is put on crashes Qt.
        line.setClearButtonEnabled(bool(text) and line.width() > theme.px(80))
        self._waiting[column] = text
        self._timer.start()

    def flush(self) -> None:
        """Filter now by what was typed."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, {}
        for column, text in waiting.items():
            self.typed.emit(column, text)

    def set_text(self, column: int, text: str) -> bool:
        """Fill the line as if it were typed; False when the column has its line elsewhere."""
        if column not in self._lines:
            return False
        self._lines[column].setText(text)
        self.flush()
        return True

    def text(self, column: int) -> str:
        return self._lines[column].text() if column in self._lines else ""

    def line(self, column: int) -> QLineEdit | None:
        return self._lines.get(column)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
                self.flush()
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and watched.text():
                watched.clear()
                self.flush()
                return True
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QLineEdit):
            self._into_view(watched)
        return super().eventFilter(watched, event)

    def _into_view(self, line: QLineEdit) -> None:
        """A line reached with Tab is scrolled to where it can be read."""
        column = next(c for c, each in self._lines.items() if each is line)
        view = self.parent()
        if isinstance(view, QTableView) and view.model().rowCount():
            view.scrollTo(view.model().index(max(view.rowAt(0), 0), column))

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        size.setHeight(theme.px(HEADING) + self._below())
        return size

    def _below(self) -> int:
        return theme.px(LINE + 2 * GAP) if self._filters else 0

    def updateGeometries(self) -> None:
        self.setViewportMargins(0, 0, 0, self._below())
        super().updateGeometries()
        self.place_lines()

    def refit(self) -> None:
        """After the font scale."""
        self.setMinimumSectionSize(theme.px(44))
        self.updateGeometries()

    def place_lines(self) -> None:
        top, gap = theme.px(HEADING) + theme.px(GAP), theme.px(3)
        for column, line in self._lines.items():
            hidden = self.isSectionHidden(column)
            line.setVisible(not hidden)
            if not hidden:
                width = self.sectionSize(column)
                line.setGeometry(self.sectionViewportPosition(column) + gap, top, width - 2 * gap, theme.px(LINE))
                line.setPlaceholderText("筛选" if width > theme.px(60) else "")
