"""Web pages saved under the name of a workbook."""
from __future__ import annotations

import pytest

from desktop.fields.refused import Refused
from desktop.importers import webpage

PAGE = """<html xmlns:x="urn:x"><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><style>td {a:b}</style>
<title>名册</title></head><body><table border=1><tr><td colspan=3>青溪县政协委员名册</td></tr>
<tr><td rowspan="2">姓&nbsp;名</td><th colspan=2>联系方式</th></tr><tr><td>手机</td><td>办公<br>电话</td></tr>
<tr><td>丁一<td style='mso-number-format:"\\@"'>0139<td>&#20108;</table></body></html>"""


def read(tmp_path, data):
    (tmp_path / "a.xls").write_bytes(data)
    return webpage.read(tmp_path / "a.xls")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16", "utf-8"])
def test_spans_encodings_and_open_tags(tmp_path, encoding):
    sheet, = read(tmp_path, PAGE.encode(encoding)).sheets
    assert sheet.rows == [(1, ["青溪县政协委员名册"]), (2, ["姓\xa0名", "联系方式"]), (3, [None, "手机", "办公\n电话"]),
                          (4, ["丁一", "0139", "二"])]
    assert sheet.merged == [(1, 0, 1, 2), (2, 0, 3, 0), (2, 1, 2, 2)]


def test_a_table_in_a_cell_is_a_table_of_its_own(tmp_path):
    sheets = read(tmp_path, "<table><tr><td>外<table><tr><td>内</td></tr></table>面</td></tr></table>".encode()).sheets
    assert [s.rows for s in sheets] == [[(1, ["外面"])], [(1, ["内"])]]


def test_a_page_without_tables(tmp_path):
    with pytest.raises(Refused, match="里面没有表格"):
        read(tmp_path, "<html><body>没有</body></html>".encode())


def test_monstrous_spans_are_cut(tmp_path):
    with pytest.raises(Refused, match="拆成几个文件"):
        read(tmp_path, b"<table>" + b"<tr><td colspan=999999999 rowspan=999999999>x" * 9)
