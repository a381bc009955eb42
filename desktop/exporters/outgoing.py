"""公文 that the program writes of its own records: letters, notices and reports, with a number or a place for one."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.exporters.registry import Item, Paper, Request
from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Option, Text
from desktop.rules.gongwen.document import Gongwen, from_data
from desktop.rules.gongwen.mend import mend_document
from desktop.rules.gongwen.numbers import Given, following
from desktop.rules.gongwen.taking import LATER, TOGETHER, WAYS
from desktop.rules.rights import Right
from desktop.services import documents, drafting, numbering, office
from desktop.services.progress import Progress, silent
from desktop.services.store import Store

NUMBER = Field("number", "发文字号", Text(longest=40), help="取过号的、要从发文登记取号的不填；自己编的填第一个，如 青协提函〔2026〕5号")
NUMBERING = Field("numbering", "取号", Choice(open=False, options=tuple(map(Option, WAYS))),
                  help="不选按设置；取号在打印、生成文件时登记，再印还是这个号")


@dataclass(frozen=True)
class Outgoing:
    """One document before its number: `source` says what it is about and `batch` with which others it goes; `data` as
    rules.gongwen reads it, `data["date"]` a day. `name` and `label` are what its file may be called after; `mend`: its words are a clerk's,
    and their punctuation is mended."""
    source: str
    batch: str
    code: str
    kind: str
    genre: str
    data: Mapping[str, Any]
    name: str = ""
    label: str = ""
    mend: bool = False

    @property
    def on(self) -> dt.date:
        return self.data["date"]

    def entry(self) -> numbering.Entry:
        issuers = self.data["issuer"]
        kept = {key: self.data[key] for key in drafting.KEPT if self.data.get(key)}
        if not isinstance(issuers, str):
            kept["partners"] = issuers[1:]
        return numbering.Entry(self.source, self.batch, self.code, self.data["title"], (self.data.get("recipient") or "").rstrip("："),
                               self.genre, self.on, kept)


Collect = Callable[[Store, Request], list[Outgoing]]


def numbered(store: Store, request: Request, found: Sequence[Outgoing]) -> list[Gongwen]:
    """Each with the number that was asked for, or that the register gave it, or with a place for one."""
    typed, one = request.answers.get("number"), way(store, request) == TOGETHER
    known = {} if typed else numbering.taken(store, {o.source for o in found} | {o.batch for o in found})
    first = found[0]
    numbers = following(typed, 1 if one and typed else len(found), first.code, first.on.year)
    made = []
    for at, each in enumerate(found):
        number, on = numbers[min(at, len(numbers) - 1)], each.on
        if taken := known.get(each.source) or known.get(each.batch):
            number, on = Given(taken.mark, known=True), taken.on
        document = from_data({**each.data, "number": number.printed, "date": on.isoformat()}, each.kind)
        document = replace(document, number=number.blank)
        made.append(mend_document(document)[0] if each.mend else document)
    return made


def way(store: Store, request: Request) -> str:
    return request.answers.get("numbering") or office.read(store)["gongwen_numbering"]


def issue(store: Store, request: Request, found: Sequence[Outgoing]) -> str:
    """Take what has no number yet from the register before it is given out; says which, or ''.

    What the office does as a habit is left where the user may not or the number is another office's to give.
    """
    asked, habit, typed = request.answers.get("numbering"), way(store, request), request.answers.get("number")
    if habit == LATER:
        return ""
    if not asked and not typed and (not store.actor.may(Right.EDIT) or any(outside(store, each.code) for each in found)):
        return ""
    return numbering.words(numbering.take(store, [each.entry() for each in found], habit, typed))


def outside(store: Store, code: str) -> bool:
    return any(s["code"] == code and s["outside"] for s in documents.SERIES.listed(store))


def paper(key: str, title: str, group: str, collect: Collect, asks: tuple[Field, ...], *, many: bool = False,
          after: Callable[[Store, Request], None] | None = None) -> Paper:
    """The paper of such documents; `many`: also as a file for each. `after` is done when its numbers are given."""
    def write(store: Store, request: Request, format: str, out: Path, progress: Progress) -> None:
        from desktop.exporters.gongwen import many as pen  # what draws a 公文 is loaded when one is printed

        pen.write(numbered(store, request, collect(store, request)), format, out, documents.style(store), progress)

    def items(store: Store, request: Request) -> list[Item]:
        found = collect(store, request)
        return [Item(each.name, alone(document, documents.style(store)), each.label)
                for each, document in zip(found, numbered(store, request, found), strict=True)]

    def give(store: Store, request: Request) -> str:
        said = issue(store, request, collect(store, request))
        if after is not None:
            after(store, request)
        return said

    return Paper(key, title, group, ("docx", "pdf"), write, (NUMBER, NUMBERING, *asks), items if many else None, give)


def alone(document: Gongwen, style: Any) -> Callable[[str, Path], None]:
    def write(format: str, out: Path) -> None:
        from desktop.exporters.gongwen import many as pen

        pen.write([document], format, out, style, silent)

    return write
