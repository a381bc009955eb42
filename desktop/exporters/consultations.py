"""协商: the year's plan as it is issued, and how far each topic has come."""
from __future__ import annotations

from collections.abc import Sequence

from desktop.exporters import pens
from desktop.exporters.registry import Paper, Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Integer, Text
from desktop.fields.refused import Refused
from desktop.fields.report import Group, Report
from desktop.rules import consultations as rules
from desktop.services import consultations, office
from desktop.services.records import Row
from desktop.services.store import Store

GROUP = "协商监督"
SERIAL = Field("serial", "序号", Integer(width=2))
PLAN = (SERIAL, Field("form", "协商形式", Text(width=5)), Field("name", "议题", Text(width=14)), Field("when", "时间", Text(width=3)),
        Field("leader", "牵头领导", Text(width=5)), Field("committee", "承办专委会", Text(width=6)),
        Field("units", "参与部门", Text(width=9)), Field("leaders", "县委县政府参加领导", Text(width=6)),
        Field("outcome_form", "成果形式", Text(width=4)))
PROGRESS = (SERIAL, Field("name", "议题", Text(width=11)), Field("form", "形式", Text(width=4)),
            Field("committee", "承办专委会", Text(width=5)), Field("studied", "调研", Text(width=5)),
            Field("held", "协商会议", Text(width=5)),
            Field("outcomes", "成果", Text(width=10)), Field("sent", "报送", Text(width=6)), Field("remarks", "批示和肯定", Text(width=9)),
            Field("adoption", "采纳落实", Text(width=8)),
            Field("state", "状态", Text(width=4)))


def year_of(request: Request) -> int:
    return request.period.first.year if request.period else request.day.year


def chosen(store: Store, request: Request) -> list[Row]:
    """The year's topics, or the chosen ones; refused when there is none."""
    year = year_of(request)
    found = [r for r in consultations.listed(store, as_of=request.day)
             if (r["id"] in request.only if request.only else r["year"] == year)]
    if not found:
        raise Refused(f"{year}年还没有登记协商议题，没有印出。请先在协商页登记或导入议题。")
    return [row | {"when": f"{row['month']}月" if row["month"] else ""} for row in found]


def collect_plan(store: Store, request: Request) -> Report:
    """What stands in the plan on the day; a topic that was taken out is named under the table."""
    rows = chosen(store, request)
    plan = consultations.plan_of(store, year_of(request))
    county = office.read(store)["county"]
    kept = [r for r in rows if r["state"] != rules.DROPPED]
    notes = [f"共{len(kept)}项。", *(f"已撤下：{r['name']}（{r['dropped'].isoformat()}）。" for r in rows if r["state"] == rules.DROPPED)]
    path = [f"{in_words(plan[name])}{words}" for name, words in (
        ("chaired", "主席会议审议"), ("party", "党组会议研究"), ("approved", "县委常委会审定")) if plan[name]]
    if path:
        notes.append("，".join(path) + (f"；{plan['number']}印发。" if plan["number"] else "。"))
    return Report(f"{county}政协{plan['name']}", PLAN, (Group("", numbered(kept)),), plan["number"] or "", tuple(notes),
                  footer=f"截至{in_words(request.day)}", landscape=True, day=request.day)


def collect_progress(store: Store, request: Request) -> Report:
    rows = chosen(store, request)
    settings = office.read(store)
    lines = [row | {
        "studied": days(row, "调研"), "held": days(row, rules.MEETING_STEP), "sent": sendings(row),
        "remarks": "\n".join(f"{r['leader']}{r['kind']}：{r['words'] or ''}（{r['day'].isoformat()}）" for r in row["remark_rows"]),
        "adoption": "\n".join(o["adoption"] for o in row["outcome_rows"] if o["adoption"])} for row in rows]
    held = sum(bool(line["held"]) for line in lines)
    written, spoken = (sum(r["kind"] == kind for row in rows for r in row["remark_rows"])
                       for kind in (rules.WRITTEN_REMARK, rules.SPOKEN_REMARK))
    notes = (f"议题{len(rows)}项，已协商{held}项，形成成果{sum(len(r['outcome_rows']) for r in rows)}件，"
             f"领导批示{written}件，口头肯定{spoken}次。",)
    until = f"截至{in_words(request.day)}"
    return Report(f"{settings['county']}政协{year_of(request)}年度协商工作进展情况", PROGRESS, (Group("", numbered(lines)),), until,
                  notes, footer=until, landscape=True, day=request.day)


def numbered(rows: Sequence[Row]) -> list[Row]:
    return [row | {"serial": number} for number, row in enumerate(rows, 1)]


def days(row: Row, kind: str) -> str:
    return "、".join(s["day"].isoformat() for s in row["steps"] if s["kind"] == kind)


def sendings(row: Row) -> str:
    return "\n".join(f"{o['sent_to'] or ''}（{o['sent'].isoformat()}）" for o in row["outcome_rows"] if o["sent"]) or days(
        row, rules.SENDING_STEP)


PLAN_PAPER = Paper("consultation-plan", "年度协商计划表", GROUP, pens.FORMATS, pens.printing(collect_plan))
PROGRESS_PAPER = Paper("consultation-progress", "协商工作进展表", GROUP, pens.FORMATS, pens.printing(collect_progress))
