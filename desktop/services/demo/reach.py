"""How the people and units of the practice county are reached: numbers and addresses that no one has."""
from __future__ import annotations

import random
from functools import lru_cache

from desktop.services.demo.county import Line, table

MOBILES = ("135", "136", "137", "138", "139", "150", "151", "158", "159", "186", "189", "199")
SERIES = {letter: f"3{n}" for n, letter in enumerate("LJXTGHC")}
"""What begins the last four digits of those whose number starts with the letter."""
COUNTY_TOWN, OURS = "城关镇", "县政协"
STREETS = ("文昌路", "青溪大道", "云岭路", "人民路", "新安街", "学府路", "滨河东路", "建设路")
SURNAMES = "谷池靳冷木涂欧巫经支牟边丛冯宁曲全阎安仲米匡项麻湛庞卿鄢晏敖"
FIRST, SECOND = "建文立晓志海春国永丽", "新平燕军华敏峰霞林波"
"""The names of those whom the county knows as a unit's contact only."""
UNITS_OF_THEIR_OWN = ("合作社", "农场", "养殖场", "村", "工坊", "茶空间", "民宿", "干果行")
"""Whoever works there is reached by mobile alone."""


def ending(number: str) -> str:
    """The last four digits, one's own: of a card its last four, J05 is 3105."""
    return f"{SERIES[number[0]]}{number[1:]}" if number[0] in SERIES else f"{int(number) % 10000:04d}"


def mobile(number: str, source: random.Random) -> str:
    return f"{source.choice(MOBILES)}0000{ending(number)}"


def landline(last_four: str) -> str:
    """No place has the area code 0340, and no telephone begins with 000."""
    return f"0340-000{last_four}"


def has_office(unit: str) -> bool:
    return not any(unit.endswith(word) or word in unit[3:] for word in UNITS_OF_THEIR_OWN)


def in_county(unit: str) -> bool:
    return unit.startswith(("县", "青溪")) or township(unit) is not None


def address(unit: str) -> str:
    """Those who work in one unit are found at one door."""
    place = township(unit)
    if place is not None and place != COUNTY_TOWN:
        return f"青溪县{place}{unit.removeprefix(place) if not has_office(unit) else '集镇'}"
    source = random.Random(f"青溪县/地址/{OURS if unit.startswith(OURS) else unit}")
    return f"青溪县{COUNTY_TOWN}{source.choice(STREETS)}{source.randint(1, 198)}号"


def township(unit: str) -> str | None:
    return next((line["乡镇"] for line in table("townships") if unit.startswith(line["乡镇"])), None)


@lru_cache
def library() -> dict[str, Line]:
    """The units of the 单位库 by their names, short names and aliases."""
    return {word: line for line in table("units") for word in (*line["别名"].split("、"), line["简称"], line["名称"]) if word}


@lru_cache
def sent_by() -> dict[str, Line]:
    """Unit -> the person who is its contact today."""
    known = {line["号"]: line for line in table("others")}
    return {line["单位"]: known[line["号"]] for line in table("contacts") if not line["止"]}


def contact(unit: str) -> tuple[str, str]:
    """(name, mobile) of whom the unit has named as its contact."""
    place = township(unit)
    known = library().get(place if place and unit.endswith("党委") else unit)
    name = known["名称"] if known else unit
    if person := sent_by().get(name):
        return person["姓名"], mobile(person["号"], random.Random(f"青溪县/{person['号']}"))
    source = random.Random(f"青溪县/联络员/{name}")
    return "".join(source.choice(part) for part in (SURNAMES, FIRST, SECOND)), f"{source.choice(MOBILES)}0000{source.randint(7000, 8999)}"
