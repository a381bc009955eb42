"""Every page of the window, by name; a page's module is imported when it is first opened."""
from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtWidgets import QWidget

from desktop.views.navigation import Page
from desktop.views.work import Work

DESK = "desk"
PAGES: tuple[tuple[str, str, str, str, str], ...] = (
    ("members", "委员", "users", "组织", "members:MembersPage"),
    ("committees", "专委会", "landmark", "组织", "flat:CommitteesPage"),
    ("groups", "联络组", "flag", "组织", "flat:GroupsPage"),
    ("persons", "人员", "user", "组织", "flat:PersonsPage"),
    ("units", "单位", "briefcase", "组织", "flat:UnitsPage"),
    ("organisations", "参加单位", "hand-heart", "组织", "flat:OrganisationsPage"),
    ("meetings", "会议活动", "calendar-days", "履职", "meetings.page:MeetingsPage"),
    ("speeches", "大会发言", "megaphone", "履职", "meetings.page:SpeechesPage"),
    ("proposals", "提案", "file-text", "履职", "proposals.page:ProposalsPage"),
    ("consultations", "协商", "messages-square", "履职", "consultations:ConsultationsPage"),
    ("oversight", "民主监督", "scale", "履职", "consultations:OversightPage"),
    ("tasks", "工作任务", "check", "办文", "consultations:TasksPage"),
    ("work-items", "月度安排", "calendar-days", "办文", "consultations:WorkItemsPage"),
    ("documents", "公文", "file-pen-line", "办文", "documents:DocumentsPage"),
    ("printing", "打印", "printer", "办文", "printing:PrintingPage"),
    ("forms", "表样", "file-text", "办文", "forms:FormsPage"),
    ("statistics", "统计", "chart-column", "办文", "statistics:StatisticsPage"),
    ("settings", "设置", "settings", "", "settings:SettingsPage"),
)
"""(key, word, icon, group, module:class)."""
FOUND_ON = {"Person": ("persons", "user"), "Unit": ("units", "briefcase"), "Organisation": ("organisations", "hand-heart"),
            "Committee": ("committees", "landmark"), "Group": ("groups", "flag"), "Proposal": ("proposals", "file-text"),
            "Meeting": ("meetings", "calendar-days"), "Speech": ("speeches", "megaphone"),
            "Consultation": ("consultations", "messages-square"), "Oversight": ("oversight", "scale"),
            "Task": ("tasks", "check"), "WorkItem": ("work-items", "calendar-days")}
"""On which page, and beside which icon, a record that was found is shown; a member goes to the members' page."""


def pages(desk: QWidget, work: Callable[[], Work | None]) -> tuple[Page, ...]:
    """The desk, then the rest; before the store is open only the desk can be made."""
    def make(where: str) -> Callable[[], QWidget]:
        module, name = where.split(":")

        def made() -> QWidget:
            here = work()
            return QWidget() if here is None else getattr(import_module(f"desktop.views.{module}"), name)(here)

        return made

    return (Page(DESK, "工作台", "layout-dashboard", "", lambda: desk),
            *(Page(key, word, icon, group, make(where), foot=key == "settings") for key, word, icon, group, where in PAGES))
