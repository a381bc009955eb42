"""A form as a paper: all records in one file, each on its page, or a file for each."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from desktop.exporters.forms.form import Form
from desktop.exporters.forms.marks import Record
from desktop.exporters.registry import Item, Paper, Request
from desktop.services.progress import Progress, silent
from desktop.services.store import Store


def paper(form: Form) -> Paper:
    return Paper(form.key, form.title, form.group, (form.kind,), partial(write, form), form.asks, partial(each, form))


def write(form: Form, store: Store, request: Request, format: str, out: Path, progress: Progress) -> None:
    """One file with a page for each record."""
    from desktop.exporters.forms import own  # what fills a form is loaded when one is printed

    own.fill(store, form, form.collect(store, request), out, progress)


def each(form: Form, store: Store, request: Request) -> list[Item]:
    """A file for each record; the form is prepared once for all."""
    from desktop.exporters.forms import own

    filler = own.Filler(own.found(store, form), form)

    def alone(record: Record) -> Callable[[str, Path], None]:
        return lambda format, out: filler.write([record], out, silent)

    return [Item(str(record.get(form.called) or form.title), alone(record), str(record.get(form.numbered) or ""))
            for record in form.collect(store, request)]
