"""The forms of units and of the organisations that take part, one page each; a list of the units' contacts."""
from __future__ import annotations

from desktop.exporters.forms.form import Form, Slot, slots_of
from desktop.exporters.forms.marks import Record
from desktop.exporters.forms.members import OFFICE, of_office
from desktop.exporters.registry import Request
from desktop.exporters.units import chosen
from desktop.fields.dates import in_words
from desktop.fields.refused import Refused
from desktop.services.records import Noun
from desktop.services.store import Store
from desktop.services.units import ORGANISATIONS, UNITS

HIDDEN = ("编号", "排序")


def slots(noun: Noun) -> tuple[Slot, ...]:
    return (*OFFICE, *(s for s in slots_of(noun.columns) if s.label not in HIDDEN))


def collect(noun: Noun, store: Store, request: Request) -> list[Record]:
    found = chosen(noun, store, request)
    if not found:
        which = "所选的" if request.only else ""
        raise Refused(f"截至{in_words(request.day)}没有{which}{noun.title}，没有印出。请先登记或导入。")
    common = of_office(store, request.day)
    return [{**common, "序号": row["serial"], **{f.label: f.shown(row.get(f.name), private=request.private) for f in noun.columns}}
            for row in found]


def contacts(store: Store, request: Request) -> list[Record]:
    """One record with all the units in a list."""
    units = collect(UNITS, store, request)
    return [{**of_office(store, request.day), "单位数": len(units), "单位": units}]


FORMS: tuple[Form, ...] = (
    Form("unit-form", "单位信息登记表", "单位", "templates/unit/单位信息登记表.docx", slots(UNITS),
         lambda store, request: collect(UNITS, store, request), called="名称"),
    Form("organisation-form", "参加单位登记表", "单位", "templates/unit/参加单位登记表.docx", slots(ORGANISATIONS),
         lambda store, request: collect(ORGANISATIONS, store, request), called="名称"),
    Form("unit-contacts", "单位联系表", "单位", "templates/unit/单位联系表.xlsx",
         (*OFFICE, Slot("单位数"), Slot("单位", kind="list", parts=slots(UNITS)[len(OFFICE):])), contacts, called="本会"),
)
