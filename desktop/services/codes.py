"""The office's code tables: shipped with the standards' words, kept by the office, bound to the fields that use them."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Option, Several
from desktop.fields.refused import Refused
from desktop.models.base import field_of
from desktop.models.office import Code
from desktop.resources import find
from desktop.rules.rights import Right
from desktop.services.store import Store

TABLES = ("sex", "ethnic", "party", "education", "sector", "office", "seat", "channel", "entry", "ending",
          "event", "decider", "group", "group_role", "role", "body", "channel_office", "organisation", "id_format", "date_format",
          "layout_kind", "genre", "meeting_sort", "capacity", "leave_kind", "proposal_category", "proposal_reason", "proposal_direction",
          "supervision", "reply_result", "satisfaction", "consultation_form", "consultation_outcome", "consultation_step",
          "plan_change", "study_role", "remark", "oversight", "oversight_step", "task_origin")


def defaults(session: Session, tables: Iterable[str] = TABLES) -> None:
    """Fill new code tables from resources/codes: columns 名称, 代码, 别名."""
    for table in tables:
        lines = find(f"codes/{table}.tsv").read_text(encoding="utf-8").splitlines()[1:]
        for rank, line in enumerate(lines, 1):
            label, code, aliases = line.split("\t")
            session.add(Code(table=table, label=label, code=code or None, aliases=aliases or None,
                             rank=rank, retired=False))


COLUMNS = (field_of(Code.label, name="name", listed=True), field_of(Code.code, listed=True), field_of(Code.aliases, listed=True),
           field_of(Code.rank, listed=True, required=False), field_of(Code.retired, listed=True, required=False))


def listed(store: Store, table: str) -> list[dict[str, Any]]:
    """One table in its order, retired entries too."""
    store.require(Right.READ)
    with store.read() as session:
        return [{"id": c.id, "name": c.label, "code": c.code, "aliases": c.aliases, "rank": c.rank, "retired": c.retired}
                for c in session.scalars(select(Code).where(Code.table == table).order_by(Code.rank))]


def save(store: Store, table: str, draft: Mapping[str, Any], record: str | None = None) -> str:
    """A new entry goes last unless told; records keep the words they bear."""
    with store.operation(f"{'修改' if record else '增加'}选项：{draft.get('name') or ''}".rstrip("："), Right.SETTINGS) as session:
        entries = session.scalars(select(Code).where(Code.table == table)).all()
        code = next((c for c in entries if c.id == record), None)
        name = draft.get("name") or (code.label if code else None)
        if not name:
            raise Refused("选项名称没有填写，没有保存。")
        if any(c.label == name and c.id != record for c in entries):
            raise Refused(f"已有“{name}”这个选项，没有保存。")
        if code is None:
            code = Code(table=table, label=name, rank=max((c.rank for c in entries), default=0) + 1, retired=False)
            session.add(code)
        code.label = name
        for key in ("code", "aliases", "rank", "retired"):
            if draft.get(key) is not None or (key in draft and key in ("code", "aliases")):
                setattr(code, key, draft[key])
        return code.id


def complete(session: Session) -> None:
    """The tables that an older store has not yet, as after an upgrade."""
    known = set(session.scalars(select(Code.table).distinct()))
    defaults(session, (t for t in TABLES if t not in known))


def options(session: Session) -> dict[str, tuple[Option, ...]]:
    """Every code table in its order."""
    found: dict[str, list[Option]] = {}
    for code in session.scalars(select(Code).order_by(Code.table, Code.rank)):
        aliases = tuple((code.aliases or "").split("、")) if code.aliases else ()
        found.setdefault(code.table, []).append(Option(code.label, code.code or "", aliases, code.retired))
    return {table: tuple(entries) for table, entries in found.items()}


def parties(session: Session) -> dict[str, str]:
    """One word for each way to write a party: 民进 and 中国民主促进会 are one."""
    return {name: each.label for each in options(session).get("party", ()) for name in (each.label, *each.aliases)}


def bind(session: Session, fields: Iterable[Field]) -> tuple[Field, ...]:
    """The fields with today's options in their choices."""
    tables = options(session)

    def bound(field: Field) -> Field:
        kind = field.kind
        if isinstance(kind, Choice) and kind.table:  # without a table it brings its own options
            return replace(field, kind=kind.bound(tables.get(kind.table, ())))
        if isinstance(kind, Several) and isinstance(kind.kind, Choice):
            return replace(field, kind=replace(kind, kind=kind.kind.bound(tables.get(kind.kind.table, ()))))
        return field

    return tuple(bound(f) for f in fields)
