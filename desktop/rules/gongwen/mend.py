"""Mends a pasted text to the signs of a 公文; every change is listed before anything is changed."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from desktop.rules.gongwen.document import Gongwen

HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
CJK = HAN + r"“”‘’《》（）〔〕、，。：；？！—…"
DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
WIDE_LETTERS = str.maketrans({chr(code): chr(code - 0xFEE0) for code in
                              (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))})
FULL = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", ".": "。"}
ORDINALS = "一二三四五六七八九十百"


@dataclass(frozen=True)
class Mend:
    """`before` becomes `after`; `where` names the paragraph, `start` is the place of `before` in the whole text."""
    before: str
    after: str
    where: str
    why: str
    start: int


@dataclass(frozen=True)
class Habit:
    """A wrong sign, how it is written, and the reason that the clerk reads."""
    pattern: re.Pattern[str]
    right: Callable[[re.Match[str]], str]
    why: str


def habit(pattern: str, right: str | Callable[[re.Match[str]], str], why: str) -> Habit:
    return Habit(re.compile(pattern), right if callable(right) else lambda match: match.expand(right), why)


def without_zeros(match: re.Match[str]) -> str:
    year, month, day = (part.translate(DIGITS) for part in match.groups())
    return f"{year}年{int(month)}月{int(day)}日"


def serial(match: re.Match[str]) -> str:
    return f"〔{match[1].translate(DIGITS)}〕{int(match[2].translate(DIGITS))}号"


# The first habit that claims a place wins, so the special ones stand before the general ones.
HABITS = (
    habit(r"[\[(（〔【［]\s*((?:19|20|１９|２０)[\d０-９]{2})\s*[\])）〕】］]\s*第?\s*([\d０-９]+)\s*号", serial,
          "发文字号的年份用六角括号，不加“第”，不编虚位"),
    habit(rf"^\(([{ORDINALS}]+)\)[、.．,，]?\s*", r"（\1）", "第二层的序号写作（一）"),
    habit(rf"^（([{ORDINALS}]+)）[、.．,，]\s*", r"（\1）", "序号的括号后不再加点号"),
    habit(rf"^([{ORDINALS}]+)[.．,，]\s*", r"\1、", "第一层的序号写作“一、”"),
    habit(r"^[(（]([\d０-９]{1,2})[)）][、.．,，]?\s*(?=\S)", lambda m: f"（{m[1].translate(DIGITS)}）",
          "第四层的序号写作（1）"),
    habit(r"^([\d０-９]{1,2})(?:、|．|，|,|\.\s+)(?=\S)", lambda m: f"{m[1].translate(DIGITS)}.",
          "第三层的序号写作“1.”"),
    habit(r"([\d０-９]{4})年([\d０-９]{1,2})月([\d０-９]{1,2})日", without_zeros, "日期用阿拉伯数字，不编虚位"),
    habit(r"(?<![\d.\-/])((?:19|20)\d\d)[.\-/](\d{1,2})[.\-/](\d{1,2})(?![\d.\-/])", without_zeros,
          "日期写作“2024年9月6日”"),
    habit(r"[０-９]+", lambda m: m[0].translate(DIGITS), "数字用半角"),
    habit(r"[Ａ-Ｚａ-ｚ]+", lambda m: m[0].translate(WIDE_LETTERS), "字母用半角"),
    habit(r"％", "%", "百分号用半角"),
    habit(r"(?:\.{3,}|。{2,}|…(?!…)(?<!……))", "……", "省略号占两格"),
    habit(r"(?<!—)—(?!—)(?=[" + CJK + r"])|(?<=[" + CJK + r"])-{2,}|－{2,}", "——", "破折号占两格"),
    habit(r"(?<=\d)\s*[~∼]\s*(?=\d)", "～", "起止号用全角"),
    habit(r"([，、；：])\1+", r"\1", "标点重复"),
    habit(r"(?<=》)、(?=《)|(?<=”)、(?=“)", "", "并列的书名号、引号之间不用顿号"),
    habit(rf"\((?=[^()]*[{HAN}])([^()]*)\)", r"（\1）", "括号用全角"),
    habit(rf"(?<=[{CJK}])\(([^()]*)\)", r"（\1）", "括号用全角"),
    habit(rf"(?<=[{CJK}])[,:;?!]\s*|(?<=\d)[,;]\s*(?=[{HAN}])", lambda m: FULL[m[0].strip()], "标点用全角"),
    habit(rf"(?<=[{HAN}”’》）])\.(?=\s*$|\s*[{HAN}“《])\s*", "。", "句号用全角"),
    habit(r"^[ \t\u3000]+|[ \t\u3000]+$", "", "段落的空格由排版来空"),
    habit(rf"(?<=[{HAN}]) +(?=[0-9A-Za-z])|(?<=[0-9A-Za-z]) +(?=[{HAN}])", "", "汉字和数字之间不打空格"),
)
INSIDE_BRACKETS = "括号用全角"


def mend(text: str) -> list[Mend]:
    """What would be changed in `text` (paragraphs divided by line ends), in reading order. Nothing overlaps."""
    found: list[Mend] = []
    offset = 0
    for number, paragraph in enumerate(text.split("\n"), 1):
        taken: list[tuple[int, int]] = []
        changes = [*by_habit(paragraph, taken), *quotes(paragraph, taken)]
        found += [Mend(before, after, f"第{number}段", why, offset + start)
                  for start, before, after, why in sorted(changes)]
        offset += len(paragraph) + 1
    return found


Change = tuple[int, str, str, str]


def by_habit(paragraph: str, taken: list[tuple[int, int]]) -> Iterable[Change]:
    for kind in HABITS:
        for match in kind.pattern.finditer(paragraph):
            after = kind.right(match)
            if after == match[0]:
                continue
            if kind.why == INSIDE_BRACKETS:  # the brackets change, what stands in them may need mending itself
                for at in (match.start(), match.end() - 1):
                    if free(at, at + 1, taken):
                        taken.append((at, at + 1))
                        yield at, paragraph[at], "（" if paragraph[at] == "(" else "）", kind.why
            elif free(match.start(), match.end(), taken):
                taken.append(match.span())
                yield match.start(), match[0], after, kind.why


def free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return all(end <= a or start >= b for a, b in taken)


def quotes(paragraph: str, taken: list[tuple[int, int]]) -> Iterable[Change]:
    """Straight quotes open and close in turn; an apostrophe between Latin letters stays."""
    marks = [match.start() for match in re.finditer(r'["＂]', paragraph)]
    singles = [match.start() for match in re.finditer(r"(?<![A-Za-z])'|'(?![A-Za-z])", paragraph)]
    for places, pair in ((marks, "“”"), (singles, "‘’")):
        for at, place in enumerate(places):
            if free(place, place + 1, taken):
                taken.append((place, place + 1))
                yield place, paragraph[place], pair[at % 2], "引号用弯引号"


def apply(text: str, mends: Iterable[Mend]) -> str:
    """`text` with the chosen mends; they must come from `mend(text)`."""
    for change in sorted(mends, key=lambda change: change.start, reverse=True):
        end = change.start + len(change.before)
        text = text[:change.start] + change.after + text[end:]
    return text


def mended(text: str) -> str:
    """`text` with everything mended, again and again until nothing is left to mend."""
    for _ in range(5):
        changes = mend(text)
        if not changes:
            break
        text = apply(text, changes)
    return text


def mend_document(document: Gongwen) -> tuple[Gongwen, list[Mend]]:
    """The document with title, text and names of 附件 mended, and what was changed; `where` says in which part."""
    found: list[Mend] = []

    def fixed(text: str, where: str) -> str:
        found.extend(replace(change, where=where) for change in mend(text))
        return mended(text)

    body = tuple(fixed(item, f"正文第{number}段") if isinstance(item, str) else item
                 for number, item in enumerate(document.body, 1))
    attachments = tuple(replace(item, title=fixed(item.title, f"附件{number}的名称"))
                        for number, item in enumerate(document.attachments, 1))
    return replace(document, title=fixed(document.title, "标题"), recipient=fixed(document.recipient, "主送机关"),
                   body=body, attachments=attachments), found
