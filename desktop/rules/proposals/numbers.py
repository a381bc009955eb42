"""案号 as offices print them, and read from their old ledgers; the number itself counts within one plenary."""
from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.fields.kinds import BadValue, plain

STYLES = ("第001号", "001", "2024-001", "10-3-001", "〔2024〕1号", "第1号")
WRITTEN = (
    re.compile(r"(?P<term>\d{1,2})[-.—－](?P<session>\d{1,2})[-.—－](?P<number>\d{1,4})"),
    re.compile(r"(?P<term>\d{1,2})\.(?P<session>\d{1,2})第?(?P<number>\d{1,4})号"),
    re.compile(r"(?P<year>(?:19|20)\d\d)[-—－年](?:第)?(?P<number>\d{1,4})号?"),
    re.compile(r"[〔\[（(【](?P<year>(?:19|20)\d\d)[〕\]）)】](?:第)?(?P<number>\d{1,4})号?"),
    re.compile(r"(?P<year>20\d\d)(?P<number>\d{3,4})"),
    re.compile(r"(?:提案)?(?:案号|编号)?第?(?P<number>\d{1,4})号?(?:提案)?"),
)


@dataclass(frozen=True)
class Number:
    """`year` or `term` and `session` only when they are written."""
    number: int
    year: int | None = None
    term: int | None = None
    session: int | None = None


def read(raw: object) -> Number:
    """第001号, 2024-001, 10-3-001, 〔2024〕1号, 1. Raises BadValue with a sentence."""
    text = re.sub(r"\s+", "", plain(raw))
    for form in WRITTEN:
        if match := form.fullmatch(text):
            said = {k: int(v) for k, v in match.groupdict().items() if v}
            if said["number"]:
                return Number(**said)
    raise BadValue(f"“{text}”不是案号，可写如 第001号、2024-001、10-3-001、〔2024〕1号")


def show(number: int | None, style: str, year: int, term: int, session: int) -> str:
    """`year` is the one whose work the proposals are: that of the plenary's opening, the next one when it opens in December."""
    if number is None:
        return ""
    return {"001": f"{number:03d}", "第1号": f"第{number}号", "2024-001": f"{year}-{number:03d}",
            "10-3-001": f"{term}-{session}-{number:03d}", "〔2024〕1号": f"〔{year}〕{number}号"}.get(style, f"第{number:03d}号")
