"""A marked sheet of paper, as a file or pasted: each name and its signs planned against a meeting, then stored as one operation."""
from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from desktop.fields.field import Field
from desktop.fields.kinds import Day, Kind, Text, fold, plain
from desktop.fields.refused import Refused
from desktop.importers import blocks, headings
from desktop.importers.source import ErrorValue
from desktop.importers.table import Row as TableRow
from desktop.importers.table import Table
from desktop.models.attendance import MEMBER, OBSERVER, Invitee, LeaveRequest
from desktop.models.base import field_of
from desktop.models.member import Member
from desktop.models.person import Person
from desktop.rules import attendance as rules
from desktop.rules.attendance import ABSENT, LEAVE, PRESENT, UNSAID, Mark
from desktop.rules.names import clean_name
from desktop.rules.rights import Right
from desktop.services import attendance, office
from desktop.services.importing import CellProblem, OnMatch, Plan, Reader, RowPlan, last_change, still_true, told
from desktop.services.members import Row, seated
from desktop.services.progress import Progress, silent
from desktop.services.store import Store

KEY, TITLE = "attendance", "考勤"
NAME = Field("name", "姓名", Text(width=5, longest=60), required=True, aliases=("委员姓名", "参会人员", "出席人员", "姓名（性别、民族）"))
CAPACITY = field_of(Invitee.capacity, required=False)
TEAM = field_of(Invitee.team)
RESULT = Field("result", "结果", Kind(), aliases=(
    "出席情况", "考勤", "考勤结果", "到会情况", "出勤情况", "签到", "签名", "签到情况", "参会情况"))
LEAVE_KIND = field_of(LeaveRequest.kind, name="leave", required=False)
REASON = field_of(LeaveRequest.reason, aliases=("请假事由", "请假原因", "原因", "备注"))
APPROVER = field_of(LeaveRequest.approver)
DAY = Field("day", "日期", Day(), aliases=("会议日期",))
WORK = Field("work", "单位及职务", Text(width=10, longest=200), aliases=("工作单位及职务", "工作单位", "单位", "单位职务"))
OWN = (NAME, WORK, CAPACITY, TEAM, RESULT, LEAVE_KIND, REASON, APPROVER, DAY)
UNKNOWN = "不知道是什么意思，可写 √ × 公假 事假 病假 迟到，或在设置的“签到表上的符号”里说明"
FOOT = re.compile(r"(应到|实到|请假|缺席)\D{0,4}(\d+)")


def fields(sheet: attendance.Sheet) -> tuple[Field, ...]:
    """The fields of a sheet of this meeting: one column for each half day, under whatever heading it is met."""
    halves = Counter(s["half"] for s in sheet.sittings)
    days = Counter(s["day"] for s in sheet.sittings)
    found = []
    for s in sheet.sittings:
        day, half = s["day"], s["half"] or ""
        words = [f"{day.month}月{day.day}日{half}", f"{day.day}日{half}", f"{day.month}.{day.day}{half}",
                 f"{day.year}年{day.month}月{day.day}日{half}",
                 s["name"], f"第{s['rank']}次"]
        words += [half] if half and halves[half] == 1 else []
        words += [f"{day.month}月{day.day}日", f"{day.day}日"] if days[day] == 1 else []
        first, *others = dict.fromkeys(words)
        found.append(Field(f"half-{s['id']}", first, Kind(), aliases=tuple(others)))
    return (*OWN, *found)


def fields_of(store: Store, meeting_id: str) -> tuple[Field, ...]:
    return fields(attendance.sheet(store, meeting_id))


class Planner(Reader):
    def __init__(self, sheet: attendance.Sheet, known: Mapping[str, list[Row]], own: Mapping[str, Mark]) -> None:
        super().__init__(fields(sheet))
        self.sheet, self.known, self.own = sheet, known, own
        self.invited: dict[str, list[Row]] = defaultdict(list)
        for person in sheet.people:
            self.invited[person["name"]].append(person)
        self.seen: dict[str, int] = {}
        self.alike: set[str] = set()

    # what the blanks of a column mean

    def blanks(self, table: Table) -> dict[str, Mark | None]:
        """A column with √ leaves the absent blank; one that only marks who is missing leaves the present blank."""
        found: dict[str, Mark | None] = {}
        for column in table.columns:
            name = column.field.name if column.field else ""
            if not (name.startswith("half-") or name == RESULT.name):
                continue
            marks = [m for row in table.rows if (m := self.mark(row.cells.get(name)))]
            there = any(m.result == PRESENT for m in marks)
            found[name] = Mark(ABSENT) if there else Mark(PRESENT) if marks else None
            if not there and marks:
                self.told.append(f"“{column.heading}”一列没有出席的记号，空白按出席读入")
        return found

    def mark(self, cell: Any) -> Mark | None:
        return None if cell is None or isinstance(cell, ErrorValue) else rules.read_mark(plain(cell), self.own)

    def read_table(self, table: Table) -> list[RowPlan]:
        self.told: list[str] = []
        blanks = self.blanks(table)
        self.alike = alike(table)
        plans = [self.plan_row(table, row, blanks) for row in table.rows]
        for sentence in self.told:
            plans[0].problems.append(CellProblem(table.sheet, plans[0].row, "", "", sentence, "warning"))
        return plans

    def plan_row(self, table: Table, row: TableRow, blanks: Mapping[str, Mark | None]) -> RowPlan:
        plan = RowPlan(table.sheet, row.number, {}, dict(row.cells))
        self.read(plan, table, {k: v for k, v in row.cells.items() if k != RESULT.name and not k.startswith("half-")})
        plan.draft["name"] = clean_name(str(plan.draft.get("name") or "")).name
        plan.draft["marks"] = self.marks(plan, row.cells, blanks)
        person = self.person(plan)
        if person is None or any(p.severity == "error" for p in plan.problems):
            plan.verdict = "wrong"
            return plan
        plan.draft["person_id"] = person["person_id"]
        plan.record_id = person.get("id")
        if person["person_id"] in self.seen:
            self.problem(plan, "name", f"与第{self.seen[person['person_id']]}行是同一人，只读前一行", plan.name, error=False)
            plan.verdict = "same"
            return plan
        self.seen[person["person_id"]] = plan.row
        before = {s: m for (i, s), m in self.sheet.marks.items() if i == plan.record_id}
        changed = {s: m for s, m in plan.draft["marks"].items() if before.get(s) != m}
        plan.verdict = "new" if plan.record_id is None or not before else "changed" if changed else "same"
        names = {s["id"]: s["short"] for s in self.sheet.sittings}
        plan.changes = [(replace(RESULT, label=names[s]), before[s].sign if s in before else "", m.sign) for s, m in changed.items()]
        return plan

    def marks(self, plan: RowPlan, cells: Mapping[str, Any], blanks: Mapping[str, Mark | None]) -> dict[str, Mark]:
        found: dict[str, Mark] = {}
        for name, blank in blanks.items():
            cell = cells.get(name)
            mark = blank if plain(cell) == "" else self.mark(cell)
            if mark is None and plain(cell):
                self.problem(plan, name, f"“{plain(cell)}”{UNKNOWN}", cell)
            if mark is None:
                continue
            if mark.result == LEAVE and plan.draft.get("leave"):
                mark = replace(mark, leave=plan.draft["leave"])
            if (sitting := self.sitting_of(plan, name)) is not None:
                found[sitting] = mark
        return found

    def sitting_of(self, plan: RowPlan, name: str) -> str | None:
        if name.startswith("half-"):
            return name.removeprefix("half-")
        halves = [s for s in self.sheet.sittings if plan.draft.get("day") in (None, s["day"])]
        if len(halves) == 1:
            return halves[0]["id"]
        words = "这次会议没有这一天的半天"
        if halves:
            words = f"这次会议有 {len(halves)} 个半天，表头要写明是哪个半天，如 {halves[0]['short']}"
        self.problem(plan, name, words)
        return None

    def told_apart(self, plan: RowPlan, namesakes: list[Row]) -> list[Row]:
        """Of namesakes the one whose work the row names, or the next one where the sheet says the same of all."""
        if len(namesakes) < 2:
            return namesakes
        work = fold(str(plan.draft.get("work") or ""))
        if found := [p for p in namesakes if work and p.get("unit") and (fold(p["unit"]) in work or work in fold(p["unit"]))]:
            return found
        left = [p for p in namesakes if p["person_id"] not in self.seen]
        return left[:1] if plan.name in self.alike and left else namesakes

    def person(self, plan: RowPlan) -> Row | None:
        """Who is meant: first of those invited, then of everyone."""
        name = plan.draft["name"]
        if not name:
            return self.problem(plan, "name", "姓名没有填写")
        found = self.told_apart(plan, self.invited.get(name) or self.known.get(name, []))
        if len(found) != 1:
            words = f"有 {len(found)} 位“{name}”，无法判断是哪一位，请在考勤表中登记" if found else f"人员库里没有“{name}”，请核对姓名"
            return self.problem(plan, "name", words, name)
        (person,) = found
        if name in self.invited:
            return person
        due = person["was"] and (not person["member"] or not self.sheet.people)
        plan.draft["capacity"] = plan.draft.get("capacity") or (MEMBER if due else OBSERVER)
        if plan.draft["capacity"] == MEMBER and not person["member"]:
            self.problem(plan, "name", "当天不是在任委员，仍按表上计入出席，请核对", name, error=False)
        elif self.sheet.people:
            self.problem(plan, "name", f"不在参加人员名单里，将按{plan.draft['capacity']}加入", name, error=False)
        return person


def alike(table: Table) -> set[str]:
    """Names in several rows that say the same of each: which of two namesakes stands first makes no difference."""
    rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in table.rows:
        said = sorted((k, plain(v)) for k, v in row.cells.items() if k != NAME.name)
        rows[clean_name(plain(row.cells.get(NAME.name))).name].append(tuple(said))
    return {name for name, said in rows.items() if len(said) > 1 and len(set(said)) == 1}


def plan(store: Store, found: Sequence[Table], *, meeting_id: str, on_match: OnMatch = "update", progress: Progress = silent) -> Plan:
    """Read every row against the meeting; nothing is written."""
    store.require(Right.IMPORT)
    sheet = attendance.sheet(store, meeting_id)
    if not sheet.sittings:
        raise Refused("这次会议没有登记考勤的半天，没有导入。请先在日程中增加。")
    with store.read() as session:
        basis = last_change(session)
        known: dict[str, list[Row]] = defaultdict(list)
        members = {person.id for person, _ in seated(session, sheet.meeting["day"])}
        ever = set(session.scalars(select(Member.person_id)))
        for person in session.scalars(select(Person)):
            known[person.name].append({"person_id": person.id, "name": person.name, "member": person.id in members,
                                       "was": person.id in ever})
        own = own_signs(office.values(session)["mark_signs"])
    planner = Planner(sheet, known, own)
    rows: list[RowPlan] = []
    for table in found:
        rows += planner.read_table(table) if table.rows else []
        progress(len(rows), sum(len(t.rows) for t in found))
    return Plan(rows, on_match, [*told(found), *unsaid(planner, rows, found), *disagreeing(found, rows, sheet)], basis)


def own_signs(text: str | None) -> dict[str, Mark]:
    try:
        return rules.read_own((text or "").splitlines())
    except ValueError as error:
        raise Refused(f"设置里的“签到表上的符号”有误：{error}。没有导入，请先改正设置。") from None


def unsaid(planner: Planner, rows: Sequence[RowPlan], found: Sequence[Table]) -> list[CellProblem]:
    """Who is due and stands nowhere in the file; what is entered of them already stays."""
    read = {r.draft.get("person_id") for r in rows}
    left = [p for p in planner.sheet.people if p["capacity"] == MEMBER and p["person_id"] not in read]
    if not left or not rows:
        return []
    marked = {invitee for invitee, _ in planner.sheet.marks}
    bare = [p["name"] for p in left if p["id"] not in marked]
    words = f"名单里还有 {len(left)} 人这张表上没有"
    if len(bare) < len(left):
        words += f"，其中 {len(left) - len(bare)} 人已有登记，不变"
    if bare:
        words += f"，{f'{len(bare)} 人' if len(bare) < len(left) else ''}仍为未登记：{'、'.join(bare[:10])}{'等' if len(bare) > 10 else ''}"
    return [CellProblem(found[0].sheet, 0, "", "", words, "warning")]


def disagreeing(found: Sequence[Table], rows: Sequence[RowPlan], sheet: attendance.Sheet) -> list[CellProblem]:
    """The foot of the sheet says 实到157 and the signs come to 156."""
    capacity = {p["id"]: p["capacity"] for p in sheet.people}
    counts: Counter[str] = Counter()
    if len(sheet.sittings) != 1:
        return []
    for row in rows:
        if row.verdict != "wrong" and (capacity.get(row.record_id or "") or row.draft.get("capacity")) == MEMBER:
            counts["应到"] += 1
            for mark in row.draft["marks"].values():
                counts[{PRESENT: "实到", LEAVE: "请假", ABSENT: "缺席"}[mark.result]] += 1
    said = [(table, n.sentence, word, int(number)) for table in found for n in table.warnings if n.sentence.startswith(blocks.SAID)
            for word, number in FOOT.findall(n.sentence)]
    return [CellProblem(table.sheet, 0, "", text[:40], f"表上写{word}{number}，按记号是{counts[word]}，请核对", "warning")
            for table, text, word, number in said if counts[word] != number]


def apply(store: Store, ready: Plan, file: str, progress: Progress = silent, *, meeting_id: str) -> int:
    """Marks, people who were not invited, and leave with its reason: one undoable operation."""
    store.require(Right.IMPORT)
    chosen = ready.to_store()
    if not chosen:
        return 0
    with store.operation(f"导入考勤：{file}", Right.IMPORT) as session:
        still_true(session, ready)
        marks: dict[attendance.Key, Mark | None] = {}
        rank = len(session.scalars(select(Invitee.id).where(Invitee.meeting_id == meeting_id)).all())
        for done, row in enumerate(chosen, 1):
            invitee = session.get(Invitee, row.record_id) if row.record_id else None
            if invitee is None:
                invitee = Invitee(meeting_id=meeting_id, person_id=row.draft["person_id"], capacity=row.draft["capacity"], rank=rank + done,
                                  by_hand=True)
                session.add(invitee)
            for name in ("team", "capacity"):
                if row.draft.get(name):
                    setattr(invitee, name, row.draft[name])
            marks |= {(invitee.id, sitting): mark for sitting, mark in row.draft["marks"].items()}
            request(session, meeting_id, row)
            progress(done, len(chosen))
        session.flush()
        attendance.put(session, meeting_id, marks)
    return len(chosen)


def request(session: Any, meeting_id: str, row: RowPlan) -> None:
    """The reason and the approver that stand beside a leave."""
    kinds = [m.leave for m in row.draft["marks"].values() if m.result == LEAVE]
    if not kinds or not (row.draft.get("reason") or row.draft.get("approver")):
        return
    person = row.draft["person_id"]
    held = select(LeaveRequest).where(LeaveRequest.meeting_id == meeting_id, LeaveRequest.person_id == person)
    asked = session.scalar(held) or LeaveRequest(meeting_id=meeting_id, person_id=person, kind=kinds[0] or UNSAID)
    asked.reason = row.draft.get("reason") or asked.reason
    asked.approver = row.draft.get("approver") or asked.approver
    session.add(asked)


def pasted(store: Store, meeting_id: str, cells: Sequence[Sequence[str]]) -> Plan:
    """Names and signs from WPS: with headings as a file, without them the name first and then the half days in order."""
    sheet = attendance.sheet(store, meeting_id)
    known = [f for f in fields(sheet) if f.name.startswith("half-")]
    rows = [list(row) for row in cells if any(map(plain, row))]
    if rows and fold(rows[0][0]) in map(fold, NAME.headings):
        rows = rows[1:]
    table = Table("粘贴", columns=[headings.Column(0, NAME.label, NAME), *(headings.Column(n, f.label, f) for n, f in enumerate(known, 1))])
    table.rows = [TableRow(n, {c.field.name: row[c.index] if c.index < len(row) else None for c in table.columns if c.field})
                  for n, row in enumerate(rows, 1)]
    return plan(store, [table], meeting_id=meeting_id)
