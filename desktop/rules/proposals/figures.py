"""The figures of a plenary's proposals, and the identities that they obey (office.md 1.2)."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from desktop.rules.proposals.states import FILED, REFUSED, WAITING, WITHDRAWN


@dataclass(frozen=True)
class Figures:
    """`groups` are the sizes of the merged groups, the lead counted in; `counted` tells whether merged ones are inside 立案.

    `filed` is as the office counts: with the merged ones when `counted`, without them when not. `refused` is by
    direction. `handed` are those handed over already, `to_hand` all that are handed over in the end.
    """
    received: int
    waiting: int
    filed: int
    refused: int
    withdrawn: int
    merged: int
    to_hand: int
    handed: int
    counted: bool = True
    groups: tuple[int, ...] = ()
    directions: Mapping[str, int] = field(default_factory=dict)

    @property
    def rate(self) -> Fraction:
        """立案率, on what was received."""
        return Fraction(self.filed, self.received) if self.received else Fraction(0)

    def identities(self) -> list[tuple[str, bool]]:
        """(the identity in words and figures, whether it holds)."""
        away = sum(size - 1 for size in self.groups)
        parts = [self.waiting, self.filed, self.refused, self.withdrawn]
        words = "收到 {} = 待审查 {} + 立案 {} + 不予立案 {} + 撤案 {}".format(self.received, *parts)
        if not self.counted:
            parts.append(self.merged)
            words += f" + 并案 {self.merged}"
        whole = self.filed if self.counted else self.filed + self.merged
        last = f"交办 {self.to_hand} = 立案 {whole} − 并案 {away}" if self.counted else f"交办 {self.to_hand} = 立案 {self.filed}"
        return [(words, self.received == sum(parts)), (last, self.to_hand == whole - away)]

    @property
    def grouping(self) -> str:
        """2 件并 1 件的 5 组、3 件并 1 件的 3 组."""
        return "、".join(f"{size}件并1件的{n}组" for size, n in sorted(Counter(self.groups).items()))


def tally(rows: Sequence[Mapping[str, Any]], counted: bool = True) -> Figures:
    """From rows with `id`, `outcome` (审查结果), `lead_id`, `direction` and `handed`; a group is told by its lead."""
    by_result = Counter(r["outcome"] for r in rows)
    known = {r["id"]: r for r in rows}
    away = [r for r in rows if r["lead_id"] and r["outcome"] == FILED]
    sizes = Counter(r["lead_id"] for r in away)
    groups = tuple(sorted((n + 1 if lead in known else n for lead, n in sizes.items())))
    filed = by_result[FILED]
    standing = [r for r in rows if r["outcome"] == FILED and not r["lead_id"]]
    return Figures(len(rows), by_result[WAITING], filed if counted else filed - len(away), by_result[REFUSED],
                   by_result[WITHDRAWN], len(away), len(standing), sum(bool(r["handed"]) for r in standing), counted, groups,
                   dict(Counter(r["direction"] or "未定去向" for r in rows if r["outcome"] == REFUSED)))


def counts(rows: Iterable[Mapping[str, Any]], name: str) -> dict[str, int]:
    """How many rows say what under a name; nothing said is 未填."""
    return dict(Counter(str(r.get(name) or "未填") for r in rows))
