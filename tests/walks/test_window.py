"""Gestures of a clerk in the real window, and what is then seen and stored."""
import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.services import committees, members
from desktop.views import theme
from desktop.views.editor import Editor
from desktop.views.importing import ImportSteps
from desktop.views.settings import LookTab
from tests import files
from tests.views.invented import write
from tests.walks.gestures import Answer


def texts(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def press(qtbot, widget, words):
    button = next(b for b in widget.findChildren(QPushButton) if b.text() == words and b.isVisibleTo(widget))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_an_empty_store_offers_three_ways(empty_window, qtbot):
    words = texts(empty_window)
    assert "导入委员名册" in words and "打开练习县" in words and "从空白开始" in words
    press(qtbot, empty_window, "选择名册…")
    assert isinstance(empty_window.open("members").covered(), ImportSteps)


def test_a_messy_roster_is_planned_written_seen_and_taken_back(empty_window, qtbot, tmp_path):
    expected = files.messy_roster(tmp_path / "名册.xlsx")
    page = empty_window.open("members")
    page.import_file(str(tmp_path / "名册.xlsx"))
    steps = page.covered()
    assert "尚未写入任何数据" in texts(steps)
    steps.go(1)
    qtbot.waitUntil(lambda: bool(steps.tables), timeout=30000)
    steps.go(2)
    qtbot.waitUntil(lambda: steps.ready is not None, timeout=30000)
    assert f"有错 {len(expected.wrong)}" in texts(steps)
    assert members.listed(empty_window.work.store) == []
    steps.finish_asked.emit()
    qtbot.waitUntil(lambda: "已写入" in texts(steps), timeout=30000)
    press(qtbot, steps, "完成")
    assert {r["name"] for r in page.table.shown_rows()} == {
        said["姓名"] for row, said in expected.rows.items() if row not in {*expected.wrong, *expected.twice}}
    press(qtbot, empty_window, "撤销")
    assert page.table.shown_rows() == []


def test_a_member_is_entered_by_keyboard_alone(window, qtbot):
    page = window.open("members")
    before = len(page.table.shown_rows())
    with qtbot.waitActive(window):
        window.activateWindow()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    editor = page.covered()
    assert isinstance(editor, Editor)
    write(QGuiApplication.focusObject(), "查一鸣")
    for _ in range(30):
        qtbot.keyClick(QGuiApplication.focusObject(), Qt.Key.Key_Return)
    name = editor.form.cells["name"].editor
    name.setFocus()
    qtbot.keyClick(name, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.covered() is None
    assert len(page.table.shown_rows()) == before + 1
    page.table.set_filter("name", "zym")
    assert [r["name"] for r in page.table.shown_rows()] == ["查一鸣"]


def test_a_wrong_id_number_is_refused_under_its_field(window, qtbot):
    page = window.open("members")
    page.add()
    editor = page.covered()
    editor.form.cells["name"].show_value("某人", masked=False)
    editor.form.cells["id_number"].show_value("341099197001011111", masked=False)
    editor._save()
    assert page.covered() is editor
    assert "校验" in texts(editor.form.cells["id_number"]) or "身份证" in texts(editor.form.cells["id_number"])


def test_a_change_from_a_day_on_keeps_what_was_before(window):
    page = window.open("members")
    row = next(r for r in page.table.shown_rows() if r["unit"])
    day = dt.date(2026, 6, 1)
    page.save({"unit": "县新设局"}, row["id"], day)
    now = {r["id"]: r["unit"] for r in page.rows()}
    window.work.look_at(day - dt.timedelta(days=1))
    past = {r["id"]: r["unit"] for r in page.rows()}
    assert now[row["id"]] == "县新设局" and past[row["id"]] == row["unit"]


def test_every_list_bears_the_names_of_its_day(window):
    page = window.open("committees")
    today = [r["name"] for r in page.table.shown_rows()]
    window.work.look_at(dt.date(2023, 3, 1))
    then = [r["name"] for r in page.table.shown_rows()]
    assert len(today) == len(then) == 8 and sum(a != b for a, b in zip(today, then, strict=True)) == 7
    assert "按 2023-03-01 的情况" in window._day.text()
    assert [r["name"] for r in committees.listed(window.work.store, as_of=dt.date(2023, 3, 1))] == then


def test_numbers_are_masked_until_revealed_and_that_is_noted(window):
    page = window.open("members")
    row = next(r for r in page.table.shown_rows() if r["id_number"])
    page.table.choose(row["id"])
    assert row["id_number"] not in texts(page.drawer)
    before = window.work.store.audit_rows()
    page.drawer.findChild(type(page.facts(row))).reveal_asked.emit("id_number")
    assert window.work.store.audit_rows() == before + 1


def test_copying_rows_takes_headings_along_and_ids_stay_text(window):
    page = window.open("members")
    page.table.choose(page.table.shown_rows()[0]["id"])
    page.table.copy()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text().splitlines()[0].split("\t")[0] == "姓名"
    assert "mso-number-format" in mime.html()


def test_a_pasted_range_is_planned_before_anything_is_written(window, qtbot):
    page = window.open("members")
    names = (f"新人{'甲乙丙丁'[n % 4]}{'一二三四五六七八九十'[n // 30]}{n}" for n in range(300))
    page.paste([["姓名", "性别", "界别"], *([name, "男", "经济界"] for name in names)])
    steps = page.covered()
    steps.go(2)
    qtbot.waitUntil(lambda: steps.ready is not None, timeout=60000)
    assert steps.ready.count("new") == 300 and len(page.rows()) == 168
    steps.finish_asked.emit()
    qtbot.waitUntil(lambda: len(page.rows()) == 468, timeout=60000)


def test_what_was_deleted_comes_back_from_the_bin(window, qtbot):
    page = window.open("organisations")
    page.save({"name": "县某某协会"}, None, None)
    record = next(r["id"] for r in page.table.shown_rows() if r["name"] == "县某某协会")
    page.remove([record])
    assert "县某某协会" not in [r["name"] for r in page.table.shown_rows()]
    settings = window.open("settings")
    settings.tabs.setCurrentIndex([settings.tabs.tabText(n) for n in range(settings.tabs.count())].index("回收站"))
    bin_tab = settings.tabs.currentWidget()
    bin_tab.table.choose(bin_tab.table.shown_rows()[0]["id"])
    press(qtbot, bin_tab, "恢复所选")
    assert "县某某协会" in [r["name"] for r in page.table.shown_rows()]


def test_find_leads_to_the_record(window, qtbot):
    window.finder.setFocus()
    window.find_asked.emit("ouyang")
    window._go("members", members.listed(window.work.store)[3]["id"])
    page = window.open("members")
    assert page.table.current_id() == members.listed(window.work.store)[3]["id"]


def test_a_figure_opens_its_list(window):
    page = window.open("statistics")
    row = next(r for r in page.table.shown_rows() if r["label"] == "女")
    page.table.choose(row["id"])
    assert len(page.people.shown_rows()) == row["count"]
    assert {r["sex"] for r in page.people.shown_rows()} == {"女"}


def test_every_page_opens(window):
    from desktop.views.pages import PAGES

    for key, *_ in PAGES:
        assert window.open(key) is not None
    window.work.look_at(dt.date(2023, 3, 1))
    window.work.look_at(None)


def test_what_is_seen_is_exported_in_a_layout_kept_under_a_name(window, qtbot, tmp_path):
    from openpyxl import load_workbook

    from desktop.services import layouts
    from desktop.services.layouts import Chosen
    from desktop.views.exporting import ExportDialog

    page = window.open("members")
    page.table.set_filter("sex", "女")
    layouts.save(window.work.store, "members", Chosen("报市政协", ("name", "born", "id_number"), "后四位", "1975年8月"))
    dialog = ExportDialog(window.work, page.key, page.noun, page.table, page.columns(), page)
    qtbot.addWidget(dialog)
    dialog.layouts.setCurrentIndex(dialog.layouts.findText("报市政协"))
    said = Answer("知道了")
    dialog.write(tmp_path / "名单.xlsx", "xlsx")
    qtbot.waitUntil(lambda: said.done, timeout=30000)
    assert "名单.xlsx" in said.seen
    cells = list(load_workbook(tmp_path / "名单.xlsx").active.iter_rows(values_only=True))
    shown = page.table.shown_rows()
    head = next(n for n, line in enumerate(cells) if "姓名" in line)
    assert cells[head] == ("姓名", "出生年月", "身份证号")
    assert len(shown) == 52 and cells[head + 1][0] == shown[0]["name"]
    assert cells[head + 1][1].endswith("月") and len(cells[head + 1][2] or "1234") == 4


def test_a_liaison_is_seated_from_a_day_and_the_township_is_no_longer_bare(window, qtbot):
    from desktop.services import groups
    from desktop.views.seating import SeatDialog

    page = window.open("groups")
    bare = len(page.bare)
    assert f"{bare} 个乡镇没有联络员" in texts(page.head)
    township = next(t for t in groups.liaisons(window.work.store) if not t["liaison"] and t["group"])
    row = next(r for r in page.table.shown_rows() if r["name"] == township["group"])
    dialog = SeatDialog(window.work, row, page)
    qtbot.addWidget(dialog)
    dialog.form.cells["person"].show_value(next(iter(dialog.people)), masked=False)
    dialog.form.cells["role"].show_value("联络员", masked=False)
    press(qtbot, dialog, "保存任职")
    assert len(page.bare) == bare - 1
    window.work.look_at(window.work.day - dt.timedelta(days=1))
    assert len(page.bare) == bare


def test_the_leaders_stand_in_their_own_order(window):
    page = window.open("members")
    deputies = [r for r in page.rows() if r["office"] == "副主席"]
    page.save({"rank": 1}, deputies[-1]["id"], None)
    page.save({"rank": 2}, deputies[0]["id"], None)
    page.table.sort_by("rank")
    order = [r["name"] for r in page.table.shown_rows() if r["office"] == "副主席"]
    assert order.index(deputies[-1]["name"]) < order.index(deputies[0]["name"])


def test_f1_opens_the_manual_at_the_chapter_of_the_page(window, qtbot):
    from desktop.views.manual import CHAPTERS, Manual
    from desktop.views.pages import PAGES

    window.open("members")
    window.help()
    manual = window.findChild(Manual)
    assert manual.list.currentItem().text() == "委员" and "导入名册" in manual.text.toPlainText()
    settings = window.open("settings")
    window.help()
    manual = window.findChildren(Manual)[-1]
    told = manual.text.toPlainText()
    assert manual.list.currentItem().text() == "设置" and all(settings.tabs.tabText(n) in told for n in range(settings.tabs.count()))
    assert {key for key, *_ in PAGES} == set(CHAPTERS), "每一页都有一章"


def test_larger_type_lays_every_page_out_anew_and_keeps_the_place(window, qtbot):
    settings = window.open("settings")
    look = settings.findChild(LookTab)
    settings.tabs.setCurrentWidget(look)
    qtbot.mouseClick(look.group.button(2), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.successor is not None, timeout=30000)
    other = window.successor
    qtbot.addWidget(other)
    assert not window.isVisible() and other.key == "settings" and theme.scale() == 1.5
    page = other.open("members")
    page.table.choose(page.table.shown_rows()[0]["id"])
    assert page.drawer.width() == theme.px(340)
    other.close()


def test_larger_type_waits_for_what_is_being_written(window, qtbot):
    window.open("members").add()
    settings = window.open("settings")
    qtbot.mouseClick(settings.findChild(LookTab).group.button(2), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "下次打开程序时" in window.banner.text(), timeout=30000)
    assert window.successor is None and theme.scale() == 1.0 and window.work.remembered("scale") == 1.5
