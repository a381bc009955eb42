"""The proposals of four plenaries, January 2023 to January 2026, with every odd way that a proposal can go."""
from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

import desktop.services.demo.proposal_texts as proposal_texts
from desktop.models.handling import UnitAdvice
from desktop.models.member import Member, OfficeHeld, Plenary
from desktop.models.person import Person
from desktop.models.proposal import Examination, Proposal, ProposalCall, ProposalSponsor, Suggestion
from desktop.models.unit import Organisation
from desktop.rules.proposals.states import FILED, LAYERS, REFUSED
from desktop.services import dated
from desktop.services.demo.county import PRESENT, County, table
from desktop.services.demo.proposal_texts import Text
from desktop.services.proposals import examination

DAY = dt.timedelta(days=1)
EXAMINERS = ("梅立新", "周全", "洪立新")
HOUR = "17:00"
OPEN_STEPS = 8
"""So many of the last plenary's late proposals stand at a step each, from 待审查 to 改办待定."""
SAMPLE_AT = (3, 52)
"""Plenary and serial of SAMPLE."""


@dataclass(frozen=True)
class Year:
    """What came to one plenary: `joint` and `collective` of the filed ones, `between` received when it was over."""
    number: int
    received: int
    joint: int
    collective: int
    refused: Sequence[tuple[str, str]]
    handed: dt.date
    groups: Sequence[int] = ()
    withdrawn: int = 0
    between: int = 5
    secret: int = 3


EMPTY, ACADEMIC, OWN, COURT = ("内容空泛、没有具体建议的", "属于学术研讨的", "为本人或者亲属解决个人问题的", "进入诉讼、仲裁程序的")
LETTER, OPINION, INFORMATION, BACK = "作委员来信", "作为意见建议转送", "转社情民意", "退回修改"
YEARS = (
    Year(2, 128, 70, 9, ((EMPTY, BACK), (EMPTY, OPINION), (ACADEMIC, INFORMATION), (OWN, LETTER), (COURT, LETTER), (EMPTY, OPINION)),
         dt.date(2023, 2, 28), (2, 2, 3), 1),
    Year(3, 136, 89, 2, ((EMPTY, LETTER), (OWN, LETTER), (COURT, LETTER), (EMPTY, LETTER)), dt.date(2024, 3, 18)),
    Year(4, 138, 78, 11, ((EMPTY, BACK), (EMPTY, OPINION), (ACADEMIC, INFORMATION), (OWN, LETTER), (COURT, LETTER), (EMPTY, INFORMATION),
                          ("指名举报的", LETTER), (EMPTY, OPINION)), dt.date(2025, 3, 12), (2, 2, 2, 3, 4), 2),
    Year(5, 134, 74, 12, ((EMPTY, BACK), (EMPTY, OPINION), (ACADEMIC, INFORMATION), (OWN, LETTER), (EMPTY, INFORMATION),
                          ("宣传、推介具体作品或者产品的", LETTER)), dt.date(2026, 3, 18), (2, 2, 3, 3), 1, 14))


@dataclass
class Entered:
    """A year's proposals as they were entered, with the text of each."""
    year: Year
    plenary: Plenary
    proposals: list[Proposal] = field(default_factory=list)
    texts: dict[str, Text] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    @property
    def open(self) -> list[Proposal]:
        """Those of the last plenary that are still at an early step."""
        return self.proposals[-OPEN_STEPS:] if self.year is YEARS[-1] else []

    def again(self, session: Session) -> None:
        """The same proposals as rows of another share's session."""
        found = {p.id: p for p in session.scalars(select(Proposal).where(Proposal.plenary_id == self.plenary.id))}
        self.proposals = [found[p.id] for p in self.proposals]

    @property
    def filed(self) -> list[Proposal]:
        waiting = {p.id for p in self.open[:3]}
        return [p for p in self.proposals if p.id not in self.refused | waiting and p.withdrawn is None]


def put_forward(session: Session, county: County) -> None:
    """Intake, examination, merging and numbers of every year; the county keeps them for the shares that follow."""
    plenaries = {p.number: p for p in session.scalars(select(Plenary).where(Plenary.term_id == county.terms[PRESENT].id))}
    for year in YEARS:
        source = random.Random(f"青溪县/提案/{year.number}")
        plenary = plenaries[year.number]
        session.add(ProposalCall(plenary_id=plenary.id, deadline=plenary.opens + DAY, deadline_time=HOUR))
        entered = Entered(year, plenary)
        county.proposals.append(entered)
        receive(session, entered, source)
        examine(session, entered)
        merge(entered)
        number(entered)
        session.flush()
        if year.number > YEARS[0].number:
            at = dt.datetime.combine(plenary.closes or plenary.opens, dt.time(8, 30)) - DAY / 2
            examination.keep(session, plenary.id, at, "审查情况报告")


def receive(session: Session, entered: Entered, source: random.Random) -> None:
    year, opens = entered.year, entered.plenary.opens
    days = sorted(received_on(source, opens) for _ in range(year.received - year.between))
    later = sorted(opens + DAY * source.randint(20, 260 if year is not YEARS[-1] else 120) for _ in range(year.between - 2))
    days += [opens + DAY, *later, max([*later, opens + DAY * 30]) + DAY * 6]
    chosen = proposal_texts.subjects(source, year.received)
    taken: set[str] = set()
    signers = Signers(session, opens, source)
    forms = forms_of(source, year)
    for serial, (day, line, form) in enumerate(zip(days, chosen, forms, strict=True), 1):
        text = SAMPLE if (year.number, serial) == SAMPLE_AT else proposal_texts.write(source, line, taken)
        taken.add(text.name)
        late = serial == year.received - year.between + 1  # after the hour of the deadline
        advice = "、".join((text.host, *text.assists)) if source.random() < 0.5 else None
        proposal = Proposal(plenary_id=entered.plenary.id, serial=serial, name=text.name, form=form, category=text.category,
                            received=day, received_time="18:20" if late else None, body=text.body, advice=advice,
                            researched=source.choice(("委员自选", "委员自选", "调研成果", "界别活动", None)), public=True)
        session.add(proposal)
        entered.proposals.append(proposal)
        entered.texts[proposal.id] = text
        for n, words in enumerate(text.suggestions, 1):
            session.add(Suggestion(proposal_id=proposal.id, number=n, text=words))
        for rank, unit in enumerate((advice or "").split("、") if advice else ()):
            session.add(advised(entered, proposal, unit, rank))
        for sponsor in signers.sign(proposal, form, 5 if text is SAMPLE else None):
            session.add(sponsor)
    for proposal in source.sample(entered.proposals[:60], year.secret):
        proposal.public, proposal.private_reason = False, source.choice(("涉及个人隐私", "涉及未公开的工作", "提案者要求不公开"))
    own = entered.proposals[:year.received - year.between]
    entered.refused.update(p.id for p in own[-len(year.refused):])
    for proposal in own[3:3 + year.withdrawn]:
        proposal.withdrawn, proposal.withdrawal = entered.plenary.opens + DAY * 16, "提案者认为所提问题已经解决，要求撤回"


def received_on(source: random.Random, opens: dt.date) -> dt.date:
    """A few early ones, most in the last three weeks and on the first two days."""
    return opens + DAY * (1 - min(int(source.expovariate(1 / 9)), 70))


def forms_of(source: random.Random, year: Year) -> list[str]:
    """The refused ones at the end of the plenary's own are by one member each."""
    last = year.received - year.between
    free = [n for n in range(year.received) if not last - len(year.refused) <= n < last]
    forms = ["个人"] * year.received
    picked = source.sample(free, year.joint + year.collective)
    for n in picked[:year.joint]:
        forms[n] = "联名"
    for n in picked[year.joint:]:
        forms[n] = "集体"
    if year.number == SAMPLE_AT[0] and forms[SAMPLE_AT[1] - 1] != "联名":  # one for one, so that the figures stay
        forms[picked[0]], forms[SAMPLE_AT[1] - 1] = forms[SAMPLE_AT[1] - 1], "联名"
    return forms


def advised(entered: Entered, proposal: Proposal, unit: str, rank: int) -> UnitAdvice:
    return UnitAdvice(proposal_id=proposal.id, name=unit, role="会办" if rank else "主办", rank=rank, by="提案者", day=proposal.received)


class Signers:
    """The members in office at a plenary, and the bodies that put proposals forward."""

    def __init__(self, session: Session, day: dt.date, source: random.Random) -> None:
        self.source = source
        leading = set(session.scalars(select(OfficeHeld.member_id).where(OfficeHeld.office.in_(("主席", "副主席", "秘书长")))))
        found = session.execute(select(Member, Person).join(Person, Person.id == Member.person_id).where(
            dated.holds(Member, day), dated.holds(Member, day + DAY * 200)).order_by(Member.number))
        self.members = [(p.id, p.name) for m, p in found if m.id not in leading]
        self.bodies = list(self.found_bodies(session))
        self.next = 0

    def found_bodies(self, session: Session) -> Iterator[tuple[str, str, str | None, str | None]]:
        """(kind, name, id, convener)."""
        for body in session.scalars(select(Organisation).where(Organisation.since.is_(None)).order_by(Organisation.rank)):
            yield "党派" if body.kind == "民主党派" else "团体", body.name, body.id, None
        for line in table("sector")[4:10]:
            yield "界别", line["名称"], None, self.source.choice(self.members)[1]

    def sign(self, proposal: Proposal, form: str, count: int | None) -> Iterator[ProposalSponsor]:
        if form == "集体":
            kind, name, id, convener = self.bodies[self.next % len(self.bodies)]
            self.next += 3
            yield ProposalSponsor(proposal_id=proposal.id, rank=1, name=name, body=kind, body_id=id, convener=convener,
                                  sealed=None if convener else True)
            return
        several = count or self.source.choice((2, 2, 3, 3, 4, 5, 6, 8)) if form == "联名" else 1
        for rank, (person, name) in enumerate(self.source.sample(self.members, several), 1):
            yield ProposalSponsor(proposal_id=proposal.id, rank=rank, name=name, person_id=person, signed=proposal.received)


def examine(session: Session, entered: Entered) -> None:
    """Three layers while the plenary sits; what came later is examined some days after it came."""
    opens, verdicts = entered.plenary.opens, iter(entered.year.refused)
    reached = {p.id: n for n, p in enumerate(entered.open)}
    for proposal in entered.proposals:
        reason, direction = next(verdicts) if proposal.id in entered.refused else (None, None)
        between = proposal.received > opens + DAY or proposal.received_time is not None
        for n, (layer, examiner) in enumerate(zip(LAYERS, EXAMINERS, strict=True)):
            if reached.get(proposal.id, 9) <= n:
                break
            day = proposal.received + DAY * (4 + 3 * n) if between else opens + DAY * (1 + (n > 0))
            session.add(Examination(proposal_id=proposal.id, layer=layer, day=min(day, dt.date(2026, 6, 29)), examiner=examiner,
                                    verdict=FILED if reason is None else REFUSED, reason=reason, direction=direction))
        if reason:
            proposal.told = opens + DAY * 14 if entered.year is not YEARS[-1] or direction != BACK else None


def merge(entered: Entered) -> None:
    """Groups of the same subject, each led by the one that came first."""
    by_subject: dict[str, list[Proposal]] = {}
    limit = entered.plenary.opens + DAY
    for proposal in entered.filed:
        if proposal.received <= limit and proposal.received_time is None:
            by_subject.setdefault(entered.texts[proposal.id].subject, []).append(proposal)
    for size in sorted(entered.year.groups, reverse=True):
        subject = max(by_subject, key=lambda s: (len(by_subject[s]), s))
        lead, *others = by_subject.pop(subject)[:size]
        for other in others:
            other.lead_id, other.merged = lead.id, entered.plenary.opens + DAY * 2


def number(entered: Entered) -> None:
    """By category and then in the order of receipt, as the catalogue is printed; what came between follows."""
    order = {line: n for n, line in enumerate(("经济建设", "政治建设", "文化建设", "社会建设", "生态文明建设", "其他"))}
    numbered = [p for p in entered.filed if p.lead_id is None and p not in entered.open[:4]]
    late = {p.id for p in entered.proposals[-entered.year.between:]}
    numbered.sort(key=lambda p: (p.id in late, p.serial if p.id in late else 0, order[p.category or "其他"], p.serial))
    sample = next((p for p in numbered if entered.texts[p.id] is SAMPLE), None)
    if sample is not None:
        numbered.remove(sample)
        numbered.insert(36, sample)
    for n, proposal in enumerate(numbered, 1):
        proposal.number = n


SAMPLE = Text(
    "民宿产业", "关于盘活农村闲置土地发展民宿产业的提案", "经济建设",
    "我县农村常年闲置农房和宅基地较多，群众盼望把沉睡资源变成收入。提案者走访玉川镇、云岭镇的 9 个村，与 46 户农户座谈。\n"
    "主要问题有：一是闲置农房底数不清，流转手续没有统一办法；二是民宿用地指标紧，消防和污水标准不明确；"
    "三是农户、集体和经营者的利益分配没有范本。",
    ("开展闲置农房和土地普查，建立可流转资源名录。", "由村集体统一收储、统一签约，制定收益分配范本。",
     "明确民宿用地、消防、污水标准，实行一窗联审。", "设立专项资金，对前二十家规范经营的民宿给予奖补。"),
    "县农业农村局", ("县文化和旅游局", "县自然资源和规划局"))
"""The proposal that the sample values of the county's year speak of: no. 037 of the third plenary."""

