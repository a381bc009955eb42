"""Names as rosters write them, cleaned, spread, ordered and found."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules import names
from desktop.rules.names import CleanName, clean_name, doubtful, marked, matches, pinyin_keys, spread, stroke_key

STROKES = {"田": "0525121", "富": "12445125125121", "大": "03134", "利": "073123422", "欧": "0813453534", "阳": "06522511",
           "修": "09322354333", "林": "0812341234"}
READINGS = {"一": ("yi1",), "鸣": ("ming2",), "光": ("guang1",), "尉": ("wei4",), "迟": ("chi2",), "单": ("dan1",),
            "于": ("yu2",), "飞": ("fei1",), "买": ("mai3",), "提": ("ti2",), "艾": ("ai4",), "力": ("li4",), "国": ("guo2",),
            "三": ("san1",), "张": ("zhang1",), "章": ("zhang1",), "朱": ("zhu1",), "辉": ("hui1",), "安": ("an1",)}


def read(character: str) -> tuple[str, ...]:
    return READINGS.get(character, ())


@pytest.mark.parametrize(("raw", "name"), [
    ("张\u3000三", "张三"),
    ("张 三", "张三"),
    (" 张\u00a0三\t", "张三"),
    ("\ufeff张\u200b三\u00ad", "张三"),
    ("欧阳 少 东", "欧阳少东"),
    ("张\n三", "张三"),
    ("买买提•艾力", "买买提·艾力"),
    ("买买提．艾力", "买买提·艾力"),
    ("买买提‧艾力", "买买提·艾力"),
    ("买买提・艾力", "买买提·艾力"),
    ("买买提 . 艾力", "买买提·艾力"),
    ("买买提 · 艾力 · 库尔班", "买买提·艾力·库尔班"),
    ("John  Smith", "John Smith"),
    ("Ｊｏｈｎ Smith", "John Smith"),
    ("J. Smith", "J. Smith"),
    ("𬭎 㛃", "𬭎㛃"),
    ("李 〇", "李〇"),
    ("⽅⼤⽅", "方大方"),
    ("王\ue123 三", "王\ue123三"),
    (None, ""),
    ("", ""),
])
def test_blanks_dots_and_invisible_marks_go(raw: str | None, name: str) -> None:
    assert clean_name(raw) == CleanName(name)


@pytest.mark.parametrize(("raw", "name", "sex", "ethnic"), [
    ("马\u3000兰（女，回族）", "马兰", "女", "回族"),
    ("马兰(女，回族)", "马兰", "女", "回族"),
    ("马兰 (女,回)", "马兰", "女", "回族"),
    ("许可心（女）", "许可心", "女", None),
    ("马 骏（回族）", "马骏", None, "回族"),
    ("关 月（女、满族）", "关月", "女", "满族"),
    ("关 月（ 女 ） （满族）", "关月", "女", "满族"),
    ("关月（满族　女）", "关月", "女", "满族"),
    ("古丽（女，维吾尔族） ", "古丽", "女", "维吾尔族"),
    ("王强（男，汉族）", "王强", "男", "汉族"),
])
def test_marks_behind_a_name_are_taken_off_and_told(raw: str, name: str, sex: str | None, ethnic: str | None) -> None:
    assert clean_name(raw) == CleanName(name, sex, ethnic)


@pytest.mark.parametrize("raw", ["王伟（大）", "王伟（提案委）", "王伟（女，提案委）", "王伟（民族）", "王伟（白）", "（女）", "王伟（）"])
def test_other_brackets_stay_in_the_name(raw: str) -> None:
    assert clean_name(raw) == CleanName(raw)


def test_a_name_is_not_turned_into_its_common_variant() -> None:
    assert [clean_name(n).name for n in ("李峯", "王喆", "陈堃", "刘昇")] == ["李峯", "王喆", "陈堃", "刘昇"]


MESSY = st.text(st.sampled_from("张三马兰·•.．　 \u00a0\u200b\ufeff\t（）()女男回族，,、Ab𬭎〇?\ue000⽅"), max_size=14)


@given(MESSY)
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    once = clean_name(raw).name
    assert clean_name(once).name == once


@given(st.text(st.sampled_from("张三马兰欧阳𬭎㛃〇·Ab "), max_size=6).map(lambda n: clean_name(n).name))
def test_a_spread_or_marked_name_is_read_back(name: str) -> None:
    assert clean_name(spread(name)).name == name
    if name:
        assert clean_name(marked(name, "女", "回族")) == CleanName(name, "女", "回族")


def test_only_names_of_two_han_characters_are_spread() -> None:
    assert [spread(n) for n in ("马兰", "王一鸣", "王", "𬭎㛃", "Li", "马·兰", "欧阳修")] == [
        "马\u3000兰", "王一鸣", "王", "𬭎\u3000㛃", "Li", "马·兰", "欧阳修"]


@pytest.mark.parametrize(("sex", "ethnic", "printed"), [
    ("女", "回族", "马\u3000兰（女，回族）"),
    ("女", "汉族", "马\u3000兰（女）"),
    ("男", "回族", "马\u3000兰（回族）"),
    ("男", "汉族", "马\u3000兰"),
    (None, None, "马\u3000兰"),
    ("女", "", "马\u3000兰（女）"),
    ("未说明的性别", None, "马\u3000兰"),
])
def test_marks_as_official_lists_print_them(sex: str | None, ethnic: str | None, printed: str) -> None:
    assert marked("马兰", sex, ethnic) == printed


def test_what_stands_for_a_missing_character_is_told_once() -> None:
    assert doubtful("王\ue123\ue123") == ("\ue123",)
    assert doubtful("王?？□") == ("?", "？", "□")
    assert doubtful("王\ufffd\U000f0001〓⿰王王") == ("\ufffd", "\U000f0001", "〓", "⿰")
    assert doubtful("𬭎㛃䶮〇喆·A") == ()


def test_the_blank_after_the_surname_is_the_committees_habit() -> None:
    assert stroke_key("田富", STROKES) < stroke_key("田大利", STROKES)
    assert stroke_key("田富", STROKES, blank_middle=False) > stroke_key("田大利", STROKES, blank_middle=False)


def test_spreading_and_marks_do_not_change_the_place() -> None:
    assert stroke_key("田\u3000富（女，回族）", STROKES) == stroke_key("田富", STROKES)


def test_dots_do_not_count_and_a_dotted_name_has_no_surname() -> None:
    assert stroke_key("田·富", STROKES) == stroke_key("田富", STROKES, blank_middle=False)
    assert stroke_key("田富·大利", STROKES) == stroke_key("田富大利", STROKES)


def test_a_compound_surname_goes_by_its_characters() -> None:
    assert stroke_key("林富", STROKES) < stroke_key("欧大利", STROKES) < stroke_key("欧阳修", STROKES)


def test_characters_without_strokes_come_last_by_their_code() -> None:
    order = sorted(["Bo", "\ue123三", "田富", "Al", "㐀三"], key=lambda n: stroke_key(n, STROKES))
    assert order == ["田富", "Al", "Bo", "㐀三", "\ue123三"]


@given(st.text(max_size=8))
def test_keys_are_plain_for_every_collation(name: str) -> None:
    assert set(stroke_key(name, STROKES)) <= set("0123456789ABCDEF")


@pytest.mark.parametrize(("name", "keys"), [
    ("单一鸣", "shanyiming danyiming sym dym"),
    ("曾国安", "zengguoan cengguoan zga cga"),
    ("查光", "zhaguang chaguang zg cg"),
    ("解飞", "xiefei jiefei xf jf"),
    ("尉迟光", "yuchiguang weichiguang ycg wcg"),
    ("单于飞", "chanyufei shanyufei cyf syf"),
    ("单于", "shanyu danyu sy dy"),
    ("买买提·艾力", "maimaitiaili mmtal"),
    ("单·飞", "danfei shanfei df sf"),
    ("安乐", "anle anyue al ay"),
    ("John Smith", "johnsmith js"),
    ("\ue123三", "san s"),
    ("", ""),
])
def test_search_keys_hold_every_reading_of_the_surname(name: str, keys: str) -> None:
    assert pinyin_keys(name, read) == keys


@pytest.mark.parametrize(("name", "keys"), [
    ("单", "shan dan"), ("仇", "qiu chou"), ("曾", "zeng ceng"), ("解", "xie jie"), ("查", "zha cha"), ("区", "ou qu"),
    ("盖", "ge gai"), ("朴", "piao pu"), ("翟", "zhai di"), ("乐", "yue le"), ("覃", "qin tan"), ("员", "yun yuan"),
    ("缪", "miao mou miu"), ("任", "ren"), ("华", "hua")])
def test_surnames_are_read_as_surnames_first(name: str, keys: str) -> None:
    spellings = pinyin_keys(f"{name}三", read).split()
    assert [k.removesuffix("san") for k in spellings if k.endswith("san")] == keys.split()


def test_a_name_with_many_doubtful_characters_keeps_a_short_key() -> None:
    keys = pinyin_keys("单" + "乐晟朝长阿" * 5, read).split()
    assert len(keys) <= 2 * names.MOST_SPELLINGS
    assert {k[:3] for k in keys if len(k) > 30} >= {"sha", "dan"}


def test_pinyin_order_goes_character_by_character() -> None:
    strokes = {"张": "07", "章": "11", "三": "03", "国": "08", "安": "06", "朱": "06"}
    people = ["安国", "张安", "张国", "张国安", "章安", "朱三", "\ue123三", "Zoe"]
    order = sorted(people, key=lambda n: names.pinyin_sort_key(n, read, strokes))
    assert order == ["安国", "张安", "张国", "张国安", "章安", "朱三", "Zoe", "\ue123三"]


KEYS = "shanyiming danyiming sym dym"


@pytest.mark.parametrize("query", ["单", "单一鸣", "一鸣", "单\u3000一鸣", " 单 一 鸣 ", "shan", "dan", "SYM", "dym", "shan yi", "ming",
                                   "ym", "ｓｙｍ", "3800", "138 0000", "1380000-1234", "123x", "123Ｘ", "12", "", "  "])
def test_found_while_typing(query: str) -> None:
    assert matches(query, "单一鸣", KEYS, "138 0000 1234", "11010119750815123X")


@pytest.mark.parametrize("query", ["王", "han", "ing1", "1975", "19750815", "zz", "单鸣"])
def test_not_found_while_typing(query: str) -> None:
    assert not matches(query, "单一鸣", KEYS, "138 0000 1234", "11010119750815123X", None)


def test_a_spelling_is_met_from_a_syllable_on() -> None:
    zhu, hu = pinyin_keys("朱辉", read), "huguo hg"
    assert not matches("hu", "zhuwei zw")
    assert matches("hui", zhu) and matches("zh", zhu) and matches("hug", hu)
    assert matches("an", pinyin_keys("张安", read)) and not matches("han", pinyin_keys("张安", read))


def test_dots_and_widths_do_not_part_a_name_from_its_query() -> None:
    assert matches("买买提艾力", "买买提·艾力") and matches("买买提•艾力", "买买提·艾力") and matches("提.艾", "买买提·艾力")
    assert matches("张　三", "张三") and matches("张三", "张　三")


def test_parts_of_an_id_number() -> None:
    number = "11010119750815123X"
    assert matches("123X", number) and matches("12", number) and matches("110101", number) and matches(number, number)
    assert matches("5123x", number)
    assert not matches("0101", number) and not matches("3X", number)
