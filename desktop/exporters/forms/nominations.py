"""The forms by which members come and go: recommendation, opinions of other bodies, notice of appointment, leaving."""
from __future__ import annotations

from typing import Any

from desktop.exporters.changes import covered, last_day
from desktop.exporters.forms.form import Form, Slot
from desktop.exporters.forms.marks import Record
from desktop.exporters.forms.members import SLOTS, chosen, of_office, records, some
from desktop.exporters.registry import Request
from desktop.fields.field import Field
from desktop.fields.kinds import Integer, Text
from desktop.fields.refused import Refused
from desktop.rules import body as rules
from desktop.services import body, members
from desktop.services.members import Row
from desktop.services.people import known
from desktop.services.store import Store

BLANK = Field("blank", "空白表份数", Integer(least=1, most=200), help="不选人时印空白表，供手填")
REASON = Field("reason", "事由", Text(longest=300, lines=True), help="不填时取人事事项里的说明，没有就留空手填")
EVENT = (Slot("事项", help="增补、辞去、撤销资格……"), Slot("事由", ("原因",)), Slot("决定机构"), Slot("决定会议", ("会议",)),
         Slot("决定日期"), Slot("文号"))
SOUGHT = Slot("征求单位", ("单位",), help="纪委监委、公安、法院、税务……一单位一份")
UNITS = Field("units", "征求单位", Text(longest=400), help="用“、”分开，一单位一份；不填时单位留空")


def candidates(store: Store, request: Request) -> list[Record]:
    """The chosen persons, members or not; without a choice blank forms."""
    if not request.only:
        return [of_office(store, request.day)] * int(request.answers.get(BLANK.name) or 1)
    rows = members.listed(store, request.day, within=request.only)
    there = {row["id"] for row in rows}
    with store.read() as session:
        others: dict[str, Row] = {row["id"]: row for row in known(session, request.day)
                                  if row["id"] in request.only and row["id"] not in there}
    found = [*rows, *({**row, "since": None} for row in others.values())]
    if not found:
        raise Refused("所选的人员已不在名单里，没有印出。请重新选择。")
    return [{**each, "任职时间": None} for each in records(store, found, request)]


def reviews(store: Store, request: Request) -> list[Record]:
    """For each candidate one form for each body that is asked."""
    asked = [u.strip() for u in str(request.answers.get(UNITS.name) or "").split("、") if u.strip()] or [""]
    return [{**each, "征求单位": unit} for each in candidates(store, request) for unit in asked]


def event_of(row: dict[str, Any]) -> dict[str, Any]:
    return {"事项": row["said"], "事由": row["note"], "决定机构": row["decider"], "决定会议": row["meeting"], "决定日期": row["day"],
            "文号": row["document"]}


def joined(store: Store, request: Request) -> list[Record]:
    """Who was added in the period, or the chosen members, each with the decision that the store knows."""
    events = {e["person_id"]: e for e in of_members(store, request, rules.BEGINS)}
    if not request.only and not events:
        raise Refused(f"{covered(store, request).words}没有登记过增补委员，没有印出通知书。请换一个时段，或选中要通知的委员。")
    found = chosen(store, request, "通知书")
    rows = [row for row in found if request.only or row["id"] in events]
    if not rows:
        raise Refused("增补的委员都已不在任，没有印出通知书。请选中要通知的委员，或换一个日期。")
    return [{**each, **(event_of(events[row["id"]]) if row["id"] in events else {})}
            for each, row in zip(records(store, rows, request), rows, strict=True)]


def left(store: Store, request: Request) -> list[Record]:
    """The chosen members, for the approval that is still to come; without a choice those who left in the period."""
    reason = request.answers.get(REASON.name)
    if request.only:
        return [{**each, "事由": reason} for each in records(store, chosen(store, request, "审批表"), request)]
    events = of_members(store, request, rules.ENDS - rules.NEEDS_NO_DECISION)
    if not events:
        raise Refused(f"{covered(store, request).words}没有登记过委员辞去、调整，没有印出审批表。请换一个时段，或选中要调整的委员。")
    made = []
    for event in events:
        before = members.listed(store, last_day(event), within=(event["person_id"],))
        for each in records(store, before, request):
            made.append({**each, **event_of(event), "事由": reason or event["note"]})
    return made


def of_members(store: Store, request: Request, kinds: frozenset[str]) -> list[dict[str, Any]]:
    """The period's events of the membership itself, not of offices."""
    period = covered(store, request)
    return [e for e in body.listed(store, as_of=period.last, first=period.first, within=request.only)
            if e["office"] == rules.MEMBER and e["event"] in kinds]


FOLDER = "templates/member"
FORMS: tuple[Form, ...] = (
    Form("candidate-form", "委员推荐人选登记表", "委员", f"{FOLDER}/委员推荐人选登记表.docx", SLOTS, candidates, (BLANK,), example=some),
    Form("candidate-review", "委员人选征求意见表", "委员", f"{FOLDER}/委员人选征求意见表.docx", (*SLOTS, SOUGHT), reviews, (UNITS, BLANK),
         example=lambda store: some(store, units="县纪委监委、县公安局、县税务局")),
    Form("member-notice", "增补委员通知书", "委员", f"{FOLDER}/增补委员通知书.docx", (*SLOTS, *EVENT), joined),
    Form("member-leaving", "委员调整（辞去）审批表", "委员", f"{FOLDER}/委员调整（辞去）审批表.docx", (*SLOTS, *EVENT), left, (REASON,)),
)
