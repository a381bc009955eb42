"""Dialogs, drawer, steps, page head and the box that finds."""
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.views import theme
from desktop.views.widgets.drawer import Drawer, Facts
from desktop.views.widgets.find import FindBox, Found
from desktop.views.widgets.layout import Elided
from desktop.views.widgets.messages import SAFE, Banner, Message, confirm, refusal
from desktop.views.widgets.page import PageHead
from desktop.views.widgets.steps import UNWRITTEN, Steps
from tests.views.gallery import form_page, members_page, parts_page, steps_page
from tests.views.invented import FIELDS, member


def press(word: str) -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Message)
    dialog.buttons[word].click()


def test_a_question_is_answered_by_its_words(qtbot: QtBot) -> None:
    for word, answer in (("交办 12 件", True), ("取消", False)):
        QTimer.singleShot(0, lambda word=word: press(word))
        assert confirm("交办所选提案", yes="交办 12 件") is answer


def test_escape_is_no(qtbot: QtBot) -> None:
    QTimer.singleShot(0, lambda: qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape))
    assert confirm("删除所选 3 人", yes="删除 3 人", danger=True) is False


def test_enter_does_not_press_what_is_dangerous(qtbot: QtBot) -> None:
    dialog = Message("删除所选 3 人", words=("取消", "删除 3 人"), danger=True)
    qtbot.addWidget(dialog)
    dialog.show()
    assert [word for word, each in dialog.buttons.items() if each.isDefault()] == []
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.chosen != "删除 3 人"


def test_a_refusal_says_that_data_is_safe_and_can_be_copied(qtbot: QtBot) -> None:
    dialog = refusal("“丁一”已由另一台电脑改过。", todo="请重新打开后再改。")
    qtbot.addWidget(dialog)
    dialog.copy()
    assert QGuiApplication.clipboard().text().splitlines()[1:] == ["“丁一”已由另一台电脑改过。", SAFE, "请重新打开后再改。"]


def test_a_banner_comes_and_goes(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.say("备份已有 9 天没有做。", "late", link="现在备份")
    assert banner.isVisible() and banner.text() == "备份已有 9 天没有做。"
    with qtbot.waitSignal(banner.link_asked):
        banner._link.click()
    with qtbot.waitSignal(banner.closed):
        banner._close.click()
    assert not banner.isVisible()


def texts(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel)]


def test_facts_mask_private_values_until_asked(qtbot: QtBot) -> None:
    facts = Facts()
    qtbot.addWidget(facts)
    facts.add_row(FIELDS, member(5))
    assert "13855500005" not in texts(facts) and "备注" not in texts(facts)
    facts.reveal_asked.connect(facts.reveal)
    with qtbot.waitSignal(facts.reveal_asked):
        facts._private["phone"][1].click()
    assert "13855500005" in texts(facts)


def test_tabs_are_made_when_looked_at_and_the_open_one_is_kept(qtbot: QtBot) -> None:
    drawer, made = Drawer(), []
    qtbot.addWidget(drawer)

    def tab(key: str) -> tuple[str, str, object]:
        return key, key, lambda: made.append(key) or QWidget()

    drawer.set_tabs([tab("basic"), tab("history")])  # type: ignore[list-item]
    assert made == ["basic"]
    drawer.tabs.setCurrentIndex(1)
    assert made == ["basic", "history"]
    drawer.set_tabs([tab("basic"), tab("history")])  # type: ignore[list-item]
    assert drawer.current_tab() == "history" and made[2:] == ["history"]
    with qtbot.waitSignal(drawer.closed):
        qtbot.keyClick(drawer, Qt.Key.Key_Escape)


def test_nothing_is_written_until_the_last_step(qtbot: QtBot) -> None:
    steps = Steps("导入委员名单", [("选择文件", QWidget()), ("预览结果", QWidget())], finish="写入 12 人")
    qtbot.addWidget(steps)
    steps.show()
    steps.set_ready(False)
    assert steps.state.text() == UNWRITTEN and not steps.next.isEnabled() and not steps.back.isVisible()
    steps.set_ready(True)
    steps.next.click()
    assert steps.at == 1 and steps.next.text() == "写入 12 人" and steps.back.isVisible()
    with qtbot.waitSignal(steps.finish_asked):
        steps.next.click()
    assert steps.state.text() == UNWRITTEN
    steps.show_written("已写入：新增 12 人")
    assert steps.state.text() == "已写入：新增 12 人" and not steps.back.isVisible() and not steps.stop.isVisible()
    with qtbot.waitSignal(steps.left):
        steps.next.click()


def test_actions_fold_into_more_when_it_is_narrow(qtbot: QtBot) -> None:
    head, pressed = PageHead("委员"), []
    qtbot.addWidget(head)
    head.add_action("roster", "名册…", "printer", act=lambda: pressed.append("roster"))
    head.add_action("import", "导入名单…", "file-input")
    head.add_action("add", "增补委员", "user-plus", primary=True)
    head.show_filtered(37, 168)
    assert head.count.text() == "筛选出 37 / 共 168"
    head.resize(900, 40)
    head.show()
    assert head.action("import").isVisible() and not head._more.isVisible()
    head.resize(320, 40)
    assert not head.action("import").isVisible() and head._more.isVisible()
    assert head._primary is not None and head._primary.isVisible()
    next(entry for entry in head._menu.actions() if entry.data() == "roster").trigger()
    assert pressed == ["roster"]


def test_what_was_found_is_taken_with_the_keyboard(qtbot: QtBot) -> None:
    box = FindBox("查找")
    qtbot.addWidget(box)
    with qtbot.waitActive(box):
        box.show()
        box.activateWindow()
    box.setFocus()
    with qtbot.waitSignal(box.asked) as told:
        qtbot.keyClicks(box, "oysd")
    assert told.args == ["oysd"]
    box.show_found([Found("丁一", what=1), Found("于文", what=2)])
    qtbot.keyClick(box, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.chosen) as told:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert told.args == [2] and box.text() == "" and not box.list.isVisible()


def test_an_elided_line_is_whole_in_its_tool_tip(qtbot: QtBot) -> None:
    line = Elided("已保存：欧阳少东")
    qtbot.addWidget(line)
    assert line.toolTip() == "已保存：欧阳少东" and line.minimumSizeHint().width() <= theme.px(40)


@pytest.mark.parametrize("page", [members_page, form_page, parts_page, steps_page])
def test_building_a_page_flashes_no_window(qtbot: QtBot, page) -> None:
    before = {widget for widget in QApplication.topLevelWidgets() if widget.isVisible()}
    qtbot.addWidget(page())
    assert {widget for widget in QApplication.topLevelWidgets() if widget.isVisible()} == before
