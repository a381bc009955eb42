"""The people of the practice county: who they are, where they work and worked, which party they belong to."""
from __future__ import annotations

import random
from typing import Any

from sqlalchemy.orm import Session
from stdnum.cn import ric

import desktop.services.demo.reach as reach
from desktop.models.person import PartyTie, Person, Post
from desktop.services.demo.county import TODAY, County, Line, card, day, earlier, lasting, table
from desktop.services.enrolment import Enrolment
from desktop.services.members import Facts

AREA = "341099"  # no county bears this code
PLACES = (*["青溪县"] * 15, "临江县", "丰和县", "石陵县", "云州市", "望川市")
SCHOOLS = {"教育界": "云州师范学院", "医药卫生界": "云州医学院", "农业和农村界": "云州农学院", "文化艺术界": "云州师范学院"}
DEGREES = {"研究生": "硕士", "大学本科": "学士"}
COLLEGE, HIGH_SCHOOL = "云州职业技术学院", "青溪县第一中学"
LATER = {"大学专科": "大学本科", "大学本科": "研究生", "高中": "大学专科"}
STUDIED_LATER, FILLED = 0.4, 0.8
"""The parts of those who studied beside their work, and of those who filled in what may be left out."""
NO_PARTY = ("群众", "无党派人士", "共青团员")


def enter(session: Session, county: County) -> None:
    rename = Enrolment(session, Facts(session, TODAY)).rename
    for line in table("members"):
        person = Person(name=line["姓名"], sex=line["性别"], ethnic=line["民族"], education=line["学历"] or None,
                        title=line["职称"] or None, **drawn(line))
        if line["原因"] == "去世":
            person.died = day(line["离任日"])
        rename(person)
        session.add(person)
        county.people[card(line)] = person.id
        work(session, card(line), line, person.id)


def work(session: Session, number: str, line: Line, person: str) -> None:
    """The posts and the parties, each with the day from which it holds."""
    before = [(on, [was]) for on, was in earlier().get((number, "工作"), ())]
    for words, since, until in lasting([f"{line['单位']} {line['职务']}"], before, None, None):
        unit, post = words.split(" ")
        session.add(Post(person_id=person, unit=unit, post=post, since=since, until=until))
    before = [(on, [was]) for on, was in earlier().get((number, "政治面貌"), ())]
    for party, since, until in lasting([line["面貌"]], before, None, None):
        session.add(PartyTie(person_id=person, party=party, since=since, until=until))


def drawn(line: Line) -> dict[str, Any]:
    """What the tables leave open, drawn for this person alone, so that a line more changes nobody else."""
    number = card(line)
    source = random.Random(f"青溪县/{number}")
    born = born_in(line["出生"], source)
    identity = id_number(born, line["性别"], source)
    phone = line["电话"] or reach.mobile(number, source)
    begun = int(born[:4]) + source.randint(18, 24)
    missing = line["未填"].split("、")
    known = "身份证号" not in missing
    return {"born": born if known else born[:7], "id_number": identity if known else None,
            "phone": None if "联系电话" in missing else phone, "native_place": place(source),
            "school": school(line), "degree": DEGREES.get(line["学历"]), "work_since": f"{begun}-07",
            "party_since": joined(line, begun + source.randint(1, 8), source.randint(1, 12)), **added(line, source)}


def added(line: Line, source: random.Random) -> dict[str, Any]:
    """What most members fill in and some do not: 专长, 在职学历, how to reach them and their unit's contact."""
    unit = line["单位"]
    retired = line["职务"].startswith(("原", "退休"))
    words = next((s["专长"] for s in table("sector") if s["名称"] == line["界别"]), "").split("、")
    specialty = "、".join(source.sample(words, min(len(words), source.randint(1, 2))))
    later = line["学历"] in LATER and source.random() < STUDIED_LATER
    found: dict[str, Any] = {"specialty": specialty if source.random() < FILLED else None,
                             "later_education": LATER[line["学历"]] if later else None,
                             "address": None if retired or source.random() > FILLED else reach.address(unit)}
    if reach.has_office(unit) and not retired:
        found["office_phone"] = reach.landline(reach.ending(card(line))) if source.random() < FILLED else None
        if source.random() < FILLED:
            found["contact"], found["contact_phone"] = reach.contact(unit)
    return found


def born_in(text: str, source: random.Random) -> str:
    """A day in the year or month that the table gives."""
    year, _, month = text.partition("-")
    return f"{year}-{month or f'{source.randint(1, 12):02d}'}-{source.randint(1, 28):02d}"


def place(source: random.Random) -> str:
    return source.choice(PLACES)


def id_number(born: str, sex: str, source: random.Random) -> str:
    """GB 11643: area, birth, a serial number that is odd for men, and the check digit."""
    serial = source.randrange(1, 999, 2) if sex == "男" else source.randrange(2, 999, 2)
    first = f"{AREA}{born.replace('-', '')}{serial:03d}"
    return first + ric.calc_check_digit(f"{first}0")


def school(line: Line) -> str | None:
    if line["学历"] in DEGREES:
        return SCHOOLS.get(line["界别"], "云州大学")
    return {"大学专科": COLLEGE, "高中": HIGH_SCHOOL}.get(line["学历"])


def joined(line: Line, year: int, month: int) -> str | None:
    if line["面貌"] in NO_PARTY:
        return None
    changes = earlier().get((card(line), "政治面貌"))
    return changes[-1][0].isoformat()[:7] if changes else f"{min(year, 2020)}-{month:02d}"
