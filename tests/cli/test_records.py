"""An import on the command line: what could not be stored ends with 1 and a sentence, whatever it was."""
import json

import pytest

from desktop.services import imports, opening
from tests import files


@pytest.fixture
def ready(xiewu):
    assert xiewu("init")[0] == 0
    return xiewu


@pytest.fixture
def rows(ready, tmp_path):
    def count():
        store = opening.open_store(str(tmp_path / "office.db"))
        found = store.audit_rows()
        store.close()
        return found
    return count


def headed(noun, store):
    """The heading without which a row is nobody's."""
    fields = noun.headings(store)
    return next((f for f in fields if f.required), fields[0]).label


@pytest.mark.parametrize("noun", imports.IMPORTS, ids=lambda n: n.key)
def test_an_import_without_one_right_row_ends_with_1(ready, rows, tmp_path, noun):
    store = opening.open_store(str(tmp_path / "office.db"))
    others = [f.label for f in noun.headings(store) if f.label != headed(noun, store)][:2]
    heads = [headed(noun, store), *others]
    store.close()
    files.workbook(tmp_path / "表.xlsx", ("表", [heads, ["长" * 3000, "甲", "乙"], ["很" * 3000, "丙", "丁"]]))
    before = rows()
    code, out, err = ready("import", noun.key, tmp_path / "表.xlsx", "--report", tmp_path / "r.json")
    assert code == 1 and rows() == before, out
    assert err.startswith("表.xlsx 表 第2行 ") and err.endswith("2 行都有错，没有写入。每一处都列在上面，请改正后再导入。\n"), err
    assert "有错 2" in out and out.count("[错误]") >= 2
    told = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert (told["rows"], told["stored"]) == (2, 0)
    assert ready("import", noun.key, tmp_path / "表.xlsx", "--dry-run")[0] == 0, "只核对的不算失败"


def test_one_right_row_is_enough(ready, rows, tmp_path):
    files.workbook(tmp_path / "表.xlsx", ("表", [("姓名", "出生年月"), ("丁一", "1980-05"), ("", "不知何时"), ("王五", "一九何年")]))
    code, out, err = ready("import", "persons", tmp_path / "表.xlsx")
    assert (code, err) == (0, "") and "已写入 1 行" in out
