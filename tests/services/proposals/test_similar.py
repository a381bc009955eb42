"""相似比对: what was planted is found among four plenaries, reworded, cut or turned about."""
import datetime as dt
import random
import re

import pytest

from desktop.services import demo, speeches
from desktop.services.proposals import intake, register, similar

OTHERS = "春夏秋冬东西南北山水风云日月星辰花草树木"


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    store = demo.create(str(tmp_path_factory.mktemp("county") / "demo.db"))
    yield store
    store.close()


def light(text, source):
    return "".join(source.choice(OTHERS) if c.isalpha() and source.random() < 0.05 else c for c in text)


def turned(text, source):
    sentences = re.split(r"(?<=[。；\n])", text)
    source.shuffle(sentences)
    return "".join(sentences)


def reworded(text, source):
    words = re.findall(r"\w{1,3}|\W", text)
    return "".join("".join(source.choice(OTHERS) for _ in w) if w.isalpha() and source.random() < 0.3 else w for w in words)


CHANGES = {"five in a hundred characters": light, "turned about": turned, "a third of the words": reworded,
           "both": lambda t, s: turned(reworded(t, s), s), "the first third": lambda t, s: t[:len(t) // 3]}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_planted_is_among_the_first_five(county, change):
    source = random.Random(change)
    rows = source.sample(register.listed(county), 12)
    with county.read() as session:
        texts = similar.texts(session, "Proposal", [r["id"] for r in rows])
    missed = [r["name"] for r in rows if r["id"] not in [f.id for f in similar.find(county, CHANGES[change](texts[r["id"]], source))]]
    assert missed == []


def test_shared_passages_are_marked_on_both_sides(county):
    row = next(r for r in register.listed(county) if r["number"] == 37 and r["session"] == "10.3")
    text = "我们建议：开展闲置农房和土地普查，建立可流转资源名录。另外还要多请专家。"
    best = similar.find(county, text)[0]
    assert best.id == row["id"] and best.line == f"十届三次会议 第037号 {row['sponsors']}"
    assert [text[a:b] for a, b in best.mine] == ["开展闲置农房和土地普查，建立可流转资源名录。"]
    assert "开展闲置农房和土地普查，建立可流转资源名录。" in [best.text[a:b] for a, b in best.theirs]


def test_a_second_copy_of_a_proposal_is_the_likest_of_its_own(county):
    row = register.whole(county, register.listed(county)[0]["id"])
    copy = intake.save(county, {"plenary": "10.5", "name": row["name"], "sponsors": row["sponsor_rows"][:1],
                                "received": dt.date(2026, 6, 1), "body": row["body"],
                                "suggestions": [s["text"] for s in row["suggestions"]]})
    best = similar.of(county, copy)[0]
    assert best.id == row["id"] and best.percent == "100%"


SAID = """我县老旧小区加装电梯进展缓慢。去年摸底的四十二个单元里，只有三个单元签了协议，多数卡在低层住户不同意。
建议由街道牵头成立议事小组，先易后难，一梯一策；对低层住户给予采光补偿，补偿标准由住户协商确定。
建议把加装电梯与管线改造同步设计，避免重复开挖。"""


@pytest.fixture(scope="module")
def speech(county):
    meeting = next(r for r in speeches.listed(county) if r["meeting"])["meeting_id"]
    return speeches.SPEECHES.save(county, {"name": "让老旧小区电梯装得快一些", "meeting_id": meeting, "speaker": "王一鸣", "text": SAID})


@pytest.mark.parametrize("change", CHANGES)
def test_a_proposal_made_of_a_speech_is_found_out(county, speech, change):
    assert similar.find(county, CHANGES[change](SAID, random.Random(change)))[0].id == speech


def test_a_proposal_copied_from_a_speech_says_whose_and_marks_what_was_copied(county, speech):
    copied = "由街道牵头成立议事小组，先易后难，一梯一策；对低层住户给予采光补偿，补偿标准由住户协商确定。"
    copy = intake.save(county, {"plenary": "10.5", "name": "关于加快加装电梯的提案", "sponsors": "王一鸣", "received": dt.date(2026, 6, 1),
                                "body": "不少群众盼望装电梯。", "suggestions": [f"建议{copied}", "另请住建部门公布流程图。"]})
    best = similar.of(county, copy)[0]
    assert (best.noun, best.id, best.name) == ("Speech", speech, "让老旧小区电梯装得快一些")
    assert best.line.startswith("发言 ") and best.line.endswith(" 王一鸣") and "十届" in best.line
    assert [best.asked[a:b].strip("。\n") + "。" for a, b in best.mine] == [f"建议{copied}"]
    assert [best.text[a:b].strip("。\n") + "。" for a, b in best.theirs] == [f"建议{copied}"]
    speeches.turn(county, speech, "提案", copy)
    assert similar.of(county, copy)[0].line.endswith(" 王一鸣 已转作提案")


def test_nothing_is_like_an_empty_text(county):
    assert similar.find(county, "") == [] and similar.find(county, "！？") == []
