"""Terms, plenaries, and who is a member of the committee of a term."""
from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from desktop.fields.kinds import Choice, Day, Integer, Text
from desktop.models.base import Base, Dated, Entity, field, link


class Term(Dated, Entity, Base):
    """A 届: five years by the 章程, longer by decision."""
    __tablename__ = "term"
    __noun__ = "届"

    number: Mapped[int] = field("届", Integer(least=1, most=99), required=True)


class Plenary(Entity, Base):
    """A 次: the session of the whole committee; figures run from one to the next."""
    __tablename__ = "plenary"
    __noun__ = "全体会议"

    term_id: Mapped[str] = link("term")
    number: Mapped[int] = field("次", Integer(least=1, most=20), required=True)
    opens: Mapped[dt.date] = field("开幕日期", Day(), required=True)
    closes: Mapped[dt.date | None] = field("闭幕日期", Day())


class Member(Dated, Entity, Base):
    """A person's membership of one term's committee; `ending` says how it came to its last day."""
    __tablename__ = "member"
    __noun__ = "委员"
    __root__ = "person_id"

    person_id: Mapped[str] = link("person")
    term_id: Mapped[str] = link("term")
    number: Mapped[str | None] = field("委员证号", Text(longest=20), group="政协", aliases=("证号", "委员证编号", "委员证号码"))
    channel: Mapped[str | None] = field("提名渠道", Choice(table="channel"), group="政协")
    nominated_by: Mapped[str | None] = field("推荐单位", Text(longest=80), group="政协", aliases=("提名单位",))
    entry: Mapped[str | None] = field("产生方式", Choice(table="entry"), group="政协")
    ending: Mapped[str | None] = field("不再担任的原因", Choice(table="ending"), group="政协")


class SectorTie(Dated, Entity, Base):
    """The 界别 in which a member sits."""
    __tablename__ = "sector_tie"
    __noun__ = "界别"
    __root__ = "person_id"

    person_id: Mapped[str] = link("person")
    member_id: Mapped[str] = link("member")
    sector: Mapped[str] = field("界别", Choice(width=7, table="sector", keep=True), required=True, listed=True, group="政协",
                                aliases=("所属界别", "界别名称", "所在界别", "委员界别"))


class OfficeHeld(Dated, Entity, Base):
    """常委, 主席, 副主席, 秘书长: offices to which the plenary elects; `rank` is the leaders' own order."""
    __tablename__ = "office_held"
    __noun__ = "政协职务"
    __root__ = "person_id"

    person_id: Mapped[str] = link("person")
    member_id: Mapped[str] = link("member")
    office: Mapped[str] = field("政协职务", Choice(width=6, table="office"), required=True, group="政协",
                                aliases=("政协内职务", "在政协任职", "政协任职"))
    rank: Mapped[int | None] = field("排序", Integer())
