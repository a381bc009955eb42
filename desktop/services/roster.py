"""Bring a roster into the store: a plan that has written nothing, then one undoable operation."""
from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from desktop.fields.field import Field
from desktop.fields.kinds import BadValue, Doubtful, Text, fold, plain
from desktop.fields.refused import Refused
from desktop.importers.table import Row as TableRow
from desktop.importers.table import Table
from desktop.models.member import Member
from desktop.models.person import Person
from desktop.rules.members import committee_key, judge, seat, split_post
from desktop.rules.names import clean_name, doubtful
from desktop.rules.rights import Right
from desktop.services import codes, dated
from desktop.services.enrolment import Enrolment, committees_by_name
from desktop.services.importing import CellProblem, OnMatch, Plan, Reader, RowPlan, last_change, still_true, told
from desktop.services.members import FIELDS, NO_OFFICE, OFFICES, STANDING, Facts, Row, term_on
from desktop.services.progress import Progress, silent
from desktop.services.store import Store

UNIT_AND_POST = Field("unit_and_post", "工作单位及职务", Text(longest=200), aliases=(
    "单位及职务", "工作单位和职务", "单位职务", "工作单位职务", "现工作单位及职务", "单位和职务", "工作单位及职务职称", "现任职务及单位",
    "所在单位及职务", "单位、职务", "工作单位、职务", "工作单位及现任职务"))
EDUCATION_AND_DEGREE = Field("education_and_degree", "学历学位", Text(longest=80), aliases=("学历、学位", "学历及学位", "学历和学位"))
IMPORTED = (*FIELDS, UNIT_AND_POST, EDUCATION_AND_DEGREE)
IDENTITY = ("id_number", "born", "phone")


def fields(store: Store) -> tuple[Field, ...]:
    """What headings of a roster are matched to."""
    with store.read() as session:
        return codes.bind(session, IMPORTED)


class Known:
    """Whom the store knows, found by ID number, name and birth, or name and telephone; never by name alone."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.by_number: dict[str, Row] = {}
        self.by_name: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            self.add(row)

    def add(self, row: Row) -> None:
        if row.get("id_number"):
            self.by_number[row["id_number"]] = row
        self.by_name[row.get("name") or ""].append(row)

    def match(self, draft: dict[str, Any]) -> list[Row]:
        """The candidates; more than one means that the file does not say who is meant."""
        number = draft.get("id_number")
        if number and number in self.by_number:
            return [self.by_number[number]]
        namesakes = [r for r in self.by_name.get(draft["name"], ())
                     if not (number and r.get("id_number"))]
        for key in ("born", "phone"):
            if draft.get(key) and (found := [r for r in namesakes if agree(key, r.get(key), draft[key])]):
                return found
        return []


def agree(key: str, old: str | None, new: str) -> bool:
    if not old:
        return False
    if key == "born":
        return old == new or (min(len(old), len(new)) >= 7 and (old.startswith(new) or new.startswith(old)))
    return bool(set(old.split("、")) & set(new.split("、")))


class Planner(Reader):
    def __init__(self, fields_: Sequence[Field], known: Known, committees: dict[str, str], today: dt.date,
                 on_match: OnMatch) -> None:
        super().__init__(fields_)
        self.sectors = self.fields["sector"]
        self.known = known
        self.in_file = Known(())
        self.seen: dict[str, tuple[RowPlan, dict[str, Any]]] = {}
        self.committees = committees
        self.today = today
        self.on_match: OnMatch = on_match
        self.headed: list[CellProblem] = []
        self.heading: tuple[Table | None, str] = (None, "")

    def plan_row(self, table: Table, number: int, cells: dict[str, Any], group: str) -> RowPlan:
        plan = RowPlan(table.sheet, number, {}, cells)
        self.read(plan, table, cells)
        self.sector_of_group(plan, group, table.sheet)
        self.settle_name(plan)
        self.split(plan)
        self.judge(plan)
        self.found_committees(plan)
        if any(p.severity == "error" for p in plan.problems):
            plan.verdict = "wrong"
            return plan
        self.compare(plan)
        return plan

    def sector_of_group(self, plan: RowPlan, group: str, sheet: str) -> None:
        """A group's heading or a sheet's name may be the sector (I23); an unknown one is told by its ending in 界."""
        for words in (group, sheet):
            if words and not plan.draft.get("sector"):
                try:
                    plan.draft["sector"] = self.sectors.kind.parse(words)
                except Doubtful as doubt:
                    if words.endswith(("界", "界别")):
                        plan.draft["sector"] = doubt.value
                        self.problem(plan, "sector", str(doubt), words, error=False)
                except BadValue:
                    continue

    def heads_a_group(self, table: Table, row: TableRow) -> bool:
        """A row with nothing but a sector's or an office's name in the column of names stands above a group."""
        said = [v for v in row.cells.values() if v not in (None, "")]
        if len(said) != 1 or row.cells.get("name") in (None, ""):
            return False
        words = fold(plain(row.cells["name"]))
        sector = any(words in map(fold, (o.label, *o.aliases)) for o in getattr(self.sectors.kind, "options", ()))
        if not sector and words not in OFFICES:
            return False
        self.headed.append(CellProblem(table.sheet, row.number, self.fields["name"].label, plain(row.cells["name"]),
                                       "读作分组的标题，不作为委员登记", "warning"))
        self.heading = (table, plain(row.cells["name"])) if sector else (table, "")
        return True

    def settle_name(self, plan: RowPlan) -> None:
        raw = plan.draft.get("name") or ""
        marked = clean_name(raw)
        plan.draft["name"] = marked.name
        if not marked.name:
            said = any(p.column == plan.headings.get("name") and p.severity == "error" for p in plan.problems)
            return None if said else self.problem(plan, "name", "姓名没有填写")
        self.take_off_marks(plan, raw)
        if odd := doubtful(marked.name):
            self.problem(plan, "name", f"姓名中的“{'、'.join(odd)}”可能是缺字，请核对", raw, error=False)
        for key, mark in (("sex", marked.sex), ("ethnic", marked.ethnic)):
            try:
                mark = self.fields[key].kind.parse(mark)
            except BadValue as error:
                self.problem(plan, key, str(error), raw, error=False)
                continue
            if mark and plan.draft.get(key) and plan.draft[key] != mark:
                self.problem(plan, key, f"姓名后面注的“{mark}”与本列的“{plan.draft[key]}”不一致，以本列为准", raw, error=False)
            elif mark:
                plan.draft[key] = mark
        return None

    def take_off_marks(self, plan: RowPlan, raw: str) -> None:
        """陈八（女，中共） is 陈八; what a mark says is read where it can be, and told where it cannot."""
        match = re.fullmatch(r"(.+?)[（(]([^（()）]*)[)）]", plan.draft["name"])
        if match is None:
            return
        plan.draft["name"] = match[1]
        for word in filter(None, re.split(r"[，,、\s]+", match[2])):
            for key in ("sex", "ethnic", "party"):
                try:
                    value = self.fields[key].kind.parse(word)
                except BadValue:
                    continue
                plan.draft[key] = plan.draft.get(key) or value
                break
            else:
                self.problem(plan, "name", f"姓名后面注的“{word}”没有读入", raw, error=False)

    def split(self, plan: RowPlan) -> None:
        """One column that says two things, taken apart; what has a column of its own stays."""
        if whole := plan.draft.pop("unit_and_post", None):
            self.take(plan, "unit_and_post", whole, zip(("unit", "post"), split_post(whole), strict=True))
        if whole := plan.draft.pop("education_and_degree", None):
            education, _, degree = re.sub("[，,/；;]", "、", whole).partition("、")
            self.take(plan, "education_and_degree", whole, (("education", education), ("degree", degree)))

    def take(self, plan: RowPlan, column: str, whole: str, parts: Iterable[tuple[str, str | None]]) -> None:
        for name, part in parts:
            if plan.draft.get(name):
                continue
            try:
                plan.draft[name] = self.fields[name].kind.parse(part)
            except Doubtful as doubt:
                plan.draft[name] = doubt.value
                self.problem(plan, column, str(doubt), whole, error=False)
            except BadValue as error:
                self.problem(plan, column, str(error), whole)

    def judge(self, plan: RowPlan) -> None:
        if plan.draft.get("id_number") and any(p.column == plan.headings.get("born") and p.severity == "warning"
                                               for p in plan.problems):
            self.settle_month(plan)
        added, found = judge(plan.draft, self.today)
        for each in found:
            self.problem(plan, each.field, each.sentence, each.value, error=each.error)
        plan.draft |= added
        if plan.draft.get("office") == STANDING and plan.draft.get("standing") is False:
            self.problem(plan, "standing", "政协职务写的是常委，这一栏写的是否，以政协职务为准", "否", error=False)
            plan.draft["standing"] = True

    def settle_month(self, plan: RowPlan) -> None:
        """1975.1 may be January or October (I10): the ID number knows."""
        year = plan.draft.pop("born")
        added, found = judge(plan.draft, self.today)
        if not found and (added.get("born") or "").startswith(f"{year}-1"):
            plan.draft["born"] = added["born"][:7]
            plan.problems = [p for p in plan.problems if p.column != plan.headings.get("born")]
        else:
            plan.draft["born"] = year

    def found_committees(self, plan: RowPlan) -> None:
        for text in plan.draft.get("committees") or ():
            name = text if committee_key(text) in self.committees else seat(text)[0]
            if committee_key(name) not in self.committees:
                self.committees[committee_key(name)] = ""
                self.problem(plan, "committees", f"专委会“{name}”原来没有，将随本次导入新建", text, error=False)

    def compare(self, plan: RowPlan) -> None:
        draft = plan.draft
        if twice := self.who(self.in_file, draft):
            first, values = self.seen[twice[0]["row"]]
            plan.record_id = first.record_id
            if all(v in (None, "") or values.get(k) == v for k, v in draft.items()):
                plan.verdict = "same"
                self.problem(plan, "name", f"与第{first.row}行重复，只登记一次", draft["name"], error=False)
            else:
                plan.verdict = "wrong"
                self.problem(plan, "name", f"与第{first.row}行像是同一人，但内容不同，请留一行", draft["name"])
            return
        for other in self.in_file.by_name.get(draft["name"], ()):
            if not any(other.get(k) and draft.get(k) for k in ("id_number", "born")):
                row = self.seen[other["row"]][0].row
                self.problem(plan, "name", f"与第{row}行同名，资料不足以区分，将作为两人登记，请核对", draft["name"], error=False)
        key = f"{plan.sheet}/{plan.row}"
        self.seen[key] = plan, dict(draft)
        self.in_file.add({**draft, "row": key})
        found = self.who(self.known, draft)
        if len(found) > 1:
            plan.verdict = "wrong"
            self.problem(plan, "name", f"库中有 {len(found)} 位同名且相符的人，无法判断是哪一位，请补身份证号", draft["name"])
        elif found:
            self.against(plan, found[0])
        elif self.known.by_name.get(draft["name"]):
            self.problem(plan, "name", "库中已有同名的人，但身份信息对不上，将作为另一人登记，请核对", draft["name"], error=False)

    def who(self, known: Known, draft: dict[str, Any]) -> list[Row]:
        """The candidates; a row that says too little to know anybody by is known again when it is read twice."""
        if found := known.match(draft):
            return found
        plain = {**draft, "committees": self.seats(draft)}
        return [r for r in known.by_name.get(draft["name"], ())
                if self.same_again({**r, "committees": self.seats(r)}, plain, IDENTITY)][:1]

    def seats(self, row: Row) -> tuple[str, ...]:
        """The committees as keys, whichever of their names is written."""
        keys = (committee_key(n) if committee_key(n) in self.committees else committee_key(seat(n)[0])
                for n in row.get("committees") or ())
        return tuple(sorted({self.committees.get(k) or k for k in keys}))

    def against(self, plan: RowPlan, row: Row) -> None:
        plan.record_id = row["id"]
        wanted: dict[str, Any] = {}
        whole = plan.raw.get("unit_and_post") and written(row) == written(plan.draft)
        for name, new in plan.draft.items():
            if whole and name in ("unit", "post"):
                continue  # the file does not say where the one ends and the other begins
            old, kind = row.get(name), self.fields[name].kind
            if new in (None, "", ()) or kind.same(old, new) or (self.on_match == "fill" and old not in (None, "", ())):
                continue
            if name == "committees" and self.seats(row) == self.seats(plan.draft):
                continue
            if name == "office" and new == NO_OFFICE and old == STANDING and plan.draft.get("standing"):
                continue  # 委员 in one column and 常委 是 in another say together what the store says
            wanted[name] = new
            plan.changes.append((self.fields[name], kind.show(old), kind.show(new)))
        if not row.get("status"):
            plan.changes.append((replace(self.fields["name"], name="status", label="委员"), "", "登记为本届委员"))
        plan.verdict = "changed" if plan.changes else "same"
        plan.draft = wanted if plan.changes else plan.draft


def written(row: Row) -> str:
    """工作单位及职务 in one."""
    return f"{row.get('unit') or ''}{row.get('post') or ''}"


def plan(store: Store, tables: Sequence[Table], *, on_match: OnMatch = "update", progress: Progress = silent) -> Plan:
    """Read every row against the store; nothing is written."""
    store.require(Right.IMPORT)
    today = store.today()
    with store.read() as session:
        basis = last_change(session)
        facts = Facts(session, today)
        members = {m.person_id: m for m in session.scalars(select(Member).where(dated.holds(Member, today)))}
        known = Known(facts.row(p, members.get(p.id)) for p in session.scalars(select(Person)))
        planner = Planner(codes.bind(session, IMPORTED), known, committees_by_name(session), today, on_match)
    total = sum(len(t.rows) for t in tables)
    rows: list[RowPlan] = []
    for table in tables:
        for row in table.rows:
            if planner.heads_a_group(table, row):
                continue
            group = row.group or (planner.heading[1] if planner.heading[0] is table else "")
            rows.append(planner.plan_row(table, row.number, dict(row.cells), group))
            if len(rows) % 50 == 0 or len(rows) == total:
                progress(len(rows), total)
    return Plan(rows, on_match, [*told(tables), *planner.headed], basis)


def apply(store: Store, ready: Plan, file: str, progress: Progress = silent) -> int:
    """Store the plan as one operation; returns how many rows were stored."""
    store.require(Right.IMPORT)
    chosen = ready.to_store()
    if not chosen:
        return 0
    with store.operation(f"导入委员名册：{file}", Right.IMPORT) as session:
        still_true(session, ready)
        today = store.today()
        term = term_on(session, today)
        if term is None:
            raise Refused(f"{today.isoformat()} 不在任何一届的任期内，没有导入。请先在设置中补上届次。")
        facts = Facts(session, today)
        enrolment = Enrolment(session, facts)
        known = [r.record_id for r in chosen if r.record_id]
        people = {p.id: p for p in session.scalars(select(Person).where(Person.id.in_(known)))}
        members = {m.person_id: m for m in session.scalars(select(Member).where(dated.holds(Member, today)))}
        if len(people) < len(set(known)):
            raise Refused("核对之后有人被删除，没有导入。请重新核对这个文件再导入。")
        for done, row in enumerate(chosen, 1):
            if row.record_id is None:
                enrolment.enrol(row.draft, term)
            elif (member := members.get(row.record_id)) is None:
                member = Member(person_id=row.record_id, term_id=term.id, since=term.since, until=term.until)
                session.add(member)
                enrolment.write(row.draft, people[row.record_id], member)
            else:
                enrolment.write(row.draft, people[row.record_id], member)
            progress(done, len(chosen))
    return len(chosen)
