"""The law of every kind: what it shows it reads again; and what offices really write."""
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.fields.kinds import (
    BadValue,
    Choice,
    Day,
    Doubtful,
    IdNumber,
    Integer,
    Kind,
    Money,
    Month,
    Option,
    PartialDate,
    Phone,
    Several,
    Text,
    YesNo,
    plain,
)

WORDS = st.text(alphabet="青溪县政协委员𬭎㛃䶮ABCxyz019·（）-—“”", min_size=1, max_size=30)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
PARTIAL = st.builds(lambda day, size: day.isoformat()[:size], DAYS, st.sampled_from((4, 7, 10)))
PARTIES = Choice(table="party", open=False, options=(Option("中共党员", "01", ("中共", "党员")), Option("群众", "13", ("无",))))


@given(st.one_of(
    st.tuples(st.just(Text()), WORDS), st.tuples(st.just(Text(lines=True)), st.tuples(WORDS, WORDS).map("\n".join)),
    st.tuples(st.just(Integer(least=-10**9, most=10**9)), st.integers(-10**9, 10**9)),
    st.tuples(st.just(Money()), st.integers(-10**12, 10**12)), st.tuples(st.just(Money(unit="万元")), st.integers(0, 10**12)),
    st.tuples(st.just(Day()), DAYS), st.tuples(st.just(PartialDate()), PARTIAL), st.tuples(st.just(Month()),
    PARTIAL.map(lambda t: t[:7])),
    st.tuples(st.just(YesNo()), st.booleans()), st.tuples(st.just(PARTIES), st.sampled_from(("中共党员", "群众"))),
    st.tuples(st.just(IdNumber()), st.from_regex(r"[0-9]{17}[0-9X]|[0-9]{15}|[A-Z][0-9]{8}", fullmatch=True)),
    st.tuples(st.just(Phone()), st.lists(st.from_regex(r"1[0-9]{10}|0[0-9]{3}-[0-9]{7}", fullmatch=True), min_size=1,
    max_size=3).map("、".join)),
    st.tuples(st.just(Several()), st.lists(st.sampled_from(("提案委", "经济委", "社法委")), min_size=1, unique=True).map(tuple))))
def test_what_a_kind_shows_it_reads_again(pair):
    kind, value = pair
    assert kind.parse(kind.show(value)) == value


@pytest.mark.parametrize("kind", [Text(), Integer(), Money(), Day(), PartialDate(), Month(), YesNo(), PARTIES, IdNumber(), Phone(),
    Several()])
def test_nothing_is_nothing(kind: Kind):
    assert kind.show(None) == "" and kind.cell(None) in (None, "")
    assert [kind.parse(raw) for raw in (None, "", "  ", "\u3000", "\u200b")] == [None] * 5


@pytest.mark.parametrize(("kind", "raw", "value"), [
    (YesNo(), "√", True), (YesNo(), "✔", True), (YesNo(), "否", False), (YesNo(), 1.0, True), (YesNo(), "ｙ", True),
    (Integer(), "１２", 12), (Integer(), "1,200", 1200), (Integer(), 12.0, 12), (Money(), "￥1,234.50元", 123450), (Money(), "3.5万元",
    3500000),
    (Money(unit="万元"), "3.5", 3500000), (Text(), "王\n凯", "王凯"), (Text(), 13900000001.0, "13900000001"), (Text(),
    "\ufeff王凯\u200b", "王凯"),
    (Phone(), 13900000001.0, "13900000001"), (Phone(), "139 0000 0001/0550-1234567", "13900000001、0550-1234567"),
    (IdNumber(), "'41990119750815011x", "41990119750815011X"), (IdNumber(), "４１９９０１１９７５０８１５０１１×", "41990119750815011X"),
    (PARTIES, "党员", "中共党员"), (PARTIES, " 中 共 ", "中共党员"), (PARTIES, "01", "中共党员"), (Several(), "提案委；经济委、提案委",
    ("提案委", "经济委"))])
def test_what_offices_write(kind, raw, value):
    assert kind.parse(raw) == value


@pytest.mark.parametrize(("kind", "raw"), [
    (Integer(), "十二"), (Integer(most=5), "6"), (Money(), "1.005"), (Money(), "若干"), (YesNo(), "也许"), (Text(longest=3), "四个汉字"),
    (PARTIES, "党"), (IdNumber(), 4.1990119750815e17), (IdNumber(), 419901197508150110), (IdNumber(), "4.19901E+17"), (Phone(),
    "1.39E+10"),
    (Day(), "2024-03"), (PartialDate(), "不详"), (PartialDate(), "1975-13"), (PartialDate(), "2024-02-30"), (PartialDate(), "1075-08")])
def test_what_cannot_be_read_is_a_sentence(kind, raw):
    with pytest.raises(BadValue) as told:
        kind.parse(raw)
    assert not isinstance(told.value, Doubtful) and any("\u4e00" <= c <= "\u9fff" for c in str(told.value))


def test_an_open_table_keeps_an_unknown_word_with_a_doubt():
    with pytest.raises(Doubtful) as told:
        Choice(options=(Option("经济界"),)).parse("山水界")
    assert told.value.value == "山水界"
    assert Choice(keep=True, options=(Option("经济界", aliases=("经济",)),)).parse("经济") == "经济"
    assert Choice().parse("随便") == "随便"
    assert Choice(options=(Option("甲"), Option("乙", retired=True))).labels() == ["甲"]


@pytest.mark.parametrize(("kind", "text", "masked"), [
    (IdNumber(), "41990119750815011X", "419901********011X"), (IdNumber(), "419901750815011", "419901*****5011"),
    (IdNumber(), "H12345678", "H*****678"), (Phone(), "13900000001", "139****0001"),
    (Phone(), "13900000001、1234567", "139****0001、12***67"), (Text(), "秘密", "****"), (Text(), "", ""), (Phone(), "", "")])
def test_masks(kind, text, masked):
    assert kind.mask(text) == masked


@given(st.from_regex(r"[0-9]{17}[0-9X]", fullmatch=True))
def test_a_mask_hides_the_birth(number):
    assert number[6:14] not in IdNumber().mask(number) or number[6:14] in number[:6] + number[-4:]


@given(st.text(max_size=50))
def test_plain_text_is_steady(text):
    assert plain(plain(text)) == plain(text)
