"""Reading in a child process: limits, refusals, cancelling, and files made to hurt."""
from __future__ import annotations

import os
import random
import subprocess
import sys
import zipfile

import pytest

from desktop import temporary as ours
from desktop.fields.refused import Refused
from desktop.importers import child
from desktop.importers.source import Book, Limits
from tests import files


def refusal(path, **options):
    with pytest.raises(Refused) as refused:
        child.read(path, **options)
    return str(refused.value)


def left_over(folder):
    return list(folder.iterdir())


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """The folder in which children leave their results."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(child.tempfile, "tempdir", str(folder))
    return folder


def test_a_workbook_comes_back_whole_and_nothing_is_left(tmp_path, temporary):
    book = child.read(files.plain_roster(tmp_path / "名册 副本.xlsx", people=5))
    assert book.kind == "xlsx"
    assert [number for number, _ in book.sheets[0].rows] == [1, 2, 3, 4, 5, 6]
    assert left_over(temporary) == []


def test_progress_is_told_and_what_it_raises_ends_the_reading(tmp_path, temporary):
    path = files.plain_roster(tmp_path / "a.xlsx", people=3)
    heard = []
    child.read(path, progress=lambda done, total: heard.append((done, total)))
    assert heard and all(done <= total for done, total in heard)

    class Stop(Exception):
        pass

    def stop(done, total):
        raise Stop

    with pytest.raises(Stop):
        child.read(path, progress=stop)
    assert left_over(temporary) == []


def test_cancelling_kills_the_child(tmp_path, temporary):
    assert "停止读取" in refusal(files.plain_roster(tmp_path / "a.xlsx"), cancelled=lambda: True)
    assert left_over(temporary) == []


def test_time_runs_out(tmp_path, temporary):
    path = files.plain_roster(tmp_path / "a.xlsx", people=3000)
    assert "还没有读完" in refusal(path, limits=Limits(seconds=0.01))
    assert left_over(temporary) == []


def test_memory_runs_out(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("姓名,性别\n" + "丁一,男\n" * 3_000_000, encoding="utf-8")
    assert "读不下去了" in refusal(path, limits=Limits(memory=200 << 20))


def test_a_child_that_dies_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(child.sys, "executable", "/bin/false" if os.path.exists("/bin/false") else "/usr/bin/false")
    assert "读不下去了" in refusal(files.plain_roster(tmp_path / "a.xlsx"))


def test_left_overs_of_killed_programs_are_cleared(tmp_path, temporary):
    """A folder whose maker is gone goes; that of a running program, of another PC and of strangers stays."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    old = temporary / ours.prefix().replace(f"-{os.getpid()}-", f"-{gone.pid}-")
    others = [temporary / ours.prefix(), temporary / f"xiewu~ffffff-{gone.pid}-x", temporary / "xiewu-read-x"]
    for folder in (old, *others):
        folder.mkdir()
        (folder / "book").write_bytes(b"x")
    child.read(files.plain_roster(tmp_path / "a.xlsx", people=1))
    assert sorted(temporary.iterdir()) == sorted(others)


def test_modules_beside_the_file_are_not_run(tmp_path, monkeypatch):
    path = files.plain_roster(tmp_path / "a.xlsx", people=1)
    (tmp_path / "zipfile.py").write_text("raise SystemExit('ran')")
    monkeypatch.chdir(tmp_path)
    assert child.read(path).kind == "xlsx"


def test_what_is_no_file(tmp_path):
    (tmp_path / "空.xlsx").write_bytes(b"")
    assert "找不到文件“没有.xlsx”" in refusal(tmp_path / "没有.xlsx")
    assert "是文件夹" in refusal(tmp_path)
    assert "是空文件" in refusal(tmp_path / "空.xlsx")
    assert "找不到文件" in refusal(tmp_path / ("长" * 300))
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "管道")
        assert "不是普通文件" in refusal(tmp_path / "管道")


def test_a_file_that_is_too_big_is_not_opened(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(201_000_000)
    assert "201 MB" in refusal(path)


def test_a_bomb_is_refused_by_what_it_declares(tmp_path):
    path = files.bomb(tmp_path / "b.xlsx")
    assert path.stat().st_size < 1_000_000
    assert "展开后有 300 MB" in refusal(path)
    assert "压缩得过分紧" in refusal(files.bomb(tmp_path / "c.xlsx", megabytes=20))


def test_a_bomb_that_lies_about_its_size(tmp_path):
    path = files.bomb(tmp_path / "b.xlsx", megabytes=20)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as box:
        entry = next(e for e in box.infolist() if e.file_size == 20_000_000)
    lie = (4000).to_bytes(4, "little")
    central = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    data[central + 24:central + 28] = lie
    assert entry.compress_size < len(data)
    path.write_bytes(bytes(data))
    assert "已损坏" in refusal(path) or "压缩得过分紧" in refusal(path)


def test_too_many_entries_and_paths_that_lead_outside(tmp_path):
    many = files.zipped(tmp_path / "a.xlsx", {"xl/workbook.xml": b"<x/>", **{f"p{n}": b"" for n in range(10_001)}})
    assert "个部件" in refusal(many)
    for name in ("../../x.xml", "/etc/x", "C:\\x", "a\\..\\..\\x"):
        assert "路径" in refusal(files.zipped(tmp_path / "a.xlsx", {"xl/workbook.xml": b"<x/>", name: b"1"}))


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><a>&b;</a>'


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "docProps/core.xml", "xl/styles.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused_in_every_part(tmp_path, part, encoding):
    good = files.plain_roster(tmp_path / "a.xlsx", people=2)
    laughs = LAUGHS.decode().encode(encoding)
    bad = files.repacked(good, tmp_path / "b.xlsx", lambda name, data: laughs if name == part else data)
    with zipfile.ZipFile(bad, "a") as box:
        if part not in box.namelist():
            box.writestr(part, laughs)
    assert "文档类型声明" in refusal(bad)


def test_an_outside_entity_in_a_document_is_refused(tmp_path):
    good = files.document(tmp_path / "a.docx", [["姓名"], ["丁一"]])
    evil = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    bad = files.repacked(good, tmp_path / "b.docx",
                         lambda name, data: evil + data if name == "word/document.xml" else data)
    assert "文档类型声明" in refusal(bad)


def test_ten_thousand_people_are_read_within_the_limits(tmp_path):
    book = child.read(files.plain_roster(tmp_path / "a.xlsx", people=10_000), limits=Limits(seconds=30, memory=400 << 20))
    assert len(book.sheets[0].rows) == 10_001


def damaged(good, chance):
    data = bytearray(good)
    if chance.random() < 0.3:
        data = data[:chance.randrange(1, len(data))]
    for _ in range(chance.choice((1, 3, 30))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def sample(kind, path):
    if kind == "xlsx":
        files.messy_roster(path)
    elif kind == "xls":
        path.write_bytes(files.OLD_WORKBOOK.read_bytes())
    elif kind == "docx":
        files.document(path, "名册", [["姓名", "性别"], ["丁一", "男"]])
    elif kind == "csv":
        path.write_bytes("姓名,性别\n丁一,男\n".encode("utf-16") * 20)
    else:
        path.write_bytes(("<html><table><tr><td colspan=2>姓名<td rowspan='3'>性别" * 9).encode("gb18030"))
    return path


@pytest.mark.parametrize("kind", ["xlsx", "docx", "csv", "html"])
def test_damaged_files_are_books_or_sentences(tmp_path, kind):
    """Read in this process, so that hundreds are quick."""
    path = sample(kind, tmp_path / f"good.{kind}")
    good, chance = path.read_bytes(), random.Random(20260630)
    sentences = 0
    for _ in range(150):
        path.write_bytes(damaged(good, chance))
        found = child.outcome(path, Limits(), "", lambda done, total: None)
        if not isinstance(found, Book):
            assert found.endswith("。")
            sentences += 1
    assert sentences


@pytest.mark.parametrize("kind", ["xls", "xlsx"])
def test_damage_that_kills_the_reader(tmp_path, kind):
    """Old workbooks and damaged parts make the reader panic or ask for all memory: the child bears it."""
    path = sample(kind, tmp_path / f"good.{kind}")
    good, chance = path.read_bytes(), random.Random(20260630)
    sentences = 0
    for number in range(25):
        bad = tmp_path / f"bad.{kind}"
        if kind == "xls":
            bad.write_bytes(damaged(good, chance))
        else:
            files.repacked(path, bad, lambda name, data: damaged(data, chance) if chance.random() < 0.2 else data)
        try:
            assert isinstance(child.read(bad), Book), number
        except Refused as refused:
            assert str(refused).endswith("。")
            sentences += 1
    assert sentences
