"""民主监督: its matters as of a day, the 意见建议书 and how far the units have acted on them."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import Integer, Text
from desktop.fields.refused import Refused
from desktop.models.base import fields_of
from desktop.models.committee import CommitteeName
from desktop.models.oversight import Oversight, OversightStep
from desktop.services import committees, consultations, dated
from desktop.services.parts import Part
from desktop.services.records import Noun, Row, written

LETTER = "意见建议书"
STEPS = Part(OversightStep, "day")
COMMITTEE = consultations.COMMITTEE
_OWN = {f.name: f for f in fields_of(Oversight)}
FIELDS = (*(f for n, f in _OWN.items() if n in ("year", "name", "kind", "units")), COMMITTEE,
          *(f for n, f in _OWN.items() if n not in ("year", "name", "kind", "units")))
COLUMNS = (*FIELDS, Field("times", "活动次数", Integer(width=4), listed=True),
           Field("letters", "意见建议书", Integer(width=5), listed=True),
           Field("points", "意见条数", Integer(width=4), listed=True), Field("taken", "落实条数", Integer(width=4), listed=True),
           Field("last", "最近进展", Text(width=10)), Field("id", "编号", Text(width=8)))


def rows(session: Session, day: dt.date) -> list[Row]:
    names = dated.holding(session, CommitteeName, day, "committee_id")
    steps = STEPS.rows(session)
    found = []
    for each in session.scalars(select(Oversight).where(Oversight.year <= day.year)):
        mine = [s for s in steps.get(each.id, ()) if s["day"] <= day]
        letters = [s for s in mine if s["kind"] == LETTER]
        committee = names.get(each.committee_id or "")
        found.append({n: getattr(each, n) for n in _OWN} | {
            "id": each.id, "committee": committee.short if committee else "", "steps": mine,
            "times": sum(s["kind"] == "监督活动" for s in mine), "letters": len(letters),
            "points": sum(s["points"] or 0 for s in letters),
            "taken": max((s["taken"] or 0 for s in mine), default=0),  # each report says how many have been acted on by then
            "last": f"{mine[-1]['kind']}（{mine[-1]['day'].isoformat()}）" if mine else ""})
    return sorted(found, key=lambda r: (-r["year"], r["begins"] or dt.date.max, r["name"]))


def write(session: Session, draft: Mapping[str, Any], record: str | None, on: dt.date | None, today: dt.date) -> str:
    row = written(session, Oversight, "民主监督", draft if record else {"year": today.year, **draft}, record)
    if row.begins and row.ends and row.ends < row.begins:
        raise Refused(f"结束日期 {row.ends} 早于开始日期 {row.begins}，没有保存。请核对日期。")
    if "committee" in draft:
        row.committee_id = committees.named(session, draft["committee"])
    return row.id


OVERSIGHT = Noun("oversight", "民主监督", FIELDS, COLUMNS, rows, write, (("year", "name"),), settle=consultations.settle)
