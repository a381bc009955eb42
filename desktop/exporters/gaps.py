"""Characters that no font here has: they are printed as an empty box, and whoever asked for the PDF is told which and where."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

MOST = 12  # of which a sentence tells
LONGEST = 16  # of the text around one


@dataclass
class Gaps:
    """Each character with the first text in which it stood."""
    found: dict[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """For the user; nothing when every character was drawn."""
        if not self.found:
            return ""
        named = [c if text.strip() == c else f"{c}（{around(text, c)}）" for c, text in self.found.items()]
        more = f"等 {len(named)} 个字" if len(named) > MOST else ""
        return (f"这台电脑和程序自带的字体里都没有这些字，PDF 里印成了空框：{'、'.join(named[:MOST])}{more}。"
                "复制出来的文字是对的；要印出字形，请装上含有这些字的字体，再生成一次。")


def around(text: str, character: str) -> str:
    """The line of the text in which it stands, cut to a readable length."""
    line = next(line for line in text.split("\n") if character in line)
    at = max(0, line.index(character) - LONGEST // 2)
    return line[at:at + LONGEST].strip()


WATCHING: list[Gaps] = []


@contextmanager
def watched() -> Iterator[Gaps]:
    """Collects what is drawn within; only one thread at a time draws (see exporters/drawing.py)."""
    gaps = Gaps()
    WATCHING.append(gaps)
    try:
        yield gaps
    finally:
        WATCHING.remove(gaps)


def note(characters: str, text: str) -> None:
    for gaps in WATCHING:
        for character in characters:
            gaps.found.setdefault(character, text)
