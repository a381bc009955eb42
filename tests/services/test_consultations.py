"""协商: topics and their state over time, the plan's approval path, undo and the recycle bin; 民主监督 and tasks beside them."""
import datetime as dt

import pytest

from desktop.fields.refused import Refused
from desktop.services import bin, bodies, consultations, enrolment, meetings, oversight, search, tasks, undo
from desktop.services.committees import COMMITTEES
from desktop.services.consultations import CONSULTATIONS, OUTCOME_PART, REMARK_PART, STEPS
from tests.services.sheets import bring, everything, verdicts

MAY, JUNE = dt.date(2026, 5, 20), dt.date(2026, 6, 2)


@pytest.fixture
def topic(store):
    COMMITTEES.save(store, {"name": "经济委员会"}, on=dt.date(2021, 12, 1))
    return CONSULTATIONS.save(store, {"name": "发展民宿产业", "form": "专题资政会", "month": 5, "committee": "经济委"})


def states(store, day=None):
    return [(r["name"], r["state"]) for r in consultations.listed(store, as_of=day)]


def test_a_topic_goes_its_way_and_every_day_knows_its_state(store, topic):
    assert consultations.listed(store)[0]["year"] == 2026
    assert states(store) == [("发展民宿产业", "征集")]
    consultations.save_plan(store, {"year": 2026, "approved": dt.date(2026, 2, 11)})
    REMARK_PART.save(store, topic, {"day": dt.date(2026, 6, 8), "kind": "批示", "leader": "县委书记秦广宏", "words": "请研究"})
    OUTCOME_PART.save(store, topic, {"kind": "协商报告", "name": "关于发展民宿产业的协商报告", "day": MAY, "sent": JUNE})
    STEPS.save(store, topic, {"day": dt.date(2026, 4, 14), "kind": "调研"})  # entered last
    by = [(dt.date(2026, 1, 31), "征集"), (dt.date(2026, 2, 11), "列入计划"), (dt.date(2026, 4, 14), "调研"), (MAY, "形成成果"),
          (JUNE, "已报送"), (dt.date(2026, 6, 8), "已批示")]
    assert [states(store, day)[0][1] for day, _ in by] == [state for _, state in by]
    row = consultations.listed(store)[0]
    assert row["outcomes"] == "协商报告《关于发展民宿产业的协商报告》"
    assert row["remarks"] == "县委书记秦广宏批示（2026-06-08）"
    assert row["committee"] == "经济委"


def test_dates_that_cannot_be_store_nothing(store, topic):
    before = everything(store)
    with pytest.raises(Refused, match="报送日期 2026-05-20 早于成果形成日期 2026-06-02，没有保存"):
        OUTCOME_PART.save(store, topic, {"kind": "协商报告", "name": "报告", "day": JUNE, "sent": MAY})
    with pytest.raises(Refused, match="印发日期 2026-05-20 早于县委常委会审定日期 2026-06-02"):
        consultations.save_plan(store, {"year": 2026, "approved": JUNE, "issued": MAY})
    with pytest.raises(Refused, match="日期、事项没有填写"):
        STEPS.save(store, topic, {"words": "调研"})
    with pytest.raises(Refused, match="没有“旅游委”这个专委会"):
        CONSULTATIONS.save(store, {"name": "甲", "committee": "旅游委"})
    assert everything(store) == before


def test_a_step_is_tied_to_its_meeting_and_seen_from_both_sides(store, topic):
    held = meetings.save(store, {"kind": "专题资政会", "day": MAY, "name": "发展民宿产业专题资政会", "place": "县政协三楼会议室"})
    (kind,) = [f.kind for f in STEPS.bound(store) if f.name == "meeting"]
    assert kind.labels() == ["2026-05-20 发展民宿产业专题资政会"]
    step = STEPS.save(store, topic, {"day": MAY, "kind": "协商会议", "meeting": kind.labels()[0]})
    (row,) = STEPS.listed(store, topic)
    assert (row["meeting_id"], row["meeting"], row["place"]) == (held, kind.labels()[0], "县政协三楼会议室")
    assert consultations.of_meeting(store, held) == [(topic, "2026年《发展民宿产业》协商会议")]
    with pytest.raises(Refused, match="没有“某次会议”这次会议，没有保存"):
        STEPS.save(store, topic, {"meeting": "某次会议"}, step)
    meetings.remove(store, [held])
    assert [(r["kind"], r["meeting"]) for r in STEPS.listed(store, topic)] == [("协商会议", None)]
    undo.undo(store)
    assert STEPS.listed(store, topic)[0]["meeting_id"] == held
    STEPS.save(store, topic, {"meeting": None}, step)
    assert consultations.of_meeting(store, held) == []


def test_deleted_with_what_hangs_on_it_and_brought_back(store, topic):
    STEPS.save(store, topic, {"day": MAY, "kind": "协商会议"})
    person = enrolment.save(store, {"name": "王凯"})
    consultations.seat(store, topic, person, "组长")
    with store.read() as session:
        assert consultations.group_of(session, [topic]) == {topic: [("组长", "王凯")]}
    before = everything(store)
    bodies.remove(store, "consultations", [topic])
    assert states(store) == []
    (gone,) = bin.listed(store)
    assert gone.names == ("发展民宿产业",)
    undo.undo(store, gone.operation)
    assert everything(store) == before
    consultations.seat(store, topic, person, None)
    with pytest.raises(Refused, match="不在课题组里"):
        consultations.seat(store, topic, person, None)


def test_the_plan_is_found_by_its_words(store, topic):
    STEPS.save(store, topic, {"day": MAY, "kind": "协商会议", "words": "围绕旅游旺季停车难协商"})
    assert [(h.title, h.label) for h in search.find(store, "停车难")] == [("发展民宿产业", "协商议题")]


def test_an_old_plan_is_imported_and_twice_changes_nothing(store, topic):
    rows = (("年度", "协商议题", "协商形式", "时间", "承办专委会"), ("2025", "做强茶产业", "对口协商会", "6", "经济委员会"),
            ("2025", "传统村落", "界别协商", "9", "古建委"), ("2026", "发展民宿产业", "专题资政会", "5", "经济委"))
    ready = bring(store, "consultations", *rows)
    assert verdicts(ready) == ["new", "new", "same"]
    assert [p.reason for p in ready.problems] == ["没有“古建委”这个专委会，已留空。请先在专委会页登记。"]
    before = everything(store)
    assert verdicts(bring(store, "consultations", *rows)) == ["same"] * 3
    assert everything(store) == before


def test_supervision_counts_letters_and_what_was_acted_on(store):
    matter = oversight.OVERSIGHT.save(store, {"name": "校园食品安全", "kind": "监督性视察", "units": "县教体局"})
    for draft in ({"day": MAY, "kind": "监督活动", "people": 12}, {"day": JUNE, "kind": "意见建议书", "number": "2026年第1号", "points": 5},
                  {"day": dt.date(2026, 6, 20), "kind": "反馈", "taken": 3}):
        oversight.STEPS.save(store, matter, draft)
    (row,) = oversight.OVERSIGHT.listed(store)
    assert [row[k] for k in ("times", "letters", "points", "taken", "last")] == [1, 1, 5, 3, "反馈（2026-06-20）"]
    (earlier,) = oversight.OVERSIGHT.listed(store, as_of=JUNE)
    assert earlier["taken"] == 0
    with pytest.raises(Refused, match="结束日期 2026-05-20 早于开始日期 2026-06-02"):
        oversight.OVERSIGHT.save(store, {"begins": JUNE, "ends": MAY}, matter)


def test_tasks_late_first_known_by_their_day(store):
    tasks.TASKS.save(store, {"name": "修订请假制度", "origin": "议定事项", "due": MAY, "meeting": "第五十二次主席会议"})
    assert [r["state"] for r in tasks.TASKS.listed(store)] == ["逾期"]
    assert [r["state"] for r in tasks.TASKS.listed(store, as_of=MAY)] == ["临期"]
    tasks.ITEMS.save(store, {"name": "防汛督查", "begins": JUNE, "ends": dt.date(2026, 7, 2)})
    with pytest.raises(Refused, match="开始日期没有填写"):
        tasks.ITEMS.save(store, {"name": "无日期"})
