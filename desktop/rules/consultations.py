"""协商: in which state a topic stands, read off its dated facts, entered in whatever order."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

COLLECTED, PLANNED, STUDIED, HELD, WRITTEN, SENT, REMARKED, ADOPTED, DROPPED = (
    "征集", "列入计划", "调研", "已协商", "形成成果", "已报送", "已批示", "已采纳", "已撤下")
STATES = (COLLECTED, PLANNED, STUDIED, HELD, WRITTEN, SENT, REMARKED, ADOPTED)
"""The later a state stands, the further the topic is; 已撤下 ends it."""

STUDY_STEPS, MEETING_STEP, SENDING_STEP, ADOPTION_STEP = ("成立课题组", "调研"), "协商会议", "报送", "采纳"
WRITTEN_REMARK, SPOKEN_REMARK = "批示", "口头肯定"


@dataclass(frozen=True)
class Facts:
    """What happened to one topic up to a day: `approved` is the day on which the plan was approved or issued; `steps` are
    (kind, day); `outcomes` (day, sent, adopted); `remarks` the days of leaders' remarks, written or spoken."""
    approved: dt.date | None = None
    dropped: dt.date | None = None
    steps: tuple[tuple[str, dt.date], ...] = ()
    outcomes: tuple[tuple[dt.date | None, dt.date | None, dt.date | None], ...] = ()
    remarks: tuple[dt.date, ...] = ()


def reached(facts: Facts, day: dt.date) -> str:
    """The furthest state that the facts up to `day` allow."""
    def by(when: dt.date | None) -> bool:
        return when is not None and when <= day

    if by(facts.dropped):
        return DROPPED
    kinds = {kind for kind, when in facts.steps if when <= day}
    tests = (
        (ADOPTED, ADOPTION_STEP in kinds or any(by(adopted) for _, _, adopted in facts.outcomes)),
        (REMARKED, any(by(when) for when in facts.remarks)),
        (SENT, SENDING_STEP in kinds or any(by(sent) for _, sent, _ in facts.outcomes)),
        (WRITTEN, any(by(made) for made, _, _ in facts.outcomes)),
        (HELD, MEETING_STEP in kinds),
        (STUDIED, bool(kinds.intersection(STUDY_STEPS))),
        (PLANNED, by(facts.approved)),
    )
    return next((state for state, true in tests if true), COLLECTED)


def odd_order(facts: Facts) -> list[str]:
    """Sentences on dates that cannot be in this order; steps entered late in any order are no fault."""
    found = []
    for made, sent, adopted in facts.outcomes:
        if made and sent and sent < made:
            found.append(f"报送日期 {sent} 早于成果形成日期 {made}")
        if sent and adopted and adopted < sent:
            found.append(f"采纳日期 {adopted} 早于报送日期 {sent}")
    return found


def approval_order(dates: Iterable[tuple[str, dt.date | None]]) -> list[str]:
    """The approval path's dates in its order: sentences where a later step has an earlier day."""
    known = [(label, day) for label, day in dates if day is not None]
    return [f"{label} {day} 早于{before} {earlier}" for (before, earlier), (label, day) in pairwise(known)
            if day < earlier]
