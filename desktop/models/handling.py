"""承办: which unit handles a proposal as what, from the day it was handed over to the day it answered."""
from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from desktop.fields.kinds import Choice, Day, Integer, Option, Text, YesNo
from desktop.models.base import Base, Entity, field, link

ROLE = Choice(width=4, options=(Option("主办"), Option("会办", aliases=("协办",)), Option("分办")), open=False)
CHANGE = Choice(width=4, options=(Option("改办"), Option("增办"), Option("退回")), open=False)
LETTER = Choice(width=5, options=tuple(map(Option, ("提示函", "催办函", "督办通知"))), open=False)


class UnitAdvice(Entity, Base):
    """A unit that somebody suggests for a proposal, apart from what is decided. `name` stands when the unit is unknown."""
    __tablename__ = "unit_advice"
    __noun__ = "建议承办单位"
    __root__ = "proposal_id"

    proposal_id: Mapped[str] = link("proposal")
    unit_id: Mapped[str | None] = link("unit", required=False)
    name: Mapped[str] = field("单位", Text(width=10, longest=80), required=True)
    role: Mapped[str] = field("承办方式", ROLE, required=True)
    rank: Mapped[int] = field("次序", Integer(), required=True)
    by: Mapped[str] = field("建议方", Choice(width=6, options=tuple(map(Option, ("提案者", "提案委", "县委办", "县政府办")))),
                            required=True)
    day: Mapped[dt.date | None] = field("建议日期", Day())


class Handling(Entity, Base):
    """A decided unit of a proposal. Without `handed` it awaits 交办; `ended` is the last day of one that was changed.

    `due` is a date fixed for this unit; without one the office's term for the role counts from `handed`.
    """
    __tablename__ = "handling"
    __noun__ = "承办"
    __root__ = "proposal_id"

    proposal_id: Mapped[str] = link("proposal")
    unit_id: Mapped[str] = link("unit")
    role: Mapped[str] = field("承办方式", ROLE, required=True, listed=True)
    rank: Mapped[int] = field("次序", Integer(), required=True)
    channel: Mapped[str | None] = field("归口", Choice(width=6, table="channel_office"), listed=True)
    leader: Mapped[str | None] = field("分管县领导", Text(width=6, longest=60), listed=True)
    handed: Mapped[dt.date | None] = field("交办日期", Day(width=6), listed=True)
    signed: Mapped[dt.date | None] = field("签收日期", Day(width=6), listed=True)
    signer: Mapped[str | None] = field("签收人", Text(width=5, longest=40), listed=True)
    due: Mapped[dt.date | None] = field("指定期限", Day(width=6), help="不填时按交办日期和承办方式计算")
    replied: Mapped[dt.date | None] = field("答复日期", Day(width=6), listed=True)
    reply_mark: Mapped[str | None] = field("答复文号", Text(width=9, longest=60), listed=True)
    result: Mapped[str | None] = field("办理结果", Choice(width=4, table="reply_result"), listed=True,
                                       aliases=("结果类别", "办理类别"))
    satisfaction: Mapped[str | None] = field("满意度", Choice(width=5, table="satisfaction"), listed=True,
                                             aliases=("提案者意见", "反馈意见", "满意情况"))
    ended: Mapped[dt.date | None] = field("不再承办日期", Day(width=6))
    ending: Mapped[str | None] = field("不再承办原因", Text(width=8, longest=200))


class ChangeRequest(Entity, Base):
    """A unit asks for another unit instead of itself (改办), one more (增办), or gives the proposal back (退回)."""
    __tablename__ = "change_request"
    __noun__ = "改办申请"
    __root__ = "proposal_id"

    proposal_id: Mapped[str] = link("proposal")
    handling_id: Mapped[str] = link("handling")
    kind: Mapped[str] = field("申请", CHANGE, required=True)
    day: Mapped[dt.date] = field("申请日期", Day(), required=True)
    reason: Mapped[str | None] = field("理由", Text(width=12, longest=500))
    wanted_id: Mapped[str | None] = link("unit", required=False)
    decided: Mapped[dt.date | None] = field("决定日期", Day())
    decider: Mapped[str | None] = field("决定单位", Text(width=6, longest=60))
    agreed: Mapped[bool | None] = field("同意", YesNo())


class Extension(Entity, Base):
    """A longer term that a unit asked for; it holds once it is agreed."""
    __tablename__ = "extension"
    __noun__ = "延期"
    __root__ = "proposal_id"

    proposal_id: Mapped[str] = link("proposal")
    handling_id: Mapped[str] = link("handling")
    day: Mapped[dt.date] = field("申请日期", Day(), required=True)
    until: Mapped[dt.date] = field("延至", Day(), required=True)
    reason: Mapped[str | None] = field("理由", Text(width=12, longest=500))
    decided: Mapped[dt.date | None] = field("决定日期", Day())
    decider: Mapped[str | None] = field("决定单位", Text(width=6, longest=60))
    agreed: Mapped[bool | None] = field("同意", YesNo())


class Letter(Entity, Base):
    """提示函, 催办函 or 督办通知 that went to a unit about a proposal."""
    __tablename__ = "letter"
    __noun__ = "催办"
    __root__ = "proposal_id"

    proposal_id: Mapped[str] = link("proposal")
    handling_id: Mapped[str] = link("handling")
    kind: Mapped[str] = field("函件", LETTER, required=True)
    day: Mapped[dt.date] = field("日期", Day(), required=True)
