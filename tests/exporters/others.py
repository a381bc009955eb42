"""Everyone else in the invented county: townships with and without 联络员, leaders, staff, units, organisations."""
from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from desktop.models.body import Township
from desktop.models.person import Person
from desktop.services import groups, members
from desktop.services.people import PERSONS
from desktop.services.store import Store
from desktop.services.units import ORGANISATIONS, UNITS

TOWNSHIPS = ("蓝田镇", "源芳乡", "云岭镇", "松源乡")
RENAMED = dt.date(2024, 7, 1)
LEADERS = (("高志远", "县委", "中共青溪县委", "书记", 1), ("林文静", "县政府", "青溪县人民政府", "副县长", 5))
STAFF = (("方敏", "县政协办公室", "办公室主任", "文电、会务", 1), ("于文", "县政协办公室", "四级主任科员", "机要、档案", 2),
         ("石磊", "提案委", "提案委副主任", "提案交办", 3))
GUESTS = (("何大明", "列席人员", "青溪县财政局", "局长"), ("夏雨", "特邀人员", "青溪籍在外人士", "高级工程师"))


def settle(store: Store) -> None:
    """Into a store that has members already; three of them become 联络员 and 组长."""
    found = members.listed(store)
    with store.operation("登记乡镇") as session:
        for rank, name in enumerate(TOWNSHIPS, 1):
            session.add(Township(name=name, ready=rank < 4, rank=rank))
    for rank, name in enumerate(TOWNSHIPS[:3], 1):
        group = groups.GROUPS.save(store, {"kind": "乡镇政协联络组", "name": f"{name}政协联络组", "township": name, "rank": rank})
        for place, row in enumerate(found[rank * 20: rank * 20 + 20]):
            role = {0: groups.HEAD, 1: groups.LIAISON if rank < 3 else groups.PLAIN}.get(place, groups.PLAIN)
            groups.seat(store, group, row["id"], role, on=dt.date(2022, 2, 1))
    for name, body, unit, post, rank in LEADERS:
        PERSONS.save(store, {"name": name, "role": "县领导", "body": body, "unit": unit, "post": post, "rank": rank,
                             "office_phone": "0550-5000001", "phone": "13700000001"})
    for name, body, post, duty, rank in STAFF:
        PERSONS.save(store, {"name": name, "sex": "女", "born": "1985-03", "role": "机关干部", "body": body, "post": post, "duty": duty,
                             "branch": "机关党支部", "rank": rank, "phone": "13700000002"}, on=dt.date(2022, 3, 1))
    for name, role, unit, post in GUESTS:
        PERSONS.save(store, {"name": name, "role": role, "unit": unit, "post": post, "phone": "13700000003"})
    enter_units(store)


def enter_units(store: Store) -> None:
    channels = ("县委办", "县政府办", "县政府办")
    for rank, (name, channel) in enumerate(zip(("县委统战部", "县农业农村局", "县旅游发展委员会"), channels, strict=True), 1):
        unit = UNITS.save(store, {"name": name, "channel": channel, "contact": "许可", "contact_post": "办公室主任",
                                  "phone": "0550-5000002", "rank": rank, "leader": "林文静"})
    UNITS.save(store, {"name": "县文化和旅游局"}, unit, on=RENAMED)
    for rank, (name, kind) in enumerate((("民建青溪县总支部", "民主党派"), ("县工商业联合会", "人民团体")), 1):
        ORGANISATIONS.save(store, {"name": name, "kind": kind, "head": "章程", "head_post": "主委", "contact": "许可",
                                   "phone": "0550-5000003", "rank": rank})


def person(store: Store, name: str) -> str:
    with store.read() as session:
        return session.scalars(select(Person.id).where(Person.name == name)).one()
