"""The csv pen: read back as another system reads it, and nothing in it that a spreadsheet would run."""
from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from desktop.exporters import delimited
from desktop.fields.refused import Refused
from desktop.fields.report import Group
from tests.exporters.samples import booklet, many
from tests.exporters.test_xlsx import PAYLOADS

RARE = "𠅤鿫𬹼𰻝𰻞㛃䶮𬭎"


@pytest.mark.parametrize(("encoding", "codec"), [("UTF-8", "utf-8-sig"), ("utf-8", "utf-8-sig"), ("gb18030", "gb18030")])
def test_rows_with_their_group_numbers_without_commas(small, tmp_path, encoding, codec):
    delimited.write(small, tmp_path / "a.csv", encoding)
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf") == (codec == "utf-8-sig"), "Excel 靠它认出 UTF-8"
    with (tmp_path / "a.csv").open(encoding=codec, newline="") as file:
        assert list(csv.reader(file)) == [
            ["分组", "姓名", "出生年月", "件数", "金额", "联系电话", "备注"],
            ["中共界（2名）", "李㛃", "1975-08", "12", "1234.56", "139****0001", "'=1+1"],
            ["中共界（2名）", "龚䶮", "", "0", "", "", "前后"],
            ["民建界（1名）", "王𬭎", "1980-11", "3", "0.00", "139****0003", "<甲>&“乙”"]]


@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030"])
def test_rare_characters_come_out_as_they_went_in(tmp_path, codec):
    report = replace(many(0), groups=(Group("", [{"name": c} for c in RARE]),))
    delimited.write(report, tmp_path / "a.csv", "GB18030" if codec == "gb18030" else "UTF-8")
    with (tmp_path / "a.csv").open(encoding=codec, newline="") as file:
        assert "".join(row[0] for row in list(csv.reader(file))[1:]) == RARE


@pytest.mark.parametrize("payload", [*PAYLOADS, "\t=1+1", "\u00a0=1+1", "\u3000@SUM(1)", "\u200b+1+1", "甲\n-2+3", "甲\r\n =1", "＠SUM(1)"])
def test_nothing_is_run(tmp_path, payload):
    delimited.write(replace(many(0), groups=(Group("", [{"name": payload}]),)), tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        cell = list(csv.reader(file))[1][0]
    for line in cell.split("\n"):
        assert line.lstrip(" \t\r\xa0\u3000\u200b")[:1] not in tuple("=+-@＝＋－＠\t\r"), cell


@pytest.mark.parametrize("text", ["-12.5", "-3", "县政协", "a-b", "1-2", "13900000001", "a=b"])
def test_what_runs_nothing_stays_as_it_is(text):
    assert delimited.safe(text) == text


def test_a_second_table_follows_under_its_title(tmp_path):
    delimited.write(booklet(2), tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[3:] == [[], ["县领导"], ["姓名", "手机"], ["高志远", "13700000001"]]


def test_an_unknown_encoding_is_refused(tmp_path):
    with pytest.raises(Refused, match="CSV 没有“big5”这种编码，可用：UTF-8、GB18030"):
        delimited.write(many(1), tmp_path / "a.csv", "big5")
    assert not list(tmp_path.iterdir())
