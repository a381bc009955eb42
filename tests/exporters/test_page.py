"""How a table finds its place on A4."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exporters.page import broken, em, lay
from desktop.fields.field import Field
from desktop.fields.kinds import Integer, Money, PartialDate, Text
from desktop.fields.report import Group, Report

HAN = st.text("协商民主监督参政议政，、。（）1234567890AB·", max_size=60)


def report(*lengths: int, rows: int = 20, **changes) -> Report:
    columns = tuple(Field(f"c{n}", f"第{n}列的名称", Text(width=4)) for n in range(len(lengths)))
    row = {f"c{n}": "汉" * length for n, length in enumerate(lengths)}
    return Report("表", columns, (Group("", [row] * rows),), **changes)


def test_a_small_table_stays_upright_in_large_type():
    layout = lay(report(4, 4, 10))
    assert (layout.landscape, layout.size) == (False, 12.0)


def test_a_wide_table_turns_across_before_its_type_becomes_small():
    layout = lay(report(10, 10, 10, 10, 10))
    assert layout.landscape
    assert layout.size > 10


def test_the_office_may_ask_for_upright_all_the_same():
    layout = lay(report(10, 10, 10, 10, 10, landscape=False))
    assert not layout.landscape


@pytest.mark.parametrize("lengths", [(4,), (4, 4, 10), (10,) * 5, (12,) * 12, (200, 3), (3,) * 40])
def test_the_table_is_as_wide_as_the_page(lengths):
    layout = lay(report(*lengths))
    assert sum(c.width for c in layout.columns) == pytest.approx(layout.room_across)


def test_one_long_text_takes_two_lines_and_leaves_the_others_their_room():
    columns = (Field("name", "姓名", Text(width=5)), Field("work", "工作单位及职务", Text(width=10)))
    rows = [{"name": "丁一", "work": "青溪县农业农村局局长"}] * 30
    layout = lay(Report("表", columns, (Group("", [*rows, {"name": "于文", "work": "县" * 60}]),)))
    assert layout.size == 12.0
    assert layout.room(layout.columns[1]) < 60
    assert len(layout.lines(["于文", "县" * 60])[1]) == 2


def test_numbers_and_dates_are_never_broken():
    columns = (Field("born", "出生年月日", PartialDate()), Field("count", "件数", Integer()), *report(*(20,) * 8).columns)
    row = {"born": "1975-08-15", "count": 1234567} | {f"c{n}": "汉" * 20 for n in range(8)}
    layout = lay(Report("表", columns, (Group("", [row]),)))
    assert layout.lines(["1975-08-15", "1234567"] + [""] * 8)[:2] == [["1975-08-15"], ["1234567"]]


def test_money_stands_at_the_right_and_long_words_at_the_left():
    columns = (Field("sum", "金额", Money()), Field("work", "单位", Text()), Field("sex", "性别", Text()))
    layout = lay(Report("表", columns, (Group("", [{"sum": 123456, "work": "青溪县人民代表大会", "sex": "女"}]),)))
    assert [c.align for c in layout.columns] == ["right", "left", "center"]


def test_an_empty_report_has_a_head():
    layout = lay(report(3, 3, rows=0))
    assert [c.heading.replace("\n", "") for c in layout.columns] == ["第0列的名称", "第1列的名称"]


def test_a_line_parts_between_words_where_it_can():
    assert broken("阿依古丽·买买提（女，维吾尔族）", 9) == ["阿依古丽·买买提", "（女，维吾尔族）"]
    assert broken("县委统战部副部长、县工商联党组书记", 12) == ["县委统战部副部长、", "县工商联党组书记"]


def test_no_line_begins_with_a_comma_or_parts_a_number():
    assert broken("政协委员，提案2025", 4) == ["政协委", "员，提案", "2025"]
    assert broken("协商（2025）", 4.5) == ["协商", "（2025）"]


@given(HAN, st.floats(2, 30))
def test_breaking_loses_nothing_and_no_line_is_too_long(text, room):
    lines = broken(text, room)
    assert "".join(lines) == text
    assert max(map(em, lines)) <= room
