"""A 公文 made of what its register entry and its series say; the starting texts of each 文种."""
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.fields import dates
from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Day, Option, Text
from desktop.fields.refused import Refused
from desktop.importers import child
from desktop.models.base import field_of
from desktop.models.document import Document, Series
from desktop.resources import find
from desktop.rules.gongwen.document import SEALS, URGENCIES, Gongwen, bare_title, from_data
from desktop.services import documents, office
from desktop.services.store import Store

KEPT = ("body", "attachments", "cc", "sealed", "printer", "print_date", "copy_number", "urgency", "note", "post", "caption",
        "present", "leave", "attending")
JOINT = ("partners", "joint_head")
HEADS = ("只印主办机关", "并列各机关")
NAMES = re.compile(r"[、，,；;\s\n]+")
UNNUMBERED = "　"  # where the number of a draft will stand
PLACEHOLDER, PLACE = "〔{year}〕1号", "签发人"


WORDS = Text(longest=2000, lines=True)
REGISTERED = tuple(replace(field_of(column), group="办文", help=help) for column, help in (
    (Document.issued, "不填时编号那天为成文日期"), (Document.signer, "上行文印在文号右边；两人以上用“、”分开"),
    (Document.drafter, ""), (Document.checker, ""), (Document.countersigners, ""), (Document.copies, "")))
PRINTED = (
    Field("attachments", "附件", WORDS, group="文后", help="每行一个附件的名称，序号自动加"),
    Field("cc", "抄送", WORDS, group="文后", help="用“，”或换行分开"),
    Field("printer", "印发机关", Text(longest=60), group="文后", help="不填同发文机关"),
    Field("print_date", "印发日期", Day(), group="文后", help="不填同成文日期"),
    Field("sealed", "印章", Choice(open=False, options=tuple(map(Option, SEALS))), group="文后", help="不选按设置里的习惯"),
    Field("post", "签发人职务", Text(longest=40), group="文后", help="加盖签名章时印出"),
    Field("note", "附注", Text(longest=120), group="文后", help="如 此件公开发布；联系人及电话"),
    Field("caption", "题注", Text(longest=120), group="版头", help="经会议通过的决议、决定填，如 2026年1月9日政协…会议通过；印在标题下"),
    Field("urgency", "紧急程度", Choice(open=False, options=tuple(map(Option, URGENCIES))), group="版头"),
    Field("copy_number", "份号", Text(longest=6), group="版头", help="六位以内的数字，不足的前面补 0"),
    Field("partners", "联合发文机关", WORDS, group="版头", help="联合行文时填：除本机关外的各机关，每行一个"),
    Field("joint_head", "联合版头", Choice(open=False, options=tuple(map(Option, HEADS))), group="版头", help="不选时只印主办机关的标志"),
    Field("present", "出席", WORDS, group="纪要"), Field("leave", "请假", WORDS, group="纪要"),
    Field("attending", "列席", WORDS, group="纪要"))
LISTS = ("attachments", "cc", "partners", "present", "leave", "attending")


ONE_A_LINE = ("attachments", "partners")


def facts(kind: str) -> tuple[Field, ...]:
    """The fields beside the text of a document of that 格式."""
    return tuple(f for f in (*REGISTERED, *PRINTED) if f.group != "纪要" or kind == "纪要")


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
        "mark": heads(series, kept), "issuer": [series["issuer"], *(kept.get("partners") or ())], "title": entry.get("name") or "",
        "recipient": entry.get("recipient") or "", "date": issued.isoformat(), "signer": signers}
    unsigned = kind == "上行文" and not signers and not number
    if unsigned:
        data["signer"] = [PLACE]
    if number or kind != "纪要":
        data["number"] = number or series["code"] + PLACEHOLDER.format(year=issued.year)
    found = from_data(data, kind)
    if unsigned:
        found = replace(found, signers=(UNNUMBERED * len(PLACE),))
    return found if number or kind == "纪要" else replace(found, number=f"{series['code']}〔{issued.year}〕{UNNUMBERED}号")


def heads(series: Mapping[str, Any], kept: Mapping[str, Any]) -> list[str]:
    """发文机关标志: of a joint document that of its host alone, or of all, the host's first (7.2.4)."""
    title, kind = series["title"], series["kind"]
    if kept.get("joint_head") != HEADS[1] or kind not in ("文件", "上行文", "信函"):
        return [title]
    ending = "文件" if title.endswith("文件") else ""
    return [title, *(name + ending for name in kept.get("partners") or ())]


def values_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What the form beside the text shows of a register entry."""
    data = entry.get("data") or {}
    found = {f.name: entry.get(f.name) for f in REGISTERED} | {f.name: data.get(f.name) for f in PRINTED}
    for name in LISTS:
        words = [part if isinstance(part, str) else part["title"] for part in data.get(name) or ()]
        found[name] = ("\n" if name in ONE_A_LINE else "，").join(words) or None
    found["print_date"] = dt.date.fromisoformat(data["print_date"]) if data.get("print_date") else None
    return found


def texts_of(entry: Mapping[str, Any]) -> dict[str, str]:
    """The text of each 附件 that is printed with the document, as an editor shows it."""
    parts = (entry.get("data") or {}).get("attachments") or ()
    return {part["title"]: plain(part.get("body")) for part in parts if isinstance(part, dict)}


def entry_of(values: Mapping[str, Any], title: str, recipient: str, text: str, old: Mapping[str, Any],
             texts: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The register's columns and the data of what the clerk wrote; `old` is the data that was stored before.

    `texts`: of 附件 that are printed with the document, by name; None leaves them as they were.
    """
    if texts is None:
        texts = texts_of({"data": old})
    data = {key: value for key, value in old.items() if key not in (*KEPT, *JOINT)} | {"body": items(text)}
    for f in PRINTED:
        value = values.get(f.name)
        if f.name in LISTS:
            value = named(value or "", f.name, texts)
        if value not in (None, "", []):
            data[f.name] = value.isoformat() if isinstance(value, dt.date) else value
    return {f.name: values.get(f.name) for f in REGISTERED} | {
        "name": title.strip(), "recipient": recipient.strip(" ：:") or None, "data": data}


def named(text: str, name: str, texts: Mapping[str, str]) -> list[Any]:
    """One entry a line or a word; a 附件 with a text of its own carries it."""
    if name == "attachments":
        return [{"title": title, "body": items(texts[title])} if texts.get(title, "").strip() else title
                for title in attachment_names(text)]
    parts = re.split(r"[，,；;、\n]+", text) if name in ("cc", "partners") else NAMES.split(text)
    return [word for word in (part.strip() for part in parts) if word]


def attachment_names(text: str) -> list[str]:
    """One a line, as they will be printed."""
    return [title for title in (bare_title(line) for line in text.splitlines()) if title]


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
IMPRINT = re.compile(r"^(抄送|主题词)[:：]|印发$")
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
    tail = max(0, len(left) - FOOT)
    left = left[:tail] + [line for line in left[tail:] if not IMPRINT.search(line)]
    dated = next((n for n in range(len(left) - 1, max(-1, len(left) - FOOT), -1) if is_date(left[n])), None)
    if dated:
        left = left[:dated]
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
