"""What has been true of a person over time: memberships, offices, committees, work, party, one line each."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.body import Group, GroupSeat
from desktop.models.committee import CommitteeName, CommitteeSeat
from desktop.models.member import Member, OfficeHeld, SectorTie, Term
from desktop.models.people import Role
from desktop.models.person import PartyTie, Post
from desktop.rules.periods import han
from desktop.rules.rights import Right
from desktop.services.store import Store


@dataclass(frozen=True)
class Line:
    what: str
    text: str
    since: dt.date | None
    until: dt.date | None

    @property
    def span(self) -> str:
        """2024-03-28 至今, 2021-12-18 至 2024-03-27; an unknown beginning stays open."""
        first = self.since.isoformat() if self.since else ""
        last = f"至 {self.until.isoformat()}" if self.until else "至今"
        return f"{first} {last}".strip()


def of(store: Store, person_id: str) -> list[Line]:
    """Grouped by what is said, in each the newest first."""
    store.require(Right.READ)
    with store.read() as session:
        found = [line for _, line in lines(session, person_id)]
    order = list(dict.fromkeys(line.what for line in found))
    return sorted(found, key=lambda x: (order.index(x.what), -(x.since or dt.date.min).toordinal()))


CAREER = ("工作", "委员", "政协职务")


def careers(store: Store, day: dt.date) -> dict[str, list[Line]]:
    """Work, memberships and offices of everyone up to the day, by the person's number, the oldest first."""
    store.require(Right.READ)
    found: dict[str, list[Line]] = {}
    with store.read() as session:
        for person, line in lines(session):
            if line.what in CAREER and (line.since is None or line.since <= day):
                found.setdefault(person, []).append(line)
    return {person: sorted(said, key=lambda x: (x.since or dt.date.min, x.until or dt.date.max)) for person, said in found.items()}


def lines(session: Session, person: str | None = None) -> Iterator[tuple[str, Line]]:
    """Of one person, or of everyone."""
    terms = {t.id: t.number for t in session.scalars(select(Term))}
    groups = {g.id: g.name for g in session.scalars(select(Group))}
    names = session.scalars(select(CommitteeName)).all()

    def rows(model):
        query = select(model)
        return session.scalars(query if person is None else query.where(model.person_id == person))

    for m in rows(Member):
        ending = f"（{m.ending}）" if m.ending else ""
        yield m.person_id, Line("委员", f"第{han(terms[m.term_id])}届委员{ending}", m.since, m.until)
    for o in rows(OfficeHeld):
        yield o.person_id, Line("政协职务", o.office, o.since, o.until)
    for s in rows(SectorTie):
        yield s.person_id, Line("界别", s.sector, s.since, s.until)
    for s in rows(CommitteeSeat):
        day = s.until or dt.date.max
        name = next((n.short for n in sorted(names, key=lambda n: n.since or dt.date.min, reverse=True)
                     if n.committee_id == s.committee_id and (n.since is None or n.since <= day)), "")
        yield s.person_id, Line("专委会", f"{name}{s.role}", s.since, s.until)
    for g in rows(GroupSeat):
        yield g.person_id, Line("联络组", f"{groups.get(g.group_id, '')}{g.role}", g.since, g.until)
    for p in rows(Post):
        yield p.person_id, Line("工作", f"{p.unit or ''}{p.post or ''}", p.since, p.until)
    for p in rows(PartyTie):
        yield p.person_id, Line("政治面貌", p.party, p.since, p.until)
    for r in rows(Role):
        yield r.person_id, Line("身份", f"{r.role}{'　' + r.body if r.body else ''}", r.since, r.until)
