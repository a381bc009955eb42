"""What is fast, held against a yardstick measured in the same run: `python benchmarks/bench.py [row ...]`.

A row is a file beside this one with TITLE, YARDSTICK, AIM (ours may take that many times the yardstick), ROUNDS, and a
context manager `sides(folder)` that gives two functions, ours and the yardstick; each does the work once and returns its
seconds. The sides take turns and change who goes first, so that a machine busy with something else slows both; only
the ratio of the medians counts.
"""
from __future__ import annotations

import importlib
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]


@dataclass(frozen=True)
class Result:
    """Seconds of both sides, round by round."""

    ours: list[float]
    yardstick: list[float]

    @property
    def ratio(self) -> float:
        return statistics.median(self.ours) / statistics.median(self.yardstick)

    @property
    def spread(self) -> tuple[float, float]:
        """The quartiles of the rounds' own ratios: how far to trust the ratio."""
        low, _, high = statistics.quantiles([a / b for a, b in zip(self.ours, self.yardstick, strict=True)], n=4)
        return low, high


def measure(row: ModuleType) -> Result:
    result = Result([], [])
    with tempfile.TemporaryDirectory() as folder, row.sides(Path(folder)) as (ours, yardstick):
        ours(), yardstick()  # the first time pays for cold files
        for turn in range(row.ROUNDS):
            both = [(result.ours, ours), (result.yardstick, yardstick)]
            for seconds, once in both if turn % 2 else reversed(both):
                seconds.append(once())
    return result


def main(names: list[str]) -> int:
    known = sorted(path.stem for path in HERE.glob("*.py") if "\nYARDSTICK = " in path.read_text("utf-8"))
    if unknown := sorted(set(names) - set(known)):
        print(f"没有 {'、'.join(unknown)}；有 {'、'.join(known)}。", file=sys.stderr)
        return 2
    past = 0
    for name in names or known:
        row = importlib.import_module(name)
        result = measure(row)
        low, high = result.spread
        verdict = "达到" if result.ratio <= row.AIM else "超过"
        past += result.ratio > row.AIM
        print(f"{name:8} {result.ratio:5.2f} 倍（四分位 {low:.2f}–{high:.2f}），{verdict}目标 {row.AIM:g} 倍；"
              f"{row.TITLE} {1000 * statistics.median(result.ours):.2f} 毫秒，"
              f"{row.YARDSTICK} {1000 * statistics.median(result.yardstick):.2f} 毫秒，{row.ROUNDS} 轮", flush=True)
    return 1 if past else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
