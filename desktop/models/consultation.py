"""协商: the year's plan with its approval path, its topics, and what hangs on a topic from the study group to the remark of a leader."""
from __future__ import annotations

import datetime as dt

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from desktop.fields.kinds import Choice, Day, Integer, Text
from desktop.models.base import Base, Entity, Searched, field, link

LEADERS = "用“、”分开，如 县委副书记柳志远"


class ConsultationPlan(Searched, Entity, Base):
    """年度协商计划 of one calendar year; the dates are the steps of its approval (office.md 2)."""
    __tablename__ = "consultation_plan"
    __noun__ = "年度协商计划"
    __table_args__ = (UniqueConstraint("year", name="consultation_plan_year"),)

    year: Mapped[int] = field("年度", Integer(least=1990, most=2100), required=True)
    name: Mapped[str] = field("名称", Text(width=16, longest=120), required=True)
    chaired: Mapped[dt.date | None] = field("主席会议审议日期", Day(), group="审定")
    party: Mapped[dt.date | None] = field("党组会议研究日期", Day(), group="审定")
    approved: Mapped[dt.date | None] = field("县委常委会审定日期", Day(), group="审定")
    issued: Mapped[dt.date | None] = field("印发日期", Day(), group="印发")
    number: Mapped[str | None] = field("文号", Text(longest=40), group="印发")
    issuers: Mapped[str | None] = field("印发机关", Text(longest=120), group="印发", help="通常由县委办、县政府办、县政协办联合印发")
    note: Mapped[str | None] = field("备注", Text(longest=400, lines=True))


class Consultation(Searched, Entity, Base):
    __tablename__ = "consultation"
    __noun__ = "协商议题"

    year: Mapped[int] = field("年度", Integer(width=3, least=1990, most=2100), required=True, listed=True, aliases=("年份",))
    name: Mapped[str] = field("议题", Text(width=18, longest=120), required=True, listed=True, aliases=("协商议题", "课题", "议题名称"))
    form: Mapped[str | None] = field("形式", Choice(width=6, table="consultation_form"), listed=True, aliases=("协商形式", "会议形式"))
    leader: Mapped[str | None] = field("牵头", Text(width=6, longest=60), listed=True, aliases=("牵头领导", "牵头县政协领导", "负责领导"),
                                       help="牵头的县政协领导，用“、”分开")
    month: Mapped[int | None] = field("月份", Integer(width=3, least=1, most=12), listed=True, aliases=("时间", "时间安排", "协商月份"))
    committee_id: Mapped[str | None] = link("committee", required=False)
    units: Mapped[str | None] = field("参与部门", Text(width=12, longest=300), aliases=("参加部门", "配合单位", "协作部门"))
    leaders: Mapped[str | None] = field("参加的县委县政府领导", Text(width=10, longest=200), aliases=("县领导", "参加领导"), help=LEADERS)
    outcome_form: Mapped[str | None] = field("成果形式", Choice(width=6, table="consultation_outcome"))
    origin: Mapped[str | None] = field("议题来源", Text(width=10, longest=200), aliases=("来源", "提出单位"))
    dropped: Mapped[dt.date | None] = field("撤下日期", Day(), group="调整", help="经原审定程序从计划中撤下的，填决定那天")
    rank: Mapped[int | None] = field("排序", Integer(), aliases=("序号",))
    note: Mapped[str | None] = field("备注", Text(longest=400, lines=True))


class ConsultationChange(Entity, Base):
    """调整记录: a change in the year needs the path by which the plan was approved."""
    __tablename__ = "consultation_change"
    __noun__ = "计划调整"
    __root__ = "consultation_id"

    consultation_id: Mapped[str] = link("consultation")
    day: Mapped[dt.date] = field("日期", Day(), required=True)
    kind: Mapped[str] = field("调整", Choice(table="plan_change"), required=True)
    words: Mapped[str | None] = field("内容和原因", Text(longest=400, lines=True))
    decider: Mapped[str | None] = field("决定的会议", Text(longest=80))
    number: Mapped[str | None] = field("文号", Text(longest=40))


class ConsultationSeat(Entity, Base):
    """课题组."""
    __tablename__ = "consultation_seat"
    __noun__ = "课题组成员"
    __root__ = "consultation_id"

    consultation_id: Mapped[str] = link("consultation")
    person_id: Mapped[str] = link("person")
    role: Mapped[str] = field("课题组职务", Choice(table="study_role"), required=True)
    rank: Mapped[int | None] = field("排序", Integer())


class ConsultationStep(Searched, Entity, Base):
    """What was done for a topic and when; the state of the topic is read off these and its outcomes."""
    __tablename__ = "consultation_step"
    __noun__ = "协商进展"
    __root__ = "consultation_id"

    consultation_id: Mapped[str] = link("consultation")
    day: Mapped[dt.date] = field("日期", Day(), required=True)
    kind: Mapped[str] = field("事项", Choice(table="consultation_step"), required=True)
    words: Mapped[str | None] = field("内容", Text(longest=2000, lines=True))
    place: Mapped[str | None] = field("地点", Text(longest=80))
    leaders: Mapped[str | None] = field("参加的县领导", Text(longest=200), help=LEADERS)
    people: Mapped[int | None] = field("参加人数", Integer(most=9999))
    meeting_id: Mapped[str | None] = link("meeting", required=False)


class ConsultationOutcome(Searched, Entity, Base):
    __tablename__ = "consultation_outcome"
    __noun__ = "协商成果"
    __root__ = "consultation_id"

    consultation_id: Mapped[str] = link("consultation")
    kind: Mapped[str] = field("成果形式", Choice(table="consultation_outcome"), required=True)
    name: Mapped[str] = field("标题", Text(longest=160), required=True)
    number: Mapped[str | None] = field("文号", Text(longest=40))
    day: Mapped[dt.date | None] = field("形成日期", Day())
    authors: Mapped[str | None] = field("执笔人", Text(longest=80), help="用“、”分开")
    sent_to: Mapped[str | None] = field("报送", Text(longest=120), help="如 县委、县政府")
    sent: Mapped[dt.date | None] = field("报送日期", Day())
    adopted: Mapped[dt.date | None] = field("采纳日期", Day())
    adoption: Mapped[str | None] = field("采纳情况", Text(longest=600, lines=True))


class ConsultationRemark(Searched, Entity, Base):
    """批示, or what a leader said of it in a meeting (口头肯定); both are counted, apart."""
    __tablename__ = "consultation_remark"
    __noun__ = "领导批示"
    __root__ = "consultation_id"

    consultation_id: Mapped[str] = link("consultation")
    day: Mapped[dt.date] = field("日期", Day(), required=True)
    kind: Mapped[str] = field("方式", Choice(table="remark"), required=True)
    leader: Mapped[str] = field("领导", Text(longest=60), required=True, help="职务和姓名，如 县委书记秦广宏")
    words: Mapped[str | None] = field("内容", Text(longest=1000, lines=True))
    followed: Mapped[str | None] = field("落实情况", Text(longest=1000, lines=True))
