"""审查立案: what three layers find, numbers, 并案, 撤案, and the figures frozen for the closing report."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.fields.refused import Refused
from desktop.models.proposal import Examination, Proposal, Snapshot
from desktop.rules.proposals import figures
from desktop.rules.proposals.figures import Figures
from desktop.rules.proposals.states import FILED, LAYERS, REFUSED, WITHDRAWN
from desktop.rules.rights import Right
from desktop.services import office
from desktop.services.proposals import register
from desktop.services.proposals.checking import called, known, past, settled, several
from desktop.services.proposals.docket import Docket
from desktop.services.proposals.intake import number_is_free
from desktop.services.store import Store


def examine(store: Store, ids: Sequence[str], layer: str, verdict: str, *, on: dt.date | None = None, examiner: str | None = None,
            reason: str | None = None, direction: str | None = None, addressee: str | None = None, opinion: str | None = None) -> None:
    """What a layer (审查人, 提案委主任, 分管副主席) finds of proposals: 立案, or 不予立案 with reason and direction.

    The same layer on the same day is corrected; on another day it has spoken again and the later word counts.
    """
    day = past(store, on, "审查")
    if layer not in LAYERS or verdict not in (FILED, REFUSED):
        raise Refused(f"审查层次和审查意见要写明（{'、'.join(LAYERS)}；立案、不予立案），没有登记。")
    if verdict == REFUSED and not (reason and direction):
        raise Refused("不予立案要写明理由和去向，没有登记。")
    said = {"verdict": verdict, "examiner": examiner, "opinion": opinion,
            **{k: v if verdict == REFUSED else None for k, v in (("reason", reason), ("direction", direction), ("addressee", addressee))}}
    with store.operation(f"{layer}审查提案 {len(ids)} 件：{verdict}") as session:
        chosen = known(session, ids)
        if verdict == REFUSED:
            refusable(session, chosen)
        present = {e.proposal_id: e for e in session.scalars(select(Examination).where(
            Examination.proposal_id.in_(ids), Examination.layer == layer, Examination.day == day))}
        for proposal in chosen:
            if proposal.withdrawn:
                raise Refused(f"{called(proposal)}已经撤案，没有登记。")
            row = present.get(proposal.id)
            if row is None:
                row = Examination(proposal_id=proposal.id, layer=layer, day=day, verdict=verdict)
                session.add(row)
            for name, value in said.items():
                setattr(row, name, value)
        settled(session, store.today(), ids)


def refusable(session: Session, chosen: Sequence[Proposal]) -> None:
    """What is handed over, merged or leads a group cannot be refused any more, or the figures would not agree."""
    docket = Docket(session, dt.date.max, within=[p.id for p in chosen])
    leads = leading(session, [p.id for p in chosen])
    for proposal in chosen:
        if any(h.handed for h in docket.handlings.get(proposal.id, ())):
            raise Refused(f"{called(proposal)}已经交办，不能改为不予立案，没有登记。需要时请登记撤案。")
        if proposal.number is not None:
            raise Refused(f"{called(proposal)}已编案号 {proposal.number}，不能改为不予立案，没有登记。请先取消案号。")
        if proposal.lead_id or proposal.id in leads:
            raise Refused(f"{called(proposal)}在并案中，没有登记。请先取消并案。")


def leading(session: Session, ids: Sequence[str]) -> set[str]:
    return {lead for lead in session.scalars(select(Proposal.lead_id).where(Proposal.lead_id.in_(ids))) if lead}


def unexamine(store: Store, examination: str) -> None:
    """An opinion entered by mistake."""
    with store.operation("删除审查意见") as session:
        row = session.get(Examination, examination)
        if row is None:
            raise Refused("这条审查意见已被删除。")
        session.delete(row)


def tell(store: Store, ids: Sequence[str], *, on: dt.date | None = None) -> None:
    """The proposers of what was not filed were told (提案处理回复函)."""
    day = past(store, on, "告知")
    with store.operation(f"告知提案者 {len(ids)} 件") as session:
        docket = Docket(session, store.today(), within=ids)
        for proposal in known(session, ids):
            if docket.row(proposal)["outcome"] != REFUSED:
                raise Refused(f"{called(proposal)}没有不予立案，不需要告知，没有登记。")
            proposal.told = day
        settled(session, store.today(), ids)


# 案号

def number(store: Store, ids: Sequence[str], *, first: int | None = None) -> list[int]:
    """Give filed proposals the next free numbers of their plenary in the order of `ids`; merged ones get none."""
    with store.operation(f"编案号 {len(ids)} 件") as session:
        chosen = known(session, ids)
        docket = Docket(session, store.today(), within=ids)
        wrong = [called(p) for p in chosen if docket.row(p)["outcome"] != FILED]
        if wrong:
            raise Refused(f"{several(wrong)}还没有立案，没有编案号。")
        given: list[int] = []
        for proposal in chosen:
            if proposal.number is None and proposal.lead_id is None:
                free = first if first is not None and not given else next_number(session, proposal.plenary_id, given)
                proposal.number = free
                number_is_free(session, proposal)
                session.flush()
                given.append(free)
        return given


def next_number(session: Session, plenary: str, given: Sequence[int]) -> int:
    """After the last one given, in this batch or before it."""
    if given:
        return given[-1] + 1
    return (session.scalar(select(func.max(Proposal.number)).where(Proposal.plenary_id == plenary)) or 0) + 1


def set_number(store: Store, record: str, given: int | None) -> None:
    """A number by hand, or none; two alike are refused with the other's name."""
    with store.operation("修改案号") as session:
        (proposal,) = known(session, [record])
        proposal.number = given
        if given is not None:
            number_is_free(session, proposal)


# 并案

def merge(store: Store, lead: str, ids: Sequence[str], *, on: dt.date | None = None) -> None:
    """Join proposals to a lead of the same plenary; each keeps its sponsors and its own answer. Whole groups come along."""
    day = past(store, on, "并案")
    ids = [i for i in ids if i != lead]
    with store.operation(f"并案 {len(ids) + 1} 件") as session:
        (head, *chosen) = known(session, [lead, *ids])
        if not chosen:
            raise Refused("并案至少要选两件提案，没有登记。")
        if head.lead_id:
            raise Refused(f"{called(head)}已经并入别的提案，不能作牵头，没有登记。")
        docket = Docket(session, store.today(), within=[lead, *ids])
        for proposal in (head, *chosen):
            mergeable(docket, head, proposal)
        followers = session.scalars(select(Proposal).where(Proposal.lead_id.in_(ids))).all()
        for proposal in (*chosen, *followers):
            if proposal.lead_id not in (None, head.id) and proposal.lead_id not in ids:
                raise Refused(f"{called(proposal)}已经并入别的提案，没有登记。请先取消那次并案。")
            if proposal.lead_id != head.id:
                proposal.lead_id, proposal.merged = head.id, day
            for handling in docket.handlings.get(proposal.id, ()):  # decided units that were never asked: the lead's hold
                session.delete(handling)
        settled(session, store.today(), [lead, *ids, *(p.id for p in followers)])


def mergeable(docket: Docket, head: Proposal, proposal: Proposal) -> None:
    outcome = docket.row(proposal)["outcome"]
    if outcome in (REFUSED, WITHDRAWN):
        raise Refused(f"{called(proposal)}{outcome}，不能并案，没有登记。")
    if proposal.plenary_id != head.plenary_id:
        raise Refused(f"{called(proposal)}不是同一次会议的提案，不能并案，没有登记。")
    if proposal is not head and any(h.handed for h in docket.handlings.get(proposal.id, ())):
        raise Refused(f"{called(proposal)}已经交办，不能并入别的提案，没有登记。请由它作牵头，或先撤销交办。")


def unmerge(store: Store, ids: Sequence[str]) -> None:
    """Merged proposals stand for themselves again; a lead gives all of its own back."""
    with store.operation(f"取消并案 {len(ids)} 件") as session:
        chosen = known(session, ids)
        followers = session.scalars(select(Proposal).where(Proposal.lead_id.in_(ids))).all()
        freed = [p for p in (*chosen, *followers) if p.lead_id]
        if not freed:
            raise Refused("所选的提案没有并案，没有改动。")
        for proposal in freed:
            proposal.lead_id = proposal.merged = None


def lead(store: Store, record: str) -> None:
    """Make a merged proposal the lead of its group; the one that led is merged into it."""
    with store.operation("更换并案牵头提案") as session:
        (proposal,) = known(session, [record])
        if proposal.lead_id is None:
            raise Refused(f"{called(proposal)}没有并入别的提案，没有改动。")
        (before,) = known(session, [proposal.lead_id])
        if any(h.handed for h in Docket(session, dt.date.max, within=[before.id]).handlings.get(before.id, ())):
            raise Refused(f"{called(before)}已经交办，不能更换牵头提案，没有改动。")
        day = proposal.merged
        for other in session.scalars(select(Proposal).where(Proposal.lead_id == before.id)):
            other.lead_id = record
        proposal.lead_id = proposal.merged = None
        before.lead_id, before.merged = record, max(filter(None, (day, before.received)))
        settled(session, store.today(), [record, before.id])


def withdraw(store: Store, record: str, reason: str, *, on: dt.date | None = None) -> None:
    """撤案 at the proposer's wish; a lead must first give its group another lead."""
    day = past(store, on, "撤案")
    if not reason.strip():
        raise Refused("撤案的原因没有填写，没有登记。")
    with store.operation("登记撤案") as session:
        (proposal,) = known(session, [record])
        if leading(session, [record]):
            raise Refused(f"{called(proposal)}是并案的牵头提案，没有登记。请先更换牵头提案或取消并案。")
        if proposal.lead_id:
            proposal.lead_id = proposal.merged = None
        proposal.withdrawn, proposal.withdrawal = day, reason.strip()
        settled(session, store.today(), [record])


# 数

def count(store: Store, plenary: str, *, as_of: dt.date | None = None) -> Figures:
    """The figures of a plenary as of a day; their identities hold by the office's own way of counting."""
    return counted(store, register.listed(store, as_of=as_of, plenary=plenary))


def counted(store: Store, rows: Sequence[Mapping[str, Any]]) -> Figures:
    """The same of rows that were read already: all of a plenary."""
    with store.read() as session:
        return figures.tally(rows, office.values(session)["proposal_merged_counted"])


FROZEN = ("id", "serial", "mark", "name", "form", "sponsor", "sponsors", "category", "timing", "outcome", "direction", "lead_id",
          "handed")


def freeze(store: Store, plenary: str, at: dt.datetime | None = None, name: str = "审查情况报告") -> dt.datetime:
    """Keep a plenary's figures and list as they stand at this moment, the store's own now unless told; returns the moment."""
    at = at or dt.datetime.combine(store.today(), store.clock().time())
    with store.operation(f"冻结{name}的数据") as session:
        keep(session, plenary, at, name)
    return at


def keep(session: Session, plenary: str, at: dt.datetime, name: str) -> str:
    wanted = register.plenary_id(Docket(session, at.date(), within=()), plenary)
    docket = Docket(session, at.date(), plenary=wanted)
    rows = docket.rows()
    told = figures.tally(rows, docket.settings["proposal_merged_counted"])
    kept = [{k: r[k].isoformat() if isinstance(r[k], dt.date) else r[k] for k in FROZEN} for r in rows]
    data = {"figures": asdict(told), "rows": kept, "counts": {k: figures.counts(kept, k) for k in ("form", "category", "timing")}}
    row = Snapshot(plenary_id=wanted, name=name, at=at.isoformat(sep=" ", timespec="minutes"), data=data)
    session.add(row)
    return row.id


def snapshots(store: Store, plenary: str) -> list[Mapping[str, Any]]:
    """Newest first: id, name, at, figures (a Figures), rows, counts."""
    store.require(Right.READ)
    with store.read() as session:
        wanted = register.plenary_id(Docket(session, store.today(), within=()), plenary)
        found = session.scalars(select(Snapshot).where(Snapshot.plenary_id == wanted).order_by(Snapshot.at.desc())).all()
    return [{"id": s.id, "name": s.name, "at": s.at, "rows": s.data["rows"], "counts": s.data["counts"],
             "figures": Figures(**{**s.data["figures"], "groups": tuple(s.data["figures"]["groups"])})} for s in found]


