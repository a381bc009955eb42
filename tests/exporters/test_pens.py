"""What every pen must do alike."""
from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook

from desktop.exporters import pens
from desktop.exporters.registry import PageSetup, Paper, Request
from desktop.fields.refused import Refused
from desktop.fields.report import Group
from tests.exporters.samples import DAY, many

RARE = "㛃䶮𬭎𠅤鿫𬹼𰻝喆堃旻昇珺璟"


def named(name: str):
    return replace(many(0), groups=(Group("", [{"name": name, "work": "青溪县"}]),))


def copied_out(path, format: str) -> str:
    if format == "docx":
        return Document(str(path)).tables[0].rows[1].cells[0].text
    if format == "xlsx":
        return str(load_workbook(path).worksheets[0]["A4"].value)
    if format == "csv":
        return path.read_text(encoding="utf-8-sig").split("\n")[1]
    with pypdfium2.PdfDocument(path) as document:
        return document[0].get_textpage().get_text_range()


@pytest.mark.parametrize("format", pens.FORMATS)
@pytest.mark.parametrize("character", RARE)
def test_a_rare_character_comes_out_as_it_went_in(format, character, tmp_path):
    pens.write(named(f"王{character}"), format, tmp_path / f"a.{format}")
    assert f"王{character}" in copied_out(tmp_path / f"a.{format}", format)


@pytest.mark.parametrize("format", pens.FORMATS)
def test_an_empty_report_still_has_its_head(format, tmp_path):
    pens.write(many(0), format, tmp_path / f"a.{format}")
    assert (tmp_path / f"a.{format}").exists()


def test_an_unknown_format_is_refused(tmp_path):
    with pytest.raises(Refused, match=r"没有 wps 格式，可用：xlsx、docx、pdf、csv"):
        pens.write(many(1), "wps", tmp_path / "a.wps")


def test_the_clerk_turns_the_pages_and_sets_the_margins(empty, tmp_path):
    paper = Paper("sheet", "名单", "", pens.FORMATS, pens.printing(lambda _store, _request: many(60)))
    assert paper.can_turn
    usual, asked = Request(DAY), Request(DAY, setup=PageSetup(True, 30.0, 25.0))
    for name, request in (("usual", usual), ("asked", asked)):
        for format in ("docx", "xlsx", "pdf"):
            paper.print(empty, request, format, tmp_path / f"{name}.{format}")
    wide = {}
    for name in ("usual", "asked"):
        with pypdfium2.PdfDocument(tmp_path / f"{name}.pdf") as drawn:
            wide[name] = drawn[0].get_width() > drawn[0].get_height()
            lines = [box.get_bounds() for box in drawn[0].get_objects()]
        if name == "asked":
            assert min(left for left, *_ in lines) >= 30 * 72 / 25.4 - 1
    assert wide == {"usual": False, "asked": True}
    section = Document(str(tmp_path / "asked.docx")).sections[0]
    assert (round(section.left_margin.mm), round(section.top_margin.mm)) == (30, 25) and section.page_width > section.page_height
    sheet = load_workbook(tmp_path / "asked.xlsx").active
    assert sheet.page_setup.orientation == "landscape" and abs(sheet.page_margins.left * 25.4 - 30) < 0.1
