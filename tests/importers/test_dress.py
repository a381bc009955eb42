"""What a member's Word file shows beside its words, fitted to the proposal that is taken out of it."""
from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from desktop.fields.looks import Look
from desktop.importers import child, picture
from desktop.services.proposals import reading
from tests.importers.documents import NAME, filled, formatted, image


def read(path):
    (row,) = reading.table(path).rows
    return row.cells, row.cells["fitted"]


def test_type_tables_and_pictures_stand_where_the_member_put_them(tmp_path):
    cells, found = read(formatted(tmp_path / "a.docx"))
    assert (cells["name"], cells["sponsors"], cells["received"]) == (NAME, "张三", "2026年1月5日")
    assert found.body.lines == ["一、基本情况", "  老街逢雨必淹，积水最深处0.8米，面积12000m2，急需整治。", "近两年积水情况",
                                "年份\t受灾户数", "\t商户\t居民", "2023年\t32\t118", "2024年\t41\t150",
                                "现场照片如下：", "［图1］", "雨污不分"]
    by_line = {look.line: look for look in found.body.looks}
    said = {m: found.body.lines[1][a:b] for a, b, m in by_line[1].runs}
    assert said == {"b": "逢雨必淹", "u": "最深处0.8米", "^": "2", "i": "急需整治"}
    assert (by_line[0].heading, by_line[2].align, by_line[9].bullet) == (1, "center", True)
    assert by_line[3].rows == 4 and by_line[3].cells == ((1, False), (2, False)) and by_line[4].cells[0] == (1, True)
    assert by_line[6].runs == ((6, 8, "b"),)
    assert (by_line[8].wide, by_line[8].high) == (120.0, 60.0)
    assert [part.lines for part in found.suggestions] == [
        ["改造主管网。分两年完成。", "步骤\t投资", "一期\t320"], ["清理老涵洞。", "［图2］"]]
    assert found.suggestions[0].looks[0] == Look(0, runs=((0, 6, "b"),)) and found.suggestions[1].looks[0].picture
    assert [name for _, name in found.pictures] == ["［图1］", "［图2］"] and len(found.images) == 2


def test_a_text_that_is_bold_all_through_sets_nothing_off(tmp_path):
    made = Document()
    for text in (NAME, "提案人：张三", "老街逢雨必淹，居民意见很大。", "建议：", "1.改造管网。", "2.清理涵洞。"):
        made.add_paragraph(text).runs[0].bold = True
    made.save(str(tmp_path / "a.docx"))
    _, found = read(tmp_path / "a.docx")
    assert not found.body.looks and not any(part.looks for part in found.suggestions)


def test_the_offices_form_and_those_who_sign_are_no_tables_of_the_text(tmp_path):
    made = Document()
    filled(made, (("案由", NAME), ("提案者", "张三"), ("联系电话", "13800000001")))
    made.add_paragraph("老街逢雨必淹。")
    made.add_paragraph("建议：")
    made.add_paragraph("1.改造管网。")
    filled(made, (("姓名", "单位", "电话"), ("李四", "县文旅局", "13900000002")))
    made.save(str(tmp_path / "a.docx"))
    cells, found = read(tmp_path / "a.docx")
    assert (cells["name"], cells["sponsors"]) == (NAME, "张三")
    assert found.body.text == "老街逢雨必淹。" and "13900000002" not in "".join(part.text for part in found.suggestions)


def test_a_picture_that_cannot_be_kept_is_named_and_the_rest_is_read(tmp_path):
    made = Document()
    for text in (NAME, "提案人：张三", "老街逢雨必淹。"):
        made.add_paragraph(text)
    for colour in ("red", "green", "blue"):
        made.add_picture(image(colour=colour))
    made.save(str(tmp_path / "a.docx"))
    contents = {"word/media/image1.png": b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(60),
                "word/media/image2.png": image().getvalue()[:200]}
    with zipfile.ZipFile(tmp_path / "a.docx") as whole, zipfile.ZipFile(tmp_path / "b.docx", "w") as broken:
        for name in whole.namelist():
            broken.writestr(name, contents.get(name, whole.read(name)))
    found = reading.table(tmp_path / "b.docx")
    assert found.rows[0].cells["fitted"].body.lines == ["老街逢雨必淹。", "［图3］"]
    told = [n.sentence for n in found.warnings if "图片" in n.sentence]
    assert [("第 1 张" in t, "EMF" in t) for t in told] == [(True, True), (False, False)] and "第 2 张图片不完整或已损坏" in told[1]


@pytest.mark.parametrize(("size", "kind"), [((4000, 3000), "JPEG"), ((2500, 900), "BMP"), ((50, 50), "GIF")])
def test_a_picture_is_kept_as_large_as_it_prints(size, kind):
    data, dots = picture.printable(image(kind, size).getvalue())
    with Image.open(io.BytesIO(data)) as kept:
        assert kept.format in ("JPEG", "PNG") and kept.size == dots and max(dots) <= 1900
        assert abs(dots[0] / dots[1] - size[0] / size[1]) < 0.01


def test_what_the_member_cut_off_is_not_printed():
    whole = Image.new("RGB", (400, 200), "red")
    whole.paste("blue", (0, 0, 200, 200))
    made = io.BytesIO()
    whole.save(made, "PNG")
    data, dots = picture.printable(made.getvalue(), (0.5, 0, 0, 0))
    with Image.open(io.BytesIO(data)) as kept:
        assert dots == (200, 200) and kept.convert("RGB").getpixel((5, 5))[0] > 200


def test_a_picture_of_more_dots_than_a_camera_makes_is_refused():
    made = io.BytesIO()
    Image.new("1", (9000, 9000)).save(made, "PNG")
    with pytest.raises(picture.Unprintable, match="9000×9000 点，太大"):
        picture.printable(made.getvalue())


def test_a_linked_picture_and_a_chart_are_told(tmp_path):
    made = Document()
    for text in (NAME, "提案人：张三", "老街逢雨必淹。"):
        made.add_paragraph(text)
    made.add_picture(image(), width=Mm(60))
    blip = next(made.element.body.iter(qn("a:blip")))
    blip.set(qn("r:embed"), "rId999")
    made.add_picture(image(colour="red"), width=Mm(60))
    graphic = list(made.element.body.iter(qn("a:graphicData")))[1]
    graphic.set("uri", "http://schemas.openxmlformats.org/drawingml/2006/chart")
    for inside in list(graphic):
        graphic.remove(inside)
    made.save(str(tmp_path / "a.docx"))
    told = "".join(n.sentence for n in reading.table(tmp_path / "a.docx").warnings)
    assert "第 1 张图片只是一个链接" in told and "图表没有读取" in told


def test_a_manuscript_for_another_purpose_reads_as_before(tmp_path):
    book = child.read(formatted(tmp_path / "a.docx"), manuscript=True)
    assert book.dress is None and "2023年\t32\t118" in [cells[0] for _, cells in book.sheets[0].rows]


def test_what_stands_above_the_title_is_a_letter_head(tmp_path):
    made = Document()
    made.add_picture(image(colour="red"))
    for text in (NAME, "提案人：张三", "老街逢雨必淹。"):
        made.add_paragraph(text)
    made.add_picture(image())
    made.save(str(tmp_path / "a.docx"))
    found = reading.table(tmp_path / "a.docx")
    assert found.rows[0].cells["fitted"].body.lines == ["老街逢雨必淹。", "［图2］"]
    assert "题目上面的 1 张图片没有放进正文；原件里还有" in [n.sentence for n in found.warnings]
    assert [name for _, name in found.rows[0].cells["fitted"].pictures] == ["［图2］"]
