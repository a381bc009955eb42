"""The rules of proposals: states from dated facts, deadlines by role, numbers, 大会 and 平时, the figures' identities."""
import datetime as dt

import pytest

from desktop.fields.kinds import BadValue
from desktop.rules.calendar import Calendar
from desktop.rules.proposals import deadlines, figures, numbers, sponsors, timing
from desktop.rules.proposals.states import BOARD, STATES, Asked, Exam, Facts, Handled, misordered, result, state

D = dt.date
TERMS = deadlines.Terms({"主办": deadlines.read_term("3个月"), "分办": deadlines.read_term("3个月"),
                         "会办": deadlines.read_term("1个月")})
FILED = (Exam("审查人", D(2024, 1, 20), "立案"), Exam("分管副主席", D(2024, 2, 1), "立案"))
HANDED = Handled("主办", D(2024, 3, 18))


@pytest.mark.parametrize("facts, name, step", [
    (Facts(D(2024, 1, 10)), "待审查", "审查人审查"),
    (Facts(D(2024, 1, 10), FILED[:1]), "待复审", "提案委主任审查"),
    (Facts(D(2024, 1, 10), (Exam("提案委主任", D(2024, 1, 25), "立案"),)), "待审定", "分管副主席审定"),
    (Facts(D(2024, 1, 10), FILED), "待编案号", "编案号"),
    (Facts(D(2024, 1, 10), FILED, 37), "待定单位", "确定承办单位"),
    (Facts(D(2024, 1, 10), FILED, 37, handlings=(Handled("主办"),)), "待交办", "交办"),
    (Facts(D(2024, 1, 10), FILED, 37, handlings=(HANDED,)), "待签收", "登记签收"),
    (Facts(D(2024, 1, 10), FILED, 37, handlings=(HANDED,), requests=(Asked(D(2024, 3, 20)),)), "改办待定", "决定改办"),
    (Facts(D(2024, 1, 10), FILED, 37, handlings=(Handled("主办", D(2024, 3, 18), D(2024, 3, 18)),)), "办理中", "登记答复"),
    (Facts(D(2024, 1, 10), handlings=(Handled("主办", D(2024, 3, 18), None, D(2024, 6, 1)),)), "已答复", ""),
    (Facts(D(2024, 1, 10), (*FILED, Exam("分管副主席", D(2024, 2, 9), "不予立案")), 37), "不予立案", "告知提案者"),
    (Facts(D(2024, 1, 10), lead=True, merged=D(2024, 2, 1)), "已并案", ""),
    (Facts(D(2024, 1, 10), FILED, 37, withdrawn=D(2024, 2, 5)), "撤案", ""),
])
def test_the_state_is_told_by_the_facts(facts, name, step):
    assert (state(facts).name, state(facts).next) == (name, step)


def test_every_state_has_its_place_on_the_board():
    assert {s.name for s in STATES} == set(BOARD)


def test_what_was_handed_over_is_filed_though_its_examination_is_entered_later():
    facts = Facts(D(2024, 1, 10), handlings=(HANDED,))
    assert result(facts) == "立案" and misordered(facts) == []
    assert result(facts.until(D(2024, 3, 1))) == "待审查"


def test_the_layer_by_which_an_office_files_is_its_own():
    facts = Facts(D(2024, 1, 10), FILED[:1])
    assert result(facts) == "待审查" and result(facts, "审查人") == "立案"


def test_impossible_orders_of_dates_are_named():
    facts = Facts(D(2024, 1, 10), (Exam("审查人", D(2024, 1, 9), "立案"), Exam("分管副主席", D(2024, 3, 20), "立案")), 1,
                  handlings=(Handled("主办", D(2024, 3, 18), D(2024, 3, 17), D(2024, 3, 1)),))
    assert misordered(facts) == [
        "审查人审查日期 2024-01-09 早于收到日期 2024-01-10", "交办日期 2024-03-18 早于审查日期 2024-03-20",
        "签收日期 2024-03-17 早于交办日期 2024-03-18", "答复日期 2024-03-01 早于交办日期 2024-03-18"]


def test_the_sample_of_the_county_2024_037():
    assert deadlines.due("主办", D(2024, 3, 18), None, (), TERMS, Calendar()) == D(2024, 6, 18)
    assert deadlines.due("会办", D(2024, 3, 18), None, (), TERMS, Calendar()) == D(2024, 4, 18)
    assert deadlines.due("主办", D(2024, 3, 18), D(2024, 8, 31), (), TERMS, Calendar()) == D(2024, 8, 31)
    assert deadlines.due("主办", D(2024, 3, 18), D(2024, 8, 31), (D(2024, 9, 30),), TERMS, Calendar()) == D(2024, 9, 30)
    assert deadlines.due("主办", None, None, (), TERMS, Calendar()) is None


@pytest.mark.parametrize("day, letter, words", [
    (D(2024, 5, 1), None, "还有 48 天"), (D(2024, 6, 3), "提示函", "还有 15 天"), (D(2024, 6, 18), "提示函", "今天到期"),
    (D(2024, 6, 19), "催办函", "逾期 1 天"), (D(2024, 7, 18), "催办函", "逾期 30 天"), (D(2024, 7, 19), "督办通知", "逾期 31 天")])
def test_prompt_before_reminder_after_order_long_after(day, letter, words):
    due = D(2024, 6, 18)
    assert deadlines.letter_for(due, None, day, TERMS) == letter
    assert deadlines.in_words(due, None, day) == words
    assert deadlines.late(due, None, day) == words.startswith("逾期")
    assert not deadlines.late(due, D(2024, 6, 1), day)
    assert deadlines.late(due, D(2024, 12, 1), D(2024, 7, 1))


@pytest.mark.parametrize("text, expected", [
    ("3个月", deadlines.Term(3, "month")), ("3 个月内", deadlines.Term(3, "month")), ("15个工作日", deadlines.Term(15, "workday")),
    ("６０日", deadlines.Term(60, "day")), ("2026年8月31日", deadlines.Term(fixed=D(2026, 8, 31)))])
def test_terms_are_read_as_offices_write_them(text, expected):
    assert deadlines.read_term(text.translate(str.maketrans("６０", "60"))) == expected


@pytest.mark.parametrize("text", ["", "尽快", "2026-08", "个月"])
def test_a_term_that_is_none_is_said(text):
    with pytest.raises(BadValue, match="不是期限"):
        deadlines.read_term(text)


@pytest.mark.parametrize("text, expected", [
    ("第001号", numbers.Number(1)), ("2024-037", numbers.Number(37, 2024)), ("10-3-001", numbers.Number(1, None, 10, 3)),
    ("〔2024〕1号", numbers.Number(1, 2024)), ("[2024]12号", numbers.Number(12, 2024)), (37, numbers.Number(37)),
    ("2024037", numbers.Number(37, 2024)), (" 第 １２ 号 ".translate(str.maketrans("１２", "12")), numbers.Number(12))])
def test_numbers_in_every_style(text, expected):
    assert numbers.read(text) == expected


@pytest.mark.parametrize("style", numbers.STYLES)
def test_a_number_shown_reads_back(style):
    assert numbers.read(numbers.show(37, style, 2024, 10, 3)).number == 37
    assert numbers.show(None, style, 2024, 10, 3) == ""


@pytest.mark.parametrize("text", ["", "第零号", "甲", "0", "第号"])
def test_what_is_no_number_is_said(text):
    with pytest.raises(BadValue, match="不是案号"):
        numbers.read(text)


def test_plenary_or_between_by_day_and_hour():
    call = timing.window(D(2024, 1, 9), D(2024, 1, 12), deadline=D(2024, 1, 10), hour="17:00")
    assert call.first == D(2023, 10, 9)
    assert call.timing(D(2023, 10, 8)) == "平时" and call.timing(D(2023, 10, 9)) == "大会"
    assert call.timing(D(2024, 1, 10), "17:00") == "大会" and call.timing(D(2024, 1, 10), "17:01") == "平时"
    assert call.timing(D(2024, 1, 10)) == "大会" and call.timing(D(2024, 1, 11)) == "平时"
    assert timing.window(D(2024, 1, 9), D(2024, 1, 12)).timing(D(2024, 1, 12)) == "大会"


@pytest.mark.parametrize("text, expected", [("17:00", "17:00"), ("下午5时", "17:00"), ("下午5点半", "17:30"), ("9：05", "09:05"),
                                            ("", None)])
def test_hours_as_clerks_write_them(text, expected):
    assert timing.clock(text) == expected


def test_an_hour_that_is_none_is_said():
    with pytest.raises(BadValue, match="不是时刻"):
        timing.clock("25:00")


def test_a_proposal_belongs_to_the_plenary_whose_call_had_begun():
    calls = [("10.3", timing.window(D(2024, 1, 9), None)), ("10.4", timing.window(D(2025, 1, 7), None))]
    assert [timing.plenary_of(d, calls) for d in (D(2023, 1, 1), D(2023, 12, 1), D(2024, 8, 1), D(2024, 11, 1))] == [
        None, "10.3", "10.3", "10.4"]


def test_sponsors():
    three = [{"name": "张三"}, {"name": "李四"}, {"name": "王五"}]
    assert sponsors.split("张三、李　四；王五等5人") == ["张三", "李四", "王五"]
    names = {"欧阳小红", "张三", "李四", "王五", "民盟县委会（筹）"}.__contains__
    assert sponsors.split("欧阳小红 张 三 李　四", names) == ["欧阳小红", "张三", "李四"] and sponsors.split("张  三", names) == ["张三"]
    assert sponsors.split("张三（工商联界），李四（女）、王五（教育界）等3人", names) == ["张三", "李四", "王五"]
    assert sponsors.split("民盟县委会（筹）、钱八（教育界）", names) == ["民盟县委会（筹）", "钱八（教育界）"]
    assert sponsors.form_of(three) == "联名" and sponsors.form_of(three[:1]) == "个人"
    assert sponsors.form_of(three[:2], joint=3) == "个人"
    assert sponsors.form_of([{"name": "民建总支", "body": "党派"}]) == "集体"
    assert sponsors.shown(three) == "张三等3人" and sponsors.shown(three[:1]) == "张三"
    assert sponsors.objections([{"name": "教育界", "body": "界别"}], "平时") == [
        "教育界没有召集人签名", "界别只在全体会议期间提出提案，请核对时间属性"]
    assert sponsors.objections([{"name": "民建总支", "body": "党派", "sealed": False}], "大会") == ["民建总支没有盖章"]
    asked = {"name": "李四", "invited": D(2024, 1, 1)}
    assert [sponsors.cosigned(asked, D(2024, 1, 10), d) for d in (D(2024, 1, 10), D(2024, 1, 11))] == ["待联名", "逾期未联名"]


def rows(groups, filed, refused):
    """Filed ones, `groups` of them merged into leads, and refused ones."""
    found = [{"id": f"p{n}", "outcome": "立案", "lead_id": None, "direction": None, "handed": True} for n in range(filed)]
    at = 0
    for size in groups:
        for each in found[at + 1:at + size]:
            each["lead_id"] = f"p{at}"
        at += size
    return found + [{"id": f"q{n}", "outcome": "不予立案", "lead_id": None, "direction": "作委员来信", "handed": None}
                    for n in range(refused)]


GROUPS = (2, 2, 2, 2, 2, 3, 3, 3, 4, 6, 9)  # 临潭 2026: office.md 1.2


def test_the_county_of_184_hands_over_142():
    told = figures.tally(rows(GROUPS, 169, 15))
    assert (told.received, told.filed, told.refused, told.merged, told.to_hand) == (184, 169, 15, 27, 142)
    assert round(float(told.rate) * 100) == 92 and len(told.groups) == 11
    assert all(holds for _, holds in told.identities())
    assert told.identities()[1][0] == "交办 142 = 立案 169 − 并案 27"
    assert told.grouping == "2件并1件的5组、3件并1件的3组、4件并1件的1组、6件并1件的1组、9件并1件的1组"


def test_the_national_way_counts_merged_ones_apart():
    told = figures.tally(rows(GROUPS, 169, 15), counted=False)
    assert (told.filed, told.merged, told.to_hand) == (142, 27, 142)
    assert all(holds for _, holds in told.identities())
    assert told.identities()[0][0] == "收到 184 = 待审查 0 + 立案 142 + 不予立案 15 + 撤案 0 + 并案 27"
