"""Two terms with their plenaries, and the eight 专委会, of which seven were renamed in the tenth term."""
from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.models.committee import Committee, CommitteeName
from desktop.models.member import Plenary, Term
from desktop.services.dated import DAY
from desktop.services.demo.county import RENAMED, County, day, table


def found(session: Session, county: County) -> None:
    for line in table("terms"):
        term = Term(number=int(line["届"]), since=day(line["起"]), until=day(line["止"]))
        session.add(term)
        county.terms[term.number] = term
    for line in table("plenaries"):
        session.add(Plenary(term_id=county.terms[int(line["届"])].id, number=int(line["次"]),
                            opens=day(line["开幕"]), closes=day(line["闭幕"])))
    for rank, line in enumerate(table("committees"), 1):
        committee = Committee(rank=rank, counterpart=line["对口上级专委会"], branch=line["功能型党支部"] or None)
        session.add(committee)
        county.committees[line["简称"]] = committee.id
        renamed = bool(line["原名称"])
        if renamed:
            session.add(CommitteeName(committee_id=committee.id, name=line["原名称"], short=line["原简称"],
                                      until=RENAMED - DAY))
        session.add(CommitteeName(committee_id=committee.id, name=line["名称"], short=line["简称"],
                                  since=RENAMED if renamed else None))
