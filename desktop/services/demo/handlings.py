"""What became of the filed proposals: units, receipts, answers, changes of the unit, extensions, letters, key proposals."""
from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.consultation import Consultation
from desktop.models.handling import ChangeRequest, Extension, Handling, Letter, UnitAdvice
from desktop.models.people import Role
from desktop.models.person import Person, Post
from desktop.models.proposal import KeyProposal, Proposal, Supervision
from desktop.models.unit import Unit
from desktop.rules.calendar import add_months
from desktop.rules.proposals.similar import pairs
from desktop.services import dated
from desktop.services.demo.county import TODAY, County
from desktop.services.demo.proposals import SAMPLE, YEARS, Entered
from desktop.services.proposals.leading import topic_named

DAY = dt.timedelta(days=1)
RESULTS = ("A",) * 9 + ("B",) * 8 + ("C",) * 3
OPINIONS = ("满意",) * 15 + ("基本满意",) * 4 + ("不满意",)
LATE, UNANSWERED = 11, 9
"""In the last plenary: so many answered after the term, so many not at all."""
RURAL = "县乡村振兴局"
"""It was dissolved in January 2025; before, it joined in what concerned the villages."""
KEYS, ALIKE = 5, 2
LEADING = ("主席", "书记", "县长", "秘书长")
FUNDS = (8_500_000, 20_000_000, 35_000_000, 12_000_000, 6_800_000, 50_000_000, 15_600_000)


def hand_over(session: Session, county: County) -> None:
    leaders = {p.id: p.name for p in session.scalars(select(Person).join(Unit, Unit.leader_id == Person.id))}
    units = {u.id: u for u in session.scalars(select(Unit))}
    for entered in county.proposals:
        entered.again(session)
        source = random.Random(f"青溪县/交办/{entered.year.number}")
        desk = Desk(session, county, entered, source, units, leaders)
        own = [p for p in entered.filed if p.lead_id is None and p not in entered.open]
        handed = [desk.hand(p, entered.year.handed if p.received < entered.year.handed - DAY * 12 else p.received + DAY * 13)
                  for p in own]
        desk.answer(handed)
        desk.odd(handed[20:])
        desk.still_open()
        choose(session, entered, own, source)


class Desk:
    """The units of one plenary's proposals."""

    def __init__(self, session: Session, county: County, entered: Entered, source: random.Random, units: dict[str, Unit],
                 leaders: dict[str, str]) -> None:
        self.session, self.county, self.entered, self.source = session, county, entered, source
        self.units, self.leaders = units, leaders
        self.answers = 0

    def decide(self, proposal: Proposal) -> list[Handling]:
        text = self.entered.texts[proposal.id]
        names = [text.host, *text.assists]
        if self.entered.year.number < 4 and text is not SAMPLE and "农村" in text.name and self.source.random() < 0.4:
            names.append(RURAL)
        split = len(names) > 1 and text is not SAMPLE and self.source.random() < 0.06
        rows = []
        for rank, name in enumerate(names[:2] if split else names):
            role = "分办" if split else "会办" if rank else "主办"
            unit = self.county.units[name]
            self.session.add(UnitAdvice(proposal_id=proposal.id, unit_id=unit, name=name, role=role, rank=rank, by="提案委",
                                        day=proposal.received + DAY * 10))
            row = Handling(proposal_id=proposal.id, unit_id=unit, role=role, rank=rank + 1)
            self.session.add(row)
            rows.append(row)
        return rows

    def given(self, row: Handling, day: dt.date) -> Handling:
        unit = self.units[row.unit_id]
        row.handed, row.channel, row.leader = day, unit.channel, self.leaders.get(unit.leader_id or "")
        return row

    def hand(self, proposal: Proposal, day: dt.date) -> list[Handling]:
        rows = self.decide(proposal)
        for row in rows:
            self.given(row, day).signed = day + DAY * self.source.randint(0, 3)
            row.signer = self.source.choice(("办公室收", "文书收", None))
        return rows

    def answer(self, handed: Sequence[list[Handling]]) -> None:
        """Most in time; of the last plenary's some late and some not yet, of the older ones a few late."""
        last = self.entered.year is YEARS[-1]
        slow = self.source.sample(range(30, len(handed)), LATE + UNANSWERED if last else 4)
        for n, rows in enumerate(handed):
            start = rows[0].handed or TODAY
            term = add_months(start, 3)
            if n in slow:
                if last and slow.index(n) >= LATE:
                    for row in rows[1:]:
                        if row.role == "会办":
                            self.reply(row, start + DAY * 27)
                    continue
                done = term + DAY * self.source.randint(2, 11 if last else 40)
            else:
                done = term - DAY * min(int(self.source.expovariate(1 / 16)) + 1, 70)
            if done > TODAY:
                continue
            for row in rows:
                self.reply(row, done - DAY * (25 if row.role == "会办" else 0))

    def reply(self, row: Handling, day: dt.date) -> None:
        row.replied = answered = max(day, row.signed or day)
        if row.role == "会办":
            return
        self.answers += 1
        row.result = self.source.choice(RESULTS)
        row.satisfaction = self.source.choice(OPINIONS)
        row.reply_mark = f"〔{answered.year}〕{self.source.randint(3, 90)}号"
        if self.entered.year.number == 3 and self.is_sample(row):
            row.reply_mark, row.result, row.satisfaction = "青农函〔2024〕21号", "B", "满意"

    def is_sample(self, row: Handling) -> bool:
        return self.entered.texts[row.proposal_id] is SAMPLE

    def odd(self, handed: Sequence[list[Handling]]) -> None:
        """改办 agreed and refused, 增办, 退回, extensions, letters."""
        plain = [rows for rows in handed if rows[0].role == "主办" and not self.is_sample(rows[0])]
        moved, refused, joined = plain[0][0], plain[1][0], plain[2][0]
        self.change(moved, "改办", "该项工作职责不在本单位", "县政府办公室", True)
        self.ask(refused, "改办", "建议由行业主管部门主办", "县交通运输局", False)
        self.ask(joined, "增办", "办理需要财政部门配合", "县财政局", True)
        if all(r.unit_id != self.county.units["县财政局"] for r in plain[2]):
            extra = Handling(proposal_id=joined.proposal_id, unit_id=self.county.units["县财政局"], role="会办", rank=9)
            self.session.add(extra)
            self.given(extra, (joined.handed or TODAY) + DAY * 6).signed = (joined.handed or TODAY) + DAY * 7
        late = [rows[0] for rows in plain if rows[0].replied is None or rows[0].replied > add_months(rows[0].handed or TODAY, 3)]
        late.sort(key=lambda row: row.replied is not None)
        for row in late[:2]:
            end = add_months(row.handed or TODAY, 3)
            self.session.add(Extension(proposal_id=row.proposal_id, handling_id=row.id, day=end - DAY * 6, until=end + DAY * 22,
                                       reason="需待上级资金计划下达后答复", decided=end - DAY * 3, decider="县政府办公室", agreed=True))
        for row in late[2:]:
            end = add_months(row.handed or TODAY, 3)
            self.session.add(Letter(proposal_id=row.proposal_id, handling_id=row.id, kind="提示函", day=end - DAY * 10))
            if row.replied and row.replied > end + DAY * 3:
                self.session.add(Letter(proposal_id=row.proposal_id, handling_id=row.id, kind="催办函", day=end + DAY * 2))

    def ask(self, row: Handling, kind: str, reason: str, wanted: str, agreed: bool | None) -> None:
        start = row.handed or TODAY
        self.session.add(ChangeRequest(
            proposal_id=row.proposal_id, handling_id=row.id, kind=kind, day=start + DAY * 3, reason=reason,
            wanted_id=self.county.units[wanted], decided=None if agreed is None else start + DAY * 6,
            decider=None if agreed is None else "县政府办公室", agreed=agreed))

    def change(self, row: Handling, kind: str, reason: str, wanted: str, agreed: bool) -> None:
        """The first unit's place is taken; what it answered was never written."""
        self.ask(row, kind, reason, wanted, agreed)
        fresh = Handling(proposal_id=row.proposal_id, unit_id=self.county.units[wanted], role=row.role, rank=row.rank)
        self.session.add(fresh)
        day = (row.handed or TODAY) + DAY * 6
        self.given(fresh, day).signed = day + DAY
        if row.replied and row.replied > day + DAY * 5:
            fresh.replied, fresh.reply_mark, fresh.result, fresh.satisfaction = row.replied, row.reply_mark, row.result, row.satisfaction
        row.ended, row.ending = day, reason
        row.replied = row.reply_mark = row.result = row.satisfaction = None

    def still_open(self) -> None:
        """The last ones: decided only, handed and not signed, and one whose unit asks for another."""
        for n, proposal in enumerate(self.entered.open[5:]):
            rows = self.decide(proposal)
            for row in rows if n else ():
                self.given(row, TODAY - DAY * 4)
            if n == 2:
                self.ask(rows[0], "改办", "该项工作职责不在本单位", "县政府办公室", None)


def choose(session: Session, entered: Entered, own: Sequence[Proposal], source: random.Random) -> None:
    """重点, 优秀 and 资金."""
    sample = [p for p in own if entered.texts[p.id] is SAMPLE]
    chosen = (sample + source.sample([p for p in own if p not in sample], KEYS + 2))[:KEYS + 2]
    decided = entered.year.handed + DAY * 8
    topics = session.scalars(select(Consultation).where(Consultation.year == entered.year.handed.year)).all()
    party, government, cppcc = (leaders(session, body, decided) for body in ("县委", "县政府", "县政协"))
    for n, proposal in enumerate(chosen):
        text = entered.texts[proposal.id]
        key = KeyProposal(proposal_id=proposal.id, theme=text.subject, recommended=decided - DAY * 20, recommender="提案委")
        session.add(key)
        if n >= KEYS:
            continue  # recommended, not chosen
        key.decided, key.meeting = decided, "县政协十届主席会议"
        key.party_leader = party[n % len(party)] if n % 3 == 0 else None
        key.government_leader = government[n % len(government)] if n % 3 == 1 else None
        key.cppcc_leader = cppcc[n % len(cppcc)]
        key.committee, key.method, key.planned = "提案委", "实地视察", "5月"
        if text is SAMPLE:
            key.party_leader, key.topic = next((p for p in party if "副书记" in p), party[0]), "发展民宿产业助推乡村振兴"
        else:
            key.topic = next((t.name for t in topics if likeness(t.name, text.subject) >= ALIKE), None)
        key.topic_id = topic_named(session, key.topic)
        for method, day in (("专题调研", decided + DAY * 40), ("督办会", decided + DAY * 120)):
            if day < TODAY:
                place = source.choice(("玉川镇", "云岭镇", "城关镇"))
                session.add(Supervision(proposal_id=proposal.id, day=day, method=method, place=place,
                                        leader=key.cppcc_leader, attending=text.host, summary="听取办理情况，现场查看，提出改进意见。"))
    if entered.year is not YEARS[-1]:
        for proposal in source.sample(list(own), 9):
            proposal.excellent = True
    for proposal, fund in zip((sample + list(reversed(chosen)))[:7], FUNDS, strict=False):
        proposal.fund = 8_500_000 if entered.texts[proposal.id] is SAMPLE else fund


def likeness(one: str, other: str) -> int:
    """How many pairs of characters two titles share."""
    return len(pairs(one) & pairs(other))


def leaders(session: Session, body: str, day: dt.date) -> list[str]:
    """县委副书记 柳志远: the leaders of a body on a day, in their own order."""
    return list(named(session, body, day)) or [""]


def named(session: Session, body: str, day: dt.date) -> Iterator[str]:
    query = select(Role, Person).join(Person, Person.id == Role.person_id).where(
        Role.role == "县领导", Role.body == body, dated.holds(Role, day)).order_by(Role.rank)
    for role, person in session.execute(query):
        post = session.scalar(select(Post.post).where(Post.person_id == role.person_id, dated.holds(Post, day)))
        yield f"{called(body, post or '')} {person.name}".strip()


def called(body: str, post: str) -> str:
    """县委书记, 副县长, 县政协副主席: the post by which a leader is called, with the body where it is not said."""
    parts = post.split("、")
    last = post if post.startswith("县") else next((p for p in parts if p.endswith(LEADING) and "党" not in p), parts[-1])
    return last if last.startswith(("县", "副县长")) or not last else f"{body}{last}"
