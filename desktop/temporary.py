"""Names of temporary files and folders that tell who made them, so that a start can clear what a killed program left."""
from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import sys
import tempfile
from pathlib import Path

MARK = "xiewu~"
NAMED = re.compile(r"\.?xiewu~([0-9a-f]{6})-(\d+)-")


def prefix() -> str:
    """xiewu~ this PC - this process -: a name that begins so is ours, and says whether its maker still runs."""
    return f"{MARK}{here()}-{os.getpid()}-"


def here() -> str:
    """A folder may be shared: what another PC is writing there now is none of ours."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:6]


def folder() -> Path:
    """A new folder of the system's temporary place, private to the user (0700)."""
    return Path(tempfile.mkdtemp(prefix=prefix()))


def clear(*places: Path) -> list[Path]:
    """Remove from the folders what programs of ours left when they were killed; returns what is gone.

    Whatever else lies there stays; so does what a running program of ours, or one on another PC, is writing.
    """
    gone = []
    for place in places:
        try:
            found = [p for p in place.iterdir() if (m := NAMED.match(p.name)) and m[1] == here() and not runs(int(m[2]))]
        except OSError:
            continue
        for left in found:
            try:
                shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
            except OSError:  # open in another program: the next start tries again
                continue
            gone.append(left)
    return gone


def runs(process: int) -> bool:
    if process == os.getpid():
        return True
    if sys.platform == "win32":  # os.kill would end the other process there
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(0x1000, False, process)  # may be asked for its exit code
        if not handle:
            return False
        code = ctypes.c_ulong()
        known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return bool(known) and code.value == 259  # still active
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
