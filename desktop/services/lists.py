"""The lists of the office, by the noun that the command line names them with."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from desktop.fields.field import Field
from desktop.fields.refused import Refused
from desktop.services import (
    attendance,
    body,
    calendar,
    committees,
    consultations,
    documents,
    groups,
    meetings,
    members,
    oversight,
    people,
    speeches,
    tasks,
    units,
)
from desktop.services.proposals import leading, register
from desktop.services.records import Noun
from desktop.services.store import Store


class Rows(Protocol):
    def __call__(self, store: Store, *, as_of: dt.date | None, sort: str | None, private: bool) -> list[dict[str, Any]]: ...


@dataclass(frozen=True)
class Listed:
    """`columns` say what a record shows, `rows` give the records as of a day."""
    key: str
    title: str
    columns: Callable[[Store], tuple[Field, ...]]
    rows: Rows


def member_rows(store: Store, *, as_of: dt.date | None, sort: str | None, private: bool) -> list[dict[str, Any]]:
    return members.listed(store, as_of, sort=sort or "stroke", private=private)


def sorted_rows(found: list[dict[str, Any]], columns: tuple[Field, ...], sort: str | None) -> list[dict[str, Any]]:
    """By a column's name or label; without one the office's own order stays."""
    if sort is None:
        return found
    if sort in ("stroke", "pinyin"):
        return sorted(found, key=lambda r: r.get(f"{sort}_key") or "")
    column = next((f for f in columns if sort in (f.name, f.label)), None)
    if column is None:
        raise Refused(f"没有“{sort}”这一列，不能按它排序。")
    kind = column.kind

    def key(row: dict[str, Any]) -> tuple[bool, Any]:
        value = row.get(column.name)
        return value in (None, ""), value if kind.numeric and value is not None else kind.show(value)

    return sorted(found, key=key)


def flat(noun: Noun) -> Listed:
    def rows(store: Store, *, as_of: dt.date | None, sort: str | None, private: bool) -> list[dict[str, Any]]:
        if private:
            members.show_private(store, noun.title)
        return sorted_rows(noun.listed(store, as_of=as_of), noun.columns, sort)

    return Listed(noun.key, noun.title, noun.bound_columns, rows)


def plain(key: str, title: str, columns: tuple[Field, ...], listed: Callable[..., list[dict[str, Any]]]) -> Listed:
    return Listed(key, title, lambda store: columns,
                  lambda store, *, as_of, sort, private: sorted_rows(listed(store, as_of=as_of), columns, sort))


LISTS: tuple[Listed, ...] = (
    Listed("members", "委员", members.columns, member_rows),
    flat(people.PERSONS), flat(units.UNITS), flat(units.ORGANISATIONS), flat(groups.GROUPS),
    plain("committees", "专委会", committees.COLUMNS, committees.listed),
    plain("liaisons", "乡镇联络员", groups.LIAISON_COLUMNS, groups.liaisons),
    plain("changes", "增补调整", body.COLUMNS, body.listed),
    plain("meetings", "会议活动", meetings.COLUMNS, meetings.listed),
    plain("attendance", "考勤", attendance.COLUMNS, attendance.by_meeting),
    plain("half-days", "半天考勤", attendance.HALF_DAYS, attendance.listed),
    plain("speeches", "大会发言", speeches.COLUMNS, speeches.listed),
    plain("consultations", "协商议题", consultations.LISTED, consultations.listed),
    flat(oversight.OVERSIGHT), flat(tasks.TASKS), flat(tasks.ITEMS),
    plain("documents", "公文", documents.COLUMNS, documents.listed),
    plain("proposals", "提案", register.COLUMNS, register.listed),
    plain("proposal-units", "提案承办单位", register.UNIT_COLUMNS, register.by_unit),
    plain("proposal-handlings", "提案承办", register.HANDLING_COLUMNS, register.handlings),
    plain("key-proposals", "重点提案", leading.COLUMNS, leading.listed),
    flat(calendar.HOLIDAYS),
)


def noun(key: str) -> Listed:
    for each in LISTS:
        if key in (each.key, each.title):
            return each
    raise Refused(f"没有“{key}”这种名单，可用：{'、'.join(f'{e.key}（{e.title}）' for e in LISTS)}。")
