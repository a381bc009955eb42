"""Fills a prepared .xlsx form: one record in its workbook, or many as a sheet each."""
from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from desktop.exporters.forms import marks
from desktop.exporters.forms.cells import Shift, column_number
from desktop.exporters.forms.marks import Mark, Record
from desktop.exporters.forms.package import HEAD, OFFICE, Package, declare, pack, relate, relations_of
from desktop.exporters.forms.pictures import EMU, Pictures, link
from desktop.exporters.forms.program import Picture, Repeated, run
from desktop.exporters.forms.sheet import XDR, A, SheetCopy, SheetPreparation, drawing_story, s
from desktop.exporters.forms.story import Story
from desktop.fields.refused import Refused
from desktop.services.progress import Progress

BOOK = "xl/workbook.xml"
STRINGS = "xl/sharedStrings.xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
LONGEST = 31  # characters of a sheet's name
EMPTY = f'<xdr:wsDr xmlns:xdr="{XDR}" xmlns:a="{A}"></xdr:wsDr>'
ANCHOR = ('<xdr:oneCellAnchor xmlns:xdr="{xdr}" xmlns:a="{a}"><xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>{left}</xdr:colOff>'
          '<xdr:row>{row}</xdr:row><xdr:rowOff>{top}</xdr:rowOff></xdr:from><xdr:ext cx="{across}" cy="{up}"/><xdr:pic><xdr:nvPicPr>'
          '<xdr:cNvPr id="{number}" name="照片{number}"/><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>'
          '<xdr:blipFill><a:blip xmlns:r="{office}" r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr>'
          '<a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{up}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
          '</xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>')


@dataclass
class Sheet:
    """One worksheet of the form: its name, its part, its story, and that of its drawing."""
    name: str
    part: str
    number: int
    link: str
    story: Story
    rows: dict[int, Repeated]
    drawing: Story | None

    @property
    def marked(self) -> bool:
        return bool(self.story.found or (self.drawing and self.drawing.found))


class SheetTemplate:
    """An .xlsx form that can be filled any number of times."""

    def __init__(self, package: Package) -> None:
        self.package = package
        strings = [e for e in package.tree(STRINGS) if e.tag == s("si")] if STRINGS in package.parts else []
        targets = {told["Id"]: told for told in package.relations(BOOK)}
        self.book = package.tree(BOOK)
        self.sheets: list[Sheet] = []
        for number, each in enumerate(self.book.iter(s("sheet"))):
            told = targets.get(str(each.get(f"{{{OFFICE}}}id")), {})
            if not told.get("Type", "").endswith("/worksheet") or told["Target"] not in package.parts:
                continue
            prepared = SheetPreparation(package, told["Target"], str(each.get("name")), strings)
            story = prepared.made()
            drawing = next((t["Target"] for t in package.relations(told["Target"]) if t.get("Type", "").endswith("/drawing")), "")
            self.sheets.append(Sheet(str(each.get("name")), told["Target"], number, told["Id"], story, prepared.rows,
                                     drawing_story(package, drawing, str(each.get("name"))) if drawing in package.parts else None))

    @property
    def stories(self) -> list[Story]:
        return [story for sheet in self.sheets for story in (sheet.story, sheet.drawing) if story is not None]

    @property
    def turns(self) -> int:
        return max((story.turns for story in self.stories), default=1)

    def write(self, records: Sequence[Record], path: Path, progress: Progress) -> list[tuple[int, str]]:
        turns = self.turns
        pages = [list(records[at:at + turns]) for at in range(0, len(records), turns)]
        marked = [sheet for sheet in self.sheets if sheet.marked]
        if len(pages) > 1 and len(marked) > 1:
            raise Refused(f"表样“{self.package.path.name}”有 {len(marked)} 张工作表要填，多条记录不能合在一个文件里，没有生成。"
                          "请改为每条记录一个文件。")
        filling = Workbook(self)
        for number, page in enumerate(pages):
            for sheet in marked:
                filling.add(sheet, page, number, number == len(pages) - 1)
            progress(min((number + 1) * turns, len(records)), len(records))
        pack(filling.closed(), path)
        return []


class Workbook:
    """The workbook that is being filled."""

    def __init__(self, template: SheetTemplate) -> None:
        self.template = template
        self.parts = dict(template.package.parts)
        self.pictures = Pictures("xl/media/form")
        self.types: dict[str, str] = {}
        self.links: list[tuple[str, str, str]] = []
        self.names: list[tuple[str, str, Shift]] = []
        self.shifts: dict[int, Shift] = {}
        self.used = {sheet.name.casefold() for sheet in template.sheets}
        self.moved = False

    def add(self, sheet: Sheet, page: list[Record], number: int, last: bool) -> None:
        copy = SheetCopy(page, lambda path, room: "", number, last, shift=Shift(added(sheet, page)))
        copy.picture = self.placing(copy)
        part, relations = sheet.part, self.parts.get(relations_of(sheet.part))
        if number:
            part = f"xl/worksheets/form{number}.xml"
            self.types[part] = SHEET_TYPE
            its = f"formSheet{number}"
            self.links.append((its, "worksheet", f"worksheets/form{number}.xml"))
            self.names.append((its, self.called(page[0], sheet, number), copy.shift))
        else:
            self.shifts[sheet.number] = copy.shift
        self.moved = self.moved or bool(sheet.rows)
        inside: list[str] = [HEAD]
        copy.drawing = "formDrawing"
        run(sheet.story.pieces, copy, inside)
        self.parts[part] = "".join(inside).encode()
        relations = self.drawn(sheet, copy, part, relations)
        if relations is not None:
            self.parts[relations_of(part)] = relations

    def called(self, record: Record, sheet: Sheet, number: int) -> str:
        """What a further sheet is called: by the record's first telling value, otherwise by the sheet and a number."""
        told = next((str(record[n]) for n in ("姓名", "名称", "题目", "案由") if record.get(n)), f"{sheet.name}{number + 1}")
        stem = FORBIDDEN.sub("", told).strip()[:LONGEST - 4] or f"{sheet.name}{number + 1}"
        name, again = stem, 1
        while name.casefold() in self.used:
            again += 1
            name = f"{stem}{again}"
        self.used.add(name.casefold())
        return name

    def placing(self, copy: SheetCopy) -> Picture:
        def place(path: Path, room: tuple[float, float]) -> str:
            inner = (max(room[0] - 1, 3), max(room[1] - 1, 3))
            added = self.pictures.add(path, inner)
            if added is not None:
                number, across, up = added
                letters, row = copy.place
                self.pictures.placed += 1
                copy.anchors.append(ANCHOR.format(
                    xdr=XDR, a=A, office=OFFICE, column=column_number(letters) - 1, row=row - 1, left=round((room[0] - across) / 2 * EMU),
                    top=round((room[1] - up) / 2 * EMU), across=round(across * EMU), up=round(up * EMU),
                    number=10_000 + self.pictures.placed, link=link(number)))
            return ""

        return place

    def drawn(self, sheet: Sheet, copy: SheetCopy, part: str, relations: bytes | None) -> bytes | None:
        """The sheet's drawing with its fields and the pictures placed; returns the sheet's relations."""
        if sheet.drawing is None and not copy.anchors:
            return relations
        name = f"xl/drawings/form{copy.number}_{sheet.number}.xml"
        if sheet.drawing is not None:
            inside: list[str] = []
            run(sheet.drawing.pieces, copy, inside)
            text = "".join(inside)
            own = self.template.package.parts.get(relations_of(sheet.drawing.part))
            if copy.number and relations is not None:
                old = posixpath.basename(sheet.drawing.part)
                relations = re.sub(rb'Target="[^"]*' + re.escape(old.encode()), f'Target="/{name}'.encode(), relations)
                self.types[name] = DRAWING_TYPE
            else:
                name = sheet.drawing.part
        else:
            text, own = EMPTY, None
            self.types[name] = DRAWING_TYPE
            relations = relate(relations, [(copy.drawing, "drawing", f"/{name}")])
        at = text.rindex("</")
        self.parts[name] = (HEAD + text[:at] + "".join(copy.anchors) + text[at:]).encode()
        if copy.anchors:
            own = relate(own, [each for each in self.pictures.relations("../media")
                               if f'"{each[0]}"' in "".join(copy.anchors)])
        if own is not None:
            self.parts[relations_of(name)] = own
        return relations

    def closed(self) -> dict[str, bytes]:
        """The parts, with the sheets in the workbook's list and everything told that was added."""
        text = self.parts[BOOK].decode("utf-8")
        numbers = [int(n) for n in re.findall(r'sheetId="(\d+)"', text)]
        prefix = re.search(r"<(\w+:)?sheets\b", text)
        lead = (prefix[1] or "") if prefix else ""
        rows = "".join(f'<{lead}sheet xmlns:r="{OFFICE}" name={quoteattr(name)} sheetId="{max(numbers) + n}" r:id="{its}"/>'
                       for n, (its, name, _) in enumerate(self.names, 1))
        text = text.replace(f"</{lead}sheets>", f"{rows}</{lead}sheets>")
        text = self.defined(text, lead)
        if self.moved:
            text = recalculated(text, lead)
            self.parts.pop("xl/calcChain.xml", None)
        self.parts[BOOK] = text.encode()
        relations = self.parts[relations_of(BOOK)]
        types = self.parts["[Content_Types].xml"]
        if self.moved:
            relations = re.sub(rb"<Relationship [^>]*calcChain[^>]*/>", b"", relations)
            types = re.sub(rb"<Override [^>]*calcChain[^>]*/>", b"", types)
        self.parts[relations_of(BOOK)] = relate(relations, self.links) if self.links else relations
        self.parts |= self.pictures.parts
        self.parts["[Content_Types].xml"] = declare(types, self.pictures.types, self.types)
        return self.parts

    def defined(self, text: str, lead: str) -> str:
        """Print areas and titles move with the rows, and each further sheet has its own."""
        marked = {sheet.number: sheet for sheet in self.template.sheets if sheet.marked}
        count = len(list(self.template.book.iter(s("sheet"))))

        def moved(match: re.Match[str]) -> str:
            attributes, inside = match[1], match[2]
            local = re.search(r'localSheetId="(\d+)"', attributes)
            whole = f"<{lead}definedName{{}}>{{}}</{lead}definedName>"
            here = inside
            for number, sheet in marked.items():
                if local is None or number == int(local[1]):
                    here = self.shifts.get(number, Shift()).formula(here, sheet.name)
            said = whole.format(attributes, here)
            if local is not None and int(local[1]) in marked:
                old = marked[int(local[1])].name
                for n, (_, name, shift) in enumerate(self.names):
                    own = attributes.replace(local[0], f'localSheetId="{count + n}"')
                    there = re.sub(rf"(?:'{re.escape(old)}'|{re.escape(old)})!", f"'{name}'!", shift.formula(inside, old))
                    said += whole.format(own, there)
            return said

        return re.sub(rf"<{lead}definedName( [^>]*)>([^<]*)</{lead}definedName>", moved, text)


def added(sheet: Sheet, page: list[Record]) -> dict[int, int]:
    """How many rows more than the form has come behind each repeated one."""
    found = {}
    for row, step in sheet.rows.items():
        count = len(marks.items_of(Mark("", "value", within=step.mark.within, turn=step.mark.turn), page)) - step.first
        found[row] = max(count - 1, 0) if step.last else 0
    return found


def recalculated(text: str, lead: str) -> str:
    """What the formulas give is worked out when the file is opened."""
    text = re.sub(rf"<{lead}calcPr\b[^>]*/>", lambda m: re.sub(r' fullCalcOnLoad="\w+"', "", m[0])[:-2] + ' fullCalcOnLoad="1"/>', text)
    if f"<{lead}calcPr" in text:
        return text
    behind = re.search(rf"<{lead}(oleSize|customWorkbookViews|pivotCaches|webPublishing|fileRecoveryPr|extLst)\b|</{lead}workbook>", text)
    assert behind is not None
    return f'{text[:behind.start()]}<{lead}calcPr fullCalcOnLoad="1"/>{text[behind.start():]}'
