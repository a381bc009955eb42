"""工作任务 with their state as of a day, and the lines of the month's plan."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import Text
from desktop.fields.refused import Refused
from desktop.models.base import fields_of
from desktop.models.task import Task, WorkItem
from desktop.rules import tasks as rules
from desktop.rules.members import Problem
from desktop.rules.periods import Period
from desktop.services import office
from desktop.services.records import Noun, Row, written
from desktop.services.store import Store

STATE = Field("state", "状态", Text(width=4), listed=True)
NUMBER = Field("id", "编号", Text(width=8))


def rows(session: Session, day: dt.date) -> list[Row]:
    near = office.values(session)["task_near"]
    found = [{f.name: getattr(t, f.name) for f in fields_of(Task)} | {"id": t.id, "state": rules.state(t.due, t.done, day, near)}
             for t in session.scalars(select(Task).where(Task.year <= day.year))]
    return sorted(found, key=lambda r: (-r["year"], r["rank"] or 999, r["due"] or dt.date.max, r["name"]))


def write(session: Session, draft: Mapping[str, Any], record: str | None, on: dt.date | None, today: dt.date) -> str:
    values = dict(draft)
    if record is None:
        values["year"] = values.get("year") or today.year
    row = written(session, Task, "任务", values, record)
    return row.id


def settle(session: Session, draft: dict[str, Any], today: dt.date) -> list[Problem]:
    draft["year"] = draft.get("year") or today.year
    return []


COLUMNS = (*fields_of(Task)[:3], STATE, *fields_of(Task)[3:], NUMBER)
TASKS = Noun("tasks", "工作任务", fields_of(Task), COLUMNS, rows, write, (("year", "name"),), settle=settle)


def items(session: Session, day: dt.date) -> list[Row]:
    found = [{f.name: getattr(w, f.name) for f in fields_of(WorkItem)} | {"id": w.id} for w in session.scalars(select(WorkItem))]
    return sorted(found, key=lambda r: (r["begins"], r["name"]), reverse=True)


def write_item(session: Session, draft: Mapping[str, Any], record: str | None, on: dt.date | None, today: dt.date) -> str:
    row = written(session, WorkItem, "工作安排", draft, record)
    if row.ends and row.ends < row.begins:
        raise Refused(f"结束日期 {row.ends} 早于开始日期 {row.begins}，没有保存。请核对日期。")
    return row.id


ITEMS = Noun("work-items", "工作安排", fields_of(WorkItem), (*fields_of(WorkItem), NUMBER), items, write_item, (("begins", "name"),))


def month(store: Store, period: Period) -> list[Row]:
    """The lines that touch the period, by day."""
    return sorted((r for r in ITEMS.listed(store) if r["begins"] <= period.last and (r["ends"] or r["begins"]) >= period.first),
                  key=lambda r: (r["begins"], r["name"]))
