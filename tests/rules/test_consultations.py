"""In which state a topic stands: read off its facts, whatever the order in which they were entered."""
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules import consultations as rules
from desktop.rules import tasks
from desktop.rules.consultations import Facts

DAY = dt.date(2026, 6, 30)
EARLY, LATE = dt.date(2026, 3, 1), dt.date(2026, 8, 1)


@pytest.mark.parametrize(("facts", "state"), [
    (Facts(), rules.COLLECTED),
    (Facts(approved=EARLY), rules.PLANNED),
    (Facts(approved=LATE), rules.COLLECTED),
    (Facts(steps=(("调研", EARLY),)), rules.STUDIED),
    (Facts(approved=EARLY, steps=(("协商会议", EARLY),)), rules.HELD),
    (Facts(steps=(("协商会议", LATE),)), rules.COLLECTED),
    (Facts(outcomes=((EARLY, None, None),)), rules.WRITTEN),
    (Facts(outcomes=((EARLY, EARLY, None),)), rules.SENT),
    (Facts(steps=(("报送", EARLY),)), rules.SENT),
    (Facts(outcomes=((EARLY, EARLY, None),), remarks=(EARLY,)), rules.REMARKED),
    (Facts(outcomes=((EARLY, EARLY, EARLY),), remarks=(EARLY,)), rules.ADOPTED),
    (Facts(approved=EARLY, dropped=EARLY, steps=(("调研", EARLY),)), rules.DROPPED),
])
def test_the_furthest_state_that_the_facts_allow(facts, state):
    assert rules.reached(facts, DAY) == state


STEP = st.tuples(st.sampled_from(["成立课题组", "调研", "协商会议", "报送", "反馈", "采纳", "督办"]),
                 st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)))


@given(st.lists(STEP, max_size=8), st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 30)))
def test_the_order_of_entering_does_not_matter_and_time_never_leads_back(steps, day):
    state = rules.reached(Facts(steps=tuple(steps)), day)
    assert rules.reached(Facts(steps=tuple(reversed(steps))), day) == state
    later = rules.reached(Facts(steps=tuple(steps)), day + dt.timedelta(days=1))
    assert rules.STATES.index(later) >= rules.STATES.index(state)


def test_dates_that_cannot_be_are_named():
    assert rules.odd_order(Facts(outcomes=((LATE, EARLY, None),))) == [f"报送日期 {EARLY} 早于成果形成日期 {LATE}"]
    assert rules.approval_order([("主席会议审议日期", LATE), ("党组会议研究日期", None), ("印发日期", EARLY)]) == [
        f"印发日期 {EARLY} 早于主席会议审议日期 {LATE}"]


@pytest.mark.parametrize(("due", "done", "state"), [
    (None, None, "进行中"), (DAY, None, "临期"), (DAY + dt.timedelta(days=8), None, "进行中"), (DAY - dt.timedelta(days=1), None, "逾期"),
    (EARLY, EARLY, "已完成"), (EARLY, LATE, "逾期")])
def test_a_task_is_late_only_after_its_day(due, done, state):
    assert tasks.state(due, done, DAY, 7) == state
