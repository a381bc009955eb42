"""Which meeting a paper is asked for, and what its head says."""
from __future__ import annotations

import datetime as dt

from desktop.exporters.page import em
from desktop.exporters.registry import Request
from desktop.fields.dates import in_words
from desktop.fields.refused import Refused
from desktop.rules.meetingnames import MeetingNames
from desktop.rules.meetings import span
from desktop.rules.periods import Period, between
from desktop.services import attendance, meetings
from desktop.services.members import Row
from desktop.services.store import Store

GROUP = "会议活动"
LINE = 23.0  # em; what a line of the title holds
WEEKDAYS = "一二三四五六日"


def meeting(store: Store, request: Request) -> tuple[Row, MeetingNames]:
    """The one meeting of `--only`, with its three names."""
    if len(request.only) != 1:
        raise Refused("这份材料是一次会议的，没有印出。请先选中一次会议（--only 编号）。")
    row = meetings.one(store, request.only[0])
    with store.read() as session:
        return row, meetings.three_names(session, row)


def sheet(store: Store, request: Request) -> tuple[attendance.Sheet, MeetingNames]:
    row, names = meeting(store, request)
    found = attendance.sheet(store, row["id"])
    if not found.people:
        raise Refused(f"{names.table}还没有参加人员，没有印出。请先按范围生成参加人员。")
    return found, names


def titled(names: MeetingNames, what: str) -> str:
    """The whole name where the line of a title has room for it, else the one that sentences use."""
    return names.full + what if em(names.full + what) <= LINE else names.text + what


def when(row: Row) -> str:
    return span(row["day"], row["until"])


def covered(request: Request) -> Period:
    """The period that was asked for, or the year up to the day."""
    return request.period or between(request.day.replace(month=1, day=1), request.day)


def until(request: Request) -> str:
    return f"截至{in_words(request.day)}"


def weekday(day: dt.date) -> str:
    """1月6日（星期二）."""
    return f"{day.month}月{day.day}日（星期{WEEKDAYS[day.weekday()]}）"


def work(person: Row) -> str:
    return f"{person.get('unit') or ''}{person.get('post') or ''}"
