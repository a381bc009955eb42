"""Tables of a Word document (docx), with its spans and merges; pieces of one table are put together again."""
from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring

from desktop.fields.refused import Refused
from desktop.importers.source import Book, Sheet, tidy

BROKEN = "文件内容不完整或已损坏，无法读取。请用WPS打开，另存为新的文件后再导入，原文件没有改动。"
TEXT_BOXES = ("txbxContent", "drawing", "pict", "del", "moveFrom", "instrText", "fldChar")
LONGEST_TITLE = 60


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element) -> Iterator[Element]:
    """Direct children, seen through the wrappers of content controls and tracked insertions."""
    for child in element:
        if local(child) in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"):
            yield from children(child)
        else:
            yield child


def first(element: Element, *path: str) -> Element | None:
    for name in path:
        found = next((c for c in element if local(c) == name), None)
        if found is None:
            return None
        element = found
    return element


def told(element: Element | None, name: str = "val") -> str | None:
    return None if element is None else next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), None)


def text(element: Element) -> str:
    """What is written in a paragraph or run; deleted text, field codes and text boxes are not."""
    parts = []
    for child in element:
        kind = local(child)
        if kind == "t":
            parts.append(child.text or "")
        elif kind in ("br", "cr"):
            parts.append("\n")
        elif kind == "tab":
            parts.append(" ")
        elif kind not in TEXT_BOXES and kind not in ("pPr", "rPr", "tbl"):
            parts.append(text(child))
    return "".join(parts)


@dataclass
class Piece:
    """One table of the document, before pieces are joined; `gap` is the text between it and the table above."""
    lines: list[list[str | None]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    width: int = 0
    gap: list[str] = field(default_factory=list)


def piece(table: Element, found: list[Piece], gap: list[str]) -> None:
    """Read a table into `found`; tables inside its cells follow as tables of their own."""
    made = Piece(gap=gap)
    inner: list[Element] = []
    falling: dict[int, tuple[int, int]] = {}  # column -> (first line of a vertical merge, its last column)
    found.append(made)
    for number, row in enumerate(c for c in children(table) if local(c) == "tr"):
        line: list[str | None] = [None] * number_of(told(first(row, "trPr", "gridBefore")), 0)
        for cell in (c for c in children(row) if local(c) == "tc"):
            column, span = len(line), number_of(told(first(cell, "tcPr", "gridSpan")), 1)
            merge = first(cell, "tcPr", "vMerge")
            paragraphs = [text(c) for c in children(cell) if local(c) == "p"]
            inner += [c for c in children(cell) if local(c) == "tbl"]
            line += ["\n".join(paragraphs).strip("\n") or None] + [None] * (span - 1)
            if merge is not None and told(merge) != "restart" and column in falling:
                line[column] = None
            elif merge is not None:
                close(made, falling, column, number)
                falling[column] = number, column + span - 1
            else:
                close(made, falling, column, number)
                if span > 1:
                    made.merged.append((number, column, number, column + span - 1))
        made.lines.append(line)
        made.width = max(made.width, len(line))
    for column in list(falling):
        close(made, falling, column, len(made.lines))
    for each in inner:
        piece(each, found, [])


def close(made: Piece, falling: dict[int, tuple[int, int]], column: int, line: int) -> None:
    if column in falling:
        start, last = falling.pop(column)
        if line - 1 > start or last > column:
            made.merged.append((start, column, line - 1, last))


def number_of(value: str | None, otherwise: int, most: int = 200) -> int:
    return min(int(value), most) if value and value.isdecimal() else otherwise


def pieces(body: Element) -> list[Piece]:
    found: list[Piece] = []
    gap: list[str] = []
    for child in children(body):
        if local(child) == "tbl":
            piece(child, found, gap)
            gap = []
        elif local(child) == "p" and (words := re.sub(r"\s*\n\s*", " ", text(child)).strip()):
            gap.append(words)
    return found


def continues(made: Piece, last: Piece) -> bool:
    """A table split over pages, or by a group's heading: as many columns, and nothing long in between."""
    if made.width != last.width or made.width < 2 or any(len(g) > LONGEST_TITLE for g in made.gap) or len(made.gap) > 2:
        return False
    return not made.gap or heads(made) == heads(last) or not alike(made)


def heads(made: Piece) -> list[str]:
    return [re.sub(r"\s", "", c or "") for c in made.lines[0]] if made.lines else []


def alike(made: Piece) -> bool:
    """Is the first line words only, as a row of headings is? Then it begins a table of its own."""
    words = [h for h in heads(made) if h]
    return len(words) == made.width and not any(re.search(r"\d", w) or len(w) > 12 for w in words)


def sheets(found: list[Piece]) -> list[Sheet]:
    """Row numbers count the table's rows from 1; a group's heading between pieces has the number of the row after it."""
    made: list[Sheet] = []
    last: Piece | None = None
    for each in found:
        if last is not None and continues(each, last):
            sheet = made[-1]
            base = max((n for n, _ in sheet.rows), default=0)
            sheet.rows += [(base + 1, [words]) for words in each.gap]
            sheet.merged += [(base + 1, 0, base + 1, each.width - 1) for _ in each.gap]
        else:
            title = each.gap[-1] if each.gap and len(each.gap[-1]) <= LONGEST_TITLE else ""
            sheet, base = Sheet(f"表格{len(made) + 1}", title=title), 0
            made.append(sheet)
        sheet.rows += [(base + n, list(line)) for n, line in enumerate(each.lines, 1)]
        sheet.merged += [(base + top + 1, left, base + bottom + 1, right) for top, left, bottom, right in each.merged]
        last = each
    for sheet in made:
        sheet.rows = tidy(sheet.rows)
    return [s for s in made if s.rows]


def read(path: Path) -> Book:
    try:
        with zipfile.ZipFile(path) as box:
            root = fromstring(box.read("word/document.xml"))
    except (ParseError, KeyError):
        raise Refused(BROKEN) from None
    body = first(root, "body")
    book = Book("docx", sheets(pieces(body)) if body is not None else [])
    if not book.sheets:
        raise Refused("文件里没有表格，没有读取。名册要放在表格里才能导入，请把内容整理成表格后再试。")
    return book
