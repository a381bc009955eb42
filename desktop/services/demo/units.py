"""单位库 and 参加单位: who receives the papers, what the units were called before, and whom they have named as contact."""
from __future__ import annotations

from sqlalchemy.orm import Session

import desktop.services.demo.reach as reach
from desktop.models.people import Role
from desktop.models.unit import Organisation, Unit, UnitName
from desktop.services.dated import DAY
from desktop.services.demo.county import County, day, table

CONTACT = "单位联络员"
UNIT_PHONES, ORGANISATION_PHONES = 2000, 2200
"""Added to the rank they give the last four digits of the telephone."""


def found(session: Session, county: County) -> None:
    former = {line["单位"]: line for line in table("unit_names")}
    for rank, line in enumerate(table("units"), 1):
        name = line["名称"]
        unit = Unit(channel=line["归口"], leader_id=county.people.get(line["分管领导"]), contact=reach.contact(name)[0],
                    contact_post=line["联系人职务"], phone=reach.landline(str(UNIT_PHONES + rank)), address=reach.address(name),
                    rank=rank, since=day(line["起"]), until=day(line["止"]))
        session.add(unit)
        county.units[name] = unit.id
        since = unit.since
        if old := former.get(name):
            since = day(old["更名日期"])
            session.add(UnitName(unit_id=unit.id, name=old["原名称"], short=old["原简称"], since=unit.since,
                                 until=since and since - DAY))
        session.add(UnitName(unit_id=unit.id, name=name, short=line["简称"], aliases=line["别名"] or None, since=since,
                             until=unit.until))
    for line in table("contacts"):
        session.add(Role(person_id=county.people[line["号"]], role=CONTACT, unit_id=county.units[line["单位"]],
                         since=day(line["起"]), until=day(line["止"])))
    for rank, line in enumerate(table("organisations"), 1):
        session.add(Organisation(name=line["名称"], short=line["简称"], kind=line["类别"], head=line["负责人"],
                                 head_post=line["负责人职务"], contact=reach.contact(line["名称"])[0],
                                 phone=reach.landline(str(ORGANISATION_PHONES + rank)), rank=rank, since=day(line["起"])))
