"""Bakes resources/strokes/strokes.txt, the stroke counts and shapes by which 姓氏笔画 sorts names.

A developer's tool: `python tools/bake_strokes.py` on a Debian machine with `unicode-data` and `rime-data-stroke`.

Three sources are laid over one another, because each alone puts names into a wrong place:
- Unihan kTotalStrokes counts 20,992 everyday characters as the mainland does, but says nothing of shapes, and counts
  the rarer blocks by their source's print (艹 as four strokes, 䴙 as its full form).
- rime-stroke knows the shapes. Its second half is written for the mainland's forms, its first for Taiwan's.
- Unihan kTGH numbers the 8,105 characters of 通用规范汉字表, which lists them by strokes: the judge of the other two,
  and the order of characters whose strokes are all alike.
"""
from __future__ import annotations

import bz2
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

UNICODE = Path("/usr/share/unicode")
RIME = Path("/usr/share/rime-data/stroke.dict.yaml")
BAKED = Path(__file__).resolve().parent.parent / "resources" / "strokes" / "strokes.txt"

SHAPES = str.maketrans("hspnz", "12345")
MAINLAND_PART = "compatibility with Mainland China"
UNKNOWN_SHAPE = "6"  # behind every known shape of the same count
PLACEHOLDER = "25111212341252"  # what rime writes for thousands of characters that it does not know
LEVELS = (range(1, 3501), range(3501, 6501), range(6501, 8106))

HEAD = """\
# 汉字笔画数和笔顺：两位笔画数，逐笔笔形（1横 2竖 3撇 4点 5折，6笔形不详），同笔画数同笔顺的字依次排列。
# 由 tools/bake_strokes.py 生成，来源和许可见 LICENSE.md，请勿手改。
"""

# Where the official list contradicts both sources: the strokes written out.
CORRECTED = {
    "字": "445521", "岠": "2521515", "𫟅": "55141251234",
    "彘": "551153113435", "塍": "3511431134121", "豳": "21353334135333452",
    "酆": "21112111252125143152", "纛": "1121554142511152343554234", "𦭜": "12225134", "𦰡": "122511352",
    "𫄧": "551321554", "𫑡": "2512511552", "涐": "4413121534", "𡎚": "121451325122", "𫌀": "4523411212534",
}

# Characters of the official list that rime lacks, put together from parts in the order of writing.
PARTS = """
𬉼=火区 𬣙=讠于 𬇕=氵万 𬣞=讠㝉 𬘓=纟川 𫭟=土区 𫭢=土仑 𫵷=山历 𬇙=氵贝 𬣡=讠戋 𫸩=弓区 𬘘=纟冘 𬨂=1521氏 𬀩=日韦
𬀪=日见 𬬩=钅弋 𬣳=讠艮 𬩽=寻52 𬮿=52岂 𬯀=52齐 𫰛=女54121 𬳵=马丕 𬳶=马冋 𬍛=1121乐 𬜬=122问 𬬮=钅长 𬬱=钅斤 𬬭=钅仑
𬘡=纟因 𬳽=马先 𬘩=纟廷 𬍤=1121寻 𫭼=土劳 𬜯=122两 𬂩=木夹 𬌗=1523合 𬬸=钅术 𬬻=钅卢 𬬹=钅申 𬬿=钅召 𬭁=钅母
𫢸=亻单 𬊈=火寻 𬒈=44345石 𬳿=马余 𬘫=纟完 𫮃=土单 𬱖=由页 𬟽=虫东 𬇹=氵国 𬍡=汤玉 𬤇=讠垔 𬤊=讠是 𬯎=52贵 𬘬=纟青
𬘭=纟林 𬴂=马非 𬘯=纟享 𬃊=木质 𬷕=甫鸟 𬹼=齿介 𫶇=山带 𬭊=钅杜 𬭎=钅宏 𬱟=危页 𫷷=广钦 𬮱=门垔 𬊤=火单 𬴃=马砉
𬪩=酉农 𬒔=石肯 𬨎=1521酋 𫫇=口恶 𬭚=钅享 𬭛=钅波 𬕂=314314贡 𬶋=鱼句 𬶍=鱼它 𬸘=匽鸟 𬒗=石览 𬭤=钅侯 𬶐=鱼兆
𬶏=鱼危 𬸚=353讠犬鸟 𬤝=讠惠 𬙂=纟寅 𬭩=钅翁 𬸣=4451122134鸟 𬴊=马粦 𬞟=122频 𬺈=齿奇 𬭬=钅彗 𬭯=钅敝 𬸦=族鸟
𬭳=钅喜 𬭶=钅黑 𬭸=钅粦 𬭼=钅遂 𬸪=番鸟 𬶟=鱼剌 𬶠=鱼柬 𬶨=既鱼 𬟁=122鬲鸟 𬙊=纟墨 𬶭=鱼祭 𬶮=鱼喜 𬙋=纟襄 𬺓=齿楚
"""
COMPOSED = dict(entry.split("=") for entry in PARTS.split())


def unihan(name: str) -> Iterator[tuple[str, str]]:
    """(character, value) of one Unihan property."""
    for path in sorted(UNICODE.glob("Unihan_*.txt.bz2")):
        with bz2.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                parts = line.rstrip("\n").split("\t")
                if len(parts) == 3 and parts[1] == name:
                    yield chr(int(parts[0][2:], 16)), parts[2]


def rime() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The mainland's and Taiwan's codes of every character, as digits."""
    mainland: dict[str, list[str]] = defaultdict(list)
    taiwan: dict[str, list[str]] = defaultdict(list)
    part = taiwan
    for line in RIME.read_text(encoding="utf-8").splitlines():
        if MAINLAND_PART in line:
            part = mainland
        character, _, code = line.partition("\t")
        if len(character) == 1 and re.fullmatch("[hspnz]+", code):
            digits = code.translate(SHAPES)
            if digits != PLACEHOLDER:
                part[character].append(digits)
    return mainland, taiwan


def everyday(character: str) -> bool:
    """Is this the block whose Unihan counts follow the mainland's print?"""
    return "\u4e00" <= character <= "\u9fff"


class Sources:
    def __init__(self) -> None:
        # "8 9": the first is the count in mainland China where the two differ.
        self.counts = {c: int(v.split()[0]) for c, v in unihan("kTotalStrokes")}
        self.official = {c: int(n.partition(":")[2]) for c, v in unihan("kTGH") for n in v.split()}
        self.mainland, self.taiwan = rime()

    def known(self) -> list[str]:
        return sorted(self.counts.keys() | self.mainland.keys() | self.taiwan.keys())

    def strokes(self, character: str) -> tuple[int, str]:
        """(count, shapes); the shapes are UNKNOWN_SHAPE when no source has them."""
        if code := CORRECTED.get(character):
            return len(code), code
        if parts := COMPOSED.get(character):
            code = "".join(p if p.isdigit() else self.strokes(p)[1] for p in parts)
            return len(code), code
        plain = unicodedata.normalize("NFC", character)  # compatibility forms share the strokes of their base
        if plain != character and len(plain) == 1:
            return self.strokes(plain)
        code = self.code(character)
        count = self.counts.get(character)
        if code is None:
            return count or 0, UNKNOWN_SHAPE
        return (count if count and everyday(character) else len(code)), code

    def code(self, character: str) -> str | None:
        """The mainland's code before Taiwan's; the later of two, which is the commoner print."""
        count = self.counts.get(character)
        mainland, taiwan = self.mainland.get(character, []), self.taiwan.get(character, [])
        fitting = [c for c in taiwan + mainland if len(c) == count]
        if mainland and not everyday(character):
            return mainland[-1]
        if fitting:
            return fitting[-1]
        # No code has the count: the nearest length tells the first strokes right, the least code is a fixed choice.
        return min(mainland or taiwan, key=lambda c: (abs(len(c) - (count or len(c))), c), default=None)


def contradictions(sources: Sources) -> list[tuple[str, str]]:
    """Neighbours of the official list that our strokes would put the other way round.

    Two pairs are left, 铽 𨱇 and 鄜 麀: their strokes are certain, and why the list has them so is not known.
    """
    at = {number: character for character, number in sources.official.items()}
    return [(a, b) for level in LEVELS for a, b in pairwise(at[n] for n in level)
            if sources.strokes(a) > sources.strokes(b)]


def main() -> None:
    sources = Sources()
    groups: dict[str, list[str]] = defaultdict(list)
    for character in sources.known():
        count, shapes = sources.strokes(character)
        if count:
            groups[f"{count:02d}{shapes}"].append(character)
    last = len(sources.official) + 1
    with BAKED.open("w", encoding="utf-8", newline="\n") as out:
        out.write(HEAD)
        for key in sorted(groups):
            alike = sorted(groups[key], key=lambda c: (sources.official.get(c, last), c))
            out.write(f"{key}\t{''.join(alike)}\n")
    print(f"{sum(map(len, groups.values()))} characters, {len(groups)} different strokes, {BAKED.stat().st_size} bytes")
    for pair in contradictions(sources):
        print("against the official list:", *pair, *(sources.strokes(c)[1] for c in pair))


if __name__ == "__main__":
    main()
