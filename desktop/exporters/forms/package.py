"""A form file as parts of a zip: opened with a sentence for what cannot be used, written so that the same data give the same bytes."""
from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # compiled, without types

from desktop.exporters.package import EARLIEST
from desktop.fields.refused import Refused

LARGEST = 60_000_000  # bytes unpacked; a form is a few pages
COMPOUND = b"\xd0\xcf\x11\xe0"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_blank_text=False)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
KINDS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}


@dataclass
class Package:
    """The parts of a form file by name; `kind` is docx or xlsx."""
    path: Path
    kind: str
    parts: dict[str, bytes]
    added: int = field(default=0)

    def tree(self, name: str) -> etree._Element:
        return parsed(self.parts[name], self.path)

    def relations(self, part: str) -> list[dict[str, str]]:
        """The relationships of a part, as their attributes; Target is a part's name when it lies in the file."""
        name = relations_of(part)
        if name not in self.parts:
            return []
        folder = posixpath.dirname(part)
        found = []
        for each in self.tree(name):
            told = {str(k): str(v) for k, v in each.attrib.items()}
            if told.get("TargetMode") != "External":
                target = told.get("Target", "")
                told["Target"] = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.append(told)
        return found


def relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def parsed(data: bytes, path: Path) -> etree._Element:
    try:
        return etree.fromstring(data, PARSER)
    except (etree.XMLSyntaxError, ValueError):
        raise damaged(path) from None


def damaged(path: Path) -> Refused:
    return Refused(f"“{path.name}”已损坏，打不开，没有改动任何内容。请用 WPS 打开后另存一份再试，或恢复程序自带的表样。")


def opened(path: Path) -> Package:
    """The parts of a .docx or .xlsx, whatever the file is called; Refused with a sentence for everything else."""
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except FileNotFoundError:
        raise Refused(f"没有找到“{path}”，没有改动任何内容。请检查路径。") from None
    except IsADirectoryError:
        raise Refused(f"“{path}”是一个文件夹。请写明是哪一个 docx 或 xlsx 文件。") from None
    except OSError as error:
        raise Refused(f"“{path}”读不出来（{error.strerror}），没有改动任何内容。请检查它是否正被占用。") from None
    if not start:
        raise Refused(f"“{path.name}”是空文件，不能作表样。请换一个文件，或恢复程序自带的表样。")
    if start.startswith(COMPOUND):
        raise Refused(old_or_locked(path))
    if not start.startswith(b"PK"):
        raise Refused(f"“{path.name}”不是 docx 或 xlsx 文件，不能作表样。请用 WPS 打开，另存为 docx 或 xlsx。")
    return unpacked(path)


def old_or_locked(path: Path) -> str:
    head = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in head:
        return f"“{path.name}”设有打开密码，读不出来。请用 WPS 打开，去掉密码后另存。"
    return f"“{path.name}”是旧格式（doc、xls 或 wps、et），不能作表样。请用 WPS 打开，另存为 docx 或 xlsx。"


def unpacked(path: Path) -> Package:
    try:
        with zipfile.ZipFile(path) as box:
            entries = [e for e in box.infolist() if not e.is_dir()]
            if sum(e.file_size for e in entries) > LARGEST:
                raise Refused(f"“{path.name}”展开后超过 {LARGEST // 1_000_000} MB，不能作表样。请删去里面的大图片后另存。")
            if any(e.flag_bits & 1 for e in entries):
                raise Refused(f"“{path.name}”设有密码，读不出来。请去掉密码后另存。")
            parts = {e.filename.replace("\\", "/"): box.read(e) for e in entries}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError):
        raise damaged(path) from None
    kind = next((kind for name, kind in KINDS.items() if name in parts), "")
    if not kind:
        what = "演示文稿" if "ppt/presentation.xml" in parts else "开放格式（odt、ods）的文件" if "mimetype" in parts else "压缩包"
        raise Refused(f"“{path.name}”是{what}，不是 docx 或 xlsx，不能作表样。请用 WPS 打开，另存为 docx 或 xlsx。")
    declared = any(b"<!DOCTYPE" in data for name, data in parts.items() if name.endswith((".xml", ".rels")))
    if declared or "[Content_Types].xml" not in parts:  # no office program writes a document type: it is an attack
        raise damaged(path)
    suffix = path.suffix.lower()
    if suffix not in (f".{kind}", f".{kind[:-1]}m", f".{kind[:3]}tx" if kind == "xlsx" else ".dotx"):
        raise Refused(f"“{path.name}”其实是 {kind} 文件，扩展名不对。请把文件名改成以 .{kind} 结尾。")
    return Package(path, kind, parts)


def pack(parts: dict[str, bytes], path: Path) -> None:
    """The types first, as the format wants it; the rest in the order of the form file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        for name in sorted(parts, key=lambda n: n != "[Content_Types].xml"):
            box.writestr(zipfile.ZipInfo(name, EARLIEST), parts[name], zipfile.ZIP_DEFLATED)


def declare(types: bytes, defaults: dict[str, str], overrides: dict[str, str]) -> bytes:
    """[Content_Types].xml with these extensions and parts."""
    text = types.decode("utf-8")
    known = {m.lower() for m in re.findall(r'Extension="([^"]+)"', text)}
    named = set(re.findall(r'PartName="([^"]+)"', text))
    first = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in defaults.items() if e not in known)
    last = "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in overrides.items() if f"/{n}" not in named)
    at = text.index(">", text.index("<Types")) + 1
    return (text[:at] + first + text[at:].replace("</Types>", last + "</Types>")).encode()


def relate(relations: bytes | None, added: list[tuple[str, str, str]]) -> bytes:
    """A part's relationships with these (id, kind, target) behind them."""
    text = (relations or f'<Relationships xmlns="{RELATIONS}"></Relationships>'.encode()).decode("utf-8")
    text = re.sub(r"<Relationships([^>]*)/>", r"<Relationships\1></Relationships>", text)
    rows = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{target}"/>' for i, kind, target in added)
    return text.replace("</Relationships>", rows + "</Relationships>").encode()
