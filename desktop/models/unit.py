"""单位库 and 参加单位: those who receive proposals and papers, and the bodies that take part in the CPPCC."""
from __future__ import annotations

from sqlalchemy.orm import Mapped

from desktop.fields.kinds import Choice, Integer, Phone, Text
from desktop.models.base import Base, Dated, Entity, Searched, field, link


class Unit(Dated, Searched, Entity, Base):
    """A unit as it is today; the names it has borne are dated rows."""
    __tablename__ = "unit"
    __noun__ = "单位"

    channel: Mapped[str | None] = field("归口", Choice(width=6, table="channel_office"), listed=True, aliases=("归口办", "交办口", "口"))
    leader_id: Mapped[str | None] = link("person", required=False)
    contact: Mapped[str | None] = field("联系人", Text(longest=40), listed=True, aliases=("经办人", "联络员"))
    contact_post: Mapped[str | None] = field("联系人职务", Text(longest=60))
    phone: Mapped[str | None] = field("联系电话", Phone(), listed=True, aliases=("电话", "联系人电话", "办公电话"))
    address: Mapped[str | None] = field("地址", Text(width=10, longest=120))
    rank: Mapped[int | None] = field("排序", Integer(), aliases=("序号",))
    note: Mapped[str | None] = field("备注", Text(width=8, longest=200))


class UnitName(Dated, Searched, Entity, Base):
    """`aliases` are other ways to write the same name (县教体局、教体局)."""
    __tablename__ = "unit_name"
    __noun__ = "单位名称"
    __root__ = "unit_id"

    unit_id: Mapped[str] = link("unit")
    name: Mapped[str] = field("名称", Text(width=12, longest=80), required=True, listed=True,
                              aliases=("单位名称", "单位", "全称", "单位全称", "承办单位"))
    short: Mapped[str | None] = field("简称", Text(width=8, longest=40), listed=True, aliases=("单位简称",))
    aliases: Mapped[str | None] = field("别名", Text(width=10, longest=200), help="用“、”分开")


class Organisation(Dated, Searched, Entity, Base):
    """参加单位: parties and people's organisations."""
    __tablename__ = "organisation"
    __noun__ = "参加单位"

    name: Mapped[str] = field("名称", Text(width=12, longest=80), required=True, listed=True,
                              aliases=("参加单位", "单位名称", "组织名称", "党派团体名称"))
    short: Mapped[str | None] = field("简称", Text(width=6, longest=40), listed=True)
    kind: Mapped[str | None] = field("类别", Choice(width=5, table="organisation"), listed=True)
    head: Mapped[str | None] = field("负责人", Text(longest=40), listed=True, aliases=("主委", "主席", "主要负责人"))
    head_post: Mapped[str | None] = field("负责人职务", Text(longest=60), listed=True)
    contact: Mapped[str | None] = field("联系人", Text(longest=40), listed=True, aliases=("联络员",))
    phone: Mapped[str | None] = field("联系电话", Phone(), listed=True, aliases=("电话",))
    rank: Mapped[int | None] = field("排序", Integer(), aliases=("序号",))
    note: Mapped[str | None] = field("备注", Text(width=8, longest=200))
