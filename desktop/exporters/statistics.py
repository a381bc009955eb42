"""委员构成统计表: how the body of members divides on a day; the workbook lists the members behind every figure."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from desktop.exporters import pens
from desktop.exporters.members import body_of, work
from desktop.exporters.registry import Paper, Request, encoding
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Integer, Text
from desktop.fields.refused import Refused
from desktop.fields.report import Figure, Group, Report
from desktop.rules.names import spread
from desktop.services import members, statistics
from desktop.services.members import Row
from desktop.services.progress import Progress
from desktop.services.store import Store

BEHIND = (
    Field("part", "项目", Text(width=5)), Field("label", "类别", Text(width=9)), Field("serial", "序号", Integer(width=2)),
    Field("name", "姓名", Text(width=4)), Field("work", "单位及职务", Text(width=12)), Field("sector", "界别", Text(width=6)))


def write(store: Store, request: Request, format: str, out: Path, progress: Progress) -> None:
    progress(0, 2)
    made = composition(store, request)
    if format == "xlsx":
        made = replace(made, parts=(behind(store, request, made),))
    progress(1, 2)
    pens.write(made, format, out, encoding(store, request))
    progress(2, 2)


def composition(store: Store, request: Request) -> Report:
    """The figures as the statistics page shows them, each division under one heading cell."""
    found = statistics.composition(store, request.day)
    if not any(isinstance(row["count"], Figure) and row["count"].value for row in found.rows):
        raise Refused(f"截至{in_words(request.day)}没有委员，没有印出统计表。请换一个日期，或先导入、登记委员。")
    rows = [{**row, "part": group.title} for group in found.groups for row in group.rows]
    return replace(found, title=f"{body_of(store, request.day)}委员构成统计表", groups=(Group("", rows),), merged="part",
                   footer=found.subtitle, landscape=False, day=request.day)


def behind(store: Store, request: Request, made: Report) -> Report:
    """Under each figure those whom it counts, by strokes; the whole body is not listed twice."""
    known: Mapping[str, Row] = {row["id"]: row for row in members.listed(store, request.day)}
    rows = []
    for line in made.rows:
        counted = line["count"].records if len(line["count"].records) < len(known) else ()
        persons = [row for number, row in known.items() if number in set(counted)]
        rows += [{"part": line["part"], "label": line["label"].removeprefix("其中："), "serial": serial, "name": spread(row["name"]),
                  "work": work(row), "sector": row["sector"]} for serial, row in enumerate(persons, 1)]
    return Report("各项人员名单", BEHIND, (Group("", rows),), made.subtitle)


PAPER = Paper("member-composition", "委员构成统计表", "统计", pens.FORMATS, write)
