"""Who must attend, said as a rule: 全体常委；专委会：经济委；界别：农业界. The rule is asked as of the meeting's day."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WHOLE = ("全体委员", "全体常委", "主席班子", "党组成员", "党员委员", "党外委员", "中心组成员", "机关干部", "机关党员", "县领导",
         "专委会主任", "专委会副主任", "专委会负责人", "乡镇联络员", "联络组组长")
NAMED = ("专委会", "专委会党员", "界别", "联络组", "党派", "身份", "职务", "机构", "人员")
"""Each with a name behind a colon: 专委会：经济委."""
PARTS = re.compile(r"[；;、，,\n]+|和(?=专委会|界别|联络组)")
HELP = "可写：" + "、".join(WHOLE) + "；" + "、".join(f"{n}：…" for n in NAMED) + "；几项用“；”分开"


@dataclass(frozen=True)
class Scope:
    """One part of a rule; `name` is empty for the whole ones, and for 专委会, 界别 that the meeting itself names."""
    what: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.what}：{self.name}" if self.name else self.what


def read(text: str | None, known: Mapping[str, str] | None = None) -> list[Scope]:
    """The parts of a rule; ValueError with a sentence for a word that nobody knows.

    `known` are names of the registers with what they are: {"经济委": "专委会", "农业界": "界别"}, so that 经济委委员 is understood.
    """
    found = []
    for part in filter(None, (p.strip() for p in PARTS.split(text or ""))):
        what, _, name = (s.strip() for s in re.sub("[:＝=]", "：", part).partition("："))
        bare = part.removesuffix("委员").removesuffix("全体")
        if what in NAMED and (name or what in (*OF_COMMITTEE, "界别")):
            found.append(Scope(what, name))
        elif part in WHOLE:
            found.append(Scope(part))
        elif known and (part in known or bare in known):
            found.append(Scope(known.get(part) or known[bare], part if part in known else bare))
        else:
            raise ValueError(f"“{part}”看不懂。{HELP}")
    return found


SAID = {"主席班子": "主席、副主席、秘书长", "专委会主任": "各专委会主任", "专委会副主任": "各专委会副主任",
        "专委会负责人": "各专委会负责人", "乡镇联络员": "各乡镇政协联络员", "联络组组长": "各联络组组长"}
OF_COMMITTEE = ("专委会", "专委会党员")
OTHERS = frozenset({"列席人员", "特邀人员"})  # 身份 that only repeat what the notice is saying


def in_words(text: str | None, committee: str = "") -> str:
    """The rule as a notice says it: 经济委全体委员、农业界委员; `committee` is the meeting's own 专委会. '' for no rule.

    What only the registers can read stays in the clerk's own words.
    """
    found = []
    for part in filter(None, (p.strip() for p in PARTS.split(text or ""))):
        try:
            found += [said(scope, committee) for scope in read(part)]
        except ValueError:
            found.append(part)
    return "、".join(dict.fromkeys(found))


def said(scope: Scope, committee: str) -> str:
    name = scope.name or (committee if scope.what in OF_COMMITTEE else "")
    if not name:
        return SAID.get(scope.what, scope.what)
    if scope.what in OF_COMMITTEE:
        return f"{name}{'党员委员' if scope.what.endswith('党员') else '全体委员'}"
    return f"{name}委员" if scope.what in ("界别", "联络组", "党派") else "有关人员" if name in OTHERS else name


def write(scopes: Iterable[Scope]) -> str:
    return "；".join(map(str, scopes))
