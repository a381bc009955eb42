"""One full-text index over the records of all nouns, kept inside every operation and asked in words of two characters."""
from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, cast, column, delete, func, insert, or_, select, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session, aliased

from desktop.models.base import Base, Searched, fields_of
from desktop.models.change import Touched
from desktop.models.committee import CommitteeName
from desktop.models.person import Person, Post
from desktop.models.search import SearchEntry
from desktop.models.unit import UnitName
from desktop.rules import bigrams
from desktop.rules.bigrams import Phrase
from desktop.rules.rights import Right
from desktop.services import dated

if TYPE_CHECKING:
    from desktop.services.store import Store

BLOCK = 500

INDEX = table("search_index", column("rowid"), column("search_index"))
ORDER = ("Person", "Proposal", "Unit", "Organisation", "Committee", "Group", "Township", "Meeting", "Speech")
AROUND = 40  # characters of a long text on either side of what was found
NAMES: Mapping[str, tuple[type[Any], str]] = {"Unit": (UnitName, "unit_id"), "Committee": (CommitteeName, "committee_id")}
"""Records whose name is a dated fact of its own."""


@dataclass(frozen=True)
class Hit:
    """A record that was found: `noun` is its class, `line` says what matched, private numbers masked."""
    noun: str
    id: str
    title: str
    line: str

    @property
    def label(self) -> str:
        """What the user calls such records."""
        return entities()[self.noun].__noun__


def entities() -> dict[str, type[Any]]:
    return {m.class_.__name__: m.class_ for m in Base.registry.mappers}


@lru_cache
def root_of(entity: type[Any]) -> str:
    """The class of the records that an entity's rows hang on: Person of Post, Unit of Unit."""
    if entity.__root__ == "id":
        return entity.__name__
    (key,) = getattr(entity, entity.__root__).property.columns[0].foreign_keys
    return next(name for name, other in entities().items() if other.__tablename__ == key.column.table.name)


def keep(session: Session, touched: Touched) -> None:
    """Bring the entries of what the operation wrote up to date; they are undone and rolled back with it."""
    rows = {key: row for key, row in touched.rows.items() if isinstance(row, Searched)}
    if not rows:
        return
    connection = session.connection()
    old = [record for name, record in rows if touched.before[name, record] is not None]
    for start in range(0, len(old), BLOCK):
        connection.execute(delete(SearchEntry).where(SearchEntry.record.in_(old[start:start + BLOCK])))
    store_entries(connection, [row for key, row in rows.items() if key not in touched.gone])


def store_entries(connection: Connection, rows: Iterable[Any]) -> None:
    entries = [{"record": row.id, "subject": row.root, "noun": root_of(type(row)), "entity": type(row).__name__, "tokens": tokens}
               for row in rows if (tokens := bigrams.indexed(row.searched()))]
    if entries:
        connection.execute(insert(SearchEntry), entries)


def rebuild(connection: Connection) -> None:
    """Make the whole index anew, as after an upgrade."""
    connection.execute(delete(SearchEntry))
    with Session(connection, autoflush=False) as session:
        for entity in entities().values():
            if issubclass(entity, Searched):
                for block in session.scalars(select(entity).execution_options(yield_per=BLOCK)).partitions():
                    store_entries(connection, block)


def find(store: Store, query: str, limit: int = 50, nouns: Collection[str] | None = None) -> list[Hit]:
    """The records that hold every word of the query in one of their texts, at most `limit` of each noun.

    Words are parts of a text from one character on, letters the beginnings of words, so 'zs' finds 张三.
    """
    store.require(Right.READ)
    phrases = bigrams.asked(query)
    if not phrases:
        return []
    with store.read() as session:
        found = subjects(session, phrases, limit, nouns)
        texts = matched(session, phrases, [subject for ids in found.values() for subject in ids])
        words = [run for pair in bigrams.runs(query) for run in pair if run]
        hits = []
        for noun in sorted(found, key=lambda n: (ORDER.index(n) if n in ORDER else len(ORDER), n)):
            named = titles(session, noun, found[noun], store.today())
            posts = dated.holding(session, Post, store.today(), "person_id", found[noun]) if noun == Person.__name__ else {}
            made = [Hit(noun, i, named[i], line(texts[i], words, named[i], posts.get(i))) for i in found[noun] if i in named]
            hits += sorted(made, key=lambda h: closeness(h.title, query))
        return hits


def closeness(title: str, query: str) -> tuple[int, str]:
    """A record that is called so comes before one that only mentions it."""
    called, asked = bigrams.folded(title), bigrams.folded(query).strip()
    return (0 if called == asked else 1 if called.startswith(asked) else 2 if asked in called else 3), title


def subjects(session: Session, phrases: Sequence[Phrase], limit: int, nouns: Collection[str] | None) -> dict[str, list[str]]:
    """Record ids by noun, those touched last first; each phrase may stand in another row of the record."""
    query = select(SearchEntry.noun, SearchEntry.subject, func.row_number().over(
        partition_by=SearchEntry.noun, order_by=func.max(SearchEntry.number).desc()).label("place"))
    query = query.where(holds(session, phrases[0])).group_by(SearchEntry.noun, SearchEntry.subject)
    for phrase in phrases[1:]:
        other = aliased(SearchEntry)
        query = query.where(SearchEntry.subject.in_(select(other.subject).where(holds(session, phrase, other))))
    if nouns is not None:
        query = query.where(SearchEntry.noun.in_(list(nouns)))
    ranked = query.subquery()
    found: dict[str, list[str]] = defaultdict(list)
    for noun, subject in session.execute(select(ranked.c.noun, ranked.c.subject).where(ranked.c.place <= limit)
                                         .order_by(ranked.c.place)):
        found[noun].append(subject)
    return found


def holds(session: Session, phrase: Phrase, entries: Any = SearchEntry) -> ColumnElement[bool]:
    """The entries that hold a phrase, in the database's own language."""
    if session.get_bind().dialect.name == "postgresql":
        quoted = [f"'{token}'" for token in phrase.tokens]
        asked = f"{quoted[0]}:*" if phrase.beginning else " <-> ".join(quoted)
        return entries.tokens.op("@@")(cast(asked, TSQUERY))
    asked = f'"{" ".join(phrase.tokens)}"' + (" *" if phrase.beginning else "")
    return entries.number.in_(select(INDEX.c.rowid).where(INDEX.c.search_index.op("MATCH")(asked)))


def matched(session: Session, phrases: Sequence[Phrase], ids: Sequence[str]) -> dict[str, list[Any]]:
    """The rows in which a phrase stands, by the record that they hang on."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for start in range(0, len(ids), BLOCK):
        query = select(SearchEntry.entity, SearchEntry.record).where(
            SearchEntry.subject.in_(ids[start:start + BLOCK]), or_(*(holds(session, p) for p in phrases)))
        for entity, record in session.execute(query):
            wanted[entity].append(record)
    found: dict[str, list[Any]] = defaultdict(list)
    known = entities()
    for entity, records in wanted.items():
        for start in range(0, len(records), BLOCK):
            for row in session.scalars(select(known[entity]).where(known[entity].id.in_(records[start:start + BLOCK]))):
                found[row.root].append(row)
    return found


def titles(session: Session, noun: str, ids: Sequence[str], day: dt.date) -> dict[str, str]:
    if noun in NAMES:
        model, key = NAMES[noun]
        rows = session.scalars(select(model).where(getattr(model, key).in_(ids))).all()
        # The name of the day; a record that ended, or begins later, is called by its last name.
        ordered = sorted(rows, key=lambda r: (r.holds(day), dated.earliest(r)))
        return {getattr(r, key): r.name for r in ordered}
    entity = entities()[noun]
    return {r.id: r.name for r in session.scalars(select(entity).where(entity.id.in_(ids)))}


def line(rows: Sequence[Any], words: Sequence[str], title: str, post: Post | None) -> str:
    """县农业农村局局长；联系电话 138****5678: the work of a person, then each field that holds a word of the query."""
    said = [f"{post.unit or ''}{post.post or ''}"] if post else []
    for row in rows:
        if row is post or (post is not None and row.id == post.id):
            continue
        for field in fields_of(type(row)):
            text = getattr(row, field.name) if field.kind.sql == "text" else None
            if text and text != title and any(w in bigrams.folded(text) for w in words):
                said.append(f"{field.label} {excerpt(field.shown(text), words)}")
    return "；".join(dict.fromkeys(s for s in said if s))


def excerpt(text: str, words: Sequence[str]) -> str:
    """What stands around the first word found in a long text; a short one whole."""
    if len(text) <= 2 * AROUND:
        return text
    places = [p for p in (bigrams.folded(text).find(w) for w in words) if p >= 0]
    first = max(0, min(places, default=0) - AROUND)
    last = first + 2 * AROUND
    return ("…" if first else "") + text[first:last].replace("\n", " ") + ("…" if last < len(text) else "")
