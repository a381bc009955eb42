"""The csv pen: a report's rows for another system, in the encoding that it reads, with nothing that a spreadsheet runs."""
from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop.exporters.package import read_back, unlike
from desktop.fields.refused import Refused
from desktop.fields.report import Report, printable
from desktop.services.atomic import replace_file

UTF_8, GB_18030 = "UTF-8", "GB18030"
CODECS = {UTF_8: "utf-8-sig", GB_18030: "gb18030"}  # the mark tells Excel and WPS that it is UTF-8
GROUP = "分组"

# What a spreadsheet takes for a formula (OWASP, CSV Injection), full-width signs too, also behind blanks and line breaks.
BLANKS = r" \t\r\x0b\x0c\xa0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff"
RUNS = re.compile(rf"(?:\A|(?<=\n))(?=[{BLANKS}]*[=+\-@＝＋－＠]|[\t\r])")
NEGATIVE = re.compile(r"-\d+(?:\.\d+)?")


def write(report: Report, out: Path, encoding: str = UTF_8) -> None:
    """One line of headings and one for each row; the group's title stands in a column of its own.

    Titles, dates, notes and sums are left to the other formats. A further table follows an empty line under its title.
    """
    codec = CODECS.get(encoding.upper())
    if codec is None:
        raise Refused(f"CSV 没有“{encoding}”这种编码，可用：{'、'.join(CODECS)}。")

    replace_file(out, lambda path: draw(report, path, codec), lambda path: check(report, path, codec))


def draw(report: Report, path: Path, codec: str) -> None:
    with path.open("w", encoding=codec, newline="") as file:
        csv.writer(file).writerows(rows(report))


def check(report: Report, path: Path, codec: str = CODECS[UTF_8]) -> None:
    with read_back(report.title, csv.Error), path.open(encoding=codec, newline="") as file:
        found = list(csv.reader(file))
    if found != list(rows(report)):
        raise unlike(report.title)


def rows(report: Report) -> Iterator[list[str]]:
    for number, table in enumerate(report.tables):
        if number:
            yield []
            yield [safe(printable(table.title))]
        grouped = any(group.title for group in table.groups)
        yield [*([GROUP] if grouped else []), *(safe(column.label) for column in table.columns)]
        title = ""
        for line in table.lines:
            if line.kind == "group":
                title = safe(line.texts[0])
            elif line.kind == "text":
                yield [*([title] if grouped else []), *values(table, line.texts)]


def values(table: Report, texts: Sequence[str]) -> Iterator[str]:
    for column, text in zip(table.columns, texts, strict=True):
        yield text.replace(",", "") if column.kind.numeric else safe(text)


def safe(text: str) -> str:
    """With a ' before what would be run; a negative number stays one."""
    return text if NEGATIVE.fullmatch(text) else RUNS.sub("'", text)
