"""The places of a worksheet when rows are put in: references in formulas, merged ranges and anchors move along."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

TOKEN = re.compile(
    r'"(?:[^"]|"")*"'  # a text
    r"|(?P<sheet>(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
    r"(?P<from>\$?[A-Z]{1,3}\$?[1-9]\d{0,6})(?::(?P<to>\$?[A-Z]{1,3}\$?[1-9]\d{0,6}))?(?![\w(.])")
PLACE = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)")
GATHERING = re.compile(r"\b(?:SUM|COUNT|COUNTA|AVERAGE|MAX|MIN)\($")  # a single cell in them means all of its items


def column_number(letters: str) -> int:
    """A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def parted(reference: str) -> tuple[str, int]:
    """B12 -> (B, 12)."""
    match = PLACE.fullmatch(reference)
    assert match is not None, reference
    return match[2], int(match[4])


def own(reference: str, home: int) -> bool:
    """Whether a cell of the repeated row is meant that goes along with its item: D4, not D$4."""
    match = PLACE.fullmatch(reference)
    return match is not None and not match[3] and int(match[4]) == home


@dataclass
class Shift:
    """How many rows are put in behind which row of the form."""
    added: dict[int, int] = field(default_factory=dict)

    def row(self, old: int) -> int:
        """Where a row comes to stand; of a repeated one the first."""
        return old + sum(more for at, more in self.added.items() if at < old)

    def end(self, old: int) -> int:
        """The last of a repeated row."""
        return self.row(old) + self.added.get(old, 0)

    def range(self, reference: str) -> str:
        """A1:C5, or several with blanks between; a range that ends in a repeated row reaches over all of it."""
        return " ".join(self.one(each) for each in reference.split())

    def one(self, reference: str) -> str:
        first, _, last = reference.partition(":")
        if not (PLACE.fullmatch(first) and PLACE.fullmatch(last or first)):
            return reference
        end = self.moved(last or first, self.end)
        start = self.moved(first, self.row)
        return start if end == start else f"{start}:{end}"

    def moved(self, reference: str, where: Callable[[int], int]) -> str:
        fixed, letters, held, row = PLACE.fullmatch(reference).groups()  # type: ignore[union-attr]
        return f"{fixed}{letters}{held}{where(int(row))}"

    def formula(self, text: str, sheet: str, home: int = 0, repeats: int = 0) -> str:
        """`sheet` is the formula's own; a formula in the repeated row `home` means its own item there."""
        def moved(match: re.Match[str]) -> str:
            first, last = match["from"], match["to"]
            if first is None or (match["sheet"] and match["sheet"].strip("!'") != sheet):
                return match[0]
            lead = match["sheet"] or ""
            if home and all(own(place, home) for place in (first, last) if place):
                return lead + ":".join(self.moved(p, lambda row: self.row(row) + repeats) for p in (first, last) if p)
            if last is None:
                whole = self.one(first)
                gathers = GATHERING.search(text[:match.start()]) and text[match.end():match.end() + 1] == ")"
                return lead + (whole if gathers else self.moved(first, self.row))
            return f"{lead}{self.moved(first, self.row)}:{self.moved(last, self.end)}"

        return TOKEN.sub(moved, text)
