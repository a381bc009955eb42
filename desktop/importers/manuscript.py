"""The plain text of a manuscript (docx or txt) for the editor of 公文: a line a paragraph, tables with tabs between cells."""
from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring

from desktop.fields.refused import Refused
from desktop.importers import delimited, formats, ole, word
from desktop.importers.source import Book, Limits, Sheet

WRONG = "文稿要用 docx 或 txt 文件，没有打开。请用WPS打开原来的文件，另存为 docx 文档后再试。"
EMPTY = "文件里没有文字，没有打开。请检查是不是选错了文件。"
MOST_IN_A_CELL = 2
ORDINALS = "一二三四五六七八九十"
FORMATS = {"chineseCountingThousand": "han", "chineseCounting": "han", "japaneseCounting": "han", "ideographDigital": "han",
           "decimal": "digits"}


def read(path: Path, limits: Limits) -> Book:
    """One sheet whose rows are the lines; Refused with a sentence when it is no manuscript. Call it in the child."""
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(b"PK"):
        lines = document(path, limits)
    elif told := next((sentence for magic, sentence in formats.MAGIC if start.startswith(magic)), None):
        raise Refused(told if told.endswith(formats.SAVE_WORD) else WRONG)  # the others speak of tables
    elif start.startswith(ole.SIGNATURE):
        raise Refused(formats.OLD_WORD if holds_word(path) else WRONG)
    else:
        lines = plain(path).splitlines()
    lines = [line.rstrip() for line in lines]
    if not any(lines):
        raise Refused(EMPTY)
    return Book("text", [Sheet(path.name, [(number, [line]) for number, line in enumerate(lines, 1) if line.strip()])])


def plain(path: Path) -> str:
    try:
        return delimited.decode(path.read_bytes())[0]
    except Refused:  # its advice is for tables
        raise Refused(WRONG) from None


def holds_word(path: Path) -> bool:
    try:
        return "WordDocument" in ole.Compound(path.read_bytes()).names
    except ole.Broken:
        return False


def document(path: Path, limits: Limits) -> list[str]:
    try:
        with zipfile.ZipFile(path) as box:
            formats.weigh(box, limits, path.stat().st_size)
            if formats.kind_of(box) != "docx":
                raise Refused(WRONG)
            formats.inspect(box, limits)
            root = fromstring(box.read("word/document.xml"))
            numbering = fromstring(box.read("word/numbering.xml")) if "word/numbering.xml" in box.namelist() else None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError,
            ParseError, KeyError):
        raise Refused(word.BROKEN) from None
    body = word.first(root, "body")
    return list(paragraphs(body, Numbers(numbering))) if body is not None else []


def paragraphs(body: Element, numbers: Numbers) -> Iterator[str]:
    for child in word.children(body):
        kind = word.local(child)
        if kind == "p":
            yield from (numbers.before(child) + word.text(child)).splitlines()
        elif kind == "tbl":
            for row in (c for c in word.children(child) if word.local(c) == "tr"):
                yield from framed([c for c in word.children(row) if word.local(c) == "tc"], numbers)


def framed(cells: list[Element], numbers: Numbers) -> Iterator[str]:
    """A row of a table on one line; a cell of several paragraphs is text set in a frame, its paragraphs are lines."""
    texts = [[numbers.before(p) + word.text(p) for p in word.children(cell) if word.local(p) == "p"] for cell in cells]
    told = [[t for t in text if t.strip()] for text in texts]
    if max(map(len, told), default=0) <= MOST_IN_A_CELL:
        yield "\t".join(re.sub(r"\s+", " ", "".join(text)).strip() for text in told)
        return
    for text in told:
        for paragraph in text:
            yield from paragraph.splitlines()


class Numbers:
    """Ordinals that Word numbers by itself: they stand in no text, and would be lost."""

    def __init__(self, numbering: Element | None) -> None:
        self.levels: dict[tuple[str, str], tuple[str, str]] = {}
        self.counted: dict[tuple[str, str], int] = {}
        if numbering is None:
            return
        abstract = {word.told(a, "abstractNumId"): a for a in numbering if word.local(a) == "abstractNum"}
        for number in (n for n in numbering if word.local(n) == "num"):
            definition = abstract.get(word.told(word.first(number, "abstractNumId")))
            for level in definition if definition is not None else ():
                if word.local(level) == "lvl":
                    key = word.told(number, "numId") or "", word.told(level, "ilvl") or "0"
                    self.levels[key] = (word.told(word.first(level, "numFmt")) or "", word.told(word.first(level, "lvlText")) or "")

    def before(self, paragraph: Element) -> str:
        """一、 or 1. as the reader of the document sees it; '' where there is none."""
        used = word.first(paragraph, "pPr", "numPr")
        if used is None:
            return ""
        number = word.told(word.first(used, "numId")) or ""
        level = word.told(word.first(used, "ilvl")) or "0"
        kind, pattern = self.levels.get((number, level), ("", ""))
        if kind not in FORMATS:
            return ""
        for deeper in [key for key in self.counted if key[0] == number and key[1] > level]:
            del self.counted[deeper]
        count = self.counted[number, level] = self.counted.get((number, level), 0) + 1
        written = han(count) if FORMATS[kind] == "han" else str(count)
        return re.sub(r"%\d", written, pattern) if pattern.count("%") == 1 else ""


def han(count: int) -> str:
    tens, ones = divmod(count, 10)
    if not tens:
        return ORDINALS[ones - 1]
    return (ORDINALS[tens - 1] if tens > 1 else "") + "十" + (ORDINALS[ones - 1] if ones else "")
