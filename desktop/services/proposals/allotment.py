"""确定承办单位 for many proposals at once: who is likely to handle each, and what was decided stored as one operation."""
from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.refused import Refused
from desktop.models.handling import Handling, UnitAdvice
from desktop.models.proposal import Proposal
from desktop.rules.proposals.deadlines import ANSWERING, HOST, ROLES
from desktop.rules.proposals.parts import usual
from desktop.rules.proposals.states import FILED
from desktop.services.progress import Progress, silent
from desktop.services.proposals import similar
from desktop.services.proposals.assignment import Desks, Wanted, settle
from desktop.services.proposals.checking import known, several
from desktop.services.proposals.docket import Docket, Row, blocks
from desktop.services.store import Store
from desktop.services.units import UnitNames, unit_rows

ADVISERS = ("县委办", "县政府办", "提案委", "提案者")
"""Whose suggestion is taken first: the offices that hand over, the committee, the proposer."""
LIKE = 0.5
"""From this likeness on an earlier proposal speaks for its unit."""
COMPARED = 8


@dataclass(frozen=True)
class Proposed:
    """A proposal with the units it would get, and who or what speaks for them; both empty when nothing does.

    `source` is short (提案委建议, 相似 62%), `said` tells more of it. `channel` and `leader` as they were
    decided before, None where they are the unit's own.
    """
    row: Row
    units: tuple[tuple[str, str], ...]
    source: str
    said: str = ""
    channel: str | None = None
    leader: str | None = None


@dataclass(frozen=True)
class Allotted:
    """What was decided for a proposal. `channel` and `leader` only where they are not the unit's own."""
    units: Wanted
    channel: str | None = None
    leader: str | None = None


class Unfit(Refused):
    """`places` tells for each proposal what is wrong with it."""

    def __init__(self, sentence: str, places: Mapping[str, str]) -> None:
        super().__init__(sentence)
        self.places = places


class Directory:
    """The units of a day, found by every way to write them, and what is wrong with a name that none of them bears."""

    def __init__(self, session: Session, day: dt.date) -> None:
        self.day = day
        self.rows = {r["id"]: r for r in unit_rows(session, day)}
        self._names = UnitNames(session)
        self._found: dict[str, tuple[str | None, str]] = {}

    @cached_property
    def names(self) -> list[str]:
        return [r["name"] for r in self.rows.values()]

    def _find(self, name: str) -> tuple[str | None, str]:
        if name not in self._found:
            unit, sentence = self._names.find(name, self.day)
            if unit is None:
                self._found[name] = None, f"{sentence}。"
            elif unit.id not in self.rows:
                gone = unit.until and unit.until < self.day
                last = f"{unit.until.isoformat()} 已撤销" if unit.until and gone else f"{self.day.isoformat()} 还没有设立"
                self._found[name] = None, f"“{name}”{last}，请换现有的单位。"
            else:
                self._found[name] = unit.id, ""
        return self._found[name]

    def id_of(self, name: str) -> str | None:
        return self._find(name)[0]

    def fault(self, name: str) -> str:
        """A sentence, '' for a unit of the day."""
        return self._find(name)[1]


def directory(store: Store, day: dt.date | None = None) -> Directory:
    with store.read() as session:
        return Directory(session, day or store.today())


def proposed(store: Store, ids: Sequence[str], *, as_of: dt.date | None = None, progress: Progress = silent) -> list[Proposed]:
    """What is decided or suggested already; else what a similar proposal's units or its category's usual unit were."""
    day = as_of or store.today()
    with store.read() as session:
        docket = Docket(session, day, within=ids)
        rows = [docket.row(p) for p in known(session, ids)]
        own = {id: next(((h.channel, h.leader) for h in docket.current(p) if h.role in ANSWERING), (None, None))
               for id, p in docket.proposals.items()}
        alive = set(Directory(session, day).rows)
        written = advised(session, ids, alive)
        habits = usual_hosts(session, {r["category"] for r in rows}, alive)
        library = Precedents(session, day, alive)
        found = []
        for done, row in enumerate(rows, 1):
            decided = tuple(row["roles"])
            units, source = (decided, "已确定") if decided else written.get(row["id"], ((), ""))
            said = ""
            if not units:
                units, source, said = library.of(row["id"])
            if not units and (host := habits.get(row["category"])):
                units, source, said = ((host, HOST),), "同类提案", f"{row['category']}类提案历年多由该单位承办"
            found.append(Proposed(row, units, source, said, *own[row["id"]]))
            progress(done, len(rows))
    return found


def advised(session: Session, ids: Sequence[str], alive: set[str]) -> dict[str, tuple[tuple[tuple[str, str], ...], str]]:
    """The suggestion that counts most for each proposal, without units that are gone."""
    said: dict[str, dict[str, list[UnitAdvice]]] = defaultdict(lambda: defaultdict(list))
    for each in blocks(session, select(UnitAdvice), UnitAdvice.proposal_id, ids):
        if each.unit_id in alive:
            said[each.proposal_id][each.by].append(each)
    found = {}
    for record, voices in said.items():
        by = min(voices, key=lambda b: ADVISERS.index(b) if b in ADVISERS else len(ADVISERS))
        rows = sorted(voices[by], key=lambda a: (ROLES.index(a.role), a.rank))
        found[record] = tuple((a.unit_id, a.role) for a in rows), f"{by}建议"
    return found


def usual_hosts(session: Session, categories: set[str | None], alive: set[str]) -> dict[str | None, str]:
    """The unit that mostly handled each category, in all years."""
    hosts: dict[str | None, list[str]] = defaultdict(list)
    query = select(Proposal.category, Handling.unit_id).join(Handling, Handling.proposal_id == Proposal.id).where(
        Handling.role.in_(ANSWERING), Handling.handed.is_not(None), Handling.ended.is_(None), Proposal.category.in_(categories - {None}))
    for category, unit in session.execute(query):
        hosts[category].append(unit)
    return {category: unit for category, units in hosts.items() if (unit := usual(units)) in alive and unit}


class Precedents:
    """What became of earlier proposals like one of these."""

    def __init__(self, session: Session, day: dt.date, alive: set[str]) -> None:
        self.session, self.day, self.alive = session, day, alive
        self.shelf = similar.Shelf(session)

    def of(self, record: str) -> tuple[tuple[tuple[str, str], ...], str, str]:
        """The units of the likest one that was handed over, as far as they are there still; how like it is, and which it is."""
        words, own = similar.own_words(self.session, record)
        for score, noun, id, _ in similar.likest(self.shelf, words, COMPARED, {record}, own):
            if noun != "Proposal" or score < LIKE:
                continue
            row = self.docket.row(self.docket.proposals[id])
            if row["outcome"] == FILED and row["handed"] and all(u in self.alive for u, role in row["roles"] if role in ANSWERING):
                units = tuple((unit, role) for unit, role in row["roles"] if unit in self.alive)
                like_what = f"{row['session_name']}{row['mark']}《{row['name']}》"
                return units, f"相似 {score:.0%}", f"与{like_what}相似 {score:.0%}，由这些单位承办"
        return (), "", ""

    @cached_property
    def docket(self) -> Docket:
        return Docket(self.session, self.day)


def decide(store: Store, wanted: Mapping[str, Allotted], progress: Progress = silent) -> int:
    """Store the units of many proposals as one operation; with one fault nothing is stored, and each fault is told (Unfit)."""
    with store.operation(f"确定承办单位 {len(wanted)} 件") as session:
        desks, wrong = Desks(session, store.today()), dict[str, str]()
        for done, proposal in enumerate(known(session, list(wanted)), 1):
            allotted = wanted[proposal.id]
            try:
                rows = settle(session, proposal, allotted.units, desks)
            except Refused as refused:
                wrong[proposal.id] = str(refused)
                continue
            for row in rows:
                if row.role in ANSWERING:
                    row.channel, row.leader = allotted.channel, allotted.leader
            progress(done, len(wanted))
        if wrong:
            raise Unfit(f"有 {len(wrong)} 件不合要求，全部没有确定：{several(wrong.values())}", wrong)
    return len(wanted)
