"""承办方式 as a sheet writes it: one unit alone, one 主办 with 会办 units, or several 分办 that each answer."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from desktop.rules.proposals.deadlines import ASSIST, HOST, SPLIT

ALONE, JOINT, APART = "单办", "主办会办", "分办"
WAYS = (ALONE, JOINT, APART)
LEAST, SHARE = 5, 0.4
"""A category speaks for a unit that had at least so many of it, and at least this share."""

T = TypeVar("T")


def way(first: Sequence[object], others: Sequence[object]) -> str:
    """What the filled cells amount to: several who answer are 分办, one with helpers is 主办会办; '' for no unit at all."""
    if len(first) > 1:
        return APART
    if others:
        return JOINT
    return ALONE if first else ""


def arranged(wanted: str, first: Sequence[T], others: Sequence[T]) -> tuple[list[T], list[T]]:
    """(who answers, 会办) when the same units shall handle it in another way; of 单办 the first one stays."""
    every = [*first, *others]
    if wanted == APART:
        return every, []
    return every[:1], every[1:] if wanted == JOINT else []


def parts(first: Sequence[T], others: Sequence[T]) -> list[tuple[T, str]]:
    """(unit, 主办, 分办 or 会办) in their order."""
    answering = SPLIT if len(first) > 1 else HOST
    return [*((unit, answering) for unit in first), *((unit, ASSIST) for unit in others)]


def usual(units: Iterable[T]) -> T | None:
    """The unit that mostly got proposals of a kind, when there is one."""
    found = Counter(units)
    (unit, times), total = (found.most_common(1) or [(None, 0)])[0], sum(found.values())
    return unit if times >= LEAST and times >= SHARE * total else None
