"""What a worksheet says beside its values: hidden rows, strike-through, red, formulas never computed, error values."""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from desktop.importers.source import ErrorValue

NEVER_COMPUTED = "公式无计算结果，请在WPS中打开并保存一次后再导入"
PLACES = re.compile(r"0\.(0+)(?:_.)?")
ZEROS = re.compile(r"0{2,20}")


@dataclass
class Marks:
    """Rows count from 1, columns from 0. `instead` holds cells whose stored value must not be taken as it is."""
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck_rows: set[int] = field(default_factory=set)
    red_rows: set[int] = field(default_factory=set)
    instead: dict[tuple[int, int], ErrorValue | None] = field(default_factory=dict)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    never_computed: list[int] = field(default_factory=list)
    pictures: int = 0
    outside: int = 0
    last_row: int = 0
    last_column: int = 0

    def error(self, row: int, column: int, text: str) -> None:
        self.instead[row, column] = ErrorValue(text)

    def uncomputed(self, row: int, column: int, formula: str) -> None:
        self.instead[row, column] = ErrorValue(f"={formula}", NEVER_COMPUTED)
        self.never_computed.append(row)

    def sentences(self) -> list[str]:
        said = []
        if self.never_computed:
            rows = "、".join(str(r) for r in sorted(set(self.never_computed))[:10])
            said.append(f"第 {rows} 行等处共 {len(self.never_computed)} 个单元格{NEVER_COMPUTED}")
        if self.pictures:
            said.append(f"有 {self.pictures} 个单元格里是图片，图片不随表格导入")
        if self.outside:
            said.append(f"有 {self.outside} 个单元格引用了别的文件，只用了文件里保存的结果，没有去读别的文件")
        return said


def is_red(rgb: str) -> bool:
    """A red that a clerk marks people with, not the dark red of a letterhead."""
    if not re.fullmatch(r"[0-9A-Fa-f]{6,8}", rgb):
        return False
    red, green, blue = (int(rgb[-6:][i:i + 2], 16) for i in (0, 2, 4))
    return red >= 0xC0 and green <= 0x60 and blue <= 0x60


def telling(code: str) -> bool:
    """Does the number format show digits that the stored number has not (1975.10, 001)?"""
    return bool(PLACES.fullmatch(code) or ZEROS.fullmatch(code))


def misleads(code: str, stored: str) -> bool:
    """Is the stored number one that the format shows otherwise?"""
    return bool(re.fullmatch(r"(19|20)\d\d\.\d", stored)) if "." in code else len(stored) < len(code)


def as_shown(value: Any, code: str) -> Any:
    """1975.1 shown as 1975.10, and 1 shown as 001, become the text that the clerk sees.

    Numbers of 16 and more digits stay numbers: their last digits are lost, whatever is shown.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e15:
        return value
    if match := PLACES.fullmatch(code):
        return f"{value:.2f}" if len(match[1]) == 2 and 1900 <= value < 2100 and not float(value).is_integer() else value
    return f"{int(value):0{len(code)}d}" if float(value).is_integer() else value
