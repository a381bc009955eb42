from __future__ import annotations

import pytest

from desktop.fields.refused import Refused
from desktop.rules.gongwen.numbers import iso_date, printed_date, printed_number, read_number


@pytest.mark.parametrize("raw", [
    "示政协发〔2024〕5号", "示政协发[2024]5号", "示政协发（2024）第5号", "示政协发【2024】05号", "示政协发〔２０２４〕５号",
    " 示政协发 〔2024〕 5 号 ", "示政协发［2024］5"])
def test_any_bracket_is_mended_to_the_standards(raw: str) -> None:
    assert printed_number(raw) == "示政协发〔2024〕5号"


def test_a_number_knows_its_year_and_serial() -> None:
    number = read_number("示政协办函〔2026〕120号")
    assert (number.word, number.year, number.serial) == ("示政协办函", 2026, 120)


@pytest.mark.parametrize("raw", ["示政协发5号", "示政协发〔24〕5号", "示政协发〔2024〕0号", "〔2024〕", "第5号"])
def test_what_is_no_number_is_refused(raw: str) -> None:
    with pytest.raises(Refused, match="发文字号"):
        printed_number(raw)


@pytest.mark.parametrize(("raw", "printed"), [
    ("2024-09-06", "2024年9月6日"), ("2024年9月6日", "2024年9月6日"), ("2024.9.6", "2024年9月6日"),
    ("2024年09月06日", "2024年9月6日"), ("2024/12/31", "2024年12月31日"), ("二〇二四年九月六日", "2024年9月6日")])
def test_a_date_is_printed_in_arabic_without_zeros(raw: str, printed: str) -> None:
    assert printed_date(raw) == printed


def test_a_printed_date_sorts_again() -> None:
    assert iso_date("2024年9月6日") == "2024-09-06"


@pytest.mark.parametrize("raw", ["2024-02-30", "2024-09", "9月6日", "", "很快"])
def test_half_a_date_is_refused(raw: str) -> None:
    with pytest.raises(Refused, match="印发日期"):
        printed_date(raw, "印发日期")
