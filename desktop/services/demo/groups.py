"""Townships, their 政协联络组 and the 界别活动组: every member of the tenth term belongs to one 联络组 at a time."""
from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.body import Group, GroupSeat, Township
from desktop.models.member import Member, SectorTie
from desktop.services.demo.county import PRESENT, County, day, table
from desktop.services.demo.reach import COUNTY_TOWN, township
from desktop.services.groups import PLAIN

TOWNSHIP_GROUP = "乡镇政协联络组"
IN_TOWN = 4
"""So many times as many members belong to the group of the county town as to another's."""


def found(session: Session, county: County) -> None:
    for rank, line in enumerate(table("townships"), 1):
        session.add(Township(name=line["乡镇"], ready=line["具备条件"] == "是", rank=rank))
    groups = {}
    for rank, line in enumerate(table("groups"), 1):
        groups[line["名称"]] = group = Group(kind=line["类别"], name=line["名称"], township=line["乡镇"] or None, rank=rank,
                                           since=day(line["起"]), until=day(line["止"]))
        session.add(group)
    members = session.scalars(select(Member).where(Member.term_id == county.terms[PRESENT].id).order_by(Member.number)).all()
    named = in_words(session, county, groups, {m.number or "": m for m in members})
    for member, name in allotted(members, named):
        sit(session, groups[name], member.person_id, PLAIN, member.since, member.until)
    for line in table("groups"):
        if line["界别"]:
            follow(session, groups[line["名称"]], line["界别"], members, named)


def in_words(session: Session, county: County, groups: Mapping[str, Group],
             members: Mapping[str, Member]) -> set[tuple[str | None, str]]:
    """The seats that the table names: heads, deputies, 联络员, moves. Returns (card, kind of group) and (card, group)."""
    named: set[tuple[str | None, str]] = set()
    for line in table("group_seats"):
        group, number = groups[line["组"]], line["证号"]
        member = members.get(number)
        named |= {(number, group.kind), (number, group.name)}
        sit(session, group, county.people[number], line["职务"], day(line["起"]) or (member and member.since),
            day(line["止"]) or (member and member.until))
    return named


def allotted(members: Sequence[Member], named: set[tuple[str | None, str]]) -> Iterator[tuple[Member, str]]:
    """(member, group) of all others: where they work in a township, or where the fewest sit yet."""
    units = {line["证号"]: line["单位"] for line in table("members") if line["证号"]}
    places = [line["乡镇"] for line in table("townships")]
    sitting = Counter(township(name) for _, name in named)
    rest = []
    for member in members:
        if (member.number, TOWNSHIP_GROUP) in named:
            continue
        if home := township(units[member.number or ""]):
            sitting[home] += 1
            yield member, group_of(home)
        else:
            rest.append(member)
    for member in rest:
        place = min(places, key=lambda p: sitting[p] / (IN_TOWN if p == COUNTY_TOWN else 1))
        sitting[place] += 1
        yield member, group_of(place)


def group_of(place: str) -> str:
    return f"{place}政协联络组"


def follow(session: Session, group: Group, sector: str, members: Sequence[Member], named: set[tuple[str | None, str]]) -> None:
    """An activity group is its sector: who changes the sector changes the group."""
    by_id = {m.id: m for m in members}
    ties = session.scalars(select(SectorTie).where(SectorTie.sector == sector, SectorTie.member_id.in_(by_id)))
    for tie in sorted(ties, key=lambda t: by_id[t.member_id].number or ""):
        if (by_id[tie.member_id].number, group.name) not in named:
            sit(session, group, tie.person_id, PLAIN, tie.since, tie.until)


def sit(session: Session, group: Group, person: str, role: str, since: dt.date | None, until: dt.date | None) -> None:
    """Nobody sits in a group before it is founded."""
    first = max(filter(None, (since, group.since)), default=None)
    if until is None or first is None or first <= until:
        session.add(GroupSeat(person_id=person, group_id=group.id, role=role, since=first, until=until))
