"""The rows under the headings: which are records, which head a group, and which are none of the table's business."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from desktop.fields.kinds import IdNumber, plain
from desktop.importers import lines
from desktop.importers.source import LONGEST_CELL, ErrorValue, Sheet
from desktop.importers.table import Notice, Row, Skipped, Table, letters, listed
from desktop.importers.words import IGNORED, Vocabulary, fold

LONGEST_SKIPPED = 100
TALLEST_MERGE = 5000
Filled = dict[int, Any]


class Body:
    """Reads the rows under the headings into the table; what was filled in or looks odd is told once a column."""

    def __init__(self, sheet: Sheet, table: Table, headings: Sequence[tuple[int, list[Any]]], vocabulary: Vocabulary) -> None:
        self.sheet, self.table, self.vocabulary = sheet, table, vocabulary
        self.mapped = {c.index: c.field for c in table.columns if c.field}
        self.key = next((c.index for c in table.columns if c.field is vocabulary.key), min(self.mapped, default=0))
        self.serial = {c.index for c in table.columns if fold(c.heading) in IGNORED and not c.field}
        self.words = words_of(table, headings)
        self.titles = {fold(t) for t in (*table.titles, sheet.title)} - {""}
        self.wide = {(top, left) for top, left, _, right in sheet.merged if right > left}
        self.falls = merges_down(sheet, headings[-1][0] + 1 if headings else 0, self.mapped)
        self.group = first_group([*table.titles, sheet.title])
        self.noting = False
        self.values: dict[tuple[int, int], Any] = {}
        self.above: Filled = {}
        self.dittos: dict[int, list[int]] = defaultdict(list)
        self.lost: dict[int, list[int]] = defaultdict(list)
        self.fallen: dict[int, list[int]] = defaultdict(list)
        self.stray: set[int] = set()

    def read(self, start: int) -> int:
        """Read from the row at `start`; the place of the row where another table's headings begin, or the end."""
        rows = self.sheet.rows
        place = start
        for place in range(start, len(rows)):
            number, cells = rows[place]
            filled = {n: c for n, c in enumerate(cells) if c is not None}
            if place > start and self.is_other_heading(filled):
                break
            if why := self.why_not(number, filled):
                text = " ".join(lines.squeezed(c) for c in filled.values())
                self.table.skipped.append(Skipped(number, text[:LONGEST_SKIPPED], why))
            elif self.is_group(number, filled):
                self.group = lines.group_words(next(iter(filled.values())))
            else:
                self.record(number, filled)
        else:
            place = len(rows)
        self.tell()
        return place

    def is_other_heading(self, filled: Filled) -> bool:
        known = self.vocabulary.fields_in(filled.values())
        return (len(known) >= 3 and self.vocabulary.key.name in known and 2 * len(known) > len(filled)
                and not self.repeats_heading(filled))

    def repeats_heading(self, filled: Filled) -> bool:
        same = sum(1 for n, c in filled.items() if (word := fold(c)) and word in self.words[n])
        return same == len(filled) or (same >= 3 and 2 * same > len(filled))

    def why_not(self, number: int, filled: Filled) -> str:
        """Why a row is no record, or ""; a row with somebody's name in its place is never skipped."""
        if self.repeats_heading(filled):
            return "重复的表头"
        if not self.table.rows and lines.is_numbering(list(filled.values())):
            return "栏号"
        name = filled.get(self.key)
        named = lines.is_name(name)
        leading = [name] if named else [c for n, c in filled.items() if n <= self.key] or [next(iter(filled.values()))]
        if any(map(lines.is_total, leading)) and not (named and self.says_more(filled)):
            return "合计行"
        if any(map(lines.is_signature, leading)) or (not named and len(filled) <= 4 and any(
                map(lines.is_signature, filled.values()))):
            return "填表人、审核人等落款"
        if any(map(lines.is_note, leading)):
            self.noting = True
            return "注或说明"
        if self.key in self.falls.get(number, {}) and name is None:
            return "与上一行是同一人（姓名单元格合并），这一行没有读取"
        if len(filled) == 1:
            return self.why_not_lone(number, *next(iter(filled.items())))
        if not named and not filled.keys() & self.mapped.keys() and not self.is_group(number, filled):
            return "没有可以导入的内容"
        return ""

    def says_more(self, filled: Filled) -> bool:
        """Is there more in the row than figures? Somebody may be called 合小计."""
        return fold(filled[self.key]) not in lines.TOTALS and any(
            not lines.is_count(c) and not lines.is_total(c) for n, c in filled.items() if n != self.key)

    def why_not_lone(self, number: int, index: int, cell: Any) -> str:
        folded = fold(cell)
        if index in self.serial and lines.is_count(cell):
            return "只有序号"
        if not folded:
            return "没有可以导入的内容"
        if lines.is_page(cell):
            return "页码或续表"
        if any(folded.startswith(t) or (t.startswith(folded) and len(folded) > 6) for t in self.titles):
            return "重复的标题"
        leading = index <= self.key or (number, index) in self.wide
        long = leading and len(plain(cell)) > lines.LONGEST_GROUP
        if lines.is_date(cell) or long or (self.noting and lines.goes_on_with_note(cell)):
            return "注或说明"
        if index not in self.mapped and not self.is_group(number, {index: cell}):
            return "没有可以导入的内容"
        return ""

    def is_group(self, number: int, filled: Filled) -> bool:
        """One short cell across the table, before the names or with a group's words; a head count may stand beside it."""
        (index, cell), *others = filled.items()
        if isinstance(cell, ErrorValue) or (not lines.is_name(cell) and not lines.is_group(cell)):
            return False
        if len(plain(cell)) > lines.LONGEST_GROUP:
            return False
        if others:
            return len(others) <= 2 and lines.is_group(cell) and all(lines.is_count(c) for _, c in others)
        return index < self.key or (number, index) in self.wide or lines.is_group(cell)

    def record(self, number: int, filled: Filled) -> None:
        values: Filled = {}
        falls = self.falls.get(number, {})
        for index in self.mapped:
            cell = filled.get(index)
            if cell is None and index in falls:
                cell = self.values.get((falls[index], index))
                if cell is not None:
                    self.fallen[index].append(number)
            elif lines.is_ditto(cell):
                cell = self.from_above(number, index)
            values[index] = self.values[number, index] = cell
        self.stray |= filled.keys() - self.mapped.keys()
        self.noting = False
        self.above = values
        for index, value in values.items():
            if isinstance(value, str) and len(value) >= LONGEST_CELL:
                self.table.warnings.append(Notice(f"有 {len(value):,} 字，已到单元格的上限，后面可能被截断，请核对原文", number,
                                                  self.heading(index), value[:20]))
        self.table.rows.append(Row(number, {self.mapped[n].name: v for n, v in values.items()}, self.group))

    def from_above(self, number: int, index: int) -> Any:
        """The value above; a name or an ID number is one person's own, and never copied."""
        if index == self.key or isinstance(self.mapped[index].kind, IdNumber) or self.above.get(index) is None:
            self.lost[index].append(number)
            return None
        self.dittos[index].append(number)
        return self.above[index]

    def heading(self, index: int) -> str:
        return next((c.heading for c in self.table.columns if c.index == index), letters(index))

    def tell(self) -> None:
        """The notices of the whole table."""
        say = self.table.warnings.append
        for index, rows in self.dittos.items():
            say(Notice(f"{listed(rows)}的“同上”已按上一行填写，共 {len(rows)} 处", rows[0], self.heading(index), "同上"))
        for index, rows in self.fallen.items():
            say(Notice(f"{listed(rows)}与上面的单元格合并，已按上面的内容填写，共 {len(rows)} 处", rows[0], self.heading(index)))
        for index, rows in self.lost.items():
            say(Notice(f"{listed(rows)}的“同上”不能照填，已留空", rows[0], self.heading(index), "同上"))
        self.tell_columns()
        numbers = [r.number for r in self.table.rows]
        if hidden := [n for n in numbers if n in self.sheet.hidden_rows]:
            say(Notice(f"有 {len(hidden)} 行是隐藏或被筛选掉的（{listed(hidden)}），也一并读取，请核对", hidden[0]))
        if struck := [n for n in numbers if n in self.sheet.struck_rows]:
            say(Notice(f"检测到删除线（{listed(struck)}），可能表示已撤换，仍按普通行读取，请核对", struck[0]))
        red = [n for n in numbers if n in self.sheet.red_rows]
        if red and 2 * len(red) < len(numbers):  # a table all in red says nothing about anybody
            say(Notice(f"检测到红色文字（{listed(red)}），可能另有含义，仍按普通行读取，请核对", red[0]))

    def tell_columns(self) -> None:
        say, learned = self.table.warnings.append, self.vocabulary.learned
        told = {n.column for n in self.table.warnings}
        unknown = [c.heading for c in self.table.columns if c.heading and not c.field and c.index not in self.serial
                   and fold(c.heading) not in learned and c.heading not in told]
        if unknown:
            say(Notice(f"这些栏没有对应的内容，不导入：{'、'.join(unknown)}", column=unknown[0]))
        named = {c.index for c in self.table.columns if c.heading}
        if bare := [letters(n) for n in sorted(self.stray - named)]:
            say(Notice(f"{'、'.join(bare)} 列没有表头，不导入", column=bare[0]))
        if hidden := [c.heading for c in self.table.columns if c.field and c.index in self.sheet.hidden_columns]:
            say(Notice(f"这些栏是隐藏的，也一并读取：{'、'.join(hidden)}", column=hidden[0]))


def words_of(table: Table, headings: Sequence[tuple[int, list[Any]]]) -> dict[int, set[str]]:
    """Column -> what its headings say at every level, to know them again when they are repeated."""
    words: dict[int, set[str]] = defaultdict(set)
    for column in table.columns:
        words[column.index].update(map(fold, column.heading.split("/")))
    for _, cells in headings:
        for index, cell in enumerate(cells):
            words[index].add(fold(cell))
    return words


def merges_down(sheet: Sheet, first: int, columns: dict[int, Any]) -> dict[int, dict[int, int]]:
    """Row -> column -> the row where the cell that it is merged into begins."""
    falls: dict[int, dict[int, int]] = defaultdict(dict)
    for top, left, bottom, _ in sheet.merged:
        if top >= first and left in columns:
            for number in range(top + 1, min(bottom, top + TALLEST_MERGE) + 1):
                falls[number][left] = top
    return falls


def first_group(titles: Sequence[str]) -> str:
    """A group's heading may stand above the column headings."""
    told = next((t for t in reversed(titles) if t), "")
    words = lines.group_words(told)
    return words if lines.is_group(told) and words.endswith(("界", "界别")) and len(words) <= 15 else ""
