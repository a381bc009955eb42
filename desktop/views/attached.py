"""附件: the files that hang on a record; added from the PC or dropped here, opened as a copy."""
from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop import temporary
from desktop.services import attachments
from desktop.views.widgets.layout import Elided, button, column, label, row
from desktop.views.work import Work


class AttachedFiles(QWidget):
    def __init__(self, work: Work, subject: str) -> None:
        super().__init__()
        self.work, self.subject = work, subject
        self.setProperty("look", "clear")
        self.setAcceptDrops(True)
        self.lines = column(gap=6)
        box = column(gap=10)
        box.addLayout(self.lines)
        box.addLayout(row(button("添加附件…", "", "plus", self.choose), ""))
        box.addWidget(label("也可以把文件拖到这里。程序和带宏的文件不收。", "note", wraps=True))
        box.addStretch(1)
        self.setLayout(box)
        self.reload()

    def reload(self) -> None:
        while item := self.lines.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        found = attachments.of(self.work.store, self.subject)
        for each in found:
            holder = QWidget()
            holder.setProperty("look", "clear")
            name = Elided(each.name, "")
            name.setToolTip(each.name)
            act = (button("打开", "link", clicked=lambda e=each: self.open(e)) if each.path
                   else label("文件不在数据旁边", "note"))
            line = row(name, label(size_in_words(each.size), "note"), act, gap=8)
            line.setStretch(0, 1)
            holder.setLayout(line)
            self.lines.addWidget(holder)
        if not found:
            self.lines.addWidget(label("还没有附件。", "second"))

    def choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "添加附件")
        self.add([Path(n) for n in names])

    def add(self, files: list[Path]) -> None:
        for file in files:
            done, _ = self.work.attempt(lambda f=file: attachments.add(self.work.store, self.subject, f), self)
            if done:
                self.work.said.emit(f"已添加附件：{file.name}", True)
        self.reload()

    def open(self, each: attachments.Attached) -> None:
        """A copy is opened, so that what WPS saves does not change the kept file."""
        folder = temporary.folder()
        done, _ = self.work.attempt(lambda: attachments.take_out(self.work.store, each.id, folder / each.name), self)
        if done:
            (folder / each.name).chmod(0o400)  # the next start removes it: WPS shall ask where changes are to go
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder / each.name)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add([Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()])


def size_in_words(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, size // 1024)} KB"
