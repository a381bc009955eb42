"""Who decides what of whom, and how an event is said."""
import pytest

from desktop.rules.body import DECIDERS, objection, read_table, said, write_table


@pytest.mark.parametrize(("office", "event", "decider"), [
    ("委员", "增补", "常委会会议"), ("委员", "去世", None), ("委员", "撤销资格", "常委会会议"), ("主席", "选举", "全体会议"),
    ("副主席", "补选", "全体会议"),
    ("常委", "辞去", "常委会会议"), ("秘书长", "免去", "常委会会议"), ("秘书长", "免去", "全体会议"), ("专委会主任", "任命",
    "常委会会议"),
    ("委员", "辞去", None), ("主席", "去世", "主席会议")])
def test_right_pairs(office, event, decider):
    assert objection(office, event, decider) is None


@pytest.mark.parametrize(("office", "event", "decider", "piece"), [
    ("委员", "增补", "全体会议", "由常委会会议决定，不由全体会议决定"), ("主席", "选举", "常委会会议", "由全体会议决定"),
    ("秘书长", "免去", "主席会议", "由全体会议或常委会会议决定"), ("委员", "免去", "常委会会议", "只用于职务"), ("专委会主任", "选举",
    "全体会议", "可选：任命、免去"),
    ("专委会副主任", "任命", "党组会议", "不由党组会议决定")])
def test_wrong_pairs_are_sentences(office, event, decider, piece):
    assert piece in (objection(office, event, decider) or "")


def test_an_office_of_their_own_is_left_to_them():
    assert objection("名誉主席", "选举", "主席会议") is None


def test_the_table_is_written_and_read_again():
    assert read_table(write_table(DECIDERS).splitlines()) == DECIDERS
    assert read_table(["", " 委员  增补 主席会议、常委会会议 ", "委员 去世"]) == {("委员", "增补"): ("主席会议", "常委会会议"),
        ("委员", "去世"): ()}


@pytest.mark.parametrize("line", ["委员", "委员 增补 常委会会议 备注"])
def test_a_line_that_cannot_be_read(line):
    with pytest.raises(ValueError, match="第2行应写"):
        read_table(["委员 增补 常委会会议", line])


@pytest.mark.parametrize(("event", "office", "committee", "words"), [
    ("增补", "委员", "", "增补为委员"), ("补选", "副主席", "", "补选为副主席"), ("任命", "专委会主任", "提案委", "任命为提案委主任"),
    ("辞去", "常委", "", "辞去常委职务"), ("辞去", "委员", "", "辞去委员"), ("免去", "专委会副主任", "经济委", "免去经济委副主任职务"),
    ("撤销资格", "委员", "", "撤销委员资格"), ("去世", "委员", "", "去世"), ("调整不再担任", "委员", "", "调整，不再担任委员")])
def test_said_as_papers_say_it(event, office, committee, words):
    assert said(event, office, committee) == words
