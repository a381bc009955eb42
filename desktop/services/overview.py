"""What the first page says: figures with the lists behind them, what is missing, what was entered last."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select

from desktop.models.change import Audit
from desktop.rules.periods import Period
from desktop.rules.rights import Right
from desktop.rules.tasks import LATE
from desktop.services import committees, meetings, members, merging, tasks
from desktop.services.proposals import register
from desktop.services.store import Store

LATEST = 8


@dataclass(frozen=True)
class Entry:
    """A line that goes to a page's list, filtered by `filters` (field name: what is typed under its heading)."""
    title: str
    figure: str
    page: str = ""
    chip: str = ""
    state: str = "info"
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Overview:
    figures: tuple[Entry, ...]
    missing: tuple[Entry, ...]
    recent: tuple[Entry, ...]


def of(store: Store, day: dt.date) -> Overview:
    store.require(Right.READ)
    rows = members.listed(store, day)
    women = sum(r["sex"] == "女" for r in rows)
    standing = [r for r in rows if r["office"] in members.OFFICES]
    outside = sum(bool(r["party"]) and r["party"] not in ("中共党员", "中共预备党员") for r in rows)
    body = committees.listed(store, as_of=day)
    unseated = sum(not r["committees"] for r in rows)
    figures = (
        Entry("委员", str(len(rows)), "members", f"女 {women} · 党外 {outside}"),
        Entry("常委会组成人员", str(len(standing)), "members", filters={"standing": "是"}),
        Entry("专委会", str(len(body)), "committees", "全员入委" if not unseated else f"未入委 {unseated} 人",
              "done" if not unseated else "late"),
        Entry("界别", str(len({r["sector"] for r in rows if r["sector"]})), "members"),
    )
    return Overview(figures, (*due(store, day), *missing(store, rows)), recent(store))


def due(store: Store, day: dt.date) -> tuple[Entry, ...]:
    """What is late or near: the last plenary's proposals, the tasks, the meetings of the next seven days."""
    sitting = next((s for s in register.sittings(store) if s["opens"] <= day), None)
    proposals = register.listed(store, as_of=day, plenary=sitting["id"]) if sitting else []
    late = [t for t in tasks.TASKS.listed(store, as_of=day) if t["state"] == LATE]
    week = Period(day, day + dt.timedelta(days=6), "")
    soon = [m for m in meetings.listed(store, period=week) if m["state"] != meetings.CANCELLED]
    waiting = [p for p in proposals if p["next"] and not p["handed"]]
    found = (
        ("逾期未答复的提案", sum(p["late"] for p in proposals), "件", "proposals", "late", {"late": "是"}),
        ("等审查、编号或交办的提案", len(waiting), "件", "proposals", "wait", {"handed": "空"}),
        ("逾期的工作任务", len(late), "项", "tasks", "late", {"state": LATE}),
        ("七天内的会议和活动", len(soon), "场", "meetings", "info", {}))
    return tuple(Entry(title, f"{count} {unit}", page, state=state, filters=filters)
                 for title, count, unit, page, state, filters in found if count)


def missing(store: Store, rows: list[dict]) -> tuple[Entry, ...]:
    """What ought to be filled in; nothing stands here when nothing is missing."""
    def lacking(title: str, name: str) -> Entry:
        count = sum(not r.get(name) for r in rows)
        return Entry(title, f"{count} 人", "members" if count else "", state="wait" if count else "done", filters={name: "空"})

    found = [lacking("未入专委会的委员", "committees"), lacking("缺身份证号", "id_number"), lacking("缺联系电话", "phone"),
             lacking("缺工作单位", "unit"), lacking("缺界别", "sector")]
    if pairs := merging.pairs(store):
        found.append(Entry("可能重复登记的人员", f"{len(pairs)} 对", "members", state="wait"))
    return tuple(found)


def recent(store: Store) -> tuple[Entry, ...]:
    """The last operations, each once."""
    with store.read() as session:
        last = func.max(Audit.id)
        query = select(Audit.action, Audit.at).where(Audit.entity != "").group_by(Audit.operation, Audit.action, Audit.at)
        return tuple(Entry(action, at[5:16].replace("T", " "), state="plain")
                     for action, at in session.execute(query.order_by(last.desc()).limit(LATEST)))
