"""Old ledgers and members' papers, planned row by row before anything is written, stored as one operation."""
from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from desktop.fields.dates import HAN_DIGITS, tens
from desktop.fields.field import Field
from desktop.fields.kinds import BadValue, Choice, Day, Integer, Kind, Option, Several, Text, YesNo, fold
from desktop.importers.proposal import TITLE_WITHIN
from desktop.importers.source import ErrorValue
from desktop.importers.table import Table
from desktop.models.base import field_of
from desktop.models.handling import Handling
from desktop.models.proposal import Examination
from desktop.rules.proposals import numbers, timing
from desktop.rules.proposals.states import FILED, REFUSED, WAITING, WITHDRAWN
from desktop.rules.rights import Right
from desktop.services import codes
from desktop.services.importing import OnMatch, Plan, Reader, RowPlan, last_change, told
from desktop.services.progress import Progress, silent
from desktop.services.proposals import intake
from desktop.services.proposals.docket import Docket, Row, Sitting
from desktop.services.proposals.signatories import Signatories
from desktop.services.store import Store
from desktop.services.units import UnitNames

OUTCOME = Choice(width=5, open=False, options=(
    Option(FILED, aliases=("已立案", "是", "准予立案")), Option(REFUSED, aliases=("不立案", "未立案", "否", "不予立案的", "未予立案")),
    Option(WITHDRAWN, aliases=("撤销", "撤回")), Option(WAITING, aliases=("未审查", "待审"))))
UNITS = Several(width=10, kind=Text(longest=80))
FILE = Field("file", "原件", Text(longest=1000))


class AsRead(Kind):
    """What a reader has made, passed on."""

    def parse(self, raw: Any) -> Any:
        return raw

    def show(self, value: Any) -> str:
        return ""


FITTED = Field("fitted", "版面", AsRead())
FIELDS: tuple[Field, ...] = (
    *intake.FIELDS,
    Field("mark", "案号", Text(width=5, longest=40), aliases=("提案号", "提案编号", "提案案号", "立案号", "提案序号")),
    Field("serial", "流水号", Integer(least=1), aliases=("收文号", "登记号", "收件号")),
    Field("session", "届次", Text(width=5, longest=40), aliases=("会议", "会次", "届次会议", "所属会议")),
    Field("cosigners", "附议人", Text(width=10, longest=2000), aliases=("联名人", "附议委员", "联名委员", "附议者", "联名提案人")),
    Field("outcome", "审查结果", OUTCOME, aliases=("立案情况", "是否立案", "审查意见", "立案结果", "审查情况")),
    field_of(Examination.reason), field_of(Examination.direction, aliases=("处理去向", "转办去向", "处理方式")),
    Field("merged_into", "并入", Text(longest=40), aliases=("并案", "归并", "并入案号", "并案情况")),
    Field("host", "主办单位", UNITS, aliases=(
        "承办单位", "主办", "分办单位", "主办（分办）单位", "主（分）办单位", "牵头办理单位", "办理单位")),
    Field("assist", "会办单位", UNITS, aliases=("协办单位", "会办", "协办")),
    field_of(Handling.handed, aliases=("交办时间", "转办日期", "分办日期")),
    Field("due", "办理期限", Day(), aliases=("答复时限", "办结时限", "办理时限", "答复期限")),
    field_of(Handling.replied, aliases=("答复时间", "办复日期", "办复时间")), field_of(Handling.reply_mark, aliases=("文号",)),
    field_of(Handling.result), field_of(Handling.satisfaction), Field("key", "重点", YesNo(), aliases=("重点提案", "是否重点")))
SESSION = re.compile(r"(\d{1,2}|[一二三四五六七八九十]{1,3})届.{0,6}?(\d{1,2}|[一二三四五六七八九十]{1,2})次|(\d{1,2})[.\-－](\d{1,2})")
FILE_NAME = re.compile(r"^.*\.(docx|xlsx?|xlsm|et|csv|txt|html?)\b", re.IGNORECASE)  # 张三 3-1.docx speaks of no plenary
NO_TITLE = f"没有找到案由，前 {TITLE_WITHIN} 段里没有“关于……的提案（建议）”这样的题目"
HANDLED = ("host", "assist", "handed", "due", "replied", "reply_mark", "result", "satisfaction")
COMPARED = ("name", "category", "timing", "form", "body", "researched", "advice", "public", "private_reason", "excellent", "fund", "note",
            "received", *HANDLED)


def fields(store: Store) -> tuple[Field, ...]:
    with store.read() as session:
        return codes.bind(session, FIELDS)


def plan(store: Store, tables: Sequence[Table], *, on_match: OnMatch = "update", progress: Progress = silent) -> Plan:
    """Each row with what it will do; nothing is written."""
    store.require(Right.IMPORT)
    rows = [(table, row) for table in tables for row in table.rows]
    with store.read() as session:
        planner = Planner(session, store.today(), on_match)
        planned = []
        for done, (table, row) in enumerate(rows, 1):
            planned.append(planner.plan_row(table, row.number, dict(row.cells)))
            progress(done, len(rows))
        planner.check_leads()
        return Plan(planned, on_match, told(tables), last_change(session))


def number_in(text: str) -> int:
    return int(text) if text.isdigit() else tens(text) if "十" in text else int(text.translate(HAN_DIGITS))


class Planner(Reader):
    def __init__(self, session: Session, today: dt.date, on_match: OnMatch) -> None:
        super().__init__((*codes.bind(session, FIELDS), FILE, FITTED))
        self.session, self.today, self.on_match = session, today, on_match
        docket = Docket(session, today)
        self.sittings = docket.sittings
        self.by_key = {s.key: s for s in self.sittings.values()}
        self.new_office = not self.sittings
        self.signers: dict[dt.date, Signatories] = {}
        self.units = UnitNames(session)
        self.seen: dict[tuple[Any, ...], str] = {}
        self.merging: list[tuple[RowPlan, Sitting]] = []
        self.by_number: dict[tuple[str, int], Row] = {}
        self.by_serial: dict[tuple[str, int], Row] = {}
        self.by_title: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in docket.rows():
            row |= {"body": docket.proposals[row["id"]].body, **docket.kept(row["id"])}
            if row["number"]:
                self.by_number[row["plenary_id"], row["number"]] = row
            self.by_serial[row["plenary_id"], row["serial"]] = row
            self.by_title[row["plenary_id"], fold(row["name"])].append(row)

    def plan_row(self, table: Table, number: int, cells: dict[str, Any]) -> RowPlan:
        made = RowPlan(table.sheet, number, {}, cells, places=cells.pop("lines", None))
        self.read(made, table, cells)
        draft = made.draft
        if isinstance(cells.get("name"), ErrorValue):  # nothing else of it is known
            made.verdict = "wrong"
            return made
        if not draft.get("name"):
            self.problem(made, "name", NO_TITLE if draft.get("file") else "案由没有填写")
        elif "关于" not in draft["name"]:
            self.problem(made, "name", "案由通常写作“关于……的提案（建议、意见）”，请核对", draft["name"], error=False)
        self.read_number(made)
        sitting = self.sitting(made, table)
        if sitting is not None:
            self.settle(made, sitting)
        if any(p.severity == "error" for p in made.problems):
            made.verdict = "wrong"
        elif sitting is not None:
            self.against(made, sitting)
        return made

    def settle(self, made: RowPlan, sitting: Sitting) -> None:
        draft = made.draft
        draft["plenary"] = sitting.id
        if self.new_office:
            draft["sitting"] = sitting
        if draft.get("received") is None:
            draft["received"] = sitting.window.deadline if draft.get("file") is None else self.today
            if draft.get("file") is None:
                self.problem(made, "received", f"没有收到日期，按大会提案截止日 {draft['received'].isoformat()} 登记", error=False)
        if draft["received"] > self.today:
            self.problem(made, "received", "收到日期在今天之后", draft["received"])
        try:
            draft["received_time"] = timing.clock(draft.get("received_time"))
        except BadValue as error:
            self.problem(made, "received_time", str(error), draft.get("received_time"))
        self.sign(made)
        for name in ("host", "assist"):
            draft[name] = self.found_units(made, name)
        for name in ("handed", "replied"):
            if draft.get(name) and draft[name] < draft["received"]:
                self.problem(made, name, f"早于收到日期 {draft['received'].isoformat()}", draft[name])
        if draft.get("replied") and draft.get("handed") and draft["replied"] < draft["handed"]:
            self.problem(made, "replied", f"早于交办日期 {draft['handed'].isoformat()}", draft["replied"])
        if draft.get("number") and draft.get("outcome") in (WAITING, REFUSED):
            self.problem(made, "outcome", f"审查结果是“{draft['outcome']}”，又有案号，请核对", draft["number"], error=False)
        if draft.get("replied") and not draft.get("host"):
            self.problem(made, "replied", "有答复日期而没有主办单位", draft["replied"], error=False)
        if draft.get("result") and not draft.get("replied"):
            self.problem(made, "result", "有办理结果而没有答复日期，补上答复日期后才算已答复", draft["result"], error=False)

    def read_number(self, made: RowPlan) -> None:
        if text := made.draft.pop("mark", None):
            try:
                made.draft["read"] = numbers.read(text)
                made.draft["number"] = made.draft["read"].number
            except BadValue as error:
                self.problem(made, "mark", str(error), text)

    def sitting(self, made: RowPlan, table: Table) -> Sitting | None:
        """By the row's own word, the table's title, the number, or the day of receipt."""
        said, read = made.draft.pop("session", None), made.draft.pop("read", None)
        sheet = table.sheet if "届" in table.sheet else FILE_NAME.sub("", table.sheet)
        for text in filter(None, (said, *table.titles, sheet)):
            if match := SESSION.search(re.sub(r"\s|第", "", text)):
                term, session = [number_in(g) for g in match.groups() if g]
                if found := self.by_key.get(f"{term}.{session}"):
                    return found
                return self.found(made, term, session, text)
        if said:
            self.problem(made, "session", f"“{said}”不是届次，例如 10.3 或 十届三次", said)
            return None
        if read and read.term and (found := self.by_key.get(f"{read.term}.{read.session}")):
            return found
        if read and read.year and (found := next((s for s in self.sittings.values() if s.year == read.year), None)):
            return found
        day = made.draft.get("received") or (self.today if made.draft.get("file") else None)
        key = timing.plenary_of(day, ((s.id, s.window) for s in self.sittings.values())) if day else None
        if key is None:
            way = "请加一列“届次”（如 10.3），或在表头上方写明"
            if made.draft.get("file"):
                way = "请先在设置的届次中登记收到这一天前后的全体会议"
            self.problem(made, "session", f"看不出是哪次会议的提案，{way}")
            return None
        return self.sittings[key]

    def found(self, made: RowPlan, term: int, session: int, text: str) -> Sitting | None:
        """In an office that has not entered its plenaries yet a ledger brings them; elsewhere a wrong word would make one."""
        opens = made.draft.get("received")
        if not self.new_office or made.draft.get("file") or opens is None or not (1 <= term <= 99 and 1 <= session <= 20):
            self.problem(made, "session", f"没有登记过 {term} 届 {session} 次会议，请先在设置的届次中补上", text)
            return None
        new = Sitting(uuid4().hex, term, session, opens, None, timing.window(opens, None))
        self.by_key[new.key] = self.sittings[new.id] = new
        self.problem(made, "session", f"{new.name}没有登记过，导入时一并登记，开幕日期暂按收到日期 {opens.isoformat()}，"
                                      "请在设置的届次中核对", text, error=False)
        return new

    def sign(self, made: RowPlan) -> None:
        draft, day = made.draft, made.draft["received"]
        text = "、".join(filter(None, (draft.get("sponsors"), draft.pop("cosigners", None))))
        if day not in self.signers:
            self.signers[day] = Signatories(self.session, day)
        found = self.signers[day].all(text)
        known = self.bears(made, draft["plenary"], [f.sponsor["name"] for f in found])
        for each in found:
            if each.sentence and not known:
                self.problem(made, "sponsors", each.sentence, each.sponsor["name"], error=each.error)
        if not found:
            self.problem(made, "sponsors", "提案者没有填写" if draft.get("file") is None else "没有找到提案者")
        unique = {f.sponsor["name"]: f.sponsor for f in found}
        draft["sponsors"] = list(unique.values())

    def bears(self, made: RowPlan, plenary: str, names: list[str]) -> bool:
        """A proposal already kept under these names: a namesake among them was chosen then, who has left was in office then."""
        title = fold(made.draft.get("name") or "")
        return any([s["name"] for s in row["sponsor_rows"]] == names for row in self.by_title.get((plenary, title), ()))

    def found_units(self, made: RowPlan, name: str) -> list[str]:
        """The ids of the units, by every name that they bear or bore; one that was dissolved before its day is named."""
        day, found = made.draft.get("handed") or made.draft["received"], []
        for word in made.draft.get(name) or ():
            unit, sentence = self.units.find(word, day)
            if sentence:
                self.problem(made, name, sentence, word, error=unit is None)
            if unit is None:
                continue
            if unit.until and unit.until < day:
                self.problem(made, name, f"“{word}”{unit.until.isoformat()} 已撤销，{day.isoformat()} 不能再交办给它", word)
            else:
                found.append(unit.id)
        return found

    def against(self, made: RowPlan, sitting: Sitting) -> None:
        """New, or what it changes of the proposal that bears its number, its serial, or its title and first sponsor."""
        draft = made.draft
        first = draft["sponsors"][0]["name"]
        keys = [(what, sitting.id, n) for what, n in (("案号", draft.get("number")), ("流水号", draft.get("serial"))) if n]
        keys += [("题目", sitting.id, fold(draft["name"]), first)]
        for key in keys:
            if other := self.seen.get(key):
                self.repeated(made, key[0], other)
                return
        self.seen |= {key: f"{made.sheet}第{made.row}行" if draft.get("file") is None else f"“{made.sheet}”" for key in keys}
        if draft.get("merged_into"):
            self.merging.append((made, sitting))
        row = self.match(draft, sitting, first)
        if row is None:
            return
        if draft.get("number") and row["number"] and row["number"] != draft["number"]:
            self.problem(made, "mark", f"与已登记的案号不同：“{row['name']}”现为 {row['mark']}", draft["number"])
            made.verdict = "wrong"
            return
        if fold(row["name"]) != fold(draft["name"]) and row["sponsor"] != first:
            by_number = bool(draft.get("number")) and row["number"] == draft["number"]
            what, name = (f"案号 {draft['number']}", "mark") if by_number else (f"流水号 {row['serial']}", "serial")
            self.problem(made, name, f"{what} 已给了“{row['name']}”", draft["name"])
            made.verdict = "wrong"
            return
        made.record_id = row["id"]
        self.compare(made, row)

    def repeated(self, made: RowPlan, what: str, other: str) -> None:
        if name := {"案号": "mark", "流水号": "serial"}.get(what):
            self.problem(made, name, f"与{other}的{what}相同", made.draft["number" if name == "mark" else name])
            made.verdict = "wrong"
        else:
            self.problem(made, "name", f"与{other}的题目和提案者相同，只登记一次", made.draft["name"], error=False)
            made.verdict = "same"

    def check_leads(self) -> None:
        """A proposal that is said to be merged into one that neither the store nor the file knows is told of."""
        for made, sitting in self.merging:
            try:
                number = numbers.read(said := made.draft.get("merged_into") or "").number
            except BadValue as error:
                self.problem(made, "merged_into", f"{error}，并案没有登记", said, error=False)
                continue
            if number and (sitting.id, number) not in self.by_number and ("案号", sitting.id, number) not in self.seen:
                self.problem(made, "merged_into", f"没有案号为 {number} 的提案，并案没有登记", said, error=False)

    def match(self, draft: Mapping[str, Any], sitting: Sitting, first: str) -> Row | None:
        found = self.by_number.get((sitting.id, draft.get("number") or 0)) or self.by_serial.get((sitting.id, draft.get("serial") or 0))
        return found or next((r for r in self.by_title[sitting.id, fold(draft["name"])] if r["sponsor"] == first), None)

    def compare(self, made: RowPlan, row: Row) -> None:
        wanted: dict[str, Any] = {}
        for name in COMPARED:
            new, old = made.draft.get(name), row.get(name)
            if name in ("host", "assist"):
                unit = [u for u, role in row["roles"] if (role == "会办") == (name == "assist")]
                new, old = (new or None), unit or None
            if new in (None, "", [], ()) or new == old or (self.on_match == "fill" and old not in (None, "", False)):
                continue
            if name == "received" and "received" not in made.raw:
                continue
            wanted[name] = new
            field = self.fields[name]
            made.changes.append((field, str(row.get(name) or "") if name in ("host", "assist") else field.kind.show(old),
                                 "、".join(made.raw.get(name, "").split()) if name in ("host", "assist") else field.kind.show(new)))
        made.verdict = "changed" if made.changes else "same"
        if made.changes:
            fitted = {"fitted": made.draft["fitted"]} if "body" in wanted and made.draft.get("fitted") else {}
            made.draft = wanted | fitted | {"name": made.draft["name"], "plenary": made.draft["plenary"]}
        elif made.draft.get("file"):
            self.problem(made, "name", f"已经收过，流水号 {row['serial']}", made.draft["name"], error=False)
