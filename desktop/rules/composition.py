"""委员构成: how a body of members divides, each count over a named base."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from desktop.fields.chart import Chart, one

COMMUNIST = ("中共党员", "中共预备党员")
PARTIES = ("民革党员", "民盟盟员", "民建会员", "民进会员", "农工党党员", "致公党党员", "九三学社社员", "台盟盟员")
UNAFFILIATED = "无党派人士"
BANDS = ((0, 35, "35岁及以下"), (36, 45, "36至45岁"), (46, 55, "46至55岁"), (56, 60, "56至60岁"), (61, 200, "61岁及以上"))
COLLEGE = ("研究生", "大学本科", "大学专科")
UNSAID = "未填"
CHARTED = (("界别", "bars"), ("政治面貌", "bars"), ("年龄", "columns"), ("学历", "bars"), ("专委会", "bars"))

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Share:
    """One line: the members counted, and the number of those they are a share of."""
    part: str
    label: str
    records: tuple[str, ...]
    base: int
    of_which: bool = False

    @property
    def count(self) -> int:
        return len(self.records)

    @property
    def percent(self) -> Decimal | None:
        """To two decimals, as reports print it (84 of 643 is 13.06)."""
        if not self.base:
            return None
        return (Decimal(self.count) * 100 / self.base).quantize(Decimal("0.01"), ROUND_HALF_UP)


def age(born: str | None, day: dt.date) -> int | None:
    """Whole years on the day; a birth known to the month counts from its first day, one known to the year from January."""
    if not born:
        return None
    year, month, *rest = (int(p) for p in [*born.split("-"), *("1", "1")][:3])
    return day.year - year - ((day.month, day.day) < (month, rest[0]))


def band(born: str | None, day: dt.date) -> str:
    years = age(born, day)
    return UNSAID if years is None else next(label for low, high, label in BANDS if low <= years <= high)


def average_age(rows: Iterable[Row], day: dt.date) -> Decimal | None:
    ages = [a for r in rows if (a := age(r.get("born"), day)) is not None]
    return (Decimal(sum(ages)) / len(ages)).quantize(Decimal("0.1"), ROUND_HALF_UP) if ages else None


def affiliation(party: str | None) -> str:
    """党外 is everything but 中共; 民主党派 are eight."""
    if party in COMMUNIST:
        return "中共党员"
    return "民主党派" if party in PARTIES else UNAFFILIATED if party == UNAFFILIATED else "群众和其他" if party else UNSAID


def composition(rows: Sequence[Row], day: dt.date, sectors: Iterable[str], committees: Iterable[str],
                former: frozenset[str] | None) -> list[Share]:
    """Every division of the members; `former` are the persons of the term before (None when nothing is known of it)."""
    base = len(rows)
    found: list[Share] = [Share("总数", "委员总数", ids(rows), base)]

    def divide(part: str, label_of: Any, order: Iterable[str] = ()) -> None:
        groups: dict[str, list[Row]] = {label: [] for label in order}
        for row in rows:
            groups.setdefault(label_of(row) or UNSAID, []).append(row)
        found.extend(Share(part, label, ids(group), base) for label, group in groups.items() if group)

    def within(part: str, label: str, chosen: list[Row]) -> None:
        found.append(Share(part, label, ids(chosen), base, of_which=True))

    divide("政治面貌", lambda r: affiliation(r.get("party")), ("中共党员", "民主党派", UNAFFILIATED, "群众和其他"))
    within("政治面貌", "非中共", [r for r in rows if r.get("party") and r["party"] not in COMMUNIST])
    for party in PARTIES:
        if chosen := [r for r in rows if r.get("party") == party]:
            within("政治面貌", party, chosen)
    divide("性别", lambda r: r.get("sex"), ("男", "女"))
    divide("民族", lambda r: "汉族" if r.get("ethnic") == "汉族" else "少数民族" if r.get("ethnic") else UNSAID, ("汉族", "少数民族"))
    divide("年龄", lambda r: band(r.get("born"), day), [label for *_, label in BANDS])
    divide("学历", lambda r: r.get("education"), (*COLLEGE, "中等专科", "高中", "初中"))
    within("学历", "大学专科以上", [r for r in rows if r.get("education") in COLLEGE])
    divide("界别", lambda r: r.get("sector"), sectors)
    for committee in committees:
        within("专委会", committee, [r for r in rows if committee in (r.get("committees") or ())])
    within("专委会", "未入委", [r for r in rows if not r.get("committees")])
    if former is not None:
        divide("届别", lambda r: "连任" if r["id"] in former else "新任", ("连任", "新任"))
    within("职务", "常委会组成人员", [r for r in rows if r.get("office") in ("主席", "副主席", "秘书长", "常委")])
    return found


def charts(shares: Iterable[Share]) -> tuple[Chart, ...]:
    """The divisions that a report shows as pictures; of the committees, whose members may sit in two, the counts."""
    shares = list(shares)
    found = []
    for part, kind in CHARTED:
        counts = [(s.label, s.count) for s in shares if s.part == part and s.of_which == (part == "专委会")]
        if any(count for _, count in counts):
            found.append(one(f"委员{part}构成" if part != "专委会" else "各专委会委员人数", "人数", counts, kind, "人"))
    return tuple(found)


def ids(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(r["id"] for r in rows)


def faults(shares: list[Share]) -> list[str]:
    """Identity checks: the parts of every division add up to its base."""
    sums: dict[str, int] = {}
    for share in shares:
        if not share.of_which and share.part != "总数":
            sums[share.part] = sums.get(share.part, 0) + share.count
    base = shares[0].base if shares else 0
    return [f"{part}各项之和 {total} 与委员总数 {base} 不符" for part, total in sums.items() if total != base]
