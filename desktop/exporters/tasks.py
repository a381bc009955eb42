"""工作安排: the year's tasks by who leads them, and the month's plan (office.md 5.12)."""
from __future__ import annotations

import calendar
import datetime as dt

from desktop.exporters import pens
from desktop.exporters.consultations import SERIAL, numbered, year_of
from desktop.exporters.registry import Paper, Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Integer, Option, Text
from desktop.fields.refused import Refused
from desktop.fields.report import Group, Report
from desktop.rules import tasks as rules
from desktop.rules.periods import Period
from desktop.services import meetings, office, tasks
from desktop.services.records import Row
from desktop.services.store import Store

GROUP = "工作安排"
TASKS = (SERIAL, Field("name", "任务", Text(width=16)), Field("leader", "牵头领导", Text(width=4)),
         Field("room", "牵头委室", Text(width=5)), Field("partners", "协作委室和部门", Text(width=7)),
         Field("person", "责任人", Text(width=4)),
         Field("until", "时限", Text(width=5)), Field("progress", "落实情况", Text(width=10)), Field("state", "状态", Text(width=3)))
MONTHLY = (SERIAL, Field("name", "工作内容", Text(width=13)), Field("when", "时间", Text(width=6)), Field("place", "地点", Text(width=6)),
           Field("leaders", "参加领导", Text(width=6)), Field("people", "参加人员", Text(width=7)),
           Field("room", "责任委室", Text(width=5)), Field("partners", "配合单位", Text(width=6)), Field("note", "备注", Text(width=4)))
ALL = "全部"
ORIGIN = Field("origin", "来源", Choice(open=False, options=tuple(map(Option, (ALL, "工作要点", "议定事项", "领导交办", "上级部署")))),
               help="不选印全部")
MONTH = Field("month", "月份", Integer(least=1, most=12), help="不填印当月")


def collect_tasks(store: Store, request: Request) -> Report:
    year, origin = year_of(request), request.answers.get("origin")
    rows = [r for r in tasks.TASKS.listed(store, as_of=request.day)
            if (r["id"] in request.only if request.only else r["year"] == year and origin in (None, ALL, r["origin"]))]
    if not rows:
        raise Refused(f"{year}年没有登记{'' if origin in (None, ALL) else origin}任务，没有印出。请先在工作任务页登记或导入。")
    county = office.read(store)["county"]
    named = {None: "重点任务分解表", ALL: "重点任务分解表", "议定事项": "议定事项督办台账"}.get(origin, f"{origin}任务表")
    lines = [row | {"until": row["due"].isoformat() if row["due"] else "",
                    "progress": "\n".join(filter(None, (row["progress"], f"{row['done'].isoformat()} 完成" if row["done"] else "")))}
             for row in numbered(rows)]
    groups = {}
    for line in lines:
        groups.setdefault(line["origin"] or "", []).append(line)
    count = {state: sum(r["state"] == state for r in rows) for state in (rules.DONE, rules.LATE)}
    until = f"截至{in_words(request.day)}"
    return Report(f"{county}政协{year}年{named}", TASKS, tuple(Group(o if len(groups) > 1 else "", rows) for o, rows in groups.items()),
                  until, (f"共{len(rows)}项，已完成{count[rules.DONE]}项，逾期{count[rules.LATE]}项。",), footer=until, landscape=True,
                  day=request.day)


def month_of(request: Request) -> Period:
    """The month that was asked for: by number in the period's year, or the month of the day."""
    if request.period and (request.period.last - request.period.first).days < 31:
        return request.period
    year = year_of(request)
    number = request.answers.get("month") or request.day.month
    return Period(dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1]), f"{year}年{number}月")


def collect_month(store: Store, request: Request) -> Report:
    period = month_of(request)
    rows = sorted([*tasks.month(store, period), *meetings_of(store, period)], key=lambda r: (r["begins"], r["name"]))
    if not rows:
        raise Refused(f"{period.words}没有登记会议和工作安排，没有印出。请先在会议活动页、月度安排页登记。")
    return Report(f"{office.read(store)['county']}政协{period.words}工作安排表", MONTHLY,
                  (Group("", [row | {"when": row["when"] or days(row)} for row in numbered(rows)]),), landscape=True, day=request.day)


def meetings_of(store: Store, period: Period) -> list[Row]:
    """The month's meetings as lines of the plan; one that was cancelled is none."""
    return [{"begins": row["day"], "ends": row["until"], "name": row["name"], "when": None, "place": row["place"],
             "leaders": row["host"], "people": row["attend"], "room": row["room"] or row["committee"], "partners": None,
             "note": row["kind"]}
            for row in meetings.listed(store, period=period) if row["state"] != meetings.CANCELLED]


def days(row: Row) -> str:
    """3月5日, 3月5日至7日."""
    first, last = row["begins"], row["ends"]
    if not last or last == first:
        return f"{first.month}月{first.day}日"
    return f"{first.month}月{first.day}日至{'' if last.month == first.month else f'{last.month}月'}{last.day}日"


TASK_PAPER = Paper("task-list", "重点任务分解表", GROUP, pens.FORMATS, pens.printing(collect_tasks), (ORIGIN,))
MONTH_PAPER = Paper("monthly-plan", "月度工作安排表", GROUP, pens.FORMATS, pens.printing(collect_month), (MONTH,))
