"""Which files may hang on a record, under what name they are shown, and what a file of ours may be called."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

LARGEST = 100 * 1024 * 1024
PROGRAMS = {"exe", "com", "bat", "cmd", "scr", "pif", "msi", "dll", "vbs", "vbe", "js", "jse", "wsf", "wsh", "ps1", "lnk",
            "jar", "hta", "cpl", "reg", "sh", "run", "deb", "rpm", "appimage", "desktop", "so", "docm", "dotm", "xlsm", "xltm", "pptm"}
PROGRAM_HEADS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"L\0\0\0\x01\x14\x02\0")
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
LOOK_ALIKES = str.maketrans('\\/:*?"<>|', "＼／：＊？＂＜＞｜")  # Windows refuses the half-width ones
LONGEST = 200  # bytes of a name without its ending: UOS and Kylin allow 255, and a number may have to follow


def shown_name(raw: str) -> str:
    """The last part of a path in either notation, without control and direction characters, at most 100 characters."""
    name = re.split(r"[\\/]", raw)[-1]
    name = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    name = re.sub(r'[<>:"|?*]', "_", name).strip(" .")
    if not name or RESERVED.fullmatch(name):
        name = f"附件_{name}" if name else "附件"
    stem, dot, suffix = name.rpartition(".")
    return name if len(name) <= 100 else f"{(stem if dot else name)[:90]}{dot}{suffix[:9] if dot else ''}"


def name_of(text: str) -> str:
    """`text` as a file may be called on Windows and on Linux, without its ending; 未命名 when nothing is left."""
    name = "".join(c for c in text.replace("\n", " ") if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
    name = re.sub(r"\s+", " ", name.translate(LOOK_ALIKES)).strip(" .\u3000")
    while len(name.encode()) > LONGEST:
        name = name[:-1].rstrip(" .\u3000")
    return "未命名" if not name else f"{name}_" if RESERVED.fullmatch(name) else name


def free_name(stem: str, suffix: str, taken: Callable[[str], bool]) -> str:
    """`stem.suffix`, or 名单（2）.docx and so on: the first name that is not taken."""
    name, number = f"{stem}.{suffix}" if suffix else stem, 1
    while taken(name):
        number += 1
        name = f"{stem}（{number}）.{suffix}" if suffix else f"{stem}（{number}）"
    return name


def objection(name: str, head: bytes, size: int) -> str | None:
    """Why this file may not be attached; None when it may. `head` is its first bytes."""
    if size == 0:
        return "是空文件"
    if size > LARGEST:
        return f"有 {size // 1024 // 1024} MB，超过 {LARGEST // 1024 // 1024} MB"
    suffixes = [s.lower() for s in name.split(".")[1:]]
    if suffixes and suffixes[-1].strip() in PROGRAMS:
        return "是程序或带宏的文件"
    if head.startswith(PROGRAM_HEADS):
        return "内容是程序，虽然名字不像"
    return None
