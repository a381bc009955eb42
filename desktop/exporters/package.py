"""Office files whose bytes depend on nothing but their content, and the comparison of a written file with its report."""
from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from docx.document import Document

from desktop.fields.refused import Refused

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name


def save_document(document: Document, path: Path, title: str, day: dt.date) -> None:
    """`day` is what the file gives as the day of its making."""
    core = document.core_properties
    core.title = title
    core.author = core.last_modified_by = ""
    core.created = core.modified = dt.datetime.combine(day, dt.time())
    core.revision = 1
    written = BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as loose, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in sorted(loose.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            fixed.writestr(zipfile.ZipInfo(name, EARLIEST), loose.read(name), zipfile.ZIP_DEFLATED)


@contextmanager
def read_back(title: str, *damaged: type[Exception]) -> Iterator[None]:
    """Within, the written file is opened again; the errors `damaged` mean that the disk did not keep what was written."""
    try:
        yield
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, *damaged):
        raise unlike(title) from None


def unlike(title: str) -> Refused:
    return Refused(f"“{title}”写好后读回核对，与应有的内容不一致，没有保存，原来的文件没有改动。请检查磁盘，再存一次。")
