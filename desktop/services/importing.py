"""An import before anything is written: what each row of a file will do, and what is wrong with it."""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from desktop.fields.field import Field
from desktop.fields.kinds import BadValue, Doubtful, plain
from desktop.importers.headings import Table

Verdict = Literal["new", "changed", "same", "wrong"]
OnMatch = Literal["skip", "update", "fill"]


@dataclass(frozen=True)
class CellProblem:
    """One thing that is wrong or doubtful, and where it stands in the file."""
    sheet: str
    row: int
    column: str
    value: str
    reason: str
    severity: Literal["error", "warning"]


@dataclass
class RowPlan:
    """What one row of the file will do.

    `raw` are its cells by field, `headings` the words above them; `changes` are (field, stored text, new text).
    """
    sheet: str
    row: int
    draft: dict[str, Any]
    raw: dict[str, Any]
    headings: dict[str, str] = field(default_factory=dict)
    verdict: Verdict = "new"
    record_id: str | None = None
    changes: list[tuple[Field, str, str]] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.draft.get("name") or ""


@dataclass(frozen=True)
class Plan:
    """The whole import before anything is written."""
    rows: list[RowPlan]
    on_match: OnMatch
    skipped: list[CellProblem] = field(default_factory=list)

    def count(self, verdict: Verdict) -> int:
        return sum(r.verdict == verdict for r in self.rows)

    @property
    def problems(self) -> list[CellProblem]:
        return [*self.skipped, *(p for r in self.rows for p in r.problems)]

    def wrong(self) -> list[RowPlan]:
        return [r for r in self.rows if r.verdict == "wrong"]

    def to_store(self) -> list[RowPlan]:
        return [r for r in self.rows if r.verdict == "new" or (r.verdict == "changed" and self.on_match != "skip")]


class Reader:
    """Reads rows by the fields; the planner of each noun goes on from the draft."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.fields = {f.name: f for f in fields}

    def problem(self, plan: RowPlan, name: str, reason: str, value: Any = "", *, error: bool = True) -> None:
        label = self.fields[name].label if name in self.fields else name
        plan.problems.append(CellProblem(plan.sheet, plan.row, plan.headings.get(name, label), plain(value), reason,
                                         "error" if error else "warning"))

    def read(self, plan: RowPlan, table: Table, cells: Mapping[str, Any]) -> None:
        """Parse the row's cells into its draft; what cannot be read becomes a problem of the row."""
        plan.headings = {c.field.name: c.heading for c in table.columns if c.field}
        for name, raw in cells.items():
            try:
                plan.draft[name] = self.fields[name].kind.parse(raw)
            except Doubtful as doubt:
                plan.draft[name] = doubt.value
                self.problem(plan, name, str(doubt), raw, error=False)
            except BadValue as error:
                self.problem(plan, name, str(error), raw)


def report(ready: Plan, file: str, stored: int) -> dict[str, Any]:
    """The import's report as the command line writes it."""
    counts = Counter(r.verdict for r in ready.rows)
    return {"file": file, "rows": len(ready.rows), "new": counts["new"], "changed": counts["changed"],
            "same": counts["same"], "stored": stored, "problems": [vars(p) for p in ready.problems]}
