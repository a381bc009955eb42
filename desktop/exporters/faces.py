"""Which official fonts this PC has, what stands in for the others, and which characters of names each cannot show."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop import resources
from desktop.exporters.fonts import FACES, Face, file, lacking, missing

STAND_INS = {"FandolFang-Regular": "Fandol 仿宋", "LXGWWenKai-Regular": "霞鹜文楷", "NotoSansSC-Medium": "思源黑体",
             "NotoSerifSC-Regular": "思源宋体", "NotoSerifSC-Bold": "思源宋体（粗）"}
NARROW = ("仿宋_GB2312", "楷体_GB2312", "方正小标宋简体")  # made for the 6763 characters of GB 2312 only


@dataclass(frozen=True)
class Standing:
    """One official face. `own` is this PC's font file, '' when it has none; `used` what draws PDF papers.

    `outside` are characters that the official font was never made with, `borrowed` those that another face lends here,
    `missing` those that no font here can draw. Each character stands once.
    """
    face: str
    own: str
    used: str
    outside: str
    borrowed: str
    missing: str

    @property
    def hidden(self) -> str:
        """What a name cannot be shown with in this face as such."""
        return "".join(dict.fromkeys(self.outside + self.borrowed + self.missing))


def survey(names: Iterable[str]) -> list[Standing]:
    """Every official face, held against the characters of these names. Reads the fonts: a second or two."""
    text = "".join(dict.fromkeys("".join(names)))
    return [standing(face, text) for face in FACES.values()]


def standing(face: Face, text: str) -> Standing:
    path, bundled = file(face), resources.find(f"fonts/{face.bundled}")
    own = "" if path == bundled else path.name
    gone = missing(text, face)
    outside = "".join(c for c in text if not c.isspace() and not narrow(c)) if face.name in NARROW else ""
    borrowed = "".join(c for c in lacking(text, face) if c not in gone)
    return Standing(face.name, own, own or STAND_INS.get(Path(face.bundled).stem, face.bundled), outside, borrowed, gone)


def narrow(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return character == "·"
    return True
