"""The plain text of a manuscript (docx or txt) for the editor of 公文: a line a paragraph, tables with tabs between cells."""
from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring

from desktop.fields.refused import Refused
from desktop.importers import delimited, formats, ole, proposal, word
from desktop.importers.dress import Dress, Dresser
from desktop.importers.source import Book, Limits, Sheet

WRONG = "文稿要用 docx 或 txt 文件，没有打开。请用WPS打开原来的文件，另存为 docx 文档后再试。"
EMPTY = "文件里没有文字，没有打开。请检查是不是选错了文件。"
MOST_IN_A_CELL, MOST_LINES, LONGEST_CELL = 2, 6, 300  # paragraphs of a form's cell; paragraphs and characters of a table's
ORDINALS = "一二三四五六七八九十"
FORMATS = {"chineseCountingThousand": "han", "chineseCounting": "han", "japaneseCounting": "han", "ideographDigital": "han",
           "decimal": "digits"}


def read(path: Path, limits: Limits, dressed: bool = False) -> Book:
    """One sheet whose rows are the lines; Refused with a sentence when it is no manuscript. Call it in the child.

    `dressed`: the book also tells how they look, and a table that is none of a form has a line for each of its rows.
    """
    dress = None
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(b"PK"):
        lines, dress = document(path, limits, dressed)
    elif told := next((sentence for magic, sentence in formats.MAGIC if start.startswith(magic)), None):
        raise Refused(told if told.endswith(formats.SAVE_WORD) else WRONG)  # the others speak of tables
    elif start.startswith(ole.SIGNATURE):
        raise Refused(formats.OLD_WORD if holds_word(path) else WRONG)
    else:
        lines = plain(path).splitlines()
    lines = [line.rstrip() for line in lines]
    if not any(lines):
        raise Refused(EMPTY)
    rows = [(number, [line]) for number, line in enumerate(lines, 1) if line.strip()]
    return Book("text", [Sheet(path.name, rows)], dress=dress)


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


def document(path: Path, limits: Limits, dressed: bool = False) -> tuple[list[str], Dress | None]:
    try:
        with zipfile.ZipFile(path) as box:
            formats.weigh(box, limits, path.stat().st_size)
            if formats.kind_of(box) != "docx":
                raise Refused(WRONG)
            formats.inspect(box, limits)
            root = fromstring(box.read("word/document.xml"))
            numbering = fromstring(box.read("word/numbering.xml")) if "word/numbering.xml" in box.namelist() else None
            body = word.first(root, "body")
            lines: list[str] = []
            dresser = Dresser(box) if dressed else None
            if body is not None:
                write(body, Numbers(numbering), lines, dresser)
            return lines, dresser and dresser.dress
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError,
            ParseError, KeyError):
        raise Refused(word.BROKEN) from None


def write(body: Element, numbers: Numbers, lines: list[str], dresser: Dresser | None) -> None:
    """The lines of a document, paragraph by paragraph and table by table; the dresser is told of each."""
    for child in word.children(body):
        kind = word.local(child)
        if kind == "p":
            paragraph(child, numbers, lines, dresser)
        elif kind == "tbl":
            rows = [[c for c in word.children(row) if word.local(c) == "tc"] for row in word.children(child) if word.local(row) == "tr"]
            if dresser and is_grid(rows):
                ordinals = {p: numbers.before(p) for row in rows for cell in row for p in word.children(cell) if word.local(p) == "p"}
                lines += dresser.table(child, rows, len(lines) + 1, ordinals)
                dresser.pictures(child, len(lines))
            else:
                for row in rows:
                    framed(row, numbers, lines, dresser)


def paragraph(element: Element, numbers: Numbers, lines: list[str], dresser: Dresser | None) -> None:
    used = dresser.numbering(element) if dresser else word.first(element, "pPr", "numPr")
    ordinal = numbers.told(used)
    if dresser:
        dresser.paragraph(element, len(lines) + 1, ordinal, numbers.is_bullet(used))
    lines += (ordinal + word.text(element)).splitlines()
    if dresser:
        dresser.pictures(element, len(lines))


def is_grid(rows: list[list[Element]]) -> bool:
    """A table to be kept as one: not a form's, with some words and no text set in a frame."""
    texts = [[cell_texts(cell) for cell in row] for row in rows]
    cells = [cell for row in texts for cell in row]
    if len(rows) < 2 or max(map(len, rows), default=0) < 2 or not any(map(squeezed, cells)):
        return False
    if any(len(cell) > MOST_LINES or sum(map(len, cell)) > LONGEST_CELL for cell in cells):
        return False
    nested = any(word.local(e) == "tbl" for row in rows for cell in row for e in word.children(cell))
    return not nested and not proposal.is_form([[squeezed(cell) for cell in row] for row in texts])


def cell_texts(cell: Element) -> list[str]:
    return [t for p in word.children(cell) if word.local(p) == "p" and (t := word.text(p)).strip()]


def squeezed(texts: list[str]) -> str:
    return re.sub(r"\s+", " ", "".join(texts)).strip()


def framed(cells: list[Element], numbers: Numbers, lines: list[str], dresser: Dresser | None) -> None:
    """A row of a table on one line; a cell of several lines is text set in a frame: they are lines of their own, and what else it holds
    stands between them."""
    paragraphs = [[p for p in word.children(cell) if word.local(p) == "p"] for cell in cells]
    most = max((sum(bool(line.strip()) for p in cell for line in word.text(p).splitlines()) for cell in paragraphs), default=0)
    if most <= MOST_IN_A_CELL and not any(word.local(e) == "tbl" for cell in cells for e in word.children(cell)):
        texts = [[numbers.before(p) + word.text(p) for p in cell] for cell in paragraphs]
        lines.append("\t".join(squeezed([t for t in cell if t.strip()]) for cell in texts))
        if dresser:
            for cell in cells:
                dresser.pictures(cell, len(lines))
        return
    for cell in cells:
        write(cell, numbers, lines, dresser)


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
        return self.told(word.first(paragraph, "pPr", "numPr"))

    def told(self, used: Element | None) -> str:
        """By the numPr of a paragraph or of its style."""
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

    def is_bullet(self, used: Element | None) -> bool:
        if used is None:
            return False
        key = word.told(word.first(used, "numId")) or "", word.told(word.first(used, "ilvl")) or "0"
        return self.levels.get(key, ("", ""))[0] == "bullet"


def han(count: int) -> str:
    tens, ones = divmod(count, 10)
    if not tens:
        return ORDINALS[ones - 1]
    return (ORDINALS[tens - 1] if tens > 1 else "") + "十" + (ORDINALS[ones - 1] if ones else "")
