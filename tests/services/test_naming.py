"""The order of official lists and the keys for searching, with the real stroke table and readings."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.rules.names import matches
from desktop.services.naming import Naming, strokes_of

TWENTY_NAMES = ("丁一 于文 万小平 马兰 王凯 王一鸣 方大伟 叶青青 刘洋 许可心 李明远 吴思源 汪家兴 张弛 陈曦 林海 欧阳少东 "
                "金玉成 周全 郑和平")

# One line for each count of strokes, within it by shapes: worked out by hand from the standard's order of strokes.
OFFICIAL_ORDER = """
丁 卜 刁
于 万 弓 习 马
王 韦 木 支 尤 车 戈 牛 毛 仇 乌 卞 文 方 尹 邓
甘 艾 古 左 石 龙 平 卢 叶 田 史 付 白 丛 包 冯 兰 宁 司 皮 边
邢 吉 成 毕 吕 朱 乔 伍 任 华 向 全 邬 庄 刘 齐 闫 江 汤 安 祁 许 阮 孙 阳 牟 纪
寿 麦 严 苏 杜 巫 李 杨 束 来 肖 时 吴 岑 邱 何 佟 余 谷 狄 邹 应 辛 汪 沙 沈 宋 张 陆 陈
武 苗 苟 范 茅 林 郁 欧阳 卓 尚 易 罗 季 竺 岳 金 周 庞 郑 单 宗 官 房 屈 孟
封 项 赵 郝 荆 胡 南 柯 查 柏 柳 钟 段 侯 俞 饶 施 姜 洪 姚 贺 骆
秦 敖 袁 耿 聂 莫 贾 夏 晏 钱 倪 徐 殷 翁 凌 高 郭 席 唐 浦 涂 陶 桑
黄 萧 梅 曹 龚 盛 常 崔 符 康 章 商 梁 屠
彭 葛 董 蒋 韩 喻 程 傅 焦 鲁 童 曾 温 游 谢 强
靳 蓝 蒲 赖 雷 詹 鲍 解
蔡 臧 裴 管 廖 谭 翟 熊
樊 黎 颜 潘
薛 霍 穆
戴 魏
瞿
"""
SURNAMES = OFFICIAL_ORDER.split()

OPENING = (
    "一乙二十丁厂七卜八人入儿匕几九刁了刀力乃又三干于亏工土士才下寸大丈与万上小口山巾千乞川亿个夕久么勺凡丸及广亡门丫义之尸己已巳弓子卫也女刃飞习叉马乡"
    "丰王开井天夫元无云专丐扎艺木五支厅不犬太区历歹友尤匹车巨牙屯戈比互切瓦止少曰日中贝冈内水见午牛手气毛壬升夭长仁什片仆化仇币仍仅斤爪反介父从仑今凶分乏公仓"
    "月氏勿欠风丹匀乌勾凤六文亢方火为斗忆计订户认冗讥心尺引丑巴孔队办以允予邓劝双书幻")


@pytest.fixture(scope="module")
def naming() -> Naming:
    return Naming()


def test_the_twenty_names(naming: Naming) -> None:
    names = TWENTY_NAMES.split()
    mixed = sorted(names)
    assert sorted(mixed, key=naming.stroke_key) == names != mixed


def test_two_hundred_surnames(naming: Naming) -> None:
    assert len(SURNAMES) > 200
    mixed = sorted(SURNAMES)
    assert sorted(mixed, key=naming.stroke_key) == SURNAMES


def test_one_surname_stays_together_whatever_follows(naming: Naming) -> None:
    given = ["一", "〇", "丁一", "鑫", "龘"]
    listed = sorted((surname + rest for rest in given for surname in SURNAMES), key=naming.stroke_key)
    blocks = [listed[i:i + len(given)] for i in range(0, len(listed), len(given))]
    assert [[name for name in block if name.startswith(surname)] for surname, block in zip(SURNAMES, blocks, strict=True)] == blocks


def test_the_committees_blank_and_the_congresss(naming: Naming) -> None:
    pair = ["田富", "田大利"]
    assert sorted(pair, key=naming.stroke_key) == pair
    assert sorted(pair, key=lambda n: naming.stroke_key(n, blank_middle=False)) == pair[::-1]
    assert sorted(["王一鸣", "王凯"], key=naming.stroke_key) == ["王凯", "王一鸣"]


@pytest.mark.parametrize(("character", "count", "shapes"), [
    ("王", 4, "1121"), ("李", 7, "1234521"), ("门", 3, "425"), ("匕", 2, "35"), ("茅", 8, "12254523"), ("艾", 5, "12234"),
    ("字", 6, "445521"), ("方", 4, "4153"), ("范", 8, "12244155"), ("骨", 9, "255452511"), ("〇", 1, "5"),
    ("㛃", 9, "111253531"), ("䶮", 9, "135341134"), ("𬭎", 12, "311154451354"), ("喆", 12, "121251121251"),
    ("堃", 11, "41534153121"), ("旻", 8, "25114134"), ("昇", 8, "25113132"), ("珺", 11, "11215113251"),
    ("璟", 16, "1121251141251234"), ("𬍛", 9, "112135234"), ("䴖", 13, "1121251135451"), ("龘", 48, "41431"),
])
def test_counts_and_shapes_of_the_mainland(naming: Naming, character: str, count: int, shapes: str) -> None:
    assert naming.strokes[character].startswith(f"{count:02d}{shapes}")


def test_every_common_character_has_strokes(naming: Naming) -> None:
    common = [bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)
              if not (high == 0xD7 and low > 0xF9)]
    assert len(common) == 6763
    assert [c for c in common if c not in naming.strokes or naming.strokes[c][2] == "6"] == []


def test_the_table_keeps_its_own_order(naming: Naming) -> None:
    keys = list(naming.strokes.values())
    assert len(keys) > 98_000
    assert keys == sorted(keys)


def test_the_official_list_begins_so(naming: Naming) -> None:
    """The first 189 of 通用规范汉字表; 土 and 士, 己 and 已 and 巳, 天 and 夫 differ in nothing but their place there."""
    mixed = sorted(OPENING)
    assert sorted(mixed, key=naming.stroke_key) == list(OPENING)


def test_an_office_may_keep_its_own_table(tmp_path: Path) -> None:
    (tmp_path / "strokes").mkdir()
    (tmp_path / "strokes" / "strokes.txt").write_text("# 本办公室\n0131\t王\n0135\t李\n", encoding="utf-8")
    naming = Naming(tmp_path)
    assert naming.strokes == {"王": "0131000", "李": "0135000"}
    assert sorted(["张一", "李一", "王一"], key=naming.stroke_key) == ["王一", "李一", "张一"]


def test_the_table_is_read_once(naming: Naming) -> None:
    assert Naming().strokes is naming.strokes
    assert strokes_of.cache_info().currsize >= 1


@pytest.mark.parametrize(("name", "keys"), [
    ("单一鸣", "shanyiming danyiming sym dym"),
    ("曾国强", "zengguoqiang cengguoqiang zgq cgq"),
    ("吕布", "lvbu lb"),
    ("𬭎㛃", "hongjie hj"),
    ("䶮一", "yanyi yy"),
    ("尉迟恭", "yuchigong weichigong ycg wcg"),
    ("欧阳少东", "ouyangshaodong oysd"),
    ("买买提·艾力", "maimaitiaili mmtal"),
    ("John Smith", "johnsmith js"),
])
def test_search_keys(naming: Naming, name: str, keys: str) -> None:
    assert naming.pinyin(name) == keys


@pytest.mark.parametrize(("name", "queries"), [
    ("单伟", ("shan", "dan", "sw", "dw")), ("仇伟", ("qiu", "chou", "qw", "cw")), ("曾伟", ("zeng", "ceng", "zw", "cw")),
    ("解伟", ("xie", "jie", "xw", "jw")), ("查伟", ("zha", "cha", "zw", "cw")), ("区伟", ("ou", "qu", "ow", "qw")),
    ("盖伟", ("ge", "gai", "gw")), ("朴伟", ("piao", "pu", "pw")), ("张三", ("zs", "zhangsan", "zhang s", "san")),
])
def test_both_readings_find_a_surname(naming: Naming, name: str, queries: tuple[str, ...]) -> None:
    assert [q for q in queries if not matches(q, name, naming.pinyin(name))] == []


def test_order_by_pinyin(naming: Naming) -> None:
    listed = ["安一", "曹一", "解一", "习一", "西一", "先一", "曾一", "张安", "张三", "张三丰", "章安"]
    assert sorted(listed, key=naming.pinyin_sort) == [
        "安一", "曹一", "西一", "习一", "先一", "解一", "曾一", "张安", "张三", "张三丰", "章安"]


def test_readings_are_loaded_only_when_a_name_is_written() -> None:
    """Half a second at every start would be too much."""
    code = ("import sys; from desktop.services.naming import Naming; Naming().stroke_key('张三'); "
            "assert 'pypinyin' not in sys.modules; Naming().pinyin('张三'); assert 'pypinyin' in sys.modules")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr
