"""Which field a heading means: white space, line breaks, punctuation, widths and hints in brackets do not count."""
from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from desktop.fields.field import Field
from desktop.fields.kinds import INVISIBLE, plain

IGNORED = frozenset(("序号", "序", "顺序", "顺序号", "排序", "行号", "NO", "编号", "次序"))
OTHERS = re.compile(r"联络员|家属|家庭成员|配偶|紧急|秘书|父亲|母亲|子女|推荐人|填表|经办|法人|法定代表")
LONGEST = 24
NO_LETTERS = re.compile(r"[\W_]+")
BRACKETS = re.compile(r"[(（\[【［]")


def fold(text: Any) -> str:
    """For comparing headings: letters, digits and Han characters only, upper case."""
    text = text if isinstance(text, str) else plain(text)
    return folded(text) if len(text) <= 2 * LONGEST else folded.__wrapped__(text)


@lru_cache(maxsize=1 << 15)  # every cell of a roster is compared with the headings, and most of them several times
def folded(text: str) -> str:
    return NO_LETTERS.sub("", unicodedata.normalize("NFKC", INVISIBLE.sub("", text))).upper()


def bare(text: Any) -> str:
    """Without hints in brackets: 身份证号（18位）, 姓名*（必填）."""
    return fold(re.sub(r"\(.*?\)|\[.*?\]|【.*?】", "", unicodedata.normalize("NFKC", plain(text)), flags=re.DOTALL))


def clean(text: Any) -> str:
    """A heading on one line: 出 生⏎年 月 -> 出生年月."""
    joined = re.sub(r"\s+", " ", plain(text))
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", joined).strip(" :：")


def shape(headings: Iterable[str]) -> str:
    """A stable key of a set of headings, whatever their order, by which a file's mapping is remembered."""
    told = sorted({fold(h) for h in headings} - {""})
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


class Match(NamedTuple):
    """How well a heading fits: the lower the rank, the better."""
    field: Field | None
    rank: tuple[int, int]


class Vocabulary:
    """Headings known from the fields, and those learned from the user: folded heading -> field name, "" for none."""

    def __init__(self, fields: Sequence[Field], learned: Mapping[str, str]) -> None:
        self.key = next((f for f in fields if f.required), fields[0])
        self.known: dict[str, Match] = {}
        for field in fields:
            for order, heading in enumerate(field.headings):
                match = Match(field, (1, order))
                known = self.known.get(fold(heading))
                if known is None or match.rank < known.rank:
                    self.known[fold(heading)] = match
        by_name: dict[str, Field | None] = {f.name: f for f in fields}
        by_name[""] = None
        self.learned = {fold(h): by_name[n] for h, n in learned.items() if n in by_name}

    def one(self, text: Any) -> Match | None:
        """What one cell means as a heading."""
        folded = fold(text)
        if not folded or len(folded) > 2 * LONGEST:
            return None
        if folded in self.learned:
            return Match(self.learned[folded], (0, 0))
        if found := self.known.get(folded):
            return found
        if BRACKETS.search(str(text)) and (found := self.known.get(bare(text))):
            return Match(found.field, (2, found.rank[1]))
        return None

    def column(self, parts: Sequence[str], alone: bool) -> Match | None:
        """What the levels of a heading mean together: 联系方式/手机. `alone`: the upper level covers this column only."""
        whole = "".join(fold(p) for p in parts)
        if whole in self.learned:
            return Match(self.learned[whole], (0, 0))
        if len(parts) < 2:
            return self.one(parts[0]) if parts else None
        if found := self.known.get(whole):
            return found
        above = "".join(parts[:-1])
        if (found := self.one(parts[-1])) and not OTHERS.search(above):
            return Match(found.field, (3 if found.rank[0] else 0, found.rank[1]))
        if alone and (found := self.one(above)):
            return Match(found.field, (4, found.rank[1]))
        return None

    def fields_in(self, cells: Iterable[Any]) -> set[str]:
        """Names of the fields whose headings stand in a row."""
        found = (self.one(c) for c in cells if isinstance(c, str) and len(c) <= 2 * LONGEST)
        return {m.field.name for m in found if m and m.field}
