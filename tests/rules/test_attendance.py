"""Marks on paper, several half days, and the identity that every sheet obeys."""
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.attendance import ABSENT, ATTENDED, LEAVE, PRESENT, Mark, read_mark, read_own, tally, whole

THERE, GONE = Mark(PRESENT), Mark(ABSENT)
MARKS = st.one_of(st.just(THERE), st.just(GONE), st.builds(Mark, st.just(LEAVE), st.sampled_from(["公假", "事假", "病假", None])))


@pytest.mark.parametrize(("text", "mark"), [
    ("√", THERE), ("✓", THERE), (" √ ", THERE), ("出席", THERE), ("×", GONE), ("x", GONE), ("Ｘ", GONE), ("缺", GONE), ("缺席", GONE),
    ("请假", Mark(LEAVE)), ("△", Mark(LEAVE)), ("○", Mark(LEAVE)), ("事假", Mark(LEAVE, "事假")), ("病", Mark(LEAVE, "病假")),
    ("请假（公）", Mark(LEAVE, "公假")), ("因公请假", Mark(LEAVE, "公假")), ("迟到", Mark(PRESENT, late=True)),
    ("√（早退）", Mark(PRESENT, early=True)), ("？？", None)])
def test_signs(text, mark):
    assert read_mark(text) == mark


def test_the_offices_own_signs_win():
    own = read_own(["◇ 公假", "", "△ 缺席"])
    assert read_mark("◇", own) == Mark(LEAVE, "公假") and read_mark("△", own) == GONE
    with pytest.raises(ValueError, match="第1行应写"):
        read_own(["◇ 去玩"])


@pytest.mark.parametrize(("there", "of", "result"), [(7, 7, PRESENT), (5, 7, PRESENT), (4, 7, ABSENT), (0, 7, ABSENT)])
def test_less_than_two_thirds_is_absent(there, of, result):
    marks = [THERE] * there + [GONE] * (of - there)
    assert whole(marks, ATTENDED["三分之二"]).result == result
    assert whole(marks, None).result == (PRESENT if there else ABSENT)


def test_who_missed_only_on_leave_is_on_leave():
    assert whole([THERE, Mark(LEAVE, "公假"), Mark(LEAVE, "公假")], Fraction(2, 3)) == Mark(LEAVE, "公假")
    assert whole([THERE, None], Fraction(2, 3)) is None and whole([], None) is None


@given(st.lists(st.tuples(st.sampled_from(["出席", "列席", "特邀", "工作人员"]), MARKS), max_size=40))
def test_due_is_present_and_leave_and_absent(people):
    found = tally(people)
    assert found.due == found.present + found.on_leave + found.absent and found.unmarked == 0
    assert found.due == sum(capacity == "出席" for capacity, _ in people)
    assert found.observers == sum(c in ("列席", "特邀") and m.result == PRESENT for c, m in people)
