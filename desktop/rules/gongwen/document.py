"""A 公文 as data, and how it is read from a mapping: what is missing or wrong is refused by its Chinese name."""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.fields.refused import Refused
from desktop.fields.report import UNPRINTABLE
from desktop.rules.gongwen import numbers

KINDS = ("文件", "上行文", "信函", "纪要", "命令", "公告")
SEALS = ("盖章", "不盖章", "签名章")
URGENCIES = ("特急", "加急")
IMPRINTED = ("文件", "上行文")  # never without 印发机关和印发日期
OWN_NUMBER = ("纪要", "命令", "公告")  # may be numbered 第N号 of their own
LONGEST = {"title": 200, "issuer": 100, "mark": 100, "signer": 40, "number": 40}
LONGEST_OTHER = 2000
LABELS = {
    "mark": "发文机关标志", "number": "发文字号", "signer": "签发人", "title": "标题", "recipient": "主送机关",
    "body": "正文", "attachments": "附件", "issuer": "发文机关", "date": "成文日期", "sealed": "是否盖章",
    "cc": "抄送机关", "printer": "印发机关", "print_date": "印发日期", "present": "出席", "leave": "请假",
    "attending": "列席", "copy_number": "份号", "urgency": "紧急程度", "note": "附注", "post": "签发人职务",
    "caption": "题注",
}
SECRECY = ("secrecy", "classification", "密级", "保密期限")


@dataclass(frozen=True)
class Table:
    """A table in the text; the first row is its heading."""
    rows: tuple[tuple[str, ...], ...]


Item = str | Table


@dataclass(frozen=True)
class Attachment:
    """Named in 附件说明; with `body` it is also printed, on a page of its own before 版记."""
    title: str
    body: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Gongwen:
    """Everything as it will be printed: date 2024年9月6日, number 示政协发〔2024〕5号.

    `marks` has several names only for a joint head. `seal` is one of SEALS or "" for the office's habit.
    `post` is 签发人职务, printed beside a 签名章. `caption` stands in brackets under the title: which meeting passed it, and when.
    """
    kind: str
    title: str
    body: tuple[Item, ...]
    issuers: tuple[str, ...]
    date: str
    number: str = ""
    marks: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    recipient: str = ""
    attachments: tuple[Attachment, ...] = ()
    seal: str = ""
    cc: tuple[str, ...] = ()
    printer: str = ""
    print_date: str = ""
    copy_number: str = ""
    urgency: str = ""
    note: str = ""
    post: str = ""
    caption: str = ""
    present: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()


def required(kind: str) -> tuple[str, ...]:
    wanted = ["title", "body", "issuer", "date"]
    if kind == "命令":
        wanted.remove("title")  # 10.2: a 令 has a number and a text, no title
    if kind != "纪要":
        wanted.insert(0, "number")
    if kind == "上行文":
        wanted.append("signer")
    return tuple(wanted)


def from_data(data: Mapping[str, Any], kind: str) -> Gongwen:
    """The document of `xiewu export gongwen --data`. Raises Refused with one sentence that names everything missing."""
    if kind not in KINDS:
        raise Refused(f"没有“{kind}”这一种公文，没有生成文件。可以是：{'、'.join(KINDS)}。")
    if not isinstance(data, Mapping):
        raise Refused("公文的内容应是一组“名称：内容”，没有生成文件。请对照说明书的样例改写。")
    data = writable(data)
    if any(data.get(key) for key in SECRECY):
        raise Refused("本程序只办理不涉密的公文，不能标注密级，没有生成文件。涉密公文请在涉密计算机上办理。")
    if strange := [key for key in data if key not in LABELS and key not in ("kind", *SECRECY)]:
        raise Refused(f"公文的内容里有不认识的项目：{'、'.join(map(str, strange))}，没有生成文件。请核对项目的名称。")
    if missing := [LABELS[key] for key in required(kind) if empty(data.get(key))]:
        raise Refused(f"{kind}缺少{'、'.join(missing)}，没有生成文件。请补上后再办。")
    issuers = names(data, "issuer")
    date = numbers.printed_date(data["date"])
    return Gongwen(
        kind=kind, title=text(data, "title"), body=items(data["body"], "body"), issuers=issuers, date=date,
        number=numbers.printed_number(text(data, "number"), kind in OWN_NUMBER) if data.get("number") else "",
        marks=marks(data, kind, issuers), signers=names(data, "signer"), recipient=recipient(text(data, "recipient")),
        attachments=attachments(data.get("attachments")), seal=seal(data.get("sealed")), cc=names(data, "cc"),
        printer=printer(data, kind, issuers), print_date=print_date(data, date, kind), copy_number=copy_number(data),
        urgency=urgency(text(data, "urgency")), note=bare(text(data, "note")), post=text(data, "post"),
        caption=bare(text(data, "caption")),
        present=names(data, "present"), leave=names(data, "leave"), attending=names(data, "attending"))


def writable(value: Any) -> Any:
    """The data without characters that no document can hold (control characters, halves of a pair)."""
    if isinstance(value, str):
        return UNPRINTABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, Mapping):
        return {writable(key): writable(part) for key, part in value.items()}
    return [writable(part) for part in value] if isinstance(value, list | tuple) else value


def empty(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, list | tuple):
        return all(empty(part) for part in value)
    return value is None


def text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refused(f"{LABELS[key]}应是一段文字，没有生成文件。请改为加引号的文字。")
    return not_too_long(value.strip(), key)


def bare(value: str) -> str:
    """附注 and 题注 without their brackets, which are set when they are printed."""
    return value.strip("（）()")


def not_too_long(value: str, key: str) -> str:
    """What fills pages before the text begins is a slip (a whole text pasted into the title), not a document."""
    longest = LONGEST.get(key, LONGEST_OTHER)
    if len(value) > longest:
        raise Refused(f"{LABELS[key]}有 {len(value)} 字，超过 {longest} 字，没有生成文件。请检查是不是把正文填到了这里。")
    return value


def names(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A single name or a list of names."""
    value = data.get(key)
    if value is None:
        return ()
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple) or not all(isinstance(part, str) for part in value):
        raise Refused(f"{LABELS[key]}应是一个名称或一列名称，没有生成文件。请改为文字。")
    return tuple(not_too_long(part.strip(), key) for part in value if part.strip())


def items(value: Any, key: str) -> tuple[Item, ...]:
    """Paragraphs, and tables written {"table": [[...], ...]}; a string is split at its line ends."""
    if isinstance(value, str):
        value = value.splitlines()
    if not isinstance(value, list | tuple):
        raise Refused(f"{LABELS[key]}应是一列段落，没有生成文件。请每段写成一条文字。")
    found: list[Item] = []
    for number, part in enumerate(value, 1):
        if isinstance(part, str):
            found += [line.strip() for line in part.splitlines() if line.strip()]
        elif isinstance(part, Mapping) and set(part) == {"table"}:
            found.append(table(part["table"], LABELS[key], number))
        else:
            raise Refused(f"{LABELS[key]}的第{number}条既不是文字也不是表格，没有生成文件。请改写这一条。")
    return tuple(found)


def table(value: Any, label: str, number: int) -> Table:
    rows = [row for row in value if isinstance(row, list | tuple)] if isinstance(value, list | tuple) else []
    if not rows or len(rows) != len(value) or not all(rows):
        raise Refused(f"{label}的第{number}条是表格，但没有写成一行一行的格子，没有生成文件。请改写这张表。")
    if not all(isinstance(cell, str | int | float) and not isinstance(cell, bool) for row in rows for cell in row):
        raise Refused(f"{label}第{number}条的表格里有不是文字的格子，没有生成文件。请改写这张表。")
    width = max(map(len, rows))
    return Table(tuple(tuple(str(cell).strip() for cell in row) + ("",) * (width - len(row)) for row in rows))


def attachments(value: Any) -> tuple[Attachment, ...]:
    """Titles, or {"title": ..., "body": [...]} for one that is printed with the document."""
    if value is None:
        return ()
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple):
        raise Refused("附件应是一列名称，没有生成文件。请每个附件写成一条文字。")
    found = []
    for number, part in enumerate(value, 1):
        entry = {"title": part} if isinstance(part, str) else part
        if not isinstance(entry, Mapping) or not isinstance(entry.get("title"), str) or set(entry) - {"title", "body"}:
            raise Refused(f"第{number}个附件没有名称，没有生成文件。请写明附件的名称。")
        if title := bare_title(entry["title"]):
            found.append(Attachment(title, items(entry.get("body") or [], "attachments")))
    return tuple(found)


def bare_title(title: str) -> str:
    """7.3.4: the name of an attachment ends without punctuation, and its number is set by us."""
    return re.sub(r"^(附件[:：]?)?\s*(\d{1,2}[.．、])?\s*", "", title.strip()).rstrip("。；，;,.、 ")


def marks(data: Mapping[str, Any], kind: str, issuers: tuple[str, ...]) -> tuple[str, ...]:
    """发文机关标志; without one it is made of the issuer's name as 7.2.4, 10.1-10.3 say."""
    given = names(data, "mark")
    if kind == "纪要":
        mark = given[0] if given else issuers[0] + "会议纪要"
        return (mark if mark.endswith("纪要") else mark + "纪要",)
    if given:
        return given
    endings = {"信函": "", "命令": "令", "公告": "公告"}
    return tuple(name + endings.get(kind, "文件") for name in issuers[:1])


def recipient(printed: str) -> str:
    """7.3.2: the list of recipients ends with a full-width colon."""
    return printed.rstrip(":： ，。") + "：" if printed else ""


def seal(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return SEALS[0] if value else SEALS[1]
    if value in SEALS:
        return value
    raise Refused(f"是否盖章只能是：{'、'.join(SEALS)}，没有“{value}”，没有生成文件。")


def urgency(value: str) -> str:
    if value and value not in URGENCIES:
        raise Refused(f"紧急程度只有{'、'.join(URGENCIES)}两种，没有“{value}”，没有生成文件。")
    return value


def copy_number(data: Mapping[str, Any]) -> str:
    value = data.get("copy_number")
    if value in (None, ""):
        return ""
    printed = str(value).strip()
    if isinstance(value, bool) or not re.fullmatch(r"[0-9]{1,6}", printed) or int(printed) == 0:
        raise Refused(f"份号“{printed}”应是六位以内的阿拉伯数字，没有生成文件。例如 000001。")
    return printed.zfill(6)  # 7.2.1


def printer(data: Mapping[str, Any], kind: str, issuers: tuple[str, ...]) -> str:
    """7.4.3: a 文件 always says who printed it; unless it is another, the issuer did."""
    return text(data, "printer") or (issuers[0] if kind in IMPRINTED else "")


def print_date(data: Mapping[str, Any], date: str, kind: str) -> str:
    given = data.get("print_date")
    if empty(given):
        return date if data.get("printer") or kind in IMPRINTED else ""
    printed = numbers.printed_date(given, LABELS["print_date"])
    if numbers.iso_date(printed) < numbers.iso_date(date):
        raise Refused(f"印发日期{printed}早于成文日期{date}，没有生成文件。请核对这两个日期。")
    return printed
