"""发文登记簿 of a period, and the 发文稿纸 that goes with a document from its drafter to its signer."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from desktop.exporters import pens
from desktop.exporters.boxes import Box, Form, Forms, Grid
from desktop.exporters.registry import Item, Paper, Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Day, Integer, Text
from desktop.fields.refused import Refused
from desktop.fields.report import Group, Report
from desktop.rules.periods import Period, between
from desktop.services import documents, drafting, office
from desktop.services.documents import DRAFT, MISSING, VOID
from desktop.services.progress import Progress, silent
from desktop.services.records import Row
from desktop.services.store import Store

SERIES = Field("series", "机关代字", Text(longest=20), help="如 青协办；不填时登记簿含全部发文字号")
COLUMNS = (
    Field("serial", "序号", Integer(width=2)),
    Field("mark", "发文字号", Text(width=9)),
    Field("name", "标题", Text(width=16)),
    Field("genre", "文种", Text(width=3)),
    Field("recipient", "主送", Text(width=8)),
    Field("signer", "签发人", Text(width=4)),
    Field("drafter", "拟稿人", Text(width=4)),
    Field("issued", "成文日期", Day()),
    Field("copies", "份数", Integer(width=2)),
    Field("remark", "备注", Text(width=6)),
)


def covered(request: Request) -> Period:
    """The period that was asked for, or the year up to the day."""
    return request.period or between(request.day.replace(month=1, day=1), request.day)


def collect(store: Store, request: Request) -> Report:
    period, code = covered(request), (request.answers.get("series") or "").strip()
    series = {s["code"]: s["id"] for s in documents.SERIES.listed(store)}
    if code and code not in series:
        raise Refused(f"没有“{code}”这个机关代字，没有印出登记簿。可以是：{'、'.join(series)}。")
    found = [r for r in documents.listed(store, period=period)
             if (not code or r["code"] == code) and (not request.only or r["id"] in request.only)]
    if not found:
        raise Refused(f"{period.words}没有{code}编过号的公文，没有印出登记簿。请换一个时段。")
    found.sort(key=lambda r: (r["rank"], r["code"], r["year"], r["number"]))
    entries = [{**row, "serial": serial, "remark": f"作废：{row['voided']}" if row["voided"] else ""}
               for serial, row in enumerate(found, 1)]
    groups = tuple(Group(f"{head[0]}〔{head[1]}〕", list(rows))
                   for head, rows in groupby(entries, key=lambda r: (r["code"], r["year"])))
    title = f"{office.committee_name(office.read(store))}发文登记簿"
    return Report(title, COLUMNS, groups, period.words, notes(store, found, period, code), request.private, period.words, True,
                  request.day)


def notes(store: Store, found: list[Row], period: Period, code: str) -> tuple[str, ...]:
    """How many, how many voided, and which numbers nobody has explained yet."""
    voided = sum(r["state"] == VOID for r in found)
    said = [f"共{len(found)}件" + (f"，其中作废{voided}件，号码不再使用。" if voided else "。")]
    gaps = [g.words for g in documents.gaps(store)
            if period.first.year <= g.year <= period.last.year and (not code or g.code == code)]
    if gaps:
        said.append(f"缺号待说明：{'、'.join(gaps)}。")
    return tuple(said)


def sheets(store: Store, request: Request) -> list[Row]:
    """The chosen documents; without a choice the drafts and those of the period."""
    if request.only:
        found = [r for r in documents.listed(store) if r["id"] in request.only and r["name"] != MISSING]
    else:
        numbered = documents.listed(store, period=covered(request))
        drafts = [] if request.period else [r for r in documents.listed(store) if r["state"] == DRAFT]
        found = [*drafts, *(r for r in numbered if r["name"] != MISSING)]
    if not found:
        raise Refused(f"{covered(request).words}没有公文，没有印出发文稿纸。请换一个时段，或先起草公文。")
    series = {s["id"]: s for s in documents.SERIES.listed(store)}
    return [{**row, "issuer": series[row["series_id"]]["issuer"], "power": series[row["series_id"]]["signer"]} for row in found]


STANDING = 4  # names of 附件 that stand one under another
ACROSS, LABEL, CELL = 180, 25, 5  # mm: a form, a label, and the grid whose multiple every width is

Line = tuple[int, tuple[tuple[str, str, int], ...]]
"""(millimetres high, its boxes: (label, what is filled in, millimetres across))."""


def lines(row: Row) -> Iterator[Line]:
    """The lines of a 发文稿纸; what is signed by hand has room."""
    data: dict[str, Any] = row["data"] or {}
    issued = in_words(row["issued"]) if row["issued"] else ""
    power = f"\n（{row['power']}）" if row["power"] else ""
    yield 40, ((f"签发{power}", row["signer"] or "", 90), ("核稿", row["checker"] or "", 90))
    yield 28, (("会签", row["countersigners"] or "", 180),)
    yield 13, (("拟稿单位", "", 90), ("拟稿人", row["drafter"] or "", 90))
    yield 13, (("发文字号", row["mark"] or f"{row['code']}〔　　　　〕　　号", 90), ("文种", row["genre"] or "", 90))
    yield 13, (("紧急程度", data.get("urgency") or "", 60), ("成文日期", issued, 70),
               ("份数", str(row["copies"] or ""), 50))
    yield 26, (("标题", row["name"], 180),)
    yield 22, (("主送", row["recipient"] or "", 180),)
    yield 22, (("抄送", "，".join(data.get("cc") or ()), 180),)
    yield 24, (("附件", listed([title_of(a) for a in data.get("attachments") or ()]), 180),)
    yield 13, (("打印", "", 60), ("校对", "", 60), ("用印", "", 60))
    yield 18, (("备注", f"作废：{row['voided']}" if row["voided"] else "", 180),)


def title_of(attachment: Any) -> str:
    return attachment if isinstance(attachment, str) else attachment["title"]


def listed(titles: list[str]) -> str:
    """One under another where the box has room for that."""
    marked = titles if len(titles) < 2 else [f"{n}.{title}" for n, title in enumerate(titles, 1)]
    return ("\n" if len(marked) <= STANDING else "　").join(marked)


def form(row: Row) -> Form:
    boxes = []
    for number, (_, parts) in enumerate(lines(row)):
        column, label = 0, LABEL // CELL
        for title, text, width in parts:
            boxes += [Box(number, column, title, columns=label, label=True),
                      Box(number, column + label, text, columns=width // CELL - label,
                          align="left" if width == ACROSS else "center")]
            column += width // CELL
    return Form(f"{row['issuer']}发文稿纸", "", tuple(boxes))


def forms(rows: list[Row], day: dt.date) -> Forms:
    """A page for each document."""
    grid = Grid((float(CELL),) * (ACROSS // CELL), tuple(float(height) for height, _ in lines(rows[0])))
    return Forms("发文稿纸", grid, [form(row) for row in rows], day)


def write_sheets(store: Store, request: Request, format: str, out: Path, progress: Progress) -> None:
    from desktop.exporters.form import write  # the docx pen is heavy, and the list of papers is not

    write(forms(sheets(store, request), request.day), format, out, progress)


def each_sheet(store: Store, request: Request) -> list[Item]:
    from desktop.exporters.form import write

    def alone(row: Row) -> Callable[[str, Path], None]:
        return lambda format, out: write(forms([row], request.day), format, out, silent)

    return [Item(row["name"], alone(row), row["mark"] or "") for row in sheets(store, request)]


def write_text(store: Store, request: Request, format: str, out: Path, progress: Progress) -> None:
    if len(request.only) != 1:
        raise Refused("一次印一份公文，没有生成文件。请先选中一份。")
    if format == "pdf":
        from desktop.exporters.gongwen.pdf import write
    else:
        from desktop.exporters.gongwen.write import write
    write(drafting.composed(store, request.only[0]), out, documents.style(store))
    progress(1, 1)


TEXT = Paper("document", "公文", "公文", ("docx", "pdf"), write_text)  # of one document: from its own page only
REGISTER = Paper("document-register", "发文登记簿", "公文", pens.FORMATS, pens.printing(collect), (SERIES,))
SHEET = Paper("document-draft-sheet", "发文稿纸", "公文", ("docx", "pdf"), write_sheets, each=each_sheet)
