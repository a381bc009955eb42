"""The kinds of meetings, activities and study: shipped as county offices have them, kept by the office."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.refused import Refused
from desktop.models.base import field_of, fields_of
from desktop.models.meeting import Meeting, MeetingKind
from desktop.models.office import Code
from desktop.resources import find
from desktop.rules import invitations
from desktop.services import codes
from desktop.services.records import Noun, Row
from desktop.services.store import Store
from desktop.services.undo import FOUNDED

PLENARY, STANDING, CHAIRMEN, PARTY_GROUP, COMMITTEE = "plenary", "standing", "chairmen", "party-group", "committee"
TABLES = ("meeting_sort", "capacity", "leave_kind")
SHIPPED = "codes/meeting_kinds.tsv"
MEETING, CONSULTATION, ACTIVITY, STUDY, PARTY, SUPERVISION = "会议", "协商", "活动", "学习", "党建", "监督"


def shipped() -> list[dict[str, Any]]:
    """The kinds as they come with the program, the key under `id`."""
    head, *lines = find(SHIPPED).read_text(encoding="utf-8").splitlines()
    labels = {f.label: f for f in fields_of(MeetingKind)}
    found = []
    for rank, line in enumerate(lines, 1):
        said = dict(zip(head.split("\t"), line.split("\t"), strict=True))
        values = {labels[label].name: labels[label].kind.parse(text) for label, text in said.items() if label != "键"}
        found.append({**values, "id": said["键"], "rank": rank, "retired": bool(values["retired"])})
    return found


def defaults(session: Session) -> None:
    """Keep the shipped kinds in a store that has none; every writing of a meeting begins with it."""
    if session.scalar(select(MeetingKind.id).limit(1)) is None:
        session.add_all(MeetingKind(**each) for each in shipped())
        for table in TABLES:
            if session.scalar(select(Code.id).where(Code.table == table).limit(1)) is None:
                codes.defaults(session, (table,))
        session.flush()


def found(store: Store) -> None:
    """The shipped kinds as a step of their own: taking back the first meeting must not take the kinds along."""
    with store.read() as session:
        if session.scalar(select(MeetingKind.id).limit(1)) is not None:
            return
    with store.operation(FOUNDED) as session:
        defaults(session)


def kinds(session: Session) -> dict[str, MeetingKind]:
    """By id, in the office's order; the shipped ones, not stored, in an older store without any."""
    found = session.scalars(select(MeetingKind).order_by(MeetingKind.rank, MeetingKind.name)).all()
    return {k.id: k for k in found or (MeetingKind(**each) for each in shipped())}


def rows(session: Session, day: dt.date) -> list[Row]:
    return [{f.name: getattr(k, f.name) for f in fields_of(MeetingKind)} | {"id": k.id} for k in kinds(session).values()]


def write(session: Session, draft: Mapping[str, Any], record: str | None, on: dt.date | None, today: dt.date) -> str:
    defaults(session)
    kind = session.get(MeetingKind, record) if record else MeetingKind()
    if kind is None:
        raise Refused("这个会议类别已被删除，没有保存。")
    for field in fields_of(MeetingKind):
        if field.name in draft:
            setattr(kind, field.name, draft[field.name])
    if missing := [f.label for f in fields_of(MeetingKind) if f.required and not getattr(kind, f.name)]:
        raise Refused(f"{'、'.join(missing)}没有填写，没有保存。")
    if session.scalar(select(MeetingKind.id).where(MeetingKind.name == kind.name, MeetingKind.id != kind.id)):
        raise Refused(f"已有“{kind.name}”这个类别，没有保存。")
    for text in (kind.attend, kind.observe):
        try:
            invitations.read(text)
        except ValueError as error:
            raise Refused(f"{error}。没有保存。") from None
    if record is None:
        kind.rank = kind.rank or max((k.rank or 0 for k in session.scalars(select(MeetingKind))), default=0) + 1
        session.add(kind)
    return kind.id


def remove(store: Store, ids: list[str]) -> None:
    """Only kinds that no meeting bears; others can be 停用."""
    with store.operation(f"删除会议类别 {len(ids)} 个") as session:
        defaults(session)
        used = session.scalars(select(MeetingKind.name).join(Meeting, Meeting.kind_id == MeetingKind.id)
                               .where(MeetingKind.id.in_(ids)).distinct()).all()
        if used:
            raise Refused(f"“{'、'.join(used)}”已有会议登记，没有删除。不再使用时请停用。")
        for kind in session.scalars(select(MeetingKind).where(MeetingKind.id.in_(ids))):
            session.delete(kind)


FIELDS: tuple[Field, ...] = fields_of(MeetingKind)
KINDS = Noun("meeting-kinds", "会议类别", FIELDS, (field_of(MeetingKind.name), *FIELDS[1:]), rows, write, (("name",),))
