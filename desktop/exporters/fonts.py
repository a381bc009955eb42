"""The official faces of paper: the PC's own file for each, otherwise the bundled stand-in, and what neither can draw."""
from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from desktop import resources
from desktop.exporters import gaps

BUNDLED_ONLY = "XIEWU_BUNDLED_FONTS"  # set: the PC's fonts do not count, so that every PC makes the same PDF


@dataclass(frozen=True)
class Face:
    """A face by the name that papers carry. `own`: file names without suffix, the fullest character set first."""

    name: str
    own: tuple[str, ...]
    bundled: str


def official(code: str, *names: str) -> tuple[str, ...]:
    """`names`, then the files of UOS (CESI) and Kylin (国标), which differ only in the two or three letters of the face."""
    return (*names, *(f"{maker}_{code}_{charset}" for charset in ("gb18030", "gb13000", "gb2312") for maker in ("cesi", "gb")))


FANGSONG = Face("仿宋_GB2312", official("fs", "simfang", "fzfsk", "仿宋", "仿宋_gb2312"), "FandolFang-Regular.ttf")
KAITI = Face("楷体_GB2312", official("kt", "simkai", "fzktk", "楷体", "楷体_gb2312"), "LXGWWenKai-Regular.ttf")
HEITI = Face("黑体", official("ht", "simhei", "fzhtk", "黑体"), "NotoSansSC-Medium.ttf")
SONGTI = Face("宋体", official("ss", "simsun", "fzssk", "宋体"), "NotoSerifSC-Regular.ttf")
XIAOBIAOSONG = Face(
    "方正小标宋简体",
    official("xbs", "fzxbsk", "fzxbsjw", "方正小标宋_gbk", "方正小标宋简体", "fzxiaobiaosong-b05s"),
    "NotoSerifSC-Bold.ttf",
)
FACES = {face.name: face for face in (FANGSONG, KAITI, HEITI, SONGTI, XIAOBIAOSONG)}
# Fonts of nothing but rare characters, or of nearly all: of Windows, UOS, Kylin, and free ones that offices install for names.
LARGE = ("simsunb", "simsunextg", "simsun-extg", *official("ss"), "plangothicp1-regular", "plangothicp2-regular", "th-tshyn-p0",
         "th-tshyn-p1", "th-tshyn-p2", "hanamina", "hanaminb", "babelstonehan", "sun-extb")
SUFFIXES = (".ttf", ".ttc", ".otf")
BEYOND = re.compile(r"(?<=> <)[0-9A-F]{5,6}(?=>)")


def face(name: str) -> Face:
    """The face of an official name; a name that an office invented for itself is drawn as 宋体."""
    return FACES.get(name) or {"仿宋": FANGSONG, "楷体": KAITI}.get(name, SONGTI)


def folders() -> tuple[Path, ...]:
    if sys.platform == "win32":
        system = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        own = os.environ.get("LOCALAPPDATA")
        return (system, Path(own) / "Microsoft" / "Windows" / "Fonts") if own else (system,)
    home = Path.home()
    return Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"


@cache
def installed(roots: tuple[Path, ...]) -> dict[str, Path]:
    """The PC's font files by their lower-case name without suffix."""
    found: dict[str, Path] = {}
    for root in roots:
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            if path.suffix.lower() in SUFFIXES:
                found.setdefault(path.stem.lower(), path)
    return found


def file(of: Face) -> Path:
    """The file that draws this face here."""
    own = {} if os.environ.get(BUNDLED_ONLY) else installed(folders())
    for name in of.own:
        path = own.get(name)
        if path is not None and characters(path):
            return path
    return resources.find(f"fonts/{of.bundled}")


@cache
def characters(path: Path) -> frozenset[int]:
    """The code points a font file draws; none when it is broken or when a PDF cannot embed its kind of outlines."""
    from fontTools.ttLib import TTFont, TTLibError  # heavy: only papers need it, not the window

    try:
        with TTFont(path, fontNumber=0, lazy=True) as font:
            return frozenset(font.getBestCmap() or ()) if "glyf" in font else frozenset()
    except (OSError, TTLibError):
        return frozenset()


@cache
def chain(of: Face) -> tuple[Path, ...]:
    """The face's file, then those that fill its gaps: the stand-in of the same face, Song, Hei, Kai, this PC's large fonts."""
    fillers = (of, SONGTI, HEITI, KAITI)
    own = {} if os.environ.get(BUNDLED_ONLY) else installed(folders())
    large = (own[name] for name in LARGE if name in own and characters(own[name]))
    return tuple(dict.fromkeys([file(of), *(resources.find(f"fonts/{filler.bundled}") for filler in fillers), *large]))


@cache
def drawn_by(character: str, of: Face) -> Path | None:
    return next((path for path in chain(of) if ord(character) in characters(path)), None)


def missing(text: str, of: Face) -> str:
    """The characters of `text` that will be an empty box on this PC, each once, in their order."""
    seen = dict.fromkeys(c for c in text if c.isprintable() and not c.isspace())
    return "".join(c for c in seen if drawn_by(c, of) is None)


def lacking(text: str, of: Face) -> str:
    """The characters that the face's own file has not, so that a word processor borrows them from another face."""
    own = characters(file(of))
    return "".join(c for c in dict.fromkeys(text) if c.isprintable() and not c.isspace() and ord(c) not in own)


def pieces(text: str, of: Face) -> tuple[tuple[str, str, float], ...]:
    """As `parted`, for what is drawn: a character that no font has is noted."""
    found = parted(text, of)
    if HOLES and (text, of) in HOLES:
        gaps.note(HOLES[text, of], text)
    return found


HOLES: dict[tuple[str, Face], str] = {}  # the characters that no font has, of the texts that were parted


@lru_cache(maxsize=100_000)
def parted(text: str, of: Face) -> tuple[tuple[str, str, float], ...]:
    """`text` in pieces: the name, registered with reportlab, of the font that draws it, the piece, its width in em."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    first = chain(of)[0]
    if characters(first).issuperset(map(ord, text)):
        found = [(first, text)]
    else:
        if holes := missing(text, of):
            HOLES[text, of] = holes
        box = chain(SONGTI)[0]  # whose empty box looks like one
        found = [(path, "".join(piece)) for path, piece in groupby(text, key=lambda c: drawn_by(c, of) or (box if c in holes else first))]
    return tuple((font, piece, stringWidth(piece, font, 1.0)) for font, piece in ((register(path), p) for path, p in found))


def runs(text: str, of: Face) -> Iterator[tuple[str, str]]:
    """The pieces without their widths."""
    return ((font, piece) for font, piece, _ in pieces(text, of))


def width(text: str, of: Face, size: float) -> float:
    """In points, as a PDF will set it."""
    return sum(wide for _, _, wide in parted(text, of)) * size


@cache
def register(path: Path) -> str:
    """The name under which reportlab draws with this file."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    class Copyable(TTFont):
        """Every character that is drawn can be copied out again, also those whose glyph is an empty box.

        reportlab writes code points above U+FFFF with five digits, which makes 𬭎 another character: UTF-16 is wanted.
        """

        def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> Any:
            for character in text:
                self.face.charToGlyph.setdefault(ord(character), 0)  # its own code for the box, not that of all boxes
            return super().splitString(text, doc, encoding)

        def addObjects(self, doc: Any) -> None:
            super().addObjects(doc)
            for name, made in doc.idToObject.items():
                if name.startswith("toUnicodeCMap:"):
                    made.content = BEYOND.sub(lambda code: chr(int(code[0], 16)).encode("utf-16-be").hex().upper(), made.content)

    pdfmetrics.registerFont(Copyable(path.stem, str(path), subfontIndex=0))
    return path.stem
