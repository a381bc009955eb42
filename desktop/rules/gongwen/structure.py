"""The four levels of a 公文's text and where a heading ends inside its paragraph (7.3.3)."""
from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.rules.gongwen.pieces import Span

LEVELS = (
    (1, re.compile(r"[一二三四五六七八九十百]+、")),
    (2, re.compile(r"（[一二三四五六七八九十百]+）")),
    (3, re.compile(r"\d{1,2}[.．](?!\d)")),
    (4, re.compile(r"（\d{1,2}）")),
)
FACES = {1: "黑体", 2: "楷体"}  # levels 3 and 4 are 仿宋 like the text
HEADING_END = re.compile(r"[。：；？！]")
LONGEST_HEADING = 40  # a first sentence longer than this is text with an ordinal, not a heading


@dataclass(frozen=True)
class Heading:
    """`mark` 一、 `title` the heading's words with their stop when text runs on, `rest` the text after it."""
    level: int
    mark: str
    title: str
    rest: str

    @property
    def alone(self) -> bool:
        return not self.rest


def heading(paragraph: str) -> Heading | None:
    """None for ordinary text. A run-in heading ends at its first full stop (or 一、时间： at the colon)."""
    text = paragraph.strip()
    for level, pattern in LEVELS:
        if match := pattern.match(text):
            after = text[match.end():]
            stop = HEADING_END.search(after)
            if not stop or stop.end() == len(after):
                end = len(after) if len(after) <= LONGEST_HEADING else 0
            else:
                end = stop.end() if stop.end() <= LONGEST_HEADING else 0
            return Heading(level, match[0], after[:end], after[end:])
    return None


def spans(paragraph: str) -> tuple[Span, ...]:
    """The paragraph in runs of one face: 黑体 一、, 楷体 （一）, otherwise 仿宋."""
    text = paragraph.strip()
    found = heading(text)
    if found is None or found.level not in FACES:
        return (Span(text),)
    head = Span(found.mark + found.title, FACES[found.level])
    return (head, Span(found.rest)) if found.rest else (head,)
