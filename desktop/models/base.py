"""The declarative base, the permanent id, and the column that carries its field."""
from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import lru_cache
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Boolean, Date, ForeignKey, Integer, String, Text, inspect
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Mapped, MappedColumn, declared_attr, mapped_column

from desktop.fields import kinds
from desktop.fields.field import Field

SCHEMA = "0010"  # the newest migration; a store that names a later one is refused

_SQL = {"integer": Integer, "money": BigInteger, "date": Date, "boolean": Boolean}
_source: ContextVar[random.Random | None] = ContextVar("source", default=None)


def new_id() -> str:
    """Unique across PCs, so that several PCs' books can be merged later."""
    source = _source.get()
    return (uuid.UUID(int=source.getrandbits(128), version=4) if source else uuid.uuid4()).hex


@contextmanager
def identities(source: random.Random) -> Iterator[None]:
    """Within, ids come from `source`: the practice county is the same on every PC."""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)


class Base(DeclarativeBase):
    pass


class Entity:
    """A record: audited, undoable, with a permanent id and a version that tells a second clerk that someone saved first.

    `__noun__` is what the user calls it; `__root__` names the column of the record that it hangs on.
    """
    __noun__: ClassVar[str]
    __root__: ClassVar[str] = "id"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}

    def __init__(self, **values: Any) -> None:
        values.setdefault("id", new_id())
        super().__init__(**values)

    @property
    def root(self) -> str:
        return getattr(self, self.__root__)


class Dated:
    """A fact that holds from `since` to `until`, both days included; None is open."""
    since: Mapped[dt.date | None] = mapped_column(Date)
    until: Mapped[dt.date | None] = mapped_column(Date)

    def holds(self, day: dt.date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or self.until >= day)


def field(label: str, kind: kinds.Kind, *, required: bool = False, **meaning: Any) -> MappedColumn[Any]:
    longest = getattr(kind, "longest", None)
    sql = _SQL[kind.sql]() if kind.sql in _SQL else Text() if getattr(kind, "lines", False) else String(longest)
    return mapped_column(sql, nullable=not required, comment=label,
                         info={"field": Field("", label, kind, required, **meaning)})


def field_of(column: InstrumentedAttribute[Any] | Any, **changes: Any) -> Field:
    """The field that a mapped column carries, named like the attribute unless `changes` says otherwise."""
    declared: Field = column.property.columns[0].info["field"]
    return replace(declared, **{"name": column.key, **changes})


def fields_of(entity: type[Any]) -> tuple[Field, ...]:
    """The fields of an entity in their declared order."""
    return tuple(field_of(getattr(entity, a.key)) for a in inspect(entity).column_attrs if "field" in a.columns[0].info)


@lru_cache
def texts_of(entity: type[Any]) -> tuple[str, ...]:
    """The names of the entity's fields that hold text."""
    return tuple(f.name for f in fields_of(entity) if f.kind.sql == "text")


class Searched:
    """A record that the full-text search finds, by its text fields unless it says otherwise."""

    def searched(self) -> str:
        return "\n".join(filter(None, (getattr(self, name) for name in texts_of(type(self)))))


def links_to(entity: type[Any]) -> list[InstrumentedAttribute[Any]]:
    """Every column that refers to the entity's records; a new noun is found here by its column, nobody need remember it."""
    return [getattr(mapper.class_, attribute.key) for mapper in Base.registry.mappers for attribute in mapper.column_attrs
            for key in attribute.columns[0].foreign_keys if key.column.table is inspect(entity).local_table]


def link(target: str, *, required: bool = True) -> MappedColumn[Any]:
    """A reference, checked at commit, so that one operation may write its rows in any order."""
    return mapped_column(String(32), ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED"),
                         nullable=not required, index=True)
