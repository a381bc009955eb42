"""The table: filters, orders, columns, keys, the clipboard, and the place in the list kept."""
from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.fields.field import Field
from desktop.fields.kinds import Text
from desktop.views.widgets import clipboard
from desktop.views.widgets.columns import ColumnChooser
from desktop.views.widgets.rows import NamedSort
from desktop.views.widgets.table import FieldTable
from tests.views.invented import FIELDS, members, readings, state

STROKES = NamedSort("stroke", "姓氏笔画", "name", lambda row: row["stroke_key"])


@pytest.fixture
def table(qtbot: QtBot) -> FieldTable:
    made = FieldTable(FIELDS, frozen="name", states={"status": state}, sorts=(STROKES,), readings=readings)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show_rows(members(168))
    with qtbot.waitExposed(made):
        made.show()
    return made


def names(table: FieldTable) -> list[str]:
    return [row["name"] for row in table.shown_rows()]


def test_several_columns_are_filtered_at_once_and_counted(table: FieldTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.counted) as told:
        table.set_filter("committee", "经济")
    assert told.args is not None and told.args[1] == 168
    by_committee = len(table.shown_rows())
    table.set_filter("sex", "女")
    shown = table.shown_rows()
    assert 0 < len(shown) < by_committee < 168
    assert all(row["sex"] == "女" and "经济委" in row["committee"] for row in shown)
    table.clear_filters()
    assert len(table.shown_rows()) == 168 and table.filters() == {}


def test_typing_under_a_heading_filters_by_itself(table: FieldTable, qtbot: QtBot) -> None:
    line = table.headings.line(table.rows.column_of("party"))
    assert line is not None
    with qtbot.waitSignal(table.counted):
        qtbot.keyClicks(line, "MJHY")
    assert {row["party"] for row in table.shown_rows()} == {"民建会员"}
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert len(table.shown_rows()) == 168


@pytest.mark.parametrize(("name", "text", "holds"), [
    ("committee", "空", lambda row: not row["committee"]),
    ("committee", "非空", lambda row: bool(row["committee"])),
    ("proposals", ">8", lambda row: row["proposals"] > 8),
    ("proposals", "<= 2", lambda row: row["proposals"] <= 2),
    ("born", "＜1970", lambda row: row["born"] < "1970"),
    ("born", ">1970", lambda row: row["born"][:4] > "1970"),
    ("born", ">=1975.8", lambda row: row["born"] >= "1975-08"),
    ("unit", "青溪 主任", lambda row: "青溪" in row["unit"]),
    ("given", ">1万", lambda row: (row["given"] or 0) > 1_000_000),
])
def test_what_can_be_written_under_a_heading(table: FieldTable, name: str, text: str, holds) -> None:
    table.set_filter(name, text)
    assert [row["id"] for row in table.shown_rows()] == [row["id"] for row in members(168) if holds(row)]
    assert table.shown_rows()


def test_both_readings_and_blanks_find_a_name(table: FieldTable) -> None:
    for typed in ("slr", "DLR", "单 立人", "单　立人"):
        table.set_filter("name", typed)
        assert "单立人" in names(table), typed


def test_a_masked_number_is_found_whole_but_not_by_its_middle(table: FieldTable) -> None:
    assert table.rows.text("phone", 3) == "138****0003"
    table.set_filter("phone", "13855500003")
    assert len(table.shown_rows()) == 1
    table.set_filter("phone", "55500003")
    assert table.shown_rows() == []
    table.set_filter("phone", "0003")
    assert len(table.shown_rows()) == 1


def test_the_empty_state_names_the_next_step(table: FieldTable, qtbot: QtBot) -> None:
    table.set_filter("name", "没有此人")
    assert table.empty.isVisible()
    table.empty.step_asked.emit()
    assert len(table.shown_rows()) == 168 and not table.empty.isVisible()
    table.show_rows([])
    with qtbot.waitSignal(table.step_asked):
        table.empty.step_asked.emit()


def test_orders(table: FieldTable) -> None:
    table.sort_by("stroke")
    keys = [row["stroke_key"] for row in table.shown_rows()]
    assert keys == sorted(keys)
    table.sort_by("given", True)
    given = [row["given"] for row in table.shown_rows()]
    filled = [value for value in given if value is not None]
    assert filled == sorted(filled, reverse=True)
    assert given[len(filled):] == [None] * (len(given) - len(filled))  # empty cells last, in this direction too
    table.sort_by("sector")
    ranks = [FIELDS[6].kind.labels().index(row["sector"]) for row in table.shown_rows()]  # type: ignore[attr-defined]
    assert ranks == sorted(ranks)
    table.sort_by(None)
    assert [row["id"] for row in table.shown_rows()] == [row["id"] for row in members(168)]


def test_a_heading_goes_up_down_and_back(table: FieldTable) -> None:
    column = table.rows.column_of("name")
    for expected in (("stroke", False), ("stroke", True), None):
        table._clicked(column)
        assert table.rows.sorted_by == expected


def test_selection_and_place_are_kept_when_rows_are_replaced(table: FieldTable) -> None:
    table.choose("m90")
    top = table.rows.id_at(table.rowAt(0))
    rows = [row for row in members(168) if row["id"] not in ("m3", "m5")]
    table.show_rows(rows)
    assert table.chosen_ids() == ["m90"] and table.current_id() == "m90"
    assert table.rows.id_at(table.rowAt(0)) == top
    table.show_rows([row for row in rows if row["id"] != "m90"])
    assert table.chosen_ids() == []


def test_selection_survives_sorting_and_filtering(table: FieldTable) -> None:
    table.selectAll()
    table.set_filter("sex", "女")
    assert table.chosen_ids() == [row["id"] for row in table.shown_rows()]
    table.choose("m5")
    table.sort_by("given", True)
    assert table.chosen_ids() == ["m5"]


def test_keys(table: FieldTable, qtbot: QtBot) -> None:
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.current_id() == "m167"
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.current_id() == "m0"
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Enter):
        with qtbot.waitSignal(table.opened) as told:
            qtbot.keyClick(table, key)
        assert told.args == ["m0"]
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(table.chosen_ids()) == 168
    qtbot.keyClick(table, Qt.Key.Key_Home)
    qtbot.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert len(table.chosen_ids()) == 168


def test_ctrl_f_leads_into_the_first_filter_and_enter_back(table: FieldTable, qtbot: QtBot) -> None:
    with qtbot.waitActive(table):
        table.activateWindow()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert table.frozen is not None
    line = table.frozen.headings.line(0)
    assert line is not None and line.hasFocus()
    qtbot.keyClicks(line, "dy")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert table.hasFocus() and names(table) == ["丁一"] and table.current_id() == "m0"


def test_rows_are_copied_with_headings_and_numbers_stay_text(table: FieldTable, qtbot: QtBot) -> None:
    table.columns.show_only(["name", "id_number", "given"])
    table.set_filter("name", "丁一")
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().splitlines()
    assert lines[0] == "姓名\t身份证号\t捐赠（元）"
    assert lines[1].split("\t")[:2] == ["丁一", "341021********0010"]
    assert "mso-number-format:'\\@'\">341021********0010<" in data.html()
    assert data.html().count("mso-number-format") == 2 * (len(lines) - 1)


def test_a_range_pasted_from_a_spreadsheet_is_handed_on(table: FieldTable, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText('姓名\t备注\r\n丁一\t"两行\n备注 ""引"""\r\n\r\n')
    with qtbot.waitSignal(table.pasted) as told:
        qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [[["姓名", "备注"], ["丁一", '两行\n备注 "引"']]]


def test_markup_in_a_name_stays_a_name() -> None:
    field = Field("name", "姓名", Text())
    assert "&lt;b&gt;" in clipboard.table([field], [["<b>"]]).html()


def test_columns_are_remembered_as_plain_values(table: FieldTable, qtbot: QtBot) -> None:
    table.setColumnWidth(table.rows.column_of("party"), 150)
    table.columns.show_only(["name", "phone", "party"])
    table.sort_by("stroke", True)
    kept = json.loads(json.dumps(table.state()))
    other = FieldTable(FIELDS, frozen="name", sorts=(STROKES,))
    qtbot.addWidget(other)
    other.restore(kept)
    assert [field.name for field in other.shown_fields()] == ["name", "phone", "party"]
    assert other.columnWidth(other.rows.column_of("party")) == 150
    assert other.rows.sorted_by == ("stroke", True)
    other.restore({"columns": [{"name": "gone", "width": 90, "shown": True}], "sort": ["gone", False]})
    assert other.rows.sorted_by == ("stroke", True)


def test_the_frozen_column_stays_first(table: FieldTable) -> None:
    table.columns.show_only(["party", "name"])
    assert [field.name for field in table.shown_fields()] == ["name", "party"]
    table.headings.moveSection(1, 0)
    assert table.shown_fields()[0].name == "name"


def test_the_frozen_column_moves_with_the_list(table: FieldTable) -> None:
    assert table.frozen is not None
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    table.verticalScrollBar().setValue(640)
    assert table.frozen.verticalScrollBar().value() == 640
    table.setColumnWidth(0, 171)
    assert table.frozen.columnWidth(0) == 171 and table.frozen.width() == 171


def test_the_chooser_gives_ticked_fields_in_their_order(qtbot: QtBot) -> None:
    chooser = ColumnChooser(FIELDS, ["name", "sex", "party"], "name")
    qtbot.addWidget(chooser)
    chooser.list.setCurrentRow(2)
    chooser._move(-1)
    chooser.list.item(2).setCheckState(Qt.CheckState.Unchecked)
    chooser.list.item(4).setCheckState(Qt.CheckState.Checked)
    assert chooser.names() == ["name", "party", chooser.list.item(4).data(Qt.ItemDataRole.UserRole)]


def test_private_values_are_masked_until_revealed(table: FieldTable) -> None:
    assert table.rows.text("phone", 0) == "138****0000"
    table.reveal(True)
    assert table.rows.text("phone", 0) == "13855500000"


def test_twenty_thousand_rows_are_filtered_sorted_and_selected(table: FieldTable) -> None:
    table.show_rows(members(20_000))
    table.set_filter("party", "民建会员")
    table.sort_by("given")
    table.selectAll()
    assert len(table.chosen_ids()) == len(table.shown_rows()) > 2_000
