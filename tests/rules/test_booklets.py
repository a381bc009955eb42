"""Which pages stand side by side on the folded sheets."""
from __future__ import annotations

import pytest

from desktop.rules.booklets import sides


@pytest.mark.parametrize("pages, expected", [
    (1, [(0, 1), (0, 0)]), (2, [(0, 1), (2, 0)]), (4, [(4, 1), (2, 3)]), (5, [(0, 1), (2, 0), (0, 3), (4, 5)]),
    (8, [(8, 1), (2, 7), (6, 3), (4, 5)])])
def test_sheets_are_laid_into_one_another(pages, expected):
    assert sides(pages) == expected


@pytest.mark.parametrize("pages", range(1, 30))
def test_every_page_is_printed_once_and_the_folded_sheets_read_in_order(pages):
    printed = [page for side in sides(pages) for page in side]
    assert sorted(filter(None, printed)) == list(range(1, pages + 1)) and len(printed) % 4 == 0
    outer, inner = sides(pages)[::2], sides(pages)[1::2]  # one behind the other on each sheet
    half = [side for front, back in zip(outer, inner, strict=True) for side in (front[1], back[0])]
    half += [side for front, back in zip(reversed(outer), reversed(inner), strict=True) for side in (back[1], front[0])]
    assert [page for page in half if page] == list(range(1, pages + 1))
