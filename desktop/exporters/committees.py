"""专委会: the lists of their members as of a day, and their setting before and after an adjustment."""
from __future__ import annotations

import datetime as dt
from pathlib import Path

from desktop.exporters import pens
from desktop.exporters.members import body_of, work
from desktop.exporters.page import em
from desktop.exporters.registry import Paper, Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Integer, Text
from desktop.fields.refused import Refused
from desktop.fields.report import Group, Report
from desktop.rules.names import marked, spread
from desktop.rules.periods import Period, between, calendar_year, han
from desktop.services import committees, members
from desktop.services.dated import DAY
from desktop.services.progress import Progress
from desktop.services.store import Store

PLAIN = "委员"
ROLES = (committees.HEAD, committees.DEPUTY, PLAIN)
PLACE = 4  # em; a name of three characters and a blank, so that names stand under each other
LINE = 26  # em; what a line of names holds beside 副主任：
LISTED = (Field("role", "职务", Text(width=4)), Field("names", "名单", Text(width=LINE)))
COLUMNS = (
    Field("serial", "序号", Integer(width=2)), Field("marked", "姓名", Text(width=6)), Field("role", "专委会职务", Text(width=4)),
    Field("work", "单位及职务", Text(width=12)), Field("sector", "界别", Text(width=6)), Field("office", "政协职务", Text(width=4)))
ADJUSTED = (
    Field("serial", "序号", Integer(width=2)), Field("name_before", "原名称", Text(width=9)), Field("head_before", "原主任", Text(width=4)),
    Field("deputies_before", "原副主任", Text(width=6)), Field("size_before", "原人数", Integer(width=2)),
    Field("name", "现名称", Text(width=9)), Field("head", "现主任", Text(width=4)), Field("deputies", "现副主任", Text(width=6)),
    Field("size", "现人数", Integer(width=2)), Field("said", "调整情况", Text(width=6)))
SAME, RENAMED, FOUNDED, ENDED = "未更名", "更名", "新设", "撤销"

Row = members.Row


def write(store: Store, request: Request, format: str, out: Path, progress: Progress) -> None:
    """Names as official lists print them; a workbook has one row for each person instead."""
    progress(0, 2)
    made = sheet(store, request) if format == "xlsx" else composition(store, request)
    progress(1, 2)
    pens.write(made, format, out)
    progress(2, 2)


def seats(store: Store, request: Request) -> list[tuple[Row, list[Row]]]:
    """Each committee of the day with its members, the heads first; refused when there is none."""
    day = request.day
    with store.read() as session:
        found = [row for row in committees.rows(session, day) if not request.only or row["id"] in request.only]
        facts = members.Facts(session, day)
        seated = [(row, [{**facts.row(person, member), "role": seat.role}
                         for person, member, seat in committees.members_of(session, row["id"], day)]) for row in found]
    if not any(rows for _, rows in seated):
        raise Refused(f"截至{in_words(day)}没有编入专委会的委员，没有印出名单。请换一个日期，或先在委员页登记专委会。")
    return seated


def named(rows: list[Row]) -> list[Row]:
    return [{**row, "serial": number, "marked": marked(row["name"], row["sex"], row["ethnic"]), "work": work(row),
             "role": row["role"]} for number, row in enumerate(rows, 1)]


def head(number: int, committee: Row) -> str:
    """一、提案委员会（18名）."""
    return f"{han(number)}、{committee['name']}（{committee['size']}名）"


def counted(seated: list[tuple[Row, list[Row]]]) -> tuple[str, ...]:
    persons = {row["id"] for _, rows in seated for row in rows}
    places = sum(len(rows) for _, rows in seated)
    twice = f"、{places}人次（参加两个专委会的分别列出）" if places > len(persons) else ""
    return (f"共{len(seated)}个专委会，{len(persons)}名委员{twice}。委员按姓氏笔画为序。",)


def composition(store: Store, request: Request) -> Report:
    """主　任, 副主任, 委　员, the names in columns."""
    seated = seats(store, request)
    groups = tuple(Group(head(number, committee), lines(rows)) for number, (committee, rows) in enumerate(seated, 1))
    until = f"截至{in_words(request.day)}"
    return Report(f"{body_of(store, request.day)}专门委员会组成人员名单", LISTED, groups, until, counted(seated), False, until,
                  False, request.day, ruled=False)


def lines(rows: list[Row]) -> list[Row]:
    """One row for each post; a name takes as many places as it needs."""
    found = []
    for role in ROLES:
        words = [marked(row["name"], row["sex"], row["ethnic"]) for row in rows if row["role"] == role]
        if words:
            found.append({"role": f"{spread(role)}：", "names": "\n".join(placed(words))})
    others = [marked(row["name"], row["sex"], row["ethnic"]) for row in rows if row["role"] not in ROLES]
    return [*found, {"role": "其　他：", "names": "\n".join(placed(others))}] if others else found


def placed(words: list[str]) -> list[str]:
    full, line = [], ""
    for word in words:
        if line and em(line + word) > LINE:
            full.append(line.rstrip("\u3000"))
            line = ""
        blanks = -(em(word) + 1) % PLACE + 1
        line += word + "\u3000" * int(blanks)
    return [*full, line.rstrip("\u3000")]


def sheet(store: Store, request: Request) -> Report:
    seated = seats(store, request)
    until = f"截至{in_words(request.day)}"
    groups = tuple(Group(head(number, committee), named(rows)) for number, (committee, rows) in enumerate(seated, 1))
    return Report(f"{body_of(store, request.day)}专门委员会组成人员名单", COLUMNS, groups, until, counted(seated),
                  request.private, until, None, request.day)


def adjustment(store: Store, request: Request) -> Report:
    """The committees on the first day of the period beside those on its last.

    A year in which nothing was adjusted prints the last adjustment before its end; days that were asked for stay.
    """
    period = request.period or since_adjusted(store, request.day)
    last = min(period.last, request.day)
    with store.read() as session:
        adjusted = committees.adjusted(session, last)
    if period == calendar_year(period.first.year) and adjusted and adjusted < period.first:
        period = since_adjusted(store, last)
    with store.read() as session:
        before = {row["id"]: row for row in committees.rows(session, period.first)}
        after = {row["id"]: row for row in committees.rows(session, last)}
    if not before and not after:
        raise Refused(f"{period.words}没有登记过专委会，没有印出。请先登记专委会，或换一个时段。")
    ended = [number for number in before if number not in after]
    rows: list[Row] = [{**compared(before.get(number), after.get(number)), "serial": serial}
                       for serial, number in enumerate([*after, *ended], 1)]
    counts = "，".join(f"{what}{sum(row['said'].startswith(what) for row in rows)}个" for what in (RENAMED, FOUNDED, ENDED, SAME))
    told = f"原设置为{in_words(period.first)}的情况，现设置为{in_words(last)}的情况。{counts}。"
    return Report(f"{body_of(store, last)}专门委员会设置调整前后对照表", ADJUSTED, (Group("", rows),), period.words, (told,),
                  False, period.words, None, request.day)


def since_adjusted(store: Store, day: dt.date) -> Period:
    """From the day before the last adjustment, so that the paper says without being asked what it changed."""
    with store.read() as session:
        adjusted = committees.adjusted(session, day)
        term = members.term_on(session, day)
    first = adjusted - DAY if adjusted else term.since if term else None
    return between(first or day, day)


def compared(before: Row | None, after: Row | None) -> Row:
    was = {f"{key}_before": before[key] if key == "size" else people(key, before[key])
           for key in ("name", "head", "deputies", "size")} if before else {}
    now = {key: after[key] if key == "size" else people(key, after[key])
           for key in ("name", "head", "deputies", "size")} if after else {}
    return {**was, **now, "said": said(before, after)}


def people(key: str, text: str) -> str:
    return text if key == "name" else "、".join(map(spread, text.split("、")))


def said(before: Row | None, after: Row | None) -> str:
    if before is None or after is None:
        return ENDED if after is None else FOUNDED
    if before["name"] == after["name"]:
        return SAME
    return f"{RENAMED}（{after['since']}）" if after["since"] else RENAMED


COMPOSITION = Paper("committee-composition", "专委会组成人员名单", "专委会", ("docx", "xlsx", "pdf"), write)
ADJUSTMENT = Paper("committee-adjustment", "专委会设置调整前后对照表", "专委会", ("docx", "xlsx", "pdf"), pens.printing(adjustment))
