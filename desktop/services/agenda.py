"""议题 and agenda: proposed, settled, put in order, with papers numbered and drafts marked, and what was decided."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.refused import Refused
from desktop.models.base import fields_of
from desktop.models.meeting import AgendaItem, Meeting
from desktop.rules.periods import han
from desktop.rules.rights import Right
from desktop.services.store import Store

FIELDS = tuple(f for f in fields_of(AgendaItem) if f.name != "rank")


def of(session: Session, meeting_id: str) -> list[AgendaItem]:
    return list(session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.rank)))


def listed(store: Store, meeting_id: str) -> list[dict[str, Any]]:
    store.require(Right.READ)
    with store.read() as session:
        return [{f.name: getattr(i, f.name) for f in fields_of(AgendaItem)} | {"id": i.id} for i in of(session, meeting_id)]


def save(store: Store, meeting_id: str, lines: Sequence[Mapping[str, Any]]) -> None:
    """The whole list as it stands in the table: lines with an id are kept, without one are new, others go."""
    with store.operation("修改议程") as session:
        if session.get(Meeting, meeting_id) is None:
            raise Refused("这次会议已被删除，没有保存。")
        held = {i.id: i for i in of(session, meeting_id)}
        for rank, line in enumerate(lines, 1):
            if not line.get("name"):
                raise Refused(f"第{rank}项议题没有填写，没有保存。")
            item = held.pop(line.get("id") or "", None) or AgendaItem(meeting_id=meeting_id)
            for field in FIELDS:
                if field.name in line:
                    setattr(item, field.name, line[field.name])
            item.rank = rank
            session.add(item)
        for item in held.values():
            session.delete(item)


def number_papers(lines: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """会议材料之一, 之二 …: every item that is in the agenda gets the next one; those left out have none."""
    found, last = [], 0
    for line in lines:
        last += not line.get("dropped")
        found.append({**line, "paper": None if line.get("dropped") else f"会议材料之{han(last)}"})
    return found


def title(item: Mapping[str, Any]) -> str:
    """《常委会工作报告（草案）》 where it is a draft of a paper, the words themselves where it is not."""
    name = str(item["name"])
    if not item.get("draft") or "草案" in name:
        return name
    return f"{name[:-1]}（草案）》" if name.endswith("》") else f"{name}（草案）"
