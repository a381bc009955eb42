"""One field of a record: its name, its meaning and its headings in the wild."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.fields.kinds import Kind


@dataclass(frozen=True)
class Field:
    """`label` is what every list, form and paper calls the value; `aliases` are headings met in real workbooks.

    `listed` fields stand in a list until the clerk chooses other columns; `private` ones are masked by default.
    """
    name: str
    label: str
    kind: Kind
    required: bool = False
    aliases: tuple[str, ...] = ()
    group: str = ""
    private: bool = False
    listed: bool = False
    help: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        return (self.label, *self.aliases)

    def shown(self, value: object, *, private: bool = False) -> str:
        """The value in words; masked when the field is private, unless `private` is asked for."""
        text = self.kind.show(value)
        return text if private or not self.private else self.kind.mask(text)


def by_name(fields: Iterable[Field]) -> dict[str, Field]:
    return {f.name: f for f in fields}
