from __future__ import annotations

import pytest

from desktop.rules.gongwen.structure import heading, spans


@pytest.mark.parametrize(("text", "level", "alone"), [
    ("一、加强组织领导", 1, True), ("（一）压实责任", 2, True), ("1.明确单位。由提案委负责。", 3, False),
    ("（1）提案委员会负责督办。", 4, True), ("十二、附则", 1, True), ("（二）强化督办。各单位要按时报告。", 2, False)])
def test_the_four_levels_are_recognised(text: str, level: int, alone: bool) -> None:
    found = heading(text)
    assert found is not None
    assert (found.level, found.alone) == (level, alone)
    assert found.mark + found.title + found.rest == text


@pytest.mark.parametrize("text", ["一是加强领导。", "1.5万元用于慰问。", "2024年工作总结", "（略）", "第一、二季度",
                                  "现就有关事项通知如下："])
def test_ordinary_text_is_no_heading(text: str) -> None:
    assert heading(text) is None


def test_a_run_in_heading_ends_at_its_first_stop() -> None:
    assert [(span.face, span.text) for span in spans("一、提高认识。各单位要高度重视。")] == [
        ("黑体", "一、提高认识。"), ("仿宋", "各单位要高度重视。")]
    assert [span.face for span in spans("（一）压实责任")] == ["楷体"]
    assert [span.face for span in spans("1.明确单位。由提案委负责。")] == ["仿宋"]
    assert [span.text for span in spans("一、时间：2024年9月6日上午")] == ["一、时间：", "2024年9月6日上午"]


def test_a_long_sentence_with_an_ordinal_is_not_set_as_a_heading() -> None:
    text = "一、会议听取了县政府关于全县重点提案办理情况的通报并就进一步做好下半年提案办理工作提出了意见和建议，会议认为成绩来之不易。"
    assert [(span.face, span.text[:2]) for span in spans(text)] == [("黑体", "一、"), ("仿宋", "会议")]
