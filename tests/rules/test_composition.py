"""How a body divides: shares over a named base, and parts that add up."""
import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.composition import Share, affiliation, age, average_age, band, composition, faults

DAY = dt.date(2026, 6, 30)


@pytest.mark.parametrize(("count", "base", "percent"), [(84, 643, "13.06"), (1, 3, "33.33"), (2, 3, "66.67"), (1, 8, "12.50"), (643,
    643, "100.00"),
                                                        (1, 2000, "0.05"), (1, 1600, "0.06"), (0, 643, "0.00"), (0, 0, "")])
def test_percentages_as_reports_print_them(count, base, percent):
    assert Share("一", "二", ("x",) * count, base).percent == (Decimal(percent) if percent else None)


@pytest.mark.parametrize(("born", "years"), [("1976-06-30", 50), ("1976-07-01", 49), ("1976-06", 50), ("1976-07", 49), ("1976", 50),
    (None, None)])
def test_whole_years(born, years):
    assert age(born, DAY) == years


@pytest.mark.parametrize(("born", "label"), [("1990-07-01", "35岁及以下"), ("1990-06-30", "36至45岁"), ("1970-06-30", "56至60岁"),
                                             ("1965-06-30", "61岁及以上"), (None, "未填")])
def test_bands(born, label):
    assert band(born, DAY) == label


def test_average_age_counts_those_whose_birth_is_known():
    assert average_age([{"born": "1976"}, {"born": "1981"}, {"born": None}], DAY) == Decimal("47.5")
    assert average_age([{"born": None}], DAY) is None


@pytest.mark.parametrize(("party", "label"), [("中共党员", "中共党员"), ("中共预备党员", "中共党员"), ("民盟盟员", "民主党派"),
    ("无党派人士", "无党派人士"),
                                              ("群众", "群众和其他"), ("共青团员", "群众和其他"), (None, "未填")])
def test_affiliations(party, label):
    assert affiliation(party) == label


ROWS = st.lists(st.fixed_dictionaries({
    "id": st.uuids().map(str), "party": st.sampled_from(("中共党员", "民盟盟员", "群众", None)), "sex": st.sampled_from(("男", "女",
    None)),
    "ethnic": st.sampled_from(("汉族", "回族", None)), "born": st.sampled_from(("1950", "1975-08", "2000-01-01", None)),
    "education": st.sampled_from(("大学本科", "高中", "私塾", None)), "sector": st.sampled_from(("中共界", "自拟界", None)),
    "committees": st.sampled_from(((), ("提案委",), ("提案委", "经济委"))), "office": st.sampled_from(("委员", "常委", "主席"))}),
    max_size=30)


@given(ROWS, st.booleans())
def test_every_division_adds_up(rows, known):
    former = frozenset(r["id"] for r in rows[::2]) if known else None
    shares = composition(rows, DAY, ["中共界"], ["提案委", "经济委"], former)
    assert faults(shares) == [] and shares[0].count == len(rows)
    assert any(s.part == "届别" for s in shares) is (known and bool(rows))
    whole = {r["id"] for r in rows}
    assert all(set(s.records) <= whole and len(set(s.records)) == s.count and s.base == len(rows) for s in shares)


def test_a_division_that_does_not_add_up_is_told():
    assert faults([Share("总数", "总数", ("a", "b"), 2), Share("性别", "男", ("a",), 2)]) == ["性别各项之和 1 与委员总数 2 不符"]


def test_the_order_is_the_offices_and_strangers_stand_last():
    rows = [{"id": str(n), "sector": s} for n, s in enumerate(("自拟界", "经济界", None, "中共界"))]
    assert [s.label for s in composition(rows, DAY, ["中共界", "经济界"], [], None) if s.part == "界别"] == ["中共界", "经济界",
        "自拟界", "未填"]
