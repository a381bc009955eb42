"""A form as a booklet of folded A3: drawn page by page on A4, then two and two side by side; as a document in two columns."""
from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pypdfium2
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # compiled, without types

from desktop.exporters.drawing import DRAWING
from desktop.exporters.forms import package
from desktop.exporters.forms.word import BODY
from desktop.exporters.forms.wordml import child, number, said, w
from desktop.exporters.package import read_back, unlike
from desktop.rules.booklets import sides
from desktop.services.atomic import replace_file

ACROSS, UP = 23811, 16838  # twips of an A3 sheet lying across
POINTS = 20
BEFORE_COLUMNS = ("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders",
                  "lnNumType", "pgNumType")


# PDF

def write_pdf(single: Path, starts: Sequence[int], title: str, out: Path) -> None:
    """The A4 pages of `single` as booklets, one for each of those whose first pages, from 0, are `starts`."""
    content = io.BytesIO()
    with DRAWING, read_back(title, pypdfium2.PdfiumError), pypdfium2.PdfDocument(single) as pages:
        order = list(ordered(starts, len(pages)))
        with pypdfium2.PdfDocument.new() as row:
            row.import_pages(pages, [at for at in order if at is not None])  # at once: each time the fonts come along again
            for place in (n for n, at in enumerate(order) if at is None):
                row.new_page(ACROSS / 2 / POINTS, UP / POINTS, place)
            with pypdfium2.PdfDocument(pypdfium2.raw.FPDF_ImportNPagesToOne(row, ACROSS / POINTS, UP / POINTS, 2, 1)) as turned:
                turned.save(content)

    def check(path: Path) -> None:
        with DRAWING, read_back(title, pypdfium2.PdfiumError), pypdfium2.PdfDocument(path) as found:
            if len(found) * 2 != len(order):
                raise unlike(title)

    replace_file(out, lambda draft: draft.write_bytes(content.getvalue()), check)


def ordered(starts: Sequence[int], count: int) -> Iterator[int | None]:
    """The pages, from 0, as they stand side by side, left and right of one side after the other; None is an empty one."""
    for first, end in pairwise((*starts, count)):
        for page in (page for side in sides(end - first) for page in side):
            yield first + page - 1 if page else None


def joined(singles: Sequence[Path], out: Path) -> list[int]:
    """Several files as one; the first page of each in it, from 0."""
    starts: list[int] = []
    with DRAWING, pypdfium2.PdfDocument.new() as whole:
        for each in singles:
            starts.append(len(whole))
            with pypdfium2.PdfDocument(each) as pages:
                whole.import_pages(pages)
        whole.save(out)
    return starts


# docx

def write_docx(document: Path, out: Path) -> None:
    """The filled A4 document on A3 lying across, its pages as columns: the first page at the left, to be gone on with in WPS."""
    pack = package.opened(document)
    tree = pack.tree(BODY)
    for section in list(tree.iter(w("sectPr"))):
        across(section)
    for paragraph in list(tree.iter(w("p"))):
        column(paragraph)
    pack.parts[BODY] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    replace_file(out, lambda draft: package.pack(pack.parts, draft))


def across(section: etree._Element) -> None:
    """Two columns, each as wide as the text of the A4 page with the margins that it had."""
    size, margins = ensured(section, "pgSz"), ensured(section, "pgMar")
    left, right = (number(said(margins, side)) or 0 for side in ("left", "right"))
    size.attrib.clear()
    for name, value in (("w", str(ACROSS)), ("h", str(UP)), ("orient", "landscape")):
        size.set(w(name), value)
    columns = ensured(section, "cols")
    columns.attrib.clear()
    columns.set(w("num"), "2")
    columns.set(w("space"), str(round(left + right)))


def ensured(section: etree._Element, name: str) -> etree._Element:
    found = child(section, name)
    if found is None:
        found = etree.Element(w(name))
        earlier = BEFORE_COLUMNS if name == "cols" else BEFORE_COLUMNS[:BEFORE_COLUMNS.index(name)]
        section.insert(sum(etree.QName(c).localname in earlier for c in section.iterchildren(etree.Element)), found)
    return found


def column(paragraph: etree._Element) -> None:
    """What begins a new page begins a new column."""
    before = child(paragraph, "pPr", "pageBreakBefore")
    if before is not None and said(before, otherwise="1") not in ("0", "false", "off"):
        properties = before.getparent()
        properties.remove(before)
        run = etree.Element(w("r"))
        etree.SubElement(run, w("br"), {w("type"): "column"})
        properties.addnext(run)
    for turn in page_turns(paragraph):
        turn.set(w("type"), "column")


def page_turns(paragraph: etree._Element) -> Iterator[etree._Element]:
    yield from (b for b in paragraph.iter(w("br")) if said(b, "type") == "page")
