"""交办 as one batch: the day, one term for all if wanted, and the progress in the same dialog until it is stored."""
from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.fields.field import Field
from desktop.fields.refused import Refused
from desktop.services.progress import Progress
from desktop.services.proposals import assignment
from desktop.views import theme
from desktop.views.editor import readings
from desktop.views.widgets.form import FieldForm
from desktop.views.widgets.jobs import BusyDialog
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.messages import Banner
from desktop.views.work import Work

STOPPED = "已停止，一件都没有交办。"


class HandOver(BusyDialog):
    """Esc while it runs stops it, and everything is taken back; a refusal stays above the form."""

    def __init__(self, work: Work, ids: Sequence[str], words: str, fields: Sequence[Field], parent: QWidget) -> None:
        super().__init__(parent)
        self.work, self.ids = work, list(ids)
        self.setWindowTitle(f"交办（{len(ids)} 件）")
        self.form, self.banner = FieldForm(tuple(fields), columns=1, readings=readings), Banner()
        self.form.show_values({"on": work.day})
        self.go = button(f"交办 {len(ids)} 件", "primary", clicked=self.start)
        self.go.setToolTip("Ctrl+S")
        self.go.setDefault(True)
        self.stop = button("取消", clicked=self.reject)
        box = column(label(words, "second", wraps=True), self.banner, self.form, self.bar, gap=10, margins=(20, 16, 20, 14))
        box.setStretch(2, 1)
        box.addLayout(row("", self.stop, self.go))
        self.setLayout(box)
        for before, after in pairwise((self.form.cells[fields[-1].name].editor, self.go, self.stop)):
            self.setTabOrder(before, after)
        self.form.save_asked.connect(self.start)
        self.resize(theme.px(560), theme.px(340))
        self.form.focus_first()

    def start(self) -> None:
        draft = None if self.bar.busy else self.form.draft()
        if draft is None:
            return

        def run(progress: Progress) -> int:
            return assignment.hand_over(self.work.store, self.ids, on=draft["on"], due=draft["due"], progress=progress)

        self.banner.clear()
        self._free(False)
        job = self.work.run(f"正在交办 {len(self.ids)} 件", run, self._handed, self, lambda: self._free(True), bar=self.bar,
                            refused=self._refused, stopped=STOPPED)
        job.cancelled.connect(lambda: self._say(STOPPED, "wait"))
        self.bar.setFocus()

    def _free(self, free: bool) -> None:
        """While it runs nothing but the strip's own 取消 can be pressed."""
        self.form.setEnabled(free)
        self.go.setVisible(free)
        self.stop.setVisible(free)

    def _handed(self, units: Any) -> None:
        self.accept()
        self.work.said.emit(f"已交办 {len(self.ids)} 件，{units} 个承办记录", True)

    def _refused(self, refused: Refused) -> None:
        self._say(str(refused), "late")

    def _say(self, sentence: str, state: str) -> None:
        self.banner.say(sentence, state)
        self.form.focus_first()
