"""人事事项: what was decided of a member, by which meeting, from which day; the facts follow."""
from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Option
from desktop.models.base import field_of
from desktop.models.body import BodyEvent
from desktop.rules import body as rules
from desktop.services import body, committees
from desktop.services.body import Decision
from desktop.views import theme
from desktop.views.records import Row
from desktop.views.widgets.form import FieldForm
from desktop.views.widgets.layout import button, column, label, row
from desktop.views.widgets.messages import Banner
from desktop.views.work import Work


class EventDialog(QDialog):
    def __init__(self, work: Work, person: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self.work = work
        self.person = person
        self.setWindowTitle(f"人事事项：{person['name']}")
        self.kinds = [key for key in rules.DECIDERS if key != (rules.MEMBER, "增补") or not person.get("status")]
        self.which = QComboBox()
        self.which.addItems([rules.said(event, office) for office, event in self.kinds])
        self.which.currentIndexChanged.connect(self._suggest)
        self.committees = committees.listed(work.store, as_of=work.day)
        options = tuple(Option(c["name"]) for c in self.committees)
        deciders = tuple(Option(w) for w in (rules.STANDING_COMMITTEE, rules.PLENARY, "主席会议", "党组会议"))
        self.form = FieldForm((
            field_of(BodyEvent.day), field_of(BodyEvent.decider, kind=Choice(options=deciders)),
            field_of(BodyEvent.meeting, help="如 县政协十届常委会第十二次会议"), field_of(BodyEvent.document),
            Field("committee", "专委会", Choice(options=options), help="任免专委会主任、副主任时填写"),
            field_of(BodyEvent.note)), columns=1)
        self.form.show_values({"day": work.day})
        self.banner = Banner()
        box = column(label("事项登记后，委员、职务、专委会任职随之从当日起变化；以前的名单不变。", "second", wraps=True),
                     self.which, self.banner, self.form, gap=10, margins=(20, 20, 20, 16))
        box.setStretch(3, 1)
        box.addLayout(row("", button("取消", clicked=self.reject), button("登记事项", "primary", clicked=self._record)))
        self.setLayout(box)
        self.resize(theme.px(560), theme.px(520))
        self._suggest(0)

    def _suggest(self, number: int) -> None:
        """The usual decider, until the clerk writes another."""
        allowed = rules.DECIDERS[self.kinds[number]]
        self.form.fill("decider", allowed[0] if allowed else None)

    def _record(self) -> None:
        read = self.form.draft()
        if read is None:
            return
        office, event = self.kinds[self.which.currentIndex()]
        committee = next((c["id"] for c in self.committees if c["name"] == read["committee"]), None)
        decision = Decision(self.person["id"], office, event, read["day"], read["decider"], read["meeting"],
                            read["document"], committee, note=read["note"])
        done, _ = self.work.attempt(lambda: body.record(self.work.store, decision), self)
        if done:
            self.accept()
            self.work.said.emit(f"已登记：{self.person['name']}{rules.said(event, office)}", True)

