"""What stands between double braces in a form: fields, pictures, lists, conditions; and how a value is dressed."""
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from desktop.fields import dates
from desktop.fields.report import printable
from desktop.rules.money import words as capitals
from desktop.rules.names import spread

MARK = re.compile(r"[{｛]{2}([^{}｛｝]*)[}｝]{2}")
STRAY = re.compile(r"[{｛]{2}|[}｝]{2}")
SINGLE = re.compile(r"(?<![{｛])[{｛]([^{}｛｝]{1,20})[}｝](?![}｝])")
BLANKS = re.compile(r"[\s\u200b\ufeff]+")
SIZE = re.compile(r"(\d+(?:\.\d+)?)[×xX*](\d+(?:\.\d+)?)")
TEST = re.compile(r"(没有)?([^=＝≠]+?)(?:([=＝≠])(.*))?")

Record = Mapping[str, Any]
"""What fills one form: a slot's label -> str, int, Decimal, date, Path, bool, list of such mappings, None."""

Kind = Literal["value", "if", "else", "end"]


@dataclass(frozen=True)
class Mark:
    """One pair of braces. `turn` is the record on the page (1 for all but cards); `within` the list's label."""
    written: str
    kind: Kind
    name: str = ""
    within: str = ""
    turn: int = 1
    dress: str = ""
    negated: bool = False
    wanted: str | None = None

    @property
    def whole(self) -> str:
        """The name with its list, as the checker tells it."""
        return f"{self.within}.{self.name}" if self.within else self.name


def read(inside: str) -> Mark:
    """The mark between a pair of braces; blanks do not count."""
    text = BLANKS.sub("", inside)
    if text == "结束":
        return Mark(text, "end")
    if text == "否则":
        return Mark(text, "else")
    if text.startswith("如果"):
        return condition(text)
    name, dress = split(text, "：:")
    turn, within, name = path(name)
    return Mark(text, "value", name, within, turn, dress)


def condition(text: str) -> Mark:
    match = TEST.fullmatch(text.removeprefix("如果"))
    if match is None:
        return Mark(text, "if")
    none, name, sign, wanted = match.groups()
    turn, within, name = path(name)
    return Mark(text, "if", name, within, turn, negated=bool(none) or sign == "≠", wanted=wanted if sign else None)


def split(text: str, signs: str) -> tuple[str, str]:
    at = min((n for n in map(text.find, signs) if n >= 0), default=-1)
    return (text, "") if at < 0 else (text[:at], text[at + 1:])


def path(name: str) -> tuple[int, str, str]:
    """2.简历.时间 -> (2, 简历, 时间)."""
    parts = re.split(r"[.．]", name)
    turn = 1
    if len(parts) > 1 and parts[0].isdecimal():
        turn = max(1, int(parts.pop(0)))
    return turn, ".".join(parts[:-1]), parts[-1]


# values

def empty(value: Any) -> bool:
    return value is None or value is False or value == "" or (isinstance(value, list | tuple) and not value)


def said(value: Any, dress: str = "") -> str:
    """The value as text, in the dress that is asked for; a dress that does not suit it leaves it as it is."""
    if empty(value):
        return ""
    if dress and dress in DRESSES:
        return printable(DRESSES[dress](value))
    return printable(plain(value))


def plain(value: Any) -> str:
    if value is True:
        return "√"
    if isinstance(value, Path):
        return ""
    if isinstance(value, dt.date):
        return dates.in_words(value.isoformat()[:10])
    if isinstance(value, list | tuple):
        return "、".join(map(plain, value))
    return str(value)


def holds(mark: Mark, value: Any) -> bool:
    """Whether the condition is met by the field's value."""
    met = not empty(value) if mark.wanted is None else said(value) == mark.wanted
    return met is not mark.negated


def day_of(value: Any) -> list[int]:
    """[2024, 3, 28], as exact as it is known; nothing when it is no date."""
    try:
        text = dates.read(value if isinstance(value, dt.date) else str(value))
    except ValueError:
        return []
    if isinstance(value, dt.date) and text is not None and len(text) == 7:
        text = value.isoformat()[:10]
    return [int(p) for p in text.split("-")] if text else []


def dated(write: Callable[[list[int]], str]) -> Callable[[Any], str]:
    def dress(value: Any) -> str:
        parts = day_of(value)
        return write(parts) if parts else plain(value)

    return dress


def amount(value: Any) -> str:
    """人民币大写 of yuan; a text that is no number stays."""
    try:
        number = Decimal(str(value).replace(",", ""))
    except ArithmeticError:
        return plain(value)
    return capitals(int((number * 100).to_integral_value()), "")


DRESSES: dict[str, Callable[[Any], str]] = {
    "年月日": dated(lambda p: dates.in_words("-".join(f"{n:02}" for n in p))),
    "年月": dated(lambda p: dates.in_words("-".join(f"{n:02}" for n in p[:2]))),
    "点": dated(lambda p: ".".join(f"{n:02}" for n in p[:2])),
    "点日": dated(lambda p: ".".join(f"{n:02}" for n in p)),
    "汉字": dated(lambda p: dates.in_han("-".join(f"{n:02}" for n in p))),
    "大写": amount,
    "拉开": lambda value: spread(plain(value)),
}
"""{{任职时间:年月日}} 2024年3月28日, 年月 2024年3月, 点 2024.03, 点日 2024.03.28, 汉字 二〇二四年三月二十八日;
{{金额:大写}} 壹佰元整; {{姓名:拉开}} 张　弛."""


def size(dress: str) -> tuple[float, float] | None:
    """25×35 -> (25.0, 35.0) mm."""
    match = SIZE.fullmatch(dress)
    return (float(match[1]), float(match[2])) if match else None


def value_of(mark: Mark, records: list[Record], item: Record | None = None) -> Any:
    """What the mark stands for; a record that the page has no more of gives nothing."""
    if mark.within and item is not None:
        return item.get(mark.name)
    if mark.turn > len(records):
        return None
    record = records[mark.turn - 1]
    return items_of(mark, records) if mark.name == "" else record.get(mark.name)


def items_of(mark: Mark, records: list[Record]) -> list[Record]:
    """The items of the mark's list, numbered."""
    if mark.turn > len(records):
        return []
    found = records[mark.turn - 1].get(mark.within) or []
    return [{"序号": n, **item} for n, item in enumerate(found, 1)]


def picture(value: Any) -> Path | None:
    return value if isinstance(value, Path) else None
