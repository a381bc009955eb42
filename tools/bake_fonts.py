"""The developer's tool behind resources/fonts: copies the free fonts and turns FandolFang's outlines into TrueType.

    python tools/bake_fonts.py SERIF SANS WENKAI FANDOL

SERIF, SANS: the unpacked npm packages @expo-google-fonts/noto-serif-sc and noto-sans-sc; WENKAI: the TrueType file of
Debian's fonts-lxgw-wenkai; FANDOL: FandolFang-Regular.otf of Debian's texlive-lang-chinese.
The Noto and LXGW files are taken as they are: LXGW's name is reserved for unmodified fonts.
"""
from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
MAX_ERROR = 1.0  # thousandths of an em; finer than any office printer


def to_truetype(source: Path, target: Path) -> None:
    """Cubic CFF outlines as quadratic ones: reportlab embeds nothing else."""
    font = TTFont(source)
    order = font.getGlyphOrder()
    outlines = font.getGlyphSet()
    glyf = newTable("glyf")
    glyf.glyphs = {}
    glyf.glyphOrder = order
    for name in order:
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        glyf.glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf
    for name, glyph in glyf.glyphs.items():
        glyph.recalcBounds(glyf)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    for gone in ("CFF ", "VORG"):
        del font[gone]
    biggest = font["maxp"]
    biggest.tableVersion = 0x00010000
    biggest.maxZones = 1
    for field in ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
                  "maxSizeOfInstructions", "maxComponentElements"):
        setattr(biggest, field, 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"
    font.save(target)


def main(serif: Path, sans: Path, wenkai: Path, fandol: Path) -> None:
    for source, target in (
        (serif / "400Regular" / "NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular.ttf"),
        (serif / "700Bold" / "NotoSerifSC_700Bold.ttf", "NotoSerifSC-Bold.ttf"),
        (sans / "400Regular" / "NotoSansSC_400Regular.ttf", "NotoSansSC-Regular.ttf"),
        (sans / "500Medium" / "NotoSansSC_500Medium.ttf", "NotoSansSC-Medium.ttf"),
        (wenkai, "LXGWWenKai-Regular.ttf"),
    ):
        shutil.copyfile(source, FONTS / target)
    to_truetype(fandol, FONTS / "FandolFang-Regular.ttf")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:5]))
