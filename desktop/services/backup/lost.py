"""Attachments whose files are not there: each is named with the record that it hangs on."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.models.base import Base
from desktop.services.backup.snapshot import looked_at

Ask = Callable[..., list[Any]]
"""Rows of a statement in SQLite's language, with its values."""
ROWS = "SELECT subject, name, sha256, size FROM attachment ORDER BY name, id"


def of(copy: Path, kept: Callable[[str], bool]) -> tuple[str, ...]:
    """提案“关于修路的提案”的“扫描件.pdf” for each attachment of a store's file whose hash is not `kept`."""
    with looked_at(copy) as look:
        def ask(statement: str, *values: str) -> list[Any]:
            return look.execute(statement, values).fetchall()

        gone = [(subject, name) for subject, name, sha256, _ in ask(ROWS) if not kept(sha256)]
        return tuple(called(ask, subject, name) for subject, name in gone)


def called(ask: Ask, subject: str, name: str) -> str:
    whose = owner(ask, subject)
    return f"{whose}的“{name}”" if whose else f"“{name}”"


def owner(ask: Ask, subject: str) -> str:
    """提案“关于修路的提案”, 委员“张三”; '' when the record is gone."""
    for entity in (m.class_ for m in Base.registry.mappers):
        if not hasattr(entity, "__noun__") or (entity.__root__ != "id" and "person_id" not in entity.__table__.columns):
            continue
        table = entity.__tablename__
        columns = {row[1] for row in ask(f"PRAGMA table_info({table})")}  # an older store has fewer
        if "name" in columns:
            found = ask(f"SELECT name FROM {table} WHERE id = ?", subject)
        elif "person_id" in columns:
            found = ask(f"SELECT p.name FROM {table} x JOIN person p ON p.id = x.person_id WHERE x.id = ?", subject)
        else:
            continue
        if found:
            return f"{entity.__noun__}“{found[0][0]}”"
    return ""
