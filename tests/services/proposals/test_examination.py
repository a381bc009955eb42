"""Examination, merging and numbers; whatever is done, the figures agree."""
import datetime as dt

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from desktop.fields.refused import Refused
from desktop.services import office, opening, terms
from desktop.services.proposals import allotment, assignment, examination, intake, register
from desktop.services.proposals.allotment import Allotted
from desktop.services.proposals.signatories import Signatories
from desktop.services.undo import undo
from desktop.services.units import UNITS

D = dt.date
GROUPS = (2, 2, 2, 2, 2, 3, 3, 3, 4, 6, 9)  # 临潭, January 2026 (office.md 1.2)
REFUSAL = {"reason": "内容空泛、没有具体建议的", "direction": "作委员来信"}


def row(store, record):
    return next(r for r in register.listed(store) if r["id"] == record)


def file(store, ids):
    for layer in ("审查人", "提案委主任", "分管副主席"):
        examination.examine(store, ids, layer, "立案", on=D(2026, 1, 20))


def test_three_layers_then_a_number(county, put):
    record = put()
    examination.examine(county, [record], "审查人", "立案", on=D(2026, 1, 6), examiner="方志远")
    assert row(county, record)["state"] == "待复审"
    examination.examine(county, [record], "提案委主任", "立案", on=D(2026, 1, 7))
    assert row(county, record)["outcome"] == "待审查"
    examination.examine(county, [record], "分管副主席", "立案", on=D(2026, 1, 20))
    assert (row(county, record)["outcome"], row(county, record)["next"]) == ("立案", "编案号")
    assert examination.number(county, [record]) == [1]
    assert row(county, record)["mark"] == "第001号"
    assert [r["outcome"] for r in register.listed(county, as_of=D(2026, 1, 19))] == ["待审查"]


def test_steps_entered_late_and_in_any_order(county, put):
    record = put()
    examination.examine(county, [record], "分管副主席", "立案", on=D(2026, 1, 20))
    examination.examine(county, [record], "审查人", "立案", on=D(2026, 1, 6))
    assert row(county, record)["outcome"] == "立案"
    with pytest.raises(Refused, match="分管副主席审查日期 2026-01-20 早于提案委主任审查日期 2026-02-01"):
        examination.examine(county, [record], "提案委主任", "立案", on=D(2026, 2, 1))
    with pytest.raises(Refused, match="审查人审查日期 2026-01-04 早于收到日期 2026-01-05"):
        examination.examine(county, [record], "审查人", "立案", on=D(2026, 1, 4))
    with pytest.raises(Refused, match="在今天之后"):
        examination.examine(county, [record], "审查人", "立案", on=D(2026, 7, 4))
    assert len(register.whole(county, record)["exams"]) == 2


def test_what_is_not_filed_needs_reason_and_direction_and_is_told(county, put):
    record = put()
    with pytest.raises(Refused, match="理由和去向"):
        examination.examine(county, [record], "分管副主席", "不予立案", on=D(2026, 1, 20))
    examination.examine(county, [record], "分管副主席", "不予立案", on=D(2026, 1, 20), **REFUSAL)
    found = row(county, record)
    assert (found["outcome"], found["direction"], found["next"]) == ("不予立案", "作委员来信", "告知提案者")
    with pytest.raises(Refused, match="告知日期 2026-01-19 早于审查日期 2026-01-20"):
        examination.tell(county, [record], on=D(2026, 1, 19))
    examination.tell(county, [record], on=D(2026, 1, 25))
    assert row(county, record)["state"] == "已告知"
    with pytest.raises(Refused, match="还没有立案"):
        examination.number(county, [record])


def test_merged_ones_keep_their_sponsors_and_show_no_number_of_the_lead(county, put):
    lead, one, two = put(), put(name="关于民宿的提案", sponsors="李四"), put(name="关于乡村旅游的提案", sponsors="王五")
    file(county, [lead, one, two])
    examination.merge(county, lead, [one, two], on=D(2026, 1, 21))
    assert examination.number(county, [lead, one, two]) == [1]
    assert [(r["mark"], r["merged_into"], r["sponsor"], r["state"]) for r in register.listed(county)] == [
        ("第001号", "", "张三", "待定单位"), ("", "第001号", "李四", "已并案"), ("", "第001号", "王五", "已并案")]
    with pytest.raises(Refused, match="牵头提案"):
        examination.withdraw(county, lead, "提案者要求撤回")
    with pytest.raises(Refused, match="在并案中"):
        examination.examine(county, [one], "分管副主席", "不予立案", on=D(2026, 2, 1), **REFUSAL)
    examination.lead(county, one)
    assert (row(county, one)["lead_id"], row(county, lead)["lead_id"], row(county, two)["lead_id"]) == (None, one, one)
    examination.withdraw(county, two, "提案者要求撤回", on=D(2026, 3, 1))
    told = examination.count(county, "10.5")
    assert (told.filed, told.withdrawn, told.merged, told.to_hand) == (2, 1, 1, 1)
    examination.unmerge(county, [one])
    assert row(county, lead)["lead_id"] is None


def test_groups_join_whole_and_strangers_are_refused(county, put):
    a, b, c = put(), put(name="关于乙的提案"), put(name="关于丙的提案")
    examination.merge(county, b, [c], on=D(2026, 1, 21))
    examination.merge(county, a, [b], on=D(2026, 1, 22))
    assert {row(county, x)["lead_id"] for x in (b, c)} == {a}
    with pytest.raises(Refused, match="已经并入别的提案，不能作牵头"):
        examination.merge(county, c, [put(name="关于丁的提案")])
    other = intake.save(county, {"plenary": "10.4", "name": "关于戊的提案", "sponsors": "张三", "received": D(2025, 1, 7)})
    with pytest.raises(Refused, match="不是同一次会议"):
        examination.merge(county, a, [other])


def golden(store):
    day = D(2026, 1, 5)
    with store.operation("收到提案 184 件") as session:
        everyone = {day: Signatories(session, day)}
        ids = [intake.enter(session, {"plenary": "10.5", "name": f"关于第{n}件事情的提案", "sponsors": "张三", "received": day}, None,
                            store.today(), everyone).id for n in range(184)]
    file(store, ids[:169])
    examination.examine(store, ids[169:], "分管副主席", "不予立案", on=D(2026, 1, 20), **REFUSAL)
    at = 0
    for size in GROUPS:
        examination.merge(store, ids[at], ids[at + 1:at + size], on=D(2026, 1, 21))
        at += size
    return ids


def test_the_county_of_184(county):
    ids = golden(county)
    assert len(examination.number(county, ids[:169])) == 142
    told = examination.count(county, "10.5")
    assert (told.received, told.filed, told.refused, told.merged, told.to_hand, len(told.groups)) == (184, 169, 15, 27, 142, 11)
    assert all(holds for _, holds in told.identities())
    examination.freeze(county, "10.5", dt.datetime(2026, 1, 22, 17, 0))
    examination.withdraw(county, ids[168], "提案者要求撤回")
    assert examination.count(county, "10.5").filed == 168
    (frozen,) = examination.snapshots(county, "10.5")
    assert (frozen["at"], frozen["figures"].filed, len(frozen["rows"]), frozen["counts"]["form"]) == (
        "2026-01-22 17:00", 169, 184, {"个人": 184})
    office.save(county, {"proposal_merged_counted": False})
    told = examination.count(county, "10.5")
    assert (told.filed, told.merged) == (141, 27) and all(holds for _, holds in told.identities())


class Session(RuleBasedStateMachine):
    """A clerk does what a clerk may do, right or wrong, in any order; the figures agree after every step."""

    @initialize(folder=st.just(None))
    def begin(self, folder):
        import tempfile
        self.folder = tempfile.TemporaryDirectory()
        self.store = opening.create(f"{self.folder.name}/office.db", clock=lambda: dt.datetime(2026, 6, 30, 9, 0))
        office.found(self.store)
        terms.PLENARIES.save(self.store, {"term": 10, "number": 5, "opens": D(2026, 1, 6), "closes": D(2026, 1, 9)})
        self.desks = [UNITS.save(self.store, {"name": name}) for name in ("县教育体育局", "县民政局")]
        self.ids = []
        for _ in range(3):
            self.receive()

    def attempt(self, verb, *args, **more):
        try:
            verb(self.store, *args, **more)
        except Refused as refusal:
            assert len(str(refusal)) > 8

    def pick(self, data, least=1):
        return data.draw(st.lists(st.sampled_from(self.ids), min_size=least, max_size=4, unique=True))

    @rule()
    def receive(self):
        self.ids.append(intake.save(self.store, {"plenary": "10.5", "name": f"关于第{len(self.ids)}件事的提案", "sponsors": "张三",
                                                 "received": D(2026, 1, 5)}))

    @rule(data=st.data(), layer=st.sampled_from(("审查人", "提案委主任", "分管副主席")), filed=st.booleans(), day=st.integers(6, 28))
    def examine(self, data, layer, filed, day):
        more = {} if filed else REFUSAL
        self.attempt(examination.examine, self.pick(data), layer, "立案" if filed else "不予立案", on=D(2026, 1, day), **more)

    @rule(data=st.data())
    def merge(self, data):
        lead, *others = self.pick(data, 2)
        self.attempt(examination.merge, lead, others, on=D(2026, 2, 1))

    @rule(data=st.data())
    def unmerge(self, data):
        self.attempt(examination.unmerge, self.pick(data))

    @rule(data=st.data())
    def change_lead(self, data):
        self.attempt(examination.lead, self.pick(data)[0])

    @rule(data=st.data())
    def withdraw(self, data):
        self.attempt(examination.withdraw, self.pick(data)[0], "提案者要求撤回", on=D(2026, 3, 1))

    @rule(data=st.data())
    def number(self, data):
        self.attempt(examination.number, self.pick(data))

    @rule(data=st.data(), split=st.booleans())
    def decide(self, data, split):
        one, two = self.desks
        units = [(one, "分办"), (two, "分办")] if split else [(one, "主办"), (two, "会办")]
        self.attempt(allotment.decide, {i: Allotted(units) for i in self.pick(data)})

    @rule(data=st.data(), day=st.integers(1, 28))
    def hand_over(self, data, day):
        self.attempt(assignment.hand_over, self.pick(data), on=D(2026, 3, day))

    @rule()
    def undo(self):
        self.attempt(undo)
        present = {r["id"] for r in register.listed(self.store)}
        self.ids = [i for i in self.ids if i in present]
        if len(self.ids) < 2:
            self.receive(), self.receive()

    @invariant()
    def figures_agree(self):
        if not hasattr(self, "store"):
            return
        rows = register.listed(self.store)
        for told in (examination.count(self.store, "10.5"), examination.figures.tally(rows, counted=False)):
            assert all(holds for _, holds in told.identities()), told.identities()
        told = examination.count(self.store, "10.5")
        assert told.received == len(rows) == sum(sum(r["outcome"] == o for r in rows) for o in ("待审查", "立案", "不予立案", "撤案"))
        away = sum(size - 1 for size in told.groups)
        assert told.to_hand == sum(r["outcome"] == "立案" for r in rows) - away, "交办 = 立案 − Σ(件数 − 1)"
        assert told.handed == sum(r["handed"] is not None for r in rows) <= told.to_hand
        assert not any(r["handed"] and (r["lead_id"] or r["outcome"] in ("待审查", "不予立案")) for r in rows)
        assert all(r["lead_id"] is None or row_of(rows, r["lead_id"])["lead_id"] is None for r in rows)
        marks = [r["mark"] for r in rows if r["mark"]]
        assert len(marks) == len(set(marks))

    def teardown(self):
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()


def row_of(rows, record):
    return next(r for r in rows if r["id"] == record)


TestSession = Session.TestCase
TestSession.settings = settings(max_examples=6, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck))
