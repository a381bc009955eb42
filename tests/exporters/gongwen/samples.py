"""Invented 公文 of every kind, in every length that has ever broken a page."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.exporters.gongwen.plan import plan
from desktop.rules.gongwen.document import Gongwen, from_data
from desktop.rules.gongwen.layout import place
from desktop.rules.gongwen.style import OfficeStyle

SENTENCE = ("为深入贯彻落实县委关于加强和改进人民政协工作的部署要求，切实提高提案办理质量，推动重点提案办理落地见效，"
            "经县政协主席会议研究决定，现将2024年度有关事项通知如下，请各承办单位结合实际认真抓好贯彻落实。")
LINE = "请认真抓好落实并按时报告办理进展情况和存在的困难问题。"  # with its indent one line of the 28
ORGANS = ("县委办公室", "县人大常委会办公室", "县政府办公室", "县纪委监委机关", "县委组织部", "县委宣传部", "县委统战部",
          "县法院", "县检察院", "县人武部", "县总工会", "团县委", "县妇联", "县工商联", "县科协", "县文联")
SECTION = ["一、加强组织领导", "（一）压实责任", "1.明确承办单位。" + SENTENCE * 2,
           "（1）提案委员会负责督办。" + SENTENCE + "做到“件件有回音”——限时办结。"]
ENDING = {"文件": "通知", "上行文": "请示", "信函": "函", "纪要": "纪要", "命令": "令", "公告": "公告"}
LENGTHS = ("短", "一面", "正好排满", "多面", "长标题", "多附件", "多抄送", "附件说明跨面")


@dataclass(frozen=True)
class Case:
    """A document and how the judge has to be asked about it."""
    name: str
    kind: str
    document: Gongwen
    style: OfficeStyle = field(default_factory=OfficeStyle)

    @property
    def file_name(self) -> str:
        return self.name.replace("/", "-") + ".docx"


def data(kind: str, **changes: Any) -> dict[str, Any]:
    """One page of a document of that kind, as `xiewu export gongwen --data` reads it."""
    office = "政协示例县委员会"
    base: dict[str, Any] = {
        "number": {"信函": "示政协函〔2024〕12号", "纪要": "第12号", "命令": "第3号", "公告": "第3号"}.get(kind, "示政协发〔2024〕5号"),
        "title": f"{office}关于做好重点提案办理工作的{ENDING[kind]}", "recipient": "各乡镇人民政府，县直有关部门：",
        "body": [SENTENCE, "特此通知。"], "issuer": office, "date": "2024-09-06", "cc": list(ORGANS[:3]),
        "printer": f"{office}办公室", "print_date": "2024-09-09"}
    if kind == "上行文":
        base |= {"signer": ["张三"], "recipient": "中共示例县委："}
    elif kind == "信函":
        base |= {"mark": office}
    elif kind == "纪要":
        base |= {"mark": f"{office}主席会议纪要", "title": f"{office}第十届主席会议第12次会议纪要", "recipient": "",
                 "present": ["张三", "李四", "王五"], "leave": ["赵六"], "attending": ["提案委员会　钱七"]}
    elif kind in ("命令", "公告"):
        base |= {"mark": f"{office}{ENDING[kind]}", "recipient": "", "cc": [], "printer": "", "print_date": None}
    return base | changes


def make(kind: str, **changes: Any) -> Gongwen:
    return from_data(data(kind, **changes), kind)


def filled(document: Gongwen, page: int, lines_left: int, style: OfficeStyle) -> Gongwen:
    """`document` with whole lines of text added until its ending leaves `lines_left` lines on `page`."""
    grown = document
    for count in range(1, 200):
        longer = replace(grown, body=(*document.body, *(LINE for _ in range(count))))
        planned = plan(longer, style)
        flow = [piece for piece in planned.pieces if not piece.frame and not piece.role.startswith(("版记", "末行"))]
        spot = place(flow, planned.area)[-1]
        if (spot.last_page, spot.foot) > (page, planned.area.height - lines_left * planned.area.line):
            break
        grown = longer
    return grown


def of_length(kind: str, length: str, style: OfficeStyle) -> Gongwen:
    if length == "短":
        return make(kind)
    if length == "一面":
        return filled(make(kind, body=[SENTENCE]), 1, 3, style)
    if length == "正好排满":
        return filled(make(kind, body=[SENTENCE, *SECTION]), 2, 0, style)
    if length == "多面":
        return make(kind, body=[SENTENCE] + SECTION * 5)
    if length == "长标题":
        about = "关于印发《政协示例县委员会关于进一步加强和改进新时代人民政协民主监督工作推动重点提案办理落地见效的实施办法》的"
        return make(kind, title="政协示例县委员会" + about + ENDING[kind], body=[SENTENCE, *SECTION])
    if length == "多附件":
        return make(kind, attachments=[f"重点提案办理任务分解表之第{n}分表和填写说明样式" for n in range(1, 13)])
    if length == "多抄送":
        return make(kind, body=[SENTENCE, *SECTION], cc=[f"{organ}第{n}科" for n in range(1, 3) for organ in ORGANS])
    document = filled(make(kind, body=[SENTENCE], recipient="" if kind == "纪要" else "各乡镇人民政府："), 1, 0, style)
    with_list = make(kind, attachments=[f"重点提案办理任务分解表第{n}分表" for n in range(1, 8)])
    return replace(document, attachments=with_list.attachments, body=document.body[:-4])


def cases() -> Iterator[Case]:
    """The whole matrix: every kind x every length in the reading of the house, then what only some kinds have."""
    style = OfficeStyle()
    for kind in ("文件", "上行文", "信函", "纪要", "命令", "公告"):
        for length in LENGTHS:
            yield Case(f"{kind}-{length}", kind, of_length(kind, length, style))
    ink = OfficeStyle(margins="34.58/32.58")
    for kind in ("文件", "信函", "纪要"):
        for length in ("短", "正好排满", "多面"):
            yield Case(f"{kind}-{length}-墨迹", kind, of_length(kind, length, ink), ink)
    yield from special(style)


def special(style: OfficeStyle) -> Iterator[Case]:
    table = {"table": [["序号", "提案题目", "承办单位"], ["1", "关于改善城乡公交的提案", "县交通运输局"],
                       ["2", "关于加强古树保护的提案", "县林业局"]]}
    joint = ["政协示例县委员会办公室", "示例县人民政府办公室"]
    marks = ["中共示例县委办公室", "示例县人民政府办公室", "政协示例县委员会办公室"]
    yield Case("文件-不盖章", "文件", make("文件", sealed=False, body=[SENTENCE, *SECTION]), style)
    yield Case("文件-签名章", "文件", make("文件", sealed="签名章", post="主席", body=[SENTENCE, *SECTION]), style)
    yield Case("文件-表格", "文件", make("文件", body=[SENTENCE, *SECTION, table, SENTENCE]), style)
    yield Case("文件-份号紧急", "文件", make("文件", copy_number=12, urgency="特急", note="联系人：张三，电话：2345678"), style)
    yield Case("信函-份号紧急", "信函", make("信函", copy_number=12, urgency="特急"), style)
    yield Case("文件-全称", "文件", make("文件", mark="中国人民政治协商会议示例县委员会文件",
                                   issuer="中国人民政治协商会议示例县委员会"), style)
    yield Case("文件-附件页", "文件", make("文件", body=[SENTENCE] + SECTION * 2, attachments=[
        {"title": "任务分解表", "body": [SENTENCE, table]}, {"title": "办理工作方案", "body": [SENTENCE, *SECTION]}]), style)
    yield Case("文件-联合行文", "文件", make("文件", issuer=joint, mark="政协示例县委员会办公室文件"), style)
    yield Case("文件-联合红头", "文件", make("文件", issuer=marks, mark=[name + "文件" for name in marks]), style)
    yield Case("上行文-二签发人", "上行文", make("上行文", signer=["张三", "欧阳明月"]), style)
    yield Case("上行文-三签发人", "上行文", make("上行文", signer=["张三", "李四四", "王五"]), style)
