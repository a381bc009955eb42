"""委员名册 of an invented county: who stands in it, in which order, under which heads, in all three formats."""
from __future__ import annotations

import datetime as dt
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import select

from desktop.exporters import members
from desktop.exporters.papers import paper
from desktop.exporters.registry import Request
from desktop.fields.refused import Refused
from desktop.models.member import SectorTie
from desktop.services import committees, enrolment, layouts, office
from desktop.services.layouts import Chosen
from desktop.services.members import listed
from desktop.services.store import Store
from tests.exporters.samples import DAY

GOLDEN = Path(__file__).parents[1] / "golden" / "member-roster.txt"
ROSTER = paper("member-roster")


def collected(store: Store, arrangement: str | None = None, day: dt.date = DAY, **more):
    return members.collect(store, Request(day, answers={"arrangement": arrangement}, **more))


def names(rows) -> list[str]:
    return [row["marked"] for row in rows]


def test_the_whole_roster_is_as_it_was_looked_at(county):
    report = collected(county)
    lines = [report.title, report.subtitle, " | ".join(f.label for f in report.columns)]
    for group in report.groups:
        lines += [group.title, *(" | ".join(report.texts(row)) for row in group.rows)]
    assert "\n".join([*lines, *report.notes]) + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_by_sector_in_the_order_of_the_code_table_with_counts(county):
    report = collected(county)
    heads = [group.title for group in report.groups]
    assert heads[:4] == ["中共界（41名）", "民建界（7名）", "无党派界（7名）", "共青团和青联界（7名）"]
    assert heads.index("总工会界（8名）") < heads.index("妇联界（7名）") < heads.index("教育界（7名）"), "用委员记录里的叫法，按代码表排"
    assert [row["serial"] for row in report.rows] == list(range(1, 169))
    for group in report.groups:
        keys = [row["stroke_key"] for row in group.rows]
        assert keys == sorted(keys)


def test_two_spellings_of_one_sector_stand_together(county):
    with county.operation("改界别") as session:
        for tie in session.scalars(select(SectorTie).where(SectorTie.sector == "总工会界").limit(3)):
            tie.sector = "工会"
    heads = [group.title for group in collected(county).groups]
    assert "工会界（8名）" in heads
    assert not any(head.startswith(("总工会界", "工会（")) for head in heads)


def test_whole_in_the_order_of_strokes(county):
    report = collected(county, "全体按姓氏笔画")
    assert [group.title for group in report.groups] == [""]
    found = names(report.rows)
    assert found.index("田　富") < found.index("田大利（女）"), "两字名中间按空位排"
    assert found.index("丁　一") < found.index("马　兰（女，回族）") < found.index("阿依古丽·买买提（女，维吾尔族）")


def test_by_office_the_leaders_first(county):
    report = collected(county, "按政协职务")
    assert [group.title for group in report.groups] == ["主席（1名）", "副主席（4名）", "秘书长（1名）", "常委（25名）", "委员（137名）"]
    assert "常委会组成人员31名" in report.notes[0]


def test_by_committee_who_sits_in_two_stands_in_both(county):
    report = collected(county, "按专委会")
    twice = [row for row in listed(county, DAY) if len(row["committees"]) == 2]
    assert len(twice) == 8
    assert sum(len(group.rows) for group in report.groups) == 168 + 8
    assert "有8名委员参加两个以上专委会" in report.notes[1]
    assert all([row["serial"] for row in group.rows] == list(range(1, len(group.rows) + 1)) for group in report.groups)


def test_who_has_neither_sector_nor_committee_is_not_lost(empty):
    enrolment.save(empty, {"name": "丁一"})
    enrolment.save(empty, {"name": "于文", "sector": "中共界"})
    assert [g.title for g in collected(empty).groups] == ["中共界（1名）", "未填界别（1名）"]
    assert [g.title for g in collected(empty, "按专委会").groups] == ["未编入专委会（2名）"]


def test_the_day_decides_who_stands_in_it(county):
    before = collected(county, day=dt.date(2024, 3, 27))
    after = collected(county, day=dt.date(2024, 3, 28))
    assert (len(list(before.rows)), len(list(after.rows))) == (162, 168)
    assert before.subtitle == "截至2024年3月27日"
    assert {row["remark"] for row in before.rows} == {""}
    assert [row["remark"] for row in after.rows].count("2024.03增补") == 6


def test_the_title_names_the_committee_of_the_term(county):
    assert collected(county).title == "政协青溪县第十届委员会委员名册"
    office.save(county, {"committee": "中国人民政治协商会议青溪县委员会"})
    assert collected(county).title == "中国人民政治协商会议青溪县第十届委员会委员名册"


def test_only_the_chosen_ones(county):
    chosen = tuple(row["id"] for row in listed(county, DAY)[:3])
    report = collected(county, only=chosen)
    assert {row["id"] for row in report.rows} == set(chosen)
    assert report.notes[0].startswith("所选委员3名")


def test_the_column_of_groups_stands_where_there_are_some(county):
    assert "联络组" not in [f.label for f in collected(county).columns]
    enrolment.save(county, {"groups": ("蓝田镇联络组",)}, listed(county, DAY)[0]["id"])
    report = collected(county)
    assert "、".join(f.label for f in report.columns) == (
        "序号、姓名、性别、民族、出生年月、政治面貌、学历学位、工作单位及职务、界别、政协职务、专委会、联络组、备注")


def test_nobody_and_nonsense_are_refused_with_a_sentence(empty, county):
    with pytest.raises(Refused, match="截至1999年1月1日没有委员"):
        collected(county, day=dt.date(1999, 1, 1))
    with pytest.raises(Refused, match=r"没有“按身高”这种编排，可选：按界别、"):
        collected(county, "按身高")


def test_all_three_formats_hold_every_member(county, tmp_path):
    expected = names(collected(county).rows)
    for format in ROSTER.formats:
        ROSTER.print(county, Request(DAY), format, tmp_path / f"a.{format}")
    table = Document(str(tmp_path / "a.docx")).tables[0]
    in_docx = [row.cells[1].text for row in table.rows if row.cells[0].text.isdigit()]
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    in_xlsx = [row[1].value for row in sheet.iter_rows() if isinstance(row[0].value, int)]
    assert in_docx == in_xlsx == expected
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        printed = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    assert [n for n in expected if n.replace("\u3000", "") not in printed] == []
    assert all(c in printed for c in "㛃䶮𬭎")


def test_in_a_layout_that_the_office_has_kept(county):
    layouts.save(county, "members", Chosen("报市政协", ("name", "committees", "id_number", "born"), layouts.LAST_FOUR, layouts.IN_WORDS))
    enrolment.save(county, {"id_number": "110101197508150018", "born": "1975-08"}, listed(county, DAY)[0]["id"])
    report = members.collect(county, Request(DAY, answers={"layout": "报市政协", "arrangement": "全体按姓氏笔画"}))
    assert [f.label for f in report.columns] == ["序号", "姓名", "专委会", "身份证号", "出生年月"]
    first = report.texts(next(iter(report.rows)))
    assert first[0] == "1"
    assert set(first[2].split("、")) <= {row["short"] for row in committees.listed(county)}
    assert first[3:] == ["0018", "1975年8月"]
    with pytest.raises(Refused, match="没有“报省政协”这个版式，没有印出名册。可用：报市政协"):
        members.collect(county, Request(DAY, answers={"layout": "报省政协"}))
