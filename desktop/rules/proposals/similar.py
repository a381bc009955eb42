"""相似: how much two texts share, and the passages that stand in both; who judges is a person."""
from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from desktop.rules.bigrams import folded, indexed

RAREST = 40
COMMON = 0.05
"""A pair of characters in more than this part of all texts tells nothing."""
LEAST_PASSAGE = 8
FEWEST = 20
"""A text of fewer pairs is contained in any other by chance."""
SPACE = re.compile(r"\s")


def telling(tokens: Iterable[str], frequency: Mapping[str, int], total: int) -> list[str]:
    """The pairs of a text by which others like it are looked for: the rarest that stand in other texts too."""
    known = [t for t in dict.fromkeys(tokens) if len(t) > 1 and frequency.get(t, 0) > 0]
    rare = [t for t in known if frequency[t] < max(COMMON * total, 2)]
    return sorted(rare or known, key=lambda t: frequency[t])[:RAREST]


def pairs(text: str) -> frozenset[str]:
    return frozenset(t for t in indexed(text) if len(t) > 1)


def containment(one: Collection[str], other: Collection[str]) -> float:
    """The part of the shorter text's pairs that the longer one has too, 0 to 1."""
    fewer = min(len(one), len(other))
    if fewer == 0:
        return 0.0
    return len(frozenset(one) & frozenset(other)) / (fewer if fewer >= FEWEST else max(len(one), len(other)))


def passages(text: str, other: str, least: int = LEAST_PASSAGE) -> list[tuple[int, int]]:
    """(start, end) in `text` of what stands in `other` word for word; blanks, widths and case do not count."""
    mine, places = squeezed(text)
    theirs, _ = squeezed(other)
    grams = {theirs[i:i + least] for i in range(len(theirs) - least + 1)}
    found: list[tuple[int, int]] = []
    for i in range(len(mine) - least + 1):
        if mine[i:i + least] in grams:
            start, end = places[i], places[i + least - 1] + 1
            if found and start <= found[-1][1]:
                found[-1] = found[-1][0], end
            else:
                found.append((start, end))
    return found


def squeezed(text: str) -> tuple[str, Sequence[int]]:
    """The text without blanks, and where each of its characters stood."""
    kept = [(c, n) for n, c in enumerate(text) if not SPACE.match(c)]
    made = "".join(folded(c)[:1] or c for c, _ in kept)
    return made, [n for _, n in kept]
