"""提示函, 催办函 and 督办通知: a letter for each unit with all its proposals that are due, late or long late, as one file."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from desktop.exporters import outgoing
from desktop.exporters.contacts import contact
from desktop.exporters.outgoing import Outgoing
from desktop.exporters.proposals.letters import CONTACT
from desktop.exporters.proposals.sitting import GROUP, Row, names, sitting
from desktop.exporters.registry import Request
from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Option, YesNo
from desktop.fields.refused import Refused
from desktop.rules.proposals.deadlines import ORDER, PROMPT, REMINDER
from desktop.services import office
from desktop.services.proposals import assignment, register
from desktop.services.store import Store

COMMITTEE, OFFICE = "提案委员会", "办公室"
SUPERVISORS = {"县委办": "县委督查室", "县政府办": "县政府督查室"}
"""Who also gets a 督办通知, by the office through which the unit got its proposals."""
ISSUER = Field("issuer", "发文机关", Choice(open=False, options=(Option(COMMITTEE), Option(OFFICE))),
               help="不选：提示函、催办函由提案委员会发，督办通知由办公室发")
KIND = Field("kind", "函件", Choice(open=False, options=(Option(REMINDER), Option(ORDER))), help="不选印催办函")
SENT = Field("sent", "登记为已发出", YesNo(), help="是：印出时登记发函日期，以后不再列出这些单位")
GENRES = {ORDER: "通知"}
US = {COMMITTEE: "我委", OFFICE: "我办"}
TITLES = {PROMPT: "关于按期办复政协提案的提示函", REMINDER: "关于政协提案办理工作的催办函", ORDER: "关于督办逾期未办复政协提案的通知"}


def letters(store: Store, request: Request, kind: str) -> list[Outgoing]:
    """A letter to each unit; of chosen proposals every unit that should get this kind, sent or not."""
    settings = office.read(store)
    desk = request.answers.get("issuer") or (OFFICE if kind == ORDER else COMMITTEE)
    issuer = f"{office.committee_name(settings)}{desk}"
    code = f"{settings['county'][:1]}{'协办函' if desk == OFFICE else '协提函'}"
    found = []
    for here, day, rows in rounds(store, request, kind):
        called, batch = names(store, here), f"{kind}/{here['key']}/{day}"
        found += [Outgoing(f"{batch}/{mine[0]['unit_id']}", batch, code, "信函", GENRES.get(kind, "函"), {
            "mark": issuer, "title": TITLES[kind], "recipient": f"{unit}：", "body": said(called.text, kind, mine, day, US[desk]),
            "issuer": issuer, "date": day, "note": contact(request, settings["contact_proposals"]),
            "cc": copies(kind, mine)}, unit) for unit, mine in assignment.desks(rows).items()]
    return found


def rounds(store: Store, request: Request, kind: str) -> list[tuple[Row, dt.date, list[Row]]]:
    """(plenary, day, handlings) of the letters: refused when there is none. Of a period that is over, those that went out in it."""
    back = went_out(store, request, kind)
    here, rows = due(store, request, kind)
    if rows and request.day not in {day for _, day, _ in back}:
        back.append((here, request.day, rows))
    if not back:
        raise Refused(f"{in_words(request.day)}没有应发{kind}的单位，没有印出。请核对届次和日期。")
    return back


def went_out(store: Store, request: Request, kind: str) -> list[tuple[Row, dt.date, list[Row]]]:
    """The rounds that were entered as sent in a period that is over, by their days; of one still running none is printed again."""
    period, today = request.period, store.today()
    if period is None or request.only or period.end(today) >= today:
        return []
    now = register.handlings(store, as_of=request.day)
    days = {dt.date.fromisoformat(each.removeprefix(kind).strip())
            for row in now for each in row["sent"].split("；") if each.startswith(kind)}
    found = []
    for day in sorted(d for d in days if d in period):
        then = [r for r in register.handlings(store, as_of=day) if mark(kind, day) in r["sent"]]
        found += [(here, day, rows) for here in register.sittings(store) if (rows := [r for r in then if r["plenary_id"] == here["id"]])]
    return found


def due(store: Store, request: Request, kind: str) -> tuple[Row, list[Row]]:
    """The plenary and the handlings whose units get the letter on the day, also those that got it this day."""
    here = sitting(store, request)
    if request.only:
        rows = [r for r in register.handlings(store, as_of=request.day, within=list(request.only)) if r["letter"] == kind]
        here = next((s for s in register.sittings(store) if rows and s["id"] == rows[0]["plenary_id"]), here)
    else:
        rows = [r for r in register.handlings(store, as_of=request.day, plenary=here["id"])
                if r["letter"] == kind and (kind not in r["sent"] or mark(kind, request.day) in r["sent"])]
    return here, rows


def sent(kind: Callable[[Request], str]) -> Callable[[Store, Request], None]:
    """The letters have gone out, when the clerk says so: from the next day on these units are not listed again."""
    def enter(store: Store, request: Request) -> None:
        if request.answers.get("sent"):
            which = kind(request)
            _, rows = due(store, request, which)
            if new := [row["id"] for row in rows if mark(which, request.day) not in row["sent"]]:
                assignment.send(store, new, which, on=request.day)

    return enter


def mark(kind: str, day: dt.date) -> str:
    """How a row of handlings says that a letter was sent."""
    return f"{kind} {day.isoformat()}"


def copies(kind: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Of a 督办通知 those who press the unit further; both where neither office handed over."""
    asked = {SUPERVISORS[row["channel"]] for row in rows if row["channel"] in SUPERVISORS} or set(SUPERVISORS.values())
    return [each for each in SUPERVISORS.values() if each in asked] if kind == ORDER else []


def said(called: str, kind: str, rows: Sequence[Mapping[str, Any]], day: dt.date, us: str) -> list[str]:
    """What is due, proposal by proposal, and what is asked."""
    count = len(rows)
    opening = {
        PROMPT: f"你单位承办的{called}提案，有{count}件即将到办理期限（截至{in_words(day)}尚未登记答复），现提示如下。",
        REMINDER: f"你单位承办的{called}提案，截至{in_words(day)}有{count}件已超过办理期限尚未答复，现予催办。",
        ORDER: f"你单位承办的{called}提案，截至{in_words(day)}有{count}件逾期较久仍未答复，现予督办。"}[kind]
    lines = [f"{f'{n}.' if count > 1 else ''}{row['mark']}《{row['name'].strip('《》')}》（{row['role']}，提案者{row['sponsors']}），"
             f"应于{in_words(row['due'])}前答复，{left(row['due'], day)}。" for n, row in enumerate(rows, 1)]
    asked = {
        PROMPT: "请抓紧办理，答复前与提案者充分沟通，并在期限前书面答复；需要延期的，请在到期前提出申请并说明理由。",
        REMINDER: f"请查明原因、明确专人，于收到本函之日起十个工作日内书面答复提案者，并将答复件抄送{us}。",
        ORDER: f"请单位主要负责人亲自研究，于收到本通知之日起五个工作日内书面答复提案者，并将逾期原因和办理结果书面报告{us}。"
               "逾期情况将作为提案办理工作评议的依据。"}[kind]
    return [opening, *lines, asked, *(["特此函告。"] if kind != ORDER else ["特此通知。"])]


def left(due: dt.date, day: dt.date) -> str:
    days = (due - day).days
    return f"距到期还有{days}天" if days > 0 else "今天到期" if not days else f"已逾期{-days}天"


def kind_asked(request: Request) -> str:
    return request.answers.get("kind") or REMINDER


PROMPT_PAPER = outgoing.paper("proposal-prompt", "提案办理提示函", GROUP, lambda store, request: letters(store, request, PROMPT),
                              (ISSUER, CONTACT, SENT), many=True, after=sent(lambda _: PROMPT))
REMINDER_PAPER = outgoing.paper("proposal-reminder", "提案催办函、督办通知", GROUP,
                                lambda store, request: letters(store, request, kind_asked(request)),
                                (KIND, ISSUER, CONTACT, SENT), many=True, after=sent(kind_asked))
