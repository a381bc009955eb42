"""An invented county's members, entered through the services, and small reports, for the papers' tests."""
from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from desktop.fields.field import Field
from desktop.fields.kinds import Integer, Money, Month, Phone, Text
from desktop.fields.report import Figure, Group, Report
from desktop.services import enrolment
from desktop.services.members import Facts, term_on
from desktop.services.store import Store

DAY = dt.date(2026, 6, 30)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文华建国玉海云志清晓春红梅雪琴宇浩然子轩"
SECTOR_NAMES = (
    "中共界 民建界 无党派界 共青团和青联界 总工会界 妇联界 工商联界 科技界 经济界 农业和农村界 教育界 文化艺术界 医药卫生界 "
    "社会福利和社会保障界 环境资源界 少数民族界 宗教界 港澳台侨界 新闻出版体育界")
COMMITTEE_NAMES = "提案委 经济委 农业和农村委 人口资源环境委 教科卫体委 文化文史和学习委 社会法制和民族宗教委 港澳台侨和外事委"
SECTORS, COMMITTEES = SECTOR_NAMES.split(), COMMITTEE_NAMES.split()
PARTIES = ("中共党员", "中共党员", "民建会员", "九三学社社员", "无党派人士", "群众", "群众")
WORK = (
    ("青溪县农业农村局", "党委书记、局长"), ("青溪县第一中学", "教务处副主任"), ("青溪县人民医院", "心血管内科主任医师"),
    ("蓝田镇", "党委副书记"), ("青溪县山里人家农产品开发有限公司", "董事长、总经理"),
    ("县委统战部", "常务副部长、县工商业联合会党组书记"), ("青溪县文化馆", "副研究馆员"),
    ("青溪县源芳乡梅溪村", "党总支书记、村委会主任"))
SPECIAL = (
    {"name": "阿依古丽·买买提", "sex": "女", "ethnic": "维吾尔族"}, {"name": "马兰", "sex": "女", "ethnic": "回族"},
    {"name": "欧阳少东"}, {"name": "李㛃", "sex": "女"}, {"name": "龚䶮"}, {"name": "王𬭎"}, {"name": "丁一"},
    {"name": "田富"}, {"name": "田大利"})


def drafts(count: int) -> Iterator[dict[str, object]]:
    chance = random.Random(7)
    for index in range(count):
        unit, post = WORK[index % len(WORK)]
        draft: dict[str, object] = {
            "name": chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, 1 if index % 6 == 0 else 2)),
            "sex": "女" if index % 3 == 0 else "男", "ethnic": "畲族" if index % 29 == 5 else "汉族",
            "born": f"{1962 + index % 36}-{1 + index % 12:02}", "party": PARTIES[index % len(PARTIES)],
            "education": "大学本科" if index % 4 else "研究生", "degree": "农学学士" if index % 4 == 1 else None,
            "unit": unit, "post": post, "sector": SECTORS[index % 19 if index % 5 else 0],
            "committees": (COMMITTEES[index % 8],) + ((COMMITTEES[(index + 3) % 8],) if index % 23 == 0 else ()),
            "office": {0: "主席", 1: "副主席", 2: "副主席", 3: "副主席", 4: "副主席", 5: "秘书长"}.get(index),
            "standing": index < 31, "phone": f"139000{index:05}",
        }
        yield draft | (SPECIAL[index - 40] if 40 <= index < 40 + len(SPECIAL) else {})


def enrol(store: Store, count: int) -> None:
    with store.operation("登记委员") as session:
        term = term_on(session, DAY)
        assert term is not None
        first = enrolment.Enrolment(session, Facts(session, DAY))
        later = enrolment.Enrolment(session, Facts(session, DAY), dt.date(2024, 3, 28))
        later.committees = first.committees
        for index, draft in enumerate(drafts(count)):
            (later if index % 28 == 27 else first).enrol(draft, term)


def small() -> Report:
    """One of everything: groups, a figure, money, a masked number, rare characters, a formula, a control character."""
    columns = (Field("name", "姓名", Text(width=5)), Field("born", "出生年月", Month()), Field("count", "件数", Integer()),
               Field("sum", "金额", Money()), Field("phone", "联系电话", Phone(), private=True), Field("note", "备注", Text()))
    first = [
        {"name": "李㛃", "born": "1975-08", "count": Figure(12, ("a", "b")), "sum": 123456, "phone": "13900000001", "note": "=1+1"},
        {"name": "龚䶮", "born": None, "count": 0, "sum": None, "phone": None, "note": "前\x0b后"}]
    second = [{"name": "王𬭎", "born": "1980-11", "count": 3, "sum": 0, "phone": "13900000003", "note": "<甲>&“乙”"}]
    return Report("捐款登记表", columns, (Group("中共界（2名）", first), Group("民建界（1名）", second)), "截至2026年6月30日",
                  ("注：实物未计入。",), footer="截至2026年6月30日", day=DAY)


def many(rows: int, notes: tuple[str, ...] = ()) -> Report:
    """A plain upright list of `rows` even rows."""
    columns = (Field("name", "姓名", Text(width=5)), Field("work", "工作单位及职务", Text(width=10)))
    people = [{"name": f"委员{n:05}", "work": "青溪县农业农村局副局长"} for n in range(rows)]
    return Report("委员名单", columns, (Group("", people),), "截至2026年6月30日", notes, day=DAY)


def booklet(rows: int) -> Report:
    """An A5 paper of two tables: the first with merged headings, longer than a page."""
    columns = (Field("part", "项目", Text(width=4)), Field("label", "类别", Text(width=6)), Field("count", "人数", Integer()))
    lines = [{"part": f"第{n // 7}项", "label": f"第{n}类", "count": n} for n in range(rows)]
    second = Report("县领导", (Field("name", "姓名", Text(width=4)), Field("phone", "手机", Phone(), private=True)),
                    (Group("", [{"name": "高志远", "phone": "13700000001"}]),))
    return Report("构成表", columns, (Group("", lines),), "2026年", private=True, footer="2026年", landscape=False, day=DAY,
                  paper="A5", merged="part", parts=(second,))


def names(groups: int) -> Report:
    """Lists of names without lines."""
    columns = (Field("role", "职务", Text(width=4)), Field("names", "名单", Text(width=26)))
    rows = [{"role": "主　任：", "names": "周　全"}, {"role": "委　员：", "names": "王　凯　王一鸣\n张　弛"}]
    return Report("名单", columns, tuple(Group(f"第{n}委员会（4名）", rows) for n in range(groups)), landscape=False, day=DAY, ruled=False)
