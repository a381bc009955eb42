"""What the shares of the practice county have in common: its tables, its days, and whom they have entered so far."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from desktop.models.member import Term
from desktop.resources import find
from desktop.services.dated import DAY

TODAY = dt.date(2026, 6, 30)
PAST, PRESENT = 9, 10
ELECTED = {PAST: dt.date(2016, 12, 23), PRESENT: dt.date(2021, 12, 21)}
"""The offices begin when the first plenary closes."""
SEATED = {PAST: dt.date(2017, 2, 24), PRESENT: dt.date(2022, 1, 20)}
"""The 专委会 are made up by the first 常委会会议 of the term."""
RENAMED = dt.date(2024, 3, 28)

Line = Mapping[str, str]


@dataclass
class County:
    """The ids of what is entered, by the words in which the tables speak of it.

    `people` are by the number of their card: of the tenth term, of the ninth for who was only in that one; all
    others by the number that the table gives them.
    """
    terms: dict[int, Term] = field(default_factory=dict)
    committees: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    proposals: list[Any] = field(default_factory=list)
    meetings: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Share:
    """One operation of the building: “练习县：” and the title."""
    title: str
    write: Callable[[Session, County], None]


@lru_cache
def table(name: str) -> tuple[Line, ...]:
    """The lines of resources/practice/NAME.tsv by their headings."""
    head, *lines = find(f"practice/{name}.tsv").read_text(encoding="utf-8").splitlines()
    headings = head.split("\t")
    return tuple(dict(zip(headings, line.split("\t"), strict=True)) for line in lines)


def day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def card(person: Line) -> str:
    return person["证号"] or person["上届证号"]


@lru_cache
def earlier() -> dict[tuple[str, str], list[tuple[dt.date, str]]]:
    """(card, 事项) -> [(day of the change, what held until then)], the oldest first."""
    found: dict[tuple[str, str], list[tuple[dt.date, str]]] = {}
    for line in table("changes"):
        found.setdefault((line["证号"], line["事项"]), []).append((dt.date.fromisoformat(line["日期"]), line["此前"]))
    return {key: sorted(changes) for key, changes in found.items()}


def words(text: str) -> list[str]:
    return text.split("、") if text else []


def lasting(now: Iterable[str], before: Sequence[tuple[dt.date, list[str]]], first: dt.date | None,
            last: dt.date | None) -> Iterator[tuple[str, dt.date | None, dt.date | None]]:
    """(word, since, until) of words that hold `now` and of those that held `before` each change; who stays is one fact."""
    running: dict[str, dt.date | None] = {}
    since = first
    within = [c for c in before if (first is None or c[0] > first) and (last is None or c[0] <= last)]
    states = [*(held for _, held in within), list(now)]
    for state, change in zip(states, [*(on for on, _ in within), None], strict=True):
        for word in [w for w in running if w not in state]:
            yield word, running.pop(word), since and since - DAY
        for word in state:
            running.setdefault(word, since)
        since = change
    for word, begun in running.items():
        yield word, begun, last
