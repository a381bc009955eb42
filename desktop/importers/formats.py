"""What a file is, told by its content and never by its extension; and what to do with those that cannot be read."""
from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from desktop.fields.refused import Refused
from desktop.importers import delimited, ole, webpage, word, workbook
from desktop.importers.source import LONGEST_TEXT, MOST_ROWS, Book, Limits

SAVE_AS = "请用WPS打开，另存为 xlsx 表格后再导入。"
SAVE_WORD = "请用WPS打开，另存为 docx 文档后再导入。"
OLD_WORD = f"这是旧式的文字文档（doc 或 wps），没有读取。{SAVE_WORD}"
PICTURE = "这是一张图片，认不出里面的文字，没有读取。请把内容录成表格后再导入。"
UNKNOWN = f"认不出这是什么文件，没有读取。{SAVE_AS}"
MAGIC = (
    (b"%PDF", "这是 PDF 文件，不能当作表格读取。请找原来的表格文件，或者用WPS把它转成 xlsx 表格后再导入。"),
    (b"Rar!", "这是压缩包，没有读取。请先解压，再选里面的表格。"),
    (b"7z\xbc\xaf", "这是压缩包，没有读取。请先解压，再选里面的表格。"),
    (b"\x1f\x8b", "这是压缩包，没有读取。请先解压，再选里面的表格。"),
    (b"\xff\xd8\xff", PICTURE), (b"\x89PNG", PICTURE), (b"GIF8", PICTURE), (b"BM", PICTURE), (b"II*\x00", PICTURE),
    (b"{\\rtf", f"这是 RTF 文档，没有读取。{SAVE_WORD}"),
    (b"MIME-Version:", f"这是整页保存的网页文件，没有读取。{SAVE_AS}"),
    (b"SQLite format 3", "这是数据库文件，不是表格，没有读取。"),
    (b"MZ", "这是程序文件，不是表格，没有读取。"), (b"\x7fELF", "这是程序文件，不是表格，没有读取。"),
)
DOCUMENT_TYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
UNSAFE = "文件里有不该有的内容（{what}），可能是有意做坏的，没有读取。请向发来文件的人核实，或用WPS打开后另存一份再导入。"


def quiet(done: int, total: int) -> None:
    pass


def read(path: Path, limits: Limits, encoding: str = "", report: Callable[[int, int], None] = quiet) -> Book:
    """The book in a file; Refused with a sentence when there is none. Costs what it costs: call it in the child."""
    book = told(path, limits, encoding, report)
    for sheet in book.sheets:
        if len(sheet.rows) > MOST_ROWS:
            raise Refused(delimited.TOO_MANY)
        if any(isinstance(c, str) and len(c) > LONGEST_TEXT for _, cells in sheet.rows for c in cells):
            raise Refused(delimited.RUNS_ON)
    return book


def told(path: Path, limits: Limits, encoding: str, report: Callable[[int, int], None]) -> Book:
    """By what the first bytes say."""
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(b"PK"):
        return zipped(path, limits, report)
    if start.startswith(ole.SIGNATURE):
        return compound(path, report)
    if start[:4] == b"\x09\x08\x10\x00" or start[:2] == b"\x09\x08":
        return workbook.read(path, "xls", report)  # BIFF without its box
    if b"<" in start and (kind := marked_up(start)):
        return webpage.read(path, encoding) if kind == "html" else refuse(start)
    for magic, sentence in MAGIC:
        if start.startswith(magic):
            raise Refused(sentence)
    return delimited.read(path, encoding)


def marked_up(start: bytes) -> str:
    text = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if re.match(rb"(<!--.*?-->\s*)*<(!doctype html|html|head|meta|body|table|div|style)\b", text, re.DOTALL):
        return "html"
    if text.startswith(b"<?xml"):
        return "html" if b"<html" in text else "xml"
    return ""


def refuse(start: bytes) -> Book:
    if b"schemas-microsoft-com:office:spreadsheet" in start:
        raise Refused(f"这是旧式的 XML 表格，没有读取。{SAVE_AS}")
    if b"UOF" in start or "标文通".encode() in start:
        raise Refused(f"这是标文通文件，没有读取。{SAVE_AS}")
    raise Refused(UNKNOWN)


def compound(path: Path, report: Callable[[int, int], None]) -> Book:
    try:
        names = ole.Compound(path.read_bytes()).names
    except ole.Broken:
        raise Refused(word.BROKEN) from None  # a table or a text: nobody can tell
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        raise Refused(workbook.LOCKED)
    if names & {"Workbook", "Book"}:
        return workbook.read(path, "xls", report)
    if "WordDocument" in names:
        raise Refused(OLD_WORD)
    if "PowerPoint Document" in names:
        raise Refused("这是演示文稿，不是表格，没有读取。")
    raise Refused(UNKNOWN)


def zipped(path: Path, limits: Limits, report: Callable[[int, int], None]) -> Book:
    try:
        with zipfile.ZipFile(path) as box:
            weigh(box, limits, path.stat().st_size)
            kind = kind_of(box)
            inspect(box, limits)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError):
        raise Refused(word.BROKEN) from None
    if kind == "docx":
        return word.read(path)
    return workbook.read(path, kind, report)


def weigh(box: zipfile.ZipFile, limits: Limits, size: int) -> None:
    """Refuse a bomb by what it declares, before anything is unpacked; `inspect` holds it to its word."""
    entries = box.infolist()
    total = sum(e.file_size for e in entries)
    if len(entries) > limits.entries:
        raise Refused(f"文件里有 {len(entries):,} 个部件，超过 {limits.entries:,} 个，没有读取。请用WPS打开，另存为新的文件后再导入。")
    if total > limits.unpacked:
        raise Refused(f"文件展开后有 {total // 1_000_000:,} MB，超过 {limits.unpacked // 1_000_000:,} MB，没有读取。"
                      "多半是图片太多，或者有大片带格式的空行，请删去后另存，再导入。")
    for entry in entries:
        if entry.file_size > 1_000_000 and entry.file_size > limits.ratio * max(entry.compress_size, 1):
            raise Refused(UNSAFE.format(what="压缩得过分紧的部件"))
        if entry.flag_bits & 1:
            raise Refused(workbook.LOCKED)
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name) or "\0" in entry.orig_filename:
            raise Refused(UNSAFE.format(what="指向文件之外的路径"))
    if total > 1_000_000 and total > limits.ratio * size:
        raise Refused(UNSAFE.format(what="压缩得过分紧的部件"))


def kind_of(box: zipfile.ZipFile) -> str:
    names = {n.lower().replace("\\", "/") for n in box.namelist()}
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "word/document.xml" in names:
        return "docx"
    if "ppt/presentation.xml" in names:
        raise Refused("这是演示文稿，不是表格，没有读取。")
    if "ofd.xml" in names:
        raise Refused("这是 OFD 版式文件，不能当作表格读取。请找原来的表格文件后再导入。")
    if "mimetype" in names:
        told = box.read("mimetype")[:100] if "mimetype" in box.namelist() else b""
        if b"opendocument.spreadsheet" in told:
            return "ods"
        raise Refused(f"这是开放格式的文档，没有读取。{SAVE_WORD}" if b"opendocument.text" in told else UNKNOWN)
    if any(n.startswith("[content_types]") for n in names):
        raise Refused(word.BROKEN)
    raise Refused("这是压缩包，没有读取。请先解压，再选里面的表格。")


def inspect(box: zipfile.ZipFile, limits: Limits) -> None:
    """Unpack every part once, in pieces, so that sizes and check sums hold; markup with a document type is refused."""
    unpacked = 0
    for entry in box.infolist():
        picture = "/media/" in entry.filename  # an SVG may have a document type, and is never parsed
        tail = b""
        with box.open(entry) as stream:
            while piece := stream.read(1 << 20):
                unpacked += len(piece)
                if unpacked > limits.unpacked:
                    raise Refused(UNSAFE.format(what="与声明不符的大小"))
                if not picture and any(mark in tail + piece for mark in DOCUMENT_TYPES):
                    raise Refused(UNSAFE.format(what="文档类型声明"))
                tail = piece[-40:]
