"""Turn what the user asked for into a period, with the plenaries and the settings of the store."""
from __future__ import annotations

import datetime as dt
import re

from sqlalchemy import select

from desktop.fields.refused import Refused
from desktop.models.member import Term
from desktop.rules import periods
from desktop.rules.periods import Period, han
from desktop.services import members, office
from desktop.services.store import Store


def chosen(store: Store, *, year: int | None = None, session: str | None = None, first: dt.date | None = None,
           last: dt.date | None = None) -> Period | None:
    """The one period that was asked for; None when none was."""
    if year is not None:
        if not 1949 <= year <= 2100:
            raise Refused(f"“{year}”不是年份，例如 2025。")
        return periods.calendar_year(year)
    if session is not None:
        return of_session(store, session)
    if first is None and last is None:
        return None
    if first is None or last is None:
        raise Refused("起止日期要写全：--from 和 --to。")
    if first > last:
        raise Refused(f"起始日期 {first.isoformat()} 在截止日期 {last.isoformat()} 之后。")
    return periods.between(first, last)


def of_session(store: Store, text: str) -> Period:
    """`10.3` is 十届三次: from its opening to the day before the next plenary opens."""
    match = re.fullmatch(r"(\d{1,2})\.(\d{1,2})", text)
    if not match:
        raise Refused(f"“{text}”不是届次，例如 10.3 表示十届三次会议。")
    term, number = int(match[1]), int(match[2])
    with store.read() as session:
        held = [periods.Session(t.number, p.number, p.opens) for t, p in members.plenaries(session)]
        ends = session.scalar(select(Term.until).where(Term.number == term))
    period = periods.of_session(term, number, held, ends or dt.date.max)
    if period is None:
        raise Refused(f"没有登记过{han(term)}届{han(number)}次会议，请先在设置的届次中补上。")
    return period


def offered(store: Store, day: dt.date, years: int = 4) -> list[Period]:
    """What a paper of this day is usually asked for: the year and those before, appraisal years where they differ, the
    plenary years of the term, and the term."""
    found = [periods.calendar_year(day.year - n) for n in range(years)]
    month = office.read(store).get("appraisal_month") or 1
    if month != 1:
        now = day.year + (day.month >= month)
        found += [periods.appraisal_year(now - n, month) for n in range(2)]
    with store.read() as session:
        held = [(periods.Session(t.number, p.number, p.opens), t.until) for t, p in members.plenaries(session)]
        terms = [(t.number, t.since, t.until) for t in session.scalars(select(Term).order_by(Term.number))]
    past = [(s, until) for s, until in held if s.opens <= day]
    for each, until in past[-1:-3:-1]:
        period = periods.of_session(each.term, each.number, [s for s, _ in held], until or dt.date.max)
        if period is not None:
            found.append(period)
    found += [periods.of_term(number, since, until) for number, since, until in terms if since and until and since <= day <= until]
    return found
