"""Money in integer 分: as figures, as 万元, and in capital words (正确填写票据和结算凭证的基本规定, 中国人民银行)."""
from __future__ import annotations

from desktop.fields import kinds

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
SECTIONS = ("", "万", "亿", "万亿")


def words(fen: int, prefix: str = "人民币", *, whole_jiao: bool = False, free_zero: bool = True) -> str:
    """人民币壹仟肆佰零玖元伍角; without a prefix where the form prints 人民币（大写） already.

    To the 元 it ends with 整, to the 分 it must not, to the 角 it may: with `whole_jiao` it does (伍角整), as usual it does
    not, as in the rule's first example. Where the rule leaves a 零 free, `free_zero` writes it: 捌拾元零叁角, or 捌拾元叁角
    without; no other 零 is touched. From 10^16 元 on ValueError.
    """
    sign = "负" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    jiao, fen = divmod(rest, 10)
    text = f"{whole(yuan)}元" if yuan else ""
    if not rest:
        return f"{prefix}{sign}{text or '零元'}整"
    # The rule asks for 零 where 角 is nought before 分, and permits it where the last of the 元 is nought.
    if yuan and (jiao == 0 or (free_zero and yuan % 10 == 0)):
        text += "零"
    text += f"{DIGITS[jiao]}角" if jiao else ""
    text += f"{DIGITS[fen]}分" if fen else "整" if whole_jiao else ""
    return f"{prefix}{sign}{text}"


def whole(number: int) -> str:
    """A number from 1 in capital words; one 零 stands for any row of noughts inside."""
    if number >= 10 ** (4 * len(SECTIONS)):
        raise ValueError("金额过大，请核对")
    text = ""
    gap = False
    for power in range(len(SECTIONS) - 1, -1, -1):
        section = number // 10000**power % 10000
        if not section:
            gap = gap or bool(text)
            continue
        if text and (gap or section < 1000):
            text += "零"
        # 万 of 万亿 is said once: 壹万亿零壹亿 is 壹万零壹亿
        unit = "万" if power == 3 and number // 10**8 % 10000 else SECTIONS[power]
        text += thousands(section) + unit
        gap = False
    return text


def thousands(number: int) -> str:
    """1 to 9999 in capital words."""
    text = ""
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            text += DIGITS[digit] + PLACES[power]
        elif text and not text.endswith("零") and number % 10**power:
            text += "零"
    return text


def yuan(fen: int) -> str:
    """6,450.00."""
    return kinds.Money().show(fen)


def ten_thousand(fen: int) -> str:
    """18.6, in 万元 and exact to the 分."""
    return kinds.Money(unit="万元").show(fen)
