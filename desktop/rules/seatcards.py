"""席卡: how large a card is, how many lie on a sheet of A4, and how large a name may be on it."""
from __future__ import annotations

from dataclasses import dataclass

SIDE = 8.0  # mm that stay free at either side of the name
HIGH = 0.58  # of the card's height that a name takes at most
SMALL = 0.13  # of the height: the post of a guest
PAPER = (210.0, 297.0)  # A4, mm


@dataclass(frozen=True)
class Holder:
    """A holder: its words in the settings, mm across and high; `folded` stands by itself, its name on both outer panels."""
    words: str
    wide: float
    high: float
    folded: bool = False

    @property
    def per_page(self) -> int:
        return 1 if self.folded else int(PAPER[1] // self.high)


HOLDERS = (Holder("200×100 毫米", 200.0, 100.0),
           Holder("180×90 毫米", 180.0, 90.0), Holder("三折（A4 折成三角）", 210.0, 99.0, folded=True))
BY_WORDS = {h.words: h for h in HOLDERS}


def largest(holder: Holder, em: float, *, with_post: bool) -> float:
    """The height of the characters in mm: as wide as the card, no higher than looks well."""
    high = holder.high * (HIGH - (SMALL if with_post else 0))
    return min(high, (holder.wide - 2 * SIDE) / max(em, 1.0))
