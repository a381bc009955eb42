"""Everyone else on the papers: leaders, staff, invited people, contacts, by the role they stand in over time."""
from __future__ import annotations

from sqlalchemy.orm import Mapped

from desktop.fields.kinds import Choice, Integer, Text
from desktop.models.base import Base, Dated, Entity, Searched, field, link


class Role(Dated, Searched, Entity, Base):
    """A person as 县领导, 机关干部, 列席, 特邀, 老领导, 住县上级委员 or 单位联络员, from a day to a day."""
    __tablename__ = "role"
    __noun__ = "身份"
    __root__ = "person_id"

    person_id: Mapped[str] = link("person")
    role: Mapped[str] = field("身份", Choice(width=6, table="role"), required=True, listed=True, aliases=("类别", "人员类别"))
    body: Mapped[str | None] = field("所属机构", Choice(width=7, table="body"), listed=True,
                                     aliases=("机构", "所属", "科室", "内设机构", "委室"))
    branch: Mapped[str | None] = field("党支部", Text(width=7, longest=60), listed=True, aliases=("所在党支部", "支部"))
    duty: Mapped[str | None] = field("分工", Text(width=10, longest=200), aliases=("分管工作", "工作分工"))
    rank: Mapped[int | None] = field("排序", Integer(), aliases=("座次", "顺序"))
    unit_id: Mapped[str | None] = link("unit", required=False)
