"""协商: the year's plan and its topics as of a day, with the state that their dated facts allow."""
from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Option, Text
from desktop.fields.refused import Refused
from desktop.models.base import field_of, fields_of
from desktop.models.committee import CommitteeName
from desktop.models.consultation import (
    Consultation,
    ConsultationChange,
    ConsultationOutcome,
    ConsultationPlan,
    ConsultationRemark,
    ConsultationSeat,
    ConsultationStep,
)
from desktop.models.meeting import Meeting
from desktop.models.person import Person
from desktop.rules import consultations as rules
from desktop.rules.members import Problem
from desktop.rules.periods import Period
from desktop.rules.rights import Right
from desktop.services import codes, committees, dated
from desktop.services.parts import Part
from desktop.services.proposals import leading
from desktop.services.records import Noun, Row, written
from desktop.services.store import Store

ISSUERS = "县委办公室、县政府办公室、县政协办公室"
ROLES = ("组长", "副组长", "成员", "执笔")
APPROVAL = (ConsultationPlan.chaired, ConsultationPlan.party, ConsultationPlan.approved, ConsultationPlan.issued)

COMMITTEE = Field("committee", "承办专委会", Text(width=8), listed=True, aliases=("承办委室", "承办单位", "责任委室", "专委会"))
STATE = Field("state", "状态", Text(width=5), listed=True)
OUTCOMES = Field("outcomes", "成果", Text(width=14), listed=True)
REMARKS = Field("remarks", "批示", Text(width=12), listed=True)
MEETING = Field("meeting", "会议活动", Choice(width=16, longest=200, open=False), help="在会议活动里登记过的，选那一次；可输入名称中的字")
PROPOSALS = Field("proposals", "重点提案", Text(width=16), help="纳入本议题的重点提案（一体两用）")
NUMBER = Field("id", "编号", Text(width=8))
_OWN = {f.name: f for f in fields_of(Consultation)}
FIELDS = (*(f for name, f in _OWN.items() if name in ("year", "name", "form", "leader", "month")), COMMITTEE,
          *(f for name, f in _OWN.items() if name not in ("year", "name", "form", "leader", "month")))
COLUMNS = (*(_OWN[n] for n in ("year", "name", "form", "leader", "month")), STATE, OUTCOMES, REMARKS, COMMITTEE,
           *(_OWN[n] for n in ("units", "leaders", "outcome_form", "origin", "dropped", "rank", "note")), PROPOSALS, NUMBER)
LISTED = (*(_OWN[n] for n in ("year", "name", "form", "leader", "month")), STATE, OUTCOMES, REMARKS, NUMBER)
"""The contract of `list consultations --json`."""
PLAN_FIELDS = fields_of(ConsultationPlan)


def judge_outcome(session: Session, row: ConsultationOutcome) -> None:
    if odd := rules.odd_order(rules.Facts(outcomes=((row.day, row.sent, row.adopted),))):
        raise Refused(f"{'；'.join(odd)}，没有保存。请核对日期。")


class Steps(Part):
    """协商进展; a step that was a meeting of the register is tied to it, and the meeting's place is its own."""

    def bound(self, store: Store) -> tuple[Field, ...]:
        with store.read() as session:
            kind = MEETING.kind.bound(map(Option, titles(session).values()))  # type: ignore[attr-defined]
            return (*codes.bind(session, self.fields), replace(MEETING, kind=kind))

    def rows(self, session: Session, owners: Iterable[str] | None = None) -> dict[str, list[Row]]:
        found = super().rows(session, owners)
        tied = {s.id: s.meeting_id for s in session.scalars(select(ConsultationStep).where(ConsultationStep.meeting_id.is_not(None)))}
        known = titles(session, tied.values()) if tied else {}
        for row in (row for rows in found.values() for row in rows):
            row["meeting_id"] = tied.get(row["id"])
            row["meeting"] = known.get(row["meeting_id"] or "")
        return found

    def write(self, session: Session, owner: str, draft: Mapping[str, Any], record: str | None = None) -> Any:
        row = super().write(session, owner, draft, record)
        if "meeting" in draft:
            row.meeting_id = next((i for i, title in titles(session).items() if draft["meeting"] in (i, title)), None)
            if draft["meeting"] and row.meeting_id is None:
                raise Refused(f"没有“{draft['meeting']}”这次会议，没有保存。请从列出的会议中选，或先留空。")
            if row.meeting_id and not row.place:
                row.place = session.get_one(Meeting, row.meeting_id).place
        return row


def titles(session: Session, ids: Iterable[str | None] | None = None) -> dict[str, str]:
    """2025-06-12 “城乡供水一体化”专题协商会, the newest first, by the meeting's id."""
    query = select(Meeting.id, Meeting.day, Meeting.name).order_by(Meeting.day.desc(), Meeting.name)
    if ids is not None:
        query = query.where(Meeting.id.in_(list(ids)))
    return {id: f"{day.isoformat()} {name}" for id, day, name in session.execute(query)}


def of_meeting(store: Store, meeting: str) -> list[tuple[str, str]]:
    """(id, 2025年《…》调研) of the topics for which a meeting was held."""
    store.require(Right.READ)
    with store.read() as session:
        query = select(Consultation, ConsultationStep.kind).join(
            ConsultationStep, ConsultationStep.consultation_id == Consultation.id).where(ConsultationStep.meeting_id == meeting)
        return [(topic.id, f"{topic.year}年《{topic.name}》{kind}") for topic, kind in session.execute(query.order_by(Consultation.name))]


STEPS = Steps(ConsultationStep, "day")
OUTCOME_PART = Part(ConsultationOutcome, "day", judge_outcome)
REMARK_PART = Part(ConsultationRemark, "day")
CHANGES = Part(ConsultationChange, "day")
SEATS = Part(ConsultationSeat, "rank")
PARTS = (STEPS, OUTCOME_PART, REMARK_PART, CHANGES, SEATS)


# topics

def rows(session: Session, day: dt.date, within: Sequence[str] | None = None) -> list[Row]:
    """The topics whose year has begun by the day, the newest year first, in the plan's order."""
    query = select(Consultation).where(Consultation.year <= day.year)
    found = session.scalars(query.where(Consultation.id.in_(within)) if within is not None else query).all()
    ids = [c.id for c in found] if within is not None else None
    names = dated.holding(session, CommitteeName, day, "committee_id")
    plans = {p.year: p for p in session.scalars(select(ConsultationPlan))}
    proposals = leading.by_topic(session, day)
    steps, outcomes, remarks = (part.rows(session, ids) for part in (STEPS, OUTCOME_PART, REMARK_PART))
    made = []
    for topic in found:
        row = {name: getattr(topic, name) for name in _OWN}
        mine = [o for o in outcomes.get(topic.id, ()) if o["day"] is None or o["day"] <= day]
        said = [r for r in remarks.get(topic.id, ()) if r["day"] <= day]
        plan = plans.get(topic.year)
        committee = names.get(topic.committee_id or "")
        made.append(row | {
            "id": topic.id, "committee_id": topic.committee_id, "committee": committee.short if committee else "",
            "state": rules.reached(facts(topic, plan, steps.get(topic.id, ()), mine, said), day),
            "outcomes": "；".join(f"{o['kind']}《{o['name']}》" for o in mine),
            "remarks": "；".join(f"{r['leader']}{r['kind']}（{r['day'].isoformat()}）" for r in said),
            "proposals": proposals.get(topic.id, ""), "steps": steps.get(topic.id, []), "outcome_rows": mine, "remark_rows": said})
    return sorted(made, key=lambda r: (-r["year"], r["rank"] or 999, r["month"] or 99, r["name"]))


def facts(topic: Consultation, plan: ConsultationPlan | None, steps: Sequence[Row], outcomes: Sequence[Row],
          remarks: Sequence[Row]) -> rules.Facts:
    approved = min((d for d in (plan.approved, plan.issued) if d), default=None) if plan else None
    return rules.Facts(approved, topic.dropped, tuple((s["kind"], s["day"]) for s in steps),
                       tuple((o["day"], o["sent"], o["adopted"]) for o in outcomes), tuple(r["day"] for r in remarks))


def listed(store: Store, *, as_of: dt.date | None = None, period: Period | None = None) -> list[Row]:
    """As of a day; with a period those of its years."""
    store.require(Right.READ)
    with store.read() as session:
        found = rows(session, as_of or store.today())
    return [r for r in found if period is None or period.first.year <= r["year"] <= period.last.year]


def write(session: Session, draft: Mapping[str, Any], record: str | None, on: dt.date | None, today: dt.date) -> str:
    topic = written(session, Consultation, "协商议题", draft if record else {"year": today.year, **draft}, record)
    if "committee" in draft:
        topic.committee_id = committees.named(session, draft["committee"])
    return topic.id


def settle(session: Session, draft: dict[str, Any], today: dt.date) -> list[Problem]:
    """A year that a plan's file does not say is this one; a committee that nobody knows is left out with a warning."""
    draft["year"] = draft.get("year") or today.year
    if not draft.get("committee"):
        return []
    try:
        draft["committee"] = committees.short_on(session, committees.named(session, draft["committee"]) or "", today)
    except Refused as refusal:
        name = draft.pop("committee")
        return [Problem("committee", str(refusal).replace("没有保存", "已留空").replace("，或先留空", ""), error=False, value=name)]
    return []


CONSULTATIONS = Noun("consultations", "协商议题", FIELDS, COLUMNS, rows, write, (("year", "name"),), settle=settle)


# the study group

def seat(store: Store, topic: str, person: str, role: str | None) -> None:
    """Seat a person in the study group of a topic; without a role the person leaves it."""
    with store.operation("调整课题组") as session:
        held = session.scalars(select(ConsultationSeat).where(ConsultationSeat.consultation_id == topic)).all()
        mine = next((s for s in held if s.person_id == person), None)
        if role is None:
            if mine is None:
                raise Refused("这个人不在课题组里，没有改动。")
            session.delete(mine)
            return
        if mine is None:
            mine = ConsultationSeat(consultation_id=topic, person_id=person, role=role, rank=len(held) + 1)
            session.add(mine)
        mine.role = role


def group_of(session: Session, topics: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """topic -> (role, name), the head first."""
    found: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    order = {role: number for number, role in enumerate(ROLES)}
    query = select(ConsultationSeat, Person.name).join(Person, Person.id == ConsultationSeat.person_id)
    for each, name in session.execute(query.where(ConsultationSeat.consultation_id.in_(topics))):
        found[each.consultation_id].append((order.get(each.role, 9), each.rank or 999, each.role, name))
    return {topic: [(role, name) for _, _, role, name in sorted(seats)] for topic, seats in found.items()}


# the year's plan

def plan_of(store: Store, year: int) -> Row:
    """The plan of a year; before one is kept, what it usually says."""
    store.require(Right.READ)
    with store.read() as session:
        plan = session.scalar(select(ConsultationPlan).where(ConsultationPlan.year == year))
        if plan is None:
            return {f.name: None for f in PLAN_FIELDS} | {"id": None, "year": year, "name": f"{year}年度协商工作计划",
                                                          "issuers": ISSUERS}
        return {f.name: getattr(plan, f.name) for f in PLAN_FIELDS} | {"id": plan.id}


def save_plan(store: Store, draft: Mapping[str, Any]) -> str:
    """Keep the plan of `draft["year"]`; dates against the order of the approval path are refused."""
    year = draft.get("year")
    if not year:
        raise Refused("年度没有填写，没有保存。")
    with store.operation(f"{year}年度协商计划") as session:
        plan = session.scalar(select(ConsultationPlan).where(ConsultationPlan.year == year))
        if plan is None:
            plan = ConsultationPlan(year=year, name=draft.get("name") or f"{year}年度协商工作计划")
            session.add(plan)
        for field in PLAN_FIELDS:
            if field.name in draft:
                setattr(plan, field.name, draft[field.name])
        path = [(field_of(column).label, getattr(plan, column.key)) for column in APPROVAL]
        if odd := rules.approval_order(path):
            raise Refused(f"{'；'.join(odd)}，没有保存。请核对日期。")
        return plan.id
