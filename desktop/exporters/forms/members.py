"""The forms about members: what a member's form may hold, and the members for whom one is printed."""
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from desktop.exporters.forms.form import Form, Slot, slots_of
from desktop.exporters.forms.marks import Record
from desktop.exporters.members import body_of, work
from desktop.exporters.registry import Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field, by_name
from desktop.fields.refused import Refused
from desktop.rules.composition import age
from desktop.services import members, office, photos, timeline
from desktop.services.members import Row
from desktop.services.store import Store
from desktop.services.timeline import Line

FIELDS = by_name(members.COLUMNS)
SPAN = 8  # em; 2019.03—2024.02
MEMBERSHIP = "委员"
CAREER = Slot("简历", kind="list", parts=(Slot("时间"), Slot("起"), Slot("止"), Slot("内容")))
OFFICE = (Slot("委员会", ("委员会名称",), help="政协青溪县第十届委员会"), Slot("本会", help="政协青溪县委员会"), Slot("县名"),
          Slot("届", ("届次",)), Slot("打印日期", ("填表日期", "日期")))
SLOTS = (*OFFICE, *(s for s in slots_of(members.COLUMNS) if s.label not in ("届", "状态", "领导排序")),
         Slot("照片", ("相片", "像片"), kind="picture"), Slot("年龄"), Slot("单位及职务", ("工作单位及职务",)),
         Slot("学历学位", help="全日制学历、学位"), Slot("任职时间", ("任委员时间",)), CAREER, Slot("简历全文", help="每行一段经历"))


def of_office(store: Store, day: dt.date) -> Record:
    """What every form may say of the office."""
    settings = office.read(store)
    return {"委员会": body_of(store, day), "本会": office.committee_name(settings), "县名": settings["county"],
            "届": members.term_in_words(store, day), "打印日期": day}


def record(row: Row, request: Request) -> dict[str, Any]:
    """A person's fields as words, numbers masked unless they are asked for whole."""
    said: dict[str, Any] = {f.label: shown(f, row.get(f.name), request) for f in members.COLUMNS}
    years = age(row["born"], request.day)
    return said | {"年龄": years, "单位及职务": work(row), "任职时间": row.get("since"),
                   "学历学位": "、".join(filter(None, (said["学历"], said["学位"])))}


def shown(field: Field, value: Any, request: Request) -> Any:
    """Dates stay dates, so that a form can dress them; a month is 1975.08 unless it is dressed otherwise."""
    if isinstance(value, dt.date) or value is None:
        return value
    text = field.shown(value, private=request.private)
    return text.replace("-", ".") if field.name in ("born", "work_since", "party_since") else text


def chosen(store: Store, request: Request, title: str) -> list[Row]:
    found = members.listed(store, request.day, within=request.only or None)
    if not found:
        which = "所选的" if request.only else ""
        raise Refused(f"截至{in_words(request.day)}没有{which}委员，没有印出{title}。请换一个日期，或先导入、登记委员。")
    return found


def collect(store: Store, request: Request, title: str = "登记表") -> Sequence[Record]:
    """One record for each chosen member, with photo and career."""
    return records(store, chosen(store, request, title), request)


def records(store: Store, rows: Sequence[Row], request: Request) -> list[dict[str, Any]]:
    common = of_office(store, request.day)
    past = timeline.careers(store, request.day)
    return [{**common, **record(row, request), **career(past.get(row["id"], []), request.day),
             "照片": photos.of(store, row["id"])} for row in rows]


def career(past: Sequence[Line], day: dt.date) -> dict[str, Any]:
    lines = [{"时间": span(line, day).strip(), "起": dotted(line.since), "止": until(line, day), "内容": words(line)} for line in past]
    return {"简历": lines, "简历全文": "\n".join(f"{span(line, day)}　{words(line)}" for line in past)}


def dotted(value: str | dt.date | None) -> str:
    return str(value or "")[:7].replace("-", ".")


def until(line: Line, day: dt.date) -> str:
    return dotted(line.until) if line.until and line.until < day else "至今"


def span(line: Line, day: dt.date) -> str:
    """As wide as 2019.03—2024.02, so that what was held stands under each other."""
    end = until(line, day)
    written = f"{dotted(line.since)}—{end}" if line.since else "现任" if end == "至今" else f"至{end}"
    blanks = SPAN - sum(0.5 if c in "0123456789." else 1 for c in written)
    return written + "\u3000" * int(blanks) + " " * (blanks % 1 > 0)


def words(line: Line) -> str:
    """县农业农村局局长; 政协第十届委员; 政协常委."""
    return f"政协{line.text}" if line.what in (MEMBERSHIP, "政协职务") else line.text


def summary(store: Store, request: Request) -> list[Record]:
    """One record with all the chosen members in a list, and what is counted of them."""
    rows = chosen(store, request, "情况表")
    people = [{k: v for k, v in each.items() if not isinstance(v, list)} for each in records(store, rows, request)]
    counted = {"人数": len(rows), "女委员": sum(r["sex"] == "女" for r in rows), "常委人数": sum(bool(r["standing"]) for r in rows),
               "少数民族委员": sum(bool(r["ethnic"]) and r["ethnic"] != "汉族" for r in rows)}
    return [{**of_office(store, request.day), **counted, "委员": people}]


def some(store: Store, **answers: Any) -> Request:
    """The first three members, for a sample."""
    day = store.today()
    return Request(day, only=tuple(row["id"] for row in members.listed(store, day)[:3]), private=True, answers=answers)


FOLDER = "templates/member"
COUNTED = (Slot("人数"), Slot("女委员"), Slot("常委人数"), Slot("少数民族委员"))
FORMS: tuple[Form, ...] = (
    Form("member-form", "委员登记表", "委员", f"{FOLDER}/委员登记表.docx", SLOTS, collect, numbered="委员证号"),
    Form("member-card", "委员证", "委员", f"{FOLDER}/委员证.docx", SLOTS, lambda store, request: collect(store, request, "委员证"),
         numbered="委员证号"),
    Form("member-summary", "委员基本情况表", "委员", f"{FOLDER}/委员基本情况表.xlsx",
         (*OFFICE, *COUNTED, Slot("委员", kind="list", parts=tuple(s for s in SLOTS if s.kind == "text"))), summary, called="委员会"),
)
