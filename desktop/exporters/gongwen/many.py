"""Several 公文 of one kind as one file, each beginning on a page of its own with page numbers of its own."""
from __future__ import annotations

import copy
import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from desktop.exporters.drawing import DRAWING
from desktop.exporters.gongwen import pdf
from desktop.exporters.gongwen import write as docx
from desktop.rules.gongwen.document import Gongwen
from desktop.rules.gongwen.style import OfficeStyle
from desktop.services.atomic import replace_file
from desktop.services.progress import Progress


def write(documents: Sequence[Gongwen], format: str, out: Path, style: OfficeStyle, progress: Progress) -> None:
    """`documents` are of one kind, so that they share their pages' feet. `out` is replaced whole or not at all."""
    if len(documents) == 1:
        (pdf if format == "pdf" else docx).write(documents[0], out, style)
        progress(1, 1)
        return
    drawn = []
    for done, document in enumerate(documents, 1):
        drawn.append(pdf.drawn(document, style)[0] if format == "pdf" else docx.drawn(document, style))
        progress(done, len(documents))
    if format == "pdf":
        replace_file(out, lambda draft: join_pdf(drawn, draft), lambda draft: len(pypdfium2.PdfDocument(draft)))
    else:
        joined = join_docx(drawn)
        replace_file(out, lambda draft: draft.write_bytes(joined), lambda draft: Document(str(draft)))


def join_pdf(drawn: Sequence[bytes], out: Path) -> None:
    with DRAWING:
        whole = pypdfium2.PdfDocument.new()
        for each in drawn:
            whole.import_pages(pypdfium2.PdfDocument(each))
        whole.save(str(out))
        whole.close()


def join_docx(drawn: Sequence[bytes]) -> bytes:
    """The first document takes the bodies of the others; its section, which all of them share, is closed behind each."""
    whole = Document(io.BytesIO(drawn[0]))
    body = whole.element.body
    section = body.sectPr
    numbering = section.find(qn("w:pgNumType"))
    if numbering is None:
        numbering = OxmlElement("w:pgNumType")
        section.find(qn("w:pgMar")).addnext(numbering)
    numbering.set(qn("w:start"), "1")
    for each in drawn[1:]:
        close(body, section)
        for child in list(Document(io.BytesIO(each)).element.body):
            if child.tag != qn("w:sectPr"):
                section.addprevious(child)
    packed = io.BytesIO()
    whole.save(packed)
    return docx.fixed(packed.getvalue())


def close(body, section) -> None:
    """End the section with its last paragraph: an empty one of its own could be pushed to another page."""
    last = section.getprevious()
    if last.tag != qn("w:p"):
        last = OxmlElement("w:p")
        section.addprevious(last)
    last.get_or_add_pPr().append(copy.deepcopy(section))
