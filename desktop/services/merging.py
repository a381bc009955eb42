"""One person, one record: duplicates found, two records merged with everything that hangs on them."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.refused import Refused
from desktop.models.base import Dated, fields_of, links_to
from desktop.models.member import Member, SectorTie
from desktop.models.office import Attachment
from desktop.models.person import PartyTie, Person, Post
from desktop.rules.names import clean_name
from desktop.rules.rights import Right
from desktop.services import invitees
from desktop.services.dated import DAY, earliest
from desktop.services.naming import Naming
from desktop.services.store import Store

ONE_AT_A_TIME = (Post, PartyTie, SectorTie)
"""Facts of which only one holds on a day."""


def alike(store: Store, draft: Mapping[str, Any], but: str | None = None) -> list[dict[str, Any]]:
    """The persons whom a form may be entering a second time: same ID number, same telephone, or same name."""
    name = clean_name(str(draft.get("name") or "")).name
    with store.read() as session:
        found: dict[str, tuple[Person, str]] = {}
        for column, value, words in ((Person.id_number, draft.get("id_number"), "身份证号相同"),
                                     (Person.phone, draft.get("phone"), "联系电话相同"), (Person.name, name, "同名")):
            if value:
                for person in session.scalars(select(Person).where(column == value)):
                    if person.id != but:
                        found.setdefault(person.id, (person, words))
        return [{"id": p.id, "name": p.name, "born": p.born, "why": words} for p, words in found.values()]


def pairs(store: Store) -> list[tuple[str, str, str]]:
    """(one id, other id, why) of the records that may be one person twice: namesakes whom nothing tells apart."""
    store.require(Right.READ)
    with store.read() as session:
        people = session.scalars(select(Person).order_by(Person.stroke_key)).all()
    by_name: dict[str, list[Person]] = {}
    for person in people:
        by_name.setdefault(person.name, []).append(person)
    found = []
    for same in by_name.values():
        for n, one in enumerate(same):
            for other in same[n + 1:]:
                if why := likeness(one, other):
                    found.append((one.id, other.id, why))
    return found


def likeness(one: Person, other: Person) -> str | None:
    if one.id_number and other.id_number:
        return "身份证号相同" if one.id_number == other.id_number else None
    if one.born and other.born:
        short = min(len(one.born), len(other.born))
        return "姓名和出生年月相同" if one.born[:short] == other.born[:short] else None
    if one.phone and one.phone == other.phone:
        return "姓名和电话相同"
    return "同名，其余资料不足以区分"


def differences(store: Store, keep: str, drop: str) -> list[tuple[Field, Any, Any]]:
    """The fields in which the two records differ: (field, value kept, value dropped)."""
    with store.read() as session:
        one, other = both(session, keep, drop)
        return [(f, getattr(one, f.name), getattr(other, f.name)) for f in fields_of(Person)
                if getattr(one, f.name) != getattr(other, f.name) and getattr(other, f.name) is not None]


def merge(store: Store, keep: str, drop: str, chosen: Mapping[str, Any] | None = None) -> None:
    """Everything that hangs on `drop` moves to `keep`; empty fields of `keep` are filled, `chosen` values win.

    Two memberships of one term become one. Of two works, parties or sectors on one day the later begun holds, of two
    begun together that of `keep`. One undoable operation.
    """
    with store.operation("合并重复人员") as session:
        one, other = both(session, keep, drop)
        for field in fields_of(Person):
            if getattr(one, field.name) in (None, ""):
                setattr(one, field.name, getattr(other, field.name))
        for name, value in (chosen or {}).items():
            setattr(one, name, value)
        one.photo = one.photo or other.photo
        naming = Naming()
        one.stroke_key, one.pinyin_key, one.search_key = (
            naming.stroke_key(one.name), naming.pinyin_sort(one.name), naming.pinyin(one.name))
        join_memberships(session, one.id, other.id)
        invitees.join(session, one.id, other.id)
        mine = {row.id for entity in ONE_AT_A_TIME for row in session.scalars(select(entity).where(entity.person_id == one.id))}
        move(session, Person, other.id, one.id)
        for row in session.scalars(select(Attachment).where(Attachment.subject == other.id)):
            row.subject = one.id
        session.flush()
        for column in links_to(Person):
            entity: Any = column.class_
            if issubclass(entity, Dated) and entity is not Member and getattr(entity, "__root__", "") == column.key:
                drop_repeated(session, entity, one.id)
        session.flush()
        for entity in ONE_AT_A_TIME:
            end_older(session, entity, one.id, mine)
        session.delete(other)


def both(session: Session, keep: str, drop: str) -> tuple[Person, Person]:
    one, other = session.get(Person, keep), session.get(Person, drop)
    if one is None or other is None or keep == drop:
        raise Refused("要合并的两条记录已不在，没有合并。请刷新后再试。")
    return one, other


def move(session: Session, target: type[Any], old: str, new: str) -> None:
    """Everything that refers to one record refers to the other."""
    for column in links_to(target):
        for row in session.scalars(select(column.class_).where(column == old)):
            setattr(row, column.key, new)


def join_memberships(session: Session, one: str, other: str) -> None:
    mine = {m.term_id: m for m in session.scalars(select(Member).where(Member.person_id == one))}
    for theirs in session.scalars(select(Member).where(Member.person_id == other)).all():
        kept = mine.get(theirs.term_id)
        if kept is None:
            continue
        longer = theirs if last(theirs) > last(kept) else kept
        kept.ending, kept.until = longer.ending, longer.until
        kept.since = kept.since and theirs.since and min(kept.since, theirs.since)
        for field in fields_of(Member):
            if field.name != "ending" and getattr(kept, field.name) is None:
                setattr(kept, field.name, getattr(theirs, field.name))
        move(session, Member, theirs.id, kept.id)
        session.delete(theirs)
    session.flush()


def drop_repeated(session: Session, entity: type[Any], person: str) -> None:
    """The same fact said by both records is kept once."""
    said = [c.key for c in inspect(entity).column_attrs if c.key not in ("id", "version", "since", "until")]
    seen: dict[tuple[Any, ...], Any] = {}
    for row in sorted(session.scalars(select(entity).where(entity.person_id == person)), key=earliest):
        key = tuple(getattr(row, k) for k in said)
        twin = seen.get(key)
        if twin is not None and overlap(twin, row):
            twin.until = twin.until and row.until and max(twin.until, row.until)
            session.delete(row)
        else:
            seen[key] = row


def end_older(session: Session, entity: type[Any], person: str, mine: set[str]) -> None:
    """Of facts that exclude each other the older ends where the newer begins."""
    rows = session.scalars(select(entity).where(entity.person_id == person)).all()
    later: Any = None
    for row in sorted(rows, key=lambda r: (earliest(r), r.id in mine), reverse=True):
        if later is not None and overlap(row, later):
            if earliest(row) == earliest(later):
                session.delete(row)
                continue
            row.until = later.since - DAY
        later = row


def last(fact: Dated) -> dt.date:
    return fact.until or dt.date.max


def overlap(one: Dated, other: Dated) -> bool:
    return earliest(other) <= last(one) and earliest(one) <= last(other)
