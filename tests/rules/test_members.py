"""What must be true of a member's record, and how rosters write seats and posts."""
import datetime as dt

import pytest

from desktop.rules.members import committee_key, judge, seat, split_post
from tests.files import id_number

TODAY = dt.date(2026, 6, 30)
WANG = id_number("19750815", 11)


def test_the_number_fills_birth_and_sex():
    assert judge({"id_number": WANG}, TODAY) == ({"born": "1975-08-15", "sex": "男"}, [])
    assert judge({"id_number": WANG, "born": "1975-08", "sex": "男"}, TODAY) == ({}, [])
    assert judge({"id_number": "H12345678"}, TODAY) == ({}, [])


@pytest.mark.parametrize(("draft", "field", "error"), [
    ({"id_number": WANG[:-1] + "Y"}, "id_number", True), ({"id_number": WANG, "born": "1976-08"}, "id_number", False),
    ({"id_number": WANG, "sex": "女"}, "id_number", False), ({"born": "2026-07"}, "born", True), ({"born": "2027"}, "born", True),
    ({"born": "1915-12"}, "born", True), ({"born": "2010-01"}, "born", False), ({"id_number": id_number("20300101", 11)}, "born", True)])
def test_what_is_wrong_and_what_is_doubtful(draft, field, error):
    _, found = judge(draft, TODAY)
    assert [(p.field, p.error) for p in found] == [(field, error)]


@pytest.mark.parametrize("draft", [{}, {"born": "2026-06"}, {"born": "2008"}, {"born": "1950-01-01"}])
def test_what_is_not_wrong(draft):
    assert [p for p in judge(draft, TODAY)[1] if p.error] == []


@pytest.mark.parametrize("name", ["提案委员会", "提案委", "县政协提案委员会", "政协提案委", "提案 委员会"])
def test_one_committee_however_it_is_written(name):
    assert committee_key(name) == "提案委"


@pytest.mark.parametrize(("text", "told"), [
    ("提案委主任", ("提案委", "主任")), ("提案委（副主任）", ("提案委", "副主任")), ("提案委员会委员", ("提案委员会", "委员")),
    ("提案委", ("提案委", None)),
    ("提案委员会", ("提案委员会", None)), ("办公室主任", ("办公室", "主任")), ("老干部主任", ("老干部主任", None))])
def test_seats(text, told):
    assert seat(text) == told


@pytest.mark.parametrize(("text", "unit", "post"), [
    ("县农业农村局党组书记、局长", "县农业农村局", "党组书记、局长"), ("青溪县第一中学 教务处副主任", "青溪县第一中学", "教务处副主任"),
    ("县人民医院副院长", "县人民医院", "副院长"), ("蓝田镇党委副书记", "蓝田镇", "党委副书记"), ("青溪县丰源商贸有限公司董事长",
    "青溪县丰源商贸有限公司", "董事长"),
    ("个体户", "个体户", None), ("", "", None)])
def test_a_unit_and_a_post_in_one_cell(text, unit, post):
    assert split_post(text) == (unit, post)
