"""backup, verify, restore and doctor on the command line: a contract of files, exit codes and sentences."""
import hashlib
import json
import os
import re
import sqlite3
import subprocess
import sys

import pytest

from desktop.services import attachments, members, opening
from tests import files


@pytest.fixture
def a(xiewu, tmp_path):
    """A store with five members."""
    store = tmp_path / "a.db"
    files.plain_roster(tmp_path / "名册.xlsx", 5)
    assert xiewu("--store", store, "init")[0] == 0
    assert xiewu("--store", store, "import", "members", tmp_path / "名册.xlsx")[0] == 0
    return store


def listed(xiewu, store):
    code, out, _ = xiewu("--store", store, "list", "members", "--json", "--show-private")
    assert code == 0
    return json.loads(out)


def test_there_and_back_again(xiewu, a, tmp_path):
    before = listed(xiewu, a)
    code, out, err = xiewu("--store", a, "backup", "-o", tmp_path / "任意 名字")
    assert code == 0 and not err and "已备份" in out and "委员 5" in out
    assert (tmp_path / "任意 名字").is_file()
    code, out, _ = xiewu("verify", tmp_path / "任意 名字")
    assert code == 0 and "委员 5" in out
    assert xiewu("--store", a, "undo")[0] == 0 and listed(xiewu, a) == []
    code, out, _ = xiewu("--store", a, "restore", tmp_path / "任意 名字")
    assert code == 0 and "恢复前的资料另存为" in out
    assert listed(xiewu, a) == before
    code, out, _ = xiewu("--store", tmp_path / "新.db", "restore", tmp_path / "任意 名字")
    assert code == 0 and "另存" not in out
    assert listed(xiewu, tmp_path / "新.db") == before
    assert xiewu("--store", a, "doctor")[0] == xiewu("--store", tmp_path / "新.db", "doctor")[0] == 0


def test_the_users_own_store_is_restored_on_a_pc_without_any(xiewu, a, tmp_path, monkeypatch):
    xiewu("--store", a, "backup", "-o", tmp_path / "b")
    monkeypatch.delenv("XIEWU_STORE")
    monkeypatch.setenv("XIEWU_FOLDER", str(tmp_path / "empty" / "user"))
    assert xiewu("restore", tmp_path / "b")[0] == 0
    assert (tmp_path / "empty" / "user" / "office.db").is_file()


def test_the_verbs_make_no_backup_of_their_own(xiewu, a, tmp_path):
    listed(xiewu, a)
    xiewu("--store", a, "doctor")
    assert not (tmp_path / "a.db.backups").exists()
    xiewu("--store", a, "backup", "-o", tmp_path / "b")
    assert not list((tmp_path / "a.db.backups").glob("*.xwb"))


@pytest.mark.parametrize("verb", ["verify", "restore"])
def test_what_is_no_backup_is_refused_with_a_sentence(xiewu, a, tmp_path, verb):
    before = a.read_bytes()
    xiewu("--store", a, "backup", "-o", tmp_path / "b")
    whole = (tmp_path / "b").read_bytes()
    (tmp_path / "halved").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "changed").write_bytes(whole[:3000] + bytes([whole[3000] ^ 1]) + whole[3001:])
    (tmp_path / "text").write_text("不是备份", "utf-8")
    for path in (tmp_path / "halved", tmp_path / "changed", tmp_path / "text", tmp_path / "没有", tmp_path, a):
        code, out, err = xiewu("--store", a, verb, path)
        assert code == 1 and not out and err.count("\n") == 1 and "没有改动" in err, path
    assert a.read_bytes() == before


def test_where_no_backup_can_be_written(xiewu, a, tmp_path):
    for target in (tmp_path, tmp_path / "没有" / "b", a, "/proc/b" if os.path.isdir("/proc") else tmp_path):
        code, out, err = xiewu("--store", a, "backup", "-o", target)
        assert code == 1 and not out and err.strip().endswith("。"), target
    assert xiewu("--store", tmp_path / "没有.db", "backup", "-o", tmp_path / "b")[0] == 1
    assert not (tmp_path / "b").exists()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_device_that_is_full_is_no_place(xiewu, a):
    code, _, err = xiewu("--store", a, "backup", "-o", "/dev/full")
    assert code == 1 and "没有" in err


def test_a_server_is_backed_up_by_its_administrator(xiewu, tmp_path):
    for words in (("backup", "-o", tmp_path / "b"), ("restore", tmp_path / "b")):
        code, _, err = xiewu("--store", "postgresql://localhost/x", *words)
        assert code == 1 and "由服务器的管理员备份" in err


def test_doctor_says_what_it_found_and_ends_with_1(xiewu, a, tmp_path):
    code, out, _ = xiewu("--store", a, "doctor", "--json")
    assert code == 0 and json.loads(out)["sound"] is True and json.loads(out)["findings"] == []
    with sqlite3.connect(a) as connection:
        connection.execute("DROP TRIGGER audit_no_update")
        connection.execute("UPDATE audit SET actor = '别人' WHERE id = 3")
    code, out, _ = xiewu("--store", a, "doctor", "--json")
    said = json.loads(out)
    assert code == 1 and said["sound"] is False and any("第 3 条" in f["text"] and f["error"] for f in said["findings"])
    code, out, err = xiewu("--store", a, "doctor")
    assert code == 1 and "第 3 条" in err and "请从最近的备份恢复" in err


def test_doctor_of_a_store_that_is_refused_still_answers_in_json(xiewu, a, tmp_path):
    (tmp_path / "别的.db").write_text("一份随便什么文件", "utf-8")
    with sqlite3.connect(tmp_path / "新.db") as connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    for name, word in (("别的.db", "不是协务通的数据文件"), ("没有.db", "没有找到"), ("新.db", "更新版本")):
        code, out, err = xiewu("--store", tmp_path / name, "doctor", "--json")
        said = json.loads(out)
        assert (code, err, said["sound"]) == (1, "", False) and word in said["findings"][0]["text"]
        code, out, err = xiewu("--store", tmp_path / name, "doctor")
        assert (code, out) == (1, "") and word in err


def test_doctor_speaks_of_a_damaged_file_in_chinese(xiewu, a):
    with sqlite3.connect(a) as connection:
        pages = [page for (page,) in connection.execute("SELECT rootpage FROM sqlite_master WHERE name IN ('heading', 'person')")]
        index = connection.execute("SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'audit'").fetchone()[0]
    with a.open("rb+") as stream:
        for page in (*pages, index):
            stream.seek(4096 * (page - 1))
            stream.write(b"\xff" * 4096)
    code, out, err = xiewu("--store", a, "doctor", "--json")
    found = [f["text"] for f in json.loads(out)["findings"]]
    assert code == 1 and any(text.startswith("文件内部不完整：第 ") for text in found)
    assert not [text for text in found if re.search("[A-Za-z]{3}", text)], found
    code, _, err = xiewu("--store", a, "backup", "-o", a.with_name("b"))
    assert code == 1 and not re.search("[A-Za-z]{3}", err.replace(str(a), "")), err


def attach(store, name):
    """A file on the first person; what is kept of it."""
    office = opening.open_store(str(store))
    person = members.listed(office)[0]
    file = store.with_name(name)
    file.write_bytes(b"%PDF-1.4 " + name.encode())
    attachments.add(office, person["id"], file)
    office.close()
    return person["name"], hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_backup_names_the_attachment_that_is_gone_and_has_all_the_rest(xiewu, a, tmp_path):
    name, gone = attach(a, "证书.pdf")
    _, kept = attach(a, "履历.pdf")
    (tmp_path / "a.db.files" / gone[:2] / gone).unlink()
    code, out, err = xiewu("--store", a, "backup", "-o", tmp_path / "b.xwb")
    assert code == 0 and "附件 1 个" in out and (tmp_path / "b.xwb").is_file()
    assert f"缺 1 个附件：人员“{name}”的“证书.pdf”，文件已不在，没有备份进来；其余都在" in err and "履历" not in err
    code, out, _ = xiewu("verify", tmp_path / "b.xwb")
    assert code == 0 and "缺 1 个附件" in out
    code, _, err = xiewu("--store", a, "doctor")
    assert code == 1 and f"附件：人员“{name}”的“证书.pdf”的文件不在 a.db.files 里了" in err
    assert xiewu("--store", tmp_path / "新.db", "restore", tmp_path / "b.xwb")[0] == 0
    assert (tmp_path / "新.db.files" / kept[:2] / kept).is_file()


def test_a_restore_is_taken_back_by_the_copy_made_before_it_and_not_by_undo(xiewu, a, tmp_path):
    assert xiewu("--store", a, "backup", "-o", tmp_path / "b.xwb")[0] == 0
    before = listed(xiewu, a)
    files.plain_roster(tmp_path / "新.xlsx", 7)
    assert xiewu("--store", a, "import", "members", tmp_path / "新.xlsx")[0] == 0
    seven = listed(xiewu, a)
    code, out, _ = xiewu("--store", a, "restore", tmp_path / "b.xwb")
    safety = out.strip().rpartition("恢复前的资料另存为 ")[2]
    code, _, err = xiewu("--store", a, "undo")
    assert code == 1 and "最近一步是从备份恢复，撤销不了，没有改动" in err and "a.db.backups" in err and listed(xiewu, a) == before
    assert "恢复前" in safety and xiewu("--store", a, "restore", safety)[0] == 0 and listed(xiewu, a) == seven != before


def test_warnings_are_no_errors(xiewu, a):
    with sqlite3.connect(a) as connection:
        connection.execute("UPDATE person SET id_number = '123' WHERE id = (SELECT id FROM person LIMIT 1)")
    code, out, err = xiewu("--store", a, "doctor")
    assert code == 0 and "提示" in out and not err


def test_doctor_of_a_file_that_cannot_be_read(xiewu, a):
    whole = a.read_bytes()
    a.write_bytes(whole[:100] + os.urandom(len(whole) - 100))
    code, out, _ = xiewu("--store", a, "doctor", "--json")
    assert code == 1 and json.loads(out)["sound"] is False


def test_a_damaged_store_is_listed_and_not_written(xiewu, a, tmp_path):
    """The pages of the code tables are spoilt; the members can still be read."""
    with sqlite3.connect(a) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'heading'").fetchone()
    with a.open("rb+") as stream:
        stream.seek(4096 * (page - 1))
        stream.write(b"\xff" * 4096)
    before = a.read_bytes()
    code, out, _ = xiewu("--store", a, "list", "members", "--json")
    assert code == 0 and len(json.loads(out)) == 5
    code, _, err = xiewu("--store", a, "undo")
    assert code == 1 and "只能查看，不能登记和修改" in err
    assert a.read_bytes() == before


def test_in_a_process_of_its_own(a, tmp_path):
    done = subprocess.run([sys.executable, "-m", "desktop", "--store", a, "backup", "-o", tmp_path / "b"], capture_output=True, text=True,
                          check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_name_too_long_for_the_system_is_told(xiewu, a, tmp_path):
    long = tmp_path / ("长" * 120)
    for words in (("--store", a, "backup", "-o", long), ("verify", long), ("--store", a, "restore", long), ("--store", long, "doctor")):
        code, _, err = xiewu(*words)
        assert code == 1 and "差错" not in err and len(err.splitlines()) == 1, words
    assert xiewu("--store", long, "templates")[0] == 0, "自带的表样不用资料也能看"
