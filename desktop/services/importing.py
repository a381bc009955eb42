"""An import before anything is written: what each row of a file will do, and what is wrong with it."""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import BadValue, Day, Doubtful, IdNumber, Integer, PartialDate, Phone, plain
from desktop.fields.refused import Refused
from desktop.importers.source import ErrorValue
from desktop.importers.table import Table
from desktop.models.change import Audit

OF_THE_STORE = {("office", "委员"), ("role", "其他人员")}  # what the store says where a file says nothing

# What clerks write into a cell that has no number and no date.
NOTHING = frozenset(("无", "不详", "未知", "暂无", "-", "—", "－", "——", "/", "／", "\\", "待查", "待补"))

EXACT = (PartialDate, Day, IdNumber, Phone, Integer)

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
    paragraph: bool = False

    @property
    def where(self) -> str:
        """台账.xlsx 第5行 提案人; of a paper 张三.docx 第2段 提案人."""
        line = f"第{self.row}{'段' if self.paragraph else '行'}" if self.row else ""
        return " ".join(filter(None, (self.sheet, line, self.column)))

    @property
    def sentence(self) -> str:
        return f"{self.where}：{self.reason}"


@dataclass
class RowPlan:
    """What one row of the file will do.

    `raw` are its cells by field, `headings` the words above them; `changes` are (field, stored text, new text).
    Of a paper `places` tells in which paragraph a field was found.
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
    places: dict[str, int] | None = None

    @property
    def name(self) -> str:
        return self.draft.get("name") or ""


@dataclass(frozen=True)
class Plan:
    """The whole import before anything is written; `basis` is the last audited change that it knows."""
    rows: list[RowPlan]
    on_match: OnMatch
    skipped: list[CellProblem] = field(default_factory=list)
    basis: int = 0

    def count(self, verdict: Verdict) -> int:
        return sum(r.verdict == verdict for r in self.rows)

    @property
    def problems(self) -> list[CellProblem]:
        return [*self.skipped, *(p for r in self.rows for p in r.problems)]

    def wrong(self) -> list[RowPlan]:
        return [r for r in self.rows if r.verdict == "wrong"]

    def to_store(self) -> list[RowPlan]:
        return [r for r in self.rows if r.verdict == "new" or (r.verdict == "changed" and self.on_match != "skip")]


def last_change(session: Session) -> int:
    return session.scalar(select(func.max(Audit.id)).where(Audit.entity != "")) or 0


def still_true(session: Session, ready: Plan) -> None:
    """A plan made before somebody else wrote may say 新增 of a person who is there by now."""
    if last_change(session) != ready.basis:
        raise Refused("核对以后资料又有改动，没有写入。请重新核对一次再写入。")


class Reader:
    """Reads rows by the fields; the planner of each noun goes on from the draft."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.fields = {f.name: f for f in fields}

    def problem(self, plan: RowPlan, name: str, reason: str, value: Any = "", *, error: bool = True) -> None:
        label = self.fields[name].label if name in self.fields else name
        row = plan.row if plan.places is None else plan.places.get(name, plan.row)
        plan.problems.append(CellProblem(plan.sheet, row, plan.headings.get(name, label), plain(value), reason,
                                         "error" if error else "warning", plan.places is not None))

    def read(self, plan: RowPlan, table: Table, cells: Mapping[str, Any]) -> None:
        """Parse the row's cells into its draft; what cannot be read becomes a problem of the row."""
        plan.headings = {c.field.name: c.heading for c in table.columns if c.field}
        for name, raw in cells.items():
            if isinstance(raw, ErrorValue):
                self.problem(plan, name, raw.reason, raw)
                continue
            if isinstance(self.fields[name].kind, EXACT) and plain(raw) in NOTHING:
                plan.draft[name] = None
                continue
            try:
                plan.draft[name] = self.fields[name].kind.parse(raw)
            except Doubtful as doubt:
                plan.draft[name] = doubt.value
                self.problem(plan, name, str(doubt), raw, error=False)
            except BadValue as error:
                self.problem(plan, name, str(error), raw)

    def same_again(self, row: Mapping[str, Any], draft: Mapping[str, Any], identity: Sequence[str]) -> bool:
        """Is a record without any of the identity the row itself, read before?

        It says everything that the row says; when that is only a name, it says nothing more than that.
        """
        if any(row.get(k) for k in identity):
            return False
        said = {k: v for k, v in draft.items() if self.says(k, v)}
        if not all(self.fields[k].kind.same(row.get(k), v) for k, v in said.items()):
            return False
        return len(said) > 1 or not any(self.says(k, row.get(k)) for k in self.fields if k not in said)

    def says(self, name: str, value: Any) -> bool:
        return value not in (None, "", (), False) and (name, value) not in OF_THE_STORE


def told(tables: Sequence[Table]) -> list[CellProblem]:
    """What the reader left out or found odd in the file, as warnings."""
    found = []
    for table in tables:
        paper = any("lines" in row.cells for row in table.rows)
        head = table.header_rows[-1] if table.header_rows else 0 if paper else 1
        found += [CellProblem(table.sheet, n.row or head, n.column, n.value, n.sentence, "warning", paper) for n in table.warnings]
        found += [CellProblem(table.sheet, s.row, "", s.text, f"没有导入：{s.why}", "warning") for s in table.skipped]
    return found


def report(ready: Plan, file: str, stored: int) -> dict[str, Any]:
    """The import's report as the command line writes it."""
    counts = Counter(r.verdict for r in ready.rows)
    said = ("sheet", "row", "column", "value", "reason", "severity")
    return {"file": file, "rows": len(ready.rows), "new": counts["new"], "changed": counts["changed"], "same": counts["same"],
            "stored": stored, "problems": [{name: getattr(p, name) for name in said} for p in ready.problems]}
