"""Names: how a roster writes them, how official lists order them, and under which letters they are found."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

Readings = Callable[[str], Sequence[str]]

HAN = r"\u3005\u3007\u3400-\u9fff\ue000-\ufaff\U00020000-\U0010fffd"  # a private-use character stands for a Han one
DOT = "·"
DOTS = r"·•.．‧・･⋅∙﹒"
INVISIBLE = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
# Radicals look like the character and come out of PDF files in its place.
RADICALS = re.compile(r"[\u2f00-\u2fd5]")
WIDE_LETTERS = re.compile(r"[０-９Ａ-Ｚａ-ｚ]")
MARK = re.compile(r"(.*\S)\s*[（(]([^（()）]*)[)）]\s*", re.DOTALL)
ETHNIC_STEMS = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 "
    "塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺")
ETHNIC_GROUPS = frozenset(ETHNIC_STEMS.split())

BLANK = "00"  # before every stroke count
UNKNOWN = "99"  # behind every stroke count
SILENT = "zz9"  # behind every syllable

# Readings with their tone; the first is the surname's own, the others are what people type or used to say.
SURNAMES = """
单 shan4 dan1|曾 zeng1 ceng2|仇 qiu2 chou2|解 xie4 jie3|查 zha1 cha2|区 ou1 qu1|盖 ge3 gai4|朴 piao2 pu3|翟 zhai2 di2
乐 yue4 le4|覃 qin2 tan2|员 yun4 yuan2|缪 miao4 mou2 miu4|任 ren2|华 hua4|黑 he4 hei1|秘 bi4 mi4|冼 xian3|洗 xian3 xi3
牟 mu4 mou2|重 chong2 zhong4|种 chong2 zhong3|谌 chen2 shen4|召 shao4 zhao4|燕 yan1|宁 ning4|纪 ji3|葛 ge3|应 ying1
石 shi2|祭 zhai4 ji4|折 she2 zhe2|薄 bo2 bao2|柏 bai3 bo2|卜 bu3 bo1|逄 pang2|哈 ha3|阚 kan4|郇 xun2 huan2|句 gou1 ju4
车 che1 ju1|隗 wei3 kui2|角 jue2 jiao3|万 wan4 mo4|沈 shen3 chen2|盛 sheng4 cheng2|冯 feng2 ping2|相 xiang4|訾 zi1
褚 chu3 zhu3|长 chang2 zhang3|藏 zang4 cang2|都 du1 dou1|繁 po2 fan2|费 fei4 bi4|干 gan1|观 guan4|贾 jia3 gu3
降 jiang4 xiang2|乜 nie4 mie1|粘 nian2 zhan1|能 nai4 neng2|莘 shen1 xin1|撒 sa4|瞿 qu2 ju4|曲 qu1|阙 que1|肖 xiao1
於 yu1|恽 yun4|占 zhan1|宓 mi4 fu2|那 na1|难 nan4|宿 su4 xiu3|眭 sui1|佴 nai4 er4|郗 xi1 chi1|适 kuo4 shi4|郄 qie4 xi4
艾 ai4|强 qiang2 jiang4|么 yao1 me5|要 yao1|逯 lu4|陆 lu4|俞 yu2 shu4|尉 wei4 yu4|昝 zan3|仉 zhang3|炅 gui4 jiong3
冮 gang1|谷 gu3|隽 juan4 jun4|圈 juan4 quan1|钭 tou3 dou3|晟 cheng2 sheng4|朝 chao2 zhao1|大 da4|令 ling2|少 shao4
尉迟 yu4chi2 wei4chi2|万俟 mo4qi2 wan4si4|单于 chan2yu2 shan4yu2|长孙 zhang3sun1 chang2sun1|澹台 tan2tai2 dan4tai2
令狐 ling2hu2|鲜于 xian1yu2|夏侯 xia4hou2|乐正 yue4zheng4 le4zheng4|拓跋 tuo4ba2|中行 zhong1hang2|子车 zi3ju1 zi3che1
宰父 zai3fu3|欧阳 ou1yang2|司马 si1ma3|上官 shang4guan1|诸葛 zhu1ge3|皇甫 huang2fu3|公孙 gong1sun1|慕容 mu4rong2
司徒 si1tu2|司空 si1kong1|东方 dong1fang1|独孤 du2gu1|南宫 nan2gong1|端木 duan1mu4|轩辕 xuan1yuan2|宇文 yu3wen2
呼延 hu1yan2|赫连 he4lian2|濮阳 pu2yang2|淳于 chun2yu2|申屠 shen1tu2|太叔 tai4shu1|钟离 zhong1li2|闾丘 lv2qiu1
"""
# Characters of given names that two people read in two ways; the commoner reading first.
GIVEN = """
乐 le4 yue4|晟 sheng4 cheng2|茜 qian4 xi1|朝 zhao1 chao2|重 chong2 zhong4|长 chang2 zhang3|行 xing2 hang2|传 chuan2 zhuan4
柏 bai3 bo2|盛 sheng4 cheng2|娜 na4 nuo2|莎 sha1 suo1|曾 ceng2 zeng1|参 can1 shen1|单 dan1 shan4|乘 cheng2 sheng4
琢 zhuo2 zuo2|露 lu4 lou4|杉 shan1 sha1|省 sheng3 xing3|率 shuai4 lv4|恪 ke4 que4|颉 jie2 xie2|莞 wan3 guan3|蔚 wei4 yu4
奇 qi2 ji1|拓 tuo4 ta4|阿 a1 e1|会 hui4 kuai4|和 he2 huo4|校 xiao4 jiao4|隽 juan4 jun4|珲 hui1 hun2|厦 xia4 sha4|解 jie3 xie4
"""


def table(text: str) -> dict[str, tuple[str, ...]]:
    entries = (entry.split() for entry in text.replace("\n", "|").split("|") if entry)
    return {han: tuple(readings) for han, *readings in entries}


SURNAME_READINGS = table(SURNAMES)
GIVEN_READINGS = table(GIVEN)
MOST_SPELLINGS = 8  # a search key stays within its column also for names with several doubtful characters

INITIAL = r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
FINAL = r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|[aeiouv])"
SYLLABLES = re.compile(f"(?>{INITIAL}{FINAL})++")  # atomic: an e-mail address must not be tried in every split
ID_NUMBER = re.compile(r"\d{17}[\dx]|\d{15}")


@dataclass(frozen=True)
class CleanName:
    """A bare name and what a mark behind it said: 马兰（女，回族） is 马兰, 女, 回族."""
    name: str
    sex: str | None = None
    ethnic: str | None = None


def clean_name(raw: object) -> CleanName:
    """Rare characters and variants stay as written; brackets that say something else stay in the name."""
    text = INVISIBLE.sub("", str(raw or ""))
    text = RADICALS.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    text = WIDE_LETTERS.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    sex = ethnic = None
    while match := MARK.fullmatch(text):
        marks = read_mark(match[2])
        if marks is None:
            break
        text, sex, ethnic = match[1], marks[0] or sex, marks[1] or ethnic
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(rf"(?<=[{HAN}]) ?[{DOTS}][{DOTS} ]*(?=[{HAN}])", DOT, text)
    text = re.sub(rf"(?<=[{HAN}]) (?=[{HAN}])", "", text)
    return CleanName(text, sex, ethnic)


def read_mark(text: str) -> tuple[str | None, str | None] | None:
    """(sex, ethnic group) of 女，回族; None when anything else is said. 回 alone is too short to be sure of."""
    parts = [p for p in re.split(r"[\s,，、;；/]+", text) if p]
    sexes = [p for p in parts if p in ("男", "女")]
    groups = [p.removesuffix("族") + "族" for p in parts if p.removesuffix("族") in ETHNIC_GROUPS]
    sure = sexes or any(p.endswith("族") for p in parts)
    if not sure or len(sexes) + len(groups) != len(parts) or len(sexes) > 1 or len(groups) > 1:
        return None
    return next(iter(sexes), None), next(iter(groups), None)


def is_han(character: str) -> bool:
    return re.fullmatch(f"[{HAN}]", character) is not None


def two_characters(name: str) -> bool:
    return len(name) == 2 and all(map(is_han, name))


def spread(name: str) -> str:
    """张　弛: a name of two characters is as wide as one of three."""
    return "\u3000".join(name) if two_characters(name) else name


def marked(name: str, sex: str | None, ethnic: str | None) -> str:
    """马　兰（女，回族） as official lists print it; men and 汉族 bear no mark."""
    marks = [mark for mark, shown in ((sex, sex == "女"), (ethnic, ethnic not in ("", "汉", "汉族"))) if mark and shown]
    return spread(name) + (f"（{'，'.join(marks)}）" if marks else "")


def doubtful(name: str) -> tuple[str, ...]:
    """What stands for a character that somebody could not type: private-use codes, ?, □, 〓, description marks."""
    return tuple(dict.fromkeys(c for c in name if c in "?？□■〓\ufffd" or "\u2ff0" <= c <= "\u2fff"
                               or unicodedata.category(c) == "Co"))


def stroke_key(name: str, strokes: Mapping[str, str], blank_middle: bool = True) -> str:
    """A text whose plain order is 姓氏笔画 order; `strokes` maps a character to its count and shapes ('071234521').

    With `blank_middle` (政协, party congresses) a name of two characters has a blank after the surname: 田富 before
    田大利. Without (人大, 姓名笔画) it has none. Digits and A-F only, so that every database orders it alike.
    """
    name = clean_name(name).name
    keys = [f"{strokes.get(c, UNKNOWN)}{ord(c):05X}" for c in re.sub(rf"[\s{DOTS}]", "", name)]
    if blank_middle and two_characters(name):
        keys.insert(1, BLANK)
    return "".join(keys)


def spelled(name: str, readings: Readings) -> list[tuple[str, Sequence[str]]]:
    """(written, readings) of every part: a surname, a character or a word in letters; 尉迟 is read 'yu4chi2'."""
    name = clean_name(name).name
    parts: list[str] = re.findall(rf"[{HAN}]|[^\W_{HAN}]+", name)
    found: list[tuple[str, Sequence[str]]] = []
    if DOT not in name and parts and is_han(parts[0]):
        length = 2 if len(parts) > 2 and "".join(parts[:2]) in SURNAME_READINGS else 1
        surname, parts = "".join(parts[:length]), parts[length:]
        found.append((surname, SURNAME_READINGS.get(surname) or readings(surname)))
    return found + [(p, (GIVEN_READINGS.get(p) or readings(p)) if is_han(p) else (p.lower(),)) for p in parts]


def pinyin_keys(name: str, readings: Readings) -> str:
    """Search keys: every full spelling, then every row of initials ('shanyiming danyiming sym dym').

    `readings` gives a character's readings as 'shan4', the usual one first, or nothing.
    """
    first, *others = [sounds for _, sounds in spelled(name, readings) if sounds] or [()]
    rest = list(islice(product(*others), max(1, MOST_SPELLINGS // max(1, len(first)))))
    spellings = [[s for sounds in (sound, *more) for s in re.split(r"\d", sounds) if s] for sound in first for more in rest]
    keys = ["".join(spelling) for spelling in spellings] + ["".join(s[0] for s in spelling) for spelling in spellings]
    return " ".join(dict.fromkeys(keys))


def pinyin_sort_key(name: str, readings: Readings, strokes: Mapping[str, str]) -> str:
    """A text whose plain order is by pinyin and tone, character by character; homophones by their count of strokes."""
    key = ""
    for written, sounds in spelled(name, readings):
        if not is_han(written[0]):
            key += sounds[0] + BLANK
            continue
        heard = re.findall(r"\D+\d?", sounds[0]) if sounds else [SILENT]
        key += "".join(f"{sound}{strokes.get(c, UNKNOWN)[:2]}{ord(c):05X}" for sound, c in zip(heard, written, strict=True))
    return key


def matches(query: str, *texts: str | None) -> bool:
    """Find as you type: is the query a part of a text, a spelling from a syllable on, or the last digits of an ID number?

    `texts` are names, phones, ID numbers and rows of search keys in any order. Blanks, widths, case, dots and hyphens
    do not count. Nothing asked matches everything.
    """
    wanted = folded(query)
    return not wanted or any(found(wanted, text) for text in texts if text)


def folded(text: str) -> str:
    return re.sub(rf"[\s{DOTS}\-–—()]", "", INVISIBLE.sub("", unicodedata.normalize("NFKC", text))).casefold()


def found(wanted: str, text: str) -> bool:
    whole = folded(text)
    if ID_NUMBER.fullmatch(whole):  # a part of a phone must not meet the birth date in the middle
        long_enough = len(wanted) > 4 and (whole.startswith(wanted) or whole.endswith(wanted))
        return long_enough or whole[-4:].startswith(wanted)
    if wanted.isascii() and wanted.isalpha() and text.isascii():
        return any(from_a_syllable(wanted, word) for word in text.casefold().split())
    return wanted in whole


def from_a_syllable(wanted: str, word: str) -> bool:
    """hu is in hujianhua twice but not in zhuwei; a word that is no pinyin, such as initials, holds it anywhere."""
    at = word.find(wanted)
    while at > 0:
        if SYLLABLES.fullmatch(word, 0, at) or not SYLLABLES.fullmatch(word):
            return True
        at = word.find(wanted, at + 1)
    return at == 0
