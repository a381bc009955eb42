"""打印: choose a paper, answer what it asks, see its pages, and print it, save it, or save one file for each record."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QSplitter, QVBoxLayout, QWidget

from desktop.exporters.papers import PAPERS
from desktop.exporters.pictures import Pages
from desktop.exporters.registry import Paper, Request
from desktop.fields.refused import Refused
from desktop.services import printing
from desktop.services.progress import Progress
from desktop.views import giving, theme
from desktop.views.batching import BatchDialog
from desktop.views.papers import RECENT, RECENT_MOST, PaperForm, PaperList
from desktop.views.preview import Make, Preview
from desktop.views.printer import PrinterDialog
from desktop.views.widgets.jobs import BusyDialog, JobBar
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.messages import refusal
from desktop.views.work import Work


class PaperDesk(QWidget):
    """Papers at the left, what the chosen one asks beside them, its pages at the right."""

    def __init__(self, work: Work, papers: Sequence[Paper], only: tuple[str, ...] = (), bar: JobBar | None = None) -> None:
        super().__init__()
        self.work, self.only, self.bar = work, only, bar
        self._noted: set[str] = set()  # papers whose whole numbers were seen: once is enough for the record
        self.form: PaperForm | None = None
        self.list = PaperList(papers, work.remembered(RECENT) or ())
        self.preview = Preview(self.pages)
        self.card = QFrame()
        self.card.setProperty("look", "card")
        self.place = QVBoxLayout()
        self.format = QComboBox()
        self.format.setAccessibleName("文件格式")
        self.go = button("打印…", "primary", "printer", self.print)
        self.go.setToolTip("打印（Ctrl+P）")
        self.save = button("生成文件…", clicked=self.make)
        self.many = button("逐份生成…", clicked=self.batch)
        self.many.setToolTip("每条记录一个文件")
        self._lay()
        self.list.chosen.connect(self._show)
        self.preview.print_asked.connect(self.print)
        work.changed.connect(self._changed)  # a method, so that Qt forgets it with a closed dialog
        work.day_changed.connect(self._new_day)
        self.list.show_papers(papers, self.list.recent)

    def _lay(self) -> None:
        feet = column(self.format, row(self.save, self.many, gap=8), self.go, gap=8)
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(*(theme.px(n) for n in (16, 14, 12, 14)))
        inside.addLayout(self.place, 1)
        inside.addLayout(feet)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        for widget, least in ((self.list, 140), (self.card, 244), (self.preview, 276)):
            widget.setMinimumWidth(theme.px(least))
            self.split.addWidget(widget)
        self.split.setStretchFactor(2, 1)
        self.split.setHandleWidth(12)
        self.split.setChildrenCollapsible(False)
        self.split.setSizes([theme.px(n) for n in (200, 316, 574)])
        box = column(self.split)
        box.setStretch(0, 1)
        self.setLayout(box)

    def _show(self, paper: Paper) -> None:
        """The form of another paper; what was answered for the one before is not kept."""
        if self.form is not None and self.form.paper is paper:
            return
        while item := self.place.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.form = PaperForm(self.work, paper, self.only)
        self.place.addWidget(self.form)
        self.form.changed.connect(self.preview.ask)
        self.format.clear()
        for each in paper.offered:
            self.format.addItem(giving.WORDS.get(each, each), each)
        self.many.setVisible(paper.each is not None)
        self.preview.forget()
        self.renew()

    def _changed(self, _names: frozenset[str]) -> None:
        self.renew()

    def renew(self) -> None:
        """What is printed may have changed; pages that nobody sees are not made."""
        if self.isVisible():
            self.preview.ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.show_papers(self.list.papers, self.work.remembered(RECENT) or ())
        self.preview.ask()

    def _new_day(self) -> None:
        if self.form is not None:
            self.form.period.fill()
        self.renew()

    # pages

    def pages(self) -> Make:
        """How the pages are made that are asked for now."""
        if self.form is None:
            raise Refused("请在左边选择材料。")
        request, paper, store = self.form.request(complete=False), self.form.paper, self.work.store
        assert request is not None

        def make(progress: Progress) -> bytes:
            from desktop.exporters import preview  # pens and fonts: only when something is shown

            if request.private and paper.key not in self._noted:
                printing.allow(store, paper.title, private=True, verb="预览")
                self._noted.add(paper.key)
            return preview.pdf(store, paper, request, progress)

        return make

    def _asked(self) -> tuple[Paper, Request] | None:
        """The paper and the answers, when they can be read."""
        if self.form is None:
            return None
        try:
            request = self.form.request()
        except Refused as refused:
            refusal(str(refused), safe="", heading="没有生成文件", parent=self).exec()
            return None
        return (self.form.paper, request) if request else None

    def _used(self, paper: Paper) -> None:
        known = [key for key in self.work.remembered(RECENT) or () if key != paper.key]
        self.work.remember(RECENT, [paper.key, *known][:RECENT_MOST])

    # what can be done with it

    def print(self) -> None:
        """To a printer, when its pages are made."""
        asked = self._asked()
        if asked and self._given_out(*asked):
            paper, request = asked
            self.preview.when_ready(lambda pages: self._to_printer(paper, request, pages))

    def _given_out(self, paper: Paper, request: Request) -> bool:
        """What the office enters before it leaves the house, a 发文字号 for one; the pages are then made anew. False: refused."""
        done, entered = self.work.attempt(lambda: paper.given_out(self.work.store, request), self)
        if done and entered:
            self.preview.ask()
            self.work.said.emit(entered, True)
        return done

    def _to_printer(self, paper: Paper, request: Request, pages: Pages) -> None:
        store = self.work.store
        self._used(paper)
        PrinterDialog(self.work, paper.title, pages,
                      lambda: printing.allow(store, paper.title, private=request.private, verb="打印"), self).exec()

    def make(self) -> None:
        """One file."""
        asked = self._asked()
        if not asked or self.form is None:
            return
        paper, request = asked
        format = self.format.currentData()
        out = giving.chosen_file(self.work, f"{paper.title}{request.day:%Y%m%d}", format, self)
        if out:
            self.write(out, paper, request, format)

    def write(self, out: Path, paper: Paper, request: Request, format: str) -> None:
        store = self.work.store

        def work(progress: Progress) -> str:
            printing.allow(store, paper.title, private=request.private)
            return paper.print(store, request, format, out, progress)

        def made(warning: str) -> None:
            self._used(paper)
            giving.was_given(self.work, out, self, warning=warning)

        if not self._given_out(paper, request):
            return

        for each in (self.go, self.save, self.many):
            each.setEnabled(False)
        job = self.work.run(f"正在生成{paper.title}", work, made, self, bar=self.bar, stopping="正在停止…", stopped="已停止，没有生成文件",
                            refused=lambda refused: giving.was_refused(
                                refused, lambda: self.write(out, paper, request, format), self.make, self))
        job.ended.connect(lambda: [each.setEnabled(True) for each in (self.go, self.save, self.many)])

    def batch(self) -> None:
        """A file for each record."""
        asked = self._asked()
        if asked and self._given_out(*asked):
            self._used(asked[0])
            BatchDialog(self.work, *asked, self).exec()


class PrintDialog(BusyDialog):
    """The papers of one group, or those given, from a list's own page; `only` are the chosen records."""

    def __init__(self, work: Work, papers: str | Sequence[Paper], only: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("打印")
        self.papers = [p for p in PAPERS if p.group == papers] if isinstance(papers, str) else list(papers)
        self.desk = PaperDesk(work, self.papers, only, self.bar)
        box = column(self.desk, self.bar, gap=8, margins=(16, 14, 16, 12))
        box.setStretch(0, 1)
        self.setLayout(box)
        room = parent.window().size() if parent else self.screen().availableSize()
        self.resize(min(theme.px(1120), room.width() - 60), min(theme.px(660), room.height() - 80))
        self.finished.connect(lambda _result: self.desk.preview.forget())


class PrintingPage(QWidget):
    """打印: every paper of the office, by group, those used last first."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.setObjectName("page")
        self.desk = PaperDesk(work, PAPERS)
        box = column(row(label("打印", "title"), label("选好材料，右边就是印出来的样子。", "second"), "", gap=12), self.desk, gap=10,
                     margins=(16, 12, 16, 12))
        box.setStretch(1, 1)
        self.setLayout(box)

    def come_to(self, key: str) -> None:
        """Show a paper."""
        self.desk.list.search.clear()
        self.desk.list.choose(key)
