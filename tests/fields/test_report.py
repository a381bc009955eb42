"""A report's rows as words and as a spreadsheet's values."""
from __future__ import annotations

from desktop.fields.field import Field
from desktop.fields.kinds import Integer, Money, Phone, Text
from desktop.fields.report import Figure, Group, Report, printable

COLUMNS = (Field("name", "姓名", Text()), Field("count", "件数", Integer()), Field("sum", "金额", Money()),
           Field("phone", "电话", Phone(), private=True))


def report(*rows, **more) -> Report:
    return Report("表", COLUMNS, (Group("", rows),), **more)


def test_numbers_stay_numbers_and_nought_is_not_nothing():
    row = {"name": "丁一", "count": 0, "sum": 150, "phone": None}
    assert report().cells(row) == ["丁一", 0, 1.5, None]
    assert report().texts(row) == ["丁一", "0", "1.50", ""]


def test_a_figure_prints_what_it_counts():
    assert report().cells({"count": Figure(3, ("a",)), "sum": Figure(100)}) == [None, 3, 1.0, None]


def test_private_numbers_are_masked_unless_asked_for():
    row = {"phone": "13900000001"}
    assert report().texts(row)[3] == report().cells(row)[3] == "139****0001"
    assert report(private=True).texts(row)[3] == "13900000001"


def test_no_document_can_hold_control_characters_or_half_pairs():
    assert printable("甲\x00\x0b\ud800乙\t丙\n丁") == "甲乙 丙\n丁"
