"""A form as a paper: all records in one file, each on its page, or a file for each; a Word form also as PDF."""
from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import temporary
from desktop.exporters.forms.form import Form
from desktop.exporters.forms.marks import Record
from desktop.exporters.registry import Item, Paper, Request
from desktop.services.progress import Progress, silent
from desktop.services.store import Store

if TYPE_CHECKING:
    from desktop.exporters.forms.own import Filler


def paper(form: Form) -> Paper:
    formats = ("docx", "pdf") if form.kind == "docx" else (form.kind,)
    return Paper(form.key, form.title, form.group, formats, partial(write, form), form.asks, partial(each, form))


def write(form: Form, store: Store, request: Request, format: str, out: Path, progress: Progress) -> None:
    """One file with a page for each record."""
    give(prepared(form, store), form.collect(store, request), format, out, progress)


def each(form: Form, store: Store, request: Request) -> list[Item]:
    """A file for each record; the form is prepared once for all."""
    filler = prepared(form, store)

    def alone(record: Record) -> Callable[[str, Path], None]:
        return lambda format, out: give(filler, [record], format, out, silent)

    return [Item(str(record.get(form.called) or form.title), alone(record), str(record.get(form.numbered) or ""))
            for record in form.collect(store, request)]


def prepared(form: Form, store: Store) -> Filler:
    from desktop.exporters.forms import own  # what fills a form is loaded when one is printed

    return own.Filler(own.found(store, form), form)


def give(filler: Filler, records: Sequence[Record], format: str, out: Path, progress: Progress) -> None:
    """A PDF is drawn here where the form allows it, otherwise made by the office suite of this PC."""
    if format != "pdf":
        filler.write(records, out, progress)
        return
    from desktop.exporters import suite
    from desktop.exporters.forms import painting

    if not filler.drawable:
        suite.needed()
    folder = temporary.folder()
    try:
        document = folder / "form.docx"
        filler.write(records, document, silent)
        if filler.drawable:
            painting.write(document, filler.form.title, out, progress)
        else:
            suite.to_pdf(document, out, progress)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
