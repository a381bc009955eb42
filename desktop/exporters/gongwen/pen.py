"""Draws pieces into a python-docx document; knows what Word, WPS and LibreOffice need to show them alike."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from desktop.exporters.forms.wordml import MARKED
from desktop.exporters.gongwen import grid
from desktop.exporters.gongwen.wordml import PPR_ORDER, RPR_ORDER, element, put
from desktop.rules.gongwen.geometry import (
    BODY,
    FOOTER,
    FOOTER_LINE,
    LEFT,
    PAPER_HEIGHT,
    PAPER_WIDTH,
    RIGHT,
    SMALL,
    SQUEEZE,
    ZI_SMALL,
    Area,
)
from desktop.rules.gongwen.layout import lines
from desktop.rules.gongwen.pieces import BLACK, Frame, Piece, Rule, Span
from desktop.rules.gongwen.style import OfficeStyle

ALIGN = {"left": None, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT,
         "both": WD_ALIGN_PARAGRAPH.JUSTIFY}
KEPT_STYLES = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}
SETTINGS = ("characterSpacingControl", "compat")


class Pen:
    """One document. `paragraph` writes into the body or a cell."""

    def __init__(self, area: Area, style: OfficeStyle, first_page_number: bool) -> None:
        self.area, self.style = area, style
        self.document: DocxDocument = Document()
        self.text_style = cast(ParagraphStyle, self.document.styles["Normal"])
        self.clear_template()
        self.page(first_page_number)

    def clear_template(self) -> None:
        """The default template brings Letter paper, theme fonts that beat names, headings in blue and a thumbnail."""
        document = self.document
        for part in list(document.element.body):
            if part.tag != qn("w:sectPr"):
                document.element.body.remove(part)
        styles = document.styles.element
        for style in styles.findall(qn("w:style")):
            if style.get(qn("w:styleId")) not in KEPT_STYLES:
                styles.remove(style)
        package = document.part.package.rels if document.part.package else {}
        for relation in list(package.values()):
            if relation.reltype.endswith("/thumbnail"):
                del package[relation.rId]
        for relation in list(document.part.rels.values()):
            if relation.reltype.endswith(("/customXml", "/numbering", "/stylesWithEffects", "/webSettings")):
                del document.part.rels[relation.rId]
        defaults = styles.find(qn("w:docDefaults"))
        fonts = defaults.find(".//" + qn("w:rFonts"))
        fonts.attrib.clear()
        self.name_fonts(fonts, "仿宋")
        language = defaults.find(".//" + qn("w:lang"))
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), "zh-CN")
        self.normal()

    def normal(self) -> None:
        """正文: what every paragraph inherits, so that a line a clerk adds stands like the others."""
        style = self.text_style
        properties = style.element.get_or_add_pPr()
        put(properties, element("widowControl", val=0), PPR_ORDER)
        put(properties, element("snapToGrid", val=0), PPR_ORDER)
        put(properties, element("spacing", before=0, after=0, line=self.area.line, lineRule="exact"), PPR_ORDER)
        run = style.element.get_or_add_rPr()
        for old in list(run):
            run.remove(old)
        fonts = element("rFonts")
        self.name_fonts(fonts, "仿宋")
        for child in (fonts, element("spacing", val=SQUEEZE), element("sz", val=round(BODY * 2)),
                      element("szCs", val=round(BODY * 2))):
            put(run, child, RPR_ORDER)

    def page(self, first_page_number: bool) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Twips(PAPER_WIDTH), Twips(PAPER_HEIGHT)
        section.top_margin, section.bottom_margin = Twips(self.area.top), Twips(self.area.bottom)
        section.left_margin, section.right_margin = Twips(LEFT), Twips(RIGHT)
        section.header_distance, section.footer_distance = Twips(851), Twips(FOOTER)
        properties = section._sectPr
        for old in properties.findall(qn("w:docGrid")):
            properties.remove(old)
        # lines only: LibreOffice gives a character two cells of a linesAndChars grid
        properties.append(element("docGrid", type="lines", linePitch=self.area.grid))
        self.document.settings.odd_and_even_pages_header_footer = True
        self.settings()
        self.page_number(section.footer, odd=True)
        self.page_number(section.even_page_footer, odd=False)
        if not first_page_number:
            section.different_first_page_header_footer = True
            section.first_page_footer.is_linked_to_previous = False
            # as low as the others: a higher empty footer would take a line from the first page
            empty = section.first_page_footer.paragraphs[0]
            empty.style = self.text_style
            self.shape(empty, Piece("首页无页码", line=FOOTER_LINE))

    def settings(self) -> None:
        root = self.document.settings.element
        for tag in SETTINGS:
            for old in root.findall(qn(f"w:{tag}")):
                root.remove(old)
        for tag in ("zoom", "proofState", "savePreviewPicture", "doNotAutoCompressPictures", "rsids"):
            for old in root.findall(qn(f"w:{tag}")):
                root.remove(old)
        compat = parse_xml(f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
                           'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>')
        spacing = element("characterSpacingControl", val="doNotCompress")  # a stop keeps its whole cell of the 28
        before = next(part for part in root if part.tag.split("}")[1] in
                      ("mathPr", "themeFontLang", "clrSchemeMapping", "shapeDefaults", "decimalSymbol"))
        before.addprevious(spacing)
        before.addprevious(compat)

    def page_number(self, footer, odd: bool) -> None:
        """7.5: — 1 — in 4号 宋体, 居右空一字 on odd pages, 居左空一字 on even ones."""
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = self.text_style
        self.shape(paragraph, Piece("页码", size=SMALL, line=FOOTER_LINE, align="right" if odd else "left",
                                    right=ZI_SMALL if odd else 0, left=0 if odd else ZI_SMALL))
        self.run(paragraph, "— ", "宋体", SMALL, 0)
        for kind in ("begin", "instrText", "separate", "t", "end"):
            run = self.run(paragraph, "", "宋体", SMALL, 0)
            if kind == "instrText":
                part = element("instrText")
                part.text = " PAGE "
                part.set(qn("xml:space"), "preserve")
            elif kind == "t":
                part = element("t")
                part.text = "1"
            else:
                part = element("fldChar", fldCharType=kind)
            run.append(part)
        self.run(paragraph, " —", "宋体", SMALL, 0)

    def draw(self, piece: Piece) -> None:
        if piece.rows:
            grid.draw(self, piece)
        else:
            self.paragraph(self.document.add_paragraph(), piece)

    def paragraph(self, paragraph: Paragraph, piece: Piece) -> None:
        self.shape(paragraph, piece)
        if piece.picture:
            paragraph.add_run().add_picture(piece.picture, *map(Twips, piece.size_of_picture))
            return
        for spacing, span in spaced(piece):
            for at, text in enumerate(span.text.split("\f")):
                if at:
                    paragraph.add_run().add_break(WD_BREAK.PAGE)
                if text:
                    run = self.run(paragraph, text, span.face, piece.size, spacing, piece.colour, piece.scale)
                    marked(run, span.marks)
        if not piece.text:
            self.mark(paragraph, piece)

    def shape(self, paragraph: Paragraph, piece: Piece) -> None:
        """The paragraph's own measures; what equals 正文 is left to the style."""
        properties = paragraph._p.get_or_add_pPr()
        if piece.keep_next:
            put(properties, element("keepNext"), PPR_ORDER)
        if piece.new_page:
            put(properties, element("pageBreakBefore"), PPR_ORDER)
        if piece.frame:
            put(properties, frame_element(piece.frame), PPR_ORDER)
        if piece.rules:
            put(properties, borders(piece.rules), PPR_ORDER)
        if piece.tabs:
            tabs = element("tabs")
            for position in piece.tabs:
                tabs.append(element("tab", val="right", pos=position))
            put(properties, tabs, PPR_ORDER)
        # LibreOffice does not take this from the style
        put(properties, element("snapToGrid", val=0), PPR_ORDER)
        if piece.picture:  # a line of exact height would cut it
            put(properties, element("spacing", before=piece.before, after=0, line=240, lineRule="auto"), PPR_ORDER)
        elif piece.line or piece.before:
            put(properties, element("spacing", before=piece.before, after=0, line=piece.line or self.area.line,
                                    lineRule="exact"), PPR_ORDER)
        if piece.left or piece.right or piece.first:
            indent = {"left": piece.left, "right": piece.right}
            indent["firstLine" if piece.first >= 0 else "hanging"] = abs(piece.first)
            put(properties, element("ind", **indent), PPR_ORDER)
        if ALIGN[piece.align] is not None:
            paragraph.alignment = ALIGN[piece.align]

    def run(self, paragraph: Paragraph, text: str, face: str, size: float, spacing: int, colour: str = BLACK,
            scale: int = 100):
        """Each run names all four fonts with hint=eastAsia, or “ ” — … go to the Latin font."""
        run = paragraph.add_run(text)._r
        properties = run.get_or_add_rPr()
        fonts = element("rFonts", hint="eastAsia")
        self.name_fonts(fonts, face)
        put(properties, fonts, RPR_ORDER)
        if colour != BLACK:
            put(properties, element("color", val=colour), RPR_ORDER)
        if spacing != SQUEEZE:
            put(properties, element("spacing", val=spacing), RPR_ORDER)
        if scale != 100:
            put(properties, element("w", val=scale), RPR_ORDER)
        if size != BODY:
            put(properties, element("sz", val=round(size * 2)), RPR_ORDER)
            put(properties, element("szCs", val=round(size * 2)), RPR_ORDER)
        return run

    def mark(self, paragraph: Paragraph, piece: Piece) -> None:
        """An empty paragraph is as high as the font of its mark."""
        if piece.size != BODY:
            properties = paragraph._p.get_or_add_pPr()
            run = element("rPr")
            run.append(element("sz", val=round(piece.size * 2)))
            run.append(element("szCs", val=round(piece.size * 2)))
            properties.append(run)

    def name_fonts(self, fonts, face: str) -> None:
        name = self.style.font(face)
        latin = self.style.latin or name
        for key, value in (("ascii", latin), ("hAnsi", name), ("eastAsia", name), ("cs", latin)):
            fonts.set(qn(f"w:{key}"), value)


def marked(run, marks: str) -> None:
    """Bold, italic, underlined, raised or lowered, in the schema's order."""
    properties = run.get_or_add_rPr()
    for mark, tag, value in MARKED:
        if mark in marks:
            put(properties, element(tag, val=value), RPR_ORDER)


def spaced(piece: Piece) -> Iterator[tuple[int, Span]]:
    """The spans with their 字距, divided where the first line ends if it has one of its own."""
    left = 0 if piece.opening is None else len(lines(piece)[0])
    for span in piece.spans:
        for text, spacing in ((span.text[:left], piece.opening), (span.text[left:], piece.spacing)):
            if text and spacing is not None:
                yield spacing, replace(span, text=text)
        left = max(0, left - len(span.text))


def frame_element(frame: Frame):
    return element("framePr", w=frame.width, h=frame.height, hRule="exact", wrap="around", vAnchor="page",
                   hAnchor="page", x=frame.x, y=frame.y)


def borders(rules: tuple[Rule, ...]):
    edges = element("pBdr")
    for rule in sorted(rules, key=lambda rule: ("top", "left", "bottom", "right").index(rule.edge)):
        edges.append(element(rule.edge, val="single", sz=rule.weight, space=rule.space, color=rule.colour))
    return edges
