"""发文: drafts, numbers that are given once, gaps that are told and explained."""
import datetime as dt
from threading import Barrier, Thread

import pytest

from desktop.fields.refused import Refused
from desktop.rules.periods import calendar_year
from desktop.services import documents, lists, office, opening, undo

DAY = dt.date(2026, 5, 6)


@pytest.fixture
def series(store):
    office.save(store, {"county": "青溪县"})
    documents.found_series(store)
    return {s["code"]: s["id"] for s in documents.SERIES.listed(store)}


def drafted(store, series, code="青协办", name="关于做好统计的通知"):
    return documents.save(store, series[code], {"name": name, "genre": "通知", "data": {"body": ["请认真做好。"]}})


def test_the_usual_series_bear_the_countys_name_and_are_made_once(store, series):
    rows = {s["code"]: s for s in documents.SERIES.listed(store)}
    assert set(rows) == {"青协", "青协办", "青协办函", "青协党组", "青协纪要", "青协提", "青协提函", "青办"}
    assert rows["青协办"]["title"] == "政协青溪县委员会办公室文件" and rows["青协办"]["signer"] == "秘书长"
    with pytest.raises(Refused, match="已经有发文字号"):
        documents.found_series(store)


def test_numbers_count_by_series_and_year(store, series):
    marks = [documents.issue(store, drafted(store, series, code), on)
             for code, on in (("青协办", DAY), ("青协办", DAY), ("青协", DAY), ("青协办", dt.date(2027, 1, 4)))]
    assert marks == ["青协办〔2026〕1号", "青协办〔2026〕2号", "青协〔2026〕1号", "青协办〔2027〕1号"]


def test_a_number_is_given_once_and_the_document_keeps_it(store, series):
    record = drafted(store, series)
    documents.issue(store, record, DAY)
    with pytest.raises(Refused, match="已经编号，没有再编"):
        documents.issue(store, record, DAY)
    with pytest.raises(Refused, match="不能换发文字号"):
        documents.save(store, series["青协"], {"name": "改"}, record)
    with pytest.raises(Refused, match="已经编号，不能删除"):
        documents.remove(store, [record])
    (row,) = documents.listed(store)
    assert (row["mark"], row["state"], row["data"]["number"], row["data"]["date"]) == (
        "青协办〔2026〕1号", "已发", "青协办〔2026〕1号", "2026年5月6日")


def test_two_clerks_at_once_get_two_numbers(address, store, series):
    """Each with a connection of its own to the same store, let go at the same moment."""
    records = [drafted(store, series, name=f"通知{n}") for n in range(8)]
    clerks = [opening.open_store(address) for _ in range(2)]
    ready, found, failed = Barrier(2), [], []

    def work(clerk, mine):
        ready.wait()
        for record in mine:
            try:
                found.append(documents.issue(clerk, record, DAY))
            except Refused as refused:
                failed.append(str(refused))

    threads = [Thread(target=work, args=(clerk, records[n::2])) for n, clerk in enumerate(clerks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for clerk in clerks:
        clerk.close()
    assert failed == []
    assert sorted(found) == [f"青协办〔2026〕{n}号" for n in range(1, 9)]
    assert documents.gaps(store) == []


def test_a_number_that_was_taken_back_is_never_given_again(store, series):
    documents.issue(store, drafted(store, series), DAY)
    second = drafted(store, series, name="第二份")
    documents.issue(store, second, DAY)
    undo.undo(store)
    assert next(r for r in documents.listed(store) if r["id"] == second)["state"] == "草稿"
    assert documents.issue(store, second, DAY) == "青协办〔2026〕3号"
    (gap,) = documents.gaps(store)
    assert gap.words == "青协办〔2026〕2号（2026-06-30 编过号，后来撤销）"
    with pytest.raises(Refused, match="青协办〔2026〕2号已经用过"):
        documents.issue(store, drafted(store, series, name="第三份"), DAY, 2)


def test_gaps_are_told_explained_and_stand_in_the_register(store, series):
    documents.issue(store, drafted(store, series), DAY, 3)
    assert [g.mark for g in documents.gaps(store)] == ["青协办〔2026〕1号", "青协办〔2026〕2号"]
    with pytest.raises(Refused, match="原因没有填写"):
        documents.explain(store, series["青协办"], 2026, 1, " ")
    documents.explain(store, series["青协办"], 2026, 1, "手工编号时漏编")
    assert [g.mark for g in documents.gaps(store)] == ["青协办〔2026〕2号"]
    with pytest.raises(Refused, match="已有公文，不是缺号"):
        documents.explain(store, series["青协办"], 2026, 3, "漏编")
    rows = documents.listed(store, period=calendar_year(2026))
    assert [(r["number"], r["voided"]) for r in rows] == [(1, "手工编号时漏编"), (3, None)]
    assert documents.listed(store, period=calendar_year(2025)) == []


def test_voided_needs_a_reason_and_keeps_the_number(store, series):
    record = drafted(store, series)
    with pytest.raises(Refused, match="还没有编号，不需要作废"):
        documents.void(store, record, "不用了")
    documents.issue(store, record, DAY)
    with pytest.raises(Refused, match="原因没有填写"):
        documents.void(store, record, "  ")
    documents.void(store, record, "会议改期")
    assert documents.listed(store)[0]["state"] == "作废"
    assert documents.issue(store, drafted(store, series, name="另发"), DAY) == "青协办〔2026〕2号"


def test_a_retired_series_gives_no_number(store, series):
    record = drafted(store, series)
    documents.SERIES.save(store, {"retired": True}, series["青协办"])
    with pytest.raises(Refused, match="已经停用"):
        documents.issue(store, record, DAY)


def test_a_second_series_of_the_same_word_is_refused(store, series):
    with pytest.raises(Refused, match="已有“青协”这个机关代字"):
        documents.SERIES.save(store, {"code": "青协", "title": "x", "issuer": "y", "kind": "文件"})
    with pytest.raises(Refused, match="发文机关标志、发文机关、格式没有填写"):
        documents.SERIES.save(store, {"code": "青协专"})


def test_drafts_come_first_and_can_be_deleted(store, series):
    documents.issue(store, drafted(store, series), DAY)
    draft = drafted(store, series, name="草稿")
    assert [r["name"] for r in documents.listed(store)] == ["草稿", "关于做好统计的通知"]
    documents.remove(store, [draft])
    assert len(documents.listed(store)) == 1


def test_the_list_of_documents_can_be_asked_by_its_noun(store, series):
    drafted(store, series)
    noun = lists.noun("documents")
    (row,) = noun.rows(store, as_of=None, sort=None, private=False)
    shown = {f.label: f.shown(row.get(f.name)) for f in noun.columns(store)}
    assert shown["标题"] == "关于做好统计的通知" and shown["状态"] == "草稿"
