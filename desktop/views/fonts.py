"""字体: which official fonts this PC has, what stands in, and whose names a font cannot show."""
from __future__ import annotations

from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.exporters import faces
from desktop.fields.field import Field
from desktop.fields.kinds import Integer, Text
from desktop.services import members, people
from desktop.views.widgets.jobs import Job
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.table import FieldTable
from desktop.views.work import Work

FONTS = (
    Field("name", "公文用字体", Text(width=8), listed=True), Field("state", "本机", Text(width=4), listed=True),
    Field("used", "打印 PDF 时用", Text(width=10), listed=True), Field("count", "显示不出的字", Integer(width=4), listed=True),
    Field("hidden", "是哪些字", Text(width=16), listed=True))
NAMES = (
    Field("name", "姓名", Text(width=5), listed=True), Field("signs", "字", Text(width=4), listed=True),
    Field("outside", "这些官方字体没有", Text(width=16), listed=True), Field("here", "在本机打印", Text(width=12), listed=True))
HAS, LACKS = "有", "没有"
EXPLAINED = ("Word 文档里写的是官方字体的名称，在装有这些字体的电脑上按原样显示；PDF 用本机的字体，没有时由自带的字体代替，行数和页数不变。"
             "方正小标宋等字体由单位按授权安装，协务通不附带。")


class FontsTab(QWidget):
    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self._job: Job | None = None
        self._seen = False
        self.fonts = FieldTable(FONTS, frozen="name", filters=False, empty="正在查看本机的字体……",
                                states={"state": lambda r: "done" if r["state"] == HAS else "wait"})
        self.names = FieldTable(NAMES, frozen="name", filters=False, empty="姓名用字各种字体都有。")
        self.fonts.setMaximumHeight(self.fonts.sizeHint().height())
        again = button("重新查看", "quiet", "undo-2", self.look)
        box = column(label(EXPLAINED, "second", wraps=True), row(label("字体", "section"), "", again), self.fonts,
                     label("姓名里的生僻字", "section"), self.names, gap=8, margins=(16, 12, 16, 12))
        box.setStretch(2, 3)
        box.setStretch(4, 2)
        self.setLayout(box)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._seen:
            self._seen = True
            self.look()

    def persons(self) -> list[str]:
        store = self.work.store
        return sorted({r["name"] for r in (*members.listed(store, self.work.day), *people.PERSONS.listed(store))})

    def look(self) -> None:
        """Reading the fonts takes a second or two: beside the window's thread."""
        if self._job is None:
            names = self.persons()
            self._job = Job(lambda _progress: (names, faces.survey(names)))
            self._job.finished.connect(self._show)
            self._job.ended.connect(self._ended)
            self._job.start()

    def draw_now(self) -> None:
        names = self.persons()
        self._show((names, faces.survey(names)))

    def _ended(self) -> None:
        self._job = None

    def _show(self, found: tuple[list[str], list[faces.Standing]]) -> None:
        names, standings = found
        self.fonts.show_rows([{"id": s.face, "name": s.face, "state": HAS if s.own else LACKS,
                               "used": s.own or f"{s.used}（代替）", "count": len(s.hidden), "hidden": " ".join(s.hidden)}
                              for s in standings])
        self.names.show_rows([shown for name in names if (shown := rare(name, standings))])
        self.fonts.columns.fit()
        self.names.columns.fit()


def rare(name: str, standings: list[faces.Standing]) -> dict[str, Any]:
    """The line of a name that some official font cannot show; {} when all can."""
    outside = [s for s in standings if set(name) & set(s.outside + s.missing)]
    if not outside:
        return {}
    signs = [c for c in dict.fromkeys(name) if any(c in s.outside + s.missing for s in standings)]
    gone = [s.face for s in standings if set(name) & set(s.missing)]
    return {"id": name, "name": name, "signs": "、".join(signs), "outside": "、".join(short(s.face) for s in outside),
            "here": f"{'、'.join(map(short, gone))}印不出" if gone else "都能印出，缺字由别的字体补"}


def short(face: str) -> str:
    return face.removesuffix("_GB2312").removeprefix("方正").removesuffix("简体")
