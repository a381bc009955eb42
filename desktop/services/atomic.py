"""Writes a file so that the old one stays whole until the new one is: temporary file, flush to disk, check, replace."""
from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from desktop.fields.refused import Refused

SHARING_VIOLATIONS = {32, 33}  # Windows: another program (WPS, Word) has the file open
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def replace_file(path: Path, write: Callable[[Path], object], check: Callable[[Path], object] | None = None) -> None:
    """`write` fills a temporary file in the same folder, `check` opens it again and raises if it is not good.

    Raises Refused with a sentence when the disk is full, the file is open elsewhere or may not be written; whatever
    happens, an older file of that name is left as it was.
    """
    path = Path(path)
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=path.suffix + ".tmp", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise Refused(sentence(path, error)) from error
    draft = Path(name)
    try:
        write(draft)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        if check:
            check(draft)
        permissions(draft, path)
        os.replace(draft, path)
        flush_folder(path.parent)
    except OSError as error:
        raise Refused(sentence(path, error)) from error
    finally:
        draft.unlink(missing_ok=True)


def permissions(draft: Path, path: Path) -> None:
    """A temporary file is private to its owner; the paper is as readable as its forerunner, or as any new file."""
    if path.exists():
        mode = path.stat().st_mode & 0o777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    draft.chmod(mode)


def flush_folder(folder: Path) -> None:
    """The new name itself must survive a power cut; Windows keeps names without being asked and refuses this."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sentence(path: Path, error: OSError) -> str:
    kept = "原来的文件没有改动。" if path.exists() else "没有留下不完整的文件。"
    if error.errno in FULL:
        return f"磁盘已满，“{path.name}”没有保存，{kept}请清理磁盘或换一个文件夹后再存。"
    if getattr(error, "winerror", None) in SHARING_VIOLATIONS or (os.name == "nt" and error.errno == errno.EACCES
                                                                  and path.exists()):
        return f"“{path.name}”正在 WPS 或其他程序里打开，没有保存，{kept}请关闭它后再存。"
    if error.errno == errno.ENOENT or not path.parent.is_dir():
        return f"文件夹“{path.parent}”不存在，“{path.name}”没有保存。请换一个文件夹后再存。"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"“{path.name}”所在的文件夹不允许写入，没有保存，{kept}请换一个文件夹后再存。"
    if error.errno == errno.EISDIR:
        return f"“{path.name}”是一个文件夹，没有保存。请换一个文件名。"
    return f"“{path.name}”没有保存，{kept}请检查磁盘是否可用，再存一次。"
