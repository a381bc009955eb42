"""The marks of an .xls or .et worksheet, from its BIFF8 records."""
from __future__ import annotations

import struct
from collections.abc import Iterator

from desktop.importers.marks import Marks

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
FORMULA, BOF, FILEPASS, FONT, COLINFO, BOUNDSHEET, XF = 0x06, 0x0809, 0x2F, 0x31, 0x7D, 0x85, 0xE0
LABELSST, NUMBER, LABEL, BOOLERR, ROW, RK, EOF = 0xFD, 0x203, 0x204, 0x205, 0x208, 0x27E, 0x0A
RED = (2, 10)
ONE_CELL = (FORMULA, LABELSST, NUMBER, LABEL, BOOLERR, RK)


def records(stream: bytes, at: int = 0) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4:at + 4 + length]
        at += 4 + length


def is_locked(stream: bytes) -> bool:
    for count, (kind, _) in enumerate(records(stream)):
        if kind == FILEPASS:
            return True
        if kind == EOF or count > 200:
            break
    return False


def marks(stream: bytes) -> dict[str, Marks]:
    """By sheet name; empty for workbooks older than BIFF8, whose values are read all the same."""
    fonts: list[tuple[bool, bool]] = []
    styles: list[int] = []
    sheets: list[tuple[str, int, bool]] = []
    for kind, body in records(stream):
        if kind == BOF and struct.unpack_from("<H", body)[0] != 0x0600:
            return {}
        if kind == FONT:
            if len(fonts) == 4:
                fonts.append((False, False))  # BIFF has no font number 4
            _, flags, colour = struct.unpack_from("<HHH", body)
            fonts.append((bool(flags & 8), colour in RED))
        elif kind == XF:
            styles.append(struct.unpack_from("<H", body)[0])
        elif kind == BOUNDSHEET:
            at, state, _, length, wide = struct.unpack_from("<IBBBB", body)
            raw = body[8:8 + length * (2 if wide & 1 else 1)]
            sheets.append((raw.decode("utf-16-le" if wide & 1 else "latin-1", "replace"), at, state != 0))
        elif kind == EOF:
            break
    looks = {n: fonts[f] for n, f in enumerate(styles) if f < len(fonts) and any(fonts[f])}
    return {name: of_sheet(stream, at, looks, hidden) for name, at, hidden in sheets}


def of_sheet(stream: bytes, at: int, looks: dict[int, tuple[bool, bool]], hidden: bool) -> Marks:
    found, depth = Marks(hidden=hidden), 0
    for kind, body in records(stream, at):
        if kind == BOF:
            depth += 1
        elif kind == EOF:
            depth -= 1
            if depth <= 0:
                break
        elif kind == ROW and len(body) >= 16:
            if struct.unpack_from("<H", body, 12)[0] & 0x20:
                found.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == COLINFO and len(body) >= 10:
            first, last, _, _, flags = struct.unpack_from("<5H", body)
            if flags & 1:
                found.hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind in ONE_CELL and len(body) >= 8:
            cell(found, kind, body, looks)
    return found


def cell(found: Marks, kind: int, body: bytes, looks: dict[int, tuple[bool, bool]]) -> None:
    row, column, style = struct.unpack_from("<3H", body)
    struck, red = looks.get(style, (False, False))
    if struck:
        found.struck_rows.add(row + 1)
    if red:
        found.red_rows.add(row + 1)
    if kind == BOOLERR and body[7]:
        found.error(row + 1, column, ERRORS.get(body[6], "#N/A"))
    elif kind == FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
        found.error(row + 1, column, ERRORS.get(body[8], "#N/A"))
