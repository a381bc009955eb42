"""A 公文 made of what its register entry and its series say; the starting texts of each 文种."""
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop.fields.refused import Refused
from desktop.models.document import Document, Series
from desktop.resources import find
from desktop.rules.gongwen.document import Gongwen, from_data
from desktop.services import documents, office
from desktop.services.store import Store

KEPT = ("body", "attachments", "cc", "sealed", "printer", "print_date", "copy_number", "urgency", "note", "post", "present",
        "leave", "attending")
NAMES = re.compile(r"[、，,；;\s\n]+")
UNNUMBERED = "　"  # where the number of a draft will stand
PLACEHOLDER = "〔{year}〕1号"


@dataclass(frozen=True)
class Start:
    """What a new document begins with; the clerk writes over what is in ×××."""
    title: str
    recipient: str
    body: tuple[str, ...]


def starting(store: Store, genre: str, issuer: str) -> Start:
    """The office's own text for a 文种, or an empty start where there is none."""
    try:
        text = find(f"templates/gongwen/{genre}.txt").read_text("utf-8")
    except FileNotFoundError:
        return Start("", "", ())
    settings = office.read(store)
    for word, value in (("{issuer}", issuer), ("{county}", settings["county"]), ("{full}", office.committee_name(settings))):
        text = text.replace(word, value)
    title, recipient, *body = text.splitlines()
    return Start(title, recipient, tuple(line for line in body if line.strip()))


def compose(series: Mapping[str, Any], entry: Mapping[str, Any], today: dt.date) -> Gongwen:
    """`series` and `entry` as documents.SERIES and documents.rows give them. A draft is dated today and has no number yet.

    Raises Refused with a sentence that names what is missing.
    """
    kind, kept = series["kind"], entry.get("data") or {}
    number = documents.mark(series["code"], entry.get("year"), entry.get("number"))
    signers = [name for name in NAMES.split(entry.get("signer") or "") if name]
    issued = entry.get("issued") or today
    data = {key: kept[key] for key in KEPT if kept.get(key) not in (None, "", [])} | {
        "mark": series["title"], "issuer": series["issuer"], "title": entry.get("name") or "",
        "recipient": entry.get("recipient") or "", "date": issued.isoformat(), "signer": signers}
    if kind == "上行文" and not signers and not number:
        data["signer"] = [UNNUMBERED * 3]
    if number or kind != "纪要":
        data["number"] = number or series["code"] + PLACEHOLDER.format(year=issued.year)
    found = from_data(data, kind)
    return found if number or kind == "纪要" else replace(found, number=f"{series['code']}〔{issued.year}〕{UNNUMBERED}号")


def composed(store: Store, record: str) -> Gongwen:
    """The document of a register entry."""
    with store.read() as session:
        document = session.get(Document, record)
        series = session.get(Series, document.series_id) if document else None
        if document is None or series is None:
            raise Refused("这份公文已被删除，没有生成文件。")
        if document.name == documents.MISSING:
            raise Refused("这个号没有公文，没有生成文件。")
        entry = {"name": document.name, "recipient": document.recipient, "signer": document.signer, "issued": document.issued,
                 "year": document.year, "number": document.number, "data": document.data}
        head = {"kind": series.kind, "title": series.title, "issuer": series.issuer, "code": series.code}
    return compose(head, entry, store.today())
