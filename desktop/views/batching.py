"""每份一个文件: a paper for many records as a file for each, with what failed and why at the end."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.exporters import batch
from desktop.exporters.batch import Outcome, Planned
from desktop.exporters.registry import Paper, Request
from desktop.fields.refused import Refused
from desktop.rules.files import free_name, name_of
from desktop.services import printing
from desktop.services.progress import Progress
from desktop.views import giving, theme
from desktop.views.widgets.jobs import BusyDialog
from desktop.views.widgets.layout import Elided, button, column, label, row
from desktop.views.widgets.messages import Banner, Message
from desktop.views.work import Work

PATTERN = "batch-name"
PATTERNS = ("{序号}{名称}", "{名称}", "{编号}{名称}", "{名称}{材料}", "{名称}{日期}")
STOPPING = "正在停止，已生成的文件会留下…"
PROMISE = "文件放进一个新的文件夹，不会换掉已有的文件。中途停止时，已经生成的文件都是完整的，会留下。"


class BatchDialog(BusyDialog):
    """Everything goes into a folder of its own, so that no file is replaced."""

    def __init__(self, work: Work, paper: Paper, request: Request, parent: QWidget) -> None:
        super().__init__(parent)
        self.work, self.paper, self.request = work, paper, request
        self.setWindowTitle(f"{paper.title}：每份一个文件")
        self.outcome: Outcome | None = None
        self.format, self.pattern = QComboBox(), QComboBox()
        self.folder = giving.usual_folder(work)
        self.banner, self.where, self.example = Banner(), Elided("", ""), Elided("", "second")
        for each in paper.formats:
            self.format.addItem(giving.WORDS.get(each, each), each)
        self.pattern.setEditable(True)
        self.pattern.addItems(list(PATTERNS))
        self.pattern.setCurrentText(work.remembered(PATTERN) or PATTERNS[0])
        self.go = button("生成文件", "primary", "file-text", self.start)
        self.go.setDefault(True)
        self.items: Sequence[Any] = ()
        self._lay()
        for combo in (self.format, self.pattern):
            combo.currentTextChanged.connect(lambda _t: self._show())
        work.run("正在清点", lambda progress: self._count(progress), self._counted, self, bar=self.bar, refused=self._no_items)
        self.go.setEnabled(False)

    def _lay(self) -> None:
        edit = self.pattern.lineEdit()
        assert isinstance(edit, QLineEdit)
        edit.setAccessibleName("文件名")
        words = "、".join(f"{{{word}}}" for word in batch.WORDS)
        box = column(label(self.paper.title, "heading", wraps=True), self.banner, gap=10, margins=(20, 18, 20, 14))
        for name, part in (("格式", self.format), ("文件名", self.pattern)):
            box.addLayout(row(named(name), part, gap=10))
        box.addLayout(row(named(""), label(f"可以用：{words}", "note", wraps=True), gap=10))
        box.addLayout(row(named("例如"), self.example, gap=10))
        where = row(named("放在"), self.where, button("换一个地方…", clicked=self._choose), gap=10)
        where.setStretch(1, 1)
        box.addLayout(where)
        box.addWidget(label(PROMISE, "note", wraps=True))
        box.addWidget(self.bar)
        box.addStretch(1)
        box.addLayout(row("", button("取消", clicked=self.reject), self.go))
        self.setLayout(box)
        self.resize(theme.px(560), theme.px(360))

    # what there is to do

    def _count(self, progress: Progress) -> Sequence[Any]:
        progress(0, 1)
        assert self.paper.each is not None
        return self.paper.each(self.work.store, self.request)

    def _counted(self, items: Sequence[Any]) -> None:
        self.items = items
        self.go.setText(f"生成 {len(items)} 个文件")
        self.go.setEnabled(bool(items))
        self._show()

    def _no_items(self, refused: Refused) -> None:
        self.banner.say(str(refused), "late", closes=False)

    def planned(self) -> list[Planned]:
        return batch.plan(self.items, self.pattern.currentText(), self.request.day, self.paper.title)

    def _show(self) -> None:
        try:
            planned = self.planned()
        except Refused as refused:
            self.banner.say(str(refused), "late", closes=False)
            self.example.clear()
            return
        self.banner.clear()
        suffix = self.format.currentData()
        self.example.setText("、".join(f"{p.stem}.{suffix}" for p in planned[:2]) + ("……" if len(planned) > 2 else ""))
        self.where.setText(str(self.target()))

    def target(self) -> Path:
        """A folder that is not there yet."""
        name = free_name(name_of(f"{self.paper.title}{self.request.day:%Y%m%d}"), "", lambda n: (self.folder / n).exists())
        return self.folder / name

    def _choose(self) -> None:
        folder = giving.chosen_folder(self.work, "放在哪个文件夹", self)
        if folder:
            self.folder = folder
            self._show()

    # doing it

    def start(self) -> None:
        try:
            planned = self.planned()
        except Refused:
            return  # the banner says it
        self.work.remember(PATTERN, self.pattern.currentText())
        self.write(planned, self.target())

    def write(self, planned: Sequence[Planned], folder: Path, before: int = 0) -> None:
        """`before`: how many were made in an earlier attempt."""
        store, format = self.work.store, self.format.currentData()

        def work(progress: Progress) -> Outcome:
            printing.allow(store, self.paper.title, private=self.request.private)
            return batch.write(planned, format, folder, progress)

        self.go.setEnabled(False)
        self.work.run(f"正在生成{self.paper.title}", work, lambda outcome: self._written(outcome, before), self, bar=self.bar,
                      stopping=STOPPING, stopped="已停止，没有生成文件",
                      refused=lambda refused: self.banner.say(str(refused), "late")).ended.connect(lambda: self.go.setEnabled(True))

    def _written(self, outcome: Outcome, before: int) -> None:
        self.outcome = outcome
        made = before + len(outcome.made)
        self.work.said.emit(f"{self.paper.title}：{outcome.words}{outcome.folder}", False)
        chosen = Ending(outcome, made, self).choose()
        if chosen == "打开文件夹":
            giving.open_folder(outcome.folder, self, outcome.made[0] if outcome.made else None)
        if chosen.startswith("接着"):
            self.write(outcome.undone, outcome.folder, made)
        else:
            self._show()
            if not outcome.undone:
                self.accept()


class Ending(Message):
    """What came of it: how many, where, and each one that failed with its reason."""

    def __init__(self, outcome: Outcome, made: int, parent: QWidget) -> None:
        undone = len(outcome.undone)
        words = ["知道了"]
        if made:
            words.append("打开文件夹")
        if undone:
            words.append(f"接着生成其余 {undone} 份")
        heading = f"已生成 {made} 份" + (f"，还有 {undone} 份没有生成" if undone else "")
        said = [sentence for sentence in (outcome.reason, outcome.warning) if sentence]
        if outcome.stopped:
            said.append("已按要求停止，生成好的文件都是完整的，留在文件夹里。")
        if made:
            said.append(f"放在 {outcome.folder}")
        super().__init__(heading if made or undone else "没有要生成的", said, state="wait" if undone else "done", words=words,
                         listed=outcome.failures(), copies=bool(outcome.failed), parent=parent)

    def choose(self) -> str:
        self.exec()
        return self.chosen


def named(words: str) -> QWidget:
    made = label(words, "label")
    made.setFixedWidth(theme.px(52))
    return made


