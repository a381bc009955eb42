"""The head of each kind: 发文机关标志, 发文字号, 签发人 and the red rules (7.2, 10.1 to 10.3)."""
from __future__ import annotations

import re

from desktop.rules.gongwen.document import Gongwen
from desktop.rules.gongwen.geometry import (
    CORE_TOP,
    PAPER_HEIGHT,
    PAPER_WIDTH,
    WIDTH,
    ZI,
    Area,
    twips,
)
from desktop.rules.gongwen.layout import advance
from desktop.rules.gongwen.pieces import RED, Frame, Piece, Rule, Span, blank, words

LARGEST_MARK, NARROWEST = 40.0, 60  # points; percent: the condensed 小标宋 of real red heads
MARK_WIDTH = WIDTH - 160  # a little air at both edges
ENDING, SIGNER = "文件", "签发人："
RED_RULE = Rule("bottom", 8, RED, 7)  # 7 pt puts it 4 mm under the ink of the number, 7.2.7
DOUBLE_WIDTH, DOUBLE_GAP, DOUBLE_HEIGHT = twips(170), twips(4), 40  # 10.1
LETTER_TOP, LETTER_FOOT = twips(30), twips(20)
LETTER_GAP = 70  # with the foot of the double line: 7/8 of a 3号 character over the number
DROPS = {"命令": 20.0}  # mm from 版心 to the mark, 10.2; 35 for all others, 7.2.4


def head(document: Gongwen, area: Area) -> list[Piece]:
    if document.kind == "信函":
        return letter(document)
    pieces = [words("份号", document.copy_number)] if document.copy_number else []
    if document.urgency:
        pieces.append(words("紧急程度", document.urgency, "黑体"))
    drop = CORE_TOP + twips(DROPS.get(document.kind, 35.0)) - area.top - len(pieces) * area.line
    pieces += marks(document, drop)
    if document.kind == "纪要":
        return pieces + minutes_number(document)
    pieces += blank(2)
    if document.kind in ("命令", "公告"):
        return [*pieces, words("令号", document.number, align="center"), *blank(2)]
    return pieces + number_and_signers(document) + blank(2)


def marks(document: Gongwen, drop: int) -> list[Piece]:
    """The spacer that brings the mark's ink to its place, and the mark; a joint head is a table of two columns."""
    names = document.marks
    if len(names) == 1:
        size, scale = mark_size(names[0], MARK_WIDTH)
        mark = words("发文机关标志", names[0], "小标宋", size=size, scale=scale, align="center", line=round(size * 24),
                     spacing=0, colour=RED)
    else:
        ending = ENDING if document.kind in ("文件", "上行文") else ""
        bare = tuple(name.removesuffix(ENDING) for name in names)
        column = MARK_WIDTH - (1900 if ending else 0)
        size, scale = mark_size(max(bare, key=len), column - 300)
        size = min(size, 34.0)
        rows = tuple((name, ending if not at else "") for at, name in enumerate(bare))
        mark = Piece("联合发文机关标志", rows=rows, columns=(column, MARK_WIDTH - column), size=size, scale=scale,
                     line=round(size * 24), spacing=0, colour=RED, align="center")
    # the ink of a Song character begins 0.1 em under the upper edge of a line of 1.2 em
    return [Piece("天头至标志", size=10, line=drop - round(size * 2.6)), mark]


def mark_size(text: str, width: int) -> tuple[float, int]:
    """(points, percent of width): as large as fits, condensed before it is made smaller."""
    natural = advance(text, Piece("", size=LARGEST_MARK, spacing=0))
    scale = min(100, int(width * 100 / natural))
    if scale >= NARROWEST:
        return LARGEST_MARK, scale
    return int(LARGEST_MARK * scale / NARROWEST * 2) / 2, NARROWEST


def number_and_signers(document: Gongwen) -> list[Piece]:
    """7.2.5, 7.2.6: centred; in a 上行文 at the left on the line of the last 签发人, two names a line."""
    if document.kind != "上行文":
        return [words("发文字号", document.number, align="center", rules=(RED_RULE,))]
    signers = [re.sub(r"\s+", "\u3000", name) for name in document.signers]
    lines = [signers[at:at + 2] for at in range(0, len(signers), 2)]
    wide = max(len(name) for name in signers)
    full = max(len(line) for line in lines)
    pieces = []
    for at, line in enumerate(lines):
        last = at == len(lines) - 1
        spans = [Span((document.number if last else "") + "\t"), Span(SIGNER if not at else "\u3000" * len(SIGNER))]
        for column in range(full):  # columns of the widest name: a line with one name is filled up with blanks
            name = line[column] if column < len(line) else ""
            gap = wide - len(name) if column < full - 1 or not name else 0
            # 张　弛 in three runs: a blank in a name is no part of the name's own text
            spans += [Span(part, "楷体") for part in re.split(r"(\s+)", name)]
            spans.append(Span("\u3000" * (gap + (column < full - 1))))
        pieces.append(Piece("签发人", tuple(span for span in spans if span.text), first=ZI, tabs=(WIDTH - ZI,),
                            rules=(RED_RULE,) if last else ()))
    return pieces


def minutes_number(document: Gongwen) -> list[Piece]:
    """纪要: its own number, then who issues it and when over the red rule (10.3 leaves the rest to the office)."""
    issued = Piece("编发机关和日期", (Span("、".join(document.issuers) + "\t" + document.date),), first=ZI,
                   tabs=(WIDTH - ZI,), rules=(RED_RULE,))
    number = [*blank(1), words("纪要编号", document.number, align="center")] if document.number else blank(2)
    return [*number, issued, *blank(2)]


def letter(document: Gongwen) -> list[Piece]:
    """10.1: the mark 30 mm from the edge of the paper, two double lines, the number at the right under the first."""
    name = document.marks[0] if len(document.marks) == 1 else "\u3000".join(document.marks)
    size, scale = mark_size(name, DOUBLE_WIDTH - 400)
    line = round(size * 24)
    frame = Frame((PAPER_WIDTH - DOUBLE_WIDTH) // 2, LETTER_TOP - round(size * 2), DOUBLE_WIDTH, line)
    mark = words("发文机关标志", name, "小标宋", size=size, scale=scale, align="center", line=line, spacing=0,
                 colour=RED, frame=frame)
    ink_foot = LETTER_TOP + round(size * 0.95 * 20)
    number = "\t" + document.number
    pieces = [mark, double(ink_foot + DOUBLE_GAP, 18, 6),
              double(PAPER_HEIGHT - LETTER_FOOT - DOUBLE_HEIGHT - 50, 6, 18)]
    left = [part for part in (document.copy_number, document.urgency) if part]
    first = Piece("发文字号", (Span(left[0] if left else "", "黑体" if left == [document.urgency] else "仿宋"),
                           Span(number)), tabs=(WIDTH,), before=LETTER_GAP)
    pieces.append(first if left else words("发文字号", document.number, align="right", before=LETTER_GAP))
    pieces += [words("紧急程度", document.urgency, "黑体")] if len(left) == 2 else []
    return pieces + blank(2)


def double(y: int, above: int, under: int) -> Piece:
    """Two single borders of one empty framed line: a thickThin border on a top edge is drawn thin side first."""
    frame = Frame((PAPER_WIDTH - DOUBLE_WIDTH) // 2, y, DOUBLE_WIDTH, DOUBLE_HEIGHT)
    return Piece("红色双线", size=1, line=24, frame=frame, rules=(Rule("top", above, RED), Rule("bottom", under, RED)))
