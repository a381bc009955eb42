"""A file for each of 60 members from one prepared form, against its parts with the fields replaced as text and zipped."""
from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from formsheet import Raw, form, people

from desktop.exporters.forms import filling

TITLE = "表样填60份、各一个文件"
YARDSTICK = "直接替换文字再打包"
AIM = 5
ROUNDS = 9


@contextmanager
def sides(folder: Path) -> Iterator[tuple[Callable[[], float], Callable[[], float]]]:
    form(folder / "form.docx")
    template, raw, records = filling.opened(folder / "form.docx"), Raw(folder / "form.docx"), people(60)

    def ours() -> float:
        started = time.perf_counter()
        for number, record in enumerate(records):
            filling.write(template, [record], folder / f"{number}.docx")
        return time.perf_counter() - started

    def yardstick() -> float:
        started = time.perf_counter()
        for number, record in enumerate(records):
            raw.write([record], folder / f"raw{number}.docx")
        return time.perf_counter() - started

    yield ours, yardstick
