"""The proposals most like one text, against bm25 and the same ranking by hand in bare SQL over the same index."""
from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from desktop.rules.bigrams import indexed
from desktop.rules.proposals.similar import containment, pairs, telling
from desktop.services import demo
from desktop.services.proposals import register, similar

TITLE = "相似比对一件提案"
YARDSTICK = "同一索引手写比对"
AIM = 2.0
ROUNDS = 60


@contextmanager
def sides(folder: Path) -> Iterator[tuple[Callable[[], float], Callable[[], float]]]:
    store = demo.create(str(folder / "office.db"))
    source = random.Random("相似")
    with store.read() as session:
        texts = similar.texts(session, "Proposal", [r["id"] for r in register.listed(store)])
    bare = sqlite.connect(str(folder / "office.db"))
    bare.execute("CREATE VIRTUAL TABLE temp.known USING fts5vocab(main, search_index, row)")
    total = bare.execute("SELECT count(*) FROM search_entry").fetchone()[0]
    bodies = list(texts.values())
    asked = cycle([reworded(t, source) for t in source.sample(bodies, 40)])
    turn = iter(lambda: next(asked), None)

    def ours() -> float:
        text = next(turn)
        started = time.perf_counter()
        assert similar.find(store, text)
        return time.perf_counter() - started

    def yardstick() -> float:
        text = next(turn)
        started = time.perf_counter()
        tokens = indexed(text)
        wanted = sorted(set(tokens))
        marks = ",".join("?" * len(wanted))
        frequency = dict(bare.execute(f"SELECT term, doc FROM known WHERE term IN ({marks})", wanted).fetchall())
        words = " OR ".join(f'"{t}"' for t in telling(tokens, frequency, total))
        found = bare.execute("SELECT e.subject FROM search_index i JOIN search_entry e ON e.number = i.rowid WHERE i.search_index MATCH ? "
                             "AND e.noun = 'Proposal' ORDER BY i.rank LIMIT 250", (words,)).fetchall()
        own, subjects = pairs(text), list(dict.fromkeys(s for (s,) in found))[:100]
        marks = ",".join("?" * len(subjects))
        read = dict(bare.execute(f"SELECT id, name || char(10) || body FROM proposal WHERE id IN ({marks})", subjects).fetchall())
        for id, said in bare.execute(f"SELECT proposal_id, text FROM proposal_suggestion WHERE proposal_id IN ({marks})", subjects):
            read[id] += said
        assert sorted(((containment(own, pairs(t)), id) for id, t in read.items()), reverse=True)[:5]
        return time.perf_counter() - started

    yield ours, yardstick
    bare.close()
    store.close()


def reworded(text: str, source: random.Random) -> str:
    """One character in ten is another."""
    return "".join(source.choice("的一是在有和人这中大") if c.isalpha() and source.random() < 0.1 else c for c in text)
