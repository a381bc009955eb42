"""A text finds its size in its box."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exporters.boxes import CUT, LEAST, PITCH, SIZES, Box, Grid
from desktop.exporters.page import em, millimetres

GRID = Grid((20.0, 60.0), (12.0, 30.0))
HAN = st.text("协商民主监督参政议政，、。（）1234567890AB", min_size=1)


def test_a_box_reaches_over_rows_and_columns():
    whole = Box(0, 0, rows=2, columns=2)
    assert (GRID.width(whole), GRID.height(whole)) == (80.0, 42.0)
    assert GRID.side == 65.0


@given(text=HAN, row=st.integers(0, 1), column=st.integers(0, 1))
def test_nothing_is_lost_or_stands_over_the_edge(text, row, column):
    box = Box(row, column, text)
    size, lines = GRID.fitted(box, em)
    assert len(lines) * millimetres(size * PITCH) <= GRID.height(box)
    assert "".join(lines) == text or lines[-1] == CUT


@pytest.mark.parametrize(("text", "size"), [("周全", SIZES[0]), ("青" * 60, 7.0)])
def test_short_texts_are_large(text, size):
    assert GRID.fitted(Box(0, 1, text), em)[0] >= size


def test_a_name_becomes_smaller_before_it_is_parted():
    name = "阿依古丽·买买提"
    assert GRID.fitted(Box(1, 0, name), em)[1] != [name]
    size, lines = GRID.fitted(Box(1, 1, name * 2, unbroken=True), em)
    assert (lines, size >= LEAST) == ([name * 2], True)
