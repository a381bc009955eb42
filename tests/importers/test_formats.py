"""Files are told by what is in them; the others get advice."""
from __future__ import annotations

import struct

import pytest

from desktop.fields.refused import Refused
from desktop.importers import formats
from desktop.importers.source import Limits
from tests import files


def kind(path):
    return formats.read(path, Limits()).kind


def refusal(path):
    with pytest.raises(Refused) as refused:
        formats.read(path, Limits())
    return str(refused.value)


def test_the_extension_is_not_believed(tmp_path):
    workbook = files.plain_roster(tmp_path / "a.xlsx", people=1).read_bytes()
    for name, data, told in (
            ("a.xls", workbook, "xlsx"), ("a.csv", workbook, "xlsx"), ("b.xlsx", files.OLD_WORKBOOK.read_bytes(), "xls"),
            ("c.xls", b"<html><table><tr><td>1</td></tr></table>", "html"), ("d.xls", "姓名,性别\n丁一,男".encode("gb18030"), "csv"),
            ("e.doc", files.document(tmp_path / "e.docx", [["姓名"]]).read_bytes(), "docx")):
        (tmp_path / name).write_bytes(data)
        assert kind(tmp_path / name) == told, name


def test_workbooks_with_a_password(tmp_path):
    new = files.compound(tmp_path / "a.xlsx", {"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": b"x" * 5000})
    assert "文件有密码" in refusal(new)
    locked = struct.pack("<HH4H", 0x0809, 8, 0x0600, 5, 0, 0) + struct.pack("<HH6s", 0x2F, 6, b"\1\0\1\0\1\0")
    old = files.compound(tmp_path / "a.xls", {"Workbook": locked})
    assert "文件有密码" in refusal(old)


@pytest.mark.parametrize(("data", "advice"), [
    (b"%PDF-1.7\n", "PDF"), (b"Rar!\x1a\x07", "解压"), (b"\x89PNG\r\n\x1a\n", "图片"), (b"\xff\xd8\xff\xe0", "图片"),
    (b"{\\rtf1 ", "另存为 docx"), (b"MZ\x90\0", "程序"), (b"MIME-Version: 1.0\r\n", "网页"),
    (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML 表格"),
    (b'<?xml version="1.0" encoding="UTF-8"?><uof:UOF xmlns:uof="x"/>', "标文通"),
    (b'<?xml version="1.0"?><a/>', "认不出"), (b"\x00\x01\x02\x03" * 50, "文字编码"), (bytes(range(256)) * 4, "文字编码"),
])
def test_other_files_get_advice(tmp_path, data, advice):
    (tmp_path / "a.xlsx").write_bytes(data)
    assert advice in refusal(tmp_path / "a.xlsx")


@pytest.mark.parametrize(("parts", "advice"), [
    ({"OFD.xml": b"<a/>"}, "OFD"), ({"ppt/presentation.xml": b"<a/>"}, "演示文稿"), ({"名册.xlsx": b"1"}, "解压"),
    ({"[Content_Types].xml": b"<a/>"}, "已损坏"), ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "另存为 docx"),
    ({"xl/workbook.xml": b"<a/>"}, "已损坏"), ({"word/document.xml": b"<a"}, "已损坏"),
])
def test_other_boxes_get_advice(tmp_path, parts, advice):
    assert advice in refusal(files.zipped(tmp_path / "a.xlsx", parts))


@pytest.mark.parametrize(("streams", "advice"), [
    ({"WordDocument": b"1"}, "另存为 docx"), ({"PowerPoint Document": b"1"}, "演示文稿"), ({"Other": b"1"}, "认不出")])
def test_other_compound_files_get_advice(tmp_path, streams, advice):
    assert advice in refusal(files.compound(tmp_path / "a.wps", streams))


def test_a_compound_file_that_bites_its_tail(tmp_path):
    path = files.compound(tmp_path / "a.xls", {"Workbook": b"1"})
    data = bytearray(path.read_bytes())
    data[512 + 4:512 + 8] = struct.pack("<I", 1)  # the directory's sector follows itself
    path.write_bytes(bytes(data))
    assert "已损坏" in refusal(path)


def test_a_workbook_cut_short(tmp_path):
    data = files.plain_roster(tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "b.xlsx").write_bytes(data[:len(data) // 2])
    assert "已损坏" in refusal(tmp_path / "b.xlsx")
