"""Makes the shipped forms under resources/templates: `python tools/make_forms.py`. The same script makes the same bytes."""
from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from formfile import XIAOBIAOSONG, Cell, FormFile, Line, Table, label, left, text

HOME = Path(__file__).resolve().parent.parent / "resources" / "templates"
SIGNED = "签名：\n\n　　　　　　　　年　　月　　日"
SEALED = "（盖章）\n年　　月　　日"


def title(words: str, size: float = 22, after: float = 4) -> Line:
    return Line(words, XIAOBIAOSONG, size, "center", pitch=size * 1.55, after=after)


def above(words: str, align: str = "right") -> Line:
    return Line(words, size=12, align=align, pitch=20)


def opinion(heading: str, c: int, r: int = 1) -> tuple[Cell, Cell]:
    """A body's opinion: room to write, the seal and the day at the bottom right."""
    lines = (Line("（盖章）　　　　", align="right"), Line("年　　月　　日　　", align="right", after=4))
    return label(heading, r=r), Cell(c=c, r=r, lies="bottom", lines=lines)


def registration() -> Iterator[Line | Table]:
    yield title("{{委员会}}委员登记表")
    yield above("委员证号：{{委员证号}}")
    yield Table((24, 27, 24, 24, 24, 25, 35), (
        (12.5, (label("姓　　名"), text("{{姓名:拉开}}"), label("性　别"), text("{{性别}}"), label("出生年月"),
                text("{{出生年月}}{{如果 年龄}}\n（{{年龄}}岁）{{结束}}"), text("{{照片}}{{如果 没有 照片}}照片{{结束}}", r=4))),
        (12.5, (label("民　　族"), text("{{民族}}"), label("籍　贯"), text("{{籍贯}}"), label("政治面貌"), text("{{政治面貌}}"))),
        (12.5, (label("参加工作\n时　　间"), text("{{参加工作时间}}"), label("入党（会）\n时　　间", size=11), text("{{入党（会）时间}}"),
                label("界　　别"), text("{{界别}}"))),
        (12.5, (label("政协职务"), text("{{政协职务}}"), label("专委会"), text("{{专委会}}", 3))),
        (9.5, (label("学历学位", r=2), label("全日制教育"), text("{{学历学位}}", 2), label("毕业院校\n及专业", r=2),
               text("{{毕业院校及专业}}", 2, 2))),
        (9.5, (label("在职教育"), text("{{在职学历}}", 2))),
        (12.5, (label("专业技术\n职　　称"), text("{{专业技术职称}}", 3), label("熟悉专业\n有何专长"), text("{{专长}}", 2))),
        (12.5, (label("工作单位\n及 职 务"), left("{{单位及职务}}", 6))),
        (10, (label("身份证号"), text("{{身份证号}}", 3), label("手　　机"), text("{{联系电话}}", 2))),
        (10, (label("通讯地址"), text("{{通讯地址}}", 3), label("办公电话"), text("{{办公电话}}", 2))),
        (10, (label("联 络 组"), text("{{联络组}}", 3), label("任职时间"), text("{{任职时间:点}}", 2))),
        (11, (label("提名推荐"), left("提名渠道：{{提名渠道}}　　推荐单位：{{推荐单位}}", 6))),
        (52, (label("简\n\n历"), left("{{简历全文}}", 6))),
        (29, (label("履职情况"), text("", 6))),
        (26, (label("本人签名"), Cell(c=3, lies="bottom", lines=(Line("签名：　　　　　　　　　　", align="left"),
              Line("年　　月　　日　　", align="right", after=4))), *opinion("推荐单位\n意　　见", 2))),
    ))


FORMS = {
    "member/委员登记表": registration,
}


def main() -> None:
    for name, made in FORMS.items():
        FormFile(name.rpartition("/")[2], list(made())).write(HOME / f"{name}.docx")
        print(f"resources/templates/{name}.docx")


if __name__ == "__main__":
    main()
