"""大会发言: called for, handed in, reviewed, settled and put in order; one text whatever it is turned into."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import Text
from desktop.fields.refused import Refused
from desktop.models.base import field_of, fields_of
from desktop.models.meeting import Meeting
from desktop.models.person import Person
from desktop.models.speech import ORAL, Speech
from desktop.rules.members import Problem
from desktop.rules.names import clean_name
from desktop.rules.periods import Period
from desktop.rules.rights import Right
from desktop.services.parts import Part
from desktop.services.proposals import sources
from desktop.services.records import Noun, Row
from desktop.services.store import Store

CALLED, RECEIVED, REVIEWED, SETTLED, GIVEN, DROPPED = "征集", "已收稿", "已审稿", "已审定", "已发言", "未采用"
SPEAKER = Field("speaker", "发言人", Text(width=5, longest=40), listed=True, group="发言", aliases=("姓名", "委员", "作者"))
MEETING = Field("meeting", "会议", Text(width=10, longest=120), listed=True, group="发言", aliases=("会议名称",))
STATE = Field("state", "状态", Text(width=4), listed=True)
TURNED_TO = Field("turned_to", "转成的提案", Text(width=14))
OWN = fields_of(Speech)
FIELDS = (field_of(Speech.name), SPEAKER, MEETING, *(f for f in OWN if f.name != "name"))
COLUMNS = (field_of(Speech.name), SPEAKER, STATE, MEETING, *(f for f in OWN if f.name not in ("name", "text")), TURNED_TO,
           Field("id", "编号", Text(width=8)))


def rows(session: Session, day: dt.date) -> list[Row]:
    """By meeting, the newest first, then in their order."""
    query = (select(Speech, Person, Meeting).outerjoin(Person, Person.id == Speech.person_id)
             .outerjoin(Meeting, Meeting.id == Speech.meeting_id))
    found, told = [], list(session.execute(query))
    became = sources.proposal_lines(session, [s.turned_id for s, _, _ in told if s.turned_id])
    for speech, person, meeting in told:
        found.append({f.name: getattr(speech, f.name) for f in OWN} | {
            "id": speech.id, "speaker": person.name if person else "", "person_id": speech.person_id, "meeting_id": speech.meeting_id,
            "meeting": meeting.name if meeting else "", "meeting_day": meeting.day if meeting else None, "sitting_id": speech.sitting_id,
            "words": speech.words or length(speech.text), "stroke_key": person.stroke_key if person else "",
            "turned_to": " ".join(reversed(became[speech.turned_id])) if speech.turned_id in became else "",
            "state": state(speech, meeting.day if meeting else None, day)})
    return sorted(found, key=lambda r: (
        -(r["meeting_day"] or dt.date.max).toordinal(), r["mode"] != ORAL, r["rank"] or 999, r["stroke_key"]))


def length(text: str | None) -> int | None:
    return len("".join(text.split())) if text else None


def state(speech: Speech, held: dt.date | None, today: dt.date) -> str:
    """Told from the dated facts, whichever of them were entered first."""
    if speech.dropped:
        return DROPPED
    if held and held <= today and (speech.approved_on or speech.rank):
        return GIVEN
    if speech.approved_on:
        return SETTLED
    if speech.reviewed_on or speech.reviewer:
        return REVIEWED
    return RECEIVED if speech.received_on or speech.text else CALLED


def write(session: Session, draft: Mapping[str, Any], record: str | None, on: dt.date | None, today: dt.date) -> str:
    speech = session.get(Speech, record) if record else Speech()
    if speech is None:
        raise Refused("这篇发言已被删除，没有保存。")
    for field in OWN:
        if field.name in draft:
            setattr(speech, field.name, draft[field.name])
    if not speech.name:
        raise Refused("发言题目没有填写，没有保存。")
    if not speech.turned:
        speech.turned_id = None
    for key in ("meeting_id", "sitting_id", "person_id"):
        if key in draft:
            setattr(speech, key, draft[key])
    if "speaker" in draft and "person_id" not in draft:
        speech.person_id = person_named(session, draft["speaker"])
    if "meeting" in draft and "meeting_id" not in draft:
        speech.meeting_id = meeting_named(session, draft["meeting"])
    twins = select(Speech.id).where(Speech.meeting_id == speech.meeting_id, Speech.person_id == speech.person_id,
                                    Speech.name == speech.name, Speech.id != speech.id)
    if speech.person_id and speech.meeting_id and session.scalar(twins):
        raise Refused(f"“{speech.name}”已经登记过，没有再登记。")
    session.add(speech)
    return speech.id


def person_named(session: Session, name: str | None) -> str | None:
    clean = clean_name(name or "").name
    if not clean:
        return None
    found = session.scalars(select(Person.id).where(Person.name == clean)).all()
    if len(found) != 1:
        what = f"有 {len(found)} 位“{clean}”" if found else f"人员库里没有“{clean}”"
        raise Refused(f"发言人：{what}，没有保存。请先在人员库登记，或先留空。")
    return found[0]


def meeting_named(session: Session, name: str | None) -> str | None:
    if not name:
        return None
    found = session.scalars(select(Meeting.id).where((Meeting.name == name) | (Meeting.id == name))).all()
    if len(found) != 1:
        raise Refused(f"会议：{f'有 {len(found)} 次' if found else '没有'}“{name}”，没有保存。请核对会议名称。")
    return found[0]


def listed(store: Store, *, as_of: dt.date | None = None, period: Period | None = None, meeting_id: str | None = None) -> list[Row]:
    store.require(Right.READ)
    with store.read() as session:
        found = rows(session, as_of or store.today())
    return [r for r in found if (meeting_id is None or r["meeting_id"] == meeting_id)
            and (period is None or (r["meeting_day"] or r["received_on"]) in period)]


def arrange(store: Store, ids: Sequence[str]) -> None:
    """The order of speaking."""
    with store.operation("排定发言次序") as session:
        speeches = {s.id: s for s in session.scalars(select(Speech).where(Speech.id.in_(ids)))}
        for rank, number in enumerate((i for i in ids if i in speeches), 1):
            speeches[number].rank = rank


def turn(store: Store, record: str, into: str, number: str | None = None) -> None:
    """A text that became a proposal or a brief: the link keeps it from being counted twice."""
    with store.operation(f"发言转作{into}") as session:
        speech = session.get(Speech, record)
        if speech is None:
            raise Refused("这篇发言已被删除，没有改动。")
        may_turn(speech, into)
        speech.turned, speech.turned_id = into, number


def may_turn(speech: Speech, into: str) -> None:
    if speech.turned and (speech.turned != into or speech.turned_id):
        raise Refused(f"这篇发言已转作{speech.turned}，一份材料只转一处，没有改动。请先解除再转。")


def untie(store: Store, record: str) -> None:
    """It was turned by mistake: the speech stands for itself again, what was made of it stays."""
    with store.operation("解除发言转作") as session:
        speech = session.get(Speech, record)
        if speech is None:
            raise Refused("这篇发言已被删除，没有改动。")
        speech.turned = speech.turned_id = None


def remove(store: Store, ids: Sequence[str]) -> None:
    with store.operation(f"删除发言 {len(ids)} 篇") as session:
        for speech in session.scalars(select(Speech).where(Speech.id.in_(ids))):
            if speech.turned_id:
                raise Refused(f"“{speech.name}”已转作{speech.turned}，没有删除。请先在它的“基本情况”里解除。")
            session.delete(speech)


def settle(session: Session, draft: dict[str, Any], today: dt.date) -> list[Problem]:
    """A speaker or a meeting that nobody knows is left out with a warning: the text itself is kept."""
    found = []
    for key, named in (("speaker", person_named), ("meeting", meeting_named)):
        try:
            named(session, draft.get(key))
        except Refused as refusal:
            said = str(draft.pop(key))
            found.append(Problem(key, str(refusal).partition("，没有保存")[0] + "，已留空", error=False, value=said))
    return found


SPEECHES = Noun("speeches", "大会发言", FIELDS, COLUMNS, rows, write, (("name", "speaker"),), settle=settle)


class OfMeeting(Part):
    """The speeches of one meeting, entered from its drawer."""

    @property
    def owner(self) -> str:
        return "meeting_id"

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(f for f in FIELDS if f.name != "meeting")

    def listed(self, store: Store, owner: str) -> list[Row]:
        return listed(store, meeting_id=owner)

    def save(self, store: Store, owner: str, draft: Mapping[str, Any], record: str | None = None) -> str:
        return SPEECHES.save(store, {**draft, "meeting_id": owner}, record)


OF_MEETING = OfMeeting(Speech, "rank")
LOOKS = {CALLED: "plain", RECEIVED: "info", REVIEWED: "info", SETTLED: "wait", GIVEN: "done", DROPPED: "plain"}
