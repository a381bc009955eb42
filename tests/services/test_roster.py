"""A roster from file to store: who is whom, what is wrong, and that nothing is written by halves."""
import datetime as dt

import pytest
from sqlalchemy import select

from desktop.fields.refused import Refused
from desktop.importers.source import ErrorValue
from desktop.models.member import Member
from desktop.rules.rights import Actor, Right
from desktop.services import enrolment, importing, imports, members, undo
from desktop.services.progress import Cancelled
from tests.files import id_number, messy_roster
from tests.services.sheets import bring, everything, plan, table, verdicts

WANG = id_number("19750815", 11)
LI = id_number("19800310", 22)


def listed(store):
    return {r["name"]: r for r in members.listed(store)}


def reasons(ready, severity=None):
    return [p.reason for p in ready.problems if severity in (None, p.severity)]


def test_the_untidy_roster_is_planned_stored_and_known_again(store, tmp_path):
    file = tmp_path / "roster.xlsx"
    expected = messy_roster(file)
    noun = imports.noun("members")
    ready = noun.plan(store, noun.tables(store, file))
    by_row = {r.row: r for r in ready.rows}
    assert set(by_row) == set(expected.rows)
    for number, piece in expected.wrong.items():
        assert by_row[number].verdict == "wrong" and piece in by_row[number].problems[0].reason
    for number, first in expected.twice.items():
        assert by_row[number].verdict == "same" and f"第{first}行" in by_row[number].problems[-1].reason
    assert {p.row for p in ready.skipped if p.reason.startswith("没有导入")} == set(expected.skipped)
    assert noun.apply(store, ready, file.name) == len(expected.stored)
    shown = {f.label: f for f in members.columns(store)}
    stored = listed(store)
    for row in expected.stored:
        got = {label: shown[label].shown(stored[row["姓名"]][shown[label].name], private=True) for label in row}
        assert got == row
    before = everything(store)
    again = noun.plan(store, noun.tables(store, file))
    assert again.count("new") == again.count("changed") == 0 and noun.apply(store, again, file.name) == 0
    assert everything(store) == before
    report = importing.report(again, "roster.xlsx", 0)
    assert (report["rows"], report["new"], report["same"]) == (9, 0, 8)


@pytest.mark.parametrize(("heads", "row"), [
    (("姓名", "身份证号"), ("王凯", WANG)), (("姓名", "出生年月"), ("王凯", "1975-08")), (("姓名", "出生年月"), ("王凯", "1975年")),
    (("姓名", "联系电话"), ("王凯", "139 0000 0001")), (("姓名",), ("王凯",)), (("姓名", "界别"), ("王凯", "经济界")),
    (("姓名", "专委会", "工作单位"), ("王凯", "提案委员会；经济委副主任", "县一中")),
    (("姓名", "政协职务", "常委"), ("王凯", "委员", "是")),
    (("姓名", "政协职务", "常委"), ("王凯", "副主席", "是")), (("姓名", "政协职务", "常委"), ("王凯", "常委", "否")),
    (("姓名", "联络组"), ("王凯", "蓝田镇联络组")), (("姓名", "工作单位及职务"), ("王凯", "县农业农村局党组书记、局长")),
])
def test_the_same_row_twice_changes_nothing(store, heads, row):
    assert verdicts(bring(store, "members", heads, row)) == ["new"]
    before = everything(store)
    assert verdicts(bring(store, "members", heads, row)) == ["same"]
    assert everything(store) == before


def test_matched_by_number_then_birth_then_telephone(store):
    bring(store, "members", ("姓名", "身份证号", "联系电话"), ("王凯", WANG, "13900000001"))
    ready = plan(store, "members", ("姓名", "身份证号", "出生年月", "手机", "职务"),
                 ("王恺", WANG, None, None, None), ("王凯", None, "1975.8", None, "科长"), ("王凯", None, None, 13900000001, "科长"))
    assert ready.rows[0].verdict == "changed" and ready.rows[0].changes[0][1:] == ("王凯", "王恺")
    ready = plan(store, "members", ("姓名", "出生年月", "职务"), ("王凯", "1975.8", "科长"))
    assert [(f.label, old, new) for f, old, new in ready.rows[0].changes] == [("职务", "", "科长")]
    ready = plan(store, "members", ("姓名", "手机", "职务"), ("王凯", 13900000001, "科长"))
    assert verdicts(ready) == ["changed"]


@pytest.mark.parametrize("row", [("王凯", None, None), ("王凯", "1980-01", None), ("王凯", None, "13900000009")])
def test_never_matched_by_name_alone(store, row):
    bring(store, "members", ("姓名", "身份证号", "工作单位"), ("王凯", WANG, "县一中"))
    ready = bring(store, "members", ("姓名", "出生年月", "手机"), row)
    assert verdicts(ready) == ["new"] and "同名" in reasons(ready)[0]
    assert len(members.listed(store)) == 2


def test_a_name_alone_is_not_a_record_that_says_more(store):
    bring(store, "members", ("姓名", "工作单位"), ("王凯", "县一中"))
    assert verdicts(plan(store, "members", ("姓名",), ("王凯",))) == ["new"]


def test_another_number_is_another_person(store):
    bring(store, "members", ("姓名", "身份证号", "手机"), ("王凯", WANG, "13900000001"))
    ready = plan(store, "members", ("姓名", "身份证号", "手机"), ("王凯", id_number("19750815", 33), "13900000001"))
    assert verdicts(ready) == ["new"]


def test_namesakes_that_nothing_tells_apart_make_the_row_wrong(store):
    for _ in range(2):
        enrolment.save(store, {"name": "王凯", "born": "1975-08"})
    ready = plan(store, "members", ("姓名", "出生年月"), ("王凯", "1975-08"))
    assert verdicts(ready) == ["wrong"] and "请补身份证号" in reasons(ready)[0]


@pytest.mark.parametrize("number", [float(WANG[:17] + "0"), 419901197508150116, int(WANG[:15] + "000"), "4.19901E+17"])
def test_a_number_cell_is_wrong_whatever_its_check_digit(store, number):
    ready = bring(store, "members", ("姓名", "身份证号"), ("王凯", number))
    assert verdicts(ready) == ["wrong"] and "后三位已丢失" in reasons(ready)[0] and members.listed(store) == []


def test_a_wrong_check_digit_is_wrong_and_a_disagreement_a_warning(store):
    other = WANG[:-1] + ("1" if WANG[-1] != "1" else "2")
    ready = bring(store, "members", ("姓名", "身份证号", "出生年月", "性别"), ("王凯", other, None, None), ("李明", WANG, "1976-08", "女"))
    assert verdicts(ready) == ["wrong", "new"]
    assert sum(p.severity == "warning" for p in ready.rows[1].problems) == 2
    assert listed(store)["李明"]["born"] == "1976-08" and listed(store)["李明"]["sex"] == "女"


def test_birth_and_sex_come_from_the_number(store):
    bring(store, "members", ("姓名", "身份证号"), ("王凯", WANG))
    assert (listed(store)["王凯"]["born"], listed(store)["王凯"]["sex"]) == ("1975-08-15", "男")


def test_a_lost_zero_is_settled_by_the_number(store):
    october = id_number("19751003", 11)
    ready = bring(store, "members", ("姓名", "出生年月", "身份证号"), ("王凯", 1975.1, october), ("李明", 1975.1, None))
    assert ready.rows[0].problems == [] and listed(store)["王凯"]["born"] == "1975-10"
    assert "10月" in ready.rows[1].problems[0].reason and listed(store)["李明"]["born"] == "1975"


def test_repeated_rows_of_one_file_are_told(store):
    heads = ("姓名", "身份证号", "工作单位")
    rows = ("王凯", WANG, "县一中"), ("王凯", WANG, "县一中"), ("王凯", WANG, "县二中"), ("王凯", None, None)
    ready = bring(store, "members", heads, *rows)
    assert verdicts(ready) == ["new", "same", "wrong", "new"]
    assert [r.problems[-1].reason[:5] for r in ready.rows[1:]] == ["与第2行重", "与第2行像", "与第2行同"]
    assert len(members.listed(store)) == 2


def test_skip_update_or_fill(store):
    first = (("姓名", "身份证号", "职务", "学历"), ("王凯", WANG, "科长", None))
    later = (("姓名", "身份证号", "职务", "学历"), ("王凯", WANG, "局长", "大学本科"))
    bring(store, "members", *first)
    for choice, post, school in (("skip", "科长", None), ("fill", "科长", "大学本科"), ("update", "局长", "大学本科")):
        bring(store, "members", *later, on_match=choice)
        assert (listed(store)["王凯"]["post"], listed(store)["王凯"]["education"]) == (post, school)


def test_empty_cells_take_nothing_away(store):
    bring(store, "members", ("姓名", "身份证号", "职务"), ("王凯", WANG, "科长"))
    assert verdicts(bring(store, "members", ("姓名", "身份证号", "职务", "学历"), ("王凯", WANG, None, None))) == ["same"]
    assert listed(store)["王凯"]["post"] == "科长"


def test_marks_behind_names_and_names_written_wide(store):
    heads = ("姓名", "性别", "民族")
    ready = bring(store, "members", heads, ("马　兰（女，回族）", None, None), ("李 明（女）", "男", None), ("高□", None, None))
    assert (listed(store)["马兰"]["sex"], listed(store)["马兰"]["ethnic"]) == ("女", "回族")
    assert listed(store)["李明"]["sex"] == "男"
    assert ["不一致" in r or "缺字" in r for r in reasons(ready)] == [True, True]


def test_only_the_name_is_compulsory(store):
    ready = plan(store, "members", ("姓名", "职务", "工作单位"), ("王凯", None, None), (None, "局长", "县一中"))
    assert verdicts(ready) == ["new", "wrong"] and reasons(ready) == ["姓名没有填写"]


def test_the_sheets_name_may_be_the_sector_and_unknown_sectors_are_kept(store):
    noun = imports.noun("members")
    tables = [table(store, "members", ("姓名", "职务"), ("王凯", "局长"), sheet="经济界"),
              table(store, "members", ("姓名", "界别"), ("李明", "山水界"), sheet="Sheet2")]
    ready = noun.plan(store, tables)
    noun.apply(store, ready, "名册.xlsx")
    assert {n: r["sector"] for n, r in listed(store).items()} == {"王凯": "经济界", "李明": "山水界"}
    assert [(p.column, p.severity) for p in ready.problems] == [("界别", "warning")]


def test_error_values_and_unknown_columns(store):
    ready = plan(store, "members", ("姓名", "职务", "血型"), ("王凯", ErrorValue("#N/A"), "A"))
    assert verdicts(ready) == ["wrong"] and "#N/A" in ready.rows[0].problems[0].reason
    assert ready.skipped[0].severity == "warning" and "血型" in ready.skipped[0].reason and ready.skipped[0].row == 1


def test_a_work_unit_that_is_too_long_is_wrong(store):
    ready = plan(store, "members", ("姓名", "工作单位及职务"), ("王凯", "某" * 150))
    assert verdicts(ready) == ["wrong"] and "最多 120 字" in reasons(ready)[0]


def test_a_former_member_is_enrolled_again(store):
    person = enrolment.save(store, {"name": "王凯", "id_number": WANG})
    with store.operation("退出") as session:
        session.scalar(select(Member).where(Member.person_id == person)).until = dt.date(2025, 1, 1)
    assert members.listed(store) == []
    ready = bring(store, "members", ("姓名", "身份证号"), ("王凯", WANG))
    assert [new for _, _, new in ready.rows[0].changes] == ["登记为本届委员"]
    assert [r["id"] for r in members.listed(store)] == [person]


def test_cancelling_leaves_nothing_and_undo_takes_the_whole_import_back(store):
    before = everything(store)
    rows = [(f"委员{n}", f"139000{n:05}", "提案委员会", "农业界", "群众", f"单位{n}", "职员") for n in range(120)]
    heads = ("姓名", "手机", "专委会", "界别", "政治面貌", "工作单位", "职务")
    ready = plan(store, "members", heads, *rows)

    def stop(done, total):
        if done == 60:
            raise Cancelled

    with pytest.raises(Cancelled):
        imports.noun("members").apply(store, ready, "名册.xlsx", stop)
    assert everything(store) == before
    with pytest.raises(Cancelled):
        imports.noun("members").plan(store, [table(store, "members", heads, *rows)], progress=stop_at_once)
    assert imports.noun("members").apply(store, ready, "名册" * 200 + ".xlsx") == 120
    assert len(members.listed(store)) == 120
    undo.undo(store)
    assert everything(store) == before


def stop_at_once(done, total):
    raise Cancelled


def test_an_import_needs_its_right_and_a_term(store):
    ready = plan(store, "members", ("姓名",), ("王凯",))
    store.clock = lambda: dt.datetime(2040, 1, 1)
    with pytest.raises(Refused, match="任期"):
        imports.noun("members").apply(store, ready, "名册.xlsx")
    store.actor = Actor("小赵", frozenset({Right.READ}))
    with pytest.raises(Refused, match="导入"):
        imports.noun("members").apply(store, ready, "名册.xlsx")


def test_a_person_deleted_after_the_plan_is_told(store):
    person = enrolment.save(store, {"name": "王凯", "id_number": WANG})
    ready = plan(store, "members", ("姓名", "身份证号", "职务"), ("王凯", WANG, "局长"))
    enrolment.remove(store, [person])
    with pytest.raises(Refused, match="重新核对"):
        imports.noun("members").apply(store, ready, "名册.xlsx")
