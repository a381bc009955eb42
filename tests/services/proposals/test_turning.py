"""发言转提案: a new proposal of a speech, one that is there already, and the way back."""
import datetime as dt

import pytest

from desktop.fields.refused import Refused
from desktop.services import speeches, undo
from desktop.services.proposals import intake, register, turning
from desktop.services.speeches import SPEECHES

TEXT = "县城东片没有公办幼儿园。建议在安置房旁的预留地块上先建一所。"


@pytest.fixture
def speech(county):
    return SPEECHES.save(county, {"name": "补齐东片幼儿园", "speaker": "张三", "text": TEXT})


def row(county, speech):
    return next(r for r in speeches.listed(county) if r["id"] == speech)


def test_a_speech_becomes_a_proposal_in_one_step(county, speech):
    made = turning.new(county, speech)
    whole = register.whole(county, made)
    assert (whole["name"], whole["sponsor"], whole["body"], whole["received"]) == (
        "关于补齐东片幼儿园的提案", "张三", TEXT, dt.date(2026, 6, 30))
    assert whole["speeches"] == ["《补齐东片幼儿园》 发言 张三 已转作提案"]
    assert (row(county, speech)["turned"], row(county, speech)["turned_id"]) == ("提案", made)
    assert row(county, speech)["turned_to"] == f"十届五次会议 流水号{whole['serial']} 张三 关于补齐东片幼儿园的提案"
    with pytest.raises(Refused, match="已转作提案，一份材料只转一处，没有改动"):
        turning.new(county, speech)
    undo.undo(county)
    assert register.listed(county) == [] and row(county, speech)["turned_id"] is None


def test_a_proposal_that_is_there_is_offered_first_when_it_says_the_same(county, speech, put):
    other, same = put(), put("关于东片幼儿园建设的提案", body=TEXT)
    offered = turning.offered(county, speech)
    assert list(offered.values()) == [same, other]
    speeches.turn(county, speech, "提案", same)
    assert register.whole(county, same)["speeches"] and not register.whole(county, other)["speeches"]
    with pytest.raises(Refused, match="已转作提案，没有删除"):
        speeches.remove(county, [speech])
    speeches.untie(county, speech)
    assert row(county, speech)["turned"] is None and register.whole(county, same)["name"] == "关于东片幼儿园建设的提案"


def test_a_proposal_that_is_removed_sets_its_speech_free(county, speech):
    made = turning.new(county, speech)
    intake.remove(county, [made])
    assert (row(county, speech)["turned"], row(county, speech)["turned_id"]) == (None, None)
    undo.undo(county)
    assert row(county, speech)["turned_id"] == made


def test_a_speech_of_nobody_is_asked_for_a_speaker(county):
    speech = SPEECHES.save(county, {"name": "一篇来稿", "text": TEXT})
    with pytest.raises(Refused, match="没有登记发言人，也没有代表单位"):
        turning.new(county, speech)
    SPEECHES.save(county, {"unit": "民建总支"}, speech)
    assert register.whole(county, turning.new(county, speech))["form"] == "集体"
