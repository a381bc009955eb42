"""Writes a 公文 to a .docx: the same document and date give the same bytes."""
from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

from docx import Document

from desktop.exporters.gongwen.pen import Pen
from desktop.exporters.gongwen.plan import plan
from desktop.rules.gongwen.document import Gongwen
from desktop.rules.gongwen.numbers import iso_date
from desktop.rules.gongwen.style import OfficeStyle
from desktop.services.atomic import replace_file

LONGEST_PROPERTY = 255  # characters that a docx holds of its title
EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest time that a zip can hold


def write(document: Gongwen, out: Path, style: OfficeStyle | None = None) -> None:
    """`out` is replaced only when the new file is whole and opens again. Raises Refused with a sentence."""
    content = drawn(document, style or OfficeStyle())
    replace_file(out, lambda draft: draft.write_bytes(content), lambda draft: Document(str(draft)))


def drawn(document: Gongwen, style: OfficeStyle) -> bytes:
    planned = plan(document, style)
    pen = Pen(planned.area, style, first_page_number=document.kind != "信函")  # 10.1: a letter's first page has none
    for piece in planned.pieces:
        pen.draw(piece)
    properties(pen, document)
    raw = io.BytesIO()
    pen.document.save(raw)
    return fixed(raw.getvalue())


def properties(pen: Pen, document: Gongwen) -> None:
    """Title and issuer; the template's author, remarks and times would say that somebody else wrote it."""
    core = pen.document.core_properties
    moment = dt.datetime.fromisoformat(iso_date(document.date))
    core.title = (document.title.replace("\n", "") or document.marks[0])[:LONGEST_PROPERTY]
    core.author = core.last_modified_by = "、".join(document.issuers)[:LONGEST_PROPERTY]
    core.comments = core.keywords = core.category = ""
    core.subject = document.number[:LONGEST_PROPERTY]
    core.created = core.modified = moment
    core.revision = 1


def fixed(raw: bytes) -> bytes:
    """The package again with one time for every part: a zip otherwise carries the clock."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 0  # the same on Windows and Linux
            new.writestr(entry, old.read(name))
    return packed.getvalue()
