"""A form filled with the practice county, so that the office sees what its own form will print."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.exporters.forms.form import Form
from desktop.exporters.forms.own import Filler
from desktop.exporters.registry import Request
from desktop.services import demo
from desktop.services.progress import Progress, silent
from desktop.services.store import Store

PAGES = 3


def write(form: Form, file: Path, out: Path, store: Store | None = None, progress: Progress = silent) -> None:
    """A few pages of the form file; `store` is used when it is a practice county, otherwise one is made and thrown away."""
    filler = Filler(file, form)
    with county(store, progress) as practice:
        request = form.example(practice) if form.example else Request(practice.today(), private=True)
        records = form.collect(practice, request)
        filler.write(records[:PAGES * filler.template.turns], out, silent)


@contextmanager
def county(store: Store | None, progress: Progress) -> Iterator[Store]:
    if store is not None and store.practice_day is not None:
        yield store
        return
    with TemporaryDirectory(prefix="xiewu-") as folder:
        made = demo.create(str(Path(folder, "county.db")), progress)
        try:
            yield made
        finally:
            made.close()
