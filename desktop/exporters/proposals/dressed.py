"""The text of a proposal as its writer formatted it: as paragraphs of a volume, and as what a form is filled with."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop.exporters.forms.rich import Rich
from desktop.fields.looks import BULLET, Block, Paragraph, Picture, Table, blocks, unpacked
from desktop.rules.gongwen.geometry import WIDTH, ZI, twips
from desktop.rules.gongwen.pieces import Piece, Span, blank, words
from desktop.services import attachments
from desktop.services.store import Store

FACES = {0: "仿宋", 1: "黑体", 2: "楷体"}
AIR, TABLE_SIZE, TABLE_LINE = 160, 12.0, 400  # over and under a table or picture, twips; points; twips
HIGHEST = twips(120)  # of a picture
LEAST_COLUMN = 0.06  # of the width


def numbered(items: Sequence[Mapping[str, Any]], sign: str) -> Iterator[Block]:
    """The suggestions one after the other, each with its number before its first paragraph."""
    for item in items:
        mark = f"{item['number']}{sign}"
        first, *rest = blocks(item["text"], unpacked(item.get("looks"))) or [Paragraph(())]
        if isinstance(first, Paragraph):
            yield Paragraph(((mark, ""), *first.spans), first.align, first.heading)
        else:
            yield from (Paragraph(((mark, ""),)), first)
        yield from rest


def places(store: Store, found: list[Block]) -> dict[str, Path]:
    """The files of the pictures that have come along with the store."""
    if store.file is None:
        return {}
    named = {b.sha256: attachments.place(store, b.sha256) for b in found if isinstance(b, Picture)}
    return {sha256: path for sha256, path in named.items() if path.is_file()}


# a form

def rich(store: Store, text: str, found: list[Block]) -> Rich:
    return Rich(text, tuple(found), places(store, found))


# a volume

def pieces(store: Store, found: list[Block]) -> list[Piece]:
    there = places(store, found)
    made: list[Piece] = []
    for block in found:
        if isinstance(block, Paragraph):
            made.append(paragraph(block))
        elif isinstance(block, Table):
            made += [*blank(1, AIR), table(block), *blank(1, AIR)]
        elif block.sha256 in there:
            made.append(picture(block, there[block.sha256]))
        else:
            made.append(words("图", lost(block), "楷体", align="center"))
    return made


def lost(block: Picture) -> str:
    return f"［{block.name.strip('［］')}：图片文件没有随数据带来］"


def paragraph(block: Paragraph) -> Piece:
    face = FACES[block.heading]
    said = tuple(Span(text, face, marks) for text, marks in block.spans)
    if block.bullet:
        said = (Span(BULLET, face), *said)
    return Piece("正文", said, align=block.align or "left", first=0 if block.align else 2 * ZI, keep_next=bool(block.heading))


def picture(block: Picture, path: Path) -> Piece:
    """As large as its writer had it, if the page is wide enough."""
    wide, high = twips(block.wide), twips(block.high)
    scale = min(1.0, WIDTH / wide, HIGHEST / high)
    wide, high = round(wide * scale), round(high * scale)
    return Piece("图", align="center", picture=str(path), size_of_picture=(wide, high), line=high + AIR)


def table(block: Table) -> Piece:
    columns = widths(block.columns)
    rows = [[""] * len(columns) for _ in block.rows]
    merged, cells = [], []
    for at, row in enumerate(block.rows):
        for column, cell in row:
            rows[at][column] = cell.text
            if (cell.across, cell.down) != (1, 1):
                merged.append((at, column, cell.across, cell.down))
            if any(marks for _, marks in cell.spans):
                cells.append((at, column, tuple(Span(text, "仿宋" if at else "黑体", marks) for text, marks in cell.spans)))
    return Piece("表格", rows=tuple(map(tuple, rows)), columns=columns, size=TABLE_SIZE, line=TABLE_LINE, spacing=0, align="center",
                 merged=tuple(merged), cells=tuple(cells))


def widths(shares: tuple[float, ...]) -> tuple[int, ...]:
    """Twips; none too narrow for two characters, as far as there is room."""
    least = min(LEAST_COLUMN, 1 / len(shares))
    wanted = [max(share, least) for share in shares]
    found = [round(share / sum(wanted) * WIDTH) for share in wanted]
    found[-1] += WIDTH - sum(found)
    return tuple(found)
