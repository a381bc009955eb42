"""Writing a 公文: facts and text at the left, its pages at the right, drafts kept."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.fields.refused import Refused
from desktop.rules.gongwen.document import Gongwen
from desktop.services import codes, documents, drafting
from desktop.services.progress import Progress
from desktop.views.editor import readings
from desktop.views.enclosures import Enclosures
from desktop.views.manuscript import Manuscript, MendDialog
from desktop.views.preview import Make, Preview
from desktop.views.widgets.form import FieldForm
from desktop.views.widgets.layout import button, column, label, row, tab_bar
from desktop.views.widgets.messages import Banner, confirm
from desktop.views.widgets.page import PageHead
from desktop.views.work import Work

KINDS = "文稿 (*.docx *.txt);;所有文件 (*)"
UNNAMED = "未写标题的草稿"
WRITING = "writing"  # what is written and not saved yet survives a power cut under this name
STATES = {documents.DRAFT: "wait", documents.ISSUED: "done", documents.VOID: "late"}


class Writer(QWidget):
    """`entry` is a row of documents.listed, or {} for a new one. left: back to the list, a draft is kept.

    saved(id): the draft was kept. issue_asked, print_asked(id): after it was kept.
    """
    left = Signal()
    saved = Signal(str)
    issue_asked = Signal(str)
    print_asked = Signal(str)

    def __init__(self, work: Work, entry: Mapping[str, Any], series: list[dict[str, Any]]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.work, self.entry = work, dict(entry)
        self.series = [s for s in series if not s["retired"] or s["id"] == entry.get("series_id")]
        self._kept = ""
        self.banner = Banner()
        self.which, self.genre = QComboBox(), QComboBox()
        self.title, self.recipient = QLineEdit(), QLineEdit()
        self.text = Manuscript()
        self.tabs = tab_bar("正文", "附件、抄送和签发", "附件正文")
        self.enclosures = Enclosures()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.text)
        self.form = FieldForm(())
        self.place = QFrame()
        self.place.setProperty("look", "card")
        self.place.setLayout(QVBoxLayout())
        self.stack.addWidget(self.place)
        self.stack.addWidget(self.enclosures)
        self.note = label("", "note")
        self.office_style = documents.style(work.store)
        self.preview = Preview(self.printed)
        self._head()
        self._lay()
        self._fill()
        self._listen()
        self._changed()
        self._kept = self._state()
        self.preview.ask()

    # put together

    def _head(self) -> None:
        number = self.entry.get("mark")
        self.head = PageHead(f"公文：{number}" if number else "起草公文")
        self.head.show_chip("state", self.entry.get("state") or documents.DRAFT, STATES[self.entry.get("state") or documents.DRAFT])
        self.head.add_action("open", "打开文稿…", "file-input", act=self.choose_file)
        self.head.add_action("mend", "整理标点…", "check", act=self.mend)
        if not number:
            self.head.add_action("issue", "编号…", "file-pen-line", act=lambda: self._then(self.issue_asked))
        self.head.add_action("print", "打印…", "printer", act=lambda: self._then(self.print_asked))
        self.head.add_action("save", "保存" if number else "存为草稿", primary=True, act=self.save)

    def _lay(self) -> None:
        for combo in (self.which, self.genre):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
        self.title.setPlaceholderText("标题，如 政协××县委员会关于××的通知")
        self.recipient.setPlaceholderText("主送机关，如 各乡镇人民政府，县直有关部门")
        for name, widget in (("发文字号", self.which), ("文种", self.genre), ("标题", self.title), ("主送机关", self.recipient),
                             ("正文", self.text)):
            widget.setAccessibleName(name)
        first = row(label("字号", "label"), self.which, label("文种", "label"), self.genre, gap=8)
        first.setStretch(1, 3)
        first.setStretch(3, 2)
        left = QWidget()
        box = column(first, self.title, self.recipient, self.tabs, self.stack, self.note, gap=8)
        box.setStretch(4, 1)
        left.setLayout(box)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(left)
        self.split.addWidget(self.preview)
        self.split.setStretchFactor(0, 5)
        self.split.setStretchFactor(1, 5)
        self.split.setHandleWidth(12)
        self.split.setChildrenCollapsible(False)
        self.split.setSizes([1000, 1000])
        top = row(button("返回列表", "quiet", "chevron-left", self.leave), self.head, gap=8)
        top.setStretch(1, 1)
        box = column(top, self.banner, self.split, gap=8, margins=(12, 8, 16, 10))
        box.setStretch(2, 1)
        self.setLayout(box)

    def _fill(self) -> None:
        """The entry into the widgets; a new one begins with the first series and no text."""
        for each in self.series:
            self.which.addItem(f"{each['code']}　{each['title']}", each["id"])
        self.which.setCurrentIndex(max(0, self.which.findData(self.entry.get("series_id"))))
        self.which.setEnabled(not self.entry.get("number"))
        self.genre.addItem("选择文种", "")
        for each in codes.listed(self.work.store, "genre"):
            if not each["retired"]:
                self.genre.addItem(each["name"], each["name"])
        self.genre.setCurrentIndex(max(0, self.genre.findData(self.entry.get("genre") or "")))
        name = self.entry.get("name") or ""
        self.title.setText("" if name == UNNAMED else name)
        self.recipient.setText(self.entry.get("recipient") or "")
        self.text.setPlainText(drafting.plain((self.entry.get("data") or {}).get("body")))
        self._form(drafting.values_of(self.entry))
        self.enclosures.set_texts(self._attached(), drafting.texts_of(self.entry))

    def _form(self, values: Mapping[str, Any]) -> None:
        """The facts of the series' 格式, and who signs by it."""
        series = self._series()
        fields = tuple(replace(f, help=f"签发权限：{series['signer']}。{f.help}") if f.name == "signer" and series.get("signer") else f
                       for f in drafting.facts(series.get("kind") or ""))
        self.place.layout().removeWidget(self.form)
        self.form.deleteLater()
        self.form = FieldForm(fields, columns=2, readings=readings)
        self.form.show_values(values)
        self.form.changed.connect(self._changed)
        self.form.save_asked.connect(self.save)
        self.place.layout().addWidget(self.form)
        if self.entry.get("number"):
            self.form.fix(["issued"])

    def _listen(self) -> None:
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.which.currentIndexChanged.connect(self._turned)
        self.genre.activated.connect(self._start)
        self.title.textChanged.connect(self._changed)
        self.recipient.textChanged.connect(self._changed)
        self.text.textChanged.connect(self._changed)
        self.enclosures.changed.connect(self._changed)
        self.preview.counted.connect(self._counted)
        for keys, act in ((QKeySequence(QKeySequence.StandardKey.Save), self.save), (QKeySequence(Qt.Key.Key_Escape), self.leave)):
            short = QShortcut(keys, self)
            short.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            short.activated.connect(act)

    # what is written

    def _series(self) -> dict[str, Any]:
        return next((s for s in self.series if s["id"] == self.which.currentData()), {})

    def draft(self) -> dict[str, Any]:
        """The register's columns and the data, as they stand."""
        return {"genre": self.genre.currentData() or None} | drafting.entry_of(
            self.form.values(), self.title.text(), self.recipient.text(), self.text.toPlainText(), self.entry.get("data") or {},
            self.enclosures.texts())

    def _attached(self) -> list[str]:
        return drafting.attachment_names(self.form.values().get("attachments") or "")

    def compose(self) -> Gongwen:
        if not self._series():
            raise Refused("还没有发文字号。请先到“设置—发文字号”中设立。")
        numbered = {key: self.entry.get(key) for key in ("year", "number")}
        return drafting.compose(self._series(), self.draft() | numbered, self.work.store.today())

    def printed(self) -> Make:
        """How its pages are made, for the preview."""
        document, style = self.compose(), self.office_style

        def make(_progress: Progress) -> bytes:
            from desktop.exporters.gongwen import pdf  # fonts and pdfium: only when something is shown

            return pdf.drawn(document, style)[0]

        return make

    def _state(self) -> str:
        return repr((self.which.currentData(), self.draft()))

    @property
    def changed(self) -> bool:
        return self._state() != self._kept

    def _changed(self) -> None:
        self.enclosures.set_names(self._attached())
        self.note.setText(self.text.counted())
        self.preview.ask()
        if self._kept and self.changed:
            self.work.remember(WRITING, {"id": self.entry.get("id"), "series": self.which.currentData(), "genre": self.genre.currentData(),
                                         "name": self.title.text(), "recipient": self.recipient.text(), "text": self.text.toPlainText(),
                                         "attachments": self.enclosures.names, "texts": self.enclosures.texts()})

    def take_attachments(self, names: list[str], texts: Mapping[str, str]) -> None:
        """Their names into the form, their texts beside it."""
        self.form.cells["attachments"].show_value("\n".join(names), masked=False)
        self.enclosures.set_texts(names, texts)
        self._changed()

    def _counted(self, pages: int) -> None:
        self.note.setText(f"{self.text.counted()}；共 {pages} 页")

    def _turned(self) -> None:
        self._form(self.form.values())
        self._changed()

    # its actions

    def _start(self) -> None:
        """The starting text of the 文种 goes into an empty document; what was written is kept unless the clerk agrees."""
        genre = self.genre.currentData()
        start = drafting.starting(self.work.store, genre, self._series().get("issuer") or "") if genre else None
        if start and start.body:
            empty = not self.text.toPlainText().strip() and not self.title.text().strip()
            if empty or confirm(f"换成“{genre}”的起始文字", ["现在的标题和正文会被换掉，按 Ctrl+Z 可以退回正文。"], yes="换成起始文字",
                                no="保留现在的文字", parent=self):
                self.title.setText(start.title)
                self.recipient.setText(start.recipient.rstrip("："))
                self.text.put("\n".join(start.body))
        self._changed()

    def choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "打开文稿", "", KINDS)
        if name:
            self.open_file(name)

    def open_file(self, name: str) -> None:
        """Read beside the window; its parts replace the text, or the text of the 附件 that is being written."""
        file = Path(name)
        if self.stack.currentWidget() is self.enclosures:
            self.work.run(f"正在读取 {file.name}", lambda _progress: drafting.opened(file), self._enclosed, self)
            return
        self.work.run(f"正在读取 {file.name}", lambda _progress: drafting.taken_apart(drafting.opened(file)), self._opened, self)

    def _opened(self, parts: drafting.Parts) -> None:
        if parts.title:
            self.title.setText(parts.title)
        if parts.recipient:
            self.recipient.setText(parts.recipient)
        if parts.attachments:
            self.take_attachments(list(parts.attachments), self.enclosures.texts())
        self.text.put("\n".join(parts.body))
        self.banner.say("已放入文稿的文字，原文件没有改动。请核对标题、主送和附件；标点可用“整理标点”。", "done")
        self._changed()

    def _enclosed(self, lines: list[str]) -> None:
        self.enclosures.put("\n".join(lines))
        self.banner.say("已把文稿的文字放入这个附件，原文件没有改动。", "done")

    def mend(self) -> None:
        """The title and the text, or the text of the 附件 that is being written."""
        enclosed = self.stack.currentWidget() is self.enclosures
        title, text = ("", self.enclosures.text) if enclosed else (self.title.text(), self.text)
        dialog = MendDialog(title, text.toPlainText(), self)
        if not dialog.list.count():
            self.banner.say("标点、引号、括号和序号都合规范，没有要整理的。", "done")
            return
        if dialog.exec():
            self.take(*dialog.chosen(), text)

    def take(self, title: list[Any], text: list[Any], into: Manuscript | None = None) -> None:
        """Apply the chosen mends."""
        words = self.title.text()
        for each in sorted(title, key=lambda m: m.start, reverse=True):
            words = words[:each.start] + each.after + words[each.start + len(each.before):]
        self.title.setText(words)
        (into or self.text).apply(text)
        self.banner.say(f"已整理 {len(title) + len(text)} 处，按 Ctrl+Z 可以退回正文的改动。", "done")

    def save(self) -> str | None:
        """Keep the draft, also without a title; None when it was refused."""
        if self.form.draft() is None:
            self.tabs.setCurrentIndex(1)
            return None
        draft = self.draft()
        draft["name"] = draft["name"] or UNNAMED
        try:
            if not self._series():
                raise Refused("还没有发文字号，没有保存。请先到“设置—发文字号”中设立。")
            record = documents.save(self.work.store, self.which.currentData(), draft, self.entry.get("id"))
        except Refused as refused:
            self.banner.say(str(refused), "late")
            return None
        self.entry |= draft | {"id": record, "series_id": self.which.currentData()}
        self._kept = self._state()
        self.work.remember(WRITING, None)
        self.work.said.emit(f"已保存：{draft['name']}", True)
        self.saved.emit(record)
        return record

    def _then(self, signal: Any) -> None:
        record = self.save() if self.changed or not self.entry.get("id") else self.entry["id"]
        if record:
            signal.emit(record)

    def leave(self) -> None:
        """What was written is kept as a draft; a document with a number is only changed on purpose."""
        if self.changed and (self.title.text().strip() or self.text.toPlainText().strip()):
            if self.entry.get("number") and not confirm("这份公文已经编号", ["改动还没有保存。"], yes="保存改动", no="不保存", parent=self):
                self.work.remember(WRITING, None)
                self.left.emit()
                return
            if self.save() is None:
                return
        self.left.emit()
