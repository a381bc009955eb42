"""导入照片: a folder of pictures, told by name or certificate number; seen before anything is kept."""
from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.fields.field import Field
from desktop.fields.kinds import Text
from desktop.services import photos
from desktop.views import theme
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.table import FieldTable
from desktop.views.work import Work

COLUMNS = (Field("file", "文件", Text(width=12), listed=True), Field("person", "对应的人", Text(width=6), listed=True),
           Field("verdict", "结果", Text(width=5), listed=True), Field("reason", "说明", Text(width=20), listed=True))
VERDICTS = {"new": ("将登记", "done"), "same": ("已有", "plain"), "ambiguous": ("有同名", "wait"), "nobody": ("找不到人", "wait"),
            "refused": ("不能用", "late")}


class PhotosDialog(QDialog):
    def __init__(self, work: Work, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.work = work
        self.setWindowTitle("导入照片")
        self.pictures: list[photos.Picture] = []
        self.words = label("正在查看照片，尚未写入任何数据", "second")
        self.table = FieldTable(COLUMNS, empty="这个文件夹里没有照片。", states={"verdict": lambda r: r["state"]})
        self.go = button("登记照片", "primary", clicked=self._apply)
        self.go.setEnabled(False)
        box = column(self.words, self.table, row("", button("取消", clicked=self.reject), self.go), gap=10, margins=(16, 16, 16, 12))
        box.setStretch(1, 1)
        self.setLayout(box)
        self.resize(theme.px(720), theme.px(480))
        work.run("正在查看照片", lambda progress: photos.plan(work.store, folder, progress), self._planned, self, self.reject)

    def _planned(self, pictures: list[photos.Picture]) -> None:
        self.pictures = pictures
        ready = sum(p.verdict == "new" for p in pictures)
        self.words.setText(f"共 {len(pictures)} 张，可登记 {ready} 张；尚未写入任何数据。")
        self.table.show_rows([{"id": str(n), "file": p.path.name, "person": p.person, "reason": p.reason,
                               "verdict": VERDICTS[p.verdict][0], "state": VERDICTS[p.verdict][1]}
                              for n, p in enumerate(pictures)])
        self.go.setEnabled(bool(ready))

    def _apply(self) -> None:
        self.go.setEnabled(False)
        self.work.run("正在登记照片", lambda progress: photos.apply(self.work.store, self.pictures, progress), self._stored, self,
                      self.reject)

    def _stored(self, count: int) -> None:
        self.accept()
        self.work.said.emit(f"已登记照片 {count} 张", True)


def choose(work: Work, parent: QWidget) -> None:
    """Files are named 王凯.jpg or 10037.jpg."""
    folder = QFileDialog.getExistingDirectory(parent, "选择照片所在的文件夹（文件名写姓名或委员证号）")
    if folder:
        PhotosDialog(work, Path(folder), parent).exec()
