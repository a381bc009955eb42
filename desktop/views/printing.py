"""打印: choose a paper, answer what it asks, and open what was made."""
from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.exporters.papers import PAPERS
from desktop.exporters.registry import Paper, Request
from desktop.rules.periods import Period
from desktop.services import periods, printing
from desktop.services.progress import Progress
from desktop.views import theme
from desktop.views.widgets.form import FieldForm
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.messages import ask
from desktop.views.work import Work

WORDS = {"docx": "Word 文档（WPS 可改）", "xlsx": "Excel 表格", "pdf": "PDF（直接打印）",
         "csv": "CSV（其他系统导入）"}
FOLDER = "print-folder"


class PaperForm(QWidget):
    """What one paper asks, its format, and the button that makes it; also stands alone on the printing page."""

    def __init__(self, work: Work, paper: Paper, only: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.work = work
        self.paper = paper
        self.only = only
        self.format = QComboBox()
        for each in paper.formats:
            self.format.addItem(WORDS.get(each, each), each)
        self.form = FieldForm(paper.asks, columns=1) if paper.asks else None
        period = QComboBox()
        self.period = period
        for words, value in self._periods():
            period.addItem(words, value)
        whom = f"所选 {len(only)} 条" if only else "全部"
        box = column(label(paper.title, "heading"), label(f"范围：{whom}；名单按 {work.day.isoformat()} 的情况。", "second"),
                     row(label("时段", "label"), period, ""), row(label("格式", "label"), self.format, ""), gap=12)
        if self.form is not None:
            box.addWidget(self.form, 1)
        else:
            box.addStretch(1)
        box.addLayout(row("", button("生成并打开", "primary", "printer", self.make)))
        self.setLayout(box)

    def _periods(self) -> list[tuple[str, Period | None]]:
        year = self.work.day.year
        return [(f"截至 {self.work.day.isoformat()}", None),
                *((f"{y}年", periods.chosen(self.work.store, year=y)) for y in range(year, year - 4, -1))]

    def request(self) -> Request | None:
        answers = self.form.draft() if self.form is not None else {}
        if answers is None:
            return None
        period = self.period.currentData()
        day = period.end(self.work.store.today()) if period else self.work.day
        return Request(day, period, self.only, answers={k: v for k, v in answers.items() if v is not None})

    def make(self) -> None:
        request = self.request()
        if request is None:
            return
        format = self.format.currentData()
        name = re.sub(r'[\\/:*?"<>|]', "", f"{self.paper.title}{request.day:%Y%m%d}.{format}")
        folder = self.work.remembered(FOLDER) or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation)
        out, _ = QFileDialog.getSaveFileName(self, f"{self.paper.title}保存为", str(Path(folder) / name), f"*.{format}")
        if out:
            self.work.remember(FOLDER, str(Path(out).parent))
            self.write(Path(out), request, format)

    def write(self, out: Path, request: Request, format: str) -> None:
        paper, store = self.paper, self.work.store

        def work(progress: Progress) -> Path:
            printing.allow(store, paper.title, private=request.private)
            paper.print(store, request, format, out, progress)
            return out

        self.work.run(f"正在生成{paper.title}", work, self._made, self)

    def _made(self, out: Path) -> None:
        self.work.said.emit(f"已生成：{out}", False)
        chosen = ask(f"已生成 {out.name}", [f"保存在 {out.parent}"], ("知道了", "打开所在文件夹", "打开文件"), state="done", parent=self)
        if chosen == "打开文件":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(out)))
        elif chosen == "打开所在文件夹":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(out.parent)))


class PrintDialog(QDialog):
    """The papers of one group, from its own page."""

    def __init__(self, work: Work, group: str, only: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("打印")
        self.papers = [p for p in PAPERS if p.group == group]
        self.setLayout(column(PaperChooser(work, self.papers, only), gap=0, margins=(16, 16, 16, 12)))
        self.resize(theme.px(720), theme.px(420))


class PaperChooser(QWidget):
    """Papers at the left, what the chosen one asks at the right."""

    def __init__(self, work: Work, papers: list[Paper], only: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.work, self.papers, self.only = work, papers, only
        self.list = QListWidget()
        self.list.setFixedWidth(theme.px(230))
        self.list.setProperty("look", "menu")
        for paper in papers:
            self.list.addItem(QListWidgetItem(theme.icon("file-text"), paper.title))
        self.card = QFrame()
        self.card.setProperty("look", "card")
        self.place = QVBoxLayout(self.card)
        self.place.setContentsMargins(*(theme.px(n) for n in (20, 16, 20, 16)))
        box = row(self.list, self.card, gap=12)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    def _show(self, number: int) -> None:
        while item := self.place.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        if 0 <= number < len(self.papers):
            self.form = PaperForm(self.work, self.papers[number], self.only)
            self.place.addWidget(self.form)


class PrintingPage(QWidget):
    """公文打印: every paper of the office, by group."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.setObjectName("page")
        chooser = PaperChooser(work, list(PAPERS))
        words = "选择材料，填好要问的内容；生成后可在 WPS 中打开，或直接打印。"
        box = column(label("打印", "title"), label(words, "second"), chooser, gap=10, margins=(16, 12, 16, 12))
        box.setStretch(2, 1)
        self.setLayout(box)
