"""A paper that the office can produce, and what is asked for when one is printed."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.fields.field import Field
from desktop.rules.periods import Period
from desktop.services.progress import Progress, silent
from desktop.services.store import Store


@dataclass(frozen=True)
class Request:
    """One printing. `day` is the day of its lists; `period` that of its figures; `only` the chosen records' numbers;
    `private` prints numbers whole where the paper would mask them; `answers` are to what the paper asks, by name."""
    day: dt.date
    period: Period | None = None
    only: tuple[str, ...] = ()
    private: bool = False
    answers: Mapping[str, Any] = field(default_factory=dict)


Write = Callable[[Store, Request, str, Path, Progress], None]


@dataclass(frozen=True)
class Paper:
    """`write(store, request, format, out, progress)` collects and writes; `formats` has the usual one first."""
    key: str
    title: str
    group: str
    formats: tuple[str, ...]
    write: Write
    asks: tuple[Field, ...] = ()

    def print(self, store: Store, request: Request, format: str, out: Path, progress: Progress = silent) -> None:
        self.write(store, request, format, out, progress)
