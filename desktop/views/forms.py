"""表样: the office's forms, which of them are its own, what is wrong with each, and the way there and back."""
from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QSplitter, QWidget

from desktop import temporary
from desktop.exporters.forms.form import Form
from desktop.exporters.forms.known import FORMS, form
from desktop.fields.field import Field
from desktop.fields.kinds import Text
from desktop.fields.refused import Refused
from desktop.services.progress import Progress
from desktop.views import giving
from desktop.views.widgets.layout import column, label
from desktop.views.widgets.messages import ask, confirm
from desktop.views.widgets.page import PageHead
from desktop.views.widgets.table import FieldTable
from desktop.views.work import Work

COLUMNS = (Field("name", "表样", Text(width=13), listed=True), Field("group", "类别", Text(width=4), listed=True),
           Field("used", "现在用的", Text(width=5), listed=True), Field("state", "检查", Text(width=7), listed=True),
           Field("kind", "格式", Text(width=7), listed=True))
SHIPPED, OWN, GOOD = "自带", "本单位", "没有问题"
KINDS = {"docx": "Word 文档", "xlsx": "Excel 表格"}
HOW = ("表样是普通的 Word 或 Excel 文件，双花括号里写字段，如 {{姓名}}，打印时换成内容。复制为本单位表样后，在 WPS 里改文字、行高、"
       "边框都可以；改完保存，在这里检查一遍。")
WRITING = """写法
{{姓名}}　没有内容时留空。
{{任职时间:年月日}}　换一种写法：年月日、年月、点（2024.03）、点日、汉字（二〇二四年三月）、大写（金额）、拉开（张　弛）。
{{照片}} 或 {{照片:25×35}}　放进所在的格，或按毫米放。
{{简历.时间}} {{简历.内容}}　有几条，这一行就印几行；连着几行都写，一行一条，最后一行再接着往下加。
{{如果 学位}}学位：{{学位}}{{结束}}　有内容才印；还可写 {{如果 没有 学位}}、{{如果 性别=女}}、{{否则}}。
{{1.姓名}} {{2.姓名}}　一页印几个人时，第一个、第二个。
"""


class FormsPage(QWidget):
    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self.setObjectName("page")
        self.checked: dict[tuple[Path, int], list[str]] = {}
        self.head = PageHead("表样")
        self.table = FieldTable(COLUMNS, frozen="name", filters=False, states={
            "used": lambda row: "info" if row["used"] == OWN else "plain",
            "state": lambda row: "done" if row["state"] == GOOD else "late"})
        self.told = QPlainTextEdit()
        self.told.setReadOnly(True)
        self.about = label("", "section")
        self.where = label("", "second", wraps=True)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        side = QWidget()
        box = column(self.about, self.where, self.told, gap=8)
        box.setStretch(2, 1)
        side.setLayout(box)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(side)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setHandleWidth(12)
        split.setChildrenCollapsible(False)
        whole = column(self.head, label(HOW, "second", wraps=True), split, gap=10, margins=(16, 12, 16, 12))
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.actions()
        self.table.chosen.connect(lambda _ids: self.show_chosen())
        self.table.opened.connect(lambda _id: self.open())
        self.table.counted.connect(lambda shown, total: self.head.show_filtered(shown, total, "张"))
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self.come_back)
        self.reload()

    def actions(self) -> None:
        self.head.add_action("open", "打开", "file-text", act=self.open)
        self.head.add_action("check", "检查", "check", act=self.check)
        self.head.add_action("sample", "用练习县填一份看看", "printer", act=self.sample)
        self.head.add_action("take", "换用一个文件…", "file-input", act=self.take)
        self.head.add_action("restore", "恢复原样", "undo-2", act=self.restore)
        self.head.add_action("copy", "复制为本单位表样", "copy", primary=True, act=self.copy)

    # what is shown

    def come_back(self, state: Qt.ApplicationState) -> None:
        """Back from WPS: what was changed there is checked again."""
        if state == Qt.ApplicationState.ApplicationActive and self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        self.table.show_rows([self.row(each) for each in FORMS])
        if self.table.current_id() is None:
            self.table.choose(FORMS[0].key)
        self.show_chosen()

    def row(self, form: Form) -> dict[str, Any]:
        from desktop.exporters.forms import own  # what reads a form is loaded when the page is opened

        found = self.findings(form)
        return {"id": form.key, "name": form.title, "group": form.group, "used": OWN if own.is_own(self.work.store, form) else SHIPPED,
                "state": f"{len(found)} 处要改" if found else GOOD, "kind": KINDS[form.kind]}

    def findings(self, form: Form) -> list[str]:
        """What is wrong with the file that counts, each as a sentence; kept until the file changes."""
        from desktop.exporters.forms import checking, own

        try:
            path = own.found(self.work.store, form)
            key = (path, path.stat().st_mtime_ns)
            if key not in self.checked:
                self.checked[key] = checking.check(path, form, own.shipped(form)).lines()
            return self.checked[key]
        except Refused as refused:
            return [str(refused)]
        except OSError:
            return [f"“{form.title}”的表样读不出来，请检查它是否正被别的程序占用。"]

    @property
    def form(self) -> Form | None:
        chosen = self.table.chosen_ids() or [self.table.current_id()]
        return form(chosen[0]) if chosen[0] else None

    def show_chosen(self) -> None:
        from desktop.exporters.forms import own

        here = self.form
        if here is None:
            return
        mine = own.is_own(self.work.store, here)
        self.about.setText(here.title)
        self.where.setText(f"本单位表样：{own.place(self.work.store, here)}" if mine else "用的是程序自带的表样。")
        self.head.action("restore").setEnabled(mine)
        found = self.findings(here)
        said = "\n".join(["要改的地方", *found]) if found else "检查过了，字段都认识，没有缺少的。"
        fields = "　".join(f"{{{{{name}}}}}" for name in here.names())
        self.told.setPlainText(f"{said}\n\n可用的字段\n{fields}\n\n{WRITING}")

    # what is done

    def copy(self) -> None:
        from desktop.exporters.forms import own

        here = self.form
        if here is None:
            return
        again = ["重新复制自带的一份，本单位现在的那份改名留在同一个文件夹里。"]
        if own.is_own(self.work.store, here) and not confirm(f"“{here.title}”已有本单位表样", again, yes="重新复制", parent=self):
            return
        done, path = self.work.attempt(lambda: own.copy(self.work.store, here), self)
        if done:
            self.reload()
            self.work.said.emit(f"已复制为本单位表样：{path}", False)
            if ask(f"“{here.title}”已复制为本单位表样", [f"在 {path.parent}，现在可以在 WPS 里修改。"], ("先不改", "打开修改"),
                   state="done", parent=self) == "打开修改":
                giving.open_file(path, self)

    def open(self) -> None:
        """One's own is opened to be changed; the shipped one only as a copy, since the next version replaces it."""
        from desktop.exporters.forms import own

        here = self.form
        if here is None:
            return
        if own.is_own(self.work.store, here):
            giving.open_file(own.place(self.work.store, here), self)
            return
        word = ask(f"“{here.title}”是自带的表样", ["自带的表样不改动；要改，请先复制为本单位表样。"],
                   ("取消", "只看一看", "复制后打开"), parent=self)
        if word == "只看一看":
            giving.open_file(Path(shutil.copy(own.shipped(here), temporary.folder())), self)
        elif word == "复制后打开":
            done, path = self.work.attempt(lambda: own.copy(self.work.store, here), self)
            if done:
                self.reload()
                giving.open_file(path, self)

    def check(self) -> None:
        here = self.form
        if here is None:
            return
        self.checked.clear()
        self.reload()
        found = self.findings(here)
        words = f"“{here.title}”有 {len(found)} 处要改，见右边" if found else f"“{here.title}”没有问题"
        self.work.said.emit(words, False)

    def take(self) -> None:
        """A file that the office has already becomes its form."""
        from desktop.exporters.forms import checking, own

        here = self.form
        if here is None:
            return
        said, _ = QFileDialog.getOpenFileName(self, f"选一个文件作“{here.title}”的表样", str(giving.usual_folder(self.work)),
                                              f"{KINDS[here.kind]} (*.{here.kind})")
        if not said:
            return
        done, found = self.work.attempt(lambda: checking.check(Path(said), here, own.shipped(here)), self)
        if not done:
            return
        sentences = ["本单位现在的那份改名留在同一个文件夹里。"] if own.is_own(self.work.store, here) else []
        if found.lines():
            sentences.append("检查出下面这些地方要改，可以换用以后再改：")
        if confirm(f"换用“{Path(said).name}”作“{here.title}”", sentences, listed=found.lines(), yes="换用这个文件", parent=self):
            done, path = self.work.attempt(lambda: own.copy(self.work.store, here, Path(said)), self)
            if done:
                self.reload()
                self.work.said.emit(f"已换用：{path}", False)

    def sample(self) -> None:
        from desktop.exporters.forms import own, sample

        here, store = self.form, self.work.store
        if here is None:
            return
        done, file = self.work.attempt(lambda: own.found(store, here), self)
        if not done:
            return
        out = giving.proposed(self.work, f"{here.title}（练习县样张）", here.kind)

        def work(progress: Progress) -> Path:
            sample.write(here, file, out, store, progress)
            return out

        self.work.run(f"正在用练习县填{here.title}", work, lambda made: giving.was_given(self.work, made, self), self)

    def restore(self) -> None:
        from desktop.exporters.forms import own

        here = self.form
        if here is None or not confirm(f"“{here.title}”恢复自带的表样", ["本单位的这份改名留在同一个文件夹里，以后还可以换用。"],
                                       yes="恢复原样", parent=self):
            return
        done, aside = self.work.attempt(lambda: own.restore(self.work.store, here), self)
        if done:
            self.reload()
            self.work.said.emit(f"“{here.title}”已恢复自带的表样，本单位的留在 {aside}", False)
