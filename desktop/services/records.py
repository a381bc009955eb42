"""Flat records (参加单位, units, roles): one draft, one row or two, with the same plan, save and recycle bin for all."""
from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import fold
from desktop.fields.refused import Refused
from desktop.importers.table import Table
from desktop.models.base import fields_of
from desktop.rules.members import Problem
from desktop.rules.rights import Right
from desktop.services import codes
from desktop.services.importing import OnMatch, Plan, Reader, RowPlan, last_change, still_true, told
from desktop.services.progress import Progress, silent
from desktop.services.store import Store

Row = dict[str, Any]
Rows = Callable[[Session, dt.date], list[Row]]
Settle = Callable[[Session, dict[str, Any], dt.date], list[Problem]]
Write = Callable[[Session, Mapping[str, Any], str | None, dt.date | None, dt.date], str]


@dataclass(frozen=True)
class Noun:
    """`rows` gives the records as of a day, `write` stores a draft and returns the id: new when the
    id is None, from the day `on` when given, judged as of today.

    `keys` name the fields that tell records apart, the strongest first; a record matches by the first that both have.
    `settle` puts an imported draft in order and says what is wrong with it; `known` are the records that a file is
    held against, when they are more than the list shows.
    """
    key: str
    title: str
    fields: tuple[Field, ...]
    columns: tuple[Field, ...]
    rows: Rows
    write: Write
    keys: tuple[tuple[str, ...], ...]
    required: str = "name"
    settle: Settle | None = None
    known: Rows | None = None

    def bound(self, store: Store) -> tuple[Field, ...]:
        with store.read() as session:
            return codes.bind(session, self.fields)

    def bound_columns(self, store: Store) -> tuple[Field, ...]:
        with store.read() as session:
            return codes.bind(session, self.columns)

    def listed(self, store: Store, *, as_of: dt.date | None = None) -> list[Row]:
        store.require(Right.READ)
        with store.read() as session:
            return self.rows(session, as_of or store.today())

    def save(self, store: Store, draft: Mapping[str, Any], record: str | None = None, *, on: dt.date | None = None) -> str:
        with store.operation(f"{'修改' if record else '登记'}{self.title}：{draft.get('name') or ''}".rstrip("：")) as session:
            return self.write(session, draft, record, on, store.today())

    def plan(self, store: Store, tables: Sequence[Table], *, on_match: OnMatch = "update", progress: Progress = silent) -> Plan:
        store.require(Right.IMPORT)
        today = store.today()
        total = sum(len(t.rows) for t in tables)
        planned: list[RowPlan] = []
        with store.read() as session:
            basis = last_change(session)
            planner = Planner(self, codes.bind(session, self.fields), (self.known or self.rows)(session, today), on_match)
            for table in tables:
                for row in table.rows:
                    planned.append(planner.plan_row(session, table, row.number, dict(row.cells), today))
                    progress(len(planned), total)
        return Plan(planned, on_match, told(tables), basis)

    def apply(self, store: Store, ready: Plan, file: str, progress: Progress = silent) -> int:
        store.require(Right.IMPORT)
        chosen = ready.to_store()
        if not chosen:
            return 0
        with store.operation(f"导入{self.title}：{file}", Right.IMPORT) as session:
            still_true(session, ready)
            for done, row in enumerate(chosen, 1):
                self.write(session, row.draft, row.record_id, None, store.today())
                session.flush()
                progress(done, len(chosen))
        return len(chosen)


def written(session: Session, entity: type[Any], title: str, draft: Mapping[str, Any], record: str | None) -> Any:
    """A record that is one row, found or begun, and given what the draft says of its fields; refused by name when one that
    must be there is missing."""
    row = session.get(entity, record) if record else entity()
    if row is None:
        raise Refused(f"这条{title}已被删除，没有保存。")
    for field in fields_of(entity):
        if field.name in draft:
            setattr(row, field.name, draft[field.name])
    if missing := [f.label for f in fields_of(entity) if f.required and getattr(row, f.name) in (None, "")]:
        raise Refused(f"{'、'.join(missing)}没有填写，没有保存。")
    session.add(row)
    return row


def kept(session: Session, entity: type[Any], title: str, draft: Mapping[str, Any], record: str | None, on: dt.date | None) -> Any:
    """A record that is one row: found or begun, named, and given what the draft says of its fields."""
    row = session.get(entity, record) if record else entity(since=on)
    if row is None:
        raise Refused(f"这个{title}已被删除，没有保存。")
    if record is None:
        if not draft.get("name"):
            raise Refused(f"{title}的名称没有填写，没有保存。")
        session.add(row)
    for field in fields_of(entity):
        if field.name in draft:
            setattr(row, field.name, draft[field.name])
    return row


class Planner(Reader):
    def __init__(self, noun: Noun, fields: Sequence[Field], known: list[Row], on_match: OnMatch) -> None:
        super().__init__(fields)
        self.noun = noun
        self.on_match: OnMatch = on_match
        self.known: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        self.by_name: dict[str, list[Row]] = defaultdict(list)
        for row in known:
            self.remember(row)

    def remember(self, row: Row) -> None:
        self.by_name[fold(str(row.get(self.noun.required) or ""))].append(row)
        for keys in self.noun.keys:
            for value in self.values(row, keys):
                self.known[(*keys, value)].append(row)

    def values(self, row: Mapping[str, Any], keys: tuple[str, ...]) -> list[str]:
        """The folded values that the keys have in a row; a record's former names and aliases count for its name."""
        if any(row.get(k) in (None, "") for k in keys):
            return []
        found = ["|".join(fold(str(row[k])) for k in keys)]
        return found + ([fold(n) for n in row.get("also", ())] if keys == ("name",) else [])

    def plan_row(self, session: Session, table: Table, number: int, cells: dict[str, Any], today: dt.date) -> RowPlan:
        plan = RowPlan(table.sheet, number, {}, cells)
        self.read(plan, table, cells)
        for each in self.noun.settle(session, plan.draft, today) if self.noun.settle else ():
            self.problem(plan, each.field, each.sentence, each.value, error=each.error)
        if not plan.draft.get(self.noun.required):
            self.problem(plan, self.noun.required, f"{self.fields[self.noun.required].label}没有填写")
        if any(p.severity == "error" for p in plan.problems):
            plan.verdict = "wrong"
            return plan
        row = self.match(plan.draft)
        if row is None:
            self.remember({**plan.draft, "planned": number})
        elif "planned" in row:
            self.repeated(plan, row)
        else:
            self.against(plan, row)
        return plan

    def repeated(self, plan: RowPlan, row: Row) -> None:
        plan.verdict = "same"
        if all(row.get(k) == v for k, v in plan.draft.items() if self.says(k, v)):
            self.problem(plan, self.noun.required, f"与第{row['planned']}行重复，只登记一次", plan.name, error=False)
        else:
            plan.verdict = "wrong"
            self.problem(plan, self.noun.required, f"与第{row['planned']}行是同一条，但内容不同，请留一行", plan.name)

    def match(self, draft: Mapping[str, Any]) -> Row | None:
        """The record that is meant; of several rows of one record (two roles of a person) the one that says most alike."""
        for keys in self.noun.keys:
            for value in self.values(draft, keys):
                if found := self.known.get((*keys, value)):
                    return max(found, key=lambda row: sum(row.get(k) == v for k, v in draft.items() if self.says(k, v)))
        telling = {k for keys in self.noun.keys for k in keys} - {self.noun.required}
        alike = self.by_name.get(fold(str(draft[self.noun.required])), ())
        return next((r for r in alike if telling and self.same_again(r, draft, sorted(telling))), None)

    def against(self, plan: RowPlan, row: Row) -> None:
        plan.record_id = row["id"]
        wanted = {}
        for name, new in plan.draft.items():
            old, kind = row.get(name), self.fields[name].kind
            if new in (None, "", ()) or kind.same(old, new) or (self.on_match == "fill" and old not in (None, "", ())):
                continue
            if name == "name" and fold(str(new)) in map(fold, row.get("also", ())):
                continue
            wanted[name] = new
            plan.changes.append((self.fields[name], kind.show(old), kind.show(new)))
        plan.verdict = "changed" if plan.changes else "same"
        plan.draft = wanted if plan.changes else plan.draft
