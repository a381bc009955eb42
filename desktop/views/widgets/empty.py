"""What stands where nothing is: one sentence and the next step."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from desktop.views import theme
from desktop.views.widgets.layout import button, column, label, row


class Empty(QWidget):
    """`step` is the word on the button; without it there is no button."""
    step_asked = Signal()

    def __init__(self, sentence: str = "", step: str = "", drawing: str = "inbox", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "clear")
        self._drawing = QLabel()
        self._drawing.setPixmap(theme.picture(drawing, "line_strong", 40))
        self._drawing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sentence = label(sentence, "second", wraps=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._step = button(step, clicked=self.step_asked.emit)
        holder = QWidget()
        holder.setLayout(row("", self._step, ""))
        self.setLayout(column("", self._drawing, self._sentence, holder, "", gap=10, margins=(24, 8, 24, 8)))
        self._step.setVisible(bool(step))  # not before it has a parent: it would flash as a window

    def say(self, sentence: str, step: str = "") -> None:
        self._sentence.setText(sentence)
        self._step.setText(step)
        self._step.setVisible(bool(step))
