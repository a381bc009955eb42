"""协商, 民主监督 and 工作安排 of the tenth term: four years' plans, carried out as far as the practice county's today."""
from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.committee import CommitteeName
from desktop.models.consultation import (
    Consultation,
    ConsultationOutcome,
    ConsultationPlan,
    ConsultationRemark,
    ConsultationSeat,
    ConsultationStep,
)
from desktop.models.meeting import Meeting, MeetingKind
from desktop.models.oversight import Oversight, OversightStep
from desktop.models.person import Person
from desktop.models.task import Task, WorkItem
from desktop.services.consultations import ISSUERS
from desktop.services.demo.county import County, Line, day, table, words

STUDY = dt.timedelta(days=9)


def enter(session: Session, county: County) -> None:
    plan(session)
    committees = {name.short: name.committee_id for name in session.scalars(select(CommitteeName))}
    for rank, line in enumerate(table("consultations"), 1):
        topic(session, county, line, rank, committees.get(line["专委会"]))
    for line in table("oversight"):
        oversee(session, line, committees.get(line["专委会"]))
    for rank, line in enumerate(table("tasks"), 1):
        session.add(Task(year=int(line["年度"]), origin=line["来源"], name=line["任务"], meeting=line["会议"] or None,
                         leader=line["领导"] or None, room=line["委室"], partners=line["协作"] or None, person=line["责任人"],
                         due=day(line["时限"]), done=day(line["完成"]), progress=line["落实"] or None, rank=rank))
    for line in table("work_items"):
        session.add(WorkItem(begins=day(line["起"]), ends=day(line["止"]), name=line["内容"], when=line["时间"] or None,
                             place=line["地点"] or None, leaders=line["领导"] or None, people=line["人员"] or None,
                             room=line["委室"], partners=line["配合"] or None, note=line["备注"] or None))


def plan(session: Session) -> None:
    for line in table("consultation_plans"):
        session.add(ConsultationPlan(year=int(line["年度"]), name=f"{line['年度']}年度协商工作计划", chaired=day(line["主席会议"]),
                                     party=day(line["党组会议"]), approved=day(line["县委常委会"]), issued=day(line["印发"]),
                                     number=line["文号"], issuers=ISSUERS))


def topic(session: Session, county: County, line: Line, rank: int, committee: str | None) -> None:
    head = county.people[line["牵头"]]
    leader = session.get(Person, head)
    assert leader is not None
    made = Consultation(year=int(line["年度"]), month=int(line["月份"]), form=line["形式"], name=line["议题"], leader=leader.name,
                        committee_id=committee, units=line["部门"], leaders=line["县领导"], origin=line["来源"],
                        outcome_form=line["成果形式"], rank=rank)
    session.add(made)
    session.add(ConsultationSeat(consultation_id=made.id, person_id=head, role="组长", rank=1))
    studied = [day(text) for text in words(line["调研"])]
    steps: list[tuple[str, dt.date | None, str | None, str | None]]
    steps = [("成立课题组", studied[0] - STUDY, None, None)] if studied and studied[0] else []
    steps += [("调研", when, f"赴{line['部门']}调研", None) for when in studied]
    if held := day(line["会议"]):
        steps.append(("协商会议", held, f"围绕“{line['议题']}”协商", line["县领导"]))
    for kind, when, said, leaders in steps:
        session.add(ConsultationStep(consultation_id=made.id, kind=kind, day=when, words=said, leaders=leaders,
                                     people=24 if kind == "协商会议" else None))
    if line["成果"]:
        sent = day(line["报送"])
        session.add(ConsultationOutcome(consultation_id=made.id, kind=line["成果形式"], name=line["成果"], day=sent and sent - STUDY,
                                        sent=sent, sent_to="县委、县政府", adopted=day(line["采纳"]), adoption=line["落实"] or None))
    if line["批示领导"]:
        session.add(ConsultationRemark(consultation_id=made.id, kind="批示", leader=line["批示领导"], day=day(line["批示日期"]),
                                       words=line["批示"], followed=line["落实"] or None))
    if line["形式"] == "专题资政会" and held:
        session.add(ConsultationRemark(consultation_id=made.id, kind="口头肯定", leader=words(line["县领导"])[0], day=held,
                                       words="在会上对协商成果给予充分肯定"))


def tie(session: Session, county: County) -> None:
    """Each meeting of consultation is the step of the topic that was talked about on its day."""
    of_kind = select(Meeting).join(MeetingKind, MeetingKind.id == Meeting.kind_id).where(MeetingKind.sort == "协商")
    held = {meeting.day: meeting for meeting in session.scalars(of_kind)}
    for step in session.scalars(select(ConsultationStep).where(ConsultationStep.kind == "协商会议")):
        step.meeting_id, step.place = held[step.day].id, held[step.day].place


def oversee(session: Session, line: Line, committee: str | None) -> None:
    made = Oversight(year=int(line["年度"]), name=line["事项"], kind=line["形式"], units=line["单位"], committee_id=committee,
                       leader=line["组长"], members=line["监督员"] or None, begins=day(line["起"]), ends=day(line["止"]))
    session.add(made)
    for when in words(line["监督活动"]):
        session.add(OversightStep(oversight_id=made.id, kind="监督活动", day=day(when), people=12))
    for kind, at, said, more in (
            ("意见建议书", "意见书日期", "意见", {"number": line["意见书"], "points": int(line["条数"])}),
            ("反馈", "反馈日期", "反馈", {"taken": int(line["落实"] or 0)}), ("回头看", "回头看日期", "回头看", {})):
        if when := day(line[at]):
            session.add(OversightStep(oversight_id=made.id, kind=kind, day=when, words=line[said], **more))
