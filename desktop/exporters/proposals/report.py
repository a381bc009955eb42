"""提案审查情况报告: the 公文 read to the closing session, from the figures that were frozen for it."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from desktop.exporters import outgoing
from desktop.exporters.outgoing import Outgoing
from desktop.exporters.proposals.sitting import GROUP, chosen, names
from desktop.exporters.registry import Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Text, YesNo
from desktop.rules.proposals.figures import Figures, counts, tally
from desktop.services import office
from desktop.services.proposals import examination
from desktop.services.store import Store

LIVE = Field("live", "按现在的数据", YesNo(), help="否：用为闭幕会冻结的数据；没有冻结过的按打印日的数据")
CAPTION = Field("caption", "题注", Text(longest=120), help="会后印发时填，如 2026年1月9日政协…会议通过")
KEY = "proposal-examination-report"
NAMED = 3
"""So many titles stand for a category."""
ORDINALS = "一二三四五六七八九"


def collect(store: Store, request: Request) -> list[Outgoing]:
    here, rows = chosen(store, request, lambda r: True, "提案")
    kept = None if request.answers.get("live") else next(iter(examination.snapshots(store, here["id"])), None)
    if kept is not None:
        moment, told, listed = dt.datetime.fromisoformat(kept["at"]), kept["figures"], kept["rows"]
        until = f"截至{in_words(moment.date())}{moment.hour}时" + (f"{moment.minute}分" if moment.minute else "")
        day = moment.date()
    else:
        told, listed = tally(rows, office.read(store)["proposal_merged_counted"]), rows
        until, day = f"截至{in_words(request.day)}", request.day
    settings, called = office.read(store), names(store, here)
    committee = f"{office.committee_name(settings)}提案委员会"
    source = f"{KEY}/{here['key']}"
    return [Outgoing(source, source, f"{settings['county'][:1]}协提", "文件", "报告", {
        "mark": f"{committee}文件", "title": f"关于{called.full}提案审查情况的报告", "caption": request.answers.get("caption") or "",
        "recipient": "各位委员：", "body": body(called.text, until, told, listed), "issuer": committee, "date": day,
        "printer": committee})]


def body(called: str, until: str, told: Figures, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Received, filed, not filed and why, merged, and what the filed ones speak of."""
    forms = counts(rows, "form")
    members = forms.get("个人", 0) + forms.get("联名", 0)
    said = [f"{called}期间，广大政协委员和政协各参加单位、各专门委员会围绕全县中心工作和群众关心的问题，积极提出提案。{until}，"
            f"共收到提案{told.received}件，其中委员提案{members}件（含联名提案{forms.get('联名', 0)}件）、"
            f"集体提案{forms.get('集体', 0)}件。提案委员会按照提案工作有关规定进行了审查，现将审查情况报告如下。",
            "一、审查立案情况", examined(told)]
    if told.groups:
        said.append(f"对内容相同或相近的提案作并案处理，共合并{len(told.groups)}组（{told.grouping}），"
                    f"并案后交有关单位办理的提案{told.to_hand}件。提案者的权利不变，答复时分别告知。")
    said += ["二、立案提案的主要内容", *subjects(rows),
             "三、下一步工作",
             "提案委员会将会同县委办公室、县政府办公室落实承办单位，及时召开交办会议；遴选重点提案，落实领导领衔督办；"
             "加强催办和跟踪，推动承办单位与提案者沟通，提高办理实效。闭幕后收到的提案，随到随审、及时交办。"]
    return said


def examined(told: Figures) -> str:
    rate = f"{float(told.rate) * 100:.1f}".removesuffix(".0")
    said = f"经审查，立案{told.filed}件，立案率{rate}%"
    if not told.counted and told.merged:
        said += f"；并案{told.merged}件"
    if told.refused:
        said += f"；不予立案{told.refused}件，其中{'、'.join(f'{where}{n}件' for where, n in told.directions.items())}"
    if told.withdrawn:
        said += f"；提案者撤回{told.withdrawn}件"
    if told.waiting:
        said += f"；尚在审查{told.waiting}件"
    return f"{said}。"


def subjects(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """（一）经济建设方面60件，占立案数的45.5%，如《…》《…》《…》."""
    filed = [r for r in rows if r["outcome"] == "立案"]
    by_category: dict[str, list[Mapping[str, Any]]] = {}
    for row in filed:
        by_category.setdefault(row["category"] or "其他", []).append(row)
    said = []
    for n, (category, mine) in enumerate(sorted(by_category.items(), key=lambda c: (c[0] == "其他", -len(c[1])))):
        share = f"{100 * len(mine) / len(filed):.1f}".removesuffix(".0")
        titles = "".join(f"《{r['name']}》" for r in [r for r in mine if not r["lead_id"]][:NAMED])
        said.append(f"（{ORDINALS[n]}）{category}方面{len(mine)}件，占立案数的{share}%，如{titles}"
                    f"{'等' if len(mine) > NAMED else ''}。" if n < len(ORDINALS) else f"{category}方面{len(mine)}件。")
    return said


PAPER = outgoing.paper(KEY, "提案审查情况报告", GROUP, collect, (LIVE, CAPTION))
