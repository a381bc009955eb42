"""The three names of a meeting: whole on a title, short in a sentence, shortest in a table.

| kind | title (`full`) | sentence (`text`) | table (`table`) |
|---|---|---|---|
| 全体会议 | 政协青溪县第十届委员会第三次会议 | 县政协十届三次会议 | 十届三次全会 |
| 常委会会议 | 政协青溪县第十届委员会常务委员会第十二次会议 | 县政协十届常委会第十二次会议 | 十届十二次常委会会议 |
| 主席会议 | 政协青溪县第十届委员会第二十次主席会议 | 县政协十届二十次主席会议 | 十届二十次主席会议 |
| 党组会议 | 政协青溪县委员会党组2026年第9次会议 | 县政协党组2026年第9次会议 | 党组2026年第9次会议 |
| 专委会会议 | 政协青溪县委员会提案委员会2026年第2次会议 | 县政协提案委2026年第2次会议 | 提案委2026年第2次会议 |

The first three are counted through the term, the others by the calendar year (office.md 1.1): `counted` says which.
"""
from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.rules.body import PLENARY, STANDING_COMMITTEE
from desktop.rules.periods import han

CHAIRMEN, PARTY_GROUP, COMMITTEE = "主席会议", "党组会议", "专委会会议"
BY_TERM = (PLENARY, STANDING_COMMITTEE, CHAIRMEN)
BY_YEAR = (PARTY_GROUP, COMMITTEE)
KINDS = (*BY_TERM, *BY_YEAR)

LEVELS = "省州盟市区县旗"
OWN = "中国人民政治协商会议", "政协"
ONES = "一二三四五六七八九"
NUMERAL = f"([{ONES}]?十[{ONES}]?|[{ONES}]|[1-9][0-9]?)"
READ = re.compile(rf"{NUMERAL}届.*?{NUMERAL}次")


@dataclass(frozen=True)
class MeetingNames:
    full: str
    text: str
    table: str


def counted(kind: str) -> str:
    """'届' or '年': within what the meetings of a kind are numbered."""
    return "届" if kind in BY_TERM else "年"


def stem(body: str) -> str:
    """政协青溪县 of 政协青溪县委员会: what stands before 第十届委员会."""
    return body.removesuffix("委员会")


def short(body: str) -> str:
    """县政协 of 政协青溪县委员会, 区政协 of a district's; 政协 where the name does not say what it is of."""
    place = stem(body)
    for own in OWN:
        place = place.removeprefix(own)
    return f"{place[-1]}政协" if place and place[-1] in LEVELS else "政协"


def of_term(kind: str, body: str, term: int, number: int) -> MeetingNames:
    """`kind` is one of BY_TERM; `body` the committee's name as the settings have it (政协青溪县委员会); 1 to 99.

    ValueError for another kind or number.
    """
    if not (1 <= term <= 99 and 1 <= number <= 99):
        raise ValueError("届、次是1至99的数")
    whole, own, nth, count = f"{stem(body)}第{han(term)}届委员会", short(body), f"{han(term)}届", han(number)
    if kind == PLENARY:
        return MeetingNames(f"{whole}第{count}次会议", f"{own}{nth}{count}次会议", f"{nth}{count}次全会")
    if kind == STANDING_COMMITTEE:
        return MeetingNames(f"{whole}常务委员会第{count}次会议", f"{own}{nth}常委会第{count}次会议", f"{nth}{count}次常委会会议")
    if kind == CHAIRMEN:
        return MeetingNames(f"{whole}第{count}次主席会议", f"{own}{nth}{count}次主席会议", f"{nth}{count}次主席会议")
    raise ValueError(f"“{kind}”不按届编次")


def of_year(kind: str, body: str, year: int, number: int, committee: tuple[str, str] = ("", "")) -> MeetingNames:
    """`kind` is one of BY_YEAR; `committee` a 专委会's full and short name (提案委员会, 提案委). ValueError for another kind."""
    if kind not in BY_YEAR:
        raise ValueError(f"“{kind}”不按年编次")
    full, brief = ("党组", "党组") if kind == PARTY_GROUP else (committee[0], committee[1] or committee[0])
    which = f"{year}年第{number}次会议"
    return MeetingNames(f"{body}{full}{which}", f"{short(body)}{brief}{which}", f"{brief}{which}")


def sitting(number: int) -> str:
    """第一次大会 inside a plenary."""
    return f"第{han(number)}次大会"


def read(text: str) -> tuple[int, int] | None:
    """(届, 次) of any of the names that are counted by term, in 一二三 or digits; None when it says none."""
    found = READ.search(text)
    return (numeral(found[1]), numeral(found[2])) if found else None


def numeral(text: str) -> int:
    """十二 or 12, below a hundred."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    high = ONES.index(tens) + 1 if tens else 1 if ten else 0
    return high * 10 + (ONES.index(ones) + 1 if ones else 0)
