"""Working days of the State Council's years, and months as deadlines count them."""
import datetime as dt

import pytest

from desktop.rules.calendar import Calendar, add_months

SPRING = Calendar(frozenset(dt.date(2026, 2, n) for n in range(15, 24)), frozenset({dt.date(2026, 2, 14), dt.date(2026, 2, 28)}),
                  frozenset({2026}))


def test_the_spring_festival_of_2026_has_two_working_saturdays():
    assert SPRING.works(dt.date(2026, 2, 14)) and SPRING.works(dt.date(2026, 2, 28))
    assert not SPRING.works(dt.date(2026, 2, 17)) and not SPRING.works(dt.date(2026, 2, 7))
    assert SPRING.after(dt.date(2026, 2, 13), 2) == dt.date(2026, 2, 24)
    assert SPRING.between(dt.date(2026, 2, 13), dt.date(2026, 2, 24)) == 2
    assert SPRING.between(dt.date(2026, 2, 24), dt.date(2026, 2, 13)) == -2


def test_a_year_without_a_table_is_counted_by_weekends_and_says_so():
    day = dt.date(2027, 9, 30)
    assert SPRING.after(day, 1) == dt.date(2027, 10, 1)
    assert SPRING.caution(day) == "未录入2027年的节假日，按双休日计算"
    assert SPRING.caution(dt.date(2026, 12, 31), dt.date(2027, 1, 4)) == "未录入2027年的节假日，按双休日计算"
    assert SPRING.caution(dt.date(2026, 3, 1)) == SPRING.caution() == ""


@pytest.mark.parametrize("day, months, expected", [
    (dt.date(2024, 3, 18), 3, dt.date(2024, 6, 18)), (dt.date(2024, 3, 18), 1, dt.date(2024, 4, 18)),
    (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)), (dt.date(2024, 1, 31), 1, dt.date(2024, 2, 29)),
    (dt.date(2026, 11, 30), 3, dt.date(2027, 2, 28)), (dt.date(2026, 2, 5), -3, dt.date(2025, 11, 5))])
def test_months_end_where_the_month_ends(day, months, expected):
    assert add_months(day, months) == expected
