"""The developer's tool behind resources/fonts: copies the free fonts and turns FandolFang's outlines into TrueType.

    python tools/bake_fonts.py SERIF SANS WENKAI FANDOL

SERIF, SANS: the unpacked npm packages @expo-google-fonts/noto-serif-sc and noto-sans-sc; WENKAI: the TrueType file of
Debian's fonts-lxgw-wenkai; FANDOL: FandolFang-Regular.otf of Debian's texlive-lang-chinese.
The Noto and LXGW files are taken as they are: LXGW's name is reserved for unmodified fonts. Only the bold Song, which draws
titles, is cut to their characters; what a title has beyond them is lent by the other faces.
"""
from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
MAX_ERROR = 1.0  # thousandths of an em; finer than any office printer


def for_titles(source: Path, target: Path) -> None:
    """The characters of GBK and signs, upright setting only: a quarter less to carry."""
    font = TTFont(source)
    wanted = [c for c in font.getBestCmap() if c < 0x3040 or 0x3200 <= c < 0x3400 or 0x4E00 <= c < 0xA000 or 0xF900 <= c <= 0xFFEF]
    options = subset.Options(layout_features=[], name_IDs=["*"], notdef_outline=True, drop_tables=["vmtx", "vhea", "DSIG"])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    font.save(target)


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
        (sans / "400Regular" / "NotoSansSC_400Regular.ttf", "NotoSansSC-Regular.ttf"),
        (sans / "500Medium" / "NotoSansSC_500Medium.ttf", "NotoSansSC-Medium.ttf"),
        (wenkai, "LXGWWenKai-Regular.ttf"),
    ):
        shutil.copyfile(source, FONTS / target)
    for_titles(serif / "700Bold" / "NotoSerifSC_700Bold.ttf", FONTS / "NotoSerifSC-Bold.ttf")
    to_truetype(fandol, FONTS / "FandolFang-Regular.ttf")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:5]))
