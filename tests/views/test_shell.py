"""The window's frame: pages made when opened, room for large type, what is said above and below."""
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.views import theme
from desktop.views.navigation import Page
from desktop.views.shell import Shell
from tests.views.gallery import window


def pages(made: list[str]) -> list[Page]:
    def page(key: str, group: str, foot: bool = False) -> Page:
        return Page(key, key, "users", group, lambda: made.append(key) or QWidget(), foot)  # type: ignore[func-returns-value]

    return [page("工作台", ""), page("委员", "履职"), page("文史", "办文"), page("设置", "", True)]


def test_a_page_is_made_once_when_it_is_first_opened(qtbot: QtBot) -> None:
    made: list[str] = []
    shell = Shell(pages(made))
    qtbot.addWidget(shell)
    assert made == ["工作台"] and shell.key == "工作台"
    with qtbot.waitSignal(shell.page_changed) as told:
        first = shell.open("委员")
    assert told.args == ["委员"] and made == ["工作台", "委员"]
    shell.open("工作台")
    assert shell.open("委员") is first and len(made) == 2
    assert shell.made("文史") is None


def test_a_click_in_the_navigation_opens_the_page(qtbot: QtBot) -> None:
    shell = Shell(pages([]))
    qtbot.addWidget(shell)
    shell.navigation._buttons["文史"].click()
    assert shell.key == "文史"


def test_pages_that_are_not_used_are_hidden_with_their_group(qtbot: QtBot) -> None:
    shell = Shell(pages([]), hidden=("文史",))
    qtbot.addWidget(shell)
    shell.show()
    assert shell.navigation.visible_keys() == ["工作台", "委员", "设置"]
    assert not shell.navigation._buttons["文史"].isVisible() and not shell.navigation._heads["办文"][0].isVisible()
    shell.hide_pages(())
    assert shell.navigation._heads["办文"][0].isVisible()


def test_undo_stands_beside_what_was_saved(qtbot: QtBot) -> None:
    shell = Shell(pages([]))
    qtbot.addWidget(shell)
    shell.show()
    assert not shell._undo.isVisible()
    shell.say("已保存：丁一", undoable=True)
    with qtbot.waitSignal(shell.undo_asked):
        qtbot.mouseClick(shell._undo, Qt.MouseButton.LeftButton)
    shell.say("已撤销：保存丁一")
    assert not shell._undo.isVisible() and shell._said.text() == "已撤销：保存丁一"


def test_ctrl_k_leads_to_finding(qtbot: QtBot) -> None:
    shell = Shell(pages([]))
    qtbot.addWidget(shell)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    qtbot.keyClick(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert shell.finder.hasFocus()
    with qtbot.waitSignal(shell.find_asked) as told:
        qtbot.keyClicks(shell.finder, "dy")
    assert told.args == ["dy"]


def test_the_navigation_folds_by_itself_and_by_hand(qtbot: QtBot) -> None:
    shell = Shell(pages([]))
    qtbot.addWidget(shell)
    shell.show()
    assert not shell.navigation.folded
    shell.resize(1000, 700)
    assert shell.navigation.folded
    shell.navigation.fold_asked.emit()
    assert not shell.navigation.folded
    shell.resize(1366, 768)
    assert not shell.navigation.folded


def visible_words(shell: Shell) -> list[QWidget]:
    found = [w for w in shell.findChildren(QWidget) if isinstance(w, QAbstractButton | QLabel) and w.isVisible() and w.text()]
    return [w for w in found if not w.visibleRegion().isEmpty()]


@pytest.mark.parametrize("scale", theme.SCALES)
@pytest.mark.parametrize("key", ["members", "plenary", "consult"])
def test_nothing_is_cut_at_1366_by_768(qtbot: QtBot, qapp: QApplication, scale: float, key: str) -> None:
    theme.apply(qapp, scale)
    shell = window()
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.open(key)
    with qtbot.waitExposed(shell):
        shell.show()
    assert (shell.width(), shell.height()) == (1366, 768)
    for word in visible_words(shell):
        lines = 1 if isinstance(word, QAbstractButton) or not word.wordWrap() else 0  # type: ignore[attr-defined]
        assert word.height() >= QFontMetrics(word.font()).height() - 3, word.text()  # type: ignore[attr-defined]
        if lines and type(word).__name__ != "Elided" and word.text().find("<") < 0:  # type: ignore[attr-defined]
            icons = getattr(word, "toolButtonStyle", lambda: None)() == Qt.ToolButtonStyle.ToolButtonIconOnly
            assert icons or word.width() >= QFontMetrics(word.font()).horizontalAdvance(word.text()), word.text()  # type: ignore[attr-defined]
    for part in (shell.finder, shell._day, shell._backup, shell._actor, shell._term, shell._undo):
        assert shell.rect().contains(part.mapTo(shell, part.rect().bottomRight())), part.objectName()
