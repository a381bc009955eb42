"""The office's code tables: shipped with the standards' words, kept by the office, bound to the fields that use them."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Option, Several
from desktop.models.office import Code
from desktop.resources import find

TABLES = ("sex", "ethnic", "party", "education", "sector", "office", "seat", "channel", "entry", "ending",
          "event", "decider", "group", "group_role", "role", "body", "channel_office", "organisation", "id_format", "date_format")


def defaults(session: Session, tables: Iterable[str] = TABLES) -> None:
    """Fill new code tables from resources/codes: columns 名称, 代码, 别名."""
    for table in tables:
        lines = find(f"codes/{table}.tsv").read_text(encoding="utf-8").splitlines()[1:]
        for rank, line in enumerate(lines, 1):
            label, code, aliases = line.split("\t")
            session.add(Code(table=table, label=label, code=code or None, aliases=aliases or None,
                             rank=rank, retired=False))


def options(session: Session) -> dict[str, tuple[Option, ...]]:
    """Every code table in its order."""
    found: dict[str, list[Option]] = {}
    for code in session.scalars(select(Code).order_by(Code.table, Code.rank)):
        aliases = tuple((code.aliases or "").split("、")) if code.aliases else ()
        found.setdefault(code.table, []).append(Option(code.label, code.code or "", aliases, code.retired))
    return {table: tuple(entries) for table, entries in found.items()}


def bind(session: Session, fields: Iterable[Field]) -> tuple[Field, ...]:
    """The fields with today's options in their choices."""
    tables = options(session)

    def bound(field: Field) -> Field:
        kind = field.kind
        if isinstance(kind, Choice):
            return replace(field, kind=kind.bound(tables.get(kind.table, ())))
        if isinstance(kind, Several) and isinstance(kind.kind, Choice):
            return replace(field, kind=replace(kind, kind=kind.kind.bound(tables.get(kind.kind.table, ()))))
        return field

    return tuple(bound(f) for f in fields)
