"""The command line is a contract: verbs, exit codes, shapes, and a sentence instead of a traceback."""
import json
import os
import subprocess
import sys

import pytest
from docx import Document

from tests import files

COLUMNS = {"姓名", "性别", "民族", "出生年月", "政治面貌", "界别", "专委会", "工作单位", "职务", "联系电话", "身份证号", "常委",
           "届", "状态", "编号"}


@pytest.fixture
def ready(xiewu):
    assert xiewu("init")[0] == 0
    return xiewu


def listed(xiewu, *more):
    code, out, err = xiewu("list", "members", "--json", *more)
    assert code == 0 and not err
    return json.loads(out)


def test_a_messy_roster_from_file_to_list(ready, tmp_path):
    expected = files.messy_roster(tmp_path / "名册.xlsx")
    report = tmp_path / "r.json"
    code, out, _ = ready("import", "members", tmp_path / "名册.xlsx", "--dry-run", "--report", report)
    assert code == 0 and "尚未写入" in out and listed(ready) == []
    dry = json.loads(report.read_text("utf-8"))
    assert set(dry) == {"file", "rows", "new", "changed", "same", "stored", "problems"}
    assert dry["stored"] == 0 and dry["rows"] == dry["new"] + dry["changed"] + dry["same"] + len(expected.wrong)
    assert all(set(p) == {"sheet", "row", "column", "value", "reason", "severity"} for p in dry["problems"])

    assert ready("import", "members", tmp_path / "名册.xlsx", "--report", report)[0] == 0
    stored = json.loads(report.read_text("utf-8"))
    wrong = {p["row"]: p["reason"] for p in stored["problems"] if p["severity"] == "error"}
    assert {row: words in wrong[row] for row, words in expected.wrong.items()} == dict.fromkeys(expected.wrong, True)
    people = {p["姓名"]: p for p in listed(ready)}
    assert len(people) == stored["stored"] == stored["new"]
    for row, said in expected.rows.items():
        if row not in expected.wrong:
            assert {k: people[said["姓名"]][k] for k in said if k not in ("身份证号", "联系电话")} == {
                k: v for k, v in said.items() if k not in ("身份证号", "联系电话")}

    assert ready("import", "members", tmp_path / "名册.xlsx", "--report", report)[0] == 0
    again = json.loads(report.read_text("utf-8"))
    assert (again["new"], again["changed"], again["stored"]) == (0, 0, 0)
    assert ready("undo")[0] == 0
    assert listed(ready) == []


def test_members_as_the_contract_names_them(ready, tmp_path):
    files.plain_roster(tmp_path / "a.xlsx", 3)
    ready("import", "members", tmp_path / "a.xlsx")
    people = listed(ready)
    assert len(people) == 3 and all(set(p) >= COLUMNS for p in people)
    assert all(isinstance(v, str) for p in people for v in p.values())
    assert all("*" in p["身份证号"] for p in people if p["身份证号"])
    whole = listed(ready, "--show-private")
    assert all("*" not in p["身份证号"] for p in whole)
    assert listed(ready, "--as-of", "1990-01-01") == []


def test_wrong_rows_come_back_as_a_workbook_and_only_they_are_imported_again(ready, tmp_path):
    files.messy_roster(tmp_path / "名册.xlsx")
    code, _, _ = ready("import", "members", tmp_path / "名册.xlsx", "--wrong", tmp_path / "错.xlsx")
    assert code == 0 and (tmp_path / "错.xlsx").exists()
    code, out, err = ready("import", "members", tmp_path / "错.xlsx", "--report", tmp_path / "r.json")
    assert code == 1 and out.startswith("共 1 行")
    assert err.startswith("错.xlsx ") and err.endswith("1 行都有错，没有写入。请改正后再导入。\n")
    told = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert (told["rows"], told["stored"]) == (1, 0) and set(told["problems"][0]) == {
        "sheet", "row", "column", "value", "reason", "severity"}
    assert ready("import", "members", tmp_path / "错.xlsx", "--dry-run")[0] == 0


def test_history_and_undo_of_one_operation(ready, tmp_path):
    files.plain_roster(tmp_path / "a.xlsx", 2)
    ready("import", "members", tmp_path / "a.xlsx")
    person = listed(ready)[0]
    code, out, _ = ready("history", person["编号"], "--json")
    changes = json.loads(out)
    assert code == 0 and {"what": "姓名", "after": person["姓名"]}.items() <= next(
        c for c in changes if c["what"] == "姓名").items()
    assert ready("undo", "--operation", changes[0]["operation"])[0] == 0
    assert listed(ready) == []
    code, _, err = ready("undo", "--operation", changes[0]["operation"])
    assert code == 1 and "已经撤销过" in err


@pytest.mark.parametrize("words, sentence", [
    (("import", "members", "没有.xlsx"), "没有"),
    (("export", "no-such-paper", "-o", "x.docx"), "no-such-paper"),
    (("export", "member-roster", "--format", "ppt", "-o", "x.ppt"), "没有 ppt 格式"),
    (("export", "member-roster", "--format", "pdf", "-o", "x.xlsx"), "却是 xlsx"),
    (("export", "member-roster", "--session", "10.9", "-o", "x.xlsx"), "没有登记过"),
    (("export", "member-roster", "--year", "2025", "--session", "10.1", "-o", "x.xlsx"), "只能写一种"),
    (("export", "member-roster", "--only", "不存在", "-o", "x.xlsx"), "没有所选的委员"),
    (("list", "members", "--as-of", "2023-02-30"), "日期不对"),
    (("list", "members", "--sort", "没有这列"), "没有这列"),
    (("list", "dragons"), "dragons"),
    (("history", "没有这个人"), "没有这个人"),
])
def test_a_refusal_is_a_sentence_and_exit_one(ready, tmp_path, monkeypatch, words, sentence):
    monkeypatch.chdir(tmp_path)
    code, out, err = ready(*words)
    assert code == 1 and not out
    assert sentence in err and "Traceback" not in err and len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("words", [("frob",), ("import", "members"), ("export", "member-roster"), ("list", "members", "--nope")])
def test_wrong_usage_is_exit_two(xiewu, words):
    code, _, err = xiewu(*words)
    assert code == 2 and "用法不对" in err


def test_a_missing_store_is_a_sentence(xiewu):
    code, _, err = xiewu("list", "members")
    assert code == 1 and "没有找到" in err


def test_init_never_overwrites(ready):
    code, _, err = ready("init")
    assert code == 1 and "已经存在" in err


def test_exports_say_what_they_ask(ready):
    papers = json.loads(ready("exports", "--json")[1])
    assert any(p["key"] == "member-roster" for p in papers)
    for paper in papers:
        assert set(paper) == {"key", "title", "group", "formats", "asks"}
        assert paper["formats"][0] in ("docx", "xlsx")
        assert all(set(a) == {"name", "label", "required"} for a in paper["asks"])


def test_a_file_for_each_record(ready, tmp_path):
    files.messy_roster(tmp_path / "名册.xlsx")
    assert ready("import", "members", tmp_path / "名册.xlsx")[0] == 0
    code, out, err = ready("export", "member-form", "--each", "--format", "pdf", "-o", tmp_path / "表", "--name", "{名称}_{日期}")
    made = sorted(path.name for path in (tmp_path / "表").iterdir())
    assert (code, err) == (0, "") and f"已生成 {len(made)} 份" in out and len(made) == len(listed(ready)) > 5
    assert all(name.endswith(".pdf") and "_20" in name for name in made)
    code, _, err = ready("export", "member-roster", "--each", "-o", tmp_path / "册")
    assert code == 1 and "一份整的材料" in err and not (tmp_path / "册").exists()


def test_nothing_but_json_goes_to_stdout_in_a_process_of_its_own(tmp_path):
    env = {**os.environ, "XIEWU_STORE": "", "LC_ALL": "C"}
    store = ["--store", str(tmp_path / "a.db")]
    subprocess.run([sys.executable, "-m", "desktop", *store, "init"], check=True, env=env, capture_output=True)
    done = subprocess.run([sys.executable, "-m", "desktop", *store, "list", "members", "--json"], env=env, capture_output=True,
                          check=True)
    assert json.loads(done.stdout.decode("utf-8")) == [] and done.stderr == b""


def test_the_offices_forms(ready, tmp_path):
    forms = json.loads(ready("templates", "--json")[1])
    assert len(forms) >= 8 and all(set(f) == {"key", "title", "group", "file", "own", "path"} for f in forms)
    code, out, err = ready("templates")
    assert (code, err) == (0, "") and all(f["file"] in line for f, line in zip(forms, out.splitlines(), strict=True))
    for form in forms:
        assert ready("templates", "--check", form["path"])[0] == 0
    assert ready("templates", "--copy", "unit-form")[0] == 0
    code, _, err = ready("templates", "--copy", "unit-form")
    assert code == 1 and "--replace" in err
    own = next(f for f in json.loads(ready("templates", "--json")[1]) if f["own"])
    assert own["key"] == "unit-form" and str(tmp_path) in own["path"]
    document = Document(own["path"])
    document.add_paragraph("{{联系人职勿}}")
    document.save(own["path"])
    code, out, _ = ready("templates", "--check", own["path"], "--json")
    found = json.loads(out)
    assert code == 1 and not found["clean"] and found["missing"] == []
    assert found["unknown"] == [{"field": "联系人职勿", "place": found["unknown"][0]["place"], "suggestion": "联系人职务"}]
    plain = tmp_path / "随便.docx"
    Document().save(plain)
    code, out, _ = ready("templates", "--check", plain)
    assert code == 1 and "整份文件：没有一个字段" in out and "“表样”页" in out
    code, _, err = ready("templates", "--copy", "unit-form", "--from", own["path"], "--replace")
    assert code == 1 and "就是本单位现在用的表样，没有改动" in err and Document(own["path"]).paragraphs[-1].text == "{{联系人职勿}}"
    document.save(tmp_path / "我们的.docx")
    code, out, err = ready("templates", "--copy", "unit-form", "--from", tmp_path / "我们的.docx", "--replace")
    assert code == 0 and "已复制" in out and "改好以前不能打印" in err and "不认识的字段“联系人职勿”，是不是“联系人职务”" in err
    code, out, _ = ready("templates", "--restore", "unit-form")
    assert code == 0 and "换下" in out and not any(f["own"] for f in json.loads(ready("templates", "--json")[1]))
    code, _, err = ready("templates", "--sample", "unit-form", "-o", tmp_path / "样张.xlsx")
    assert code == 1 and "docx" in err and not (tmp_path / "样张.xlsx").exists()
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    code, _, err = ready("templates", "--check", tmp_path / "坏.docx")
    assert code == 1 and "已损坏" in err
