"""A store's file looked at without being changed: is it whole, and what does it hold?"""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2

from desktop.fields.refused import Refused
from desktop.models.change import FIRST_HASH
from desktop.services import integrity

sqlite: Any = sqlcipher3.dbapi2  # its names come from C, the type checker sees none of them
OWN_TABLES = ("sqlite_", "search_index")  # what SQLite and its full-text index keep for themselves


@dataclass(frozen=True)
class Facts:
    schema: str
    committee: str
    counts: dict[str, int]
    audit_rows: int
    audit_head: str


@contextmanager
def looked_at(file: Path, *, untouched: bool = False) -> Iterator[Any]:
    """A connection that cannot write; every failure below becomes a sentence. `untouched`: not even -shm appears beside it.

    It is closed at the end: closing a file later would take away the locks that other connections of ours hold on it.
    """
    try:
        connection = sqlite.connect(f"{file.resolve().as_uri()}?mode=ro{'&immutable=1' * untouched}", uri=True)
        try:
            yield connection
        finally:
            connection.close()
    except sqlite.Error as error:
        raise Refused(f"资料读不完整（{integrity.sentence(error)}）。") from None


def facts(file: Path) -> Facts:
    with looked_at(file) as look:
        tables = [name for (name,) in look.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
                  if not name.startswith(OWN_TABLES)]
        counts = {name: look.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
        schema = look.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        rows, head = look.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchone() or (0, FIRST_HASH)
        said = dict(look.execute("SELECT id, json_extract(value, '$') FROM setting WHERE id IN ('county', 'committee')").fetchall())
        committee = said.get("committee") or (f"政协{said['county']}委员会" if said.get("county") else "")
        return Facts(schema, committee, counts, rows, head)


def faults(file: Path) -> list[str]:
    """What SQLite's own full check finds, and references to rows that are not there; [] for a sound store."""
    with looked_at(file) as look:
        found = [line for (line,) in look.execute("PRAGMA integrity_check(20)") if line != "ok"]
        found += [f"{table} {row}: {target}" for table, row, target, _ in look.execute("PRAGMA foreign_key_check").fetchmany(20)]
        return found


