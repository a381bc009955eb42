"""The pdf pen, read back as a reader shows it."""
from __future__ import annotations

import pypdfium2
import pytest

from desktop.exporters import pdf
from tests.exporters.samples import many


def pages(path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_every_word_can_be_copied_out_again(small, tmp_path):
    pdf.write(small, tmp_path / "a.pdf")
    (page,) = pages(tmp_path / "a.pdf")
    lines = page.split()
    for word in ("捐款登记表", "截至2026年6月30日", "中共界（2名）", "李㛃", "龚䶮", "王𬭎", "1,234.56", "139****0001", "=1+1", "前后",
                 "<甲>&“乙”", "注：实物未计入。"):
        assert word in lines, word
    assert "第 1 页　共 1 页" in page.replace("\u3000", "　")


@pytest.mark.parametrize("rows", [0, 1, 30, 31, 32, 33, 34, 35, 100])
def test_each_page_has_the_head_its_number_and_rows(rows, tmp_path):
    pdf.write(many(rows), tmp_path / "a.pdf")
    found = pages(tmp_path / "a.pdf")
    for number, page in enumerate(found, 1):
        assert page.count("工作单位及职务") == 1
        assert f"第 {number} 页　共 {len(found)} 页" in page
        assert rows == 0 or "青溪县农业农村局副局长" in page, "空白的一页"
    assert sum(page.count("青溪县农业农村局副局长") for page in found) == rows


@pytest.mark.parametrize("rows", range(28, 38))
def test_notes_never_stand_alone_on_the_last_page(rows, tmp_path):
    pdf.write(many(rows, ("注：按姓氏笔画为序。",)), tmp_path / "a.pdf")
    last = pages(tmp_path / "a.pdf")[-1]
    assert "注：按姓氏笔画为序。" in last
    assert "青溪县农业农村局副局长" in last


def test_a_cell_longer_than_a_page_goes_on_over_leaf(tmp_path):
    report = many(1)
    text = "".join(chr(0x4E00 + n) for n in range(3000))
    report.groups[0].rows[0]["work"] = text
    pdf.write(report, tmp_path / "a.pdf")
    found = pages(tmp_path / "a.pdf")
    assert len(found) > 1
    printed = "".join(line for page in found for line in page.split() if line[0] in text and "委员" not in line and "页" not in line)
    assert all(c in printed for c in text[:3000:7])


def test_the_same_report_makes_the_same_bytes(small, tmp_path):
    for name in ("a.pdf", "b.pdf"):
        pdf.write(small, tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
