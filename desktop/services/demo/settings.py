"""The practice county's settings, its own today, and its code tables: the standards' words, but its own 20 界别."""
from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.office import Code
from desktop.rules.gongwen.taking import EACH
from desktop.services import codes, office
from desktop.services.demo.county import TODAY, County, table
from desktop.services.store import PRACTICE_DAY

SECTOR, BODY = "sector", "body"
HIGHER = ("省政协", "市政协")


def settle(session: Session, county: County) -> None:
    office.write(session, {"county": "青溪县", PRACTICE_DAY: TODAY, "gongwen_numbering": EACH,
                           "contact_office": "乔明亮，电话 0340-3000021", "contact_proposals": "梅立新，电话 0340-3000062"})
    codes.defaults(session, (t for t in codes.TABLES if t != SECTOR))
    sectors = table("sector")
    for rank, line in enumerate(sectors, 1):
        session.add(Code(table=SECTOR, label=line["名称"], code=line["代码"], aliases=line["别名"], rank=rank, retired=False))
    for rank, line in enumerate(table("sector_before"), len(sectors) + 1):
        session.add(Code(table=SECTOR, label=line["原名称"], rank=rank, retired=True))
    bodies(session)


def bodies(session: Session) -> None:
    """The committees in which staff work and have worked, beside the words that every county has."""
    usual = session.scalars(select(Code.label).where(Code.table == BODY)).all()
    present = [line["简称"] for line in table("committees")]
    former = [line["原简称"] for line in table("committees") if line["原简称"]]
    for rank, label in enumerate([w for w in (*present, *HIGHER, *former) if w not in usual], len(usual) + 1):
        session.add(Code(table=BODY, label=label, rank=rank, retired=label in former))
