"""A file for each record: named as asked, nothing replaced, stopped between whole files, every failure named."""
from __future__ import annotations

import datetime as dt
import errno
from pathlib import Path

import pypdfium2
import pytest

from desktop.exporters import batch
from desktop.exporters.papers import paper
from desktop.exporters.registry import Item, Request
from desktop.fields.refused import Refused
from desktop.services.atomic import replace_file
from desktop.services.members import listed
from desktop.services.progress import Cancelled
from tests.exporters.samples import DAY

TEN = ["丁一", "于文", "丁一", "a/b", "A/B", "con", "名单.", "", "王" * 200, "𬭎䶮"]


def item(name: str, number: str = "", broken: Exception | None = None) -> Item:
    def write(format: str, out: Path) -> None:
        if broken:
            raise broken
        replace_file(out, lambda draft: draft.write_bytes(name.encode()))

    return Item(name, write, number)


def planned(*items: Item, pattern: str = batch.PATTERN) -> list[batch.Planned]:
    return batch.plan(items, pattern, DAY, "登记表")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_names_can_be_written_on_every_disk_and_differ(tmp_path):
    made = planned(*map(item, TEN), pattern="{名称}")
    assert [p.stem for p in made][:8] == ["丁一", "于文", "丁一（2）", "a／b", "A／B（2）", "con_", "名单", "未命名"]
    outcome = batch.write(made, "docx", tmp_path / "新" / "登记表")
    assert len(names(outcome.folder)) == len(outcome.made) == 10
    assert outcome.words == "已生成 10 份。" and not outcome.undone


def test_a_pattern_says_number_name_and_day(tmp_path):
    made = planned(item("丁一", "10001"), pattern="{材料}_{编号}_{名称}_{日期}")
    assert made[0].stem == f"登记表_10001_丁一_{DAY:%Y%m%d}"
    assert [p.stem for p in planned(*map(item, TEN))][8].startswith("09王王")
    for wrong in ("{甲}", "{名称", "名称}", "{名称.x}", "{}"):
        with pytest.raises(Refused, match="没有生成文件"):
            planned(item("丁一"), pattern=wrong)


def test_no_file_is_replaced(tmp_path):
    (tmp_path / "丁一.docx").write_bytes(b"old")
    batch.write(planned(item("丁一"), pattern="{名称}"), "docx", tmp_path)
    assert (tmp_path / "丁一.docx").read_bytes() == b"old"
    assert names(tmp_path) == ["丁一.docx", "丁一（2）.docx"]


def test_what_cannot_be_printed_is_named_and_the_others_go_on(tmp_path):
    outcome = batch.write(planned(item("丁一"), item("于文", broken=Refused("没有照片，没有印出。")), item("马兰")), "docx", tmp_path)
    assert names(tmp_path) == ["01丁一.docx", "03马兰.docx"]
    assert outcome.failures() == ["于文：没有照片，没有印出。"] and outcome.words == "已生成 2 份，1 份没有生成。"
    again = batch.write([batch.Planned(item("于文"), p.stem) for p in outcome.undone], "docx", tmp_path)
    assert again.words == "已生成 1 份。" and names(tmp_path)[1] == "02于文.docx"


def test_a_stop_keeps_the_whole_files_and_says_how_many_are_left(tmp_path):
    def progress(done: int, total: int) -> None:
        if done == 4:
            raise Cancelled

    outcome = batch.write(planned(*map(item, TEN)), "docx", tmp_path, progress)
    assert len(names(tmp_path)) == 4 and len(outcome.left) == 6
    assert outcome.words == "已生成 4 份，停止后还有 6 份没有做。"
    batch.write(outcome.undone, "docx", tmp_path)
    assert len(names(tmp_path)) == 10 and names(tmp_path)[4].startswith("05")


def test_a_stop_at_once_leaves_no_empty_folder(tmp_path):
    def progress(done: int, total: int) -> None:
        raise Cancelled

    outcome = batch.write(planned(item("丁一")), "docx", tmp_path / "甲" / "乙", progress)
    assert outcome.words == "没有生成文件，停止后还有 1 份没有做。" and names(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_ends_it_with_one_sentence(tmp_path):
    def write(format: str, out: Path) -> None:
        replace_file(out, lambda draft: Path("/dev/full").write_bytes(b"new"))

    outcome = batch.write(planned(item("丁一"), Item("于文", write), item("马兰")), "docx", tmp_path)
    assert names(tmp_path) == ["01丁一.docx"] and len(outcome.left) == 2 and not outcome.failed
    assert "磁盘已满，“02于文.docx”没有保存" in outcome.reason


def test_a_damaged_picture_is_the_record_s_fault_and_not_the_disk_s(tmp_path):
    refused = Refused("照片读不出来。")
    refused.__cause__ = OSError(errno.EINVAL, "damaged")
    outcome = batch.write(planned(item("丁一", broken=refused), item("于文")), "docx", tmp_path)
    assert len(outcome.failed) == 1 and names(tmp_path) == ["02于文.docx"]


def test_a_file_in_the_folder_s_place_is_said(tmp_path):
    (tmp_path / "登记表").write_bytes(b"")
    with pytest.raises(Refused, match="是一个文件，不是文件夹"):
        batch.write(planned(item("丁一")), "docx", tmp_path / "登记表")


def test_each_member_has_a_form_of_their_own(county, tmp_path):
    chosen = paper("member-form")
    rows = listed(county, DAY)[:12]
    request = Request(DAY, only=tuple(r["id"] for r in rows))
    outcome = batch.write(batch.plan(chosen.each(county, request), "{名称}", DAY, chosen.title), "pdf", tmp_path / "表")
    assert [p.stem for p in outcome.made] == [r["name"] for r in rows]
    for path in outcome.made:
        with pypdfium2.PdfDocument(path) as drawn:
            assert len(drawn) == 1 and path.stem in "".join(drawn[0].get_textpage().get_text_range().split())


def test_the_day_of_a_batch_is_that_of_its_lists():
    assert batch.plan([item("丁一")], "{日期}", dt.date(2025, 1, 2), "")[0].stem == "20250102"
