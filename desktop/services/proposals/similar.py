"""相似提案比对: the texts of all years most like one, offline, through the full-text index; shared passages are marked."""
from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import column, func, select, table, text
from sqlalchemy.orm import Session

from desktop.fields.refused import Refused
from desktop.models.search import SearchEntry
from desktop.rules.bigrams import indexed
from desktop.rules.proposals import similar
from desktop.rules.rights import Right
from desktop.services.proposals.sources import SOURCES
from desktop.services.store import Store

CANDIDATES, ROWS, LIMIT, LEAST = 50, 250, 5, 0.12
VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_vocabulary USING fts5vocab(main, search_index, row)"
FREQUENCY = text("SELECT v.term, v.doc FROM json_each(:terms) j CROSS JOIN temp.search_vocabulary v WHERE v.term = j.value")
INDEX = table("search_index", column("rowid"), column("search_index"), column("rank"))


@dataclass(frozen=True)
class Similar:
    """A text like the one `asked`; `score` 0 to 1; `line` tells where it comes from (十届三次会议 第037号 张三等5人)."""
    noun: str
    id: str
    name: str
    line: str
    score: float
    asked: str
    text: str

    @cached_property
    def mine(self) -> list[tuple[int, int]]:
        """(start, end) of the shared passages in the text asked for."""
        return similar.passages(self.asked, self.text)

    @cached_property
    def theirs(self) -> list[tuple[int, int]]:
        """(start, end) of the shared passages in `text`."""
        return similar.passages(self.text, self.asked)

    @property
    def percent(self) -> str:
        return f"{self.score:.0%}"


def of(store: Store, record: str, limit: int = LIMIT, noun: str = "Proposal") -> list[Similar]:
    """The texts most like one that is in the store, the likest first; itself is left out."""
    store.require(Right.READ)
    with store.read() as session:
        words, rows = own_words(session, record, noun)
        return search(session, words, limit, {record}, rows)


def own_words(session: Session, record: str, noun: str = "Proposal") -> tuple[str, Counter[str]]:
    """A record's whole text, and in how many rows of the index its pairs stand through itself."""
    own = SOURCES[noun].pieces(session, [record])
    if record not in own:
        raise Refused(f"这份{SOURCES[noun].model.__noun__}已被删除。")
    return "\n".join(own[record]), Counter(t for part in own[record] for t in set(indexed(part)))


def find(store: Store, words: str, limit: int = LIMIT) -> list[Similar]:
    """The texts most like one that is typed or read from a file, the likest first."""
    store.require(Right.READ)
    with store.read() as session:
        return search(session, words, limit, frozenset(), {})


def search(session: Session, words: str, limit: int, but: Collection[str], rows: Mapping[str, int]) -> list[Similar]:
    """`rows` tells in how many rows of the index the text's own pairs stand because it is in the store itself."""
    best = likest(Shelf(session), words, limit, but, rows)
    lines = origins(session, best)
    return [Similar(noun, id, *lines[id], score, words, other) for score, noun, id, other in best]


class Shelf:
    """The texts that were read to be compared, each read once for however many comparisons."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._read: dict[tuple[str, str], tuple[str, frozenset[str]]] = {}

    def take(self, noun: str, ids: Sequence[str]) -> list[tuple[str, str, frozenset[str]]]:
        """(id, text, its pairs) of each."""
        if missing := [i for i in ids if (noun, i) not in self._read]:
            for id, words in texts(self.session, noun, missing).items():
                self._read[noun, id] = words, similar.pairs(words)
        return [(i, *self._read[noun, i]) for i in ids if (noun, i) in self._read]


def likest(shelf: Shelf, words: str, limit: int, but: Collection[str], rows: Mapping[str, int]) -> list[tuple[float, str, str, str]]:
    """(score, noun, id, text) of the texts most like `words`, the likest first; what shares too little is left out."""
    own = similar.pairs(words)
    if not own:
        return []
    found = []
    for noun, ids in candidates(shelf.session, words, rows).items():
        for id, other, theirs in shelf.take(noun, [i for i in ids if i not in but]):
            score = similar.containment(own, theirs)
            if score >= LEAST:
                found.append((score, noun, id, other))
    return sorted(found, key=lambda f: (-f[0], f[1], f[2]))[:limit]


def candidates(session: Session, words: str, rows: Mapping[str, int]) -> dict[str, list[str]]:
    """Records by noun that share the text's rarest pairs of characters, at most CANDIDATES of each kind of row."""
    if session.get_bind().dialect.name == "postgresql":  # no bm25 there: every text is held against this one
        found: dict[str, list[str]] = defaultdict(list)
        for noun, subject in session.execute(select(SearchEntry.noun, SearchEntry.subject).where(
                SearchEntry.noun.in_(list(SOURCES))).distinct()):
            found[noun].append(subject)
        return found
    tokens = indexed(words)
    frequency = {t: n - rows.get(t, 0) for t, n in frequencies(session, tokens).items()}
    total = session.scalar(select(func.count()).select_from(SearchEntry)) or 1
    asked = " OR ".join(f'"{t}"' for t in similar.telling(tokens, frequency, total))
    found = defaultdict(list)
    if not asked:
        return found
    query = select(SearchEntry.noun, SearchEntry.entity, SearchEntry.subject).join(INDEX, INDEX.c.rowid == SearchEntry.number).where(
        INDEX.c.search_index.op("MATCH")(asked), SearchEntry.noun.in_(list(SOURCES))).order_by(INDEX.c.rank).limit(ROWS)
    taken: Counter[str] = Counter()
    for noun, entity, subject in session.execute(query):
        taken[entity] += 1
        if taken[entity] <= CANDIDATES and subject not in found[noun]:
            found[noun].append(subject)
    return found


def frequencies(session: Session, tokens: Sequence[str]) -> dict[str, int]:
    """In how many rows of the index each token stands."""
    session.connection().exec_driver_sql(VOCABULARY)
    wanted = json.dumps(sorted(set(tokens)), ensure_ascii=False)
    return {term: rows for term, rows in session.execute(FREQUENCY, {"terms": wanted})}  # noqa: C416


def texts(session: Session, noun: str, ids: Sequence[str]) -> dict[str, str]:
    """The whole text of records of a noun."""
    return SOURCES[noun].texts(session, ids)


def origins(session: Session, best: Sequence[tuple[float, str, str, str]]) -> dict[str, tuple[str, str]]:
    """(name, where it comes from) of the records."""
    found: dict[str, tuple[str, str]] = {}
    for noun in {noun for _, noun, _, _ in best}:
        found |= SOURCES[noun].lines(session, [id for _, other, id, _ in best if other == noun])
    return found
