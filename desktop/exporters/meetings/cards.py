"""One 席卡: what stands on it and how large, as both pens need it."""
from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from desktop.exporters.fonts import KAITI, XIAOBIAOSONG
from desktop.exporters.page import em
from desktop.fields.report import printable
from desktop.rules.seatcards import SMALL, Holder, largest

POINTS = 72 / 25.4


@dataclass(frozen=True)
class Card:
    """`post` stands small above the name of a guest."""
    name: str
    post: str = ""


def height(card: Card, holder: Holder) -> float:
    """Of the name's characters, in mm."""
    return largest(holder, em(card.name), with_post=bool(card.post))


def run(text: str, face: str, points: float) -> str:
    half = round(points * 2)
    return (f'<w:r><w:rPr><w:rFonts w:ascii="{face}" w:eastAsia="{face}" w:hAnsi="{face}" w:hint="eastAsia"/><w:sz w:val="{half}"/>'
            f'<w:szCs w:val="{half}"/></w:rPr><w:t xml:space="preserve">{escape(printable(text))}</w:t></w:r>')


def line(text: str, face: str, points: float) -> str:
    return (f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{round(points * 1.1 * 20)}" w:lineRule="exact"/>'
            f'<w:jc w:val="center"/></w:pPr>'
            f"{run(text, face, points)}</w:p>")


def lines(card: Card, holder: Holder) -> str:
    """The paragraphs of one card in a Word document."""
    post = line(card.post, KAITI.name, min(holder.high * SMALL, (holder.wide - 16) / em(card.post)) * POINTS) if card.post else ""
    return post + line(card.name, XIAOBIAOSONG.name, height(card, holder) * POINTS)
