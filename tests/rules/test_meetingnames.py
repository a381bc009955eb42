"""A meeting has a name for titles, one for sentences, one for tables."""
import pytest

from desktop.rules.meetingnames import BY_TERM, KINDS, MeetingNames, counted, of_term, of_year, read, short, sitting

BODY = "政协青溪县委员会"
NAMES = [
    ("全体会议", 10, 3, ("政协青溪县第十届委员会第三次会议", "县政协十届三次会议", "十届三次全会")),
    ("常委会会议", 10, 12,
     ("政协青溪县第十届委员会常务委员会第十二次会议", "县政协十届常委会第十二次会议", "十届十二次常委会会议")),
    ("主席会议", 11, 39, ("政协青溪县第十一届委员会第三十九次主席会议", "县政协十一届三十九次主席会议", "十一届三十九次主席会议")),
]


@pytest.mark.parametrize(("kind", "term", "number", "names"), NAMES)
def test_meetings_counted_through_the_term(kind, term, number, names):
    assert of_term(kind, BODY, term, number) == MeetingNames(*names)


def test_meetings_counted_by_the_year():
    party = of_year("党组会议", BODY, 2026, 9)
    assert party == MeetingNames("政协青溪县委员会党组2026年第9次会议", "县政协党组2026年第9次会议", "党组2026年第9次会议")
    committee = of_year("专委会会议", BODY, 2026, 2, ("提案委员会", "提案委"))
    assert (committee.full, committee.text) == ("政协青溪县委员会提案委员会2026年第2次会议", "县政协提案委2026年第2次会议")


@pytest.mark.parametrize(("body", "own"), [
    (BODY, "县政协"), ("政协临河区委员会", "区政协"), ("中国人民政治协商会议石桥市委员会", "市政协"),
    ("政协云岭自治县委员会", "县政协"), ("政协委员会", "政协")])
def test_the_short_name_says_the_level(body, own):
    assert short(body) == own


def test_the_whole_name_of_the_settings_stays():
    assert of_term("全体会议", "中国人民政治协商会议青溪县委员会", 10, 1).full == "中国人民政治协商会议青溪县第十届委员会第一次会议"


def test_every_kind_says_within_what_it_is_numbered():
    assert [counted(kind) for kind in KINDS] == ["届", "届", "届", "年", "年"]


def test_a_kind_is_not_numbered_the_other_way():
    with pytest.raises(ValueError, match="党组会议"):
        of_term("党组会议", BODY, 10, 1)
    with pytest.raises(ValueError, match="全体会议"):
        of_year("全体会议", BODY, 2026, 1)
    with pytest.raises(ValueError, match="1至99"):
        of_term("全体会议", BODY, 10, 0)


@pytest.mark.parametrize("kind", BY_TERM)
def test_every_name_is_read_back(kind):
    for number in range(1, 100):
        names = of_term(kind, BODY, 10, number)
        assert [read(name) for name in (names.full, names.text, names.table)] == [(10, number)] * 3


@pytest.mark.parametrize(("text", "said"), [
    ("县政协10届12次常委会", (10, 12)), ("第十四届二十六次常委会会议", (14, 26)), ("党组2026年第9次会议", None), ("", None)])
def test_what_offices_write_is_read(text, said):
    assert read(text) == said


def test_sittings_of_a_plenary():
    assert sitting(2) == "第二次大会"
