"""打印: to which printer, how many copies, which pages, on one side or both; or the pages as a PDF file."""
from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from desktop.exporters.pictures import Pages, extract
from desktop.fields.refused import Refused
from desktop.rules.printing import CHOSEN, WHICH, page_numbers
from desktop.services.atomic import replace_file
from desktop.services.progress import Progress
from desktop.views import giving, sending, theme
from desktop.views.sending import LONG_EDGE, ONE_SIDE, SHORT_EDGE, SIDES, SIZES, Wish
from desktop.views.widgets.jobs import BusyDialog
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.messages import Banner
from desktop.views.work import Work

REMEMBERED = "printer"
TO_FILE = "存为 PDF 文件"
NONE = "没有找到打印机。请在系统设置里添加打印机，再打开这个窗口；也可以先存为 PDF 文件。"
SIDE_HINT = "横版的材料双面打印时选短边翻页，竖版的选长边翻页。"


class PrinterDialog(BusyDialog):
    """`allow` checks that this may be printed and notes it; it runs when the pages are sent."""

    def __init__(self, work: Work, title: str, pages: Pages, allow: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.work, self.title, self.pages, self.allow = work, title, pages, allow
        self.setWindowTitle(f"打印{title}")
        self.printers = sending.printers()
        self.printer, self.which, self.sides, self.scaling = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.copies, self.numbers = QSpinBox(), QLineEdit()
        self.note, self.hint, self.banner = label("", "second", wraps=True), label("", "note", wraps=True), Banner()
        self.go = button("打印", "primary", "printer", self.print)
        self.go.setDefault(True)
        self.more = button("打印机属性…", clicked=self._properties)
        self.more.setVisible(False)
        self._set = None
        self._fill()
        self._lay()
        self._changed()

    def _fill(self) -> None:
        for name in self.printers:
            self.printer.addItem(name, name)
        self.printer.addItem(TO_FILE, "")
        for combo, words in ((self.which, WHICH), (self.sides, SIDES), (self.scaling, SIZES)):
            combo.addItems(list(words))
        self.copies.setRange(1, 999)
        self.copies.setSuffix(" 份")
        self.numbers.setPlaceholderText("如 1-3，5")
        known: dict[str, Any] = self.work.remembered(REMEMBERED) or {}
        self.printer.setCurrentIndex(max(0, self.printer.findData(known.get("printer"))) if known.get("printer") else 0)
        wide, high = self.pages.sizes[0]
        lies_across = wide > high
        if known.get("sides", ONE_SIDE) != ONE_SIDE:
            self.sides.setCurrentText(SHORT_EDGE if lies_across else LONG_EDGE)
        if known.get("size") in SIZES:
            self.scaling.setCurrentText(known["size"])

    def _lay(self) -> None:
        box = column(label(self.title, "heading", wraps=True), self.banner, gap=10, margins=(20, 18, 20, 14))
        if not self.printers:
            self.banner.say(NONE, "wait")
        which = row(self.which, self.numbers, gap=8)
        for words, part in (("打印机", self.printer), ("份数", row(self.copies, "")), ("页", which), ("单双面", self.sides),
                            ("大小", self.scaling)):
            box.addLayout(line(words, part))
        box.addWidget(self.hint)
        box.addWidget(self.note)
        box.addWidget(self.bar)
        box.addStretch(1)
        box.addLayout(row(self.more, "", button("取消", clicked=self.reject), self.go))
        self.setLayout(box)
        self.setMinimumWidth(theme.px(460))
        (self.printer if self.printers else self.go).setFocus()
        for widget in (self.printer, self.which, self.sides, self.scaling):
            widget.currentIndexChanged.connect(lambda _n: self._changed())
        self.copies.valueChanged.connect(lambda _n: self._changed())
        self.numbers.textChanged.connect(lambda _t: self._changed())

    def _changed(self) -> None:
        to_file = not self.printer.currentData()
        self.numbers.setVisible(self.which.currentText() == CHOSEN)
        for widget in (self.copies, self.sides, self.scaling):
            widget.setEnabled(not to_file)
        self.more.setVisible(os.name == "nt" and not to_file)
        self.hint.setText(SIDE_HINT)
        self.hint.setVisible(self.sides.currentText() != ONE_SIDE and not to_file)
        self.go.setText("存为 PDF…" if to_file else "打印")
        try:
            wish = self.wish()
            self.note.setText(f"共 {len(wish.pages)} 页" if to_file else
                              f"共 {len(wish.pages)} 页，{wish.copies} 份，用纸 {wish.sheets} 张")
        except Refused as refused:
            self.note.setText(str(refused))

    def wish(self) -> Wish:
        pages = page_numbers(self.which.currentText(), len(self.pages), self.numbers.text())
        if not pages:
            raise Refused("这份材料没有这样的页。")
        return Wish(self.printer.currentData(), pages, self.copies.value(), self.sides.currentText(), self.scaling.currentText())

    def print(self) -> None:
        try:
            wish = self.wish()
        except Refused as refused:
            self.banner.say(str(refused), "late")
            return
        if not wish.printer:
            self.ask_file()
            return
        self.work.remember(REMEMBERED, {"printer": wish.printer, "sides": wish.sides, "size": wish.size})
        self.send(wish)

    def send(self, wish: Wish) -> None:
        printer = None if sending.takes_pdf() and self._set is None else self._set or sending.printer_for(wish)

        def work(progress: Progress) -> Wish:
            self.allow()
            if printer is None:
                sending.hand_over(self.pages, wish, self.title, progress)
            else:
                sending.paint(self.pages, wish, printer, self.title, progress)
            return wish

        self._run(f"正在送往{wish.printer}", work, self._sent, "已停止打印；已经送出的页，打印机可能还会印出来。")

    def ask_file(self) -> None:
        out = giving.chosen_file(self.work, self.title, "pdf", self)
        if out:
            self.save(out)

    def save(self, out: Path) -> None:
        """The chosen pages as a PDF file."""
        numbers = [page - 1 for page in self.wish().pages]

        def work(progress: Progress) -> Path:
            progress(0, 1)
            self.allow()
            content = extract(self.pages.content, numbers) if numbers != list(range(len(self.pages))) else self.pages.content
            replace_file(out, lambda draft: draft.write_bytes(content))
            progress(1, 1)
            return out

        def refused(error: Refused) -> None:
            giving.was_refused(error, lambda: self.save(out), self.ask_file, self)

        self._run(f"正在保存 {out.name}", work, self._saved, "已停止，没有生成文件。", refused)

    def _run(self, words: str, work: Callable[[Progress], Any], done: Callable[[Any], object], stopped: str,
             refused: Callable[[Refused], object] | None = None) -> None:
        self.go.setEnabled(False)
        job = self.work.run(words, work, done, self, bar=self.bar, stopping="正在停止…", stopped=stopped,
                            refused=refused or (lambda error: self.banner.say(str(error), "late")))
        job.ended.connect(lambda: self.go.setEnabled(True))

    def _sent(self, wish: Wish) -> None:
        self.work.said.emit(f"已送往打印机“{wish.printer}”：{self.title}，{len(wish.pages)} 页 {wish.copies} 份", False)
        self.accept()

    def _saved(self, out: Path) -> None:
        giving.was_given(self.work, out, self, "已保存")
        self.accept()

    def _properties(self) -> None:
        """The printer's own window: paper trays, drafts, stapling."""
        try:
            printer = sending.printer_for(self.wish())
        except Refused as refused:
            self.banner.say(str(refused), "late")
            return
        if QPrintDialog(printer, self).exec():
            self._set = printer
            self.printer.setCurrentIndex(max(0, self.printer.findData(printer.printerName())))


def line(words: str, part: QWidget | QHBoxLayout) -> QHBoxLayout:
    name = label(words, "label")
    name.setFixedWidth(theme.px(64))
    box = row(name, gap=10)
    if isinstance(part, QWidget):
        box.addWidget(part, 1)
    else:
        box.addLayout(part, 1)
    return box
