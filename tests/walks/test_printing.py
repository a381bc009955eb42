"""A clerk finds a paper by its initials, sees its pages, prints them, saves them, and makes a file for each of 300 members."""
from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop import app
from desktop.exporters.papers import paper
from desktop.exporters.registry import Request
from desktop.services import documents, enrolment, members, opening
from desktop.settings import Settings
from desktop.views.batching import BatchDialog
from desktop.views.printer import PrinterDialog
from desktop.views.printing import PrintDialog, PrintingPage
from desktop.views.widgets.pages import FIT_PAGE, FIT_WIDTH
from tests.exporters import samples
from tests.views.invented import write
from tests.walks.gestures import Answer, texts

LONG = 120_000  # milliseconds


@pytest.fixture
def page(window, qtbot) -> PrintingPage:
    made = window.open("printing")
    with qtbot.waitActive(window):
        window.activateWindow()
    yield made
    assert QThreadPool.globalInstance().waitForDone(LONG)


@pytest.fixture
def opened():
    """What the program asks the desktop to open."""
    class Opener(QObject):
        files: list[str] = []

        @Slot(QUrl)
        def take(self, url: QUrl) -> None:
            self.files.append(url.toLocalFile())

    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "take")
    yield opener.files
    QDesktopServices.unsetUrlHandler("file")


def pages_of(file: Path | bytes) -> list[str]:
    with pypdfium2.PdfDocument(file) as document:
        return ["".join(each.get_textpage().get_text_range().split()) for each in document]


def shown(page, qtbot, count=None):
    qtbot.waitUntil(lambda: bool(page.desk.preview.pages) and (count is None or len(page.desk.preview.pages) == count), timeout=LONG)


def key(qtbot, which, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QGuiApplication.focusObject(), which, modifier)


def test_a_paper_is_found_and_its_pages_are_read_by_keyboard(page, qtbot, window):
    desk = page.desk
    desk.list.search.setFocus()
    write(QGuiApplication.focusObject(), "wydjb")
    assert desk.list.shown() == ["委员登记表"]
    key(qtbot, Qt.Key.Key_Down)
    assert QGuiApplication.focusObject() is desk.list.list and desk.form.paper.key == "member-form"
    shown(page, qtbot, len(members.listed(window.work.store)))
    view = desk.preview.view
    view.setFocus()
    assert "1 / 168 页" in texts(desk.preview)
    control = Qt.KeyboardModifier.ControlModifier
    key(qtbot, Qt.Key.Key_PageDown, control)
    assert view.page == 2 and "2 / 168 页" in texts(desk.preview)
    key(qtbot, Qt.Key.Key_End)
    assert view.page == 168
    key(qtbot, Qt.Key.Key_Home)
    key(qtbot, Qt.Key.Key_Plus, control)
    assert view.zoom == 1.0 and desk.preview.zoom.currentText() == "100 %"
    key(qtbot, Qt.Key.Key_Minus, control)
    key(qtbot, Qt.Key.Key_Minus, control)
    assert view.percent == 50
    key(qtbot, Qt.Key.Key_0, control)
    assert view.zoom == FIT_WIDTH
    view.set_zoom(FIT_PAGE)
    key(qtbot, Qt.Key.Key_PageDown)
    assert view.page == 2
    with qtbot.waitSignal(view.drawn, timeout=LONG, raising=False):
        pass
    assert view.grab().toImage().pixelColor(view.width() // 2, view.height() // 2).isValid()


def test_pages_follow_the_answers_and_say_what_is_missing(page, qtbot, window):
    desk = page.desk
    page.come_to("member-roster")
    shown(page, qtbot)
    across = desk.preview.pages[0]
    assert across[0] > across[1]
    desk.form.turned.setCurrentText("竖版")
    qtbot.waitUntil(lambda: desk.preview.pages[0][0] < desk.preview.pages[0][1], timeout=LONG)
    page.come_to("document-draft-sheet")
    desk.form.period.box.setCurrentText("起止日期…")
    desk.form.period.box.activated.emit(desk.form.period.box.currentIndex())
    qtbot.waitUntil(lambda: "请写明起止日期" in desk.preview.words.text(), timeout=LONG)
    page.come_to("changes")
    page.come_to("member-roster")
    desk.form.form.cells["layout"].show_value("没有这种版式", masked=False)
    desk.form.changed.emit()
    qtbot.waitUntil(lambda: "没有这种版式" in desk.preview.words.text(), timeout=LONG)


def test_what_is_entered_meanwhile_is_seen(page, qtbot, window):
    page.come_to("member-roster")
    shown(page, qtbot)
    assert "查一鸣" not in "".join(pages_of(page.desk.preview.view.pages.content))
    enrolment.save(window.work.store, {"name": "查一鸣", "sector": "经济界"}, None, on=dt.date(2026, 6, 1))
    qtbot.waitUntil(lambda: "查一鸣" in "".join(pages_of(page.desk.preview.view.pages.content)), timeout=LONG)


def test_pages_are_sent_to_a_pdf_file_whole_or_in_part(page, qtbot, window, tmp_path, opened):
    page.come_to("member-form")
    shown(page, qtbot, 168)
    desk = page.desk
    desk.preview.view.setFocus()
    before = window.work.store.audit_rows()
    seen = []

    def fill():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PrinterDialog)
        seen.append(texts(dialog))
        dialog.printer.setCurrentIndex(dialog.printer.findData(""))
        dialog.which.setCurrentText("自选页")
        dialog.numbers.setText("2-3，200")
        dialog.print()
        seen.append(dialog.banner.text())
        dialog.numbers.setText("2-3，5")
        seen.append(dialog.note.text())
        answer.append(Answer("打开文件"))
        dialog.save(tmp_path / "登记表.pdf")

    answer: list[Answer] = []
    QTimer.singleShot(0, fill)
    key(qtbot, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(answer) and answer[0].done, timeout=LONG)
    names = [r["name"] for r in members.listed(window.work.store)]
    assert all(names[n] in text for n, text in zip((1, 2, 4), pages_of(tmp_path / "登记表.pdf"), strict=True))
    assert "不在第 1 页到第 168 页之间" in seen[1] and seen[2] == "共 3 页"
    assert opened == [str(tmp_path / "登记表.pdf")]
    assert window.work.store.audit_rows() == before + 1
    page.come_to("member-roster")
    assert desk.list.recent == [] and window.work.remembered("papers-recent") == ["member-form"]


def test_a_paper_is_saved_as_a_file_and_the_window_stays_alive(page, qtbot, window, tmp_path, opened):
    page.come_to("member-roster")
    desk, store = page.desk, window.work.store
    said = Answer("打开所在文件夹")
    desk.write(tmp_path / "名册.docx", paper("member-roster"), Request(store.today()), "docx")
    assert not desk.save.isEnabled() and not (tmp_path / "名册.docx").exists()  # it is made beside the window's thread
    qtbot.waitUntil(lambda: said.done, timeout=LONG)
    assert (tmp_path / "名册.docx").read_bytes().startswith(b"PK") and "名册.docx" in said.seen
    qtbot.waitUntil(lambda: desk.save.isEnabled() and opened == [str(tmp_path)], timeout=LONG)


def test_a_letter_takes_its_number_when_it_is_written_not_while_it_is_looked_at(page, qtbot, window, tmp_path, opened):
    page.come_to("proposal-prompt")
    desk, store, heard = page.desk, window.work.store, []
    window.work.said.connect(lambda words, done: heard.append(words))
    shown(page, qtbot)
    assert not [r for r in documents.listed(store) if r["code"] == "青协提函"]
    said = Answer("打开所在文件夹")
    request = desk.form.request()
    desk.write(tmp_path / "提示函.docx", paper("proposal-prompt"), request, "docx")
    qtbot.waitUntil(lambda: said.done, timeout=LONG)
    (row,) = [r for r in documents.listed(store) if r["code"] == "青协提函"]
    assert (row["mark"], row["name"]) == ("青协提函〔2026〕1号", "关于按期办复政协提案的提示函") and "已编号青协提函〔2026〕1号。" in heard
    qtbot.waitUntil(lambda: "青协提函〔2026〕1号" in pages_of(desk.preview.view.pages.content)[0], timeout=LONG)


def test_a_place_that_takes_no_file_is_said_and_tried_again(page, qtbot, window, tmp_path):
    desk, stick = page.desk, tmp_path / "U盘"
    page.come_to("unit-list")
    again, done = Answer("再试一次", first=stick.mkdir), Answer("知道了")
    desk.write(stick / "名录.xlsx", desk.form.paper, Request(window.work.store.today()), "xlsx")
    qtbot.waitUntil(lambda: done.done, timeout=LONG)
    assert "U盘”不存在，“名录.xlsx”没有保存" in again.seen and "已生成 名录.xlsx" in done.seen
    assert (stick / "名录.xlsx").read_bytes().startswith(b"PK")


@pytest.fixture(scope="session")
def three_hundred(tmp_path_factory, county):
    """The practice county with as many members more as make 300."""
    file = tmp_path_factory.mktemp("large") / "practice.db"
    shutil.copyfile(county, file)
    store = opening.open_store(str(file))
    samples.enrol(store, 300 - len(members.listed(store)))
    assert len(members.listed(store)) == 300
    store.close()
    return file


@pytest.fixture
def large(qtbot, three_hundred, tmp_path):
    shutil.copyfile(three_hundred, tmp_path / "practice.db")
    app.application()
    made = app.Window(Settings(str(tmp_path / "practice.db"), tmp_path / "user", chosen=True))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    assert made.open_store()
    yield made
    assert QThreadPool.globalInstance().waitForDone(LONG)
    made.close()


@pytest.mark.all
def test_three_hundred_forms_in_one_file_and_in_three_hundred(large, qtbot, tmp_path):
    in_one_file_and_in_many(large, qtbot, tmp_path, 300)


def test_forty_forms_in_one_file_and_in_forty(window, qtbot, tmp_path):
    in_one_file_and_in_many(window, qtbot, tmp_path, 40)


def in_one_file_and_in_many(window, qtbot, tmp_path, count):
    """One file of all; then a file for each, stopped after some, then gone on with."""
    store = window.work.store
    rows = members.listed(store)[:count]
    names = [r["name"] for r in rows]
    desk = window.open("printing").desk
    chosen, request = paper("member-form"), Request(store.today(), only=tuple(r["id"] for r in rows))
    one = Answer("知道了")
    desk.write(tmp_path / "全部.pdf", chosen, request, "pdf")
    qtbot.waitUntil(lambda: one.done, timeout=LONG)
    pages = pages_of(tmp_path / "全部.pdf")
    assert len(pages) == count and all(name in page for name, page in zip(names, pages, strict=True))

    dialog = BatchDialog(window.work, chosen, request, desk)
    dialog.show()
    dialog.folder = tmp_path
    qtbot.waitUntil(lambda: dialog.go.text() == f"生成 {count} 个文件", timeout=LONG)
    dialog.format.setCurrentIndex(dialog.format.findData("pdf"))
    dialog.pattern.setCurrentText("{序号}{错}")
    assert "不认识" in dialog.banner.text()
    dialog.pattern.setCurrentText("{序号}{名称}")
    folder = dialog.target()
    assert not folder.exists() and "01" in dialog.example.text()
    dialog.go.click()
    qtbot.waitUntil(lambda: folder.exists() and len(list(folder.glob("*.pdf"))) >= 10, timeout=LONG)
    ending = Answer("知道了")
    dialog.bar.stop()
    qtbot.waitUntil(lambda: ending.done, timeout=LONG)
    made = sorted(path.name for path in folder.iterdir())
    assert 10 <= len(made) < count and all(name.endswith(".pdf") for name in made)  # whole files, nothing half done
    assert f"已生成 {len(made)} 份，还有 {count - len(made)} 份没有生成" in ending.seen and "留在文件夹里" in ending.seen
    assert all(names[n] in pages_of(folder / name)[0] for n, name in enumerate(made))
    outcome = dialog.outcome
    last = Answer("知道了")
    dialog.write(outcome.undone, folder, len(made))
    qtbot.waitUntil(lambda: last.done, timeout=LONG)
    whole = sorted(path.name for path in folder.iterdir())
    assert len(whole) == count and whole[:len(made)] == made and f"已生成 {count} 份" in last.seen
    assert all(names[n] in name for n, name in enumerate(whole))


def test_the_chosen_records_of_a_list_are_printed_from_its_own_page(window, qtbot):
    page = window.open("members")
    rows = page.table.shown_rows()[:3]
    dialog = PrintDialog(window.work, "委员", only=tuple(r["id"] for r in rows), parent=page)
    dialog.show()
    dialog.desk.list.choose("member-form")
    qtbot.waitUntil(lambda: "范围：所选 3 条" in texts(dialog), timeout=LONG)
    qtbot.waitUntil(lambda: len(dialog.desk.preview.pages) == 3, timeout=LONG)
    dialog.reject()
    assert QThreadPool.globalInstance().waitForDone(LONG)
