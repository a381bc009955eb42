"""What hangs on a record (steps, outcomes, remarks): rows of one owner, kept with the same three verbs for all of them."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.refused import Refused
from desktop.models.base import Entity, fields_of
from desktop.rules.rights import Right
from desktop.services import codes
from desktop.services.records import Row
from desktop.services.store import Store

Judge = Callable[[Session, Any], None]


@dataclass(frozen=True)
class Part:
    """`entity` hangs on its owner by `__root__`; `order` names the column by which its rows stand; `judge` refuses a row
    that cannot be, before it is stored."""
    entity: type[Any]
    order: str
    judge: Judge | None = None

    @property
    def title(self) -> str:
        return self.entity.__noun__

    @property
    def owner(self) -> str:
        return self.entity.__root__

    @property
    def fields(self) -> tuple[Field, ...]:
        return fields_of(self.entity)

    def bound(self, store: Store) -> tuple[Field, ...]:
        with store.read() as session:
            return codes.bind(session, self.fields)

    def rows(self, session: Session, owners: Iterable[str] | None = None) -> dict[str, list[Row]]:
        """The rows of each owner in their order, those without a day last."""
        query = select(self.entity)
        if owners is not None:
            query = query.where(getattr(self.entity, self.owner).in_(list(owners)))
        found: dict[str, list[Row]] = defaultdict(list)
        for row in session.scalars(query):
            found[getattr(row, self.owner)].append({f.name: getattr(row, f.name) for f in self.fields} | {"id": row.id})
        for rows in found.values():
            rows.sort(key=lambda r: (0, r[self.order]) if r[self.order] is not None else (1,))
        return found

    def listed(self, store: Store, owner: str) -> list[Row]:
        store.require(Right.READ)
        with store.read() as session:
            return self.rows(session, [owner]).get(owner, [])

    def save(self, store: Store, owner: str, draft: Mapping[str, Any], record: str | None = None) -> str:
        with store.operation(f"{'修改' if record else '登记'}{self.title}") as session:
            return self.write(session, owner, draft, record).id

    def write(self, session: Session, owner: str, draft: Mapping[str, Any], record: str | None = None) -> Any:
        row: Entity | None = session.get(self.entity, record) if record else self.entity(**{self.owner: owner})
        if row is None:
            raise Refused(f"这条{self.title}已被删除，没有保存。")
        for field in self.fields:
            if field.name in draft:
                setattr(row, field.name, draft[field.name])
        if missing := [f.label for f in self.fields if f.required and getattr(row, f.name) in (None, "")]:
            raise Refused(f"{'、'.join(missing)}没有填写，没有保存。")
        if self.judge is not None:
            self.judge(session, row)
        session.add(row)
        return row

    def remove(self, store: Store, record: str) -> None:
        with store.operation(f"删除{self.title}") as session:
            row = session.get(self.entity, record)
            if row is None:
                raise Refused(f"这条{self.title}已被删除。")
            session.delete(row)
