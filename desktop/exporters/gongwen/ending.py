"""署名, 成文日期, 附注 and the lists of a 纪要 (7.3.5, 7.3.6, 10.3)."""
from __future__ import annotations

from dataclasses import replace

from desktop.rules.gongwen.document import Gongwen
from desktop.rules.gongwen.geometry import WIDTH, ZI, Area
from desktop.rules.gongwen.layout import BETWEEN, NARROW, Metrics, advance
from desktop.rules.gongwen.pieces import Piece, Span, words
from desktop.rules.gongwen.title import title_lines

SEAL_GAP = 2.0  # lines over the name: a seal of 42 mm over name and date then begins within a line of the text
TIGHT_SEAL_GAP = 1.1
DATE_RIGHT = 4 * ZI
STAMP = 6 * ZI  # room for a 签名章
SEAL_STEP = 5  # lines from one row of seals to the next: 42 mm and a gap
SEALS_IN_ROW = 3


def ending(document: Gongwen, seal: str, area: Area, tight: bool = False) -> list[Piece]:
    """`seal` is one of SEALS. The first piece carries the distance to the text."""
    if document.kind == "纪要":
        return []  # 10.3: neither name nor seal
    if seal == "盖章":
        gap = TIGHT_SEAL_GAP if tight else SEAL_GAP
        pieces = sealed(document) if len(document.issuers) == 1 else joint_sealed(document, area)
    elif seal == "签名章":
        gap, pieces = 2.0, stamped(document, area)
    else:
        gap, pieces = 1.0, unsealed(document)
    pieces[0] = replace(pieces[0], before=round(gap * area.line))
    pieces = [replace(piece, keep_next=True) for piece in pieces[:-1]] + pieces[-1:]
    if document.note:
        pieces[-1] = replace(pieces[-1], keep_next=True)
        pieces.append(words("附注", f"（{document.note}）", left=0, first=2 * ZI))
    return pieces


def wide(text: str, metrics: Metrics = NARROW) -> int:
    return round(advance(text, Piece("署名"), metrics))


def sealed(document: Gongwen) -> list[Piece]:
    """7.3.5.1: the date 右空四字, the name centred on it; a name too wide for that turns over."""
    half = DATE_RIGHT + wide(document.date, BETWEEN) // 2
    name = document.issuers[0]
    lines = [name] if wide(name) <= 2 * half else title_lines(name, 2 * half // ZI)
    return [*(words("署名", line, align="center", left=WIDTH - 2 * half) for line in lines),
            words("成文日期", document.date, align="right", right=DATE_RIGHT)]


def joint_sealed(document: Gongwen, area: Area) -> list[Piece]:
    """7.3.5.1: names side by side, each under its seal, the date under the last one."""
    names = document.issuers
    half = DATE_RIGHT + wide(document.date, BETWEEN) // 2
    widest = max(wide(name) for name in names) + ZI
    side_by_side = min(SEALS_IN_ROW, max(1, WIDTH // widest))
    rows = [names[at:at + side_by_side] for at in range(0, len(names), side_by_side)]
    pieces = []
    for at, row in enumerate(rows):
        before = (SEAL_STEP - 1) * area.line if at else 0
        alone = words("署名", "".join(row), align="center", left=WIDTH - 2 * half, before=before)
        pieces.append(joint_row(row, half, before) if len(row) > 1 else alone)
    return [*pieces, words("成文日期", document.date, align="right", right=DATE_RIGHT)]


def joint_row(row: tuple[str, ...], half: int, before: int) -> Piece:
    """The last name is centred on the date, the others share the rest of the line; right tabs hold their ends."""
    end = min(WIDTH, WIDTH - half + wide(row[-1]) // 2)
    step = (end - wide(row[-1])) // (len(row) - 1)
    ends = [at * step + (step + wide(name)) // 2 for at, name in enumerate(row[:-1])] + [end]
    return Piece("署名", (Span("\t" + "\t".join(row)),), tabs=tuple(ends), before=before)


def unsealed(document: Gongwen) -> list[Piece]:
    """7.3.5.2: the name 右空二字, the date two characters right of its beginning; a longer date 右空二字 itself."""
    name = max(wide(part) for part in document.issuers)
    date = wide(document.date)
    left = WIDTH - 2 * ZI - name if date <= name else WIDTH - 4 * ZI - date
    return [*(words("署名", part, left=left) for part in document.issuers),
            words("成文日期", document.date, left=left + 2 * ZI, right=-2 * ZI)]  # a font with wide figures must not turn it over


def stamped(document: Gongwen, area: Area) -> list[Piece]:
    """7.3.5.3: room for each 签名章 右空四字, 职务 two characters left of it, the date a line lower."""
    posts = [document.post or "　"] * max(1, len(document.issuers) if not document.post else 1)
    return [*(words("签发人职务", post, align="right", right=DATE_RIGHT + STAMP + 2 * ZI, before=area.line if at else 0)
              for at, post in enumerate(posts)),
            words("成文日期", document.date, align="right", right=DATE_RIGHT, before=area.line)]


def people(document: Gongwen, area: Area) -> list[Piece]:
    """10.3: 空一行左空二字, the label 黑体, names 仿宋 and aligned after the colon."""
    pieces = []
    for label, names in (("出席", document.present), ("请假", document.leave), ("列席", document.attending)):
        if names:
            pieces.append(Piece(label, (Span(label + "：", "黑体"), Span("、".join(names))), left=5 * ZI, first=-3 * ZI))
    return [replace(pieces[0], before=area.line), *pieces[1:]] if pieces else []
