"""Charts on the screen, on paper, in Word and in a workbook: the same words and figures, told apart without colour."""
from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image
from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer

from desktop.exporters import charts, docx, pdf, xlsx
from desktop.exporters.hatching import FILLS, strokes
from desktop.fields.chart import Chart, Series, one
from tests.exporters.samples import many

SECTORS = one("委员界别构成", "人数", [("中共界", 14), ("社会福利和社会保障界", 5), ("龚䶮𬭎界", 0)], unit="人")
AGES = Chart("年龄结构", ("35岁及以下", "36至45岁"), tuple(Series(f"第{n}届", (n, 10.5 * n)) for n in range(1, 5)), "columns")
PARTIES = one("政治面貌", "人数", [("中共党员", 66), ("民主党派", 20), ("无党派人士", 14)], "pie", "人")
FALL = Chart("增减", ("甲", "乙"), (Series("本年", (-5, 3)), Series("上年", (2, None))), unit="%")
ALL = [SECTORS, AGES, PARTIES, FALL, replace(FALL, kind="columns"), one("空", "", [("甲", 0)])]


def words(packed: bytes) -> str:
    with pypdfium2.PdfDocument(packed) as document:
        return document[0].get_textpage().get_text_range().replace("\r\n", "\n")


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.title + chart.kind)
def test_every_label_and_value_is_written(chart):
    said = "".join(words(charts.pdf(chart)).split())
    assert chart.title in said
    if chart.empty:
        assert "没有数据" in said
        return
    for label in chart.labels:
        assert label in said
    for series in chart.series:
        assert len(chart.series) == 1 or series.name in said
        for value in series.values:
            assert value is None or charts.value(chart, value) in said


def test_a_pie_says_its_shares():
    assert "中共党员　66人（66.00%）" in words(charts.pdf(PARTIES))


def test_a_pie_of_many_slices_becomes_bars():
    many_slices = replace(SECTORS, kind="pie", labels=tuple("甲乙丙丁戊"), series=(Series("人数", (1, 2, 3, 4, 5)),))
    assert "%" not in words(charts.pdf(many_slices))


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.title + chart.kind)
@pytest.mark.parametrize("width", [160, 300, 480])
def test_nothing_stands_outside_the_drawing(chart, width):
    with pypdfium2.PdfDocument(charts.pdf(chart, width)) as document:
        page = document[0]
        for number in range(page.get_textpage().count_chars()):
            left, bottom, right, top = page.get_textpage().get_charbox(number)
            assert left >= -1 and right <= page.get_width() + 1 and bottom >= -1 and top <= page.get_height() + 1


def test_four_fills_differ_in_grey():
    pictures = []
    for number in range(4):
        chart = Chart("", ("甲",), tuple(Series(str(n), (10 if n == number else None,)) for n in range(4)))
        grey = Image.open(io.BytesIO(charts.png(chart))).convert("L")
        middle = grey.crop((grey.width // 2, 0, grey.width // 2 + 120, grey.height))
        pictures.append(middle.resize((1, 1)).getpixel((0, 0)))
    assert len({fill.angles for fill in FILLS}) == 4, "黑白打印靠线条分清"
    assert len(set(pictures)) >= 3


def test_strokes_end_at_the_edge():
    square = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    found = list(strokes(square, 45.0, 2.0))
    assert len(found) >= 6
    assert all(-0.001 <= n <= 10.001 for line in found for point in line for n in point)
    assert all(abs(min(n for n in point)) < 0.001 or abs(max(n for n in point) - 10) < 0.001 for line in found for point in line)


def test_the_screen_draws_it_in_its_own_font():
    drawn = charts.svg(SECTORS, 300, "Noto Sans SC")
    assert QSvgRenderer(QByteArray(drawn)).isValid()
    text = drawn.decode()
    assert "社会福利和社会" in text and "14人" in text
    assert text.count("font-family") == text.count("font-family: Noto Sans SC")


def test_word_gets_a_picture_for_printing(tmp_path):
    docx.write(replace(many(2), charts=(SECTORS, AGES)), tmp_path / "a.docx")
    document = Document(str(tmp_path / "a.docx"))
    assert len(document.inline_shapes) == 2
    shape = document.inline_shapes[0]
    assert shape._inline.docPr.get("descr") == "委员界别构成"
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        pictures = [Image.open(io.BytesIO(package.read(n))) for n in package.namelist() if n.endswith(".png")]
    assert {round(p.width / (shape.width.pt / 72) / 10) * 10 for p in pictures} == {300}, "每英寸300点"


def test_paper_has_lines_not_pictures(tmp_path):
    pdf.write(replace(many(100, ("注：见图。",)), charts=(SECTORS, PARTIES)), tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        pages = [page.get_textpage().get_text_range() for page in document]
        assert not [o for page in document for o in page.get_objects() if o.type == 3]
    assert "委员界别构成" in pages[-2] and "66人" in pages[-1]
    assert sum(page.count("工作单位及职务") for page in pages) == sum("副局长" in page for page in pages), "只有图的一页没有表头"


def test_a_workbook_draws_from_its_own_figures(tmp_path):
    xlsx.write(replace(many(2), charts=(SECTORS, AGES, PARTIES)), tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    sheet = book["图表"]
    assert [[c.value for c in row] for row in sheet["A1:B4"]] == [
        ["委员界别构成", "人数"], ["中共界", 14], ["社会福利和社会保障界", 5], ["龚䶮𬭎界", 0]]
    assert len(sheet._charts) == 3
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        bars, ages = (package.read(f"xl/charts/chart{n}.xml").decode() for n in (1, 2))
    assert "'图表'!$B$2:$B$4" in bars or "图表!$B$2:$B$4" in bars
    assert "<c:showVal val=\"1\"/>" in bars
    assert ages.count("<a:pattFill") == 3


def test_the_same_chart_makes_the_same_bytes():
    assert charts.pdf(SECTORS) == charts.pdf(SECTORS) and charts.png(AGES) == charts.png(AGES)
