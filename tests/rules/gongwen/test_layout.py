"""Line and page counts, as LibreOffice breaks the same text."""
from __future__ import annotations

from desktop.rules.gongwen.geometry import AREAS, ZI
from desktop.rules.gongwen.layout import NARROW, WIDE, line_count, lines, place
from desktop.rules.gongwen.pieces import Piece, blank, words

AREA = AREAS["37/35"]


def text(content: str, **measures: int) -> Piece:
    return words("正文", content, **measures)


def test_a_line_holds_28_characters_and_26_after_the_indent() -> None:
    assert line_count(text("字" * 28)) == 1
    assert line_count(text("字" * 29)) == 2
    assert line_count(text("字" * 26, first=2 * ZI)) == 1
    assert line_count(text("字" * 27, first=2 * ZI)) == 2


def test_figures_take_half_a_character_and_a_gap_beside_han() -> None:
    assert line_count(text("1" * 56)) == 1
    assert line_count(text("1" * 57)) == 1, "one word of figures is not divided"
    assert line_count(text("字" * 27 + "12")) == 2


def test_a_stop_hangs_outside_the_line_and_never_begins_one() -> None:
    assert lines(text("字" * 28 + "。")) == ("字" * 28 + "。",)
    assert lines(text("字" * 28 + "”。"))[0] == "字" * 27
    assert lines(text("字" * 27 + "“件件")) == ("字" * 27, "“件件")
    assert lines(text("字" * 27 + "——好"))[1] == "——好"


def test_figures_and_dashes_stay_together() -> None:
    assert lines(text("字" * 27 + "2024年"))[1] == "2024年"


def test_a_number_is_not_divided_behind_a_bracket_but_behind_a_hyphen() -> None:
    assert lines(text("字" * 24 + "〔2024〕5号"))[1] == "〔2024〕5号"
    assert lines(text("字" * 24 + "0731-2345678"))[1] == "2345678"


def test_lines_join_to_the_text_again() -> None:
    content = "为深入贯彻落实县委部署，现将2024年度（1月至9月）“回头看”情况通报如下：办复率98.5%。" * 5
    for metrics in (NARROW, WIDE):
        assert "".join(lines(text(content, first=2 * ZI), metrics)) == content


def test_a_page_holds_22_lines() -> None:
    spots = place(blank(23), AREA)
    assert [spot.last_page for spot in spots] == [1] * 22 + [2]
    for area in AREAS.values():
        assert place(blank(22), area)[-1].last_page == 1


def test_a_heading_goes_over_with_its_text() -> None:
    spots = place([*blank(21), words("标题句", "一、要求", keep_next=True), text("字")], AREA)
    assert [spot.first_page for spot in spots[-2:]] == [2, 2]


def test_a_page_break_inside_a_paragraph_begins_a_page() -> None:
    spots = place([text("字" * 28 + "\f" + "字" * 5)], AREA)
    assert (spots[0].first_page, spots[0].last_page) == (1, 2)
