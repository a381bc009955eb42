"""The texts of 附件 that are printed with a 公文, each on pages of its own: one is chosen and written at a time."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.views.manuscript import Manuscript
from desktop.views.widgets.layout import column, label

NONE_YET = "先在“附件、抄送和签发”里写附件的名称，每行一个，再到这里写要随文印出的正文。"
HINT = "写了正文的附件另起一页，印在版记之前；没有正文的只印名称，另附。"


class Enclosures(QWidget):
    """changed: a text was changed by the clerk."""
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self._texts: dict[str, str] = {}  # also of names that were taken out, in case they come back
        self._showing = False
        self.which = QComboBox()
        self.which.setAccessibleName("附件")
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.text = Manuscript()
        self.text.setAccessibleName("附件正文")
        self.text.setPlaceholderText("在这里写这个附件的正文，每段一行；也可以粘贴文字或表格，或打开 docx 文稿。")
        self.hint = label(NONE_YET, "note", wraps=True)
        box = column(self.which, self.hint, self.text, gap=8)
        box.setStretch(2, 1)
        self.setLayout(box)
        self.which.currentIndexChanged.connect(self._show)
        self.text.textChanged.connect(self._write)
        self.set_names([])

    def set_texts(self, names: Sequence[str], texts: Mapping[str, str]) -> None:
        """Those of a stored document."""
        self._texts = dict(texts)
        self.names = []
        self.set_names(names)

    def set_names(self, names: Sequence[str]) -> None:
        """As the list of names stands now: one that was rewritten in its place keeps its text."""
        if list(names) == self.names and self.which.count():
            return
        if len(names) == len(self.names):
            for old, new in zip(self.names, names, strict=True):
                if old != new and old not in names and new not in self._texts and old in self._texts:
                    self._texts[new] = self._texts.pop(old)
        at = self.which.currentIndex()
        self.names = list(names)
        self._showing = True
        self.which.clear()
        self.which.addItems([f"附件{number}　{name}" if len(names) > 1 else f"附件　{name}" for number, name in enumerate(names, 1)])
        self.which.setCurrentIndex(min(max(at, 0), len(names) - 1))
        self._showing = False
        for part in (self.which, self.text):
            part.setEnabled(bool(names))
        self.hint.setText(HINT if names else NONE_YET)
        self._show()

    def texts(self) -> dict[str, str]:
        """The text of each 附件 that has one."""
        return {name: self._texts[name] for name in self.names if self._texts.get(name, "").strip()}

    def put(self, text: str) -> None:
        """The text of a manuscript into the 附件 that is shown."""
        self.text.put(text)

    def _name(self) -> str:
        at = self.which.currentIndex()
        return self.names[at] if 0 <= at < len(self.names) else ""

    def _show(self) -> None:
        if self._showing:
            return
        self._showing = True
        self.text.setPlainText(self._texts.get(self._name(), ""))
        self._showing = False

    def _write(self) -> None:
        if self._showing or not self._name():
            return
        self._texts[self._name()] = self.text.toPlainText()
        self.changed.emit()
