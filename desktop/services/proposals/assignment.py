"""交办: suggested units and decided ones, the batch that goes to the units, their receipts, requests and answers."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.refused import Refused
from desktop.models.handling import ChangeRequest, Extension, Handling, Letter, UnitAdvice
from desktop.models.person import Person
from desktop.models.proposal import Proposal
from desktop.models.unit import Unit
from desktop.rules.proposals.deadlines import ANSWERING, ASSIST, HOST, SPLIT
from desktop.rules.proposals.states import FILED
from desktop.services.progress import Progress, silent
from desktop.services.proposals import register
from desktop.services.proposals.checking import called, known, past, settled, several
from desktop.services.proposals.docket import Docket, Row, blocks
from desktop.services.store import Store

Wanted = Sequence[tuple[str, str]]
"""(unit id, 主办, 会办 or 分办) in their order."""


def suggest(store: Store, record: str, units: Wanted, by: str, *, on: dt.date | None = None) -> None:
    """What the 提案委, the 县委办 or the 县政府办 suggests; it replaces what the same one suggested before."""
    day = past(store, on, "建议")
    with store.operation(f"{by}建议承办单位") as session:
        known(session, [record])
        names = Docket(session, day, within=()).units
        for row in session.scalars(select(UnitAdvice).where(UnitAdvice.proposal_id == record, UnitAdvice.by == by)):
            session.delete(row)
        for rank, (unit, role) in enumerate(units):
            session.add(UnitAdvice(proposal_id=record, unit_id=unit, name=names[unit], role=role, rank=rank, by=by, day=day))


class Desks:
    """The units of a day and their names, read once for however many proposals."""

    def __init__(self, session: Session, day: dt.date) -> None:
        self.day = day
        self.units = {u.id: u for u in session.scalars(select(Unit))}
        self.names = Docket(session, day, within=()).units

    def stands(self, unit: str) -> Unit:
        """Refuse a unit that does not exist on the day."""
        row, name = self.units.get(unit), self.names.get(unit, "")
        if row is None:
            raise Refused("所选单位已被删除，没有登记。请重新选择。")
        if not row.holds(self.day):
            gone = row.until and row.until < self.day
            last = f"{row.until.isoformat()} 已撤销" if row.until and gone else f"{self.day.isoformat()} 还没有设立"
            raise Refused(f"“{name}”{last}，没有登记。请换现有的单位。")
        return row


def decide(store: Store, record: str, units: Wanted) -> None:
    """The units that will handle a proposal; those already handed over are changed by 改办 only."""
    with store.operation("确定承办单位") as session:
        (proposal,) = known(session, [record])
        settle(session, proposal, units, Desks(session, store.today()))


def settle(session: Session, proposal: Proposal, units: Wanted, desks: Desks) -> list[Handling]:
    """Keep these units of a proposal and no others; returns their rows."""
    if proposal.lead_id:
        raise Refused(f"{called(proposal)}已并案，由牵头提案一并办理，没有登记。")
    fit(proposal, units, desks)
    present = session.scalars(select(Handling).where(Handling.proposal_id == proposal.id)).all()
    if any(h.handed for h in present):
        raise Refused(f"{called(proposal)}已经交办，没有登记。承办单位要变更的，请登记改办或增办。")
    kept, rows = {(h.unit_id, h.role): h for h in present}, []
    for rank, pair in enumerate(units, 1):
        row = kept.pop(pair, None)
        if row is None:
            row = Handling(proposal_id=proposal.id, unit_id=pair[0], role=pair[1])
            session.add(row)
        row.rank = rank
        rows.append(row)
    for gone in kept.values():
        session.delete(gone)
    return rows


def fit(proposal: Proposal, units: Wanted, desks: Desks) -> None:
    """One 主办, with or without 会办; or several 分办, each answering for itself."""
    roles = [role for _, role in units]
    if len({unit for unit, _ in units}) != len(units):
        raise Refused(f"{called(proposal)}的同一单位选了两次，没有登记。")
    if roles.count(HOST) > 1:
        raise Refused(f"{called(proposal)}有 {roles.count(HOST)} 个主办单位，没有登记。几家各自答复的请选分办，否则只留一家主办。")
    if HOST in roles and SPLIT in roles:
        raise Refused(f"{called(proposal)}又有主办又有分办，没有登记。请选一种。")
    if roles.count(SPLIT) == 1:
        raise Refused(f"{called(proposal)}只有一家分办，没有登记。一家答复的请选主办。")
    if units and not set(roles) & set(ANSWERING):
        raise Refused(f"{called(proposal)}没有主办单位，没有登记。")
    for unit, _ in units:
        desks.stands(unit)


def hand_over(store: Store, ids: Sequence[str], *, on: dt.date | None = None, due: dt.date | None = None,
              progress: Progress = silent) -> int:
    """交办: the decided units of many proposals get them on one day, as one operation; returns how many units' rows.

    `due` is one date for all; without it each role's own term counts. Each unit's 归口 and 分管县领导 are kept as they are
    on the day, unless others were decided with the units.
    """
    day = past(store, on, "交办")
    if due is not None and due <= day:
        raise Refused(f"办理期限 {due.isoformat()} 不在交办日期 {day.isoformat()} 之后，没有交办。")
    with store.operation(f"交办提案 {len(ids)} 件") as session:
        chosen = known(session, ids)
        docket = Docket(session, day, within=ids)
        ready(docket, chosen)
        desks = Desks(session, day)
        leaders = {p.id: p.name for p in session.scalars(select(Person).join(Unit, Unit.leader_id == Person.id))}
        rows = 0
        for done, proposal in enumerate(chosen, 1):
            for handling in docket.handlings.get(proposal.id, ()):
                if handling.handed is None:
                    unit = desks.stands(handling.unit_id)
                    handling.handed, handling.due = day, due or handling.due
                    handling.channel = handling.channel or unit.channel
                    handling.leader = handling.leader or leaders.get(unit.leader_id or "")
                    rows += 1
            progress(done, len(chosen))
        settled(session, store.today(), ids)
        return rows


def ready(docket: Docket, chosen: Sequence[Proposal]) -> None:
    """Name every proposal that cannot be handed over, each with what it lacks."""
    wrong = []
    for proposal in chosen:
        row, here = docket.row(proposal), docket.handlings.get(proposal.id, ())
        if row["outcome"] != FILED:
            wrong.append(f"{called(proposal)}{row['outcome']}")
        elif proposal.lead_id:
            wrong.append(f"{called(proposal)}已并案，由牵头提案交办")
        elif proposal.number is None:
            wrong.append(f"{called(proposal)}没有案号")
        elif not here:
            wrong.append(f"{called(proposal)}没有确定承办单位")
        elif all(h.handed for h in here):
            wrong.append(f"{called(proposal)}已经交办")
    if wrong:
        raise Refused(f"有 {len(wrong)} 件还不能交办，全部没有交办：{several(wrong)}。")


def of_handlings(session: Session, ids: Sequence[str]) -> list[Handling]:
    found = {h.id: h for h in blocks(session, select(Handling), Handling.id, ids)}
    if len(found) != len(set(ids)):
        raise Refused("所选的承办记录有的已被删除，没有改动。请刷新后再选。")
    return [found[i] for i in ids]


def sign(store: Store, handlings: Sequence[str], *, on: dt.date | None = None, signer: str | None = None) -> None:
    """签收: the units have received their proposals."""
    day = past(store, on, "签收")
    with store.operation(f"登记签收 {len(handlings)} 件") as session:
        rows = of_handlings(session, handlings)
        unhanded(session, rows, "签收")
        for row in rows:
            row.signed, row.signer = day, signer or row.signer
        settled(session, store.today(), [r.proposal_id for r in rows])


def unhanded(session: Session, rows: Sequence[Handling], what: str) -> None:
    if early := [r for r in rows if r.handed is None]:
        names = [called(p) for p in known(session, list(dict.fromkeys(r.proposal_id for r in early)))]
        raise Refused(f"{several(names)}还没有交办，没有登记{what}。")


def reply(store: Store, handling: str, *, on: dt.date | None = None, mark: str | None = None, result: str | None = None,
          satisfaction: str | None = None) -> None:
    """A unit has answered (a 会办 unit: has given its opinion to the 主办)."""
    day = past(store, on, "答复")
    with store.operation("登记答复") as session:
        (row,) = of_handlings(session, [handling])
        unhanded(session, [row], "答复")
        row.replied, row.reply_mark, row.result, row.satisfaction = day, mark, result, satisfaction
        settled(session, store.today(), [row.proposal_id])


# 改办、增办、退回

def request(store: Store, handling: str, kind: str, reason: str, *, on: dt.date | None = None, wanted: str | None = None,
            late: bool = False) -> str:
    """A unit asks within its working days for another unit; after them only when the office lets it (`late`)."""
    day = past(store, on, "申请")
    with store.operation(f"登记{kind}申请") as session:
        (row,) = of_handlings(session, [handling])
        unhanded(session, [row], f"{kind}申请")
        if row.ended:
            raise Refused("这个单位已不再承办，没有登记。")
        docket = Docket(session, store.today(), within=[row.proposal_id])
        used = docket.calendar.between(row.handed or day, day)
        if used > docket.terms.change and not late:
            raise Refused(f"交办后已过 {used} 个工作日，超过申请{kind}的 {docket.terms.change} 个工作日，没有登记。"
                          "经同意受理的，请勾选逾期受理。")
        if wanted:
            Desks(session, day).stands(wanted)
        made = ChangeRequest(proposal_id=row.proposal_id, handling_id=row.id, kind=kind, day=day, reason=reason.strip() or None,
                             wanted_id=wanted)
        session.add(made)
        settled(session, store.today(), [row.proposal_id])
        return made.id


def answer_request(store: Store, request_id: str, agreed: bool, decider: str, *, on: dt.date | None = None,
                   unit: str | None = None, role: str | None = None) -> None:
    """The two offices decide: agreed, the unit (or the one it asked for) takes over or joins from that day."""
    day = past(store, on, "决定")
    with store.operation("同意改办" if agreed else "不同意改办") as session:
        made = session.get(ChangeRequest, request_id)
        if made is None:
            raise Refused("这条申请已被删除，没有登记。")
        if made.decided:
            raise Refused("这条申请已经决定过，没有再登记。")
        made.decided, made.decider, made.agreed = day, decider, agreed
        (row,) = of_handlings(session, [made.handling_id])
        if agreed:
            change(session, row, made, day, unit or made.wanted_id, role)
        settled(session, store.today(), [row.proposal_id])


def change(session: Session, row: Handling, made: ChangeRequest, day: dt.date, unit: str | None, role: str | None) -> None:
    if made.kind != "退回" and unit is None:
        raise Refused(f"没有选定{made.kind}的单位，没有登记。")
    others = session.scalars(select(Handling).where(Handling.proposal_id == row.proposal_id)).all()
    if unit and any(o.unit_id == unit and o.ended is None for o in others):
        raise Refused("选定的单位已经在承办这件提案，没有登记。")
    if made.kind != "增办":
        row.ended, row.ending = day, made.reason or made.kind
    if unit:
        home = Desks(session, day).stands(unit)
        leader = session.get(Person, home.leader_id) if home.leader_id else None
        session.add(Handling(proposal_id=row.proposal_id, unit_id=unit, role=role or (ASSIST if made.kind == "增办" else row.role),
                             rank=max(o.rank for o in others) + 1, channel=home.channel, leader=leader and leader.name, handed=day,
                             due=row.due if row.due and row.due > day else None))


# 延期、催办

def extend(store: Store, handling: str, until: dt.date, reason: str, *, on: dt.date | None = None, agreed: bool = True,
           decider: str = "", decided: dt.date | None = None) -> None:
    """A longer term, or that it was refused."""
    day = past(store, on, "申请延期")
    with store.operation("登记延期") as session:
        (row,) = of_handlings(session, [handling])
        unhanded(session, [row], "延期")
        present = Docket(session, store.today(), within=[row.proposal_id]).due(row)
        if present and until <= present:
            raise Refused(f"延至 {until.isoformat()} 不晚于现在的期限 {present.isoformat()}，没有登记。")
        session.add(Extension(proposal_id=row.proposal_id, handling_id=row.id, day=day, until=until, reason=reason.strip() or None,
                              decided=decided or day, decider=decider or None, agreed=agreed))


def letters(store: Store, kind: str, *, as_of: dt.date | None = None, plenary: str | None = None) -> list[Row]:
    """The units that should get a 提示函, 催办函 or 督办通知 on the day and have not got that kind yet, as rows of handlings."""
    rows = register.handlings(store, as_of=as_of, plenary=plenary)
    return [r for r in rows if r["letter"] == kind and kind not in r["sent"]]


def send(store: Store, handlings: Sequence[str], kind: str, *, on: dt.date | None = None) -> None:
    """The letters have gone out."""
    day = past(store, on, kind)
    with store.operation(f"发出{kind} {len(handlings)} 件") as session:
        for row in of_handlings(session, handlings):
            session.add(Letter(proposal_id=row.proposal_id, handling_id=row.id, kind=kind, day=day))


def caution(store: Store, *, as_of: dt.date | None = None) -> str:
    """Whether working days could only be counted by weekends this year or next: a sentence, or ''."""
    day = as_of or store.today()
    with store.read() as session:
        return Docket(session, day, within=()).calendar.caution(day, day + dt.timedelta(days=90))


def desks(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """Rows of handlings by unit, in the units' order of appearance."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["unit"], []).append(row)
    return found


