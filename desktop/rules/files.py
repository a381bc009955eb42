"""Which files may hang on a record, and under what name they are shown."""
from __future__ import annotations

import re
import unicodedata

LARGEST = 100 * 1024 * 1024
PROGRAMS = {"exe", "com", "bat", "cmd", "scr", "pif", "msi", "dll", "vbs", "vbe", "js", "jse", "wsf", "wsh", "ps1", "lnk",
            "jar", "hta", "cpl", "reg", "sh", "run", "deb", "rpm", "appimage", "desktop", "so", "docm", "dotm", "xlsm", "xltm", "pptm"}
PROGRAM_HEADS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"L\0\0\0\x01\x14\x02\0")
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def shown_name(raw: str) -> str:
    """The last part of a path in either notation, without control and direction characters, at most 100 characters."""
    name = re.split(r"[\\/]", raw)[-1]
    name = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    name = re.sub(r'[<>:"|?*]', "_", name).strip(" .")
    if not name or RESERVED.fullmatch(name):
        name = f"附件_{name}" if name else "附件"
    stem, dot, suffix = name.rpartition(".")
    return name if len(name) <= 100 else f"{(stem if dot else name)[:90]}{dot}{suffix[:9] if dot else ''}"


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
