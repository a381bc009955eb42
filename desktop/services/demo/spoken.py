"""What was on the table of the meetings, and who spoke at the plenaries."""
from __future__ import annotations

import random
import re
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.attendance import MEMBER, PRESENT, Attendance, Invitee
from desktop.models.meeting import AgendaItem, Meeting, Sitting
from desktop.models.member import OfficeHeld, Plenary
from desktop.models.person import Person, Post
from desktop.models.proposal import Proposal, ProposalSponsor
from desktop.models.speech import ORAL, WRITTEN, Speech
from desktop.services.dated import DAY
from desktop.services.demo.county import TODAY, County, table

ORALS = 9
"""So many speak at a plenary; the others hand their text in."""


def enter(session: Session, county: County) -> None:
    for line in table("agendas"):
        for meeting in session.scalars(select(Meeting).where(Meeting.kind_id == line["类别"]).order_by(Meeting.day)):
            if line["月"] and str(meeting.day.month) not in line["月"].split("、"):
                continue
            session.add(AgendaItem(
                meeting_id=meeting.id, rank=int(line["序"]), name=line["议题"].format(year=meeting.day.year, last=meeting.day.year - 1),
                draft=line["草案"] == "是" or None, speaker=line["汇报人"] or None, unit=line["汇报单位"] or None,
                proposed_by=line["汇报单位"] or None, approved_by=line["审定"] or None, approved_on=meeting.day - 5 * DAY,
                outcome=line["结果"] if meeting.day <= TODAY else None))
    for meeting in session.scalars(select(Meeting).where(Meeting.kind_id == "plenary").order_by(Meeting.day)):
        speak(session, meeting)


def proposals_of(session: Session, meeting: Meeting, people: Mapping[str, Person]) -> list[tuple[str, str, Person]]:
    """(id, title as a speech, who proposed it) of what somebody who came and did not speak put forward at the plenary."""
    query = (select(Proposal, ProposalSponsor.person_id).join(Plenary, Plenary.id == Proposal.plenary_id)
             .join(ProposalSponsor, ProposalSponsor.proposal_id == Proposal.id)
             .where(Plenary.opens == meeting.day, ProposalSponsor.rank == 1, Proposal.number.is_not(None)).order_by(Proposal.number))
    found = ((proposal, people.get(person or "")) for proposal, person in session.execute(query))
    return [(proposal.id, re.sub("提案$", "建议", proposal.name), person) for proposal, person in found if person is not None]


def speak(session: Session, meeting: Meeting) -> None:
    """Members without an office who were there, each with a subject of the year."""
    source = random.Random(f"青溪县/发言/{meeting.day}")
    sitting = session.scalar(select(Sitting).where(Sitting.meeting_id == meeting.id, Sitting.name == "大会发言"))
    assert sitting is not None
    leaders = set(session.scalars(select(OfficeHeld.person_id)))
    came = select(Person).join(Invitee, Invitee.person_id == Person.id).join(Attendance, Attendance.invitee_id == Invitee.id).where(
        Attendance.sitting_id == sitting.id, Attendance.result == PRESENT, Invitee.capacity == MEMBER).order_by(
            Person.stroke_key, Person.id)
    people = [p for p in session.scalars(came) if p.id not in leaders]
    subjects = [line for line in table("speeches") if line["年"] == str(meeting.day.year)]
    posts = {p.person_id: p.unit for p in session.scalars(select(Post)) if p.holds(meeting.day)}
    speakers = source.sample(people, len(subjects))
    became = iter(proposals_of(session, meeting, {p.id: p for p in people if p not in speakers}))
    for rank, (line, speaker) in enumerate(zip(subjects, speakers, strict=True), 1):
        oral = rank <= ORALS
        title, person, proposal = line["题目"], speaker, None
        if line["转化"] == "提案":
            proposal, title, person = next(became)
        session.add(Speech(
            name=title, turned_id=proposal, meeting_id=meeting.id, sitting_id=sitting.id if oral else None, person_id=person.id,
            unit=line["代表单位"] or posts.get(person.id), words=source.randrange(1100, 1900, 10), mode=ORAL if oral else WRITTEN,
            rank=rank if oral else rank - ORALS, minutes=8 if oral else None, called_on=meeting.day - 60 * DAY,
            received_on=meeting.day - source.randint(18, 35) * DAY, screened="同意采用", reviewer="方志远",
            reviewed_on=meeting.day - source.randint(10, 15) * DAY, approved_by="主席会议", approved_on=meeting.day - 7 * DAY,
            turned=line["转化"] or None, handed_to=line["转交单位"] or None, handed_on=meeting.day + 20 * DAY if line["转交单位"] else None,
            outcome=line["落实"] or None))
