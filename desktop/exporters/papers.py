"""Every paper that the office can print."""
from __future__ import annotations

from desktop.exporters import (
    addressbook,
    changes,
    committees,
    consultations,
    documents,
    members,
    oversight,
    people,
    statistics,
    tasks,
    units,
)
from desktop.exporters.forms.known import FORMS
from desktop.exporters.forms.paper import paper as form_paper
from desktop.exporters.meetings import leaveforms, ledgers, official, seatcards, tables
from desktop.exporters.proposals import deadlines, handover, letters, lists, report, volume
from desktop.exporters.registry import Paper
from desktop.fields.refused import Refused

PAPERS: tuple[Paper, ...] = (
    members.ROSTER, addressbook.BOOK, changes.PAPER,
    committees.COMPOSITION, committees.ADJUSTMENT,
    people.LIAISON_ROSTER, people.STAFF_ROSTER, people.PEOPLE_ROSTER,
    official.NOTICE, tables.AGENDA, tables.SCHEDULE, tables.TOPIC_LIST, tables.SIGNIN, seatcards.CARDS, leaveforms.PAPER,
    tables.LEAVE_LIST, tables.COUNT_SLIP, official.MINUTES, official.DECISION,
    ledgers.LEDGER_PAPER, ledgers.TURNOUT_PAPER, ledgers.INACTIVE_PAPER, ledgers.STUDY_PAPER, ledgers.SPEECH_PAPER,
    consultations.PLAN_PAPER, consultations.PROGRESS_PAPER, oversight.PAPER, tasks.TASK_PAPER, tasks.MONTH_PAPER,
    report.PAPER, letters.NOTICE, letters.JOINT_NOTICE, handover.PAPER, deadlines.PROMPT_PAPER, deadlines.REMINDER_PAPER,
    lists.KEY_LIST, lists.CATALOGUE_PAPER, volume.PAPER,
    units.PAPER, statistics.PAPER,
    documents.REGISTER, documents.SHEET,
    *map(form_paper, FORMS),
)


def paper(key: str) -> Paper:
    for each in PAPERS:
        if key == each.key:
            return each
    raise Refused(f"没有“{key}”这种材料，可用：{'、'.join(f'{p.key}（{p.title}）' for p in PAPERS)}。")
