"""The full-text index: one entry for each record that can be found, kept by services.search inside every operation."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import DDL, Dialect, Index, String, Text, event
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from desktop.models.base import Base

LAST_POSITION = 16_383  # PostgreSQL counts no further; behind it a phrase is not found
MOST_PLACES, MOST_BYTES = 255, 1_000_000  # of one token, of a whole vector


class Tokens(TypeDecorator[list[str]]):
    """Tokens in their order: words between blanks for SQLite's FTS5, a vector with positions for PostgreSQL.

    PostgreSQL's own parser is passed by: what is a letter depends on the server's locale, and a rare character may be none.
    """
    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> str:
        if dialect.name != "postgresql":
            return " ".join(value or ())
        return vector(value or ())


def vector(tokens: Iterable[str]) -> str:
    """The literal of a tsvector: no token with more than MOST_PLACES, and what a vector cannot hold of a very long text left out."""
    seen: Counter[str] = Counter()
    parts: list[str] = []
    size = 0
    for place, token in enumerate(tokens, 1):
        seen[token] += 1
        part = f"'{token}':{min(place, LAST_POSITION)}"
        if seen[token] > MOST_PLACES or size + len(part.encode()) > MOST_BYTES:
            continue
        parts.append(part)
        size += len(part.encode()) + 1
    return " ".join(parts)


class SearchEntry(Base):
    """What one record says. `subject` is the record that it hangs on, `noun` that record's class."""
    __tablename__ = "search_entry"
    __table_args__ = (Index("ix_search_entry_tokens", "tokens", postgresql_using="gin").ddl_if(dialect="postgresql"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(String(32), unique=True)
    subject: Mapped[str] = mapped_column(String(32), index=True)
    noun: Mapped[str] = mapped_column(String(40))
    entity: Mapped[str] = mapped_column(String(40))
    tokens: Mapped[list[str]] = mapped_column(Tokens)


# The tokenizer splits at blanks and leaves every other character alone; SQLite's unicode61 drops what is newer than it.
FULL_TEXT = (
    "CREATE VIRTUAL TABLE search_index USING fts5(tokens, content='search_entry', content_rowid='number', tokenize='ascii')",
    "CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN "
    "INSERT INTO search_index(rowid, tokens) VALUES (new.number, new.tokens); END",
    "CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN "
    "INSERT INTO search_index(search_index, rowid, tokens) VALUES ('delete', old.number, old.tokens); END",
)
for _statement in FULL_TEXT:
    event.listen(SearchEntry.__table__, "after_create", DDL(_statement).execute_if(dialect="sqlite"))
