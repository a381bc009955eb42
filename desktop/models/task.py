"""工作安排: tasks of the year with who leads and who does them, matters decided in meetings, and the month's plan."""
from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from desktop.fields.kinds import Choice, Day, Integer, Text
from desktop.models.base import Base, Entity, Searched, field


class Task(Searched, Entity, Base):
    """A task of the year's 工作要点, or a matter decided in a meeting (议定事项) that is followed up."""
    __tablename__ = "task"
    __noun__ = "任务"

    year: Mapped[int] = field("年度", Integer(width=3, least=1990, most=2100), required=True, listed=True, aliases=("年份",))
    origin: Mapped[str | None] = field("来源", Choice(width=5, table="task_origin"), listed=True, aliases=("任务来源", "类别"))
    name: Mapped[str] = field("任务", Text(width=18, longest=300), required=True, listed=True,
                              aliases=("工作任务", "重点任务", "议定事项", "工作内容", "主要任务"))
    meeting: Mapped[str | None] = field("议定的会议", Text(width=9, longest=80), aliases=("会议", "依据"))
    leader: Mapped[str | None] = field("牵头领导", Text(width=5, longest=60), listed=True, aliases=("责任领导", "分管领导"))
    room: Mapped[str | None] = field("牵头委室", Text(width=7, longest=60), listed=True, aliases=("责任委室", "责任科室", "牵头单位"))
    partners: Mapped[str | None] = field("协作委室和部门", Text(width=9, longest=200),
                                         aliases=("协作单位", "配合单位", "协作委室", "配合部门"))
    person: Mapped[str | None] = field("责任人", Text(width=4, longest=40), listed=True, aliases=("经办人",))
    due: Mapped[dt.date | None] = field("时限", Day(), listed=True, aliases=("完成时限", "完成时间", "办结时限"))
    done: Mapped[dt.date | None] = field("完成日期", Day(), listed=True)
    progress: Mapped[str | None] = field("落实情况", Text(width=12, longest=1000, lines=True), aliases=("完成情况", "进展情况", "进展"))
    rank: Mapped[int | None] = field("排序", Integer(), aliases=("序号",))
    note: Mapped[str | None] = field("备注", Text(longest=200))


class WorkItem(Searched, Entity, Base):
    """A line of the month's plan that is no meeting; meetings of the month stand in it by themselves."""
    __tablename__ = "work_item"
    __noun__ = "工作安排"

    begins: Mapped[dt.date] = field("开始日期", Day(), required=True, listed=True, aliases=("日期", "开始时间"))
    ends: Mapped[dt.date | None] = field("结束日期", Day(), aliases=("结束时间",))
    name: Mapped[str] = field("工作内容", Text(width=16, longest=200), required=True, listed=True, aliases=("工作", "内容", "事项"))
    when: Mapped[str | None] = field("时间", Text(width=7, longest=40), listed=True, aliases=("时间安排",),
                                     help="如 上旬、每周三；不填印日期")
    place: Mapped[str | None] = field("地点", Text(width=7, longest=80), listed=True)
    leaders: Mapped[str | None] = field("参加领导", Text(width=7, longest=200), listed=True, aliases=("出席领导", "带队领导"))
    people: Mapped[str | None] = field("参加人员", Text(width=8, longest=200), aliases=("参加范围",))
    room: Mapped[str | None] = field("责任委室", Text(width=7, longest=60), listed=True, aliases=("责任科室", "牵头委室"))
    partners: Mapped[str | None] = field("配合单位", Text(width=8, longest=200), aliases=("协作单位", "配合部门"))
    note: Mapped[str | None] = field("备注", Text(width=6, longest=200))
