"""What a member formatted is kept with the proposal, follows its edits, and comes back with undo and with a backup."""
from __future__ import annotations

import datetime as dt

import pytest

from desktop.fields.looks import Picture, Table, blocks, unpacked
from desktop.services import attachments, imports, opening, undo
from desktop.services.backup import making, restoring
from desktop.services.backup.places import Places
from desktop.services.progress import Cancelled
from desktop.services.proposals import intake, register, similar
from tests.importers.documents import formatted

PROPOSALS = imports.noun("proposals")


@pytest.fixture
def received(county, tmp_path):
    if county.file is None:
        pytest.skip("a shared server keeps no files yet")
    file = formatted(tmp_path / "张三.docx")
    PROPOSALS.apply(county, PROPOSALS.plan(county, PROPOSALS.tables(county, file)), "张三.docx")
    return register.listed(county)[0]["id"]


def shown(store, record):
    whole = register.whole(store, record)
    return blocks(whole["body"], unpacked(whole["looks"])), [blocks(s["text"], unpacked(s["looks"])) for s in whole["suggestions"]]


def pictures(store, record):
    body, items = shown(store, record)
    return [b.sha256 for b in (*body, *(b for item in items for b in item)) if isinstance(b, Picture)]


def test_it_is_stored_beside_the_plain_text_and_the_pictures_are_files(county, received):
    body, items = shown(county, received)
    assert [type(b).__name__ for b in body] == ["Paragraph"] * 3 + ["Table", "Paragraph", "Picture", "Paragraph"]
    assert [[type(b).__name__ for b in item] for item in items] == [["Paragraph", "Table"], ["Paragraph", "Picture"]]
    there = {a.name: a.path for a in attachments.of(county, received)}
    assert set(there) == {"张三.docx", "图1.png", "图2.jpg"} and all(there.values())
    assert {attachments.place(county, name) for name in pictures(county, received)} == {there["图1.png"], there["图2.jpg"]}
    assert similar.find(county, "老街逢雨必淹，积水最深处0.8米")[0].id == received


def test_the_same_paper_again_changes_nothing(county, received, tmp_path):
    again = PROPOSALS.plan(county, PROPOSALS.tables(county, formatted(tmp_path / "张三.docx")))
    assert [r.verdict for r in again.rows] == ["same"]


def test_an_edited_line_loses_its_looks_and_undo_brings_them_back(county, received):
    whole = register.whole(county, received)
    before = shown(county, received)
    intake.save(county, {"body": whole["body"].replace("必淹", "必涝").replace("［图1］\n", "")}, received)
    body, items = shown(county, received)
    assert not any(marks for _, marks in body[1].spans) and body[0].heading == 1
    assert any(isinstance(b, Table) for b in body) and len(pictures(county, received)) == 1 and items == before[1]
    undo.undo(county)
    assert shown(county, received) == before


def test_a_suggestion_keeps_its_looks_under_another_number(county, received):
    field = next(f for f in intake.fields(county) if f.name == "suggestions")
    whole = register.whole(county, received)
    typed = "\n".join(["先做规划。", *(intake.shown(s["text"]) for s in whole["suggestions"])])
    intake.save(county, {"suggestions": field.kind.parse(typed)}, received)
    _, items = shown(county, received)
    assert len(items) == 3 and isinstance(items[1][1], Table) and isinstance(items[2][1], Picture)
    assert items[1][0].spans[0] == ("改造主管网。", "b")


def test_what_is_typed_of_a_suggestion_can_have_paragraphs():
    kind = intake.SUGGESTIONS.kind
    assert kind.parse("改造管网。\n　　具体见下表。\n步骤\t投资\n清理涵洞。") == ("改造管网。\n具体见下表。", "步骤\t投资", "清理涵洞。")
    assert kind.parse("　　改造管网。\n　　清理涵洞。") == kind.parse("改造管网。\n清理涵洞。") == ("改造管网。", "清理涵洞。")
    assert kind.parse("1.改造管网。\n　　2.清理涵洞。") == ("1.改造管网。", "2.清理涵洞。")
    for items in (("甲。\n乙。", "丙。"), ("一期\t二期\n\t4",)):
        assert kind.parse(kind.show(items)) == items


def test_taken_back_and_brought_back_with_its_pictures(county, received):
    before, named = shown(county, received), pictures(county, received)
    intake.remove(county, [received])
    assert register.listed(county) == []
    undo.undo(county)
    assert shown(county, received) == before
    assert all(attachments.place(county, name).is_file() for name in named)


def test_a_backup_brings_the_pictures_back(county, received, tmp_path):
    before, named = shown(county, received), pictures(county, received)
    places = Places(county.file, tmp_path / "own")
    making.make(county, places, tmp_path / "a.xwbak")
    for name in named:
        attachments.place(county, name).unlink()
    intake.save(county, {"body": "全改了。"}, received)
    county.close()
    restoring.restore(tmp_path / "a.xwbak", places, dt.datetime(2026, 6, 30, 10, 0))
    store = opening.open_store(str(places.store))
    assert shown(store, received) == before and all(attachments.place(store, name).is_file() for name in named)
    store.close()


def test_a_stopped_import_leaves_no_files_behind(county, tmp_path):
    if county.file is None:
        pytest.skip("a shared server keeps no files yet")
    ready = PROPOSALS.plan(county, PROPOSALS.tables(county, formatted(tmp_path / "张三.docx")))

    def stop(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        PROPOSALS.apply(county, ready, "张三.docx", stop)
    assert attachments.kept(county) == set() and register.listed(county) == []
