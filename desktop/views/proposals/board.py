"""看板: a plenary's proposals by state, a column each, in the order of the work; a card is a proposal."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QScrollArea, QStyle, QStyledItemDelegate, QWidget

from desktop.views import theme
from desktop.views.proposals.tabs import looks
from desktop.views.widgets.chips import Chip, paint_chip
from desktop.views.widgets.layout import column, label, row

Row = Mapping[str, Any]
WIDE, HIGH = 208, 92
ROW = Qt.ItemDataRole.UserRole


class Cards(QAbstractListModel):
    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self.rows = rows

    def rowCount(self, parent: QModelIndex | None = None) -> int:  # type: ignore[override]
        return len(self.rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # type: ignore[override]
        each = self.rows[index.row()]
        if role == ROW:
            return each
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{each['mark']} {each['name']}".strip()
        return None


class CardLook(QStyledItemDelegate):
    """Number and term above, two lines of the title, the proposer below."""

    def sizeHint(self, option: Any, index: Any) -> QSize:
        return QSize(theme.px(WIDE - 24), theme.px(HIGH))

    def paint(self, painter: QPainter, option: Any, index: Any) -> None:
        each, room = index.data(ROW), option.rect.adjusted(theme.px(2), theme.px(2), -theme.px(4), -theme.px(4))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.TOKENS.accent if chosen else theme.TOKENS.line))
        painter.setBrush(QColor(theme.TOKENS.accent_wash if chosen else theme.TOKENS.surface))
        painter.drawRoundedRect(room, theme.px(6), theme.px(6))
        inside = room.adjusted(theme.px(8), theme.px(5), -theme.px(6), -theme.px(5))
        font = theme.font()
        font.setPixelSize(theme.px(12))
        painter.setFont(font)
        painter.setPen(QColor(theme.TOKENS.ink2))
        line = QRect(inside.left(), inside.top(), inside.width(), theme.px(18))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, each["mark"] or f"流水号 {each['serial']}")
        said = "重点" if each["key"] and not each["left"] else each["left"]
        if said:
            half = QRect(line.center().x(), line.top(), line.width() // 2, line.height())
            paint_chip(painter, half, said, looks(said, each["late"]))
        font.setPixelSize(theme.px(13))
        painter.setFont(font)
        painter.setPen(QColor(theme.TOKENS.ink))
        title = QRect(inside.left(), line.bottom() + 1, inside.width(), theme.px(36))
        painter.setClipRect(title)
        painter.drawText(title, Qt.TextFlag.TextWrapAnywhere, each["name"])
        painter.setClipping(False)
        font.setPixelSize(theme.px(12))
        painter.setFont(font)
        painter.setPen(QColor(theme.TOKENS.ink3))
        last = QRect(inside.left(), inside.bottom() - theme.px(16), inside.width(), theme.px(17))
        words = painter.fontMetrics().elidedText("　".join(filter(None, (each["sponsors"], each["host"]))), Qt.TextElideMode.ElideRight,
                                                 last.width())
        painter.drawText(last, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


class Lane(QListView):
    """One column of cards: left and right lead to the columns beside it, Enter opens the card."""
    opened = Signal(str)
    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(ROW)["id"])
        else:
            super().keyPressEvent(event)


class Board(QScrollArea):
    """chosen(id), opened(id). Columns without proposals are narrow, so that the whole way is seen."""
    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.columns: dict[str, Lane] = {}

    def show_board(self, states: Sequence[tuple[str, Sequence[Row]]]) -> None:
        held, here = self._held()
        holder = QWidget()
        holder.setProperty("look", "clear")
        box = QHBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(8))
        self.columns = {}
        for name, rows in states:
            if rows:
                box.addWidget(self._column(name, rows))
        empty = [name for name, rows in states if not rows]
        if empty:
            box.addWidget(label("没有提案的环节：" + "、".join(empty), "note", wraps=True))
        box.addStretch(1)
        self.setWidget(holder)
        self._stand_at(here, held)

    def view(self) -> Lane:
        """The column with the chosen card, or the first one."""
        return next((v for v in self.columns.values() if v.selectedIndexes()), next(iter(self.columns.values())))

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:  # type: ignore[override]
        """Into the column of the chosen card, or to the first card."""
        if self.columns:
            self._enter(self.view(), reason)

    def _enter(self, view: Lane, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason, place: int = 0) -> None:
        view.setFocus(reason)
        if not view.selectedIndexes():
            view.setCurrentIndex(view.model().index(min(place, view.model().rowCount() - 1), 0))
        self.ensureWidgetVisible(view, theme.px(16), 0)

    def _step(self, view: Lane, by: int) -> None:
        every = list(self.columns.values())
        there = every.index(view) + by
        if 0 <= there < len(every):
            self._enter(every[there], place=view.currentIndex().row())

    def _held(self) -> tuple[bool, str]:
        """Whether the keys go to the board, and the chosen card, before it is made anew."""
        chosen = next((i.data(ROW)["id"] for v in self.columns.values() for i in v.selectedIndexes()), "")
        return self.window().focusWidget() in self.columns.values(), chosen  # a question may stand over the window

    def _stand_at(self, record: str, held: bool) -> None:
        """The same card, wherever it stands by now."""
        for view in self.columns.values():
            model = view.model()
            for place in range(model.rowCount()):
                if model.index(place, 0).data(ROW)["id"] == record:
                    view.setCurrentIndex(model.index(place, 0))
        if held:
            self.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for view in self.columns.values():
                frame = view.parentWidget()
                if isinstance(frame, QFrame):
                    frame.setFixedWidth(theme.px(WIDE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The drawer that opens beside it must not cover the chosen card."""
        super().resizeEvent(event)
        if any(v.selectedIndexes() for v in self.columns.values()):
            self.ensureWidgetVisible(self.view(), theme.px(16), 0)

    def _column(self, name: str, rows: Sequence[Row]) -> QFrame:
        frame = QFrame()
        frame.setProperty("look", "card")
        frame.setFixedWidth(theme.px(WIDE))
        late = sum(r["late"] for r in rows)
        head = row(label(name, "section"), label(str(len(rows)), "second"), "", Chip(f"逾期 {late}", "late") if late else "", gap=6)
        view = Lane()
        view.setModel(Cards(rows))
        view.setItemDelegate(CardLook(view))
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setProperty("look", "clear")
        view.setAccessibleName(f"{name} {len(rows)} 件")
        view.selectionModel().currentChanged.connect(lambda now, before: now.isValid() and self._choose(view, now))
        view.opened.connect(self.opened)
        view.moved.connect(lambda by: self._step(view, by))
        view.doubleClicked.connect(lambda index: self.opened.emit(index.data(ROW)["id"]))
        self.columns[name] = view
        frame.setLayout(column(head, view, gap=4, margins=(8, 8, 4, 4)))
        return frame

    def _choose(self, view: Lane, index: QModelIndex) -> None:
        for other in self.columns.values():
            if other is not view:
                other.clearSelection()
        self.chosen.emit(index.data(ROW)["id"])
