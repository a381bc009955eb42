"""Files made to hurt, at every way in: each is read or refused with a sentence, nothing is stored, the program lives on."""
from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from desktop.fields.refused import Refused
from desktop.importers import formats
from desktop.services import attachments, drafting, imports, members, opening, photos
from tests import files

NOUNS = tuple(noun.key for noun in imports.IMPORTS)
TRACE = re.compile(r"Traceback|Error\b|Exception|\.py\b")
ROOT = Path(__file__).parents[1]


@pytest.fixture
def xiewu(xiewu):
    """Runs a command on an empty store; gives (exit code, stdout, stderr)."""
    assert xiewu("init")[0] == 0
    return xiewu


def rows_stored(tmp_path):
    store = opening.open_store(str(tmp_path / "office.db"))
    count = store.audit_rows()
    store.close()
    return count


def refused(answer, *words):
    """One Chinese sentence or two on stderr, exit code 1."""
    code, _, err = answer
    assert code == 1 and not TRACE.search(err), err
    assert err.strip() and len(err.strip().splitlines()) == 1 and err.strip().endswith("。")
    assert all(word in err for word in words), err
    return err


HTML = "<html><head><meta charset=gbk></head><table><tr><td>姓名<td>性别<tr><td>丁一<td>男</table></html>"
CSV = "姓名,性别\n丁一,男\n"
RTF = b"{\\rtf1\\ansi{\\pict\\wmetafile8 0}}"


def roster(path):
    return files.workbook(path, ("名册", [("姓名", "性别"), ("丁一", "男")]))


def read(path, data):
    path.write_bytes(data)
    return path


def with_parts(path, **parts):
    with zipfile.ZipFile(roster(path), "a") as box:
        for name, data in parts.items():
            box.writestr(name.replace("__", "/").replace("_rels/", "_rels/"), data)
    return path


GOOD = {
    "web.xls": lambda p: read(p, HTML.encode("gbk")), "text.xls": lambda p: read(p, CSV.encode("gb18030")),
    "text.xlsx": lambda p: read(p, CSV.encode("utf-16")), "new.xls": roster, "new.docx": roster, "new.et": roster,
    "noextension": roster, "macro.xlsm": lambda p: with_parts(p, **{"xl/vbaProject.bin": os.urandom(2000)}),
    "named.csv": roster, "doc.xlsx": lambda p: files.document(p, [["姓名", "性别"], ["丁一", "男"]]),
    "outside.xlsx": lambda p: with_parts(p, **{"xl/externalLinks/externalLink1.xml": b"<externalLink/>",
                                               "xl/externalLinks/_rels/externalLink1.xml.rels":
                                               b'<Relationships><Relationship Id="r" Target="http://127.0.0.1:9/x" TargetMode="External"/>'
                                               b"</Relationships>"}),
    "\u202excod.slx.xlsx": roster, "名册 副本 (2).xlsx": roster}

BAD = {
    "空.xlsx": (lambda p: read(p, b""), "空文件"), "rtf.docx": (lambda p: read(p, RTF), "RTF"), "rtf.xls": (lambda p: read(p, RTF), "RTF"),
    "pdf.xlsx": (lambda p: read(p, b"%PDF-1.4 x"), "PDF"), "程序.xlsx": (lambda p: read(p, b"MZ" + bytes(200)), "程序"),
    "照片.xlsx": (lambda p: read(p, b"\x89PNG\r\n\x1a\n"), "图片"),
    "zip.xlsx": (lambda p: files.zipped(p, {"a.txt": b"x"}), "压缩包"),
    "锁.xlsx": (lambda p: files.compound(p, {"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "密码"),
    "旧.doc": (lambda p: files.compound(p, {"WordDocument": b"x"}), "文字文档"),
    "nul.csv": (lambda p: read(p, "姓名,性别\n丁\0一,男\n".encode()), "编码"), "nuls.csv": (lambda p: read(p, bytes(5000)), "编码"),
    "引号.csv": (lambda p: read(p, ('姓名,性别\n"丁一,男\n' + "王五,女\n" * 50).encode()), "引号"),
    "一行.csv": (lambda p: read(p, ("姓名," + "甲" * 1_000_000).encode()), "20 万字"),
    "短.xlsx": (lambda p: read(p, roster(p).read_bytes()[:900]), "损坏"), "pk.xlsx": (lambda p: read(p, b"PK\x03\x04" + bytes(50)), "损坏"),
    "ole.xls": (lambda p: read(p, files.OLD_WORKBOOK.read_bytes()[:1500]), "没有读取"),
    "dtd.xlsx": (lambda p: files.repacked(roster(p.with_suffix(".seed")), p, lambda n, d: d.replace(b"<sst", b"<!DOCTYPE x><sst")
                                          if "shared" in n else d.replace(b"<worksheet", b"<!DOCTYPE x><worksheet")), "文档类型"),
    "炸弹.xlsx": (lambda p: files.bomb(p), "展开后"),
    "多.csv": (lambda p: read(p, ("姓名,性别\n" + "丁一,男\n" * 60_000).encode()), "50,000 行"),
    "没有表头.xlsx": (lambda p: files.workbook(p, ("a", [("x", "y"), (1, 2)])), "表头"),
    "数据库.db": (lambda p: read(p, b"SQLite format 3\0"), "数据库")}


def cyclic(path):
    """The table of sectors leads round in a circle."""
    data = bytearray(files.OLD_WORKBOOK.read_bytes())
    sector = 512 * (int.from_bytes(data[0x4C:0x50], "little") + 1)
    for n in range(128):
        data[sector + 4 * n:sector + 4 * n + 4] = ((n * 7 + 1) % 19).to_bytes(4, "little")
    return read(path, bytes(data))


@pytest.mark.parametrize("name", GOOD)
def test_a_wrong_name_or_a_macro_does_not_matter(xiewu, tmp_path, name):
    path = GOOD[name](tmp_path / name)
    code, out, err = xiewu("import", "members", path)
    assert (code, err) == (0, "") and "已写入 1 行" in out
    if name == "macro.xlsm":
        assert "宏没有运行" in out
    if name == "outside.xlsx":
        assert "引用没有打开" in out


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_refused_in_words(xiewu, tmp_path, name):
    make, word = BAD[name]
    path = make(tmp_path / name)
    before = rows_stored(tmp_path)
    for noun in NOUNS[:2]:
        refused(xiewu("import", noun, path, "--report", tmp_path / "r.json"), word)
    assert rows_stored(tmp_path) == before and not (tmp_path / "r.json").exists()


@pytest.mark.all
@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_refuses_them_all(xiewu, tmp_path, noun):
    for name, (make, word) in BAD.items():
        path = make(tmp_path / name)
        refused(xiewu("import", noun, path), *([] if noun == "proposals" and path.suffix == ".docx" else [word]))  # read as a text


@pytest.mark.skipif(os.name == "nt", reason="no pipes and odd names there")
def test_what_is_no_file_at_all(xiewu, tmp_path):
    os.mkfifo(tmp_path / "管道")
    (tmp_path / "环").symlink_to(tmp_path / "环")
    odd = os.fsdecode(os.fsencode(str(tmp_path)) + b"/\xff\xfe.xlsx")
    for path, word in ((tmp_path, "文件夹"), (tmp_path / "没有.xlsx", "找不到"), (tmp_path / "管道", "不是普通文件"),
                       (tmp_path / "环", "找不到"), ("/dev/zero", "不是普通文件"), (tmp_path / ("长" * 300), "找不到"), (odd, "找不到")):
        refused(xiewu("import", "members", path), word)
    roster(tmp_path / "a.xlsx").rename(odd)
    assert xiewu("import", "members", odd)[0] == 0
    refused(xiewu("import", "members", cyclic(tmp_path / "环.xls")))


def test_the_sentences_are_few_and_whole():
    """In one style: what it is, that nothing was read, what to do."""
    told = [v for v in vars(formats).values() if isinstance(v, str) and v.endswith("。")] + [s for _, s in formats.MAGIC]
    assert len(set(told)) <= 20 and all("读取" in s or s.startswith("请用") for s in told)


DATA = {"number": "青协〔2026〕1号", "title": "关于召开会议的通知", "recipient": "各乡镇：", "body": ["开会。"], "issuer": "青溪县政协",
        "date": "2026-06-01"}


@pytest.mark.parametrize(("text", "word"), [
    (b"", "空文件"), (b"{", "写法不对"), (b"[" * 100_000, "读不出来"), (b"\xff\xfe\x00\xd8", "编码"), (b"\0\0\0", "编码"),
    (b"[1,2]", "名称"), (b'"x"', "名称"), (b"1" * 5000, "读不出来"), (json.dumps({"x": 1}).encode(), "不认识"),
    (json.dumps(DATA | {"title": "长" * 300}).encode(), "标题有 300 字"), (json.dumps(DATA | {"body": {}}).encode(), "正文"),
    (json.dumps(DATA | {"date": "2026-13-45"}).encode(), "日期"), (json.dumps(DATA | {"body": [None]}).encode(), "正文")])
def test_data_of_a_document_that_is_none(xiewu, tmp_path, text, word):
    (tmp_path / "a.json").write_bytes(text)
    refused(xiewu("export", "gongwen", "--kind", "文件", "--data", tmp_path / "a.json", "-o", tmp_path / "a.docx"), word)
    assert not (tmp_path / "a.docx").exists()


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_data_with_characters_that_no_document_holds(xiewu, tmp_path, format):
    (tmp_path / "a.json").write_text(json.dumps(DATA | {"title": "关于\ud800召开\x0b会议的通知", "body": ["开\0会。\ufffe"]}))
    out = tmp_path / f"a.{format}"
    code, _, err = xiewu("export", "gongwen", "--kind", "文件", "--data", tmp_path / "a.json", "-o", out)
    assert (code, err) == (0, "") and out.stat().st_size
    refused(xiewu("export", "gongwen", "--kind", "文件", "--data", tmp_path, "-o", out), "文件夹")


def test_an_error_that_nobody_foresaw_is_a_sentence_and_a_note(xiewu, tmp_path, monkeypatch):
    def broken(*_words):
        raise ZeroDivisionError("冯不存 13900001234")

    monkeypatch.setattr("desktop.services.imports.noun", broken)
    refused(xiewu("import", "members", roster(tmp_path / "a.xlsx")), "程序出了差错", "log")
    noted = (tmp_path / "user" / "log" / "xiewu.log").read_text("utf-8")
    assert "ZeroDivisionError" in noted and "冯" not in noted and "139" not in noted


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_no_traceback_and_no_signal_from_a_real_process(tmp_path):
    """A reader that is killed by the file (an abort below Python) is borne by the child."""
    chance = random.Random(758)
    good = files.OLD_WORKBOOK.read_bytes()
    environment = os.environ | {"XIEWU_STORE": str(tmp_path / "a.db"), "XIEWU_FOLDER": str(tmp_path / "user")}

    def run(*words):
        return subprocess.run([sys.executable, "-m", "desktop", *words], cwd=ROOT, capture_output=True, text=True, env=environment)

    assert run("init").returncode == 0
    for number in range(3):
        data = bytearray(good)
        for _ in range(200):
            data[chance.randrange(512, len(data))] = 0xFF
        (tmp_path / "a.xls").write_bytes(data)
        done = run("import", "persons", str(tmp_path / "a.xls"))
        assert done.returncode in (0, 1) and not TRACE.search(done.stderr), number


# other ways in

NO_TABLES = ("没有表头.xlsx", "引号.csv", "多.csv", "一行.csv")  # as text they are manuscripts


@pytest.mark.parametrize("name", [n for n in BAD if n not in NO_TABLES])
def test_a_manuscript_is_opened_or_refused(tmp_path, name):
    with pytest.raises(Refused, match="。"):
        drafting.opened(BAD[name][0](tmp_path / name))


@pytest.fixture
def store(tmp_path):
    made = opening.create(str(tmp_path / "office.db"))
    from desktop.services import enrolment, office

    office.found(made)
    enrolment.save(made, {"name": "王凯", "sex": "男", "unit": "青溪县第一中学", "post": "教师", "sector": "教育界"})
    yield made
    made.close()


PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d49484452")


def png(wide, high):
    return PICTURE + wide.to_bytes(4, "big") + high.to_bytes(4, "big") + b"\x08\x02\0\0\0" + bytes(40)


def test_pictures_that_are_none(store, tmp_path):
    folder = tmp_path / "照片"
    folder.mkdir()
    bad = {"王凯.jpg": b"", "王凯(2).png": png(50_000, 50_000), "王凯(3).jpg": b"\xff\xd8\xff" + bytes(10), "王凯(4).gif": b"GIF89a",
           "王凯(5).jpg": b"<svg/>", "王凯(6).png": png(0, 0)}
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "王凯(7).jpg")
    (folder / "王凯(8).jpg").symlink_to(folder / "王凯(8).jpg")
    planned = photos.plan(store, folder)
    assert {p.verdict for p in planned} == {"refused"} and all(p.reason for p in planned)
    assert photos.apply(store, planned) == 0


NAMES = (
    "..\\..\\x.exe.txt", "CON", "con.txt", "a:b.txt", "长" * 80 + ".txt",
    "结尾点.", "\u202ecod.txt", "空 格 .txt", "a\tb.txt", "<b>.txt", "NUL")


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be made there")
@pytest.mark.parametrize("name", NAMES)
def test_an_attachment_is_kept_under_its_hash_and_shown_under_a_clean_name(store, tmp_path, name):
    person = members.listed(store)[0]["id"]
    source = tmp_path / "来源"
    source.mkdir()
    (source / name).write_text("同意。", "utf-8")
    attachments.add(store, person, source / name)
    each, = attachments.of(store, person)
    assert re.fullmatch(r"[0-9a-f]{64}", each.path.name) and each.path.is_relative_to(attachments.folder(store))
    assert not re.search(r"[\\/:*?\"<>|\t\u202e]", each.name) and each.name.strip(" .") == each.name and len(each.name) <= 100
    assert each.name.upper().partition(".")[0] not in ("CON", "NUL")
    attachments.take_out(store, each.id, tmp_path / each.name)
    assert (tmp_path / each.name).read_text("utf-8") == "同意。"
    for bad in (tmp_path, tmp_path / "没有", source / "x"):
        with pytest.raises(Refused):
            attachments.add(store, person, bad)
