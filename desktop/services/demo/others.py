"""Everyone else on the papers: leaders, staff, those who attend or are invited, by the roles they stand in over time."""
from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

import desktop.services.demo.reach as reach
from desktop.models.people import Role
from desktop.models.person import Person
from desktop.services.dated import DAY
from desktop.services.demo.county import RENAMED, TODAY, County, Line, day, table
from desktop.services.demo.people import DEGREES, NO_PARTY, born_in, id_number, place, work
from desktop.services.enrolment import Enrolment
from desktop.services.members import Facts

STAFF = "J"  # the numbers of 机关干部 begin with it


def enter(session: Session, county: County) -> None:
    rename = Enrolment(session, Facts(session, TODAY)).rename
    for line in table("others"):
        person = Person(name=line["姓名"], sex=line["性别"], ethnic=line["民族"], education=line["学历"], **drawn(line))
        rename(person)
        session.add(person)
        county.people[line["号"]] = person.id
        work(session, line["号"], line, person.id)
    for line in table("roles"):
        for body, since, until in borne(line["机构"], day(line["起"]), day(line["止"])):
            session.add(Role(person_id=county.people[line["号"]], role=line["身份"], body=body or None,
                             branch=line["党支部"] or None, duty=line["分工"] or None, rank=int(line["排序"]),
                             since=since, until=until))


def borne(body: str, since: dt.date | None, until: dt.date | None) -> Iterator[tuple[str, dt.date | None, dt.date | None]]:
    """(name of the day, since, until): who sat in a committee when it was renamed sat in one of another name before."""
    before = next((c["原简称"] for c in table("committees") if c["简称"] == body), "")
    if before and since and since < RENAMED:
        yield before, since, min(until or RENAMED - DAY, RENAMED - DAY)
        since = RENAMED
    if until is None or since is None or since <= until:
        yield body, since, until


def drawn(line: Line) -> dict[str, Any]:
    """Staff are kept as fully as members; of all others the office knows what its papers need."""
    number = line["号"]
    source = random.Random(f"青溪县/{number}")
    phone = reach.mobile(number, source)
    born = born_in(line["出生"], source)
    known: dict[str, Any] = {"born": born[:7], "phone": phone}
    if reach.in_county(line["单位"]) and not line["职务"].startswith(("原", "退休", "第")):
        known |= {"office_phone": reach.landline(reach.ending(number)), "address": reach.address(line["单位"])}
    if number.startswith(STAFF):
        begun = min(int(line["出生"][:4]) + source.randint(19, 24), 2025)
        known |= {"born": born, "id_number": id_number(born, line["性别"], source), "native_place": place(source),
                  "degree": DEGREES.get(line["学历"]), "work_since": f"{begun}-07",
                  "party_since": None if line["面貌"] in NO_PARTY else f"{min(begun + source.randint(1, 6), 2024)}-07"}
    return known
