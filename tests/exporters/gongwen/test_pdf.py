"""The PDF of a 公文: the pages and lines of its .docx, in place by the millimetre."""
from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pdfplumber
import pytest

from desktop import cli
from desktop.exporters.gongwen import pdf
from desktop.exporters.gongwen.plan import plan
from desktop.exporters.gongwen.write import write
from desktop.fields.refused import Refused
from desktop.rules.gongwen.document import KINDS
from desktop.rules.gongwen.layout import lines
from desktop.rules.gongwen.style import OfficeStyle
from tests.exporters.gongwen import samples

MM = 72 / 25.4
ROOT = Path(__file__).parents[3]
DENSE = ("多附件", "多抄送")  # full of figures, which the stand-in font of the print sets wider than 仿宋_GB2312 does
SMALL, LARGE = OfficeStyle(), OfficeStyle(margins="34.58/32.58")


def printed(file: Path) -> list[list[str]]:
    """The lines of each page without blanks."""
    with pdfplumber.open(file) as found:
        return [["".join(line["text"].split()) for line in page.extract_text_lines()] for page in found.pages]


def first(file: Path, number: int = 0):
    with pdfplumber.open(file) as found:
        page = found.pages[number]
        return page.chars, page.lines


@pytest.fixture
def made(tmp_path):
    def write_pdf(kind: str, style: OfficeStyle = SMALL, **changes) -> Path:
        pdf.write(samples.make(kind, **changes), tmp_path / "a.pdf", style)
        return tmp_path / "a.pdf"

    return write_pdf


def test_28_characters_fill_a_line_and_22_lines_a_page(made):
    file = made("文件", body=[samples.LINE] * 30)
    pages = printed(file)
    assert len(pages[1]) == 23  # and the page number
    chars, _ = first(file, 1)
    line = [c for c in chars if abs(c["bottom"] - chars[30]["bottom"]) < 1]
    assert {round(c["size"], 1) for c in line} == {16.0}
    full = max(printed(made("文件", body=[samples.SENTENCE * 3]))[0], key=len)
    assert len(full) >= 28


def test_margins_are_28_and_26_millimetres(made):
    chars, rules = first(made("文件", body=[samples.SENTENCE * 3]))
    text = [c for c in chars if round(c["size"], 1) == 16]
    assert min(c["x0"] for c in text) / MM == pytest.approx(28.0, abs=0.6)
    within = [c for c in text if c["text"] not in "，。、"]  # a stop may hang outside
    assert max(c["x1"] for c in within) / MM == pytest.approx(184.0, abs=0.6)
    red = [r for r in rules if r["stroking_color"] in ((1, 0, 0), [1, 0, 0])]
    assert len(red) == 1 and (red[0]["x1"] - red[0]["x0"]) / MM == pytest.approx(156, abs=0.5)


def test_a_letter_has_two_double_lines_of_170_and_no_first_number(made):
    file = made("信函", body=[samples.SENTENCE] * 9)
    _, rules = first(file)
    assert len(rules) == 4 and all((r["x1"] - r["x0"]) / MM == pytest.approx(170, abs=0.2) for r in rules)
    pages = printed(file)
    assert "—1—" not in pages[0] and "—2—" in pages[1]


def test_numbers_stand_at_the_right_of_odd_and_the_left_of_even_pages(made):
    file = made("文件", body=[samples.SENTENCE] * 12)
    for number, side in ((0, "right"), (1, "left")):
        chars, _ = first(file, number)
        dashes = [c for c in chars if c["text"] == "—" and round(c["size"]) == 14]
        middle = sum(c["x0"] + c["x1"] for c in dashes) / (2 * len(dashes)) / MM
        assert (middle > 150) == (side == "right")


def test_imprint_stands_at_the_foot_of_the_last_page(made):
    file = made("文件")
    last = len(printed(file)) - 1
    _, rules = first(file, last)
    lowest = max(r["bottom"] for r in rules if (r["x1"] - r["x0"]) / MM > 150)
    assert lowest / MM == pytest.approx(262, abs=0.5)


def test_imprint_follows_the_paragraph_that_turns_the_page(tmp_path):
    """A 纪要 whose 版记 needs a page of its own: nothing of it is drawn over the page before."""
    pdf.write(samples.make("纪要"), tmp_path / "a.pdf")
    pages = printed(tmp_path / "a.pdf")
    assert not any("抄送" in line for line in pages[0]) and any(line.startswith("抄送：") for line in pages[-1])


def test_every_character_is_drawn_also_rare_ones_and_figures(made):
    text = "委员龚䶮、𬭎𬭎同志在A4纸上写了12.5%的“意见”——请阅。"
    assert text in "".join("".join(page) for page in printed(made("文件", body=[text])))


def test_tables_have_their_grid_and_long_ones_turn_the_page(made):
    rows = [["序号", "单位"], *([str(n), f"县直第{n}单位"] for n in range(1, 41))]
    file = made("文件", body=[samples.SENTENCE, {"table": rows}, "特此通知。"])
    words = "".join("".join(page) for page in printed(file))
    assert all(f"县直第{n}单位" in words for n in range(1, 41))
    _, rules = first(file, 1)
    assert len(rules) > 40


def test_the_same_document_makes_the_same_bytes(tmp_path):
    for name in ("a.pdf", "b.pdf"):
        pdf.write(samples.make("上行文"), tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_file_that_cannot_be_written_is_refused_and_the_old_one_stays(tmp_path):
    with pytest.raises(Refused, match="不存在"):
        pdf.write(samples.make("文件"), tmp_path / "没有" / "a.pdf")


@pytest.mark.parametrize(("name", "start"), [("a.pdf", b"%PDF"), ("a.docx", b"PK")])
def test_the_command_line_takes_the_format_from_the_name(tmp_path, capsys, name, start):
    (tmp_path / "a.json").write_text(json.dumps(samples.data("文件")), encoding="utf-8")
    asked = ["--store", str(tmp_path / "none.db"), "export", "gongwen", "--kind", "文件", "--data", str(tmp_path / "a.json"), "-o"]
    assert cli.main([*asked, str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_bytes().startswith(start)
    assert cli.main([*asked, str(tmp_path / "b.xlsx"), "--format", "xlsx"]) == 1
    assert "公文没有 xlsx 格式，可用：docx、pdf" in capsys.readouterr().err


@pytest.mark.parametrize("style", [SMALL, LARGE], ids=["37/35", "34.58/32.58"])
@pytest.mark.parametrize("kind", KINDS)
def test_as_many_pages_as_were_planned(kind, style, tmp_path):
    document = samples.of_length(kind, "多面", style)
    pdf.write(document, tmp_path / "a.pdf", style)
    planned = plan(document, style)
    texts = {line.replace("\t", "") for piece in planned.pieces if piece.role == "正文" for line in lines(piece)}
    got = {line for page in printed(tmp_path / "a.pdf") for line in page}
    assert {"".join(text.split()) for text in texts} <= got


@pytest.mark.all
def test_pages_have_the_lines_that_the_docx_has_in_print(tmp_path, monkeypatch):
    if not (office := shutil.which("soffice")):
        pytest.skip("LibreOffice is not installed: nothing to print a .docx with")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "fonts").symlink_to(ROOT / "resources" / "fonts")
    cases = list(samples.cases())
    for case in cases:
        write(case.document, tmp_path / case.file_name, case.style)
        pdf.write(case.document, tmp_path / f"{case.file_name}.pdf", case.style)
    subprocess.run([office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
                    "--outdir", str(tmp_path / "print"), *map(str, sorted(tmp_path.glob("*.docx")))], check=True,
                   capture_output=True, timeout=600, env={**os.environ, "XDG_DATA_HOME": str(tmp_path / "data")})
    wrong = []
    for case in cases:
        ours = printed(tmp_path / f"{case.file_name}.pdf")
        theirs = printed((tmp_path / "print" / case.file_name).with_suffix(".pdf"))
        same = [len(page) for page in ours] == [len(page) for page in theirs]  # which figure ends a line hangs on the font
        if len(ours) != len(theirs) or not (same or case.name.endswith(DENSE)):
            wrong.append(case.name)
    assert wrong == []
