"""委员登记表: one page for each member, with what the store knows and room for what is written by hand."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop.exporters.boxes import Box, Form, Forms, Grid
from desktop.exporters.members import body_of, work
from desktop.exporters.registry import Item, Paper, Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field, by_name
from desktop.fields.refused import Refused
from desktop.rules.composition import age
from desktop.rules.names import spread
from desktop.services import members, photos, timeline
from desktop.services.members import Row
from desktop.services.progress import Progress, silent
from desktop.services.store import Store
from desktop.services.timeline import Line

WIDTHS = (24.0, 27.0, 24.0, 24.0, 24.0, 25.0, 35.0)  # mm
HEIGHTS = (12.5, 12.5, 12.5, 12.5, 9.5, 9.5, 12.5, 12.5, 10.0, 10.0, 10.0, 11.0, 52.0, 29.0, 26.0)  # mm
SIGNED = "签名：\n\n　　　　　　　　　年　　月　　日"
SEALED = "（盖章）\n\n　　　　　　年　　月　　日"
SPAN = 8  # em; 2019.03—2024.02
MEMBERSHIP = "委员"
FIELDS = by_name(members.COLUMNS)


def forms(store: Store, request: Request) -> tuple[Forms, list[Row]]:
    found = members.listed(store, request.day, within=request.only or None)
    if not found:
        which = "所选的" if request.only else ""
        raise Refused(f"截至{in_words(request.day)}没有{which}委员，没有印出登记表。请换一个日期，或先导入、登记委员。")
    title = f"{body_of(store, request.day)}委员登记表"
    past = timeline.careers(store, request.day)
    pages = [Form(title, f"委员证号：{row['member_number'] or '　　　　　　'}",
                       boxes(row, past.get(row["id"], []), photos.of(store, row["id"]), request)) for row in found]
    return Forms(title, Grid(WIDTHS, HEIGHTS), pages, request.day), found


def write(store: Store, request: Request, format: str, out: Path, progress: Progress) -> None:
    from desktop.exporters import form  # what a pen needs is loaded when something is printed

    form.write(forms(store, request)[0], format, out, progress)


def each(store: Store, request: Request) -> list[Item]:
    """A form for each member."""
    from desktop.exporters import form

    whole, found = forms(store, request)

    def alone(page: Form) -> Callable[[str, Path], None]:
        return lambda format, out: form.write(replace(whole, pages=[page]), format, out, silent)

    return [Item(row["name"], alone(page), row["member_number"] or "") for row, page in zip(found, whole.pages, strict=True)]


def boxes(row: Row, past: list[Line], photo: Path | None, request: Request) -> tuple[Box, ...]:
    """The county's usual form. ID and telephone numbers are masked unless they are asked for whole."""
    def said(name: str) -> str:
        field: Field = FIELDS[name]
        return field.shown(row.get(name), private=request.private)

    def pair(at: int, column: int, label: str, text: str, columns: int = 1, align: str = "center") -> tuple[Box, Box]:
        return (Box(at, column, label, label=True), Box(at, column + 1, text, columns=columns, align=align))

    years = age(row["born"], request.day)
    born = said("born").replace("-", ".") + (f"\n（{years}岁）" if years is not None else "")
    nominated = f"提名渠道：{said('channel') or '　　　　　'}　　推荐单位：{said('nominated_by')}"
    return (
        Box(0, 0, "姓　　名", label=True), Box(0, 1, spread(row["name"]), unbroken=True),
        *pair(0, 2, "性　别", said("sex")), *pair(0, 4, "出生年月", born),
        Box(0, 6, "照\n\n片", rows=4, picture=photo),
        *pair(1, 0, "民　　族", said("ethnic")), *pair(1, 2, "籍　贯", said("native_place")), *pair(1, 4, "政治面貌", said("party")),
        *pair(2, 0, "参加工作\n时　　间", dotted(row["work_since"])), *pair(2, 2, "入党（会）\n时　　间", dotted(row["party_since"])),
        *pair(2, 4, "界　　别", said("sector")),
        *pair(3, 0, "政协职务", said("office")), *pair(3, 2, "专委会", said("committees"), columns=3),
        Box(4, 0, "学历学位", rows=2, label=True), *pair(4, 1, "全日制教育", joined(said("education"), said("degree")), columns=2),
        Box(4, 4, "毕业院校\n及专业", rows=2, label=True), Box(4, 5, said("school"), rows=2, columns=2),
        *pair(5, 1, "在职教育", said("later_education"), columns=2),
        *pair(6, 0, "专业技术\n职　　称", said("title"), columns=3), *pair(6, 4, "熟悉专业\n有何专长", said("specialty"), columns=2),
        *pair(7, 0, "工作单位\n及 职 务", work(row), columns=6, align="left"),
        *pair(8, 0, "身份证号", said("id_number"), columns=3), *pair(8, 4, "手　　机", said("phone"), columns=2),
        *pair(9, 0, "通讯地址", said("address"), columns=3), *pair(9, 4, "办公电话", said("office_phone"), columns=2),
        *pair(10, 0, "联 络 组", said("groups"), columns=3), *pair(10, 4, "任职时间", dotted(row["since"]), columns=2),
        *pair(11, 0, "提名推荐", nominated, columns=6, align="left"),
        *pair(12, 0, "简\n\n\n历", career(past, request.day), columns=6, align="left"),
        *pair(13, 0, "履职情况", "", columns=6),
        Box(14, 0, "本人签名", label=True), Box(14, 1, SIGNED, columns=3, align="left", lies="bottom"),
        Box(14, 4, "推荐单位\n意　　见", label=True), Box(14, 5, SEALED, columns=2, align="left", lies="bottom"),
    )


def joined(*texts: str) -> str:
    return "、".join(filter(None, texts))


def dotted(value: str | dt.date | None) -> str:
    return str(value or "")[:7].replace("-", ".")


def career(past: list[Line], day: dt.date) -> str:
    """2019.03—2024.02　县农业农村局副局长, one line for each."""
    return "\n".join(f"{span(line, day)}　{words(line)}" for line in past)


def span(line: Line, day: dt.date) -> str:
    """As wide as 2019.03—2024.02, so that what was held stands under each other."""
    until = dotted(line.until) if line.until and line.until < day else "至今"
    written = f"{dotted(line.since)}—{until}" if line.since else "现任" if until == "至今" else f"至{until}"
    blanks = SPAN - sum(0.5 if c in "0123456789." else 1 for c in written)
    return written + "\u3000" * int(blanks) + " " * (blanks % 1 > 0)


def words(line: Line) -> str:
    """县农业农村局局长; 政协第十届委员; 政协常委."""
    return f"政协{line.text}" if line.what in (MEMBERSHIP, "政协职务") else line.text


PAPER = Paper("member-form", "委员登记表", "委员", ("docx", "pdf"), write, each=each)
