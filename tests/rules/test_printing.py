"""Which pages, in which order, on how many sheets."""
import pytest

from desktop.fields.refused import Refused
from desktop.rules.printing import ALL, CHOSEN, EVEN, EVEN_BACKWARDS, ODD, page_numbers, sheets


@pytest.mark.parametrize(("which", "said", "pages"), [
    (ALL, "", [1, 2, 3, 4, 5]), (ODD, "", [1, 3, 5]), (EVEN, "", [2, 4]), (EVEN_BACKWARDS, "", [4, 2]), (CHOSEN, "2", [2]),
    (CHOSEN, "1-3，5", [1, 2, 3, 5]), (CHOSEN, "4-", [4, 5]), (CHOSEN, "-2", [1, 2]), (CHOSEN, " 5、1 ", [5, 1]),
    (CHOSEN, "2至3,3", [2, 3])])
def test_pages(which, said, pages):
    assert page_numbers(which, 5, said) == pages


@pytest.mark.parametrize(("said", "sentence"), [
    ("", "哪几页"), ("6", "第 1 页到第 5 页"), ("3-1", "之间"), ("一", "不是页码"), ("-", "不是页码"), ("0", "之间"), ("1--3", "不是页码")])
def test_pages_that_are_none(said, sentence):
    with pytest.raises(Refused, match=sentence):
        page_numbers(CHOSEN, 5, said)


def test_sheets():
    assert (sheets(5, 2, False), sheets(5, 2, True), sheets(0, 3, True)) == (10, 6, 0)
