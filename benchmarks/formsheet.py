"""What the rows about forms share: a form of 25 fields in a ruled table as WPS keeps it, and people to fill it with."""
from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Mm

FIELDS = tuple(f"字段{n}" for n in range(1, 26))
BODY = "word/document.xml"


def form(path: Path) -> None:
    document = Document()
    document.add_paragraph("委员登记表")
    table = document.add_table(13, 4)
    table.style = "Table Grid"
    for at, field in enumerate(FIELDS):
        row, side = divmod(at, 2)
        table.cell(row, side * 2).text, table.cell(row, side * 2 + 1).text = field, f"{{{{{field}}}}}"
    for row in table.rows:
        row.height, row.height_rule = Mm(14), WD_ROW_HEIGHT_RULE.EXACTLY
    document.save(str(path))


def people(count: int) -> list[dict[str, str]]:
    return [{field: f"{field}之{number}<青溪县>" for field in FIELDS} for number in range(count)]


class Raw:
    """The limit: the parts of the form as they are, the fields replaced in the text of its body."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as box:
            self.parts = {name: box.read(name) for name in box.namelist()}
        text = self.parts[BODY].decode()
        self.head, rest = text.split("<w:body>")
        self.inside, tail = rest.split("<w:sectPr", 1)
        self.section = "<w:sectPr" + tail.split("</w:body>")[0]

    def body(self, record: dict[str, str]) -> str:
        inside = self.inside
        for field, value in record.items():
            inside = inside.replace(f"{{{{{field}}}}}", escape(value))
        return inside

    def write(self, records: list[dict[str, str]], path: Path) -> None:
        between = f"<w:p><w:pPr>{self.section}</w:pPr></w:p>"
        body = between.join(map(self.body, records))
        parts = {**self.parts, BODY: f"{self.head}<w:body>{body}{self.section}</w:body></w:document>".encode()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
            for name, data in parts.items():
                box.writestr(name, data)
