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
from desktop.services import demo, meetings
from desktop.services.store import Store
from tests.exporters.gongwen.judge import Print, faults_of, schema_errors

DAY = dt.date(2026, 6, 30)
LATE = dt.date(2026, 8, 20)
LETTER, FILE = {"number": "青协提函〔2026〕5号"}, {"number": "青协办〔2026〕5号"}
LETTERS = (("proposal-notice", DAY, LETTER), ("proposal-prompt", DAY, LETTER), ("proposal-reminder", DAY, LETTER),
           ("proposal-reminder", LATE, LETTER | {"kind": ORDER}))
REPORTS = ("proposal-joint-notice", "proposal-examination-report")
OF_MEETINGS = {"meeting-notice": "文件", "meeting-decision": "文件", "meeting-minutes": "纪要"}
CALLED = {"meeting-minutes": {}}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = demo.create(str(tmp_path_factory.mktemp("county") / "practice.db"))
    yield store
    store.close()


def letters(county: Store, folder: Path, most: int) -> Iterator[Print]:
    for key, day, answers in LETTERS:
        made = paper(key).each
        assert made is not None
        for n, item in enumerate(made(county, Request(day, answers=answers))[:most]):
            file = folder / f"{key}-{day}-{n}.docx"
            item.write("docx", file)
            yield Print(file, "信函", few=True)


def reports(county: Store, folder: Path, years: tuple[int, ...]) -> Iterator[Print]:
    for key in REPORTS:
        for year in years:
            file = folder / f"{key}-{year}.docx"
            paper(key).print(county, Request(DAY.replace(year=year), answers=FILE), "docx", file)
            yield Print(file, "文件", few=True)


def of_meetings(county: Store, folder: Path, most: int) -> Iterator[Print]:
    """So many of each kind of meeting."""
    rows = meetings.listed(county)
    for key, kind in OF_MEETINGS.items():
        counted: dict[str, int] = {}
        for row in rows:
            file = folder / f"{key}-{row['id']}.docx"
            if counted.get(row["kind"], 0) < most:
                try:
                    paper(key).print(county, Request(DAY, only=(row["id"],), answers=CALLED.get(key, FILE)), "docx", file)
                except Refused:
                    continue  # this meeting has neither minutes nor a decision
                counted[row["kind"]] = counted.get(row["kind"], 0) + 1
                yield Print(file, kind, few=True)


def test_a_paper_of_each_kind_measures_as_the_standard_says(county: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = [*letters(county, tmp_path, 1), *reports(county, tmp_path, (2026,))]
    for key, kind in OF_MEETINGS.items():
        plenary = next(r for r in meetings.listed(county) if r["kind"] == ("常委会会议" if kind == "纪要" else "全体会议"))
        file = tmp_path / f"{key}.docx"
        paper(key).print(county, Request(DAY, only=(plenary["id"],), answers=CALLED.get(key, FILE)), "docx", file)
        chosen.append(Print(file, kind, few=True))
    assert len(chosen) == len(LETTERS) + len(REPORTS) + len(OF_MEETINGS)
    assert faults_of(chosen, tmp_path, monkeypatch) == []
    assert schema_errors([each.file for each in chosen]) == []


@pytest.mark.all
def test_every_paper_measures_as_the_standard_says(county: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = [*letters(county, tmp_path, 40), *reports(county, tmp_path, (2023, 2024, 2025, 2026)), *of_meetings(county, tmp_path, 2)]
    assert len(chosen) > 100
    assert faults_of(chosen, tmp_path, monkeypatch) == []
