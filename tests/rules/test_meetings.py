"""How meetings are counted, and what a quorum and a decision need."""
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.meetings import (
    Count,
    Share,
    Tally,
    count_in_words,
    disagreement,
    missing,
    passed,
    quorum,
    read_count,
    read_share,
    span,
)


@pytest.mark.parametrize(("text", "count"), [
    ("十届三次", Count(3, term=10)), ("第十届第十二次", Count(12, term=10)), ("10.3", Count(3, term=10)),
    ("政协青溪县第十届委员会常务委员会第十二次会议", Count(12, term=10)), ("2024年第9次", Count(9, year=2024)),
    ("党组2026年第9次会议", Count(9, year=2026)), ("第9次", Count(9)),
    ("第十四届二十六次常委会会议", Count(26, term=14)), ("某次", None), ("", None)])
def test_what_stands_under_届次(text, count):
    assert read_count(text) == count


@given(st.integers(1, 99), st.integers(1, 20), st.integers(1990, 2090))
def test_the_number_in_words_is_read_again(number, term, year):
    assert read_count(count_in_words(number, term, None)) == Count(number, term=term)
    assert read_count(count_in_words(number, None, year)) == Count(number, year=year)


def test_more_than_half_of_all_members():
    """office.md 2: 168 members need 85 votes, 84 of 157 present fail."""
    half = read_share(">1/2")
    assert half.needed(168) == 85 and half.needed(31) == 16
    assert passed(85, 168, half) and not passed(84, 168, half)
    two_thirds = read_share("≥2/3")
    assert two_thirds.needed(168) == 112 and two_thirds.needed(167) == 112 and Share(two_thirds.part).needed(168) == 113
    assert not half.reached(1, 0)
    with pytest.raises(ValueError, match="应写作"):
        read_share("一半")


def test_the_sentence_for_the_chair():
    half = read_share(">1/2")
    assert quorum(168, 157, half) == "应出席委员168名，实到157名，符合规定人数"
    assert quorum(31, 15, half, "常委") == "应出席常委31名，实到15名，不足16名，未达到规定人数"


def test_four_figures_that_cannot_be():
    assert disagreement(168, 157, 9, 2) is None and disagreement(168, 157, None, None) is None
    assert disagreement(168, 157, 9, 1) == "应到168，而实到157＋请假9＋缺席1＝167，对不上"
    assert disagreement(30, 31, None, None) == "实到31多于应到30"


def test_a_tally_in_words():
    assert Tally(168, 157, {"公假": 6, "事假": 2, "病假": 1}, 2).words == "应到168＝实到157＋请假9＋缺席2（公假6、事假2、病假1）"
    assert Tally(10, 4, {}, 1).words == "应到10＝实到4＋请假0＋缺席1＋未登记5"


def test_skipped_numbers_and_days():
    assert missing([1, 2, 5]) == [3, 4]
    assert span(dt.date(2026, 1, 6), dt.date(2026, 1, 9)) == "2026年1月6日至9日"
    assert span(dt.date(2026, 1, 30), dt.date(2026, 2, 2)) == "2026年1月30日至2月2日"
