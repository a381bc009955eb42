"""The computed keys of names: by strokes, by pinyin, and for searching."""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from desktop.resources import find
from desktop.rules import names

STROKES = "strokes/strokes.txt"


@lru_cache(maxsize=2)
def strokes_of(path: Path) -> dict[str, str]:
    """Character -> count, shapes and place among those of the same strokes ('0712345210' + '00'), as tools bake it."""
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        key, _, characters = line.partition("\t")
        for place, character in enumerate(characters):
            # 0 ends the shapes: a shorter row of shapes goes before a longer one that begins alike.
            found[character] = f"{key}0{min(place, 99):02d}"
    return found


@lru_cache(maxsize=20_000)
def readings(character: str) -> tuple[str, ...]:
    """The character's usual reading as 'shan4', or nothing; ü is v as in input methods."""
    import pypinyin  # half a second and 65 MB: only when a name is written

    sounds = pypinyin.pinyin(character, style=pypinyin.Style.TONE3, errors="ignore", neutral_tone_with_five=True)
    return tuple(sound[0] for sound in sounds)


class Naming:
    """`office` is the folder in which the office may keep its own stroke table."""

    def __init__(self, office: Path | None = None) -> None:
        self.office = office

    @property
    def strokes(self) -> dict[str, str]:
        return strokes_of(find(STROKES, self.office))

    def stroke_key(self, name: str, blank_middle: bool = True) -> str:
        """What an official list sorts by; without `blank_middle` as the people's congress does."""
        return names.stroke_key(name, self.strokes, blank_middle)

    def pinyin(self, name: str) -> str:
        """Search keys: spellings and initials in all readings of the surname."""
        return names.pinyin_keys(name, readings)

    def pinyin_sort(self, name: str) -> str:
        return names.pinyin_sort_key(name, readings, self.strokes)
