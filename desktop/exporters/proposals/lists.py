"""重点提案督办一览表 and 提案目录: lists of one plenary's proposals as tables."""
from __future__ import annotations

from desktop.exporters import pens
from desktop.exporters.proposals.sitting import GROUP, chosen, county
from desktop.exporters.registry import Paper, Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Integer, Text
from desktop.fields.report import Group, Report
from desktop.rules.proposals.states import FILED
from desktop.services import codes
from desktop.services.proposals import leading
from desktop.services.store import Store

SERIAL = Field("n", "序号", Integer(width=2))
MARK, NAME = Field("mark", "案号", Text(width=5)), Field("name", "案由", Text(width=11))
SPONSORS = Field("sponsors", "提案者", Text(width=6))
HOST, ASSIST = Field("host", "主办（分办）单位", Text(width=7)), Field("assist", "会办单位", Text(width=7))
KEYS = (MARK, NAME, SPONSORS, Field("party_leader", "县委领衔领导", Text(width=5)),
        Field("government_leader", "县政府领衔领导", Text(width=5)),
        Field("cppcc_leader", "县政协领衔领导", Text(width=5)),
        HOST, ASSIST, Field("method", "督办方式", Text(width=4)),
        Field("planned", "时间", Text(width=3)), Field("committee", "牵头委室", Text(width=4)), Field("progress", "进展", Text(width=9)),
        Field("outcome", "结果", Text(width=5)))
CATALOGUE = (SERIAL, MARK, NAME, SPONSORS, Field("form", "形式", Text(width=3)), HOST, ASSIST, Field("key", "重点", Text(width=2)))
MERGED, UNNUMBERED = "（并入{}）", "未编号"


def keys(store: Store, request: Request) -> Report:
    """The leaders of 县委, 县政府 and 县政协 in that order (office.md 4); the progress tells each 督办活动 by its day."""
    here, rows = chosen(store, request, lambda r: r["key"], "重点提案")
    wanted = {r["id"] for r in rows}
    found = [r | {"progress": progress(r), "outcome": r["outcome"] or outcome(r)}
             for r in leading.listed(store, as_of=request.day, plenary=here["id"]) if r["id"] in wanted]
    topics = [f"{r['mark']}纳入协商议题“{r['topic']}”。" for r in found if r["topic"]]
    return Report(f"{county(store)}政协{here['name']}重点提案督办一览表", KEYS, (Group("", found),), f"截至{in_words(request.day)}",
                  (f"共{len(found)}件。", *topics), footer=f"截至{in_words(request.day)}", landscape=True, day=request.day)


def progress(row: dict) -> str:
    events = [f"{in_words(e['day'])}{e['method']}" for e in row["supervisions"]]
    return "；".join(filter(None, (row["progress"], *events)))


def outcome(row: dict) -> str:
    return f"已答复（{row['result']}）" if row["replied"] and row["result"] else "已答复" if row["replied"] else ""


def catalogue(store: Store, request: Request) -> Report:
    """The filed ones by category in their order of 案号; merged ones under the others, each with its lead."""
    here, rows = chosen(store, request, lambda r: r["outcome"] == FILED, "立案的提案")
    order = [c["name"] for c in codes.listed(store, "proposal_category")]
    by_category: dict[str, list[dict]] = {}
    for row in rows:
        by_category.setdefault(row["category"] or "未分类", []).append(row)
    groups, n = [], 0
    for category in sorted(by_category, key=lambda c: (order.index(c) if c in order else len(order), c)):
        lines = []
        for row in sorted(by_category[category], key=lambda r: (r["number"] is None, r["number"] or 0, r["serial"])):
            n += 1
            lines.append(row | {"n": n, "key": "是" if row["key"] else "",
                                "mark": MERGED.format(row["merged_into"]) if row["lead_id"] else row["mark"] or UNNUMBERED})
        groups.append(Group(f"{category}（{len(lines)}件）", lines))
    until = f"截至{in_words(request.day)}"
    return Report(f"{county(store)}政协{here['name']}提案目录", CATALOGUE, tuple(groups), until, (f"共{n}件。",), footer=until,
                  landscape=True, day=request.day)


KEY_LIST = Paper("proposal-key-list", "重点提案督办一览表", GROUP, pens.FORMATS, pens.printing(keys))
CATALOGUE_PAPER = Paper("proposal-catalogue", "提案目录", GROUP, pens.FORMATS, pens.printing(catalogue))
