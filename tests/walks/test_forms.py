"""A clerk makes a shipped form the office's own, spoils a field, mends it, tries it with the practice county, and goes back."""
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from desktop.exporters.forms.known import FORMS
from desktop.views import giving
from desktop.views.forms import FormsPage


@pytest.fixture
def page(window) -> FormsPage:
    made = window.open("forms")
    assert made.table.choose("liaison-form")
    return made


@pytest.fixture
def opened(monkeypatch) -> list[Path]:
    """What was handed to WPS."""
    files: list[Path] = []
    monkeypatch.setattr(giving, "open_file", lambda file, parent: files.append(file))
    return files


def press(words: str) -> None:
    """Press the button of the question that opens next."""
    QTimer.singleShot(0, lambda: next(
        b for b in QApplication.activeModalWidget().findChildren(QPushButton) if b.text() == words).click())


def button(page, words):
    return next(b for b in page.findChildren(QPushButton) if b.text() == words)


def state(page):
    row = next(r for r in page.table.shown_rows() if r["id"] == "liaison-form")
    return row["used"], row["state"]


def rewritten(path: Path, old: str, new: str) -> None:
    document = Document(str(path))
    cell = next(c for row in document.tables[0].rows for c in row.cells if c.text == old)
    cell.paragraphs[0].runs[0].text = new
    document.save(str(path))


def test_every_form_is_listed_and_none_has_a_fault(page):
    rows = page.table.shown_rows()
    assert len(rows) == len(FORMS) >= 8
    assert {(r["used"], r["state"]) for r in rows} == {("自带", "没有问题")}
    assert "{{乡镇}}" in page.told.toPlainText()
    assert not button(page, "恢复原样").isEnabled()


def test_copied_spoiled_checked_mended_and_back(page, opened):
    press("打开修改")
    button(page, "复制为本单位表样").click()
    (own,) = opened
    assert own.is_file() and state(page) == ("本单位", "没有问题")
    rewritten(own, "{{乡镇}}", "{{乡阵}}")
    button(page, "检查").click()
    assert state(page) == ("本单位", "2 处要改")
    assert "表1第3行第2列：不认识的字段“乡阵”，是不是“乡镇”" in page.told.toPlainText()
    assert "缺少字段“乡镇”（自带的表样在表1第3行第2列）" in page.told.toPlainText()
    rewritten(own, "{{乡阵}}", "{{乡镇}}")
    page.reload()
    assert state(page) == ("本单位", "没有问题")
    press("重新复制")
    QTimer.singleShot(50, lambda: press("先不改"))
    button(page, "复制为本单位表样").click()
    assert sorted(p.name for p in own.parent.iterdir()) == ["乡镇联络员登记表.docx", "乡镇联络员登记表（换下1）.docx"]
    press("恢复原样")
    button(page, "恢复原样").click()
    assert state(page) == ("自带", "没有问题") and not own.exists()


def test_a_shipped_form_is_only_looked_at_as_a_copy(page, opened):
    press("只看一看")
    button(page, "打开").click()
    assert "resources" not in opened[0].parts and state(page)[0] == "自带"
    press("复制后打开")
    button(page, "打开").click()
    assert state(page)[0] == "本单位" and opened[1].is_file()
    button(page, "打开").click()
    assert opened[2] == opened[1]


def test_another_file_takes_its_place_after_its_faults_were_told(page, tmp_path, monkeypatch):
    document = Document()
    document.add_paragraph("{{姓名}}{{手记}}")
    document.save(str(tmp_path / "我们的.docx"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "我们的.docx"), ""))
    press("换用这个文件")
    button(page, "换用一个文件…").click()
    used, said = state(page)
    assert used == "本单位" and said.endswith("处要改")
    assert "不认识的字段“手记”" in page.told.toPlainText()


def test_a_sample_is_filled_with_the_practice_county(page, opened, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(giving, "usual_folder", lambda work: tmp_path)
    monkeypatch.setattr(giving, "was_given", lambda work, out, parent: opened.append(out))
    button(page, "用练习县填一份看看").click()
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=20000)
    document = Document(str(opened[0]))
    assert len(document.tables) == 3
    assert "方学军" in document.tables[0].cell(0, 1).text
    assert "{{" not in document.element.xml
