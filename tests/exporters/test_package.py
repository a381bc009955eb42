"""A paper is whole or not there at all; the older one stays until the new one has been read back."""
from __future__ import annotations

import resource
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.exporters import package, pens
from desktop.fields.refused import Refused
from tests.exporters.samples import many


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("format", pens.FORMATS)
def test_a_full_disk_leaves_the_old_paper_as_it_was(format, tmp_path):
    out = tmp_path / f"名册.{format}"
    report = many(60)
    pens.write(report, format, out)
    old = out.read_bytes()
    for size in (0, 1, 1000, len(old) // 2, len(old) - 1):
        with room_for(size), pytest.raises(Refused, match=r"磁盘已满，“名册\..*”没有保存，原来的文件没有改动"):
            pens.write(report, format, out)
        assert out.read_bytes() == old
    assert [p.name for p in tmp_path.iterdir()] == [out.name], "没有留下半个文件"
    pens.write(report, format, out)


@pytest.mark.parametrize("format", pens.FORMATS)
def test_a_missing_folder_and_a_folder_in_the_place_are_told(format, tmp_path):
    with pytest.raises(Refused, match=r"文件夹“.*没有”不存在"):
        pens.write(many(1), format, tmp_path / "没有" / f"a.{format}")
    (tmp_path / f"b.{format}").mkdir()
    with pytest.raises(Refused, match="没有保存"):
        pens.write(many(1), format, tmp_path / f"b.{format}")


@pytest.mark.parametrize("format", pens.FORMATS)
def test_a_damaged_or_different_file_does_not_pass_the_reading_back(format, tmp_path):
    from desktop.exporters import delimited, docx, pdf, xlsx

    pen = {"docx": docx, "xlsx": xlsx, "csv": delimited}.get(format)
    path = tmp_path / f"a.{format}"
    pens.write(many(5), format, path)
    with pytest.raises(Refused, match="读回核对"):
        pen.check(many(6), path) if pen else pdf.check(many(5), path, 2)
    for keep in (0.3, 0.9):
        cut = tmp_path / f"{keep}.{format}"
        shutil.copyfile(path, cut)
        with cut.open("r+b") as file:
            file.truncate(int(path.stat().st_size * keep))
        with pytest.raises(Refused, match="读回核对"):
            pen.check(many(5), cut) if pen else pdf.check(many(5), cut, 1)


def test_reading_back_names_the_paper():
    with pytest.raises(Refused, match="“委员名单”写好后读回核对"), package.read_back("委员名单"):
        raise zipfile.BadZipFile


@pytest.mark.parametrize("rows", [5000])
@pytest.mark.parametrize("format", pens.FORMATS)
@pytest.mark.all
def test_a_long_list_is_written_too(format, rows, tmp_path: Path):
    pens.write(many(rows), format, tmp_path / f"a.{format}")
    assert (tmp_path / f"a.{format}").stat().st_size > 10_000
