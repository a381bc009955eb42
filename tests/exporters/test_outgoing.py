"""Numbers of the papers that the program writes: from the register, once, and the same when printed again."""
from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.exporters import outgoing
from desktop.exporters.papers import paper
from desktop.exporters.proposals import deadlines, letters, report
from desktop.exporters.registry import Request
from desktop.fields.refused import Refused
from desktop.rules.gongwen.taking import EACH, LATER, TOGETHER
from desktop.rules.rights import Actor, Right
from desktop.services import documents, drafting, meetings, office, opening, undo
from desktop.services.store import Store

DAY = dt.date(2026, 6, 30)
REMINDER, NOTICE = paper("proposal-reminder"), paper("proposal-notice")


@pytest.fixture
def county(practice_file: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copyfile(practice_file, tmp_path / "practice.db")
    store = opening.open_store(str(tmp_path / "practice.db"))
    office.save(store, {"gongwen_numbering": LATER})
    yield store
    store.close()


def numbers(store: Store, request: Request) -> list[str]:
    return [d.number for d in outgoing.numbered(store, request, deadlines.letters(store, request, "催办函"))]


def asked(**answers) -> Request:
    return Request(DAY, answers=answers)


def test_a_draft_has_a_place_for_its_number_and_takes_none(county, tmp_path):
    before = len(documents.listed(county))
    assert REMINDER.given_out(county, asked()) == ""
    REMINDER.print(county, asked(), "docx", tmp_path / "a.docx")
    assert set(numbers(county, asked())) == {"青协提函〔2026〕　号"} and len(documents.listed(county)) == before


def test_each_letter_takes_a_number_once(county):
    count = len(numbers(county, asked()))
    assert REMINDER.given_out(county, asked(numbering=EACH)) == f"已编号青协提函〔2026〕1号至{count}号。"
    given = [f"青协提函〔2026〕{n}号" for n in range(1, count + 1)]
    assert numbers(county, asked()) == given  # also when it is only printed again
    assert REMINDER.given_out(county, asked(numbering=EACH)) == ""
    rows = [r for r in documents.listed(county) if r["code"] == "青协提函"]
    assert sorted(r["mark"] for r in rows) == sorted(given) and {r["issued"] for r in rows} == {DAY} and not documents.gaps(county)
    assert {r["recipient"] for r in rows} == {each.name for each in deadlines.letters(county, asked(), "催办函")}
    assert NOTICE.given_out(county, asked(numbering=EACH)).startswith(f"已编号青协提函〔2026〕{count + 1}号至")


def test_a_batch_may_share_one_number(county):
    count = len(numbers(county, asked()))
    assert REMINDER.given_out(county, asked(numbering=TOGETHER)) == "已编号青协提函〔2026〕1号。"
    assert numbers(county, asked()) == ["青协提函〔2026〕1号"] * count
    (row,) = [r for r in documents.listed(county) if r["code"] == "青协提函"]
    assert row["recipient"].endswith(f"等{count}份")


def test_a_number_given_by_hand_is_counted_on_and_kept(county):
    count = len(numbers(county, asked()))
    wanted = asked(number="青协提函〔2026〕41号", numbering=EACH)
    assert REMINDER.given_out(county, wanted) == f"已编号青协提函〔2026〕41号至{40 + count}号。"
    assert numbers(county, asked()) == [f"青协提函〔2026〕{n}号" for n in range(41, 41 + count)]
    with pytest.raises(Refused, match="青协提函〔2026〕42号已经用过"):
        NOTICE.given_out(county, asked(number="青协提函〔2026〕42号", numbering=EACH))
    with pytest.raises(Refused, match="年份与成文日期的2026年不同"):
        NOTICE.given_out(county, asked(number="青协提函〔2025〕90号", numbering=EACH))


def test_a_voided_number_is_not_printed_again(county):
    REMINDER.given_out(county, asked(numbering=TOGETHER))
    (row,) = [r for r in documents.listed(county) if r["code"] == "青协提函"]
    documents.void(county, row["id"], "写错了")
    assert set(numbers(county, asked())) == {"青协提函〔2026〕　号"}
    assert REMINDER.given_out(county, asked(numbering=TOGETHER)) == "已编号青协提函〔2026〕2号。"


def test_the_habit_of_the_office_is_followed_unless_the_user_may_not(county):
    office.save(county, {"gongwen_numbering": EACH})
    county.actor, full = Actor("看的人", frozenset({Right.READ, Right.EXPORT})), county.actor
    assert REMINDER.given_out(county, asked()) == ""
    with pytest.raises(Refused, match="没有“登记和修改”的权限"):
        REMINDER.given_out(county, asked(numbering=EACH))
    county.actor = full
    assert REMINDER.given_out(county, asked()).startswith("已编号青协提函〔2026〕1号")
    assert REMINDER.given_out(county, asked(numbering=LATER)) == ""


def test_the_joint_notice_bears_the_number_of_its_first_office(county):
    made, past = paper("proposal-joint-notice"), Request(dt.date(2025, 6, 30))
    (document,) = outgoing.numbered(county, past, letters.joint_notice(county, past))
    assert (document.number, document.date) == ("青办〔2025〕11号", "2025年3月12日")
    documents.void(county, next(r["id"] for r in documents.listed(county) if r["mark"] == "青办〔2026〕12号"), "重新会签")
    with pytest.raises(Refused, match="“青办”由中共青溪县委办公室编号，没有编号。请填写对方给的发文字号"):
        made.given_out(county, asked(numbering=EACH))
    assert made.given_out(county, asked(numbering=EACH, number="青办〔2026〕15号")) == "已编号青办〔2026〕15号。"
    assert not [g for g in documents.gaps(county) if g.code == "青办"]  # the numbers between are the other office's


def test_a_series_that_the_office_has_not_is_told_of(county):
    mine = next(s for s in documents.SERIES.listed(county) if s["code"] == "青协提函")
    documents.SERIES.save(county, {"code": "青提"}, mine["id"])
    with pytest.raises(Refused, match="没有“青协提函”这个机关代字"):
        REMINDER.given_out(county, asked(numbering=EACH))


def test_numbers_that_are_taken_back_are_a_gap_to_be_explained(county):
    REMINDER.given_out(county, asked(numbering=TOGETHER))
    undo.undo(county)
    assert set(numbers(county, asked())) == {"青协提函〔2026〕　号"}
    assert [g.mark for g in documents.gaps(county)] == ["青协提函〔2026〕1号"]


def test_the_register_prints_the_same_document(county):
    """A letter that has its number is a 公文 like others: opened, changed and printed from the register."""
    plenary = next(r for r in meetings.listed(county) if r["kind"] == "全体会议")
    for key, request in (("proposal-notice", asked(numbering=EACH)), ("proposal-prompt", asked(numbering=EACH)),
                         ("proposal-examination-report", asked(numbering=EACH)),
                         ("meeting-notice", Request(DAY, only=(plenary["id"],), answers={"numbering": EACH})),
                         ("meeting-decision", Request(DAY, only=(plenary["id"],), answers={"numbering": EACH}))):
        before = {r["id"] for r in documents.listed(county)}
        paper(key).given_out(county, request)
        new = [r for r in documents.listed(county) if r["id"] not in before]
        assert new, key
        for row in new:
            again = drafting.composed(county, row["id"])
            assert again.number == row["mark"] and again.body and again.issuers and again.marks, key
    (made,) = outgoing.numbered(county, asked(), report.collect(county, asked()))
    row = next(r for r in documents.listed(county) if r["mark"] == made.number)
    assert replace(drafting.composed(county, row["id"]), seal="") == replace(made, seal="")


def test_what_is_sent_is_listed_no_more_from_the_next_day(county):
    count = len(numbers(county, asked()))
    REMINDER.given_out(county, asked(sent=True))
    REMINDER.given_out(county, asked(sent=True))
    assert len(numbers(county, asked())) == count
    with pytest.raises(Refused, match="没有应发催办函的单位"):
        deadlines.letters(county, Request(DAY + dt.timedelta(days=1), answers={}), "催办函")
