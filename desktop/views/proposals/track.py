"""The way of a proposal as dots: what is done, what comes next, what is late."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.views import theme

DONE, NEXT, LATE, OPEN = "done", "accent", "late", "line_strong"


def stations(whole: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(word, day, look) of each station; a proposal that was not filed ends there."""
    last = max((e["day"] for e in whole["exams"]), default=None)
    steps: list[tuple[str, dt.date | None]] = [("收到", whole["received"])]
    if whole["outcome"] == "撤案":
        steps.append(("撤案", whole["withdrawn"]))
    elif whole["outcome"] == "不予立案":
        steps += [("不予立案", last), ("告知", whole["told"])]
    elif whole["lead_id"]:
        steps += [("立案", last), ("并案", whole["merged"])]
    else:
        signed = [h["signed"] for h in whole["handlings"] if h["handed"]]
        steps += [("立案", last if whole["outcome"] == "立案" else None), ("交办", whole["handed"]),
                  ("签收", max(signed) if signed and all(signed) else None), ("答复", whole["replied"])]
    found, waiting = [], True
    for word, day in steps:
        look = DONE if day else (LATE if whole["late"] and word == "答复" else NEXT) if waiting else OPEN
        waiting = waiting and day is not None
        found.append((word, f"{day.month}-{day.day:02d}" if day else "", look))
    return found


class Track(QWidget):
    def __init__(self, whole: Mapping[str, Any]) -> None:
        super().__init__()
        self.stations = stations(whole)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("；".join(f"{word} {day}".strip() for word, day, _ in self.stations))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(260), theme.px(58))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, dot, top = self.width() / len(self.stations), theme.px(6), theme.px(12)
        painter.setPen(QPen(QColor(theme.TOKENS.line), 2))
        painter.drawLine(QPointF(wide / 2, top), QPointF(self.width() - wide / 2, top))
        font = theme.font()
        for number, (word, day, look) in enumerate(self.stations):
            colour, middle = QColor(getattr(theme.TOKENS, look)), wide * (number + 0.5)
            painter.setPen(QPen(colour, 2))
            painter.setBrush(colour if look == DONE else QColor(theme.TOKENS.surface))
            painter.drawEllipse(QPointF(middle, top), dot, dot)
            if look in (NEXT, LATE):
                painter.setBrush(colour)
                painter.drawEllipse(QPointF(middle, top), dot / 2, dot / 2)
            for text, below, size, ink in ((word, 22, 13, "ink"), (day, 41, 12, "ink3")):
                font.setPixelSize(theme.px(size))
                painter.setFont(font)
                painter.setPen(QColor(getattr(theme.TOKENS, ink)))
                words = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(wide))
                painter.drawText(QRectF(middle - wide / 2, theme.px(below), wide, theme.px(18)), Qt.AlignmentFlag.AlignHCenter, words)
        painter.end()
