"""A planned import of proposals written as one operation: papers with their files, ledgers with what became of each."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.kinds import BadValue
from desktop.fields.looks import packed
from desktop.importers.fitting import Fitted
from desktop.models.handling import Handling
from desktop.models.member import Plenary, Term
from desktop.models.office import Attachment
from desktop.models.proposal import Examination, KeyProposal, Proposal
from desktop.rules.proposals import numbers
from desktop.rules.proposals.deadlines import ASSIST, HOST, SPLIT
from desktop.rules.proposals.states import FILED, LAST_LAYER, REFUSED, WITHDRAWN
from desktop.rules.rights import Right
from desktop.services import attachments
from desktop.services.importing import Plan, RowPlan, still_true
from desktop.services.progress import Progress, silent
from desktop.services.proposals import intake
from desktop.services.proposals.checking import settled
from desktop.services.proposals.ledger import HANDLED
from desktop.services.proposals.signatories import Signatories
from desktop.services.store import Store
from desktop.services.units import UnitNames

UNSAID = "原台账未注明"
OF_THE_PROPOSAL = {*intake.KEPT, "sponsors", "suggestions", "advice", "plenary", "received", "serial"}


def apply(store: Store, ready: Plan, file: str, progress: Progress = silent) -> int:
    """Write the plan; merged ones find their lead by its 案号 when all are in. Without it no file is left behind either."""
    store.require(Right.IMPORT)
    chosen = ready.to_store()
    if not chosen:
        return 0
    there = attachments.kept(store) if store.file else set()
    try:
        write(store, ready, chosen, file, progress)
    except BaseException:
        if store.file:
            attachments.discard(store, there)
        raise
    return len(chosen)


def write(store: Store, ready: Plan, chosen: Sequence[RowPlan], file: str, progress: Progress) -> None:
    with store.operation(f"导入提案：{file}", Right.IMPORT) as session:
        still_true(session, ready)
        today = store.today()
        signers = {day: Signatories(session, day) for day in {r.draft["received"] for r in chosen if r.draft.get("received")}}
        units = UnitNames(session)
        written: list[tuple[Proposal, Mapping[str, Any]]] = []
        found_sittings(session, chosen)
        first = sorted(chosen, key=lambda r: not r.draft.get("serial"))  # a number of its own is not taken by a counted one
        for done, row in enumerate(first, 1):
            draft = {k: v for k, v in row.draft.items() if k in OF_THE_PROPOSAL and (v is not None or k in row.raw)}
            if fitted := row.draft.get("fitted"):
                draft["looks"] = looks_of(fitted)
            proposal = intake.enter(session, draft, row.record_id, today, signers, units)
            written.append((proposal, row.draft))
            examined(session, proposal, row.draft)
            handled(session, proposal, row.draft)
            if path := row.draft.get("file"):
                attach(store, session, proposal, Path(path))
            if fitted:
                pictures(store, session, proposal, fitted)
            progress(done, len(chosen))
        merged(session, written)
        settled(session, today, [p.id for p, _ in written])


def found_sittings(session: Session, chosen: Sequence[RowPlan]) -> None:
    """The plenaries that a new office's ledger brings, and terms that it does not know."""
    for new in {row.draft["sitting"].id: row.draft["sitting"] for row in chosen if "sitting" in row.draft}.values():
        term = session.scalar(select(Term).where(Term.number == new.term))
        if term is None:
            term = Term(number=new.term)
            session.add(term)
            session.flush()
        session.add(Plenary(id=new.id, term_id=term.id, number=new.number, opens=new.opens))
        session.flush()


def looks_of(fitted: Fitted) -> intake.Looks:
    return intake.Looks(packed(fitted.body.looks), {part.text: packed(part.looks) for part in fitted.suggestions})


def attach(store: Store, session: Session, proposal: Proposal, source: Path) -> None:
    """The member's own paper stays with the proposal, with everything that a text cannot hold."""
    if store.file is not None:  # a shared server keeps no files yet
        session.add(attachments.admit(store, proposal.id, source))


def pictures(store: Store, session: Session, proposal: Proposal, fitted: Fitted) -> None:
    """Those that stand in its text hang on it like other files: they come along with backups, and can be opened."""
    if store.file is None:
        return
    there = set(session.scalars(select(Attachment.sha256).where(Attachment.subject == proposal.id)))
    for sha256, name in fitted.pictures:
        content = fitted.images[sha256]
        if sha256 not in there:
            there.add(sha256)
            suffix = "png" if content.startswith(b"\x89PNG") else "jpg"
            session.add(attachments.admit_bytes(store, proposal.id, f"{name.strip('［］')}.{suffix}", content))


def examined(session: Session, proposal: Proposal, draft: Mapping[str, Any]) -> None:
    """A ledger gives the outcome without its days; the day of receipt stands for them."""
    outcome, day = draft.get("outcome"), proposal.received
    if outcome == WITHDRAWN:
        proposal.withdrawn = day
    elif outcome == REFUSED:
        session.add(Examination(proposal_id=proposal.id, layer=LAST_LAYER, day=day, verdict=REFUSED,
                                reason=draft.get("reason") or UNSAID, direction=draft.get("direction")))
        proposal.told = day
    elif outcome == FILED and proposal.number is None and not draft.get("handed"):
        session.add(Examination(proposal_id=proposal.id, layer=LAST_LAYER, day=day, verdict=FILED))
    if draft.get("key"):
        session.add(KeyProposal(proposal_id=proposal.id, decided=draft.get("handed") or day))


def handled(session: Session, proposal: Proposal, draft: Mapping[str, Any]) -> None:
    """The units, and what the ledger says of them; several 主办 are 分办, each with the same days."""
    if not draft.keys() & set(HANDLED) or not any(draft.get(k) for k in HANDLED):
        return
    present = {h.unit_id: h for h in session.scalars(select(Handling).where(Handling.proposal_id == proposal.id, Handling.ended.is_(None)))}
    hosts, assists = draft.get("host") or [], draft.get("assist") or []
    before = next((h for h in present.values() if h.handed), None)
    if hosts:
        wanted = [*((u, HOST if len(hosts) == 1 else SPLIT) for u in hosts), *((u, ASSIST) for u in assists if u not in hosts)]
        for rank, (unit, role) in enumerate(wanted, 1):
            row = present.get(unit)
            if row is None:
                row = present[unit] = Handling(proposal_id=proposal.id, unit_id=unit, role=role, rank=rank,
                                               handed=before and before.handed, due=before and before.due)
                session.add(row)
            row.role, row.rank = role, rank
        for unit in present.keys() - {u for u, _ in wanted}:
            session.delete(present.pop(unit))
    said = {k: draft[k] for k in ("handed", "due", "replied", "reply_mark", "result", "satisfaction") if draft.get(k)}
    answering = [u for u in hosts if u in present]
    for unit, row in present.items():
        for name, value in said.items():
            if name in ("result", "satisfaction") and unit in answering and value.count("、") == len(answering) - 1:
                setattr(row, name, value.split("、")[answering.index(unit)])  # A、B of two units: to each its own
            elif name in ("handed", "due") or row.role != ASSIST:
                setattr(row, name, value)


def merged(session: Session, written: list[tuple[Proposal, Mapping[str, Any]]]) -> None:
    """并入 第007号: the proposal of that number in the same plenary leads; a word that names none is left out."""
    session.flush()
    for proposal, draft in written:
        try:
            number = numbers.read(draft["merged_into"]).number if draft.get("merged_into") else None
        except BadValue:
            number = None
        if number is None or proposal.number == number:
            continue
        lead = session.scalar(select(Proposal).where(Proposal.plenary_id == proposal.plenary_id, Proposal.number == number))
        if lead is not None and lead.lead_id is None:
            proposal.lead_id, proposal.merged = lead.id, max(lead.received, proposal.received)


