"""One field of a form: its label, its editor, and the line under it."""
from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.fields.field import Field
from desktop.fields.kinds import BadValue, Doubtful
from desktop.views import theme
from desktop.views.widgets.chips import restyle
from desktop.views.widgets.conditions import Readings
from desktop.views.widgets.editors import Chooser, Line, Lines, YesOrNo, editor_for, read_as
from desktop.views.widgets.layout import button, label

REQUIRED = "必填"


class FormCell(QWidget):
    """edited: by the user. moved(step): on or back. reveal_asked(name): 显示 was pressed beside a masked value."""
    edited = Signal()
    moved = Signal(int)
    reveal_asked = Signal(str)

    def __init__(self, field: Field, readings: Readings | None, offered: list[str]) -> None:
        super().__init__()
        self.field = field
        self.touched = False
        self._masked, self._value = False, None
        self.setProperty("look", "clear")
        self.label = label(f"{field.label} *" if field.required else field.label, "label")
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.label.setMinimumHeight(theme.px(32))
        if field.required:
            self.label.setTextFormat(Qt.TextFormat.RichText)
            self.label.setText(f'{field.label} <span style="color:{theme.TOKENS.late}">*</span>')
        self.editor = editor_for(field, readings, offered)
        self.label.setBuddy(self.editor)
        self.message = label(field.help, "message", wraps=True)
        self._reveal = button("显示", "link", clicked=lambda: self.reveal_asked.emit(field.name))
        self._reveal.hide()
        beside = QHBoxLayout()
        beside.setSpacing(theme.px(4))
        beside.addWidget(self.editor, 1)
        beside.addWidget(self._reveal)
        right = QVBoxLayout()
        right.setSpacing(theme.px(2))
        right.addLayout(beside)
        right.addWidget(self.message)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(10))
        box.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(right, 1)
        self.message.setVisible(bool(field.help))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.editor.edited.connect(self._typed)
        self.editor.moved.connect(self.moved)
        for watched in self.editor.buttons.values() if isinstance(self.editor, YesOrNo) else (self.editor,):
            watched.installEventFilter(self)

    def label_width(self) -> int:
        text = f"{self.field.label} *" if self.field.required else self.field.label
        return min(QFontMetrics(theme.font()).horizontalAdvance(text) + 2, theme.px(136))

    def set_label_width(self, width: int) -> None:
        self.label.setFixedWidth(width)
        self.label.setWordWrap(True)

    def show_value(self, value: Any, *, masked: bool) -> None:
        """A masked value is only shown in part, and given back untouched."""
        self._masked, self._value, self.touched = masked, value, False
        self.editor.show_value(value)
        if isinstance(self.editor, Line):
            if masked:
                self.editor.setText(self.field.shown(value))
            self.editor.setReadOnly(masked)
        self._reveal.setVisible(masked)
        self._hint()

    def type_in(self, text: str) -> None:
        """As if the user had typed it: what was left unsaved comes back word for word."""
        self.show_value(None, masked=False)
        editor = self.editor
        if isinstance(editor, YesOrNo):
            for word, each in editor.buttons.items():
                each.setChecked(word == text)
        elif isinstance(editor, Lines):
            editor.setPlainText(text)
        else:
            editor.setText(text)
        self._typed()

    def value(self) -> Any:
        """Raises BadValue, or Doubtful with the value that can be kept."""
        return self._value if self._masked else self.field.kind.parse(self.editor.raw())

    def check(self, *, complete: bool) -> tuple[bool, Any]:
        """Read the value and say under the field what is to be said; `complete` also asks for what is required."""
        if isinstance(self.editor, Chooser):
            self.editor.settle()
        try:
            value = self.value()
        except Doubtful as doubt:
            self.say(str(doubt), "doubt")
            return True, doubt.value
        except BadValue as error:
            self.say(str(error), "wrong")
            return False, None
        if complete and self.field.required and value is None:
            self.say(REQUIRED, "wrong")
            return False, None
        self._hint()
        return True, value

    def say(self, sentence: str, verdict: str) -> None:
        """`verdict` is wrong, doubt, read or '' for a hint."""
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
        restyle(self.message, "verdict", verdict)
        if isinstance(self.editor, Line | Lines):
            restyle(self.editor, "verdict", verdict)

    def _hint(self) -> None:
        self.say(self.field.help, "")

    def _typed(self) -> None:
        """While typing only what a date is read as is said; complaints wait until the field is left."""
        self.touched = True
        try:
            value = self.value()
        except BadValue:
            value = None
        read = read_as(self.field.kind, value, self.editor.raw())
        self.say(read or self.field.help, "read" if read else "")
        self.edited.emit()

    def _left(self) -> None:
        if not self.touched or self._masked:
            return
        raw = self.editor.raw()
        sound, value = self.check(complete=False)
        if sound and isinstance(self.editor, Line) and self.field.kind.show(value) != raw:
            read = read_as(self.field.kind, value, raw)
            self.editor.show_value(value)
            if read and self.message.property("verdict") == "":
                self.say(read, "read")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._left()
        return super().eventFilter(watched, event)
