"""公民身份号码 (GB 11643-1999): what it says about birth and sex, and whether it can be right."""
from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from desktop.fields import dates, kinds

RESIDENT, OLD, COMPATRIOT, FOREIGNER, OTHER = (
    "居民身份证", "十五位居民身份证", "港澳台居民居住证", "外国人永久居留身份证", "其他证件")
COMPATRIOT_AREAS = ("81", "82", "83")  # 810000 香港, 820000 澳门, 830000 台湾


class BadNumber(kinds.BadValue):
    """The number cannot be anybody's; the message is a sentence for the user."""


@dataclass(frozen=True)
class IdNumber:
    """A number as it is kept, and what it says: `born` 'YYYY-MM-DD', `sex` 男 or 女, both None for other papers.

    `valid` is true when a check digit vouches for the number; fifteen digits have none.
    """
    text: str
    kind: str
    born: str | None = None
    sex: str | None = None
    valid: bool = False


def read(raw: object) -> IdNumber:
    """Raises BadNumber for what must be an 身份证号 and is none; passports and permits pass as they are."""
    try:
        text = kinds.IdNumber().parse(raw)
    except kinds.BadValue as error:
        raise BadNumber(str(error)) from None
    text = re.sub(r'["“”]', "", text or "")
    if not text:
        raise BadNumber("没有填写证件号码")
    if re.fullmatch(r"\d{17}[\dX]", text):
        return resident(text)
    if re.fullmatch(r"\d{15}", text):
        return IdNumber(text, OLD, born_in(f"{text[:6]}19{text[6:]}0"), sex_of(text[14]))
    if len(text) >= 13 and text[:6].isdigit():  # no passport or permit begins so
        if len(text) == 18:
            raise BadNumber("身份证号前17位应全是数字，末位是数字或X，请核对")
        raise BadNumber(f"身份证号应为18位，现有{len(text)}位")
    return IdNumber(text, OTHER)


def resident(text: str) -> IdNumber:
    born = born_in(text)
    if ric.calc_check_digit(text) != text[-1]:
        # The digit that would fit is not told: someone would write it there, and the mistake is likely elsewhere.
        raise BadNumber("身份证号的校验码不对，至少有一位抄错，请对照证件核对")
    kind = COMPATRIOT if text.startswith(COMPATRIOT_AREAS) else FOREIGNER if text[0] == "9" else RESIDENT
    return IdNumber(text, kind, born, sex_of(text[16]), valid=True)


def born_in(text: str) -> str:
    """The birth date in a number of 18 digits."""
    try:
        born = ric.get_birth_date(text)
    except ValidationError:
        born = dt.date.min
    if not 1900 <= born.year <= 2100:
        raise BadNumber("身份证号中的出生日期不存在，请对照证件核对")
    return born.isoformat()


def sex_of(digit: str) -> str:
    return "男" if int(digit) % 2 else "女"


def disagreements(number: IdNumber, born: str | None, sex: str | None) -> list[str]:
    """Sentences on what the number says otherwise than `born` ('1975', '1975-08' or '1975-08-15') and `sex`."""
    found = []
    if number.born and born and not number.born.startswith(born):
        found.append(f"身份证号中的出生日期是{dates.in_words(number.born)}，与填写的{dates.in_words(born)}不一致，请核对")
    if number.sex and sex in ("男", "女") and sex != number.sex:
        found.append(f"身份证号对应的性别是{number.sex}，与填写的{sex}不一致，请核对")
    return found


def mask(text: str) -> str:
    """412326********1234."""
    return kinds.IdNumber().mask(text)


def mask_phone(text: str) -> str:
    """138****5678; several numbers stand apart by 、."""
    return kinds.Phone().mask(text)
