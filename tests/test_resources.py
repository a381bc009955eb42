"""The office's own files stand before those of the program."""
from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.resources import bundled, find


def test_files_of_the_source_tree_are_found() -> None:
    assert find("strokes/strokes.txt").is_file()
    assert bundled().name == "resources"


def test_the_offices_own_file_stands_before_ours(tmp_path: Path) -> None:
    (tmp_path / "strokes").mkdir()
    own = tmp_path / "strokes" / "strokes.txt"
    own.write_text("011\t一\n", encoding="utf-8")
    assert find("strokes/strokes.txt", tmp_path) == own
    assert find("strokes/LICENSE.md", tmp_path) == bundled() / "strokes" / "LICENSE.md"


def test_a_bundle_brings_its_own_resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "theme.qss").write_text("")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert find("theme.qss") == tmp_path / "resources" / "theme.qss"


def test_what_is_nowhere_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="找不到了，资料没有改动"):
        find("templates/无此文件.docx", tmp_path)
