"""The members of the committee as of a day: each with the party, sector, work, committees and offices of that day."""
from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import Month, Several, Text, YesNo
from desktop.fields.refused import Refused
from desktop.models.base import field_of, fields_of
from desktop.models.body import Group, GroupSeat
from desktop.models.committee import Committee, CommitteeName, CommitteeSeat
from desktop.models.member import Member, OfficeHeld, Plenary, SectorTie, Term
from desktop.models.person import PartyTie, Person, Post
from desktop.rules.periods import han
from desktop.rules.rights import Right
from desktop.services import codes, dated
from desktop.services.store import Store

STANDING = "常委"
OFFICES = ("主席", "副主席", "秘书长", STANDING)  # the order of the papers; 常委会 is made of all four
NO_OFFICE = "委员"

COMMITTEES = Field("committees", "专委会", Several(width=7, kind=Text(longest=40)), listed=True, group="政协",
                   aliases=("所属专委会", "专门委员会", "所在专委会", "所属专门委员会", "专委会名称"))
GROUPS = Field("groups", "联络组", Several(width=7, kind=Text(longest=60)), group="政协",
               aliases=("所在联络组", "活动组", "乡镇联络组", "政协联络组"))
IS_STANDING = Field("standing", "常委", YesNo(), listed=True, group="政协", aliases=("是否常委", "政协常委", "常务委员"))
RANK = field_of(OfficeHeld.rank, label="领导排序", group="政协", help="主席、副主席、秘书长在各种材料中的先后；没有政协职务的不填")
TERM = Field("term", "届", Text(width=5))
STATUS = Field("status", "状态", Text(width=4))
NUMBER = Field("id", "编号", Text(width=8))

_LEADING = ("name", "sex", "ethnic", "born")
_PERSON = fields_of(Person)
FIELDS: tuple[Field, ...] = (
    *(f for f in _PERSON if f.name in _LEADING), field_of(PartyTie.party, required=False),
    field_of(SectorTie.sector, required=False), COMMITTEES, GROUPS,
    field_of(Post.unit), field_of(Post.post), IS_STANDING, field_of(OfficeHeld.office, required=False), RANK,
    field_of(Member.number, name="member_number"), field_of(Member.channel), field_of(Member.nominated_by),
    *(f for f in _PERSON if f.name not in (*_LEADING, "died")),
)
"""What a clerk enters of a member, and what a roster may bring."""

COLUMNS: tuple[Field, ...] = (
    *(field_of(Person.born, kind=Month(5)) if f.name == "born" else f for f in FIELDS), TERM, STATUS, NUMBER)
"""What a list can show."""

Row = dict[str, Any]


class Facts:
    """Everything that holds on a day for all members, or for the persons `within`: a few grouped queries."""

    def __init__(self, session: Session, day: dt.date, within: Collection[str] | None = None) -> None:
        self.session = session
        self.day = day
        self.posts = dated.holding(session, Post, day, "person_id", within)
        self.parties = dated.holding(session, PartyTie, day, "person_id", within)
        self.sectors = dated.holding(session, SectorTie, day, "member_id")
        self.offices = dated.all_holding(session, OfficeHeld, day, "member_id")
        self.seats = dated.all_holding(session, CommitteeSeat, day, "person_id", within)
        self.names = dated.holding(session, CommitteeName, day, "committee_id")
        self.group_seats = dated.all_holding(session, GroupSeat, day, "person_id", within)
        self.groups = {g.id: g for g in session.scalars(select(Group).where(dated.holds(Group, day)))}
        self.committees = {c.id: c for c in session.scalars(select(Committee))}
        self.terms = {t.id: t for t in session.scalars(select(Term))}

    def committee_order(self, seat: CommitteeSeat) -> int:
        return self.committees[seat.committee_id].rank

    def seated(self, person: str) -> list[CommitteeSeat]:
        """The person's committees of the day, in the committees' own order."""
        return sorted(self.seats.get(person, ()), key=self.committee_order)

    def grouped(self, person: str) -> list[Group]:
        """The person's groups of the day: the township's before the sector's, then in their own order."""
        groups = [self.groups[s.group_id] for s in self.group_seats.get(person, ()) if s.group_id in self.groups]
        return sorted(groups, key=lambda g: (not g.township, g.rank or 999, g.name))

    def row(self, person: Person, member: Member | None) -> Row:
        post, party = self.posts.get(person.id), self.parties.get(person.id)
        row: Row = {f.name: getattr(person, f.name) for f in _PERSON}
        row |= {"id": person.id, "stroke_key": person.stroke_key, "pinyin_key": person.pinyin_key,
                "search_key": person.search_key, "party": party and party.party,
                "unit": post and post.unit, "post": post and post.post,
                "committees": tuple(self.names[s.committee_id].short for s in self.seated(person.id)
                                    if s.committee_id in self.names),
                "groups": tuple(group.name for group in self.grouped(person.id))}
        return row | self.membership(member)

    def membership(self, member: Member | None) -> Row:
        if member is None:
            return {"standing": False, "office": None, "term": "", "status": "", "rank": None}
        held = self.offices.get(member.id, ())
        offices = sorted({o.office for o in held}, key=office_order)
        sector, term = self.sectors.get(member.id), self.terms[member.term_id]
        return {"member_id": member.id, "sector": sector and sector.sector, "standing": STANDING in offices,
                "office": offices[0] if offices else NO_OFFICE, "member_number": member.number,
                "channel": member.channel, "nominated_by": member.nominated_by, "term": f"第{han(term.number)}届",
                "rank": min((o.rank for o in held if o.rank is not None), default=None),
                "since": member.since, "until": member.until, "status": self.status(member)}

    def status(self, member: Member) -> str:
        if member.holds(self.day):
            return "在任"
        return "未到任" if member.since and member.since > self.day else member.ending or "届满"


def office_order(office: str) -> int:
    return OFFICES.index(office) if office in OFFICES else len(OFFICES)


def seated(session: Session, day: dt.date, within: Collection[str] | None = None) -> list[tuple[Person, Member]]:
    """The persons who are members on the day."""
    query = select(Person, Member).join(Member, Member.person_id == Person.id).where(dated.holds(Member, day))
    if within is not None:
        query = query.where(Person.id.in_(list(within)))
    return [(person, member) for person, member in session.execute(query)]


def rows(session: Session, day: dt.date, within: Collection[str] | None = None) -> list[Row]:
    facts = Facts(session, day, within)
    return [facts.row(person, member) for person, member in seated(session, day, within)]


SORTS = {
    "stroke": lambda row: row["stroke_key"],
    "pinyin": lambda row: row["pinyin_key"],
    "rank": lambda row: (office_order(row["office"] or ""), row["rank"] or 999, row["stroke_key"]),
}
"""姓氏笔画, 拼音, and the leaders' own order."""


def ordered(found: Iterable[Row], sort: str) -> list[Row]:
    """By one of SORTS, or by a column's name or label; empty values last."""
    if sort in SORTS:
        return sorted(found, key=SORTS[sort])
    column = next((f for f in COLUMNS if sort in (f.name, f.label)), None)
    if column is None:
        raise Refused(f"没有“{sort}”这一列，不能按它排序。可用 stroke、pinyin、rank 或列名。")
    kind = column.kind

    def key(row: Row) -> tuple[bool, Any, str]:
        value = row.get(column.name)
        return value in (None, ""), value if kind.numeric and value is not None else kind.show(value), row["stroke_key"]

    return sorted(found, key=key)


def listed(store: Store, as_of: dt.date | None = None, *, within: Collection[str] | None = None,
           sort: str = "stroke", private: bool = False) -> list[Row]:
    """The members as of a day (today unless told). Full numbers need a right, and are noted in the audit."""
    store.require(Right.READ)
    if private:
        show_private(store, "委员")
    with store.read() as session:
        return ordered(rows(session, as_of or store.today(), within), sort)


def everyone(store: Store) -> list[Row]:
    """Every person of the store, members or not: number, name, birth."""
    store.require(Right.READ)
    with store.read() as session:
        return [{"id": p.id, "name": p.name, "born": p.born} for p in session.scalars(select(Person).order_by(Person.stroke_key))]


def show_private(store: Store, whose: str) -> None:
    """Full ID and telephone numbers need a right of their own, and the audit notes that they were shown."""
    store.require(Right.PRIVATE)
    store.note(f"查看{whose}完整号码")


def columns(store: Store) -> tuple[Field, ...]:
    """The columns with the office's own options in them."""
    with store.read() as session:
        return codes.bind(session, COLUMNS)


def fields(store: Store) -> tuple[Field, ...]:
    """The fields of the form and of an import."""
    with store.read() as session:
        return codes.bind(session, FIELDS)


def term_on(session: Session, day: dt.date) -> Term | None:
    return session.scalar(select(Term).where(dated.holds(Term, day)).order_by(Term.number.desc()).limit(1))


def term_in_words(store: Store, day: dt.date | None = None) -> str:
    with store.read() as session:
        term = term_on(session, day or store.today())
        return f"第{han(term.number)}届委员会" if term else "未设届次"


def plenaries(session: Session) -> list[tuple[Term, Plenary]]:
    query = select(Term, Plenary).join(Plenary, Plenary.term_id == Term.id).order_by(Plenary.opens)
    return [(term, plenary) for term, plenary in session.execute(query)]
