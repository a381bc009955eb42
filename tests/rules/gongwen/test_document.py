"""A 公文 read from data: what is missing or wrong is refused by its Chinese name."""
from __future__ import annotations

from typing import Any

import pytest

from desktop.fields.refused import Refused
from desktop.rules.gongwen.document import KINDS, Table, from_data

GOOD: dict[str, Any] = {
    "mark": "政协示例县委员会文件", "number": "示政协发[2024]第05号", "signer": ["张三"], "title": "关于召开会议的通知",
    "recipient": "各乡镇人民政府:", "body": ["现将有关事项通知如下。", "一、时间"], "attachments": ["附件：1.报名表。"],
    "issuer": "政协示例县委员会", "date": "2024-09-06", "sealed": True, "cc": ["县委办公室"],
    "printer": "政协示例县委员会办公室", "print_date": "2024.9.9"}


def without(*keys: str) -> dict[str, Any]:
    return {key: value for key, value in GOOD.items() if key not in keys}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read(kind: str) -> None:
    document = from_data(GOOD, kind)
    assert (document.kind, document.number, document.date) == (kind, "示政协发〔2024〕5号", "2024年9月6日")
    assert document.recipient == "各乡镇人民政府："
    assert document.attachments[0].title == "报名表"
    assert document.print_date == "2024年9月9日"


def test_everything_missing_is_named_at_once() -> None:
    with pytest.raises(Refused, match="上行文缺少发文字号、标题、正文、发文机关、成文日期、签发人") as told:
        from_data({"body": ["", " "], "signer": []}, "上行文")
    assert "没有生成文件" in str(told.value)


def test_minutes_may_go_without_a_number_or_bear_their_own() -> None:
    assert from_data(without("number"), "纪要").number == ""
    assert from_data(GOOD | {"number": "第012期"}, "纪要").number == "第12期"
    with pytest.raises(Refused, match="发文字号"):
        from_data(GOOD | {"number": "第12期"}, "文件")


@pytest.mark.parametrize(("key", "value", "named"), [
    ("title", 5, "标题"), ("issuer", [1], "发文机关"), ("body", {"a": 1}, "正文"), ("body", [1], "正文的第1条"),
    ("cc", "县委", None), ("attachments", [{"body": []}], "第1个附件"), ("date", "2024-09", "成文日期"),
    ("date", "今天", "成文日期"), ("sealed", "半个章", "是否盖章"), ("urgency", "很急", "紧急程度"),
    ("copy_number", "1234567", "份号"), ("print_date", "2024-09-01", "印发日期2024年9月1日早于"),
    ("number", "示政协发〔24〕5号", "年份要写全四位"), ("number", "第五号文件", "发文字号"),
    ("body", [{"table": []}], "第1条是表格"), ("secrecy", "秘密", "不涉密"), ("recipent", "各乡镇", "recipent")])
def test_what_is_wrong_is_refused_by_its_name(key: str, value: Any, named: str | None) -> None:
    if named is None:
        assert from_data(GOOD | {key: value}, "文件").cc == ("县委",)
        return
    with pytest.raises(Refused, match=named) as told:
        from_data(GOOD | {key: value}, "文件")
    assert str(told.value).endswith("。")


def test_an_unknown_kind_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refused, match=r"没有“通报”.*文件、上行文、信函、纪要、命令、公告"):
        from_data(GOOD, "通报")


def test_a_mark_left_out_is_made_of_the_issuer() -> None:
    made = {kind: from_data(without("mark"), kind).marks[0] for kind in KINDS}
    assert made["文件"] == "政协示例县委员会文件"
    assert made["信函"] == "政协示例县委员会"
    assert made["纪要"].endswith("纪要")
    assert made["命令"].endswith("令")


def test_a_table_in_the_text_is_filled_up_to_equal_rows() -> None:
    document = from_data(GOOD | {"body": ["如下：", {"table": [["序号", "单位"], [1]]}]}, "文件")
    assert document.body[1] == Table((("序号", "单位"), ("1", "")))


def test_a_document_without_a_printer_is_printed_by_its_issuer() -> None:
    found = from_data(without("printer", "print_date", "cc"), "文件")
    assert (found.printer, found.print_date) == ("政协示例县委员会", "2024年9月6日")
    assert from_data(without("printer", "print_date"), "信函").printer == ""
