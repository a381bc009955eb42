"""How one cell is drawn: elided text, figures at the right, states as chips, the current row ringed."""
from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from desktop.views import theme
from desktop.views.widgets.chips import chip_width, paint_chip
from desktop.views.widgets.rows import NUMERIC_ROLE, STATE_ROLE

Index = QModelIndex | QPersistentModelIndex
PADDING = 8
DISPLAY = Qt.ItemDataRole.DisplayRole


class Cells(QStyledItemDelegate):
    """Draws everything itself: asking the style sheet for each cell makes scrolling slow."""

    def __init__(self, view: QTableView, *, strong: int = -1) -> None:
        super().__init__(view)
        self._view = view
        self._strong = strong

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = theme.TOKENS
        rect: QRect = option.rect  # type: ignore[attr-defined]  # the stubs do not know the option's members
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        hovered = index.row() == self._view.property("hovered")
        if selected:
            painter.fillRect(rect, QColor(tokens.accent_wash))
        elif hovered:
            painter.fillRect(rect, QColor(tokens.hover))
        elif index.row() % 2:
            painter.fillRect(rect, QColor(tokens.stripe))
        painter.setPen(QColor(tokens.line_soft))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text = index.data(DISPLAY)
        if text:
            self._write(painter, rect, index, text)
        if index.row() == self._view.currentIndex().row() and self._has_focus():
            self._ring(painter, rect, index)

    def _write(self, painter: QPainter, rect: QRect, index: Index, text: str) -> None:
        room = rect.adjusted(theme.px(PADDING), 0, -theme.px(PADDING), 0)
        painter.save()
        painter.setFont(theme.font(bold=index.column() == self._strong))
        state = index.data(STATE_ROLE)
        if state:
            paint_chip(painter, room, text, state)
        else:
            side = Qt.AlignmentFlag.AlignRight if index.data(NUMERIC_ROLE) else Qt.AlignmentFlag.AlignLeft
            painter.setPen(QColor(theme.TOKENS.ink))
            words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()

    def _ring(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The keyboard's row: a 2 px frame across all columns."""
        width = 2
        painter.save()
        painter.setPen(QPen(QColor(theme.TOKENS.accent), width))
        painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        header = self._view.horizontalHeader()
        if header.visualIndex(index.column()) == 0:
            painter.drawLine(rect.left() + 1, rect.top(), rect.left() + 1, rect.bottom())
        painter.restore()

    def _has_focus(self) -> bool:
        main = self._view.parentWidget() if self._view.objectName() == "frozen" else self._view
        return main is not None and main.hasFocus()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole text as a tool tip, where it is cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        text = index.data(DISPLAY) or ""
        room = view.visualRect(index).width() - 2 * theme.px(PADDING)
        font = theme.font(bold=index.column() == self._strong)
        needed = chip_width(text, font) if index.data(STATE_ROLE) else _width(font, text)
        QToolTip.showText(event.globalPos(), text if needed > room else "", view)
        return True


def _width(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text)


def usual_width(model: QAbstractItemModel, column: int, sample: int = 60) -> int:
    """A column's width in pixels: what its heading and its first rows need, within reason."""
    plain, strong = theme.font(), theme.font(13, bold=True)
    heading = str(model.headerData(column, Qt.Orientation.Horizontal, DISPLAY))
    widest = QFontMetrics(strong).horizontalAdvance(heading) + theme.px(18)
    metrics = QFontMetrics(plain)
    for place in range(min(sample, model.rowCount())):
        index = model.index(place, column)
        text = index.data(DISPLAY) or ""
        widest = max(widest, chip_width(text, plain) if index.data(STATE_ROLE) else metrics.horizontalAdvance(text))
    return max(theme.px(48), min(widest + 2 * theme.px(PADDING) + 2, theme.px(230)))
