"""发文字号 and 成文日期 as the standard writes them."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from desktop.fields import dates
from desktop.fields.refused import Refused

OPENING, CLOSING = "[(（〔【［〖{｛", "])）〕】］〗}｝"
FOLDED = re.compile(rf"(?P<word>.*?)[{re.escape(OPENING)}](?P<year>[^{re.escape(CLOSING)}]*)[{re.escape(CLOSING)}]"
                    r"第?0*(?P<serial>\d+)号?")
OWN = re.compile(r"第?0*(?P<serial>\d+)(?P<unit>[号期次])")


@dataclass(frozen=True)
class DocumentNumber:
    """示政协发〔2024〕5号; `word` is the 机关代字, empty where a head prints the year and number only."""
    word: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.word}〔{self.year}〕{self.serial}号"


def read_number(raw: str) -> DocumentNumber:
    """Any bracket, 第 and leading zeros are mended (7.2.5); the year must have four digits."""
    text = re.sub(r"[\s\u200b\ufeff]", "", raw)
    match = FOLDED.fullmatch(unicodedata.normalize("NFKC", text))
    if not match:
        raise Refused(f"发文字号“{raw.strip()}”认不出，没有生成文件。请写成“示政协发〔2024〕5号”的样子。")
    year, serial = match["year"], int(match["serial"])
    if not re.fullmatch(r"(19|20)\d\d", year):
        raise Refused(f"发文字号“{raw.strip()}”的年份要写全四位，没有生成文件。请写成“〔2024〕”的样子。")
    if serial == 0:
        raise Refused(f"发文字号“{raw.strip()}”的序号是0，没有生成文件。序号从1编起。")
    return DocumentNumber(match["word"], int(year), serial)


def printed_number(raw: str, own: bool = False) -> str:
    """`own`: 纪要, 令 and 公告 may carry 第N号 (第N期, 第N次) of their own instead."""
    folded = unicodedata.normalize("NFKC", re.sub(r"\s", "", raw))
    if own and (match := OWN.fullmatch(folded)):
        return f"第{match['serial']}{match['unit']}"
    return str(read_number(raw))


@dataclass(frozen=True)
class Given:
    """A number as it is printed; one that is not `known` yet only keeps its place."""
    printed: str
    known: bool

    @property
    def blank(self) -> str:
        """青协提函〔2026〕　号 until the number is given."""
        return self.printed if self.known else re.sub(r"〕\d+号$", "〕　号", self.printed)


def following(first: str | None, count: int, word: str, year: int) -> list[Given]:
    """Numbers for several documents, counted on from the one that was asked for; without one, places for them."""
    begun = read_number(first) if first and first.strip() else None
    if begun is None:
        return [Given(str(DocumentNumber(word, year, 1)), known=False)] * count
    return [Given(str(DocumentNumber(begun.word, begun.year, begun.serial + n)), known=True) for n in range(count)]


def printed_date(raw: object, label: str = "成文日期") -> str:
    """2024-09-06, 2024年9月6日, 2024.9.6 or a date: 2024年9月6日, Arabic and without 01 (7.3.5.4)."""
    try:
        day = dates.read(raw if isinstance(raw, str) else str(raw))
    except ValueError:
        day = None
    if day is None or len(day) != 10:
        raise Refused(f"{label}“{str(raw).strip()}”不是完整的日期，没有生成文件。请写成“2024年9月6日”或“2024-09-06”。")
    return dates.in_words(day)


def iso_date(printed: str) -> str:
    """2024年9月6日 -> 2024-09-06, for sorting and for the file's own date."""
    year, month, day = (int(part) for part in re.findall(r"\d+", printed))
    return f"{year:04}-{month:02}-{day:02}"
