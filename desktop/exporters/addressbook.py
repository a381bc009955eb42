"""委员通讯录: an A5 booklet of the members with their telephones, then the leaders, the staff, the units and the 联络组."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.exporters import pens
from desktop.exporters.members import BY_SECTOR, NO_SECTOR, answered, body_of, by_sector, work
from desktop.exporters.registry import Paper, Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Option, Phone, Text
from desktop.fields.refused import Refused
from desktop.fields.report import Group, Report
from desktop.rules.names import spread
from desktop.services import groups, members
from desktop.services.people import PERSONS
from desktop.services.records import Row
from desktop.services.store import Store
from desktop.services.units import UNITS

BY_GROUP, NO_GROUP = "按联络组", "未编入联络组"
ARRANGEMENTS = (BY_SECTOR, BY_GROUP)
ARRANGEMENT = Field("arrangement", "编排", Choice(open=False, options=tuple(map(Option, ARRANGEMENTS))),
                    help="不选时按界别；各组之内按姓氏笔画")
LEADER, STAFF = "县领导", "机关干部"
TOWNSHIP_GROUP = "乡镇政协联络组"
NO_CHANNEL, NO_BODY = "其他单位", "其他"

NAME = Field("name", "姓名", Text(width=4))
WORK = Field("work", "单位及职务", Text(width=11))
OFFICE_PHONE = Field("office_phone", "办公电话", Phone())
MOBILE = Field("phone", "手机", Phone())
MEMBERS = (NAME, WORK, OFFICE_PHONE, MOBILE, Field("contact", "单位联络员", Text(width=4)),
           Field("contact_phone", "联络员电话", Phone()))
LEADERS = (NAME, WORK, OFFICE_PHONE, MOBILE)
CLERKS = (NAME, Field("post", "职务", Text(width=11)), OFFICE_PHONE, MOBILE)
UNIT_COLUMNS = (Field("name", "单位", Text(width=10)), Field("contact", "联系人", Text(width=4)),
                Field("contact_post", "职务", Text(width=6)), Field("phone", "联系电话", Phone()))
LIAISONS = (Field("township", "乡镇", Text(width=4)), Field("head", "组长", Text(width=4)),
            Field("liaison", "联络员", Text(width=4)), Field("unit_and_post", "联络员职务", Text(width=9)), MOBILE)


def collect(store: Store, request: Request) -> Report:
    """The telephones are printed whole: the booklet exists for them."""
    day = request.day
    found = members.listed(store, day, within=request.only or None)
    if not found:
        raise Refused(f"截至{in_words(day)}没有{'所选的' if request.only else ''}委员，没有印出通讯录。请换一个日期，或先导入、登记委员。")
    by_group = answered(ARRANGEMENT, request) == BY_GROUP
    divided = in_groups(store, found, request) if by_group else by_sector(found, store, ())
    until = f"截至{in_words(day)}"
    return Report(f"{body_of(store, day)}委员通讯录", MEMBERS, headed(divided), until, (), True, until, False, day, "A5",
                  parts=() if request.only else others(store, request))


def in_groups(store: Store, found: Sequence[Row], request: Request) -> list[tuple[str, Sequence[Row]]]:
    """By township in its own order; who sits in two 联络组 stands in both, a 活动组 is none."""
    names = [g["name"] for g in groups.GROUPS.listed(store, as_of=request.day) if g["kind"] == TOWNSHIP_GROUP]
    divided: list[tuple[str, Sequence[Row]]] = [(name, [row for row in found if name in row["groups"]]) for name in names]
    return [*divided, (NO_GROUP, [row for row in found if not set(row["groups"]) & set(names)])]


def headed(divided: Iterable[tuple[str, Sequence[Row]]]) -> tuple[Group, ...]:
    """中共界（32名）."""
    return tuple(Group(f"{name or NO_SECTOR}（{len(rows)}名）", [entry(row) for row in rows]) for name, rows in divided if rows)


def entry(row: Row) -> Row:
    return {**row, "name": spread(row["name"]), "work": standing(row), "contact": spread(row["contact"] or "")}


def standing(row: Row) -> str:
    """Of a leader whose post names its body itself (县委常委、组织部部长) the unit is not said once more."""
    post = row["post"] or ""
    return post if row.get("role") == LEADER and post.startswith("县") else work(row)


def others(store: Store, request: Request) -> tuple[Report, ...]:
    """Those of whom nothing is known are left out."""
    persons = [entry(row) for row in PERSONS.listed(store, as_of=request.day)]
    units = [{**row, "contact": spread(row["contact"] or "")} for row in UNITS.listed(store, as_of=request.day)]
    parts = (
        Report("县领导", LEADERS, (Group("", [row for row in persons if row["role"] == LEADER]),)),
        Report("县政协机关", CLERKS, divided_by("body", [row for row in persons if row["role"] == STAFF], NO_BODY)),
        Report("承办单位", UNIT_COLUMNS, divided_by("channel", units, NO_CHANNEL)),
        Report("乡镇政协联络组", LIAISONS, (Group("", liaisons(store, request)),)),
    )
    return tuple(part for part in parts if any(part.rows))


def divided_by(key: str, rows: Iterable[Row], unsaid: str) -> tuple[Group, ...]:
    """In the order in which the words of `key` come first, those without one behind."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[key] or unsaid, []).append(row)
    last = found.pop(unsaid, [])
    return tuple(Group(name, rows) for name, rows in [*found.items(), (unsaid, last)] if rows)


def liaisons(store: Store, request: Request) -> list[Row]:
    heads = {g["name"]: g["head"] for g in groups.GROUPS.listed(store, as_of=request.day)}
    return [{**row, "township": row["name"], "head": spread(heads.get(row["group"], "")), "liaison": spread(row["liaison"])}
            for row in groups.liaisons(store, as_of=request.day)]


BOOK = Paper("member-address-book", "委员通讯录", "委员", ("docx", "pdf"), pens.printing(collect), (ARRANGEMENT,))
