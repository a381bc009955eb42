"""发文字号 of the papers that the program writes: taken from the register once, the same whenever the paper is printed again."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.refused import Refused
from desktop.models.document import Document, Series
from desktop.rules.gongwen.numbers import DocumentNumber, read_number
from desktop.rules.gongwen.taking import TOGETHER
from desktop.services import documents
from desktop.services.store import Store


@dataclass(frozen=True)
class Entry:
    """One paper for the register: `source` says what it is about, `batch` with which others it is written; `data` without a
    number, as rules.gongwen reads it."""
    source: str
    batch: str
    code: str
    name: str
    recipient: str
    genre: str
    on: dt.date
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Taken:
    """青协提函〔2026〕5号 and the day with which it was given."""
    mark: str
    on: dt.date


def taken(store: Store, sources: Iterable[str]) -> dict[str, Taken]:
    """What was taken already, by source; a voided number is not printed again."""
    with store.read() as session:
        return of_sources(session, set(sources))


def of_sources(session: Session, sources: set[str]) -> dict[str, Taken]:
    query = (select(Document, Series.code).join(Series, Series.id == Document.series_id)
             .where(Document.source.in_(sources), Document.number.is_not(None), Document.voided.is_(None)))
    return {d.source: Taken(documents.mark(code, d.year, d.number), d.issued) for d, code in session.execute(query)
            if d.source and d.issued}


def take(store: Store, entries: Sequence[Entry], way: str, first: str | None = None) -> list[str]:
    """Give the entries without a number theirs, one each or one for all; returns the numbers that are new.

    `first` is a number given by hand, from which the others count on. Refused when it was used or the series is unknown.
    """
    sources = {e.source for e in entries} | {e.batch for e in entries}
    known = taken(store, sources)
    if all(e.source in known or e.batch in known for e in entries):
        return []
    with store.operation(documents.ISSUING) as session:
        known = of_sources(session, sources)
        left = [e for e in entries if e.source not in known and e.batch not in known]
        begun = read_number(first) if first and left else None
        chosen = [together(left)] if way == TOGETHER and left else [(e, e.source) for e in left]
        found = []
        for n, (entry, source) in enumerate(chosen):
            series = series_of(session, begun.word if begun else entry.code)
            if begun and begun.year != entry.on.year:
                raise Refused(f"发文字号{begun}的年份与成文日期的{entry.on.year}年不同，没有编号。请核对发文字号或日期。")
            document = Document(series_id=series.id, name=entry.name, recipient=entry.recipient or None, genre=entry.genre, source=source,
                                data=dict(entry.data))
            session.add(document)
            found.append(documents.give(session, document, entry.on, begun.serial + n if begun else None))
            session.flush()
        return found


def together(entries: Sequence[Entry]) -> tuple[Entry, str]:
    """One line of the register for a batch: 县商务局等21份."""
    first = entries[0]
    to = f"{first.recipient}等{len(entries)}份" if len(entries) > 1 else first.recipient
    return Entry(first.batch, first.batch, first.code, first.name, to, first.genre, first.on, first.data), first.batch


def series_of(session: Session, code: str) -> Series:
    found = session.scalar(select(Series).where(Series.code == code))
    if found is None:
        raise Refused(f"没有“{code}”这个机关代字，没有编号。请到“设置—发文字号”增加，或在打印时改为“留空待编”。")
    return found


def words(marks: Sequence[str]) -> str:
    """已编号青协提函〔2026〕5号至25号."""
    if not marks:
        return ""
    first, last = read_number(marks[0]), read_number(marks[-1])
    if len(marks) == 1:
        return f"已编号{first}。"
    running = last == DocumentNumber(first.word, first.year, first.serial + len(marks) - 1)
    return f"已编号{first}至{last.serial}号。" if running else f"已编号{first}等{len(marks)}个号。"
