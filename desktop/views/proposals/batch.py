"""What can be done with several chosen proposals at once, as a strip of buttons above the list and as a menu at the row."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QMenu, QPushButton

from desktop.rules.proposals.states import BOARD
from desktop.views.proposals.steps import Steps
from desktop.views.records import Row
from desktop.views.widgets.layout import button, label, row

ALONE = ("", "决定改办", "登记答复")
"""Steps that are taken for one proposal at a time, or that nobody has to take."""


def together(rows: Sequence[Row]) -> tuple[str, list[Row]]:
    """The earliest step that awaits any of these, and those that it awaits; ('', []) for none."""
    waiting = [r for r in rows if r["next"] not in ALONE]
    if not waiting:
        return "", []
    words = min(waiting, key=lambda r: BOARD.index(r["state"]))["next"]
    return words, [r for r in waiting if r["next"] == words]


class Batch(QFrame):
    """Hidden while fewer than two are chosen; the next step is its one primary button."""

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self.steps, self.rows = steps, list[Row]()
        self.setProperty("look", "batch")
        self.words = label("", "second")
        self.place: list[QPushButton] = []
        self.box = row(self.words, "", gap=8, margins=(12, 6, 8, 6))
        self.setLayout(self.box)
        self.hide()

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.rows = list(rows)
        for old in self.place:
            self.box.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        self.place = []
        self.setVisible(len(rows) > 1)
        if len(rows) < 2:
            return
        self.words.setText(f"已选 {len(rows)} 件")
        self.place = [button(words, clicked=lambda a=act: a(self.rows)) for words, act in self.acts()]
        self.place[1].setToolTip("Ctrl+M")
        words, meant = together(rows)
        if words:
            go = button(f"{words}（{len(meant)} 件）", "primary", clicked=self.go)
            go.setToolTip("Ctrl+回车")
            self.place.append(go)
        for each in self.place:
            self.box.addWidget(each)

    def acts(self):
        return (("审查…", self.steps.examine), ("并案…", self.steps.merge), ("推荐为重点…", self.steps.recommend))

    def go(self) -> None:
        """The next step of those chosen that await it."""
        words, meant = together(self.rows)
        if words:
            self.steps.take(words, meant)

    def menu(self) -> QMenu:
        made = QMenu(self)
        words, meant = together(self.rows)
        if words:
            made.addAction(f"{words}（{len(meant)} 件）").triggered.connect(lambda _checked=False: self.go())
            made.addSeparator()
        for each, act in self.acts():
            made.addAction(each).triggered.connect(lambda _checked=False, a=act: a(self.rows))
        return made
