"""相似提案比对: the texts most like this one, each with how much it shares; side by side, the shared passages marked."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtWidgets import QDialog, QFrame, QTextBrowser, QWidget

from desktop.services.proposals.similar import Similar
from desktop.views import theme
from desktop.views.widgets.chips import Chip
from desktop.views.widgets.layout import button, column, label, row

NEAR = 0.5  # from here on a clerk ought to look: half of what one says stands in the other


def listed(found: Sequence[Similar], parent: QWidget, go: Callable[[Similar], None]) -> QWidget:
    """A card for each, the likest first; a person decides what it means."""
    box = column(label("按文字相近排列，是否同一件事请人工判断。", "note", wraps=True) if found
                 else label("没有文字相近的提案和发言。", "second"), gap=8)
    for each in found:
        card = QFrame()
        card.setProperty("look", "card")
        head = row(label(each.name, "section", wraps=True), Chip(f"相近 {each.percent}", "wait" if each.score >= NEAR else "info"), gap=8)
        head.setStretch(0, 1)
        feet = row("", button("对照", "link", clicked=lambda e=each: Compared(e, parent).exec()),
                   button("查看", "link", clicked=lambda e=each: go(e)), gap=8)
        card.setLayout(column(head, label(each.line, "note", wraps=True), feet, gap=2, margins=(10, 6, 8, 6)))
        box.addWidget(card)
    shown = QWidget()
    shown.setProperty("look", "clear")
    shown.setLayout(box)
    return shown


class Compared(QDialog):
    """Both texts beside each other."""

    def __init__(self, each: Similar, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("相似比对")
        self.mine, self.theirs = QTextBrowser(), QTextBrowser()
        self.mine.setHtml(marked(each.asked, each.mine))
        self.theirs.setHtml(marked(each.text, each.theirs))
        left = column(label("这件提案", "section"), self.mine, gap=6)
        right = column(label(f"{each.name}　{each.line}", "section", wraps=True), self.theirs, gap=6)
        sides = row(gap=12)
        sides.addLayout(left, 1)
        sides.addLayout(right, 1)
        box = column(label(f"相同的段落加了底色，相近程度 {each.percent}。", "second"), gap=8, margins=(16, 14, 16, 12))
        box.addLayout(sides, 1)
        box.addLayout(row("", button("关闭", "primary", clicked=self.accept)))
        self.setLayout(box)
        self.resize(theme.px(940), theme.px(600))


def marked(text: str, passages: Sequence[tuple[int, int]]) -> str:
    """The text as HTML with the passages on a wash."""
    made, last = [], 0
    for start, end in passages:
        made += [escape(text[last:start]), f'<span style="background-color:{theme.TOKENS.wait_wash}">{escape(text[start:end])}</span>']
        last = end
    made.append(escape(text[last:]))
    return "<p>" + "".join(made).replace("\n", "</p><p>") + "</p>"
