"""The steps of proposals as small questions: what is asked for each, and the service that keeps the answer."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Day, Integer, Option, Text, YesNo
from desktop.models.base import field_of
from desktop.models.handling import ChangeRequest, Extension, Handling
from desktop.models.proposal import Examination, KeyProposal
from desktop.rules.proposals.states import FILED, LAYERS
from desktop.services import codes
from desktop.services.proposals import allotment, assignment, examination, leading, register
from desktop.services.units import UNITS
from desktop.views.asking import FormDialog
from desktop.views.proposals.allotting import Allotting
from desktop.views.proposals.handing import HandOver
from desktop.views.proposals.sheet import Sheet
from desktop.views.proposals.units import UnitsDialog
from desktop.views.records import RecordsPage
from desktop.views.work import Work

Row = Mapping[str, Any]
ON = Field("on", "日期", Day(), required=True)
BY = Field("by", "由谁建议", Choice(open=False, options=tuple(map(Option, ("提案委", "县委办", "县政府办")))), required=True)
LAYER_OF = {"审查人审查": LAYERS[0], "提案委主任审查": LAYERS[1], "分管副主席审定": LAYERS[2]}
MANY = 5  # titles named in a question


class Steps:
    """Each verb takes the rows that are meant; a refusal stays in its question, and nothing is written by halves."""

    def __init__(self, work: Work, page: RecordsPage) -> None:
        self.work, self.page = work, page
        self.acts: dict[str, Callable[[Sequence[Row]], None]] = {
            **dict.fromkeys(LAYER_OF, self.examine), "告知提案者": self.tell, "编案号": self.number, "确定承办单位": self.decide,
            "交办": self.hand_over, "登记签收": self.sign, "决定改办": self.answer_request, "登记答复": self.reply}

    def take(self, words: str, rows: Sequence[Row]) -> None:
        """The next step of these rows."""
        self.acts[words](rows)

    def ask(self, title: str, rows: Sequence[Row], fields: Sequence[Field], values: Mapping[str, Any],
            save: Callable[[dict[str, Any]], object], done: str, *, yes: str = "保存", columns: int = 1) -> bool:
        with self.work.store.read() as session:
            fields = codes.bind(session, fields)

        def keep(draft: dict[str, Any]) -> None:
            save(draft)
            self.work.said.emit(done, True)

        return bool(FormDialog(title, fields, values, keep, self.page, words=named(rows), yes=yes, columns=columns).exec())

    def attempt(self, act: Callable[[], object], done: str) -> None:
        kept, _ = self.work.attempt(act, self.page)
        if kept:
            self.work.said.emit(done, True)

    @property
    def store(self):
        return self.work.store

    # 审查

    def examine(self, rows: Sequence[Row]) -> None:
        layer = LAYER_OF.get(rows[0]["next"], LAYERS[0])
        fields = (field_of(Examination.layer), field_of(Examination.day), field_of(Examination.verdict), field_of(Examination.examiner),
                  field_of(Examination.reason, help="不予立案时填写"), field_of(Examination.direction, help="不予立案时填写"),
                  field_of(Examination.addressee), field_of(Examination.opinion))

        def save(draft: dict[str, Any]) -> None:
            examination.examine(self.store, ids(rows), draft["layer"], draft["verdict"], on=draft["day"],
                                **{k: draft[k] for k in ("examiner", "reason", "direction", "addressee", "opinion")})

        self.ask(f"审查提案（{len(rows)} 件）", rows, fields, {"layer": layer, "day": self.work.day, "verdict": FILED}, save,
                 f"已登记 {len(rows)} 件的审查意见", columns=2)

    def tell(self, rows: Sequence[Row]) -> None:
        self.ask("告知提案者", rows, (replace(ON, label="告知日期"),), {"on": self.work.day},
                 lambda d: examination.tell(self.store, ids(rows), on=d["on"]), f"已登记告知 {len(rows)} 件")

    def number(self, rows: Sequence[Row]) -> None:
        first = Field("first", "从几号编起", Integer(least=1, most=9999), help="不填接着往下编；并入别的提案的不编号")

        def save(draft: dict[str, Any]) -> None:
            examination.number(self.store, ids(rows), first=draft["first"])

        self.ask(f"编案号（{len(rows)} 件）", rows, (first,), {}, save, f"已编案号 {len(rows)} 件", yes="编案号")

    def merge(self, rows: Sequence[Row]) -> None:
        if len(rows) < 2:
            self.work.said.emit("并案请先在列表中选中两件以上（按住 Ctrl 或 Shift 单击）", False)
            return
        choices = {f"{r['mark'] or '流水号' + str(r['serial'])}　{r['name']}": r["id"] for r in rows}
        lead = Field("lead", "牵头提案", Choice(width=20, longest=300, open=False, options=tuple(map(Option, choices))), required=True)
        self.ask("并案", rows, (lead, ON), {"lead": next(iter(choices)), "on": self.work.day},
                 lambda d: examination.merge(self.store, choices[d["lead"]], ids(rows), on=d["on"]), f"已并案 {len(rows)} 件", yes="并案")

    def unmerge(self, rows: Sequence[Row]) -> None:
        self.attempt(lambda: examination.unmerge(self.store, ids(rows)), "已取消并案")

    def lead(self, rows: Sequence[Row]) -> None:
        self.attempt(lambda: examination.lead(self.store, rows[0]["id"]), "已改为牵头提案")

    def withdraw(self, rows: Sequence[Row]) -> None:
        reason = Field("reason", "撤案原因", Text(longest=300), required=True)
        self.ask("登记撤案", rows, (reason, ON), {"on": self.work.day},
                 lambda d: examination.withdraw(self.store, rows[0]["id"], d["reason"], on=d["on"]), "已登记撤案", yes="登记撤案")

    def freeze(self, plenary: str) -> None:
        """The figures of this moment for the report to the closing session."""
        kept, at = self.work.attempt(lambda: examination.freeze(self.store, plenary), self.page)
        if kept:
            self.work.said.emit(f"已冻结截至 {at:%Y-%m-%d %H:%M} 的审查情况", True)

    # 交办

    def suggest(self, rows: Sequence[Row]) -> None:
        UnitsDialog(self.work, rows[0], "建议承办单位", self.page, by=BY).exec()

    def decide(self, rows: Sequence[Row]) -> None:
        """One proposal in its own question; many on one sheet, in which what is suggested stands already."""
        if len(rows) == 1:
            UnitsDialog(self.work, rows[0], "确定承办单位", self.page).exec()
            return
        self.work.run(f"正在找 {len(rows)} 件提案的建议单位",
                      lambda progress: allotment.proposed(self.store, ids(rows), as_of=self.work.day, progress=progress),
                      self.sheet, self.page)

    def sheet(self, proposed: Sequence[allotment.Proposed]) -> None:
        units = allotment.directory(self.store, self.work.day)
        with self.store.read() as session:
            (channel,) = codes.bind(session, (field_of(Handling.channel),))
        assert isinstance(channel.kind, Choice)
        made = Allotting(self.work, Sheet(proposed, units, channel.kind.labels()))
        self.page.cover(made)
        made.left.connect(lambda: self.page.uncover(made))

    def hand_over(self, rows: Sequence[Row]) -> None:
        """交办 as a job: hundreds of units' rows are one operation that can be cancelled."""
        due = Field("due", "统一办理期限", Day(), help="不填按主办、会办、分办各自的期限计算")
        with self.store.read() as session:
            fields = codes.bind(session, (replace(ON, label="交办日期"), due))
        words = "\n".join(filter(None, (named(rows), assignment.caution(self.store))))
        HandOver(self.work, ids(rows), words, fields, self.page).exec()

    def handling(self, rows: Sequence[Row], title: str, fields: Sequence[Field], save: Callable[[str, dict[str, Any]], object],
                 done: str, only: Callable[[Row], bool] = lambda h: True) -> None:
        """One unit of one proposal, chosen when there are several."""
        units = {f"{h['unit']}（{h['role']}）": h for h in register.handlings(self.store, within=[rows[0]["id"]]) if only(h)}
        if not units:
            self.work.said.emit("没有可以登记的承办单位", False)
            return
        unit = Field("unit", "承办单位", Choice(width=16, longest=200, open=False, options=tuple(map(Option, units))), required=True)
        self.ask(title, rows[:1], (unit, *fields), {"unit": next(iter(units)), "on": self.work.day},
                 lambda d: save(units[d["unit"]]["id"], d), done)

    def sign(self, rows: Sequence[Row]) -> None:
        """Every unit of the chosen proposals that has not signed yet."""
        waiting = [h["id"] for h in register.handlings(self.store, within=ids(rows)) if h["handed"] and not h["signed"]]
        signer = Field("signer", "签收人", Text(longest=40))
        self.ask(f"登记签收（{len(waiting)} 家单位）", rows, (replace(ON, label="签收日期"), signer), {"on": self.work.day},
                 lambda d: assignment.sign(self.store, waiting, on=d["on"], signer=d["signer"]), f"已登记 {len(waiting)} 家单位签收")

    def reply(self, rows: Sequence[Row]) -> None:
        fields = (replace(ON, label="答复日期"), field_of(Handling.reply_mark, name="mark"), field_of(Handling.result),
                  field_of(Handling.satisfaction))
        self.handling(rows, "登记答复", fields, lambda h, d: assignment.reply(
            self.store, h, on=d["on"], mark=d["mark"], result=d["result"], satisfaction=d["satisfaction"]), "已登记答复",
            lambda h: bool(h["handed"]) and not h["replied"])

    def request(self, rows: Sequence[Row]) -> None:
        choices = {u["name"]: u["id"] for u in UNITS.listed(self.store, as_of=self.work.day)}
        fields = (field_of(ChangeRequest.kind), field_of(ChangeRequest.reason, required=True), replace(ON, label="申请日期"),
                  Field("wanted", "希望改由", Choice(width=14, longest=80, open=False, options=tuple(map(Option, choices)))),
                  Field("late", "已过期限，同意受理", YesNo()))
        self.handling(rows, "登记改办、增办申请", fields, lambda h, d: assignment.request(
            self.store, h, d["kind"], d["reason"], on=d["on"], wanted=choices.get(d["wanted"] or ""), late=bool(d["late"])),
            "已登记申请", lambda h: bool(h["handed"]) and not h["replied"])

    def answer_request(self, rows: Sequence[Row]) -> None:
        whole = register.whole(self.store, rows[0]["id"])
        open_ = [r for r in whole["requests"] if r["decided"] is None]
        if not open_:
            self.work.said.emit("没有待决定的改办申请", False)
            return
        choices = {u["name"]: u["id"] for u in UNITS.listed(self.store, as_of=self.work.day)}
        named_by_id = {number: name for name, number in choices.items()}
        request = open_[0]
        fields = (field_of(ChangeRequest.agreed, required=True),
                  field_of(ChangeRequest.decider, required=True, help="改办由县委办、县政府办决定"),
                  replace(ON, label="决定日期"),
                  Field("unit", "改由", Choice(width=14, longest=80, open=False, options=tuple(map(Option, choices)))))
        self.ask(f"决定{request['kind']}", rows[:1], fields,
                 {"agreed": True, "decider": "县政府办", "on": self.work.day, "unit": named_by_id.get(request["wanted_id"] or "")},
                 lambda d: assignment.answer_request(self.store, request["id"], bool(d["agreed"]), d["decider"], on=d["on"],
                                                     unit=choices.get(d["unit"] or "")), "已登记决定")

    def extend(self, rows: Sequence[Row]) -> None:
        fields = (field_of(Extension.until), field_of(Extension.reason, required=True), replace(ON, label="申请日期"),
                  field_of(Extension.agreed, required=True), field_of(Extension.decider))
        self.handling(rows, "登记延期", fields, lambda h, d: assignment.extend(
            self.store, h, d["until"], d["reason"], on=d["on"], agreed=bool(d["agreed"]), decider=d["decider"] or ""), "已登记延期",
            lambda h: bool(h["handed"]) and not h["replied"])

    # 重点

    def recommend(self, rows: Sequence[Row]) -> None:
        who = field_of(KeyProposal.recommender, name="who", label="推荐单位", required=True)
        self.ask(f"推荐重点提案（{len(rows)} 件）", rows, (who, replace(ON, label="推荐日期")), {"who": "提案委员会", "on": self.work.day},
                 lambda d: leading.recommend(self.store, ids(rows), d["who"], on=d["on"]), f"已推荐 {len(rows)} 件")

    def choose(self, rows: Sequence[Row]) -> None:
        meeting = field_of(KeyProposal.meeting, required=True)
        self.ask(f"确定重点提案（{len(rows)} 件）", rows, (meeting, replace(ON, label="确定日期")), {"on": self.work.day},
                 lambda d: leading.choose(self.store, ids(rows), d["meeting"], on=d["on"]), f"已确定 {len(rows)} 件重点提案")

    def leaders(self, rows: Sequence[Row]) -> None:
        values = register.whole(self.store, rows[0]["id"])["leading"] or {}
        self.ask("领衔督办", rows[:1], leading.FIELDS, values, lambda d: leading.save(self.store, rows[0]["id"], d), "已保存重点提案",
                 columns=2)

    def supervise(self, rows: Sequence[Row]) -> None:
        self.ask("登记督办活动", rows[:1], leading.EVENT_FIELDS, {"day": self.work.day},
                 lambda d: leading.supervise(self.store, rows[0]["id"], d), "已登记督办活动")


def ids(rows: Sequence[Row]) -> list[str]:
    return [r["id"] for r in rows]


def named(rows: Sequence[Row]) -> str:
    """第23号《关于……的提案》、…等 12 件."""
    words = "、".join(f"{r['mark'] or '流水号' + str(r['serial'])}《{r['name']}》" for r in rows[:MANY])
    return words + (f" 等 {len(rows)} 件" if len(rows) > MANY else "")


