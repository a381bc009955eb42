"""会议通知, 纪要 and 决定（决议）: 公文 made of the meeting's own facts, by the engine of the 公文."""
from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from desktop.exporters import outgoing
from desktop.exporters.contacts import contact
from desktop.exporters.meetings.chosen import GROUP, meeting, weekday, when
from desktop.exporters.outgoing import Outgoing
from desktop.exporters.registry import Paper, Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Day, Text
from desktop.fields.refused import Refused
from desktop.models.attendance import GUEST, MEMBER, OBSERVER
from desktop.rules import invitations
from desktop.rules.attendance import LEAVE, PRESENT
from desktop.rules.gongwen.document import Gongwen, from_data
from desktop.rules.gongwen.mend import mend_document
from desktop.rules.meetingnames import MeetingNames, short
from desktop.rules.periods import han
from desktop.services import agenda, attendance, documents, office, sittings
from desktop.services.invitations import LEADING, Registers
from desktop.services.meetingkinds import PLENARY
from desktop.services.members import Row
from desktop.services.progress import Progress
from desktop.services.store import Store

FORMATS = ("docx", "pdf")
MEETING = "会议"
LEAVE_BEFORE = dt.timedelta(days=2)
NOTICE_KEY, DECISION_KEY = "meeting-notice", "meeting-decision"
DATE = Field("date", "成文日期", Day(), help="不填按打印的日期；会后补印的通知按会前几天（设置里的天数）")
RECIPIENT = Field("recipient", "主送", Text(longest=300, width=12), help="不填按出席范围")
CONTACT = Field("contact", "联系人和电话", Text(longest=80), help="不填用设置里的；如 方志远，电话 0340-0000000")
ISSUE = Field("issue", "期号", Text(longest=20), help="如 第12期；不填按次数")
SAID = {"全体委员": "各位委员", "全体常委": "各位常务委员", "主席班子": "主席、各位副主席，秘书长", "党组成员": "各位党组成员"}


def write(document: Gongwen, store: Store, format: str, out: Path) -> None:
    from desktop.exporters.gongwen import pdf
    from desktop.exporters.gongwen import write as docx

    mended, _ = mend_document(document)
    (pdf if format == "pdf" else docx).write(mended, out, documents.style(store))


def notice(store: Store, request: Request) -> list[Outgoing]:
    """What is held when and where, who attends, what is on the agenda, and how to ask for leave."""
    row, names = meeting(store, request)
    settings = office.read(store)
    full, issued = office.committee_name(settings), request.answers.get("date") or usual_day(row, request, settings["notice_ahead"])
    items = [i for i in agenda.listed(store, row["id"]) if not i["dropped"]]
    programme = sittings.listed(store, row["id"])
    verb, noun = doing(names.full)
    body = [f"定于{begins(row, programme)}{verb}{names.full}。现将有关事项通知如下："]
    first = programme[0] if programme else {}
    parts: list[tuple[str, list[str]]] = [
        (f"{noun}时间", [f"{when(row)}{told_hours(programme)}"]), (f"{noun}地点", [row["place"] or first.get("place") or "另行通知"]),
        ("参加人员", whom(store, row))]
    if items:
        listed = [f"{n}.{agenda.title(item)}" + ("；" if n < len(items) else "。") for n, item in enumerate(items, 1)]
        parts.append((f"{noun}议程" if noun == MEETING else "主要内容", listed))
    parts.append(("有关要求", [asked(row, issued, short(full), noun)]))
    for number, (title, lines) in enumerate(parts, 1):
        body.append(f"{han(number)}、{title}")
        body += [line if line.endswith(("。", "；")) else f"{line}。" for line in lines]
    return [numberless(store, NOTICE_KEY, row, "通知", {
        "title": f"{issuer(full)}关于{verb}{names.full}的通知", "recipient": request.answers.get("recipient") or addressed(store, row),
        "body": body, "issuer": issuer(full), "date": issued, "printer": issuer(full),
        "note": contact(request, settings["contact_office"])})]


def usual_day(row: Row, request: Request, ahead: int) -> dt.date:
    """A notice goes out before its meeting, whenever it is printed."""
    return request.day if request.day <= row["day"] else row["day"] - dt.timedelta(days=ahead)


def doing(name: str) -> tuple[str, str]:
    """召开 a meeting, 举办 a course, 开展 everything else; and what its parts are called."""
    if name.endswith(("会", "会议")):
        return "召开", MEETING
    return ("举办", "培训") if name.endswith(("培训", "班")) else ("开展", "活动")


def asked(row: Row, issued: dt.date, own: str, noun: str) -> str:
    """How to ask for leave, and until when: two days before the meeting where the notice leaves that."""
    last = row["day"] - LEAVE_BEFORE
    by = f"请于{last.month}月{last.day}日前" if last > issued else "请于会前"
    come = "参会" if noun == MEETING else "参加"
    return f"请参加{noun}的同志安排好工作，按时{come}。因故不能参加的，{by}书面请假，经批准后报{own}办公室。"


def issuer(full: str) -> str:
    return f"{full}办公室"


def numberless(store: Store, key: str, row: Row, genre: str, data: dict[str, Any]) -> Outgoing:
    """A 文件 of the meeting in the series of its issuer."""
    series = next((s["code"] for s in documents.SERIES.listed(store) if s["issuer"] == data["issuer"] and s["kind"] == "文件"), "")
    source = f"{key}/{row['id']}"
    return Outgoing(source, source, series or f"{office.read(store)['county'][:1]}协", "文件", genre, data, row["name"], mend=True)


def begins(row: Row, programme: list[Row]) -> str:
    half = programme[0]["half"] if programme and row["until"] is None else ""
    return f"{when(row)}{half or ''}"


def told_hours(programme: list[Row]) -> str:
    if not programme:
        return ""
    first = programme[0]
    hour = f"{first['half'] or ''}{first['time'] or ''}"
    day, _, name = weekday(first["day"]).partition("（")
    return f"（{name}{hour}" if len(programme) == 1 else f"，{day}（{name}{hour}开始"


def whom(store: Store, row: Row) -> list[str]:
    """出席 and 列席 as the rules say them, or by name where few were added by hand."""
    found = attendance.sheet(store, row["id"])
    said = []
    for capacity in (MEMBER, OBSERVER, GUEST):
        people = [p for p in found.people if p["capacity"] == capacity]
        if not people:
            continue
        rule = {MEMBER: row["attend"] or found.kind.attend, OBSERVER: row["observe"] or found.kind.observe}.get(capacity)
        words = invitations.in_words(rule, row["committee"] or "") if not any(p["by_hand"] for p in people) else ""
        said.append(f"{capacity}人员：{words or '、'.join(p['name'] for p in people)}")
    return said or ["按通知范围"]


def addressed(store: Store, row: Row) -> str:
    rule = row["attend"] or attendance.sheet(store, row["id"]).kind.attend or ""
    return SAID.get(rule, "各有关委员，各有关单位")


def minutes(store: Store, request: Request, format: str, out: Path, progress: Progress) -> None:
    """The 纪要: its text as it was written, who was there, on leave and sat in; without a text the items' outcomes."""
    row, names = meeting(store, request)
    found = attendance.sheet(store, row["id"])
    text = [line for line in (row["minutes"] or "").splitlines() if line.strip()] or outcomes(store, row, names)
    if not text:
        raise Refused(f"{names.table}还没有写纪要，也没有登记议题的结果，没有印出。请先写上其中一样。")
    full = office.committee_name(office.read(store))
    groups = {"present": (MEMBER, PRESENT), "leave": (MEMBER, LEAVE), "attending": (OBSERVER, PRESENT)}
    people = {key: [p["name"] for p in found.people if p["capacity"] == capacity and any(
        (m := found.marks.get((p["id"], s["id"]))) and m.result == result for s in found.sittings)]
        for key, (capacity, result) in groups.items()}
    people["leave"] = [name for name in people["leave"] if name not in people["present"]]
    data: dict[str, Any] = {
        "mark": f"{full}{found.kind.name}纪要", "title": f"{names.full}纪要",
        "number": request.answers.get("issue") or (f"第{row['number']}期" if row["number"] else ""), "body": text,
        "issuer": issuer(full), "date": in_words(request.answers.get("date") or row["until"] or row["day"]), "printer": issuer(full),
        **{key: value for key, value in people.items() if value}}
    write(from_data({k: v for k, v in data.items() if v}, "纪要"), store, format, out)
    progress(1, 1)


def outcomes(store: Store, row: Row, names: MeetingNames) -> list[str]:
    items = [i for i in agenda.listed(store, row["id"]) if i["outcome"] and not i["dropped"]]
    if not items:
        return []
    host = f"{with_office(store, row['host'], row['day'])}主持会议。" if row["host"] else ""
    return [f"{when(row)}，{names.text}在{row['place'] or '县政协机关'}召开。{host}现将议定事项纪要如下：",
            *(line for n, i in enumerate(items, 1) for line in (f"{han(n)}、{agenda.title(i)}", f"会议{i['outcome'].rstrip('。')}。"))]


def with_office(store: Store, name: str, day: dt.date) -> str:
    """县政协主席郑和平; of who leads nothing the name alone."""
    with store.read() as session:
        posts = [m["office"] for m in Registers(session, day).members if m["name"] == name and m["office"] in LEADING]
    return f"{short(office.committee_name(office.read(store)))}{posts[0]}{name}" if len(posts) == 1 else name


def decision(store: Store, request: Request) -> list[Outgoing]:
    """决议 of a plenary, 决定 of another body: passed on the meeting's last day, as a 公告 without a number is not."""
    row, names = meeting(store, request)
    text = [line for line in (row["decision"] or "").splitlines() if line.strip()]
    if not text:
        raise Refused(f"{names.table}还没有写决定（决议），没有印出。请先在会议中写上。")
    kind = "决议" if row["kind_id"] == PLENARY else "决定"
    title, *body = text if text[0].endswith((kind, "决议", "决定")) and len(text) > 1 else [f"{names.full}{kind}", *text]
    full = office.committee_name(office.read(store))
    on = in_words(row["until"] or row["day"])
    return [numberless(store, DECISION_KEY, row, kind, {"title": title, "caption": f"{on}{names.full}通过", "body": body, "issuer": full,
            "date": request.answers.get("date") or row["until"] or row["day"], "printer": issuer(full)})]


NOTICE = outgoing.paper(NOTICE_KEY, "会议通知", GROUP, notice, (DATE, RECIPIENT, CONTACT))
MINUTES = Paper("meeting-minutes", "会议纪要", GROUP, FORMATS, minutes, (ISSUE, DATE))
DECISION = outgoing.paper(DECISION_KEY, "决定（决议）", GROUP, decision, (DATE,))
