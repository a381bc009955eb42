"""正文 in the drawer: who proposes, the text and the numbered suggestions, with the tables and pictures where they stand."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from desktop.exporters.proposals import dressed
from desktop.fields.looks import (
    BOLD,
    BULLET,
    ITALIC,
    LOWERED,
    RAISED,
    UNDERLINED,
    Block,
    Paragraph,
    Picture,
    Span,
    Table,
    blocks,
    unpacked,
)
from desktop.services.store import Store
from desktop.views import theme
from desktop.views.widgets.drawer import Facts, selectable
from desktop.views.widgets.layout import column, label

TAGS = ((BOLD, "b"), (ITALIC, "i"), (UNDERLINED, "u"), (RAISED, "sup"), (LOWERED, "sub"))
ACROSS = 290  # of a picture in the drawer


def shown(store: Store, whole: Mapping[str, Any]) -> QWidget:
    box = column(signatories(whole["sponsor_rows"]), gap=10)
    if whole["looks"]:
        for part in parts(store, blocks(whole["body"] or "", unpacked(whole["looks"]))):
            box.addWidget(part)
    else:
        box.addWidget(selectable(whole["body"] or "没有登记正文。原件见附件。"))
    items = whole["suggestions"]
    if any(item["looks"] for item in items):
        for part in parts(store, list(dressed.numbered(items, ". "))):
            box.addWidget(part)
    else:
        for each in items:
            box.addWidget(selectable(f"{each['number']}. {each['text']}"))
    made = QWidget()
    made.setProperty("look", "clear")
    made.setLayout(box)
    return made


def signatories(rows: Sequence[Mapping[str, Any]]) -> Facts:
    facts = Facts()
    for each in rows:
        said = each["cosigned"] if each["cosigned"] != "已联名" else ""
        more = "　".join(filter(None, (each["body"] or "", f"召集人 {each['convener']}" if each["convener"] else "",
                                      "盖章" if each["sealed"] else "", said)))
        facts.add("提案者" if each is rows[0] else "", f"{each['name']}　{more}".strip("　"))
    return facts


def parts(store: Store, found: list[Block]) -> Iterable[QWidget]:
    there = dressed.places(store, found)
    for block in found:
        if isinstance(block, Picture):
            yield picture(block, there.get(block.sha256))
        elif isinstance(block, Table):
            yield formatted(table(block))
        elif block.plain:
            yield selectable(block.text)
        else:
            yield paragraph(block)


def paragraph(block: Paragraph) -> QLabel:
    words = f"<b>{html(block.spans)}</b>" if block.heading else html(block.spans)
    made = formatted(f"{BULLET} {words}" if block.bullet else words)
    if block.align:
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter if block.align == "center" else Qt.AlignmentFlag.AlignRight)
    return made


def html(spans: Iterable[Span]) -> str:
    found = ""
    for text, marks in spans:
        said = escape(text)
        for mark, tag in TAGS:
            if mark in marks:
                said = f"<{tag}>{said}</{tag}>"
        found += said
    return found


def table(block: Table) -> str:
    rows = "".join("<tr>" + "".join(
        f'<td colspan="{cell.across}" rowspan="{cell.down}" align="center" style="border: 1px solid {theme.TOKENS.line_strong}">'
        f"{html(cell.spans)}</td>" for _, cell in row) + "</tr>" for row in block.rows)
    return f'<table cellspacing="0" cellpadding="{theme.px(4)}" width="100%" style="border-collapse: collapse">{rows}</table>'


def formatted(text: str) -> QLabel:
    """Words of ours and of the member's, these without any meaning as markup."""
    made = selectable("")
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(text)
    return made


def picture(block: Picture, place: Path | None) -> QLabel:
    made = label(f"{block.name}图片文件没有随数据带来", "note", wraps=True)
    if place is not None:
        reader = QImageReader(str(place))
        wide = theme.px(min(ACROSS, round(block.wide * 3)))
        size = reader.size()
        reader.setScaledSize(size.scaled(wide, wide * 2, Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        if not image.isNull():
            made.setWordWrap(False)  # a label that wraps has no height without words
            made.setPixmap(QPixmap.fromImage(image))
            made.setFixedSize(image.size())
            made.setToolTip("原图在“附件”里打开")
            made.setAccessibleName(block.name)
    return made
