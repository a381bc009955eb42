"""The practice county's proposals: four plenaries, every figure that they were made for, every odd way."""
import datetime as dt
from collections import Counter

import pytest

from desktop.services import consultations, demo
from desktop.services.proposals import assignment, examination, leading, register

D = dt.date


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    store = demo.create(str(tmp_path_factory.mktemp("county") / "demo.db"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def rows(county):
    return register.listed(county)


def of(rows, session):
    return [r for r in rows if r["session"] == session]


def test_four_plenaries_whose_figures_agree(county, rows):
    assert {s: len(of(rows, s)) for s in ("10.2", "10.3", "10.4", "10.5")} == {"10.2": 128, "10.3": 136, "10.4": 138, "10.5": 134}
    for session in ("10.2", "10.3", "10.4", "10.5"):
        assert all(holds for _, holds in examination.count(county, session).identities())
        marks = [r["mark"] for r in of(rows, session) if r["mark"]]
        assert len(marks) == len(set(marks))


def test_the_statistics_sample(county, rows):
    told = examination.count(county, "10.3")
    assert (told.received, told.filed, told.directions, told.to_hand) == (136, 132, {"作委员来信": 4}, 132)
    assert Counter(r["form"] for r in of(rows, "10.3") if r["outcome"] == "立案") == {"联名": 89, "个人": 41, "集体": 2}
    assert f"{float(told.rate) * 100:.1f}" == "97.1"


def test_number_37_of_the_third_plenary(rows):
    (found,) = [r for r in of(rows, "10.3") if r["number"] == 37]
    assert (found["name"], found["form"], len(found["sponsor_rows"]), found["host"], found["assist"], found["fund"]) == (
        "关于盘活农村闲置土地发展民宿产业的提案", "联名", 5, "县农业农村局", "县文化和旅游局、县自然资源和规划局", 8_500_000)
    assert (found["handed"], found["due"], found["result"], found["satisfaction"], found["key"]) == (
        D(2024, 3, 18), D(2024, 6, 18), "B", "满意", True)


def test_every_odd_way_is_there(county, rows):
    assert {r["direction"] for r in rows} >= {"退回修改", "作为意见建议转送", "转社情民意", "作委员来信"}
    assert {r["state"] for r in of(rows, "10.5")} == {
        "待审查", "待复审", "待审定", "待编案号", "待定单位", "待交办", "待签收", "改办待定", "办理中", "已答复", "不予立案", "已告知",
        "已并案", "撤案"}
    assert {r["timing"] for r in rows} == {"大会", "平时"} and {r["form"] for r in rows} == {"个人", "联名", "集体"}
    assert {s["body"] for r in rows for s in r["sponsor_rows"]} >= {"党派", "团体", "界别"}
    assert any(r["late"] for r in rows) and any(r["excellent"] for r in rows) and any(r["public"] is False for r in rows)
    whole = [register.whole(county, r["id"]) for r in rows[:160]]
    asked = [q for w in whole for q in w["requests"]]
    assert {q["agreed"] for q in asked} == {True, False, None} and any(w["former"] for w in whole)
    assert any(w["extensions"] for w in whole) and {x["kind"] for w in whole for x in w["letters"]} == {"提示函", "催办函"}
    assert [len(leading.listed(county, plenary=s)) for s in ("10.2", "10.3", "10.4", "10.5")] == [5, 5, 5, 5]
    leaders = {k["cppcc_leader"].split()[0] for k in leading.listed(county)}
    assert leaders <= {"县政协主席", "县政协副主席", "县政协秘书长"}
    (linked,) = [c for c in consultations.listed(county) if "第037号" in c["proposals"]]
    assert linked["name"] == "发展民宿产业助推乡村振兴"  # 一体两用, seen on both sides
    assert any(k["topic_id"] == linked["id"] for k in leading.listed(county)) and all(r["problems"] == [] for r in whole)
    assert assignment.letters(county, "催办函") and assignment.letters(county, "提示函")


def test_every_text_is_its_own(county, rows):
    for session in ("10.2", "10.3", "10.4", "10.5"):
        names = [r["name"] for r in of(rows, session)]
        assert len(names) == len(set(names))
    bodies = [register.whole(county, r["id"])["body"] for r in rows[:100]]
    assert len(set(bodies)) == 100 and min(map(len, bodies)) > 80


def test_snapshots_of_the_sessions_days(county):
    (frozen,) = examination.snapshots(county, "10.5")
    assert frozen["at"] == "2026-01-08 20:30"
    assert all(holds for _, holds in frozen["figures"].identities()) and frozen["figures"].waiting == 1  # after the hour
