"""What kind of disk a folder lies on, asked from the system; what may lie there is said by rules.whereabouts."""
from __future__ import annotations

import ctypes
import ctypes.util
import os
import struct
import sys
from pathlib import Path

from desktop.fields.refused import Refused
from desktop.rules import whereabouts as rules

LONGEST = 470  # bytes: SQLite takes 512, the names of what it lays beside the store included
LONGEST_NAME = 230  # bytes: file systems take 255; a.db-journal, a.db.restoring and a.db.backups lie beside it


def refuse_place(file: Path) -> None:
    """Refused for a store on a network share or under too long a path, before anything is read or written there."""
    folder = nearest(file.parent)
    if len(os.fsencode(file.absolute())) > LONGEST:
        raise Refused(f"文件夹的路径太长（{len(str(file.absolute()))} 字），“{file.name}”没有打开，也没有改动。"
                      "请把资料放到层次少一些的文件夹。")
    if len(os.fsencode(file.name)) > LONGEST_NAME:
        raise Refused(f"文件名“{file.name[:40]}…”太长（{len(file.name)} 字），没有打开，也没有改动。请换一个短一些的文件名。")
    if sys.platform == "win32":
        if str(folder.absolute()).startswith("\\\\") or drive_type(folder) == rules.REMOTE_DRIVE:
            raise Refused(rules.refusal(str(file), "网络共享"))
    elif share := rules.SHARES.get(file_system(folder)):
        raise Refused(rules.refusal(str(file), share))


def warning(file: Path) -> str:
    """About a folder that a cloud copies or a disk that can be pulled out; '' for a good place."""
    folder = nearest(file.parent).resolve()
    return rules.warning(str(file.parent), rules.cloud(folder.parts), removable(folder))


def nearest(folder: Path) -> Path:
    """The folder, or the first above it that is there."""
    folder = folder.absolute()
    return next((each for each in (folder, *folder.parents) if each.is_dir()), folder)


def file_system(folder: Path) -> int:
    """f_type of statfs, the number by which Linux names a kind of file system; 0 where it is not told."""
    if not sys.platform.startswith("linux"):
        return 0
    buffer = ctypes.create_string_buffer(256)  # longer than struct statfs on every processor
    libc = ctypes.CDLL(ctypes.util.find_library("c") or "libc.so.6", use_errno=True)
    if libc.statfs(os.fsencode(folder), buffer) != 0:
        return 0
    return struct.unpack_from("@l", buffer)[0] & 0xFFFFFFFF


def drive_type(folder: Path) -> int:
    """What Windows says of a drive letter; a letter may stand for a share."""
    root = os.path.splitdrive(str(folder.absolute()))[0] + "\\"
    return int(ctypes.windll.kernel32.GetDriveTypeW(root)) if sys.platform == "win32" else 0


def removable(folder: Path) -> bool:
    if sys.platform == "win32":
        return drive_type(folder) == rules.REMOVABLE_DRIVE
    try:
        device = folder.stat().st_dev
        block = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}").resolve()
        for each in (block, block.parent):  # a partition says nothing, its disk does
            if (each / "removable").is_file():
                return (each / "removable").read_text().strip() == "1"
    except OSError:
        return False
    return False
