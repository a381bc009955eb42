"""Kinds of meetings as the office keeps them, meetings and activities, their sittings (half days) and agenda items."""
from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from desktop.fields.kinds import Choice, Day, Integer, Option, Text, YesNo
from desktop.models.base import Base, Entity, Searched, field, link

SCOPES = ("届", "全会", "年", "不编次")
TERM, PLENARY_YEAR, YEAR, UNCOUNTED = SCOPES
HALVES = ("上午", "下午", "晚上")
SCOPE = Choice(width=4, options=tuple(Option(s) for s in SCOPES), open=False)
HALF = Choice(width=3, options=tuple(Option(h) for h in HALVES), open=False)


class MeetingKind(Entity, Base):
    """A kind of meeting, activity or study; shipped ones have their key as id, the office's own a number."""
    __tablename__ = "meeting_kind"
    __noun__ = "会议类别"

    name: Mapped[str] = field("名称", Text(width=8, longest=40), required=True, listed=True)
    aliases: Mapped[str | None] = field("别名", Text(width=8, longest=200), help="导入时也认作这一类的写法，用“、”分开")
    sort: Mapped[str] = field("大类", Choice(width=4, table="meeting_sort"), required=True, listed=True)
    scope: Mapped[str] = field("编次", SCOPE, required=True, listed=True, help="次数在什么范围内连着编")
    body: Mapped[str | None] = field("主体", Text(width=7, longest=40), listed=True,
                                     help="以谁的全体人数计法定人数，如 全体委员、全体常委")
    attend: Mapped[str | None] = field("出席范围", Text(width=12, longest=300), listed=True,
                                       help="如 全体常委；专委会：经济委；界别：农业界")
    observe: Mapped[str | None] = field("列席范围", Text(width=10, longest=300), listed=True)
    deciders: Mapped[str | None] = field("议题审定", Text(width=7, longest=60), listed=True)
    outcome: Mapped[str | None] = field("成文", Text(width=7, longest=60), listed=True, help="会后形成的材料，如 决议、纪要、协商报告")
    papers: Mapped[str | None] = field("材料", Text(width=16, longest=300), help="要印的材料，用“、”分开")
    sittings: Mapped[str | None] = field("环节", Text(width=16, longest=300), help="通常的各次大会、讨论，用“、”分开")
    quorum: Mapped[bool | None] = field("计法定人数", YesNo())
    study: Mapped[bool | None] = field("计入学习", YesNo())
    optional: Mapped[bool | None] = field("报名参加", YesNo(), help="否：范围内的人必须参加")
    rank: Mapped[int | None] = field("排序", Integer())
    retired: Mapped[bool | None] = field("停用", YesNo(), listed=True)


class Meeting(Searched, Entity, Base):
    """One meeting, activity or study. `name` is what lists call it; of what is counted, the names are made from the facts.

    `due` to `observers` are the figures of a paper without a list of names; where marks are entered, those count.
    """
    __tablename__ = "meeting"
    __noun__ = "会议活动"

    kind_id: Mapped[str] = link("meeting_kind")
    name: Mapped[str] = field("名称", Text(width=18, longest=120), required=True, listed=True, group="会议",
                              aliases=("会议名称", "活动名称", "主题", "会议活动名称"), help="编次的会议不填，由届次得出")
    term: Mapped[int | None] = field("届", Integer(least=1, most=99), group="会议")
    year: Mapped[int | None] = field("年度", Integer(least=1949, most=2100), group="会议", help="按年编次的会议")
    number: Mapped[int | None] = field("次", Integer(least=1, most=99), group="会议", aliases=("次数",), help="不填接着往下编")
    day: Mapped[dt.date] = field("日期", Day(width=6), required=True, listed=True, group="会议",
                                 aliases=("开始日期", "会议日期", "活动日期", "时间", "会议时间", "活动时间"))
    until: Mapped[dt.date | None] = field("结束日期", Day(width=6), group="会议", aliases=("闭幕日期",), help="一天的不填")
    place: Mapped[str | None] = field("地点", Text(width=9, longest=80), listed=True, group="会议", aliases=("会议地点", "活动地点"))
    host: Mapped[str | None] = field("主持人", Text(width=5, longest=60), listed=True, group="会议", aliases=("主持",))
    committee_id: Mapped[str | None] = link("committee", required=False)
    room: Mapped[str | None] = field("承办", Text(width=8, longest=80), group="会议", aliases=("承办单位", "承办委室", "牵头单位"))
    topics: Mapped[str | None] = field("主题标签", Text(width=10, longest=200), group="会议", aliases=("学习内容", "学习主题"),
                                       help="用“、”分开，如 党的二十届三中全会精神；各种学习合并统计")
    attend: Mapped[str | None] = field("出席范围", Text(width=12, longest=300), group="人员", help="不填按类别")
    observe: Mapped[str | None] = field("列席范围", Text(width=12, longest=300), group="人员", help="不填按类别")
    due: Mapped[int | None] = field("应到", Integer(width=3), group="人数", aliases=("应到人数", "应出席"))
    present: Mapped[int | None] = field("实到", Integer(width=3), group="人数", aliases=("实到人数", "出席人数"))
    leave: Mapped[int | None] = field("请假", Integer(width=3), group="人数", aliases=("请假人数",))
    absent: Mapped[int | None] = field("缺席", Integer(width=3), group="人数", aliases=("缺席人数", "缺勤"))
    observers: Mapped[int | None] = field("列席", Integer(width=3), group="人数", aliases=("列席人数",))
    events: Mapped[int | None] = field("场次", Integer(width=3), group="成效", help="政策宣讲的场次")
    audience: Mapped[int | None] = field("受众", Integer(width=3), group="成效", aliases=("受众人数",), help="人")
    hours: Mapped[int | None] = field("学时", Integer(width=3), group="成效")
    found: Mapped[int | None] = field("查摆问题", Integer(width=4), group="成效", aliases=("问题数",), help="条")
    mended: Mapped[int | None] = field("完成整改", Integer(width=4), group="成效", aliases=("整改数",), help="条")
    summary: Mapped[str | None] = field("内容", Text(width=16, longest=4000, lines=True), group="成效",
                                        aliases=("会议内容", "主要内容", "活动内容"))
    minutes: Mapped[str | None] = field("纪要", Text(width=16, longest=20000, lines=True), group="成文", aliases=("会议纪要",))
    decision: Mapped[str | None] = field("决定（决议）", Text(width=16, longest=20000, lines=True), group="成文", aliases=("决议", "决定"))
    cancelled: Mapped[str | None] = field("取消原因", Text(width=8, longest=200), group="会议")
    note: Mapped[str | None] = field("备注", Text(width=8, longest=500), group="会议")


class Sitting(Entity, Base):
    """A half day or a part of a meeting: what the programme lists and where attendance is taken."""
    __tablename__ = "sitting"
    __noun__ = "环节"
    __root__ = "meeting_id"

    meeting_id: Mapped[str] = link("meeting")
    rank: Mapped[int] = field("序", Integer(width=2), required=True, listed=True)
    name: Mapped[str] = field("内容", Text(width=12, longest=200), required=True, listed=True)
    day: Mapped[dt.date] = field("日期", Day(width=6), required=True, listed=True)
    half: Mapped[str | None] = field("半天", HALF, listed=True)
    time: Mapped[str | None] = field("时间", Text(width=4, longest=40), listed=True, help="如 9:00")
    place: Mapped[str | None] = field("地点", Text(width=8, longest=80), listed=True)
    host: Mapped[str | None] = field("主持人", Text(width=5, longest=60), listed=True)
    people: Mapped[str | None] = field("参加人员", Text(width=10, longest=120), listed=True)
    team: Mapped[str | None] = field("责任组", Text(width=6, longest=60), listed=True)
    uncounted: Mapped[bool | None] = field("不计考勤", YesNo(), listed=True)


class AgendaItem(Searched, Entity, Base):
    """议题 from its proposal to its outcome, or a point of the agenda; a paper belongs to it when it has a number."""
    __tablename__ = "agenda_item"
    __noun__ = "议题"
    __root__ = "meeting_id"

    meeting_id: Mapped[str] = link("meeting")
    rank: Mapped[int] = field("序", Integer(width=2), required=True, listed=True)
    name: Mapped[str] = field("议题", Text(width=18, longest=300), required=True, listed=True, aliases=("议程", "题目", "内容"))
    draft: Mapped[bool | None] = field("草案", YesNo(), listed=True, help="印作《…（草案）》")
    paper: Mapped[str | None] = field("材料编号", Text(width=5, longest=20), listed=True, help="如 会议材料之一")
    copies: Mapped[int | None] = field("份数", Integer(width=3))
    speaker: Mapped[str | None] = field("汇报人", Text(width=5, longest=80), listed=True)
    unit: Mapped[str | None] = field("汇报单位", Text(width=8, longest=80), listed=True)
    proposed_by: Mapped[str | None] = field("提出单位", Text(width=8, longest=80))
    proposed_on: Mapped[dt.date | None] = field("提出日期", Day())
    approved_by: Mapped[str | None] = field("审定", Text(width=6, longest=80), help="由谁审定列入")
    approved_on: Mapped[dt.date | None] = field("审定日期", Day())
    dropped: Mapped[str | None] = field("未列入原因", Text(width=8, longest=200))
    outcome: Mapped[str | None] = field("结果", Text(width=8, longest=300), listed=True, help="如 审议通过、原则同意")
