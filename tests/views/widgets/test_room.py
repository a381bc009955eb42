"""Words have the room they need: buttons of a drawer, sentences of a dialog, pages of paper."""
from __future__ import annotations

import io

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from reportlab.pdfgen.canvas import Canvas

from desktop.exporters.pictures import Pages
from desktop.fields.field import Field
from desktop.fields.kinds import Text
from desktop.views import theme
from desktop.views.widgets.drawer import Drawer
from desktop.views.widgets.layout import button
from desktop.views.widgets.messages import Message
from desktop.views.widgets.pages import FIT_PAGE, PagesView
from desktop.views.widgets.table import FieldTable

LONG = "磁盘已满，“委员登记表20260630.docx”没有保存，原来的文件没有改动。请清理磁盘或换一个文件夹后再存。"


@pytest.mark.parametrize("scale", theme.SCALES)
def test_the_buttons_of_a_drawer_are_whole_and_the_chief_one_is_last(qtbot, qapp: QApplication, scale):
    theme.apply(qapp, scale)
    drawer = Drawer()
    qtbot.addWidget(drawer)
    words = ("删除", "课题组和参加人…", "登记成果…", "打印…", "修改协商议题")
    for _ in range(2):  # another record's buttons take the place of the first one's
        drawer.set_buttons(*(button(word, "primary" if word == words[-1] else "") for word in words))
        drawer.resize(drawer.maximumWidth(), 700)
        drawer.show()
        qapp.processEvents()
        shown = [b for b in drawer._buttons if b.isVisible()]
        assert [b.text() for b in shown] == list(words)
        assert all(b.width() >= b.sizeHint().width() for b in shown)
        last = max(shown, key=lambda b: (b.geometry().bottom(), b.geometry().right()))
        assert last.text() == "修改协商议题"


@pytest.mark.parametrize("scale", theme.SCALES)
def test_a_message_shows_its_sentences_and_buttons_whole(qtbot, qapp: QApplication, scale):
    theme.apply(qapp, scale)
    message = Message("没有生成文件", [LONG, LONG], words=("取消", "换一个地方保存…", "接着生成其余 120 份"), copies=True)
    qtbot.addWidget(message)
    message.show()
    qapp.processEvents()
    for each in message.findChildren(QLabel):
        assert each.height() >= each.heightForWidth(each.width())
    assert all(each.width() >= each.sizeHint().width() for each in message.buttons.values())


@pytest.fixture
def view(qtbot):
    packed = io.BytesIO()
    canvas = Canvas(packed, (595, 842))
    for number in range(5):
        canvas.drawString(72, 700, str(number))
        canvas.showPage()
    canvas.save()
    made = PagesView()
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    made.show_pages(Pages(packed.getvalue()))
    yield made
    made.show_pages(None)


def test_a_page_that_is_higher_than_the_window_is_read_in_steps(view, qtbot):
    assert view.count == 5 and view.page == 1
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    step = view.verticalScrollBar().value()
    assert 0 < step < 800 and view.page == 1
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.verticalScrollBar().value() == 0
    view.set_zoom(FIT_PAGE)
    for number in (2, 3):
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
        assert view.page == number
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.page == 2


def test_zooming_keeps_the_place_and_stays_within_50_and_200(view):
    view.turn_to(3)
    for _ in range(9):
        view.step_zoom(1)
    assert view.percent == 200 and view.page == 3
    for _ in range(9):
        view.step_zoom(-1)
    assert view.percent == 50 and view.zoom == 0.5


def test_only_pages_in_sight_are_drawn(view, qtbot):
    view.set_zoom(2.0)
    with qtbot.waitSignal(view.drawn, timeout=20000):
        view.turn_to(1)
    assert {number for number, _ in view._pictures} <= {0, 1}


def test_the_head_of_a_low_drawer_is_whole(qtbot, qapp: QApplication):
    drawer = Drawer()
    qtbot.addWidget(drawer)
    drawer.set_picture(None, wanted=False)
    drawer.show_head("关于完善溪头乡农村电商和快递进村服务体系的建议", "第009号　何学锋等3人　联名　经济建设　大会", [("办理中", "info")])
    facts = QLabel("\n".join("一行" for _ in range(12)))
    drawer.set_tabs([("facts", "基本情况", lambda: facts)])
    drawer.set_buttons(button("修改提案", "primary"))
    drawer.resize(drawer.maximumWidth(), drawer.minimumSizeHint().height())
    drawer.show()
    for _ in range(4):
        qapp.processEvents()
        drawer.resize(drawer.width(), drawer.minimumSizeHint().height())
    for each in (drawer.name, drawer.second):
        assert each.height() >= each.heightForWidth(each.width()) > 0
    assert drawer.name.geometry().bottom() < drawer.second.geometry().top()


def test_what_an_empty_list_says_is_not_beneath_its_frozen_column(qtbot, qapp: QApplication):
    fields = [Field(name, words, Text(width=8), listed=True) for name, words in (("name", "姓名"), ("unit", "工作单位"))]
    table = FieldTable(fields, frozen="name", empty="选中左边一行，这里列出对应的委员。")
    qtbot.addWidget(table)
    table.resize(420, 300)
    table.show()
    table.show_rows([])
    qapp.processEvents()
    assert table.empty.isVisible() and table.empty.x() >= table.frozen.width() > 0
