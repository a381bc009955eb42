"""The list of words that opens under a field, and how typed characters or initials find a word in it."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QListWidget, QWidget

from desktop.fields.kinds import fold
from desktop.views import theme
from desktop.views.widgets.conditions import LATIN, Readings

LONGEST = 10


def matching(offered: Sequence[str], typed: str, readings: Readings | None) -> list[str]:
    """The words that contain what was typed, or are read so; those that begin with it first."""
    wanted = fold(typed)
    if not wanted:
        return list(offered)
    first, later = [], []
    for word in offered:
        spelled = readings(word).upper().split() if readings and LATIN.fullmatch(wanted) else []
        if fold(word).startswith(wanted) or any(each.startswith(wanted) for each in spelled):
            first.append(word)
        elif wanted in fold(word) or any(wanted in each for each in spelled):
            later.append(word)
    return first + later


def best(offered: Sequence[str], typed: str, readings: Readings | None) -> str | None:
    """The one word that initials stand for, when there is but one; Han text is left as it was typed."""
    if not LATIN.fullmatch(fold(typed)) or typed in offered:
        return None
    found = matching(offered, typed, readings)
    return found[0] if len(found) == 1 else None


class Choices(QListWidget):
    """Stands under its field and never takes the focus, so that input methods go on undisturbed."""
    taken = Signal(str)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self.setWindowFlags(Qt.WindowType.ToolTip)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.itemPressed.connect(lambda _item: self.take())

    def offer(self, words: Sequence[str], *, chosen: int) -> None:
        self.clear()
        self.addItems(list(words))
        if not words:
            self.hide()
            return
        self.setCurrentRow(chosen)
        height = self.sizeHintForRow(0) * min(len(words), LONGEST) + 2 * theme.px(4) + 2
        width = max(self._field.width(), self.sizeHintForColumn(0) + theme.px(40))
        below = self._field.mapToGlobal(QPoint(0, self._field.height() + 2))
        room = self._field.screen().availableGeometry()
        if below.y() + height > room.bottom():
            below = self._field.mapToGlobal(QPoint(0, -height - 2))
        self.setGeometry(min(below.x(), room.right() - width), below.y(), width, height)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        self.setCurrentRow(max(0, min(self.count() - 1, self.currentRow() + by)))

    def take(self) -> None:
        item = self.currentItem()
        self.hide()
        if item is not None:
            self.taken.emit(item.text())
