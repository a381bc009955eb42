"""The sheet on which many proposals get their units, the board and the small questions, used by keys and with mistakes."""
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from desktop.services.proposals import register
from desktop.views.proposals.allotting import Allotting
from desktop.views.proposals.sheet import ASSISTS, CHANNEL, HOST, LEADER, WAY
from desktop.views.proposals.units import UnitsDialog
from desktop.views.widgets.messages import Message
from tests.walks.gestures import focused, in_dialog, strike, texts, write


@pytest.fixture
def page(window):
    made = window.open("proposals")
    focused(window)
    made.setFocus()
    return made


def waiting(page, *states):
    return [r["id"] for r in page.every if r["state"] in states]


@pytest.fixture
def grid(page, qtbot):
    """The sheet of the two proposals that have a number and are not handed over."""
    ids = waiting(page, "待定单位", "待交办")
    page.steps.decide([r for r in page.every if r["id"] in ids])
    qtbot.waitUntil(lambda: isinstance(page.covered(), Allotting), timeout=30_000)
    assert len(ids) == 2 and page.covered().grid.hasFocus()
    return page.covered().grid


def at(grid, row, column):
    grid.setCurrentIndex(grid.model().index(row, column))


def test_a_name_that_no_unit_bears_is_marked_in_its_cell_and_nothing_is_stored(page, grid, window):
    sheet, allotting = grid.model(), page.covered()
    for written, said in (("县旅游总公司", "单位库里没有“县旅游总公司”"),
                          ("县乡村振兴局", "“县乡村振兴局”2025-01-14 已撤销，请换现有的单位")):
        at(grid, 1, HOST)
        write(written)
        strike("Return", "Ctrl+S")
        assert page.covered() is allotting and said in allotting.banner.text()
        assert grid.hasFocus() and (grid.currentIndex().row(), grid.currentIndex().column()) == (1, HOST)
        assert said in allotting.wrong.text() and sheet.fault(1, HOST).startswith(said) and not sheet.fault(0, HOST)
    assert {r["state"] for r in page.every if r["id"] in waiting(page, "待定单位", "待交办")} == {"待定单位", "待交办"}


def test_names_are_found_however_they_are_written(grid):
    for written in ("县教体局", "青溪县教育体育局", "xjytyj"):
        at(grid, 0, HOST)
        write("县民政局")
        strike("Return")
        at(grid, 0, HOST)
        if written.isascii():
            strike("Return")
            for letter in written:
                strike(letter)
        else:
            write(written)
        strike("Return")
        assert grid.model().lines[0].hosts == ("县教育体育局",), written


def test_two_hosts_are_apart_and_the_way_rearranges_the_same_units(grid):
    sheet = grid.model()
    at(grid, 0, HOST)
    write("县教育体育局、县民政局")
    strike("Return")
    at(grid, 0, ASSISTS)
    strike("Delete")
    assert sheet.text(0, WAY) == "分办"
    for way, hosts, assists in (("主办会办", ("县教育体育局",), ("县民政局",)), ("分办", ("县教育体育局", "县民政局"), ()),
                                ("单办", ("县教育体育局",), ())):
        at(grid, 0, WAY)
        write(way)
        strike("Return")
        assert (sheet.text(0, WAY), sheet.lines[0].hosts, sheet.lines[0].assists) == (way, hosts, assists)
    at(grid, 0, ASSISTS)
    write("县教育体育局")
    strike("Return")
    assert sheet.fault(0, ASSISTS) == "同一单位填了两次。"
    strike("Ctrl+Z")
    assert not sheet.faults()


def test_copied_down_filled_pasted_and_taken_back(grid):
    sheet = grid.model()
    first = list(sheet.lines)
    at(grid, 0, HOST)
    write("县民政局")
    strike("Return", "Ctrl+D")
    assert sheet.lines[1].hosts == ("县民政局",)
    QGuiApplication.clipboard().setText("县财政局\n县司法局")
    strike("Up", "Ctrl+V")
    assert [line.hosts for line in sheet.lines] == [("县财政局",), ("县司法局",)]
    at(grid, 0, LEADER)
    write("柳志远")
    strike("Return", "Up", "F8")
    assert [sheet.text(n, LEADER) for n in (0, 1)] == ["柳志远", "柳志远"]
    at(grid, 0, CHANNEL)
    write("县人大")
    strike("Return")
    assert "没有“县人大”这个交办渠道" in sheet.fault(0, CHANNEL)
    for _ in range(6):
        strike("Ctrl+Z")
    assert sheet.lines == first and not sheet.steps


def test_esc_leaves_at_once_and_asks_when_something_was_written(page, grid):
    allotting = page.covered()
    write("县民政局")
    strike("Return")
    asked = in_dialog(lambda dialog: strike("Escape"))
    strike("Escape")
    assert isinstance(asked[0], Message) and page.covered() is allotting, "继续填写"
    focused(page.window())
    strike("Ctrl+Z", "Escape")
    assert page.covered() is None and page.table.hasFocus()


def test_a_line_without_a_unit_waits_while_the_others_are_stored(page, grid, window):
    (open_,) = waiting(page, "待定单位")
    sheet = grid.model()
    row = next(n for n, p in enumerate(sheet.proposed) if p.row["id"] == open_)
    for column in (HOST, ASSISTS):
        at(grid, row, column)
        strike("Delete")
    at(grid, 1 - row, LEADER)
    write("柳志远")
    strike("Return", "Ctrl+S")
    assert page.covered() is None and "已确定 1 件的承办单位，1 件没有填，仍待定" in texts(window)
    assert waiting(page, "待定单位") == [open_]
    (other,) = waiting(page, "待交办")
    assert [h["leader"] for h in register.handlings(window.work.store, within=[other]) if h["role"] == "主办"] == ["柳志远"]


def test_one_proposal_gets_its_units_line_by_line(page, window):
    (record,) = waiting(page, "待定单位")
    page.come_to(record)
    focused(window)
    page.table.setFocus()

    def filled(dialog):
        assert isinstance(dialog, UnitsDialog)
        for name in ("县旅游总公司", "县民政局"):
            QApplication.focusWidget().selectAll()
            write(name)
            strike("Return")
        QApplication.focusWidget().clear()
        strike("Return", "Return")
        assert "单位库里没有“县旅游总公司”" in dialog.banner.text() and dialog.lines[0].unit.hasFocus()
        QApplication.focusWidget().selectAll()
        write("县教育体育局")
        for line in dialog.lines[2:]:
            line.unit.clear()
        strike("Ctrl+S")

    in_dialog(filled)
    strike("Ctrl+Return")
    assert [(h["role"], h["unit"]) for h in register.handlings(window.work.store, within=[record])] == [
        ("主办", "县教育体育局"), ("会办", "县民政局")]


def test_of_many_the_earliest_step_comes_first(page, window):
    ids = waiting(page, "待编案号", "待定单位", "待交办", "已答复")
    page.table.choose_several(ids)
    assert page.batch.place[-1].text() == "编案号（1 件）" and page.batch.place[-1].toolTip() == "Ctrl+回车"
    in_dialog(lambda dialog: strike("Ctrl+S"))
    strike("Ctrl+Return")
    focused(window)
    assert page.batch.place[-1].text() == "确定承办单位（2 件）" and set(page.table.chosen_ids()) == set(ids)


def test_the_menu_at_the_row(page, window):
    (record,) = waiting(page, "待审定")
    page.come_to(record)
    focused(window)
    page.table.setFocus()
    seen = []

    def look():
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        seen.extend(a.text() for a in menu.actions() if a.text())
        menu.close()

    QTimer.singleShot(0, look)
    strike("F4")
    assert seen[0] == "审查…" and seen[-1] == "删除"


def test_the_row_that_comes_next_is_chosen_when_one_has_left_the_tab(page, window):
    page.groups.setCurrentIndex(1)
    ids = [r["id"] for r in page.table.shown_rows()]
    last = next(r["id"] for r in page.table.shown_rows() if r["state"] == "待审定")
    page.table.choose(last)
    focused(window)
    page.table.setFocus()
    in_dialog(lambda dialog: strike("Ctrl+S"))
    strike("Ctrl+Return")
    focused(window)
    left = [i for i in ids if i != last]
    assert page.table.hasFocus() and page.table.chosen_ids() == [left[min(ids.index(last), len(left) - 1)]]
    assert not page.drawer.isHidden()
    strike("Escape")
    assert page.drawer.isHidden()


def test_the_board_is_walked_with_the_arrows(page, window):
    strike("Ctrl+B")
    lanes = list(page.board.columns.values())
    assert page.board.isVisible() and lanes[0].hasFocus() and page.current()["state"] == "待审查"
    strike("Right", "Right")
    assert lanes[2].hasFocus() and page.current()["state"] == "待审定"
    record = page.current()["id"]
    in_dialog(lambda dialog: strike("Ctrl+S"))
    strike("Ctrl+Return")
    focused(window)
    assert page.current()["id"] == record and page.current()["state"] == "待编案号"
    strike("F6")
    assert page.drawer.tabs.hasFocus()
    strike("F6", "Ctrl+B")
    assert page.table.hasFocus() and not page.board.isVisible()
