"""Which rows and paragraphs of a Word form are repeated for a list, and which are kept only on a condition."""
from __future__ import annotations

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # compiled, without types

from desktop.exporters.forms import marks
from desktop.exporters.forms.marks import Mark
from desktop.exporters.forms.program import Condition, Piece, Repeated, Signs, Turn
from desktop.exporters.forms.story import Fault, Paragraph
from desktop.exporters.forms.wordml import above, said, w

Spot = tuple[Paragraph, int, int, Mark]
"""A mark of a paragraph, with its beginning and end in the paragraph's text."""


class Structure:
    """Writes signs around what is repeated or conditional."""

    def __init__(self, signs: Signs, faults: list[Fault]) -> None:
        self.signs = signs
        self.faults = faults
        self.starts: set[etree._Element] = set()
        self.ends: set[etree._Element] = set()

    def lists(self, paragraphs: list[Paragraph]) -> None:
        """Rows, or paragraphs outside tables, that hold a list's fields."""
        holding: dict[etree._Element, Mark] = {}
        for paragraph in paragraphs:
            for _, _, mark in paragraph.spots:
                if not mark.within or mark.kind not in ("value", "if"):
                    continue
                row = above(paragraph.element, "tr")
                holder = paragraph.element if row is None else row
                other = holding.setdefault(holder, mark)
                if (other.within, other.turn) != (mark.within, mark.turn):
                    self.faults.append(Fault(paragraph.place, f"“{other.within}”和“{mark.within}”是两个清单，不能放在同一行里"))
        before: etree._Element | None = None
        first = 0
        previous: Repeated | None = None
        for holder, mark in holding.items():
            follows = (before is not None and previous is not None and holder.getprevious() is not None
                       and before.getnext() is self.end_of(before) and self.end_of(before).getnext() is holder
                       and (previous.mark.within, previous.mark.turn) == (mark.within, mark.turn))
            if follows and previous is not None:
                previous.last = False
                first += 1
            else:
                first = 0
            is_row = holder.tag == w("tr")
            step = Repeated(mark, first, True, blank=is_row or sole(holder))
            self.around(holder, holder, step)
            if is_row:
                self.merged(holder)
            before, previous = holder, step

    def end_of(self, element: etree._Element) -> etree._Element:
        found = element.getnext()
        assert found is not None
        return found

    def merged(self, row: etree._Element) -> None:
        """A label that reaches over rows reaches over the repeated ones too."""
        for merge in row.iter(w("vMerge")):
            cell = above(merge, "tc")
            if said(merge, otherwise="continue") != "restart" or cell is None or above(cell, "tr") is not row:
                continue
            if not any(marks.MARK.search(t.text or "") for t in cell.iter(w("t"))):
                merge.set(w("val"), self.signs.text(lambda copy: "continue" if copy.repeats else "restart"))

    def around(self, first: etree._Element, last: etree._Element, step: Piece) -> None:
        """Signs before and behind elements, outside of those that are there already."""
        while (before := first.getprevious()) is not None and before in self.starts:
            first = before
        while (behind := last.getnext()) is not None and behind in self.ends:
            last = behind
        start, end = self.signs.comment(step), self.signs.comment(Turn("end"))
        first.addprevious(start)
        move_tail(last)
        last.addnext(end)
        self.starts.add(start)
        self.ends.add(end)

    def conditions(self, paragraphs: list[Paragraph]) -> None:
        stack: list[list[Spot]] = []
        for paragraph in paragraphs:
            for start, end, mark in paragraph.spots:
                here = (paragraph, start, end, mark)
                if mark.kind == "if":
                    stack.append([here])
                elif mark.kind == "else" and stack and len(stack[-1]) == 1:
                    stack[-1].append(here)
                elif mark.kind == "end" and stack:
                    self.condition([*stack.pop(), here])
                elif mark.kind in ("else", "end"):
                    self.fault(here, f"“{mark.written}”前面没有“如果”")
        for group in stack:
            self.fault(group[0], f"“{group[0][3].written}”后面没有“结束”")

    def fault(self, here: Spot, reason: str) -> None:
        paragraph, start, end, _ = here
        self.faults.append(Fault(paragraph.place, reason))
        paragraph.edits.append((start, end, ""))

    def condition(self, group: list[Spot]) -> None:
        first, last = group[0], group[-1]
        step = Condition(first[3])
        elements = [g[0].element for g in group]
        if len({*elements}) == 1:
            if len(group) == 2 and first[0].alone(first[1], last[2]) and not sole(elements[0]):
                self.around(elements[0], elements[0], step)
                self.drop(group)
            else:
                steps: list[Piece] = [step, *(Turn("else") for _ in group[1:-1]), Turn("end")]
                for (paragraph, start, end, _), each in zip(group, steps, strict=True):
                    paragraph.edits.append((start, end, self.signs.text(each)))
        elif len({e.getparent() for e in elements}) == 1 and all(p.alone(s, e) for p, s, e, _ in group):
            self.block(group, step)
        else:
            self.rows(group, step)

    def drop(self, group: list[Spot]) -> None:
        for paragraph, start, end, _ in group:
            paragraph.edits.append((start, end, ""))

    def block(self, group: list[Spot], step: Condition) -> None:
        """Whole paragraphs between marks that stand alone in theirs."""
        first, *middle, last = [g[0].element for g in group]
        kept = last.getnext() is None or last.getnext().tag == w("sectPr")  # a cell and the body end with a paragraph
        self.around(first, last, step)
        for each in middle:
            each.addprevious(self.signs.comment(Turn("else")))
        self.drop(group)
        for each in (first, *middle, *(() if kept and not filled_before(first) else (last,))):
            each.getparent().remove(each)

    def rows(self, group: list[Spot], step: Condition) -> None:
        """Whole rows, from the one that holds the first mark to that of the last."""
        rows = [above(g[0].element, "tr") for g in group]
        if any(r is None for r in rows) or len({r.getparent() for r in rows if r is not None}) != 1:
            self.fault(group[0], f"“{group[0][3].written}”和它的“结束”不在同一段、同一格或同一张表里")
            self.drop(group[1:])
            return
        first, *middle, last = [r for r in rows if r is not None]
        self.around(first, last, step)
        for each in middle:
            each.addprevious(self.signs.comment(Turn("else")))
        self.drop(group)


def sole(paragraph: etree._Element) -> bool:
    """Whether it is the only paragraph of its cell, or the last thing in it."""
    parent = paragraph.getparent()
    return parent is not None and parent.tag == w("tc") and len(parent.findall(w("p"))) == 1


def filled_before(element: etree._Element) -> bool:
    """Whether a paragraph stands before it in its cell."""
    return any(e.tag == w("p") for e in element.itersiblings(preceding=True))


def move_tail(element: etree._Element) -> None:
    element.tail = None
