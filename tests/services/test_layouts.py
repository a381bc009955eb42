"""Layouts: chosen columns and formats saved under a name for each noun."""
import pytest

from desktop.fields.refused import Refused
from desktop.services import enrolment, layouts, members, undo
from desktop.services.layouts import Chosen
from tests.files import id_number

WANG = id_number("19750815", 11)


def test_saved_under_a_name_replaced_removed_and_taken_back(store):
    first = layouts.save(store, "members", Chosen("报统战部", ("name", "party"), "后四位", "1975.08"))
    layouts.save(store, "units", Chosen("报统战部", ("name",)))
    assert layouts.save(store, "members", Chosen(" 报统战部 ", ("party", "name"))) == first
    assert layouts.listed(store, "members") == [Chosen("报统战部", ("party", "name"), None, None, first)]
    layouts.remove(store, first)
    assert layouts.listed(store, "members") == [] and len(layouts.listed(store, "units")) == 1
    undo.undo(store)
    assert [c.id for c in layouts.listed(store, "members")] == [first]


@pytest.mark.parametrize(("chosen", "piece"), [
    (Chosen("", ("name",)), "名称没有填写"), (Chosen("一", ()), "一列也没有选"),
    (Chosen("一", ("name",), "打码"), "没有“打码”"), (Chosen("一", ("name",), None, "75.8"), "可用")])
def test_what_cannot_be_saved(store, chosen, piece):
    with pytest.raises(Refused, match=piece):
        layouts.save(store, "members", chosen)


@pytest.mark.parametrize(("form", "texts"), [
    ("1975-08", ["1975-08", "2001-07-01"]), ("1975.08", ["1975.08", "2001.07.01"]), ("1975年8月", ["1975年8月", "2001年7月1日"]),
    ("197508", ["197508", "20010701"]), (None, ["1975-08", "2001-07-01"])])
def test_dates_as_the_asker_writes_them(store, form, texts):
    enrolment.save(store, {"name": "王凯", "born": "1975-08-15", "party_since": "2001-07-01"})
    report = layouts.apply(Chosen("一", ("born", "party_since"), None, form), members.columns(store), members.listed(store))
    assert [report.texts(r) for r in report.rows] == [texts]


@pytest.mark.parametrize(("form", "private", "number", "phone"), [
    ("完整", True, WANG, "13900000001"), ("完整", False, f"{WANG[:6]}********{WANG[-4:]}", "139****0001"),
    ("遮盖", True, f"{WANG[:6]}********{WANG[-4:]}", "13900000001"), ("后四位", False, WANG[-4:], "139****0001"),
    (None, False, f"{WANG[:6]}********{WANG[-4:]}", "139****0001")])
def test_numbers_whole_masked_or_their_end(store, form, private, number, phone):
    enrolment.save(store, {"name": "王凯", "id_number": WANG, "phone": "13900000001"})
    chosen = Chosen("一", ("phone", "name", "gone", "id_number"), form)
    report = layouts.apply(chosen, members.columns(store), members.listed(store), title="名单", subtitle="截至今天", private=private)
    assert [f.label for f in report.columns] == ["联系电话", "姓名", "身份证号"] and (report.title, report.subtitle) == ("名单", "截至今天")
    assert [report.texts(r) for r in report.rows] == [[phone, "王凯", number]]


def test_a_layout_without_any_column_left_is_told(store):
    with pytest.raises(Refused, match="重新选列"):
        layouts.apply(Chosen("一", ("gone",)), members.columns(store), [])
