"""届次: the terms and their plenaries, entered and corrected."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.field import Field
from desktop.fields.kinds import Day, Integer, Text
from desktop.fields.refused import Refused
from desktop.models.base import field_of
from desktop.models.member import Member, Plenary, Term
from desktop.rules.periods import han
from desktop.services.records import Noun, Row

SINCE, UNTIL = Field("since", "任期起", Day(width=6), listed=True), Field("until", "任期止", Day(width=6), listed=True)
NAME = Field("name", "名称", Text(width=10), listed=True)
TERM_FIELDS = (field_of(Term.number), SINCE, UNTIL)
PLENARY_FIELDS = (Field("term", "届", Integer(least=1, most=99), required=True), field_of(Plenary.number),
                  field_of(Plenary.opens), field_of(Plenary.closes))

PLENARY_COLUMNS = (NAME, *(replace(f, listed=True) for f in PLENARY_FIELDS if f.name in ("opens", "closes")))


def term_rows(session: Session, day: dt.date) -> list[Row]:
    return [{"id": t.id, "number": t.number, "since": t.since, "until": t.until, "name": f"第{han(t.number)}届委员会"}
            for t in session.scalars(select(Term).order_by(Term.number.desc()))]


def write_term(session: Session, draft: Mapping[str, Any], record: str | None, on: dt.date | None, today: dt.date) -> str:
    term = session.get(Term, record) if record else Term()
    if term is None:
        raise Refused("这一届的记录已被删除，没有保存。")
    number = draft.get("number", term.number)
    if number is None:
        raise Refused("届没有填写，没有保存。")
    if session.scalar(select(Term.id).where(Term.number == number, Term.id != term.id)):
        raise Refused(f"已经登记过第{han(number)}届，没有保存。")
    moved = {name: (getattr(term, name), draft[name]) for name in ("since", "until") if name in draft and record}
    for name in ("number", "since", "until"):
        if name in draft:
            setattr(term, name, draft[name])
    if term.since and term.until and term.since >= term.until:
        raise Refused("任期止应在任期起之后，没有保存。")
    if record is None:
        session.add(term)
    for member in session.scalars(select(Member).where(Member.term_id == term.id)) if moved else ():
        for name, (old, new) in moved.items():  # members who served the whole term serve the corrected one
            if getattr(member, name) == old:
                setattr(member, name, new)
    return term.id


def plenary_rows(session: Session, day: dt.date) -> list[Row]:
    query = select(Plenary, Term).join(Term, Term.id == Plenary.term_id).order_by(Plenary.opens.desc())
    return [{"id": p.id, "term": t.number, "number": p.number, "opens": p.opens, "closes": p.closes,
             "name": f"{han(t.number)}届{han(p.number)}次会议"} for p, t in session.execute(query)]


def write_plenary(session: Session, draft: Mapping[str, Any], record: str | None, on: dt.date | None, today: dt.date) -> str:
    plenary = session.get(Plenary, record) if record else Plenary()
    if plenary is None:
        raise Refused("这次会议的记录已被删除，没有保存。")
    if "term" in draft or record is None:
        term = session.scalar(select(Term).where(Term.number == draft.get("term")))
        if term is None:
            raise Refused("没有登记过这一届，没有保存。请先登记届。")
        plenary.term_id = term.id
    for name in ("number", "opens", "closes"):
        if name in draft:
            setattr(plenary, name, draft[name])
    if plenary.number is None or plenary.opens is None:
        raise Refused("次和开幕日期没有填写，没有保存。")
    if plenary.closes and plenary.closes < plenary.opens:
        raise Refused("闭幕日期在开幕日期之前，没有保存。")
    if record is None:
        session.add(plenary)
    return plenary.id


TERMS = Noun("terms", "届", TERM_FIELDS, (NAME, SINCE, UNTIL), term_rows, write_term, (("number",),), "number")
PLENARIES = Noun("plenaries", "全体会议", PLENARY_FIELDS, PLENARY_COLUMNS,
                 plenary_rows, write_plenary, (("term", "number"),), "number")


