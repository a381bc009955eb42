"""Chips: a state as a colour and a word, as a label or painted into a cell."""
from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.views import theme

STATES = ("plain", "info", "done", "wait", "late")
HEIGHT, PADDING = 20, 9


class Chip(QLabel):
    """`state` is one of STATES, or 'loud' for what must not be overlooked (another day than today)."""

    def __init__(self, text: str = "", state: str = "info", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("chip", state)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_state(self, text: str, state: str = "info") -> None:
        """Another word and colour; an empty text hides the chip."""
        self.setText(text)
        self.setVisible(bool(text))
        restyle(self, "chip", state)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for, and let the style see it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def colours(state: str) -> tuple[str, str]:
    """Ink and wash of a state."""
    return getattr(theme.TOKENS, state), getattr(theme.TOKENS, f"{state}_wash")


def chip_font(base: QFont) -> QFont:
    smaller = QFont(base)
    smaller.setPixelSize(theme.px(12))
    smaller.setWeight(QFont.Weight.Normal)
    return smaller


def chip_width(text: str, base: QFont) -> int:
    return QFontMetrics(chip_font(base)).horizontalAdvance(text) + 2 * theme.px(PADDING)


def paint_chip(painter: QPainter, room: QRect, text: str, state: str) -> None:
    """Draw a chip at the left of `room`, in its middle line; words that do not fit are elided."""
    ink, wash = colours(state)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(chip_font(painter.font()))
    metrics = painter.fontMetrics()
    padding, height = theme.px(PADDING), theme.px(HEIGHT)
    words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width() - 2 * padding)
    box = QRectF(room.left(), room.center().y() - height / 2 + 1, metrics.horizontalAdvance(words) + 2 * padding, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(wash))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
