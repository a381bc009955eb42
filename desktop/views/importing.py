"""The import in four steps: file, headings, what each row will do, and only then the writing."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QRadioButton,
    QTabWidget,
    QWidget,
)

from desktop.exporters import sheets
from desktop.fields.field import Field
from desktop.fields.kinds import Integer, Text
from desktop.importers.source import ErrorValue
from desktop.importers.table import Table
from desktop.services import imports, vocabulary
from desktop.services.importing import OnMatch, Plan
from desktop.views import theme
from desktop.views.widgets.drawer import scrolled
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.steps import Steps
from desktop.views.widgets.table import FieldTable
from desktop.views.work import Work

KINDS = "表格和文档 (*.xlsx *.xls *.xlsm *.et *.csv *.txt *.docx *.htm *.html);;所有文件 (*)"
MATCHING: tuple[tuple[OnMatch, str], ...] = (
    ("update", "更新：文件里有的内容写入，文件里空着的不动"), ("fill", "只补空白：库中已有的内容不改"), ("skip", "跳过：库中已有的不动"))
VERDICTS = {"new": ("新增", "done"), "changed": ("更新", "info"), "same": ("不变", "plain"), "wrong": ("有错", "late")}
ROWS = (Field("sheet", "表或文件", Text(width=8), listed=True), Field("row", "行", Integer(width=3), listed=True),
        Field("verdict", "结果", Text(width=4), listed=True), Field("name", "名称", Text(width=6), listed=True),
        Field("what", "将要做的", Text(width=24), listed=True), Field("problem", "问题", Text(width=24), listed=True))
PROBLEMS = (Field("sheet", "表或文件", Text(width=8), listed=True), Field("row", "行", Integer(width=3), listed=True),
            Field("severity", "程度", Text(width=4), listed=True), Field("column", "列", Text(width=7), listed=True),
            Field("value", "内容", Text(width=10), listed=True), Field("reason", "说明", Text(width=30), listed=True))


class ImportSteps(Steps):
    """`files` may be given (dropped on the window); `cells` are a range pasted from WPS, its columns as the list shows them."""

    def __init__(self, work: Work, noun: str | imports.Imported, files: Sequence[str] = (), *, cells: list[list[str]] | None = None,
                 columns: Sequence[Field] = ()) -> None:
        self.work = work
        self.what = imports.noun(noun) if isinstance(noun, str) else noun
        self.files = [Path(f) for f in files]
        self.tables: list[Table] = []
        self.ready: Plan | None = None
        self.choosers: list[tuple[Table, int, QComboBox]] = []
        super().__init__(f"导入{self.what.title}", (
            ("选择文件", self._file_page()), ("核对表头", self._heading_page()), ("核对内容", self._plan_page())),
            finish=f"写入{self.what.title}")
        self.step_changed.connect(self._arrived)
        self.finish_asked.connect(self._write)
        self.set_ready(bool(files), 0)
        if cells:
            self._took(self.what.pasted(self.work.store, cells, columns))
            self.go(1)

    # the pages

    def _file_page(self) -> QWidget:
        self.path = QLineEdit(self.named())
        self.path.setReadOnly(True)
        self.path.setCursorPosition(0)
        self.path.setPlaceholderText("xlsx、xls、et、csv、Word 表格都可以，不必先整理")
        line = row(self.path, button("选择文件…", "primary", "file-input", self._choose))
        said = f"选择要导入的{self.what.title}表格。表头上方的标题、合计行、说明行会自动识别；核对以前不写入任何内容。"
        if self.what.folders:
            line.addWidget(button("选择文件夹…", "", "", self._choose_folder))
            said += "委员交来的 Word 文件每份一件，可以一次选许多份，也可以选装着它们的文件夹。"
        page = QWidget()
        page.setLayout(column(
            label(said, "second", wraps=True), line,
            label("也可以把文件直接拖到窗口里，或在 WPS 中复制一块区域后到列表里按 Ctrl+V。", "note", wraps=True), "", gap=12,
            margins=(0, 12, 0, 0)))
        return page

    def _heading_page(self) -> QWidget:
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(theme.px(16))
        self.grid.setVerticalSpacing(theme.px(6))
        self.found = label("", "second", wraps=True)
        holder = QWidget()
        holder.setLayout(self.grid)
        page = QWidget()
        page.setLayout(column(self.found, scrolled(holder), gap=10))
        return page

    def _plan_page(self) -> QWidget:
        self.counts = label("", "heading")
        self.rows = FieldTable(ROWS, empty="没有可导入的行。", states={"verdict": lambda r: r["state"]})
        self.problems = FieldTable(PROBLEMS, empty="没有发现问题。", states={"severity": lambda r: r["state"]})
        for table in (self.rows, self.problems):
            table.headings.setStretchLastSection(True)  # why a row is wrong is read in whole
        tabs = QTabWidget()
        tabs.addTab(self.rows, "逐行结果")
        tabs.addTab(self.problems, "问题和提示")
        self.tabs = tabs
        self.matching, told = QButtonGroup(), label("", "note")
        choices = row(label("库中已有的：", "label"), gap=14)
        for number, (key, words) in enumerate(MATCHING):
            word, _, meaning = words.partition("：")
            choice = QRadioButton(word)
            choice.setToolTip(meaning)
            choice.toggled.connect(lambda on, meaning=meaning: on and told.setText(meaning))
            choice.setChecked(number == 0)
            choice.setProperty("key", key)
            self.matching.addButton(choice, number)
            choices.addWidget(choice)
        choices.addWidget(told)
        choices.addStretch(1)
        self.matching.idClicked.connect(lambda _id: self._plan())
        self.keep = button("有错的行另存为表格…", "", "file-text", self._keep_wrong)
        head = row(self.counts, "", self.keep)
        page = QWidget()
        box = column(head, gap=8)
        box.addLayout(choices)
        box.addWidget(tabs, 1)
        page.setLayout(box)
        return page

    # going through them

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, f"选择{self.what.title}文件", "", KINDS)
        if names:
            self.take(names)

    def _choose_folder(self) -> None:
        if name := QFileDialog.getExistingDirectory(self, f"选择装着{self.what.title}文件的文件夹"):
            self.take([name])

    def named(self) -> str:
        """One file with its place, of several their number and names."""
        if len(self.files) > 1:
            return f"{len(self.files)} 个文件：{'、'.join(f.name for f in self.files)}"
        return str(self.files[0]) if self.files else ""

    def take(self, names: Sequence[str]) -> None:
        self.files = [Path(n) for n in names]
        self.path.setText(self.named())
        self.path.setCursorPosition(0)
        self.tables = []
        self.set_ready(True, 0)

    def _arrived(self, step: int) -> None:
        if step == 1 and not self.tables and self.files:
            self._read()
        elif step == 2:
            self._plan()

    def _read(self) -> None:
        self.busy(True)
        files = self.files
        words = files[0].name if len(files) == 1 else f"{len(files)} 个文件"
        self.work.run(f"正在读取 {words}", lambda progress: self.what.several(self.work.store, files, progress), self._took, self,
                      lambda: (self.busy(False), self.go(0)))

    def _took(self, tables: list[Table]) -> None:
        self.busy(False)
        self.tables = tables
        self._show_headings()

    def _show_headings(self) -> None:
        while item := self.grid.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self.choosers = []
        fields = self.what.fields(self.work.store)
        line = 0
        for table in self.tables:
            where = "、".join(str(n) for n in table.header_rows)
            head = f"{table.sheet}：表头在第 {where} 行，{len(table.rows)} 行数据" if where else f"{table.sheet}：{first_words(table)}"
            self.grid.addWidget(label(head, "section"), line, 0, 1, 3)
            line += 1
            for number, each in enumerate(table.columns):
                if not each.heading:
                    continue
                chooser = QComboBox()
                chooser.addItem("不导入", None)
                for field in fields:
                    chooser.addItem(field.label, field.name)
                chooser.setCurrentIndex(0 if each.field is None else chooser.findData(each.field.name))
                sample = next((str(r.cells[each.field.name]) for r in table.rows if each.field and r.cells.get(each.field.name)), "")
                self.grid.addWidget(label(each.heading), line, 0)
                self.grid.addWidget(chooser, line, 1)
                self.grid.addWidget(label(f"如：{sample}" if sample else "", "note"), line, 2)
                self.choosers.append((table, number, chooser))
                line += 1
        self.grid.setColumnStretch(2, 1)
        self.grid.setRowStretch(line, 1)
        if self.tables and not any(t.columns for t in self.tables):
            self.found.setText(f"读了 {len(self.tables)} 份文件，一份一件，没有表头要对。下一步逐件核对。")
            return
        skipped = sum(len(t.skipped) for t in self.tables)
        self.found.setText(f"找到 {len(self.tables)} 张表，共 {sum(len(t.rows) for t in self.tables)} 行"
                           + (f"；另有 {skipped} 行是合计、说明等，不导入" if skipped else "") + "。对应不上的列可在右边改选。")

    def _chosen_headings(self) -> dict[str, str | None]:
        """heading -> field name, where the user chose otherwise."""
        found: dict[str, str | None] = {}
        for table, number, chooser in self.choosers:
            each = table.columns[number]
            if chooser.currentData() != (each.field.name if each.field else None):
                found[each.heading] = chooser.currentData()
        return found

    def _plan(self) -> None:
        self.busy(True)
        on_match: OnMatch = self.matching.checkedButton().property("key")
        changed = self._chosen_headings()
        files = self.files

        def work(progress: Any) -> Plan:
            if changed:
                vocabulary.learn(self.work.store, self.what.key, changed)
                if files:
                    self.tables = self.what.several(self.work.store, files)
            return self.what.planner(self.work.store, self.tables, on_match=on_match, progress=progress)

        self.work.run("正在核对，尚未写入", work, self._planned, self, lambda: (self.busy(False), self.go(1)))

    def _planned(self, ready: Plan) -> None:
        self.busy(False)
        self.ready = ready
        wrong = len(ready.wrong())
        self.counts.setText(f"新增 {ready.count('new')}，更新 {ready.count('changed')}，不变 {ready.count('same')}，有错 {wrong}")
        self.rows.setColumnHidden(0, len({r.sheet for r in ready.rows}) < 2)
        self.rows.show_rows([self._row(n, r) for n, r in enumerate(ready.rows)])
        shown = [{"id": str(n), **vars(p), "row": p.row or None, "severity": "错误" if p.severity == "error" else "提示",
                  "state": "late" if p.severity == "error" else "wait"} for n, p in enumerate(ready.problems)]
        self.problems.show_rows(shown)
        self.tabs.setTabText(1, f"问题和提示 {len(shown)}")
        self.keep.setVisible(bool(wrong))
        self.set_ready(bool(ready.to_store()), 2)

    @staticmethod
    def _row(number: int, planned: Any) -> dict[str, Any]:
        word, state = VERDICTS[planned.verdict]
        what = "；".join(f"{f.label}：{f.shown(None) or ''}{old or '（空）'} → {new}" if not f.private else f"{f.label}将更新"
                        for f, old, new in planned.changes)
        return {"id": str(number), "sheet": planned.sheet, "row": planned.row or None, "verdict": word, "state": state,
                "name": planned.name or str(planned.raw.get("name") or ""), "what": what,
                "problem": "；".join(f"{p.column}：{p.reason}" for p in planned.problems)}

    def _keep_wrong(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "有错的行另存为", f"{self.what.title}导入有错的行.xlsx", "表格 (*.xlsx)")
        if name and self.ready is not None:
            ready = self.ready
            done, _ = self.work.attempt(lambda: sheets.wrong_rows(ready, Path(name)), self)
            if done:
                self.work.said.emit(f"已另存：{name}。改好后可再导入，只导这些行。", False)

    def _write(self) -> None:
        ready = self.ready
        if ready is None:
            return
        self.busy(True)
        name = self.files[0].name if self.files else "粘贴的内容"
        if len(self.files) > 1:
            name += f" 等 {len(self.files)} 个文件"
        self.work.run("正在写入", lambda progress: self.what.applier(self.work.store, ready, name, progress), self._stored, self,
                      lambda: self.busy(False))

    def _stored(self, stored: int) -> None:
        self.busy(False)
        unit = "行" if any(t.columns for t in self.tables) else "份"
        self.show_written(f"已写入 {stored} {unit}")
        self.work.said.emit(f"已导入{self.what.title} {stored} {unit}", True)


def first_words(table: Table) -> str:
    """What a paper is about, or why it could not be read; other forms are just that."""
    cell = next((r.cells["name"] for r in table.rows if "name" in r.cells), "")
    unnamed = "没有找到案由" if any("file" in r.cells for r in table.rows) else "登记表"
    return cell.reason if isinstance(cell, ErrorValue) else str(cell) or unnamed
