"""A long title in lines shaped 梯形 or 菱形, no word split (7.3.1)."""
from __future__ import annotations

import heapq
import re
from itertools import pairwise

from desktop.rules.gongwen.words import WORDS

LONGEST = max(map(len, WORDS))
PLACE = re.compile(r"[县市区省乡镇村]$")
INSTITUTION = re.compile(r"人民政府|政府|委员会|县委|市委|委办公室|办公室|政协|人大|人民政协")
BODIES = frozenset({"政协", "中共", "人民政协", "中国人民政治协商会议", "共青团", "民盟", "民建", "民进"})
PLACE_NAME = re.compile(r".{1,4}[县市区省]")
COUNTED = re.compile(r"[0-9A-Za-z.%〇]+[年月日号期届次%]?|第?[一二三四五六七八九十百]+[届次期号年月日]?")
NO_START = "的和与及或等了"  # a line never opens with these words
NO_END = "和与及或第在对向为将把被由从以"
CLOSING, OPENING = "、，。：；”’）》】〕—…", "“‘（《【〔"
NO_END_WORDS = frozenset({"关于", "第"})
TRANSMITTING = frozenset({"印发", "转发", "批转", "公布", "发布"})  # stay with what they send
SHORTEST = 4
LINE_COST = 4.0  # what a line more costs: a better cut may be worth it
CUTS_KEPT = 500  # of the first lines of a title: all of three lines, the cheapest of more
STOPS = NO_START + NO_END + CLOSING + OPENING


def title_lines(title: str, chars_per_line: int = 20) -> list[str]:
    """The title in few lines; lines that the writer made himself are kept.

    `chars_per_line` counts full-width characters. 20 of 2号 fill the 156 mm; a line that fills them touches both edges.
    """
    text = title.strip()
    if "\n" in text:
        return [line.strip() for line in text.splitlines() if line.strip()]
    if width(text) <= chars_per_line:
        return [text]
    fewest = -int(-width(text) // chars_per_line)
    options = [found for count in range(fewest, fewest + 3) if (found := best(text, count, chars_per_line))]
    if not options:
        return [text[at:at + chars_per_line] for at in range(0, len(text), chars_per_line)]
    return min(options, key=lambda option: option[0] + LINE_COST * len(option[1]))[1]


def width(text: str) -> float:
    """Full-width characters; figures and Latin letters are half."""
    return sum(0.5 if ord(char) < 0x250 else 1.0 for char in text)


def best(text: str, count: int, limit: int) -> tuple[float, list[str]] | None:
    """The cheapest cut into `count` lines and its cost, or None when no cut keeps every line within the limit."""
    breaks, before = breakpoints(text), [width(text[:at]) for at in range(len(text) + 1)]
    found: list[tuple[float, tuple[int, ...]]] = [(0.0, (0,))]
    for left in range(count - 1, -1, -1):  # line by line; the cheapest cuts so far go on, a long title has too many
        ends = sorted(breaks) if left else [len(text)]
        longer = [(cost + breaks.get(end, 0.0), (*edges, end)) for cost, edges in found for end in ends
                  if min(SHORTEST, limit) <= before[end] - before[edges[-1]] <= limit
                  and before[-1] - before[end] <= left * limit]
        found = heapq.nsmallest(CUTS_KEPT, longer)
    options = [(cost + shape([before[b] - before[a] for a, b in pairwise(edges)]), edges) for cost, edges in found]
    if not options:
        return None
    cost, edges = min(options)
    return cost, [text[a:b] for a, b in pairwise(edges)]


def shape(sizes: list[float]) -> float:
    """What a shape costs: 梯形 and 菱形 little; equal lines, a waist and a stub much."""
    longest, shortest = max(sizes), min(sizes)
    cost = (longest - shortest) * 0.35
    if shortest < longest * 0.45:
        cost += 4
    if len(sizes) == 2:
        return cost + (1.5 if longest - shortest < 1 else 0)
    steps = [b - a for a, b in pairwise(sizes)]
    falls = [at for at, step in enumerate(steps) if step < 0]
    rises = [at for at, step in enumerate(steps) if step > 0]
    if falls and rises and min(falls) < max(rises):
        cost += 6  # 沙漏形: narrow in the middle
    return cost + sum(1.0 for step in steps if abs(step) < 0.5)


def breakpoints(text: str) -> dict[int, float]:
    """Where a line may end, with its cost: 0 between two known words, more beside unknown characters."""
    words = segments(text)
    found: dict[int, float] = {}
    at = depth = 0
    for (word, known), (following, known_next) in pairwise(words):
        at += len(word)
        depth += sum(char in "《（“〔" for char in word) - sum(char in "》）”〕" for char in word)
        if following in NO_START or following[0] in CLOSING or word in NO_END or word[-1] in OPENING + "、":
            continue
        cost = 0.0 if known and known_next else 1.5 if known or known_next else 9.0
        if word in NO_END_WORDS:
            cost += 3
        if word in TRANSMITTING:
            cost += 26
        if word in BODIES and PLACE_NAME.match(following):
            cost += 6
        if following == "关于":
            cost -= 1.5
        if PLACE.search(word) and INSTITUTION.match(following):
            cost += 12  # 示例县 stays with its 人民政府
        if depth > 0:
            cost += 20  # inside 《》 only when nothing else fits
        if re.search(r"[的等]$", word):
            cost += 0.5
        if width(text[at:]) < SHORTEST + 1:
            cost += 3
        found[at] = cost
    return found


def segments(text: str) -> list[tuple[str, bool]]:
    """The text in words (True) and single unknown characters (False): longest known word first."""
    found: list[tuple[str, bool]] = []
    at = 0
    while at < len(text):
        if match := COUNTED.match(text, at):
            word, known = match[0], True
        else:
            size = next((n for n in range(min(LONGEST, len(text) - at), 1, -1) if text[at:at + n] in WORDS), 1)
            word, known = text[at:at + size], size > 1
        found.append((word, known))
        at += len(word)
    return joined_places(found)


def joined_places(words: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """示, 例, 县 -> 示例县: unknown characters before 县, 市, 乡 are its name."""
    found: list[tuple[str, bool]] = []
    for word, known in words:
        if not known and PLACE.search(word):
            name = word
            while found and not found[-1][1] and len(name) < 4 and found[-1][0] not in STOPS:
                name = found.pop()[0] + name
            found.append((name, len(name) > 1))
        elif known and word[0] in "县市省" and found and not found[-1][1]:
            name = word
            taken = 0
            while found and not found[-1][1] and taken < 3 and found[-1][0] not in STOPS:
                name = found.pop()[0] + name
                taken += 1
            found.append((name, True))
        else:
            found.append((word, known))
    return found
