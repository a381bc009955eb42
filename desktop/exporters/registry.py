"""A paper that the office can produce, and what is asked for when one is printed."""
from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from desktop import temporary
from desktop.exporters.drawing import turn
from desktop.exporters.gaps import watched
from desktop.fields.field import Field
from desktop.fields.report import Report
from desktop.rules.periods import Period
from desktop.services import office
from desktop.services.progress import Progress, silent
from desktop.services.store import Store


@dataclass(frozen=True)
class PageSetup:
    """How the clerk wants the pages: `landscape` None leaves it to the pen; margins in mm, None the paper's own."""
    landscape: bool | None = None
    side: float | None = None
    ends: float | None = None


@dataclass(frozen=True)
class Request:
    """One printing. `day` is the day of its lists; `period` that of its figures; `only` the chosen records' numbers;
    `private` prints numbers whole where the paper would mask them; `answers` are to what the paper asks, by name;
    `encoding` is a csv's, None for the office's usual one."""
    day: dt.date
    period: Period | None = None
    only: tuple[str, ...] = ()
    private: bool = False
    answers: Mapping[str, Any] = field(default_factory=dict)
    setup: PageSetup = PageSetup()
    encoding: str | None = None


Write = Callable[[Store, Request, str, Path, Progress], None]


@dataclass(frozen=True)
class Item:
    """One of the many that a paper is made for: what its file may be called after, and `write(format, out)`."""
    name: str
    write: Callable[[str, Path], None]
    number: str = ""


Each = Callable[[Store, Request], Sequence[Item]]


@dataclass(frozen=True)
class FromReport:
    """Writes a paper that is one report in every format: its pages can be turned and its margins set."""
    collect: Callable[[Store, Request], Report]
    pen: Callable[[Report, str, Path, str], object]

    def __call__(self, store: Store, request: Request, format: str, out: Path, progress: Progress) -> None:
        progress(0, 2)
        made, setup = self.collect(store, request), request.setup
        if setup.landscape is not None:
            made = replace(made, landscape=setup.landscape)
        if setup.side is not None or setup.ends is not None:
            made = replace(made, margins=(setup.side, setup.ends))
        progress(1, 2)
        self.pen(made, format, out, encoding(store, request))
        progress(2, 2)


def encoding(store: Store, request: Request) -> str:
    return request.encoding or office.read(store)["csv_encoding"]


@dataclass(frozen=True)
class Paper:
    """`write(store, request, format, out, progress)` collects and writes; `formats` has the usual one first.

    `each` is for a paper that is made for many records: the same as a file for each of them. `issue` see `given_out`.
    """
    key: str
    title: str
    group: str
    formats: tuple[str, ...]
    write: Write
    asks: tuple[Field, ...] = ()
    each: Each | None = None
    issue: Callable[[Store, Request], str] | None = None

    def given_out(self, store: Store, request: Request) -> str:
        """What the office enters when the paper is printed or written, not when it is only looked at: its 发文字号.

        Returns a sentence of what was entered, usually ''.
        """
        return self.issue(store, request) if self.issue else ""

    @property
    def can_turn(self) -> bool:
        """The clerk may choose how its pages lie, and their margins; a form's are its own."""
        return isinstance(self.write, FromReport)

    @property
    def offered(self) -> tuple[str, ...]:
        """The formats that can be asked for: of a document or workbook also a PDF, which the PC's office suite makes."""
        return self.formats if "pdf" in self.formats else (*self.formats, "pdf")

    def print(self, store: Store, request: Request, format: str, out: Path, progress: Progress = silent) -> str:
        """Returns what the user should know of the file: characters that no font here has; usually nothing."""
        if format == "pdf" and format not in self.formats:
            self.convert(store, request, out, progress)
            return ""
        with turn(format), watched() as gaps:
            self.write(store, request, format, out, progress)
        return gaps.sentence

    def convert(self, store: Store, request: Request, out: Path, progress: Progress) -> None:
        from desktop.exporters import suite  # only papers that we do not draw ourselves need another program

        suite.needed()
        folder = temporary.folder()
        try:
            kind = "docx" if "docx" in self.formats else self.formats[0]
            document = folder / f"{self.key}.{kind}"
            self.write(store, request, kind, document, progress)
            suite.to_pdf(document, out, progress)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
