"""The parts of the package: the same every time, and as the golden texts say."""
from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document

from desktop.exporters.gongwen.write import write
from desktop.rules.gongwen.style import OfficeStyle
from tests.exporters.gongwen.samples import SECTION, SENTENCE, make

GOLDEN = Path(__file__).parents[2] / "golden" / "gongwen"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KINDS = ("文件", "上行文", "信函", "纪要", "命令", "公告")


def told(file: Path) -> str:
    """document.xml as text: each paragraph its measures, then its runs with face, size and colour."""
    with zipfile.ZipFile(file) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    shown = []
    for paragraph in root.iter(W + "p"):
        measures = [measure(part) for part in paragraph.find(W + "pPr") or () if part.tag != W + "rPr"]
        shown.append(" ".join(part for part in measures if part != "snapToGrid=0"))
        for run in paragraph.findall(W + "r"):
            look = run.find(W + "rPr")
            parts = [measure(part) for part in look if part.tag != W + "szCs"] if look is not None else []
            text = "".join("<tab>" if part.tag == W + "tab" else part.text or "" for part in run if part.tag != W + "rPr")
            shown.append(f"    {text} | {' '.join(parts)}")
    return "\n".join(shown) + "\n"


def measure(part: ElementTree.Element) -> str:
    name = part.tag.removeprefix(W)
    if name == "rFonts":
        return part.attrib[W + "eastAsia"]
    inner = [measure(child) for child in part]
    values = [f"{key.removeprefix(W)}:{value}" for key, value in part.attrib.items() if key != W + "val"]
    return "=".join([name, *([part.attrib[W + "val"]] if W + "val" in part.attrib else [])]) + (
        f"({','.join(values + inner)})" if values or inner else "")


@pytest.mark.parametrize("kind", KINDS)
def test_the_document_is_as_its_golden_text(kind: str, tmp_path: Path) -> None:
    """Run this file to write the golden texts anew, and read what changed before it is committed."""
    write(make(kind), tmp_path / "out.docx")
    assert told(tmp_path / "out.docx") == (GOLDEN / f"{kind}.txt").read_text(encoding="utf-8")


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    document = make("文件", body=[SENTENCE, *SECTION])
    write(document, tmp_path / "a.docx")
    write(document, tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("thumbnail" in name for name in package.namelist())


def test_the_file_says_who_issued_it_and_when(tmp_path: Path) -> None:
    write(make("文件"), tmp_path / "a.docx")
    core = Document(str(tmp_path / "a.docx")).core_properties
    assert (core.author, core.comments) == ("政协示例县委员会", "")
    assert core.title == "政协示例县委员会关于做好重点提案办理工作的通知"
    assert core.created and core.created.date().isoformat() == "2024-09-06"


def test_all_of_the_text_is_in_the_file(tmp_path: Path) -> None:
    body = [SENTENCE, *SECTION * 6]
    write(make("文件", body=body, attachments=["任务分解表"]), tmp_path / "a.docx")
    written = {paragraph.text for paragraph in Document(str(tmp_path / "a.docx")).paragraphs}
    assert set(body) <= written
    assert "附件：任务分解表" in written


def test_the_office_writes_its_own_font_names(tmp_path: Path) -> None:
    style = OfficeStyle(fangsong="仿宋", kaiti="楷体", xiaobiaosong="方正小标宋_GBK", latin="Times New Roman")
    write(make("文件", body=[SENTENCE, *SECTION]), tmp_path / "a.docx", style)
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        parts = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))
    assert "_GB2312" not in parts and "方正小标宋简体" not in parts
    assert 'w:ascii="Times New Roman"' in parts


if __name__ == "__main__":
    import tempfile

    GOLDEN.mkdir(parents=True, exist_ok=True)
    for each in KINDS:
        draft = Path(tempfile.mkdtemp()) / "out.docx"
        write(make(each), draft)
        (GOLDEN / f"{each}.txt").write_text(told(draft), encoding="utf-8")


@pytest.mark.parametrize(("caption", "lines"), [
    ("2024年1月9日政协示例县第十届委员会第五次会议通过", ["（2024年1月9日政协示例县第十届委员会第五次会议通过）"]),
    ("（2024年12月28日政协示例县第十届委员会第五次会议通过）", ["（2024年12月28日政协示例县", "第十届委员会第五次会议通过）"])])
def test_which_meeting_passed_it_stands_centred_under_the_title(caption: str, lines: list[str], tmp_path: Path) -> None:
    write(make("文件", title="关于同意工作报告的决议", caption=caption, recipient=""), tmp_path / "a.docx")
    shown = told(tmp_path / "a.docx").splitlines()
    at = next(n for n, line in enumerate(shown) if "关于同意工作报告的决议" in line)
    words = [line.split("|")[0].strip() for line in shown[at + 2:at + 1 + 2 * len(lines):2]]
    assert words == lines
    assert all("jc=center" in shown[at + 1 + 2 * n] and "楷体_GB2312" in shown[at + 2 + 2 * n]
               for n in range(len(lines)))
