"""A 公文 made of its entry, its starting texts, and manuscripts taken apart."""
import datetime as dt

import pytest

from desktop.fields.refused import Refused
from desktop.rules.gongwen.document import Table, from_data
from desktop.services import codes, documents, drafting, office

TODAY = dt.date(2026, 6, 30)
SERIES = {"kind": "文件", "code": "青协办", "title": "政协青溪县委员会办公室文件", "issuer": "政协青溪县委员会办公室"}
GENRES = ("通知", "函", "请示", "报告", "意见", "决定", "纪要", "倡议书", "公示", "邀请函")


def entry(**changes):
    return {"name": "关于做好统计的通知", "recipient": "各单位", "data": {"body": ["请认真做好。"]}} | changes


def test_a_draft_is_dated_today_and_has_room_for_its_number():
    made = drafting.compose(SERIES, entry(), TODAY)
    assert (made.number, made.date, made.recipient) == ("青协办〔2026〕　号", "2026年6月30日", "各单位：")


def test_a_numbered_document_prints_what_was_issued():
    made = drafting.compose(SERIES, entry(year=2025, number=7, issued=dt.date(2025, 9, 6)), TODAY)
    assert (made.number, made.date) == ("青协办〔2025〕7号", "2025年9月6日")


def test_a_request_without_signer_has_room_for_one_and_minutes_need_no_number():
    made = drafting.compose(SERIES | {"kind": "上行文"}, entry(), TODAY)
    assert made.signers == ("　　　",)
    assert drafting.compose(SERIES | {"kind": "上行文"}, entry(signer="张三、李四"), TODAY).signers == ("张三", "李四")
    assert drafting.compose(SERIES | {"kind": "纪要"}, entry(), TODAY).number == ""


def test_what_is_missing_is_named():
    with pytest.raises(Refused, match="标题、正文"):
        drafting.compose(SERIES, entry(name="", data={}), TODAY)


@pytest.mark.parametrize("genre", GENRES)
def test_every_genre_begins_with_a_text_of_its_own(store, genre):
    office.save(store, {"county": "青溪县"})
    start = drafting.starting(store, genre, "政协青溪县委员会")
    assert start.title and len(start.body) >= 3 and "{" not in start.title + start.recipient + "".join(start.body)
    made = from_data({"title": start.title, "body": list(start.body), "recipient": start.recipient, "issuer": "政协青溪县委员会",
                      "date": "2026-06-30", "number": "青协〔2026〕1号"}, "文件")
    assert made.title == start.title
    assert genre in [c["name"] for c in codes.listed(store, "genre")]


def test_a_genre_without_text_begins_empty(store):
    assert drafting.starting(store, "批复", "某单位") == drafting.Start("", "", ())


def test_form_values_and_data_say_the_same():
    data = {"body": ["一、要求", {"table": [["序号", "单位"], ["1", "县委办"]]}],
            "attachments": ["名单", {"title": "表", "body": ["甲"]}], "cc": ["县委办公室", "县政府办公室"], "printer": "办公室",
            "print_date": "2026-07-01", "sealed": "盖章", "number": "青协办〔2026〕1号"}
    row = entry(data=data, signer="程少峰", copies=30)
    values = drafting.values_of(row)
    assert values["attachments"] == "名单\n表" and values["cc"] == "县委办公室，县政府办公室"
    assert values["print_date"] == dt.date(2026, 7, 1)
    again = drafting.entry_of(values, row["name"], row["recipient"], drafting.plain(data["body"]), data)
    assert again["data"] == data and again["signer"] == "程少峰" and again["copies"] == 30


def test_lines_with_tabs_become_a_table():
    made = drafting.compose(SERIES, entry(data={"body": drafting.items("如下：\n序号\t单位\n1\t县委办\n完")}), TODAY)
    assert made.body == ("如下：", Table((("序号", "单位"), ("1", "县委办"))), "完")


def test_a_manuscript_is_taken_apart():
    parts = drafting.taken_apart(["政协青溪县委员会关于做好", "统计工作的通知", "各单位：", "现通知如下：", "一、要求", "认真做好。",
                                  "附件：1.名单", "2.统计表", "政协青溪县委员会", "2026年6月3日", "抄送：县委办公室。",
                                  "办公室\t2026年6月3日印发"])
    assert parts == drafting.Parts("政协青溪县委员会关于做好统计工作的通知", "各单位", ("现通知如下：", "一、要求", "认真做好。"),
                                   ("名单", "统计表"))


def test_a_manuscript_of_plain_text_stays_whole():
    lines = ["今年以来，工作有序推进。", "下一步要抓好落实。"]
    assert drafting.taken_apart(lines) == drafting.Parts("", "", tuple(lines), ())


def test_a_register_entry_is_composed_and_a_missing_number_is_not(store):
    office.save(store, {"county": "青溪县"})
    documents.found_series(store)
    series = documents.SERIES.listed(store)[0]["id"]
    record = documents.save(store, series, entry())
    documents.issue(store, record, dt.date(2026, 3, 2), 2)
    assert drafting.composed(store, record).number == "青协〔2026〕2号"
    documents.explain(store, series, 2026, 1, "漏编")
    missing = next(r["id"] for r in documents.listed(store) if r["name"] == documents.MISSING)
    with pytest.raises(Refused, match="这个号没有公文"):
        drafting.composed(store, missing)


def test_an_attachment_may_carry_its_text_and_keeps_it_when_the_form_is_read_again():
    values = {"attachments": "1.报名表\n2.名单。"}
    made = drafting.entry_of(values, "关于报名的通知", "", "请报名。", {}, {"报名表": "填写要求\n姓名\t单位\n张三\t县林业局"})
    first, second = made["data"]["attachments"]
    assert first == {"title": "报名表", "body": ["填写要求", {"table": [["姓名", "单位"], ["张三", "县林业局"]]}]} and second == "名单"
    assert drafting.texts_of(made) == {"报名表": "填写要求\n姓名\t单位\n张三\t县林业局"}
    again = drafting.entry_of(drafting.values_of(made), "关于报名的通知", "", "请报名。", made["data"])
    assert again["data"]["attachments"] == made["data"]["attachments"]
    assert drafting.compose(SERIES, made, TODAY).attachments[0].body[1] == Table((("姓名", "单位"), ("张三", "县林业局")))


def test_a_joint_document_has_its_host_first_in_the_signature_and_on_demand_in_the_head():
    made = entry(data={"body": ["请办理。"], "partners": ["青溪县人民政府办公室"]})
    alone = drafting.compose(SERIES, made, TODAY)
    assert alone.issuers == ("政协青溪县委员会办公室", "青溪县人民政府办公室") and alone.marks == ("政协青溪县委员会办公室文件",)
    made["data"]["joint_head"] = "并列各机关"
    assert drafting.compose(SERIES, made, TODAY).marks == ("政协青溪县委员会办公室文件", "青溪县人民政府办公室文件")
