"""界别活动组, 乡镇政协联络组 and 工委 as of a day, and the townships with and without a 联络员."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import Integer, Text
from desktop.models.base import field_of, fields_of
from desktop.models.body import Group, GroupSeat, Township
from desktop.models.person import Person, Post
from desktop.rules.rights import Right
from desktop.services import dated
from desktop.services.records import Noun, Row, kept
from desktop.services.store import Store

HEAD, DEPUTY, LIAISON, PLAIN = "组长", "副组长", "联络员", "成员"
FIELDS = fields_of(Group)
COLUMNS = (*FIELDS, Field("head", HEAD, Text(width=5), listed=True), Field("deputies", DEPUTY, Text(width=10), listed=True),
           Field("liaison", LIAISON, Text(width=5), listed=True), Field("size", "人数", Integer(width=4), listed=True),
           Field("id", "编号", Text(width=8)))
LIAISON_COLUMNS = (field_of(Township.name, listed=True), field_of(Township.ready, listed=True),
                   Field("liaison", LIAISON, Text(width=5), listed=True), Field("unit_and_post", "乡镇职务", Text(width=14), listed=True),
                   Field("phone", "联系电话", Text(width=8), listed=True), Field("since", "任联络员日期", Text(width=6), listed=True),
                   Field("group", "联络组", Text(width=10), listed=True))


def rows(session: Session, day: dt.date) -> list[Row]:
    seats = dated.all_holding(session, GroupSeat, day, "group_id")
    people = {p.id: p for p in session.scalars(select(Person).join(GroupSeat, GroupSeat.person_id == Person.id))}
    found = []
    for group in session.scalars(select(Group).where(dated.holds(Group, day))):
        here = seats.get(group.id, [])
        by_role = {role: "、".join(p.name for p in sorted((people[s.person_id] for s in here if s.role == role),
                                                         key=lambda p: p.stroke_key)) for role in (HEAD, DEPUTY, LIAISON)}
        found.append({f.name: getattr(group, f.name) for f in FIELDS} | {
            "id": group.id, "head": by_role[HEAD], "deputies": by_role[DEPUTY], "liaison": by_role[LIAISON],
            "size": len({s.person_id for s in here})})
    return sorted(found, key=lambda r: (r["kind"], r["rank"] or 999, r["name"]))


def write(session: Session, draft: Mapping[str, Any], record: str | None, on: dt.date | None, today: dt.date) -> str:
    group = kept(session, Group, "组", draft, record, on)
    group.kind = group.kind or usual_kind(group.name)
    return group.id


def usual_kind(name: str) -> str:
    return "乡镇政协联络组" if "联络组" in name else "界别活动组"


GROUPS = Noun("groups", "联络组和活动组", FIELDS, COLUMNS, rows, write, (("name",),))


def seat(store: Store, group_id: str, person_id: str, role: str = PLAIN, *, on: dt.date | None = None) -> None:
    """Put a person into a group, or change the person's part in it from `on`."""
    with store.operation("调整联络组和活动组") as session:
        current = session.scalars(select(GroupSeat).where(
            GroupSeat.group_id == group_id, GroupSeat.person_id == person_id, dated.holds(GroupSeat, on or store.today()))).first()
        dated.put(session, GroupSeat, {"person_id": person_id, "group_id": group_id}, {"role": role}, current, on, None)


def unseat(store: Store, group_id: str, person_id: str, *, on: dt.date) -> None:
    with store.operation("调整联络组和活动组") as session:
        for row in session.scalars(select(GroupSeat).where(GroupSeat.group_id == group_id, GroupSeat.person_id == person_id,
                                                           dated.holds(GroupSeat, on))):
            if dated.earliest(row) < on:
                row.until = on - dated.DAY
            else:
                session.delete(row)


def liaisons(store: Store, *, as_of: dt.date | None = None) -> list[Row]:
    """Every township with its 联络员 and the post the 联络员 holds on the day; those without one have an empty name."""
    store.require(Right.READ)
    day = as_of or store.today()
    with store.read() as session:
        groups = {g.id: g for g in session.scalars(select(Group).where(dated.holds(Group, day), Group.township.is_not(None)))}
        seats = [s for s in session.scalars(select(GroupSeat).where(dated.holds(GroupSeat, day), GroupSeat.role == LIAISON))
                 if s.group_id in groups]
        people = {p.id: p for p in session.scalars(select(Person).where(Person.id.in_([s.person_id for s in seats])))}
        posts = dated.holding(session, Post, day, "person_id")
        found = []
        townships = session.scalars(select(Township)).all()
        for township in sorted(townships, key=lambda t: (t.rank is None, t.rank, t.name)):
            group = next((g for g in groups.values() if g.township == township.name), None)
            here = [s for s in seats if group and s.group_id == group.id] or [None]
            for held in here:
                person = people[held.person_id] if held else None
                post = posts.get(person.id) if person else None
                found.append({"id": person.id if person else township.id, "name": township.name, "ready": township.ready,
                              "liaison": person.name if person else "", "sex": person.sex if person else None,
                              "unit_and_post": f"{post.unit or ''}{post.post or ''}" if post else "",
                              "phone": person.phone if person else "", "group": group.name if group else "",
                              "since": held.since.isoformat() if held and held.since else ""})
        return found
