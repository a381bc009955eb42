"""专委会 as of a day: the name of that day and the one before, heads, size; renaming and adjusting."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import Integer, Text
from desktop.fields.refused import Refused
from desktop.models.base import field_of
from desktop.models.committee import Committee, CommitteeName, CommitteeSeat
from desktop.models.member import Member
from desktop.models.person import Person
from desktop.rules.members import committee_key
from desktop.rules.rights import Right
from desktop.services import dated
from desktop.services.members import seated
from desktop.services.records import Noun
from desktop.services.store import Store

HEAD, DEPUTY = "主任", "副主任"
SHORT = 20  # characters of a short name
COLUMNS: tuple[Field, ...] = (
    field_of(CommitteeName.name, listed=True, aliases=("专委会", "专委会名称", "专门委员会")),
    field_of(CommitteeName.short, listed=True),
    Field("former", "原名", Text(width=10), listed=True),
    Field("head", "主任", Text(width=5), listed=True),
    Field("deputies", "副主任", Text(width=12), listed=True),
    Field("size", "委员数", Integer(width=4), listed=True),
    field_of(Committee.branch, listed=True),
    field_of(Committee.counterpart, listed=True),
    Field("since", "更名日期", Text(width=6)),
    Field("id", "编号", Text(width=8)),
)


FIELDS = (COLUMNS[0], COLUMNS[1], field_of(Committee.branch), field_of(Committee.counterpart),
          field_of(Committee.rank, aliases=("序号",)))


def listed(store: Store, *, as_of: dt.date | None = None) -> list[dict[str, Any]]:
    store.require(Right.READ)
    day = as_of or store.today()
    with store.read() as session:
        return rows(session, day)


def rows(session: Session, day: dt.date) -> list[dict[str, Any]]:
    names = dated.holding(session, CommitteeName, day, "committee_id")
    past = sorted(session.scalars(select(CommitteeName)), key=dated.earliest)
    people = {p.id: p for p, _ in seated(session, day)}
    seats = dated.all_holding(session, CommitteeSeat, day, "committee_id")
    found = []
    for committee in session.scalars(select(Committee).where(dated.holds(Committee, day)).order_by(Committee.rank)):
        name = names.get(committee.id)
        if name is None:
            continue
        here = [s for s in seats.get(committee.id, ()) if s.person_id in people]
        former = [n.name for n in past if n.committee_id == committee.id and dated.earliest(n) < dated.earliest(name)]
        found.append({
            "also": [name.short, *(n.name for n in past if n.committee_id == committee.id),
                     *(n.short for n in past if n.committee_id == committee.id)],
            "id": committee.id, "name": name.name, "short": name.short, "former": former[-1] if former else "",
            "head": bearing(here, people, HEAD), "deputies": bearing(here, people, DEPUTY), "size": len(here),
            "branch": branch_of(committee, name, past), "counterpart": committee.counterpart, "rank": committee.rank,
            "since": name.since.isoformat() if name.since and former else "",
        })
    return found


def named(session: Session, name: str | None) -> str | None:
    """The id of the committee that is called so, or was, by its full or short name; refused for a name that none bears."""
    if not name:
        return None
    key = committee_key(name)
    for each in session.scalars(select(CommitteeName)):
        if key in (committee_key(each.name), committee_key(each.short)):
            return each.committee_id
    raise Refused(f"没有“{name}”这个专委会，没有保存。请先在专委会页登记，或先留空。")


def short_on(session: Session, committee: str, day: dt.date) -> str:
    """Its short name of the day; before the first and after the last that nearest to it."""
    names = sorted(session.scalars(select(CommitteeName).where(CommitteeName.committee_id == committee)), key=dated.earliest)
    return next((n for n in names if n.holds(day)), names[-1]).short


def adjusted(session: Session, day: dt.date) -> dt.date | None:
    """The last day up to `day` on which a committee was founded, renamed or ended."""
    found = [*session.scalars(select(CommitteeName.since)), *session.scalars(select(Committee.since)),
             *(until + dated.DAY for until in session.scalars(select(Committee.until)) if until)]
    return max((since for since in found if since and since <= day), default=None)


def branch_of(committee: Committee, name: CommitteeName, past: Sequence[CommitteeName]) -> str | None:
    """The branch is called after its committee: on an earlier day after the committee's earlier name."""
    branch = committee.branch
    for other in past:
        if branch and other.committee_id == committee.id and branch.startswith(other.short):
            return name.short + branch.removeprefix(other.short)
    return branch


def bearing(seats: list[CommitteeSeat], people: dict[str, Person], role: str) -> str:
    chosen = [(s.rank or 999, people[s.person_id].stroke_key, people[s.person_id].name) for s in seats if s.role == role]
    return "、".join(name for _, _, name in sorted(chosen))


def unseated(store: Store, *, as_of: dt.date | None = None) -> list[str]:
    """全员入委 check: the numbers of the members who sit in no committee on the day; 一入四建 asks for none."""
    day = as_of or store.today()
    with store.read() as session:
        seats = dated.all_holding(session, CommitteeSeat, day, "person_id")
        return [p.id for p, _ in seated(session, day) if p.id not in seats]


def write(session: Session, draft: Mapping[str, Any], record: str | None, on: dt.date | None, today: dt.date) -> str:
    """Found or correct a committee; with `on` a new name holds from that day and the old one stays in its time."""
    committee = session.get(Committee, record) if record else Committee(since=on)
    if committee is None:
        raise Refused("这个专委会已被删除，没有保存。")
    if record is None:
        if not draft.get("name"):
            raise Refused("专委会名称没有填写，没有保存。")
        committee.rank = len(session.scalars(select(Committee)).all()) + 1
        session.add(committee)
    for key in ("branch", "counterpart", "rank"):
        if key in draft and (draft[key] is not None or key != "rank"):
            setattr(committee, key, draft[key])
    if draft.keys() & {"name", "short"}:
        current = dated.holding(session, CommitteeName, on or today, "committee_id", [committee.id]).get(committee.id)
        name = draft.get("name") or (current.name if current else "")
        if not name:
            raise Refused("专委会名称没有填写，没有保存。")
        kept = current.short if current and current.name == name else committee_key(name)[:SHORT]
        values = {"name": name, "short": draft.get("short") or kept}
        dated.put(session, CommitteeName, {"committee_id": committee.id}, values, current, on, None)
    return committee.id


def seats(store: Store, committee_id: str, day: dt.date) -> list[tuple[str, str]]:
    """(role, name) of those who sit in the committee on the day, heads first."""
    store.require(Right.READ)
    with store.read() as session:
        return [(seat.role, person.name) for person, _, seat in members_of(session, committee_id, day)]


def members_of(session: Session, committee_id: str, day: dt.date) -> list[tuple[Person, Member, CommitteeSeat]]:
    """Heads first, then deputies, then by strokes."""
    people = {p.id: (p, m) for p, m in seated(session, day)}
    order = {HEAD: 0, DEPUTY: 1}
    seats = session.scalars(select(CommitteeSeat).where(CommitteeSeat.committee_id == committee_id,
                                                        dated.holds(CommitteeSeat, day))).all()
    found = [(*people[s.person_id], s) for s in seats if s.person_id in people]
    return sorted(found, key=lambda x: (order.get(x[2].role, 2), x[2].rank or 999, x[0].stroke_key))


COMMITTEES = Noun("committees", "专委会", FIELDS, COLUMNS, rows, write, (("name",),))
