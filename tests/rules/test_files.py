"""Which files may hang on a record, and under what harmless name."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.files import LARGEST, LONGEST, free_name, name_of, objection, shown_name


@pytest.mark.parametrize(("raw", "name"), [
    ("../../etc/passwd", "passwd"), ("C:\\Windows\\a.docx", "a.docx"), ("..\\..\\x.pdf", "x.pdf"), ("con.txt", "附件_con.txt"), ("NUL",
    "附件_NUL"),
    ("", "附件"), ("...", "附件"), ("a/", "附件"), ("名\u202e单.docx", "名单.docx"), ("a\x00b.pdf", "ab.pdf"), ("委员<名册>.xlsx",
    "委员_名册_.xlsx"),
    (" 通知. ", "通知")])
def test_names(raw, name):
    assert shown_name(raw) == name


@given(st.text(max_size=300))
def test_no_name_leads_out_of_its_folder(raw):
    name = shown_name(raw)
    assert name and name not in (".", "..") and not set(name) & set('/\\<>:"|?*\x00') and len(name) <= 100
    assert shown_name(name) == name or len(name) > 90


@pytest.mark.parametrize(("name", "head"), [
    ("a.pdf", b"MZ\x90"), ("a.docx", b"#!/bin/sh"), ("a.jpg", b"\x7fELF"), ("a.EXE", b"x"), ("a.pdf.scr", b"x"), ("a.docm", b"PK"),
    ("a.lnk", b"x"),
    ("快捷方式", b"L\0\0\0\x01\x14\x02\0"), ("a.exe ", b"x")])
def test_programs(name, head):
    assert "程序" in (objection(name, head, 10) or "")


@pytest.mark.parametrize(("name", "head"), [("a.pdf", b"%PDF-1.7"), ("名册", b"PK\x03\x04"), ("照片.JPG", b"\xff\xd8\xff"), ("a.wps",
    b"\xd0\xcf\x11\xe0")])
def test_papers_and_pictures(name, head):
    assert objection(name, head, LARGEST) is None
    assert "超过 100 MB" in (objection(name, head, LARGEST + 1) or "")
    assert objection(name, b"", 0) == "是空文件"


@pytest.mark.parametrize(("said", "name"), [
    ("关于“十五五”规划的通知", "关于“十五五”规划的通知"), ("a/b\\c:d", "a／b＼c：d"), (" 名单. ", "名单"),
    ("第一行\n第二行", "第一行 第二行"),
    ("NUL", "NUL_"),
    ("", "未命名"), ("\x00\u202e", "未命名"), ("張　弛", "張　弛".replace("　", " "))])
def test_what_a_file_of_ours_is_called(said, name):
    assert name_of(said) == name


@given(st.text(max_size=300))
def test_such_a_name_can_be_written_everywhere(said):
    name = name_of(said)
    assert name and not set(name) & set('/\\<>:"|?*\x00\n') and name == name.strip(" .") and len(name.encode()) <= LONGEST + 3
    assert name_of(name) == name


def test_the_first_free_name():
    taken = {"名单.docx", "名单（2）.docx", "名单"}
    assert free_name("名单", "docx", taken.__contains__) == "名单（3）.docx"
    assert free_name("名单", "", taken.__contains__) == "名单（2）" and free_name("册", "", taken.__contains__) == "册"
