"""A file is replaced whole or not at all, and the refusal says whether anything was lost."""
from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.fields.refused import Refused
from desktop.services.atomic import replace_file, sentence


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    out = tmp_path / "通知.docx"
    out.write_bytes(b"old")
    replace_file(out, lambda draft: draft.write_bytes(b"new"))
    assert out.read_bytes() == b"new"
    assert leftovers(tmp_path) == ["通知.docx"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_leaves_the_old_file_and_says_so(tmp_path: Path) -> None:
    out = tmp_path / "通知.docx"
    out.write_bytes(b"old")
    with pytest.raises(Refused, match=r"磁盘已满，“通知.docx”没有保存，原来的文件没有改动。"):
        replace_file(out, lambda draft: Path("/dev/full").write_bytes(b"new"))
    assert out.read_bytes() == b"old"
    assert leftovers(tmp_path) == ["通知.docx"]


def test_a_file_that_does_not_pass_its_check_is_not_kept(tmp_path: Path) -> None:
    out = tmp_path / "通知.docx"
    out.write_bytes(b"old")

    def check(draft: Path) -> None:
        assert draft.read_bytes() == b"new"
        raise OSError("cannot be opened again")

    with pytest.raises(Refused, match="没有保存，原来的文件没有改动"):
        replace_file(out, lambda draft: draft.write_bytes(b"new"), check)
    assert out.read_bytes() == b"old"
    assert leftovers(tmp_path) == ["通知.docx"]


def test_a_fault_of_the_pen_is_not_hidden_and_leaves_nothing(tmp_path: Path) -> None:
    def write(draft: Path) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        replace_file(tmp_path / "通知.docx", write)
    assert leftovers(tmp_path) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"文件夹“.*没有”不存在"):
        replace_file(tmp_path / "没有" / "通知.docx", lambda draft: draft.write_bytes(b"new"))


def test_a_folder_of_that_name_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "通知.docx").mkdir()
    with pytest.raises(Refused, match=r"“通知\.docx”"):
        replace_file(tmp_path / "通知.docx", lambda draft: draft.write_bytes(b"new"))
    assert leftovers(tmp_path) == ["通知.docx"]


def test_a_file_open_in_another_program_is_told_apart(tmp_path: Path) -> None:
    """What Windows says of a file that WPS holds open."""
    error = PermissionError(13, "in use")
    error.winerror = 32  # type: ignore[attr-defined]  # only Windows sets it
    assert "正在 WPS 或其他程序里打开" in sentence(tmp_path / "通知.docx", error)
    assert "不允许写入" in sentence(tmp_path / "通知.docx", PermissionError(13, "denied"))


@pytest.mark.skipif(os.name == "nt", reason="permission bits")
def test_others_may_read_what_was_written_as_before(tmp_path: Path) -> None:
    out = tmp_path / "通知.docx"
    out.write_bytes(b"old")
    out.chmod(0o640)
    replace_file(out, lambda draft: draft.write_bytes(b"new"))
    assert out.stat().st_mode & 0o777 == 0o640
