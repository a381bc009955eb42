"""A worksheet of an .xlsx form prepared: cells with marks become steps, and rows of a list may be repeated."""
from __future__ import annotations

import copy as copying
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # compiled, without types

from desktop.exporters.forms import marks
from desktop.exporters.forms.cells import Shift, column_letters, column_number, parted
from desktop.exporters.forms.marks import Mark
from desktop.exporters.forms.package import OFFICE, Package
from desktop.exporters.forms.program import Condition, Copy, Piece, Repeated, Signs, Step, Turn
from desktop.exporters.forms.story import SPACE, Fault, Found, Paragraph, Story

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
RANGES = ("ref", "sqref")  # attributes that hold places
POINT = 25.4 / 72
BEHIND_DRAWING = ("legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
                  "extLst")


def s(name: str) -> str:
    return f"{{{S}}}{name}"


@dataclass
class SheetCopy(Copy):
    """What a sheet is filled with, and where its rows come to stand; `anchors` are the pictures placed on it, `drawing`
    the relationship of a drawing made for them, `place` the cell of the picture that is being placed."""
    shift: Shift = field(default_factory=Shift)
    anchors: list[str] = field(default_factory=list)
    drawing: str = ""
    place: tuple[str, int] = ("A", 1)


def sheet_copy(copy: Copy) -> SheetCopy:
    assert isinstance(copy, SheetCopy)
    return copy


def shift_of(copy: Copy) -> Shift:
    return sheet_copy(copy).shift


class SheetPreparation:
    """Turns the tree of one worksheet into a Story. `name` is the sheet's, `strings` the workbook's shared texts."""

    def __init__(self, package: Package, part: str, name: str, strings: list[etree._Element]) -> None:
        self.root = package.tree(part)
        self.name = name
        self.strings = strings
        self.signs = Signs()
        self.story = Story(part)
        self.rows: dict[int, Repeated] = {}
        self.merges: dict[str, str] = {str(m.get("ref")).partition(":")[0]: str(m.get("ref")) for m in self.root.iter(s("mergeCell"))}

    def made(self) -> Story:
        rows = self.placed_rows()
        marked: dict[etree._Element, list[Mark]] = {}
        for row in rows:
            for cell in row.iterchildren(s("c")):
                if found := self.cell(cell):
                    marked.setdefault(row, []).extend(found)
        self.lists(rows, marked)
        self.foot()
        if self.rows:
            self.move(rows)
        for dimension in list(self.root.iter(s("dimension"))):
            self.root.remove(dimension)
        self.room_for_drawing()
        self.story.pieces = self.signs.program(etree.tostring(self.root, encoding="unicode"))
        return self.story

    def placed_rows(self) -> list[etree._Element]:
        """The rows; rows and cells that do not say where they stand are told."""
        rows = list(self.root.iter(s("row")))
        number = 0
        for row in rows:
            number = int(row.get("r") or number + 1)
            row.set("r", str(number))
            column = 0
            for cell in row.iterchildren(s("c")):
                column = column_number(parted(cell.get("r"))[0]) if cell.get("r") else column + 1
                cell.set("r", f"{column_letters(column)}{number}")
        return rows

    # cells

    def cell(self, cell: etree._Element) -> list[Mark]:
        """Marks of a cell; its text becomes its own, with the marks as steps."""
        told = self.told(cell)
        if told is None:
            return []
        texts = list(told.iter(s("t")))
        texts = [t for t in texts if t.getparent().tag != s("rPh")]
        text = "".join(t.text or "" for t in texts)
        reference = str(cell.get("r"))
        place = f"工作表“{self.name}”{reference}"
        if marks.STRAY.search(marks.MARK.sub("", text)):
            self.story.faults.append(Fault(place, f"“{text.strip()[:20]}”的双括号不成对"))
        spots = [(m.start(), m.end(), marks.read(m[1])) for m in marks.MARK.finditer(text)]
        if not spots:
            return []
        told = copying.deepcopy(told)
        told.tag = s("is")
        texts = [t for t in told.iter(s("t")) if t.getparent().tag != s("rPh")]
        paragraph = Paragraph(cell, texts, text, place, spots)
        self.story.found += [Found(mark, place) for _, _, mark in spots if mark.kind in ("value", "if")]
        whole = len(spots) == 1 and spots[0][2].kind == "value" and paragraph.alone(spots[0][0], spots[0][1])
        self.steps(paragraph, reference)
        paragraph.rewrite()
        for child in list(cell):
            cell.remove(child)
        if whole:
            self.number_or_text(cell, spots[0][2], told, reference)
        else:
            cell.set("t", "inlineStr")
            cell.append(told)
        return [mark for _, _, mark in spots]

    def told(self, cell: etree._Element) -> etree._Element | None:
        """The element that holds the cell's text, shared or its own."""
        if cell.find(s("f")) is not None:
            return None
        if cell.get("t") == "inlineStr":
            return cell.find(s("is"))
        value = cell.find(s("v"))
        if cell.get("t") == "s" and value is not None and (value.text or "").isdigit() and int(value.text) < len(self.strings):
            return self.strings[int(value.text)]
        return None

    def steps(self, paragraph: Paragraph, reference: str) -> None:
        """Conditions that begin and end in this cell, and its fields."""
        open_: list[tuple[int, int, Mark]] = []
        for start, end, mark in paragraph.spots:
            if mark.kind == "value":
                paragraph.edits.append((start, end, self.signs.text(value(mark, reference, self.room(reference)))))
            elif mark.kind == "if":
                open_.append((start, end, mark))
                paragraph.edits.append((start, end, self.signs.text(Condition(mark))))
            elif not open_:
                self.story.faults.append(Fault(paragraph.place, f"“{mark.written}”前面没有“如果”；表格里的条件要在同一格里"))
                paragraph.edits.append((start, end, ""))
            else:
                paragraph.edits.append((start, end, self.signs.text(Turn(mark.kind))))
                if mark.kind == "end":
                    open_.pop()
        for start, end, mark in open_:
            self.story.faults.append(Fault(paragraph.place, f"“{mark.written}”后面没有“结束”；表格里的条件要在同一格里"))
            paragraph.edits = [e for e in paragraph.edits if e[:2] != (start, end)]

    def number_or_text(self, cell: etree._Element, mark: Mark, told: etree._Element, reference: str) -> None:
        """A cell that is one field only holds a number as a number, so that formulas count it."""
        inside = etree.tostring(told, encoding="unicode")
        program = self.signs.program(inside)

        def content(copy: Copy) -> str:
            value = copy.value(mark)
            if not mark.dress and isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                return f"<v>{value}</v>"
            text = "".join(piece if isinstance(piece, str) else piece(copy) for piece in program if not isinstance(
                piece, Condition | Repeated | Turn))
            return text

        def kind(copy: Copy) -> str:
            value = copy.value(mark)
            number = not mark.dress and isinstance(value, int | float | Decimal) and not isinstance(value, bool)
            return "n" if number else "inlineStr"

        cell.set("t", self.signs.text(kind))
        cell.append(self.signs.comment(content))

    def room(self, reference: str) -> tuple[float, float]:
        """The cell's width and height in mm, with what is merged into it."""
        first, _, last = self.merges.get(reference, reference).partition(":")
        (left, top), (right, bottom) = parted(first), parted(last or first)
        wide = sum(self.width(n) for n in range(column_number(left), column_number(right) + 1))
        high = sum(self.height(n) for n in range(top, bottom + 1))
        return wide, high

    def width(self, column: int) -> float:
        usual = self.root.find(s("sheetFormatPr"))
        wide = float((usual.get("defaultColWidth") if usual is not None else None) or 9)
        for each in self.root.iter(s("col")):
            if int(each.get("min")) <= column <= int(each.get("max")) and each.get("width"):
                wide = float(each.get("width"))
        return (wide * 7 + 5) / 96 * 25.4

    def height(self, row: int) -> float:
        usual = self.root.find(s("sheetFormatPr"))
        high = float((usual.get("defaultRowHeight") if usual is not None else None) or 15)
        for each in self.root.iter(s("row")):
            if each.get("r") == str(row) and each.get("ht"):
                high = float(each.get("ht"))
        return high * POINT

    # rows

    def lists(self, rows: list[etree._Element], marked: dict[etree._Element, list[Mark]]) -> None:
        before: tuple[int, Repeated] | None = None
        for row in rows:
            lists = {(m.within, m.turn): m for m in marked.get(row, ()) if m.within}
            number = int(row.get("r"))
            if len(lists) > 1:
                names = "”和“".join(within for within, _ in lists)
                self.story.faults.append(Fault(f"工作表“{self.name}”第{number}行", f"“{names}”是两个清单，不能放在同一行里"))
            if not lists:
                continue
            mark = next(iter(lists.values()))
            step = Repeated(mark)
            if before and before[0] == number - 1 and (before[1].mark.within, before[1].mark.turn) == (mark.within, mark.turn):
                before[1].last, step.first = False, before[1].first + 1
            row.addprevious(self.signs.comment(step))
            row.addnext(self.signs.comment(Turn("end")))
            self.rows[number] = step
            before = (number, step)

    def move(self, rows: list[etree._Element]) -> None:
        """Every place in the sheet is written anew, by how many rows are put in above it."""
        self.expand(rows)
        for row in rows:
            old = int(row.get("r"))
            row.set("r", self.signs.text(lambda copy, old=old: str(shift_of(copy).row(old) + copy.repeats)))
            for cell in row.iterchildren(s("c")):
                letters, _ = parted(str(cell.get("r")))
                cell.set("r", self.signs.text(
                    lambda copy, old=old, letters=letters: f"{letters}{shift_of(copy).row(old) + copy.repeats}"))
                self.formula(cell, old)
        self.merged()
        for each in self.root.iter(etree.Element):
            if each.tag in (s("row"), s("c"), s("mergeCell"), s("f")):
                continue
            for name in RANGES:
                if each.get(name):
                    each.set(name, self.signs.text(ranged(str(each.get(name)))))
            if each.tag in (s("formula"), s("formula1"), s("formula2")) and each.text:
                each.text = self.signs.text(self.moved(each.text))
            if each.tag == s("brk") and each.getparent().tag == s("rowBreaks"):
                each.set("id", self.signs.text(ended(int(each.get("id")))))

    def expand(self, rows: list[etree._Element]) -> None:
        """Formulas that share one text get their own, or they could not move apart."""
        from openpyxl.formula.translate import Translator

        origins: dict[str, tuple[str, str]] = {}
        for row in rows:
            for cell in row.iterchildren(s("c")):
                formula = cell.find(s("f"))
                if formula is None or formula.get("t") != "shared":
                    continue
                if formula.text:
                    origins[formula.get("si")] = (formula.text, cell.get("r"))
                elif formula.get("si") in origins:
                    text, origin = origins[formula.get("si")]
                    formula.text = Translator("=" + text, origin).translate_formula(cell.get("r"))[1:]
                for name in ("t", "si", "ref"):
                    formula.attrib.pop(name, None)

    def formula(self, cell: etree._Element, row: int) -> None:
        formula = cell.find(s("f"))
        if formula is None or not formula.text:
            return
        home = row if row in self.rows else 0
        text = formula.text
        formula.text = self.signs.text(lambda copy: escape(shift_of(copy).formula(text, self.name, home, copy.repeats)))
        if (value := cell.find(s("v"))) is not None:
            cell.remove(value)

    def moved(self, formula: str) -> Step:
        return lambda copy: escape(shift_of(copy).formula(formula, self.name))

    def merged(self) -> None:
        """Merged cells inside a repeated row are merged in each of its items."""
        holder = self.root.find(s("mergeCells"))
        if holder is None:
            return
        told = [str(each.get("ref")) for each in holder]
        rows = set(self.rows)

        def written(copy: Copy) -> str:
            shift = shift_of(copy)
            found = []
            for ref in told:
                (left, top), (right, bottom) = (parted(p) for p in (ref.partition(":")[0], ref.rpartition(":")[2]))
                if top == bottom and top in rows:
                    found += [f"{left}{row}:{right}{row}" for row in range(shift.row(top), shift.end(top) + 1)]
                else:
                    found.append(shift.range(ref))
            return "".join(f"<mergeCell ref={quoteattr(ref)}/>" for ref in found)

        for each in list(holder):
            holder.remove(each)
        holder.attrib.pop("count", None)
        holder.append(self.signs.comment(written))

    # around

    def foot(self) -> None:
        """Fields in the sheet's own page head and foot."""
        for each in self.root.iter(*(s(side + part) for side in ("odd", "even", "first") for part in ("Header", "Footer"))):
            text = each.text or ""
            place = f"工作表“{self.name}”的{'页眉' if each.tag.endswith('Header') else '页脚'}"
            for match in reversed([*marks.MARK.finditer(text)]):
                mark = marks.read(match[1])
                if mark.kind == "value":
                    self.story.found.append(Found(mark, place))
                    step = self.signs.text(lambda copy, mark=mark: escape(marks.said(copy.value(mark), mark.dress).replace("&", "&&")))
                    text = text[:match.start()] + step + text[match.end():]
            each.text = text

    def room_for_drawing(self) -> None:
        """The sheet's drawing, or the place where it would stand."""
        for selected in self.root.iter(s("sheetView")):
            if selected.get("tabSelected"):
                selected.set("tabSelected", self.signs.text(lambda copy: "0" if copy.number else "1"))
        if self.root.find(s("drawing")) is not None:
            return
        behind = next((e for e in self.root if e.tag in tuple(map(s, BEHIND_DRAWING))), None)
        sign = self.signs.comment(lambda copy: f'<drawing xmlns:r="{OFFICE}" r:id="{sheet_copy(copy).drawing}"/>'
                                  if sheet_copy(copy).anchors else "")
        if behind is None:
            self.root.append(sign)
        else:
            behind.addprevious(sign)


def ranged(told: str) -> Step:
    return lambda copy: shift_of(copy).range(told)


def ended(told: int) -> Step:
    return lambda copy: str(shift_of(copy).end(told))


def value(mark: Mark, reference: str, room: tuple[float, float]) -> Step:
    """The field's text; a picture is placed over the cell instead."""
    letters, row = parted(reference)

    def step(copy: Copy) -> str:
        value = copy.value(mark)
        if shown := marks.picture(value):
            here = sheet_copy(copy)
            here.place = (letters, here.shift.row(row) + copy.repeats)
            copy.picture(shown, marks.size(mark.dress) or room)
            return ""
        return escape(marks.said(value, mark.dress))

    return step


def drawing_texts(root: etree._Element, name: str) -> Iterator[Paragraph]:
    """The paragraphs of text boxes on a sheet."""
    for element in root.iter(f"{{{A}}}p"):
        texts = list(element.iter(f"{{{A}}}t"))
        text = "".join(t.text or "" for t in texts)
        spots = [(m.start(), m.end(), marks.read(m[1])) for m in marks.MARK.finditer(text)]
        if spots:
            yield Paragraph(element, texts, text, f"工作表“{name}”的文本框", spots)


def drawing_story(package: Package, part: str, name: str) -> Story:
    """The fields in the text boxes of a sheet's drawing; what is anchored below a repeated row moves along."""
    root, signs, story = package.tree(part), Signs(), Story(part)
    for row in root.iter(f"{{{XDR}}}row"):
        row.text = signs.text(lambda copy, old=int(row.text): str(shift_of(copy).row(old + 1) - 1))
    for paragraph in drawing_texts(root, name):
        for start, end, mark in paragraph.spots:
            if mark.kind == "value":
                story.found.append(Found(mark, paragraph.place))
                step: Piece = lambda copy, mark=mark: escape(marks.said(copy.value(mark), mark.dress).replace("\n", " "))  # noqa: E731
                paragraph.edits.append((start, end, signs.text(step)))
            else:
                story.faults.append(Fault(paragraph.place, "文本框里不能写“如果”"))
                paragraph.edits.append((start, end, ""))
        paragraph.rewrite()
        for text in paragraph.texts:
            text.attrib.pop(SPACE, None)
    story.pieces = signs.program(re.sub(r"^<\?xml[^>]*\?>", "", etree.tostring(root, encoding="unicode")))
    return story
