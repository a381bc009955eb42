"""A Word form filled: whatever WPS made of the braces, nothing of the form is lost and nothing in braces is left."""
from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from PIL import Image

from desktop.exporters.forms import filling
from desktop.fields.refused import Refused

RARE = "𠅤鿫𬹼𰻝"  # U+20164 U+9FEB U+2CE7C U+30EDD


def saved(document: Opened, tmp_path: Path) -> Path:
    document.save(str(tmp_path / "form.docx"))
    return tmp_path / "form.docx"


def filled(document: Opened, tmp_path: Path, *records) -> Opened:
    template = filling.opened(saved(document, tmp_path))
    filling.write(template, list(records), tmp_path / "out.docx")
    return Document(str(tmp_path / "out.docx"))


def lines(document: Opened) -> list[str]:
    return [p.text for p in document.paragraphs if p.text]


def test_a_field_that_was_split_into_runs_keeps_the_type_of_its_first(tmp_path):
    form = Document()
    paragraph = form.add_paragraph("任命")
    for number, piece in enumerate(("{", "{姓", "名", "}", "}")):
        paragraph.add_run(piece).bold = number == 0
    paragraph.add_run("同志为委员")
    (made,) = [p for p in filled(form, tmp_path, {"姓名": f"王<{RARE}>&"}).paragraphs if p.text]
    assert made.text == f"任命王<{RARE}>&同志为委员"
    assert next(run for run in made.runs if RARE in run.text).bold


def test_what_is_missing_leaves_an_empty_place(tmp_path):
    form = Document()
    form.add_paragraph("电话：{{电话}}；传真：｛｛传 真｝｝。")
    assert lines(filled(form, tmp_path, {"电话": None})) == ["电话：；传真：。"]


def test_line_breaks_and_dates_and_dresses(tmp_path):
    form = Document()
    form.add_paragraph("{{地址}}|{{日期}}|{{日期：点}}|{{日期:汉字}}|{{金额:大写}}|{{姓名:拉开}}")
    said = {"地址": "一\n二", "日期": dt.date(2026, 3, 5), "金额": "1409.50", "姓名": "张弛"}
    assert lines(filled(form, tmp_path, said)) == ["一\n二|2026年3月5日|2026.03|二〇二六年三月五日|壹仟肆佰零玖元伍角|张　弛"]


def test_a_row_stands_once_for_each_item_and_rows_that_follow_take_one_each(tmp_path):
    form = Document()
    table = form.add_table(4, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "简历"
    for row in (0, 1):
        table.cell(row, 1).text, table.cell(row, 2).text = "{{简历.序号}}.{{简历.时间}}", "{{简历.内容}}"
    table.cell(3, 0).text = "{{姓名}}"
    career = [{"时间": year, "内容": f"职务{year}"} for year in ("2001", "2002", "2003", "2004")]
    rows = [[c.text for c in row.cells] for row in filled(form, tmp_path, {"姓名": "马兰", "简历": career}).tables[0].rows]
    assert rows[:4] == [["简历", f"{n}.{y}", f"职务{y}"] for n, y in enumerate(("2001", "2002", "2003", "2004"), 1)]
    assert rows[4:] == [[""] * 3, ["马兰", "", ""]]
    few = [[c.text for c in row.cells] for row in filled(form, tmp_path, {"简历": career[:1]}).tables[0].rows]
    assert few[:2] == [["简历", "1.2001", "职务2001"], ["简历", ".", ""]], "空行留着，手填用"


def test_a_paragraph_of_a_list_stands_once_for_each_item(tmp_path):
    form = Document()
    form.add_paragraph("名单")
    form.add_paragraph("{{委员.姓名}}（{{委员.界别}}）")
    assert lines(filled(form, tmp_path, {"委员": [{"姓名": "甲", "界别": "工商联"}, {"姓名": "乙", "界别": "医卫"}]})) == [
        "名单", "甲（工商联）", "乙（医卫）"]
    assert lines(filled(form, tmp_path, {})) == ["名单"]


def test_what_is_conditional_is_kept_or_leaves_no_trace(tmp_path):
    form = Document()
    form.add_paragraph("{{如果 常委}}常务委员{{否则}}委员{{结束}}")
    form.add_paragraph("{{如果 学位}}")
    form.add_paragraph("学位：{{学位}}")
    form.add_paragraph("{{结束}}")
    form.add_paragraph("{{如果 性别=女}}女委员{{结束}}")
    table = form.add_table(3, 1)
    table.cell(0, 0).text, table.cell(1, 0).text, table.cell(2, 0).text = "头", "{{如果 没有 电话}}无电话{{结束}}", "尾"
    table.cell(1, 0).add_paragraph("{{如果 传真}}{{传真}}{{结束}}")
    rows = form.add_table(2, 2)
    rows.cell(0, 0).text, rows.cell(0, 1).text, rows.cell(1, 0).text = "{{如果 奖励}}奖", "{{奖励}}{{结束}}", "末"
    made = filled(form, tmp_path, {"常委": True, "学位": "硕士", "性别": "女", "奖励": "优秀委员"})
    assert lines(made) == ["常务委员", "学位：硕士", "女委员"]
    assert [c.text for c in made.tables[0].columns[0].cells] == ["头", "无电话", "尾"]
    assert [[c.text for c in r.cells] for r in made.tables[1].rows] == [["奖", "优秀委员"], ["末", ""]]
    other = filled(form, tmp_path, {"电话": "1", "性别": "男"})
    assert lines(other) == ["委员"]
    assert [[c.text for c in r.cells] for r in other.tables[1].rows] == [["末", ""]]


def test_a_condition_that_is_never_closed_is_refused_with_its_place(tmp_path):
    form = Document()
    form.add_paragraph("一")
    form.add_paragraph("{{如果 学位}}学位")
    with pytest.raises(Refused, match=r"第2段.*没有“结束”"):
        filled(form, tmp_path, {"学位": "硕士"})


def test_a_photo_fits_its_cell_and_a_lost_one_leaves_it_empty(tmp_path):
    Image.new("RGB", (700, 980), "white").save(tmp_path / "p.jpg")
    form = Document()
    table = form.add_table(2, 2)
    table.cell(0, 1).merge(table.cell(1, 1)).text = "{{照片}}"
    for row in table.rows:
        row.height, row.height_rule = Mm(21), WD_ROW_HEIGHT_RULE.EXACTLY
    (shape,) = filled(form, tmp_path, {"照片": tmp_path / "p.jpg"}).inline_shapes
    assert shape.height <= Mm(42)
    assert round(shape.height / shape.width, 2) == 1.4
    assert shape.height > Mm(38)
    (tmp_path / "bad.jpg").write_bytes(b"\xff\xd8\xff no picture")
    for lost in (tmp_path / "none.jpg", tmp_path / "bad.jpg", None):
        made = filled(form, tmp_path, {"照片": lost})
        assert len(made.inline_shapes) == 0
        assert made.tables[0].cell(0, 1).text == ""


def test_in_a_row_of_exact_height_a_long_text_is_set_smaller_and_the_rest_is_cut_and_told(tmp_path):
    form = Document()
    table = form.add_table(1, 1)
    table.rows[0].height, table.rows[0].height_rule = Mm(12), WD_ROW_HEIGHT_RULE.EXACTLY
    table.cell(0, 0).text = "{{单位}}"
    table.cell(0, 0).paragraphs[0].runs[0].font.size = Pt(16)
    sizes = []
    for times in (1, 12, 40):
        made = filled(form, tmp_path, {"单位": "青溪县农业农村局" * times})
        sizes.append(made.tables[0].cell(0, 0).paragraphs[0].runs[0].font.size.pt)
    assert sizes[0] == 16 > sizes[1] > sizes[2] == 7
    assert made.tables[0].cell(0, 0).text.endswith("（以下从略）")
    told = filling.write(filling.opened(saved(form, tmp_path)), [{"单位": "短"}, {"单位": "青溪县" * 200}], tmp_path / "b.docx")
    assert [index for index, _ in told] == [1]
    assert "“单位”太长" in told[0][1]


def test_many_in_one_file_each_on_its_page_with_its_own_header_and_unique_numbers(tmp_path):
    Image.new("RGB", (70, 98), "white").save(tmp_path / "p.png")
    form = Document()
    form.sections[0].header.paragraphs[0].text = "页眉{{姓名}}"
    form.add_picture(str(tmp_path / "p.png"))
    form.add_paragraph("{{姓名}}{{照片:25×35}}")
    made = filled(form, tmp_path, *({"姓名": f"第{n}位", "照片": tmp_path / "p.png"} for n in range(5)))
    assert lines(made) == [f"第{n}位" for n in range(5)]
    assert [s.header.paragraphs[0].text for s in made.sections] == [f"页眉第{n}位" for n in range(5)]
    ids = [e.get("id") for e in made.element.iter(qn("wp:docPr"))]
    assert len(ids) == len(set(ids)) == 10


def test_several_records_on_a_page(tmp_path):
    form = Document()
    form.add_paragraph("{{1.姓名}}|{{2.姓名}}|{{3.姓名}}")
    made = filled(form, tmp_path, *({"姓名": f"第{n}位"} for n in range(1, 5)))
    assert lines(made) == ["第1位|第2位|第3位", "第4位||"]


def test_the_same_data_make_the_same_bytes(tmp_path):
    form = Document()
    form.add_paragraph("{{姓名}}")
    template = filling.opened(saved(form, tmp_path))
    for name in "ab":
        filling.write(template, [{"姓名": "甲"}, {"姓名": "乙"}], tmp_path / f"{name}.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


@pytest.mark.parametrize(("name", "content", "sentence"), [
    ("a.docx", b"", "空文件"), ("a.docx", b"PK\x03\x04 broken", "已损坏"), ("a.doc", b"\xd0\xcf\x11\xe0 old", "旧格式"),
    ("a.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "打开密码"), ("a.docx", b"plain text", "不是 docx 或 xlsx"),
])
def test_a_file_that_cannot_be_a_form_is_told_in_a_sentence(tmp_path, name, content, sentence):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused, match=sentence):
        filling.opened(tmp_path / name)


def test_a_wrong_ending_is_told(tmp_path):
    saved(Document(), tmp_path).rename(tmp_path / "form.xlsx")
    with pytest.raises(Refused, match="其实是 docx"):
        filling.opened(tmp_path / "form.xlsx")
