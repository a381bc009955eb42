"""委员登记表: one page each, nothing lost, photo in its box."""
from __future__ import annotations

import datetime as dt

import pypdfium2
import pytest
from docx import Document
from PIL import Image

from desktop.exporters.forms import members as forms
from desktop.exporters.papers import paper
from desktop.exporters.registry import Request
from desktop.fields.refused import Refused
from desktop.services import enrolment, photos
from desktop.services.members import listed
from desktop.services.timeline import Line
from tests.exporters.samples import DAY

FORM = paper("member-form")


def printed(store, tmp_path, format="docx", **more):
    out = tmp_path / f"form.{format}"
    FORM.print(store, Request(DAY, **more), format, out)
    return out


def cells(table) -> list[str]:
    return list(dict.fromkeys(cell.text for row in table.rows for cell in row.cells))


def test_one_page_for_each_member_in_both_formats(county, tmp_path):
    names = [row["name"] for row in listed(county, DAY)]
    tables = Document(str(printed(county, tmp_path))).tables
    assert [table.cell(0, 1).text.replace("\u3000", "") for table in tables] == names
    with pypdfium2.PdfDocument(printed(county, tmp_path, "pdf")) as drawn:
        pages = ["".join(page.get_textpage().get_text_range().split()) for page in drawn]
    assert len(pages) == 168
    assert all(name in page for name, page in zip(names, pages, strict=True))


def test_what_the_store_knows_stands_in_it(county, tmp_path):
    who = listed(county, DAY)[0]["id"]
    enrolment.save(county, {"id_number": "110101197508150018", "address": "青溪县蓝田镇人民路1号", "channel": "统战部",
                            "specialty": "茶叶种植"}, who)
    found = cells(Document(str(printed(county, tmp_path, only=(who,)))).tables[0])
    assert {"茶叶种植", "青溪县蓝田镇人民路1号", "110101********0018", "政治面貌", "履职情况"} <= set(found)
    assert any("统战部" in text for text in found) and "{{" not in "".join(found)
    whole = cells(Document(str(printed(county, tmp_path, only=(who,), private=True))).tables[0])
    assert "110101197508150018" in whole


def test_the_career_is_told_oldest_first_up_to_the_day():
    past = [Line("工作", "县茶叶局局长", None, dt.date(2019, 2, 28)), Line("工作", "县农业农村局局长", dt.date(2019, 3, 1), None),
            Line("委员", "第十届委员", dt.date(2021, 12, 18), dt.date(2026, 12, 31)),
            Line("政协职务", "常委", dt.date(2021, 12, 21), dt.date(2024, 1, 8))]
    whole = forms.career(past, DAY)["简历全文"].split("\n")
    said = [line.split("\u3000")[0].strip() + "|" + line.split("\u3000")[-1].strip() for line in whole]
    assert said == ["至2019.02|县茶叶局局长", "2019.03—至今|县农业农村局局长", "2021.12—至今|政协第十届委员", "2021.12—2024.01|政协常委"]


def test_a_long_career_still_fits_on_the_page(county, tmp_path):
    who = listed(county, DAY)[0]["id"]
    for year in range(1990, 2025):
        enrolment.save(county, {"unit": f"青溪县第{year}号单位", "post": "办公室副主任"}, who, on=dt.date(year, 1, 1))
    with pypdfium2.PdfDocument(printed(county, tmp_path, "pdf", only=(who,))) as drawn:
        page = "".join(drawn[0].get_textpage().get_text_range().split())
        assert len(drawn) == 1
    assert "以下从略" in page, "放不下的要说明"
    assert "2024号单位" in page, "现职总在上面"


def test_a_photo_is_drawn_and_a_lost_one_leaves_the_box(county, tmp_path):
    who = listed(county, DAY)[0]
    folder = tmp_path / "photos"
    folder.mkdir()
    Image.new("RGB", (350, 490), "white").save(folder / f"{who['name']}.jpg")
    assert photos.apply(county, photos.plan(county, folder)) == 1
    document = Document(str(printed(county, tmp_path, only=(who["id"],))))
    shape = document.inline_shapes[0]
    assert round(shape.height / shape.width, 2) == 1.4
    with pypdfium2.PdfDocument(printed(county, tmp_path, "pdf", only=(who["id"],))) as drawn:
        assert len(list(drawn[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))) == 1
    kept = photos.of(county, who["id"])
    assert kept is not None
    kept.write_bytes(b"\xff\xd8\xff no picture")
    again = Document(str(printed(county, tmp_path, only=(who["id"],))))
    assert len(again.inline_shapes) == 0
    assert "照片" in again.tables[0].cell(0, 6).text


def test_the_same_day_makes_the_same_bytes(county, tmp_path):
    chosen = tuple(row["id"] for row in listed(county, DAY)[:2])
    for format in FORM.formats:
        assert printed(county, tmp_path, format, only=chosen).read_bytes() == printed(county, tmp_path, format, only=chosen).read_bytes()


def test_nobody_is_refused(empty, tmp_path):
    with pytest.raises(Refused, match="没有委员，没有印出登记表"):
        printed(empty, tmp_path)
