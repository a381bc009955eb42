"""What lies on the table: agenda, programme, list of topics, sign-in sheet, leave, and the slip for the chair."""
from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from desktop.exporters import pens
from desktop.exporters.meetings.chosen import GROUP, meeting, sheet, titled, weekday, when, work
from desktop.exporters.registry import Paper, Request
from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Integer, Option, Text
from desktop.fields.refused import Refused
from desktop.fields.report import Group, Report
from desktop.models.attendance import MEMBER
from desktop.rules.attendance import LEAVE
from desktop.rules.names import marked, spread
from desktop.rules.periods import han
from desktop.services import agenda, attendance, sittings
from desktop.services.members import Row
from desktop.services.store import Store

FORMATS = ("docx", "xlsx", "pdf")
LINE = (Field("text", "议程", Text(width=30)),)
PROGRAMME = (
    Field("date", "日期", Text(width=7)), Field("time", "时间", Text(width=4)), Field("name", "内容", Text(width=14)),
    Field("host", "主持人", Text(width=5)), Field("people", "参加人员", Text(width=7)), Field("place", "地点", Text(width=7)),
    Field("team", "责任组", Text(width=5)))
TOPICS = (
    Field("serial", "序号", Integer(width=2)), Field("title", "议题", Text(width=16)), Field("paper", "材料编号", Text(width=5)),
    Field("copies", "份数", Integer(width=2)), Field("speaker", "汇报人", Text(width=5)), Field("unit", "汇报单位", Text(width=7)),
    Field("approved", "审定", Text(width=6)), Field("outcome", "备注", Text(width=6)))
LEAVES = (
    Field("serial", "序号", Integer(width=2)), Field("team", "组别", Text(width=5)), Field("name", "姓名", Text(width=4)),
    Field("work", "单位及职务", Text(width=12)), Field("kind", "请假类别", Text(width=3)), Field("reason", "事由", Text(width=8)),
    Field("halves", "时间", Text(width=6)), Field("approver", "批准人", Text(width=4)), Field("approved", "批准日期", Text(width=5)),
    Field("proof", "证明材料", Text(width=5)))
COUNT = (Field("team", "组别", Text(width=8)), Field("due", "应到", Integer(width=3)), Field("present", "实到", Integer(width=3)),
         Field("leave", "请假", Integer(width=3)), Field("absent", "缺席", Integer(width=3)),
         Field("unmarked", "未登记", Integer(width=3)))
HALF = Field("half", "半天", Integer(least=1, most=40), help="第几个半天；不填：签到表印全部，人数通报单印第一个")
WHOM = Field("capacity", "范围", Choice(open=False, options=tuple(map(Option, ("出席", "列席", "全部")))), help="不选印出席的")
TWO_BLOCKS = 2  # half days that fit beside two blocks of names


def collect_agenda(store: Store, request: Request) -> Report:
    """A numbered list without times; what was not taken up is left out."""
    row, names = meeting(store, request)
    items = [i for i in agenda.listed(store, row["id"]) if not i["dropped"]]
    if not items:
        raise Refused(f"{names.table}还没有登记议程，没有印出。请先在会议的议程中登记。")
    lines = [{"text": f"{han(n)}、{agenda.title(item)}"} for n, item in enumerate(items, 1)]
    said = tuple(filter(None, (f"时间：{when(row)}", row["place"] and f"地点：{row['place']}", row["host"] and f"主持：{row['host']}")))
    return Report(titled(names, "议程"), LINE, (Group("", lines),), "　　".join(said), landscape=False, day=request.day, ruled=False)


def collect_programme(store: Store, request: Request) -> Report:
    row, names = meeting(store, request)
    lines = [line | {"date": weekday(line["day"]), "time": f"{line['half'] or ''}{line['time'] or ''}"}
             for line in sittings.listed(store, row["id"])]
    if not lines:
        raise Refused(f"{names.table}还没有登记日程，没有印出。请先在会议的日程中登记。")
    return Report(titled(names, "日程"), PROGRAMME, (Group("", lines),), when(row), landscape=False, day=request.day, merged="date")


def collect_topics(store: Store, request: Request) -> Report:
    row, names = meeting(store, request)
    items = [i for i in agenda.listed(store, row["id"]) if not i["dropped"]]
    if not items:
        raise Refused(f"{names.table}还没有登记议题，没有印出。请先在会议的议程中登记。")
    numbered = items if any(i["paper"] for i in items) else agenda.number_papers(items)
    lines = [item | {"serial": n, "title": agenda.title(item), "outcome": item["outcome"] or "", "approved": "".join(filter(None, (
        item["approved_by"], item["approved_on"] and item["approved_on"].isoformat()))) or ""} for n, item in enumerate(numbered, 1)]
    said = tuple(filter(None, (f"时间：{when(row)}", row["place"] and f"地点：{row['place']}", row["host"] and f"主持：{row['host']}")))
    return Report(titled(names, "议题单"), TOPICS, (Group("", lines),), "　　".join(said), (f"共{len(lines)}项议题。",), day=request.day)


# sign-in

def collect_signin(store: Store, request: Request) -> Report:
    """Two blocks of names side by side, 40 to 50 on a page; of many half days one block with a square for each."""
    found, names = sheet(store, request)
    whom = request.answers.get("capacity") or MEMBER
    people = [p for p in found.people if whom == "全部" or (p["capacity"] == MEMBER) == (whom == MEMBER)]
    if not people:
        raise Refused(f"{names.table}没有{whom}人员，没有印出签到表。")
    halves = list(found.sittings)
    if number := request.answers.get("half"):
        if number > len(halves):
            raise Refused(f"{names.table}只有 {len(halves)} 个半天，没有第 {number} 个，没有印出签到表。")
        halves = halves[number - 1:number]
    groups: dict[str, list[Row]] = {}
    for person in people:
        groups.setdefault(person["team"] or "", []).append(person)
    blocks = 2 if len(halves) <= TWO_BLOCKS else 1
    made = tuple(Group(f"{team}（{len(rows)}人）" if team else "", side_by_side(rows, halves, blocks)) for team, rows in groups.items())
    due = sum(p["capacity"] == MEMBER for p in people)
    foot = (f"应到{due}人　实到　　　人　请假　　　人（公　　事　　病　　）　缺席　　　人　　　　召集人签字：",) if due else ()
    title = titled(names, "签到表" if whom in (MEMBER, "全部") else f"{whom}人员签到表")
    when_ = "、".join(weekday(h["day"]) + (h["half"] or "") for h in halves) if len(halves) <= TWO_BLOCKS else when(found.meeting)
    return Report(title, columns(halves, blocks), made, f"{when_}　{found.meeting['place'] or ''}".rstrip("　"), foot,
                  footer=names.table, landscape=blocks == 1 and len(halves) > 4, day=request.day)


def columns(halves: Sequence[Row], blocks: int) -> tuple[Field, ...]:
    found: list[Field] = []
    for block in range(blocks):
        found += [Field(f"serial{block}", "序号", Integer(width=2)), Field(f"name{block}", "姓名", Text(width=4)),
                  Field(f"work{block}", "单位及职务", Text(width=8 if blocks == 2 else 12))]
        found += [Field(f"half{block}-{n}", "签名" if len(halves) == 1 else h["short"], Text(width=5))
                  for n, h in enumerate(halves)] or [Field(f"half{block}-0", "签名", Text(width=5))]
        if blocks == 1:
            found.append(Field("note0", "备注", Text(width=4)))
    return tuple(found)


def side_by_side(people: Sequence[Row], halves: Sequence[Row], blocks: int) -> list[Row]:
    """The first half at the left, the other at the right; the squares are empty, for a pen."""
    size = -(-len(people) // blocks)
    parts = [list(enumerate(people, 1))[n * size:(n + 1) * size] for n in range(blocks)]
    blank = {f"half{b}-{n}": "　　　　　" for b in range(blocks) for n in range(len(halves) or 1)}
    return [blank | {key: value for block, place in enumerate(line) if place for key, value in (
        (f"serial{block}", place[0]), (f"name{block}", spread(place[1]["name"])), (f"work{block}", work(place[1])))}
        for line in zip_longest(*parts)]


# leave and the count

def collect_leaves(store: Store, request: Request) -> Report:
    """Everyone on leave, asked for or marked; numbers by kind under the list."""
    found, names = sheet(store, request)
    asked = {r["person_id"]: r for r in found.leaves if not r["refused"]}
    lines: list[Row] = []
    for person in found.people:
        away = [s for s in found.sittings if (m := found.marks.get((person["id"], s["id"]))) and m.result == LEAVE]
        request_ = asked.get(person["person_id"])
        if not away and request_ is None:
            continue
        kind = request_["kind"] if request_ else found.marks[person["id"], away[0]["id"]].leave
        halves = "全程" if not away or len(away) == len(found.sittings) else "、".join(s["short"] for s in away)
        said = request_ or {}
        lines.append({"serial": len(lines) + 1, "team": person["team"], "name": marked(person["name"], None, None), "work": work(person),
                      "kind": kind, "reason": said.get("reason"), "halves": halves, "approver": said.get("approver"),
                      "approved": said["approved_on"].isoformat() if said.get("approved_on") else "", "proof": said.get("proof")})
    if not lines:
        raise Refused(f"{names.table}没有人请假，没有印出请假汇总。")
    kinds = {kind: sum(line["kind"] == kind for line in lines) for kind in dict.fromkeys(line["kind"] for line in lines)}
    note = f"请假共{len(lines)}人：" + "，".join(f"{kind or '未注明'}{count}人" for kind, count in kinds.items()) + "。"
    return Report(titled(names, "请假情况汇总表"), LEAVES, (Group("", lines),), when(found.meeting), (note,), day=request.day,
                  landscape=True)


def collect_count(store: Store, request: Request) -> Report:
    """Ten minutes before the bell: the sums by group, and the sentence that the chair reads."""
    found, names = sheet(store, request)
    number = request.answers.get("half") or 1
    if not 0 < number <= len(found.sittings):
        raise Refused(f"{names.table}没有第 {number} 个半天，没有印出。")
    half = found.sittings[number - 1]
    tally = found.tally(found.marks, half["id"])
    teams = [(team, found.tally(found.marks, half["id"], team)) for team in found.teams]
    lines = [counted(team, t) for team, t in teams if t.due]
    if len(lines) > 1 or not lines:
        lines.append(counted("合计", tally))
    words = attendance.quorum_words(store, found, tally)
    notes = [words + "。"] if words else []
    if votes := attendance.votes_words(store, found):
        notes.append(f"{votes}。")
    if tally.unmarked:
        notes.append(f"还有{tally.unmarked}人没有登记，宣布人数前请核对。")
    if tally.observers:
        notes.append(f"列席、特邀到会{tally.observers}人，不计入以上人数。")
    if kinds := "，".join(f"{kind}{count}人" for kind, count in tally.leave.items()):
        notes.append(f"请假中：{kinds}。")
    subtitle = f"{weekday(half['day'])}{half['half'] or ''}　{half['name']}"
    return Report(f"{names.text}到会人数", COUNT, (Group("", lines),), subtitle, tuple(notes), day=request.day, paper="A5", landscape=False)


def counted(team: str, tally: attendance.Tally) -> Row:
    return {"team": team, "due": tally.due, "present": tally.present, "leave": tally.on_leave, "absent": tally.absent,
            "unmarked": tally.unmarked}


AGENDA = Paper("meeting-agenda", "会议议程", GROUP, FORMATS, pens.printing(collect_agenda))
SCHEDULE = Paper("meeting-schedule", "会议日程", GROUP, FORMATS, pens.printing(collect_programme))
TOPIC_LIST = Paper("meeting-topics", "议题单", GROUP, FORMATS, pens.printing(collect_topics))
SIGNIN = Paper("meeting-signin", "签到表", GROUP, FORMATS, pens.printing(collect_signin), (HALF, WHOM))
LEAVE_LIST = Paper("meeting-leave-list", "请假汇总", GROUP, FORMATS, pens.printing(collect_leaves))
COUNT_SLIP = Paper("meeting-count", "人数通报单", GROUP, FORMATS, pens.printing(collect_count), (HALF,))
