"""How alike two texts are, and which passages stand in both."""
from desktop.rules.proposals import similar

ONE = "我县农村公路窄，会车困难。建议加宽村道，安装护栏，落实养护经费。"
OTHER = "群众反映：建议加宽村道，安装 护栏，落实养护经费，尽快实施。"


def test_passages_are_marked_in_each_text_whatever_the_blanks():
    (passage,) = similar.passages(ONE, OTHER)
    assert ONE[slice(*passage)] == "建议加宽村道，安装护栏，落实养护经费"
    (passage,) = similar.passages(OTHER, ONE)
    assert OTHER[slice(*passage)] == "建议加宽村道，安装 护栏，落实养护经费"
    assert similar.passages("短句", ONE) == [] and similar.passages(ONE, "") == []


def test_a_part_is_contained_in_its_whole():
    whole, part = similar.pairs(ONE * 2), similar.pairs(ONE)
    assert similar.containment(part, whole) == 1.0 and similar.containment(whole, part) == 1.0
    assert similar.containment(similar.pairs("甲乙"), whole) == 0.0 == similar.containment(frozenset(), whole)
    assert similar.containment(similar.pairs("公路"), whole) < 0.1


def test_the_rarest_pairs_tell_and_those_of_nobody_do_not():
    tokens = ["建议", "加宽", "护栏", "x", "无人"]
    assert similar.telling(tokens, {"建议": 90, "加宽": 3, "护栏": 2}, 100) == ["护栏", "加宽"]
    assert similar.telling(tokens, {"建议": 90}, 100) == ["建议"]
