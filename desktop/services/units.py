"""单位库 and 参加单位, as of a day."""
from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import Text, fold
from desktop.fields.refused import Refused
from desktop.models.base import field_of, fields_of
from desktop.models.person import Person
from desktop.models.unit import Organisation, Unit, UnitName
from desktop.rules import bodynames
from desktop.rules.members import Problem
from desktop.services import codes, dated, office
from desktop.services.records import Noun, Row, kept

LEADER = Field("leader", "分管县领导", Text(width=6), listed=True, aliases=("分管领导", "分管副县长"))
FORMER = Field("former", "原名", Text(width=12), listed=True)
NUMBER = Field("id", "编号", Text(width=8))
UNIT_FIELDS = (field_of(UnitName.name), field_of(UnitName.short), field_of(Unit.channel), LEADER, field_of(UnitName.aliases),
               *(f for f in fields_of(Unit) if f.name != "channel"))


def unit_rows(session: Session, day: dt.date) -> list[Row]:
    names = dated.holding(session, UnitName, day, "unit_id")
    past: dict[str, list[UnitName]] = {}
    for name in session.scalars(select(UnitName)):
        past.setdefault(name.unit_id, []).append(name)
    people = {p.id: p.name for p in session.scalars(select(Person).join(Unit, Unit.leader_id == Person.id))}
    rows = []
    for unit in session.scalars(select(Unit).where(dated.holds(Unit, day))):
        name = names.get(unit.id)
        if name is None:
            continue
        former = sorted((n for n in past[unit.id] if dated.earliest(n) < dated.earliest(name)), key=dated.earliest)
        rows.append({f.name: getattr(unit, f.name) for f in fields_of(Unit)} | {
            "id": unit.id, "name": name.name, "short": name.short, "aliases": name.aliases,
            "former": former[-1].name if former else "", "leader": people.get(unit.leader_id or "", ""),
            "also": [n.name for n in former] + [n.short for n in former if n.short]
                    + ([name.short] if name.short else []) + [a for a in (name.aliases or "").split("、") if a]})
    return sorted(rows, key=lambda r: (r["rank"] or 9999, r["name"]))


class UnitNames:
    """Every unit by every name, short name and alias that it bears or bore."""

    def __init__(self, session: Session) -> None:
        settings = office.values(session)
        self.county, self.parties = settings["county"] or "", codes.parties(session)
        self.named: dict[str, list[tuple[UnitName, Unit]]] = defaultdict(list)
        self.stems: dict[str, list[tuple[UnitName, Unit]]] = defaultdict(list)
        for name, unit in session.execute(select(UnitName, Unit).join(Unit, Unit.id == UnitName.unit_id)):
            for text in filter(None, (name.name, name.short, *(name.aliases or "").split("、"))):
                self.named[fold(text)].append((name, unit))
            if kept := self.stem(name.name):
                self.stems[kept].append((name, unit))

    def stem(self, name: str) -> str:
        return bodynames.stem(fold(name), fold(self.county), self.parties)

    def find(self, word: str, day: dt.date) -> tuple[Unit | None, str]:
        """(the unit, a sentence to be looked at); of two that could be meant it is none, and the sentence names them."""
        for spelling in bodynames.spellings(word, self.county):
            if found := self.named.get(fold(spelling)):
                return self.one(word, found, day)
        if found := self.stems.get(self.stem(word)):
            unit, sentence = self.one(word, found, day)
            return unit, sentence or f"“{word}”按“{found[-1][0].name}”登记，请核对"
        return None, f"单位库里没有“{word}”，请先登记这个单位，或在单位的别名中加上它"

    def one(self, word: str, found: Sequence[tuple[UnitName, Unit]], day: dt.date) -> tuple[Unit | None, str]:
        """Who is called so on the day; else who was, or will be."""
        for choice in ([f for f in found if f[0].holds(day) and f[1].holds(day)], found):
            units = {unit.id: (unit, name.name) for name, unit in choice}
            if len(units) == 1:
                return next(iter(units.values()))[0], ""
            if units:
                return None, f"“{word}”可能是{'、'.join(f'“{name}”' for _, name in units.values())}，请写全称"
        raise AssertionError("a name that was found belongs to a unit")


def write_unit(session: Session, draft: Mapping[str, Any], record: str | None, on: dt.date | None, today: dt.date) -> str:
    """With `on` a new name holds from that day; without it the present name is corrected."""
    unit = session.get(Unit, record) if record else Unit()
    if unit is None:
        raise Refused("这个单位已被删除，没有保存。")
    if record is None:
        if not draft.get("name"):
            raise Refused("单位名称没有填写，没有保存。")
        session.add(unit)
    for field in fields_of(Unit):
        if field.name in draft:
            setattr(unit, field.name, draft[field.name])
    if "leader" in draft:
        unit.leader_id = leader_named(session, draft["leader"])
    if draft.keys() & {"name", "short", "aliases"}:
        current = dated.holding(session, UnitName, on or today, "unit_id", [unit.id]).get(unit.id)
        values = {k: draft.get(k, getattr(current, k, None)) for k in ("name", "short", "aliases")}
        if not values["name"]:
            raise Refused("单位名称没有填写，没有保存。")
        dated.put(session, UnitName, {"unit_id": unit.id}, values, current, on, None)
    return unit.id


def leader_named(session: Session, name: str | None) -> str | None:
    if not name:
        return None
    found = session.scalars(select(Person.id).where(Person.name == name)).all()
    if len(found) != 1:
        what = f"有 {len(found)} 位“{name}”" if found else f"人员库里没有“{name}”"
        raise Refused(f"分管县领导：{what}，没有保存。请先在人员库登记，或先留空。")
    return found[0]


def settle_unit(session: Session, draft: dict[str, Any], today: dt.date) -> list[Problem]:
    """A leader whom nobody knows is left out with a warning, or one name would hold up the whole list."""
    try:
        leader_named(session, draft.get("leader"))
    except Refused as refusal:
        name = draft.pop("leader")
        return [Problem("leader", str(refusal).replace("没有保存", "已留空").replace("，或先留空", ""), error=False, value=name)]
    return []


def organisation_rows(session: Session, day: dt.date) -> list[Row]:
    found = session.scalars(select(Organisation).where(dated.holds(Organisation, day)))
    rows = [{f.name: getattr(o, f.name) for f in fields_of(Organisation)} | {"id": o.id, "also": [o.short] if o.short else []}
            for o in found]
    return sorted(rows, key=lambda r: (r["rank"] or 9999, r["name"]))


def write_organisation(session: Session, draft: Mapping[str, Any], record: str | None, on: dt.date | None,
                       today: dt.date) -> str:
    return kept(session, Organisation, "参加单位", draft, record, on).id


UNITS = Noun("units", "单位", UNIT_FIELDS, (*UNIT_FIELDS, FORMER, NUMBER), unit_rows, write_unit, (("name",),), settle=settle_unit)
ORGANISATIONS = Noun("organisations", "参加单位", fields_of(Organisation), (*fields_of(Organisation), NUMBER),
                     organisation_rows, write_organisation, (("name",),))
