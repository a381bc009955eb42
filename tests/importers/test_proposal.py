"""A member's proposal as members really write it: free text, the office's form, titles over two lines, ordinals of every kind."""
import pytest

from desktop.importers import proposal


def parsed(text):
    return proposal.parse([(n, line) for n, line in enumerate(text.strip("\n").split("\n"), 1) if line.strip()])


def test_free_text_with_sections():
    found = parsed("""
政协青溪县第十届委员会第五次会议提案
关于发展民宿产业的提案
提案人：张　三    界别：农业界   电话：13800000001
附 议 人：李四、王五
一、基本情况
我县民宿很多。
二、存在问题
1.同质化。
三、几点建议
1.编制规划。
先做三个乡镇。
2．设立资金；
3、培训人员。
2026年1月5日""")
    assert (found.name, found.sponsors, found.cosigners, found.phone, found.received) == (
        "关于发展民宿产业的提案", "张 三", "李四、王五", "13800000001", "2026年1月5日")
    assert found.body == ["一、基本情况", "我县民宿很多。", "二、存在问题", "1.同质化。"]
    assert found.suggestions == ["编制规划。\n先做三个乡镇。", "设立资金。", "培训人员。"]
    assert found.lines["name"] == 2 and found.doubts == []


def test_the_offices_form():
    found = parsed("""
案由\t关于修路的建议
提案者\t张三\t界别\t农业界\t联系电话\t138
附议人\t李四、王五
内容
我县的路不好，主要问题有路窄、弯急。
为此，建议：
（一）加宽。先修校车路线。
（二）补护栏。
建议承办单位\t县交通运输局、县财政局
是否公开\t是""")
    assert (found.name, found.sponsors, found.cosigners, found.advice, found.public) == (
        "关于修路的建议", "张三", "李四、王五", "县交通运输局、县财政局", "是")
    assert found.body == ["我县的路不好，主要问题有路窄、弯急。"] and found.suggestions == ["加宽。先修校车路线。", "补护栏。"]


def test_a_title_over_two_lines_and_suggestions_within_a_paragraph():
    found = parsed("""
关于加强农村公路
养护工作的提案
张三  李四
近年来公路多了。
为此建议：一是加宽路面；二是落实经费；三是装好护栏。
张三
二〇二六年一月五日""")
    assert (found.name, found.sponsors, found.received) == ("关于加强农村公路养护工作的提案", "张三  李四", "二〇二六年一月五日")
    assert found.body == ["近年来公路多了。"] and found.suggestions == ["加宽路面。", "落实经费。", "装好护栏。"]


def test_a_body_and_a_section_after_the_suggestions():
    found = parsed("""
关于做好防汛工作的意见
民建青溪县总支部委员会
一、情况
堤防老化。
二、工作建议
（一）修堤。
（二）备料。
三、预期效果
群众安心。""")
    assert found.sponsors == "民建青溪县总支部委员会" and found.suggestions == ["修堤。", "备料。"]
    assert found.body == ["一、情况", "堤防老化。", "三、预期效果", "群众安心。"]


@pytest.mark.parametrize("mark", ["第一，", "①", "(1)", "1、", "一是", "（一）", "1. "])
def test_ordinals_of_every_kind_are_taken_off(mark):
    second = {"第一，": "第二，", "①": "②", "(1)": "(2)", "1、": "2、", "一是": "二是", "（一）": "（二）", "1. ": "2. "}[mark]
    assert parsed(f"关于甲的提案\n张三\n情况。\n建议：\n{mark}编制规划。\n{second}设立资金。").suggestions == ["编制规划。", "设立资金。"]


def test_without_title_or_suggestions_nothing_is_invented():
    found = parsed("一封没有题目的信，里面写了很多情况，但没有写明是什么事情，也没有署名。\n第二段。")
    assert found.name == "" and found.sponsors == "" and len(found.body) == 2
    assert [sentence for _, sentence in found.doubts] == ["没有找到分条的建议，全文都放在正文里"]


def test_a_title_that_does_not_say_what_it_is():
    found = parsed("关于盘活闲置土地\n张三\n情况很多，需要重视。")
    assert found.name == "关于盘活闲置土地" and found.doubts[0] == (1, "题目没有写明是提案还是建议，请核对")


def test_a_list_of_proposals_is_no_proposal():
    assert proposal.is_ledger([(1, "序号\t案由\t提案者"), (2, "1\t关于修路的提案\t张三")])
    assert not proposal.is_ledger([(1, "案由\t关于修路的提案"), (2, "提案者\t张三\t界别\t农业界")])


def test_the_form_that_the_program_prints():
    found = parsed("""
政协青溪县第十届委员会第五次会议
提　　案
第　1　号　　　　　　收到日期：2025年11月2日
案　由\t关于修路的建议
建议承办单　　位\t县交通运输局（主办）、县财政局（会办）
提案者
序号\t姓名（名称）\t界　别\t单位及职务\t联系电话
1\t张三\t农业界\t县农业农村局\t138
2\t李四\t教育界\t县一中\t139
情况和分析
　　路太窄。
建　议
　　1.加宽。
　　2.补护栏。""")
    assert (found.name, found.sponsors, found.cosigners, found.advice) == ("关于修路的建议", "张三", "李四", "县交通运输局、县财政局")
    assert found.body == ["　　路太窄。"] and found.suggestions == ["加宽。", "补护栏。"]


def test_a_table_of_names_says_who_proposes_only_where_nothing_else_does():
    found = parsed("""
关于修路的建议
提案人：张三
路太窄。
建议：
1.加宽。
姓名\t单位\t电话
李四\t县一中\t139""")
    assert (found.sponsors, found.cosigners) == ("张三", "")
