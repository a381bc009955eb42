"""Text as overlapping pairs of characters: what a full-text index of Chinese keeps, and what a search asks of it."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Runs without punctuation: words in letters are found by their beginnings, anything else by every pair in it.
RUNS = re.compile(r"([a-z]+)|([^\W_a-z]+)")


@dataclass(frozen=True)
class Phrase:
    """Tokens that must follow each other; a lone token may be the `beginning` of a longer one."""
    tokens: tuple[str, ...]
    beginning: bool = False


def folded(text: str) -> str:
    """For comparing: without widths and case."""
    return unicodedata.normalize("NFKC", text).lower()


def runs(text: str) -> list[tuple[str, str]]:
    """(letters, other) of each run, one of the two empty."""
    return [(m[1] or "", m[2] or "") for m in RUNS.finditer(folded(text))]


def pairs(run: str) -> list[str]:
    return [run[i:i + 2] for i in range(len(run) - 1)]


def indexed(text: str) -> list[str]:
    """The tokens of a text in its order.

    The last character of a run stands alone behind its pairs: it parts the runs, so that 县政协，协商 has no 政协商,
    and a search for one character finds it too.
    """
    found: list[str] = []
    for letters, other in runs(text):
        found += [letters] if letters else [*pairs(other), other[-1]]
    return found


def asked(query: str) -> list[Phrase]:
    """What a text must hold to answer the query: every run of it, wherever it stands."""
    found = []
    for letters, other in runs(query):
        if letters or len(other) == 1:
            found.append(Phrase((letters or other,), beginning=True))
        else:
            found.append(Phrase(tuple(pairs(other))))
    return list(dict.fromkeys(found))
