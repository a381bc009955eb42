"""Of 400 days of backups exactly the right ones are left, whatever the clock does."""
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.retention import Retention, kept

START = dt.datetime(2025, 5, 27, 17, 20)


def at(day, hour=17):
    return dt.datetime.combine(day, dt.time(hour))


def test_what_is_left_after_400_days():
    """Written out by hand from the calendar: 30 June 2026 is a Tuesday."""
    moments = [START + dt.timedelta(days=n) for n in range(400)]
    assert moments[-1].date() == dt.date(2026, 6, 30)
    days = ["2026-06-24", "2026-06-25", "2026-06-26", "2026-06-27", "2026-06-28", "2026-06-29", "2026-06-30"]
    weeks = ["2026-06-14", "2026-06-21", "2026-06-28", "2026-06-30"]
    months = ["2025-07-31", "2025-08-31", "2025-09-30", "2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31",
              "2026-04-30", "2026-05-31", "2026-06-30"]
    assert sorted(m.date().isoformat() for m in kept(moments, moments[-1])) == sorted({*days, *weeks, *months})


def test_of_several_backups_of_a_day_the_last_one_counts():
    day = dt.date(2026, 6, 30)
    assert kept([at(day, 9), at(day, 12), at(day, 18)], at(day, 19)) == {at(day, 18)}


def test_a_holiday_of_three_weeks_costs_nothing():
    moments = [at(dt.date(2026, 1, 1) + dt.timedelta(days=n)) for n in range(20)]
    assert kept(moments, at(dt.date(2026, 3, 1))) == kept(moments, moments[-1])


def test_the_weeks_at_the_turn_of_the_year():
    """29 December 2025 to 4 January 2026 is one week."""
    moments = [at(dt.date(2025, 12, 27) + dt.timedelta(days=n)) for n in range(10)]
    left = kept(moments, moments[-1], Retention(1, 3, 1))
    assert sorted(m.date() for m in left) == [dt.date(2025, 12, 28), dt.date(2026, 1, 4), dt.date(2026, 1, 5)]


@pytest.mark.parametrize("wrong", [dt.datetime(2000, 1, 1, 8), dt.datetime(2099, 1, 1, 8), dt.datetime(2024, 2, 29, 23, 59)])
def test_a_wrong_clock_costs_no_more_than_a_day_does(wrong):
    """One start with a wrong clock: at most the oldest day, week and month give way, as they would tomorrow."""
    moments = [START + dt.timedelta(days=n) for n in range(400)]
    before = kept(moments, moments[-1])
    during = kept(before | {wrong}, wrong)
    assert wrong in during and len(before - during) <= 3
    after = kept(during, moments[-1] + dt.timedelta(hours=1))
    assert len(before - after) <= 3 and max(before) in after


@given(st.lists(st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1)), max_size=60), st.datetimes(dt.datetime(2020, 1, 1),
                                                                                                          dt.datetime(2030, 1, 1)))
def test_kept_is_settled_and_never_loses_the_newest(moments, now):
    left = kept(moments, now)
    assert left <= set(moments) and kept(left, now) == left
    past = [m for m in moments if m <= now]
    assert not past or max(past) in left
    assert {m for m in moments if m > now} <= left
    assert len([m for m in left if m <= now]) <= 7 + 4 + 12
