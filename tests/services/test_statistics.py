"""委员构成: each figure knows its members, the parts add up to their base."""
import datetime as dt

from desktop.models.member import Member, Term
from desktop.services import body, enrolment, office, statistics


def test_figures_and_the_members_behind_them(store):
    office.save(store, {"county": "青溪县"})
    people = [("王凯", "男", "汉族", "中共党员", "1975-08", "大学本科", "中共界", ("提案委",)),
              ("李明", "女", "汉族", "民盟盟员", "1990-01", "研究生", "民盟界", ("提案委", "经济委")),
              ("马兰", "女", "回族", "无党派人士", None, None, "无党派界", ())]
    ids = {}
    for name, sex, ethnic, party, born, school, sector, seats in people:
        ids[name] = enrolment.save(store, {"name": name, "sex": sex, "ethnic": ethnic, "party": party, "born": born,
                                           "education": school, "sector": sector, "committees": seats})
    body.record(store, body.Decision(ids["王凯"], "常委", "选举", dt.date(2022, 1, 9), "全体会议"))
    with store.operation("上届") as session:
        term = Term(number=9, since=dt.date(2016, 12, 1), until=dt.date(2021, 11, 30))
        session.add(term)
        session.add(Member(person_id=ids["王凯"], term_id=term.id, since=term.since, until=term.until))
    report = statistics.composition(store)
    figures = {(r["part"], r["label"]): r for r in report.rows}
    assert report.title == "政协青溪县委员会委员构成统计" and report.subtitle == "截至2026年6月30日"
    assert set(figures["总数", "委员总数"]["count"].records) == set(ids.values())
    for key, who, percent in ((("政治面貌", "中共党员"), ["王凯"], "33.33"), (("政治面貌", "其中：非中共"), ["李明", "马兰"], "66.67"),
                              (("性别", "女"), ["李明", "马兰"], "66.67"), (("民族", "少数民族"), ["马兰"], "33.33"),
                              (("年龄", "未填"), ["马兰"], "33.33"), (("年龄", "46至55岁"), ["王凯"], "33.33"),
                              (("专委会", "其中：提案委"), ["王凯", "李明"], "66.67"), (("专委会", "其中：未入委"), ["马兰"], "33.33"),
                              (("届别", "连任"), ["王凯"], "33.33"), (("职务", "其中：常委会组成人员"), ["王凯"], "33.33")):
        assert (set(figures[key]["count"].records), str(figures[key]["percent"])) == ({ids[n] for n in who}, percent), key
    assert len(report.notes) == 2 and "平均年龄 43.0 岁" in report.notes[1]
    assert [int(figures["性别", s]["count"]) for s in "男女"] == [1, 2]


def test_the_figures_of_an_earlier_day(store):
    person = enrolment.save(store, {"name": "王凯", "party": "群众"})
    enrolment.save(store, {"party": "中共党员"}, person, on=dt.date(2025, 7, 1))
    labels = [[r["label"] for r in statistics.composition(store, d).rows if r["part"] == "政治面貌" and not r["label"].startswith("其中")]
              for d in (dt.date(2025, 6, 30), dt.date(2025, 7, 1))]
    assert labels == [["群众和其他"], ["中共党员"]]


def test_nobody_at_all(store):
    report = statistics.composition(store)
    assert [str(r["count"]) for r in report.rows if r["part"] == "总数"] == ["0"]
