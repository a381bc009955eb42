"""Elements of WordprocessingML in the order that the schema wants."""
from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

PPR_ORDER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "pBdr", "tabs",
             "snapToGrid", "spacing", "ind", "jc")
RPR_ORDER = ("rFonts", "b", "i", "color", "spacing", "w", "kern", "sz", "szCs", "u", "vertAlign", "lang")


def element(tag: str, **attributes: object):
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def put(parent, child, order: tuple[str, ...]) -> None:
    """Word refuses children out of the schema's order; LibreOffice opens them and hides the fault."""
    name = child.tag.split("}")[1]
    later = {qn(f"w:{tag}") for tag in order[order.index(name) + 1:]}
    for old in parent.findall(child.tag):
        parent.remove(old)
    follower = next((part for part in parent if part.tag in later), None)
    if follower is None:
        parent.append(child)
    else:
        follower.addprevious(child)
