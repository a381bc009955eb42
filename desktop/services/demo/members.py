"""Who is a member of which term's committee: the sector, the offices, the seats in the 专委会."""
from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from desktop.models.committee import CommitteeSeat
from desktop.models.member import Member, OfficeHeld, SectorTie
from desktop.rules.members import seat
from desktop.services.dated import DAY
from desktop.services.demo.county import (
    ELECTED,
    PAST,
    PRESENT,
    SEATED,
    County,
    Line,
    card,
    day,
    earlier,
    lasting,
    table,
    words,
)
from desktop.services.enrolment import PLAIN_SEAT

RANKS = {"主席": 1, "秘书长": 9}
COMMUNIST = "中共党员"
PARTIES = {"民建界": "民建青溪县总支部"}
ORGANISATIONS = {"总工会界": "县总工会", "妇联界": "县妇女联合会", "共青团和青联界": "共青团青溪县委员会", "工商联界": "县工商业联合会"}


def enrol(session: Session, county: County) -> None:
    for line in table("members"):
        if line["上届证号"]:
            formerly(session, county, line)
        if line["证号"]:
            currently(session, county, line)


def formerly(session: Session, county: County, line: Line) -> None:
    """The ninth term, kept as far as lists of those years need it: one sector, one seat, the offices at its end."""
    member = membership(session, county, line, PAST)
    sector = next((b["原名称"] for b in table("sector_before") if b["名称"] == line["界别"]), line["界别"])
    session.add(SectorTie(person_id=member.person_id, member_id=member.id, sector=sector, since=member.since,
                          until=member.until))
    for office in words(line["上届职务"]):
        hold(session, line, member, office, ELECTED[PAST], member.until)
    for text in words(line["专委会"])[:1]:
        committee, role = seat(text)
        sit(session, county, member, committee, PLAIN_SEAT if line["证号"] else role, SEATED[PAST], member.until)


def currently(session: Session, county: County, line: Line) -> None:
    member = membership(session, county, line, PRESENT)
    first, last = member.since, member.until
    for sector, since, until in lasting([line["界别"]], before(line, "界别"), first, last):
        session.add(SectorTie(person_id=member.person_id, member_id=member.id, sector=sector, since=since, until=until))
    for office, since, until in lasting(words(line["政协职务"]), before(line, "政协职务"), later(first, ELECTED[PRESENT]), last):
        hold(session, line, member, office, since, until)
    for text, since, until in lasting(words(line["专委会"]), before(line, "专委会"), later(first, SEATED[PRESENT]), last):
        committee, role = seat(text)
        sit(session, county, member, committee, role, since, until)


def membership(session: Session, county: County, line: Line, number: int) -> Member:
    """A membership that ends before its term ends on the eve of the day of its decision."""
    term, entered = county.terms[number], None
    ended, ending = term.until, "届满" if number == PAST else None
    if number == PRESENT:
        entered = day(line["到任日"])
        if left := day(line["离任日"]):
            ended, ending = left - DAY, line["原因"]
    channel, by = nominated(line)
    member = Member(person_id=county.people[card(line)], term_id=term.id, channel=channel, nominated_by=by,
                    number=line["证号" if number == PRESENT else "上届证号"], entry="增补" if entered else "换届协商",
                    since=entered or term.since, until=ended, ending=ending)
    session.add(member)
    county.members[member.number or ""] = member.id
    return member


def nominated(line: Line) -> tuple[str, str]:
    """Communists are named by the 组织部, all others through the 统战部, many of them by their own organisation."""
    if line["面貌"] == COMMUNIST:
        return "组织部", "县委组织部"
    if line["界别"] in PARTIES:
        return "党派", PARTIES[line["界别"]]
    if line["界别"] in ORGANISATIONS:
        return "团体", ORGANISATIONS[line["界别"]]
    return "统战部", "县委统战部"


def hold(session: Session, line: Line, member: Member, office: str, since: dt.date | None, until: dt.date | None) -> None:
    rank = int(line["排序"]) if office == "副主席" and line["排序"] else RANKS.get(office)
    session.add(OfficeHeld(person_id=member.person_id, member_id=member.id, office=office, rank=rank, since=since, until=until))


def sit(session: Session, county: County, member: Member, committee: str, role: str | None, since: dt.date | None,
        until: dt.date | None) -> None:
    session.add(CommitteeSeat(person_id=member.person_id, member_id=member.id, committee_id=county.committees[committee],
                              role=role or PLAIN_SEAT, since=since, until=until))


def before(line: Line, fact: str) -> list[tuple[dt.date, list[str]]]:
    return [(on, words(was)) for on, was in earlier().get((line["证号"], fact), ())]


def later(first: dt.date | None, other: dt.date) -> dt.date:
    return other if first is None else max(first, other)
