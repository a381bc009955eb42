"""Every kind of 公文 in print: measured in millimetres, and its parts held against the schema."""
from __future__ import annotations

from pathlib import Path

import pytest

from desktop.rules.gongwen.document import KINDS
from desktop.rules.gongwen.style import OfficeStyle
from tests.exporters.gongwen.judge import faults, schema_errors, written
from tests.exporters.gongwen.samples import LENGTHS, SECTION, SENTENCE, Case, cases, make, of_length, special

STYLE = OfficeStyle()
PASSED = "2024年12月28日政协示例县第十届委员会第五次会议通过"
# their only full line ends in a stop, or the last one is a character short, when nothing is set closer or wider
FEW_LINES = ("戌己丁己推动重点提案办理落地见效，推动重点提案办理落地见效，深入一线开展专题调研，"
             "认真贯彻落实县委部署要求，由提案委员会统筹。",
             "壬辛巳申确保各项任务落到实处；各承办单位要明确分管领导和具体责任人；各承办单位要明确分管领导和具体责任人。",
             "贵单位承办的政协青溪县第十届委员会第五次会议第12号提案，应于2026年6月30日前答复提案者，请抓紧办理。")
NOBODY = {"present": [], "leave": [], "attending": []}
SAMPLE = [Case(f"{kind}-短", kind, make(kind), STYLE) for kind in KINDS]


def test_a_document_of_every_kind_measures_as_the_standard_says(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    longer = Case("文件-多面", "文件", of_length("文件", "多面", STYLE), STYLE)
    passed = Case("决议-题注", "文件", make("文件", recipient="", caption=PASSED), STYLE)
    assert faults([*SAMPLE, longer, passed], tmp_path, monkeypatch) == []


def test_a_document_of_a_few_lines_shows_its_28_characters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = [Case(f"{kind}-{number}", kind, make(kind, body=[text], **bare), STYLE)
           for number, text in enumerate(FEW_LINES) for kind, bare in (("文件", {}), ("信函", {}), ("纪要", NOBODY))]
    assert faults(few, tmp_path, monkeypatch) == []


def test_a_document_of_every_kind_opens_without_repair(tmp_path: Path) -> None:
    assert schema_errors([written(case, tmp_path) for case in SAMPLE]) == []


@pytest.mark.all
@pytest.mark.parametrize("kind", KINDS)
def test_every_length_of_every_kind_measures_as_the_standard_says(
        kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = [case for case in cases() if case.kind == kind]
    assert len(chosen) >= len(LENGTHS)
    assert faults(chosen, tmp_path, monkeypatch) == []


@pytest.mark.all
def test_every_document_opens_without_repair(tmp_path: Path) -> None:
    assert schema_errors([written(case, tmp_path) for case in cases()]) == []


@pytest.mark.all
@pytest.mark.parametrize("kind", ["文件", "信函"])
def test_whatever_its_length_a_document_measures_as_the_standard_says(
        kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grown = [Case(f"{kind}-{count}段", kind, make(kind, body=[SENTENCE, *(SECTION * 12)[:count]]), STYLE)
             for count in range(1, 40, 2)]
    assert faults(grown, tmp_path, monkeypatch) == []


def test_special_documents_open_without_repair(tmp_path: Path) -> None:
    assert schema_errors([written(case, tmp_path) for case in special(STYLE)]) == []
