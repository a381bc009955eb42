"""Removing records that were entered by mistake, with what hangs on them; the recycle bin can bring them back."""
from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.refused import Refused
from desktop.models.body import Group, GroupSeat
from desktop.models.committee import Committee, CommitteeName, CommitteeSeat
from desktop.models.consultation import Consultation
from desktop.models.member import Member
from desktop.models.oversight import Oversight, OversightStep
from desktop.models.people import Role
from desktop.models.person import PartyTie, Person, Post
from desktop.models.task import Task, WorkItem
from desktop.models.unit import Organisation, Unit, UnitName
from desktop.services import consultations
from desktop.services.store import Store

OWN: dict[str, tuple[type[Any], tuple[tuple[type[Any], str], ...], str]] = {
    "units": (Unit, ((UnitName, "unit_id"),), "单位"),
    "organisations": (Organisation, (), "参加单位"),
    "groups": (Group, ((GroupSeat, "group_id"),), "联络组"),
    "committees": (Committee, ((CommitteeName, "committee_id"), (CommitteeSeat, "committee_id")), "专委会"),
    "consultations": (Consultation, tuple((p.entity, p.owner) for p in consultations.PARTS), "协商议题"),
    "oversight": (Oversight, ((OversightStep, "oversight_id"),), "民主监督"),
    "tasks": (Task, (), "工作任务"), "work-items": (WorkItem, (), "工作安排"),
    "persons": (Person, ((Role, "person_id"), (Post, "person_id"), (PartyTie, "person_id"), (GroupSeat, "person_id")), "人员"),
}


def remove(store: Store, noun: str, ids: list[str]) -> None:
    """One undoable operation. A person who is or was a member is not removed from the list of persons."""
    entity, parts, title = OWN[noun]
    with store.operation(f"删除{title} {len(ids)} 条") as session:
        if entity is Person:
            refuse_members(session, ids)
        for part, key in parts:
            for row in session.scalars(select(part).where(getattr(part, key).in_(ids))):
                session.delete(row)
        for row in session.scalars(select(entity).where(entity.id.in_(ids))):
            session.delete(row)


def refuse_members(session: Session, ids: list[str]) -> None:
    names = session.scalars(select(Person.name).join(Member, Member.person_id == Person.id).where(Person.id.in_(ids))).all()
    if names:
        raise Refused(f"{'、'.join(dict.fromkeys(names))}是或曾是委员，没有删除。请到委员页办理。")
