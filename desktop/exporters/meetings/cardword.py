"""席卡 as a Word document, so that a name can be mended by hand before it is printed."""
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from desktop.exporters.docx import BLANK, twips
from desktop.exporters.meetings.cards import Card, lines
from desktop.exporters.package import read_back, save_document, unlike
from desktop.resources import find
from desktop.rules.seatcards import PAPER, Holder
from desktop.services.atomic import replace_file

CUT = ("top", "left", "bottom", "right", "insideH")
EDGES = "".join(f'<w:{edge} w:val="dashed" w:sz="4" w:space="0" w:color="999999"/>' for edge in CUT)
END = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'


def write(chosen: Sequence[Card], holder: Holder, out: Path, day: dt.date) -> None:
    def check(path: Path) -> None:
        with read_back("席卡", PackageNotFoundError):
            if sum(len(table.rows) for table in Document(str(path)).tables) != len(chosen):
                raise unlike("席卡")

    replace_file(out, lambda path: draw(chosen, holder, path, day), check)


def draw(chosen: Sequence[Card], holder: Holder, path: Path, day: dt.date) -> None:
    document = Document(str(find(BLANK)))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAPER[0]), Mm(PAPER[1])
    section.left_margin = section.right_margin = Mm((PAPER[0] - holder.wide) / 2)
    section.top_margin = section.bottom_margin = Mm((PAPER[1] - holder.per_page * holder.high) / 2 - 1)
    section.header_distance = section.footer_distance = Mm(3)
    for part in (section.footer, section.header):  # no page number on a card
        for each in part.paragraphs:
            for child in list(each._p):
                if not child.tag.endswith("}pPr"):
                    each._p.remove(child)
    wide = twips(holder.wide)
    rows = "".join(
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(holder.high)}" w:hRule="exact"/></w:trPr><w:tc><w:tcPr>'
        f'<w:tcW w:w="{wide}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{lines(card, holder)}</w:tc></w:tr>' for card in chosen)
    inside = parse_xml(
        f'<w:body {nsdecls("w")}><w:tbl><w:tblPr><w:tblW w:w="{wide}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="{wide}"/></w:tblGrid>'
        f"{rows}</w:tbl>{END}</w:body>")
    for element in list(inside):
        document.element.body.sectPr.addprevious(element)
    save_document(document, path, "席卡", day)
