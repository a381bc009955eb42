"""Makes the shipped forms under resources/templates: `python tools/make_forms.py`. The same script makes the same bytes."""
from __future__ import annotations

import datetime as dt
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parent))
from formfile import FANGSONG, HEITI, KAITI, XIAOBIAOSONG, Cell, FormFile, Line, Page, Table, label, left, text

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


def candidate() -> Iterator[Line | Table]:
    yield title("{{委员会}}委员推荐人选登记表")
    yield above("填表日期：{{打印日期}}")
    yield Table((26, 28, 24, 24, 24, 24, 33), (
        (12, (label("姓　　名"), text("{{姓名:拉开}}"), label("性　别"), text("{{性别}}"), label("出生年月"), text("{{出生年月}}"),
              text("{{照片}}{{如果 没有 照片}}照片{{结束}}", r=4))),
        (12, (label("民　　族"), text("{{民族}}"), label("籍　贯"), text("{{籍贯}}"), label("政治面貌"), text("{{政治面貌}}"))),
        (12, (label("参加工作\n时　　间"), text("{{参加工作时间}}"), label("健康状况"), text(""), label("入党（会）\n时　　间", size=11),
              text("{{入党（会）时间}}"))),
        (12, (label("学历学位"), text("{{学历学位}}"), label("毕业院校\n及专业"), text("{{毕业院校及专业}}", 3))),
        (12, (label("专业技术\n职　　称"), text("{{专业技术职称}}"), label("专　长"), text("{{专长}}", 4))),
        (12, (label("工作单位\n及 职 务"), left("{{单位及职务}}", 6))),
        (11, (label("身份证号"), text("{{身份证号}}", 3), label("联系电话"), text("{{联系电话}}", 2))),
        (11, (label("推荐界别"), text("{{界别}}", 3), label("提名渠道"), text("{{提名渠道}}", 2))),
        (46, (label("简\n\n历"), left("{{简历全文}}", 6, lies="center"))),
        (28, (label("主要表现\n及推荐理由"), text("", 6))),
        (27, (*opinion("推荐单位\n意　　见", 3), *opinion("县委统\n战 部\n意 见", 2))),
        (27, (*opinion("县委组织部\n意　　见", 3), *opinion("县　委\n意　见", 2))),
    ))


def review() -> Iterator[Line | Table]:
    yield title("{{委员会}}委员人选征求意见表", 20)
    yield above("征求单位：{{征求单位}}", "left")
    yield Table((30, 55, 30, 65), (
        (13, (label("姓　　名"), text("{{姓名:拉开}}"), label("性　　别"), text("{{性别}}"))),
        (13, (label("出生年月"), text("{{出生年月}}"), label("民　　族"), text("{{民族}}"))),
        (13, (label("政治面貌"), text("{{政治面貌}}"), label("学历学位"), text("{{学历学位}}"))),
        (13, (label("身份证号"), text("{{身份证号}}"), label("联系电话"), text("{{联系电话}}"))),
        (16, (label("工作单位\n及 职 务"), left("{{单位及职务}}", 3))),
        (13, (label("推荐界别"), text("{{界别}}"), label("提名渠道"), text("{{提名渠道}}"))),
        (34, (label("需要说明的\n事　　项"), text("", 3))),
        (62, (label("征求单位\n意　　见"), Cell(c=3, lies="bottom", lines=(
            Line("　　□ 无不同意见", after=6), Line("　　□ 不宜作为委员人选，理由：", after=54), Line("（盖章）　　　　　", align="right"),
            Line("年　　月　　日　　　", align="right", after=6))))),
        (18, (label("经办人"), text(""), label("联系电话"), text(""))),
        (14, (label("备　　注"), left("本表请于收到后五个工作日内盖章送回。", 3, size=10.5))),
    ))


def notice() -> Iterator[Line | Table]:
    body = {"size": 16, "pitch": 29}
    yield Line("{{本会}}", XIAOBIAOSONG, 26, "center", pitch=40, colour="C00000", before=20)
    yield Line("", size=16, pitch=29)
    yield Line("通　知　书", XIAOBIAOSONG, 22, "center", pitch=40, after=24)
    yield Line("{{姓名}}同志：", **body)
    yield Line("经{{如果 决定会议}}{{决定会议}}{{否则}}{{委员会}}常务委员会第　　次会议{{结束}}协商决定，增补您为{{委员会}}委员"
               "{{如果 界别}}，编入{{界别}}{{结束}}，任期与本届委员会相同。", indent=2, align="both", **body)
    yield Line("特此通知。", indent=2, **body)
    for _ in range(3):
        yield Line("", **body)
    yield Line("{{本会}}　　", align="right", **body)
    yield Line("{{如果 决定日期}}{{决定日期}}{{否则}}{{打印日期}}{{结束}}　　", align="right", **body)


def leaving() -> Iterator[Line | Table]:
    yield title("{{委员会}}委员调整（辞去）审批表", 20)
    yield above("填表日期：{{打印日期}}")
    yield Table((28, 34, 26, 30, 26, 36), (
        (13, (label("姓　　名"), text("{{姓名:拉开}}"), label("性　别"), text("{{性别}}"), label("出生年月"), text("{{出生年月}}"))),
        (13, (label("民　　族"), text("{{民族}}"), label("政治面貌"), text("{{政治面貌}}"), label("界　　别"), text("{{界别}}"))),
        (13, (label("政协职务"), text("{{政协职务}}"), label("任职时间"), text("{{任职时间:点}}"), label("联系电话"),
              text("{{联系电话}}"))),
        (16, (label("工作单位\n及 职 务"), left("{{单位及职务}}", 5))),
        (13, (label("事　　项"), left("{{如果 事项}}{{事项}}{{否则}}□ 辞去委员　　□ 调整不再担任　　□ 撤销资格　　□ 其他{{结束}}", 5))),
        (44, (label("事　　由"), left("{{事由}}", 5))),
        (32, opinion("本人或所在\n单位意见", 5)),
        (32, opinion("提名单位\n意　　见", 5)),
        (32, (label("主席会议\n意　　见"),
              Cell(c=2, lies="bottom", lines=(Line("年　　月　　日　　", align="right", after=4),)),
              label("常务委员会\n决　　定"), Cell(c=2, lies="bottom", lines=(
                  Line("{{如果 决定会议}}{{决定会议}}决定{{结束}}", align="center", after=6),
                  Line("{{如果 决定日期}}{{决定日期}}{{否则}}年　　月　　日{{结束}}　　", align="right", after=4))))),
        (16, (label("备　　注"), left("{{如果 文号}}文号：{{文号}}{{结束}}", 5))),
    ))


def card() -> Iterator[Line | Table]:
    """Ten on a page, to be cut along the lines: 90 by 53 mm."""
    rows: list[tuple[float, tuple[Cell, ...]]] = []
    for pair in range(5):
        both = (2 * pair + 1, 2 * pair + 2)
        rows += [(15, tuple(card_head(n) for n in both)), (30, tuple(cell for n in both for cell in card_body(n))),
                 (8, tuple(Cell(f"证号：{{{{{n}.委员证号}}}}　　有效期至本届届满", 2, size=10.5, edges="left bottom right") for n in both))]
    yield Table((30, 60, 30, 60), rows, ruled=False)


def card_head(n: int) -> Cell:
    return Cell(c=2, edges="top left right", lines=(Line(f"{{{{{n}.委员会}}}}", XIAOBIAOSONG, 12, "center"),
                                                    Line("委　员　证", HEITI, 13, "center")))


def card_body(n: int) -> tuple[Cell, Cell]:
    fields = (("姓　　名", "姓名:拉开"), ("性　　别", "性别"), ("界　　别", "界别"), ("政协职务", "政协职务"))
    return Cell(f"{{{{{n}.照片}}}}", edges="left"), Cell(edges="right", lines=tuple(
        Line(f"{name}：{{{{{n}.{field}}}}}", KAITI, 10.5, pitch=17) for name, field in fields))


def certificate() -> Iterator[Line | Table]:
    yield Line("荣誉证书", XIAOBIAOSONG, 54, "center", pitch=80, before=6, after=26, colour="C00000")
    yield Line("{{姓名}}同志：", KAITI, 26, pitch=46)
    yield Line("{{事由}}{{如果 事由}}，{{结束}}被评为{{如果 荣誉名称}}{{荣誉名称}}{{否则}}　　　　　　　　{{结束}}。特发此证，以资鼓励。",
               KAITI, 26, "both", pitch=46, indent=2)
    yield Line("", KAITI, 26, pitch=34)
    yield Line("{{本会}}　　", KAITI, 22, "right", pitch=40)
    yield Line("{{落款日期:汉字}}　　", KAITI, 22, "right", pitch=40)


def appointment() -> Iterator[Line | Table]:
    yield Line("聘　　书", XIAOBIAOSONG, 54, "center", pitch=80, before=6, after=26, colour="C00000")
    yield Line("{{姓名}}同志：", KAITI, 26, pitch=46)
    yield Line("兹聘请您为{{本会}}{{如果 聘任职务}}{{聘任职务}}{{否则}}　　　　　　　　{{结束}}{{如果 聘期}}，聘期{{聘期}}{{结束}}。",
               KAITI, 26, "both", pitch=46, indent=2)
    yield Line("", KAITI, 26, pitch=34)
    yield Line("{{本会}}　　", KAITI, 22, "right", pitch=40)
    yield Line("{{落款日期:汉字}}　　", KAITI, 22, "right", pitch=40)


def liaison() -> Iterator[Line | Table]:
    yield title("{{县名}}乡镇政协联络员登记表")
    yield above("填表日期：{{打印日期}}")
    yield Table((27, 33, 26, 32, 26, 36), (
        (13, (label("姓　　名"), text("{{姓名:拉开}}"), label("性　别"), text("{{性别}}"), label("出生年月"), text("{{出生年月}}"))),
        (13, (label("民　　族"), text("{{民族}}"), label("政治面貌"), text("{{政治面貌}}"), label("学　　历"), text("{{学历}}"))),
        (13, (label("所在乡镇"), text("{{乡镇}}"), label("联 络 组"), text("{{联络组}}", 3))),
        (13, (label("乡镇职务"), text("{{单位及职务}}", 3), label("任联络员\n时　　间"), text("{{任联络员日期}}"))),
        (13, (label("联系电话"), text("{{联系电话}}"), label("办公电话"), text("{{办公电话}}"), label("电子邮箱"), text("{{电子邮箱}}"))),
        (13, (label("组　　长"), text("{{组长}}"), label("委 员 数"), text("{{委员数}}"), label("身　　份"), text("{{身份}}"))),
        (52, (label("工作简历"), text("", 5))),
        (44, (label("联络工作\n分　　工"), left("{{分工}}", 5))),
        (34, opinion("乡镇党委\n意　　见", 5)),
        (34, opinion("县政协\n意　　见", 5)),
    ))


def unit() -> Iterator[Line | Table]:
    yield title("{{县名}}单位信息登记表")
    yield above("填表日期：{{打印日期}}")
    yield Table((30, 60, 30, 60), (
        (14, (label("单位全称"), left("{{名称}}", 3))),
        (14, (label("简　　称"), text("{{简称}}"), label("归　　口"), text("{{归口}}"))),
        (14, (label("原　　名"), text("{{原名}}"), label("其他写法"), text("{{别名}}"))),
        (14, (label("分管县领导"), text("{{分管县领导}}"), label("联 系 人"), text("{{联系人}}"))),
        (14, (label("联系人职务"), text("{{联系人职务}}"), label("联系电话"), text("{{联系电话}}"))),
        (14, (label("办公地址"), left("{{地址}}", 3))),
        (46, (label("主要职责"), text("", 3))),
        (40, (label("提案办理\n联络安排"), text("", 3))),
        (24, (label("备　　注"), left("{{备注}}", 3))),
        (36, opinion("单位意见", 3)),
    ))


def organisation() -> Iterator[Line | Table]:
    yield title("{{委员会}}参加单位登记表", 20)
    yield above("填表日期：{{打印日期}}")
    yield Table((30, 60, 30, 60), (
        (14, (label("单位全称"), left("{{名称}}", 3))),
        (14, (label("简　　称"), text("{{简称}}"), label("类　　别"), text("{{类别}}"))),
        (14, (label("负 责 人"), text("{{负责人}}"), label("职　　务"), text("{{负责人职务}}"))),
        (14, (label("联 系 人"), text("{{联系人}}"), label("联系电话"), text("{{联系电话}}"))),
        (52, (label("组织概况"), text("", 3))),
        (52, (label("委员推荐\n情　　况"), text("", 3))),
        (24, (label("备　　注"), left("{{备注}}", 3))),
        (40, opinion("单位意见", 3)),
    ))


def signing(words: str, name: str, day: str) -> tuple[Line, ...]:
    """An examiner's opinion with room for the signature."""
    return (Line(words), Line(f"签名：{name}　　　　　　{day}", align="right", before=6, after=2))


def proposal_examination() -> Iterator[Line | Table]:
    yield title("{{会议}}提案审查表", 20)
    yield above("流水号：{{流水号}}　　　　案号：{{案号}}")
    yield Table((24, 40, 22, 34, 22, 38), (
        (14, (label("案　由"), left("{{案由}}", 5))),
        (11, (label("提 案 者"), text("{{提案者}}"), label("界　别"), text("{{界别}}"), label("联系电话"), text("{{联系电话}}"))),
        (11, (label("单位职务"), left("{{单位及职务}}", 3), label("提案形式"), text("{{提案形式}}"))),
        (15, (label("附 议 人"), left("{{附议人}}", 5))),
        (11, (label("类　别"), text("{{类别}}"), label("时间属性"), text("{{时间属性}}"), label("提交时间"), text("{{收到日期:点日}}"))),
        (14, (label("建议承办\n单　　位"), left("提案者：{{建议承办单位}}\n提案委：{{提案委意见}}", 5))),
        (30, (label("初审意见"), Cell(c=5, align="left", lies="center", lines=signing("{{初审意见}}", "{{初审人}}", "{{初审日期}}")))),
        (30, (label("复审意见"), Cell(c=5, align="left", lies="center", lines=signing("{{复审意见}}", "{{复审人}}", "{{复审日期}}")))),
        (22, (label("县 委 办\n县政府办\n意　　见"), left("{{两办意见}}", 5))),
        (30, (label("审　　定\n（分管副\n主席）"),
              Cell(c=5, align="left", lies="center", lines=signing("{{审定意见}}", "{{审定人}}", "{{审定日期}}")))),
        (12, (label("审查结果"), text("{{审查结果}}"), label("并　入"), text("{{并入}}"), label("重　点"), text("{{重点}}"))),
        (14, (label("去向理由"), left("{{去向}}{{如果 理由}}　{{理由}}{{结束}}{{如果 转往}}　转{{转往}}{{结束}}", 5))),
        (14, (label("承办单位"), left("主办：{{主办单位}}\n会办：{{会办单位}}", 5))),
        (11, (label("公　开"), left("{{公开}}　{{不公开原因}}", 5))),
    ))


def proposal_paper() -> Iterator[Line | Table]:
    yield Line("{{会议}}", XIAOBIAOSONG, 20, "center", pitch=32)
    yield Line("提　　案", XIAOBIAOSONG, 26, "center", pitch=42, after=4)
    yield above("第　{{流水号}}　号　　　　　　收到日期：{{收到日期}}")
    yield Table((24, 66, 24, 66), (
        (15, (label("案　由"), left("{{案由}}", 3))),
        (11, (label("类　别"), text("{{类别}}"), label("提案形式"), text("{{提案形式}}"))),
        (13, (label("建议承办\n单　　位"), left("{{建议承办单位}}", 3))),
        (11, (label("是否公开"), left("{{公开}}　{{不公开原因}}", 3))),
    ))
    yield Line("提案者", HEITI, 14, before=8, after=4)
    yield Table((14, 30, 36, 62, 38), (
        (9, (label("序号"), label("姓名（名称）"), label("界　别"), label("单位及职务"), label("联系电话"))),
        (9, (text("{{提案者名单.序号}}"), text("{{提案者名单.姓名}}"), text("{{提案者名单.界别}}"),
             left("{{提案者名单.单位及职务}}", size=11), text("{{提案者名单.联系电话}}", size=11))),
    ), grows=True, head=1)
    yield Line("{{如果 折页}}")
    yield Line("情况和分析", HEITI, 14, after=4, new_page=True)
    yield Line("{{否则}}")
    yield Line("情况和分析", HEITI, 14, before=10, after=4)
    yield Line("{{结束}}")
    yield Line("{{正文}}", size=14, pitch=26)
    yield Line("建　议", HEITI, 14, before=8, after=4)
    yield Line("{{建议全文}}", size=14, pitch=26)


PLAIN = Page()
LETTER = Page(sides=27, top=37, bottom=30)
CARDS = Page(sides=15, top=14, bottom=12)
HONOUR = Page(297, 210, sides=40, top=34, bottom=20, border=True)
FORMS: dict[str, tuple[Callable[[], Iterator[Line | Table]], Page]] = {
    "member/委员登记表": (registration, PLAIN),
    "member/委员证": (card, CARDS),
    "member/委员推荐人选登记表": (candidate, PLAIN),
    "member/委员人选征求意见表": (review, PLAIN),
    "member/增补委员通知书": (notice, LETTER),
    "member/委员调整（辞去）审批表": (leaving, PLAIN),
    "honour/荣誉证书": (certificate, HONOUR),
    "honour/聘书": (appointment, HONOUR),
    "people/乡镇联络员登记表": (liaison, PLAIN),
    "proposal/提案纸": (proposal_paper, Page(sides=22, top=25, bottom=22)),
    "proposal/提案审查表": (proposal_examination, PLAIN),
    "unit/单位信息登记表": (unit, PLAIN),
    "unit/参加单位登记表": (organisation, PLAIN),
}


def sheet(name: str, head: str, above: str, columns: list[tuple[str, str, float]], within: str, total: list[tuple[int, str]],
          landscape: bool) -> None:
    """An .xlsx form: a title over the whole width, a line, ruled headings that repeat, one row for the list, a total."""
    book = xlsxwriter.Workbook(str(HOME / f"{name}.xlsx"))
    book.set_properties({"title": name.rpartition("/")[2], "created": dt.datetime(2026, 1, 1)})
    page = book.add_worksheet("表")
    face = {"font_name": FANGSONG, "font_size": 11, "valign": "vcenter", "text_wrap": True}
    large = book.add_format({"font_name": XIAOBIAOSONG, "font_size": 20, "align": "center", "valign": "vcenter"})
    line = book.add_format({**face, "align": "right", "text_wrap": False})
    heading = book.add_format({**face, "font_name": HEITI, "align": "center", "border": 1})
    ruled = book.add_format({**face, "align": "center", "border": 1})
    wide = book.add_format({**face, "border": 1})
    last = len(columns) - 1
    page.merge_range(0, 0, 0, last, head, large)
    page.merge_range(1, 0, 1, last, above, line)
    page.set_row(0, 36)
    page.set_row(1, 20)
    page.set_row(2, 26)
    page.set_row(3, 26)
    page.set_row(4, 26)
    for at, (words, field, width) in enumerate(columns):
        page.set_column(at, at, width)
        page.write(2, at, words, heading)
        page.write(3, at, f"{{{{{within}.{field}}}}}", wide if width > 18 else ruled)
        page.write_blank(4, at, None, ruled)
    page.write(4, 0, "合计", heading)
    for at, formula in total:
        page.write_formula(4, at, formula, ruled)
    page.set_paper(9)
    if landscape:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(0.5, 0.5, 0.7, 0.7)
    page.center_horizontally()
    page.repeat_rows(2)
    page.freeze_panes(3, 2)
    page.set_footer("&C&9第&P页 共&N页")
    book.close()
    repack(HOME / f"{name}.xlsx")


def repack(path: Path) -> None:
    """The same bytes whenever it is made."""
    with zipfile.ZipFile(path) as box:
        parts = {name: box.read(name) for name in box.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        for name, inside in parts.items():
            box.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), inside, zipfile.ZIP_DEFLATED)


def main() -> None:
    for name, (made, page) in FORMS.items():
        FormFile(name.rpartition("/")[2], list(made()), page).write(HOME / f"{name}.docx")
    sheet("member/委员基本情况表", "{{委员会}}委员基本情况表", "截至{{打印日期}}", [
        ("序号", "序号", 5), ("姓名", "姓名:拉开", 10), ("性别", "性别", 5), ("民族", "民族", 7), ("出生年月", "出生年月", 9), 
        ("年龄", "年龄", 6), ("政治面貌", "政治面貌", 11), ("学历学位", "学历学位", 11), ("工作单位及职务", "单位及职务", 30),
        ("界别", "界别", 18),
        ("政协职务", "政协职务", 9), ("专委会", "专委会", 16), ("任职时间", "任职时间:点", 9)],
        "委员", [(1, '=COUNTA(B4:B4)&"名"'), (5, "=ROUND(AVERAGE(F4:F4),1)")], landscape=True)
    sheet("unit/单位联系表", "{{县名}}单位联系表", "截至{{打印日期}}", [
        ("序号", "序号", 6), ("单位", "名称", 26), ("归口", "归口", 12), ("分管县领导", "分管县领导", 12), ("联系人", "联系人", 10),
        ("联系人职务", "联系人职务", 16), ("联系电话", "联系电话", 16)], "单位", [(1, '=COUNTA(B4:B4)&"个"')], landscape=False)


if __name__ == "__main__":
    main()
