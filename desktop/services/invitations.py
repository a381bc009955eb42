"""Who must attend: a rule's persons as of a day, from the registers of members and of everyone else."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.refused import Refused
from desktop.models.body import GroupSeat
from desktop.models.committee import CommitteeName
from desktop.models.people import Role
from desktop.models.person import Person
from desktop.rules import invitations as rules
from desktop.rules.composition import COMMUNIST
from desktop.rules.invitations import Scope
from desktop.services import codes, dated, people
from desktop.services.committees import DEPUTY, HEAD
from desktop.services.groups import HEAD as GROUP_HEAD
from desktop.services.groups import LIAISON
from desktop.services.members import OFFICES, STANDING, Facts, Row, ordered, seated

LEADING = OFFICES[:3]
STAFF, COUNTY_LEADERS = "机关干部", "县领导"


@dataclass(frozen=True)
class Place:
    """What a rule of a kind leaves open and the meeting says: whose 专委会."""
    committee_id: str | None = None


class Registers:
    """Everyone of a day, asked for once and then chosen from by many rules."""

    def __init__(self, session: Session, day: dt.date) -> None:
        self.session, self.day = session, day

    @cached_property
    def facts(self) -> Facts:
        return Facts(self.session, self.day)

    @cached_property
    def members(self) -> list[Row]:
        """The members of the day: the leaders in their order, then by strokes."""
        return ordered((self.facts.row(p, m) for p, m in seated(self.session, self.day)), "rank")

    @cached_property
    def others(self) -> list[Row]:
        return people.rows(self.session, self.day)

    @cached_property
    def offices(self) -> dict[str, set[str]]:
        """person -> offices held; a 主席 is also 常委."""
        by_member = {r["member_id"]: r["id"] for r in self.members}
        return {by_member[m]: {o.office for o in held} for m, held in self.facts.offices.items() if m in by_member}

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of the registers, each with what it is, so that 经济委 is understood as 专委会."""
        found: dict[str, str] = {o.label: "界别" for o in codes.options(self.session).get("sector", ())}
        found |= {g.name: "联络组" for g in self.facts.groups.values()}
        for name in self.session.scalars(select(CommitteeName)):
            found |= {name.short: "专委会", name.name: "专委会"}
        return found

    def committee(self, name: str) -> str | None:
        rows = self.session.scalars(select(CommitteeName).where((CommitteeName.short == name) | (CommitteeName.name == name)))
        return next((row.committee_id for row in sorted(rows, key=lambda n: not n.holds(self.day))), None)

    # choosing

    def persons(self, text: str | None, place: Place = Place()) -> list[Row]:
        """Everyone of the rule, each once, in the order of its parts."""
        try:
            scopes = rules.read(text, self.names)
        except ValueError as error:
            raise Refused(f"{error}。没有改动。") from None
        found: dict[str, Row] = {}
        for scope in scopes:
            for row in self.of_scope(scope, place):
                found.setdefault(row["id"], row)
        return list(found.values())

    def of_scope(self, scope: Scope, place: Place) -> Iterable[Row]:
        if scope.what in ("专委会", "专委会党员"):
            committee = self.committee(scope.name) if scope.name else place.committee_id
            if scope.name and committee is None:
                raise Refused(f"没有“{scope.name}”这个专委会，没有改动。请核对出席范围。")
            return [r for r in self.members if committee and self.sits(r["id"], committee)
                    and (scope.what == "专委会" or r["party"] in COMMUNIST)]
        chosen = NAMED.get(scope.what)
        if chosen is None:
            return WHOLE[scope.what](self)
        among = self.everyone() if scope.what == "人员" else self.others if scope.what in ("身份", "机构") else self.members
        return [r for r in among if chosen(r, scope.name)]

    def everyone(self) -> list[Row]:
        known = {r["id"]: r for r in (*self.others, *self.members)}
        found = [self.facts.row(p, None) for p in self.session.scalars(select(Person)) if p.id not in known]
        return [*known.values(), *found]

    def sits(self, person: str, committee: str, roles: tuple[str, ...] = ()) -> bool:
        return any(s.committee_id == committee and (not roles or s.role in roles) for s in self.facts.seats.get(person, ()))

    def heads(self, *roles: str) -> list[Row]:
        found = [(seat.role, self.facts.committee_order(seat), row) for row in self.members
                 for seat in self.facts.seats.get(row["id"], ()) if seat.role in roles]
        return [row for _, _, row in sorted(found, key=lambda x: (roles.index(x[0]), x[1], x[2]["stroke_key"]))]

    def in_offices(self, *offices: str) -> list[Row]:
        return [r for r in self.members if self.offices.get(r["id"], set()) & set(offices)]

    def staff(self) -> list[Row]:
        return [r for r in self.others if r["role"] == STAFF]

    def in_groups(self, role: str) -> list[Row]:
        seats = dated.all_holding(self.session, GroupSeat, self.day, "person_id")
        wanted = {p for p, held in seats.items() if any(s.role == role for s in held)}
        return [r for r in {r["id"]: r for r in (*self.others, *self.members)}.values() if r["id"] in wanted]


def party(rows: Iterable[Row]) -> list[Row]:
    return [r for r in rows if r["party"] in COMMUNIST]


WHOLE: dict[str, Callable[[Registers], list[Row]]] = {
    "全体委员": lambda r: r.members,
    "全体常委": lambda r: r.in_offices(*OFFICES),
    "主席班子": lambda r: r.in_offices(*LEADING),
    "党组成员": lambda r: party(r.in_offices(*LEADING)),
    "党员委员": lambda r: party(r.members),
    "党外委员": lambda r: [m for m in r.members if m["party"] not in COMMUNIST],
    "中心组成员": lambda r: [*party(r.in_offices(*LEADING)), *party(r.staff())],
    "机关干部": lambda r: r.staff(),
    "机关党员": lambda r: party(r.staff()),
    "县领导": lambda r: [o for o in r.others if o["role"] == COUNTY_LEADERS and o.get("body") != "县政协"],
    "专委会主任": lambda r: r.heads(HEAD),
    "专委会副主任": lambda r: r.heads(DEPUTY),
    "专委会负责人": lambda r: r.heads(HEAD, DEPUTY),
    "乡镇联络员": lambda r: r.in_groups(LIAISON),
    "联络组组长": lambda r: r.in_groups(GROUP_HEAD),
}
NAMED: dict[str, Callable[[Row, str], bool]] = {
    "界别": lambda r, name: (r.get("sector") or "").removesuffix("界") == name.removesuffix("界"),
    "联络组": lambda r, name: any(name in g for g in r["groups"]),
    "党派": lambda r, name: name in (r.get("party") or ""),
    "职务": lambda r, name: r.get("office") == name or (name == STANDING and bool(r.get("standing"))),
    "身份": lambda r, name: r.get("role") == name,
    "机构": lambda r, name: r.get("body") == name,
    "人员": lambda r, name: r["name"] == name,
}


def body_of(session: Session, day: dt.date, rule: str | None, place: Place = Place()) -> list[Row]:
    """The body whose majority counts, as of the day."""
    return Registers(session, day).persons(rule, place)


def known_roles(session: Session, day: dt.date) -> dict[str, Any]:
    """What stands behind the words of a rule today, for choosing: the names of the registers."""
    registers = Registers(session, day)
    roles = dict.fromkeys(session.scalars(select(Role.role).where(dated.holds(Role, day))))
    named = {what: [name for name, kind in registers.names.items() if kind == what] for what in ("专委会", "界别", "联络组")}
    return {**named, "身份": list(roles)}
