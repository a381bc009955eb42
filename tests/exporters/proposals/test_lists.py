"""The report to the closing session, the letters about terms, the lists and the volume, over the practice county."""
import datetime as dt

import pypdfium2
import pytest
from docx import Document

from desktop.exporters.outgoing import numbered
from desktop.exporters.papers import paper
from desktop.exporters.proposals import deadlines, lists, report, volume
from desktop.exporters.registry import Request
from desktop.fields.refused import Refused
from desktop.rules.periods import Period
from desktop.services import demo
from desktop.services.proposals import assignment, examination, register

DAY = dt.date(2026, 6, 30)
ASKED = Request(DAY)
THIRD = Request(DAY, Period(dt.date(2024, 1, 9), dt.date(2025, 1, 6), "十届三次会议以来"))


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    store = demo.create(str(tmp_path_factory.mktemp("county") / "practice.db"))
    yield store
    store.close()


def text(document):
    return "\n".join(document.body)


def test_the_report_says_the_frozen_figures(county):
    (made,) = numbered(county, ASKED, report.collect(county, ASKED))
    (frozen,) = examination.snapshots(county, "10.5")
    told = frozen["figures"]
    assert made.title == "关于政协青溪县第十届委员会第五次会议提案审查情况的报告" and made.date == "2026年1月8日"
    assert f"截至2026年1月8日20时30分，共收到提案{told.received}件" in text(made)
    assert f"立案{told.filed}件" in text(made) and f"并案后交有关单位办理的提案{told.to_hand}件" in text(made)
    (live,) = report.collect(county, Request(DAY, answers={"live": True}))
    assert f"截至2026年6月30日，共收到提案{examination.count(county, '10.5').received}件" in "".join(live.data["body"])


def test_the_report_of_the_sample_year(county):
    made = "".join(report.collect(county, Request(DAY, THIRD.period, answers={"live": True}))[0].data["body"])
    assert "共收到提案136件，其中委员提案134件（含联名提案89件）、集体提案2件" in made
    assert "立案132件，立案率97.1%；不予立案4件，其中作委员来信4件。" in made


@pytest.mark.parametrize("kind, words", [("提示函", "即将到办理期限"), ("催办函", "已超过办理期限尚未答复")])
def test_a_letter_for_each_unit_names_all_its_proposals(county, kind, words):
    rows = assignment.letters(county, kind, as_of=DAY, plenary="10.5")
    written = deadlines.letters(county, ASKED, kind)
    found = dict(zip([each.name for each in written], numbered(county, ASKED, written), strict=True))
    assert set(found) == {r["unit"] for r in rows}
    for unit, document in found.items():
        mine = [r for r in rows if r["unit"] == unit]
        assert words in document.body[0] and all(any(r["mark"] in line for line in document.body) for r in mine)
        assert document.recipient.startswith(unit)


def test_no_letter_is_due_before_the_terms_near(county):
    with pytest.raises(Refused, match="没有应发督办通知的单位"):
        deadlines.letters(county, ASKED, "督办通知")
    with pytest.raises(Refused, match="没有应发催办函的单位"):
        deadlines.letters(county, Request(dt.date(2026, 4, 1)), "催办函")


@pytest.mark.parametrize("kind", ["提示函", "催办函"])
def test_a_year_that_is_over_has_the_letters_that_went_out_in_it(county, kind):
    year = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31), "2025年")
    sent = {(r["unit"], part.split()[1]) for r in register.handlings(county) for part in r["sent"].split("；")
            if part.startswith(f"{kind} 2025")}
    written = deadlines.letters(county, Request(year.last, year), kind)
    assert sent and {(each.name, each.on.isoformat()) for each in written} == sent
    running = Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31), "2026年")
    assert {each.on for each in deadlines.letters(county, Request(DAY, running), kind)} == {DAY}


def test_all_reminders_are_one_file(county, tmp_path):
    out = tmp_path / "催办函.docx"
    paper("proposal-reminder").print(county, ASKED, "docx", out)
    lines = [p.text for p in Document(str(out)).paragraphs]
    units = {r["unit"] for r in assignment.letters(county, "催办函", as_of=DAY, plenary="10.5")}
    assert {line.rstrip("：") for line in lines if line.rstrip("：") in units} == units
    items = deadlines.REMINDER_PAPER.each(county, ASKED)
    assert {i.name for i in items} == units


def test_the_key_list_names_the_three_bodies_leaders(county):
    made = lists.keys(county, THIRD)
    labels = [c.label for c in made.columns]
    assert labels[3:6] == ["县委领衔领导", "县政府领衔领导", "县政协领衔领导"]
    (sample,) = [r for r in made.rows if r["mark"] == "第037号"]
    assert "县委副书记" in sample["party_leader"] and "专题调研" in sample["progress"] and sample["outcome"] == "已答复（B）"
    assert "第037号纳入协商议题“发展民宿产业助推乡村振兴”。" in made.notes


def test_the_catalogue_holds_every_filed_proposal_once(county):
    made = lists.catalogue(county, ASKED)
    filed = [r for r in register.listed(county, plenary="10.5") if r["outcome"] == "立案"]
    rows = list(made.rows)
    assert sorted(r["id"] for r in rows) == sorted(r["id"] for r in filed) and [r["n"] for r in rows] == list(range(1, len(rows) + 1))
    assert all(r["mark"].startswith("（并入第") for r in rows if r["lead_id"])
    assert made.groups[0].title.startswith("经济建设（")


def test_the_contents_of_the_volume_name_the_page_on_which_a_proposal_stands(county, tmp_path):
    out = tmp_path / "汇编.pdf"
    volume.write(county, THIRD, "pdf", out, lambda done, total: None)
    with pypdfium2.PdfDocument(out) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    listed, _ = volume.pieces(county, THIRD)
    contents = {p.text.partition("\t")[0].replace("\n　　　　", ""): int(p.text.rpartition("\t")[2]) for p in listed
                if p.role == "目录" and "\t" in p.text}
    public = [r for r in register.listed(county, plenary="10.3") if r["outcome"] == "立案" and r["public"]]
    assert len(contents) == len(public) < 132
    for row in public[::9]:
        page = contents[f"{row['mark']}　{row['name']}"]
        assert row["mark"] in pages[page - 1].replace(" ", "") and "提案者：" in pages[page - 1]
    assert "另有不公开的提案3件" in "".join(p.text for p in listed)


def test_the_volume_opens_as_a_document_with_bodies_and_units(county, tmp_path):
    out = tmp_path / "汇编.docx"
    paper("proposal-volume").print(county, THIRD, "docx", out)
    lines = [p.text for p in Document(str(out)).paragraphs]
    assert "提案汇编" in lines and "关于盘活农村闲置土地发展民宿产业的提案" in "".join(lines)
    assert "1．开展闲置农房和土地普查，建立可流转资源名录。" in lines and "主办单位：县农业农村局" in lines
