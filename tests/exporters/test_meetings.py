"""The papers of meetings: what stands on them is what the meeting says, in every format."""
import datetime as dt
import zipfile

import openpyxl
import pypdfium2
import pytest
from docx import Document

from desktop.exporters.papers import PAPERS, paper
from desktop.exporters.registry import Request
from desktop.fields.refused import Refused
from desktop.rules.attendance import ABSENT, LEAVE, PRESENT, Mark
from desktop.rules.periods import calendar_year
from desktop.services import agenda, attendance, invitees, meetings, speeches

DAY = dt.date(2026, 6, 30)
HELD = dt.date(2026, 6, 29)


@pytest.fixture
def plenary(county):
    """168 due over two days: 9 on leave for all of it, 2 missing, one with a reason."""
    record = meetings.save(county, {
        "kind": "全体会议", "count": "十届五次", "day": HELD, "until": DAY, "place": "县会议中心", "host": "县政协常务委员会",
        "minutes": "会议听取了工作报告。\n会议强调，要认真履职。", "decision": "会议批准常务委员会工作报告。"})
    for name, draft, outcome in (("听取和审议《常务委员会工作报告》", False, "审议通过"), ("《会议决议》", True, "表决通过")):
        agenda.ITEMS.save(county, record, {"name": name, "draft": draft, "outcome": outcome, "speaker": "郑和平"})
    sheet = attendance.sheet(county, record)
    marks = {(p["id"], s["id"]): Mark(PRESENT) for p in sheet.people for s in sheet.sittings}
    for n, mark in enumerate([Mark(LEAVE, "公假")] * 6 + [Mark(LEAVE, "事假")] * 2 + [Mark(LEAVE, "病假")] + [Mark(ABSENT)] * 2):
        marks |= {(sheet.people[20 + n]["id"], s["id"]): mark for s in sheet.sittings}
    invitees.change(county, [p["id"] for p in sheet.people[:30]], {"team": "第一组"})
    attendance.save(county, record, marks)
    attendance.ask_leave(county, record, sheet.people[20]["person_id"], {"kind": "公假", "reason": "赴省开会", "approver": "郑和平",
                                                                          "approved_on": HELD})
    speeches.SPEECHES.save(county, {"name": "关于发展民宿的建议", "speaker": sheet.people[3]["name"], "meeting_id": record, "mode": "口头",
                                    "rank": 1, "text": "字" * 900, "minutes": 8})
    return record


def printed(store, tmp_path, key, format, record=None, **answers):
    out = tmp_path / f"{key}.{format}"
    only = (record,) if record else ()
    paper(key).print(store, Request(DAY, None if record else calendar_year(2026), only, answers=answers), format, out)
    return out


def words(file):
    if file.suffix == ".docx":
        document = Document(str(file))
        return "\n".join([*(p.text for p in document.paragraphs), *(c.text for t in document.tables for r in t.rows for c in r.cells)])
    if file.suffix == ".xlsx":
        return "\n".join(str(v) for sheet in openpyxl.load_workbook(file) for row in sheet.iter_rows(values_only=True) for v in row if v)
    with pypdfium2.PdfDocument(file) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


ONE = [p.key for p in PAPERS if p.key.startswith("meeting-") and p.key != "meeting-ledger"]


@pytest.mark.parametrize("key", ONE)
def test_every_paper_of_one_meeting_in_every_format(county, plenary, tmp_path, key):
    for format in paper(key).formats:
        assert printed(county, tmp_path, key, format, plenary).stat().st_size > 2000
    with pytest.raises(Refused, match="请先选中一次会议"):
        printed(county, tmp_path, key, paper(key).formats[0])


@pytest.mark.parametrize("key", ["meeting-ledger", "attendance-table", "inactive-members", "study-ledger", "speech-list"])
def test_every_ledger_says_when_there_is_nothing(county, tmp_path, key):
    with pytest.raises(Refused, match=r"没有.*没有印出|没有印出"):
        printed(county, tmp_path, key, "docx")


def test_the_notice_says_what_when_where_and_whom(county, plenary, tmp_path):
    said = words(printed(county, tmp_path, "meeting-notice", "docx", plenary, number="青协办〔2026〕9号"))
    for piece in ("关于召开政协青溪县第十届委员会第五次会议的通知", "青协办〔2026〕9号", "各位委员：", "2026年6月29日至30日", "县会议中心",
                  "出席人员：全体委员", "2.《会议决议（草案）》。", "请于6月27日前书面请假", "2026年6月24日印发"):
        assert piece in said.replace("\n", ""), piece


@pytest.mark.parametrize(("kind", "name", "said"), [
    ("视察", "防汛工作视察", ("关于开展防汛工作视察的通知", "活动时间", "请参加活动的同志安排好工作，按时参加。")),
    ("委员培训", "新任委员培训", ("关于举办新任委员培训的通知", "培训地点")),
    ("座谈会", "经济形势座谈会", ("关于召开经济形势座谈会的通知", "会议时间", "按时参会。"))])
def test_a_notice_speaks_of_what_is_held_as_an_office_would(county, tmp_path, kind, name, said):
    record = meetings.save(county, {"kind": kind, "name": name, "count": "无", "day": dt.date(2026, 7, 20), "place": "县会议中心"})
    text = words(printed(county, tmp_path, "meeting-notice", "docx", record)).replace("\n", "")
    assert all(piece in text for piece in said), text


def test_the_minutes_list_who_was_there(county, plenary, tmp_path):
    said = words(printed(county, tmp_path, "meeting-minutes", "docx", plenary)).replace("\n", "")
    assert "会议强调，要认真履职。" in said and "出席" in said and "请假" in said


def test_the_decision_names_the_meeting_and_the_day(county, plenary, tmp_path):
    said = words(printed(county, tmp_path, "meeting-decision", "docx", plenary)).replace("\n", "")
    assert "（2026年6月30日政协青溪县第十届委员会第五次会议通过）" in said and "批准常务委员会工作报告" in said


def test_the_slip_for_the_chair(county, plenary, tmp_path):
    said = words(printed(county, tmp_path, "meeting-count", "docx", plenary))
    assert "应出席委员168名，实到157名，符合规定人数。" in said and "第一组" in said
    assert "表决事项以全体委员的过半数（85票）赞成为通过。" in said
    with pytest.raises(Refused, match="没有第 9 个半天"):
        printed(county, tmp_path, "meeting-count", "docx", plenary, half=9)


def test_the_sign_in_sheet_has_every_name_once_in_two_blocks(county, plenary, tmp_path):
    file = printed(county, tmp_path, "meeting-signin", "xlsx", plenary, half=1)
    rows = list(openpyxl.load_workbook(file).active.iter_rows(values_only=True))
    heads = next(row for row in rows if row and row.count("姓名") == 2)
    assert heads.count("签名") == 2
    places = [n for n, head in enumerate(heads) if head == "姓名"]
    names = [row[n] for row in rows[rows.index(heads) + 1:] for n in places if row[n] and row[n] != "姓名"]
    people = {p["name"] for p in attendance.sheet(county, plenary).people if p["capacity"] == "出席"}
    assert len(names) >= 168 and {n.replace("\u3000", "") for n in names} >= people
    with pypdfium2.PdfDocument(printed(county, tmp_path, "meeting-signin", "pdf", plenary, half=1)) as document:
        assert len(document) <= 5  # 40 to 50 names on a page


def test_leave_is_summed_by_kind(county, plenary, tmp_path):
    said = words(printed(county, tmp_path, "meeting-leave-list", "docx", plenary))
    assert "请假共9人：公假6人，事假2人，病假1人。" in said and "赴省开会" in said and "全程" in said


def test_the_leave_form_marks_the_kind_with_a_sign_that_every_font_has(county, plenary, tmp_path):
    out = tmp_path / "请假单.pdf"
    assert paper("meeting-leave-form").print(county, Request(DAY, None, (plenary,)), "pdf", out) == ""
    assert "■ 公假" in words(out) and "□ 事假" in words(out)


@pytest.mark.parametrize(("size", "pages"), [("200×100 毫米", 84), ("180×90 毫米", 56), ("三折（A4 折成三角）", 168)])
def test_seat_cards_lie_as_many_on_a_page_as_the_holder_allows(county, plenary, tmp_path, size, pages):
    with pypdfium2.PdfDocument(printed(county, tmp_path, "meeting-seatcards", "pdf", plenary, size=size, capacity="出席")) as document:
        assert len(document) == pages
        first = document[0].get_textpage().get_text_bounded()
    assert attendance.sheet(county, plenary).people[0]["name"][0] in first
    if size.startswith("三折"):
        with pytest.raises(Refused, match="请选 PDF"):
            printed(county, tmp_path, "meeting-seatcards", "docx", plenary, size=size)
    else:
        file = printed(county, tmp_path, "meeting-seatcards", "docx", plenary, size=size, capacity="出席")
        assert len(Document(str(file)).tables[0].rows) == 168 and zipfile.is_zipfile(file)


def test_the_year_on_paper_is_the_sum_of_its_marks(county, plenary, tmp_path):
    file = printed(county, tmp_path, "attendance-table", "xlsx")
    rows = list(openpyxl.load_workbook(file).active.iter_rows(values_only=True))
    at = next(n for n, row in enumerate(rows) if row and "应到" in row)
    column = {name: rows[at].index(name) for name in ("应到", "实到", "请假", "缺席")}
    sums = {name: sum(row[n] for row in rows[at + 1:] if isinstance(row[n], int)) for name, n in column.items()}
    marks = [m for m in attendance.listed(county) if m["capacity"] == "出席"]
    assert sums == {"应到": len(marks), **{name: sum(m["result"] == result for m in marks) for name, result in (
        ("实到", "出席"), ("请假", "请假"), ("缺席", "缺席"))}}
    assert sums["应到"] == sums["实到"] + sums["请假"] + sums["缺席"] == 672
    assert "共11名" in words(printed(county, tmp_path, "inactive-members", "docx"))


def test_a_topic_is_counted_over_all_forms_of_study(county, tmp_path):
    for kind, people in (("党组理论学习中心组学习", "主席班子"), ("机关党支部学习", "主席班子"), ("委员培训", "全体委员")):
        record = meetings.save(county, {"kind": kind, "day": HELD, "topics": "党的二十届四中全会精神", "attend": people})
        sheet = attendance.sheet(county, record)
        attendance.save(county, record, {(p["id"], sheet.sittings[0]["id"]): Mark(PRESENT) for p in sheet.people})
    said = words(printed(county, tmp_path, "study-ledger", "xlsx"))
    assert "党的二十届四中全会精神" in said and "共学习3次" in said
    table = [r for r in openpyxl.load_workbook(tmp_path / "study-ledger.xlsx").worksheets[1].iter_rows(values_only=True) if r and r[0] == 1]
    assert table[0][1:3] == ("党的二十届四中全会精神", 3) and table[0][4] == 168 and table[0][3] > 168


def test_speeches_are_listed_in_their_order(county, plenary, tmp_path):
    said = words(printed(county, tmp_path, "speech-list", "docx", plenary))
    assert "关于发展民宿的建议" in said and "900" in said and "其中口头1篇、书面0篇" in said
