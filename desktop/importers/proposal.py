"""A member's proposal taken apart: title, sponsors, text and numbered suggestions, from the lines of a manuscript."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

LABELS: Mapping[str, tuple[str, ...]] = {
    "name": ("案由", "提案案由", "提案题目", "提案标题", "题目", "标题", "提案名称"),
    "sponsors": ("提案人", "提案者", "第一提案人", "提案人姓名", "提案者姓名", "领衔提案人", "领衔人", "提案单位", "提案委员",
                 "第一提案者", "提案人签名"),
    "cosigners": ("附议人", "联名人", "联名委员", "联名提案人", "附议者", "附议委员", "联名者", "其他提案人", "附议人姓名"),
    "convener": ("召集人", "召集人签名"), "phone": ("联系电话", "电话", "手机", "手机号码", "联系方式"),
    "sector": ("界别", "所属界别", "所在界别"), "category": ("类别", "提案类别", "分类"),
    "received": ("提交日期", "提交时间", "提案日期", "提案时间", "日期", "收到日期"),
    "advice": ("建议承办单位", "建议办理单位", "希望承办单位", "建议主办单位"), "public": ("是否公开", "公开", "是否同意公开"),
    "text": ("内容", "正文", "提案内容", "提案正文", "情况分析及具体建议", "情况、分析及建议", "案由、情况分析及建议", "主要内容",
             "情况和分析"),
    "post": ("工作单位及职务", "单位及职务", "工作单位", "单位", "职务", "通讯地址", "通信地址", "地址", "邮编",
             "届次", "编号", "流水号", "案号", "审查意见", "备注", "提案形式", "填表日期", "收件人")}
KNOWN = {re.sub(r"[、\s]", "", word): key for key, words in LABELS.items() for word in words}
LABELLED = re.compile("(?<![\u4e00-\u9fff])(" + "|".join(r"[\s\u3000]*".join(w) for w in sorted(KNOWN, key=len, reverse=True))
                      + r")[\s\u3000]*[：:]\s*")
TITLE = re.compile(r"(关于.{2,80}的?(提案|建议|意见|议案))")
TITLE_HEAD = re.compile(r"关于[^。；！？]{2,60}")
FORM_NAMES = re.compile(r"(政协|中国人民政治协商会议).{2,40}(提案|提案纸|提案表|委员提案|提案征集表)|委员提案|提案纸|提案表"
                        r"|(政协|中国人民政治协商会议).{2,40}会议|提案|第.{0,10}号.{0,6}收到日期.*"
                        r"|提案(征集|登记)表|.{0,6}提案稿纸")
ADVICE = re.compile(r"(建议|对策|意见|措施|举措|办法)")
HAN = "[一二三四五六七八九十]"
HEADING = re.compile(rf"\s*({HAN}{{1,3}}[、.．]|[（(]{HAN}{{1,3}}[)）]、?|第{HAN}{{1,2}}部分[、:：]?|\d{{1,2}}[、.．])?\s*(.+)")
ITEM_KINDS = tuple((kind, re.compile(rf"\s*{form}\s*")) for kind, form in (
    ("han", rf"{HAN}{{1,3}}[、.．]"), ("paren", rf"[（(]{HAN}{{1,3}}[)）][、.．]?"), ("digit", r"\d{1,2}\s*[、.．](?!\d)"),
    ("digit paren", r"[（(]\d{1,2}[)）][、.．]?"), ("is", rf"{HAN}{{1,2}}(?:是|要)[，,]?"),
    ("first", rf"第{HAN}{{1,2}}[，,、：:]"), ("circle", "[①-⑳]")))
INLINE = re.compile(rf"(?<=[。；;：:，,])\s*(?={HAN}{{1,2}}(?:是|要)[^一])")
HAN_YEAR = "二[〇○零Ｏ][一二三四五六七八九〇○零]{2}"
DATE = re.compile(rf"\s*(\d{{4}}|{HAN_YEAR})\s*年\s*(\d|{HAN}){{1,3}}\s*月\s*(\d|{HAN}){{1,3}}\s*日\s*"
                  r"|\s*\d{4}[-./]\d{1,2}[-./]\d{1,2}\s*")
NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}([、，,\s\u3000]+[\u4e00-\u9fff·]{2,4}){0,9}")
BODY = re.compile(r"[\u4e00-\u9fff（）]{3,24}(委员会|总支|支部|支社|界别|小组|联组|界|联合会|协会|联谊会|组)")
OF_A_FORM = {"name", "sponsors", "cosigners", "convener", "text", "public", "advice"}
PART = re.compile(r"[（(](主办|分办|会办|承办|协办)[）)]")
NAMED = {"姓名", "委员姓名"}
SIGNING = {"姓名", "委员姓名", "签名", "签字", "盖章"}
LONGEST_HEADING, LONGEST_TITLE, TITLE_WITHIN = 36, 60, 20


@dataclass
class Letter:
    """What was found, by the lines' own numbers. `body` is everything but title, labels and suggestions.

    `lines` tells where title and suggestions stand, `told` and `advised` from which line each line of the body and of each
    suggestion came; `doubts` are (line, sentence) of what should be looked at.
    """
    name: str = ""
    sponsors: str = ""
    cosigners: str = ""
    convener: str = ""
    phone: str = ""
    category: str = ""
    received: str = ""
    advice: str = ""
    public: str = ""
    body: list[str] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)
    told: list[int] = field(default_factory=list)
    advised: list[list[int]] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    doubts: list[tuple[int, str]] = field(default_factory=list)


Line = tuple[int, str]


def parse(lines: Sequence[Line]) -> Letter:
    """From (number, text) of the manuscript's lines."""
    letter = Letter()
    rest = list(title(letter, list(labelled(letter, lines))))
    rest = signed(letter, rest)
    before, advice, after = sections(rest)
    if advice:
        letter.lines["suggestions"] = advice[0][0]
        found = items(advice)
        letter.suggestions = ["\n".join(text for _, text in item) for item in found]
        letter.advised = [[number for number, _ in item] for item in found]
    letter.body = [text for _, text in (*before, *after)]
    letter.told = [number for number, _ in (*before, *after)]
    if not letter.suggestions:
        letter.doubts.append((rest[-1][0] if rest else 0, "没有找到分条的建议，全文都放在正文里"))
    if not letter.sponsors:
        signatories(letter, lines)
    if not letter.body:
        letter.doubts.append((0, "没有找到情况和分析"))
    return letter


def signatories(letter: Letter, lines: Sequence[Line]) -> None:
    """Who stands in the form's table of names, the first as the proposer; where nothing else says who it is."""
    column, names = None, list[tuple[int, str]]()
    for number, text in lines:
        cells = [re.sub(r"[（(].*?[）)]|\s", "", cell) for cell in text.split("\t")]
        at = next((n for n, cell in enumerate(cells) if cell in NAMED), None)
        if at is not None and len(cells) > 1:
            column = at
        elif column is not None and column < len(cells) and len(cells) > 1:
            if cells[column]:
                names.append((number, cells[column]))
        elif names:
            break
    if names:
        letter.lines["sponsors"], letter.sponsors = names[0]
        letter.cosigners = letter.cosigners or "、".join(name for _, name in names[1:])


def is_ledger(lines: Sequence[Line]) -> bool:
    """Is it a list of proposals: a row of headings, 案由 and 提案者 among them, above a row without any?"""
    rows = [[label_of(c) for c in text.split("\t")] for _, text in lines if "\t" in text]
    return any({"name", "sponsors"} <= set(row) and not any(below) for row, below in pairwise(rows))


def label_of(text: str) -> str | None:
    return KNOWN.get(re.sub(r"[\s\u3000、:：（）()*]", "", unicodedata.normalize("NFKC", text)))


def labelled(letter: Letter, lines: Sequence[Line]) -> Iterator[Line]:
    """Take what stands beside or behind a label; the other lines go on."""
    for number, text in lines:
        if "\t" in text:
            yield from form_row(letter, number, text.split("\t"))
        elif label_of(text) and len(text) <= LONGEST_HEADING:
            continue  # a label above what it names, or one left empty
        else:
            yield from labels_in(letter, number, text)


def form_row(letter: Letter, number: int, cells: Sequence[str]) -> Iterator[Line]:
    """案由 | 关于…… and 提案者 | 张三 | 电话 | 138…"""
    at = 0
    while at < len(cells):
        key = label_of(cells[at])
        if key is None:
            if len(cells[at]) > LONGEST_HEADING or TITLE.search(cells[at]):
                yield number, cells[at]
            at += 1
            continue
        value = cells[at + 1] if at + 1 < len(cells) and label_of(cells[at + 1]) is None else ""
        if key == "text":
            if value:
                yield from ((number, part) for part in value.split("\n"))
        else:
            keep(letter, key, value, number)
        at += 2 if value or (at + 1 < len(cells) and not cells[at + 1]) else 1


def labels_in(letter: Letter, number: int, text: str) -> Iterator[Line]:
    """提案人：张三　界别：农业界　电话：138…, or a line of the text."""
    found = [(m, key) for m in LABELLED.finditer(text) if (key := label_of(m[1]))]
    if not found or text[:found[0][0].start()].strip():
        yield number, text
        return
    for (match, key), following in zip(found, [*(m.start() for m, _ in found[1:]), len(text)], strict=False):
        value = text[match.end():following].strip(" \u3000，,；;")
        if key == "text" and value:
            yield number, value
        else:
            keep(letter, key, value, number)


def keep(letter: Letter, key: str, value: str, number: int) -> None:
    if key == "advice":
        value = PART.sub("", value)
    value = re.sub(r"[\s\u3000]+", " ", value).strip(" （）()")
    if key in ("post", "sector", "text") or not value:
        return
    if not getattr(letter, key):
        setattr(letter, key, value)
        letter.lines[key] = number


def title(letter: Letter, lines: list[Line]) -> Iterator[Line]:
    """The labelled title, or the first line that reads like one, over two lines if need be; above it stands a form's name."""
    if letter.name:
        letter.name = re.sub(r"\s+", "", letter.name)
        folded = letter.name
        yield from ((n, t) for n, t in lines if re.sub(r"\s+", "", t) != folded and not FORM_NAMES.fullmatch(re.sub(r"\s+", "", t)))
        return
    for at, (number, text) in enumerate(lines[:TITLE_WITHIN]):
        bare = re.sub(r"\s+", "", text)
        joined = bare + re.sub(r"\s+", "", lines[at + 1][1]) if at + 1 < len(lines) else bare
        if (match := TITLE.fullmatch(bare)) and len(bare) <= 90:
            letter.name, letter.lines["name"] = match[1], number
            yield from heads(lines[:at])
            yield from lines[at + 1:]
            return
        if TITLE_HEAD.fullmatch(bare) and len(bare) <= LONGEST_TITLE and (match := TITLE.fullmatch(joined)) and len(joined) <= 90:
            letter.name, letter.lines["name"] = match[1], number
            yield from heads(lines[:at])
            yield from lines[at + 2:]
            return
        if TITLE_HEAD.fullmatch(bare) and len(bare) <= LONGEST_TITLE:
            letter.name, letter.lines["name"] = bare, number
            letter.doubts.append((number, "题目没有写明是提案还是建议，请核对"))
            yield from heads(lines[:at])
            yield from lines[at + 1:]
            return
    yield from lines


def heads(lines: Sequence[Line]) -> Iterator[Line]:
    """What stands above a title is text only when it is long."""
    yield from ((n, t) for n, t in lines if len(t) > LONGEST_HEADING)


def signed(letter: Letter, lines: list[Line]) -> list[Line]:
    """A date and names at the end, or names under the title."""
    rest = list(lines)
    while rest and (DATE.fullmatch(rest[-1][1]) or not rest[-1][1].strip()):
        if not letter.received and rest[-1][1].strip():
            letter.received, letter.lines["received"] = rest[-1][1].strip(), rest[-1][0]
        rest.pop()
    for at in (0, -1):
        words = rest[at][1].strip() if rest else ""
        bare = re.sub(r"^[（(]|[)）]$", "", words) if at == 0 else words
        if not ADVICE.search(bare) and (BODY.fullmatch(bare) or (len(bare) <= 40 and NAME.fullmatch(bare))):
            if not letter.sponsors:
                letter.sponsors, letter.lines["sponsors"] = bare, rest[at][0]
            del rest[at]
    return rest


def sections(lines: list[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """(before the suggestions, the suggestions under their heading, what follows a heading of the same rank)."""
    for at, (_, text) in enumerate(lines):
        if not is_advice_heading(text):
            continue
        match = HEADING.fullmatch(text)
        mark = kind_of(match[1] or "") if match else None
        first_item = next((kind_of(t) for _, t in lines[at + 1:] if kind_of(t)), None)
        outer = mark or "han"
        following = (n for n in range(at + 1, len(lines)) if kind_of(lines[n][1]) == outer
                     and len(lines[n][1]) <= LONGEST_HEADING)
        end = next(following, len(lines)) if first_item != outer else len(lines)
        return lines[:at], lines[at + 1:end], lines[end:]
    at = next((n for n, (_, t) in enumerate(lines) if INLINE.search(t) and ADVICE.search(t[:30])), None)
    if at is not None:
        return lines[:at], lines[at:at + 1], lines[at + 1:]
    return lines, [], []


def is_advice_heading(text: str) -> bool:
    """三、具体建议; 为此，建议如下：; 建议：."""
    bare = re.sub(r"[\s\u3000]+", "", text).rstrip("：:。")
    if len(bare) > LONGEST_HEADING or not ADVICE.search(bare):
        return False
    match = HEADING.fullmatch(bare)
    words = match[2] if match else bare
    marked = bool(match and match[1])
    if text.strip().endswith(("：", ":")):
        return True
    if marked:
        return len(words) <= 24 and words.endswith(("建议", "对策", "措施", "举措", "意见"))
    return len(words) <= 12 and words.endswith(("建议", "对策", "建议如下"))


def kind_of(text: str) -> str | None:
    return next((kind for kind, form in ITEM_KINDS if form.match(text)), None)


def items(lines: Sequence[Line]) -> list[list[Line]]:
    """The suggestions without their ordinals; lines that begin no item go on with the one above."""
    parts = [(number, part.strip()) for number, line in lines for part in INLINE.split(line) if part.strip()]
    kind = next((k for _, part in parts if (k := kind_of(part))), None)
    if kind is None:
        return [[part] for part in parts]
    form = dict(ITEM_KINDS)[kind]
    found: list[list[Line]] = []
    for number, part in parts:
        if match := form.match(part):
            found.append([(number, part[match.end():].strip())])
        elif found:
            found[-1].append((number, part))
        elif not ADVICE.search(part[:20]):
            found.append([(number, part)])
    kept = [item for item in found if any(text for _, text in item)]
    return [[*item[:-1], (item[-1][0], re.sub(r"[；;，,]$", "。", item[-1][1]))] for item in kept]


def is_form(rows: Sequence[Sequence[str]]) -> bool:
    """Are these rows of a table part of the office's form, or of those who sign? Then they are no table of the text."""
    keys = {label_of(cell) for row in rows for cell in row}
    heads = {re.sub(r"[（(].*?[）)]|\s", "", cell) for cell in rows[0]}
    labels = sum(label_of(row[0]) is not None for row in rows if row)
    return bool(keys & OF_A_FORM) or bool(heads & SIGNING) or 2 * labels > len(rows)
