"""Where a sheet's headings are, and which of its columns are which fields."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from desktop.fields.field import Field
from desktop.importers import forms
from desktop.importers.body import Body
from desktop.importers.source import Book, ErrorValue, Sheet
from desktop.importers.table import Column, Notice, Row, Skipped, Table, letters
from desktop.importers.words import LONGEST, Match, Vocabulary, clean, fold, shape

__all__ = ["Column", "Notice", "Row", "Skipped", "Table", "combine", "find_table", "find_tables", "fold", "shape"]

SEARCHED = 80  # rows from the top in which the headings are looked for
Line = tuple[int, list[Any]]


def find_table(sheet: Sheet, fields: Sequence[Field], learned: Mapping[str, str] | None = None,
               header_row: int | None = None) -> Table | None:
    """The first table of a sheet; `header_row` is the user's own word on where the headings are."""
    found = find_tables(sheet, fields, learned, header_row)
    return found[0] if found else None


def find_tables(sheet: Sheet, fields: Sequence[Field], learned: Mapping[str, str] | None = None,
                header_row: int | None = None) -> list[Table]:
    """Every table of a sheet: a second row of other headings further down begins another."""
    vocabulary = Vocabulary(fields, learned or {})
    if header_row is None and (form := forms.read(sheet, vocabulary)):
        return [form]
    found: list[Table] = []
    start = 0
    at = index_of(sheet, header_row) if header_row is not None else best_row(sheet.rows, vocabulary)
    while at is not None:
        first, last = span_of_headings(sheet, at, vocabulary, start)
        table = Table(sheet.title or sheet.name, titles(sheet.rows[start:first]))
        columns = columns_of(sheet.rows[first:last + 1], vocabulary, table)
        if header_row is None and not any(c.field is vocabulary.key for c in columns):
            break
        table.header_rows = [number for number, _ in sheet.rows[first:last + 1]]
        body = Body(sheet, table, sheet.rows[first:last + 1], vocabulary)
        start = body.read(last + 1)
        found.append(table)
        at = start if start < len(sheet.rows) else None
    return found


def combine(book: Book, fields: Sequence[Field], learned: Mapping[str, str] | None = None,
            header_rows: Mapping[str, int] | None = None, *, hidden: bool = False) -> list[Table]:
    """The tables of all sheets. Sheets without one, hidden sheets and the book's warnings are told by the first table.

    `header_rows` are the user's own, by sheet name; `hidden` reads hidden sheets too.
    """
    found: list[Table] = []
    told = [Notice(w) for w in book.warnings]
    last: tuple[Sheet, Table] | None = None
    for sheet in book.sheets:
        tables = find_tables(sheet, fields, learned, (header_rows or {}).get(sheet.name))
        if not tables and last and book.kind == "docx" and sheet.width == last[0].width:
            tables = [carried_on(sheet, last[1], Vocabulary(fields, learned or {}))]
        if sheet.hidden and not hidden:
            if tables:
                rows = sum(len(t.rows) for t in tables)
                told.append(Notice(f"隐藏的工作表“{sheet.name}”里也有 {rows} 行，没有读取；需要时请先取消隐藏"))
            continue
        if not tables and sheet.rows:
            told.append(Notice(f"工作表“{sheet.name}”里没有找到表头，没有读取"))
        if tables:
            tables[0].warnings[:0] = [Notice(n) for n in sheet.notes]
            last = sheet, tables[-1]
        found += tables
    if found:
        found[0].warnings[:0] = told
    return found


def carried_on(sheet: Sheet, above: Table, vocabulary: Vocabulary) -> Table:
    """A document's table that goes on without headings under a new paragraph."""
    table = Table(sheet.title or sheet.name, columns=above.columns)
    Body(sheet, table, [], vocabulary).read(0)
    return table


def index_of(sheet: Sheet, row: int) -> int | None:
    return next((n for n, (number, _) in enumerate(sheet.rows) if number == row), None)


def best_row(rows: Sequence[Line], vocabulary: Vocabulary) -> int | None:
    """The first row that knows at least half as many fields as the best one."""
    scores = []
    for _, cells in rows[:SEARCHED]:
        known = vocabulary.fields_in(cells)
        lone = vocabulary.key.name in known and sum(c is not None for c in cells) <= 3
        scores.append(float(len(known)) if len(known) >= 2 else 0.5 if lone else 0.0)
    best = max(scores, default=0)
    return next((n for n, s in enumerate(scores) if s and 2 * s >= best), None)


def span_of_headings(sheet: Sheet, at: int, vocabulary: Vocabulary, start: int) -> tuple[int, int]:
    """First and last row of the headings around the row that scored."""
    first = at - 1 if at > start and is_upper(sheet, at, vocabulary) else at
    last = at + 1 if at + 1 < len(sheet.rows) and is_lower(sheet, at, vocabulary) else at
    return first, last


def is_upper(sheet: Sheet, at: int, vocabulary: Vocabulary) -> bool:
    """Is the row above a row of groups (联系方式 over two columns), not a title or 填报单位：…?"""
    (above, cells), (number, _) = sheet.rows[at - 1], sheet.rows[at]
    words = [c for c in cells if c is not None]
    if above != number - 1 or len(words) < 2 or not all(isinstance(c, str) for c in words):
        return False
    if any(len(fold(c)) > 12 or re.search(r"[:：\d]", c) for c in words):
        return False
    spread = [m for m in sheet.merged if m[0] == above and m[3] > m[1]]
    return bool(spread) or bool(vocabulary.fields_in(cells))


def is_lower(sheet: Sheet, at: int, vocabulary: Vocabulary) -> bool:
    """Is the row below a second level of headings? It has no name, and only words where a heading can be."""
    (number, upper), (below, cells) = sheet.rows[at], sheet.rows[at + 1]
    words = {n: c for n, c in enumerate(cells) if c is not None}
    if below != number + 1 or not all(is_heading_text(c) for c in words.values()):
        return False
    over = {n: c for n, c in enumerate(upper) if c is not None}
    keys = [n for n, c in over.items() if (m := vocabulary.one(c)) and m.field is vocabulary.key]
    if any(n in words and fold(words[n]) != fold(over[n]) for n in keys):
        return False
    if not keys and vocabulary.key.name not in vocabulary.fields_in(words.values()):
        return False
    ranges = [m for m in sheet.merged if m[0] == number and m[3] > m[1]]
    wide = {c for _, left, _, right in ranges for c in range(left, right + 1)}
    known = [n for n, c in words.items() if vocabulary.one(c) or fold(c) == fold(over.get(n))]
    return bool(known) or all(n in wide or n not in over for n in words)


def is_heading_text(cell: Any) -> bool:
    return (isinstance(cell, str) and not isinstance(cell, ErrorValue) and len(fold(cell)) <= LONGEST
            and not re.search(r"\d{4}", cell))


def titles(rows: Sequence[Line]) -> list[str]:
    return [" ".join(clean(c) for c in cells if c is not None) for _, cells in rows]


def columns_of(lines: Sequence[Line], vocabulary: Vocabulary, table: Table) -> list[Column]:
    """Columns mapped to fields; two for one field leave the better heading, and are told."""
    width = max(len(cells) for _, cells in lines)
    levels = [[*cells, *[None] * (width - len(cells))] for _, cells in lines]
    groups = spread(levels)
    matches: dict[int, Match] = {}
    seen: dict[str, list[int]] = defaultdict(list)
    for index in range(width):
        parts = list(dict.fromkeys(p for p in (clean(level[index]) for level in groups) if p))
        column = Column(index, "/".join(parts))
        table.columns.append(column)
        if not parts:
            continue
        if match := vocabulary.column(parts, alone=groups[0].count(groups[0][index]) == 1):
            matches[index] = match
        same = seen[fold(column.heading)]
        same.append(index)
        if len(same) > 1:
            column.heading += f"（{len(same)}）"
    give(table, matches)
    tell_twice(table, [same for same in seen.values() if len(same) > 1])
    return table.columns


def spread(levels: list[list[Any]]) -> list[list[Any]]:
    """A group's words stand in its first column only: put them over every column that has a heading below."""
    made = [list(level) for level in levels]
    for upper, lower in pairwise(made):
        group = None
        for index, words in enumerate(upper):
            if words is not None:
                group = words if lower[index] is not None else None
            elif group is not None and lower[index] is not None:
                upper[index] = group
            elif lower[index] is None:
                group = None
    return made


def give(table: Table, matches: dict[int, Match]) -> None:
    """Give each field to the column whose heading fits best."""
    best: dict[str, int] = {}
    for index, match in matches.items():
        if match.field is None:
            continue
        other = best.get(match.field.name)
        if other is None or match.rank < matches[other].rank:
            best[match.field.name] = index
    for index, match in matches.items():
        if match.field is None:
            continue
        chosen = best[match.field.name]
        if chosen == index:
            table.columns[index].field = match.field
        elif fold(table.columns[index].heading.partition("（")[0]) != fold(table.columns[chosen].heading.partition("（")[0]):
            read, left = table.columns[chosen].heading, table.columns[index].heading
            table.warnings.append(Notice(f"“{read}”和“{left}”都是{match.field.label}，只读“{read}”一列", column=left))


def tell_twice(table: Table, repeated: list[list[int]]) -> None:
    for same in repeated:
        heading = table.columns[same[0]].heading
        where = "、".join(letters(n) for n in same)
        read = next((f"只读 {letters(n)} 列" for n in same if table.columns[n].field), "都没有读取")
        table.warnings.append(Notice(f"“{heading}”有 {len(same)} 列（{where} 列），{read}，请核对", column=heading))
