"""How lines look: told in blocks, kept as JSON, and followed through an edit."""
from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from desktop.fields.looks import Cell, Look, Paragraph, Picture, Table, blocks, follow, packed, unpacked

TEXT = "一、情况\n老街逢雨必淹。\n年份\t次数\n2024年\t9\n［图1］\n急需整治。"
LOOKS = (Look(0, heading=1), Look(1, runs=((2, 6, "b"),)), Look(2, rows=2, columns=(0.3, 0.7)), Look(3, runs=((6, 7, "b"),)),
         Look(4, picture="ab", wide=120.0, high=60.0))


def kept(new):
    return {look.line: look for look in follow(TEXT, new, LOOKS)}


def test_blocks_in_their_order():
    assert blocks(TEXT, LOOKS) == [
        Paragraph((("一、情况", ""),), heading=1), Paragraph((("老街", ""), ("逢雨必淹", "b"), ("。", ""))),
        Table((((0, Cell((("年份", ""),))), (1, Cell((("次数", ""),)))),
               ((0, Cell((("2024年", ""),))), (1, Cell((("9", "b"),))))), (0.3, 0.7)),
        Picture("［图1］", "ab", 120.0, 60.0), Paragraph((("急需整治。", ""),))]
    assert [b.text for b in blocks("甲\n\n乙", ()) if isinstance(b, Paragraph)] == ["甲", "乙"]


def test_merged_cells_reach_over_columns_and_rows():
    looks = (Look(0, rows=3, cells=((1, False), (2, False))), Look(1, cells=((1, True), (1, False), (1, False))),
             Look(2, cells=((1, False), (1, False), (1, False))))
    (table,) = blocks("年份\t户数\n\t商户\t居民\n2024年\t41\t150", looks)
    assert isinstance(table, Table) and len(table.columns) == 3
    assert [[(column, cell.text, cell.across, cell.down) for column, cell in row] for row in table.rows] == [
        [(0, "年份", 1, 2), (1, "户数", 2, 1)], [(1, "商户", 1, 1), (2, "居民", 1, 1)],
        [(0, "2024年", 1, 1), (1, "41", 1, 1), (2, "150", 1, 1)]]


def test_they_are_kept_as_json_and_nothing_is_kept_of_plain_text():
    assert unpacked(json.loads(json.dumps(packed(LOOKS)))) == LOOKS
    assert packed((Look(3),)) is None and unpacked(None) == ()


def test_an_edited_line_loses_its_looks_and_the_others_keep_theirs():
    found = kept(TEXT.replace("必淹", "必涝"))
    assert 1 not in found and found[0].heading == 1 and found[2].rows == 2 and found[4].picture == "ab"


def test_lines_put_in_and_taken_out_move_the_others():
    found = kept("新的一段。\n" + TEXT.replace("急需整治。", ""))
    assert found[1].heading == 1 and found[3].rows == 2 and found[5].picture == "ab"
    assert all(look.line == line for line, look in found.items())


def test_a_picture_goes_where_its_line_goes_or_goes_with_it():
    assert not any(look.picture for look in follow(TEXT, TEXT.replace("［图1］\n", ""), LOOKS))
    moved = "［图1］\n" + TEXT.replace("［图1］\n", "")
    assert [look.line for look in follow(TEXT, moved, LOOKS) if look.picture] == [0]


def test_a_table_is_one_as_long_as_its_rows_have_cells():
    assert kept(TEXT.replace("2024年\t9", "2024年\t10"))[2].rows == 2
    assert kept(TEXT.replace("2024年\t9", "2023年\t6\n2024年\t9"))[2].rows == 3
    assert kept(TEXT.replace("年份\t次数\n", ""))[2].rows == 1
    assert not any(look.rows for look in kept(TEXT.replace("年份\t次数\n2024年\t9", "两年共 15 次。")).values())


@given(st.lists(st.sampled_from([*TEXT.split("\n"), "别的话", ""]), max_size=9))
def test_whatever_is_edited_looks_name_lines_that_there_are_once_and_can_be_shown(lines):
    found = follow(TEXT, "\n".join(lines), LOOKS)
    numbers = [look.line for look in found]
    assert numbers == sorted(set(numbers)) and all(0 <= n < max(len(lines), 1) for n in numbers)
    assert all(look.line + look.rows <= len(lines) for look in found)
    blocks("\n".join(lines), found)
