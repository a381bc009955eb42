"""Names on a proposal, found among the members in office on its day and among the bodies that may propose."""
from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.kinds import fold
from desktop.models.body import Group
from desktop.models.committee import CommitteeName
from desktop.models.office import Code
from desktop.models.person import Person
from desktop.models.unit import Organisation
from desktop.rules import bodynames
from desktop.rules.members import committee_key
from desktop.rules.proposals import sponsors
from desktop.services import codes, office
from desktop.services.members import seated

PARTIES = ("民主党派",)
Sponsor = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """A sponsor as it is kept, and what is wrong with the name; an error keeps the proposal from being stored."""
    sponsor: Sponsor
    sentence: str = ""
    error: bool = True


class Signatories:
    """Everyone who could have signed on a day."""

    def __init__(self, session: Session, day: dt.date) -> None:
        self.day = day
        self.members: dict[str, list[str]] = defaultdict(list)
        for person, _ in seated(session, day):
            self.members[person.name].append(person.id)
        self.people: dict[str, list[str]] = defaultdict(list)
        for id, name in session.execute(select(Person.id, Person.name)):
            self.people[name].append(id)
        self.bodies: dict[str, tuple[str, str | None]] = {}
        for label in session.scalars(select(Code.label).where(Code.table == "sector")):
            for name in (label, label.removesuffix("界") + "界别", label.removesuffix("界") + "界"):
                self.bodies[fold(name)] = "界别", None
        for group in session.scalars(select(Group)):
            self.bodies[fold(group.name)] = "小组", group.id
        for name in session.scalars(select(CommitteeName)):
            for text in (name.name, name.short):
                self.bodies[fold(committee_key(text))] = "专委会", name.committee_id
        self.county, self.parties = office.values(session)["county"] or "", codes.parties(session)
        self.stems: dict[str, list[Organisation]] = defaultdict(list)
        for body in session.scalars(select(Organisation)):
            for text in filter(None, (body.name, body.short)):
                self.bodies[fold(text)] = kind_of(body), body.id
            if body.holds(day) and (stem := self.stem(body.name)):
                self.stems[stem].append(body)

    def body(self, name: str) -> tuple[str, str | None] | None:
        """(集体类别, id) of a body that the office knows by this name."""
        return self.bodies.get(fold(name)) or self.bodies.get(fold(committee_key(name)))

    def stem(self, name: str) -> str:
        return bodynames.stem(fold(name), fold(self.county), self.parties)

    def alike(self, given: Sponsor) -> Found | None:
        """民进青溪县支部 is 民进青溪县支部委员会 when no other body could be meant."""
        name, meant = given["name"], self.stems.get(self.stem(given["name"]), [])
        if len(meant) > 1:
            return Found(given, f"“{name}”可能是{'、'.join(f'“{m.name}”' for m in meant)}，请写全称")
        if not meant:
            return None
        found = given | {"name": meant[0].name, "body": kind_of(meant[0]), "body_id": meant[0].id}
        return Found(found, f"“{name}”按参加单位“{meant[0].name}”登记，请核对", error=False)

    def find(self, said: str | Mapping[str, Any]) -> Found:
        """A name, or a mapping with `name` and what else is known (body, convener, sealed, invited, signed, person_id)."""
        given: Sponsor = {"name": said} if isinstance(said, str) else dict(said)
        name = given["name"] = "".join(str(given["name"]).split())
        if given.get("person_id"):
            return Found(given)
        if given.get("body"):
            return Found(given | {"body_id": given.get("body_id") or (self.body(name) or ("", None))[1]})
        ids = self.members.get(name, [])
        if len(ids) == 1:
            return Found(given | {"person_id": ids[0]})
        if len(ids) > 1:
            return Found(given, f"{self.day.isoformat()} 在任的委员中有 {len(ids)} 位“{name}”，请先选定是哪一位")
        if body := self.body(name):
            return Found(given | {"body": body[0], "body_id": body[1]})
        if name not in self.people and (found := self.alike(given)):
            return found
        if not self.members:
            return Found(given, f"{self.day.isoformat()} 没有登记过委员，“{name}”只按姓名保留", error=False)
        if name in self.people:
            return Found(given, f"“{name}”{self.day.isoformat()} 不是在任委员")
        return Found(given, f"“{name}”不在委员名册和参加单位中")

    def all(self, said: Sequence[str | Mapping[str, Any]] | str | None) -> list[Found]:
        return [self.find(each) for each in (sponsors.split(said, self.known) if isinstance(said, str) else said or ())]

    def known(self, name: str) -> bool:
        return name in self.people or self.body(name) is not None or bool(self.stems.get(self.stem(name)))


def kind_of(body: Organisation) -> str:
    return "党派" if body.kind in PARTIES else "团体"
