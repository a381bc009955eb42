"""Dates as offices write them (traps I09 to I13)."""
import datetime as dt

import pytest

from desktop.fields.dates import Unclear, in_han, in_words, read


@pytest.mark.parametrize("raw", ["1975.08", "1975.8", "1975-08", "1975-8", "1975/8", "1975年8月", "1975年08月", "197508", 197508,
    197508.0,
                                 "75.8", "75年8月", "１９７５．０８", "1975 . 8", "'1975.08", "1975年8月生", "一九七五年八月",
                                 "1975.08.", 1975.08,
                                 dt.datetime(1975, 8, 1), dt.date(1975, 8, 1), 27607])
def test_august_1975(raw):
    assert read(raw) == "1975-08"


@pytest.mark.parametrize("raw", ["1975.08.15", "1975-8-15", "19750815", 19750815, "1975年8月15日", "1975/08/15",
    "一九七五年八月十五日", 27621,
                                 dt.datetime(1975, 8, 15, 0, 0), "1975-08-15 00:00:00", "1975-08-15T00:00:00", "75.8.15",
                                 "1975年8月15号"])
def test_a_day_of_august_1975(raw):
    assert read(raw) == "1975-08-15"


@pytest.mark.parametrize("raw", ["1975", 1975, 1975.0, "1975年", "一九七五年"])
def test_the_year_1975(raw):
    assert read(raw) == "1975"


@pytest.mark.parametrize("raw", [1975.1, 75.1, 2005.1])
def test_a_cut_zero_is_unclear_but_the_year_is_certain(raw):
    with pytest.raises(Unclear, match="可能是1月，也可能是10月") as told:
        read(raw)
    assert told.value.year == str(int(raw) + (1900 if raw < 100 else 0))


def test_written_as_text_nothing_is_cut():
    assert (read("1975.10"), read("1975.1"), read("2005.1")) == ("1975-10", "1975-01", "2005-01")


@pytest.mark.parametrize(("raw", "value"), [("05.8", "2005-08"), ("29.8", "2029-08"), ("30.8", "1930-08"), ("1930", "1930")])
def test_two_digits_of_a_year(raw, value):
    assert read(raw) == value


@pytest.mark.parametrize("raw", ["1975.13", "1975-02-30", "0.8", "8月", "1875.08", "2200-01", "约1975年", "1975-08-15-1", "12345",
    "待定", "#REF!"])
def test_what_is_no_date(raw):
    with pytest.raises(ValueError, match=r"[\u4e00-\u9fff]"):
        read(raw)


@pytest.mark.parametrize("raw", [None, "", "  ", "\u3000", True])
def test_nothing(raw):
    assert read(raw) is None


@pytest.mark.parametrize(("text", "words"), [("1975-08-05", "1975年8月5日"), ("1975-08", "1975年8月"), ("1975", "1975年"), (None, ""),
                                             (dt.date(2026, 3, 5), "2026年3月5日")])
def test_in_words(text, words):
    assert in_words(text) == words


@pytest.mark.parametrize(("text", "words"), [
    ("2026-03-05", "二〇二六年三月五日"), (dt.date(2020, 10, 31), "二〇二〇年十月三十一日"), ("2011-12-20", "二〇一一年十二月二十日"),
    ("1975-08", "一九七五年八月"), ("1975", "一九七五年"), (None, "")])
def test_in_han(text, words):
    assert in_han(text) == words
    if words:
        assert read(words) == str(text)
