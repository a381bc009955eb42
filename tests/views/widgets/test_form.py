"""The form: what is read, what is said under a field, what waits for the user."""
from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.views.widgets.bulk import BulkEdit
from desktop.views.widgets.choices import best, matching
from desktop.views.widgets.editors import Chooser, Line
from desktop.views.widgets.form import FieldForm
from tests.views.invented import FIELDS, PARTIES, member, readings, write


@pytest.fixture
def form(qtbot: QtBot) -> FieldForm:
    made = FieldForm(FIELDS, readings=readings)
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def type_into(qtbot: QtBot, form: FieldForm, name: str, text: str) -> None:
    editor = form.cells[name].editor
    editor.setFocus()
    write(editor, text)


def message(form: FieldForm, name: str) -> tuple[str, str]:
    shown = form.cells[name].message
    return (shown.text() if shown.isVisible() else ""), shown.property("verdict")


def test_a_record_goes_through_unchanged(form: FieldForm) -> None:
    values = {f.name: member(5).get(f.name) for f in FIELDS}
    form.show_values(values)
    assert form.draft() == values
    assert form.changes() == {} and not form.changed_by_user


def test_a_member_is_entered_with_the_keyboard_alone(form: FieldForm, qtbot: QtBot) -> None:
    form.focus_first()
    for text in ("张弛", "男", "汉族", "78.2", "mmmy", "341021197802150016"):
        editor = QApplication.focusWidget()
        assert editor is not None
        write(editor, text)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    read = form.draft()
    assert read is not None
    assert [read[n] for n in ("name", "sex", "ethnic", "born", "party", "id_number")] == [
        "张弛", "男", "汉族", "1978-02", "民盟盟员", "341021197802150016"]
    assert form.changed_by_user


def test_a_short_date_says_what_it_was_read_as(form: FieldForm, qtbot: QtBot) -> None:
    type_into(qtbot, form, "born", "75.8")
    assert message(form, "born") == ("读作 1975年8月", "read")
    form.cells["party"].editor.setFocus()
    assert form.cells["born"].editor.raw() == "1975-08"
    type_into(qtbot, form, "since", "24.3.1")
    assert message(form, "since") == ("读作 2024年3月1日", "read")
    assert form.values()["since"] == dt.date(2024, 3, 1)


def test_what_cannot_be_read_is_said_under_its_field_and_focused(form: FieldForm, qtbot: QtBot) -> None:
    type_into(qtbot, form, "name", "张弛")
    type_into(qtbot, form, "proposals", "三件")
    form.cells["born"].editor.setText("1975-13")  # type: ignore[union-attr]
    assert form.draft() is None
    assert message(form, "born")[1] == "wrong" and message(form, "proposals")[1] == "wrong"
    assert form.cells["born"].editor.hasFocus()
    assert "proposals" not in form.values() and form.values()["name"] == "张弛"


def test_what_is_required_is_asked_for(form: FieldForm) -> None:
    assert form.draft() is None
    assert message(form, "name") == ("必填", "wrong")


def test_a_doubtful_word_is_kept_with_a_warning(form: FieldForm, qtbot: QtBot) -> None:
    type_into(qtbot, form, "name", "张弛")
    type_into(qtbot, form, "sector", "新社会阶层")
    read = form.draft()
    assert read is not None and read["sector"] == "新社会阶层"
    assert message(form, "sector")[1] == "doubt"


def test_refusals_stand_under_their_fields(form: FieldForm) -> None:
    form.show_values(member(5))
    form.refuse({"id_number": "身份证号与“丁一”相同", "born": "出生年月与身份证号不符"})
    assert message(form, "id_number") == ("身份证号与“丁一”相同", "wrong")
    assert message(form, "born") == ("出生年月与身份证号不符", "wrong")
    assert form.cells["born"].editor.hasFocus()


def test_initials_choose_a_word(form: FieldForm, qtbot: QtBot) -> None:
    editor = form.cells["party"].editor
    assert isinstance(editor, Chooser)
    type_into(qtbot, form, "party", "mj")
    assert [editor.list.item(n).text() for n in range(editor.list.count())] == ["民建会员"]
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "民建会员"
    assert form.cells["id_number"].editor.hasFocus()


def test_down_opens_the_list_and_escape_closes_it(form: FieldForm, qtbot: QtBot) -> None:
    editor = form.cells["party"].editor
    assert isinstance(editor, Chooser)
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert editor.list.isVisible() and editor.list.count() == len(PARTIES)
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.list.isVisible() and editor.text() == ""


def test_several_words_are_completed_one_by_one(form: FieldForm, qtbot: QtBot) -> None:
    editor = form.cells["committee"].editor
    type_into(qtbot, form, "name", "张弛")
    type_into(qtbot, form, "committee", "taw")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    editor.setFocus()
    type_into(qtbot, form, "committee", "、jjw")
    form.cells["since"].editor.setFocus()
    read = form.draft()
    assert read is not None and read["committee"] == ("提案委", "经济委")


def test_matching_prefers_beginnings_and_leaves_han_text_alone() -> None:
    assert matching(("农业和农村", "经济", "农业经济"), "经济", None) == ["经济", "农业经济"]
    assert best(("教育", "经济"), "jy", readings) == "教育"
    assert best(("教育", "经济"), "j", readings) is None
    assert best(("教育",), "教", readings) is None


def composing(text: str, commit: str = "") -> QInputMethodEvent:
    event = QInputMethodEvent(text, [])
    if commit:
        event.setCommitString(commit)
    return event


def test_the_enter_of_an_input_method_does_not_leave_the_field(form: FieldForm, qtbot: QtBot) -> None:
    editor = form.cells["name"].editor
    editor.setFocus()
    QApplication.sendEvent(editor, composing("zhang"))
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.hasFocus()
    QApplication.sendEvent(editor, composing("", "张"))
    qtbot.keyClick(editor, Qt.Key.Key_Return)  # the same Enter, handed on by some input methods
    assert editor.hasFocus() and editor.raw() == "张"
    assert isinstance(editor, Line)
    qtbot.waitUntil(lambda: not editor.composing.active)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert form.cells["sex"].editor.hasFocus()


def test_enter_in_several_lines_breaks_the_line(form: FieldForm, qtbot: QtBot) -> None:
    editor = form.cells["note"].editor
    editor.setFocus()
    write(editor, "一")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    write(editor, "二")
    assert form.values()["note"] == "一\n二"


def test_yes_and_no_by_keyboard_and_back_to_unknown(form: FieldForm, qtbot: QtBot) -> None:
    cell = form.cells["standing"]
    yes = cell.editor.buttons["是"]  # type: ignore[union-attr]
    assert form.values()["standing"] is None
    qtbot.keyClick(yes, Qt.Key.Key_Space)
    assert form.values()["standing"] is True
    qtbot.keyClick(yes, Qt.Key.Key_Space)
    assert form.values()["standing"] is None
    cell.editor.setFocus()
    qtbot.keyClick(yes, Qt.Key.Key_Return)
    assert form.cells["since"].editor.hasFocus()


def test_a_masked_value_is_asked_for_before_it_is_shown(form: FieldForm, qtbot: QtBot) -> None:
    form.show_values(member(5))
    cell = form.cells["phone"]
    assert cell.editor.raw() == "138****0005" and form.values()["phone"] == "13855500005"
    with qtbot.waitSignal(form.reveal_asked) as told:
        qtbot.mouseClick(cell._reveal, Qt.MouseButton.LeftButton)
    assert told.args == ["phone"]
    form.reveal("phone")
    assert cell.editor.raw() == "13855500005"
    assert form.changes() == {}


def test_what_is_derived_never_overwrites_what_was_typed(form: FieldForm, qtbot: QtBot) -> None:
    form.fill("sex", "女")
    type_into(qtbot, form, "born", "75.8")
    form.fill("born", "1975-08-15")
    assert form.values()["sex"] == "女" and form.values()["born"] == "1975-08"


def test_ctrl_s_asks_to_save(form: FieldForm, qtbot: QtBot) -> None:
    form.focus_first()
    with qtbot.waitSignal(form.save_asked):
        qtbot.keyClick(form.cells["name"].editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_a_narrow_form_stands_in_one_column(form: FieldForm, qtbot: QtBot) -> None:
    name, sex = form.cells["name"], form.cells["sex"]
    assert sex.mapTo(form, sex.rect().topLeft()).x() > name.mapTo(form, name.rect().topRight()).x()
    form.resize(500, 700)
    qtbot.waitUntil(lambda: sex.mapTo(form, sex.rect().topLeft()).x() == name.mapTo(form, name.rect().topLeft()).x())
    labels = {cell.label.mapTo(form, cell.label.rect().topRight()).x() for cell in form.cells.values()}
    assert len(labels) == 1


def test_one_field_of_many_records(qtbot: QtBot) -> None:
    dialog = BulkEdit([f for f in FIELDS if f.name in ("party", "born")], 37)
    qtbot.addWidget(dialog)
    dialog.cell.editor.setText("75.13")  # type: ignore[union-attr]
    dialog._answer()
    assert dialog.answer is None
    dialog.which.setCurrentIndex(1)
    dialog.cell.editor.setText("群众")  # type: ignore[union-attr]
    dialog._answer()
    assert dialog.answer == ("party", "群众")
