"""What a clerk types under a heading, read as a condition on the cells of that column."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desktop.fields.field import Field
from desktop.fields.kinds import BadValue, Day, PartialDate, fold

EMPTY, FILLED = "空", "非空"
COMPARED = re.compile(r"(>=|<=|>|<|≥|≤|＞|＜)\s*(.+)")
SIGNS = {"≥": ">=", "≤": "<=", "＞": ">", "＜": "<"}
LATIN = re.compile(r"[A-Z]+")

Readings = Callable[[str], str]


@dataclass(frozen=True)
class Cell:
    """One cell as a condition sees it: the stored value, the text on the screen, and the text folded."""
    value: Any
    folded: str


@dataclass(frozen=True)
class Condition:
    """Words that must all occur; 空 and 非空; for figures and dates also > < >= <=."""
    field: Field
    words: tuple[str, ...] = ()
    filled: bool | None = None
    sign: str = ""
    bound: Any = None

    @property
    def spelled(self) -> bool:
        """Is a word written in letters, so that readings (pinyin, initials) are worth looking at?"""
        return any(LATIN.fullmatch(word) for word in self.words)

    def holds(self, cell: Cell, readings: str = "") -> bool:
        if self.filled is not None:
            return bool(cell.folded) == self.filled
        if self.sign:
            return compared(cell.value, self.sign, self.bound)
        return all(word in cell.folded or (LATIN.fullmatch(word) and word in readings) or self._whole(cell, word)
                   for word in self.words)

    def _whole(self, cell: Cell, word: str) -> bool:
        """A masked number is found when it is typed whole: who knows it learns nothing."""
        return self.field.private and word == fold(self.field.kind.show(cell.value))


def read(field: Field, text: str) -> Condition | None:
    """None for nothing typed."""
    text = text.strip()
    if not text:
        return None
    if fold(text) in (EMPTY, FILLED):
        return Condition(field, filled=fold(text) == FILLED)
    if match := COMPARED.fullmatch(text):
        bound = limit(field, match[2])
        if bound is not None:
            return Condition(field, sign=SIGNS.get(match[1], match[1]), bound=bound)
    return Condition(field, words=tuple(fold(word) for word in text.split()))


def limit(field: Field, text: str) -> Any:
    """The bound of a comparison; None when the column has no order or the bound is half typed."""
    if not (field.kind.numeric or isinstance(field.kind, Day | PartialDate)):
        return None
    try:
        return PartialDate().parse(text) if isinstance(field.kind, Day | PartialDate) else field.kind.parse(text)
    except BadValue:
        return None


def compared(value: Any, sign: str, bound: Any) -> bool:
    if value is None:
        return False
    if isinstance(bound, str):  # dates: as precise as the bound is written, so that >1975 begins in 1976
        value = str(value)[: len(bound)]
    return {">": value > bound, "<": value < bound, ">=": value >= bound, "<=": value <= bound}[sign]
