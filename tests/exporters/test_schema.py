"""Every paper of the practice county opens without a repair: its parts are right by their schema."""
from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from desktop.exporters.papers import PAPERS
from desktop.exporters.registry import Paper, Request
from desktop.services import attendance, meetings, members
from desktop.services.store import Store
from tests.exporters.gongwen.judge import schema_errors

DAY = dt.date(2026, 6, 30)
OF_A_MEETING = {"meeting-notice", "meeting-agenda", "meeting-schedule", "meeting-topics", "meeting-signin", "meeting-seatcards",
                "meeting-leave-form", "meeting-leave-list", "meeting-count", "meeting-minutes", "meeting-decision"}
OF_PERSONS = {"honour-certificate", "appointment-letter"}
NOTHING_TO_SAY = {"inactive-members"}  # everyone of the practice county has come to something
SAMPLE = {"proposal-handover", "proposal-key-list", "proposal-examination", "meeting-signin", "consultation-progress", "task-list"}
PARTS = [(p, format) for p in PAPERS if p.key not in NOTHING_TO_SAY for format in p.formats if format in ("docx", "xlsx")]


def written(practice: Store, folder: Path, found: list[tuple[Paper, str]]) -> list[Path]:
    meeting = next(r["id"] for r in meetings.listed(practice) if r["kind"] == "全体会议" and attendance.sheet(practice, r["id"]).people)
    some = tuple(r["id"] for r in members.listed(practice, DAY)[:3])
    files = []
    for each, format in found:
        only = (meeting,) if each.key in OF_A_MEETING else some if each.key in OF_PERSONS else ()
        files.append(folder / f"{each.key}.{format}")
        each.print(practice, Request(DAY, only=only), format, files[-1])
    return files


def test_papers_of_each_group_are_right_by_their_schema(practice: Store, tmp_path: Path) -> None:
    found = [(p, format) for p, format in PARTS if p.key in SAMPLE]
    assert {p.key for p, _ in found} == SAMPLE
    assert schema_errors(written(practice, tmp_path, found)) == []


@pytest.mark.all
def test_every_paper_is_right_by_its_schema(practice: Store, tmp_path: Path) -> None:
    files = written(practice, tmp_path, PARTS)
    assert len(files) > 70
    assert schema_errors(files) == []
