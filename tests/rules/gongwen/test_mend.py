from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.gongwen.document import from_data
from desktop.rules.gongwen.mend import apply, mend, mend_document, mended


@pytest.mark.parametrize(("pasted", "right"), [
    ('1、落实"三个一",推动办理(含会办).', "1.落实“三个一”，推动办理（含会办）。"),
    ("(一)、加强领导", "（一）加强领导"), ("一. 总体要求", "一、总体要求"), ("（1）、督办", "（1）督办"),
    ("示政协发[2024]第05号", "示政协发〔2024〕5号"), ("2024年09月06日", "2024年9月6日"), ("于2024-9-6前", "于2024年9月6日前"),
    ("报送１２份，占98.5％", "报送12份，占98.5%"), ("等等...", "等等……"), ("要求--限时办结", "要求——限时办结"),
    ("《甲》、《乙》", "《甲》《乙》"), ("共 5 人", "共5人"), ("增长5~6个百分点", "增长5～6个百分点"), ("各单位，，请", "各单位，请"),
    ("　　请按时参加。", "请按时参加。")])
def test_pasted_text_is_mended(pasted: str, right: str) -> None:
    assert mended(pasted) == right


@pytest.mark.parametrize("right", [
    "一、加强领导。要做到“件件有回音”——限时办结……", "1.5万元，3,500元，上午9:30", "Tom's report (draft), 2nd", "（一）压实责任",
    "示政协发〔2024〕5号，2024年9月6日", "http://example.cn/a?b=1"])
def test_what_is_right_is_left_alone(right: str) -> None:
    assert mend(right) == []


def test_every_change_says_where_and_why_and_can_be_left_out() -> None:
    text = "第一段,好\n(一)领导"
    changes = mend(text)
    assert [(change.where, change.before, change.after) for change in changes] == [
        ("第1段", ",", "，"), ("第2段", "(一)", "（一）")]
    assert all(change.why and text[change.start:].startswith(change.before) for change in changes)
    assert apply(text, changes[1:]) == "第一段,好\n（一）领导"


@given(st.text(alphabet='政协县一二1２0.,:;!?()（）[]"\'“”、。，…—-~ 《》年月日号第〔〕', max_size=40))
def test_what_was_mended_needs_no_more_mending_and_changes_never_overlap(text: str) -> None:
    changes = mend(text)
    ends = [change.start + len(change.before) for change in changes]
    assert all(end <= following.start for end, following in zip(ends, changes[1:], strict=False))
    assert mended(mended(text)) == mended(text)


def test_a_whole_document_is_mended_part_by_part() -> None:
    document = from_data({"number": "示政协发〔2024〕5号", "title": "关于(重点)提案的通知", "body": ["1、落实", "好,好"],
                          "issuer": "政协示例县委员会", "date": "2024-09-06"}, "文件")
    fixed, changes = mend_document(document)
    assert (fixed.title, fixed.body) == ("关于（重点）提案的通知", ("1.落实", "好，好"))
    assert {change.where for change in changes} == {"标题", "正文第1段", "正文第2段"}
