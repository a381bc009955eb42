"""What long work tells its caller, and how the caller stops it."""
from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):
    """The user asked to stop; nothing was stored."""


class Progress(Protocol):
    """Called with what is done of how much; raises Cancelled to stop."""

    def __call__(self, done: int, total: int) -> None: ...


def silent(done: int, total: int) -> None:
    pass
