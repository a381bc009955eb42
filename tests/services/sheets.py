"""Tables of a file without the file, read by the program's own finder of headings."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from desktop.importers.headings import Table, find_table
from desktop.importers.source import Sheet, tidy
from desktop.models.base import Base, Entity
from desktop.models.change import snapshot
from desktop.models.search import SearchEntry
from desktop.services import imports
from desktop.services.importing import Plan
from desktop.services.store import Store


def table(store: Store, noun: str, heads: Sequence[str], *rows: Sequence[Any], sheet: str = "Sheet1") -> Table:
    lines = [(n, list(cells)) for n, cells in enumerate((heads, *rows), 1)]
    found = find_table(Sheet(sheet, tidy(lines)), imports.noun(noun).headings(store))
    assert found is not None
    return found


def plan(store: Store, noun: str, heads: Sequence[str], *rows: Sequence[Any], **more: Any) -> Plan:
    return imports.noun(noun).plan(store, [table(store, noun, heads, *rows)], **more)


def bring(store: Store, noun: str, heads: Sequence[str], *rows: Sequence[Any], **more: Any) -> Plan:
    ready = plan(store, noun, heads, *rows, **more)
    imports.noun(noun).apply(store, ready, "名册.xlsx")
    return ready


def verdicts(ready: Plan) -> list[str]:
    return [r.verdict for r in ready.rows]


def everything(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Every audited record of the store, to compare before and after; versions and the index's own numbers apart."""
    found: dict[str, list[dict[str, Any]]] = {}
    with store.read() as session:
        for mapper in Base.registry.mappers:
            if issubclass(mapper.class_, Entity):
                found[mapper.class_.__name__] = sorted((snapshot(r) for r in session.scalars(select(mapper.class_))),
                                                       key=lambda s: s["id"])
        found["index"] = sorted(({"record": e.record, "subject": e.subject, "tokens": str(e.tokens)}
                                 for e in session.scalars(select(SearchEntry))), key=lambda e: e["record"])
    return found
