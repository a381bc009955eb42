"""A 公文 made of what its register entry and its series say; the starting texts of each 文种."""
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.fields import dates
from desktop.fields.refused import Refused
from desktop.importers import child
from desktop.models.document import Document, Series
from desktop.resources import find
from desktop.rules.gongwen.document import Gongwen, bare_title, from_data
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


def opened(file: Path) -> list[str]:
    """The lines of a manuscript (docx, txt), read in a process of its own; Refused with a sentence."""
    return [cells[0] for _, cells in child.read(file, manuscript=True).sheets[0].rows]


def items(text: str) -> list[Any]:
    """What stands in the editor as rules.gongwen reads it: paragraphs, and lines with tabs as the rows of a table."""
    found: list[Any] = []
    for line in text.splitlines():
        if "\t" in line:
            cells = [cell.strip() for cell in line.split("\t")]
            if found and isinstance(found[-1], dict):
                found[-1]["table"].append(cells)
            else:
                found.append({"table": [cells]})
        elif line.strip():
            found.append(line.strip())
    return found


def plain(body: Any) -> str:
    """The stored text as the editor shows it; `items` reads it back."""
    if isinstance(body, str):
        return body
    return "\n".join("\n".join("\t".join(map(str, row)) for row in item["table"]) if isinstance(item, dict) else item
                     for item in body or ())


@dataclass(frozen=True)
class Parts:
    """A manuscript taken apart: what is not found is empty, and the text keeps it."""
    title: str
    recipient: str
    body: tuple[str, ...]
    attachments: tuple[str, ...]


ENDS = re.compile(r"(通知|函|请示|报告|意见|决定|纪要|倡议书|公示|邀请函|通报|批复|决议|公告|方案|办法|建议)$")
ATTACHED = re.compile(r"附件[:：]\s*")
FOOT = 8  # lines in which the date of somebody's document is looked for, from the end
LONGEST_HEAD = 4  # lines that a title may fill in somebody's document


def taken_apart(lines: list[str]) -> Parts:
    """Title, recipients, text and names of 附件 of a whole document; its date and its issuer's name are left out."""
    left = [line.strip() if "\t" not in line else line for line in lines if line.strip()]
    title = recipient = ""
    at = next((n for n, line in enumerate(left[:LONGEST_HEAD], 1) if ENDS.search(line) and "。" not in line), 0)
    if at:
        title, left = "".join(left[:at]), left[at:]
    if title and left and re.search(r"[:：]$", left[0]) and not left[0].startswith("附件"):
        recipient, left = left[0].rstrip(":："), left[1:]
    dated = next((n for n in range(len(left) - 1, max(-1, len(left) - FOOT), -1) if is_date(left[n])), None)
    if dated:
        left = left[:dated]  # with 抄送 and 印发 under it
        if len(left[-1]) <= 30 and not re.search(r"[。；：，]", left[-1]):
            left.pop()
    attached: list[str] = []
    start = next((n for n, line in enumerate(left) if ATTACHED.match(line)), None)
    if start is not None:
        attached = [ATTACHED.sub("", line) for line in left[start:]]
        left = left[:start]
    return Parts(title, recipient, tuple(left), tuple(filter(None, (bare_title(line) for line in attached))))


def is_date(line: str) -> bool:
    try:
        return len(dates.read(line) or "") == 10
    except ValueError:
        return False
