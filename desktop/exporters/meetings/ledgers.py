"""The year's papers: the ledger of meetings, each member's attendance, who never came, what was studied, who spoke."""
from __future__ import annotations

from desktop.exporters import pens
from desktop.exporters.meetings.chosen import GROUP, covered, until
from desktop.exporters.registry import Paper, Request
from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Day, Integer, Option, Text
from desktop.fields.refused import Refused
from desktop.fields.report import Figure, Group, Report
from desktop.rules.meetingnames import short
from desktop.rules.names import spread
from desktop.services import meetings, office, speeches, turnout
from desktop.services.members import Row
from desktop.services.store import Store
from desktop.services.turnout import Turnout

SERIAL = Field("serial", "序号", Integer(width=2))
LEDGER = (
    SERIAL, Field("day", "日期", Day()), Field("name", "名称", Text(width=14)), Field("count", "届次", Text(width=5)),
    Field("place", "地点", Text(width=6)), Field("host", "主持人", Text(width=4)), Field("topics", "主题", Text(width=8)),
    Field("invited", "应到", Integer(width=2)), Field("came", "实到", Integer(width=2)), Field("excused", "请假", Integer(width=2)),
    Field("missed", "缺席", Integer(width=2)), Field("apart", "列席", Integer(width=2)), Field("remark", "备注", Text(width=6)))
TURNOUT = (
    SERIAL, Field("name", "姓名", Text(width=4)), Field("sector", "界别", Text(width=6)),
    Field("plenary", "全会", Text(width=3)), Field("standing", "常委会", Text(width=4)),
    Field("committee", "专委会", Text(width=3)), Field("others", "其他会议", Text(width=3)),
    Field("activities", "活动", Text(width=3)), Field("study", "学习", Text(width=3)),
    Field("due", "应到", Integer(width=2)), Field("present", "实到", Integer(width=2)), Field("leave", "请假", Integer(width=2)),
    Field("absent", "缺席", Integer(width=2)), Field("rate", "出勤率", Text(width=3)), Field("speeches", "发言", Integer(width=2)))
INACTIVE = (
    SERIAL, Field("name", "姓名", Text(width=4)), Field("work", "单位及职务", Text(width=13)), Field("sector", "界别", Text(width=6)),
    Field("committees", "专委会", Text(width=7)), Field("due", "应到", Integer(width=2)), Field("leave", "请假", Integer(width=2)),
    Field("absent", "缺席", Integer(width=2)), Field("remark", "说明", Text(width=8)))
STUDY = (
    SERIAL, Field("day", "日期", Day()), Field("kind", "学习形式", Text(width=9)), Field("name", "名称", Text(width=12)),
    Field("topics", "学习内容", Text(width=12)), Field("place", "地点", Text(width=6)), Field("host", "主持人", Text(width=4)),
    Field("attendances", "人次", Integer(width=2)), Field("hours", "学时", Integer(width=2)), Field("remark", "备注", Text(width=6)))
TOPICS = (SERIAL, Field("topic", "会议精神和专题", Text(width=16)), Field("times", "学习次数", Integer(width=3)),
          Field("attendances", "人次", Integer(width=3)), Field("persons", "人数", Integer(width=3)),
          Field("forms", "其中", Text(width=18)))
SPEECHES = (
    SERIAL, Field("name", "题目", Text(width=16)), Field("speaker", "发言人", Text(width=4)), Field("unit", "代表单位", Text(width=7)),
    Field("words", "字数", Integer(width=3)), Field("mode", "形式", Text(width=2)), Field("reviewer", "审稿", Text(width=4)),
    Field("rank", "次序", Integer(width=2)), Field("minutes", "分钟", Integer(width=2)), Field("turned", "转化", Text(width=5)),
    Field("handed_to", "转交单位", Text(width=6)), Field("outcome", "落实情况", Text(width=7)))
SORT = Field("sort", "大类", Choice(open=False, options=tuple(map(Option, ("会议", "协商", "活动", "学习", "党建", "监督")))),
             help="不选印全部")


def body_of(store: Store) -> str:
    return short(office.committee_name(office.read(store)))


def collect_ledger(store: Store, request: Request) -> Report:
    period, sort = covered(request), request.answers.get("sort")
    found = [r for r in meetings.listed(store, period=period)
             if sort in (None, r["sort"]) and (not request.only or r["id"] in request.only)]
    if not found:
        raise Refused(f"{period.words}没有登记{sort or '会议活动'}，没有印出台账。请换一个时段。")
    by_kind: dict[str, list[Row]] = {}
    for row in sorted(found, key=lambda r: (r["day"], r["number"] or 0)):
        remark = "、".join(filter(None, (
            f"取消：{row['cancelled']}" if row["cancelled"] else "", f"{row['events']}场" if row["events"] else "",
            f"受众{row['audience']}人" if row["audience"] else "",
            f"问题{row['found']}条、整改{row['mended'] or 0}条" if row["found"] else "")))
        lines = by_kind.setdefault(row["kind"], [])
        lines.append(row | {"serial": len(lines) + 1, "remark": remark})
    groups = tuple(Group(f"{kind}（{len(rows)}次）", rows) for kind, rows in by_kind.items())
    came = sum(r["came"] or 0 for r in found)
    notes = (f"共{len(found)}次，出席{came}人次。",)
    return Report(f"{body_of(store)}会议活动台账", LEDGER, groups, period.words, notes, footer=until(request), landscape=True,
                  day=request.day)


def collect_turnout(store: Store, request: Request) -> Report:
    """Half days: due / present, and leave where it is asked; the sums agree with the ledger's marks."""
    period = covered(request)
    rows = [r for r in turnout.by_member(store, period, request.day) if not request.only or r["id"] in request.only]
    if not any(r["turnout"]["all"].due for r in rows):
        raise Refused(f"{period.words}没有登记考勤，没有印出出勤表。请换一个时段。")
    lines = [turned(n, row) for n, row in enumerate(rows, 1)]
    due, present, leave, absent = (sum(getattr(r["turnout"]["all"], key) for r in rows) for key in ("due", "present", "leave", "absent"))
    notes = (f"共{len(rows)}名委员。各栏为应到/实到的半天数，常委会另计请假，协商归入其他会议，党日归入学习；只计以委员身份出席的。"
             f"应到＝实到＋请假＋缺席："
             f"{due}＝{present}＋{leave}＋{absent}。",)
    return Report(f"{body_of(store)}委员会议活动出勤情况表", TURNOUT, (Group("", lines),), period.words, notes, footer=until(request),
                  landscape=True, day=request.day)


def turned(number: int, row: Row) -> Row:
    parts: dict[str, Turnout] = row["turnout"]
    whole = parts["all"]

    def two(part: Turnout) -> str:
        return f"{part.due}/{part.present}" if part.due else ""

    standing = parts["standing"]
    halves = {k: two(parts[k]) for k in turnout.PARTS}
    return {"serial": number, "name": spread(row["name"]), "sector": row["sector"], **halves,
            "standing": f"{standing.due}/{standing.present}/{standing.leave}" if standing.due else "",
            "due": Figure(whole.due, tuple(whole.records)), "present": whole.present, "leave": whole.leave, "absent": whole.absent,
            "rate": row["rate"], "speeches": row["speeches"] or None}


def collect_inactive(store: Store, request: Request) -> Report:
    period = covered(request)
    everyone = turnout.by_member(store, period, request.day)
    if not any(r["turnout"]["all"].due for r in everyone):
        raise Refused(f"{period.words}没有登记考勤，没有印出清单。请换一个时段。")
    found = turnout.inactive(everyone)
    if not found:
        raise Refused(f"{period.words}没有未参加过会议活动的委员，不需要印这份清单。")
    lines = [{"serial": n, "name": spread(row["name"]), "work": f"{row.get('unit') or ''}{row.get('post') or ''}", "sector": row["sector"],
              "committees": "、".join(row["committees"]), "due": row["turnout"]["all"].due, "leave": row["turnout"]["all"].leave,
              "absent": row["turnout"]["all"].absent, "remark": "" if row["turnout"]["all"].due else "没有应参加的会议活动"}
             for n, row in enumerate(found, 1)]
    notes = (f"共{len(lines)}名。以{period.words}没有参加过会议、活动、学习，也没有大会发言为准。",)
    return Report(f"{body_of(store)}未参加会议活动委员清单", INACTIVE, (Group("", lines),), period.words, notes, footer=until(request),
                  day=request.day)


def collect_study(store: Store, request: Request) -> Report:
    """Every study by its form; then each topic counted over all forms: so many times, so many attendances, so many people."""
    period = covered(request)
    found = turnout.studies(store, period)
    if not found:
        raise Refused(f"{period.words}没有登记学习，没有印出学习台账。请换一个时段。")
    by_form: dict[str, list[Row]] = {}
    for row in found:
        lines = by_form.setdefault(row["kind"], [])
        mended = f"问题{row['found']}条、整改{row['mended'] or 0}条" if row["found"] else ""
        lines.append(row | {"serial": len(lines) + 1, "remark": mended})
    groups = tuple(Group(f"{form}（{len(rows)}次，{sum(r['attendances'] for r in rows)}人次）", rows)
                   for form, rows in by_form.items())
    lines = [{"serial": n, "topic": s.topic, "times": s.times, "attendances": s.attendances, "persons": s.persons,
              "forms": "、".join(f"{form}{count}次" for form, count in s.forms.items())} for n, s in enumerate(turnout.topics(found), 1)]
    told = "同一专题在各种学习形式中合并计算；一次学习有两个专题的，分别计入。"
    part = Report("学习专题统计", TOPICS, (Group("", lines),), period.words, (told,))
    notes = (f"共学习{len(found)}次、{sum(r['attendances'] for r in found)}人次。",)
    return Report(f"{body_of(store)}学习台账", STUDY, groups, period.words, notes, footer=until(request), landscape=True, day=request.day,
                  parts=(part,) if lines else ())


def collect_speeches(store: Store, request: Request) -> Report:
    """Of one meeting, or of a period; 口头 before 书面, in their order."""
    if len(request.only) == 1 and (found := speeches.listed(store, meeting_id=request.only[0])):
        title, said = f"{found[0]['meeting']}大会发言一览表", ""
    else:
        period = covered(request)
        found = [r for r in speeches.listed(store, period=period) if not request.only or r["id"] in request.only]
        title, said = f"{body_of(store)}大会发言一览表", period.words
    if not found:
        raise Refused("没有登记大会发言，没有印出。请先在大会发言页登记，或换一个时段。")
    lines = [row | {"serial": n, "speaker": spread(row["speaker"])} for n, row in enumerate(found, 1)]
    oral = sum(r["mode"] == "口头" for r in found)
    turned_ = sum(bool(r["turned"]) for r in found)
    notes = (f"共{len(found)}篇，其中口头{oral}篇、书面{len(found) - oral}篇；转作提案或社情民意信息{turned_}篇。",)
    return Report(title, SPEECHES, (Group("", lines),), said, notes, landscape=True, day=request.day)


LEDGER_PAPER = Paper("meeting-ledger", "会议活动台账", GROUP, pens.FORMATS, pens.printing(collect_ledger), (SORT,))
TURNOUT_PAPER = Paper("attendance-table", "委员出勤情况表", GROUP, pens.FORMATS, pens.printing(collect_turnout))
INACTIVE_PAPER = Paper("inactive-members", "未参加会议活动委员清单", GROUP, pens.FORMATS, pens.printing(collect_inactive))
STUDY_PAPER = Paper("study-ledger", "学习台账", GROUP, pens.FORMATS, pens.printing(collect_study))
SPEECH_PAPER = Paper("speech-list", "大会发言表", GROUP, pens.FORMATS, pens.printing(collect_speeches))
