"""ID numbers: what they say, and what cannot be one. All numbers are invented."""
from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.rules import idnumber
from desktop.rules.idnumber import BadNumber, IdNumber, disagreements, mask, mask_phone, read

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def numbered(first17: str) -> str:
    """With its check digit, by the standard's own table of weights."""
    return first17 + "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, first17, strict=True)) % 11]


WOMAN = numbered("11010119790307002")


def with_x() -> str:
    return next(n for i in range(1, 999) if (n := numbered(f"11010119750815{i:03d}")).endswith("X"))


def test_birth_sex_and_check_digit() -> None:
    assert read(WOMAN) == IdNumber(WOMAN, idnumber.RESIDENT, "1979-03-07", "女", valid=True)
    assert read(numbered("11010119790307001")).sex == "男"


def test_an_example_whose_check_digit_is_public() -> None:
    assert read("11010519491231002X") == IdNumber("11010519491231002X", idnumber.RESIDENT, "1949-12-31", "女", valid=True)


@pytest.mark.parametrize("mark", ["X", "x", "Ｘ", "ｘ", "×", "*"])
def test_every_way_of_writing_the_last_letter(mark: str) -> None:
    number = with_x()
    assert read(number[:-1] + mark).text == number


@pytest.mark.parametrize("shape", ["{0}", " {0} ", "'{0}", "‘{0}’", '"{0}"', "“{0}”", "`{0}", "\u3000{0}\u200b"])
def test_blanks_and_quotes_go(shape: str) -> None:
    assert read(shape.format(WOMAN)).text == WOMAN


def test_groups_and_full_width_digits() -> None:
    assert read(f"{WOMAN[:6]} {WOMAN[6:14]} {WOMAN[14:]}").text == WOMAN
    assert read("".join(chr(ord(c) + 0xFEE0) for c in WOMAN)).text == WOMAN


def test_fifteen_digits_are_read_and_marked() -> None:
    assert read("110101750815123") == IdNumber("110101750815123", idnumber.OLD, "1975-08-15", "男", valid=False)
    with pytest.raises(BadNumber, match="出生日期不存在"):
        read("110101751315123")


@pytest.mark.parametrize("area", ["810000", "820000", "830000"])
def test_residence_permits_of_compatriots_are_checked_alike(area: str) -> None:
    number = numbered(f"{area}19900101001")
    assert read(number) == IdNumber(number, idnumber.COMPATRIOT, "1990-01-01", "男", valid=True)
    with pytest.raises(BadNumber, match="校验码不对"):
        read(numbered(f"{area}19900101001")[:-1] + ("1" if number[-1] != "1" else "2"))


def test_permanent_residence_of_foreigners() -> None:
    number = numbered("93215619810922001")
    assert read(number).kind == idnumber.FOREIGNER


@pytest.mark.parametrize("text", ["E12345678", "H12345678", "M1234567801", "01234567", "USA110075010101", "军字第0001号"])
def test_other_papers_pass_as_they_are(text: str) -> None:
    assert read(text) == IdNumber(text, idnumber.OTHER)


@given(st.dates(dt.date(1920, 1, 1), dt.date(2020, 12, 31)), st.integers(1, 999), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(day: dt.date, order: int, place: int, more: int) -> None:
    number = numbered(f"110101{day:%Y%m%d}{order:03d}")
    assert read(number).born == day.isoformat()
    wrong = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1:]
    with pytest.raises(BadNumber):
        read(wrong)


@given(st.dates(dt.date(1920, 1, 1), dt.date(2020, 12, 31)), st.integers(0, 999), st.integers(0, 15))
def test_two_exchanged_digits_are_always_noticed(day: dt.date, order: int, place: int) -> None:
    number = numbered(f"110101{day:%Y%m%d}{order:03d}")
    assume(number[place] != number[place + 1])
    with pytest.raises(BadNumber):
        read(number[:place] + number[place + 1] + number[place] + number[place + 2:])


@pytest.mark.parametrize("date", ["19750230", "19751301", "19750800", "18990101", "21010101", "00000000"])
def test_a_date_that_never_was(date: str) -> None:
    with pytest.raises(BadNumber, match="出生日期不存在，请对照证件核对"):
        read(numbered(f"110101{date}123"))


@pytest.mark.parametrize(("text", "sentence"), [
    ("1101011975081512", "应为18位，现有16位"),
    ("11010119750815123", "应为18位，现有17位"),
    ("1101011975081512345", "应为18位，现有19位"),
    ("110101197508151O3X", "前17位应全是数字"),
    ("11010119750815123Y", "末位是数字或X"),
    ("4.12326E+17", "被Excel转成数字"),
    (412326197508151000, "后三位已丢失"),
    (412326197508151000.0, "后三位已丢失"),
    ("", "没有填写证件号码"),
    (None, "没有填写证件号码"),
])
def test_what_is_no_number_is_refused_in_words(text: object, sentence: str) -> None:
    with pytest.raises(BadNumber, match=sentence):
        read(text)


def test_the_refusal_does_not_tell_the_fitting_digit() -> None:
    wrong = WOMAN[:-1] + ("1" if WOMAN[-1] != "1" else "2")
    with pytest.raises(BadNumber) as refusal:
        read(wrong)
    assert not any(c.isdigit() for c in str(refusal.value))


@pytest.mark.parametrize("born", ["1979", "1979-03", "1979-03-07", None, ""])
@pytest.mark.parametrize("sex", ["女", None, "", "未说明的性别"])
def test_agreement_is_silent(born: str | None, sex: str | None) -> None:
    assert disagreements(read(WOMAN), born, sex) == []


@pytest.mark.parametrize(("born", "shown"), [("1978", "1978年"), ("1979-04", "1979年4月"), ("1979-03-08", "1979年3月8日")])
def test_another_birth_is_said_with_both_dates(born: str, shown: str) -> None:
    (sentence,) = disagreements(read(WOMAN), born, "女")
    assert "1979年3月7日" in sentence and f"填写的{shown}不一致" in sentence


def test_another_sex_is_said() -> None:
    assert disagreements(read(WOMAN), "1979-03", "男") == ["身份证号对应的性别是女，与填写的男不一致，请核对"]
    assert len(disagreements(read(WOMAN), "1980", "男")) == 2


def test_other_papers_disagree_with_nothing() -> None:
    assert disagreements(read("E12345678"), "1979", "男") == []


def test_masks() -> None:
    assert mask("412326197508151234") == "412326********1234"
    assert mask_phone("13812345678") == "138****5678"
    assert mask_phone("0370-3456789") == "037*****6789"
    assert mask_phone("13812345678、03703456789") == "138****5678、037****6789"
    assert mask("") == "" and mask_phone("") == ""
