"""民主监督: topics, inspections, appraisals of departments and supervisors sent to a unit, with their 意见建议书 and the answers."""
from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from desktop.fields.kinds import Choice, Day, Integer, Text
from desktop.models.base import Base, Entity, Searched, field, link


class Oversight(Searched, Entity, Base):
    __tablename__ = "oversight"
    __noun__ = "民主监督"

    year: Mapped[int] = field("年度", Integer(width=3, least=1990, most=2100), required=True, listed=True, aliases=("年份",))
    name: Mapped[str] = field("监督事项", Text(width=18, longest=120), required=True, listed=True,
                              aliases=("监督议题", "议题", "监督内容", "名称"))
    kind: Mapped[str | None] = field("形式", Choice(width=7, table="oversight"), listed=True, aliases=("监督形式", "类别"))
    units: Mapped[str | None] = field("被监督单位", Text(width=9, longest=200), listed=True,
                                      aliases=("派驻单位", "评议部门", "监督对象"), help="用“、”分开")
    committee_id: Mapped[str | None] = link("committee", required=False)
    leader: Mapped[str | None] = field("组长", Text(width=5, longest=60), listed=True, aliases=("牵头领导", "负责人"))
    members: Mapped[str | None] = field("监督员", Text(width=10, longest=600), aliases=("小组成员", "成员", "参加委员"), help="用“、”分开")
    begins: Mapped[dt.date | None] = field("开始日期", Day(), aliases=("聘任日期", "监督日期", "日期"))
    ends: Mapped[dt.date | None] = field("结束日期", Day(), aliases=("聘任到期",))
    note: Mapped[str | None] = field("备注", Text(longest=400, lines=True))


class OversightStep(Searched, Entity, Base):
    """监督活动, 意见建议书, the unit's 反馈 and the 回头看."""
    __tablename__ = "oversight_step"
    __noun__ = "监督进展"
    __root__ = "oversight_id"

    oversight_id: Mapped[str] = link("oversight")
    day: Mapped[dt.date] = field("日期", Day(), required=True)
    kind: Mapped[str] = field("事项", Choice(table="oversight_step"), required=True)
    number: Mapped[str | None] = field("编号", Text(longest=40), help="意见建议书的编号")
    words: Mapped[str | None] = field("内容", Text(longest=2000, lines=True))
    points: Mapped[int | None] = field("意见条数", Integer(most=999), help="意见建议书提出几条")
    taken: Mapped[int | None] = field("落实条数", Integer(most=999), help="反馈或回头看时已落实几条")
    people: Mapped[int | None] = field("参加人数", Integer(most=9999))
