"""议题 and agenda: proposed, settled, put in order, with papers numbered and drafts marked, and what was decided."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.models.meeting import AgendaItem
from desktop.rules.periods import han
from desktop.services.parts import Part
from desktop.services.store import Store


@dataclass(frozen=True)
class Ordered(Part):
    """Rows that stand in an order of their own: a new one goes last unless told."""

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(replace(f, required=False) if f.name == self.order else f for f in super().fields)

    def write(self, session: Session, owner: str, draft: Mapping[str, Any], record: str | None = None) -> Any:
        if record is None and not draft.get(self.order):
            others = self.rows(session, [owner]).get(owner, [])
            draft = {**draft, self.order: max((r[self.order] or 0 for r in others), default=0) + 1}
        return super().write(session, owner, {k: v for k, v in draft.items() if k != self.order or v is not None}, record)


ITEMS = Ordered(AgendaItem, "rank")


def listed(store: Store, meeting_id: str) -> list[dict[str, Any]]:
    return ITEMS.listed(store, meeting_id)


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
