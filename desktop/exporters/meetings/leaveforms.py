"""请假单: one page for each who asks for leave, filled in as far as it is known; an empty one for the pen."""
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.exporters.boxes import Box, Form, Forms, Grid
from desktop.exporters.meetings.chosen import GROUP, meeting, when, work
from desktop.exporters.registry import Paper, Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Integer
from desktop.rules.names import spread
from desktop.services import attendance
from desktop.services.members import Row
from desktop.services.progress import Progress
from desktop.services.store import Store

WIDTHS = (26.0, 39.0, 26.0, 29.0, 26.0, 34.0)  # mm
HEIGHTS = (13.0, 13.0, 15.0, 15.0, 34.0, 32.0, 32.0, 32.0, 18.0)  # mm
SIGNED = "签名：　　　　　　　　\n\n　　　年　　月　　日　　"
KINDS = ("公假", "事假", "病假")
EMPTY = Field("empty", "空白份数", Integer(least=1, most=50), help="另印几份空白的；没有人请假时印一份")


def write(store: Store, request: Request, format: str, out: Path, progress: Progress) -> None:
    from desktop.exporters import form  # what a pen needs is loaded when something is printed

    row, names = meeting(store, request)
    found = attendance.sheet(store, row["id"])
    people = {p["person_id"]: p for p in found.people}
    pages = [page(names.full, row, people.get(asked["person_id"], {}), asked) for asked in found.leaves]
    pages += [page(names.full, row, {}, {})] * (request.answers.get("empty") or (0 if pages else 1))
    form.write(Forms("会议请假单", Grid(WIDTHS, HEIGHTS), pages, request.day), format, out, progress)


def page(full: str, row: Row, person: dict[str, Any], asked: Mapping[str, Any]) -> Form:
    kinds = "　　".join(f"{'■' if asked.get('kind') == kind else '□'} {kind}" for kind in KINDS)
    on = in_words(asked["asked_on"]) if asked.get("asked_on") else "　　　年　　月　　日"
    approved = SIGNED
    if asked.get("approver"):
        approved = f"{asked['approver']}\n\n{in_words(asked['approved_on']) if asked.get('approved_on') else ''}"
    opinion = Box(6, 1, asked.get("opinion") or "（盖章）　　　　　　\n\n　　　年　　月　　日　　", columns=5,
                  align="left" if asked.get("opinion") else "right", lies="bottom")
    return Form("会议请假单", f"请假日期：{on}", (
        Box(0, 0, "姓　　名", label=True), Box(0, 1, spread(person["name"]) if person else "", unbroken=True),
        Box(0, 2, "界　　别", label=True), Box(0, 3, person.get("sector") or ""), Box(0, 4, "政协职务", label=True),
        Box(0, 5, person.get("office") or ""),
        Box(1, 0, "单位职务", label=True), Box(1, 1, work(person) if person else "", columns=3, align="left"),
        Box(1, 4, "联系电话", label=True), Box(1, 5, ""),
        Box(2, 0, "会　　议", label=True), Box(2, 1, f"{full}（{when(row)}）", columns=5, align="left"),
        Box(3, 0, "请假类别", label=True), Box(3, 1, kinds, columns=5, align="left"),
        Box(4, 0, "事　　由", label=True), Box(4, 1, asked.get("reason") or "", columns=5, align="left"),
        Box(5, 0, "本人签名", label=True), Box(5, 1, SIGNED, columns=5, align="right", lies="bottom"),
        Box(6, 0, "所在单位\n意　　见", label=True), opinion,
        Box(7, 0, "批 准 人\n意　　见", label=True), Box(7, 1, approved, columns=5, align="right", lies="bottom"),
        Box(8, 0, "证明材料", label=True), Box(8, 1, asked.get("proof") or "", columns=5, align="left")))


PAPER = Paper("meeting-leave-form", "请假单", GROUP, ("docx", "pdf"), write, (EMPTY,))
