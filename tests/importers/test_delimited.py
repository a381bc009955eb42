"""Text tables in the encodings and with the delimiters that are met."""
from __future__ import annotations

import codecs

import pytest

from desktop.fields.refused import Refused
from desktop.importers import delimited

TEXT = "姓名,性别,备注\r\n丁一,男,\"第一行\n第二行\"\r\n𬭎㛃,女,䶮\r\n"
ROWS = [(1, ["姓名", "性别", "备注"]), (2, ["丁一", "男", "第一行\n第二行"]), (3, ["𬭎㛃", "女", "䶮"])]


@pytest.mark.parametrize(("encoding", "mark", "told"), [
    ("utf-8", b"", "UTF-8"), ("utf-8", codecs.BOM_UTF8, "UTF-8"), ("gb18030", b"", "GB18030"),
    ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16"), ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16"),
    ("utf-16-le", b"", "UTF-16"), ("utf-16-be", b"", "UTF-16")])
def test_encodings_are_told_with_rare_characters(tmp_path, encoding, mark, told):
    path = tmp_path / "名册.csv"
    path.write_bytes(mark + TEXT.encode(encoding))
    book = delimited.read(path)
    assert book.encoding == told
    assert book.sheets[0].rows == ROWS
    assert book.sheets[0].name == "名册"


def test_an_old_gbk_file(tmp_path):
    (tmp_path / "a.txt").write_bytes("姓名\t性别\n丁一\t男\n".encode("gbk"))
    assert delimited.read(tmp_path / "a.txt").sheets[0].rows == [(1, ["姓名", "性别"]), (2, ["丁一", "男"])]


def test_the_users_own_encoding_counts(tmp_path):
    (tmp_path / "a.csv").write_bytes("姓名,備註\n".encode("big5"))
    assert delimited.read(tmp_path / "a.csv", "big5").sheets[0].rows == [(1, ["姓名", "備註"])]


@pytest.mark.parametrize("cut", [",", "\t", ";", "，", "；", "|"])
def test_delimiters_are_told(cut):
    text = f"姓名{cut}性别{cut}专委会\n丁一{cut}男{cut}提案委、经科委\n王二{cut}女{cut}\n"
    assert delimited.rows(text)[1] == (2, ["丁一", "男", "提案委、经科委"])


def test_full_width_commas_inside_cells_are_no_delimiter():
    text = "姓名,备注\n丁一,甲，乙，丙\n王二,丁，戊，己\n"
    assert delimited.rows(text)[1] == (2, ["丁一", "甲，乙，丙"])


def test_the_hint_of_a_spreadsheet_is_no_row():
    assert delimited.rows("sep=;\r\n姓名;性别\r\n") == [(1, ["姓名", "性别"])]


def test_blank_lines_keep_their_numbers(tmp_path):
    (tmp_path / "a.csv").write_text("姓名,性别\n\n,\n丁一,男\n", encoding="utf-8")
    assert [n for n, _ in delimited.read(tmp_path / "a.csv").sheets[0].rows] == [1, 4]


@pytest.mark.parametrize(("written", "cell"), [
    ('="0370"', "0370"), ("'41990119750815011X", "41990119750815011X"), ("4.12326E+17\t", "4.12326E+17"), ("=1+1", "=1+1"), ("", None)])
def test_disguises_of_numbers_are_taken_off(written, cell):
    assert delimited.cell(written) == cell


def test_what_is_no_text(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"\x81\xff\xfe\x00abc\xff\xff" * 9)
    with pytest.raises(Refused, match="文字编码"):
        delimited.read(tmp_path / "a.csv")


def test_quotes_that_never_close(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text('姓名,性别\n"丁一,男\n' + "王二,女\n" * 200_000, encoding="utf-8")
    with pytest.raises(Refused, match="引号不成对"):
        delimited.read(tmp_path / "a.csv")
