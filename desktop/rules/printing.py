"""Which pages are sent to a printer, and how many sheets of paper that takes."""
from __future__ import annotations

import re
from math import ceil

from desktop.fields.refused import Refused

ALL, ODD, EVEN, EVEN_BACKWARDS, CHOSEN = "全部页", "单数页", "双数页", "双数页，从后往前", "自选页"
WHICH = (ALL, ODD, EVEN, EVEN_BACKWARDS, CHOSEN)
"""Odd and even pages by themselves: both sides on a printer that prints only one."""


def page_numbers(which: str, count: int, said: str = "") -> list[int]:
    """The pages of `count`, from 1, in the order in which they are printed; `said` is 1-3，5、8- for 自选页."""
    if which == CHOSEN:
        return chosen(said, count)
    pages = list(range(1, count + 1))
    return {ODD: pages[::2], EVEN: pages[1::2], EVEN_BACKWARDS: pages[1::2][::-1]}.get(which, pages)


def chosen(said: str, count: int) -> list[int]:
    if not said.strip():
        raise Refused("请写明要打印哪几页，如 1-3，5。")
    pages: list[int] = []
    for part in re.split(r"[,，、;；\s]+", said.strip(" ,，、;；")):
        match = re.fullmatch(r"(\d{1,6})?\s*(?:([-－—~～至到])\s*(\d{1,6})?)?", part)
        if not match or not (match[1] or match[3]):
            raise Refused(f"“{part}”不是页码，请写成 1-3，5。")
        first = int(match[1] or 1)
        last = int(match[3] or count) if match[2] else first
        if not 1 <= first <= last <= count:
            raise Refused(f"“{part}”不在第 1 页到第 {count} 页之间。")
        pages += [page for page in range(first, last + 1) if page not in pages]
    return pages


def sheets(pages: int, copies: int, both_sides: bool) -> int:
    """Sheets of paper; each copy begins on a new one."""
    return copies * (ceil(pages / 2) if both_sides else pages)
