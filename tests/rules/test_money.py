"""Money: the worked examples of the bank's rule, and the laws between words and figures."""
from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.money import ten_thousand, words, yuan


@pytest.mark.parametrize(("fen", "text"), [
    (1409_50, "壹仟肆佰零玖元伍角"),
    (6007_14, "陆仟零柒元壹角肆分"),
    (1680_32, "壹仟陆佰捌拾元零叁角贰分"),
    (107000_53, "壹拾万柒仟元零伍角叁分"),
    (16409_02, "壹万陆仟肆佰零玖元零贰分"),
    (325_04, "叁佰贰拾伍元零肆分"),
    (6450_00, "陆仟肆佰伍拾元整"),
    (186000_00, "壹拾捌万陆仟元整"),
    (12500_00, "壹万贰仟伍佰元整"),
    (0, "零元整"),
    (1, "壹分"),
    (10, "壹角"),
    (15, "壹角伍分"),
    (100, "壹元整"),
    (101, "壹元零壹分"),
    (10_00, "壹拾元整"),
    (10_10, "壹拾元零壹角"),
    (10_01, "壹拾元零壹分"),
    (1001_00, "壹仟零壹元整"),
    (10001_00, "壹万零壹元整"),
    (10010_00, "壹万零壹拾元整"),
    (100100_00, "壹拾万零壹佰元整"),
    (101000_00, "壹拾万壹仟元整"),
    (1000000_00, "壹佰万元整"),
    (100000000_00, "壹亿元整"),
    (100000001_00, "壹亿零壹元整"),
    (100001000_00, "壹亿零壹仟元整"),
    (100010000_00, "壹亿零壹万元整"),
    (110000000_00, "壹亿壹仟万元整"),
    (1_0000_0000_0000_00, "壹万亿元整"),
    (1_0001_0000_0000_00, "壹万零壹亿元整"),
])
def test_golden_amounts(fen: int, text: str) -> None:
    assert words(fen) == "人民币" + text
    assert words(fen, prefix="") == text


@pytest.mark.parametrize(("fen", "text"), [
    (1409_50, "壹仟肆佰零玖元伍角整"), (1680_32, "壹仟陆佰捌拾元叁角贰分"), (107000_53, "壹拾万柒仟元伍角叁分"),
    (16409_02, "壹万陆仟肆佰零玖元零贰分"), (325_04, "叁佰贰拾伍元零肆分"), (10_10, "壹拾元壹角整"), (6450_00, "陆仟肆佰伍拾元整")])
def test_what_the_rule_leaves_free(fen: int, text: str) -> None:
    assert words(fen, "", whole_jiao=True, free_zero=False) == text


def test_less_than_nothing_is_said() -> None:
    assert words(-6450_00) == "人民币负陆仟肆佰伍拾元整"


def test_more_than_the_words_can_say_is_refused() -> None:
    with pytest.raises(ValueError, match="金额过大"):
        words(10**18)


SECTION = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
PLACE = {"": 1, "拾": 10, "佰": 100, "仟": 1000}
DIGIT = {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}


def read_back(text: str) -> int:
    """A reader made the other way round than the writer: figure by figure from the left."""
    body, _, _ = text.removeprefix("人民币").removesuffix("整").partition("元")
    total = section = 0
    for digit, unit in re.findall(r"([壹贰叁肆伍陆柒捌玖]?)([拾佰仟万亿]|$|(?=[零壹贰叁肆伍陆柒捌玖]))", body if "元" in text else ""):
        section += DIGIT[digit] * PLACE.get(unit, 1) if digit else 0
        if unit == "万":
            total, section = total + section * 10**4, 0
        elif unit == "亿":
            total, section = (total + section) * 10**8, 0
    fen = (total + section) * 100
    for digit, unit in re.findall(r"([壹贰叁肆伍陆柒捌玖])([角分])", text):
        fen += DIGIT[digit] * (10 if unit == "角" else 1)
    return fen


@given(st.one_of(st.integers(0, 10**7), st.integers(0, 10**18 - 1),
                 st.lists(st.sampled_from([0, 0, 0, 1, 5]), min_size=1, max_size=17).map(
                     lambda digits: int("".join(map(str, digits))))))
def test_words_can_be_read_back(fen: int) -> None:
    assert read_back(words(fen)) == fen


@given(st.integers(0, 10**18 - 1))
def test_how_the_words_must_look(fen: int) -> None:
    text = words(fen)
    assert "零零" not in text and not re.search(r"零[拾佰仟万亿角分整]", text)
    assert text.endswith("整") == (fen % 100 == 0)


def test_figures() -> None:
    assert [yuan(f) for f in (645000, 0, 5, -100, 123456789)] == ["6,450.00", "0.00", "0.05", "-1.00", "1,234,567.89"]
    assert [ten_thousand(f) for f in (18600000, 8_5000_00, 0, 1_0000_00, 1)] == ["18.6", "8.5", "0", "1", "0.000001"]
