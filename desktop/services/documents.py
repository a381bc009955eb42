"""发文: drafts, numbers that are reserved once and never twice, and the register with its gaps explained."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Text
from desktop.fields.refused import Refused
from desktop.models.base import field_of, fields_of
from desktop.models.change import Audit
from desktop.models.document import Document, Series
from desktop.rules.gongwen.numbers import read_number
from desktop.rules.gongwen.style import OfficeStyle
from desktop.rules.periods import Period
from desktop.rules.rights import Right
from desktop.services import codes, office
from desktop.services.records import Noun, Row
from desktop.services.store import Store

DRAFT, ISSUED, VOID = "草稿", "已发", "作废"
ISSUING, MISSING = "公文编号", "（缺号）"
NUMBER = Field("mark", "发文字号", Text(width=9), listed=True)
STATE = Field("state", "状态", Text(width=4), listed=True)
COLUMNS = (NUMBER, field_of(Document.name), STATE,
           *(f for f in fields_of(Document) if f.name not in ("name", "year", "number", "voided")),
           field_of(Document.voided), Field("id", "编号", Text(width=8)))
PLAIN = tuple(f.name for f in fields_of(Document) if f.name not in ("year", "number", "voided"))
HABITS = (  # code, mark, issuer, format, who signs: the usual table until the office writes its own
    ("{c}协", "{full}文件", "{full}", "文件", "主席"), ("{c}协办", "{full}办公室文件", "{full}办公室", "文件", "秘书长"),
    ("{c}协办函", "{full}办公室", "{full}办公室", "信函", "秘书长"),
    ("{c}协党组", "中共{full}党组文件", "中共{full}党组", "上行文", "党组书记"),
    ("{c}协纪要", "{full}主席会议纪要", "{full}办公室", "纪要", "会议主持人"),
    ("{c}协提", "{full}提案委员会文件", "{full}提案委员会", "文件", "提案委主任、分管副主席"),
    ("{c}协提函", "{full}提案委员会", "{full}提案委员会", "信函", "提案委主任、分管副主席"),
    ("{c}办", "中共{county}委办公室文件", "中共{county}委办公室", "文件", "三办会签"))
OUTSIDE = "{c}办"  # 联合交办通知 has the number of 县委办


def usual_series(session: Session) -> None:
    """The series that a county office usually has, named after the county."""
    settings = office.values(session)
    words = {"c": settings["county"][:1], "county": settings["county"], "full": office.committee_name(settings)}
    for rank, (code, title, issuer, kind, signer) in enumerate(HABITS, 1):
        session.add(Series(code=code.format(**words), title=title.format(**words), issuer=issuer.format(**words), kind=kind,
                           signer=signer, outside=code == OUTSIDE, rank=rank, retired=False))


def found_series(store: Store) -> None:
    """Make the usual series in an office that has none yet."""
    with store.operation("设立发文字号", Right.SETTINGS) as session:
        if session.scalar(select(Series.id).limit(1)):
            raise Refused("已经有发文字号，没有再设。可以逐条增加或修改。")
        usual_series(session)


def mark(code: str, year: int | None, number: int | None) -> str:
    """青协办〔2026〕5号; empty for a draft."""
    return f"{code}〔{year}〕{number}号" if number else ""


# series

def series_rows(session: Session, day: dt.date) -> list[Row]:
    found = session.scalars(select(Series).order_by(Series.rank, Series.code))
    return [{f.name: getattr(s, f.name) for f in fields_of(Series)} | {"id": s.id, "name": s.code} for s in found]


def write_series(session: Session, draft: Mapping[str, Any], record: str | None, on: dt.date | None, today: dt.date) -> str:
    series = session.get(Series, record) if record else Series(retired=False)
    if series is None:
        raise Refused("这个发文字号已被删除，没有保存。")
    if record is None and (missing := [f.label for f in fields_of(Series) if f.required and not draft.get(f.name)]):
        raise Refused(f"{'、'.join(missing)}没有填写，没有保存。")
    if session.scalar(select(Series.id).where(Series.code == draft.get("code"), Series.id != series.id)):
        raise Refused(f"已有“{draft['code']}”这个机关代字，没有保存。")
    for field in fields_of(Series):
        if field.name in draft:
            setattr(series, field.name, draft[field.name])
    if record is None:
        session.add(series)
    return series.id


SERIES = Noun("series", "发文字号", fields_of(Series), (field_of(Series.code, name="name"), *fields_of(Series)[1:]), series_rows,
              write_series, (("code",),), "code")


def style(store: Store) -> OfficeStyle:
    """How this office prints its documents."""
    settings = office.read(store)
    return OfficeStyle(margins=settings["gongwen_margins"], sealed=settings["gongwen_sealed"],
                       **{name: settings[f"font_{name}"] for name in ("fangsong", "kaiti", "heiti", "xiaobiaosong", "songti")})


# documents

def columns(store: Store) -> tuple[Field, ...]:
    with store.read() as session:
        return codes.bind(session, COLUMNS)


def rows(session: Session, *, period: Period | None = None) -> list[Row]:
    """Drafts first, then by series and number, the newest year first."""
    found = []
    for document, series in session.execute(select(Document, Series).join(Series, Series.id == Document.series_id)):
        if period is not None and not (document.number and within(document, period)):
            continue
        state = VOID if document.voided else ISSUED if document.number else DRAFT
        found.append({name: getattr(document, name) for name in PLAIN} | {
            "id": document.id, "series_id": series.id, "code": series.code, "year": document.year, "number": document.number,
            "mark": mark(series.code, document.year, document.number), "state": state, "voided": document.voided,
            "rank": series.rank or 99, "data": document.data})
    return sorted(found, key=lambda r: (r["number"] is not None, -(r["year"] or 0), r["rank"], r["number"] or 0))


def within(document: Document, period: Period) -> bool:
    """A missing number that was only explained has a year and no day."""
    if document.issued:
        return document.issued in period
    return period.first.year <= (document.year or 0) <= period.last.year


def listed(store: Store, *, as_of: dt.date | None = None, period: Period | None = None) -> list[Row]:
    store.require(Right.READ)
    with store.read() as session:
        found = rows(session, period=period)
    return [r for r in found if as_of is None or r["issued"] is None or r["issued"] <= as_of]


def save(store: Store, series_id: str, draft: Mapping[str, Any], record: str | None = None) -> str:
    """Keep a draft, or correct what is not printed in the number; `data` is the text as rules.gongwen reads it."""
    with store.operation(f"{'修改' if record else '起草'}公文：{draft.get('name') or ''}"[:200]) as session:
        document = session.get(Document, record) if record else Document(series_id=series_id, data={})
        if document is None:
            raise Refused("这份公文已被删除，没有保存。")
        if document.number and document.series_id != series_id:
            raise Refused("这份公文已经编号，不能换发文字号，没有保存。需要时请先作废再另发。")
        if not (draft.get("name") or document.name):
            raise Refused("标题没有填写，没有保存。")
        document.series_id = series_id
        for name in (*PLAIN, "data"):
            if name in draft:
                setattr(document, name, draft[name])
        if record is None:
            session.add(document)
        return document.id


def issue(store: Store, record: str, on: dt.date, number: int | None = None) -> str:
    """Reserve the next number of the series' year; returns 发文字号. A number is given once and never again.

    `number` enters what was numbered by hand; it must be free.
    """
    with store.operation(ISSUING) as session:
        document = session.get(Document, record)
        if document is None:
            raise Refused("这份公文已被删除，没有编号。")
        if document.number:
            raise Refused("这份公文已经编号，没有再编。")
        return give(session, document, on, number)


def give(session: Session, document: Document, on: dt.date, number: int | None = None) -> str:
    """The number of a document within an operation called ISSUING, so that the register knows it for good."""
    series = session.get(Series, document.series_id, with_for_update=True)  # two clerks on a server, one after the other
    assert series is not None
    if series.retired:
        raise Refused(f"“{series.code}”已经停用，没有编号。请改用别的发文字号。")
    if series.outside and not number:
        raise Refused(f"“{series.code}”由{series.issuer}编号，没有编号。请填写对方给的发文字号。")
    taken = spent(session, series, on.year)
    given = number or max(taken, default=0) + 1
    if given in taken:
        raise Refused(f"{mark(series.code, on.year, given)}已经用过，没有编号。号码只用一次，请换一个号。")
    document.year, document.number, document.issued = on.year, given, on
    printed = mark(series.code, on.year, given)
    document.data = {**document.data, "number": printed, "date": in_words(on)}
    return printed


def spent(session: Session, series: Series, year: int) -> set[int]:
    """Every number of the year that was ever given: one that was taken back may stand on a paper already."""
    held = session.scalars(select(Document.number).where(Document.series_id == series.id, Document.year == year))
    return {n for n in held if n} | {n for (code, y, n), _ in given_out(session).items() if (code, y) == (series.code, year)}


def given_out(session: Session) -> dict[tuple[str, int, int], str]:
    """(机关代字, year, number) -> the day on which it was given, as the audit tells it."""
    found: dict[tuple[str, int, int], str] = {}
    query = select(Audit.at, Audit.after).where(Audit.entity == Document.__name__, Audit.action == ISSUING).order_by(Audit.id)
    for at, after in session.execute(query):
        if after and after.get("data", {}).get("number"):
            number = read_number(after["data"]["number"])
            found[number.word, number.year, number.serial] = at[:10]
    return found


def explain(store: Store, series_id: str, year: int, number: int, reason: str) -> None:
    """A number that no document bears is entered as voided, with the reason for the register."""
    if not reason.strip():
        raise Refused("缺号的原因没有填写，没有登记。")
    with store.operation("说明缺号") as session:
        series = session.get(Series, series_id, with_for_update=True)
        if series is None:
            raise Refused("这个发文字号已被删除，没有登记。")
        printed = mark(series.code, year, number)
        held = select(Document.id).where(Document.series_id == series_id, Document.year == year, Document.number == number)
        if session.scalar(held):
            raise Refused(f"{printed}已有公文，不是缺号，没有登记。")
        session.add(Document(series_id=series_id, year=year, number=number, name=MISSING, voided=reason.strip(),
                             data={"number": printed}))


def void(store: Store, record: str, reason: str) -> None:
    """The number stays spent, and the register says why."""
    if not reason.strip():
        raise Refused("作废的原因没有填写，没有作废。")
    with store.operation("作废公文") as session:
        document = session.get(Document, record)
        if document is None or not document.number:
            raise Refused("这份公文还没有编号，不需要作废；不要的草稿可以直接删除。")
        document.voided = reason.strip()


def remove(store: Store, records: list[str]) -> None:
    """Drafts can be deleted; a numbered document can only be voided, or its number would be missing unexplained."""
    with store.operation(f"删除公文草稿 {len(records)} 份") as session:
        for document in session.scalars(select(Document).where(Document.id.in_(records))):
            if document.number:
                raise Refused(f"“{document.name}”已经编号，不能删除，没有改动。请改为作废。")
            session.delete(document)


@dataclass(frozen=True)
class Gap:
    """A number that no document bears; `given` is the day on which it was given and then taken back, or ''."""
    series_id: str
    code: str
    year: int
    number: int
    given: str = ""

    @property
    def mark(self) -> str:
        return mark(self.code, self.year, self.number)

    @property
    def words(self) -> str:
        """青协办〔2026〕3号（2026-05-06 编过号，后来撤销）."""
        return f"{self.mark}（{self.given} 编过号，后来撤销）" if self.given else self.mark


def gaps(store: Store) -> list[Gap]:
    """Every unexplained gap, by series and year."""
    with store.read() as session:
        given = given_out(session)
        series = session.scalars(select(Series).order_by(Series.rank, Series.code)).all()
        used: dict[tuple[str, int], set[int]] = {}
        for series_id, year, number in session.execute(select(Document.series_id, Document.year, Document.number)):
            if number and year:
                used.setdefault((series_id, year), set()).add(number)
        found = []
        for each in (s for s in series if not s.outside):
            back = {(year, n) for code, year, n in given if code == each.code}
            for year in sorted({y for s, y in used if s == each.id} | {y for y, _ in back}):
                held = used.get((each.id, year), set())
                last = max(held | {n for y, n in back if y == year})
                found += [Gap(each.id, each.code, year, n, given.get((each.code, year, n), ""))
                          for n in range(1, last + 1) if n not in held]
    return found
