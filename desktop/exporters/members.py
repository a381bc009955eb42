"""委员名册: the members as of a day in the order of 姓氏笔画, whole or by sector, committee or office."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from desktop.exporters import pens
from desktop.exporters.registry import Paper, Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import BadValue, Choice, Doubtful, Integer, Month, Option, Text, fold
from desktop.fields.refused import Refused
from desktop.fields.report import Group, Report
from desktop.rules.names import marked
from desktop.services import layouts, members, office
from desktop.services.members import NO_OFFICE, OFFICES, SORTS, Row
from desktop.services.store import Store

BY_SECTOR, WHOLE, BY_COMMITTEE, BY_OFFICE = ARRANGEMENTS = ("按界别", "全体按姓氏笔画", "按专委会", "按政协职务")
ARRANGEMENT = Field("arrangement", "编排", Choice(open=False, options=tuple(map(Option, ARRANGEMENTS))),
                    help="不选时按界别；各组之内按姓氏笔画")
LAYOUT = Field("layout", "版式", Text(longest=40), help="在委员页的导出中保存的版式名称；不选时按通常的列")
NO_SECTOR, NO_COMMITTEE = "未填界别", "未编入专委会"


class RosterMonth(Month):
    """1975.08, as rosters print it."""

    def show(self, value: str | None) -> str:
        return super().show(value).replace("-", ".")


COLUMNS: tuple[Field, ...] = (
    Field("serial", "序号", Integer(width=2)),
    Field("marked", "姓名", Text(width=9)),
    Field("sex", "性别", Text(width=2)),
    Field("ethnic", "民族", Text(width=3)),
    Field("born", "出生年月", RosterMonth()),
    Field("party", "政治面貌", Text(width=6)),
    Field("schooling", "学历学位", Text(width=6)),
    Field("work", "工作单位及职务", Text(width=14)),
    Field("sector", "界别", Text(width=5)),
    Field("office", "政协职务", Text(width=4)),
    Field("in_committees", "专委会", Text(width=5)),
    Field("in_groups", "联络组", Text(width=5)),
    Field("remark", "备注", Text(width=5)),
)

Divided = list[tuple[str, Sequence[Row]]]


def collect(store: Store, request: Request) -> Report:
    day = request.day
    found = members.listed(store, day, within=request.only or None)
    if not found:
        raise Refused(f"截至{in_words(day)}没有{'所选的' if request.only else ''}委员，没有印出名册。请换一个日期，或先导入、登记委员。")
    arrangement = answered(ARRANGEMENT, request) or BY_SECTOR
    with store.read() as session:
        term = members.term_on(session, day)
        began = term.since if term else None
        order = committees_in_order(members.Facts(session, day))
    divided = DIVIDE[arrangement](found, store, order)
    check(arrangement, found, divided)
    until = f"截至{in_words(day)}"
    columns = tuple(f for f in COLUMNS if f.name != "in_groups" or any(row["groups"] for row in found))
    made = Report(f"{body_of(store, day)}委员名册", columns, numbered(divided, began, restart=arrangement == BY_COMMITTEE), until,
                  notes(found, arrangement, bool(request.only)), request.private, until, None, day)
    name = request.answers.get(LAYOUT.name)
    return replace(made, columns=laid_out(store, name, request)) if name else made


def laid_out(store: Store, name: str, request: Request) -> tuple[Field, ...]:
    """The columns and formats of a layout that the office has kept, behind the running number."""
    kept = layouts.listed(store, "members")
    chosen = next((each for each in kept if each.name == name), None)
    if chosen is None:
        known = f"可用：{'、'.join(each.name for each in kept)}" if kept else "现在一个也没有，请先在委员页的导出中保存"
        raise Refused(f"委员名单没有“{name}”这个版式，没有印出名册。{known}。")
    columns = layouts.apply(chosen, members.columns(store), (), private=request.private).columns
    return COLUMNS[0], *columns


def answered(ask: Field, request: Request) -> Any:
    """What was chosen, None for nothing; refused when there is no such choice."""
    answer = request.answers.get(ask.name)
    try:
        return ask.kind.parse(answer)
    except Doubtful as doubt:
        return doubt.value
    except BadValue:
        assert isinstance(ask.kind, Choice)
        raise Refused(f"没有“{answer}”这种{ask.label}，可选：{'、'.join(ask.kind.labels())}。") from None


def body_of(store: Store, day: dt.date) -> str:
    """政协青溪县第十届委员会."""
    committee, term = office.committee_name(office.read(store)), members.term_in_words(store, day)
    return committee.removesuffix("委员会") + term if term.endswith("委员会") else committee


def by_sector(found: Sequence[Row], store: Store, _: Sequence[str]) -> Divided:
    """In the order of the code table; a sector keeps the words of its members' records where they agree."""
    kind = next(f.kind for f in members.columns(store) if f.name == "sector")
    assert isinstance(kind, Choice)
    place = {fold(word): (rank, option.label) for rank, option in enumerate(kind.options)
             for word in (*option.aliases, option.label)}
    unknown = len(kind.options)
    sectors: dict[tuple[int, str], list[Row]] = {}
    for row in found:
        word = row["sector"] or ""
        sectors.setdefault(place.get(fold(word), (unknown if word else unknown + 1, word)), []).append(row)
    return [(words(label, rows), rows) for (_, label), rows in sorted(sectors.items(), key=lambda each: each[0])]


def words(label: str, rows: Sequence[Row]) -> str:
    written = {row["sector"] for row in rows}
    return written.pop() or NO_SECTOR if len(written) == 1 else label


def whole(found: Sequence[Row], *_: Any) -> Divided:
    return [("", found)]


def by_committee(found: Sequence[Row], _: Store, order: Sequence[str]) -> Divided:
    """Who sits in two committees stands in both."""
    divided: Divided = [(name, [row for row in found if name in row["committees"]]) for name in order]
    return [*divided, (NO_COMMITTEE, [row for row in found if not row["committees"]])]


def by_office(found: Sequence[Row], *_: Any) -> Divided:
    """The leaders in their own order, all others by strokes."""
    ranked = sorted(found, key=SORTS["rank"])
    divided: Divided = [(name, [row for row in ranked if row["office"] == name]) for name in OFFICES]
    return [*divided, (NO_OFFICE, [row for row in ranked if row["office"] not in OFFICES])]


DIVIDE: dict[str, Callable[[Sequence[Row], Store, Sequence[str]], Divided]] = {
    BY_SECTOR: by_sector, WHOLE: whole, BY_COMMITTEE: by_committee, BY_OFFICE: by_office}


def committees_in_order(facts: members.Facts) -> list[str]:
    """The committees' short names of the day."""
    named = sorted(facts.names.values(), key=lambda n: (facts.committees[n.committee_id].rank, n.short))
    return [n.short for n in named]


def check(arrangement: str, found: Sequence[Row], divided: Divided) -> None:
    """Every member stands in the roster, and nobody more often than there are reasons."""
    listed = [row["id"] for _, rows in divided for row in rows]
    due = sum(max(1, len(row["committees"])) for row in found) if arrangement == BY_COMMITTEE else len(found)
    if set(listed) != {row["id"] for row in found} or len(listed) != due:
        raise Refused(f"{arrangement}分组后共 {len(listed)} 人次，与全体 {due} 人次对不上，没有印出名册。请检查届次和专委会的任职日期。")


def numbered(divided: Divided, began: Any, *, restart: bool) -> tuple[Group, ...]:
    """The groups that have somebody, headed 中共界（32名）; numbers run through unless somebody stands in two groups."""
    groups: list[Group] = []
    serial = 0
    for name, rows in divided:
        if not rows:
            continue
        first = 1 if restart else serial + 1
        printed = [entry(row, number, began) for number, row in enumerate(rows, first)]
        serial += len(rows)
        groups.append(Group(f"{name}（{len(rows)}名）" if name else "", printed))
    return tuple(groups)


def work(row: Row) -> str:
    """县农业农村局党组书记、局长."""
    return (row["unit"] or "") + (row["post"] or "")


def entry(row: Row, serial: int, began: Any) -> Row:
    schooling = (row["education"] or row["later_education"], row["degree"])
    added = row["since"] is not None and began is not None and row["since"] > began
    return {**row, "serial": serial, "marked": marked(row["name"], row["sex"], row["ethnic"]),
            "schooling": "、".join(filter(None, schooling)), "work": work(row),
            "in_committees": "、".join(row["committees"]), "in_groups": "、".join(row["groups"]),
            "remark": f"{row['since']:%Y.%m}增补" if added else ""}


def notes(found: Sequence[Row], arrangement: str, chosen: bool) -> tuple[str, ...]:
    standing = sum(row["office"] in OFFICES for row in found)
    twice = sum(len(row["committees"]) > 1 for row in found)
    order = "主席、副主席、秘书长按排序，其余按姓氏笔画为序" if arrangement == BY_OFFICE else "按姓氏笔画为序"
    said = [f"{'所选委员' if chosen else '共'}{len(found)}名，{order}。其中常委会组成人员{standing}名，女委员"
            f"{sum(row['sex'] == '女' for row in found)}名，少数民族委员"
            f"{sum(bool(row['ethnic']) and row['ethnic'] != '汉族' for row in found)}名。"]
    if arrangement == BY_COMMITTEE and twice:
        said.append(f"有{twice}名委员参加两个以上专委会，在各专委会中分别列出。")
    return tuple(said)


ROSTER = Paper("member-roster", "委员名册", "委员", pens.FORMATS, pens.printing(collect), (ARRANGEMENT, LAYOUT))
