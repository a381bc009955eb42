"""收件: a proposal typed in or taken from a file, corrected, and removed when it was entered by mistake."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import BadValue, Several, Text, plain
from desktop.fields.looks import follow, packed, unpacked
from desktop.fields.refused import Refused
from desktop.importers.proposal import kind_of
from desktop.models.base import Base, field_of, fields_of
from desktop.models.handling import UnitAdvice
from desktop.models.office import Attachment
from desktop.models.proposal import Proposal, ProposalCall, ProposalSponsor, Suggestion
from desktop.models.speech import Speech
from desktop.rules.proposals import sponsors as sponsor_rules
from desktop.rules.proposals import timing
from desktop.rules.rights import Right
from desktop.services import codes, office
from desktop.services.proposals.checking import called, known, past, settled, several
from desktop.services.proposals.docket import Sitting, sittings
from desktop.services.proposals.signatories import Found, Signatories
from desktop.services.store import Store
from desktop.services.units import UnitNames

SPONSORS = Field("sponsors", "提案者", Text(width=14, longest=2000), required=True, listed=True, help="第一提案人在前，用“、”分开",
                 aliases=("提案人", "提案单位", "第一提案人", "提案人姓名", "提出者", "提案单位（人）", "领衔人"))


class Items(Text):
    """A line an item, or the items themselves; the further lines of one are set in."""

    def parse(self, raw: Any) -> Any:
        if isinstance(raw, list | tuple):
            return tuple(item.strip() for item in raw if item and item.strip()) or None
        set_in = str(raw)[:1].isspace()  # all of them, as paragraphs are typed
        found: list[str] = []
        for line in filter(str.strip, plain(raw).split("\n")):
            if found and line[0].isspace() and not set_in and not kind_of(line):
                found[-1] += f"\n{line.lstrip(' ').rstrip()}"  # a tab is the end of an empty cell
            else:
                found.append(line.strip())
        return tuple(found) or None

    def show(self, value: Any) -> str:
        return value if isinstance(value, str) else "\n".join(shown(item) for item in value or ())


def shown(item: str) -> str:
    """A suggestion in a list with others: its further lines are set in."""
    return item.replace("\n", "\n\u3000\u3000")


BODY_HELP = "情况和分析；建议逐条另列。［图1］一行是图片的位置，改过的段落不再保留加粗等样式"
SUGGESTIONS = Field("suggestions", "建议", Items(width=30, longest=10**8, lines=True), help="一条一行；同一条的下一段前面空两格")
FIELDS: tuple[Field, ...] = (
    field_of(Proposal.name), SPONSORS, field_of(Proposal.received), field_of(Proposal.received_time), field_of(Proposal.category),
    field_of(Proposal.timing), field_of(Proposal.form, required=False, help="不填时按提案者定"),
    field_of(Proposal.body, help=BODY_HELP), SUGGESTIONS,
    field_of(Proposal.public), field_of(Proposal.private_reason), field_of(Proposal.advice), field_of(Proposal.researched),
    field_of(Proposal.excellent), field_of(Proposal.fund), field_of(Proposal.note))
"""What a clerk types of a proposal; the plenary is chosen beside the form."""
CALL_FIELDS = fields_of(ProposalCall)
KEPT = tuple(f.name for f in fields_of(Proposal) if f.name not in ("serial", "merged", "withdrawn", "withdrawal", "told"))


@dataclass(frozen=True)
class Looks:
    """How a text read from a document looks, as it is kept: of the body, and of each suggestion by its text."""
    body: list[dict[str, Any]] | None
    suggestions: Mapping[str, list[dict[str, Any]] | None]


def fields(store: Store) -> tuple[Field, ...]:
    with store.read() as session:
        return codes.bind(session, FIELDS)


def sitting_of(session: Session, asked: str | None, received: dt.date) -> Sitting:
    """The plenary that is meant, or the one whose 征集 had begun on the day."""
    every = sittings(session)
    if asked:
        for sitting in every.values():
            if asked in (sitting.id, sitting.key, sitting.name):
                return sitting
        raise Refused(f"没有登记过“{asked}”这次会议，没有保存。请先在设置的届次中补上。")
    found = timing.plenary_of(received, ((s.id, s.window) for s in every.values()))
    if found is None:
        raise Refused(f"{received.isoformat()} 收到的提案不属于任何一次会议，没有保存。请先在设置的届次中登记会议。")
    return every[found]


def next_serial(session: Session, plenary: str) -> int:
    return (session.scalar(select(func.max(Proposal.serial)).where(Proposal.plenary_id == plenary)) or 0) + 1


def save(store: Store, draft: Mapping[str, Any], record: str | None = None) -> str:
    """Store a proposal; returns its id. `draft` has the fields of FIELDS, and may have `plenary` (10.4 or an id), `number`,
    `sponsors` (a text, or mappings with name, person_id, body, convener, sealed, invited, signed), `suggestions`
    (a text or the items) and `looks` of both (Looks); without it what was not edited looks as before."""
    title = f"{'修改' if record else '收到'}提案：{draft.get('name') or ''}".rstrip("：")[:200]
    with store.operation(title) as session:
        return write(session, draft, record, store.today())


def write(session: Session, draft: Mapping[str, Any], record: str | None, today: dt.date) -> str:
    proposal = enter(session, draft, record, today)
    settled(session, today, [proposal.id])
    return proposal.id


def enter(session: Session, draft: Mapping[str, Any], record: str | None, today: dt.date,
          signatories: Mapping[dt.date, Signatories] | None = None, units: UnitNames | None = None) -> Proposal:
    """One of many: the caller holds the dates of all against each other at the end, and may know who signed and the units."""
    proposal = session.get(Proposal, record) if record else None
    if record and proposal is None:
        raise Refused("这件提案已被删除，没有保存。")
    received = draft.get("received") or (proposal.received if proposal else today)
    if received > today:
        raise Refused(f"收到日期 {received.isoformat()} 在今天之后，没有保存。请核对日期。")
    if proposal is None:
        if not draft.get("name"):
            raise Refused("案由没有填写，没有保存。")
        sitting = sitting_of(session, draft.get("plenary"), received)
        proposal = Proposal(plenary_id=sitting.id, serial=draft.get("serial") or next_serial(session, sitting.id), form="个人",
                            received=received, name=draft["name"])
        serial_is_free(session, proposal)
        session.add(proposal)
    elif draft.get("plenary"):
        move(session, proposal, sitting_of(session, draft["plenary"], received))
    fill(session, proposal, draft, received)
    if "sponsors" in draft or record is None:
        known_on = (signatories or {}).get(received) or Signatories(session, received)
        sign(session, proposal, known_on.all(draft.get("sponsors")), draft.get("form"))
    if "suggestions" in draft:
        suggest(session, proposal.id, draft["suggestions"], draft.get("looks"))
    if "advice" in draft:
        advise(session, proposal, draft["advice"], units or UnitNames(session))
    return proposal


def fill(session: Session, proposal: Proposal, draft: Mapping[str, Any], received: dt.date) -> None:
    if draft.get("looks"):
        proposal.looks = draft["looks"].body
    elif "body" in draft and draft["body"] != proposal.body:
        proposal.looks = followed(proposal.body, draft["body"], proposal.looks)
    for name in KEPT:
        if name in draft and name != "form":
            setattr(proposal, name, draft[name])
    proposal.received = received
    if not proposal.name:
        raise Refused("案由没有填写，没有保存。")
    try:
        proposal.received_time = timing.clock(proposal.received_time)
    except BadValue as error:
        raise Refused(f"收到时刻：{error}，没有保存。") from None
    if proposal.public is False and not proposal.private_reason and draft.get("public") is False:
        raise Refused("不公开的提案要写明原因，没有保存。请填写不公开原因。")
    if draft.get("form"):
        proposal.form = draft["form"]
    if proposal.number is not None:
        number_is_free(session, proposal)


def number_is_free(session: Session, proposal: Proposal) -> None:
    """A number is given once in a plenary."""
    with session.no_autoflush:
        other = session.scalar(select(Proposal).where(
            Proposal.plenary_id == proposal.plenary_id, Proposal.number == proposal.number, Proposal.id != proposal.id))
    if other is not None:
        raise Refused(f"案号 {proposal.number} 已给了{called(other)}，没有保存。请换一个案号。")


def serial_is_free(session: Session, proposal: Proposal) -> None:
    other = session.scalar(select(Proposal).where(Proposal.plenary_id == proposal.plenary_id, Proposal.serial == proposal.serial))
    if other is not None:
        raise Refused(f"流水号 {proposal.serial} 已给了“{other.name}”，没有保存。")


def move(session: Session, proposal: Proposal, sitting: Sitting) -> None:
    """To another plenary: with a new serial there, never with its number."""
    if sitting.id == proposal.plenary_id:
        return
    if proposal.number is not None or proposal.lead_id is not None:
        raise Refused(f"{called(proposal)}已编案号或已并案，不能改到别的会议，没有保存。")
    proposal.plenary_id, proposal.serial = sitting.id, next_serial(session, sitting.id)


def sign(session: Session, proposal: Proposal, found: Sequence[Found], form: str | None) -> None:
    """The sponsors become those found, in their order; what they make of the proposal is computed unless it is said."""
    if wrong := [f.sentence for f in found if f.sentence and f.error]:
        raise Refused(f"提案者：{'；'.join(wrong)}，没有保存。请核对姓名，或先在委员、参加单位中登记。")
    if not found:
        raise Refused("提案者没有填写，没有保存。")
    twice = [f.sponsor["name"] for n, f in enumerate(found) if any(f.sponsor["name"] == o.sponsor["name"] for o in found[:n])]
    if twice:
        raise Refused(f"提案者“{twice[0]}”写了两次，没有保存。")
    present = {s.name: s for s in session.scalars(select(ProposalSponsor).where(ProposalSponsor.proposal_id == proposal.id))}
    for rank, each in enumerate(found, 1):
        row = present.pop(each.sponsor["name"], None)
        if row is None:
            row = ProposalSponsor(proposal_id=proposal.id, name=each.sponsor["name"], rank=rank)
            session.add(row)
        row.rank = rank
        for name in ("person_id", "body", "body_id", "convener", "sealed", "invited", "signed"):
            if name in each.sponsor:
                setattr(row, name, each.sponsor[name])
    for gone in present.values():
        session.delete(gone)
    joint = office.values(session)["proposal_joint"]
    proposal.form = form or sponsor_rules.form_of([f.sponsor for f in found], joint)


def followed(old: str | None, new: str | None, looks: Any) -> Any:
    """The looks that are kept when a text is edited."""
    return packed(follow(old or "", new or "", unpacked(looks))) if looks else None


def suggest(session: Session, proposal: str, said: str | Sequence[str] | None, looks: Looks | None = None) -> None:
    """The numbered suggestions become those said; one that stays keeps its row, and its looks under whatever number."""
    items = [line.strip() for line in (said.split("\n") if isinstance(said, str) else said or ()) if line.strip()]
    present = {s.number: s for s in session.scalars(select(Suggestion).where(Suggestion.proposal_id == proposal))}
    known = looks.suggestions if looks else {s.text: s.looks for s in present.values()}
    for number, text in enumerate(items, 1):
        row = present.pop(number, None)
        if row is None:
            session.add(Suggestion(proposal_id=proposal, number=number, text=text, looks=known.get(text)))
        elif row.text != text or looks:
            row.looks = known[text] if text in known else followed(row.text, text, row.looks)
            row.text = text
    for gone in present.values():
        session.delete(gone)


def advise(session: Session, proposal: Proposal, said: str | None, units: UnitNames) -> None:
    """What the proposer wishes as units: known ones become links, others keep their name."""
    for row in session.scalars(select(UnitAdvice).where(UnitAdvice.proposal_id == proposal.id, UnitAdvice.by == "提案者")):
        session.delete(row)
    for rank, name in enumerate(Several(kind=Text(longest=80)).parse(said) or ()):
        unit, _ = units.find(name, proposal.received)
        known = unit.id if unit is not None and unit.holds(proposal.received) else None
        session.add(UnitAdvice(proposal_id=proposal.id, unit_id=known, name=name, role="会办" if rank else "主办",
                               rank=rank, by="提案者", day=proposal.received))


def cosign(store: Store, record: str, name: str, *, on: dt.date | None = None) -> None:
    """A member who was asked to join has signed."""
    day = past(store, on, "签名")
    with store.operation(f"登记联名：{name}") as session:
        row = session.scalar(select(ProposalSponsor).where(ProposalSponsor.proposal_id == record, ProposalSponsor.name == name))
        if row is None:
            raise Refused(f"这件提案没有邀请“{name}”联名，没有登记。")
        row.signed = day


def call(store: Store, plenary: str, draft: Mapping[str, Any]) -> None:
    """征集 of a plenary: since, deadline, deadline_time, cosign_until, themes."""
    with store.operation("设置提案征集", Right.SETTINGS) as session:
        sitting = sitting_of(session, plenary, store.today())
        row = session.scalar(select(ProposalCall).where(ProposalCall.plenary_id == sitting.id))
        if row is None:
            row = ProposalCall(plenary_id=sitting.id)
            session.add(row)
        for field in fields_of(ProposalCall):
            if field.name in draft:
                setattr(row, field.name, draft[field.name])
        try:
            row.deadline_time = timing.clock(row.deadline_time)
        except BadValue as error:
            raise Refused(f"截止时刻：{error}，没有保存。") from None
        if row.since and row.deadline and row.since > row.deadline:
            raise Refused(f"征集起 {row.since.isoformat()} 在截止日期 {row.deadline.isoformat()} 之后，没有保存。")


def remove(store: Store, ids: Sequence[str]) -> None:
    """Proposals entered by mistake, with all that hangs on them; a filed or handed one can only be withdrawn."""
    with store.operation(f"删除提案 {len(ids)} 件") as session:
        chosen = known(session, ids)
        docket = settled(session, store.today(), ids)
        leads = set(session.scalars(select(Proposal.lead_id).where(Proposal.lead_id.is_not(None))))
        kept = [called(p) for p in chosen if p.number is not None or p.id in leads or any(
            h.handed for h in docket.handlings.get(p.id, ()))]
        if kept:
            raise Refused(f"{several(kept)}已编案号、已交办或有并入的提案，不能删除，没有改动。需要时请登记撤案。")
        for model in (m.class_ for m in Base.registry.mappers if getattr(m.class_, "__root__", "") == "proposal_id"):
            for row in session.scalars(select(model).where(model.proposal_id.in_(ids))):
                session.delete(row)
        for row in session.scalars(select(Attachment).where(Attachment.subject.in_(ids))):
            session.delete(row)
        for speech in session.scalars(select(Speech).where(Speech.turned_id.in_(ids))):
            speech.turned = speech.turned_id = None
        for proposal in chosen:
            session.delete(proposal)
