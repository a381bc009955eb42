"""标题, 主送机关, 正文, tables, 附件说明 and the pages of 附件 (7.3.1 to 7.3.4, 7.3.7)."""
from __future__ import annotations

from desktop.rules.gongwen.document import Attachment, Gongwen, Item, Table
from desktop.rules.gongwen.geometry import TEXT_SQUEEZE, TITLE, WIDTH, ZI, Area
from desktop.rules.gongwen.layout import CELL_MARGIN, NARROW, advance, break_lines
from desktop.rules.gongwen.pieces import Piece, Span, blank, words
from desktop.rules.gongwen.structure import heading, spans
from desktop.rules.gongwen.title import title_lines

TITLE_CHARS = 19  # 20 would touch both edges of 版心
CAPTION_CHARS = 26  # a longer 题注 turns over between words: never wider than the text under it
TABLE_AIR = 160  # over and under a table, twips
TABLE_SIZES = (16.0, 14.0, 12.0, 10.5)  # 3号 as everywhere (5.2.2), smaller only where cells would break up


def title(text: str, caption: str = "") -> list[Piece]:
    """The lines of the title; right under them 题注 in brackets, centred, 楷体."""
    lines = title_lines(text, TITLE_CHARS)
    under = title_lines(f"（{caption}）", CAPTION_CHARS) if caption else []
    return [*(words("标题", line, "小标宋", size=TITLE, align="center", spacing=0) for line in lines),
            *(words("题注", line, "楷体", align="center") for line in under), *blank(1)]


def recipients(text: str) -> list[Piece]:
    return [words("主送机关", text)] if text else []


def body(items: tuple[Item, ...]) -> list[Piece]:
    pieces: list[Piece] = []
    for at, item in enumerate(items):
        if isinstance(item, Table):
            pieces += [*blank(1, TABLE_AIR), table(item), *blank(1, TABLE_AIR)]
            continue
        found = heading(item)
        lone = found is not None and found.alone and found.level <= 2
        after_heading = bool(pieces) and pieces[-1].role == "标题句"
        # a heading at the foot of a page goes down with its text, but never two: the page would lose two lines
        pieces.append(Piece("标题句" if lone else "正文", spans(item), align="both", first=2 * ZI, spacing=TEXT_SQUEEZE,
                            keep_next=lone and not after_heading and at + 1 < len(items)))
    return pieces


def table(item: Table) -> Piece:
    """3号 where every word of a row stays whole, otherwise the first smaller size where it does."""
    columns = widths(item)
    for size in TABLE_SIZES:
        cell = Piece("", size=size, spacing=0)
        if all(len(break_lines(text, cell, NARROW, width - 2 * CELL_MARGIN)) <= 2
               for row in item.rows for text, width in zip(row, columns, strict=True)):
            break
    return Piece("表格", rows=item.rows, columns=columns, size=size, spacing=0, align="center")


def widths(item: Table) -> tuple[int, ...]:
    """Columns share the line by their longest cell, none narrower than two characters."""
    longest = [min(max(advance(row[at], Piece("表格", spacing=0)) for row in item.rows), WIDTH / 2)
               for at in range(len(item.rows[0]))]
    wanted = [max(length, 2 * ZI) + 2 * CELL_MARGIN + 120 for length in longest]
    scaled = [round(part * WIDTH / sum(wanted)) for part in wanted]
    scaled[-1] += WIDTH - sum(scaled)
    return tuple(scaled)


def attachment_list(attachments: tuple[Attachment, ...], area: Area) -> list[Piece]:
    """7.3.4: 空一行左空二字; the names stand under one another, also where they turn over.

    The blank line is the space over the first name: it falls away where the list begins a page.
    """
    if not attachments:
        return []
    if len(attachments) == 1:
        return [words("附件说明", "附件：" + attachments[0].title, left=5 * ZI, first=-3 * ZI, before=area.line)]
    pieces = []
    for number, attachment in enumerate(attachments, 1):
        mark = ZI // 2 * (len(str(number)) + 1)
        label = "附件：" if number == 1 else ""
        pieces.append(words("附件说明", f"{label}{number}.{attachment.title}", left=5 * ZI + mark,
                            first=-mark - len(label) * ZI, before=area.line if label else 0))
    return pieces


def attachment_pages(document: Gongwen) -> list[Piece]:
    """7.3.7: each on a new page, 附件1 in 黑体 at the first line, its title at the third."""
    pieces: list[Piece] = []
    several = len(document.attachments) > 1
    for number, attachment in enumerate(document.attachments, 1):
        if attachment.body:
            label = f"附件{number}" if several else "附件"
            pieces += [Piece("附件序号", (Span(label, "黑体"),), new_page=True), *blank(1),
                       *title(attachment.title), *body(attachment.body)]
    return pieces
