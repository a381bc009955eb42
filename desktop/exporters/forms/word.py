"""A .docx form prepared: its body, headers and footers become programs; marks lie in one run each, whatever WPS made of them."""
from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # compiled, without types

from desktop.exporters.forms import marks
from desktop.exporters.forms.marks import Mark
from desktop.exporters.forms.package import OFFICE, Package
from desktop.exporters.forms.program import Copy, Signs, Step
from desktop.exporters.forms.rich import Rich
from desktop.exporters.forms.richword import Field
from desktop.exporters.forms.story import Fault, Found, Paragraph, Story
from desktop.exporters.forms.structure import Structure
from desktop.exporters.forms.wordml import (
    MM,
    Box,
    Cells,
    Fit,
    Line,
    Styles,
    above,
    child,
    number,
    own_texts,
    resized,
    said,
    spaced,
    w,
)

BODY = "word/document.xml"
RELATION = f"{{{OFFICE}}}id"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
UNIQUE = ("paraId", "textId")  # each once in a file; nothing reads them
GONE = tuple(map(w, ("proofErr", "commentRangeStart", "commentRangeEnd", "commentReference", "lastRenderedPageBreak", "permStart",
                    "permEnd")))
PARTED = '</w:t><w:br/><w:t xml:space="preserve">'
BEFORE_NUMBERS = ("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders",
                  "lnNumType")
USUAL_PICTURE = (25.0, 35.0)  # mm; a small photo
FIRST_FREE = 1000  # drawing ids of one copy; the next copy's begin a thousand later


class Preparation:
    """Turns the tree of one part into a Story."""

    def __init__(self, package: Package, part: str, styles: Styles, where: str = "") -> None:
        self.root = package.tree(part)
        self.story = Story(part)
        self.signs = Signs()
        self.styles = styles
        self.where = where
        self.cells: dict[etree._Element, Box] = {}
        self.fitted: dict[etree._Element, Fit] = {}

    def made(self) -> Story:
        self.clean()
        paragraphs = [p for p in self.paragraphs() if p.spots]
        self.story.found += [Found(mark, p.place) for p in paragraphs for _, _, mark in p.spots if mark.kind in ("value", "if")]
        self.fit(paragraphs)
        self.values(paragraphs)
        structure = Structure(self.signs, self.story.faults)
        structure.lists(paragraphs)
        structure.conditions(paragraphs)
        for paragraph in paragraphs:
            paragraph.rewrite()
        self.number()
        self.close()
        return self.story

    def clean(self) -> None:
        for element in list(self.root.iter(etree.Element)):
            if element.tag in GONE and (parent := element.getparent()) is not None:
                if element.tag == w("commentReference") and len(parent) <= 2:
                    element = parent
                if (holder := element.getparent()) is not None:
                    holder.remove(element)
                continue
            for name in [n for n in element.attrib if etree.QName(n).localname in UNIQUE]:
                del element.attrib[name]
        for properties in self.root.iter(w("sdtPr")):
            if (its := child(properties, "id")) is not None:
                properties.remove(its)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph with where it stands."""
        tables = {t: n for n, t in enumerate(self.root.iter(w("tbl")), 1)}
        places: dict[etree._Element, tuple[int, int]] = {}
        for table in tables:
            cells = Cells(table)
            self.cells |= cells.boxes
            places |= cells.places
        count = 0
        for element in self.root.iter(w("p")):
            texts = own_texts(element)
            cell, box = above(element, "tc"), above(element, "txbxContent")
            if cell is None and box is None:
                count += 1
            text = "".join(t.text or "" for t in texts)
            spots = [(m.start(), m.end(), marks.read(m[1])) for m in marks.MARK.finditer(text)]
            place = f"第{count}段"
            if box is not None and (cell is None or cell not in box.iter(w("tc"))):
                place = "文本框"
            elif cell is not None and cell in places:
                row, column = places[cell]
                table = above(cell, "tbl")
                place = f"表{tables[table]}第{row}行第{column}列" if table is not None else place
            place = self.where + place
            self.stray(text, place)
            yield Paragraph(element, texts, text, place, spots)

    def stray(self, text: str, place: str) -> None:
        rest = marks.MARK.sub("", text)
        if marks.STRAY.search(rest):
            self.story.faults.append(Fault(place, f"“{rest.strip()[:20]}”的双括号不成对"))

    def fit(self, paragraphs: list[Paragraph]) -> None:
        """Runs of cells in rows of exact height get sizes that the filling says."""
        cells = dict.fromkeys(above(p.element, "tc") for p in paragraphs)
        for cell in cells:
            box = self.cells.get(cell) if cell is not None else None
            if cell is None or box is None or box.high is None:
                continue
            inner = list(cell.iterchildren(w("p")))
            spots = {p.element: p.spots for p in paragraphs}
            for paragraph in inner:
                runs = [r for r in paragraph.iter(w("r")) if above(r, "p") is paragraph]
                size = self.styles.of(paragraph, next((r for r in runs if r.find(w("t")) is not None), runs[0] if runs else None))
                box.lines.append(line_of(paragraph, spots.get(paragraph, []), size, self.styles))
            if not any(isinstance(part, Mark) and part.kind == "value" for line in box.lines for part in line.parts):
                continue
            fit = Fit(len(self.fitted), box)
            for paragraph in inner:
                self.scaled(paragraph, fit)

    def scaled(self, paragraph: etree._Element, fit: Fit) -> None:
        for each in [r for r in paragraph.iter(w("r")) if above(r, "p") is paragraph]:
            if each.find(w("t")) is not None:
                half = round(self.styles.of(paragraph, each) * 2)
                resized(each, self.signs.text(times(fit, half)))
        self.fitted[paragraph] = fit

    def values(self, paragraphs: list[Paragraph]) -> None:
        for paragraph in paragraphs:
            cell = above(paragraph.element, "tc")
            box = self.cells.get(cell) if cell is not None else None
            if above(paragraph.element, "txbxContent") is not None and (cell is None or above(cell, "txbxContent") is None):
                box = None
            found = [mark for _, _, mark in paragraph.spots if mark.kind == "value"]
            field = self.field(paragraph, box) if found else None
            if found or paragraph.element in self.fitted:
                self.spaced(paragraph.element, found)
            for start, end, mark in paragraph.spots:
                if mark.kind == "value":
                    step = value(mark, box, self.fitted.get(paragraph.element), field)
                    if field is not None:
                        paragraph.element.addprevious(self.signs.comment(ahead(mark, field)))
                    paragraph.edits.append((start, end, self.signs.text(step)))

    def field(self, paragraph: Paragraph, box: Box | None) -> Field | None:
        """Where a formatted value may stand with its tables and pictures: a paragraph of its own that may grow."""
        element, (start, end, mark) = paragraph.element, paragraph.spots[0]
        if len(paragraph.spots) > 1 or mark.within or not paragraph.alone(start, end):
            return None
        if element in self.fitted or above(element, "txbxContent") is not None:
            return None
        run = above(paragraph.texts[0], "r") if paragraph.texts else None
        if run is None or run.getparent() is not element or child(element, "pPr", "pageBreakBefore") is not None:
            return None
        return Field(element, run, box.wide if box else self.page_room())

    def page_room(self) -> float:
        """mm between the margins."""
        section = next(self.root.iter(w("sectPr")), None)
        size, margins = child(section, "pgSz"), child(section, "pgMar")
        beside = sum(number(said(margins, side)) or 1800 for side in ("left", "right"))
        return ((number(said(size, "w")) or 11906) - beside) * MM

    def spaced(self, paragraph: etree._Element, found: list[Mark]) -> None:
        """Lines of exact distance move together with their type, and make room for a picture."""
        spacing, fit = self.styles.spacing(paragraph), self.fitted.get(paragraph)
        base = number(said(spacing, "line"))
        if base is None or said(spacing, "lineRule") != "exact":
            return
        own = spaced(paragraph, spacing)

        def shown(copy: Copy) -> bool:
            return any(marks.picture(copy.value(mark)) for mark in found)

        def distance(copy: Copy) -> str:
            return "240" if shown(copy) else str(round(base * (fit.scale(copy) if fit else 1)))

        own.set(w("line"), self.signs.text(distance))
        own.set(w("lineRule"), self.signs.text(lambda copy: "auto" if shown(copy) else "exact"))

    def number(self) -> None:
        """What must be unique in a file is numbered by the copy."""
        for each in self.root.iter(DRAWING):
            each.set("id", self.signs.text(numbered(int(each.get("id", "1") or 1))))
        for each in self.root.iter(w("bookmarkStart"), w("bookmarkEnd")):
            each.set(w("id"), self.signs.text(numbered(int(number(said(each, "id")) or 0))))
            if each.get(w("name")):
                each.set(w("name"), self.signs.text(suffixed(said(each, "name"))))
        for each in self.root.iter(w("headerReference"), w("footerReference")):
            each.set(RELATION, self.signs.text(linked(str(each.get(RELATION, "")))))

    def close(self) -> None:
        """Part the text into what stands once and what each copy repeats."""
        body = self.root.find(w("body"))
        if body is None:
            xml = etree.tostring(self.root, encoding="unicode")
            self.story.pieces = self.signs.program(xml)
            return
        section = body.find(w("sectPr"))
        if section is None:
            section = etree.SubElement(body, w("sectPr"))
        begin(body)
        last = section.getprevious()
        while last is not None and last.tag is etree.Comment:
            last = last.getprevious()
        if last is None or last.tag != w("p") or child(last, "pPr", "sectPr") is not None or section.getprevious() is not last:
            last = etree.Element(w("p"))
            section.addprevious(last)
            tiny(last)
        properties = child(last, "pPr")
        if properties is None:
            properties = etree.Element(w("pPr"))
            last.insert(0, properties)
        change = child(properties, "pPrChange")
        sign = self.signs.comment(lambda copy: "" if copy.last else copy.section)
        if change is None:
            properties.append(sign)
        else:
            change.addprevious(sign)
        edge = ("\ue0f3", "\ue0f4")
        body.insert(0, etree.Comment(edge[0]))
        section.addprevious(etree.Comment(edge[1]))
        head, rest = etree.tostring(self.root, encoding="unicode", xml_declaration=False).split(f"<!--{edge[0]}-->")
        inside, tail = rest.split(f"<!--{edge[1]}-->")
        end = tail.index("</w:body>")
        self.story.head = head
        self.story.section = self.signs.program(tail[:end])
        self.story.pieces = self.signs.program(inside)
        self.story.tail = [tail[end:]]


def line_of(paragraph: etree._Element, spots: list[tuple[int, int, Mark]], size: float, styles: Styles) -> Line:
    text = "".join(t.text or "" for t in own_texts(paragraph))
    parts: list[str | Mark] = []
    at = 0
    for start, end, mark in spots:
        parts += [text[at:start], mark] if mark.kind == "value" else [text[at:start]]
        at = end
    line = Line([*parts, text[at:]], size)
    spacing = styles.spacing(paragraph)
    told = number(said(spacing, "line"))
    if told and said(spacing, "lineRule") in ("exact", "atLeast"):
        line.exact = told / 20
    elif told:
        line.factor = told / 240
    return line


def times(fit: Fit, base: int) -> Step:
    return lambda copy: str(round(base * fit.scale(copy)))


def numbered(base: int) -> Step:
    return lambda copy: str(base % FIRST_FREE + FIRST_FREE * copy.number)


def linked(its: str) -> Step:
    return lambda copy: copy.linked.get(its, its)


def suffixed(name: str) -> Step:
    return lambda copy: f"{name}_{copy.number}" if copy.number else name


def ahead(mark: Mark, field: Field) -> Step:
    def step(copy: Copy) -> str:
        value = copy.value(mark)
        return field.before(value, copy) if isinstance(value, Rich) else ""

    return step


def value(mark: Mark, box: Box | None, fit: Fit | None, field: Field | None) -> Step:
    """Text, with line breaks, in the type of the mark's run; or a picture fitted into its cell."""
    room = marks.size(mark.dress) or (box.picture() if box and box.high else USUAL_PICTURE)

    def step(copy: Copy) -> str:
        value = copy.value(mark)
        if shown := marks.picture(value):
            drawn = copy.picture(shown, room)
            return f'</w:t>{drawn}<w:t xml:space="preserve">' if drawn else ""
        if field is not None and isinstance(value, Rich):
            return field.inside(value)
        text = marks.said(value, mark.dress)
        if fit is not None and fit.scale(copy) < 1:
            text = copy.cuts.get((fit.key, mark.written), text)
        text = escape(text)
        return text.replace("\n", PARTED) if "\n" in text else text

    return step


def begin(body: etree._Element) -> None:
    """Each copy begins on a new page, with page 1."""
    section = next(body.iter(w("sectPr")))
    if (kind := child(section, "type")) is not None and said(kind) not in ("oddPage", "evenPage"):
        section.remove(kind)
    pages = child(section, "pgNumType")
    if pages is None:
        pages = etree.Element(w("pgNumType"))
        before = [c for c in section if etree.QName(c).localname in BEFORE_NUMBERS]
        section.insert(len(before), pages)
    if pages.get(w("start")) is None:
        pages.set(w("start"), "1")


def tiny(paragraph: etree._Element) -> None:
    """A paragraph that takes no room on the page."""
    properties = etree.SubElement(paragraph, w("pPr"))
    etree.SubElement(properties, w("spacing"), {w("before"): "0", w("after"): "0", w("line"): "20", w("lineRule"): "exact"})
    mark = etree.SubElement(properties, w("rPr"))
    etree.SubElement(mark, w("sz"), {w("val"): "2"})


def stories(package: Package) -> list[Story]:
    """The body, then the headers and footers."""
    styles = Styles(package.tree("word/styles.xml") if "word/styles.xml" in package.parts else None)
    found = [Preparation(package, BODY, styles).made()]
    for kind, where in (("header", "页眉"), ("footer", "页脚")):
        for told in package.relations(BODY):
            if told.get("Type", "").endswith(f"/{kind}") and told["Target"] in package.parts:
                found.append(Preparation(package, told["Target"], styles, where).made())
    return found

