"""Write what is said of a member: one draft, laid out over the person and the facts that are dated."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.refused import Refused
from desktop.models.base import fields_of, links_to
from desktop.models.body import Group, GroupSeat
from desktop.models.committee import Committee, CommitteeName, CommitteeSeat
from desktop.models.member import Member, OfficeHeld, SectorTie, Term
from desktop.models.office import Attachment
from desktop.models.person import PartyTie, Person, Post
from desktop.rules.members import Problem, committee_key, judge, seat
from desktop.rules.names import clean_name
from desktop.rules.rights import Right
from desktop.services import dated
from desktop.services.committees import SHORT
from desktop.services.groups import usual_kind
from desktop.services.members import NO_OFFICE, OFFICES, STANDING, Facts, term_on
from desktop.services.naming import Naming
from desktop.services.store import Store

OF_PERSON = frozenset(f.name for f in fields_of(Person))
OF_MEMBER = {"member_number": "number", "channel": "channel", "nominated_by": "nominated_by"}
PLAIN_SEAT = "委员"

Draft = Mapping[str, Any]


class InvalidDraft(Refused):
    """The draft cannot be stored; `problems` says it field by field."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("；".join(p.sentence for p in problems) + "。没有保存，请改正后再存。")
        self.problems = problems


class Enrolment:
    """Writes drafts into one session. `on` is the day from which changed facts hold; None corrects them."""

    def __init__(self, session: Session, facts: Facts, on: dt.date | None = None) -> None:
        self.session = session
        self.facts = facts
        self.on = on
        self.naming = Naming()
        self.committees = committees_by_name(session)

    def enrol(self, draft: Draft, term: Term, entry: str | None = None) -> Person:
        """A new person, a member of the term from its first day, or from `on`."""
        person = Person()
        self.session.add(person)
        member = Member(person_id=person.id, term_id=term.id, since=self.on or term.since, until=term.until, entry=entry)
        self.session.add(member)
        self.write(draft, person, member)
        return person

    def write(self, draft: Draft, person: Person, member: Member | None) -> None:
        """Only what the draft names is written."""
        since = member.since if member else None
        for name in OF_PERSON & draft.keys():
            setattr(person, name, draft[name])
        if "name" in draft:
            self.rename(person)
        owner = {"person_id": person.id}
        if "party" in draft:
            self.put(PartyTie, owner, {"party": draft["party"]}, self.facts.parties.get(person.id), None)
        if posts := {k: draft[k] for k in ("unit", "post") if k in draft}:
            current = self.facts.posts.get(person.id)
            whole = {"unit": current and current.unit, "post": current and current.post} | posts
            self.put(Post, owner, whole, current, None)
        if "committees" in draft:
            self.sit(person, member, draft["committees"] or ())
        if "groups" in draft:
            self.join_groups(person, draft["groups"] or ())
        if member is None:
            return
        for name in OF_MEMBER.keys() & draft.keys():
            setattr(member, OF_MEMBER[name], draft[name])
        if "sector" in draft:
            self.put(SectorTie, owner | {"member_id": member.id}, {"sector": draft["sector"]},
                     self.facts.sectors.get(member.id), since)
        self.hold_offices(draft, person, member)

    def put(self, model: type[Any], owner: dict[str, Any], values: dict[str, Any], current: Any, since: dt.date | None) -> None:
        dated.put(self.session, model, owner, values, current, self.on, since)

    def rename(self, person: Person) -> None:
        person.stroke_key = self.naming.stroke_key(person.name)
        person.pinyin_key = self.naming.pinyin_sort(person.name)
        person.search_key = self.naming.pinyin(person.name)

    def sit(self, person: Person, member: Member | None, wanted: tuple[str, ...]) -> None:
        """The committees become those named; one that nobody knows is founded."""
        current = {s.committee_id: s for s in self.facts.seats.get(person.id, ())}
        named = dict(self.committee_and_role(text) for text in wanted)
        for committee, held in current.items():
            if committee not in named:
                self.end(held)
        for committee, role in named.items():
            held = current.get(committee)
            values = {"role": role or (held.role if held else PLAIN_SEAT)}
            owner = {"person_id": person.id, "member_id": member and member.id, "committee_id": committee}
            self.put(CommitteeSeat, owner, values, held, member and member.since)

    def committee_and_role(self, text: str) -> tuple[str, str | None]:
        name, role = (text, None) if committee_key(text) in self.committees else seat(text)
        key = committee_key(name)
        if key not in self.committees:
            committee = Committee(rank=len(set(self.committees.values())) + 1)
            self.session.add(committee)
            self.session.add(CommitteeName(committee_id=committee.id, name=name, short=key[:SHORT]))
            self.committees[key] = committee.id
        return self.committees[key], role

    def join_groups(self, person: Person, wanted: tuple[str, ...]) -> None:
        """The groups become those named; one that nobody knows is founded as an activity group."""
        known = {g.name: g.id for g in self.facts.groups.values()}
        current = {s.group_id: s for s in self.facts.group_seats.get(person.id, ())}
        named = set()
        for name in wanted:
            if name not in known:
                group = Group(kind=usual_kind(name), name=name)
                self.session.add(group)
                self.facts.groups[group.id] = group
                known[name] = group.id
            named.add(known[name])
        for group_id in current.keys() - named:
            self.end(current[group_id])
        for group_id in sorted(named - current.keys()):
            self.put(GroupSeat, {"person_id": person.id, "group_id": group_id}, {"role": "成员"}, None, None)

    def hold_offices(self, draft: Draft, person: Person, member: Member) -> None:
        """政协职务 and 常委 are two columns of one fact."""
        held = {o.office: o for o in self.facts.offices.get(member.id, ())}
        wanted = set(held)
        if "office" in draft:
            office = draft["office"]
            wanted = (wanted & {STANDING}) | ({office} if office and office != NO_OFFICE else set())
            if office in (None, NO_OFFICE) and "standing" not in draft:
                wanted = set()
        if draft.get("standing") is not None:
            wanted = wanted | {STANDING} if draft["standing"] else wanted - {STANDING}
        for office in held.keys() - wanted:
            self.end(held[office])
        for office in sorted(wanted - held.keys(), key=lambda o: OFFICES.index(o) if o in OFFICES else 9):
            fresh = OfficeHeld(person_id=person.id, member_id=member.id, office=office, since=self.on or member.since,
                               until=member.until)
            self.session.add(fresh)
            held[office] = fresh
        if "rank" in draft:
            for office in wanted:
                held[office].rank = draft["rank"]

    def end(self, fact: Any) -> None:
        """Ends the day before `on`; without a day it was a mistake and goes."""
        if self.on is not None and dated.earliest(fact) < self.on:
            fact.until = self.on - dated.DAY
        else:
            self.session.delete(fact)


def committees_by_name(session: Session) -> dict[str, str]:
    """Every name that a committee has ever borne, full and short, as a key to the committee."""
    found: dict[str, str] = {}
    for name in session.scalars(select(CommitteeName)):
        found[committee_key(name.name)] = found[committee_key(name.short)] = name.committee_id
    return found


def save(store: Store, draft: Draft, person_id: str | None = None, *, on: dt.date | None = None) -> str:
    """Store a member's form; returns the person's number. A new person becomes a member of today's term."""
    marked = clean_name(str(draft.get("name") or ""))
    draft = dict(draft)
    if "name" in draft or person_id is None:
        draft["name"] = marked.name
        draft |= {k: mark for k, mark in (("sex", marked.sex), ("ethnic", marked.ethnic)) if mark and not draft.get(k)}
    added, problems = judge(draft, store.today())
    if "name" in draft and not draft["name"]:
        problems.insert(0, Problem("name", "姓名没有填写"))
    if errors := [p for p in problems if p.error]:
        raise InvalidDraft(errors)
    draft |= added
    day = on or store.today()
    with store.operation(f"{'修改' if person_id else '登记'}委员：{draft.get('name') or ''}".rstrip("：")) as session:
        facts = Facts(session, day, [person_id] if person_id else [])
        enrolment = Enrolment(session, facts, on)
        if person_id is None:
            term = term_on(session, day)
            if term is None:
                raise Refused(f"{day.isoformat()} 不在任何一届的任期内，没有保存。请先在设置中补上届次。")
            return enrolment.enrol(draft, term, "增补" if on else None).id
        person = session.get(Person, person_id)
        if person is None:
            raise Refused("这位委员的记录已被删除，没有保存。")
        member = session.scalar(select(Member).where(Member.person_id == person_id, dated.holds(Member, day)))
        enrolment.write(draft, person, member)
        return person_id


def save_many(store: Store, person_ids: list[str], draft: Draft, *, on: dt.date | None = None) -> None:
    """The same fields for many members at once: one operation, one undo."""
    with store.operation(f"批量修改 {len(person_ids)} 位委员") as session:
        day = on or store.today()
        enrolment = Enrolment(session, Facts(session, day, person_ids), on)
        query = select(Person, Member).join(Member, Member.person_id == Person.id).where(
            Person.id.in_(person_ids), dated.holds(Member, day))
        for person, member in session.execute(query):
            enrolment.write(draft, person, member)


def remove(store: Store, person_ids: list[str]) -> None:
    """Delete persons entered by mistake with all that hangs on them, as one undoable operation."""
    store.require(Right.EDIT)
    with store.operation(f"删除 {len(person_ids)} 位委员") as session:
        for column in links_to(Person):
            for row in session.scalars(select(column.class_).where(column.in_(person_ids))):
                if column.class_.__root__ == column.key:
                    session.delete(row)
                else:
                    setattr(row, column.key, None)
        for row in session.scalars(select(Attachment).where(Attachment.subject.in_(person_ids))):
            session.delete(row)
        for person in session.scalars(select(Person).where(Person.id.in_(person_ids))):
            session.delete(person)
