"""民主监督台账: each matter with its activities, its 意见建议书 and what the unit has done about it."""
from __future__ import annotations

from desktop.exporters import pens
from desktop.exporters.consultations import GROUP, SERIAL, numbered, year_of
from desktop.exporters.registry import Paper, Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Text
from desktop.fields.refused import Refused
from desktop.fields.report import Group, Report
from desktop.services import office
from desktop.services.oversight import LETTER, OVERSIGHT
from desktop.services.records import Row
from desktop.services.store import Store

COLUMNS = (SERIAL, Field("kind", "形式", Text(width=5)), Field("name", "监督事项", Text(width=11)),
           Field("units", "被监督单位", Text(width=6)), Field("committee", "承办专委会", Text(width=5)),
           Field("team", "组长和监督员", Text(width=10)), Field("acts", "监督活动", Text(width=8)),
           Field("letter", "意见建议书", Text(width=8)),
           Field("answer", "反馈", Text(width=8)), Field("again", "回头看", Text(width=7)),
           Field("points", "意见／落实（条）", Text(width=4)))


def collect(store: Store, request: Request) -> Report:
    year = year_of(request)
    rows = [r for r in OVERSIGHT.listed(store, as_of=request.day)
            if (r["id"] in request.only if request.only else r["year"] == year)]
    if not rows:
        raise Refused(f"{year}年还没有登记民主监督，没有印出台账。请先在民主监督页登记或导入。")
    lines = [row | {
        "team": "\n".join(filter(None, (f"组长：{row['leader']}" if row["leader"] else "", row["members"]))),
        "acts": said(row, "监督活动"), "letter": said(row, LETTER), "answer": said(row, "反馈"),
        "again": said(row, "回头看", "评议结果"), "points": f"{row['points']}／{row['taken']}" if row["points"] else ""} for row in rows]
    until = f"截至{in_words(request.day)}"
    notes = (f"共{len(rows)}项，监督活动{sum(r['times'] for r in rows)}次，意见建议书{sum(r['letters'] for r in rows)}件，"
             f"提出意见{sum(r['points'] for r in rows)}条，已落实{sum(r['taken'] for r in rows)}条。",)
    return Report(f"{office.read(store)['county']}政协{year}年民主监督台账", COLUMNS, (Group("", numbered(lines)),), until, notes,
                  footer=until, landscape=True, day=request.day)


def said(row: Row, *kinds: str) -> str:
    return "\n".join(f"{s['day'].isoformat()} {s['number'] or ''}{s['words'] or ''}".strip() for s in row["steps"] if s["kind"] in kinds)


PAPER = Paper("supervision-ledger", "民主监督台账", GROUP, pens.FORMATS, pens.printing(collect))
