"""PDF by the office suite of the PC: the real one where there is one, and plain words where there is none."""
from __future__ import annotations

import stat
import sys
import time

import pypdfium2
import pytest
from docx import Document

from desktop.exporters import pens, preview, suite
from desktop.exporters.registry import Paper, Request
from desktop.fields.refused import Refused
from desktop.services.progress import Cancelled
from tests.exporters.samples import DAY, many

real = pytest.mark.skipif(suite.found() is None or sys.platform == "win32", reason="没有办公软件")
linux = pytest.mark.skipif(sys.platform == "win32", reason="假的办公软件是一个 shell 文件")


@pytest.fixture
def document(tmp_path):
    made = Document()
    made.add_paragraph("政协青溪县委员会 李㛃 王𬭎")
    made.save(str(tmp_path / "稿 纸.docx"))
    return tmp_path / "稿 纸.docx"


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A suite that is a shell script: what it does is given by the test."""
    path = tmp_path / "soffice"

    def made(lines: str) -> None:
        path.write_text(f"#!/bin/sh\n{lines}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("XIEWU_OFFICE", str(path))

    return made


@real
def test_a_document_becomes_a_pdf_with_its_words(document, tmp_path):
    suite.to_pdf(document, tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as found:
        assert "政协青溪县委员会 李㛃 王𬭎" in found[0].get_textpage().get_text_range()


@real
def test_a_paper_that_is_only_a_document_is_given_as_pdf(empty, tmp_path):
    sheet = Paper("sheet", "名单", "", ("docx",), pens.printing(lambda _store, _request: many(3)))
    assert sheet.offered == ("docx", "pdf")
    sheet.print(empty, Request(DAY), "pdf", tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as found:
        assert "00002" in found[0].get_textpage().get_text_range()
    assert [p.name for p in tmp_path.glob("*.pdf")] == ["a.pdf"]


@linux
def test_without_a_suite_it_is_said(document, tmp_path, monkeypatch):
    monkeypatch.setattr(suite, "candidates", lambda: iter(()))
    suite.installed.cache_clear()
    with pytest.raises(Refused, match=r"没有找到 WPS 或 LibreOffice.*请改用 docx"):
        suite.to_pdf(document, tmp_path / "a.pdf")
    suite.installed.cache_clear()
    assert not (tmp_path / "a.pdf").exists()


@linux
def test_wps_for_linux_is_named(document, tmp_path, monkeypatch):
    office = tmp_path / "opt/kingsoft/wps-office/office6/wps"
    office.parent.mkdir(parents=True)
    office.touch()
    monkeypatch.setattr(suite, "LINUX", ())
    monkeypatch.setattr(suite, "LINUX_WPS", (str(office),))
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    suite.installed.cache_clear()
    with pytest.raises(Refused, match=r"只有 WPS，.*输出为PDF"):
        suite.to_pdf(document, tmp_path / "a.pdf")
    suite.installed.cache_clear()


@linux
def test_what_the_suite_does_not_make_leaves_the_old_file(document, tmp_path, program):
    (tmp_path / "a.pdf").write_bytes(b"old")
    for lines, said in (("exit 0", "没有能把“稿 纸.docx”转成 PDF"), ("eval last=\\${$#}; echo x > \"${last%.docx}.pdf\"", "读回核对")):
        program(lines)
        with pytest.raises(Refused, match=said):
            suite.to_pdf(document, tmp_path / "a.pdf")
        assert (tmp_path / "a.pdf").read_bytes() == b"old"


@linux
def test_a_suite_that_hangs_is_ended_with_what_it_started(document, tmp_path, program):
    program(f"(sleep 3; touch {tmp_path}/alive) & wait")
    with pytest.raises(Refused, match=r"还没有把“稿 纸\.docx”转成 PDF，已停下"):
        suite.to_pdf(document, tmp_path / "a.pdf", wait=0.5)
    time.sleep(3)
    assert not (tmp_path / "alive").exists()


@linux
def test_it_can_be_stopped(document, tmp_path, program):
    program("sleep 60")
    started = time.monotonic()

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        suite.to_pdf(document, tmp_path / "a.pdf", stop)
    assert time.monotonic() - started < 30
    assert sorted(p.name for p in tmp_path.iterdir()) == ["soffice", "稿 纸.docx"]


@linux
def test_a_broken_suite_is_said(document, tmp_path, monkeypatch):
    monkeypatch.setenv("XIEWU_OFFICE", str(tmp_path / "gone"))
    with pytest.raises(Refused, match="启动不了"):
        suite.to_pdf(document, tmp_path / "a.pdf")


@pytest.mark.parametrize(("relative", "name"), [
    ("LibreOffice/program/soffice.com", "LibreOffice"), ("Kingsoft/WPS Office/12.1.0.1/office6/wps.exe", "WPS"),
    ("Microsoft Office/root/Office16/WINWORD.EXE", "Word")])
def test_programs_are_found_where_windows_keeps_them(tmp_path, monkeypatch, relative, name):
    (tmp_path / relative).parent.mkdir(parents=True)
    (tmp_path / relative).touch()
    for place in suite.PROGRAMS:
        monkeypatch.delenv(place, raising=False)
    monkeypatch.delenv("XIEWU_OFFICE", raising=False)
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "win32")
    assert list(suite.candidates()) == [suite.Suite(name, tmp_path / relative)]


@real
def test_a_workbook_is_seen_as_pages_before_it_is_printed(empty):
    sheet = Paper("sheet", "名单", "", ("xlsx",), pens.printing(lambda _store, _request: many(3)))
    assert sheet.offered == ("xlsx", "pdf")
    with pypdfium2.PdfDocument(preview.pdf(empty, sheet, Request(DAY))) as found:
        assert "00002" in found[0].get_textpage().get_text_range()
