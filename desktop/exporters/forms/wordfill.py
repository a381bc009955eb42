"""Fills a prepared .docx form: one record on its page, or many in one file, each in a section of its own."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.exporters.forms.marks import Record
from desktop.exporters.forms.package import HEAD, Package, declare, pack, relate, relations_of
from desktop.exporters.forms.pictures import Pictures
from desktop.exporters.forms.program import Copy, run
from desktop.exporters.forms.story import Story
from desktop.exporters.forms.word import BODY, stories
from desktop.services.progress import Progress

HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


class WordTemplate:
    """A .docx form that can be filled any number of times."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.body, *self.others = stories(package)
        self.ids = {told["Target"]: told["Id"] for told in package.relations(BODY) if "Target" in told and "Id" in told}

    @property
    def stories(self) -> list[Story]:
        return [self.body, *self.others]

    @property
    def turns(self) -> int:
        return max(story.turns for story in self.stories)

    def write(self, records: Sequence[Record], path: Path, progress: Progress) -> list[tuple[int, str]]:
        """Every record into one file; what went wrong with which, by the record's index."""
        parts = dict(self.package.parts)
        pictures = Pictures("word/media/form")
        turns = self.turns
        pages = [list(records[at:at + turns]) for at in range(0, len(records), turns)]
        out = [HEAD, self.body.head]
        troubles: list[tuple[int, str]] = []
        links: list[tuple[str, str, str]] = []
        types: dict[str, str] = {}
        last = ""
        for number, page in enumerate(pages):
            copy = Copy(page, pictures.inline, number, number == len(pages) - 1)
            self.around(copy, parts, links, types)
            section: list[str] = []
            run(self.body.section, copy, section)
            copy.section = "".join(section)
            run(self.body.pieces, copy, out)
            last = copy.section
            troubles += [(number * turns, said) for said in dict.fromkeys(copy.troubles)]
            progress(min((number + 1) * turns, len(records)), len(records))
        out += [last, *(p for p in self.body.tail if isinstance(p, str))]
        parts[BODY] = "".join(out).encode()
        links += pictures.relations("media")
        parts |= pictures.parts
        if links:
            parts[relations_of(BODY)] = relate(parts.get(relations_of(BODY)), links)
        if links or types:
            parts["[Content_Types].xml"] = declare(parts["[Content_Types].xml"], pictures.types, types)
        pack(parts, path)
        return troubles

    def around(self, copy: Copy, parts: dict[str, bytes], links: list[tuple[str, str, str]], types: dict[str, str]) -> None:
        """Headers and footers that hold fields: the first copy's in their own part, the others' in parts of their own."""
        for story in self.others:
            if not story.found:
                continue
            inside: list[str] = [HEAD]
            run(story.pieces, copy, inside)
            name = story.part
            if copy.number:
                name = story.part.replace(".xml", f"_{copy.number}.xml")
                kind = "header" if "header" in story.part else "footer"
                its = self.ids[story.part]
                copy.linked[its] = f"{its}x{copy.number}"
                links.append((copy.linked[its], kind, name.removeprefix("word/")))
                types[name] = HEADER_TYPE.format(kind)
                if relations_of(story.part) in self.package.parts:
                    parts[relations_of(name)] = self.package.parts[relations_of(story.part)]
            parts[name] = "".join(inside).encode()
