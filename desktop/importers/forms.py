"""A form with one person's data beside its labels (委员推荐表), read by the labels."""
from __future__ import annotations

from itertools import pairwise
from typing import Any

from desktop.importers.source import Sheet
from desktop.importers.table import Column, Row, Table
from desktop.importers.words import Vocabulary, clean

FEWEST_LINES = 3
LONGEST = 200


def read(sheet: Sheet, vocabulary: Vocabulary) -> Table | None:
    """The form's persons, one row each, numbered by the row of the name; None when the sheet is no form."""
    if not is_form(sheet, vocabulary):
        return None
    table = Table(sheet.title or sheet.name)
    columns: dict[str, Column] = {}
    values: dict[str, Any] = {}
    ends = {(top, left): right for top, left, _, right in sheet.merged}
    for number, cells in sheet.rows:
        taken = -1
        for index, cell in enumerate(cells):
            match = vocabulary.one(cell) if index > taken else None
            if not match or not match.field:
                continue
            beside = ends.get((number, index), index) + 1
            value = at(cells, beside)
            if vocabulary.one(value):
                further = at(cells, ends.get((number, beside), beside) + 1)
                if further is not None and not vocabulary.one(further):
                    value = None  # the next label, not a value that reads like one (政协职务: 委员)
            taken = beside if value is not None else index
            if match.field is vocabulary.key:
                values = {} if table.rows else values
                table.rows.append(Row(number, values))
            columns.setdefault(match.field.name, Column(index, clean(cell), match.field))
            values.setdefault(match.field.name, value)
    table.columns = list(columns.values())
    table.titles = [sheet.title] if sheet.title else []
    return table if table.rows else None


def at(cells: list[Any], index: int) -> Any:
    return cells[index] if index < len(cells) else None


def is_form(sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """Labels of different fields at the head of several lines, and a value right behind the label of the name."""
    if len(sheet.rows) > LONGEST:
        return False
    seen: set[str] = set()
    lines, named, beside_name = 0, False, 0
    for _, cells in sheet.rows:
        words = [c for c in cells if c is not None]
        fresh = vocabulary.fields_in(words) - seen
        labels = [bool(vocabulary.one(c)) for c in words]
        lines += bool(fresh) and (labels[0] or sum(labels) > 1)  # a value may read like a label: 委员, 常委
        seen |= fresh
        for cell, following in pairwise(words):
            match = vocabulary.one(cell)
            if match and match.field is vocabulary.key and vocabulary.key.name in fresh:
                named, beside_name = vocabulary.one(following) is None, len(fresh)
    return named and lines >= FEWEST_LINES and 2 * beside_name <= len(seen)
