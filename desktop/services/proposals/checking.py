"""What every verb holds a proposal against before it is stored: days that have not come, orders that cannot be."""
from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.refused import Refused
from desktop.models.proposal import Proposal
from desktop.rules.proposals import states
from desktop.services.proposals.docket import Docket, blocks
from desktop.services.store import Store

MOST_NAMED = 5


def past(store: Store, day: dt.date | None, what: str) -> dt.date:
    """The day of a step, today unless told; refused when it has not come yet."""
    day = day or store.today()
    if day > store.today():
        raise Refused(f"{what}日期 {day.isoformat()} 在今天之后，没有登记。请核对日期。")
    return day


def known(session: Session, ids: Collection[str]) -> list[Proposal]:
    """The proposals in the order in which they were asked for."""
    found = {p.id: p for p in blocks(session, select(Proposal), Proposal.id, ids)}
    if missing := [i for i in ids if i not in found]:
        raise Refused(f"有 {len(missing)} 件提案已被删除，没有改动。请刷新后再选。")
    return [found[i] for i in ids]


def called(proposal: Proposal) -> str:
    """流水号12“关于……的提案”, as sentences name it."""
    return f"流水号{proposal.serial}“{proposal.name}”"


def several(names: Iterable[str]) -> str:
    every = list(names)
    return "；".join(every[:MOST_NAMED]) + (f"；等 {len(every)} 件" if len(every) > MOST_NAMED else "")


def settled(session: Session, today: dt.date, ids: Collection[str]) -> Docket:
    """Refuse what the operation has made of the proposals when their dates cannot be."""
    session.flush()
    docket = Docket(session, today, within=ids)
    wrong = [f"{called(p)}：{'，'.join(found)}" for p in docket.proposals.values() if (found := states.misordered(docket.facts(p)))]
    if wrong:
        raise Refused(f"日期先后不对，没有登记：{several(wrong)}。请核对日期后再登记。")
    return docket
