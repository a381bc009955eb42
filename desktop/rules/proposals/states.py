"""The steps of a proposal and the states they make: one table each. States are told by dated facts, so that steps may be
entered late and in any order (补录); only dates that cannot be are named."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.rules.proposals.deadlines import ANSWERING

WAITING, FILED, REFUSED, WITHDRAWN = "待审查", "立案", "不予立案", "撤案"
RESULTS = (WAITING, FILED, REFUSED, WITHDRAWN)
LAYERS = ("审查人", "提案委主任", "分管副主席")
LAST_LAYER = LAYERS[-1]

Days = Mapping[str, Sequence[dt.date]]


@dataclass(frozen=True)
class Exam:
    layer: str
    day: dt.date
    verdict: str
    reason: str | None = None
    direction: str | None = None
    addressee: str | None = None


@dataclass(frozen=True)
class Handled:
    """What one unit was given and did."""
    role: str
    handed: dt.date | None = None
    signed: dt.date | None = None
    replied: dt.date | None = None
    ended: dt.date | None = None
    due: dt.date | None = None

    def until(self, day: dt.date) -> Handled:
        return replace(self, **{k: None for k in ("handed", "signed", "replied", "ended")
                                if (value := getattr(self, k)) is not None and value > day})


@dataclass(frozen=True)
class Asked:
    """A unit's request for another unit; `decided` is None while it is open."""
    day: dt.date
    decided: dt.date | None = None


@dataclass(frozen=True)
class Facts:
    """Everything that was dated of one proposal. `lead` tells that it is merged into another."""
    received: dt.date
    exams: tuple[Exam, ...] = ()
    number: int | None = None
    lead: bool = False
    merged: dt.date | None = None
    withdrawn: dt.date | None = None
    told: dt.date | None = None
    handlings: tuple[Handled, ...] = ()
    requests: tuple[Asked, ...] = ()

    def until(self, day: dt.date) -> Facts:
        """The facts as they stood at the end of a day. A number has no day of its own: it came with the examination."""
        merged = self.lead and (self.merged is None or self.merged <= day)
        exams = tuple(e for e in self.exams if e.day <= day)
        return replace(
            self, exams=exams, lead=merged, number=self.number if len(exams) == len(self.exams) else None,
            withdrawn=self.withdrawn if self.withdrawn and self.withdrawn <= day else None,
            told=self.told if self.told and self.told <= day else None,
            handlings=tuple(h.until(day) for h in self.handlings if h.handed is None or h.handed <= day),
            requests=tuple(replace(r, decided=r.decided if r.decided and r.decided <= day else None)
                           for r in self.requests if r.day <= day))

    @property
    def current(self) -> tuple[Handled, ...]:
        """The units that handle it still."""
        return tuple(h for h in self.handlings if h.ended is None)

    @property
    def last(self) -> Exam | None:
        """What the highest layer has said, of several words the latest."""
        return max(self.exams, key=lambda e: (LAYERS.index(e.layer), e.day), default=None)


def decisive(facts: Facts, layer: str = LAST_LAYER) -> Exam | None:
    """The examination that counts: the highest layer's, when it is at least the one by which the office files."""
    last = facts.last
    return last if last is not None and LAYERS.index(last.layer) >= LAYERS.index(layer) else None


def result(facts: Facts, layer: str = LAST_LAYER) -> str:
    """审查结果. What has a number, was handed over or merged counts as filed though its examination is not entered yet."""
    if facts.withdrawn:
        return WITHDRAWN
    exam = decisive(facts, layer)
    if exam is not None:
        return exam.verdict
    implied = facts.number is not None or facts.lead or any(h.handed for h in facts.handlings)
    return FILED if implied else WAITING


@dataclass(frozen=True)
class State:
    """`next` is the step that a clerk takes next, '' where the work is done or done elsewhere."""
    name: str
    next: str
    holds: Callable[[Facts, str], bool]


def layers_done(facts: Facts) -> int:
    return LAYERS.index(facts.last.layer) + 1 if facts.last else 0


def replied(facts: Facts) -> bool:
    answering = [h for h in facts.current if h.role in ANSWERING]
    return bool(answering) and all(h.replied for h in answering)


STATES: tuple[State, ...] = (
    State(WITHDRAWN, "", lambda f, r: r == WITHDRAWN),
    State("已告知", "", lambda f, r: r == REFUSED and f.told is not None),
    State(REFUSED, "告知提案者", lambda f, r: r == REFUSED),
    State("已并案", "", lambda f, r: f.lead),
    State(WAITING, "审查人审查", lambda f, r: r == WAITING and layers_done(f) == 0),
    State("待复审", "提案委主任审查", lambda f, r: r == WAITING and layers_done(f) == 1),
    State("待审定", "分管副主席审定", lambda f, r: r == WAITING),
    State("已答复", "", lambda f, r: replied(f)),
    State("改办待定", "决定改办", lambda f, r: any(a.decided is None for a in f.requests)),
    State("办理中", "登记答复", lambda f, r: any(h.handed for h in f.current) and all(
        h.signed for h in f.current if h.role in ANSWERING and h.handed)),
    State("待签收", "登记签收", lambda f, r: any(h.handed for h in f.current)),
    State("待编案号", "编案号", lambda f, r: f.number is None),
    State("待定单位", "确定承办单位", lambda f, r: not f.current),
    State("待交办", "交办", lambda f, r: True),
)
"""In this order; the first that holds of (facts, 审查结果) is the proposal's state."""
BOARD = ("待审查", "待复审", "待审定", "待编案号", "待定单位", "待交办", "待签收", "改办待定", "办理中", "已答复", "不予立案", "已告知",
         "已并案", "撤案")
"""The states in the order of the work, as a board shows them."""


def state(facts: Facts, layer: str = LAST_LAYER) -> State:
    found = result(facts, layer)
    return next(s for s in STATES if s.holds(facts, found))


ORDER: tuple[tuple[str, str], ...] = (
    ("收到", "审查人审查"), ("收到", "提案委主任审查"), ("收到", "分管副主席审查"), ("审查人审查", "提案委主任审查"),
    ("审查人审查", "分管副主席审查"), ("提案委主任审查", "分管副主席审查"), ("收到", "并案"), ("收到", "撤案"), ("收到", "交办"),
    ("审查", "交办"), ("审查", "告知"), ("交办", "签收"), ("交办", "答复"), ("交办", "不再承办"), ("交办", "申请改办"),
    ("申请改办", "决定改办"), ("收到", "申请改办"))
"""(earlier, later): the days of the later step cannot lie before those of the earlier one."""


def days(facts: Facts) -> dict[str, list[dt.date]]:
    """The days of the steps that concern the whole proposal; of a layer that spoke twice the first word counts."""
    found = {"收到": [facts.received], "并案": [facts.merged], "撤案": [facts.withdrawn], "告知": [facts.told],
             "审查": [facts.last.day if facts.last else None]}
    for layer in LAYERS:
        said = [e.day for e in facts.exams if e.layer == layer]
        found[f"{layer}审查"] = [min(said)] if said else []
    return {k: [d for d in v if d] for k, v in found.items()}


def misordered(facts: Facts) -> list[str]:
    """The impossible orders of dates, each a sentence: 交办日期 2026-03-01 早于审查日期 2026-03-05."""
    whole = days(facts)
    found = out_of_order(whole)
    for each in facts.handlings:
        steps = {"交办": each.handed, "签收": each.signed, "答复": each.replied, "不再承办": each.ended}
        found += out_of_order({**whole, **{k: [d] for k, d in steps.items() if d}})
    handed = [h.handed for h in facts.handlings if h.handed]
    for request in facts.requests:
        found += out_of_order({**whole, "交办": [min(handed)] if handed else [], "申请改办": [request.day],
                               "决定改办": [request.decided] if request.decided else []})
    return list(dict.fromkeys(found))


def out_of_order(steps: Days) -> list[str]:
    found = []
    for earlier, later in ORDER:
        before, after = steps.get(earlier), steps.get(later)
        if before and after and min(after) < max(before):
            found.append(f"{later}日期 {min(after).isoformat()} 早于{earlier}日期 {max(before).isoformat()}")
    return found
