"""A value that its writer formatted, as a form is filled with it."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from desktop.fields.looks import Block, Table


class Rich(str):
    """The plain text, for a field where there is room for no more; `blocks` is the same as it was formatted.

    `places` are the files of its pictures by their hash; one that is missing is told in its place.
    """
    blocks: tuple[Block, ...]
    places: Mapping[str, Path]

    def __new__(cls, text: str, blocks: Iterable[Block], places: Mapping[str, Path]) -> Rich:
        made = super().__new__(cls, text)
        made.blocks, made.places = tuple(blocks), places
        return made

    @property
    def has_table(self) -> bool:
        return any(isinstance(b, Table) for b in self.blocks)
