"""The lists of the office, by the noun that the command line names them with."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from desktop.fields.field import Field
from desktop.fields.refused import Refused
from desktop.services import members
from desktop.services.store import Store


class Rows(Protocol):
    def __call__(self, store: Store, *, as_of: dt.date | None, sort: str | None, private: bool) -> list[dict[str, Any]]: ...


@dataclass(frozen=True)
class Listed:
    """`columns` say what a record shows, `rows` give the records as of a day."""
    key: str
    title: str
    columns: Callable[[Store], tuple[Field, ...]]
    rows: Rows


def member_rows(store: Store, *, as_of: dt.date | None, sort: str | None, private: bool) -> list[dict[str, Any]]:
    return members.listed(store, as_of, sort=sort or "stroke", private=private)


LISTS: tuple[Listed, ...] = (
    Listed("members", "委员", members.columns, member_rows),
)


def noun(key: str) -> Listed:
    for each in LISTS:
        if key in (each.key, each.title):
            return each
    raise Refused(f"没有“{key}”这种名单，可用：{'、'.join(f'{e.key}（{e.title}）' for e in LISTS)}。")
