"""Writing a paper with the n-th write, flush or replace failing, for every n until it succeeds; and on bad media."""
from __future__ import annotations

import errno
import gc
import os
import subprocess
from pathlib import Path

import pytest

from desktop.cli.common import write_text
from desktop.exporters import pens, sheets
from desktop.exporters.gongwen import pdf as gongwen_pdf
from desktop.exporters.gongwen import write as gongwen_docx
from desktop.fields.refused import Refused
from desktop.services import imports
from desktop.services.atomic import replace_file
from tests import files
from tests.exporters import samples
from tests.exporters.gongwen.samples import make

resource = pytest.importorskip("resource", reason="the size of files cannot be limited here")


def roster(out):
    pens.write(samples.small(), out.suffix[1:], out)


WRITERS = {
    "名册.xlsx": roster, "名册.docx": roster, "名册.pdf": roster, "名册.csv": roster,
    "通知.docx": lambda out: gongwen_docx.write(make("文件"), out), "通知.pdf": lambda out: gongwen_pdf.write(make("文件"), out),
    "核对.json": lambda out: write_text(out, "{}" * 5000)}


def left(folder):
    return sorted(p.name for p in folder.iterdir())


def refused_or_done(write, out):
    """The sentence of the refusal; '' when the paper was written."""
    try:
        write(out)
    except Refused as refused:
        assert out.name in str(refused) or "没有保存" in str(refused)
        return str(refused)
    return ""


@pytest.mark.parametrize("steps", [5, pytest.param(60, marks=pytest.mark.all)])
@pytest.mark.parametrize("name", WRITERS)
def test_the_disk_fills_at_any_byte(tmp_path, name, steps):
    out, write = tmp_path / name, WRITERS[name]
    write(out)
    good = out.stat().st_size
    out.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for number in range(steps):
        resource.setrlimit(resource.RLIMIT_FSIZE, (good * number // steps, hard))
        try:
            sentence = refused_or_done(write, out)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert "磁盘已满" in sentence and "原来的文件没有改动" in sentence and name in sentence
        assert out.read_bytes() == b"old" and left(tmp_path) == [name]
    assert refused_or_done(write, out) == "" and out.stat().st_size > good * 0.9


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("name", ["名册.xlsx", "名册.docx", "核对.json"])
def test_any_flush_or_replace_fails(tmp_path, monkeypatch, name, call, number):
    out, write, real = tmp_path / name, WRITERS[name], getattr(os, call)
    write(out)
    fresh = len(out.read_bytes())
    at = 0
    while True:
        at += 1
        out.write_bytes(b"old")
        count = [0]

        def failing(*words, count=count, at=at, **more):
            count[0] += 1
            if count[0] == at:
                raise OSError(number, "on purpose")
            return real(*words, **more)

        with monkeypatch.context() as patch:
            patch.setattr(os, call, failing)
            sentence = refused_or_done(write, out)
        assert left(tmp_path) == [name]
        if "已经写好" in sentence or not sentence:  # the new name was not confirmed by the disk: the paper is there, whole
            assert abs(len(out.read_bytes()) - fresh) < 64
        else:
            assert out.read_bytes() == b"old"
        if count[0] < at:
            break
    assert at >= 2 and sentence == ""


@pytest.fixture
def stick(tmp_path):
    """A small file system of its own (1 MB)."""
    place = tmp_path / "优盘"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True).returncode:
        pytest.skip("no small file system can be made here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.parametrize("name", ["名册.xlsx", "名册.docx", "名册.pdf", "通知.docx"])
def test_a_full_stick_and_a_read_only_one(stick, name):
    out = stick / name
    out.write_bytes(b"old")
    (stick / "ballast").write_bytes(bytes(os.statvfs(stick).f_bavail * 4096 - 4096))
    assert "磁盘只剩 0 MB" in refused_or_done(WRITERS[name], out)
    assert out.read_bytes() == b"old" and left(stick) == sorted([name, "ballast"])
    (stick / "ballast").unlink()
    assert refused_or_done(WRITERS[name], out) == ""
    new = out.read_bytes()
    gc.collect()  # what a library left open after the full stick would keep it from being made read-only
    subprocess.run(["mount", "-o", "remount,ro", str(stick)], check=True)
    assert f"“{name}”所在的文件夹不允许写入" in refused_or_done(WRITERS[name], out)
    assert out.read_bytes() == new and left(stick) == [name]


def test_a_target_held_open_by_wps_is_kept_and_the_next_try_works(tmp_path, monkeypatch):
    """Windows refuses to replace a file that another program holds open."""
    out = tmp_path / "名册.xlsx"
    out.write_bytes(b"old")
    held = PermissionError(errno.EACCES, "in use")
    held.winerror = 32  # type: ignore[attr-defined]
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(held))
        assert "“名册.xlsx”正在 WPS 或其他程序里打开" in refused_or_done(roster, out)
    assert out.read_bytes() == b"old" and left(tmp_path) == ["名册.xlsx"]
    assert refused_or_done(roster, out) == ""


def test_what_is_no_file_is_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "管道.json")
    for out, words in ((tmp_path / "管道.json", "不是普通文件"), (Path("/dev/null"), "不是普通文件"), (tmp_path, "是一个文件夹"),
                       (tmp_path / ("长" * 200 + ".json"), "太长"), (tmp_path / "没有" / "a.json", "不存在")):
        with pytest.raises(Refused, match=words):
            write_text(out, "{}")
    assert Path("/dev/null").is_char_device() and left(tmp_path) == ["管道.json"]


def test_a_paper_that_the_disk_garbled_is_not_kept(tmp_path):
    """What is read back differs from what was written: the old paper stays."""
    for name in ("名册.xlsx", "名册.docx", "名册.csv"):
        out = tmp_path / name
        roster(out)
        good = out.read_bytes()
        real = os.fsync

        def garble(handle, real=real):
            size = os.fstat(handle).st_size
            if size:
                os.pwrite(handle, bytes(200), size // 2)
            real(handle)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fsync", garble)
            assert "没有保存" in refused_or_done(roster, out)
        assert out.read_bytes() == good


def test_the_rows_that_were_wrong_are_written_whole_or_not_at_all(empty, tmp_path):
    noun = imports.noun("members")
    files.messy_roster(tmp_path / "a.xlsx")
    ready = noun.plan(empty, noun.tables(empty, tmp_path / "a.xlsx"))
    out = tmp_path / "有错.xlsx"
    out.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, hard))
    try:
        assert "磁盘已满" in refused_or_done(lambda path: sheets.wrong_rows(ready, path), out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert out.read_bytes() == b"old"
    sheets.wrong_rows(ready, out)


def test_long_chinese_paths_with_blanks(tmp_path):
    folder = tmp_path
    for _ in range(6):
        folder = folder / "政协青溪县委员会办公室 二〇二六年度 文件资料（正式）"
    folder.mkdir(parents=True)
    for name, write in WRITERS.items():
        out = folder / f"关于 报送 材料 {name}"
        write(out)
        assert out.stat().st_size
    replace_file(folder / "x.txt", lambda draft: draft.write_text("一"))
    assert len(left(folder)) == len(WRITERS) + 1
