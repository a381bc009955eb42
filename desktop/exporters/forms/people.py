"""The form of a township's liaison."""
from __future__ import annotations

from desktop.exporters.forms.form import Form, Slot, slots_of
from desktop.exporters.forms.marks import Record
from desktop.exporters.forms.members import OFFICE, of_office
from desktop.exporters.registry import Request
from desktop.fields.dates import in_words
from desktop.fields.refused import Refused
from desktop.services import groups, photos
from desktop.services.people import PERSONS, known
from desktop.services.store import Store

PERSON = tuple(s for s in slots_of(PERSONS.columns) if s.label not in ("编号", "起", "排序"))
SLOTS = (*OFFICE, *PERSON, Slot("乡镇"), Slot("联络组"), Slot("组长"), Slot("委员数"), Slot("单位及职务", ("工作单位及职务",)),
         Slot("任联络员日期", ("任职时间",)), Slot("照片", kind="picture"))


def collect(store: Store, request: Request) -> list[Record]:
    """Every township that has one, or the chosen."""
    day = request.day
    found = [row for row in groups.liaisons(store, as_of=day) if row["liaison"] and (not request.only or row["id"] in request.only)]
    if not found:
        raise Refused(f"截至{in_words(day)}没有{'所选的' if request.only else ''}乡镇联络员，没有印出登记表。请先在联络组登记联络员。")
    common = of_office(store, day)
    of_group = {group["name"]: group for group in groups.GROUPS.listed(store, as_of=day)}
    with store.read() as session:
        people = {row["id"]: row for row in known(session, day)}
    made: list[Record] = []
    for row in found:
        person, group = people.get(row["id"], {}), of_group.get(row["group"], {})
        said = {f.label: f.shown(person.get(f.name), private=request.private) for f in PERSONS.columns}
        said |= {label: said[label].replace("-", ".") for label in ("出生年月", "参加工作时间", "入党（会）时间")}
        made.append({**common, **said, "姓名": row["liaison"], "乡镇": row["name"], "联络组": row["group"], "组长": group.get("head"),
                     "委员数": group.get("size"), "单位及职务": row["unit_and_post"], "任联络员日期": row["since"].replace("-", "."),
                     "照片": photos.of(store, row["id"])})
    return made


FORMS: tuple[Form, ...] = (
    Form("liaison-form", "乡镇联络员登记表", "联络组", "templates/people/乡镇联络员登记表.docx", SLOTS, collect),
)
