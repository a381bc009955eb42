"""How a body or a unit is written in ledgers beside its registered name: 民进青溪县支部 and 民进青溪县支部委员会 are one."""
from __future__ import annotations

from collections.abc import Mapping

ENDINGS = tuple(sorted((
    "委员会", "工作委员会", "基层委员会", "县委员会", "县工作委员会", "县委会", "县委", "县工委", "工委", "委会",
    "总支", "总支部", "总支部委员会", "总支委员会", "总支委", "支部", "支部委员会", "支委会", "支委", "支社", "支社委员会"),
    key=len, reverse=True))
"""What the end of a body's name may be written as; the level is not told apart, so a name that fits two bodies fits none."""
COUNTY = "县"


def spellings(name: str, county: str) -> tuple[str, ...]:
    """青溪县教育体育局, 县教育体育局 and 教育体育局 as a unit may be registered; nothing is shortened or guessed."""
    short = COUNTY + name.removeprefix(county) if county and name.startswith(county) else name
    forms = [name, short, short if short.startswith(COUNTY) else COUNTY + name]
    if county and short.startswith(COUNTY):
        forms.append(county + short.removeprefix(COUNTY))
    return tuple(dict.fromkeys(forms))


def stem(name: str, county: str, parties: Mapping[str, str]) -> str:
    """民进 of 民进青溪县支部委员会, 民进县支部 and 中国民主促进会青溪县支部; '' when nothing of its own is left.

    `parties` gives one word for each way to write a party.
    """
    kept = name.replace(county, COUNTY) if county else name
    ending = next((e for e in ENDINGS if kept.endswith(e)), "")
    kept = kept.removesuffix(ending).removeprefix(COUNTY).removesuffix(COUNTY)
    return parties.get(kept, kept)
