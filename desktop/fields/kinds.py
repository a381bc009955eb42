"""What a value means: how it is read from text or a cell, shown again, and put into a spreadsheet."""
from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from desktop.fields import dates

INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")


class BadValue(ValueError):
    """The value cannot be read as this kind; the message is a sentence for the user."""


class Doubtful(BadValue):
    """The value can be kept as `value`, but the user should look at it: a warning, not an error."""

    def __init__(self, sentence: str, value: Any) -> None:
        super().__init__(sentence)
        self.value = value


def plain(raw: Any) -> str:
    """Text without invisible characters, full-width digits or outer blanks; whole floats lose their '.0'."""
    if raw is None:
        return ""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = INVISIBLE.sub("", str(raw)).replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\u3000", " ").replace("\xa0", " ").strip()


@dataclass(frozen=True)
class Kind:
    """`width` is the usual width of a column, in Han characters."""
    width: int = 6
    numeric = False
    sql = "text"

    def parse(self, raw: Any) -> Any:
        """The value, or None for nothing; raises BadValue with a sentence."""
        text = plain(raw)
        return self.read(text) if text else None

    def read(self, text: str) -> Any:
        return text

    def show(self, value: Any) -> str:
        return "" if value is None else str(value)

    def cell(self, value: Any) -> Any:
        """What a spreadsheet cell holds; text unless the value is a number."""
        return self.show(value)

    def mask(self, text: str) -> str:
        return "****" if text else ""

    def same(self, old: Any, new: Any) -> bool:
        """Does a file that says `new` agree with the stored `old`?"""
        return old == new


@dataclass(frozen=True)
class Text(Kind):
    """At most `longest` characters; `lines` allows line breaks."""
    longest: int = 200
    lines: bool = False

    def read(self, text: str) -> str:
        if not self.lines:
            text = re.sub(r"\s*\n\s*", "", text)
        if len(text) > self.longest:
            raise BadValue(f"最多 {self.longest} 字，现有 {len(text)} 字")
        return text


@dataclass(frozen=True)
class Integer(Kind):
    numeric = True
    sql = "integer"
    least: int = 0
    most: int = 2**31 - 1

    def read(self, text: str) -> int:
        digits = unicodedata.normalize("NFKC", text).replace(",", "")
        if not re.fullmatch(r"-?\d+", digits):
            raise BadValue(f"“{text}”不是整数")
        number = int(digits)
        if not self.least <= number <= self.most:
            raise BadValue(f"应在 {self.least} 至 {self.most} 之间，现为 {number}")
        return number

    def cell(self, value: Any) -> Any:
        return None if value is None else int(value)


@dataclass(frozen=True)
class Money(Kind):
    """Integer 分. `unit` is 元 or 万元, from the heading."""
    numeric = True
    sql = "money"
    unit: str = "元"

    def read(self, text: str) -> int:
        folded = unicodedata.normalize("NFKC", text)
        match = re.fullmatch(r"[￥¥]?\s*(-?[\d,]+(?:\.\d+)?)\s*(万?)元?", folded)
        if not match:
            raise BadValue(f"“{text}”不是金额")
        factor = 1_000_000 if match[2] or self.unit == "万元" else 100
        try:
            fen = Decimal(match[1].replace(",", "")) * factor
        except InvalidOperation:
            raise BadValue(f"“{text}”不是金额") from None
        if fen != fen.to_integral_value():
            raise BadValue(f"“{text}”小于一分")
        return int(fen)

    def show(self, value: int | None) -> str:
        if value is None:
            return ""
        factor = 1_000_000 if self.unit == "万元" else 100
        places = 6 if self.unit == "万元" else 2
        text = f"{Decimal(value) / factor:,.{places}f}"
        return text.rstrip("0").rstrip(".") if self.unit == "万元" else text

    def cell(self, value: int | None) -> Any:
        return None if value is None else value / (1_000_000 if self.unit == "万元" else 100)


@dataclass(frozen=True)
class Rate(Kind):
    """A share in per cent or an average, a Decimal as exact as it is printed; `places` behind the point."""
    width: int = 5
    numeric = True
    places: int = 2

    def read(self, text: str) -> Decimal:
        digits = unicodedata.normalize("NFKC", text).replace(",", "").removesuffix("%").strip()
        if not re.fullmatch(r"-?\d+(\.\d+)?", digits):
            raise BadValue(f"“{text}”不是数")
        return Decimal(digits)

    def show(self, value: Decimal | None) -> str:
        return "" if value is None else f"{value:,.{self.places}f}"

    def cell(self, value: Decimal | None) -> Any:
        return None if value is None else float(value)


@dataclass(frozen=True)
class Day(Kind):
    """A whole date."""
    sql = "date"

    def parse(self, raw: Any) -> dt.date | None:
        if isinstance(raw, dt.date):  # a whole date is asked for: the first of a month is that day
            return raw.date() if isinstance(raw, dt.datetime) else raw
        try:
            text = dates.read(raw)
        except ValueError as error:
            raise BadValue(str(error)) from None
        if text is None:
            return None
        if len(text) < 10:
            raise BadValue(f"“{plain(raw)}”没有写到日，例如 2024-03-01")
        return dt.date.fromisoformat(text)

    def show(self, value: dt.date | None) -> str:
        return "" if value is None else value.isoformat()


@dataclass(frozen=True)
class PartialDate(Kind):
    """A date as precisely as it is known: '1975', '1975-08' or '1975-08-15'; the text itself carries the precision."""
    longest = 10

    def parse(self, raw: Any) -> str | None:
        try:
            return dates.read(raw)
        except dates.Unclear as doubt:
            raise Doubtful(str(doubt), doubt.year) from None
        except ValueError as error:
            raise BadValue(str(error)) from None

    def same(self, old: str | None, new: str | None) -> bool:
        return old == new or bool(old and new and (old.startswith(new) or new.startswith(old)))


@dataclass(frozen=True)
class Month(PartialDate):
    """A partial date shown to the month, as rosters print 出生年月."""

    def parse(self, raw: Any) -> str | None:
        value = super().parse(raw)
        return value and value[:7]

    def show(self, value: str | None) -> str:
        return (value or "")[:7]


@dataclass(frozen=True)
class YesNo(Kind):
    width: int = 3
    sql = "boolean"

    def read(self, text: str) -> bool:
        folded = unicodedata.normalize("NFKC", text).upper()
        if folded in ("是", "√", "✓", "✔", "1", "Y", "YES", "TRUE", "有", "ü"):
            return True
        if folded in ("否", "×", "✗", "X", "0", "N", "NO", "FALSE", "无", "不是"):
            return False
        raise BadValue(f"“{text}”应写“是”或“否”")

    def show(self, value: bool | None) -> str:
        return "" if value is None else "是" if value else "否"


@dataclass(frozen=True)
class Option:
    """One entry of a code table: the label is the value that records keep."""
    label: str
    code: str = ""
    aliases: tuple[str, ...] = ()
    retired: bool = False


@dataclass(frozen=True)
class Choice(Kind):
    """A value from a code table that the office keeps. `options` are bound by services.codes; unbound, any text passes.

    An open table keeps a word that it does not know, with a warning; a closed one refuses it and reads codes too.
    With `keep` a known synonym stays as it was written.
    """
    table: str = ""
    open: bool = True
    keep: bool = False
    longest: int = 40
    options: tuple[Option, ...] = ()

    def read(self, text: str) -> str:
        folded = fold(text)
        for option in self.options:
            if folded == fold(option.label):
                return option.label
        for option in self.options:
            if folded in map(fold, option.aliases) or (not self.open and folded == option.code):
                return text if self.keep else option.label
        if len(text) > self.longest:
            raise BadValue(f"最多 {self.longest} 字，现有 {len(text)} 字")
        if not self.options:
            return text
        if self.open:
            raise Doubtful(f"“{text}”不在现有选项中，已按原文保留", text)
        raise BadValue(f"“{text}”不在选项中")

    def bound(self, options: Iterable[Option]) -> Choice:
        return replace(self, options=tuple(options))

    def labels(self) -> list[str]:
        """What a drop-down offers."""
        return [o.label for o in self.options if not o.retired]


@lru_cache(maxsize=1 << 14)  # an import compares every cell with every word of its table
def folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()


def fold(text: str) -> str:
    """For comparing words: without blanks, widths and case."""
    return folded(text) if len(text) <= 60 else folded.__wrapped__(text)


@dataclass(frozen=True)
class IdNumber(Kind):
    """公民身份号码 or another certificate's number, as text; its sense is judged by rules.idnumber."""
    width: int = 10
    longest: int = 30

    def parse(self, raw: Any) -> str | None:
        if isinstance(raw, int | float) and abs(raw) >= 1e15:
            raise BadValue("此列被Excel转成数字，后三位已丢失，请按文本格式重填")
        return super().parse(raw)

    def read(self, text: str) -> str:
        text = unicodedata.normalize("NFKC", text)
        if re.fullmatch(r"\d(\.\d+)?[Ee]\+?\d+", text):
            raise BadValue("此列被Excel转成数字，后三位已丢失，请按文本格式重填")
        text = re.sub(r"[\s'‘’`]", "", text).upper()
        text = re.sub(r"(?<=^\d{17})[×*]$", "X", text)
        if len(text) > self.longest:
            raise BadValue(f"最多 {self.longest} 位，现有 {len(text)} 位")
        return text

    def mask(self, text: str) -> str:
        if len(text) < 15:  # a passport or a permit
            return f"{text[:1]}{'*' * max(4, len(text) - 4)}{text[-3:]}" if text else ""
        return f"{text[:6]}{'*' * (len(text) - 10)}{text[-4:]}"


WHOLE_NUMBER = re.compile(r"(\+?86-?)?1\d{10}|(0\d{2,3}-?)?\d{7,8}(-\d{1,5})?|[48]00-?\d{3}-?\d{4}|\d{3,6}")


@dataclass(frozen=True)
class Phone(Kind):
    """One or more telephone numbers, joined by 、."""
    width: int = 8
    longest: int = 60

    def read(self, text: str) -> str:
        folded = unicodedata.normalize("NFKC", text)
        if re.fullmatch(r"\d(\.\d+)?[Ee]\+?\d+", folded):
            raise BadValue("号码被Excel转成科学计数，请按文本格式重填")
        folded = re.sub(r"(?<=\d{7})\s+(?=\d{7})", "、", folded)  # two whole numbers side by side, not one with gaps
        numbers = [re.sub(r"\s|\.0$", "", n) for n in re.split(r"[;；,，、/\n]+", folded)]
        joined = "、".join(n for n in numbers if n)
        if len(joined) > self.longest:
            raise BadValue(f"最多 {self.longest} 字，现有 {len(joined)} 字")
        if odd := [n for n in numbers if n and not WHOLE_NUMBER.fullmatch(n)]:
            raise Doubtful(f"“{'、'.join(odd)}”不像完整的电话号码，已按原文保留，请核对", joined)
        return joined

    def mask(self, text: str) -> str:
        if not text:
            return ""
        return "、".join(f"{n[:3]}{'*' * (len(n) - 7)}{n[-4:]}" if len(n) > 8 else f"{n[:2]}{'*' * max(1, len(n) - 4)}{n[-2:]}"
                        for n in text.split("、"))


@dataclass(frozen=True)
class Several(Kind):
    """Several words in one cell (专委会: 提案委；经济委), a tuple in order."""
    width: int = 8
    kind: Kind = Text()

    def read(self, text: str) -> tuple[str, ...]:
        parts = (p.strip() for p in re.split(r"[;；、,，/\n]+", text))
        return tuple(dict.fromkeys(self.kind.parse(p) for p in parts if p))

    def show(self, value: tuple[str, ...] | None) -> str:
        return "、".join(value or ())
