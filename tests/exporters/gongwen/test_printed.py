"""Every 公文 that the office's own records print, measured by the checker: those of proposals and of meetings."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.exporters.papers import paper
from desktop.exporters.registry import Request
from desktop.fields.refused import Refused
from desktop.rules.proposals.deadlines import ORDER
from desktop.services import meetings
from desktop.services.store import Store
from tests.exporters.gongwen.judge import Print, faults_of, schema_errors

DAY = dt.date(2026, 6, 30)
LATE = dt.date(2026, 8, 20)
LETTERS = (("proposal-notice", DAY, {}), ("proposal-prompt", DAY, {}), ("proposal-reminder", DAY, {}),
           ("proposal-reminder", LATE, {"kind": ORDER}))
REPORTS = ("proposal-joint-notice", "proposal-examination-report")
OF_MEETINGS = {"meeting-notice": "文件", "meeting-decision": "文件", "meeting-minutes": "纪要"}


def given_out(practice: Store, key: str, request: Request, file: Path) -> None:
    """As it leaves the office: with its number."""
    paper(key).given_out(practice, request)
    paper(key).print(practice, request, "docx", file)


def letters(practice: Store, folder: Path, most: int) -> Iterator[Print]:
    for key, day, answers in LETTERS:
        made, request = paper(key), Request(day, answers=answers)
        made.given_out(practice, request)
        assert made.each is not None
        for n, item in enumerate(made.each(practice, request)[:most]):
            file = folder / f"{key}-{day}-{n}.docx"
            item.write("docx", file)
            yield Print(file, "信函")


def reports(practice: Store, folder: Path, years: tuple[int, ...]) -> Iterator[Print]:
    for key in REPORTS:
        for year in years:
            file = folder / f"{key}-{year}.docx"
            given_out(practice, key, Request(DAY.replace(year=year)), file)
            yield Print(file, "文件")


def of_meetings(practice: Store, folder: Path, most: int) -> Iterator[Print]:
    """So many of each kind of meeting."""
    rows = meetings.listed(practice)
    for key, kind in OF_MEETINGS.items():
        counted: dict[str, int] = {}
        for row in rows:
            file = folder / f"{key}-{row['id']}.docx"
            if counted.get(row["kind"], 0) < most:
                try:
                    given_out(practice, key, Request(DAY, only=(row["id"],)), file)
                except Refused:
                    continue  # this meeting has neither minutes nor a decision
                counted[row["kind"]] = counted.get(row["kind"], 0) + 1
                yield Print(file, kind)


def test_a_paper_of_each_kind_measures_as_the_standard_says(practice: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = [*letters(practice, tmp_path, 1), *reports(practice, tmp_path, (2026,))]
    for key, kind in OF_MEETINGS.items():
        plenary = next(r for r in meetings.listed(practice) if r["kind"] == ("常委会会议" if kind == "纪要" else "全体会议"))
        file = tmp_path / f"{key}.docx"
        given_out(practice, key, Request(DAY, only=(plenary["id"],)), file)
        chosen.append(Print(file, kind))
    assert len(chosen) == len(LETTERS) + len(REPORTS) + len(OF_MEETINGS)
    assert faults_of(chosen, tmp_path, monkeypatch) == []
    assert schema_errors([each.file for each in chosen]) == []


@pytest.mark.all
def test_every_paper_measures_as_the_standard_says(practice: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = [*letters(practice, tmp_path, 40), *reports(practice, tmp_path, (2023, 2024, 2025, 2026)), *of_meetings(practice, tmp_path, 2)]
    assert len(chosen) > 80
    found = faults_of(chosen, tmp_path, monkeypatch)
    # a paper with one full line, and figures in it, can be stretched otherwise than counted: seen once in a hundred
    assert [each for each in found if ": width" not in each and ": chars" not in each] == []
    assert len(found) * 50 <= len(chosen), found
