"""Dates as offices write them, read into '1975', '1975-08' or '1975-08-15'."""
from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

EXCEL_EPOCH = dt.date(1899, 12, 30)
OLDEST_SHORT_YEAR = 30  # 75.8 is 1975, 05.8 is 2005: a two-digit year from 30 on belongs to the last century
WRITTEN = re.compile(r"\d{2,4}(\s*[-./年]\s*\d{1,2}(\s*[-./月]\s*\d{1,2}\s*[日号]?|\s*[月.]?)?|年)?\s*生?")
ONES = "零一二三四五六七八九"
YEAR_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


class Unclear(ValueError):
    """A number such as 1975.1, of which the spreadsheet may have cut a zero; only `year` is certain."""

    def __init__(self, sentence: str, year: str) -> None:
        super().__init__(sentence)
        self.year = year


def read(raw: Any) -> str | None:
    """The date as precisely as it is written; None for nothing.

    A date cell on the first of a month means the month: spreadsheets invent the day (I13).
    """
    if raw is None or isinstance(raw, bool):
        return None
    if isinstance(raw, dt.datetime):
        raw = raw.date()
    if isinstance(raw, dt.date):
        return raw.isoformat()[: 7 if raw.day == 1 else 10]
    if isinstance(raw, int | float):
        return number(float(raw))
    return words(str(raw))


def number(value: float) -> str | None:
    """1975, 197508, 19750815, the spreadsheet's day number 27607, or 1975.08 typed as a number."""
    if value.is_integer():
        if 15_000 <= value <= 73_050:  # 1941 to 2099
            return read(EXCEL_EPOCH + dt.timedelta(days=int(value)))
        return words(str(int(value)))
    text = repr(value)
    if re.fullmatch(r"(?:19|20)?\d\d\.1", text):
        year = words(text.partition(".")[0] + "年") or ""
        raise Unclear(f"“{text}”可能是1月，也可能是10月（表格把末尾的0去掉了），只记年份", year)
    return words(text)


def words(text: str) -> str | None:
    folded = unicodedata.normalize("NFKC", text)
    folded = re.sub(r"[\u200b-\u200f\ufeff]", "", folded).strip().strip("'‘’")
    if not folded:
        return None
    if re.fullmatch(r"[〇零○一二三四五六七八九]{2,4}年.*", folded):
        folded = han(folded)
    folded = re.sub(r"[ T]\d{1,2}:\d\d(:\d\d)?(\.\d+)?$", "", folded)
    if match := re.fullmatch(r"(\d{4})(\d\d)(\d\d)?", folded):
        parts = [p for p in match.groups() if p]
    else:
        parts = re.findall(r"\d+", folded)
        if not WRITTEN.fullmatch(folded):
            raise ValueError(f"“{text.strip()}”不是日期，例如 1975-08 或 2024-03-01")
    return checked(text, [int(p) for p in parts])


def han(text: str) -> str:
    """一九七五年八月十五日 -> 1975年8月15日."""
    year, _, rest = text.partition("年")
    rest = re.sub(r"[一二三]?十[一二三四五六七八九]?", lambda m: str(tens(m[0])), rest)
    return f"{year.translate(HAN_DIGITS)}年{rest.translate(HAN_DIGITS)}"


def tens(text: str) -> int:
    high, _, low = text.partition("十")
    return int(high.translate(HAN_DIGITS) or 1) * 10 + int(low.translate(HAN_DIGITS) or 0)


def checked(text: str, parts: list[int]) -> str:
    year = parts[0]
    if year < 100:
        year += 1900 if year >= OLDEST_SHORT_YEAR else 2000
    if not 1900 <= year <= 2100:
        raise ValueError(f"“{text.strip()}”的年份不在 1900 至 2100 之间")
    try:
        day = dt.date(year, *[*parts[1:], 1, 1][:2])
    except ValueError:
        raise ValueError(f"“{text.strip()}”不是日期，没有这个月或这一天") from None
    return day.isoformat()[: (4, 7, 10)[len(parts) - 1]]


def in_words(text: str | dt.date | None) -> str:
    """2026年3月5日, 1975年8月 or 1975年, as paper writes it."""
    if text is None:
        return ""
    parts = [int(p) for p in str(text).split("-")]
    return "".join(f"{p}{unit}" for p, unit in zip(parts, "年月日", strict=False))


def in_han(text: str | dt.date | None) -> str:
    """二〇二六年三月五日, as certificates and seals of honour write it; 二〇二六年三月 and 二〇二六年 alike."""
    if text is None:
        return ""
    year, *rest = str(text).split("-")
    return "".join(f"{part}{unit}" for part, unit in zip(
        (year.translate(YEAR_DIGITS), *(counted(int(p)) for p in rest)), "年月日", strict=False))


def counted(number: int) -> str:
    """三, 十, 十一, 二十, 三十一: days, terms and meetings, below a hundred."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return ONES[ones]
    return ("" if tens == 1 else ONES[tens]) + "十" + (ONES[ones] if ones else "")
