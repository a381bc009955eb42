from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.gongwen.title import title_lines, width


@pytest.mark.parametrize(("title", "lines"), [
    ("关于召开座谈会的函", ["关于召开座谈会的函"]),
    ("政协示例县委员会关于做好重点提案办理工作的通知", ["政协示例县委员会关于做好", "重点提案办理工作的通知"]),
    ("政协示例县委员会办公室关于召开县政协十届五次会议的通知", ["政协示例县委员会办公室", "关于召开县政协十届五次会议的通知"]),
    ("政协示例县委员会关于进一步加强和改进新时代人民政协民主监督工作推动重点提案办理落地见效的实施意见",
     ["政协示例县委员会关于进一步", "加强和改进新时代人民政协民主监督工作", "推动重点提案办理落地见效的实施意见"]),
    ("政协示例县第十届委员会第十二次主席会议纪要", ["政协示例县第十届委员会", "第十二次主席会议纪要"]),
    ("中共示例县委办公室示例县人民政府办公室政协示例县委员会办公室关于印发《2024年度政治协商计划》的通知",
     ["中共示例县委办公室", "示例县人民政府办公室", "政协示例县委员会办公室", "关于印发《2024年度政治协商计划》的通知"])])
def test_titles_break_between_words(title: str, lines: list[str]) -> None:
    assert title_lines(title, 20) == lines


@pytest.mark.parametrize("whole", ["2024年", "十届", "县政协", "委员会", "民主监督", "通知"])
def test_no_word_is_split(whole: str) -> None:
    for before in range(4, 26):
        title = "政协示例县委员会关于开展全县提案办理工作调研活动有关问题"[:before] + f"和{whole}有关的安排的意见的通知"
        assert sum(line.count(whole) for line in title_lines(title, 19)) >= title.count(whole)


def test_a_quoted_title_stays_whole_where_it_fits() -> None:
    lines = title_lines("政协示例县委员会办公室关于印发《县政协提案工作条例》的通知", 19)
    assert any("《县政协提案工作条例》" in line for line in lines)


def test_lines_made_by_the_writer_are_kept() -> None:
    assert title_lines("关于召开\n会议的通知", 20) == ["关于召开", "会议的通知"]


@given(st.text(alphabet="政协示例县委员会关于做好重点提案办理工作的通知2024年《》、第十届", min_size=1, max_size=70))
def test_nothing_is_lost_and_no_line_is_too_long(title: str) -> None:
    lines = title_lines(title, 19)
    assert "".join(lines) == title
    assert all(width(line) <= 19 for line in lines) or any(len(line) > 19 for line in lines)


def test_a_title_of_many_lines_is_cut_at_once_and_no_line_is_too_wide() -> None:
    title = "政协示例县委员会关于" + "认真贯彻落实县委部署要求推动重点提案办理落地见效" * 5 + "的通知"
    lines = title_lines(title, 19)
    assert "".join(lines) == title
    assert min(map(len, lines)) >= 4 and max(map(len, lines)) <= 19
