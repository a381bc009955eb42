"""Which plenary a paper of proposals is about, and the proposals that it prints."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.exporters.registry import Request
from desktop.fields.refused import Refused
from desktop.rules import meetingnames
from desktop.rules.body import PLENARY
from desktop.rules.meetingnames import MeetingNames
from desktop.services import codes, office
from desktop.services.proposals import register
from desktop.services.store import Store

GROUP = "提案"
OTHERS = "其他"
Row = dict[str, Any]


def sitting(store: Store, request: Request) -> Row:
    """The plenary with which the period begins (`--session 10.5`), otherwise the last one opened by the day."""
    found = register.sittings(store)
    if request.period is not None:
        chosen = next((s for s in found if s["opens"] == request.period.first), None) or next(
            (s for s in found if s["opens"] in request.period), None)
        if chosen is not None:
            return chosen
    chosen = next((s for s in found if s["opens"] <= request.day), None)
    if chosen is None:
        raise Refused("还没有登记全体会议，没有印出。请先在设置的届次中登记。")
    return chosen


def chosen(store: Store, request: Request, holds: Callable[[Row], bool], what: str) -> tuple[Row, list[Row]]:
    """The plenary and those of its proposals that the paper is for, or the chosen ones; refused when there is none."""
    here = sitting(store, request)
    if request.only:
        rows = register.listed(store, as_of=request.day, within=list(request.only))
        here = next((s for s in register.sittings(store) if rows and s["id"] == rows[0]["plenary_id"]), here)
    else:
        rows = register.listed(store, as_of=request.day, plenary=here["id"])
    found = [r for r in rows if holds(r)]
    if not found:
        which = "所选的提案中" if request.only else here["name"]
        raise Refused(f"{which}没有{what}，没有印出。请核对届次、日期或所选的提案。")
    return here, found


def names(store: Store, here: Row) -> MeetingNames:
    """政协青溪县第十届委员会第五次会议, 县政协十届五次会议, 十届五次全会."""
    term, number = map(int, here["key"].split("."))
    return meetingnames.of_term(PLENARY, office.committee_name(office.read(store)), term, number)


def channel_order(store: Store) -> Callable[[str], int]:
    """县委办, 县政府办 and so on as the office keeps them; what goes through none of them last."""
    known = [c["name"] for c in codes.listed(store, "channel_office")]
    return lambda channel: known.index(channel) if channel in known else len(known)


def county(store: Store) -> str:
    return office.read(store)["county"]
