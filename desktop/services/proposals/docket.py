"""What a list says of proposals as of a day: their facts read in a few grouped queries, one row made of each."""
from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.handling import ChangeRequest, Extension, Handling, Letter
from desktop.models.member import Plenary, Term
from desktop.models.proposal import Examination, KeyProposal, Proposal, ProposalCall, ProposalSponsor
from desktop.models.unit import UnitName
from desktop.rules.calendar import Calendar
from desktop.rules.periods import han
from desktop.rules.proposals import deadlines, numbers, sponsors, states, timing
from desktop.rules.proposals.deadlines import ANSWERING, ASSIST, HOST, SPLIT, Terms, read_term
from desktop.rules.proposals.states import Asked, Exam, Facts, Handled
from desktop.services import calendar, dated, office

Row = dict[str, Any]
T = TypeVar("T")
BLOCK = 500
DECEMBER = 12


@dataclass(frozen=True)
class Sitting:
    """A plenary as proposals need it. `year` is the one whose work its proposals are (office.md 1.1)."""
    id: str
    term: int
    number: int
    opens: dt.date
    closes: dt.date | None
    window: timing.Window
    cosign_until: dt.date | None = None

    @property
    def key(self) -> str:
        return f"{self.term}.{self.number}"

    @property
    def name(self) -> str:
        """十届四次会议."""
        return f"{han(self.term)}届{han(self.number)}次会议"

    @property
    def year(self) -> int:
        return self.opens.year + (self.opens.month == DECEMBER)


def sittings(session: Session) -> dict[str, Sitting]:
    """Every plenary by its id, the newest first."""
    calls = {c.plenary_id: c for c in session.scalars(select(ProposalCall))}
    found = {}
    query = select(Plenary, Term.number).join(Term, Term.id == Plenary.term_id).order_by(Plenary.opens.desc())
    for plenary, term in session.execute(query):
        call = calls.get(plenary.id)
        window = timing.window(plenary.opens, plenary.closes, call and call.since, call and call.deadline,
                               call and call.deadline_time)
        found[plenary.id] = Sitting(plenary.id, term, plenary.number, plenary.opens, plenary.closes, window,
                                    call and call.cosign_until)
    return found


def terms(settings: dict[str, Any]) -> Terms:
    """The office's terms of handling."""
    by_role = {role: read_term(settings[f"proposal_term_{key}"]) for key, role in (("host", HOST), ("split", SPLIT), ("assist", ASSIST))}
    return Terms(by_role, settings["proposal_prompt"], settings["proposal_order"], settings["proposal_change"])


class Docket:
    """All proposals, those of one plenary, or those `within`, with everything dated of them as of `day`."""

    def __init__(self, session: Session, day: dt.date, *, plenary: str | None = None, within: Collection[str] | None = None) -> None:
        self.session, self.day = session, day
        self.settings = office.values(session)
        self.layer: str = self.settings["proposal_layer"]
        self.terms = terms(self.settings)
        self.sittings = sittings(session)
        query = select(Proposal)
        if plenary is not None:
            query = query.where(Proposal.plenary_id == plenary)
        self.proposals = {p.id: p for p in (session.scalars(query) if within is None else blocks(session, query, Proposal.id, within))}
        narrow = list(self.proposals) if within is not None or plenary is not None else None
        self.sponsors = self.grouped(ProposalSponsor, narrow)
        self.exams = self.grouped(Examination, narrow)
        self.handlings = self.grouped(Handling, narrow)
        self.requests = self.grouped(ChangeRequest, narrow)
        self.extensions = self.grouped(Extension, narrow)
        self.letters = self.grouped(Letter, narrow)
        self.keys = {k: rows[0] for k, rows in self.grouped(KeyProposal, narrow).items()}
        missing = {p.lead_id for p in self.proposals.values() if p.lead_id} - self.proposals.keys()
        self.leads = {p.id: p for p in blocks(session, select(Proposal), Proposal.id, missing)} | self.proposals

    def grouped(self, model: type[T], within: Collection[str] | None) -> dict[str, list[T]]:
        key = model.proposal_id  # type: ignore[attr-defined]
        query = select(model)
        rows = self.session.scalars(query) if within is None else blocks(self.session, query, key, within)
        found: dict[str, list[T]] = defaultdict(list)
        for row in rows:
            found[row.proposal_id].append(row)  # type: ignore[attr-defined]
        for each in found.values():
            each.sort(key=lambda r: (getattr(r, "rank", 0), getattr(r, "day", None) or dt.date.min, r.id))  # type: ignore[attr-defined]
        return found

    @cached_property
    def calendar(self) -> Calendar:
        return calendar.working_days(self.session)

    @cached_property
    def units(self) -> dict[str, str]:
        """The name each unit bears on the day, or the last one it bore."""
        found: dict[str, UnitName] = {}
        for name in self.session.scalars(select(UnitName)):
            other = found.get(name.unit_id)
            if other is None or (name.holds(self.day), dated.earliest(name)) > (other.holds(self.day), dated.earliest(other)):
                found[name.unit_id] = name
        return {unit: n.name for unit, n in found.items()}

    def due(self, handling: Handling) -> dt.date | None:
        extended = [e.until for e in self.extensions.get(handling.proposal_id, ()) if e.handling_id == handling.id and e.agreed
                    and (e.decided is None or e.decided <= self.day)]
        return deadlines.due(handling.role, handling.handed, handling.due, extended, self.terms, self.calendar)

    def facts(self, proposal: Proposal) -> Facts:
        """Everything that was ever dated of it, later days than `day` too."""
        return Facts(
            proposal.received,
            tuple(Exam(e.layer, e.day, e.verdict, e.reason, e.direction, e.addressee) for e in self.exams.get(proposal.id, ())),
            proposal.number, proposal.lead_id is not None, proposal.merged, proposal.withdrawn, proposal.told,
            tuple(Handled(h.role, h.handed, h.signed, h.replied, h.ended, self.due(h)) for h in self.handlings.get(proposal.id, ())),
            tuple(Asked(r.day, r.decided) for r in self.requests.get(proposal.id, ())))

    def timing(self, proposal: Proposal) -> str:
        sitting = self.sittings[proposal.plenary_id]
        return proposal.timing or sitting.window.timing(proposal.received, proposal.received_time)

    def mark(self, proposal: Proposal) -> str:
        sitting = self.sittings[proposal.plenary_id]
        return numbers.show(proposal.number, self.settings["proposal_style"], sitting.year, sitting.term, sitting.number)

    def names(self, proposal: Proposal) -> list[Row]:
        """The sponsors in their order, those apart who were asked to sign and let the day pass."""
        until = self.sittings[proposal.plenary_id].cosign_until
        found = []
        for each in self.sponsors.get(proposal.id, ()):
            row = {"id": each.id, "name": each.name, "body": each.body, "person_id": each.person_id, "body_id": each.body_id,
                   "convener": each.convener, "sealed": each.sealed, "invited": each.invited, "signed": each.signed}
            found.append(row | {"cosigned": sponsors.cosigned(row, until, self.day)})
        return found

    def row(self, proposal: Proposal) -> Row:
        """What the list shows, and what pages and papers need beside it."""
        facts = self.facts(proposal).until(self.day)
        state, outcome = states.state(facts, self.layer), states.result(facts, self.layer)
        exam = states.decisive(facts, self.layer) if outcome == states.REFUSED else None
        named = self.names(proposal)
        signed = [s for s in named if s["cosigned"] == "已联名"]
        sitting, key = self.sittings[proposal.plenary_id], self.keys.get(proposal.id)
        return {
            "id": proposal.id, "plenary_id": sitting.id, "session": sitting.key, "session_name": sitting.name,
            "serial": proposal.serial, "number": facts.number, "mark": self.mark(proposal) if facts.number else "", "name": proposal.name,
            "form": proposal.form, "sponsor": signed[0]["name"] if signed else "",
            "cosigners": "、".join(s["name"] for s in signed[1:]), "sponsors": sponsors.shown(signed), "sponsor_rows": named,
            "category": proposal.category, "timing": self.timing(proposal), "received": proposal.received,
            "received_time": proposal.received_time, "outcome": outcome, "direction": exam.direction if exam else None,
            "reason": exam.reason if exam else None, "addressee": exam.addressee if exam else None,
            "lead_id": proposal.lead_id if facts.lead else None, "merged_into": self.merged_into(proposal) if facts.lead else "",
            "merged": proposal.merged, "withdrawn": facts.withdrawn, "withdrawal": proposal.withdrawal, "told": facts.told,
            "public": proposal.public, "private_reason": proposal.private_reason, "advice": proposal.advice,
            "key": bool(key and key.decided and key.decided <= self.day), "excellent": bool(proposal.excellent),
            "fund": proposal.fund, "state": state.name, "next": state.next, "note": proposal.note,
            **self.handled(proposal)}

    def merged_into(self, proposal: Proposal) -> str:
        lead = self.leads[proposal.lead_id or ""]
        return self.mark(lead) or f"流水号{lead.serial}"

    def current(self, proposal: Proposal) -> list[Handling]:
        """The units that handle it on the day, the answering ones first."""
        found = [h for h in self.handlings.get(proposal.id, ()) if (h.handed is None or h.handed <= self.day)
                 and (h.ended is None or h.ended > self.day)]
        return sorted(found, key=lambda h: (deadlines.ROLES.index(h.role), h.rank))

    def handled(self, proposal: Proposal) -> Row:
        here = self.current(proposal)
        answering = [h for h in here if h.role in ANSWERING]
        done = [h for h in answering if h.replied and h.replied <= self.day]
        open_ = [h for h in answering if h not in done]
        dues = [d for d in map(self.due, open_ or answering) if d]
        due = (min(dues) if open_ else max(dues)) if dues else None
        whole = bool(answering) and not open_
        handed = [h.handed for h in answering if h.handed]
        return {
            "host": self.named(answering), "assist": self.named(h for h in here if h.role == ASSIST),
            "split": self.named(h for h in here if h.role == SPLIT), "roles": [(h.unit_id, h.role) for h in here],
            "unit_ids": [h.unit_id for h in here],
            "handling_ids": [h.id for h in here], "handed": min(handed) if handed else None, "due": due,
            "replied": max(h.replied for h in done if h.replied) if whole else None,
            "result": joined(h.result for h in done), "satisfaction": joined(h.satisfaction for h in done),
            "late": any(deadlines.late(self.due(h), h.replied, self.day) for h in answering),
            "left": deadlines.in_words(due, None, self.day) if due and not whole else "已答复" if whole else ""}

    def kept(self, proposal_id: str) -> Row:
        """What is entered of the answers, also where the day of the answer is still missing: a list does not show it yet."""
        answering = [h for h in self.current(self.proposals[proposal_id]) if h.role in ANSWERING]
        return {name: joined(getattr(h, name) for h in answering) for name in ("reply_mark", "result", "satisfaction")}

    def named(self, handlings: Iterable[Handling]) -> str:
        return "、".join(self.units.get(h.unit_id, "") for h in handlings)

    def rows(self) -> list[Row]:
        """The proposals received by the day: the newest plenary first, by 案号, those without one by 流水号."""
        found = [self.row(p) for p in self.proposals.values() if p.received <= self.day]
        place = {id: n for n, id in enumerate(self.sittings)}
        return sorted(found, key=lambda r: (place[r["plenary_id"]], r["number"] is None, r["number"] or 0, r["serial"]))


def joined(words: Iterable[str | None]) -> str | None:
    return "、".join(dict.fromkeys(w for w in words if w)) or None


def blocks(session: Session, query: Any, key: Any, ids: Collection[str]) -> Sequence[Any]:
    """The rows whose `key` is one of the ids, asked in blocks that every database takes."""
    wanted, found = sorted(set(ids)), []
    for start in range(0, len(wanted), BLOCK):
        found += session.scalars(query.where(key.in_(wanted[start:start + BLOCK]))).all()
    return found
