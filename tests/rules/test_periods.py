"""Four clocks: plenary to plenary, calendar year, appraisal year, term."""
import datetime as dt

import pytest

from desktop.rules.periods import Session, appraisal_year, between, calendar_year, han, of_session, of_term, usual_term

HELD = [Session(10, 2, dt.date(2023, 1, 5)), Session(10, 1, dt.date(2021, 12, 20)), Session(11, 1, dt.date(2026, 12, 18))]


@pytest.mark.parametrize(("number", "words"), [(0, "零"), (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (26, "二十六"), (99,
    "九十九")])
def test_numbers_of_terms(number, words):
    assert han(number) == words


def test_from_one_plenary_to_the_next():
    first, second, third = (of_session(t, n, HELD, dt.date(2031, 11, 30)) for t, n in ((10, 1), (10, 2), (11, 1)))
    assert first and second and third
    assert (first.first, first.last, first.words) == (dt.date(2021, 12, 20), dt.date(2023, 1, 4), "十届一次会议以来")
    assert second.last == dt.date(2026, 12, 17) and third.last == dt.date(2031, 11, 30)
    assert of_session(10, 3, HELD, dt.date(2031, 11, 30)) is None


def test_years():
    assert calendar_year(2025) == appraisal_year(2025) and calendar_year(2025).words == "2025年"
    year = appraisal_year(2025, 12)
    assert (year.first, year.last, year.words) == (dt.date(2024, 12, 1), dt.date(2025, 11, 30), "2025考核年度")


def test_words_of_stretches_and_terms():
    assert between(dt.date(2025, 1, 1), dt.date(2025, 3, 5)).words == "2025年1月1日至2025年3月5日"
    assert of_term(10, dt.date(2021, 12, 1), dt.date(2026, 11, 30)).words == "第十届委员会任期（2021年12月1日至2026年11月30日）"


def test_both_ends_belong_to_a_period():
    year = calendar_year(2025)
    assert dt.date(2025, 1, 1) in year and dt.date(2025, 12, 31) in year
    assert dt.date(2026, 1, 1) not in year and None not in year


@pytest.mark.parametrize(("today", "end"), [(dt.date(2026, 6, 30), dt.date(2025, 12, 31)), (dt.date(2025, 6, 30), dt.date(2025, 6, 30)),
                                            (dt.date(2024, 6, 30), dt.date(2025, 1, 1))])
def test_the_day_as_of_which_a_period_is_asked(today, end):
    assert calendar_year(2025).end(today) == end


@pytest.mark.parametrize(("today", "term"), [(dt.date(2026, 6, 30), (10, 2021)), (dt.date(2026, 12, 1), (11, 2026)), (dt.date(2021, 11,
    30), (9, 2016)),
                                             (dt.date(2021, 12, 1), (10, 2021)), (dt.date(2030, 1, 1), (11, 2026))])
def test_a_new_stores_term_contains_today(today, term):
    number, first, last = usual_term(today)
    assert (number, first.year) == term and first <= today <= last and (last.year, last.month) == (first.year + 5, 11)
