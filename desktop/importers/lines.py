"""What the words of a roster's line say it is: a total, a note, a signature, a page number, a group's heading, 同上."""
from __future__ import annotations

import re
from typing import Any

from desktop.fields.kinds import plain
from desktop.importers.words import fold

LONGEST_GROUP = 30
TOTALS = frozenset(("合计", "小计", "总计", "共计", "累计", "总合计"))
TOTAL = re.compile(r"(.{0,12}(合计|小计|总计|共计|累计)|总共)(\d+(名|人|位)?)?|(总|合)?共?计?\d+(名|人|位)")
SIGNED = "填表|制表|填报|审核|复核|审批|经办|打印|联系|主管领导|分管领导|单位领导|单位负责|负责|领导签字|签字|签章|盖章|公章|日期"
SIGNATURE = re.compile(rf"({SIGNED})(人|者|单位|日期|时间|部门|电话)?([（(][^）)]*[）)])?[:：].*", re.DOTALL)
SIGNERS = re.compile(r"(填表|制表|填报|审核|审批|复核|经办)人?(签字|盖章)?|填表单位(盖章)?|签字|盖章")
NOTES = "备?注|附注|说明|填表说明|填报说明|填写说明|注意|注意事项|提示"
NOTE = re.compile(rf"[（(【\[]?({NOTES})[】\])）]?\d{{0,2}}[:：、.].*", re.DOTALL)
NUMBERED = re.compile(r"[（(]?\d{1,2}[)）.．、].*", re.DOTALL)
DATED = re.compile(r"(截至|截止|日期|时间|\d{4}年).{0,20}[日号月底]")
PAGE = re.compile(r"第\d+页(共\d+页)?|共\d+页|续表\d*|续|接[上下]页")
COUNT = re.compile(r"[（(]?\s*(共|计)?\s*\d+\s*(名|人|位)\s*[)）]?\s*$")
ORDER = re.compile(r"\s*(第?[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十]{1,3}[)）])\s*")
DIGIT_ORDER = re.compile(r"\s*\d{1,2}\s*[、.．]\s*")
DITTO = frozenset(("同上", "同前", "同上行", "DITTO"))
DITTO_MARKS = frozenset(("〃", "″", '"', "”", "“", "〞", "''", "’’", "々", '""', "＂", "′′", ",,"))


def squeezed(cell: Any) -> str:
    return re.sub(r"\s+", "", plain(cell))


def is_total(cell: Any) -> bool:
    return isinstance(cell, str) and bool(TOTAL.fullmatch(fold(cell)))


def is_signature(cell: Any) -> bool:
    """填表人：王五, or the bare words before an empty cell to sign in."""
    return isinstance(cell, str) and bool(SIGNATURE.fullmatch(squeezed(cell)) or SIGNERS.fullmatch(fold(cell)))


def is_note(cell: Any) -> bool:
    return isinstance(cell, str) and bool(NOTE.fullmatch(squeezed(cell)) or re.match(r"\s*[*※★]", cell))


def goes_on_with_note(cell: Any) -> bool:
    """2.以上名单… under a line that began with 注：."""
    return isinstance(cell, str) and bool(NUMBERED.fullmatch(squeezed(cell)))


def is_date(cell: Any) -> bool:
    return isinstance(cell, str) and bool(DATED.fullmatch(squeezed(cell)))


def is_page(cell: Any) -> bool:
    return bool(PAGE.fullmatch(fold(cell)))


def is_count(cell: Any) -> bool:
    """32, 32名 or （32名）."""
    return isinstance(cell, int | float) or bool(re.fullmatch(r"\d+", squeezed(cell)) or COUNT.match(plain(cell)))


def is_name(cell: Any) -> bool:
    """Could somebody be called so? Numbers and head counts are no names."""
    return isinstance(cell, str) and bool(re.search(r"[^\W\d_]", cell)) and not is_count(cell)


def is_group(cell: Any) -> bool:
    """中共界, 一、农工党（5名）, 共青团界别 12人: cannot be a person's name."""
    text = plain(cell)
    return bool(re.search(r"(界|界别|界委员)\s*$", COUNT.sub("", text)) or ORDER.match(text)
                or (COUNT.search(text) and COUNT.sub("", text).strip()))


def group_words(cell: Any) -> str:
    """一、中共界（32名） -> 中共界."""
    return COUNT.sub("", DIGIT_ORDER.sub("", ORDER.sub("", plain(cell), count=1), count=1)).strip(" :：")


def is_ditto(cell: Any) -> bool:
    return isinstance(cell, str) and (cell.strip() in DITTO_MARKS or fold(cell) in DITTO)


def is_numbering(cells: list[Any]) -> bool:
    """The line of column numbers that some forms have under the headings: 1 2 3, or 甲 乙 1 2."""
    words = [squeezed(c).removesuffix(".0").strip("()（）") for c in cells]
    digits = [int(w) for w in words if re.fullmatch(r"\d{1,2}", w)]
    others = [w for w in words if not w.isdecimal()]
    return (len(cells) >= 3 and len(digits) >= 2 and digits == list(range(1, len(digits) + 1))
            and all(w in "甲乙丙丁" and w for w in others))
