"""A person, and what is said of the person over time: work, party."""
from __future__ import annotations

import datetime as dt

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.fields.kinds import Choice, Day, IdNumber, PartialDate, Phone, Text
from desktop.models.base import Base, Dated, Entity, Searched, field, link

SEX = Choice(width=3, table="sex", open=False)
ETHNIC = Choice(width=4, table="ethnic", open=False)
PARTY = Choice(width=7, table="party", open=False)
EDUCATION = Choice(width=6, table="education")


class Person(Searched, Entity, Base):
    __tablename__ = "person"
    __noun__ = "人员"

    name: Mapped[str] = field("姓名", Text(width=5, longest=40), required=True, listed=True, group="基本情况",
                              aliases=("委员姓名", "名字", "姓名（性别、民族）", "委员"))
    sex: Mapped[str | None] = field("性别", SEX, listed=True, group="基本情况")
    ethnic: Mapped[str | None] = field("民族", ETHNIC, listed=True, group="基本情况", aliases=("族别",))
    born: Mapped[str | None] = field("出生年月", PartialDate(width=5), listed=True, group="基本情况",
                                     aliases=("出生日期", "出生年月日", "生日", "出生时间", "出生"))
    id_number: Mapped[str | None] = field("身份证号", IdNumber(), private=True, group="基本情况", aliases=(
        "身份证号码", "公民身份号码", "公民身份证号码", "身份证", "证件号", "证件号码", "居民身份证号"))
    native_place: Mapped[str | None] = field("籍贯", Text(longest=60), group="基本情况")
    education: Mapped[str | None] = field("学历", EDUCATION, group="教育和专长",
                                          aliases=("文化程度", "全日制学历", "最高学历"))
    degree: Mapped[str | None] = field("学位", Text(longest=40), group="教育和专长", aliases=("全日制学位",))
    later_education: Mapped[str | None] = field("在职学历", EDUCATION, group="教育和专长", aliases=("在职教育",))
    school: Mapped[str | None] = field("毕业院校及专业", Text(width=10, longest=120), group="教育和专长",
                                       aliases=("毕业院校", "毕业学校", "毕业院校系及专业"))
    title: Mapped[str | None] = field("专业技术职称", Text(longest=60), group="教育和专长", aliases=("职称", "技术职称"))
    specialty: Mapped[str | None] = field("专长", Text(width=8, longest=200), group="教育和专长", aliases=("熟悉领域", "特长"))
    phone: Mapped[str | None] = field("联系电话", Phone(), private=True, group="通讯", aliases=(
        "手机", "手机号", "手机号码", "电话", "移动电话", "联系方式", "电话号码", "联系手机"))
    office_phone: Mapped[str | None] = field("办公电话", Phone(), group="通讯", aliases=("办公室电话", "单位电话", "座机"))
    contact: Mapped[str | None] = field("单位联络员", Text(longest=40), group="通讯")
    contact_phone: Mapped[str | None] = field("联络员电话", Phone(), private=True, group="通讯")
    address: Mapped[str | None] = field("通讯地址", Text(width=12, longest=200), group="通讯",
                                        aliases=("地址", "联系地址", "家庭住址", "单位地址"))
    mail: Mapped[str | None] = field("电子邮箱", Text(longest=80), group="通讯", aliases=("邮箱", "E-mail"))
    work_since: Mapped[str | None] = field("参加工作时间", PartialDate(width=5), group="教育和专长", aliases=("工作时间",))
    party_since: Mapped[str | None] = field("入党（会）时间", PartialDate(width=5), group="教育和专长",
                                            aliases=("入党时间", "入党派时间", "加入党派时间"))
    note: Mapped[str | None] = field("备注", Text(width=10, longest=500, lines=True), group="其他")
    photo: Mapped[str | None] = mapped_column(String(32))  # an attachment; no constraint, as the file may be missing too
    died: Mapped[dt.date | None] = field("去世日期", Day(), group="其他")

    # Computed from the name by services.naming whenever it is written.
    stroke_key: Mapped[str] = mapped_column(String(600), default="", index=True)
    pinyin_key: Mapped[str] = mapped_column(String(400), default="")
    search_key: Mapped[str] = mapped_column(String(600), default="")

    def searched(self) -> str:
        return f"{super().searched()}\n{self.search_key or ''}"


class Post(Dated, Searched, Entity, Base):
    """Where the person works, and as what."""
    __tablename__ = "post"
    __noun__ = "工作单位及职务"
    __root__ = "person_id"

    person_id: Mapped[str] = link("person")
    unit: Mapped[str | None] = field("工作单位", Text(width=10, longest=120), listed=True, group="工作",
                                     aliases=("单位", "单位名称", "所在单位", "现工作单位"))
    post: Mapped[str | None] = field("职务", Text(width=7, longest=120), listed=True, group="工作",
                                     aliases=("现任职务", "职务职称", "行政职务", "现职务"))


class PartyTie(Dated, Entity, Base):
    """政治面貌 after GB/T 4762."""
    __tablename__ = "party_tie"
    __noun__ = "政治面貌"
    __root__ = "person_id"

    person_id: Mapped[str] = link("person")
    party: Mapped[str] = field("政治面貌", PARTY, required=True, listed=True, group="基本情况",
                               aliases=("党派", "政治面目", "所属党派", "党派名称"))
