"""Meetings, activities and study: entered once, counted within their term or year, with who was due and who came."""
from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Integer, Option, Text, fold
from desktop.fields.refused import Refused
from desktop.models.attendance import Attendance, Invitee, LeaveRequest
from desktop.models.base import field_of, fields_of
from desktop.models.committee import CommitteeName
from desktop.models.consultation import ConsultationStep
from desktop.models.meeting import PLENARY_YEAR, TERM, UNCOUNTED, YEAR, AgendaItem, Meeting, MeetingKind, Sitting
from desktop.models.speech import Speech
from desktop.rules.meetings import count_in_words, disagreement, read_count
from desktop.rules.members import Problem
from desktop.rules.periods import Period
from desktop.rules.rights import Right
from desktop.services import codes, committees, dated, meetingkinds, meetingnames, sittings, tallies
from desktop.services.invitees import invite
from desktop.services.meetingkinds import kinds
from desktop.services.members import term_on
from desktop.services.records import Noun, Row
from desktop.services.store import Store

WITHOUT = ("", "无", "-", "不编次")  # of a kind that is counted, a meeting that bears no number
PLANNED, HELD, CANCELLED = "筹备", "已开", "取消"
NUMBER = Field("id", "编号", Text(width=8))
KIND = Field("kind", "类别", Choice(width=7, table="", longest=40), required=True, listed=True, group="会议",
             aliases=("会议类别", "活动类别", "会议类型", "类型", "活动形式"))
COUNT = Field("count", "届次", Text(width=6, longest=40), listed=True, group="会议", aliases=("会议届次", "次数", "期次"),
              help="如 十届三次、2024年第9次；新登记的不填接着往下编，不编次的写“无”")
COMMITTEE = Field("committee", "专委会", Text(width=7, longest=40), group="会议", aliases=("承办专委会", "牵头专委会", "组织单位"))
SORT = Field("sort", "大类", Text(width=3), listed=True)
STATE = Field("state", "状态", Text(width=3), listed=True)
FIGURES = (Field("invited", "应到", Integer(width=3), listed=True), Field("came", "实到", Integer(width=3), listed=True),
           Field("excused", "请假", Integer(width=3), listed=True), Field("missed", "缺席", Integer(width=3), listed=True),
           Field("apart", "列席", Integer(width=3), listed=True))
OWN = fields_of(Meeting)
COUNTED = ("term", "year", "number")
FIELDS: tuple[Field, ...] = (
          KIND, field_of(Meeting.name, required=False), COUNT,
          *(f for f in OWN if f.group == "会议" and f.name not in ("name", *COUNTED)), COMMITTEE,
          *(f for f in OWN if f.group != "会议"))
"""What a clerk enters, and what a file may bring."""
COLUMNS: tuple[Field, ...] = (NUMBER, KIND, field_of(Meeting.name), COUNT, field_of(Meeting.day), field_of(Meeting.place), *FIGURES)
"""What the command line lists: a contract."""
LONG = ("summary", "minutes", "decision")
SHOWN: tuple[Field, ...] = (
    field_of(Meeting.name), KIND, SORT, COUNT, field_of(Meeting.day), field_of(Meeting.until), field_of(Meeting.place),
    field_of(Meeting.host), STATE, *FIGURES, replace(COMMITTEE, listed=False),
    *(f for f in OWN if f.group in ("成效", "会议") and f.name not in (
        "name", "day", "until", "place", "host", *COUNTED, *LONG)), NUMBER)


# reading

def rows(session: Session, day: dt.date, within: Collection[str] | None = None) -> list[Row]:
    """Every meeting, the newest first, with its figures; `day` tells what is still to come."""
    query = select(Meeting)
    if within is not None:
        query = query.where(Meeting.id.in_(list(within)))
    known, names = kinds(session), committee_names(session)
    counted = tallies.of_meetings(session, within)
    halves: dict[str, list[tuple[dt.date, str | None]]] = {}
    for number, on, half in session.execute(select(Sitting.meeting_id, Sitting.day, Sitting.half)):
        halves.setdefault(number, []).append((on, half))
    found = []
    for meeting in session.scalars(query):
        kind, committee = known[meeting.kind_id], names.get(meeting.committee_id or "", ())
        found.append({f.name: getattr(meeting, f.name) for f in OWN} | figures(meeting, counted.get(meeting.id)) | {
            "id": meeting.id, "kind_id": kind.id, "kind": kind.name, "sort": kind.sort, "scope": kind.scope,
            "count": count_in_words(meeting.number, meeting.term if kind.scope == TERM else None, meeting.year),
            "committee_id": meeting.committee_id, "committee": name_on(committee, meeting.day)[1], "state": state(meeting, day),
            "halves": halves.get(meeting.id) or [(meeting.day, None)]})
    return sorted(found, key=lambda r: (r["day"], r["number"] or 0, r["id"]), reverse=True)


def figures(meeting: Meeting, counted: tallies.Counted | None) -> Row:
    """What the marks come to; before they are complete who is due, and without anybody invited the paper's own figures."""
    if counted is None:
        return {"invited": meeting.due, "came": meeting.present, "excused": meeting.leave, "missed": meeting.absent,
                "apart": meeting.observers, "marked": meeting.present is not None, "unmarked": 0}
    tally = counted.tally
    whole = counted.complete
    return {"invited": tally.due, "came": tally.present if whole else None, "excused": tally.on_leave if whole else None,
            "missed": tally.absent if whole else None, "apart": tally.observers if whole else None, "marked": whole,
            "unmarked": tally.unmarked}


def state(meeting: Meeting, day: dt.date) -> str:
    return CANCELLED if meeting.cancelled else HELD if meeting.day <= day else PLANNED


def committee_names(session: Session) -> dict[str, list[CommitteeName]]:
    found: dict[str, list[CommitteeName]] = {}
    for name in session.scalars(select(CommitteeName)):
        found.setdefault(name.committee_id, []).append(name)
    return found


def name_on(names: Collection[CommitteeName], day: dt.date) -> tuple[str, str]:
    """(full, short) name of the day; of none, the latest."""
    chosen = next((n for n in names if n.holds(day)), None) or max(names, key=dated.earliest, default=None)
    return (chosen.name, chosen.short) if chosen else ("", "")


def listed(store: Store, *, as_of: dt.date | None = None, period: Period | None = None) -> list[Row]:
    """Everything entered; with `as_of` what had begun by that day, with `period` what began in it."""
    store.require(Right.READ)
    with store.read() as session:
        found = rows(session, as_of or store.today())
    return [r for r in found if (as_of is None or r["day"] <= as_of) and (period is None or r["day"] in period)]


def one(store: Store, record: str) -> Row:
    """One meeting by its number, or refused with a sentence."""
    store.require(Right.READ)
    with store.read() as session:
        found = rows(session, store.today(), [record])
    if not found:
        raise Refused(f"没有编号为 {record} 的会议，没有办理。请用 list meetings 查看编号。")
    return found[0]


def three_names(session: Session, row: Mapping[str, Any]) -> meetingnames.MeetingNames:
    """For titles, sentences and tables; of a meeting without a number its own name in all three."""
    kind = kinds(session)[row["kind_id"]]
    committee = name_on(committee_names(session).get(row.get("committee_id") or "", ()), row["day"])
    made = meetingnames.names(kind, row, meetingnames.body_name(session), committee)
    return made or meetingnames.MeetingNames(row["name"], row["name"], row["name"])


def fields(store: Store) -> tuple[Field, ...]:
    """The form's fields with the office's kinds to choose from."""
    with store.read() as session:
        return bound(session, FIELDS)


def bound(session: Session, chosen: tuple[Field, ...]) -> tuple[Field, ...]:
    options = tuple(Option(k.name, retired=bool(k.retired)) for k in kinds(session).values())
    return tuple(replace(f, kind=replace(f.kind, options=options)) if f.name == "kind" and isinstance(f.kind, Choice) else f
                 for f in codes.bind(session, chosen))


def shown(store: Store) -> tuple[Field, ...]:
    with store.read() as session:
        return bound(session, SHOWN)


def papers_of(session: Session, row: Mapping[str, Any]) -> list[str]:
    """The titles of the papers that meetings of this kind make, in their order."""
    return [p for p in (kinds(session)[row["kind_id"]].papers or "").split("、") if p]


# writing

def write(session: Session, draft: Mapping[str, Any], record: str | None, on: dt.date | None, today: dt.date) -> str:
    """Store a meeting; without a 届次 a new one that is counted gets the next number, 无 leaves it without."""
    meetingkinds.defaults(session)
    meeting = session.get(Meeting, record) if record else Meeting()
    if meeting is None:
        raise Refused("这次会议已被删除，没有保存。")
    before = None if record is None else derived(session, meeting)
    for field in OWN:
        if field.name in draft and field.name not in (*COUNTED, "name"):
            setattr(meeting, field.name, draft[field.name])
    if "kind" in draft or record is None:
        meeting.kind_id = kind_named(session, draft.get("kind")).id
    if "committee" in draft:
        meeting.committee_id = committees.named(session, draft["committee"])
    judge(meeting)
    kind = session.get(MeetingKind, meeting.kind_id)
    assert kind is not None
    number(session, meeting, kind, draft, new=record is None)
    name(session, meeting, draft, before)
    if record is None:
        session.add(meeting)
        session.flush()
        sittings.usual(session, meeting, kind)
    return meeting.id


def judge(meeting: Meeting) -> None:
    if meeting.day is None:
        raise Refused("日期没有填写，没有保存。")
    if meeting.until and meeting.until < meeting.day:
        raise Refused("结束日期在开始日期之前，没有保存。请核对。")
    if fault := disagreement(meeting.due, meeting.present, meeting.leave, meeting.absent):
        raise Refused(f"人数{fault}，没有保存。请核对应到、实到、请假、缺席。")
    if meeting.mended is not None and meeting.found is not None and meeting.mended > meeting.found:
        raise Refused(f"完成整改{meeting.mended}条多于查摆问题{meeting.found}条，没有保存。请核对。")


def kind_named(session: Session, name: str | None) -> MeetingKind:
    if not name:
        raise Refused("类别没有填写，没有保存。")
    found = next((k for k in kinds(session).values() if fold(name) in map(fold, [k.name, *(k.aliases or "").split("、")])), None)
    if found is None:
        raise Refused(f"没有“{name}”这个会议类别，没有保存。可在设置的会议类别中增加。")
    return found


def number(session: Session, meeting: Meeting, kind: MeetingKind, draft: Mapping[str, Any], *, new: bool) -> None:
    said = draft.get("count")
    if kind.scope == UNCOUNTED:
        meeting.number = meeting.year = None
        meeting.term = term_number(session, meeting.day)
        return
    count = read_count(said) if said and said not in WITHOUT else None
    if said and said not in WITHOUT and count is None:
        raise Refused(f"届次“{said}”看不懂，没有保存。例如：十届三次、2024年第9次。")
    if kind.scope == TERM and count and count.year:
        raise Refused(f"{kind.name}按届编次，届次应写作 十届三次，没有保存。")
    if count or new:
        meeting.term = (count and count.term) or term_number(session, meeting.day)
        meeting.year = ((count and count.year) or meeting.day.year) if kind.scope == YEAR else None
    facts = {"term": meeting.term, "year": meeting.year, "committee_id": meeting.committee_id}
    if count:
        meeting.number = count.number
    elif said in WITHOUT:
        meeting.number = None
    elif new:
        meeting.number = meetingnames.next_number(session, kind, facts, meeting.day)
    held = meetingnames.taken(session, kind, facts, meeting.day).get(meeting.number or 0)
    if held is not None and held.id != meeting.id and not meeting.cancelled:
        raise Refused(f"{numbered(kind, meeting)}已经登记在{held.day.isoformat()}（{held.name}），次数不能重复，没有保存。请核对。")


def numbered(kind: MeetingKind, meeting: Meeting) -> str:
    return f"{kind.name}{count_in_words(meeting.number, meeting.term if kind.scope in (TERM, PLENARY_YEAR) else None, meeting.year)}"


def term_number(session: Session, day: dt.date) -> int | None:
    term = term_on(session, day)
    return term.number if term else None


def derived(session: Session, meeting: Meeting) -> str | None:
    """The name that the facts give; None when they give none."""
    kind = session.get(MeetingKind, meeting.kind_id)
    facts = {"term": meeting.term, "year": meeting.year, "number": meeting.number}
    committee = name_on(committee_names(session).get(meeting.committee_id or "", ()), meeting.day)
    made = kind and meetingnames.names(kind, facts, meetingnames.body_name(session), committee)
    return made.table if made else None


def name(session: Session, meeting: Meeting, draft: Mapping[str, Any], before: str | None) -> None:
    """A name that was made of the facts follows them; one that was written stays."""
    given = draft.get("name", meeting.name)
    made = derived(session, meeting)
    if not given or given == before:
        given = made or given
    if not given:
        kind = session.get(MeetingKind, meeting.kind_id)
        raise Refused(f"{kind.name if kind else '会议'}没有写明名称或届次，没有保存。")
    meeting.name = given


def save(store: Store, draft: Mapping[str, Any], record: str | None = None) -> str:
    """What the form says; a new meeting invites at once whom the rule of its kind names."""
    store.require(Right.EDIT)
    meetingkinds.found(store)
    title = f"{'修改' if record else '登记'}会议：{draft.get('name') or draft.get('kind') or ''}"
    with store.operation(title[:200].rstrip("：")) as session:
        saved = write(session, draft, record, None, store.today())
        if record is None and draft.get("due") is None:
            session.flush()
            invite(session, saved)
        return saved


def hanging(store: Store, ids: Collection[str]) -> list[str]:
    """What a deletion takes along, in words: 考勤 1176 条, 议题 12 项."""
    with store.read() as session:
        counts = [(words, len(session.scalars(select(entity.id).where(entity.meeting_id.in_(ids))).all())) for entity, words in (
            (Attendance, "考勤"), (Invitee, "参加人员"), (LeaveRequest, "请假"), (AgendaItem, "议题"), (Speech, "发言"))]
    return [f"{words} {count} 条" for words, count in counts if count]


def remove(store: Store, ids: Collection[str]) -> None:
    """With everything that hangs on it, in one operation: the recycle bin brings all of it back."""
    with store.operation(f"删除会议 {len(ids)} 次") as session:
        for entity in (Attendance, LeaveRequest, Invitee, AgendaItem, Speech, Sitting):
            for row in session.scalars(select(entity).where(entity.meeting_id.in_(ids))):
                session.delete(row)
        for step in session.scalars(select(ConsultationStep).where(ConsultationStep.meeting_id.in_(ids))):
            step.meeting_id = None  # what was done for the topic stays done
        for meeting in session.scalars(select(Meeting).where(Meeting.id.in_(ids))):
            session.delete(meeting)


# a file

def settle(session: Session, draft: dict[str, Any], today: dt.date) -> list[Problem]:
    """An imported row in order: its kind, its number in words, and figures that add up."""
    found: list[Problem] = []
    try:
        kind = kind_named(session, draft.get("kind"))
    except Refused as refusal:
        draft["name"] = draft.get("name") or draft.get("kind")
        return [Problem("kind", str(refusal).replace("，没有保存", ""), value=str(draft.get("kind") or ""))]
    draft["kind"] = kind.name
    if not draft.get("day"):
        found.append(Problem("day", "日期没有填写"))
    try:
        committees.named(session, draft.get("committee"))
    except Refused as refusal:
        found.append(Problem("committee", str(refusal).partition("，没有保存")[0], value=draft["committee"]))
    if fault := disagreement(*(draft.get(k) for k in ("due", "present", "leave", "absent"))):
        found.append(Problem("due", fault))
    if draft.get("until") and draft.get("day") and draft["until"] < draft["day"]:
        found.append(Problem("until", "结束日期在开始日期之前"))
    if any(p.error for p in found):
        return found
    return found + settle_count(session, draft, kind)


def settle_count(session: Session, draft: dict[str, Any], kind: MeetingKind) -> list[Problem]:
    """The number as the list writes it; a number that another day bears is told, not overwritten."""
    said, draft["count"] = draft.get("count"), WITHOUT[0]
    count = read_count(said or draft.get("name") or "") if kind.scope != UNCOUNTED else None
    if said and kind.scope != UNCOUNTED and count is None:
        return [Problem("count", f"届次“{said}”看不懂，例如 十届三次、2024年第9次", value=said)]
    if count is None:
        if not draft.get("name"):
            return [Problem("name", "名称和届次都没有填写")]
        return [Problem("count", "没有写明届次，将不编次登记", error=False)] if kind.scope != UNCOUNTED else []
    day: dt.date = draft["day"]
    term = count.term or term_number(session, day)
    year = (count.year or day.year) if kind.scope == YEAR else None
    draft["count"] = count_in_words(count.number, None if year else term, year)
    committee = committees.named(session, draft.get("committee"))
    facts = {"term": term, "year": year, "number": count.number, "committee_id": committee}
    names = name_on(committee_names(session).get(committee or "", ()), day)
    made = meetingnames.names(kind, facts, meetingnames.body_name(session), names)
    if made and draft.get("name") in (None, "", made.full, made.text):
        draft["name"] = made.table
    held = meetingnames.taken(session, kind, facts, day).get(count.number)
    # two rows of one file: what an earlier row has taken is remembered with the plan's own session
    other = session.info.setdefault("counted", {}).setdefault((kind.id, committee, draft["count"]), day)
    other = held.day if held is not None else other
    if other != day:
        said_twice = f"{kind.name}{draft['count']}已经登记在{other.isoformat()}，这一行是{day.isoformat()}，次数不能重复，请核对"
        return [Problem("count", said_twice, value=said or draft["name"])]
    if held is not None:
        draft["name"] = held.name
    return []


MEETINGS = Noun("meetings", "会议活动", FIELDS, SHOWN, rows, write, (("kind", "day", "name"),), settle=settle)
