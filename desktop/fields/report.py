"""A report: what a list, a statistic or a roster says, the same object for the screen and for every pen."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.fields.field import Field

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Figure:
    """A number and the ids of the records behind it."""
    value: int
    records: tuple[str, ...] = ()

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True)
class Group:
    """Rows under one heading ('中共界（32名）'); an empty title prints no heading."""
    title: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Report:
    """`subtitle` says the day or the period in words; `notes` stand under the table; `private` prints numbers whole."""
    title: str
    columns: tuple[Field, ...]
    groups: tuple[Group, ...]
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    private: bool = False

    @property
    def rows(self) -> Iterator[Row]:
        return (row for group in self.groups for row in group.rows)

    def texts(self, row: Row) -> list[str]:
        return [f.shown(row.get(f.name), private=self.private) for f in self.columns]
