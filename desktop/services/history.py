"""The change history of a record: who changed what, when, from what to what, in the fields' own words."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.refused import Refused
from desktop.models.base import fields_of
from desktop.models.change import Audit, revived
from desktop.models.person import Person
from desktop.rules.rights import Right
from desktop.services.store import Store
from desktop.services.undo import entities

DATED = {"since": "起", "until": "止"}


@dataclass(frozen=True)
class Change:
    """One field of one change; `operation` can be taken back by it."""
    at: str
    actor: str
    action: str
    what: str
    before: str
    after: str
    operation: str


def of(store: Store, subject: str, *, private: bool = False) -> list[Change]:
    """Newest first. `subject` is a record's number, or a person's name when only one bears it."""
    store.require(Right.READ)
    with store.read() as session:
        ids = subjects(session, subject)
        found = session.scalars(select(Audit).where(or_(Audit.subject.in_(ids), Audit.record.in_(ids)))
                                .order_by(Audit.id.desc())).all()
        if not found:
            raise Refused(f"没有“{subject}”的变更记录。请用 list 查看编号。")
        return [line for audit in found for line in lines(audit, private)]


def subjects(session: Session, subject: str) -> list[str]:
    named = session.scalars(select(Person.id).where(Person.name == subject)).all()
    if len(named) > 1:
        raise Refused(f"有 {len(named)} 位“{subject}”，请改用编号：{'、'.join(named)}。")
    return list(named) or [subject]


def lines(audit: Audit, private: bool) -> list[Change]:
    def line(what: str, before: str = "", after: str = "") -> Change:
        return Change(audit.at, audit.actor, audit.action, what, before, after, audit.operation)

    if not audit.entity:
        return [line("")]
    entity = entities()[audit.entity]
    fields = {f.name: f for f in fields_of(entity)}
    before, after = revived(entity, audit.before or {}), revived(entity, audit.after or {})
    found = []
    for name in dict.fromkeys([*before, *after]):
        label = fields[name].label if name in fields else f"{entity.__noun__}{DATED[name]}" if name in DATED else ""
        if label:
            found.append(line(label, words(fields.get(name), before.get(name), private),
                              words(fields.get(name), after.get(name), private)))
    return found


def words(field: Field | None, value: Any, private: bool) -> str:
    if field is None or value is None:
        return "" if value is None else str(value)
    return field.shown(value, private=private)
