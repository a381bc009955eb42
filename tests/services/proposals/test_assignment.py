"""From the decided unit to its answer: one batch, receipts, changes of the unit, terms and letters."""
import datetime as dt

import pytest

from desktop.fields.refused import Refused
from desktop.services import calendar, office, undo
from desktop.services.proposals import allotment, assignment, examination, leading, register
from desktop.services.proposals.allotment import Allotted, Unfit
from desktop.services.units import UNITS

D = dt.date


def row(store, record, **more):
    return next(r for r in register.listed(store, **more) if r["id"] == record)


@pytest.fixture
def filed(county, put):
    """A filed proposal with a number."""
    def filed(name="关于发展民宿产业的提案", **more):
        record = put(name=name, **more)
        examination.examine(county, [record], "分管副主席", "立案", on=D(2026, 1, 20))
        examination.number(county, [record])
        return record
    return filed


def handling(store, record, unit):
    return next(h for h in register.whole(store, record)["handlings"] if h["unit"] == unit)


def test_suggested_and_decided_units_are_kept_apart(county, filed, desks):
    record = filed(advice="县文化和旅游局")
    farm, tourism, land = (desks[n] for n in ("县农业农村局", "县文化和旅游局", "县自然资源和规划局"))
    assignment.suggest(county, record, [(farm, "主办"), (tourism, "会办")], "提案委", on=D(2026, 2, 2))
    assert row(county, record)["host"] == "" and row(county, record)["state"] == "待定单位"
    assignment.decide(county, record, [(farm, "主办"), (tourism, "会办"), (land, "会办")])
    found = register.whole(county, record)
    assert (found["host"], found["assist"], found["state"]) == ("县农业农村局", "县文化和旅游局、县自然资源和规划局", "待交办")
    assert {(a["by"], a["unit"], a["role"]) for a in found["advice"]} == {
        ("提案者", "县文化和旅游局", "主办"), ("提案委", "县农业农村局", "主办"), ("提案委", "县文化和旅游局", "会办")}
    other = filed(name="关于修路的提案")
    assignment.suggest(county, other, [(land, "主办")], "提案委", on=D(2026, 2, 2))
    (found,) = allotment.proposed(county, [other])
    assert (found.units, found.source) == (((land, "主办"),), "提案委建议")
    assert allotment.decide(county, {other: Allotted(found.units)}) == 1
    assert row(county, other)["host"] == "县自然资源和规划局"


@pytest.mark.parametrize("roles, sentence", [
    (("主办", "主办"), "有 2 个主办单位"), (("主办", "分办"), "又有主办又有分办"), (("分办",), "只有一家分办"),
    (("会办",), "没有主办单位")])
def test_parts_that_do_not_go_together(county, filed, desks, roles, sentence):
    with pytest.raises(Refused, match=sentence):
        assignment.decide(county, filed(), list(zip(desks.values(), roles, strict=False)))


def test_handed_over_signed_answered(county, filed, desks):
    UNITS.save(county, {"note": "在新区办公"}, desks["县农业农村局"])
    record = filed()
    assignment.decide(county, record, [(desks["县农业农村局"], "主办"), (desks["县文化和旅游局"], "会办")])
    with pytest.raises(Refused, match="还没有交办，没有登记签收"):
        assignment.sign(county, [handling(county, record, "县农业农村局")["id"]])
    assert assignment.hand_over(county, [record], on=D(2026, 3, 18)) == 2
    found = row(county, record, as_of=D(2026, 3, 18))
    assert (found["handed"], found["due"], found["state"], found["left"]) == (
        D(2026, 3, 18), D(2026, 6, 18), "待签收", "还有 92 天")
    farm = handling(county, record, "县农业农村局")
    assert farm["channel"] == "县政府办" and handling(county, record, "县文化和旅游局")["due"] == D(2026, 4, 18)
    assignment.sign(county, [farm["id"]], on=D(2026, 3, 19), signer="方志远")
    assert row(county, record)["state"] == "办理中" and row(county, record)["late"]
    assert not row(county, record, as_of=D(2026, 6, 18))["late"]
    assignment.reply(county, farm["id"], on=D(2026, 6, 20), mark="青农函〔2026〕21号", result="B", satisfaction="基本满意")
    found = row(county, record)
    assert (found["state"], found["replied"], found["result"], found["satisfaction"], found["late"]) == (
        "已答复", D(2026, 6, 20), "B", "基本满意", False)
    assert row(county, record, as_of=D(2026, 6, 19))["late"]
    with pytest.raises(Refused, match="答复日期 2026-03-01 早于交办日期 2026-03-18"):
        assignment.reply(county, farm["id"], on=D(2026, 3, 1))


def test_what_cannot_be_handed_over_is_named_and_nothing_is(county, put, filed, desks):
    ready, waiting, bare = filed(), put(name="关于乙的提案"), filed(name="关于丙的提案")
    assignment.decide(county, ready, [(desks["县农业农村局"], "主办")])
    with pytest.raises(Refused, match="有 2 件还不能交办，全部没有交办：流水号2“关于乙的提案”待审查；流水号3“关于丙的提案”没有"):
        assignment.hand_over(county, [ready, waiting, bare], on=D(2026, 3, 18))
    assert row(county, ready)["handed"] is None


def test_one_date_for_all_and_an_extension(county, filed, desks):
    record = filed()
    assignment.decide(county, record, [(desks["县农业农村局"], "分办"), (desks["县教育体育局"], "分办")])
    assignment.hand_over(county, [record], on=D(2026, 3, 18), due=D(2026, 5, 31))
    assert row(county, record)["due"] == D(2026, 5, 31) and row(county, record)["host"] == "县农业农村局、县教育体育局"
    farm, school = (handling(county, record, n)["id"] for n in ("县农业农村局", "县教育体育局"))
    with pytest.raises(Refused, match="不晚于现在的期限 2026-05-31"):
        assignment.extend(county, farm, D(2026, 5, 31), "还要调研")
    assignment.extend(county, farm, D(2026, 7, 31), "还要调研", on=D(2026, 5, 20), decider="县政府办")
    assignment.reply(county, school, on=D(2026, 5, 30), result="A")
    found = row(county, record)
    assert (found["due"], found["late"], found["replied"], found["result"]) == (D(2026, 7, 31), False, None, "A")
    assert row(county, record, as_of=D(2026, 5, 1))["due"] == D(2026, 5, 31)


def test_a_wrong_unit_says_so_within_its_working_days(county, filed, desks):
    record = filed()
    farm, land = desks["县农业农村局"], desks["县自然资源和规划局"]
    assignment.decide(county, record, [(farm, "主办")])
    assignment.hand_over(county, [record], on=D(2026, 4, 30))
    own = handling(county, record, "县农业农村局")["id"]
    with pytest.raises(Refused, match="交办后已过 6 个工作日，超过申请改办的 5 个工作日"):
        assignment.request(county, own, "改办", "属自然资源职责", on=D(2026, 5, 12))  # 1 to 5 May off, Saturday 9 May worked
    asked = assignment.request(county, own, "改办", "属自然资源职责", on=D(2026, 5, 11), wanted=land)
    assert row(county, record)["state"] == "改办待定"
    assignment.answer_request(county, asked, True, "县政府办", on=D(2026, 5, 12))
    found = register.whole(county, record)
    assert (found["host"], found["handed"], found["due"], found["state"]) == (
        "县自然资源和规划局", D(2026, 5, 12), D(2026, 8, 12), "待签收")
    assert [(h["unit"], h["ended"]) for h in found["former"]] == [("县农业农村局", D(2026, 5, 12))]
    assert row(county, record, as_of=D(2026, 5, 11))["host"] == "县农业农村局"
    with pytest.raises(Refused, match="已经决定过"):
        assignment.answer_request(county, asked, True, "县政府办")
    late = assignment.request(county, found["handlings"][0]["id"], "增办", "需教体配合", on=D(2026, 6, 29), late=True)
    assignment.answer_request(county, late, True, "县政府办", unit=desks["县教育体育局"], on=D(2026, 6, 30))
    assert row(county, record)["assist"] == "县教育体育局"


def test_a_unit_that_no_longer_exists_is_named(county, filed, desks):
    from desktop.models.unit import Unit
    with county.operation("撤销单位") as session:
        session.get(Unit, desks["县教育体育局"]).until = D(2026, 5, 31)
    with pytest.raises(Refused, match="“县教育体育局”2026-05-31 已撤销，没有登记"):
        assignment.decide(county, filed(), [(desks["县教育体育局"], "主办")])


def test_prompts_reminders_and_orders_each_go_once(county, filed, desks):
    records = [filed(name=f"关于第{n}件事的提案") for n in range(3)]
    for record, handed in zip(records, (D(2026, 4, 10), D(2026, 3, 20), D(2026, 2, 20)), strict=True):
        assignment.decide(county, record, [(desks["县农业农村局"], "主办")])
        assignment.hand_over(county, [record], on=handed)
    due = {kind: [r["name"] for r in assignment.letters(county, kind)] for kind in ("提示函", "催办函", "督办通知")}
    assert due == {"提示函": ["关于第0件事的提案"], "催办函": ["关于第1件事的提案"], "督办通知": ["关于第2件事的提案"]}
    (late,) = assignment.letters(county, "督办通知")
    assignment.send(county, [late["id"]], "督办通知")
    assert assignment.letters(county, "督办通知") == []
    assert register.whole(county, records[2])["handlings"][0]["sent"] == "督办通知 2026-06-30"


def test_the_desks_of_the_units(county, filed, desks):
    one, two = filed(), filed(name="关于修路的提案")
    assignment.decide(county, one, [(desks["县农业农村局"], "主办"), (desks["县文化和旅游局"], "会办")])
    assignment.decide(county, two, [(desks["县农业农村局"], "分办"), (desks["县教育体育局"], "分办")])
    assignment.hand_over(county, [one, two], on=D(2026, 3, 18))
    assignment.reply(county, handling(county, one, "县农业农村局")["id"], on=D(2026, 6, 1), result="A")
    keys = ("session", "unit", "hosting", "assisting", "splitting", "answered", "late")
    assert [tuple(r[k] for k in keys) for r in register.by_unit(county)] == [
        ("10.5", "县农业农村局", 1, 0, 1, 1, 1), ("10.5", "县教育体育局", 0, 0, 1, 0, 1), ("10.5", "县文化和旅游局", 0, 1, 0, 0, 0)]


def test_a_hundred_and_thirty_two_go_to_the_units_as_one_batch(county, desks):
    from desktop.services.proposals import intake
    from desktop.services.proposals.signatories import Signatories
    day, units = D(2026, 1, 5), list(desks.values())
    with county.operation("收到提案") as session:
        everyone = {day: Signatories(session, day)}
        ids = [intake.enter(session, {"plenary": "10.5", "name": f"关于第{n}件事的提案", "sponsors": "张三", "received": day}, None,
                            county.today(), everyone).id for n in range(132)]
    examination.examine(county, ids, "分管副主席", "立案", on=D(2026, 1, 20))
    assert examination.number(county, ids) == list(range(1, 133))
    assert allotment.decide(county, {i: Allotted([(units[n % 4], "主办")]) for n, i in enumerate(ids)}) == 132
    told = []
    assert assignment.hand_over(county, ids, on=D(2026, 3, 18), progress=lambda done, total: told.append((done, total))) == 132
    assert told[-1] == (132, 132)
    assert {r["state"] for r in register.listed(county)} == {"待签收"}
    undo.undo(county)
    assert {r["state"] for r in register.listed(county)} == {"待交办"}


def test_key_proposals_are_recommended_chosen_led_and_supervised(county, filed, put, desks):
    record = filed()
    assignment.decide(county, record, [(desks["县农业农村局"], "主办")])
    leading.recommend(county, [record], "提案委", on=D(2026, 2, 10))
    assert [r["mark"] for r in leading.listed(county, candidates=True)] == ["第001号"] and leading.listed(county) == []
    leading.choose(county, [record], "县政协十届第五十次主席会议", on=D(2026, 3, 12))
    leading.save(county, record, {"theme": "乡村振兴", "party_leader": "县委副书记 柳志远", "topic": "发展民宿产业助推乡村振兴"})
    leading.supervise(county, record, {"day": D(2026, 5, 8), "method": "实地视察", "place": "玉川镇"})
    (found,) = leading.listed(county)
    assert (found["theme"], found["party_leader"], found["topic"], found["events"], found["host"]) == (
        "乡村振兴", "县委副书记 柳志远", "发展民宿产业助推乡村振兴", "1", "县农业农村局")
    assert row(county, record)["key"] and not row(county, record, as_of=D(2026, 3, 11))["key"]
    with pytest.raises(Refused, match="不能作重点提案"):
        leading.recommend(county, [put(name="关于乙的提案")], "提案委")


def test_the_offices_own_holidays(county):
    assert calendar.read(county).after(D(2026, 2, 13), 2) == D(2026, 2, 24)
    assert "未录入2027年" in calendar.read(county).caution(D(2027, 1, 1))
    calendar.HOLIDAYS.save(county, {"day": D(2027, 1, 1), "arranged": "休", "name": "元旦"})
    assert calendar.read(county).caution(D(2027, 1, 1)) == "" and not calendar.read(county).works(D(2027, 1, 1))
    shipped = next(r for r in calendar.HOLIDAYS.listed(county) if r["day"] == D(2026, 9, 20))
    calendar.HOLIDAYS.save(county, {"arranged": "休"}, shipped["id"])
    read = calendar.read(county)
    assert not read.works(D(2026, 9, 20)) and read.works(D(2026, 2, 14))
    with pytest.raises(Refused, match="已经登记过"):
        calendar.HOLIDAYS.save(county, {"day": D(2027, 1, 1), "arranged": "班"})
    office.save(county, {"proposal_term_host": "15个工作日"})
    with county.read() as session:
        assert office.values(session)["proposal_term_host"] == "15个工作日"


# 多件一起确定


def test_many_are_decided_as_one_step_or_not_at_all(county, filed, desks):
    one, two = filed(), filed(name="关于修路的提案")
    farm, land = desks["县农业农村局"], desks["县自然资源和规划局"]
    with pytest.raises(Unfit, match="有 1 件不合要求，全部没有确定：流水号2“关于修路的提案”的同一单位选了两次") as unfit:
        allotment.decide(county, {one: Allotted([(farm, "主办")]), two: Allotted([(land, "主办"), (land, "会办")])})
    assert list(unfit.value.places) == [two]
    assert [r["state"] for r in register.listed(county)] == ["待定单位", "待定单位"]
    allotment.decide(county, {one: Allotted([(farm, "主办")]), two: Allotted([(land, "分办"), (farm, "分办")])})
    assert [r["host"] for r in register.listed(county)] == ["县农业农村局", "县自然资源和规划局、县农业农村局"]
    undo.undo(county)
    assert [r["state"] for r in register.listed(county)] == ["待定单位", "待定单位"]


def test_another_leader_and_channel_than_the_units_own_are_kept_at_handing_over(county, filed, desks):
    one, two = filed(), filed(name="关于修路的提案")
    farm, land = desks["县农业农村局"], desks["县自然资源和规划局"]
    allotment.decide(county, {one: Allotted([(farm, "主办"), (land, "会办")], channel="县委办", leader="柳志远"),
                              two: Allotted([(farm, "主办")])})
    assert [(p.channel, p.leader) for p in allotment.proposed(county, [one, two])] == [("县委办", "柳志远"), (None, None)]
    assignment.hand_over(county, [one, two], on=D(2026, 3, 18))
    found = {(h["mark"], h["role"]): (h["channel"], h["leader"]) for h in register.handlings(county)}
    assert found == {("第001号", "主办"): ("县委办", "柳志远"), ("第001号", "会办"): ("县政府办", None),
                     ("第002号", "主办"): ("县政府办", None)}


def test_who_would_handle_it_by_an_earlier_one_like_it(county, filed, desks):
    body = "民宿经营分散，缺少统一标准，建议制定民宿等级评定办法，统一布草洗涤和消防要求，安排专项资金扶持村集体改造闲置农房。"
    farm, tourism = desks["县农业农村局"], desks["县文化和旅游局"]
    earlier, new, strange = filed(body=body), filed(name="关于扶持民宿发展的提案", body=body), filed(name="关于修路的提案", body="村道窄。")
    assignment.decide(county, earlier, [(tourism, "主办"), (farm, "会办")])
    assert [p.source for p in allotment.proposed(county, [new, strange])] == ["", ""], "还没有交办的不作参照"
    assignment.hand_over(county, [earlier], on=D(2026, 3, 18))
    found = allotment.proposed(county, [new, strange])
    assert found[0].units == ((tourism, "主办"), (farm, "会办")) and found[0].source.startswith("相似 ")
    assert "十届五次会议第001号" in found[0].said and found[1].units == ()


def test_who_would_handle_it_by_its_category(county, filed, desks):
    units = [desks["县教育体育局"]] * 5 + [desks["县农业农村局"]]
    ids = [filed(name=f"关于第{n}件事的提案", category="社会建设") for n in range(6)]
    new, other = filed(name="关于课后服务的提案", category="社会建设"), filed(name="关于水库的提案", category="生态文明建设")
    allotment.decide(county, {i: Allotted([(unit, "主办")]) for i, unit in zip(ids, units, strict=True)})
    assignment.hand_over(county, ids, on=D(2026, 3, 18))
    found = allotment.proposed(county, [new, other])
    assert found[0].source == "同类提案" and found[0].units == ((desks["县教育体育局"], "主办"),) and found[1].units == ()
