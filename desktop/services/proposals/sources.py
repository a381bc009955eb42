"""The nouns whose texts are held against each other: proposals, speeches; one text is used once, whatever it is turned into (office.md 2).

A further noun is one more line in SOURCES: its model is `Searched`, so its texts stand in the index already.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.meeting import Meeting
from desktop.models.person import Person
from desktop.models.proposal import Proposal, ProposalSponsor, Suggestion
from desktop.models.speech import Speech
from desktop.rules.proposals import numbers, sponsors
from desktop.services import office
from desktop.services.proposals.docket import blocks, sittings

Parts = Callable[[Session, Collection[str]], dict[str, list[str]]]
Lines = Callable[[Session, Sequence[str]], dict[str, tuple[str, str]]]


@dataclass(frozen=True)
class Source:
    """`lines` tells of records by id (title, where it comes from); `parts` is what is compared, as it stands in rows of the
    index; if not said all that the search finds."""
    model: type[Any]
    lines: Lines
    parts: Parts | None = None

    @property
    def noun(self) -> str:
        return self.model.__name__

    def pieces(self, session: Session, ids: Sequence[str]) -> dict[str, list[str]]:
        if self.parts is not None:
            return self.parts(session, ids)
        return {r.id: [r.searched()] for r in blocks(session, select(self.model), self.model.id, ids)}

    def texts(self, session: Session, ids: Sequence[str]) -> dict[str, str]:
        """The whole text of records by their id."""
        return {id: "\n".join(filter(None, said)) for id, said in self.pieces(session, ids).items()}


def proposal_parts(session: Session, ids: Collection[str]) -> dict[str, list[str]]:
    """Title and body of proposals, and each suggestion, as they stand in rows of the index."""
    query = select(Proposal.id, Proposal.name, Proposal.body).where(Proposal.id.in_(ids))
    found = {id: [f"{name}\n{body or ''}"] for id, name, body in session.execute(query)}
    items = select(Suggestion.proposal_id, Suggestion.text).where(Suggestion.proposal_id.in_(ids)).order_by(Suggestion.number)
    for id, said in session.execute(items):
        found[id].append(said)
    return found


def proposal_lines(session: Session, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """十届三次会议 第037号 张三等5人."""
    names: dict[str, list[dict[str, str]]] = defaultdict(list)
    for id, name in session.execute(select(ProposalSponsor.proposal_id, ProposalSponsor.name).where(
            ProposalSponsor.proposal_id.in_(ids)).order_by(ProposalSponsor.rank)):
        names[id].append({"name": name})
    known, style = sittings(session), office.values(session)["proposal_style"]
    found = {}
    query = select(Proposal.id, Proposal.name, Proposal.plenary_id, Proposal.number, Proposal.serial).where(Proposal.id.in_(ids))
    for id, name, plenary, number, serial in session.execute(query):
        sitting = known[plenary]
        mark = numbers.show(number, style, sitting.year, sitting.term, sitting.number) or f"流水号{serial}"
        found[id] = name, f"{sitting.name} {mark} {sponsors.shown(names[id])}"
    return found


def speech_parts(session: Session, ids: Collection[str]) -> dict[str, list[str]]:
    """Title and text; who reviewed it says nothing of what it is about."""
    query = select(Speech.id, Speech.name, Speech.text).where(Speech.id.in_(ids))
    return {id: ["\n".join(filter(None, (name, text)))] for id, name, text in session.execute(query)}


def speech_lines(session: Session, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """发言 县政协十届三次会议 张三; one that was turned says into what."""
    query = (select(Speech, Meeting.name, Person.name).outerjoin(Meeting, Meeting.id == Speech.meeting_id)
             .outerjoin(Person, Person.id == Speech.person_id).where(Speech.id.in_(ids)))
    return {speech.id: (speech.name, " ".join(filter(None, (
        Speech.__noun__, meeting, speaker or speech.unit, speech.turned and f"已转作{speech.turned}")))) for speech, meeting, speaker
        in session.execute(query)}


SOURCES: Mapping[str, Source] = {each.noun: each for each in (
    Source(Proposal, proposal_lines, proposal_parts), Source(Speech, speech_lines, speech_parts))}
