"""300 members in one file, each on a page of its own, against the same by replacing text and zipping."""
from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from formsheet import Raw, form, people

from desktop.exporters.forms import filling

TITLE = "表样填300份、合为一个文件"
YARDSTICK = "直接替换文字再打包"
AIM = 3
ROUNDS = 9


@contextmanager
def sides(folder: Path) -> Iterator[tuple[Callable[[], float], Callable[[], float]]]:
    form(folder / "form.docx")
    template, raw, records = filling.opened(folder / "form.docx"), Raw(folder / "form.docx"), people(300)

    def ours() -> float:
        started = time.perf_counter()
        filling.write(template, records, folder / "ours.docx")
        return time.perf_counter() - started

    def yardstick() -> float:
        started = time.perf_counter()
        raw.write(records, folder / "raw.docx")
        return time.perf_counter() - started

    yield ours, yardstick
