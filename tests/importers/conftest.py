"""Fields of a small roster, as a noun would declare them."""
from __future__ import annotations

import pytest

from desktop.fields.field import Field
from desktop.fields.kinds import Choice, IdNumber, PartialDate, Phone, Several, Text, YesNo

FIELDS = (
    Field("name", "姓名", Text(), required=True, aliases=("委员姓名", "委员")),
    Field("sex", "性别", Choice(table="sex")),
    Field("ethnic", "民族", Choice(table="ethnic")),
    Field("born", "出生年月", PartialDate(), aliases=("出生日期",)),
    Field("party", "政治面貌", Choice(table="party"), required=True, aliases=("党派",)),
    Field("sector", "界别", Choice(table="sector"), required=True),
    Field("committees", "专委会", Several()),
    Field("unit", "工作单位", Text(), aliases=("单位",)),
    Field("post", "职务", Text()),
    Field("standing", "常委", YesNo()),
    Field("phone", "联系电话", Phone(), aliases=("手机", "电话", "联系方式")),
    Field("office_phone", "办公电话", Phone()),
    Field("contact_phone", "联络员电话", Phone()),
    Field("id_number", "身份证号", IdNumber(), aliases=("身份证号码", "公民身份号码")),
    Field("party_since", "入党（会）时间", PartialDate()),
    Field("note", "备注", Text(lines=True)),
)


@pytest.fixture
def fields() -> tuple[Field, ...]:
    return FIELDS
