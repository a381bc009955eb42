"""Who came over a period: each member by kinds of meetings, who never came, and what was studied how often by how many."""
from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.rules.attendance import ABSENT, LEAVE, MEMBER_DUE, PRESENT, rate
from desktop.rules.periods import Period
from desktop.services import attendance, meetings, members
from desktop.services.meetingkinds import COMMITTEE, PLENARY, STANDING, STUDY, kinds
from desktop.services.members import Row
from desktop.services.store import Store

PARTS = ("plenary", "standing", "committee", "others", "activities", "study")
"""全会, 常委会, 专委会会议, other meetings and consultations, activities, study."""


@dataclass
class Turnout:
    """Half days of one person in one part of the work."""
    due: int = 0
    present: int = 0
    leave: int = 0
    absent: int = 0
    records: list[str] = field(default_factory=list)

    def add(self, result: str, record: str) -> None:
        self.due += 1
        self.present += result == PRESENT
        self.leave += result == LEAVE
        self.absent += result == ABSENT
        self.records.append(record)


def part_of(kind_id: str, sort: str) -> str:
    known = {PLENARY: "plenary", STANDING: "standing", COMMITTEE: "committee"}
    return known.get(kind_id) or {"会议": "others", "协商": "others", STUDY: "study", "党建": "study"}.get(sort, "activities")


def by_member(store: Store, period: Period, day: dt.date) -> list[Row]:
    """The members of the day with their half days in the period by part, all together, and how often they spoke."""
    with store.read() as session:
        parts = {k.id: part_of(k.id, k.sort) for k in kinds(session).values()}
    counted: dict[str, dict[str, Turnout]] = defaultdict(lambda: {name: Turnout() for name in (*PARTS, "all")})
    speeches: dict[str, int] = defaultdict(int)
    for mark in attendance.listed(store, period=period):
        if mark["capacity"] == MEMBER_DUE:
            for name in (parts[mark["kind_id"]], "all"):
                counted[mark["person_id"]][name].add(mark["result"], mark["id"])
        speeches[mark["person_id"]] += bool(mark["speech"])
    return [row | {"turnout": counted[row["id"]], "speeches": speeches[row["id"]],
                   "rate": rate(counted[row["id"]]["all"].present, counted[row["id"]]["all"].due)}
            for row in members.listed(store, day)]


def inactive(rows: Sequence[Row]) -> list[Row]:
    """Who came to nothing in the period and spoke nowhere."""
    return [row for row in rows if not row["turnout"]["all"].present and not row["speeches"]]


@dataclass(frozen=True)
class Study:
    """One 会议精神 over all kinds of study: so many times, so many attendances, so many persons."""
    topic: str
    times: int
    attendances: int
    persons: int
    forms: Mapping[str, int]


def studies(store: Store, period: Period) -> list[Row]:
    """Every study that was held in the period, with who came: `came_ids`."""
    with store.read() as session:
        study = {k.id for k in kinds(session).values() if k.study}
    came: dict[str, set[str]] = defaultdict(set)
    for mark in attendance.listed(store, period=period):
        if mark["kind_id"] in study and mark["result"] == PRESENT:
            came[mark["meeting_id"]].add(mark["person_id"])
    found = [row for row in meetings.listed(store, period=period) if row["kind_id"] in study and row["state"] == meetings.HELD]
    return [row | {"came_ids": came[row["id"]], "attendances": len(came[row["id"]]) or (row["came"] or 0) + (row["apart"] or 0)}
            for row in sorted(found, key=lambda r: r["day"])]


def topics(found: Sequence[Row]) -> list[Study]:
    """By topic, the most studied first; a study of two topics counts for both."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        for topic in filter(None, (t.strip() for t in (row["topics"] or "").split("、"))):
            rows[topic].append(row)
    made = [Study(topic, len(each), sum(r["attendances"] for r in each), len(set().union(*(r["came_ids"] for r in each))),
                  {k: sum(r["kind"] == k for r in each) for k in dict.fromkeys(r["kind"] for r in each)}) for topic, each in rows.items()]
    return sorted(made, key=lambda s: (-s.times, s.topic))
