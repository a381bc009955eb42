"""导出名单: what the list shows, in the columns and formats that somebody asks for, kept under a name for the next time."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QInputDialog, QWidget

from desktop.exporters import pens
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.report import Report
from desktop.services import layouts, office, printing
from desktop.services.layouts import Chosen
from desktop.services.progress import Progress
from desktop.views import giving, theme
from desktop.views.widgets.jobs import BusyDialog
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.table import FieldTable
from desktop.views.work import Work

SEEN = "列表现在的列"


class ExportDialog(BusyDialog):
    """`noun` is the list's key; the rows are those chosen, or all that the filters leave, in the order of the list."""

    def __init__(self, work: Work, noun: str, title: str, table: FieldTable, columns: Sequence[Field], parent: QWidget) -> None:
        super().__init__(parent)
        self.work, self.noun, self.title, self.table, self.columns = work, noun, title, table, tuple(columns)
        self.setWindowTitle(f"导出{title}名单")
        self.layouts = QComboBox()
        self.ids, self.dates, self.format = QComboBox(), QComboBox(), QComboBox()
        for words in ("按列表", *layouts.ID_FORMATS):
            self.ids.addItem(words, None if words == "按列表" else words)
        for words in ("按列表", *layouts.DATE_FORMATS):
            self.dates.addItem(words, None if words == "按列表" else words)
        for each in pens.FORMATS:
            self.format.addItem(giving.WORDS[each], each)
        self.whole = QCheckBox("印完整的证件号码和电话（留下记录）")
        chosen = table.chosen_rows()
        self.rows = chosen if len(chosen) > 1 else table.shown_rows()
        said = f"所选 {len(self.rows)} 行" if len(chosen) > 1 else f"列表中的 {len(self.rows)} 行，次序与列表相同"
        self.go = button("导出名单…", "primary", clicked=self._export)
        self.delete = button("删除这个版式", "link", clicked=self._delete)
        box = column(label(said, "second"), line("版式", self.layouts), line("证件号码", self.ids), line("日期写法", self.dates),
                     line("格式", self.format), self.whole, gap=10, margins=(20, 20, 20, 16))
        box.addWidget(self.bar)
        box.addStretch(1)
        box.addLayout(row(button("保存为版式…", clicked=self._keep), self.delete, "", button("取消", clicked=self.reject),
                          self.go))
        self.setLayout(box)
        self.resize(theme.px(560), theme.px(340))
        self.layouts.currentIndexChanged.connect(lambda _n: self._show())
        self._fill(SEEN)

    def _fill(self, name: str) -> None:
        self.layouts.clear()
        self.layouts.addItem(SEEN, None)
        for each in layouts.listed(self.work.store, self.noun):
            self.layouts.addItem(each.name, each)
        self.layouts.setCurrentIndex(max(0, self.layouts.findText(name)))
        self._show()

    def _show(self) -> None:
        kept: Chosen | None = self.layouts.currentData()
        self.delete.setEnabled(kept is not None)
        if kept is not None:
            self.ids.setCurrentIndex(max(0, self.ids.findData(kept.id_format)))
            self.dates.setCurrentIndex(max(0, self.dates.findData(kept.date_format)))

    def chosen(self, name: str = "") -> Chosen:
        kept: Chosen | None = self.layouts.currentData()
        columns = kept.columns if kept is not None else tuple(f.name for f in self.table.shown_fields())
        return Chosen(name or f"{self.title}名单", columns, self.ids.currentData(), self.dates.currentData())

    def report(self) -> Report:
        made = layouts.apply(self.chosen(), self.columns, self.rows, title=f"{self.title}名单",
                             subtitle=f"截至{in_words(self.work.day)}", private=self.whole.isChecked())
        return replace(made, day=self.work.day)

    def _keep(self) -> None:
        name, done = QInputDialog.getText(self, "保存为版式", "版式名称，如 报市政协、发统战部：")
        if done and name.strip():
            kept, _ = self.work.attempt(lambda: layouts.save(self.work.store, self.noun, self.chosen(name.strip())), self)
            if kept:
                self._fill(name.strip())

    def _delete(self) -> None:
        kept: Chosen | None = self.layouts.currentData()
        if kept is not None and kept.id is not None:
            number = kept.id
            self.work.attempt(lambda: layouts.remove(self.work.store, number), self)
            self._fill(SEEN)

    def _export(self) -> None:
        format = self.format.currentData()
        out = giving.chosen_file(self.work, f"{self.chosen().name}{self.work.day:%Y%m%d}", format, self)
        if out:
            self.write(out, format)

    def write(self, out: Path, format: str) -> None:
        report, store, private = self.report(), self.work.store, self.whole.isChecked()

        def work(progress: Progress) -> str:
            progress(0, 1)
            printing.allow(store, f"{self.title}名单", private=private)
            return pens.write(report, format, out, office.read(store)["csv_encoding"])

        def written(warning: str) -> None:
            giving.was_given(self.work, out, self, "已导出", warning)
            self.accept()

        self.go.setEnabled(False)
        self.work.run(f"正在导出{self.title}名单", work, written, self, bar=self.bar, stopping="正在停止…", stopped="已停止，没有生成文件",
                      refused=lambda refused: giving.was_refused(refused, lambda: self.write(out, format), self._export, self)
                      ).ended.connect(lambda: self.go.setEnabled(True))


def line(words: str, widget: QWidget):
    name = label(words, "label")
    name.setFixedWidth(theme.px(72))
    widget.setMinimumWidth(theme.px(220))
    return row(name, widget, "", gap=10)
