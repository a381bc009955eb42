"""Headings that the clerk has matched by hand, known the next time; and a pasted range read like a file."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.refused import Refused
from desktop.importers.headings import find_table, fold
from desktop.importers.source import Sheet, tidy
from desktop.importers.table import Table
from desktop.models.office import Heading
from desktop.rules.rights import Right
from desktop.services.store import Store

NOT_READ = ""  # the clerk said that this column is not to be imported


def learned(session: Session, noun: str) -> dict[str, str]:
    """Folded heading -> field name, NOT_READ for what the clerk leaves out."""
    return {h.heading: h.field for h in session.scalars(select(Heading).where(Heading.noun == noun))}


def learn(store: Store, noun: str, chosen: Mapping[str, str | None]) -> None:
    """Keep what the clerk chose for a heading; None means that the column is not imported."""
    with store.operation("记住表头对照", Right.IMPORT) as session:
        known = {h.heading: h for h in session.scalars(select(Heading).where(Heading.noun == noun))}
        for heading, field in chosen.items():
            key = fold(heading)[:80]
            row = known.get(key)
            if row is None:
                session.add(Heading(noun=noun, heading=key, field=field or NOT_READ))
            else:
                row.field = field or NOT_READ


def pasted(cells: Sequence[Sequence[str]], fields: Sequence[Field], columns: Sequence[Field],
           known: Mapping[str, str]) -> list[Table]:
    """A range from WPS: with headings of its own as a file is read, without them by the columns of the list."""
    lines = [(n, [c or None for c in line]) for n, line in enumerate(cells, 1)]
    table = find_table(Sheet("粘贴的内容", tidy(lines)), fields, known)
    if table is None:
        width = max((len(line) for line in cells), default=0)
        heads = [f.label for f in columns][:width]
        lines = [(0, list(heads)), *lines]
        table = find_table(Sheet("粘贴的内容", tidy(lines)), fields, known, header_row=0)
    if table is None or not table.rows:
        raise Refused("粘贴的内容里没有找到可以登记的行，没有写入。请连同表头一起复制，或按列表的列次序复制。")
    return [table]
