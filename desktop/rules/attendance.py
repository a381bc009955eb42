"""Attendance: the marks on a sheet of paper, what several half days come to, and how a body divides into them."""
from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from desktop.rules.meetings import Tally

PRESENT, LEAVE, ABSENT = "出席", "请假", "缺席"
OFFICIAL, PRIVATE, ILL = "公假", "事假", "病假"
UNSAID = "未注明"  # 请假 without a kind
ATTENDED: Mapping[str, Fraction | None] = {"三分之二": Fraction(2, 3), "二分之一": Fraction(1, 2), "出席过即可": None}
"""How much of a meeting of several half days one must be there for."""
MEMBER_DUE = "出席"
DUE, APART = (MEMBER_DUE,), ("列席", "特邀")


@dataclass(frozen=True)
class Mark:
    """One person in one half day."""
    result: str
    leave: str | None = None
    late: bool = False
    early: bool = False

    @property
    def sign(self) -> str:
        """What the grid and the table show: √, 迟, 早, 公, 事, 病, ×."""
        if self.result == PRESENT:
            return "迟" if self.late else "早" if self.early else "√"
        return (self.leave or "假")[:1] if self.result == LEAVE else "×"


THERE, GONE = Mark(PRESENT), Mark(ABSENT)
SIGNS: Mapping[str, Mark] = {
    **dict.fromkeys(("√", "✓", "✔", "V", "Ü", "1", "出席", "到", "已到", "实到", "签到", "参加", "是", "列席", "到会", "全勤"), THERE),
    **dict.fromkeys(("×", "✗", "✘", "X", "0", "缺", "缺席", "未到", "旷", "旷会", "缺勤", "无故缺席", "否", "未参加"), GONE),
    **dict.fromkeys(("△", "▲", "○", "〇", "◯", "O", "假", "请假", "请", "已请假"), Mark(LEAVE)),
    **dict.fromkeys(("事", "事假", "因事", "因事请假"), Mark(LEAVE, PRIVATE)),
    **dict.fromkeys(("病", "病假", "因病", "因病请假"), Mark(LEAVE, ILL)),
    **dict.fromkeys(("公", "公假", "公务", "因公", "公差", "出差", "因公请假", "公出"), Mark(LEAVE, OFFICIAL)),
    **dict.fromkeys(("迟", "迟到", "※"), Mark(PRESENT, late=True)),
    **dict.fromkeys(("早", "早退", "退"), Mark(PRESENT, early=True)),
    **dict.fromkeys(("迟到早退", "迟到、早退"), Mark(PRESENT, late=True, early=True)),
}
"""What offices write into the squares of a sheet. △ and ○ say that somebody asked for leave, not why; the office's own signs win."""


def read_mark(text: str, own: Mapping[str, Mark] = {}) -> Mark | None:
    """The mark that a sign stands for; None when nobody knows it."""
    said = re.sub(r"[\s。.，,]", "", unicodedata.normalize("NFKC", text)).upper()
    if said in own or said in SIGNS:
        return own.get(said) or SIGNS[said]
    if match := re.fullmatch(r"(?:请假|请)?[(（\[]?(公|事|病)假?[)）\]]?", said):
        return Mark(LEAVE, f"{match[1]}假")
    if match := re.fullmatch(r"(√|出席|到)[(（]?(迟到|迟|早退|早)[)）]?", said):
        return Mark(PRESENT, late="迟" in match[2], early="早" in match[2])
    return None


def read_own(lines: Iterable[str]) -> dict[str, Mark]:
    """The office's own signs, one a line: 符号 意思; ValueError with a sentence."""
    found = {}
    for number, line in enumerate(lines, 1):
        parts = line.split()
        if not parts:
            continue
        mark = read_mark(parts[1]) if len(parts) == 2 else None
        if mark is None:
            raise ValueError(f"第{number}行应写“符号 意思”，例如：◇ 公假")
        found[unicodedata.normalize("NFKC", parts[0]).upper()] = mark
    return found


def whole(marks: Sequence[Mark | None], share: Fraction | None) -> Mark | None:
    """What several half days come to; None while one is not entered.

    With `share` (2/3 in several places) whoever was there for less of it counts as not present: on leave when every
    missed half day was leave, otherwise absent. Without a share one half day is enough.
    """
    if not marks or None in marks:
        return None
    said = [m for m in marks if m is not None]
    if len(said) == 1:
        return said[0]
    there = sum(m.result == PRESENT for m in said)
    if there and (share is None or Fraction(there, len(said)) >= share):
        return Mark(PRESENT, late=any(m.late for m in said), early=any(m.early for m in said))
    missed = [m for m in said if m.result != PRESENT]
    if any(m.result == ABSENT for m in missed):
        return GONE
    return Mark(LEAVE, Counter(m.leave for m in missed).most_common(1)[0][0])


def tally(marks: Iterable[tuple[str, Mark | None]]) -> Tally:
    """(身份, mark) of everyone: those who are due divide, 列席 and 特邀 are counted apart when they came."""
    due = present = absent = late = early = observers = 0
    leave: Counter[str] = Counter()
    for capacity, mark in marks:
        if capacity in APART:
            observers += mark is not None and mark.result == PRESENT
        if capacity not in DUE:
            continue
        due += 1
        if mark is None:
            continue
        present += mark.result == PRESENT
        absent += mark.result == ABSENT
        late, early = late + mark.late, early + mark.early
        if mark.result == LEAVE:
            leave[mark.leave or UNSAID] += 1
    known = {kind: leave[kind] for kind in (OFFICIAL, PRIVATE, ILL) if leave[kind]}
    return Tally(due, present, known | {k: n for k, n in sorted(leave.items()) if k not in known}, absent, late, early, observers)


def rate(present: int, due: int) -> str:
    """93.45%, two places as the statistics print it; empty without anybody due."""
    return f"{present * 100 / due:.2f}%" if due else ""
