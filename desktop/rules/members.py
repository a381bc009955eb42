"""What must be true of a member's record, and how rosters write a seat or a post."""
from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.rules import idnumber

UNIT_ENDS = ("有限责任公司", "股份有限公司", "有限公司", "公司", "集团", "合作社", "委员会", "人民政府", "办公室", "联合会", "管理处",
             "局", "院", "校", "中学", "小学", "大学", "学院", "中心", "镇", "乡", "街道", "村", "社区", "厂", "站", "所", "队", "馆",
             "行", "会", "委", "办", "部", "店", "场", "社", "园", "团", "处", "室")
POST_STARTS = ("党委", "党组", "党总支", "党支部", "支部", "原", "副", "总", "常务", "执行", "四级", "三级", "二级", "一级",
               "书记", "主任", "局长", "院长", "校长", "园长", "所长", "站长", "部长", "会长", "主席", "董事", "经理", "法定", "法人",
               "厂长", "镇长", "乡长", "县长", "主治", "医师", "护士", "教师", "高级", "中级", "工程师", "农艺师", "律师", "馆长", "馆员",
               "负责人", "创始人", "行长", "队长", "秘书", "理事", "科长", "股长", "职员", "干部", "主编", "记者", "编辑", "住持", "阿訇",
               "牧师", "研究员", "调研员", "主管", "店长", "场长", "社长", "村民", "委员", "组长", "处长", "庭长", "检察", "法官")


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field; an error keeps the record from being stored, a warning does not."""
    field: str
    sentence: str
    error: bool = True
    value: str = ""


def judge(draft: Mapping[str, Any], today: dt.date) -> tuple[dict[str, Any], list[Problem]]:
    """What the draft's facts add to it (birth and sex from the ID number), and what is wrong with them."""
    found: list[Problem] = []
    added: dict[str, Any] = {}
    if number := draft.get("id_number"):
        try:
            card = idnumber.read(number)
        except idnumber.BadNumber as error:
            found.append(Problem("id_number", str(error), value=number))
        else:
            added = {"born": card.born, "sex": card.sex}
            found += [Problem("id_number", sentence, error=False, value=number)
                      for sentence in idnumber.disagreements(card, draft.get("born"), draft.get("sex"))]
            if card.kind == idnumber.OTHER and not re.fullmatch(r"[A-Z]{0,3}[（(]?\d{6,}[)）]?[A-Z0-9（()）]{0,4}", card.text):
                found.append(Problem("id_number", f"“{number}”不像证件号码", value=number))
    born = draft.get("born") or added.get("born")
    if born and str(born)[:10] > today.isoformat()[: len(born)]:
        found.append(Problem("born", f"出生日期 {born} 在今天之后", value=born))
    elif born and int(born[:4]) < today.year - 110:
        found.append(Problem("born", f"出生年份 {born[:4]} 距今超过110年", value=born))
    elif born and int(born[:4]) > today.year - 18:
        found.append(Problem("born", f"按出生年月 {born} 未满18周岁，请核对", error=False, value=born))
    for name, what in (("work_since", "参加工作时间"), ("party_since", "入党（会）时间")):
        when = draft.get(name)
        if when and when > today.isoformat()[: len(when)]:
            found.append(Problem(name, f"{what} {when} 在今天之后", value=when))
        elif when and born and int(when[:4]) < int(born[:4]) + 10:
            found.append(Problem(name, f"{what} {when} 离出生 {born} 不到10年，请核对", error=False, value=when))
    return {k: v for k, v in added.items() if v and not draft.get(k)}, found


def committee_key(name: str) -> str:
    """提案委员会, 提案委 and 县政协提案委员会 are one committee."""
    return re.sub(r"^(县|区|市)?政协", "", re.sub(r"\s+", "", name)).replace("委员会", "委")


def seat(text: str) -> tuple[str, str | None]:
    """(committee, role) of 提案委主任, 提案委（副主任） or 提案委; the role is None when it is not said."""
    match = re.fullmatch(r"(.+?)[（(]?(副主任|主任|委员)[)）]?", text)
    if match and (match[1].endswith(("委", "委员会", "室", "组")) or text[-1] in ")）"):
        return match[1], match[2]
    return text, None


def split_post(text: str) -> tuple[str, str | None]:
    """(unit, post) of 县农业农村局党组书记、局长; what cannot be told apart stays whole as the unit."""
    parts = re.split(r"[\s\u3000]+", text.strip(), maxsplit=1)
    if len(parts) == 2 and parts[0].endswith(UNIT_ENDS):
        return parts[0], parts[1]
    for cut in range(2, len(text)):
        if "、" in text[:cut]:
            break  # a post has been named already: where the unit ended cannot be told any more
        if text[cut:].startswith(POST_STARTS) and text[:cut].endswith(UNIT_ENDS):
            return text[:cut], text[cut:]
    return text, None
