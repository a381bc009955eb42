"""承办方式 as a sheet writes it."""
import pytest

from desktop.rules.proposals.parts import arranged, parts, usual, way


@pytest.mark.parametrize("first, others, wanted", [
    ((), (), ""), (("甲",), (), "单办"), (("甲",), ("乙",), "主办会办"), (("甲", "乙"), (), "分办"), (("甲", "乙"), ("丙",), "分办")])
def test_the_filled_cells_say_how_it_is_handled(first, others, wanted):
    assert way(first, others) == wanted


def test_the_same_units_in_another_way():
    assert arranged("分办", ["甲"], ["乙", "丙"]) == (["甲", "乙", "丙"], [])
    assert arranged("主办会办", ["甲", "乙"], ["丙"]) == (["甲"], ["乙", "丙"])
    assert arranged("单办", ["甲", "乙"], ["丙"]) == (["甲"], [])


def test_parts_in_their_order():
    assert parts(["甲"], ["乙"]) == [("甲", "主办"), ("乙", "会办")]
    assert parts(["甲", "乙"], ["丙"]) == [("甲", "分办"), ("乙", "分办"), ("丙", "会办")]


def test_a_kind_speaks_for_a_unit_that_has_most_of_it():
    assert usual("甲甲甲甲甲乙乙乙") == "甲"
    assert usual("甲甲甲甲") is None and usual("甲甲甲甲甲" + "乙丙丁戊己庚辛壬癸") is None and usual([]) is None
