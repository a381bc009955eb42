"""A chart as data: what a pen, a page or a workbook draws from, in its own way."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_SERIES = 4  # a reader tells four colours and four hatchings apart, not five


@dataclass(frozen=True)
class Series:
    """One colour of the bars; as many values as the chart has labels, None where nothing is known."""
    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Chart:
    """`kind`: 'bars' lie (many or long labels), 'columns' stand (few short ones, years), 'pie' shares of a whole.

    `unit` follows every value in words (人, %). ValueError for more than four series, a pie of several, or a series that
    has not one value for each label.
    """
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    kind: str = "bars"
    unit: str = ""

    def __post_init__(self) -> None:
        if self.kind not in ("bars", "columns", "pie"):
            raise ValueError(f"no such chart: {self.kind}")
        if not 1 <= len(self.series) <= (1 if self.kind == "pie" else MOST_SERIES):
            raise ValueError(f"a chart of {len(self.series)} series")
        if any(len(series.values) != len(self.labels) for series in self.series):
            raise ValueError("a value for each label")

    @property
    def empty(self) -> bool:
        return not any(value for series in self.series for value in series.values)

    def rows(self) -> list[list[str]]:
        """As a table to paste: headings, then a row for each label."""
        return [["", *(series.name for series in self.series)],
                *([label, *(said(series.values[n]) for series in self.series)] for n, label in enumerate(self.labels))]


def said(value: float | None, places: int = 2) -> str:
    """12, 12.5, 0.33; nothing where nothing is known."""
    return "" if value is None else f"{value:.{places}f}".rstrip("0").rstrip(".") if value % 1 else f"{int(value)}"


def one(title: str, name: str, counts: Sequence[tuple[str, float | None]], kind: str = "bars", unit: str = "") -> Chart:
    """A chart of one series from (label, value)."""
    return Chart(title, tuple(label for label, _ in counts), (Series(name, tuple(value for _, value in counts)),), kind, unit)
