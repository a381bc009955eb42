"""A page of records: the list, the drawer with one of them, the form, and the import; each noun makes its own of it."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desktop.fields.dates import in_words
from desktop.fields.field import Field
from desktop.services import history
from desktop.services import undo as undoing
from desktop.views import unsaved
from desktop.views.attached import AttachedFiles
from desktop.views.editor import Editor
from desktop.views.exporting import ExportDialog
from desktop.views.widgets.drawer import Drawer, Facts
from desktop.views.widgets.layout import button, column
from desktop.views.widgets.messages import confirm
from desktop.views.widgets.page import PageHead
from desktop.views.widgets.rows import NamedSort
from desktop.views.widgets.table import FieldTable
from desktop.views.work import Work

STROKE = NamedSort("stroke", "姓氏笔画", "name", lambda row: row.get("stroke_key"))
PINYIN = NamedSort("pinyin", "拼音", "name", lambda row: row.get("pinyin_key"))

Row = Mapping[str, Any]


class RecordsPage(QWidget):
    """What a noun's page says of itself stands in the class; what it does is overridden by name."""
    noun = ""
    key = ""
    unit = "条"
    add_words = ""
    frozen = "name"
    widths: Mapping[str, int] = {}
    entities: frozenset[str] = frozenset()
    sorts: Sequence[NamedSort] = ()
    states: Mapping[str, Callable[[Row], str]] = {}
    dated = True
    saved_note = ""  # what is to be said of the record saved last

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self.setObjectName("page")
        self.head = PageHead(self.noun)
        self.table = FieldTable(self.columns(), frozen=self.frozen, sorts=self.sorts, states=self.states, spelled={"name": "search_key"},
                                empty=f"还没有{self.noun}。", step=self.add_words)
        self.drawer = Drawer()
        self.drawer.hide()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.table)
        self.split.addWidget(self.drawer)
        self.split.setStretchFactor(0, 1)
        self.split.setHandleWidth(12)
        self.split.setChildrenCollapsible(False)
        listing = QWidget()
        box = column(self.head, self.split, gap=10, margins=(16, 12, 16, 12))
        box.setStretch(1, 1)
        listing.setLayout(box)
        self.stack = QStackedWidget()
        self.stack.addWidget(listing)
        self.setLayout(column(self.stack, gap=0))
        self.setFocusProxy(self.table)
        self.actions()
        self._connect()
        if state := work.remembered(self.key):
            self.table.restore(state)
        else:
            self.table.columns.restore([{**each, "width": self.widths.get(each["name"], each["width"])}
                                        for each in self.table.columns.state()])
            if self.sorts:
                self.table.sort_by(self.sorts[0].key)
        self.reload()

    def _connect(self) -> None:
        self.table.counted.connect(lambda shown, total: self.head.show_filtered(shown, total, self.unit))
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self.edit)
        self.table.columns_changed.connect(lambda state: self.work.remember(self.key, state))
        self.table.step_asked.connect(self.fill)
        self.table.pasted.connect(self.paste)
        self.work.changed.connect(self._changed)
        self.work.day_changed.connect(self.reload)
        new = QShortcut(QKeySequence.StandardKey.New, self.stack.widget(0))
        new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        new.activated.connect(self.add)

    # what a noun says

    def columns(self) -> tuple[Field, ...]:
        raise NotImplementedError

    def fields(self) -> tuple[Field, ...]:
        """The fields of its form."""
        raise NotImplementedError

    def rows(self) -> list[dict[str, Any]]:
        """The records as of the window's day."""
        raise NotImplementedError

    def save(self, draft: Mapping[str, Any], record: str | None, on: dt.date | None) -> str:
        raise NotImplementedError

    def remove(self, records: list[str]) -> None:
        raise NotImplementedError

    def actions(self) -> None:
        """The buttons of the page, the usual ones last."""
        self.head.add_action("export", "导出名单…", "file-text", act=self.export)
        self.head.add_action("columns", "选择列", "columns-3", act=self.table.choose_columns)
        if self.add_words:
            self.head.add_action("add", self.add_words, "plus", primary=True, act=self.add).setToolTip("Ctrl+N")

    def export(self) -> None:
        """What the list shows, in chosen columns and formats."""
        ExportDialog(self.work, self.key, self.noun, self.table, self.columns(), self).exec()

    def paste(self, cells: list[list[str]]) -> None:
        """A range pasted from WPS; nouns that can be imported plan it."""

    def tabs(self, row: Row) -> list[tuple[str, str, Any]]:
        return [("facts", "基本情况", lambda: self.facts(row)), ("files", "附件", lambda: AttachedFiles(self.work, row["id"])),
                ("past", "变更记录", lambda: self.past(row))]

    def heading(self, row: Row) -> tuple[str, str, list[tuple[str, str]]]:
        """(name, second line, chips) at the head of the drawer."""
        return str(row.get("name") or ""), "", []

    # the list

    def reload(self) -> None:
        self.table.show_rows(self.rows())
        self.head.show_chip("day", f"截至 {self.work.day.isoformat()}" if self.work.as_of else "", "wait")
        if not self.drawer.isHidden() and self.current() is not None:
            self.show_record(self.current() or {})

    def _changed(self, names: frozenset[str]) -> None:
        if names & self.entities:
            self.reload()

    def current(self) -> Row | None:
        chosen = self.table.chosen_rows()
        return chosen[0] if len(chosen) == 1 else None

    def _chosen(self, ids: list[str]) -> None:
        row = self.current()
        if row is None:
            self.drawer.hide()
        else:
            self.show_record(row)

    def come_to(self, record: str) -> None:
        """Show this record, whatever is filtered out now."""
        self.stack.setCurrentIndex(0)
        if not self.table.choose(record):
            self.table.clear_filters()
            self.table.choose(record)

    # the drawer

    def show_record(self, row: Row) -> None:
        self.drawer.show_head(*self.heading(row))
        self.drawer.set_picture(None, wanted=False)
        self.drawer.set_tabs(self.tabs(row))
        self.drawer.set_buttons(*self.buttons(row))
        self.drawer.show()

    def buttons(self, row: Row) -> list[Any]:
        return [button("删除", "quiet", clicked=lambda: self.delete([row["id"]])),
                button(f"修改{self.noun}", "primary", clicked=lambda: self.edit(row["id"]))]

    def facts(self, row: Row) -> QWidget:
        shown = Facts()
        shown.add_row([f for f in self.columns() if f.name != "id"], row)
        shown.reveal_asked.connect(lambda name: self.reveal(shown, row, name))
        return shown

    def reveal(self, shown: Facts, row: Row, name: str) -> None:
        """Showing a whole number is noted in the audit."""
        done, _ = self.work.attempt(lambda: self.work.store.note(f"查看{row.get('name') or ''}的完整号码", row["id"]), self)
        if done:
            shown.reveal(name)

    def past(self, row: Row) -> QWidget:
        """Who changed what: the newest first, in the fields' own words."""
        shown = Facts()
        _, changes = self.work.attempt(lambda: history.of(self.work.store, row["id"]), self)
        last = ""
        for change in (changes or [])[:60]:
            title = f"{change.at.replace('T', ' ')[:16]}　{change.actor}　{change.action}"
            if title != last:
                shown.add_title(title)
                last = title
            if change.what:
                shown.add(change.what, f"{change.before or '（空）'} → {change.after or '（空）'}")
        return shown

    # writing

    def fill(self) -> None:
        """What the button in an empty list does."""
        self.add()

    def add(self) -> None:
        self._edit(None, {})

    def edit(self, record: str) -> None:
        row = next((r for r in self.table.shown_rows() if r["id"] == record), None)
        if row is not None:
            self._edit(record, row)

    def editor(self, record: str | None, row: Row) -> Editor:
        title = f"修改{self.noun}：{row.get('name')}" if record else self.add_words
        return Editor(self.work, title, self.fields(), row, dated=self.dated and record is not None)

    def _edit(self, record: str | None, row: Row) -> Editor:
        editor = self.editor(record, row)
        editor.save_asked.connect(lambda draft, on: self._save(editor, draft, record, on))
        editor.typed.connect(lambda texts: unsaved.keep(self.work, self.key, editor.title, record, texts))
        self.cover(editor)
        editor.left.connect(lambda: self._leave(editor))
        editor.form.focus_first()
        return editor

    def _leave(self, editor: Editor) -> None:
        unsaved.forget(self.work, self.key)
        self.uncover(editor)

    def go_on_with(self, kept: unsaved.Unsaved) -> None:
        """The form as it was when the program was ended; a record that is gone by now is entered anew."""
        row = next((r for r in self.rows() if r["id"] == kept.record), None)
        editor = self._edit(kept.record if row else None, row or {})
        editor.form.type_in(unsaved.typed(kept))

    def _save(self, editor: Editor, draft: dict[str, Any], record: str | None, on: dt.date | None) -> None:
        saved = editor.attempt(lambda: self.save(draft, record, on))
        if saved is None:
            return
        self._leave(editor)
        self.table.choose(saved)
        since = f"，自{in_words(on)}起" if on else ""
        self.work.said.emit(f"已保存：{draft.get('name') or self.noun}{since}{self.saved_note}", True)

    def delete(self, records: list[str]) -> None:
        names = [str(r.get("name") or "") for r in self.table.shown_rows() if r["id"] in records]
        if confirm(f"删除所选{self.noun}（{len(records)} {self.unit}）", ["删除后可在下方“撤销”，也可在设置的回收站中恢复。"],
                   yes=f"删除 {len(records)} {self.unit}", danger=True, listed=names, parent=self):
            done, _ = self.work.attempt(lambda: self.remove(records), self)
            if done:
                self.drawer.hide()
                self.work.said.emit(f"已删除：{'、'.join(names[:5])}{'等' if len(names) > 5 else ''}", True)

    def take_back(self) -> None:
        done, title = self.work.attempt(lambda: undoing.undo(self.work.store), self)
        if done:
            self.work.said.emit(f"已撤销：{title}", False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in the list closes the drawer, as in the drawer itself."""
        if event.key() == Qt.Key.Key_Escape and self.drawer.isVisible():
            self.drawer.shut()
        else:
            super().keyPressEvent(event)

    # what covers the list for a while

    def cover(self, widget: QWidget) -> None:
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)

    def uncover(self, widget: QWidget) -> None:
        """Back to the list, which kept its place."""
        self.stack.setCurrentIndex(0)
        self.stack.removeWidget(widget)
        widget.deleteLater()
        self.table.setFocus()

    def covered(self) -> QWidget | None:
        """The form or the import that lies over the list."""
        return self.stack.currentWidget() if self.stack.currentIndex() else None
