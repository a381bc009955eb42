"""重点提案: recommended, chosen by the 主席会议, led by leaders of the three bodies, supervised and reported."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import Text
from desktop.fields.refused import Refused
from desktop.models.base import field_of, fields_of
from desktop.models.consultation import Consultation
from desktop.models.proposal import KeyProposal, Proposal, Supervision
from desktop.rules.proposals.states import FILED
from desktop.rules.rights import Right
from desktop.services import codes
from desktop.services.proposals.checking import called, known, past, several
from desktop.services.proposals.docket import Docket, Row
from desktop.services.proposals.register import plenary_id
from desktop.services.store import Store

FIELDS = tuple(f for f in fields_of(KeyProposal) if f.name not in ("recommended", "decided", "meeting"))
EVENT_FIELDS = fields_of(Supervision)
COLUMNS: tuple[Field, ...] = (
    Field("session", "届次", Text(width=3)), Field("mark", "案号", Text(width=5), listed=True),
    Field("name", "案由", Text(width=22), listed=True), Field("sponsors", "提案者", Text(width=6), listed=True),
    *(field_of(getattr(KeyProposal, name), listed=True) for name in ("theme", "party_leader", "government_leader", "cppcc_leader")),
    Field("host", "主办单位", Text(width=10), listed=True), Field("assist", "会办单位", Text(width=10)),
    *(field_of(getattr(KeyProposal, name)) for name in ("committee", "method", "planned", "progress", "outcome", "topic", "decided",
                                                        "meeting")),
    Field("events", "督办次数", Text(width=4), listed=True))


def fields(store: Store) -> tuple[Field, ...]:
    with store.read() as session:
        return codes.bind(session, FIELDS)


def event_fields(store: Store) -> tuple[Field, ...]:
    with store.read() as session:
        return codes.bind(session, EVENT_FIELDS)


def of(session: Session, record: str) -> KeyProposal | None:
    return session.scalar(select(KeyProposal).where(KeyProposal.proposal_id == record))


def recommend(store: Store, ids: Sequence[str], recommender: str, *, on: dt.date | None = None) -> None:
    """Candidates for the 遴选; only filed proposals, of a merged group its lead."""
    day = past(store, on, "推荐")
    with store.operation(f"推荐重点提案 {len(ids)} 件") as session:
        for proposal in fit(session, store.today(), ids):
            row = of(session, proposal.id) or KeyProposal(proposal_id=proposal.id)
            row.recommended, row.recommender = row.recommended or day, recommender
            session.add(row)


def fit(session: Session, today: dt.date, ids: Sequence[str]) -> list[Proposal]:
    chosen = known(session, ids)
    docket = Docket(session, today, within=ids)
    if wrong := [called(p) for p in chosen if docket.row(p)["outcome"] != FILED or p.lead_id]:
        raise Refused(f"{several(wrong)}没有立案或已并案，不能作重点提案，没有登记。并案的请选牵头提案。")
    return chosen


def choose(store: Store, ids: Sequence[str], meeting: str, *, on: dt.date | None = None) -> None:
    """The 主席会议 has decided."""
    day = past(store, on, "确定")
    with store.operation(f"确定重点提案 {len(ids)} 件") as session:
        for proposal in fit(session, store.today(), ids):
            row = of(session, proposal.id) or KeyProposal(proposal_id=proposal.id)
            row.decided, row.meeting = day, meeting
            session.add(row)


def save(store: Store, record: str, draft: Mapping[str, Any]) -> None:
    """Theme, leaders, committee, method, time, progress, outcome, and the topic of consultation (一体两用)."""
    with store.operation("修改重点提案") as session:
        row = of(session, record)
        if row is None:
            raise Refused("这件提案没有列为重点，没有保存。")
        for name in (*(f.name for f in FIELDS), "topic_id", "decided", "meeting"):
            if name in draft:
                setattr(row, name, draft[name])
        if "topic" in draft and "topic_id" not in draft:
            row.topic_id = topic_named(session, row.topic)


def topic_named(session: Session, name: str | None) -> str | None:
    """The newest topic of consultation that is called so; None keeps the words alone."""
    query = select(Consultation.id).where(Consultation.name == name).order_by(Consultation.year.desc()).limit(1)
    return session.scalar(query) if name else None


def by_topic(session: Session, day: dt.date) -> dict[str, str]:
    """Topic of consultation -> its key proposals (一体两用): 十届三次会议第037号《……》."""
    ids = session.scalars(select(KeyProposal.proposal_id).where(KeyProposal.topic_id.is_not(None), KeyProposal.decided <= day)).all()
    if not ids:
        return {}
    docket, found = Docket(session, day, within=ids), {}
    for row in docket.rows():
        topic = docket.keys[row["id"]].topic_id or ""
        words = f"{row['session_name']}{row['mark']}《{row['name']}》"
        found[topic] = f"{found[topic]}；{words}" if topic in found else words
    return found


def drop(store: Store, ids: Sequence[str]) -> None:
    """No longer a candidate or a key proposal."""
    with store.operation(f"不再列为重点提案 {len(ids)} 件") as session:
        for row in session.scalars(select(KeyProposal).where(KeyProposal.proposal_id.in_(ids))):
            session.delete(row)


def supervise(store: Store, record: str, draft: Mapping[str, Any], event: str | None = None) -> str:
    """One 督办活动; `event` corrects one that was entered."""
    with store.operation("登记督办活动") as session:
        row = session.get(Supervision, event) if event else Supervision(proposal_id=record)
        if row is None:
            raise Refused("这次督办活动已被删除，没有保存。")
        for field in EVENT_FIELDS:
            if field.name in draft:
                setattr(row, field.name, draft[field.name])
        if not row.day or not row.method:
            raise Refused("督办活动的日期和形式没有填写，没有保存。")
        past(store, row.day, "督办")
        session.add(row)
        return row.id


def unsupervise(store: Store, event: str) -> None:
    with store.operation("删除督办活动") as session:
        if row := session.get(Supervision, event):
            session.delete(row)


def listed(store: Store, *, as_of: dt.date | None = None, plenary: str | None = None, candidates: bool = False) -> list[Row]:
    """The key proposals as of a day; `candidates` gives those that are only recommended."""
    store.require(Right.READ)
    with store.read() as session:
        day = as_of or store.today()
        docket = Docket(session, day)
        wanted = plenary_id(docket, plenary)
        events: dict[str, list[Supervision]] = {}
        for event in session.scalars(select(Supervision).where(Supervision.day <= day).order_by(Supervision.day)):
            events.setdefault(event.proposal_id, []).append(event)
        found = []
        for row in docket.rows():
            key = docket.keys.get(row["id"])
            if key is None or wanted not in (None, row["plenary_id"]) or row["key"] == candidates:
                continue
            mine = events.get(row["id"], [])
            found.append(row | {f.name: getattr(key, f.name) for f in fields_of(KeyProposal)} | {
                "topic_id": key.topic_id, "events": f"{len(mine)}",
                "supervisions": [{f.name: getattr(e, f.name) for f in EVENT_FIELDS} | {"id": e.id} for e in mine]})
        return found
