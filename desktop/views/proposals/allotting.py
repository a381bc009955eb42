"""确定承办单位 of many proposals on one sheet, by keyboard: suggestions stand in it, one step stores all."""
from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.fields.kinds import Choice, Option
from desktop.fields.refused import Refused
from desktop.rules.proposals.parts import WAYS
from desktop.services.proposals import allotment
from desktop.services.proposals.allotment import Unfit
from desktop.views import theme
from desktop.views.editor import readings
from desktop.views.proposals.sheet import ASSISTS, CHANNEL, HOST, LEADER, MANY, MARK, NAME, SOURCE, TYPED, WAY, Sheet
from desktop.views.widgets import clipboard
from desktop.views.widgets.chips import Chip, restyle
from desktop.views.widgets.editors import Chooser
from desktop.views.widgets.layout import Whole, button, column, label, row
from desktop.views.widgets.messages import Banner, ask
from desktop.views.widgets.steps import UNWRITTEN
from desktop.views.work import Work

HINT = ("直接输入或回车 填写（首字母可找单位，几家用、分开）　Tab 下一格　F8 以下全部相同　Ctrl+D 同上一行　Delete 清除　"
        "Ctrl+Z 退回　Ctrl+S 确定　Esc 返回")
WIDTHS = {MARK: 78, SOURCE: 100, WAY: 88, LEADER: 88, CHANNEL: 88}
SHARES = {NAME: 0.4, HOST: 0.3, ASSISTS: 0.3}
"""What the columns of fixed width leave is shared by the others."""
LEAST = 900
"""In less room, at 100 %, where a suggestion comes from is only told below the sheet."""
ROW = 32
Index = QModelIndex | QPersistentModelIndex


class UnitCells(QStyledItemDelegate):
    """Opens a cell as a line with words to choose from; entered: Enter has closed it."""
    entered = Signal()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, Sheet)
        leaders = list(dict.fromkeys(filter(None, (u["leader"] for u in model.units.rows.values()))))
        offered = {WAY: list(WAYS), LEADER: leaders, CHANNEL: model.channels}.get(index.column(), model.units.names)
        kind = Choice(width=12, longest=200, open=True, options=tuple(map(Option, offered)))
        made = Chooser(kind, offered, readings, several=index.column() in MANY)
        made.setParent(parent)
        made.setAccessibleName(model.headerData(index.column(), Qt.Orientation.Horizontal))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, Chooser):
            editor.setText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, Chooser) and isinstance(model, Sheet)
        editor.settle()
        if editor.text() != index.data(Qt.ItemDataRole.EditRole):
            model.put({(index.row(), index.column()): editor.text()})

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """What is wrong is seen in the cell of the cursor too."""
        super().initStyleOption(option, index)
        model = index.model()
        wrong = isinstance(model, Sheet) and bool(model.fault(index.row(), index.column()))
        palette = option.palette  # type: ignore[attr-defined]  # Qt's own attribute, unknown to its stubs
        palette.setColor(QPalette.ColorRole.Highlight, QColor(theme.TOKENS.late_wash if wrong else theme.TOKENS.accent_wash))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.TOKENS.late if wrong else theme.TOKENS.ink))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]  # Qt's own attribute, unknown to its stubs

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, Chooser):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editor.composing.active:
                if editor.list.isVisible():
                    editor.list.take()
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                self.entered.emit()
                return True
            if event.key() == Qt.Key.Key_Tab and editor.list.isVisible():
                editor.list.take()
            elif event.key() == Qt.Key.Key_Escape and editor.list.isVisible():
                editor.list.hide()
                return True
        return super().eventFilter(editor, event)


class Grid(QTableView):
    """Cells opened by typing; the other keys are told: cleared, filled (F8), copied down (Ctrl+D), pasted(cells)."""
    cleared = Signal()
    filled = Signal()
    repeated = Signal()
    pasted = Signal(list)

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.setModel(sheet)
        self.cells = UnitCells(self)
        self.setItemDelegate(self.cells)
        self.cells.entered.connect(self.down)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
                             | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(True)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.setAccessibleName("承办单位")
        self.refit()

    def refit(self) -> None:
        """Heights and widths after the window or the font has changed."""
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        room = self.viewport().width()
        self.setColumnHidden(SOURCE, room < theme.px(LEAST))
        for place, width in WIDTHS.items():
            self.setColumnWidth(place, theme.px(width))
            room -= 0 if self.isColumnHidden(place) else theme.px(width)
        for place, share in SHARES.items():
            self.setColumnWidth(place, max(theme.px(110), int(room * share)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self.refit)

    def down(self) -> None:
        here = self.currentIndex()
        below = here.siblingAtRow(here.row() + 1)
        if below.isValid():
            self.setCurrentIndex(below)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Tab goes from cell to cell that can be filled."""
        step = {QAbstractItemView.CursorAction.MoveNext: 1, QAbstractItemView.CursorAction.MovePrevious: -1}.get(action)
        if step is None:
            return super().moveCursor(action, modifiers)
        model, here = self.model(), self.currentIndex()
        wide = model.columnCount()
        place = here.row() * wide + here.column() + step
        while 0 <= place < model.rowCount() * wide:
            if place % wide in TYPED:
                return model.index(place // wide, place % wide)
            place += step
        return here

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().column() in TYPED:
            self.edit(self.currentIndex())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif key == Qt.Key.Key_F8:
            self.filled.emit()
        elif control and key == Qt.Key.Key_D:
            self.repeated.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(clipboard.cells(QGuiApplication.clipboard().text()))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Some input methods hand over a word without having shown it in the line; Qt opens the cell and drops the word."""
        opening = bool(event.commitString()) and self.state() != QAbstractItemView.State.EditingState
        if opening and self.currentIndex().column() in TYPED:
            self.edit(self.currentIndex())
            editor = QApplication.focusWidget()
            if isinstance(editor, Chooser):
                editor.selectAll()
                QApplication.sendEvent(editor, event)
        else:
            super().inputMethodEvent(event)

    def copy(self) -> None:
        chosen = sorted(self.selectedIndexes(), key=lambda i: (i.row(), i.column()))
        lines: dict[int, list[str]] = {}
        for index in chosen:
            lines.setdefault(index.row(), []).append(index.data())
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))


class Allotting(QWidget):
    """left(): back to the list, stored or not."""
    left = Signal()

    def __init__(self, work: Work, sheet: Sheet) -> None:
        super().__init__()
        self.work, self.sheet = work, sheet
        self.setObjectName("page")
        self.grid = Grid(sheet)
        self.banner, self.here, self.wrong, self.sums = Banner(), Whole("second"), Whole("message"), label("", "heading")
        restyle(self.wrong, "verdict", "wrong")
        self.go = button(f"确定承办单位（{sheet.rowCount()} 件）", "primary", clicked=self.save)
        self.go.setToolTip("Ctrl+S")
        back = button("返回", clicked=self.leave)
        back.setToolTip("Esc")
        head = row(label("确定承办单位", "title"), label(f"{sheet.rowCount()} 件", "second"), Chip(UNWRITTEN, "wait"), "", back, self.go,
                   gap=10)
        box = column(head, self.banner, label(HINT, "note", wraps=True), self.grid, self.here, self.wrong, self.sums, gap=8,
                     margins=(16, 12, 16, 12))
        box.setStretch(3, 1)
        self.setLayout(box)
        self._connect()
        self.grid.setCurrentIndex(sheet.index(0, HOST))
        self._count()

    def _connect(self) -> None:
        self.sheet.edited.connect(self._count)
        self.grid.cleared.connect(lambda: self.sheet.put(dict.fromkeys(self.chosen(), "")))
        self.grid.filled.connect(self.fill)
        self.grid.repeated.connect(self.repeat)
        self.grid.pasted.connect(self.paste)
        self.grid.selectionModel().currentChanged.connect(lambda *_: self._tell())
        for keys, act in ((QKeySequence.StandardKey.Save, self.save), (QKeySequence.StandardKey.Undo, self.step_back),
                          (QKeySequence("Esc"), self.leave)):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.grid.setFocus()

    # keys

    def chosen(self) -> list[tuple[int, int]]:
        return [(i.row(), i.column()) for i in self.grid.selectedIndexes() if i.column() in TYPED]

    def fill(self) -> None:
        """以下全部相同: the cell of the cursor into every line below."""
        here = self.grid.currentIndex()
        if here.column() in TYPED:
            text = self.sheet.text(here.row(), here.column())
            count = self.sheet.put({(n, here.column()): text for n in range(here.row() + 1, self.sheet.rowCount())})
            self.work.said.emit(f"以下 {count} 件已填为“{text}”，还没有确定", False)

    def repeat(self) -> None:
        """同上: as in WPS, several chosen cells get what stands in the first, one gets what stands above it."""
        cells = sorted(self.chosen())
        if not cells:
            return
        top = min(r for r, _ in cells)
        source = top if any(r > top for r, _ in cells) else top - 1
        if source >= 0:
            self.sheet.put({(r, c): self.sheet.text(source, c) for r, c in cells})

    def paste(self, cells: list[list[str]]) -> None:
        here = self.grid.currentIndex()
        count = self.sheet.put({(here.row() + n, here.column() + m): text for n, line in enumerate(cells) for m, text in enumerate(line)
                                if here.row() + n < self.sheet.rowCount()})
        self.work.said.emit(f"已粘贴到 {count} 件，还没有确定", False)

    def step_back(self) -> None:
        if not self.sheet.step_back():
            self.work.said.emit("没有可以退回的填写", False)

    # what stands around

    def _count(self) -> None:
        done = [n for n, line in enumerate(self.sheet.lines) if line.hosts]
        by = Counter(self.sheet.text(n, CHANNEL) or "未归口" for n in done)
        self.sums.setText(f"已填 {len(done)} / {self.sheet.rowCount()} 件，{len(self.sheet.desks())} 家单位　"
                          + "　".join(f"{name} {n} 件" for name, n in by.most_common()))
        self._tell()

    def _tell(self) -> None:
        """The line of the cursor in full, and what is wrong in it."""
        here = self.grid.currentIndex()
        if not here.isValid():
            return
        row_ = self.sheet.proposed[here.row()].row
        said = self.sheet.fault(here.row(), here.column()) or next(filter(None, (
            self.sheet.fault(here.row(), c) for c in (HOST, ASSISTS, CHANNEL))), "")
        words = "　".join(filter(None, (f"{row_['mark'] or '流水号' + str(row_['serial'])}《{row_['name']}》", row_["sponsors"],
                                        row_["category"], self.sheet.proposed[here.row()].said or self.sheet.proposed[here.row()].source)))
        self.here.setText(words)
        self.wrong.setText(said)
        self.wrong.setVisible(bool(said))

    # storing

    def save(self) -> None:
        if faults := self.sheet.faults():
            self.point(faults[0][0], f"有 {len(faults)} 处不对，还没有确定。先看标出的这一格：{faults[0][1]}")
            return
        wanted = self.sheet.allotted()
        if not wanted:
            self.point((0, HOST), "还没有填主办单位，没有确定。")
            return
        try:
            done = allotment.decide(self.work.store, wanted)
        except Unfit as unfit:
            self.sheet.refuse(unfit.places)
            self.point(next(iter(self.sheet.refused), 0), str(unfit))
            return
        except Refused as refused:
            self.banner.say(str(refused), "late")
            return
        rest = self.sheet.rowCount() - done
        self.left.emit()
        self.work.said.emit(f"已确定 {done} 件的承办单位" + (f"，{rest} 件没有填，仍待定" if rest else ""), True)

    def point(self, place: tuple[int, int] | int, sentence: str) -> None:
        at = place if isinstance(place, tuple) else (place, HOST)
        self.banner.say(sentence, "late")
        self.grid.setCurrentIndex(self.sheet.index(*at))
        self.grid.setFocus()

    def leave(self) -> None:
        if not self.sheet.steps:
            self.left.emit()
            return
        chosen = ask("填写的承办单位还没有确定", ["离开后，填写的内容不会保留。"], ("继续填写", "不保存", "确定承办单位"), parent=self)
        if chosen == "不保存":
            self.left.emit()
        elif chosen == "确定承办单位":
            self.save()
