"""One thing that an examination found."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`what` was examined; an error means that the store is not sound, anything else is to be looked at when there is time."""
    what: str
    text: str
    error: bool = True


def wrong(text: str) -> Finding:
    return Finding("", text)


def odd(text: str) -> Finding:
    return Finding("", text, error=False)
