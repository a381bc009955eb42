"""Who decides what of whom: the deciders of memberships and offices, and how an event is said.

By the 章程 and county practice members are added and released by the 常委会, chairmen, secretary-general and standing
members are elected by the plenary and released by the 常委会, committee heads are appointed and removed by the 常委会.
A member is never 免去: that word is for offices.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping

MEMBER = "委员"
ELECTED = ("主席", "副主席", "秘书长", "常委")
HEADS = ("专委会主任", "专委会副主任")

BEGINS = frozenset({"增补", "选举", "补选", "任命"})
ENDS = frozenset({"辞去", "撤销资格", "调整不再担任", "去世", "接受辞职", "免去"})
NEEDS_NO_DECISION = frozenset({"去世"})

Table = Mapping[tuple[str, str], tuple[str, ...]]

STANDING_COMMITTEE, PLENARY = "常委会会议", "全体会议"
DECIDERS: Table = {
    **{(MEMBER, event): (STANDING_COMMITTEE,) for event in ("增补", "辞去", "撤销资格", "调整不再担任")},
    (MEMBER, "去世"): (),
    **{(office, event): (PLENARY,) for office in ELECTED for event in ("选举", "补选")},
    **{(office, event): (STANDING_COMMITTEE,) for office in ELECTED for event in ("辞去", "接受辞职", "调整不再担任")},
    **{(office, event): (PLENARY, STANDING_COMMITTEE) for office in ELECTED for event in ("免去", "撤销资格")},
    **{(office, "去世"): () for office in ELECTED},
    **{(office, event): (STANDING_COMMITTEE,) for office in HEADS for event in ("任命", "免去", "辞去", "调整不再担任")},
}
"""(office, event) -> who may decide it; the office's own table wins."""


def objection(office: str, event: str, decider: str | None, table: Table = DECIDERS) -> str | None:
    """Why this decider cannot decide this event of this office; None when it can, or when nothing is said of it yet."""
    if office == MEMBER and event == "免去":
        return "委员不用“免去”，“免去”只用于职务；请选辞去、撤销资格、调整不再担任或去世"
    allowed = table.get((office, event))
    if allowed is None:
        events = "、".join(e for o, e in table if o == office)
        return f"{office}没有“{event}”这种事项，可选：{events}" if events else None
    if decider is None or not allowed or decider in allowed:
        return None
    return f"{office}的“{event}”由{'或'.join(allowed)}决定，不由{decider}决定"


def read_table(lines: Iterable[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The office's table: 职务 事项 决定机构[、决定机构], one a line; raises ValueError with a sentence."""
    found = {}
    for number, line in enumerate(lines, 1):
        parts = line.split()
        if not parts:
            continue
        if len(parts) not in (2, 3):
            raise ValueError(f"第{number}行应写“职务 事项 决定机构”，例如：委员 增补 常委会会议")
        found[parts[0], parts[1]] = tuple(parts[2].split("、")) if len(parts) == 3 else ()
    return found


def write_table(table: Table) -> str:
    return "\n".join(" ".join(filter(None, (office, event, "、".join(who)))) for (office, event), who in table.items())


def said(event: str, office: str, committee: str = "") -> str:
    """增补为委员, 补选为副主席, 任命为提案委主任, 辞去常委职务, 免去经济委副主任职务, 撤销委员资格."""
    name = office.replace("专委会", committee) if committee else office
    if event in BEGINS:
        return f"{event}为{name}"
    if event == "撤销资格":
        return f"撤销{name}资格"
    if event in ("去世", "调整不再担任"):
        return "去世" if event == "去世" else f"调整，不再担任{name}"
    return f"{event}{name}{'' if office == MEMBER else '职务'}"
