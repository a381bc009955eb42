"""Meetings: how they are counted, what 届次 says, whether enough of the body is there, and what a decision needs.

By the 章程 an 议案 passes with more than half of all members of the body, and a meeting is held when more than half of them
are there; the county's own setting wins (office.md 2).
"""
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from desktop.rules.meetingnames import NUMERAL, numeral
from desktop.rules.periods import han

OF_TERM = re.compile(rf"第?{NUMERAL}届.*?第?{NUMERAL}次?")
OF_YEAR = re.compile(rf"((?:19|20)\d\d)年?.*?第?{NUMERAL}次?")
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})")
ONLY = re.compile(rf"第?{NUMERAL}次?(?:会议)?")
HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Count:
    """届次: the number of a meeting within its term or its year."""
    number: int
    term: int | None = None
    year: int | None = None


def read_count(text: str) -> Count | None:
    """十届三次, 第十届第十二次, 10.3, 2024年第9次, 第9次; None when it says none of them."""
    said = re.sub(r"\s", "", text)
    if match := DOTTED.fullmatch(said):
        return Count(int(match[2]), term=int(match[1]))
    if match := OF_YEAR.search(said):
        return Count(numeral(match[2]), year=int(match[1]))
    if match := OF_TERM.search(said):
        return Count(numeral(match[2]), term=numeral(match[1]))
    match = ONLY.fullmatch(said)
    return Count(numeral(match[1])) if match else None


def count_in_words(number: int | None, term: int | None, year: int | None) -> str:
    """十届十二次, 2024年第9次; empty for what is not counted."""
    if not number:
        return ""
    return f"{han(term)}届{han(number)}次" if term else f"{year}年第{number}次" if year else f"第{number}次"


def following(taken: Iterable[int | None]) -> int:
    return max((n for n in taken if n), default=0) + 1


def missing(taken: Iterable[int]) -> list[int]:
    """The numbers that were skipped below the highest one."""
    held = set(taken)
    return [n for n in range(1, max(held, default=0)) if n not in held]


@dataclass(frozen=True)
class Tally:
    """Who was due, counted; `leave` by kind. `observers` are those of 列席 and 特邀 who came: they never count above."""
    due: int = 0
    present: int = 0
    leave: dict[str, int] = field(default_factory=dict)
    absent: int = 0
    late: int = 0
    early: int = 0
    observers: int = 0

    @property
    def on_leave(self) -> int:
        return sum(self.leave.values())

    @property
    def unmarked(self) -> int:
        return self.due - self.present - self.on_leave - self.absent

    @property
    def words(self) -> str:
        """应到168＝实到157＋请假9＋缺席2（公假6、事假2、病假1）."""
        told = f"应到{self.due}＝实到{self.present}＋请假{self.on_leave}＋缺席{self.absent}"
        if self.unmarked:
            told += f"＋未登记{self.unmarked}"
        kinds = "、".join(f"{kind}{count}" for kind, count in self.leave.items() if count)
        return f"{told}（{kinds}）" if kinds else told


def disagreement(due: int | None, present: int | None, leave: int | None, absent: int | None) -> str | None:
    """Why four figures of a paper cannot be: 应到 = 实到 + 请假 + 缺席; None when they agree or one is not given."""
    if due is None or present is None:
        return None
    if leave is None and absent is None:
        return f"实到{present}多于应到{due}" if present > due else None
    together = present + (leave or 0) + (absent or 0)
    if together == due or (None in (leave, absent) and together <= due):
        return None
    return f"应到{due}，而实到{present}＋请假{leave or 0}＋缺席{absent or 0}＝{together}，对不上"


@dataclass(frozen=True)
class Share:
    """More than `part` of a body, or with `least` at least that part: 1/2 超过半数, 2/3 以上."""
    part: Fraction = HALF
    least: bool = False

    def needed(self, body: int) -> int:
        """The fewest who are enough: 85 of 168 for more than a half, 112 for at least two thirds."""
        exact = self.part * body
        floor = exact.numerator // exact.denominator
        return floor if self.least and exact == floor else floor + 1

    def reached(self, count: int, body: int) -> bool:
        return body > 0 and count >= self.needed(body)

    @property
    def words(self) -> str:
        known = {HALF: "过半数", Fraction(2, 3): "三分之二", Fraction(3, 4): "四分之三"}
        return known.get(self.part, str(self.part)) + ("以上" if self.least else "")


def read_share(text: str) -> Share:
    """“>1/2”, “≥2/3”; ValueError with a sentence for anything else."""
    match = re.fullmatch(r"(>=?|≥|＞)?\s*(\d)\s*/\s*(\d)", text.strip())
    if not match or not 0 < int(match[2]) < int(match[3]):
        raise ValueError(f"“{text}”应写作 >1/2 或 ≥2/3")
    return Share(Fraction(int(match[2]), int(match[3])), least=match[1] in (">=", "≥"))


def quorum(body: int, present: int, share: Share, whom: str = "委员") -> str:
    """应出席委员168名，实到157名，符合规定人数; short of it the sentence says how many are missing."""
    told = f"应出席{whom}{body}名，实到{present}名"
    if share.reached(present, body):
        return f"{told}，符合规定人数"
    return f"{told}，不足{share.needed(body)}名，未达到规定人数"


def passed(votes: int, body: int, share: Share) -> bool:
    """通过 and 当选 are measured on all members of the body, not on those present: 84 of 168 fail."""
    return share.reached(votes, body)


def span(first: dt.date, last: dt.date | None) -> str:
    """2026年1月6日, 2026年1月6日至9日, 2026年1月30日至2月2日."""
    begun = f"{first.year}年{first.month}月{first.day}日"
    if last is None or last == first:
        return begun
    if last.year != first.year:
        return f"{begun}至{last.year}年{last.month}月{last.day}日"
    return f"{begun}至{last.day}日" if last.month == first.month else f"{begun}至{last.month}月{last.day}日"


@dataclass(frozen=True)
class Clash:
    """Two meetings that cannot both be as they are planned."""
    day: dt.date
    names: tuple[str, str]
    ids: tuple[str, str]
    why: str


def at_once(one: Sequence[tuple[dt.date, str | None]], other: Sequence[tuple[dt.date, str | None]]) -> bool:
    """Do two meetings share a half day? One without a half day takes the whole day."""
    return any(d == e and (g is None or h is None or g == h) for d, g in one for e, h in other)


def clashes(rows: Sequence[Mapping[str, Any]]) -> list[Clash]:
    """On one day the same place, or the same person in the chair, in the same half day or without one said."""
    found = []
    ordered = sorted((r for r in rows if not r["cancelled"]), key=lambda r: (r["day"], r["name"]))
    for number, one in enumerate(ordered):
        for other in ordered[number + 1:]:
            if other["day"] > (one["until"] or one["day"]):
                break
            why = [words for words, key in (("同在{}", "place"), ("都由{}主持", "host")) if one[key] and one[key] == other[key]]
            if why and at_once(one["halves"], other["halves"]):
                said = "，".join(w.format(one["place" if "同在" in w else "host"]) for w in why)
                found.append(Clash(other["day"], (one["name"], other["name"]), (one["id"], other["id"]), said))
    return found
