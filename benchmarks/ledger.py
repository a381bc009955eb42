"""The list that the pens' rows write: a year's ledger of an invented county, twelve columns, four groups."""
from __future__ import annotations

import datetime as dt

from desktop.fields.field import Field
from desktop.fields.kinds import Choice, Day, IdNumber, Integer, Money, Phone, Text
from desktop.fields.report import Group, Report

DAY = dt.date(2026, 6, 30)
COLUMNS = (
    Field("serial", "序号", Integer(width=3)), Field("name", "姓名", Text(width=4)), Field("sex", "性别", Choice(width=2)),
    Field("sector", "界别", Choice(width=7)), Field("unit", "工作单位", Text(width=12)), Field("post", "职务", Text(width=8)),
    Field("phone", "联系电话", Phone()), Field("card", "身份证号", IdNumber()), Field("joined", "登记日期", Day()),
    Field("sum", "金额", Money()), Field("count", "件数", Integer()), Field("note", "备注", Text(width=6)))
SECTORS = ("中共界", "民建界", "工商联界", "农业和农村界")
UNITS = ("青溪县农业农村局", "青溪县第一中学", "青溪县人民医院", "青溪县山里人家农产品开发有限公司")
POSTS = ("党委书记、局长", "教务处副主任", "副主任医师", "董事长、总经理")


def ledger(rows: int) -> Report:
    lines = [{"serial": n, "name": f"练习{chr(0x4E00 + n % 500)}", "sex": "女" if n % 3 else "男", "sector": SECTORS[n % 4],
              "unit": UNITS[n % 4], "post": POSTS[n // 3 % 4], "phone": f"139{n:08}", "card": f"34100019700101{n % 10000:04}",
              "joined": DAY - dt.timedelta(days=n % 365), "sum": 10000 + n * 137, "count": n % 50,
              "note": "已入账" if n % 5 else ""} for n in range(rows)]
    groups = tuple(Group(f"{sector}", lines[place::4]) for place, sector in enumerate(SECTORS))
    return Report("捐款登记表", COLUMNS, groups, "截至2026年6月30日", private=True, footer="截至2026年6月30日", day=DAY,
                  landscape=True)
