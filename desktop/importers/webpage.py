"""Tables of a web page; many programs save one under the name .xls."""
from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from desktop.fields.refused import Refused
from desktop.importers.delimited import TOO_MANY, UNREADABLE, decode
from desktop.importers.source import MOST_CELLS, Book, Sheet, tidy

WIDEST_SPAN = 1000
IGNORED = ("style", "script", "head", "title")


class Grid:
    """Cells put down one after another, with spans, as a browser lays them out."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], str | None] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.row, self.column = 0, 0

    def next_row(self) -> None:
        self.row += 1
        self.column = 0

    def put(self, text: str | None, columns: int, rows: int) -> None:
        while (self.row, self.column) in self.cells:
            self.column += 1
        if len(self.cells) + rows * columns > MOST_CELLS:
            raise Refused(TOO_MANY)
        for r in range(rows):
            for c in range(columns):
                self.cells[self.row + r, self.column + c] = text if not (r or c) else None
        if rows > 1 or columns > 1:
            self.merged.append((self.row, self.column, self.row + rows - 1, self.column + columns - 1))
        self.column += columns

    def sheet(self, name: str) -> Sheet:
        lines: dict[int, list[str | None]] = {}
        for (row, column), text in sorted(self.cells.items()):
            line = lines.setdefault(row, [])
            line.extend([None] * (column + 1 - len(line)))
            line[column] = text
        return Sheet(name, tidy(list(lines.items())), merged=self.merged)


class Page(HTMLParser):
    """Tables in a table's cell become tables of their own, and their text stays out of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[Grid] = []
        self.open: list[tuple[Grid, list[str] | None, tuple[int, int]]] = []
        self.quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in IGNORED:
            self.quiet += 1
        elif tag == "table":
            grid = Grid()
            self.done.append(grid)
            self.open.append((grid, None, (1, 1)))
        elif self.open and tag == "tr":
            self.close_cell()
            self.open[-1][0].next_row()
        elif self.open and tag in ("td", "th"):
            self.close_cell()
            told = dict(attrs)
            self.open[-1] = self.open[-1][0], [], (span(told.get("colspan")), span(told.get("rowspan")))
        elif tag in ("br", "p", "div"):
            self.handle_data("\n" if tag == "br" else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in IGNORED:
            self.quiet = max(0, self.quiet - 1)
        elif self.open and tag in ("td", "th", "tr"):
            self.close_cell()
        elif self.open and tag == "table":
            self.close_cell()
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and not self.quiet and (parts := self.open[-1][1]) is not None:
            parts.append(data if data == "\n" else re.sub(r"[ \t\r\n]+", " ", data))

    def close_cell(self) -> None:
        grid, parts, (columns, rows) = self.open[-1]
        if parts is not None:
            text = re.sub(r" *\n *", "\n", "".join(parts)).strip(" \n")
            grid.put(text or None, columns, rows)
        self.open[-1] = grid, None, (1, 1)


def span(told: str | None) -> int:
    return max(1, min(int(told), WIDEST_SPAN)) if told and told.strip().isdecimal() else 1


def read(path: Path, encoding: str = "") -> Book:
    data = path.read_bytes()
    charset = re.search(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", data[:4000])
    named = encoding or (charset[1].decode().lower() if charset else "")
    if named in ("gb2312", "gbk"):
        named = "gb18030"  # the larger set, of which the named ones are parts
    try:
        text, told = decode(data, "" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else named)
    except Refused:
        text, told = decode(data)
    page = Page()
    page.feed(text)
    page.close()
    while page.open:
        page.close_cell()
        page.open.pop()
    sheets = [g.sheet(f"表格{n}") for n, g in enumerate((g for g in page.done if g.cells), 1)]
    if not any(s.rows for s in sheets):
        raise Refused("这是一个网页文件，里面没有表格，没有读取。请检查是不是选错了文件。" if text else UNREADABLE)
    return Book("html", sheets, ["文件里面其实是网页，已按网页里的表格读取"], told)
