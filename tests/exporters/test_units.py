"""单位名录: names and former names of the day, and the organisations as a list of their own."""
from __future__ import annotations

import datetime as dt

import pytest
from openpyxl import load_workbook

from desktop.exporters import units
from desktop.exporters.papers import paper
from desktop.exporters.registry import Request
from desktop.fields.refused import Refused
from tests.exporters.samples import DAY


def test_units_then_organisations(settled):
    first, second = units.collect(settled, Request(DAY)).tables
    assert [f.label for f in first.columns] == ["序号", "单位", "归口", "分管县领导", "联系人", "联系电话", "原名"]
    assert [first.texts(row) for row in first.rows][2] == [
        "3", "县文化和旅游局", "县政府办", "林文静", "许　可", "0550-5000002", "县旅游发展委员会"]
    assert second.title == "青溪县参加政协的单位名录"
    assert [(row["name"], row["head"]) for row in second.rows] == [("民建青溪县总支部", "章　程"), ("县工商业联合会", "章　程")]


def test_an_earlier_day_knows_the_earlier_name(settled):
    report = units.collect(settled, Request(dt.date(2023, 3, 1)))
    assert [(row["name"], row["former"]) for row in report.rows][2] == ("县旅游发展委员会", "")


def test_only_the_chosen_ones(settled):
    chosen = list(units.collect(settled, Request(DAY)).rows)[1]
    report = units.collect(settled, Request(DAY, only=(chosen["id"],)))
    assert [row["name"] for row in report.rows] == ["县农业农村局"]
    assert report.parts == ()


def test_no_unit_is_refused(empty):
    with pytest.raises(Refused, match="没有单位，没有印出名录"):
        units.collect(empty, Request(DAY))


def test_two_sheets_in_the_workbook(settled, tmp_path):
    for format in paper("unit-list").formats:
        paper("unit-list").print(settled, Request(DAY), format, tmp_path / f"a.{format}")
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == ["青溪县单位名录", "青溪县参加政协的单位名录"]
