"""The text of a 公文 while it is written: headings in their faces' weight, and the mends that are listed before applying."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from desktop.rules.gongwen.mend import Mend, mend
from desktop.rules.gongwen.structure import heading
from desktop.views import theme
from desktop.views.widgets.layout import button, column, label, row

AROUND = 8  # characters shown before and after what is mended
SHOWN = {" ": "空格", "\u3000": "空格", "": "（删去）"}


class Headings(QSyntaxHighlighter):
    """Shows which paragraphs are recognised as headings, by the same rule that prints them."""

    def highlightBlock(self, text: str) -> None:
        found = heading(text)
        if found is None or not found.title:
            return
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.DemiBold if found.level == 1 else QFont.Weight.Normal)
        look.setForeground(QColor(theme.TOKENS.accent))
        start = units(text[:len(text) - len(text.lstrip())])
        self.setFormat(start, units(found.mark + found.title), look)


class Manuscript(QPlainTextEdit):
    """A large editor; 16 px letters, so that a page of text is read without glasses."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("在这里写正文，每段一行；也可以粘贴文字，或打开 docx 文稿。\n"
                                "段首写“一、”“（一）”“1.”“（1）”，就按四级标题排。从表格里复制的内容排成表格。")
        self.setTabChangesFocus(True)
        self.setFont(theme.font(16))
        self.headings = Headings(self.document())

    def counted(self) -> str:
        """一级标题 2 个，二级标题 3 个；全文 420 字."""
        levels = [found.level for line in self.toPlainText().splitlines() if (found := heading(line)) and found.title]
        words = [f"{name}级标题 {levels.count(level)} 个" for level, name in enumerate("一二三四", 1) if level in levels]
        long = sum(not char.isspace() for char in self.toPlainText())
        return f"{'，'.join(words) or '没有标题'}；全文 {long} 字"

    def put(self, text: str) -> None:
        """Another whole text, which Ctrl+Z takes back."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def apply(self, mends: Sequence[Mend]) -> None:
        """All in one step for Ctrl+Z, the place in the text kept."""
        text = self.toPlainText()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for each in sorted(mends, key=lambda m: m.start, reverse=True):
            cursor.setPosition(units(text[:each.start]))
            cursor.setPosition(units(text[:each.start + len(each.before)]), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(each.after)
        cursor.endEditBlock()


def units(text: str) -> int:
    """How long Qt thinks the text is: rare characters beyond the basic plane count twice."""
    return len(text.encode("utf-16-le")) // 2


class MendDialog(QDialog):
    """Every mend with its place and its reason; those that stay ticked are in `chosen()` after exec()."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("整理标点")
        self.title, self.text = mend(title), mend(text)
        self.list = QListWidget()
        for words, each in ((title, m) for m in self.title):
            self._add(words, each, "标题")
        for each in self.text:
            self._add(text, each, each.where)
        self.go = button("", "primary", clicked=self.accept)
        self.go.setDefault(True)
        self.list.itemChanged.connect(lambda _item: self._count())
        all_ = button("全选", "quiet", clicked=lambda: self._tick(True))
        none = button("全不选", "quiet", clicked=lambda: self._tick(False))
        total = len(self.title) + len(self.text)
        box = column(label(f"找到 {total} 处，勾选的才会改；改后可以用 Ctrl+Z 退回。", "second", wraps=True), self.list,
                     row(all_, none, "", button("取消", clicked=self.reject), self.go), gap=10, margins=(16, 16, 16, 12))
        box.setStretch(1, 1)
        self.setLayout(box)
        self.resize(theme.px(640), theme.px(440))
        self._count()

    def _add(self, text: str, each: Mend, where: str) -> None:
        end = each.start + len(each.before)
        before = text[max(0, each.start - AROUND):each.start].rpartition("\n")[2]
        after = text[end:end + AROUND].partition("\n")[0]
        old, new = SHOWN.get(each.before, each.before), SHOWN.get(each.after, each.after)
        item = QListWidgetItem(f"{where}　{before}【{old} → {new}】{after}\n{each.why}")
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(Qt.CheckState.Checked)
        self.list.addItem(item)

    def _tick(self, ticked: bool) -> None:
        for number in range(self.list.count()):
            self.list.item(number).setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def _ticked(self, number: int) -> bool:
        return self.list.item(number).checkState() == Qt.CheckState.Checked

    def _count(self) -> None:
        found = sum(self._ticked(n) for n in range(self.list.count()))
        self.go.setText(f"整理所选 {found} 处")
        self.go.setEnabled(bool(found))

    def chosen(self) -> tuple[list[Mend], list[Mend]]:
        """(of the title, of the text)."""
        titled = len(self.title)
        return ([each for number, each in enumerate(self.title) if self._ticked(number)],
                [each for number, each in enumerate(self.text, titled) if self._ticked(number)])

