"""Figures with the records behind them."""
from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Integer, Rate, Text
from desktop.fields.report import Figure, Group, Report
from desktop.models.committee import Committee, CommitteeName
from desktop.models.member import Member, Term
from desktop.rules import composition as rules
from desktop.rules.rights import Right
from desktop.services import codes, dated, members, office
from desktop.services.store import Store

COLUMNS = (Field("part", "项目", Text(width=8)), Field("label", "类别", Text(width=14)), Field("count", "人数", Integer(width=5)),
           Field("percent", "占委员总数（%）", Rate()))


def composition(store: Store, as_of: dt.date | None = None) -> Report:
    """委员构成统计 as of a day: each figure knows its members, the base is the number of members on that day."""
    store.require(Right.READ)
    day = as_of or store.today()
    with store.read() as session:
        rows = members.ordered(members.rows(session, day), "stroke")
        sectors = [o.label for o in codes.options(session)["sector"]]
        order = {c.id: c.rank for c in session.scalars(select(Committee))}
        names = dated.holding(session, CommitteeName, day, "committee_id")
        committees = [names[c].short for c in sorted(names, key=lambda c: order[c])]
        term = members.term_on(session, day)
        before = session.scalar(select(Term).where(Term.number == term.number - 1)) if term else None
        former = frozenset(session.scalars(select(Member.person_id).where(Member.term_id == before.id))) if before else None
        title = f"{office.committee_name(office.values(session))}委员构成统计"
    shares = rules.composition(rows, day, sectors, committees, former)
    average = rules.average_age(rows, day)
    groups: dict[str, list[dict[str, object]]] = {}
    for share in shares:
        groups.setdefault(share.part, []).append({
            "part": share.part, "label": f"其中：{share.label}" if share.of_which else share.label,
            "count": Figure(share.count, share.records), "percent": share.percent})
    notes = [f"百分比以当日委员总数 {len(rows)} 为基数；“其中”各行不与其他行相加。"]
    if average is not None:
        notes.append(f"平均年龄 {average} 岁（按周岁，以有出生年月的委员计）。")
    return Report(title, COLUMNS, tuple(Group(part, lines) for part, lines in groups.items()),
                  f"截至{in_words(day)}", (*notes, *rules.faults(shares)), unit="人", charts=rules.charts(shares))
