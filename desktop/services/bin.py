"""The recycle bin: what was deleted and can be brought back."""
from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from desktop.models.change import Audit
from desktop.rules.rights import Right
from desktop.services.store import Store
from desktop.services.undo import TAKEN_BACK, entities, undone


@dataclass(frozen=True)
class Deleted:
    """One deletion; `undo` of its operation brings everything back."""
    operation: str
    at: str
    actor: str
    action: str
    names: tuple[str, ...]


def listed(store: Store) -> list[Deleted]:
    """Operations that deleted root records and have not been taken back, the newest first."""
    store.require(Right.READ)
    roots = {name for name, entity in entities().items() if getattr(entity, "__root__", None) == "id"}
    with store.read() as session:
        gone = undone(session)
        found: dict[str, Deleted] = {}
        query = select(Audit).where(Audit.entity.in_(roots), Audit.after.is_(None), Audit.action.not_like(f"{TAKEN_BACK}%"))
        for row in session.scalars(query.order_by(Audit.id.desc())):
            if row.operation in gone:
                continue
            name = str((row.before or {}).get("name") or entities()[row.entity].__noun__)
            before = found.get(row.operation)
            names = (*before.names, name) if before else (name,)
            found[row.operation] = Deleted(row.operation, row.at, row.actor, row.action, names)
        return list(found.values())
