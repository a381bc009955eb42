"""The form over a list: fields of one record, saved as a correction or as a change from a day on."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from desktop.fields.field import Field
from desktop.fields.kinds import Day
from desktop.fields.refused import Refused
from desktop.services.enrolment import InvalidDraft
from desktop.views.widgets.form import FieldForm
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.messages import Banner, unsaved
from desktop.views.work import Work

ON = Field("on", "变更生效日期", Day(width=6), group="保存方式",
           help="单位、职务、党派、界别等有变化时填生效那天，原来的内容保留在以前；留空表示原来登记错了，直接更正")
PAUSE = 400  # milliseconds after the last key before the form looks for people of the same name


class Editor(QWidget):
    """save_asked(draft, on): the fields can be read. left: back to the list. `derive` looks at what was typed so far.

    typed(texts): what the form's fields hold now, a moment after the last key.
    """
    save_asked = Signal(dict, object)
    left = Signal()
    typed = Signal(dict)

    def __init__(self, work: Work, title: str, fields: tuple[Field, ...], values: Mapping[str, Any], *, dated: bool,
                 offered: Mapping[str, list[str]] | None = None,
                 derive: Callable[[FieldForm], None] | None = None) -> None:
        super().__init__()
        self.work = work
        self.setObjectName("page")
        self.title = title
        self.new = not values
        self.form = FieldForm((*fields, ON) if dated else fields, readings=readings, offered=offered)
        self.form.show_values(values)
        self.banner = Banner()
        self._derive = derive
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._look)
        head = QFrame()
        head.setLayout(row(button("返回列表", "quiet", "chevron-left", self.leave), label(title, "title"), "", gap=8,
                           margins=(12, 10, 16, 6)))
        foot = QFrame()
        foot.setProperty("look", "foot")
        foot.setLayout(row(label("Enter 下一栏　Ctrl+S 保存　Esc 返回", "note"), "", button("取消", clicked=self.leave),
                           button("保存", "primary", clicked=self._save), margins=(16, 10, 16, 10)))
        body = QFrame()
        body.setProperty("look", "card")
        body.setLayout(column(self.banner, self.form, margins=(16, 12, 4, 12)))
        middle = QWidget()
        middle.setLayout(column(body, margins=(16, 4, 16, 12)))
        box = column(head, middle, foot, gap=0)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.form.save_asked.connect(self._save)
        self.form.changed.connect(self._timer.start)
        self.form.reveal_asked.connect(self._reveal)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.leave)

    def _look(self) -> None:
        if self.form.changed_by_user:
            self.typed.emit(self.form.typed())
        if self._derive is not None:
            self._derive(self.form)

    def _reveal(self, name: str) -> None:
        done, _ = self.work.attempt(lambda: self.work.store.note("查看完整号码"), self)
        if done:
            self.form.reveal(name)

    def _save(self) -> None:
        read = self.form.draft() if self.new else self.form.changes()
        if read is None:
            return
        on = read.pop("on", None)
        draft = {k: v for k, v in read.items() if v is not None} if self.new else read
        if not draft:
            self.banner.say("没有改动任何内容。" if not self.new else "还没有填写内容。")
            return
        self.save_asked.emit(draft, on)

    def attempt(self, save: Callable[[], str]) -> str | None:
        """The saved record's number; refusals are shown under their fields, or above the form."""
        try:
            return save()
        except InvalidDraft as invalid:
            self.form.refuse({p.field: p.sentence for p in invalid.problems})
        except Refused as refused:
            self.banner.say(str(refused), "late")
        return None

    def leave(self) -> None:
        """Asks only if something was typed."""
        if self.form.changed_by_user:
            answer = unsaved(self)
            if answer == "保存":
                return self._save()
            if answer != "不保存":
                return None
        self.left.emit()
        return None


def readings(text: str) -> str:
    """The pinyin under which a word of a drop-down is found too."""
    from desktop.services.naming import Naming

    return Naming().pinyin(text)
