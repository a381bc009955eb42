"""Invented members and fields for trying the widgets."""
from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.fields.field import Field
from desktop.fields.kinds import (
    Choice,
    Day,
    IdNumber,
    Integer,
    Money,
    Option,
    PartialDate,
    Phone,
    Several,
    Text,
    YesNo,
)

PARTIES = ("中共党员", "民革会员", "民盟盟员", "民建会员", "民进会员", "农工党党员", "九三学社社员", "无党派人士", "群众")
SECTORS = ("中国共产党", "共青团和青联", "工商业联合会", "科学技术", "经济", "农业和农村", "教育", "医药卫生", "新闻出版", "特邀人士")
COMMITTEES = ("提案委", "经济委", "农业和农村委", "教科卫体委", "社会法制和民族宗教委", "文化文史和学习委")
NAMES = ("丁一", "于文", "万小平", "马兰", "王凯", "王一鸣", "方大伟", "叶青青", "刘洋", "许可心", "李明远", "吴思源", "汪家兴", "张弛",
         "陈曦", "林海", "欧阳少东", "周明远", "单立人", "曾国庆", "买买提·阿不都", "黄䶮")
UNITS = ("县农技推广中心", "云峰茶业有限公司", "县文化馆", "县政协", "青溪中学", "蓝田镇", "实验小学", "县总医院", "县文联",
         "县生态环境监测站", "方圆建工有限公司")
INITIALS = {"丁一": "dy dingyi", "张弛": "zc zhangchi", "单立人": "slr dlr shanliren danliren", "中共党员": "zgdy", "民建会员": "mjhy",
            "民盟盟员": "mmmy", "民革会员": "mghy", "经济委": "jjw", "提案委": "taw", "教育": "jy", "经济": "jj"}


def options(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(label) for label in labels)


def readings(text: str) -> str:
    return INITIALS.get(text, "")


FIELDS = (
    Field("name", "姓名", Text(width=5, longest=40), required=True, listed=True, group="基本情况"),
    Field("sex", "性别", Choice(width=3, table="sex", open=False, options=options("男", "女")), listed=True, group="基本情况"),
    Field("ethnic", "民族", Choice(width=4, options=options("汉族", "回族", "畲族", "满族")), listed=True, group="基本情况"),
    Field("born", "出生年月", PartialDate(width=5), listed=True, group="基本情况"),
    Field("party", "政治面貌", Choice(width=7, open=False, options=options(*PARTIES)), listed=True, group="基本情况"),
    Field("id_number", "身份证号", IdNumber(), private=True, group="基本情况"),
    Field("sector", "界别", Choice(width=7, options=options(*SECTORS)), listed=True, group="政协"),
    Field("committee", "专委会", Several(kind=Choice(options=options(*COMMITTEES))), listed=True, group="政协"),
    Field("standing", "常委", YesNo(), listed=True, group="政协"),
    Field("since", "任职日期", Day(), group="政协", help="全会选举或常委会增补通过之日"),
    Field("unit", "工作单位及职务", Text(width=12, longest=120), listed=True, group="工作"),
    Field("phone", "联系电话", Phone(), private=True, listed=True, group="通讯"),
    Field("proposals", "提案件数", Integer(), listed=True, group="履职"),
    Field("given", "捐赠（元）", Money(), listed=True, group="履职"),
    Field("status", "履职情况", Text(), listed=True, group="履职"),
    Field("note", "备注", Text(longest=500, lines=True), group="其他"),
)


def member(number: int) -> dict[str, Any]:
    name = NAMES[number % len(NAMES)]
    return {
        "id": f"m{number}", "name": name if number < len(NAMES) else f"{name}{number}",
        "stroke_key": f"{len(name)}{number % 7}{number:05d}", "sex": "女" if number % 5 < 2 else "男",
        "ethnic": ("汉族", "汉族", "回族", "畲族")[number % 4], "born": f"{1962 + number % 30}-{1 + number % 12:02d}",
        "party": PARTIES[number * 5 % len(PARTIES)], "id_number": f"34102119{62 + number % 30}08{10 + number % 18}00{10 + number % 80}",
        "sector": SECTORS[number * 3 % len(SECTORS)], "committee": (COMMITTEES[number % len(COMMITTEES)],) if number % 9 else None,
        "standing": number % 5 == 0, "since": dt.date(2021, 12, 28), "unit": f"{UNITS[number % len(UNITS)]}高级工程师兼办公室副主任",
        "phone": f"138555{number:05d}", "proposals": number * 7 % 13, "given": number * 12_350 if number % 3 else None,
        "status": ("超期 12 天", "还有 6 天", "已答复", "")[number % 4], "note": None,
    }


def write(editor: QWidget, text: str) -> None:
    """Type as a user does: Han text comes whole from the input method, the rest key by key."""
    if text.isascii():
        QTest.keyClicks(editor, text)
    else:
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(editor, event)


def members(count: int) -> list[dict[str, Any]]:
    return [member(number) for number in range(count)]


def state(row: Any) -> str:
    return {"超期 12 天": "late", "还有 6 天": "wait", "已答复": "done"}.get(row["status"], "")
