"""A clerk writes a 公文, numbers it, prints it, and accounts for a missing number, in the real window."""
import datetime as dt

import pytest
from docx import Document
from PySide6.QtCore import QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from desktop.services import documents, drafting
from desktop.views.documents import DocumentsPage
from desktop.views.fonts import FontsTab
from desktop.views.manuscript import MendDialog, units
from desktop.views.widgets.form import FieldForm
from desktop.views.widgets.messages import Message
from desktop.views.writer import UNNAMED, WRITING, Writer

DAY = dt.date(2026, 6, 30)
ROUGH = "一. 总体要求:按示政协发[2024]05号文件办理\n1、认真抓好,并于2024-09-06前报送𬭎某\"反馈表\""


def texts(widget):
    return " ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


@pytest.fixture
def page(window) -> DocumentsPage:
    return window.open("documents")


@pytest.fixture
def writer(page) -> Writer:
    page.add()
    made = page.covered()
    assert isinstance(made, Writer)
    yield made
    # A writer that was left is gone, and with it the word that its preview has ended: the work itself is waited for.
    assert QThreadPool.globalInstance().waitForDone(30000)


def answer(values, words, seen=None):
    """Fill in the question that opens next, and press its button."""
    def fill():
        dialog = QApplication.activeModalWidget()
        if seen is not None:
            seen.append(texts(dialog))
        if isinstance(dialog, QDialog) and not isinstance(dialog, Message):
            form = dialog.findChild(FieldForm)
            for name, text in values.items():
                form.cells[name].editor.setText(text)
        next(b for b in dialog.findChildren(QPushButton) if b.text() == words).click()

    QTimer.singleShot(0, fill)


def test_the_register_shows_drafts_first_and_filters_by_state(page):
    rows = page.table.shown_rows()
    assert len(rows) == 29 and rows[0]["state"] == "草稿"
    for number, state in enumerate(("草稿", "已发", "作废"), 1):
        page.states_bar.setCurrentIndex(number)
        assert {r["state"] for r in page.table.shown_rows()} == {state}
    page.states_bar.setCurrentIndex(0)
    assert len(page.table.shown_rows()) == 29


def test_the_drawer_offers_what_the_state_allows(page):
    for state, wanted in (("草稿", ["删除", "编号…", "接着写"]), ("已发", ["作废…", "打印…", "打开公文"]),
                          ("作废", ["打印…", "打开公文"])):
        row = next(r for r in page.table.shown_rows() if r["state"] == state)
        page.table.choose(row["id"])
        assert [b.text() for b in page.buttons(row)] == wanted


def test_every_genre_brings_its_text_and_its_pages(writer, qtbot):
    for number in range(1, 11):
        writer.title.clear()
        writer.text.clear()
        writer.genre.setCurrentIndex(number)
        writer._start()
        assert "×" in writer.text.toPlainText() and writer.title.text()
        writer.preview.draw_now()
        assert writer.preview.pages and not writer.preview.words.isVisibleTo(writer)


def test_a_text_that_was_written_is_only_replaced_when_the_clerk_agrees(writer):
    writer.text.setPlainText("已写的内容。")
    writer.genre.setCurrentIndex(1)
    answer({}, "保留现在的文字")
    writer._start()
    assert writer.text.toPlainText() == "已写的内容。"
    answer({}, "换成起始文字")
    writer._start()
    assert writer.text.toPlainText().startswith("为做好")


def test_the_pages_follow_the_text_beside_the_windows_thread(writer, qtbot):
    writer.title.setText("关于做好统计工作的通知")
    writer.text.setPlainText("请认真做好统计工作。")
    qtbot.waitUntil(lambda: len(writer.preview.pages) == 1, timeout=30000)
    writer.text.setPlainText("\n".join(["请认真做好统计工作，并按时报送有关材料，逾期未报的予以通报。" * 3] * 12))
    qtbot.waitUntil(lambda: len(writer.preview.pages) >= 2, timeout=30000)
    assert f"共 {len(writer.preview.pages)} 页" in writer.note.text()


def test_an_unfinished_document_says_what_is_missing(writer, qtbot):
    qtbot.waitUntil(lambda: "缺少标题、正文" in writer.preview.words.text(), timeout=30000)
    assert "没有生成文件" not in writer.preview.words.text()


def test_headings_are_shown_and_counted(writer):
    writer.text.setPlainText("一、总体要求\n（一）认真准备。请于三日内报送。\n1.明确分工\n普通文字。")
    assert writer.text.counted() == "一级标题 1 个，二级标题 1 个，三级标题 1 个；全文 33 字"


def test_every_mend_is_listed_and_only_the_chosen_are_applied(writer, qtbot):
    writer.title.setText('关于"提案"的通知')
    writer.text.setPlainText(ROUGH)
    dialog = MendDialog(writer.title.text(), writer.text.toPlainText(), writer)
    qtbot.addWidget(dialog)
    assert dialog.list.count() == len(dialog.title) + len(dialog.text) > 8
    assert writer.text.toPlainText() == ROUGH  # nothing is changed before
    dialog._tick(False)
    assert not dialog.go.isEnabled()
    dialog._tick(True)
    dialog.list.item(0).setCheckState(dialog.list.item(0).checkState().Unchecked)
    assert dialog.go.text() == f"整理所选 {dialog.list.count() - 1} 处"
    writer.take(*dialog.chosen())
    assert writer.title.text() == '关于"提案”的通知'
    assert writer.text.toPlainText() == "一、总体要求：按示政协发〔2024〕5号文件办理\n1.认真抓好，并于2024年9月6日前报送𬭎某“反馈表”"
    writer.text.undo()
    assert writer.text.toPlainText() == ROUGH


def test_places_in_the_text_count_rare_characters_as_qt_does():
    assert units("一𬭎") == 3


def test_a_draft_is_kept_with_ctrl_s_and_on_leaving(page, writer):
    writer.text.setPlainText("还没有标题的文字。")
    record = writer.save()
    assert next(r for r in page.rows() if r["id"] == record)["name"] == UNNAMED
    writer.title.setText("关于统计的通知")
    writer.recipient.setText("各单位：")
    writer.leave()
    assert page.covered() is None
    row = next(r for r in page.rows() if r["id"] == record)
    assert (row["name"], row["recipient"], row["state"]) == ("关于统计的通知", "各单位", "草稿")
    page.edit(record)
    again = page.covered()
    assert (again.title.text(), again.text.toPlainText()) == ("关于统计的通知", "还没有标题的文字。")
    assert not again.changed


def test_an_empty_document_leaves_no_draft(page, writer):
    writer.leave()
    assert len(page.rows()) == 29


def test_what_a_power_cut_left_can_be_gone_on_with(page, writer, window):
    writer.title.setText("关于停电的通知")
    writer.text.setPlainText("写到一半。")
    assert window.work.remembered(WRITING)["name"] == "关于停电的通知"
    page.uncover(writer)  # as if the program had ended
    page.reload()
    assert "关于停电的通知" in page.unsaved.text()
    page.go_on()
    again = page.covered()
    assert (again.title.text(), again.text.toPlainText()) == ("关于停电的通知", "写到一半。")
    assert again.save()
    assert window.work.remembered(WRITING) is None


def test_a_document_is_numbered_once_and_then_keeps_its_series(page, writer, window):
    writer.which.setCurrentIndex(1)
    writer.title.setText("关于统计的通知")
    writer.text.setPlainText("请做好统计。")
    seen = []
    answer({"on": "2026.6.29"}, "编号", seen)
    writer._then(writer.issue_asked)
    assert "不会再给别的公文" in seen[0]
    row = next(r for r in page.rows() if r["name"] == "关于统计的通知")
    assert (row["mark"], row["issued"]) == ("青协办〔2026〕2号", dt.date(2026, 6, 29))
    assert page.covered() is None and page.current()["id"] == row["id"]
    page.edit(row["id"])
    opened = page.covered()
    assert not opened.which.isEnabled() and opened.compose().number == "青协办〔2026〕2号"


def test_a_gap_is_said_and_explained(page, window):
    draft = next(r for r in page.rows() if r["state"] == "草稿")
    assert page.gaps.text() == ""
    documents.issue(window.work.store, draft["id"], DAY, 3)
    assert "青协办〔2026〕2号" in page.gaps.text()
    answer({"reason": "手工编号时漏编"}, "登记原因")
    page.explain()
    assert page.gaps.text() == ""
    (missing,) = [r for r in page.rows() if r["name"] == documents.MISSING]
    assert (missing["state"], missing["voided"]) == ("作废", "手工编号时漏编")


def test_voiding_asks_for_the_reason(page):
    row = next(r for r in page.rows() if r["state"] == "已发")
    answer({"reason": "内容有误，另行发文"}, "作废这份公文")
    page.void(row)
    assert next(r for r in page.rows() if r["id"] == row["id"])["state"] == "作废"


def test_a_manuscript_is_opened_beside_the_window(page, writer, qtbot, tmp_path):
    made = Document()
    for line in ("政协青溪县委员会关于统计的通知", "各单位：", "请做好统计。", "附件：统计表", "政协青溪县委员会", "2026年6月3日"):
        made.add_paragraph(line)
    made.save(str(tmp_path / "文稿.docx"))
    writer.open_file(str(tmp_path / "文稿.docx"))
    qtbot.waitUntil(lambda: writer.text.toPlainText() == "请做好统计。", timeout=30000)
    assert (writer.title.text(), writer.recipient.text()) == ("政协青溪县委员会关于统计的通知", "各单位")
    assert writer.draft()["data"]["attachments"] == ["统计表"]


def test_minutes_ask_for_who_was_there_and_letters_do_not(writer):
    assert "present" not in writer.form.cells
    writer.which.setCurrentIndex(4)
    assert writer.which.currentText().startswith("青协纪要")
    assert "present" in writer.form.cells


def test_who_may_sign_stands_under_the_field(writer):
    assert "签发权限：主席" in texts(writer.form.cells["signer"])
    writer.which.setCurrentIndex(1)
    assert "签发权限：秘书长" in texts(writer.form.cells["signer"])


def test_the_fonts_page_names_whose_characters_are_missing(window, qtbot):
    settings = window.open("settings")
    tab = settings.findChild(FontsTab)
    settings.tabs.setCurrentWidget(tab)
    qtbot.waitUntil(lambda: len(tab.fonts.shown_rows()) == 5, timeout=60000)
    assert {r["state"] for r in tab.fonts.shown_rows()} == {"没有"}
    names = {r["name"]: r for r in tab.names.shown_rows()}
    rare = names["徐䶮"]
    assert (rare["signs"], rare["outside"], rare["here"]) == ("䶮", "仿宋、楷体、小标宋", "都能印出，缺字由别的字体补")
    assert "丁一" not in names


def test_the_usual_series_are_offered_to_an_office_without_any(empty_window):
    settings = empty_window.open("settings")
    page = next(settings.tabs.widget(n) for n in range(settings.tabs.count()) if settings.tabs.tabText(n) == "发文字号")
    assert page.usual.isEnabled() and page.table.shown_rows() == []
    page.found()
    assert len(page.table.shown_rows()) == 8 and not page.usual.isEnabled()


def test_an_office_without_series_is_told_where_to_make_them(empty_window, qtbot):
    page = empty_window.open("documents")
    page.add()
    writer = page.covered()
    qtbot.waitUntil(lambda: "还没有发文字号" in writer.preview.words.text(), timeout=30000)
    writer.title.setText("关于统计的通知")
    assert writer.save() is None and "没有保存" in writer.banner.text()


def test_the_text_in_the_editor_is_what_is_printed(writer):
    writer.title.setText("关于统计的通知")
    writer.text.setPlainText("如下：\n序号\t单位\n1\t县委办")
    assert drafting.plain(writer.draft()["data"]["body"]) == writer.text.toPlainText()
    assert len(writer.compose().body) == 2


def test_the_text_of_an_attachment_is_written_and_printed_with_the_document(writer, qtbot):
    assert "先在" in writer.enclosures.hint.text() and not writer.enclosures.text.isEnabled()
    writer.title.setText("关于报名的通知")
    writer.text.setPlainText("请按时报名。")
    writer.form.cells["attachments"].editor.setPlainText("报名表\n名单")
    writer.tabs.setCurrentIndex(2)
    assert [writer.enclosures.which.itemText(n) for n in range(2)] == ["附件1　报名表", "附件2　名单"]
    writer.enclosures.text.setPlainText("请写明姓名和单位。")
    writer.enclosures.which.setCurrentIndex(1)
    assert writer.enclosures.text.toPlainText() == ""
    writer.form.cells["attachments"].editor.setPlainText("报名登记表\n名单")  # a name is rewritten, its text stays
    assert writer.enclosures.texts() == {"报名登记表": "请写明姓名和单位。"}
    assert writer.compose().attachments[0].body == ("请写明姓名和单位。",)
    writer.preview.draw_now()
    assert len(writer.preview.pages) == 2


def test_a_joint_document_is_written_with_its_partners(writer):
    writer.title.setText("关于联合调研的通知")
    writer.text.setPlainText("请做好准备。")
    writer.form.cells["partners"].editor.setPlainText("青溪县人民政府办公室")
    assert writer.compose().issuers[1:] == ("青溪县人民政府办公室",)
    record = writer.save()
    assert record and documents.listed(writer.work.store)
    kept = next(r for r in documents.listed(writer.work.store) if r["id"] == record)
    assert drafting.values_of(kept)["partners"] == "青溪县人民政府办公室"
