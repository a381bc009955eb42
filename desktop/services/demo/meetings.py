"""Three and a half years of meetings, activities and study: who was invited as of the day, and who came."""
from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.attendance import ABSENT, LEAVE, MEMBER, OBSERVER, PRESENT, Attendance, Invitee, LeaveRequest
from desktop.models.committee import CommitteeName, CommitteeSeat
from desktop.models.meeting import HALVES, TERM, UNCOUNTED, YEAR, Meeting, MeetingKind, Sitting
from desktop.models.member import Member, OfficeHeld, SectorTie
from desktop.models.people import Role
from desktop.models.person import PartyTie, Person
from desktop.rules.composition import COMMUNIST
from desktop.rules.invitations import Scope, read
from desktop.rules.periods import han
from desktop.services import meetingkinds, meetingnames
from desktop.services.dated import DAY
from desktop.services.demo.county import PRESENT as NOW
from desktop.services.demo.county import TODAY, County, Line, day, table
from desktop.services.members import OFFICES

OPENED = dt.date(2026, 1, 6)
"""The plenary whose figures everybody knows: due 168, present 157, on leave 9 (6, 2, 1), absent 2."""
TEAMS = 6
KNOWN = ("公假",) * 6 + ("事假",) * 2 + ("病假",) + (None,) * 2
REASONS = {"公假": ("赴省开会", "赴市参加会议", "带队招商", "参加上级培训", "处理紧急公务"), "事假": ("处理家事", "子女升学", "外出办事"),
           "病假": ("住院治疗", "身体不适", "术后休养")}
HOURS = ("9:00", "14:30")
PARTS = ((0, "上午", "预备会议、开幕会"), (0, "下午", "分组讨论"), (1, "上午", "大会发言"), (1, "下午", "列席人大会议开幕会"),
         (2, "上午", "分组讨论"), (2, "下午", "选举大会"), (3, "上午", "闭幕会"))


def enter(session: Session, county: County) -> None:
    meetingkinds.defaults(session)
    body = Body(session)
    kinds = {k.name: k for k in session.scalars(select(MeetingKind))}
    people = {p.id: p for p in session.scalars(select(Person))}
    names = session.scalars(select(CommitteeName)).all()
    whole = meetingnames.body_name(session)
    for line in table("meetings"):
        kind = kinds[line["类别"]]
        meeting = begun(line, kind, county, names, whole)
        session.add(meeting)
        county.meetings[f"{line['日期']} {line['类别']} {line['名称或次']}".strip()] = meeting.id
        halves = list(sittings(meeting, kind))
        session.add_all(halves)
        source = random.Random(f"青溪县/{line['日期']}/{meeting.name}")
        invited = list(invite(session, meeting, line, kind, body, county))
        if meeting.day <= TODAY:
            attend(session, meeting, halves, [(i, people[i.person_id]) for i in invited], source)


RESOLUTION = """{0}于{1.year}年{1.month}月{1.day}日至{2.day}日举行。会议听取并审议了常务委员会工作报告和提案工作情况的报告，\
讨论了政府工作报告。
会议同意常务委员会工作报告和提案工作情况的报告。
会议要求，政协各参加单位和全体委员围绕全县中心工作，深入调查研究，认真协商议政，广泛凝聚共识，为青溪高质量发展作出新的贡献。"""


def begun(line: Line, kind: MeetingKind, county: County, names: Sequence[CommitteeName], whole: str) -> Meeting:
    on = day(line["日期"])
    assert on is not None
    committee = county.committees.get(line["专委会"])
    numbered = kind.scope != UNCOUNTED and line["名称或次"].isdigit()
    number = int(line["名称或次"]) if numbered else None
    meeting = Meeting(kind_id=kind.id, day=on, until=day(line["止"]), place=line["地点"] or None, host=line["主持"] or None,
                      committee_id=committee, topics=line["主题"] or None, attend=line["出席"] or None, observe=line["列席"] or None,
                      term=NOW, year=on.year if kind.scope == YEAR else None, number=number, room=None if committee else "办公室",
                      summary=line["内容"] or None, **{key: int(line[label]) if line[label] else None for key, label in (
                          ("events", "场次"), ("audience", "受众"), ("found", "问题"), ("mended", "整改"), ("hours", "学时"))})
    named = next(((n.name, n.short) for n in names if n.committee_id == committee and n.holds(on)), ("", ""))
    facts = {"term": meeting.term if kind.scope == TERM else None, "year": meeting.year, "number": number}
    made = meetingnames.names(kind, facts, whole, named)
    meeting.name = made.table if made else line["名称或次"]
    if kind.id == meetingkinds.PLENARY and made and meeting.until:
        meeting.decision = RESOLUTION.format(made.full, meeting.day, meeting.until)
    return meeting


def sittings(meeting: Meeting, kind: MeetingKind) -> Iterable[Sitting]:
    common: dict[str, Any] = {"meeting_id": meeting.id, "place": meeting.place}
    if kind.id == meetingkinds.PLENARY:
        for rank, (after, half, name) in enumerate(PARTS, 1):
            yield Sitting(**common, rank=rank, name=name, day=meeting.day + DAY * after, half=half, time=HOURS[half == HALVES[1]],
                          host=meeting.host, people="全体委员" if "分组" not in name else "各组委员")
        return
    late = kind.id in ("standing-study", "policy", "supervision-topic")  # on the day of a 常委会 they take the afternoon
    for after in range((meeting.until - meeting.day).days + 1 if meeting.until else 1):
        yield Sitting(**common, rank=after + 1, name=kind.name, day=meeting.day + DAY * after, half=HALVES[late], time=HOURS[late],
                      host=meeting.host)


class Body:
    """Who stood in what, read once and asked for many days: plain values, as every meeting asks about everyone."""

    def __init__(self, session: Session) -> None:
        def by_person(model: type[Any], *values: Any) -> dict[str, list[tuple[Any, ...]]]:
            found: dict[str, list[tuple[Any, ...]]] = {}
            for person, since, until, *said in session.execute(select(model.person_id, model.since, model.until, *values)):
                found.setdefault(person, []).append((since or dt.date.min, until or dt.date.max, *said))
            return found

        self.members = by_person(Member, Member.id)
        self.offices = by_person(OfficeHeld, OfficeHeld.office, OfficeHeld.rank)
        self.seats = by_person(CommitteeSeat, CommitteeSeat.committee_id, CommitteeSeat.role)
        self.parties = by_person(PartyTie, PartyTie.party)
        self.roles = by_person(Role, Role.role, Role.body)
        self.sectors = by_person(SectorTie, SectorTie.sector)
        self.keys = {person: key for person, key in session.execute(select(Person.id, Person.stroke_key))}  # noqa: C416

    def persons(self, rule: str | None, on: dt.date, committee: str | None, committees: Mapping[str, str]) -> list[str]:
        found: dict[str, None] = {}
        for scope in read(rule):
            chosen = self.of_scope(scope, on, committees.get(scope.name, committee))
            found |= dict.fromkeys(sorted(chosen, key=lambda p: (self.rank(p, on), self.keys[p], p)))
        return list(found)

    def team(self, person: str, on: dt.date) -> str | None:
        """The plenary talks in six groups, made of whole 界别."""
        sector = next((s for since, until, s in self.sectors.get(person, ()) if since <= on <= until), None)
        names = [line["名称"] for line in table("sector")]
        return f"第{han(names.index(sector) % TEAMS + 1)}组" if sector in names else "第一组"

    def rank(self, person: str, on: dt.date) -> int:
        return min((rank for since, until, _, rank in self.offices.get(person, ()) if since <= on <= until and rank), default=999)

    def of_scope(self, scope: Scope, on: dt.date, committee: str | None) -> set[str]:
        def those(rows: Mapping[str, list[tuple[Any, ...]]], test: Callable[..., bool] = lambda *_: True) -> set[str]:
            return {p for p, said in rows.items() if any(since <= on <= until and test(*values) for since, until, *values in said)}

        members = those(self.members)
        if scope.what in ("全体委员", "全体常委", "专委会主任", "界别"):
            among = {"全体委员": lambda: members, "全体常委": lambda: those(self.offices),
                     "专委会主任": lambda: those(self.seats, lambda _, role: role == "主任"),
                     "界别": lambda: those(self.sectors, lambda sector: sector == scope.name)}[scope.what]()
            return members & among
        if scope.what in ("身份", "机构", "县领导", "机关干部"):
            return those(self.roles, {"身份": lambda role, _: role == scope.name, "机关干部": lambda role, _: role == scope.what,
                                      "县领导": lambda role, body: role == scope.what and body == "县政府",
                                      "机构": lambda role, body: role == "县领导" and body == scope.name}[scope.what])
        found = {"主席班子": lambda: members & those(self.offices, lambda office, _: office in OFFICES[:3]),
                 "专委会": lambda: members & those(self.seats, lambda which, _: which == committee),
                 "机关党员": lambda: those(self.roles, lambda role, _: role == "机关干部")}[
                     {"党组成员": "主席班子", "专委会党员": "专委会"}.get(scope.what, scope.what)]()
        return found if scope.what in ("主席班子", "专委会") else found & those(self.parties, lambda party: party in COMMUNIST)


def invite(session: Session, meeting: Meeting, line: Line, kind: MeetingKind, body: Body, county: County) -> Iterable[Invitee]:
    seen: set[str] = set()
    for capacity, rule in ((MEMBER, meeting.attend or kind.attend), (OBSERVER, meeting.observe or kind.observe)):
        rule = (rule or "").replace("；乡镇联络员", "")
        for rank, person in enumerate(body.persons(rule, meeting.day, meeting.committee_id, county.committees), 1):
            if person not in seen:
                seen.add(person)
                team = body.team(person, meeting.day) if kind.id == meetingkinds.PLENARY and capacity == MEMBER else None
                invitee = Invitee(meeting_id=meeting.id, person_id=person, capacity=capacity, rank=rank, team=team)
                session.add(invitee)
                yield invitee


def diligence(person: Person) -> float:
    """How often somebody comes, the same in every meeting."""
    source = random.Random(f"青溪县/勤/{person.name}{person.born}")
    return 0.62 + 0.2 * source.random() if source.random() < 0.06 else 0.9 + 0.09 * source.random()


def attend(session: Session, meeting: Meeting, halves: Sequence[Sitting], people: Sequence[tuple[Invitee, Person]],
           source: random.Random) -> None:
    due = [invitee.id for invitee, _ in people if invitee.capacity == MEMBER]
    told = dict(zip(source.sample(due, len(KNOWN)), KNOWN, strict=True)) if meeting.day == OPENED and len(halves) > 1 else None
    for invitee, person in people:
        comes = diligence(person)
        away = source.random() > comes if told is None or invitee.id not in due else invitee.id in told
        kind = source.choices(("公假", "事假", "病假", None), (60, 22, 12, 6))[0] if told is None else told.get(invitee.id)
        missed = {source.randrange(len(halves))} if not away and len(halves) > 2 and source.random() > comes else set()
        for number, half in enumerate(halves):
            gone = away or number in missed
            leave = (kind or "事假" if number in missed else kind) if gone else None
            session.add(Attendance(
                meeting_id=meeting.id, invitee_id=invitee.id, sitting_id=half.id, result=(LEAVE if leave else ABSENT) if gone else PRESENT,
                leave=leave, late=True if not gone and source.random() < 0.012 else None,
                early=True if not gone and source.random() < 0.004 else None))
        if away and kind and invitee.capacity == MEMBER:
            session.add(LeaveRequest(meeting_id=meeting.id, person_id=person.id, kind=kind, reason=source.choice(REASONS[kind]),
                                     asked_on=meeting.day - DAY * source.randint(1, 4), approver=meeting.host if meeting.host in (
                                         "郑和平", "汪家兴") else "郑和平", approved_on=meeting.day - DAY))
