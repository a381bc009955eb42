"""What once went wrong in a clerk's hands stays right."""
import subprocess
import sys

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from desktop.fields.refused import Refused
from desktop.services import enrolment, imports, members, opening, undo
from tests import files


def roster(store, tmp_path, *rows, sheet="名册"):
    path = files.workbook(tmp_path / "名册.xlsx", (sheet, rows))
    noun = imports.noun("members")
    return noun, noun.plan(store, noun.tables(store, path))


def stored(store, tmp_path, *rows, sheet="名册"):
    noun, ready = roster(store, tmp_path, *rows, sheet=sheet)
    noun.apply(store, ready, "名册.xlsx")
    return {r["name"]: r for r in members.listed(store)}, ready


LOCK = """
import sys, time
import sqlcipher3.dbapi2 as sqlite
held = sqlite.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(60)
"""


def test_a_store_that_another_program_holds_is_still_read_and_a_write_is_a_sentence(tmp_path):
    file = str(tmp_path / "a.db")
    opening.create(file).close()
    with subprocess.Popen([sys.executable, "-c", LOCK, file], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline().strip() == "held"
        store = opening.open_store(file)
        assert members.listed(store) == []
        with pytest.raises(Refused, match="正被另一个程序占用"):
            store.note("看")
        store.close()
        other.kill()


def test_an_unknown_address_is_a_sentence():
    with pytest.raises(Refused, match="不认识的地址"):
        opening.open_store("mysql://x/y")


def test_a_replaced_audit_row_is_refused(tmp_path):
    store = opening.create(str(tmp_path / "a.db"))
    store.note("看")
    with pytest.raises(DBAPIError, match="append-only"), store.engine.begin() as connection:
        connection.execute(text("INSERT OR REPLACE INTO audit SELECT id, '2000', actor, host, operation, action, subject, entity,"
                                " record, before, after, previous_hash, hash FROM audit WHERE id = 1"))


def test_the_founding_cannot_be_undone(store):
    with pytest.raises(Refused, match="没有可以撤销"):
        undo.undo(store)


def test_a_plan_that_others_have_overtaken_is_refused_and_made_again(store, tmp_path):
    noun, ready = roster(store, tmp_path, ["姓名", "出生年月"], ["甲某", "1975.08"])
    again = noun.plan(store, noun.tables(store, tmp_path / "名册.xlsx"))
    noun.apply(store, ready, "名册.xlsx")
    with pytest.raises(Refused, match="请重新核对"):
        noun.apply(store, again, "名册.xlsx")
    assert len(members.listed(store)) == 1


def test_an_unknown_sector_above_a_group_keeps_its_words(store, tmp_path):
    found, ready = stored(store, tmp_path, ["姓名", "性别"], ["甲某", "男"], sheet="火星界")
    assert found["甲某"]["sector"] == "火星界"
    assert any("火星界" in p.reason and p.severity == "warning" for p in ready.problems)


def test_a_bare_sector_in_the_column_of_names_is_a_heading(store, tmp_path):
    found, ready = stored(store, tmp_path, ["姓名", "性别"], ["特邀"], ["甲某", "男"])
    assert set(found) == {"甲某"} and found["甲某"]["sector"] == "特邀"
    assert any("分组的标题" in p.reason for p in ready.problems)


def test_two_telephones_in_one_cell_stay_two(store, tmp_path):
    found, _ = stored(store, tmp_path, ["姓名", "手机"], ["甲某", "13800000001 13900000002"], ["乙某", "138 0000 0003"])
    assert found["甲某"]["phone"] == "13800000001、13900000002" and found["乙某"]["phone"] == "13800000003"


def test_an_incomplete_telephone_is_kept_with_a_warning(store, tmp_path):
    found, ready = stored(store, tmp_path, ["姓名", "手机"], ["甲某", "1380000001"])
    assert found["甲某"]["phone"] == "1380000001"
    assert [p.severity for p in ready.problems] == ["warning"]


@pytest.mark.parametrize("blank", ["无", "不详", "-", "/"])
def test_a_word_for_nothing_is_nothing(store, tmp_path, blank):
    found, ready = stored(store, tmp_path, ["姓名", "出生年月", "身份证号"], ["甲某", blank, blank])
    assert found["甲某"]["born"] is None and found["甲某"]["id_number"] is None and not ready.problems


def test_marks_behind_a_name_are_taken_off_and_told(store, tmp_path):
    found, ready = stored(store, tmp_path, ["姓名"], ["陈八（女，中共）"], ["陈九（兼）"])
    assert (found["陈八"]["sex"], found["陈八"]["party"]) == ("女", "中共党员")
    assert "陈九" in found and any("兼" in p.reason for p in ready.problems)


def test_a_post_of_several_units_stays_whole(store, tmp_path):
    whole = "中共青溪县委常委、县人民政府副县长"
    found, _ = stored(store, tmp_path, ["姓名", "单位及职务"], ["甲某", whole])
    assert f"{found['甲某']['unit'] or ''}{found['甲某']['post'] or ''}" == whole
    assert "、" not in (found["甲某"]["post"] or "") or found["甲某"]["unit"] == "中共青溪县委"


def test_what_lies_in_the_future_is_wrong(store, tmp_path):
    _, ready = roster(store, tmp_path, ["姓名", "参加工作时间"], ["甲某", "2036.01"])
    assert [r.verdict for r in ready.rows] == ["wrong"]


def test_a_certificate_number_that_is_none_is_refused(store):
    with pytest.raises(enrolment.InvalidDraft, match="不像证件号码"):
        enrolment.save(store, {"name": "甲某", "id_number": "ABC"})
