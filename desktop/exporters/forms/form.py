"""A form of the office as the program knows it: its file, the fields it may hold, and who fills it with what."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from desktop.exporters.forms.marks import Record
from desktop.exporters.registry import Request
from desktop.fields.field import Field
from desktop.fields.kinds import fold
from desktop.services.store import Store

NUMBER = "序号"  # every item of a list has it


@dataclass(frozen=True)
class Slot:
    """One field that a form may hold. `parts` are the fields of a list's items."""
    label: str
    aliases: tuple[str, ...] = ()
    kind: Literal["text", "picture", "list"] = "text"
    parts: tuple[Slot, ...] = ()
    help: str = ""


def slots_of(fields: Iterable[Field]) -> tuple[Slot, ...]:
    """The fields of a record under the names by which lists call them."""
    return tuple(Slot(f.label, f.aliases, help=f.help) for f in fields)


def merged(*groups: Iterable[Slot]) -> tuple[Slot, ...]:
    """Slots of several records; the first of a name counts."""
    return tuple({slot.label: slot for group in reversed(groups) for slot in reversed([*group])}.values())[::-1]


@dataclass(frozen=True)
class Form:
    """`file` lies below the resources or the office's own folder. `called` is the slot after which a record's own file is
    named, `numbered` that of its number. `collect` raises Refused with a sentence when there is nobody. `example` is
    what a sample is asked for, where that is more than the day. `folded` tells whether it is wanted as a booklet of A3."""
    key: str
    title: str
    group: str
    file: str
    slots: tuple[Slot, ...]
    collect: Callable[[Store, Request], Sequence[Record]]
    asks: tuple[Field, ...] = ()
    called: str = "姓名"
    numbered: str = ""
    example: Callable[[Store], Request] | None = None
    folded: Callable[[Store, Request], bool] | None = None

    @property
    def kind(self) -> str:
        return self.file.rpartition(".")[2]

    def names(self) -> Iterator[str]:
        """Every field that it may hold, a list's as 简历.时间."""
        for slot in self.slots:
            if slot.kind == "list":
                yield from (f"{slot.label}.{part.label}" for part in slot.parts)
                yield f"{slot.label}.{NUMBER}"
            else:
                yield slot.label

    def known(self, whole: str) -> str | None:
        """The label of a field that is written with blanks, other brackets or an alias; None when there is none."""
        within, _, name = whole.rpartition(".")
        if within:
            held = next((s for s in self.slots if s.kind == "list" and s.label == within), None)
            found = named(name, (*held.parts, Slot(NUMBER))) if held else None
            return f"{within}.{found}" if found else None
        return named(name, self.slots)


def named(name: str, slots: Iterable[Slot]) -> str | None:
    """By its label, otherwise by an alias."""
    wanted = fold(name)
    slots = tuple(slots)
    return next((s.label for s in slots if fold(s.label) == wanted),
                next((s.label for s in slots if wanted in map(fold, s.aliases)), None))
