"""Text tables (csv, txt): encoding and delimiter are told from the content."""
from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from pathlib import Path

from desktop.fields.refused import Refused
from desktop.importers.source import LONGEST_TEXT, MOST_CELLS, MOST_ROWS, Book, Sheet, tidy

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DELIMITERS = ("\t", ",", ";", "，", "；", "|")
NAMES = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16",
         "gb18030": "GB18030"}
MOST_LINES = 300  # in one cell
TOO_MANY = f"文件的内容超过 {MOST_ROWS:,} 行或 {MOST_CELLS:,} 个单元格，没有读取。请拆成几个文件后再导入。"
UNPAIRED = "文件第 {number} 条起引号不成对，分不清各列，没有读取。请用WPS打开，另存为 xlsx 表格后再导入。"
RUNS_ON = "文件里有一处文字长达 20 万字而没有分列，可能引号不成对，没有读取。请检查是不是选错了文件，或用WPS另存为 xlsx 表格后再导入。"
UNREADABLE = "看不出文件的文字编码，没有读取。请用WPS打开，另存为 xlsx 表格后再导入。"


def decode(data: bytes, encoding: str = "") -> tuple[str, str]:
    """(text, encoding): byte order mark, then UTF-8, then UTF-16 without a mark, then GB18030; all strict."""
    tried = [encoding] if encoding else guesses(data)
    for each in tried:
        try:
            text = data.decode(each)
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding or not strange(text):
            return text, NAMES.get(each, each)
    raise Refused(UNREADABLE)


def guesses(data: bytes) -> list[str]:
    for mark, name in MARKS:
        if data.startswith(mark):
            return [name]
    sample = data[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if even or odd:  # a text without a single NUL cannot be told as UTF-16 from digits and commas
        wide = "utf-16-le" if odd >= even else "utf-16-be"
        if likely(sample[:len(sample) // 2 * 2].decode(wide, "replace")):
            return [wide]
    return ["utf-8", "gb18030"]


def likely(text: str) -> bool:
    """Are nearly all characters those of a Chinese office? UTF-8 with a NUL in it, read as UTF-16, is a jumble."""
    known = sum(c in "\t\r\n" or " " <= c <= "~" or "\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f"
                or "\uff00" <= c <= "\uffef" for c in text)
    return known >= 0.8 * len(text)


def strange(text: str) -> bool:
    """Control characters mean that this is no text at all."""
    return bool(re.search(r"[\x00-\x08\x0e-\x1f]", text))


def delimiter(text: str) -> str:
    """The one that cuts most lines into the same number of columns; full-width ones only when nothing else does."""
    best, chosen = 0.0, ","
    sample = text[:60_000]
    for each in DELIMITERS:
        try:
            widths = Counter(len(r) for r in list(csv.reader(io.StringIO(sample), delimiter=each))[:200] if any(r))
        except csv.Error:
            continue
        widths.pop(1, None)
        if widths:
            width, lines = max(widths.items(), key=lambda w: (w[1] * w[0], w[0]))
            score = lines * min(width, 40) * (0.5 if each in "，；" else 1.0)
            if score > best:
                best, chosen = score, each
    return chosen


def read(path: Path, encoding: str = "") -> Book:
    text, told = decode(path.read_bytes(), encoding)
    book = Book("csv", encoding=told)
    book.sheets.append(Sheet(path.stem, tidy(rows(text))))
    return book


def rows(text: str) -> list[tuple[int, list[str | None]]]:
    csv.field_size_limit(LONGEST_TEXT)
    first, _, rest = text.partition("\n")
    declared = re.fullmatch(r"sep=(.)\r?", first)  # a hint of spreadsheet programs, not a row that they show
    cut = declared[1] if declared else delimiter(text)
    found: list[tuple[int, list[str | None]]] = []
    cells = 0
    filled = 0
    try:
        for number, line in enumerate(csv.reader(io.StringIO(rest if declared else text, newline=""), delimiter=cut), 1):
            cells += len(line)
            filled += any(line)
            if cells > MOST_CELLS or filled > MOST_ROWS or number > 1_048_576:
                raise Refused(TOO_MANY)
            if any(c.count("\n") > MOST_LINES for c in line):
                raise Refused(UNPAIRED.format(number=number))
            found.append((number, [cell(c) for c in line]))
    except csv.Error:
        raise Refused(RUNS_ON) from None
    if cut_short(rest if declared else text, cut):
        raise Refused(UNPAIRED.format(number=len(found)))
    return found


def cut_short(text: str, cut: str) -> bool:
    """Does the text end inside quotes? Then the last cell has swallowed what came after them."""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=cut, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def cell(text: str) -> str | None:
    """Without the disguises that keep a spreadsheet from turning numbers round: ="0370", a leading quote, a tab."""
    if match := re.fullmatch(r'="(.*)"', text, re.DOTALL):
        text = match[1]
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\t")
    return text.removeprefix("'") or None
