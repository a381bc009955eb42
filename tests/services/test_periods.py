"""What the user asked for becomes a period, with the plenaries of the store."""
import datetime as dt

import pytest
from sqlalchemy import select

from desktop.fields.refused import Refused
from desktop.models.member import Plenary, Term
from desktop.rules.periods import han
from desktop.services import office, periods


def plenaries(store):
    with store.operation("登记全会") as session:
        term = session.scalar(select(Term))
        session.add_all([Plenary(term_id=term.id, number=n, opens=day) for n, day in ((3, dt.date(2024, 1, 8)), (4, dt.date(2025, 1, 9)))])
        return term.number


def test_periods_by_what_was_asked(store):
    number = plenaries(store)
    third, fourth = periods.chosen(store, session=f"{number}.3"), periods.chosen(store, session=f"{number}.4")
    assert third is not None and fourth is not None
    assert (third.first, third.last, third.words) == (dt.date(2024, 1, 8), dt.date(2025, 1, 8), f"{han(number)}届三次会议以来")
    assert fourth.last == dt.date(2026, 11, 30) and fourth.end(store.today()) == dt.date(2026, 6, 30)
    year = periods.chosen(store, year=2025)
    assert year is not None and (year.first, year.last, year.words) == (dt.date(2025, 1, 1), dt.date(2025, 12, 31), "2025年")
    stretch = periods.chosen(store, first=dt.date(2025, 1, 1), last=dt.date(2025, 3, 5))
    assert stretch is not None and stretch.words == "2025年1月1日至2025年3月5日"
    assert periods.chosen(store) is None


@pytest.mark.parametrize("asked", [{"year": 1800}, {"session": "十届三次"}, {"session": "10.9"}, {"first": dt.date(2025, 1, 1)},
                                   {"first": dt.date(2025, 2, 1), "last": dt.date(2025, 1, 1)}])
def test_periods_that_cannot_be(store, asked):
    plenaries(store)
    with pytest.raises(Refused):
        periods.chosen(store, **asked)


def test_what_is_offered_for_a_paper(store):
    number = plenaries(store)
    words = [p.words for p in periods.offered(store, store.today())]
    assert words[:4] == ["2026年", "2025年", "2024年", "2023年"]
    assert words[4:6] == [f"{han(number)}届四次会议以来", f"{han(number)}届三次会议以来"]
    assert words[6].startswith(f"第{han(number)}届委员会任期")
    office.save(store, {"appraisal_month": 12})
    assert "2026考核年度" in [p.words for p in periods.offered(store, store.today())]
