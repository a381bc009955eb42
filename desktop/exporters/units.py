"""单位名录: the units that receive proposals and papers, and the organisations that take part in the CPPCC."""
from __future__ import annotations

from dataclasses import replace

from desktop.exporters import pens
from desktop.exporters.registry import Paper, Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Integer, Phone, Text
from desktop.fields.refused import Refused
from desktop.fields.report import Group, Report
from desktop.rules.names import spread
from desktop.services import office
from desktop.services.records import Noun, Row
from desktop.services.store import Store
from desktop.services.units import ORGANISATIONS, UNITS

SERIAL = Field("serial", "序号", Integer(width=2))
CONTACT, PHONE = Field("contact", "联系人", Text(width=4)), Field("phone", "联系电话", Phone())
COLUMNS = (SERIAL, Field("name", "单位", Text(width=10)), Field("channel", "归口", Text(width=4)),
           Field("leader", "分管县领导", Text(width=4)), CONTACT, PHONE, Field("former", "原名", Text(width=8)))
ORGANISATION_COLUMNS = (
    SERIAL, Field("name", "参加单位", Text(width=10)), Field("kind", "类别", Text(width=4)), Field("head", "负责人", Text(width=4)),
    Field("head_post", "职务", Text(width=6)), CONTACT, PHONE)


def collect(store: Store, request: Request) -> Report:
    county, until = office.read(store)["county"], f"截至{in_words(request.day)}"
    units, organisations = chosen(UNITS, store, request), chosen(ORGANISATIONS, store, request)
    lists = (("单位名录", COLUMNS, units), ("参加政协的单位名录", ORGANISATION_COLUMNS, organisations))
    tables = [Report(f"{county}{title}", columns, (Group("", rows),), until, (f"共{len(rows)}个。",), footer=until, day=request.day)
              for title, columns, rows in lists if rows]
    if not tables:
        raise Refused(f"{until}没有{'所选的' if request.only else ''}单位，没有印出名录。请先登记或导入单位。")
    return replace(tables[0], parts=tuple(tables[1:]))


def chosen(noun: Noun, store: Store, request: Request) -> list[Row]:
    rows = [row for row in noun.listed(store, as_of=request.day) if not request.only or row["id"] in request.only]
    return [{**row, "serial": number} | {name: spread(row[name] or "") for name in ("leader", "contact", "head") if name in row}
            for number, row in enumerate(rows, 1)]


PAPER = Paper("unit-list", "单位名录", "单位", pens.FORMATS, pens.printing(collect))
