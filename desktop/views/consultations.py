"""协商、民主监督 and 工作安排: lists whose records carry steps, outcomes and remarks."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Option
from desktop.rules import consultations as rules
from desktop.rules import tasks as task_rules
from desktop.services import consultations, oversight, people, tasks
from desktop.views.asking import FormDialog
from desktop.views.flat import FlatPage
from desktop.views.hanging import Hanging
from desktop.views.records import Row
from desktop.views.widgets.drawer import Facts
from desktop.views.widgets.layout import button

LOOKS = {rules.COLLECTED: "plain", rules.PLANNED: "info", rules.STUDIED: "info", rules.HELD: "wait", rules.WRITTEN: "wait",
         rules.SENT: "done", rules.REMARKED: "done", rules.ADOPTED: "done", rules.DROPPED: "plain"}
TASK_LOOKS = {task_rules.DONE: "done", task_rules.LATE: "late", task_rules.SOON: "wait", task_rules.RUNNING: "info"}


def step_line(each: Row) -> tuple[str, str]:
    place = f"　{each['place']}" if each.get("place") else ""
    number = f"　{each['number']}" if each.get("number") else ""
    meeting = f"会议：{each['meeting']}" if each.get("meeting") else ""
    leaders = f"参加的县领导：{each['leaders']}" if each.get("leaders") else ""
    points = "　".join(f"{name} {each[key]} 条" for key, name in (("points", "意见"), ("taken", "落实")) if each.get(key))
    said = (each.get("words"), meeting, leaders, points)
    return f"{each['day'].isoformat()}　{each['kind']}{place}{number}", "\n".join(filter(None, said))


def outcome_line(each: Row) -> tuple[str, str]:
    sent = f"{each['sent'].isoformat()} 报送{each['sent_to'] or ''}" if each["sent"] else ""
    authors = f"执笔：{each['authors']}" if each["authors"] else ""
    return f"{each['kind']}《{each['name']}》{each['number'] or ''}", "\n".join(filter(None, (authors, sent, each["adoption"])))


def remark_line(each: Row) -> tuple[str, str]:
    followed = f"落实：{each['followed']}" if each["followed"] else ""
    return f"{each['day'].isoformat()}　{each['leader']}{each['kind']}", "\n".join(filter(None, (each["words"], followed)))


def change_line(each: Row) -> tuple[str, str]:
    return f"{each['day'].isoformat()}　{each['kind']}　{each['decider'] or ''}{each['number'] or ''}", each["words"] or ""


class ConsultationsPage(FlatPage):
    noun, key, unit, add_words, group, dated = "协商议题", "consultations", "项", "登记协商议题", "协商监督", False
    flat = consultations.CONSULTATIONS
    entities = frozenset({"Consultation", "ConsultationPlan", "ConsultationStep", "ConsultationOutcome", "ConsultationRemark",
                          "ConsultationSeat", "ConsultationChange", "CommitteeName", "Meeting"})
    states = {"state": lambda r: LOOKS[r["state"]]}

    def actions(self) -> None:
        self.head.add_action("plan", "年度计划…", "calendar-days", act=self.plan)
        super().actions()

    def plan(self) -> None:
        """The plan of the day's year: its approval path and its number."""
        def save(draft: dict[str, Any]) -> None:
            consultations.save_plan(self.work.store, draft)
            self.work.said.emit(f"已保存：{draft['name']}", True)

        words = "计划经主席会议、党组会议、县委常委会审定后联合印发；各步的日期可以补填，换一个年度即为那一年的计划。"
        FormDialog("年度协商计划", consultations.PLAN_FIELDS, consultations.plan_of(self.work.store, self.work.day.year), save, self,
                   words=words, yes="保存计划", columns=2).exec()

    def heading(self, row: Row) -> tuple[str, str, list[tuple[str, str]]]:
        when = f"{row['year']}年" + (f"{row['month']}月" if row["month"] else "")
        return row["name"], f"{row['form'] or ''}　{when}", [(row["state"], LOOKS[row["state"]])]

    def tabs(self, row: Row) -> list[tuple[str, str, Any]]:
        hung = (("steps", "进展", consultations.STEPS, step_line), ("outcomes", "成果", consultations.OUTCOME_PART, outcome_line),
                ("remarks", "批示", consultations.REMARK_PART, remark_line), ("changes", "调整", consultations.CHANGES, change_line))
        first, *rest = super().tabs(row)
        return [first, *((key, word, lambda p=part, s=say: Hanging(self.work, p, row["id"], s, self.way)) for key, word, part, say in hung),
                *rest]

    def way(self, each: Row) -> tuple[str, Callable[[], object]] | None:
        """From a step to its meeting."""
        meeting = each.get("meeting_id")
        return ("查看会议", lambda: self.work.asked.emit("meetings", meeting)) if meeting else None

    def buttons(self, row: Row) -> list[Any]:
        delete, edit = super().buttons(row)
        return [delete, button("课题组…", clicked=lambda: self.study_group(row)), edit]

    def study_group(self, row: Row) -> None:
        """Seat a person in the study group, or take one out."""
        named = {f"{r['name']}　{r.get('unit') or ''}{r.get('post') or ''}".strip("　"): r["id"]
                  for r in people.everyone(self.work.store, self.work.day)}
        person = Field("person", "人员", Choice(width=14, longest=200, open=False, options=tuple(map(Option, named))), required=True,
                       help="可输入姓名或首字母")
        role = Field("role", "课题组职务", Choice(open=False, options=tuple(map(Option, consultations.ROLES))), help="留空为移出课题组")

        def save(draft: dict[str, Any]) -> None:
            consultations.seat(self.work.store, row["id"], named[draft["person"]], draft["role"])
            self.work.said.emit("已调整课题组", True)

        FormDialog(f"课题组：{row['name']}", (person, role), {"role": consultations.ROLES[2]}, save, self, yes="保存成员").exec()

    def facts(self, row: Row) -> QWidget:
        shown = super().facts(row)
        assert isinstance(shown, Facts)
        with self.work.store.read() as session:
            seats = consultations.group_of(session, [row["id"]]).get(row["id"], [])
        if seats:
            shown.add("课题组", "、".join(f"{name}（{role}）" for role, name in seats))
        return shown


class OversightPage(FlatPage):
    noun, key, unit, add_words, group, dated = "民主监督", "oversight", "项", "登记民主监督", "协商监督", False
    flat = oversight.OVERSIGHT
    entities = frozenset({"Oversight", "OversightStep", "CommitteeName"})

    def heading(self, row: Row) -> tuple[str, str, list[tuple[str, str]]]:
        return row["name"], row["units"] or "", [(row["kind"], "info")] if row["kind"] else []

    def tabs(self, row: Row) -> list[tuple[str, str, Any]]:
        first, *rest = super().tabs(row)
        return [first, ("steps", "监督进展", lambda: Hanging(self.work, oversight.STEPS, row["id"], step_line)), *rest]


class TasksPage(FlatPage):
    noun, key, unit, add_words, group, dated = "工作任务", "tasks", "项", "登记任务", "工作安排", False
    flat = tasks.TASKS
    entities = frozenset({"Task", "Setting"})
    states = {"state": lambda r: TASK_LOOKS[r["state"]]}

    def heading(self, row: Row) -> tuple[str, str, list[tuple[str, str]]]:
        return row["name"], f"{row['room'] or ''}　{row['leader'] or ''}".strip(), [(row["state"], TASK_LOOKS[row["state"]])]


class WorkItemsPage(FlatPage):
    noun, key, unit, add_words, group, dated = "月度安排", "work-items", "项", "登记工作安排", "工作安排", False
    flat = tasks.ITEMS
    entities = frozenset({"WorkItem"})
