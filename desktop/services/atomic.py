"""Writes a file so that the old one stays whole until the new one is: temporary file, flush to disk, check, replace."""
from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from desktop import temporary
from desktop.fields.refused import Refused

SHARING_VIOLATIONS = {32, 33}  # Windows: another program (WPS, Word) has the file open
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


UNFLUSHABLE = {errno.EINVAL, errno.EBADF, errno.EACCES, errno.EPERM, errno.ENOTSUP}  # folders of some file systems


def replace_file(path: Path, write: Callable[[Path], object], check: Callable[[Path], object] | None = None, *,
                 private: bool = False) -> None:
    """`write` fills a temporary file in the same folder, `check` opens it again and raises if it is not good.

    Raises Refused with a sentence when the disk is full, the file is open elsewhere or may not be written; whatever
    happens, an older file of that name is left as it was. `private`: for this user's eyes only (0600).
    """
    path = Path(path)
    draft = begun(path)
    try:
        write(draft)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        if check:
            check(draft)
        if not private:
            permissions(draft, path)
        os.replace(draft, path)
    except OSError as error:
        raise Refused(sentence(path, error)) from error
    finally:
        discard(draft)
    try:
        flush_folder(path.parent)
    except OSError as error:
        raise Refused(f"“{path.name}”已经写好，但磁盘没有确认，断电时可能丢失。请检查磁盘，再存一次。") from error


def begun(path: Path) -> Path:
    """An empty temporary file beside `path`, private to this user; what killed programs left there is cleared."""
    try:
        if os.path.exists(path) and not path.is_file():  # a device would be replaced, and be a file from then on
            raise Refused(f"“{path.name}”{'是一个文件夹' if path.is_dir() else '不是普通文件'}，没有保存。请换一个文件名。")
        temporary.clear(path.parent)
        handle, name = tempfile.mkstemp(prefix=f".{temporary.prefix()}", suffix=path.suffix[:20] + ".tmp", dir=path.parent)
        os.close(handle)
    except (OSError, ValueError) as error:
        raise Refused(sentence(path, error if isinstance(error, OSError) else OSError(errno.EINVAL, ""))) from error
    return Path(name)


def discard(draft: Path) -> None:
    try:
        draft.unlink(missing_ok=True)
    except OSError:  # a medium that was pulled out: the next writing there clears it
        return


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
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in UNFLUSHABLE:
            raise


def sentence(path: Path, error: OSError) -> str:
    kept = "原来的文件没有改动。" if os.path.exists(path) else "没有留下不完整的文件。"
    if error.errno in FULL:
        return f"磁盘已满，“{path.name}”没有保存，{kept}{left_over(path.parent)}请清理磁盘或换一个文件夹后再存。"
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return f"文件名“{path.name[:40]}”太长，或者有不能用的字符，没有保存。请换一个文件名。"
    if getattr(error, "winerror", None) in SHARING_VIOLATIONS or (os.name == "nt" and error.errno == errno.EACCES
                                                                  and os.path.exists(path)):
        return f"“{path.name}”正在 WPS 或其他程序里打开，没有保存，{kept}请关闭它后再存。"
    if error.errno == errno.ENOENT or not path.parent.is_dir():
        return f"文件夹“{path.parent}”不存在，“{path.name}”没有保存。请换一个文件夹后再存。"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"“{path.name}”所在的文件夹不允许写入，没有保存，{kept}请换一个文件夹后再存。"
    if error.errno == errno.EISDIR:
        return f"“{path.name}”是一个文件夹，没有保存。请换一个文件名。"
    return f"“{path.name}”没有保存，{kept}请检查磁盘是否可用，再存一次。"


def left_over(folder: Path) -> str:
    """磁盘只剩 3 MB，; nothing where the system does not tell."""
    try:
        return f"磁盘只剩 {shutil.disk_usage(folder).free // 1_000_000:,} MB，"
    except OSError:
        return ""
