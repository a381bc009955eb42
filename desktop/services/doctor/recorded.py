"""The records: each field holds what the program itself would let in, and what the audit last said of it."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from desktop.fields.kinds import BadValue, Doubtful
from desktop.models.base import Base, Dated, Entity, fields_of
from desktop.models.change import Audit, snapshot
from desktop.models.person import Person
from desktop.rules import members
from desktop.services.backup.places import Places
from desktop.services.doctor.finding import Finding, odd
from desktop.services.store import Store

MOST = 20
BLOCK = 2000


def entities() -> list[type[Any]]:
    return sorted((m.class_ for m in Base.registry.mappers if issubclass(m.class_, Entity)), key=lambda e: e.__name__)


def called(row: Any) -> str:
    """人员 张三; never a number: what is found may be passed on to whoever helps."""
    name = getattr(row, "name", None)
    return f"{row.__noun__} {name}" if isinstance(name, str) and name else f"{row.__noun__} {row.id[:8]}"


def fields(store: Store, _places: Places | None) -> Iterator[Finding]:
    """Required fields are filled, every value can be read back, dates run forward; warnings, for each was let in once."""
    found: list[str] = []
    with store.read() as session:
        for entity in entities():
            declared = [f for f in fields_of(entity) if hasattr(entity, f.name)]
            for row in session.scalars(select(entity)).yield_per(BLOCK):
                found += [f"{called(row)}：{text}" for text in objections(row, declared, store)]
    yield from map(odd, found[:MOST])
    if len(found) > MOST:
        yield odd(f"另有 {len(found) - MOST} 处")


def objections(row: Any, declared: list[Any], store: Store) -> Iterator[str]:
    for field in declared:
        value = getattr(row, field.name)
        if value in (None, ""):
            if field.required:
                yield f"没有填{field.label}"
            continue
        try:
            field.kind.parse(field.kind.show(value))
        except Doubtful:
            continue
        except BadValue:
            yield f"{field.label}的内容不合要求"
    if isinstance(row, Dated) and row.since and row.until and row.since > row.until:
        yield "起始日期在结束日期之后"
    if isinstance(row, Person):
        draft = {f.name: getattr(row, f.name) for f in declared}
        _, problems = members.judge(draft, store.today())
        labels = {f.name: f.label for f in declared}
        for problem in problems:
            yield labels.get(problem.field, problem.field) + ("不合规则" if problem.error else "请核对")


def unaudited(store: Store, _places: Places | None) -> Iterator[Finding]:
    """Records that are not as the audit left them: something else than this program wrote to the file."""
    known = {entity.__name__: entity for entity in entities()}
    last: dict[str, dict[str, dict[str, Any] | None]] = defaultdict(dict)
    with store.read() as session:
        query = select(Audit.entity, Audit.record, Audit.before, Audit.after).where(Audit.entity != "").order_by(Audit.id)
        for entity, record, before, after in session.execute(query).yield_per(BLOCK):
            held = last[entity].get(record)
            last[entity][record] = None if after is None else {**(held or {}), **after} if before is not None else dict(after)
        counted: Counter[str] = Counter()
        for name, entity in known.items():
            there = set()
            for row in session.scalars(select(entity)).yield_per(BLOCK):
                there.add(row.id)
                held = last[name].get(row.id)
                now = snapshot(row)
                if held is None or any(now.get(key) != value for key, value in held.items() if key in now):
                    counted[entity.__noun__] += 1
            counted[entity.__noun__] += sum(held is not None and record not in there for record, held in last[name].items())
    for noun, number in counted.items():
        if number:
            yield odd(f"{noun} {number} 条与变更记录对不上，可能绕过协务通改过")
