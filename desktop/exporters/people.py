"""Rosters of everyone else: 机关干部, 乡镇联络员, and persons by the role in which they stand."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.exporters import pens
from desktop.exporters.addressbook import NO_BODY, STAFF, divided_by, standing
from desktop.exporters.members import RosterMonth, answered
from desktop.exporters.registry import Paper, Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Integer, Option, Phone, Text
from desktop.fields.refused import Refused
from desktop.fields.report import Group, Report
from desktop.rules.names import marked, spread
from desktop.services import groups, office
from desktop.services.people import PERSONS
from desktop.services.records import Row
from desktop.services.store import Store

OTHERS = ("县领导", "列席人员", "特邀人员", "老领导", "住县上级委员", "单位联络员")
ROLE = Field("role", "身份", Choice(options=tuple(map(Option, OTHERS))), help="不选时按身份分组，列出机关干部以外的全部")
SERIAL = Field("serial", "序号", Integer(width=2))
MARKED, SEX = Field("marked", "姓名", Text(width=6)), Field("sex", "性别", Text(width=2))
BORN, PARTY = Field("born", "出生年月", RosterMonth()), Field("party", "政治面貌", Text(width=6))
PHONE = Field("phone", "联系电话", Phone(), private=True)
STAFF_COLUMNS = (
    SERIAL, MARKED, SEX, Field("ethnic", "民族", Text(width=3)), BORN, PARTY, Field("education", "学历", Text(width=4)),
    Field("post", "职务", Text(width=9)), Field("branch", "党支部", Text(width=8)), Field("duty", "分工", Text(width=10)),
    Field("since", "任职起", Text(width=6)), PHONE)
PERSON_COLUMNS = (
    SERIAL, MARKED, SEX, BORN, PARTY, Field("work", "单位及职务", Text(width=12)), Field("body", "所属机构", Text(width=5)),
    Field("duty", "分工", Text(width=8)), PHONE)
LIAISON_COLUMNS = (
    SERIAL, Field("name", "乡镇", Text(width=4)), Field("group", "联络组", Text(width=10)), Field("head", "组长", Text(width=4)),
    Field("size", "委员数", Integer(width=2)), Field("liaison", "联络员", Text(width=5)),
    Field("unit_and_post", "联络员职务", Text(width=10)), PHONE, Field("since", "任职起", Text(width=6)),
    Field("remark", "备注", Text(width=6)))
PREPARING, VACANT = "暂不具备条件", "联络员待配"


def staff(store: Store, request: Request) -> Report:
    """By office and committee, in the staff's own order."""
    found = [row for row in chosen(store, request) if row["role"] == STAFF]
    refuse_empty(found, request, "机关干部")
    divided = divided_by("body", found, NO_BODY)
    return made(store, request, "政协机关干部名册", STAFF_COLUMNS, divided, (f"共{persons(found)}名。",))


def roster(store: Store, request: Request) -> Report:
    """县领导, 列席人员, 特邀人员 and others as of the day, or one of them."""
    role = answered(ROLE, request)
    found = [row for row in chosen(store, request) if (row["role"] == role if role else row["role"] != STAFF)]
    refuse_empty(found, request, role or "其他人员")
    if role:
        return made(store, request, f"{role.removeprefix('县')}名册", PERSON_COLUMNS, (Group("", found),), (f"共{len(found)}名。",))
    divided = divided_by("role", found, NO_BODY)
    told = f"共{persons(found)}人：{'、'.join(f'{group.title}{len(group.rows)}名' for group in divided)}。"
    twice = ("有人兼有两种身份，分别列出。",) if persons(found) < len(found) else ()
    return made(store, request, "有关人员名册", PERSON_COLUMNS, divided, (told, *twice))


def liaison(store: Store, request: Request) -> Report:
    """Every township, also one without 联络组 or 联络员."""
    day = request.day
    of_group = {g["name"]: g for g in groups.GROUPS.listed(store, as_of=day)}
    rows = [row for row in groups.liaisons(store, as_of=day) if not request.only or row["id"] in request.only]
    if not rows:
        raise Refused(f"截至{in_words(day)}没有登记过乡镇，没有印出名册。请先登记乡镇和联络组。")
    townships = {row["name"] for row in rows}
    served = {row["name"] for row in rows if row["liaison"]}
    printed = [{**row, "serial": number, "head": spread(group["head"]) if (group := of_group.get(row["group"])) else "",
                "size": group["size"] if group else None, "liaison": marked(row["liaison"], row["sex"], None),
                "remark": "" if row["liaison"] else PREPARING if row["ready"] is False else VACANT}
               for number, row in enumerate(rows, 1)]
    told = f"共{len(townships)}个乡镇，已配联络员{len(served)}个，未配{len(townships) - len(served)}个。"
    return made(store, request, "乡镇政协联络员名册", LIAISON_COLUMNS, (Group("", printed),), (told,), private=True)


def chosen(store: Store, request: Request) -> list[Row]:
    found = PERSONS.listed(store, as_of=request.day)
    return [{**row, "marked": marked(row["name"], row["sex"], row["ethnic"]), "work": standing(row)}
            for row in found if not request.only or row["id"] in request.only]


def refuse_empty(found: Sequence[Row], request: Request, whom: str) -> None:
    if not found:
        which = "所选的" if request.only else ""
        raise Refused(f"截至{in_words(request.day)}没有{which}{whom}，没有印出名册。请换一个日期，或先登记、导入人员。")


def persons(found: Iterable[Row]) -> int:
    return len({row["id"] for row in found})


def made(store: Store, request: Request, title: str, columns: tuple[Field, ...], divided: Sequence[Group], notes: tuple[str, ...],
         private: bool = False) -> Report:
    """Numbers run through all groups; a column of which nothing is known is left out."""
    serial = 0
    numbered = []
    for group in divided:
        numbered.append(Group(f"{group.title}（{len(group.rows)}名）" if group.title else "",
                              [{**row, "serial": serial + number} for number, row in enumerate(group.rows, 1)]))
        serial += len(group.rows)
    known = [row for group in numbered for row in group.rows]
    shown = tuple(f for f in columns if f.name in ("serial", "remark") or any(row.get(f.name) not in (None, "") for row in known))
    until = f"截至{in_words(request.day)}"
    return Report(f"{office.read(store)['county']}{title}", shown, tuple(numbered), until, notes, private or request.private,
                  until, None, request.day)


STAFF_ROSTER = Paper("staff-roster", "机关干部名册", "人员", pens.FORMATS, pens.printing(staff))
PEOPLE_ROSTER = Paper("people-roster", "有关人员名册", "人员", pens.FORMATS, pens.printing(roster), (ROLE,))
LIAISON_ROSTER = Paper("liaison-roster", "乡镇政协联络员名册", "联络组", pens.FORMATS, pens.printing(liaison))
