"""A chart as data."""
import pytest

from desktop.fields.chart import Chart, Series, one, said


def test_a_chart_as_a_table_to_paste():
    chart = Chart("人数", ("男", "女"), (Series("第九届", (100, 50.5)), Series("第十届", (None, 52))))
    assert chart.rows() == [["", "第九届", "第十届"], ["男", "100", ""], ["女", "50.5", "52"]]


@pytest.mark.parametrize(("value", "words"), [
    (None, ""), (0, "0"), (12, "12"), (12.0, "12"), (12.5, "12.5"), (1 / 3, "0.33"), (-1.25, "-1.25")])
def test_values_in_words(value, words):
    assert said(value) == words


def test_what_no_reader_could_tell_apart_is_no_chart():
    with pytest.raises(ValueError, match="5 series"):
        Chart("", ("甲",), tuple(Series(str(n), (1,)) for n in range(5)))
    with pytest.raises(ValueError, match="2 series"):
        Chart("", ("甲",), (Series("一", (1,)), Series("二", (1,))), "pie")
    with pytest.raises(ValueError, match="each label"):
        Chart("", ("甲", "乙"), (Series("一", (1,)),))
    with pytest.raises(ValueError, match="no such"):
        one("", "", [("甲", 1)], "lines")


def test_nothing_known_is_empty():
    assert one("", "", [("甲", 0), ("乙", None)]).empty and not one("", "", [("甲", 1)]).empty
