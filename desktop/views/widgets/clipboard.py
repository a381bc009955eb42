"""Rows on the clipboard, out to WPS and Word and in from them."""
from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData

from desktop.fields.field import Field

AS_TEXT = "mso-number-format:'\\@'"  # without it a spreadsheet makes 3.41021E+17 of an ID number


def table(fields: Sequence[Field], texts: Sequence[Sequence[str]]) -> QMimeData:
    """Headings and rows, tab separated and as an HTML table whose cells stay text unless their field is a number."""
    plain = ["\t".join(field.label for field in fields)]
    plain += ["\t".join(" ".join(text.split()) if "\t" in text or "\n" in text else text for text in row)
              for row in texts]
    heads = "".join(f"<th>{escape(field.label)}</th>" for field in fields)
    body = "".join(f"<tr>{''.join(map(_cell, fields, row))}</tr>" for row in texts)
    data = QMimeData()
    data.setText("\n".join(plain) + "\n")
    data.setHtml(f'<html><head><meta charset="utf-8"></head><body><table border="1" cellspacing="0">'
                 f"<tr>{heads}</tr>{body}</table></body></html>")
    return data


def _cell(field: Field, text: str) -> str:
    if field.kind.numeric:
        return f'<td align="right">{escape(text)}</td>'
    return f'<td style="{AS_TEXT}">{escape(text)}</td>'


def cells(text: str) -> list[list[str]]:
    """A range copied from a spreadsheet: rows of cells; quoted cells may hold line breaks and doubled quotes."""
    rows: list[list[str]] = [[]]
    cell: list[str] = []
    quoted, place, text = False, 0, text.replace("\r\n", "\n").replace("\r", "\n")
    while place < len(text):
        sign = text[place]
        if quoted and sign == '"' and text[place + 1:place + 2] == '"':
            cell.append('"')
            place += 1
        elif sign == '"' and (quoted or not cell):
            quoted = not quoted
        elif sign in "\t\n" and not quoted:
            rows[-1].append("".join(cell))
            cell = []
            if sign == "\n":
                rows.append([])
        else:
            cell.append(sign)
        place += 1
    rows[-1].append("".join(cell))
    return [row for row in rows if any(text.strip() for text in row)]
