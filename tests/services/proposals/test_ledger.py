"""Old ledgers and members' papers: what each row and each file will do, said before it is done."""
import datetime as dt

import pytest
from docx import Document
from openpyxl import Workbook

from desktop.fields.refused import Refused
from desktop.models.unit import Unit
from desktop.services import attachments, imports, office, terms, undo
from desktop.services.enrolment import save as enrol
from desktop.services.proposals import intake, register
from desktop.services.units import ORGANISATIONS, UNITS

D = dt.date
PROPOSALS = imports.noun("proposals")
HEAD = ("案号", "案由", "提案人", "附议人", "类别", "立案情况", "承办单位", "会办单位", "交办日期", "答复日期", "办理结果", "满意度",
        "重点")


def ledger(path, rows, head=HEAD, title="县政协十届四次会议提案办理台账"):
    book = Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def paper(path, title="关于发展民宿产业的提案", who="提案人：张三", body=("情况很多。",)):
    document = Document()
    for line in (title, who, *body, "建议：", "1.编制规划。", "2.设立资金。", "2026年1月5日"):
        document.add_paragraph(line)
    document.save(path)
    return path


def form(path, **cells):
    document = Document()
    table = document.add_table(rows=0, cols=2)
    for label, value in cells.items():
        row = table.add_row().cells
        row[0].text = label
        row[1].text = value if isinstance(value, str) else ""
        for line in () if isinstance(value, str) else value:
            row[1].add_paragraph(line)
    document.save(path)
    return path


def planned(store, *files, **more):
    return PROPOSALS.plan(store, [t for f in files for t in PROPOSALS.tables(store, f)], **more)


def said(ready):
    return [(p.sheet, p.row, p.column, p.reason) for p in ready.problems if p.severity == "error"]


def test_an_old_ledger_with_what_became_of_each(county, tmp_path):
    file = ledger(tmp_path / "台账.xlsx", [
        ("第001号", "关于修路的提案", "张三", "李四、王五", "经济", "立案", "县农业农村局、县教育体育局", None, D(2025, 3, 12),
         D(2025, 6, 1), "A类", "满意", "是"),
        ("第002号", "关于办学的建议", "民建总支", None, "社会建设", "立案", "县教育体育局", "县农业农村局", D(2025, 3, 12), *[None] * 4),
        (None, "关于评职称的提案", "赵六", None, "其他", "不予立案", None, None, None, None, None, None, None)])
    ready = planned(county, file)
    assert [r.verdict for r in ready.rows] == ["new"] * 3 and said(ready) == []
    assert register.listed(county) == []
    assert PROPOSALS.apply(county, ready, "台账.xlsx") == 3
    one, two, three = register.listed(county)
    assert (one["session"], one["mark"], one["form"], one["cosigners"], one["category"], one["host"], one["replied"], one["result"],
            one["satisfaction"], one["key"], one["outcome"], one["state"]) == (
        "10.4", "第001号", "联名", "李四、王五", "经济建设", "县农业农村局、县教育体育局", D(2025, 6, 1), "A", "满意", True, "立案",
        "已答复")
    assert (two["form"], two["host"], two["assist"], two["late"], two["state"]) == (
        "集体", "县教育体育局", "县农业农村局", True, "待签收")
    assert (three["outcome"], three["mark"], three["state"]) == ("不予立案", "", "已告知")
    again = planned(county, file)
    assert [r.verdict for r in again.rows] == ["same"] * 3, [r.changes for r in again.rows]
    undo.undo(county)
    assert register.listed(county) == []


def test_a_later_ledger_changes_what_it_says_and_nothing_else(county, tmp_path):
    first = ("第001号", "关于修路的提案", "张三", None, "经济建设", "立案", "县农业农村局", None, D(2025, 3, 12), *[None] * 4)
    PROPOSALS.apply(county, planned(county, ledger(tmp_path / "一.xlsx", [first])), "一")
    ready = planned(county, ledger(tmp_path / "二.xlsx", [
        ("第001号", "关于修路的提案", "张三", None, None, None, "县教育体育局", None, None, D(2025, 6, 1), "B", "满意", None)]))
    assert [[f.label for f, _, _ in r.changes] for r in ready.rows] == [["主办单位", "答复日期", "办理结果", "满意度"]]
    PROPOSALS.apply(county, ready, "二")
    (row,) = register.listed(county)
    assert (row["category"], row["host"], row["handed"], row["replied"], row["result"]) == (
        "经济建设", "县教育体育局", D(2025, 3, 12), D(2025, 6, 1), "B")


def test_a_result_without_the_day_of_the_answer_is_told_and_kept(county, tmp_path):
    row = ("第001号", "关于修路的提案", "张三", None, "经济建设", "立案", "县农业农村局", None, D(2025, 3, 12), None, "A", "满意", None)
    file = ledger(tmp_path / "台账.xlsx", [row])
    ready = planned(county, file)
    assert "有办理结果而没有答复日期，补上答复日期后才算已答复" in [p.reason for p in ready.problems]
    PROPOSALS.apply(county, ready, "台账")
    assert [r.verdict for r in planned(county, file).rows] == ["same"]
    PROPOSALS.apply(county, planned(county, ledger(tmp_path / "二.xlsx", [(*row[:9], D(2025, 6, 1), *row[10:])])), "二")
    (shown,) = register.listed(county)
    assert (shown["replied"], shown["result"], shown["satisfaction"]) == (D(2025, 6, 1), "A", "满意")


@pytest.mark.parametrize("number", ["第001号", "2025-001", "10-4-001", "〔2025〕1号", 1])
def test_every_style_of_number(county, tmp_path, number):
    file = ledger(tmp_path / "a.xlsx", [(number, "关于修路的提案", "张三", *[None] * 10)])
    PROPOSALS.apply(county, planned(county, file), "a")
    assert register.listed(county)[0]["mark"] == "第001号"


def test_bad_rows_are_named_with_their_place(county, tmp_path):
    file = ledger(tmp_path / "台账.xlsx", [
        ("第001号", "关于修路的提案", "张三", *[None] * 10),
        ("第001号", "关于办学的提案", "李四", *[None] * 10),
        ("第003号", "关于建桥的提案", "钱八", *[None] * 10),
        ("第004号", "关于养老的提案", "张三", None, None, None, "县旅游委", *[None] * 6),
        ("第五号", "关于托幼的提案", "张三", *[None] * 10),
        ("第006号", "关于防汛的提案", "张三", None, None, None, "县农业农村局", None, D(2025, 6, 1), D(2025, 3, 1), *[None] * 3)])
    ready = planned(county, file)
    assert [r.verdict for r in ready.rows] == ["new", "wrong", "wrong", "wrong", "wrong", "wrong"]
    assert [(row, column, reason) for _, row, column, reason in said(ready)] == [
        (4, "案号", said(ready)[0][3]),
        (5, "提案人", "“钱八”不在委员名册和参加单位中"),
        (6, "承办单位", "单位库里没有“县旅游委”，请先登记这个单位，或在单位的别名中加上它"),
        (7, "案号", "“第五号”不是案号，可写如 第001号、2024-001、10-3-001、〔2024〕1号"), (8, "答复日期", "早于交办日期 2025-06-01")]
    assert "第3行的案号相同" in said(ready)[0][3]
    assert PROPOSALS.apply(county, ready, "台账.xlsx") == 1


def test_a_number_that_is_given_already(county, put, tmp_path):
    intake.save(county, {"number": 1}, put())
    file = ledger(tmp_path / "a.xlsx", [("第001号", "关于修路的提案", "李四", *[None] * 10)], title="十届五次会议提案")
    assert [r for *_, r in said(planned(county, file))] == ["案号 1 已给了“关于发展民宿产业的提案”"]


def test_a_plenary_that_nobody_knows(county, tmp_path):
    row = ("第001号", "关于修路的提案", "张三", *[None] * 10)
    assert "没有登记过 9 届 2 次会议" in said(planned(county, ledger(tmp_path / "a.xlsx", [row], title="九届二次会议提案")))[0][3]
    assert "看不出是哪次会议" in said(planned(county, ledger(tmp_path / "b.xlsx", [row], title="提案台账")))[0][3]


def test_a_new_office_s_ledger_brings_its_plenary(store, tmp_path):
    enrol(store, {"name": "张三"}, on=D(2021, 12, 18))
    head = ("届次", "案号", "案由", "提案人", "收到日期")
    ready = planned(store, ledger(tmp_path / "a.xlsx", [
        ("9.4", "第001号", "关于修路的提案", "张三", D(2020, 1, 5)), ("9.4", "第002号", "关于建桥的提案", "张三", D(2020, 1, 6)),
        ("10.4", "第001号", "关于养老的提案", "张三", D(2025, 1, 7)), ("10.5", "第001号", "关于托幼的提案", "张三", None)],
        head, title="提案台账"))
    assert [r.verdict for r in ready.rows] == ["new", "new", "new", "wrong"]
    assert [reason for *_, reason in said(ready)] == ["没有登记过 10 届 5 次会议，请先在设置的届次中补上"]
    assert "九届四次会议没有登记过，导入时一并登记，开幕日期暂按收到日期 2020-01-05，请在设置的届次中核对" in [
        p.reason for p in ready.problems]
    assert PROPOSALS.apply(store, ready, "a") == 3
    with store.read() as session:
        assert [(r["name"], r["opens"]) for r in terms.plenary_rows(session, D(2026, 6, 1))] == [
            ("十届四次会议", D(2025, 1, 7)), ("九届四次会议", D(2020, 1, 5))]
    assert sorted((r["session"], r["mark"]) for r in register.listed(store)) == [
        ("10.4", "第001号"), ("9.4", "第001号"), ("9.4", "第002号")]
    undo.undo(store)
    assert register.listed(store) == []


def test_merged_ones_find_their_lead(county, tmp_path):
    head = ("案号", "案由", "提案人", "并案")
    PROPOSALS.apply(county, planned(county, ledger(tmp_path / "a.xlsx", [
        (None, "关于农村道路的提案", "李四", "第001号"), ("第001号", "关于修路的提案", "张三", None)], head)), "a")
    assert [(r["mark"], r["merged_into"], r["state"]) for r in register.listed(county)] == [
        ("第001号", "", "待定单位"), ("", "第001号", "已并案")]


def test_a_members_paper_with_its_file(county, tmp_path):
    if county.file is None:
        pytest.skip("a shared server keeps no files yet")
    file = paper(tmp_path / "张三.docx", body=("一、情况", "民宿很多。"))
    ready = planned(county, file)
    assert [(r.verdict, r.sheet) for r in ready.rows] == [("new", "张三.docx")]
    assert [p.reason for p in ready.problems] == ["收到日期按落款日期登记，请核对"]
    PROPOSALS.apply(county, ready, "张三.docx")
    (row,) = register.listed(county)
    found = register.whole(county, row["id"])
    assert (found["session"], found["name"], found["sponsor"], found["received"], found["body"]) == (
        "10.5", "关于发展民宿产业的提案", "张三", D(2026, 1, 5), "一、情况\n民宿很多。")
    assert [s["text"] for s in found["suggestions"]] == ["编制规划。", "设立资金。"]
    (kept,) = attachments.of(county, row["id"])
    assert kept.name == "张三.docx" and kept.path.read_bytes() == file.read_bytes()
    again = planned(county, file)
    assert [r.verdict for r in again.rows] == ["same"] and "已经收过，流水号 1" in [p.reason for p in again.problems]


def test_the_form_of_the_office_with_its_text_in_a_cell(county, tmp_path):
    file = form(tmp_path / "提案表.docx", 案由="关于修路的建议", 提案者="张三", 附议人="李四、王五",
                内容=["路太窄。", "为此，建议：", "1.加宽。", "2.补护栏。"], 建议承办单位="农业农村局、县公路段")
    PROPOSALS.apply(county, planned(county, file), "提案表.docx")
    found = register.whole(county, register.listed(county)[0]["id"])
    assert (found["name"], found["form"], found["cosigners"], found["body"]) == ("关于修路的建议", "联名", "李四、王五", "路太窄。")
    assert [s["text"] for s in found["suggestions"]] == ["加宽。", "补护栏。"] and [(a["unit"], a["role"]) for a in found["advice"]] == [
        ("县农业农村局", "主办"), ("县公路段", "会办")]
    assert found["received"] == D(2026, 6, 30) and found["timing"] == "平时"


def test_a_folder_of_papers_each_with_its_verdict(county, tmp_path):
    folder = tmp_path / "收件"
    folder.mkdir()
    paper(folder / "1.docx")
    paper(folder / "2.docx", "一封信")
    paper(folder / "3.docx", "关于修路的提案", "提案人：钱八")
    (folder / "4.docx").write_bytes(b"PK not a document")
    paper(folder / "5.docx")
    (folder / "6.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (folder / "~$1.docx").write_bytes(b"x")
    ready = planned(county, folder)
    assert [(r.sheet, r.verdict) for r in ready.rows] == [
        ("1.docx", "new"), ("2.docx", "wrong"), ("3.docx", "wrong"), ("4.docx", "wrong"), ("5.docx", "same"), ("6.doc", "wrong")]
    reasons = {sheet: reason for sheet, _, _, reason in said(ready)}
    assert reasons["2.docx"].startswith("没有找到案由，前 20 段里") and "钱八" in reasons["3.docx"] and "4.docx" in reasons["4.docx"]
    assert "另存为 docx" in reasons["6.doc"], "旧格式的文件不能悄悄漏掉"
    empty = tmp_path / "空"
    empty.mkdir()
    with pytest.raises(Refused, match="没有 docx 文件"):
        PROPOSALS.tables(county, empty)


def test_a_word_table_of_proposals_is_a_ledger(county, tmp_path):
    document = Document()
    document.add_paragraph("县政协十届四次会议提案目录")
    table = document.add_table(rows=1, cols=3)
    for cell, words in zip(table.rows[0].cells, ("案号", "案由", "提案者"), strict=True):
        cell.text = words
    for values in (("第001号", "关于修路的提案", "张三"), ("第002号", "关于办学的提案", "李四")):
        for cell, words in zip(table.add_row().cells, values, strict=True):
            cell.text = words
    document.save(tmp_path / "目录.docx")
    ready = planned(county, tmp_path / "目录.docx")
    assert [r.draft["name"] for r in ready.rows] == ["关于修路的提案", "关于办学的提案"]


BRANCHES = ("民建青溪县总支部委员会", "民建总支", "民建青溪县总支", "民建青溪县支部", "民建县总支部",
            "中国民主建国会青溪县总支部委员会", "民建")


@pytest.mark.parametrize("name", BRANCHES)
def test_a_partys_branch_however_its_end_is_written(county, tmp_path, name):
    office.save(county, {"county": "青溪县"})
    file = ledger(tmp_path / "a.xlsx", [("第001号", "关于修路的提案", name, *[None] * 10)])
    PROPOSALS.apply(county, planned(county, file), "a")
    whole = register.whole(county, register.listed(county)[0]["id"])
    (sponsor,) = whole["sponsor_rows"]
    body = ORGANISATIONS.listed(county)[0]
    assert (sponsor["body"], sponsor["body_id"], whole["form"]) == ("党派", body["id"], "集体")
    assert sponsor["name"] in (body["name"], body["short"])
    assert [r.verdict for r in planned(county, file).rows] == ["same"]


def test_a_name_that_fits_two_bodies_is_asked_for_in_full(county, tmp_path):
    office.save(county, {"county": "青溪县"})
    ORGANISATIONS.save(county, {"name": "民建青溪县支部委员会", "kind": "民主党派"})
    file = ledger(tmp_path / "a.xlsx", [("第001号", "关于修路的提案", "民建青溪县支部", *[None] * 10),
                                        ("第002号", "关于架桥的提案", "民建市委会", *[None] * 10)])
    one, other = [r for *_, r in said(planned(county, file))]
    assert one == "“民建青溪县支部”可能是“民建青溪县总支部委员会”、“民建青溪县支部委员会”，请写全称"
    assert other == "“民建市委会”不在委员名册和参加单位中"


def test_a_unit_by_its_full_name_its_end_and_its_aliases_and_never_by_a_guess(county, tmp_path):
    office.save(county, {"county": "青溪县"})
    UNITS.save(county, {"name": "县工业园区工作委员会", "channel": "县政府办"})
    UNITS.save(county, {"name": "县卫生健康局", "aliases": "县卫健委", "channel": "县政府办"})
    UNITS.save(county, {"name": "县民政局", "aliases": "县民政办", "channel": "县政府办"})
    UNITS.save(county, {"name": "县救助站", "aliases": "县民政办", "channel": "县政府办"})
    words = ("青溪县农业农村局", "农业农村局", "县工业园区工委", "县卫健委", "县教育局", "县民政办")
    file = ledger(tmp_path / "a.xlsx", [(f"第00{n}号", f"关于第{n}件事的提案", "张三", None, None, None, w, *[None] * 6)
                                        for n, w in enumerate(words, 1)])
    ready = planned(county, file)
    assert [r.verdict for r in ready.rows] == ["new"] * 4 + ["wrong"] * 2
    assert [r for *_, r in said(ready)] == ["单位库里没有“县教育局”，请先登记这个单位，或在单位的别名中加上它",
                                            "“县民政办”可能是“县民政局”、“县救助站”，请写全称"]
    PROPOSALS.apply(county, ready, "a")
    assert [r["host"] for r in register.listed(county)] == ["县农业农村局", "县农业农村局", "县工业园区工作委员会", "县卫生健康局"]


@pytest.fixture
def xiewu(county, xiewu, monkeypatch):
    """Runs a command on the county; gives (exit code, stdout, stderr)."""
    if county.file is None:
        pytest.skip("the command line is walked through with a store of one file")
    monkeypatch.setenv("XIEWU_STORE", str(county.file))
    return xiewu


def test_each_bad_row_is_a_sentence_with_file_sheet_row_and_column(county, desks, xiewu, tmp_path):
    with county.operation("撤并") as session:
        session.get(Unit, desks["县文化和旅游局"]).until = D(2025, 1, 31)
    file = ledger(tmp_path / "台账.xlsx", [
        ("第001号", "关于修路的提案", "张三", *[None] * 10), ("第001号", "关于办学的提案", "李四", *[None] * 10),
        ("第003号", "关于建桥的提案", "钱八", *[None] * 10),
        ("第004号", "关于养老的提案", "张三", None, None, None, "县文化和旅游局", None, D(2025, 3, 12), *[None] * 4)])
    code, out, err = xiewu("import", "proposals", file)
    assert code == 0 and not err and "有错 3" in out
    lines = [line.strip() for line in out.splitlines() if "[错误]" in line]
    assert lines == ["[错误] 台账.xlsx Sheet 第4行 案号：与Sheet第3行的案号相同",
                     "[错误] 台账.xlsx Sheet 第5行 提案人：“钱八”不在委员名册和参加单位中",
                     "[错误] 台账.xlsx Sheet 第6行 承办单位：“县文化和旅游局”2025-01-31 已撤销，2025-03-12 不能再交办给它"]
    file = ledger(tmp_path / "都错.xlsx", [("第003号", "关于建桥的提案", who, *[None] * 10) for who in ("钱八", "钱九")])
    code, out, err = xiewu("import", "proposals", file)
    assert code == 1 and err == ("都错.xlsx Sheet 第3行 提案人：“钱八”不在委员名册和参加单位中。2 行都有错，没有写入。"
                                 "每一处都列在上面，请改正后再导入。\n")


def test_a_paper_that_cannot_be_stored_says_the_paragraph(xiewu, tmp_path):
    code, _, err = xiewu("import", "proposals", paper(tmp_path / "信.docx", "一封信"))
    assert code == 1 and err.startswith("信.docx 案由：没有找到案由，前 20 段里没有“关于……的提案（建议）”这样的题目。")
    code, _, err = xiewu("import", "proposals", paper(tmp_path / "他.docx", who="提案人：钱八"))
    assert code == 1 and err.startswith("他.docx 第2段 提案者：“钱八”不在委员名册和参加单位中。")
    (tmp_path / "坏.docx").write_bytes(paper(tmp_path / "好.docx").read_bytes()[:3000])
    code, out, err = xiewu("import", "proposals", tmp_path / "坏.docx")
    assert (code, out) == (1, "") and "坏.docx" in err and "损坏" in err and "表格" not in err


def test_the_command_line_takes_many_files(county, xiewu, tmp_path):
    files = [paper(tmp_path / f"{n}.docx", f"关于第{n}件事情的提案") for n in range(3)]
    code, out, _ = xiewu("import", "proposals", *files, "--dry-run")
    assert code == 0 and "共 3 行：新增 3" in out and register.listed(county) == []
    assert xiewu("import", "proposals", *files)[0] == 0 and len(register.listed(county)) == 3
    code, out, _ = xiewu("import", "proposals", tmp_path)
    assert code == 0 and "不变 3" in out


def test_two_serials_alike_keep_out_one_row_and_not_the_ledger(county, put, tmp_path):
    put()
    head = ("流水号", "案由", "提案人")
    file = ledger(tmp_path / "a.xlsx", [(None, "关于防汛的提案", "张三"), (2, "关于修路的提案", "张三"), (2, "关于办学的提案", "李四"),
                                        (1, "关于养老的提案", "李四")], head, title="十届五次会议提案")
    ready = planned(county, file)
    assert [(row, column, reason) for _, row, column, reason in said(ready)] == [
        (5, "流水号", "与Sheet第4行的流水号相同"), (6, "流水号", "流水号 1 已给了“关于发展民宿产业的提案”")]
    assert PROPOSALS.apply(county, ready, "a.xlsx") == 2
    assert {(r["serial"], r["name"]) for r in register.listed(county)} == {
        (1, "关于发展民宿产业的提案"), (2, "关于修路的提案"), (3, "关于防汛的提案")}


def test_a_lead_that_nobody_knows_and_a_number_without_filing_are_told(county, tmp_path):
    rows = [("第001号", "关于修路的提案", "张三", "不予立案", None), (None, "关于办学的提案", "李四", "立案", "第099号")]
    ready = planned(county, ledger(tmp_path / "a.xlsx", rows, ("案号", "案由", "提案人", "审查结果", "并案")))
    assert [(p.row, p.column, p.reason) for p in ready.problems if "收到日期" not in p.reason] == [
        (3, "审查结果", "审查结果是“不予立案”，又有案号，请核对"), (4, "并案", "没有案号为 99 的提案，并案没有登记")]


def test_a_paper_before_every_plenary_says_where_to_enter_one(county, tmp_path):
    file = form(tmp_path / "提案表.docx", 案由="关于修路的建议", 提案者="张三", 日期="2019年1月5日", 内容="路太窄。")
    assert "看不出是哪次会议的提案，请先在设置的届次中登记收到这一天前后的全体会议" in {r for *_, r in said(planned(county, file))}


def test_a_form_whose_text_is_broken_within_one_paragraph(county, tmp_path):
    file = form(tmp_path / "提案表.docx", 案由="关于修路的建议", 提案者="张三", 内容="路太窄。\n为此，建议：\n1.加宽。\n2.补护栏。")
    PROPOSALS.apply(county, planned(county, file), "提案表.docx")
    found = register.whole(county, register.listed(county)[0]["id"])
    assert [s["text"] for s in found["suggestions"]] == ["加宽。", "补护栏。"] and found["body"] == "路太窄。"


def test_a_ledger_given_again_asks_no_more_who_a_namesake_is(county, tmp_path):
    head, rows = ("流水号", "案由", "提案人", "类别"), [(1, "关于修路的提案", "张三", None)]
    PROPOSALS.apply(county, planned(county, ledger(tmp_path / "a.xlsx", rows, head)), "a.xlsx")
    enrol(county, {"name": "张三", "birth": "1980-01"}, on=D(2021, 12, 18))
    again = planned(county, ledger(tmp_path / "b.xlsx", [(*rows[0][:3], "经济建设"), (2, "关于办学的提案", "张三", None)], head))
    assert [r.verdict for r in again.rows] == ["changed", "wrong"]
    assert PROPOSALS.apply(county, again, "b.xlsx") == 1 and register.listed(county)[0]["category"] == "经济建设"


def test_each_of_two_units_gets_its_own_result(county, tmp_path):
    row = ("第001号", "关于修路的提案", "张三", None, None, "立案", "县农业农村局、县教育体育局", None,
           D(2025, 2, 1), D(2025, 5, 1), "B、A", "满意、不满意", None)
    file = ledger(tmp_path / "a.xlsx", [row])
    PROPOSALS.apply(county, planned(county, file), "a.xlsx")
    assert [(r["unit"], r["result"], r["satisfaction"]) for r in register.handlings(county)] == [
        ("县农业农村局", "B", "满意"), ("县教育体育局", "A", "不满意")]
    assert [r.verdict for r in planned(county, file).rows] == ["same"]
