"""提案者: who may propose as what, which form that makes, and how papers name them."""
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

ONE, JOINT, COLLECTIVE = "个人", "联名", "集体"
ONLY_IN_PLENARY = ("界别", "小组")
"""Bodies that propose only while the plenary sits (domain.md 3.1)."""
PARTING = re.compile(r"[、,，;；/\n\t]+|\s{2,}")
SPREAD = re.compile(r"(?<![^\s、,，;；/:：])([^\W\d_])[ \u3000]+([^\W\d_])(?![^\s、,，;；/（(等])")
ASIDE = re.compile(r"\s*[（(][^（()）]*[）)]$")
COUNTED = re.compile(r"[（(]?等?\s*\d+\s*[名人位](委员)?[）)]?$|等$")


def split(text: str, known: Callable[[str], bool] = lambda name: True) -> list[str]:
    """张三、李　四等5人 -> 张三, 李四. A blank within is one of 李　四, or parts two names when together nobody is called so;
    what stands in brackets behind a name, 张三（工商联界）, is left out where nobody is called so with it."""
    found: list[str] = []
    for part in (COUNTED.sub("", p.strip(" \u3000:：")).strip() for p in PARTING.split(SPREAD.sub(r"\1\2", text))):
        if (bare := ASIDE.sub("", part)) != part and not known("".join(part.split())) and known("".join(bare.split())):
            part = bare
        words = part.split()
        whole = "".join(words)
        found += [whole] if len(words) < 2 or known(whole) or not all(len(w) > 1 for w in words) else words
    return list(dict.fromkeys(n for n in found if n))


def form_of(sponsors: Sequence[Mapping[str, Any]], joint: int = 2) -> str:
    """`sponsors` in their order, with `body` for a body; `joint` signers make a joint proposal (some counties: 3)."""
    if sponsors and sponsors[0].get("body"):
        return COLLECTIVE
    return JOINT if len(sponsors) >= joint else ONE


def shown(sponsors: Sequence[Mapping[str, Any]], most: int = 1) -> str:
    """张三等5人, or every name when they are no more than `most`."""
    names = [str(s["name"]) for s in sponsors]
    return "、".join(names) if len(names) <= most else f"{'、'.join(names[:most])}等{len(names)}人"


def objections(sponsors: Sequence[Mapping[str, Any]], timing: str | None) -> list[str]:
    """What a proposal still lacks: 界别 and 小组 need the convener's signature, other bodies name and seal."""
    found = []
    if not sponsors:
        return ["没有提案者"]
    for each in sponsors:
        body = each.get("body")
        if body in ONLY_IN_PLENARY:
            if not each.get("convener"):
                found.append(f"{each['name']}没有召集人签名")
            if timing == "平时":
                found.append(f"{body}只在全体会议期间提出提案，请核对时间属性")
        elif body and each.get("sealed") is False:
            found.append(f"{each['name']}没有盖章")
    return found


def cosigned(sponsor: Mapping[str, Any], until: dt.date | None, day: dt.date) -> str:
    """已联名, 待联名 or 逾期未联名 of one who was asked to sign; who was never asked has signed on the paper."""
    if sponsor.get("invited") is None or sponsor.get("signed") is not None:
        return "已联名"
    return "逾期未联名" if until is not None and day > until else "待联名"
