"""Everyone else on the papers: persons by the role they stand in, as of a day."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import Month, Text
from desktop.fields.refused import Refused
from desktop.models.base import field_of, fields_of
from desktop.models.people import Role
from desktop.models.person import PartyTie, Person, Post
from desktop.models.unit import UnitName
from desktop.rules.members import Problem, judge
from desktop.rules.names import clean_name
from desktop.rules.rights import Right
from desktop.services import codes, dated
from desktop.services.enrolment import Enrolment, InvalidDraft
from desktop.services.members import Facts
from desktop.services.records import Noun, Row
from desktop.services.store import Store

_PERSON = fields_of(Person)
_LEADING = ("name", "sex", "ethnic", "born")
FIELDS: tuple[Field, ...] = (
    *(f for f in _PERSON if f.name in _LEADING), field_of(Role.role, required=False), field_of(Role.body),
    field_of(PartyTie.party, required=False),
    field_of(Post.unit), field_of(Post.post), field_of(Role.branch), field_of(Role.duty), field_of(Role.rank),
    *(f for f in _PERSON if f.name not in (*_LEADING, "died")))
COLUMNS = (*(field_of(Person.born, kind=Month(5)) if f.name == "born" else f for f in FIELDS),
           Field("since", "起", Text(width=5)), Field("id", "编号", Text(width=8)))
OF_ROLE = ("role", "body", "branch", "duty", "rank")
UNSAID = "其他人员"


def rows(session: Session, day: dt.date) -> list[Row]:
    """One row for each role that holds on the day, in the order of the roles, then the people's own order."""
    facts = Facts(session, day)
    found = []
    query = select(Role, Person).join(Person, Person.id == Role.person_id).where(dated.holds(Role, day))
    for role, person in session.execute(query):
        found.append(facts.row(person, None) | {name: getattr(role, name) for name in OF_ROLE}
                     | {"role_id": role.id, "since": role.since.isoformat() if role.since else "", "unit_id": role.unit_id})
    order = {o.label: n for n, o in enumerate(codes.options(session).get("role", ()))}
    return sorted(found, key=lambda r: (order.get(r["role"], 99), r["rank"] or 999, r["stroke_key"]))


def write(session: Session, draft: Mapping[str, Any], record: str | None, on: dt.date | None, today: dt.date) -> str:
    """Store a person and the role; the same person may stand in several roles."""
    values = dict(draft)
    if "name" in values or record is None:
        values["name"] = clean_name(str(values.get("name") or "")).name
        if not values["name"]:
            raise InvalidDraft([Problem("name", "姓名没有填写")])
    added, problems = judge(values, today)
    if errors := [p for p in problems if p.error]:
        raise InvalidDraft(errors)
    values |= added
    person = session.get(Person, record) if record else Person()
    if person is None:
        raise Refused("这个人的记录已被删除，没有保存。")
    facts = Facts(session, on or today, [person.id])
    enrolment = Enrolment(session, facts, on)
    if record is None:
        session.add(person)  # after the last query, which would store it without its name
    enrolment.write({k: v for k, v in values.items() if k not in OF_ROLE}, person, None)
    if any(k in values for k in OF_ROLE):
        put_role(session, person, values, on)
    return person.id


def settle(session: Session, draft: dict[str, Any], today: dt.date) -> list[Problem]:
    """An imported name without its marks, birth and sex from the ID number, and what is wrong with them."""
    marked = clean_name(str(draft.get("name") or ""))
    draft["name"] = marked.name
    for key, mark in (("sex", marked.sex), ("ethnic", marked.ethnic)):
        draft[key] = draft.get(key) or mark
    added, problems = judge(draft, today)
    draft |= added
    return problems


def known(session: Session, day: dt.date) -> list[Row]:
    """Everyone, so that a member who is also a 县领导 stays one record."""
    found = rows(session, day)
    there = {r["id"] for r in found}
    facts = Facts(session, day)
    return found + [facts.row(p, None) for p in session.scalars(select(Person)) if p.id not in there]


def everyone(store: Store, day: dt.date) -> list[Row]:
    """All that any register knows: members and the others, as of the day."""
    store.require(Right.READ)
    with store.read() as session:
        return known(session, day)


def put_role(session: Session, person: Person, values: Mapping[str, Any], on: dt.date | None) -> None:
    wanted = values.get("role") or UNSAID
    held = session.scalars(select(Role).where(Role.person_id == person.id, Role.until.is_(None))).all()
    current = next((r for r in held if r.role == wanted), held[0] if held and "role" not in values else None)
    merged = {k: values.get(k, getattr(current, k, None)) for k in OF_ROLE}
    merged["role"] = merged["role"] or wanted
    if merged["role"] == "单位联络员" and values.get("unit"):
        merged["unit_id"] = session.scalar(select(UnitName.unit_id).where(UnitName.name == values["unit"]).limit(1))
    dated.put(session, Role, {"person_id": person.id}, merged, current, on, None)


PERSONS = Noun("persons", "人员", FIELDS, COLUMNS, rows, write, (("id_number",), ("name", "born"), ("name", "phone"), ("name", "unit")),
               settle=settle, known=known)
