"""The audit: who changed what, when, from what to what; append-only, each row hashed with the one before."""
from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import DDL, JSON, String, event, inspect
from sqlalchemy.orm import Mapped, Session, mapped_column

from desktop.models.base import Base, Entity

FIRST_HASH = "0" * 64
Values = dict[str, Any]


class Audit(Base):
    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(32))
    actor: Mapped[str] = mapped_column(String(60))
    host: Mapped[str] = mapped_column(String(120))
    operation: Mapped[str] = mapped_column(String(32), index=True)
    action: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(120), index=True)
    entity: Mapped[str] = mapped_column(String(40))
    record: Mapped[str] = mapped_column(String(32), index=True)
    before: Mapped[Values | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[Values | None] = mapped_column(JSON(none_as_null=True))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


HASHED = [c.name for c in Audit.__table__.columns if c.name != "hash"]


def digest(row: Values) -> str:
    """SHA-256 over every column of the row but `hash`, the previous row's hash among them."""
    text = json.dumps([row[name] for name in HASHED], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


APPEND_ONLY = {
    "sqlite": (
        *(f"CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON audit "
          "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END" for verb in ("UPDATE", "DELETE")),
        # REPLACE deletes without a delete trigger: no row may come but behind the last
        "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id >= NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"),
    "postgresql": (
        "CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$",
        "CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()",
    ),
}
for _dialect, _statements in APPEND_ONLY.items():
    for _statement in _statements:
        event.listen(Audit.__table__, "after_create", DDL(_statement).execute_if(dialect=_dialect))


def stored(value: Any) -> Any:
    """A column's value as the audit keeps it."""
    return value.isoformat() if isinstance(value, dt.date) else value


def revived(entity: type[Any], values: Values) -> Values:
    """Audited values as the columns hold them."""
    types = {c.key: c.columns[0].type.python_type for c in inspect(entity).column_attrs}
    return {k: dt.date.fromisoformat(v) if v is not None and types[k] is dt.date else v for k, v in values.items()}


def snapshot(row: Any) -> Values:
    return {a.key: stored(getattr(row, a.key)) for a in inspect(type(row)).column_attrs if a.key != "version"}


def said(values: Values | None) -> Values | None:
    return None if values is None else {k: v for k, v in values.items() if v is not None}


def earlier(row: Any) -> Values:
    """The row as it was before the changes that await the flush."""
    values = snapshot(row)
    for attribute in inspect(row).attrs:
        if attribute.key in values and attribute.history.deleted:
            values[attribute.key] = stored(attribute.history.deleted[0])
    return values


class Touched:
    """What an operation has added, edited and removed, each record once however often it was flushed."""

    def __init__(self) -> None:
        self.before: dict[tuple[str, str], Values | None] = {}
        self.rows: dict[tuple[str, str], Any] = {}
        self.gone: set[tuple[str, str]] = set()

    def note(self, row: Any, before: Values | None, *, gone: bool = False) -> None:
        key = (type(row).__name__, row.id)
        self.before.setdefault(key, before)
        self.rows[key] = row
        (self.gone.add if gone else self.gone.discard)(key)

    def changes(self) -> list[tuple[Any, Values | None, Values | None]]:
        """(row, before, after); an edit keeps only the fields that differ, a new or removed record those that say something."""
        found = []
        for key, row in self.rows.items():
            before, after = self.before[key], None if key in self.gone else snapshot(row)
            if before is not None and after is not None:
                before = {k: v for k, v in before.items() if after[k] != v}
                after = {k: after[k] for k in before}
            else:
                before, after = said(before), said(after)
            if before or after:
                found.append((row, before, after))
        return found


def in_order(rows: Iterable[Any]) -> list[Any]:
    """A session keeps what was edited in no order; the audit of the same work must be the same on every PC."""
    return sorted((r for r in rows if isinstance(r, Entity)), key=lambda r: (type(r).__name__, r.id))


def watch(session: Session) -> Touched:
    """Note every record that the session writes; refuse the bulk statements that would slip past."""
    touched = Touched()

    @event.listens_for(session, "before_flush")
    def before_flush(s: Session, *_: object) -> None:
        for row in s.new:
            if isinstance(row, Entity):
                touched.note(row, None)
        for row in in_order(s.dirty):
            if s.is_modified(row):
                touched.note(row, earlier(row))
        for row in in_order(s.deleted):
            touched.note(row, earlier(row), gone=True)

    @event.listens_for(session, "do_orm_execute")
    def execute(state: Any) -> None:
        if not state.is_select:
            raise RuntimeError("write through the session's objects: a bulk statement would slip past the audit")

    return touched
