"""提案: what members and bodies put forward, who signs it, what was examined and decided of it."""
from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.fields.kinds import Choice, Day, Integer, Money, Option, Text, YesNo
from desktop.models.base import Base, Entity, Searched, field, link

ENDLESS = 10**8  # a text as long as its writer made it

FORM = Choice(width=4, options=(Option("个人"), Option("联名"), Option("集体")), open=False)
BODY = Choice(width=4, options=tuple(map(Option, ("党派", "团体", "专委会", "界别", "小组"))), open=False)
TIMING = Choice(width=4, options=(Option("大会", aliases=("大会提案", "会上", "会议提案")),
                                  Option("平时", aliases=("平时提案", "闭会", "会后"))), open=False)
LAYER = Choice(width=6, options=tuple(map(Option, ("审查人", "提案委主任", "分管副主席"))), open=False)
VERDICT = Choice(width=5, options=(Option("立案"), Option("不予立案", aliases=("不立案", "未立案"))), open=False)


class Proposal(Searched, Entity, Base):
    """A 提案 of one plenary. Its state is told by its dated facts (rules.proposals.states), never kept.

    `serial` is given at intake, `number` when it is filed; both once per plenary. Merged into another it names it in
    `lead_id` and keeps its sponsors. `body` is 情况和分析; the suggestions are rows of their own. `looks` is how the lines
    of the text look (fields.looks), as in each suggestion; the pictures are attachments.
    """
    __tablename__ = "proposal"
    __noun__ = "提案"
    __table_args__ = (UniqueConstraint("plenary_id", "serial", name="proposal_serial"),
                      UniqueConstraint("plenary_id", "number", name="proposal_number"))

    plenary_id: Mapped[str] = link("plenary")
    serial: Mapped[int] = field("流水号", Integer(width=3, least=1), required=True, listed=True)
    number: Mapped[int | None] = field("案号", Integer(width=5, least=1), listed=True)
    name: Mapped[str] = field("案由", Text(width=22, longest=200), required=True, listed=True,
                              aliases=("提案案由", "提案题目", "提案标题", "标题", "题目", "提案名称"))
    form: Mapped[str] = field("提案形式", FORM, required=True, listed=True, aliases=("形式", "提案类型", "提出形式"))
    category: Mapped[str | None] = field("类别", Choice(width=5, table="proposal_category"), listed=True,
                                         aliases=("提案类别", "分类", "提案分类"))
    received: Mapped[dt.date] = field("收到日期", Day(width=6), required=True, listed=True,
                                      aliases=("提交日期", "收案日期", "提交时间", "收到时间", "提案时间", "日期"))
    received_time: Mapped[str | None] = field("收到时刻", Text(width=3, longest=5), help="如 17:00；截止当天收到的按时刻分大会和平时")
    timing: Mapped[str | None] = field("时间属性", TIMING, aliases=("大会或平时", "提案时间属性"), help="不填时按收到的时间定")
    body: Mapped[str | None] = field("正文", Text(width=30, longest=ENDLESS, lines=True), help="情况和分析；建议逐条另列")
    public: Mapped[bool | None] = field("公开", YesNo(), aliases=("是否公开",))
    private_reason: Mapped[str | None] = field("不公开原因", Text(width=10, longest=200))
    advice: Mapped[str | None] = field("建议承办单位", Text(width=12, longest=300), aliases=("提案者建议承办单位", "希望承办单位"))
    researched: Mapped[str | None] = field("选题来源", Text(width=8, longest=60), help="如 委员自选、调研成果、界别活动")
    lead_id: Mapped[str | None] = link("proposal", required=False)
    merged: Mapped[dt.date | None] = field("并案日期", Day(width=6))
    withdrawn: Mapped[dt.date | None] = field("撤案日期", Day(width=6))
    withdrawal: Mapped[str | None] = field("撤案原因", Text(width=10, longest=300))
    told: Mapped[dt.date | None] = field("告知日期", Day(width=6), help="不予立案的处理情况告知提案者的日期")
    excellent: Mapped[bool | None] = field("优秀", YesNo(), listed=True, aliases=("优秀提案", "是否优秀"))
    fund: Mapped[int | None] = field("资金(元)", Money(width=6), aliases=("专项资金", "解决资金", "资金"))
    note: Mapped[str | None] = field("备注", Text(width=10, longest=500, lines=True))
    looks: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)


class ProposalSponsor(Searched, Entity, Base):
    """One who proposes, `rank` 1 the first; a person, or a body with its 召集人 or its seal. `name` is as it was signed."""
    __tablename__ = "proposal_sponsor"
    __noun__ = "提案者"
    __root__ = "proposal_id"

    proposal_id: Mapped[str] = link("proposal")
    rank: Mapped[int] = field("次序", Integer(least=1), required=True)
    name: Mapped[str] = field("提案者", Text(width=8, longest=80), required=True)
    body: Mapped[str | None] = field("集体类别", BODY)
    person_id: Mapped[str | None] = link("person", required=False)
    body_id: Mapped[str | None] = mapped_column(String(32), index=True)  # an organisation, committee or group
    convener: Mapped[str | None] = field("召集人", Text(width=5, longest=40))
    sealed: Mapped[bool | None] = field("盖章", YesNo())
    invited: Mapped[dt.date | None] = field("邀请联名日期", Day())
    signed: Mapped[dt.date | None] = field("签名日期", Day())


class Suggestion(Searched, Entity, Base):
    """One numbered suggestion of a proposal."""
    __tablename__ = "proposal_suggestion"
    __noun__ = "建议"
    __root__ = "proposal_id"

    proposal_id: Mapped[str] = link("proposal")
    number: Mapped[int] = field("序号", Integer(least=1), required=True)
    text: Mapped[str] = field("建议", Text(width=30, longest=ENDLESS, lines=True), required=True)
    looks: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)


class Examination(Entity, Base):
    """What one layer of the examination found on a day."""
    __tablename__ = "proposal_examination"
    __noun__ = "审查意见"
    __root__ = "proposal_id"

    proposal_id: Mapped[str] = link("proposal")
    layer: Mapped[str] = field("审查层次", LAYER, required=True)
    day: Mapped[dt.date] = field("审查日期", Day(), required=True)
    verdict: Mapped[str] = field("审查意见", VERDICT, required=True)
    examiner: Mapped[str | None] = field("审查人", Text(width=5, longest=40))
    reason: Mapped[str | None] = field("不予立案理由", Choice(width=14, table="proposal_reason", longest=120))
    direction: Mapped[str | None] = field("去向", Choice(width=8, table="proposal_direction"))
    addressee: Mapped[str | None] = field("转往", Text(width=8, longest=120))
    opinion: Mapped[str | None] = field("说明", Text(width=14, longest=2000, lines=True))


class ProposalCall(Entity, Base):
    """The 征集 of one plenary: from which day and until which day and hour a proposal is one of the plenary's."""
    __tablename__ = "proposal_call"
    __noun__ = "提案征集"

    plenary_id: Mapped[str] = link("plenary")
    since: Mapped[dt.date | None] = field("征集起", Day(), help="不填时为开幕前三个月")
    deadline: Mapped[dt.date | None] = field("截止日期", Day(), help="大会提案的截止日期；不填时为闭幕当天")
    deadline_time: Mapped[str | None] = field("截止时刻", Text(width=3, longest=5), help="如 17:00")
    cosign_until: Mapped[dt.date | None] = field("联名截止", Day(), help="过了这天还没有签名的不再列为附议人")
    themes: Mapped[str | None] = field("参考选题", Text(longest=ENDLESS, lines=True))


class Snapshot(Entity, Base):
    """The figures and proposals of a plenary as they stood at a moment, frozen for the report to the closing session."""
    __tablename__ = "proposal_snapshot"
    __noun__ = "审查情况"

    plenary_id: Mapped[str] = link("plenary")
    name: Mapped[str] = field("名称", Text(longest=80), required=True)
    at: Mapped[str] = field("截至", Text(longest=16), required=True)
    data: Mapped[Any] = mapped_column(JSON)


class KeyProposal(Entity, Base):
    """A proposal chosen as 重点, with the leaders of the three bodies who supervise it; `decided` None is a candidate."""
    __tablename__ = "key_proposal"
    __noun__ = "重点提案"
    __root__ = "proposal_id"

    proposal_id: Mapped[str] = link("proposal")
    theme: Mapped[str | None] = field("主题", Text(width=10, longest=80))
    recommended: Mapped[dt.date | None] = field("推荐日期", Day())
    recommender: Mapped[str | None] = field("推荐", Text(width=8, longest=60))
    decided: Mapped[dt.date | None] = field("确定日期", Day())
    meeting: Mapped[str | None] = field("确定会议", Text(width=14, longest=120))
    party_leader: Mapped[str | None] = field("县委领衔领导", Text(width=8, longest=80))
    government_leader: Mapped[str | None] = field("县政府领衔领导", Text(width=8, longest=80))
    cppcc_leader: Mapped[str | None] = field("县政协领衔领导", Text(width=8, longest=80))
    committee: Mapped[str | None] = field("牵头委室", Text(width=7, longest=60))
    method: Mapped[str | None] = field("督办方式", Choice(width=6, table="supervision"))
    planned: Mapped[str | None] = field("督办时间", Text(width=6, longest=40))
    progress: Mapped[str | None] = field("进展", Text(width=14, longest=2000, lines=True))
    outcome: Mapped[str | None] = field("结果", Text(width=14, longest=2000, lines=True))
    topic: Mapped[str | None] = field("协商议题", Text(width=14, longest=120), help="纳入年度协商计划的填议题名称（一体两用）")
    topic_id: Mapped[str | None] = mapped_column(String(32), index=True)


class Supervision(Entity, Base):
    """One 督办活动 of a key proposal."""
    __tablename__ = "proposal_supervision"
    __noun__ = "督办活动"
    __root__ = "proposal_id"

    proposal_id: Mapped[str] = link("proposal")
    day: Mapped[dt.date] = field("日期", Day(width=5), required=True)
    method: Mapped[str] = field("形式", Choice(width=6, table="supervision"), required=True)
    place: Mapped[str | None] = field("地点", Text(width=8, longest=80))
    leader: Mapped[str | None] = field("领衔领导", Text(width=8, longest=80))
    attending: Mapped[str | None] = field("参加单位和人员", Text(width=14, longest=500))
    summary: Mapped[str | None] = field("情况", Text(width=20, longest=4000, lines=True))
