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

Pen = Callable[["Filler", Sequence[Record], str, Path, Progress], None]


def paper(form: Form) -> Paper:
    formats = ("docx", "pdf") if form.kind == "docx" else (form.kind,)
    return Paper(form.key, form.title, form.group, formats, partial(write, form), form.asks, partial(each, form))


def write(form: Form, store: Store, request: Request, format: str, out: Path, progress: Progress) -> None:
    """One file with a page for each record."""
    pen(form, store, request)(prepared(form, store), form.collect(store, request), format, out, progress)


def each(form: Form, store: Store, request: Request) -> list[Item]:
    """A file for each record; the form is prepared once for all."""
    filler, draw = prepared(form, store), pen(form, store, request)

    def alone(record: Record) -> Callable[[str, Path], None]:
        return lambda format, out: draw(filler, [record], format, out, silent)

    return [Item(str(record.get(form.called) or form.title), alone(record), str(record.get(form.numbered) or ""))
            for record in form.collect(store, request)]


def pen(form: Form, store: Store, request: Request) -> Pen:
    return folded if form.folded is not None and form.folded(store, request) else give


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
        if filler.drawable and is_drawable(records, document):
            painting.write(document, filler.form.title, out, progress)
        else:
            suite.to_pdf(document, out, progress)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def is_drawable(records: Sequence[Record], document: Path) -> bool:
    """A table that a member put into his text may stand inside a cell of the office's own form: that is left to the suite."""
    from desktop.exporters.forms import package, painting
    from desktop.exporters.forms.rich import Rich

    tables = any(isinstance(v, Rich) and v.has_table for record in records for v in record.values())
    return not (tables and painting.obstacle(package.opened(document)))


def folded(filler: Filler, records: Sequence[Record], format: str, out: Path, progress: Progress) -> None:
    """Each record a booklet of folded A3; as a document its pages are columns."""
    from desktop.exporters.forms import booklet

    folder = temporary.folder()
    try:
        if format == "pdf":
            single = folder / "pages.pdf"
            booklet.write_pdf(single, pages(filler, records, single, progress), filler.form.title, out)
        else:
            filler.write(records, folder / "form.docx", progress)
            booklet.write_docx(folder / "form.docx", out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def pages(filler: Filler, records: Sequence[Record], single: Path, progress: Progress) -> list[int]:
    """The A4 pages of all records in one file; the first page of each record, from 0."""
    from desktop.exporters.forms import booklet, painting

    document = single.with_suffix(".docx")
    if filler.drawable:
        filler.write(records, document, silent)
    if filler.drawable and is_drawable(records, document):
        starts = painting.write(document, filler.form.title, single, progress)
        return starts[::len(starts) // len(records)]
    made = []
    for number, record in enumerate(records, 1):
        made.append(single.with_name(f"{number}.pdf"))
        give(filler, [record], "pdf", made[-1], silent)
        progress(number, len(records))
    return booklet.joined(made, single)
