"""增补调整情况表: what was decided of members and offices in a period, each with its meeting."""
from __future__ import annotations

import datetime as dt

from desktop.exporters import pens
from desktop.exporters.members import body_of, work
from desktop.exporters.registry import Paper, Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Day, Integer, Text
from desktop.fields.refused import Refused
from desktop.fields.report import Group, Report
from desktop.rules import body as rules
from desktop.rules.names import marked
from desktop.rules.periods import Period, between
from desktop.services import body, members
from desktop.services.dated import DAY
from desktop.services.store import Store

COLUMNS = (
    Field("serial", "序号", Integer(width=2)),
    Field("marked", "姓名", Text(width=6)),
    Field("said", "事项", Text(width=8)),
    Field("work", "单位及职务", Text(width=12)),
    Field("sector", "界别", Text(width=6)),
    Field("meeting", "决定会议", Text(width=10)),
    Field("day", "日期", Day()),
    Field("note", "备注", Text(width=6)),
)


def collect(store: Store, request: Request) -> Report:
    period = covered(store, request)
    found = body.listed(store, as_of=period.last, first=period.first, within=request.only)
    if not found:
        raise Refused(f"{period.words}没有登记过增补、调整等人事事项，没有印出。请换一个时段，或先登记。")
    rows = [{**row, "serial": number, "marked": marked(row["name"], row["sex"], row["ethnic"]), **place}
            for number, (row, place) in enumerate(zip(found, places(store, found), strict=True), 1)]
    return Report(f"{body_of(store, period.last)}委员增补调整情况表", COLUMNS, (Group("", rows),), period.words,
                  (told(found),), request.private, period.words, None, request.day)


def covered(store: Store, request: Request) -> Period:
    """The period that was asked for, or the term up to the day."""
    if request.period:
        return request.period
    with store.read() as session:
        term = members.term_on(session, request.day)
    if term is None or term.since is None:
        raise Refused(f"{in_words(request.day)}不在任何一届的任期内，没有印出。请写明起止日期，或先在设置中补上届次。")
    return between(term.since, request.day)


def places(store: Store, found: list[members.Row]) -> list[members.Row]:
    """Work and sector of each event's person: on its day, or on the last day before when the membership ended."""
    asked = [(row["person_id"], last_day(row)) for row in found]
    by_day: dict[dt.date, set[str]] = {}
    for person, day in asked:
        by_day.setdefault(day, set()).add(person)
    with store.read() as session:
        known = {(row["id"], day): row for day, persons in by_day.items() for row in members.rows(session, day, persons)}
    return [{"work": work(row), "sector": row["sector"]} if (row := known.get(key)) else {} for key in asked]


def last_day(row: members.Row) -> dt.date:
    return row["day"] - DAY if row["office"] == rules.MEMBER and row["event"] in rules.ENDS else row["day"]


def told(found: list[members.Row]) -> str:
    """共12项，其中增补委员6名，不再担任委员4名."""
    of_members = [row["event"] for row in found if row["office"] == rules.MEMBER]
    added = sum(event in rules.BEGINS for event in of_members)
    return (f"共{len(found)}项，其中增补委员{added}名，不再担任委员{len(of_members) - added}名，"
            f"政协职务和专委会职务变动{len(found) - len(of_members)}项。“单位及职务”为当时任职。")


PAPER = Paper("member-changes", "增补调整情况表", "委员", pens.FORMATS, pens.printing(collect))
